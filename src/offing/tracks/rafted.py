"""Ships side by side by side: of three in a row, the outer two did not lie beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from offing.tracks.event import POSSIBLE, Event

_OVERLAP = 0.5
"""How much of the outer pair's time the one between must have lain beside both."""


def without_outer_pairs(encounters: Sequence[Event]) -> list[Event]:
    """The same encounters; one whose two ships had a third between them is `possible` at most and says so."""
    by_ship: dict[tuple[int, int], list[Event]] = {}
    for one in encounters:
        for ship in _ships(one):
            by_ship.setdefault(ship, []).append(one)
    return [_told(one, by_ship) for one in encounters]


def _told(outer: Event, by_ship: dict[tuple[int, int], list[Event]]) -> Event:
    if outer.b is None or outer.tier == POSSIBLE:
        return outer
    first, second = _ships(outer)
    for inner in by_ship[first]:
        between = next((s for s in _ships(inner) if s != first), second)
        if between == second or not _within(inner, outer):
            continue
        for other in by_ship[second]:
            if between in _ships(other) and first not in _ships(other) and _within(other, outer):
                ship = inner.b if inner.b is not None and (inner.b.mmsi, inner.b.hull) == between else inner.a
                context = f"{ship.name or ship.mmsi} lay between the two"
                why = f"{outer.why}; {context}"
                return replace(outer, tier=POSSIBLE, why=why, measures={**outer.measures, "context": context})
    return outer


def _within(inner: Event, outer: Event) -> bool:
    """Nearer together than the outer pair, for half of its time or more."""
    together = min(inner.end_s, outer.end_s) - max(inner.start_s, outer.start_s)
    near, far = inner.measures["median_distance_m"], outer.measures["median_distance_m"]
    assert isinstance(near, int | float) and isinstance(far, int | float)
    return near < far and together >= _OVERLAP * (outer.end_s - outer.start_s)


def _ships(event: Event) -> tuple[tuple[int, int], ...]:
    return tuple((s.mmsi, s.hull) for s in (event.a, event.b) if s is not None)
