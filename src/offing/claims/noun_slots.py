"""What stands in each slot of a noun or an adjective: whose or of what it is, who has it, who is it, each preposition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from offing.claims.arcs import BEING, NAMES, RELATIVE, Arcs, once
from offing.claims.governed import located, of_contents, own_phrases
from offing.claims.relatives import antecedent, chained
from offing.claims.subjects import grammatical_subject, passive

_Put = tuple[str, list[int]]
_BEFORE = ("compound", "amod", "nmod")
_LIGHT = frozenset("made make makes sent signed had did conducted concluded carried".split())
"""Verbs that only tell who did what their object names: "payments that X made to Y"."""

_SHARES = frozenset("part role hand".split())
"""What somebody has in a doing that is his: "had a hand in the sale"."""


@once
def noun_slots(arcs: Arcs, at: int) -> Mapping[str, list[int]]:
    """What stands in each slot of a noun or adjective: by slot the numbers of words."""
    out: dict[str, list[int]] = {}
    _add(out, _own(arcs, at))
    if not out["poss"] and not out["of"]:
        _add(out, _of_row(arcs, at))
    _add(out, _of_name(arcs, at))
    _add(out, _by_relation(arcs, at))
    of_contents(arcs, at, at, out)
    _add(out, _of_clauses(arcs, at))
    return out


def _add(out: dict[str, list[int]], told: Iterable[_Put]) -> None:
    for name, held in told:
        out.setdefault(name, []).extend(held)


def _own(arcs: Arcs, at: int) -> Iterator[_Put]:
    """What hangs on the word itself."""
    before = arcs.having(at, *_BEFORE)
    yield "poss", [antecedent(arcs, c, at) for c in arcs.having(at, "poss")]
    yield "adj", before
    yield "of", [c for c in before if arcs.words[c].kind]
    yield from own_phrases(arcs, at)


def _of_row(arcs: Arcs, at: int) -> Iterator[_Put]:
    """What hangs on common nouns without a word of their own that follow: "part owner, chairman and director of <COMPANY>"."""
    for c in arcs.having(at, "conj"):
        if arcs.words[c].tag.startswith("NN") and not arcs.words[c].kind and not arcs.having(c, "det", "poss"):
            yield from ((name, held) for name, held in own_phrases(arcs, c) if name in ("of", "at", "in"))
            yield from _of_row(arcs, c)


def _of_name(arcs: Arcs, at: int) -> Iterator[_Put]:
    """What hangs on the name before which a noun stands: "<COUNTRY>'s tanker <VESSEL>"; and the name beside it."""
    above = arcs.words[at].head
    if arcs.words[at].relation in _BEFORE and arcs.words[above].kind in NAMES:
        yield "poss", [antecedent(arcs, c, above) for c in arcs.having(above, "poss")]
        yield "of", [c for c in arcs.having(above, *_BEFORE) if arcs.words[c].kind and c < at]
        yield from own_phrases(arcs, above)
    yield "is", [c for c in arcs.having(at, "appos") if arcs.words[c].kind]


def _by_relation(arcs: Arcs, at: int) -> Iterator[_Put]:
    """What fills slots of a word by the word above and how it hangs there."""
    word = arcs.words[at]
    above = word.head
    match word.relation:
        case "attr" | "acomp" | "oprd" if arcs.verbal(above):
            held = arcs.having(above, "dobj") if word.relation == "oprd" else []
            yield "is", held or grammatical_subject(arcs, above)
            yield from own_phrases(arcs, above)
        case "appos":
            yield "is", _named_by(arcs, at)
        case "amod" | "compound" if arcs.words[above].kind or at > above:
            yield "is", _named_by(arcs, at)
        case "advcl" if arcs.verbal(above):
            yield "is", grammatical_subject(arcs, above)
        case "conj" if not arcs.verbal(above):
            first = noun_slots(arcs, above)
            yield from ((name, first.get(name, [])) for name in ("is", "has"))
        case "dobj":
            yield "is" if passive(arcs, above) else "has", grammatical_subject(arcs, above)
            yield from own_phrases(arcs, above)
        case "nsubj" | "nsubjpass":
            if word.relation == "nsubj" and arcs.verbal(above):
                yield "is", arcs.having(above, "attr")
            yield from own_phrases(arcs, above)
        case "pobj" if arcs.words[above].relation in ("prep", "agent"):
            yield from _by_preposition(arcs, above)


def _named_by(arcs: Arcs, at: int) -> list[int]:
    """What an apposition is: of names in a row before "a firm" the last, else all."""
    above = arcs.words[at].head
    row = [k for k in chained(arcs, above) if k < at and arcs.words[k].kind]
    return row[-1:] if arcs.words[at].tag == "NN" and len(row) > 1 and at > above else [above]


def _by_preposition(arcs: Arcs, prep: int) -> Iterator[_Put]:
    """What fills slots of a word by the preposition that governs it: "named X as its owner", "<COMPANY> is among the owners"."""
    low = arcs.words[prep].low
    over = arcs.words[prep].head
    verbal = arcs.verbal(over)
    subject = grammatical_subject(arcs, over) if verbal else []
    of = located(arcs, over, prep)
    if low in ("by", "through") and verbal and not passive(arcs, over):
        of = subject
    if low == "in":
        of = _sharing(arcs, over) or of
    yield low + "~", of
    if low == "as" and verbal and of and sum(arcs.words[c].low == "as" for c in arcs.having(over, "prep")) > 1:
        of = [k for k in chained(arcs, of[0]) if k < prep][-1:]
    if low in ("as", "among"):
        yield "is", of
    if low in ("for", "to") and verbal:
        yield "has", subject


def _sharing(arcs: Arcs, over: int) -> list[int]:
    """Who has a share in a doing that "in" hangs on: "had a hand in", "played a part in"."""
    shares = [o for o in (over, *arcs.having(over, "dobj")) if arcs.words[o].low in _SHARES]
    if not shares or arcs.having(shares[0], "poss"):
        return []
    above = arcs.words[shares[0]].head
    held = arcs.words[shares[0]].relation == "dobj" and arcs.verbal(above)
    return grammatical_subject(arcs, above) if held else []


def _of_clauses(arcs: Arcs, at: int) -> Iterator[_Put]:
    """What a noun's relative clause, or the verb it is subject of, tells: "payments that X made", "her cargo was coal"."""
    for doing in arcs.having(at, "relcl"):
        if arcs.words[doing].low in _LIGHT and not passive(arcs, doing):
            yield "has", [s for s in arcs.having(doing, "nsubj") if arcs.words[s].low not in RELATIVE]
            yield from own_phrases(arcs, doing)
    if arcs.words[at].relation == "nsubj":
        yield "is", _said_of(arcs, arcs.words[at].head)


def _said_of(arcs: Arcs, verb: int) -> list[int]:
    """What a thing is said to be: "her cargo was coal", "the load consisted of steel"."""
    low = arcs.words[verb].low
    if low in BEING:
        return arcs.having(verb, "attr")
    if low.startswith("consist"):
        return [o for p in arcs.having(verb, "prep") for o in arcs.having(p, "pobj")]
    return arcs.having(verb, "dobj") if low.startswith(("compris", "includ")) else []
