"""Two reports or more in a row that lie 2 km or more inland, off inland waters.

Nothing within 3 km of a river or canal counts as inland, nor does any lake. Single such fixes are noise. Jamming, a
faulty receiver, a track made up on purpose, and a ship's transponder carried by road look like this; so does a chart
that lacks a new basin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offing.places.coast import inland_m, on_land
from offing.tracks.engine import Engine
from offing.tracks.event import Event, Seen
from offing.tracks.packed import Ints, unpack
from offing.tracks.params import Params
from offing.tracks.ships import seen
from offing.tracks.stages import query
from offing.tracks.suspects import Suspects

KIND = "on_land"
CELL_DEG = 0.02
_LATITUDE, _COLUMNS = 67108864, 18001
CORNER_M = 1600
"""From the middle of a cell of 0.02 degrees to its farthest corner."""


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """Every run of reports on land, from its first to its last."""
    cell = engine.columns(query("on_land_cell", params))
    row, column = cell["row_no"].astype(np.int64), cell["col_no"].astype(np.int64)
    deep = _deep(row, column, params.inland_m)
    if not deep.any():
        return []
    engine.put("inland_cell", {"row_no": row[deep], "col_no": column[deep]})
    held = engine.columns(query("on_land", params))
    vessel, bucket, packed = (held[n].astype(np.int64) for n in ("vessel", "bucket", "packed"))
    t, lat, lon = unpack(bucket, packed)
    deep_m = _depths_m(packed, lat, lon, params.inland_m)
    found = []
    for first, end in _runs(vessel, deep_m >= params.inland_m):
        depth = deep_m[first:end]
        deepest = first + int(np.argmax(depth))
        measures = {"reports": end - first, "inland_m": round(float(depth.max()))}
        why = f"{end - first} reports in a row up to {depth.max() / 1000:.1f} km from any water"
        place = round(float(lat[deepest]), 5), round(float(lon[deepest]), 5)
        found.append(
            Event(
                KIND,
                int(t[first]),
                int(t[end - 1]),
                seen(known, int(vessel[first])),
                None,
                *place,
                None,
                why,
                measures,
            )
        )
    return found


def _deep(row: Ints, column: Ints, least_m: float) -> NDArray[np.bool_]:
    """Which cells may hold a point at least so far inland; cells at sea are told quickly."""
    lat, lon = row * CELL_DEG + CELL_DEG / 2 - 90, column * CELL_DEG + CELL_DEG / 2 - 180
    inside = on_land(lon, lat)
    inside[inside] = inland_m(lon[inside], lat[inside]) >= least_m - CORNER_M
    return inside


def _depths_m(packed: Ints, lat: NDArray[Any], lon: NDArray[Any], least_m: float) -> NDArray[np.float64]:
    """How far inland each report lies; 0 where that is surely less than `least_m`."""
    cell, of = np.unique(
        packed // _LATITUDE % 33554432 // 2000 * _COLUMNS + packed % _LATITUDE // 2000, return_inverse=True
    )
    deep = _deep(cell // _COLUMNS, cell % _COLUMNS, least_m)[of]
    depth = np.zeros(len(packed))
    depth[deep] = inland_m(lon[deep], lat[deep])
    return depth


def _runs(vessel: Ints, inside: NDArray[Any]) -> Iterator[tuple[int, int]]:
    """Places from..to of two or more reports in a row of one vessel that are inside."""
    change = np.flatnonzero((np.diff(vessel) != 0) | (inside[1:] != inside[:-1])) + 1
    edges = [0, *change.tolist(), len(vessel)]
    return ((a, b) for a, b in pairwise(edges) if b - a > 1 and inside[a])
