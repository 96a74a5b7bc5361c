"""What a map file holds, whatever its format: findings' or events' places, silences with the area in reach, tracks.

Geometries are as RFC 7946 has them: WGS 84 longitude and latitude, cut at the antimeridian, outer rings counter-clockwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from offing.report.as_json import plain
from offing.report.globe import Points, cut_line, cut_ring
from offing.report.groups import by_sheet
from offing.report.mapped import Track, is_silence, silence, track
from offing.review.finding import Finding, Where
from offing.review.result import Review, TrackLine
from offing.tracks.event import Event, as_json, iso

DECIMALS = 6
"""A tenth of a metre."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One shape. `geometry` is a GeoJSON geometry; `properties` are plain JSON values."""

    id: str
    geometry: Mapping[str, Any]
    properties: Mapping[str, Any]


def of_review(review: Review) -> list[Feature]:
    """The findings that have a place, in the report's order, then the tracks of their ships."""
    found = [f for s in by_sheet(review) for o in s.objects for f in o.findings]
    return [*(x for f in found for x in _of_finding(f)), *(x for line in review.lines for x in of_line(line))]


def of_events(events: Iterable[Event]) -> list[Feature]:
    """The events that have a place; their properties are those of `offing tracks --json`."""
    features = []
    for number, event in enumerate(events, start=1):
        if event.lat_deg is None or event.lon_deg is None:
            continue
        m = event.measures
        ends = [m.get(n) for n in ("end_lat_deg", "end_lon_deg", "reach_major_m", "reach_minor_m")]
        known = [float(x) if isinstance(x, int | float) else None for x in ends]
        where = Where(event.kind, event.lat_deg, event.lon_deg, event.start_s, event.end_s, (event.a.mmsi,), *known)
        features += of_where(where, f"{event.kind}-{number}", as_json(event))
    return features


def _of_finding(finding: Finding) -> Iterator[Feature]:
    says = {
        "kind": finding.kind,
        "check": finding.check,
        "strength": finding.strength,
        "sheet": finding.subject.sheet,
        "row": finding.subject.row,
        "label": finding.subject.label,
        "says": finding.says,
        "event_date": str(finding.event_date) if finding.event_date else None,
    }
    if not finding.where:
        lat, lon = plain(finding.detail.get("lat_deg")), plain(finding.detail.get("lon_deg"))
        if _degrees(lat, 90) and _degrees(lon, 180):
            yield Feature(finding.id, _point(lon, lat), says)
    for number, where in enumerate(finding.where):
        own = {"event": where.kind, "start": iso(where.start_s), "end": iso(where.end_s), "mmsi": list(where.mmsi)}
        yield from of_where(where, f"{finding.id}-{number}" if number else finding.id, {**says, **own})


def of_where(where: Where, name: str, properties: Mapping[str, Any]) -> list[Feature]:
    """A point; of a silence the straight line between its ends and the area in reach."""
    if not is_silence(where):
        return [Feature(name, _point(where.lon_deg, where.lat_deg), properties)]
    silent = silence(where, "")
    unheard = {**properties, "observed": False}
    if silent.first is None:
        return [Feature(name, _point(where.lon_deg, where.lat_deg), unheard)]
    ends = np.array([silent.last[1:], silent.first[1:]], np.float64)
    made = [Feature(name, _line(cut_line(ends)), unheard)]
    ring = silent.ring()
    if ring is not None:
        made.append(Feature(f"{name}-reach", _area(cut_ring(ring)), {**unheard, "shape": "reachable area"}))
    return made


def of_line(line: TrackLine) -> Iterator[Feature]:
    return of_way(line.mmsi, track(line))


def of_way(mmsi: int, way: Track) -> Iterator[Feature]:
    """The stretches in which a ship was heard, as one shape; nothing where none has two fixes."""
    heard = [s for s in way.stretches if len(s) > 1]
    if not heard:
        return
    pieces = [p for s in heard for p in cut_line(np.array([fix[1:] for fix in s], np.float64))]
    yield Feature(
        f"track-{mmsi}",
        _line(pieces),
        {
            "kind": "track", "label": way.label, "mmsi": mmsi, "in_book": way.in_book, "observed": True,
            "start": iso(heard[0][0][0]), "end": iso(heard[-1][-1][0]),
            "times": [[iso(fix[0]) for fix in s] for s in heard],
        },
    )  # fmt: skip


def _point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def _pairs(points: Points) -> list[list[float]]:
    rounded: list[list[float]] = (np.round(points, DECIMALS) + 0.0).tolist()
    return rounded


def _line(pieces: list[Points]) -> dict[str, Any]:
    if len(pieces) == 1:
        return {"type": "LineString", "coordinates": _pairs(pieces[0])}
    return {"type": "MultiLineString", "coordinates": [_pairs(p) for p in pieces]}


def _area(rings: list[Points]) -> dict[str, Any]:
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": [_pairs(rings[0])]}
    return {"type": "MultiPolygon", "coordinates": [[_pairs(r)] for r in rings]}


def _degrees(value: Any, most: int) -> bool:
    """A number on the globe: AIS's 91 and 181 mean "not available" and make no point."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most
