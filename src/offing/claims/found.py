"""A stretch of the text taken for a name, before overlaps are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from offing.claims.listed import ListedName
from offing.claims.model import Label


@dataclass(frozen=True, slots=True)
class Found:
    """`name` is what the thing goes by where that is known (a country's code is `value`); `tier` 0 is the surest."""

    start: int
    end: int
    label: Label
    rule: str
    value: str = ""
    name: str = ""
    tier: int = 1
    plural: bool = False
    listed: tuple[ListedName, ...] = ()


def settled(found: list[Found]) -> list[Found]:
    """Those that do not overlap: the longer before the shorter, then the surer; with countries and places within bodies kept."""
    kept: list[Found] = []
    ordered = sorted(found, key=lambda f: (f.start - f.end, f.tier, f.start, f.label, f.rule, f.value, f.name))
    held: dict[int, list[Found]] = {}
    taken = bytearray(max((f.end for f in found), default=0))
    for one in ordered:
        start, end = one.start, one.end
        blocks = range(start // _BLOCK, (end - 1) // _BLOCK + 1)
        if taken.find(1, start, end) >= 0 and any(
            o.start < end and start < o.end and not _may_lie_in(one, o) for block in blocks for o in held.get(block, ())
        ):
            continue
        kept.append(one)
        taken[start:end] = b"\1" * (end - start)
        for block in blocks:
            held.setdefault(block, []).append(one)
    return sorted(kept, key=lambda f: (f.start, -f.end))


def joined(found: list[Found], *more: Iterable[Found]) -> list[Found]:
    """What is settled already, with more."""
    added = [one for each in more for one in each]
    return settled([*found, *added]) if added else found


_BLOCK = 64


def _may_lie_in(inner: Found, outer: Found) -> bool:
    """A country or place may be named within the phrase for a body, an office, a list or a group, but not within a name."""
    if inner.start == outer.start and inner.end == outer.end:
        return False
    if inner.label not in ("country", "place") or not (outer.start <= inner.start and inner.end <= outer.end):
        return False
    return outer.plural or outer.label in ("agency", "facility", "list")
