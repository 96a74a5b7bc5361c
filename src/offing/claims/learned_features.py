"""What a mention, or a pair of mentions, looks like in its sentence: plain strings that a weight can stand beside.

The same strings are made when the weights are trained and when they are used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from offing.claims.learned_items import Item, Laid, head_of
from offing.claims.masked import TYPES
from offing.claims.model import Mention

_KEPT = frozenset({"by", "and", "or", "but"})
_CUT = frozenset({";", ":", "while", "whereas", "but"})
_ENDS = frozenset({";", ":", "."})
_NEAR = 8
"""Items on one side that are looked at for what a mention's clause says."""
_SEEN = 25
"""Items on one side that are looked at for what stands between a word and a mention."""


def _far(k: int) -> str:
    return str(k) if k < 3 else "3-4" if k < 5 else "5-8" if k < 9 else "9-15" if k < 16 else "16+"


def _skeleton(items: Sequence[Item]) -> list[str]:
    """Classes, prepositions, marks and mentions; other words are dropped."""
    out = []
    for it in items:
        if it.members:
            out.append(it.word)
        elif "prep" in it.classes or "rel" in it.classes or it.low in _KEPT:
            out.append(it.low)
        elif it.classes:
            out.append(f"{it.classes[0]}.{it.form}" if it.form else it.classes[0])
        elif not it.word[0].isalnum():
            out.append(it.word)
    return out


def _kind(m: Mention) -> str:
    return TYPES[m.label] + ("n" if m.nominal else "")


def of_pair(s: Laid, n: int, k: int, m: Mention, o: Mention) -> frozenset[str]:
    """Of the mentions numbered `n` and `k`, in the order of their roles; all that depends on order carries the direction."""
    i, j = s.at[n], s.at[k]
    d = (">" if i < j else "<") if i != j else "_" if o.start < m.start else "="
    a, b = min(i, j), max(i, j)
    between = s.items[a + 1 : b]
    both = _kind(m) + _kind(o)
    middle = [it.word[1] for it in between if it.members]
    f = {f"lab {both}", f"lab {d}{both}", f"d {d}", f"far {d}{_far(len(between))}", f"named {d}{min(len(middle), 4)}"}
    f.add(f"like1 {d}{min(middle.count(TYPES[m.label]), 2)}")
    f.add(f"like2 {d}{min(middle.count(TYPES[o.label]), 2)}")
    cut = sum(it.low in _CUT for it in between)
    f |= {f"cut {d}{min(cut, 2)}", f"cut {both}{min(cut, 1)}"}
    f.add(f"verbs {d}{min(sum(bool(it.form) or 'be' in it.classes for it in between), 3)}")
    f.add(f"commas {d}{min(sum(it.low == ',' for it in between), 3)}")
    said = _skeleton(between)
    if len(said) <= 6:
        f.add(f"path {d}{' '.join(said)}")
    f.update(f"has {d}{x}" for x in said[:10])
    f.update(f"two {d}{x} {y}" for x, y in pairwise(said[:11]))
    if said:
        f |= {
            f"first {d}{said[0]}",
            f"last {d}{said[-1]}",
            f"first2 {d}{' '.join(said[:2])}",
            f"last2 {d}{' '.join(said[-2:])}",
        }
    for it in between:
        for c in it.classes:
            f |= {f"class {d}{c}", f"class {d}{both} {c}"}
            if it.form:
                f.add(f"form {d}{c}.{it.form}")
    f.update(f"word {d}{it.word}" for it in between[:14] if not it.members)
    f.update(_side(s.items, a, -1, "l" + d))
    f.update(_side(s.items, b, 1, "r" + d))
    f.update(f"left {d}{c}" for it in _clause(s.items, a, -1) for c in it.classes)
    f.update(f"right {d}{c}" for it in _clause(s.items, b, 1) for c in it.classes)
    f.update(f"sent {c}" for c in s.every)
    for role, one, at in (("1", m, i), ("2", o, j)):
        if one.nominal:
            f.update(f"head{role} {c}" for c in head_of(one))
        if len(s.items[at].members) > 1:
            f.add(f"many{role} {d}")
    return frozenset(f)


def of_one(s: Laid, n: int, m: Mention) -> frozenset[str]:
    """Of the mention numbered `n` by itself."""
    i = s.at[n]
    kind = _kind(m)
    f = {f"lab {kind}{'+' if m.plural else ''}"}
    if len(s.items[i].members) > 1:
        f.add("many")
    for step, side, part in ((-1, "l", s.items[:i]), (1, "r", s.items[i + 1 :])):
        f.update(_side(s.items, i, step, side))
        said = _skeleton(part)
        near = said[-8:] if step < 0 else said[:9]
        f.add(f"{side}two {' '.join(said[-2:] if step < 0 else said[:2])}")
        f.update(f"{side}pair {x} {y}" for x, y in pairwise(near))
        for it in _clause(s.items, i, step):
            if not it.members:
                f.add(f"{side}word {it.word}")
            for c in it.classes:
                f |= {f"{side}class {c}", f"{side}class {c}.{it.form}", f"{side}class {kind} {c}"}
        f.update(f"{side}all {c}" for it in part for c in it.classes)
        f.update(_stands(s.items, i, step, side))
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


def _side(items: Sequence[Item], at: int, step: int, name: str) -> Iterator[str]:
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


def _clause(items: Sequence[Item], at: int, step: int) -> Iterator[Item]:
    for it in items[at + 1 : at + 1 + _NEAR] if step > 0 else items[max(0, at - _NEAR) : at][::-1]:
        if it.low in _ENDS:
            return
        yield it
