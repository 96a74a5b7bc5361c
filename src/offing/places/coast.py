"""Land or water, and how far the shore is: GSHHG's shoreline at full resolution (`shoreline.py`), read when first asked.

Longitudes and latitudes are WGS 84 degrees, of equal shape; distances are metres on a sphere of 6,371,008.8 m (within 0.6 %
of the ellipsoid). Sea, lakes and the wide reaches of rivers are water. A longitude may lie beyond ±180; NaN is on no land
and at NaN metres from the shore.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offing.places.ports import port_within_m
from offing.places.shoreline import EARTH_RADIUS_M, Lines, lines_of, unit_vectors
from offing.places.walk import walk

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MARGIN_M = 3_000.0
"""River lines are drawn after maps of 1:1,000,000 to 1:3,000,000 and have no width, and where a port is, water is, whatever the
shoreline says (it lacks some estuaries): nothing this near to either is inland."""

CELLS_A_DEGREE = 20
"""Cells whose middle is farther from the shore than their corners are all land or all water: looked up, not searched."""
_UNKNOWN, _WATER, _LAND, _SHORE = range(4)


def on_land(lon_deg: ArrayLike, lat_deg: ArrayLike) -> Bools:
    """Whether each point lies on dry land. Points exactly on the shoreline may be called either.

    About 10 million points a second where no shore is near, a few hundred thousand near one. For a finding ask
    `inland_m` too: a chart, a quay or a receiver is easily off by more than the shoreline is.
    """
    lon, lat = _degrees(lon_deg, lat_deg)
    answer = np.zeros(lon.shape, np.bool_)
    known = np.isfinite(lon) & np.isfinite(lat)
    if not known.any():
        return answer
    lon, lat = lon[known], lat[known]
    cells = _cells()
    columns = 360 * CELLS_A_DEGREE
    row = np.minimum(((lat + 90) * CELLS_A_DEGREE).astype(np.int64), 180 * CELLS_A_DEGREE - 1)
    at = row * columns + ((lon + 180) % 360 * CELLS_A_DEGREE).astype(np.int64) % columns
    new = np.unique(at[cells[at] == _UNKNOWN])
    if len(new):
        middle_lon = (new % columns + 0.5) / CELLS_A_DEGREE - 180
        middle_lat = (new // columns + 0.5) / CELLS_A_DEGREE - 90
        signed = _signed_m(middle_lon, middle_lat)
        reach_m = 1.01 * EARTH_RADIUS_M * np.radians(0.5 / CELLS_A_DEGREE) * np.hypot(1, np.cos(np.radians(middle_lat)))
        cells[new] = np.where(np.abs(signed) <= reach_m + 100, _SHORE, np.where(signed < 0, _LAND, _WATER))
    kind = cells[at]
    found = kind == _LAND
    near = kind == _SHORE
    found[near] = _signed_m(lon[near], lat[near]) < 0
    answer[known] = found
    return answer


def coast_distance_m(lon_deg: ArrayLike, lat_deg: ArrayLike) -> Floats:
    """Metres from each point to the nearest shore, at sea and on land: of the sea, a lake, an island or a wide river."""
    return np.abs(_known(lon_deg, lat_deg, _signed_m))


def inland_m(lon_deg: ArrayLike, lat_deg: ArrayLike) -> Floats:
    """Metres from each point on dry land to the nearest water a ship might be on; 0 on water or beside a river or port.

    Water is the sea, a lake, a wide reach, and the ground within `MARGIN_M` of a river's or canal's line or of a port. The
    lines include rivers that no ship sails: a point near a stream counts as less far inland than it is, never as farther.
    """
    return _known(lon_deg, lat_deg, _inland_m)


def _inland_m(lon: Floats, lat: Floats) -> Floats:
    depth = np.maximum(-_signed_m(lon, lat), 0)
    dry = depth > 0
    river_m, _ = walk(lines_of("rivers"), unit_vectors(lon[dry], lat[dry]))
    depth[dry] = np.minimum(depth[dry], np.maximum(river_m - MARGIN_M, 0))
    dry = depth > 0
    port_m = port_within_m(lon[dry], lat[dry], depth[dry] + MARGIN_M)
    depth[dry] = np.minimum(depth[dry], np.maximum(port_m - MARGIN_M, 0))
    return depth


def _signed_m(lon: Floats, lat: Floats) -> Floats:
    """Metres to the nearest shore, negative on land."""
    distance_m, side = walk(_shore(), unit_vectors(lon, lat))
    return np.where(side > 0, -distance_m, distance_m)


def _known(lon_deg: ArrayLike, lat_deg: ArrayLike, measure: Callable[[Floats, Floats], Floats]) -> Floats:
    lon, lat = _degrees(lon_deg, lat_deg)
    answer = np.full(lon.shape, np.nan)
    known = np.isfinite(lon) & np.isfinite(lat)
    answer[known] = measure(lon[known], lat[known])
    return answer


def _degrees(lon_deg: ArrayLike, lat_deg: ArrayLike) -> tuple[Floats, Floats]:
    lon, lat = np.broadcast_arrays(np.asarray(lon_deg, np.float64), np.asarray(lat_deg, np.float64))
    return lon, lat


def _shore() -> Lines:
    return lines_of("shore")


@cache
def _cells() -> NDArray[np.uint8]:
    """What is known of each cell of the world so far: filled as points ask."""
    return np.zeros(180 * CELLS_A_DEGREE * 360 * CELLS_A_DEGREE, np.uint8)
