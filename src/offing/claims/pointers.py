"""The words of a text that point at a thing without naming it: pronouns, and nouns with an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from offing.claims.arguments import Tree
from offing.claims.laid_out import Laid, inside
from offing.claims.model import Label, Mention
from offing.claims.pointing_nouns import noun_of, nouns
from offing.syntax.trees import Word

PRONOUNS: Mapping[str, str] = {
    "it": "it", "its": "it", "itself": "it", "they": "they", "them": "they", "their": "they", "themselves": "they",
    "she": "she", "her": "she", "hers": "she", "herself": "she", "he": "he", "him": "he", "his": "he", "himself": "he",
    "we": "we", "our": "we", "us": "we", "ours": "we", "both": "both", "neither": "both",
}  # fmt: skip


_FIT: Mapping[str, frozenset[Label]] = {
    "it": frozenset({"vessel", "company", "agency", "country", "goods", "facility", "place"}),
    "they": frozenset({"vessel", "company", "agency", "goods", "person", "country"}),
    "she": frozenset({"vessel", "person"}),
    "he": frozenset({"person"}),
    "we": frozenset({"company", "agency", "person", "country"}),
    "both": frozenset({"vessel", "company", "person"}),
}


_LONGEST = 200
"""Characters of a mention that may reach over a pointer."""
_ARTICLES = frozenset("the this that these those both".split())


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pronoun or a noun with an article: its place, the word it hangs by in its sentence's tree, and the number of its mention.

    `kind`: it, they, she, he, we; or the class of the noun (pointing_nouns.csv). `low`: the pronoun, or the noun's word.
    """

    start: int
    end: int
    low: str
    kind: str
    sentence: int
    word: int
    mention: int
    fit: frozenset[Label]
    article: str = ""
    beside: tuple[str, ...] = ()
    lands: frozenset[int] = frozenset()
    many: bool = False
    quoted: bool = False


def pointers(laid: Laid, mentions: Sequence[Mention]) -> Iterator[Pointer]:
    """The pronouns and pointing nouns of a text, in order; none within what names, but for countries and places."""
    by_end = {m.end: n for n, m in enumerate(mentions) if m.nominal}
    starts = sorted((m.start, m.end, n) for n, m in enumerate(mentions))
    lands = {m.start: m.entity for m in mentions if m.label == "country"}
    first = 0
    for number, tree in enumerate(laid.trees):
        for k, word in enumerate(tree.words if tree else ()):
            if tree is None or word.kind or not (word.low in PRONOUNS or _is_noun(word)) or not word.low[0].isalpha():
                continue
            found = _pointer(laid, tree, number, k, lands)
            if found is None or _predicate(tree, k) or _ahead(tree, k):
                continue
            n = by_end.get(found.end, -1)
            if n >= 0 and mentions[n].start > found.start and found.kind in _FIT:
                continue
            while first < len(starts) and starts[first][0] < found.start - _LONGEST:
                first += 1
            x = first
            while x < len(starts) and starts[x][0] < found.end and not _covers(mentions, starts[x], found, n):
                x += 1
            if x == len(starts) or starts[x][0] >= found.end:
                yield replace(found, mention=n)


def _is_noun(word: Word) -> bool:
    """Whether a word is a noun by itself that may point."""
    return word.tag.startswith("NN") and word.relation != "compound" and noun_of(word.low) in nouns()


def _predicate(tree: Tree, at: int) -> bool:
    """Whether a noun, or what a possessive belongs to, tells what something is: "designated as its spokeswoman"."""
    word = tree.words[at]
    if word.relation == "poss":
        word = tree.words[word.head]
    elif word.low in PRONOUNS:
        return False
    return word.relation in ("attr", "oprd") or (word.relation == "pobj" and tree.words[word.head].low == "as")


def _ahead(tree: Tree, at: int) -> bool:
    """Whether "it" stands for the clause behind it: "called it a lie that she sailed"."""
    if tree.words[at].low != "it" or tree.words[at - 1].low not in _DEEMS:
        return False
    return any(w.low in ("that", "to") for w in tree.words[at + 2 : at + 6])


_DEEMS = frozenset(
    "call called calls find found finds make made makes deem deemed consider considered think thought".split()
)


def _covers(mentions: Sequence[Mention], spot: tuple[int, int, int], p: Pointer, own: int) -> bool:
    _, end, n = spot
    return end > p.start and n != own and mentions[n].label not in ("country", "place")


def _pointer(laid: Laid, tree: Tree, number: int, k: int, lands: Mapping[int, int]) -> Pointer | None:
    word = tree.words[k]
    kind = PRONOUNS.get(word.low)
    if kind:
        if word.low == "us" and word.text != "us":
            return None
        if kind == "both" and word.relation not in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT"):
            return None
        return Pointer(
            word.start,
            word.end,
            word.low,
            kind,
            number,
            k,
            -1,
            _FIT[kind],
            many=kind in ("they", "we", "both"),
            quoted=inside(laid, word.start) >= 0,
        )
    low = noun_of(word.low)
    known = nouns().get(low)
    if known is None:
        return None
    first = next((c for c in tree.having(k, "det", "predet", "preconj") if tree.words[c].low in _ARTICLES), -1)
    if first < 0 or k - first > 7:
        return None
    article = tree.words[first].low
    beside = tuple(w.low for w in tree.words[first + 1 : k])
    of = frozenset(lands[w.start] for w in tree.words[first + 1 : k] if w.start in lands)
    if any(
        w.kind and w.kind not in ("NATION", "COUNTRY", "PLACE", "AMOUNT", "DATE") for w in tree.words[first + 1 : k]
    ):
        return None
    return Pointer(
        tree.words[first].start,
        word.end,
        low,
        known[0],
        number,
        k,
        -1,
        known[1],
        article,
        beside,
        of,
        word.tag == "NNS" and low != word.low,
        inside(laid, word.start) >= 0,
    )
