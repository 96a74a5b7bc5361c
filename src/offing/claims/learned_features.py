"""What a mention looks like in its sentence: plain strings that a weight can stand beside. For pairs see `learned_pairs`.

The same strings are made when the weights are trained and when they are used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from offing.claims.learned_items import Item, Laid, head_of
from offing.claims.masked import TYPES
from offing.claims.model import Mention

_KEPT = frozenset({"by", "and", "or", "but"})
_ENDS = frozenset({";", ":", "."})
_NEAR = 8
"""Items on one side that are looked at for what a mention's clause says."""
_SEEN = 25
"""Items on one side that are looked at for what stands between a word and a mention."""


def _skeleton(items: Sequence[Item]) -> list[str]:
    """Classes, prepositions, marks and mentions; other words are dropped."""
    return [bone for bone in map(bone_of, items) if bone]


def bone_of(it: Item) -> str:
    """What an item counts for in a skeleton, or nothing."""
    if it.members:
        return it.word
    if "prep" in it.classes or "rel" in it.classes or it.low in _KEPT:
        return it.low
    if it.classes:
        return f"{it.classes[0]}.{it.form}" if it.form else it.classes[0]
    return "" if it.word[0].isalnum() else it.word


def kind_of(m: Mention) -> str:
    return TYPES[m.label] + ("n" if m.nominal else "")


def of_one(s: Laid, n: int, m: Mention) -> frozenset[str]:
    """Of the mention numbered `n` by itself."""
    i = s.at[n]
    kind = kind_of(m)
    f = {f"lab {kind}{'+' if m.plural else ''}"}
    if len(s.items[i].members) > 1:
        f.add("many")
    for step, where, part in ((-1, "l", s.items[:i]), (1, "r", s.items[i + 1 :])):
        f.update(side(s.items, i, step, where))
        said = _skeleton(part)
        near = said[-8:] if step < 0 else said[:9]
        f.add(f"{where}two {' '.join(said[-2:] if step < 0 else said[:2])}")
        f.update(f"{where}pair {x} {y}" for x, y in pairwise(near))
        for it in clause(s.items, i, step):
            if not it.members:
                f.add(f"{where}word {it.word}")
            for c in it.classes:
                f |= {f"{where}class {c}", f"{where}class {c}.{it.form}", f"{where}class {kind} {c}"}
        f.update(f"{where}all {c}" for it in part for c in it.classes)
        f.update(_stands(s.items, i, step, where))
    f.update(f"sent {c}" for c in s.every)
    if m.nominal:
        f.update(f"head {c}" for c in head_of(m))
    return frozenset(f)


def _stands(items: Sequence[Item], i: int, step: int, side: str) -> Iterator[str]:
    """Classes on one side with how many names, relatives and stops stand between."""
    named = rel = cut = 0
    seen: set[str] = set()
    for k in range(i + step, max(-1, i - _SEEN) if step < 0 else min(len(items), i + _SEEN), step):
        it = items[k]
        if it.members:
            named += it.word[1] in "VOPA"
        elif it.low in (";", ":"):
            cut = 1
        elif "rel" in it.classes:
            rel = 1
        for c in it.classes:
            if c not in seen:
                seen.add(c)
                yield f"{side}past {min(named, 2)} {c}.{it.form}"
                yield f"{side}past {min(named, 2)}{rel}{cut} {c}"


def side(items: Sequence[Item], at: int, step: int, name: str) -> Iterator[str]:
    """The three items beside a place."""
    got = items[at + 1 : at + 4] if step > 0 else items[max(0, at - 3) : at][::-1]
    words = [it.word for it in got] + ["$"] * (3 - len(got))
    yield f"{name}1 {words[0]}"
    yield f"{name}2 {words[1]}"
    yield from (f"{name} {w}" for w in words)
    for p, it in enumerate(got[:2]):
        for c in it.classes:
            yield f"{name}c{p} {c}"
            if it.form:
                yield f"{name}c{p} {c}.{it.form}"


def clause(items: Sequence[Item], at: int, step: int) -> Iterator[Item]:
    for it in items[at + 1 : at + 1 + _NEAR] if step > 0 else items[max(0, at - _NEAR) : at][::-1]:
        if it.low in _ENDS:
            return
        yield it
