"""What a mention, or a pair of mentions, looks like in the tree of its sentence: plain strings that a weight can stand beside.

A word of the sentence has slots: whose subject or object it is, on which noun it hangs and how, whatever the order of the words
is (`arguments`). Two mentions are told by the words of which both fill slots, and by the way from one to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from offing.claims.arguments import Tree
from offing.claims.learned_items import classes, stem
from offing.claims.masked import TYPES
from offing.claims.model import Mention
from offing.claims.resolved_words import resolved

_WAY = 7
"""Arcs from a mention to the word that it shares with the other."""
_UP = 4
"""Arcs above a mention that are looked at."""
Place = tuple[int, str]
"""The number of a word, and the slot of it that something fills."""


@dataclass(frozen=True, slots=True)
class Grown:
    """A tree with the words of each numbered mention, and the places that each word fills."""

    tree: Tree
    at: Mapping[int, tuple[int, ...]]
    places: Mapping[int, tuple[Place, ...]]
    filled: frozenset[tuple[int, int]]
    """Each word with each whose slot it fills."""


def grown(tree: Tree, here: Sequence[tuple[int, Mention]]) -> Grown:
    """`here` are the sentence's numbered mentions."""
    numbers = {id(m): n for n, m in here}
    at: dict[int, list[int]] = {}
    for k, m in resolved(tree, here).items():
        at.setdefault(numbers[id(m)], []).append(k)
    places: dict[int, dict[Place, None]] = {}
    for word, place in _places(tree):
        places.setdefault(word, {})[place] = None
    filled = frozenset((word, at) for word, each in places.items() for at, _ in each)
    return Grown(tree, {n: tuple(ks) for n, ks in at.items()}, {w: tuple(ps) for w, ps in places.items()}, filled)


def _places(tree: Tree) -> Iterator[tuple[int, Place]]:
    for at, word in enumerate(tree.words):
        if word.kind:
            continue
        if word.tag.startswith("VB"):
            passive = tree.passive(at)
            for name, held in tree.slots(at).items():
                slot = "subject" if name == "by" and passive else name
                yield from ((x, (at, slot)) for h in held for x in tree.chained(h))
        elif word.tag.startswith(("NN", "JJ")):
            for name, held in tree.noun_slots(at).items():
                yield from ((x, (at, "n." + name)) for h in held for x in tree.chained(h))


@lru_cache(maxsize=20_000)
def _names(low: str) -> tuple[str, ...]:
    """A word's stem and its classes."""
    if not low[0].isalpha():
        return (low,)
    found = stem(low)
    return (found, *("@" + c for c in classes().get(found, ())))


def _mood(tree: Tree, at: int) -> str:
    return ("!" if tree.negated(at) else "") + ("?" if tree.verbal(at) and tree.doubted(at) else "")


def of_one(g: Grown, number: int) -> Iterator[str]:
    """Of a numbered mention by itself."""
    words = g.tree.words
    for k in g.at.get(number, ()):
        yield "t rel " + words[k].relation
        for at, slot in g.places.get(k, ()):
            mood = _mood(g.tree, at)
            for name in _names(words[at].low):
                yield f"t1 {name} {slot}"
                if mood:
                    yield f"t1 {name} {slot} {mood}"
            yield f"t1s {slot} {words[at].tag[:2]}"
            for above, over in g.places.get(at, ()):
                yield from (f"t1up {slot} {name} {over}" for name in _names(words[above].low))
        way = ""
        top = _first_of_row(g.tree, k)
        for _ in range(_UP):
            if words[top].head == top:
                break
            way += words[top].relation + "."
            top = words[top].head
            yield from (f"tu {way} {name}" for name in _names(words[top].low))


def by_places(g: Grown, one: int, other: int, labels: str) -> frozenset[str]:
    """What two numbered mentions, in the order of their roles, fill of the same and of joined words; `labels` are their kinds."""
    at = [a for a in g.at.get(one, ()) if a in g.places]
    to = [b for b in g.at.get(other, ()) if b in g.places] if at else []
    return frozenset(x for a in at for b in to for x in _of_words(g, a, b, labels)) if to else frozenset()


def by_way(g: Grown, one: int, other: int) -> frozenset[str]:
    """The ways from the words of one numbered mention to those of another."""
    at, to = g.at.get(one, ()), g.at.get(other, ())
    tree = g.tree
    return frozenset(x for a in at for b in to for x in _way(tree, _first_of_row(tree, a), _first_of_row(tree, b)))


def ways(g: Grown, one: int, other: int) -> int:
    """How many ways there are."""
    return len(g.at.get(one, ())) * len(g.at.get(other, ()))


def most_by_way(weights: Mapping[str, int]) -> int:
    """The most that one way may add to a score."""
    top: dict[str, int] = {}
    for feature, weight in weights.items():
        family, _, rest = feature.partition(" ")
        key = family + "@" * rest.startswith("@")
        top[key] = max(top.get(key, 0), weight)
    in_classes = max(map(len, classes().values()))
    by_name = {key: top.get(f"tpl{key}", 0) + top.get(f"tlca{key}", 0) for key in ("", "@")}
    return top.get("tcoll", 0) + top.get("tpn", 0) + top.get("tp", 0) + by_name[""] + in_classes * by_name["@"]


def _of_words(g: Grown, a: int, b: int, labels: str) -> Iterator[str]:
    words = g.tree.words
    mine, theirs = g.places.get(a, ()), g.places.get(b, ())
    for at, slot in mine:
        for to, other in theirs:
            if at == to:
                mood = _mood(g.tree, at)
                for name in _names(words[at].low):
                    yield f"tt {name} {slot} {other}"
                    if mood:
                        yield f"tt {name} {slot} {other} {mood}"
                yield f"tts {slot} {other}"
                yield f"tts {labels} {slot} {other}"
            elif words[at].head == to or words[to].head == at or (at, to) in g.filled or (to, at) in g.filled:
                for first in _names(words[at].low):
                    for second in _names(words[to].low):
                        if first[0] == "@" or second[0] == "@":
                            yield f"t2 {first} {slot} | {second} {other}"


def _way(tree: Tree, a: int, b: int) -> Iterator[str]:
    """The arcs from one word to another by the word above both."""
    yield "tcoll same" if a == b else "tcoll no"
    up = dict(_above(tree, a))
    for top, down in _above(tree, b):
        if top in up:
            there = up[top]
            way = ".".join(there) + "^" + ".".join(down)
            yield f"tpn {len(there)} {len(down)}"
            if len(there) + len(down) <= _WAY:
                yield "tp " + way
                yield from (f"tpl {name} {way}" for name in _names(tree.words[top].low))
            ends = f"{there[-1] if there else '-'} {down[-1] if down else '-'}"
            yield from (f"tlca {name} {ends}" for name in _names(tree.words[top].low))
            return


def _above(tree: Tree, at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The words above a word, itself first, each with the arcs that lead there."""
    way: tuple[str, ...] = ()
    for _ in range(_WAY + 1):
        yield at, way
        word = tree.words[at]
        if word.head == at:
            return
        way = (*way, word.relation)
        at = word.head
        if tree.words[at].relation in ("prep", "agent"):
            way = (*way, tree.words[at].low)


def _first_of_row(tree: Tree, at: int) -> int:
    """The word that stands for the row or apposition in which a word stands."""
    for _ in range(12):
        word = tree.words[at]
        if word.relation not in ("conj", "appos") or tree.verbal(at):
            break
        at = word.head
    return at


def kinds_of(mentions: Sequence[Mention]) -> str:
    """The letters of mentions."""
    return "".join(TYPES[m.label] + ("n" if m.nominal else "") for m in mentions)
