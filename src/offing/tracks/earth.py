"""The sphere that all distances are measured on: degrees, whole centimetres from its centre, and great circles."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offing.places.shoreline import EARTH_RADIUS_M as RADIUS_M
from offing.tracks.packed import Floats, Ints


def centimetres(lat_deg: ArrayLike, lon_deg: ArrayLike) -> tuple[Ints, Ints, Ints]:
    """x, y, z as the queries have them."""
    phi, lam = np.radians(np.asarray(lat_deg, np.float64)), np.radians(np.asarray(lon_deg, np.float64))
    axes = (np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi))
    x, y, z = (np.floor(RADIUS_M * 100 * axis + 0.5).astype(np.int64) for axis in axes)
    return x, y, z


def degrees(x: NDArray[Any], y: NDArray[Any], z: NDArray[Any]) -> tuple[Floats, Floats]:
    """Latitude and longitude of points given from the Earth's centre, in any unit."""
    x, y, z = (np.asarray(axis, np.float64) for axis in (x, y, z))
    return np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))


def great_circle_m(lat0: ArrayLike, lon0: ArrayLike, lat1: ArrayLike, lon1: ArrayLike) -> Floats:
    """Metres along the great circle; degrees, broadcast against each other."""
    p0, p1 = np.radians(np.asarray(lat0, np.float64)), np.radians(np.asarray(lat1, np.float64))
    half = np.sin((p1 - p0) / 2) ** 2
    half = half + np.cos(p0) * np.cos(p1) * np.sin(np.radians(np.asarray(lon1, np.float64) - np.asarray(lon0)) / 2) ** 2
    distance: Floats = 2 * RADIUS_M * np.arcsin(np.minimum(np.sqrt(half), 1.0))
    return distance
