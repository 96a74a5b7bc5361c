"""Whether a ship can have been at two places on two dates: by the straight line, and by the shortest way there can be by sea."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from offing.book.model import Row
from offing.places.ports import Port, distance_m
from offing.places.sea import sea_way_m, surely_within
from offing.records.dates import DateSpan
from offing.review.papers import Folder, Papers, first_day, in_time, on, port_of

FASTEST_KN = 25.0
"""No tanker, bulk carrier or general cargo ship keeps it, and few container ships do."""
LEAST_M = 400_000
"""Below it dates, which are whole days, tell nothing."""
MANY = 50
"""From so many voyages on, ways are first tried over the world's hubs."""
SIGNED_LATE_DAYS = 10
"""A bill of lading may bear a day this long after the loading."""
_KN_M_PER_H = 1852.0
_SWIFT = re.compile(
    r"ferry|passenger|\bhsc\b|high[- ]speed|ro-?pax|hydrofoil|yacht|navy|naval|warship|catamaran", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A port that a row has a ship at on a day or within days, and the columns that say so."""

    row: Row
    column: str
    dated: str
    port: Port
    when: DateSpan


@dataclass(frozen=True, slots=True)
class Hop:
    """Two stops that cannot both be; `sure` by the straight line, else by the way by sea. `says` is a sentence."""

    first: Stop
    second: Stop
    sure: bool
    says: str


def too_far(papers: Papers) -> Iterator[Hop]:
    """Of each voyage its two ends, of each ship the ends of one voyage and the next, and her bills, that cannot both be."""
    many = len(papers.folders) > MANY
    fleet: dict[str, list[Stop]] = {}
    bills: list[tuple[str, Stop]] = []
    for folder in papers.folders:
        stops = stops_of(folder)
        if _swift(folder):
            continue
        hop = impossible(*stops, many=many) if len(stops) == 2 else None
        if hop is not None:
            yield hop
        elif folder.ship and folder.ship.imo:
            fleet.setdefault(folder.ship.imo, []).extend(stops)
            bills += [(folder.ship.imo, bill) for bill in _bills(folder)]
    for stops_of_ship in fleet.values():
        order = sorted(stops_of_ship, key=lambda s: (s.when.start or date.min, s.row.number, s.dated))
        for one, other in pairwise(order):
            if one.row is not other.row and (hop := impossible(one, other, many=many)) is not None:
                yield hop
    for imo, bill in bills:
        own = {f.voyage for f in papers.of(bill.row)}
        if hop := bill_elsewhere(bill, [s for s in fleet[imo] if s.row not in own], many=many):
            yield hop


def _bills(folder: Folder) -> Iterator[Stop]:
    """The first version of each bill of lading, as a stop of her loading within the days before its date."""
    first = {b["number"].casefold() or str(b.number): b for b in reversed(in_time(folder.papers("bill_of_lading")))}
    for bill in first.values():
        port, made = port_of(bill["load_port"]), bill.dates.get("date")
        if port is not None and port.confidence != "low" and made is not None and made.start is not None:
            loading = DateSpan(made.start - timedelta(days=SIGNED_LATE_DAYS), made.end)
            yield Stop(bill, "load_port", "date", port, loading)


def stops_of(folder: Folder) -> tuple[Stop, ...]:
    """Where and when a voyage begins and ends, so far as both are told and the port is surely known."""
    found = []
    for column, dated in (("load_port", "load_date"), ("discharge_port", "discharge_date")):
        port, when = port_of(folder.voyage[column]), folder.voyage.dates.get(dated)
        if port is not None and port.confidence != "low" and when is not None:
            found.append(Stop(folder.voyage, column, dated, port, when))
    return tuple(found)


def impossible(one: Stop, other: Stop, *, many: bool = False) -> Hop | None:
    """The two stops where no ship of `FASTEST_KN` can have come from the first to the second in time.

    All the hours that the dates allow are given to her, and those between the clocks of the two ports. `many` saves time
    where many pairs are asked, and gives the same.
    """
    if one.when.start is None or other.when.end is None:
        return None
    clocks_h = abs(one.port.lon_deg - other.port.lon_deg) / 15
    hours = ((other.when.end - one.when.start).days + 1) * 24 + clocks_h
    straight = float(distance_m(one.port.lon_deg, one.port.lat_deg, other.port.lon_deg, other.port.lat_deg))
    if straight < LEAST_M:
        return None
    reach = max(hours, 0.0) * FASTEST_KN * _KN_M_PER_H
    sure = straight > reach
    if not sure and many and surely_within(one.port, other.port, reach):
        return None
    by_sea = None if sure else sea_way_m(one.port, other.port)
    if not sure and (by_sea is None or by_sea <= reach):
        return None
    far = straight if by_sea is None else by_sea
    way = f"{straight / 1852:,.0f} nm in a straight line" if sure else f"{far / 1852:,.0f} nm by sea or more"
    days = max(hours, 0.0) / 24
    place, there = (s.row[s.column] for s in (one, other))
    says = (
        f"{one.row.sheet} row {one.row.number} has the ship at {place} on {on(one.when)}, {other.row.sheet} "
        f"row {other.row.number} at {there} on {on(other.when)}: {way}, and {days:.1f} days at most. "
        f"At {FASTEST_KN:.0f} kn she could not have done it."
    )
    return Hop(one, other, sure, says)


def earliest_landing(voyage: Row) -> date | None:
    """The first day on which goods of a voyage can have been landed, by its day of loading and the way at the fastest."""
    loaded, ends = first_day(voyage, "load_date"), [port_of(voyage[c]) for c in ("load_port", "discharge_port")]
    if (
        loaded is None
        or ends[0] is None
        or ends[1] is None
        or any(p is not None and p.confidence == "low" for p in ends)
    ):
        return loaded
    far = sea_way_m(ends[0], ends[1]) or float(
        distance_m(ends[0].lon_deg, ends[0].lat_deg, ends[1].lon_deg, ends[1].lat_deg)
    )
    return loaded + timedelta(days=int(far / (FASTEST_KN * _KN_M_PER_H * 24)))


def bill_elsewhere(bill: Stop, stops: Sequence[Stop], *, many: bool = False) -> Hop | None:
    """The first stop of another voyage that can be neither before nor after a bill's days of loading; never sure."""
    for stop in stops:
        before, after = impossible(stop, bill, many=many), impossible(bill, stop, many=many)
        if before is not None and after is not None:
            later = stop.when.start is not None and stop.when.start > (bill.when.end or date.max)
            return Hop(stop, bill, False, (after if later else before).says)
    return None


def _swift(folder: Folder) -> bool:
    vessel = folder.ship.vessel if folder.ship else None
    return vessel is not None and bool(_SWIFT.search(vessel["type"]))
