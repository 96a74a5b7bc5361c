"""What rules find; and what is said behind a former name said of the ship: "<V1>, formerly <V2>, flies the flag of <C3>"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from offing.claims.model import Arg
from offing.claims.ruled import Match


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says of a sentence, before its voice is known."""

    match: Match
    args: tuple[Arg, ...]
    start: int
    end: int


def of_the_ship(found: Iterable[Found]) -> list[Found]:
    """With what is said of a name that a ship had said of the ship: "<V1>, formerly <V2>, flies the flag of <C3>"."""
    every = list(found)
    had = {
        (p.start, p.end): vessel
        for f in every
        if f.match.rule.type == "renamed" and (vessel := next((a for a in f.args if a.role == "vessel"), None))
        for a in f.args
        if a.role == "former_name"
        for p in (a.parts or (a,))
        if p.start > vessel.start
    }
    if not had:
        return every
    out = []
    for f in every:
        if f.match.rule.type != "renamed" and any((a.start, a.end) in had for a in f.args):
            named = tuple(replace(had[a.start, a.end], role=a.role) if (a.start, a.end) in had else a for a in f.args)
            out.append(replace(f, args=named, start=min(f.start, *(a.start for a in named))))
        else:
            out.append(f)
    return out
