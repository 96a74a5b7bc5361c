"""Where a facility stands, as another sentence of the text tells it: "The office in the Northern city of Kaesong was opened"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from offing.claims.model import Arg, Claim, Document, Mention, Thing
from offing.claims.same import facility_name

_BETWEEN = re.compile(
    r" (?:in|at|of) (?:the )?(?:[^\W\d_][\w'’-]* ){0,4}?(?:city of |town of |port of |village of )?(?:the )?"
)
_NEAR = 80
_TYPES = frozenset({"withdrew"})


def with_seats(
    claims: Sequence[Claim], document: Document, mentions: Sequence[Mention], things: Sequence[Thing]
) -> tuple[Claim, ...]:
    """The claims, those that leave a facility with its place where the text gives one and no other."""
    seats = seats_of(document, mentions, things)
    return tuple(_with_seat(c, seats, things) if c.type in _TYPES else c for c in claims)


def seats_of(document: Document, mentions: Sequence[Mention], things: Sequence[Thing]) -> Mapping[str, Mention]:
    """By the facility's name the place named right behind it; none where the text gives several."""
    found: dict[str, list[Mention]] = {}
    places = [m for m in mentions if m.label == "place" and not m.nominal]
    starts = [p.start for p in places]
    for one in mentions:
        if one.label != "facility" or one.entity < 0:
            continue
        at = bisect_right(starts, one.end)
        then = places[at] if at < len(places) and starts[at] - one.end < _NEAR else None
        if then is not None and _BETWEEN.fullmatch(document.text, one.end, then.start):
            found.setdefault(facility_name(things[one.entity].name), []).append(then)
    return {name: those[0] for name, those in found.items() if len({p.entity for p in those}) == 1}


def _with_seat(claim: Claim, seats: Mapping[str, Mention], things: Sequence[Thing]) -> Claim:
    left = claim.arg("object")
    if left is None or left.thing < 0 or claim.arg("place") is not None or things[left.thing].label != "facility":
        return claim
    seat = seats.get(facility_name(things[left.thing].name))
    if seat is None:
        return claim
    return replace(claim, args=(*claim.args, Arg("place", seat.text, seat.start, seat.end, seat.entity)))
