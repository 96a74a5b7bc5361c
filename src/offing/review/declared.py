"""Where a voyage or a ship said that she was bound, laid beside where her track went."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import numpy as np

from offing.book.model import Row
from offing.places.ports import Port, distance_m, find_port, ports
from offing.records.territories import territory
from offing.review.at_sea import far, minute, number, text
from offing.review.papers import country_of, same_port
from offing.review.silence import reachable
from offing.review.tracked import Followed, Tracked
from offing.tracks.event import Event
from offing.tracks.follow import Line
from offing.tracks.said import Words

LATE_DAYS, LONGEST_DAYS = 3, 60
"""How long after its day a port may be reached; how long a voyage is followed that has no day of arrival."""
REACHED_M = 20_000
"""A ship this near to a port's point was at it, or waited before it."""
VAGUE = re.compile(
    r"\b(?:(?:for|awaiting|wait(?:ing)? for)\s+orders?|orders?\s+(?:at sea|to follow)|^orders?$"
    r"|fishing\s+(?:fleet|grounds?|area|vessels?)|high\s+seas?|open\s+sea|any\s+port|t\.?b\.?[an]\.?$|to\s+be\s+(?:advised|nominated)|not\s+known|unknown)\b",
    re.IGNORECASE,
)
"""Words that name no place to which a ship could be seen to go."""
_ASIDE = re.compile(r"\((?:declared|for orders?|tbc)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """What a declared destination means on a chart: one port, or all the ports of a country."""

    name: str
    places: tuple[Port, ...]

    def nearest_m(self, line: Line) -> float:
        """How near the line came, in metres; infinite for an empty one."""
        if not len(line.t):
            return float("inf")
        lat, lon = ([p.lat_deg for p in self.places], [p.lon_deg for p in self.places])
        return float(
            distance_m(line.lon_deg[:, None], line.lat_deg[:, None], np.array(lon)[None], np.array(lat)[None]).min()
        )


def target(text: str) -> Target | None:
    """A port, else a country by name; None where neither or more than one fits."""
    plain = _ASIDE.sub("", text).strip(" ,.;")
    if not plain or VAGUE.search(plain):
        return None
    port = find_port(plain)
    if port is not None:
        same = tuple(p for p in ports() if p.country == port.country and p.name == port.name)
        named = plain if plain.casefold() == port.name.casefold() else f"{plain} ({port.name})"
        return Target(named, same or (port,))
    country = (territory(plain) or "").upper()
    places = tuple(p for p in ports() if p.country == country)
    return Target(plain, places) if country and places else None


def unplaced(rows: Iterable[Row]) -> list[str]:
    """Ports and destinations that neither the port index nor a country places, each once as first written."""
    found: dict[str, str] = {}
    for row in rows:
        for column in ("load_port", "discharge_port", "declared_destination"):
            cell = row[column].strip()
            if any(c.isalpha() for c in cell) and not VAGUE.search(cell) and target(cell) is None:
                found.setdefault(cell.casefold(), cell)
    return list(found.values())


def between(line: Line, first_s: float, last_s: float) -> Line:
    """The part of a line in a stretch of time."""
    inside = (line.t >= first_s) & (line.t <= last_s)
    return Line(line.t[inside], line.lat_deg[inside], line.lon_deg[inside])


def changes(words: Words, first_s: float, last_s: float) -> list[tuple[int, str]]:
    """The destinations sent in a stretch of time, each where it replaced another; spellings of one port are one."""
    found: list[tuple[int, str]] = []
    before = ""
    for t, said in zip(words.destination_t, words.destination, strict=True):
        if first_s <= t <= last_s and (key := _key(said)) and key != before:
            found.append((t, said))
            before = key
    return found


def vague(words: Sequence[str]) -> list[str]:
    """Those that name no place."""
    return list(dict.fromkeys(w for w in words if VAGUE.search(w)))


def elsewhere_landed(row: Row) -> str:
    """Declared for one country and discharged in another, as the row itself tells; "" where it does not tell both."""
    declared, landed = row["declared_destination"], row["discharge_port"]
    countries = "" if vague([declared, landed]) else country_of(declared), country_of(landed)
    if not all(countries) or countries[0] == countries[1] or same_port(declared, landed):
        return ""
    return f"The voyage is declared for {declared}, and its port of discharge is {landed}, in another country."


def _key(said: str) -> str:
    port = find_port(said)
    return f"#{port.port_id}" if port is not None else re.sub(r"[\W_]+", "", said).upper()


@dataclass(frozen=True, slots=True)
class Sailed:
    """A voyage of the book beside a track, in seconds: where she was bound, and from when to when it is looked at."""

    row: Row
    column: str
    target: Target
    first_s: float
    last_s: float
    due_s: float | None


def sailing(row: Row) -> Sailed | None:
    """A row of the voyages sheet; None where no day of loading is told, or the place it is bound for is no one place."""
    column = "discharge_port" if row["discharge_port"] else "declared_destination"
    bound, load, due = target(row[column]), row.dates.get("load_date"), row.dates.get("discharge_date")
    if bound is None or load is None or load.start is None:
        return None
    first = datetime.combine(load.start, datetime.min.time(), UTC)
    late = timedelta(days=LATE_DAYS + 1)
    last = (
        datetime.combine(due.end, datetime.min.time(), UTC) + late
        if due and due.end
        else first + timedelta(days=LONGEST_DAYS)
    )
    due_s = datetime.combine(due.end, datetime.min.time(), UTC).timestamp() if due and due.end else None
    return Sailed(row, column, bound, first.timestamp(), last.timestamp(), due_s)


@dataclass(frozen=True, slots=True)
class Came:
    """A ship's way in the time of a voyage: how near she came, where else she stopped, silences in which she could have come."""

    line: Line
    near_m: float
    elsewhere: tuple[Event, ...]
    silent: tuple[Event, ...]
    to_the_end: bool


def came(whole: Line | None, events: Sequence[Event], sailed: Sailed) -> Came | None:
    """None where she was not heard in the time of the voyage. `events` are her port calls and silences."""
    line = between(whole, sailed.first_s, sailed.last_s) if whole is not None else None
    if line is None or not len(line.t):
        return None
    loaded = find_port(sailed.row["load_port"])
    inside = [e for e in events if e.start_s <= sailed.last_s and e.end_s >= sailed.first_s]
    calls = [
        e
        for e in inside
        if e.kind == "port_call" and text(e, "port") not in (loaded.name if loaded else "", sailed.row["load_port"])
    ]
    silent = [e for e in inside if e.kind == "gap" and any(r.port in sailed.target.places for r in reachable(e))]
    to_the_end = sailed.due_s is not None and int(line.t[-1]) >= sailed.due_s
    return Came(line, sailed.target.nearest_m(line), tuple(calls), tuple(silent), to_the_end)


def way_words(one: Came) -> str:
    """`her track from … to … UTC came no nearer to it than 318 nm; she stopped 2 nm from Busan on 2018-06-02`."""
    called = "; ".join(
        f"she stopped {far(number(c, 'port_m') or 0)} from {text(c, 'port')} on {minute(c.start_s)[:10]}"
        for c in one.elsewhere[:3]
    )
    first, last = minute(int(one.line.t[0])), minute(int(one.line.t[-1]))
    return f"her track from {first} to {last} UTC came no nearer to it than {far(one.near_m)}{f'; {called}' if called else ''}"


def legs(calls: Sequence[Event]) -> Iterator[tuple[float, float]]:
    """From the end of each port call to the beginning of the next; from the first to the last that was heard at either end."""
    stops = [(-float("inf"), -float("inf")), *((c.start_s, c.end_s) for c in calls), (float("inf"), float("inf"))]
    return ((a[1], b[0]) for a, b in pairwise(stops))


@dataclass(frozen=True, slots=True)
class Away:
    """A ship heard in the days before a day, and never near a port: how near she came, and whether a silence was among them."""

    ship: Tracked
    port: str
    near_m: float
    silent: bool


def away(
    followed: Followed, ships: Sequence[Tracked], port: Target, on: date, days: int, near_m: float
) -> Iterator[Away]:
    """Those of the ships that were heard up to `on` and, in the `days` before it, nowhere within `near_m` of the port."""
    midnight = datetime.combine(on, datetime.min.time(), UTC).timestamp()
    first, last = midnight - days * 86400, midnight + 86400
    for ship in ships:
        line = followed.tracks.followed.lines.get(ship.mmsi)
        way = between(line, first, last) if line is not None else None
        if way is not None and len(way.t) and way.t[-1] >= midnight and (near := port.nearest_m(way)) > near_m:
            silent = any(e.start_s <= last and e.end_s >= first for e in followed.events(ship.mmsi, "gap"))
            yield Away(ship, port.name, near, silent)
