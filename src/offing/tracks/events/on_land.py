"""Two reports or more in a row that lie 2 km or more inland, off inland waters.

Nothing within 3 km of a river or canal counts as inland, nor does any lake. Single such fixes are noise. Jamming, a
faulty receiver, a track made up on purpose, and a ship's transponder carried by road look like this; so does a chart
that lacks a new basin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from offing.places.coast import inland_m, on_land
from offing.tracks.engine import Columns, Engine
from offing.tracks.event import Event, Seen
from offing.tracks.packed import Floats, Ints, unpack
from offing.tracks.params import Params
from offing.tracks.ships import seen
from offing.tracks.stages import query
from offing.tracks.suspects import Suspects

KIND = "on_land"
CELL_DEG = 0.02
_COLUMNS = 18001
CORNER_M = 1600
"""From the middle of a cell of 0.02 degrees to its farthest corner."""


@dataclass(frozen=True, slots=True)
class _Reports:
    """Reports by vessel and time; `follows` where nothing of the vessel was heard between the report before and this one."""

    vessel: Ints
    t: Ints
    lat_deg: Floats
    lon_deg: Floats
    cell: Ints
    follows: NDArray[np.bool_]


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """Every run of reports on land, from its first to its last. Only reports of cells that may be inland leave the engine."""
    inland = _inland(engine.columns(query("on_land_cell", params)), params)
    if not len(inland):
        return []
    engine.put("inland_cell", {"cell": inland})
    engine.store("land_way", query("land_way", params))
    inland = _inland(engine.columns(query("land_cell", params, ("land_way",))), params)
    engine.put("inland_cell", {"cell": inland})
    reports = _reports(engine.columns(query("on_land", params, ("land_way",))))
    depth_m = np.zeros(len(reports.t))
    deep = np.isin(reports.cell, inland)
    depth_m[deep] = inland_m(reports.lon_deg[deep], reports.lat_deg[deep])
    return [_event(reports, depth_m, run, known) for run in _runs(reports, depth_m >= params.inland_m)]


def _inland(held: Columns, params: Params) -> Ints:
    """Which cells may hold a point far enough inland; cells at sea are told quickly."""
    cell = np.sort(held["cell"].astype(np.int64))
    lat, lon = (cell // _COLUMNS + 0.5) * CELL_DEG - 90, (cell % _COLUMNS + 0.5) * CELL_DEG - 180
    inside = on_land(lon, lat)
    inside[inside] = inland_m(lon[inside], lat[inside]) >= params.inland_m - CORNER_M
    return cell[inside]


def _reports(held: Columns) -> _Reports:
    """The reports of each ten minutes, one by one."""
    vessel, bucket, first, last, before = (held[n].astype(np.int64) for n in ("vessel", "bucket", "f", "l", "pb"))
    order = np.lexsort((bucket, vessel))
    vessel, bucket, first, last, before = (c[order] for c in (vessel, bucket, first, last, before))
    row = np.repeat(np.arange(len(order)), 1 + (last > first))
    second = np.diff(row, prepend=-1) == 0
    packed = np.where(second, last[row], first[row])
    next_to = np.zeros(len(order), np.bool_)
    next_to[1:] = (vessel[1:] == vessel[:-1]) & (before[1:] == bucket[:-1])
    t, lat, lon = unpack(bucket[row], packed)
    cell = (packed >> 26 & 33554431) // 2000 * _COLUMNS + (packed & 67108863) // 2000
    return _Reports(vessel[row], t, lat, lon, cell, second | next_to[row])


def _runs(reports: _Reports, inside: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Places from..to of two or more reports in a row of one vessel that are inside."""
    change = np.flatnonzero(~reports.follows[1:] | (inside[1:] != inside[:-1])) + 1
    edges = [0, *change.tolist(), len(inside)]
    return ((a, b) for a, b in pairwise(edges) if b - a > 1 and inside[a])


def _event(reports: _Reports, depth_m: Floats, run: tuple[int, int], known: Mapping[int, Seen]) -> Event:
    first, end = run
    deepest = first + int(np.argmax(depth_m[first:end]))
    most_m = float(depth_m[deepest])
    place = round(float(reports.lat_deg[deepest]), 5), round(float(reports.lon_deg[deepest]), 5)
    why = f"{end - first} reports in a row up to {most_m / 1000:.1f} km from any water"
    measures = {"reports": end - first, "inland_m": round(most_m)}
    start_s, end_s = int(reports.t[first]), int(reports.t[end - 1])
    return Event(KIND, start_s, end_s, seen(known, int(reports.vessel[first])), None, *place, None, why, measures)
