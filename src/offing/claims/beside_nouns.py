"""What stands right beside a noun or a name, with no verb: "the <NATION> firm", "a <PLACE> trader", "<COUNTRY>'s"."""

from __future__ import annotations

from offing.claims.arcs import Arcs
from offing.claims.relatives import antecedent

_LANDS = ("PLACE", "COUNTRY")


def beside(arcs: Arcs, at: int) -> dict[str, list[int]]:
    """By how it stands there what stands beside a word: "nation", "land", "poss", "where" ("<COMPANY>, <PLACE>"), "in"."""
    words = arcs.words
    before = arcs.having(at, "amod", "compound", "nmod")
    if words[at].kind:
        plain = [c for c in before if not words[c].kind and words[c].tag in ("NN", "JJ")]
        before += [x for c in plain for x in arcs.having(c, "amod", "compound", "nmod")]
    found = {
        "nation": [c for c in before if words[c].kind == "NATION" and not _half_word(arcs, c)],
        "land": [c for c in before if words[c].kind in _LANDS],
        "poss": [antecedent(arcs, c, at) for c in arcs.having(at, "poss")] if words[at].kind else [],
        "where": [c for c in arcs.having(at, "appos", "npadvmod") if at < c < at + 3 and words[c].kind in _LANDS],
        "in": _behind(arcs, at),
    }
    return {name: held for name, held in found.items() if held}


def _half_word(arcs: Arcs, at: int) -> bool:
    """Whether a nation is part of a word: "<NATION>-owned"."""
    return any(w.text == "-" or w.tag == "VBN" for w in arcs.words[at + 1 : at + 2])


def _behind(arcs: Arcs, at: int) -> list[int]:
    """The place right behind a firm: "<COMPANY> in <PLACE>", "<COMPANY> in the <COUNTRY>"."""
    after = arcs.words[at + 1 : at + 4]
    if arcs.words[at].kind != "COMPANY" or len(after) < 2 or after[0].low != "in":
        return []
    placed = at + 3 if after[1].low == "the" and len(after) > 2 else at + 2
    return [placed] if arcs.words[placed].kind in _LANDS else []
