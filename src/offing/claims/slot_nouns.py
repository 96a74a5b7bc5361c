"""Plain nouns of a tree: of what sort they are, whether they stand for somebody, and how far their phrase goes."""

from __future__ import annotations

from functools import cache

from offing.claims.arguments import Tree
from offing.claims.doing_items import classes
from offing.claims.valence_frames import sorts
from offing.syntax.trees import Word

_MANY = frozenset(
    (
        "dozens dozen scores hundreds handful couple number several some most many two three four five six seven eight nine "
        "ten"
    ).split()
)
_VAGUE = frozenset("few no any every each neither another the this that these those other such".split())
_ANYBODY = frozenset("persons people individuals entities companies vessels ships parties firms".split())
_NONE_OF = frozenset("none one some most all each any neither either".split())
_DRAINED = frozenset("barrel drop kilo litre gram tonne ton cargo".split())
"""Of which one, or not one, is told."""
_NO_WARE = (
    "tion", "ment", "ness", "ity", "ship", "ance", "ence", "ing", "ism", "age", "er", "ers", "or", "ors", "ist", "ists",
)  # fmt: skip
"""Ends of nouns for doings, states and people."""
_BEFORE = ("det", "amod", "nummod", "compound", "poss", "nmod", "quantmod")


@cache
def ship_nouns() -> frozenset[str]:
    """Nouns for ships and craft."""
    return classes()["ships"] | sorts()["craft"]


@cache
def party_nouns() -> frozenset[str]:
    """Nouns for firms and people."""
    return classes()["agents"] | sorts()["people"]


@cache
def no_goods() -> frozenset[str]:
    """Nouns that are no goods: ships, firms, people and what has no body."""
    return ship_nouns() | party_nouns() | sorts()["immaterial"]


def behind(tree: Tree, at: int, *prepositions: str) -> list[int]:
    """What stands behind some prepositions of a word."""
    return [x for p in tree.having(at, "prep") if tree.words[p].low in prepositions for x in tree.having(p, "pobj")]


def fits(word: Word, types: str) -> bool:
    """Whether a plain noun may stand for a mention of some types."""
    if word.kind or not word.tag.startswith("NN"):
        return False
    if word.low in ship_nouns():
        return bool(set("VN") & set(types))
    if word.low in party_nouns():
        return bool(set("OKP") & set(types))
    return "G" in types and word.low in sorts()["goods"]


def somebody(tree: Tree, at: int) -> bool:
    """Whether a noun stands for somebody: "four people", "their owners", "a Saudi company", not "the company" or "no vessel"."""
    before = [tree.words[c] for c in tree.children[at] if c < at]
    if any(w.low in _VAGUE and w.relation in ("det", "amod") for w in before):
        return any(w.relation == "nummod" for w in before) and not any(w.low in ("no", "neither") for w in before)
    if tree.words[at].low in _ANYBODY and not any(w.relation != "punct" for w in before):
        return False
    return tree.words[at].tag == "NNS" or any(w.relation in ("nummod", "poss", "det", "amod") for w in before)


def pointed_goods(tree: Tree, at: int) -> bool:
    """Whether goods are told of again, whatever they were: "the cargo", "these boxes", "the machine"."""
    word = tree.words[at]
    if word.kind or word.low not in sorts()["cargo"]:
        return False
    return any(tree.words[c].low in _AGAIN for c in tree.having(at, "det"))


_AGAIN = frozenset("the this that these those".split())


def counted(tree: Tree, at: int) -> bool:
    """Whether a noun tells how many, and no names follow: "four people", "several firms"; not "none of the four"."""
    if tree.words[at].tag != "NNS" or any(w.low in (":", "namely") for w in tree.words[at:]):
        return False
    over = tree.words[tree.words[at].head]
    if over.low == "of" and tree.words[over.head].low in _NONE_OF:
        return False
    before = [tree.words[c] for c in tree.children[at] if c < at]
    if any(w.low in ("no", "none", "neither") for w in before):
        return False
    return any(w.relation in ("nummod", "poss") or w.low in ("several", "dozens", "some") for w in before)


def measured(tree: Tree, at: int) -> int | None:
    """What there are dozens of, where a word tells how many."""
    held = behind(tree, at, "of") if tree.words[at].low in _MANY else []
    return held[0] if held else None


def drained(tree: Tree, at: int) -> bool:
    """Whether a noun is the least of something: "not one barrel", "a single drop"."""
    word = tree.words[at]
    return (
        word.tag == "NN"
        and word.low in _DRAINED
        and any(tree.words[c].low in ("a", "one", "single") for c in tree.children[at])
    )


def ware(tree: Tree, at: int) -> bool:
    """Whether a plain noun may be goods that no table has: "dried squid", "snow guns"."""
    word = tree.words[at]
    return (
        not word.kind
        and word.tag in ("NN", "NNS")
        and word.low.isalpha()
        and word.low not in no_goods()
        and word.low not in sorts()["load"]
        and not word.low.endswith(_NO_WARE)
        and not any(tree.words[x].low in _VAGUE or tree.words[x].relation == "poss" for x in tree.children[at])
        and any(tree.words[x].relation in ("nummod", "amod", "compound") for x in tree.children[at])
    )


def noun_phrase(tree: Tree, at: int) -> tuple[int, int]:
    """Where a noun and what stands before it begins and ends, with "in ..." right behind a noun for ships, firms or people."""
    start, end = tree.words[at].start, tree.words[at].end
    for c in tree.children[at]:
        if c < at and tree.words[c].relation in _BEFORE:
            start = min(start, noun_phrase(tree, c)[0])
    low = tree.words[at].low
    if (low in party_nouns() or low in classes()["ships"]) and at + 1 in tree.having(at, "prep"):
        held = tree.having(at + 1, "pobj") if tree.words[at + 1].low in ("in", "of", "near") else []
        if held:
            end = max(end, *(noun_phrase(tree, x)[1] for x in tree.chained(held[0])))
    return start, end
