"""The land that maps are drawn on: Natural Earth 1:10,000,000 (public domain), thinned to about 300 m, in the package.

`data/land.xz`: the number of rings and, of each, its number of points (uint32) and its first point (2 × int32); then of
all rings the steps from point to point as int16, all longitudes before all latitudes, low bytes before high bytes. Units
are thousandths of a degree. Made by benchmarks/places/basemap.py.
"""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(str(files("offing.report") / "data" / "land.xz"))
UNITS_A_DEGREE = 1000

Ring = NDArray[np.float64]


@cache
def _land() -> tuple[tuple[Ring, ...], NDArray[np.float64]]:
    """The rings, each (n, 2) degrees longitude and latitude, closed; and their bounds (rings, 4): west, south, east, north."""
    body = lzma.decompress(FILE.read_bytes())
    rings = int(np.frombuffer(body, "<u4", 1)[0])
    count = np.frombuffer(body, "<u4", rings, 4).astype(np.int64)
    first = np.frombuffer(body, "<i4", rings * 2, 4 + 4 * rings).reshape(rings, 2)
    step = np.frombuffer(body, "u1", offset=4 + 12 * rings).reshape(2, -1).T.copy().view("<i2").reshape(2, -1).T
    made, at = [], 0
    for n, start in zip(count - 1, first, strict=True):
        walked = np.cumsum(np.vstack([start, step[at : at + n]]), axis=0, dtype=np.int64)
        made.append(walked / UNITS_A_DEGREE)
        at += n
    bounds = np.array([[*ring.min(axis=0), *ring.max(axis=0)] for ring in made])
    return tuple(made), bounds


def land(west: float, south: float, east: float, north: float) -> list[Ring]:
    """The rings that reach into a box of degrees; `west` < `east`, and either may lie beyond ±180.

    Longitudes of what is returned are turned by whole circles to lie in the box's own range. Holes are rings like the others:
    draw them with the even-odd rule.
    """
    rings, bounds = _land()
    found = []
    for turn in (-360.0, 0.0, 360.0):
        inside = (
            (bounds[:, 0] + turn < east)
            & (bounds[:, 2] + turn > west)
            & (bounds[:, 1] < north)
            & (bounds[:, 3] > south)
        )
        found += [rings[i] + (turn, 0.0) for i in np.flatnonzero(inside)]
    return found
