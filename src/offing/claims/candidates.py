"""What a pointer may stand for: the things told of before it, those behind it in its sentence, and rows of things."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from offing.claims.laid_out import Laid, Spot
from offing.claims.pointers import Pointer

_FARTHEST = 5
"""Sentences between a pronoun and the last mention of what it may stand for."""


_FAR = 40
"""The same of a noun."""


_MOST = 12
"""Things that are weighed, the last told of."""


_BACK = 3


_ROW: tuple[frozenset[str], ...] = (
    frozenset({"vessel"}),
    frozenset({"company", "person", "agency"}),
    frozenset({"goods"}),
)


LINK = re.compile(
    r"[\"']?(?: \([^()]{1,40}\))?,?(?: and| or|;)?(?: the| its| her| their| his)?(?: [a-z-]+){0,3},? [\"']?"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing with its spots before the pointer, the last first; or, `ahead`, the first behind it in its sentence."""

    entity: int
    spots: tuple[Spot, ...]
    ahead: bool = False
    members: tuple[int, ...] = ()


def candidates(laid: Laid, p: Pointer) -> list[Candidate]:
    """The things that a pointer may stand for, the last told of first, then those behind it in its sentence."""
    out: dict[int, list[Spot]] = {}
    reach = _FAR if p.article else _FARTHEST
    at = bisect_left(laid.spots, p.start, key=lambda s: s.mention.start)
    for spot in reversed(laid.spots[max(0, at - 160) : at]):
        if laid.near and laid.every[spot.sentence].paragraph != laid.every[p.sentence].paragraph:
            break
        if spot.mention.end > p.start:
            continue
        held = out.get(spot.entity)
        if held is not None:
            held.append(spot)
        elif spot.mention.label in p.fit and p.sentence - spot.sentence <= reach and len(out) < _MOST:
            out[spot.entity] = [spot]
    found = [Candidate(e, tuple(s)) for e, s in out.items()]
    for spot in laid.spots[at : at + 12]:
        if spot.sentence != p.sentence or len(found) > _MOST + 2:
            break
        if spot.mention.start >= p.end and spot.entity not in out and spot.mention.label in p.fit:
            out[spot.entity] = [spot]
            found.append(Candidate(spot.entity, (spot,), True))
    if p.many and p.kind != "we":
        found += _rows(laid, p, at)
    return found


def _rows(laid: Laid, p: Pointer, at: int) -> Iterator[Candidate]:
    """What was told of in a row, or in one sentence, before a pointer to several: the last first."""
    seen: set[frozenset[int]] = set()
    for sort in _ROW:
        if not sort & p.fit:
            continue
        told = [
            s
            for s in laid.spots[max(0, at - 40) : at]
            if s.mention.label in sort and p.sentence - s.sentence <= _BACK and s.entity >= 0
        ]
        for number in range(p.sentence, p.sentence - _BACK - 1, -1):
            here = [s for s in told if s.sentence == number and not s.mention.plural]
            rows: list[list[Spot]] = []
            for s in here:
                if rows and LINK.fullmatch(laid.text, rows[-1][-1].mention.end, s.mention.start):
                    rows[-1].append(s)
                else:
                    rows.append([s])
            for row in (*reversed(rows), here):
                members = tuple(dict.fromkeys(s.entity for s in row))
                if 1 < len(members) < 7 and frozenset(members) not in seen:
                    seen.add(frozenset(members))
                    yield Candidate(-2, tuple(row), False, members)
