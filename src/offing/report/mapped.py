"""What a map shows, apart from how: tracks as heard, silences, places of events, ports; made from a review's findings.

Times are seconds since 1970 UTC, coordinates WGS 84 degrees, a fix is (time, longitude, latitude).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from offing.places.ports import ports
from offing.report.globe import Points, reach_ring
from offing.review.finding import Finding, Where
from offing.review.result import TrackLine

Fix = tuple[int, float, float]
BEFORE_S = 36 * 3600
"""How much of a track is drawn before and after what a finding tells of."""
PLACES_MOST = 12


@dataclass(frozen=True, slots=True)
class Track:
    """A ship's fixes in the stretches in which it was heard. `in_book` is False for a ship that another one met."""

    label: str
    stretches: tuple[tuple[Fix, ...], ...]
    in_book: bool = True


@dataclass(frozen=True, slots=True)
class Silence:
    """From the last fix before to the first after, if there was one; `way_m` is how far she can have sailed meanwhile."""

    label: str
    last: Fix
    first: Fix | None
    way_m: float | None

    def ring(self) -> Points | None:
        """The edge of the reachable area (see `reach_ring`)."""
        end = self.first or self.last
        return reach_ring(self.last[1:], end[1:], self.way_m) if self.way_m else None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was observed: an encounter, a port call, a jump. `kind` is the event's."""

    kind: str
    label: str
    lon_deg: float
    lat_deg: float
    start_s: int
    end_s: int
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A port, an anchorage or a lightering area."""

    label: str
    lon_deg: float
    lat_deg: float
    role: str


@dataclass(frozen=True, slots=True)
class SeaMap:
    """One map."""

    title: str
    tracks: tuple[Track, ...] = ()
    silences: tuple[Silence, ...] = ()
    spots: tuple[Spot, ...] = ()


def of_finding(finding: Finding, lines: Iterable[TrackLine]) -> SeaMap | None:
    """The map of one finding: its places, and the tracks of the ships it tells of at the time; None if it has no place."""
    if not finding.where:
        return None
    ships = {m for w in finding.where for m in w.mmsi}
    since, until = min(w.start_s for w in finding.where) - BEFORE_S, max(w.end_s for w in finding.where) + BEFORE_S
    tracks = (track(line, since, until) for line in lines if line.mmsi in ships)
    label = finding.subject.label or finding.subject.id
    silent = tuple(silence(w, label) for w in finding.where if is_silence(w))
    tier = str(finding.detail.get("tier") or "")
    spots = tuple(
        Spot(w.kind, label, w.lon_deg, w.lat_deg, w.start_s, w.end_s, tier) for w in finding.where if not is_silence(w)
    )
    return SeaMap(finding.says, tuple(t for t in tracks if t.stretches), silent, spots)


def is_silence(where: Where) -> bool:
    return where.kind == "gap"


def silence(where: Where, label: str) -> Silence:
    first = None
    if where.end_lat_deg is not None and where.end_lon_deg is not None:
        first = (where.end_s, where.end_lon_deg, where.end_lat_deg)
    way = None if where.reach_major_m is None else 2 * where.reach_major_m
    return Silence(label, (where.start_s, where.lon_deg, where.lat_deg), first, way)


def track(line: TrackLine, since_s: int | None = None, until_s: int | None = None) -> Track:
    """A line's fixes between two times, in stretches without a silence."""
    stretches: list[list[Fix]] = []
    last: int | None = None
    for t, lat, lon in zip(line.t_s, line.lat_deg, line.lon_deg, strict=True):
        if (since_s is not None and t < since_s) or (until_s is not None and t > until_s):
            continue
        if last is None or t - last >= line.silent_s:
            stretches.append([])
        stretches[-1].append((t, lon, lat))
        last = t
    return Track(line.label or str(line.mmsi), tuple(tuple(s) for s in stretches), line.in_book)


def places_in(west: float, south: float, east: float, north: float) -> tuple[Place, ...]:
    """Ports and anchorages in a box of degrees (longitudes may lie beyond ±180), at most `PLACES_MOST`, the surest first."""
    rank = {"high": 0, "medium": 1, "low": 2}
    middle = (west + east) / 2
    found = []
    for port in ports():
        lon = port.lon_deg + 360 * round((middle - port.lon_deg) / 360)
        if west < lon < east and south < port.lat_deg < north:
            found.append((rank[port.confidence], port.port_id, Place(port.name, lon, port.lat_deg, port.role)))
    return tuple(place for _, _, place in sorted(found, key=lambda f: f[:2])[:PLACES_MOST])


def corners(sea: SeaMap) -> Points:
    """The points a map of it must hold (n, 2), unrolled about their own middle: events, reachable areas, the tracks' fixes
    within two hours of them."""
    points: list[tuple[float, float]] = [(s.lon_deg, s.lat_deg) for s in sea.spots]
    times = [(s.start_s, s.end_s) for s in sea.spots]
    for silence in sea.silences:
        ends = [f for f in (silence.last, silence.first) if f is not None]
        points += [f[1:] for f in ends]
        times.append((ends[0][0], ends[-1][0]))
    near = [
        f[1:] for t in sea.tracks for stretch in t.stretches for f in stretch
        if any(a - 7200 <= f[0] <= b + 7200 for a, b in times) or not times
    ]  # fmt: skip
    held = np.array([*points, *near], np.float64).reshape(-1, 2)
    if not len(held):
        return held
    held[:, 0] = around(held[:, 0])
    rings = [r for s in sea.silences if (r := s.ring()) is not None]
    middle = float(held[:, 0].mean())
    for ring in rings:
        turn = 360 * round((middle - float(ring[:, 0].mean())) / 360)
        held = np.vstack([held, ring + np.array([turn, 0.0])])
    return held


def around(lon_deg: Points) -> Points:
    """Longitudes turned by whole circles to lie together: the widest empty stretch of the circle is left outside."""
    circle = np.sort(np.mod(lon_deg, 360.0))
    if len(circle) == 0:
        return lon_deg
    empty = np.diff(np.append(circle, circle[0] + 360))
    first = circle[(int(np.argmax(empty)) + 1) % len(circle)]
    lon = first + np.mod(lon_deg - first, 360.0)
    turned: Points = lon - 360.0 * np.floor((float(np.median(lon)) + 180) / 360)
    return turned
