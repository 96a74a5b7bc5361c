"""The land and the ports that the page's map lies on, as GeoJSON of one box, as fine as its pixels. From the package alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offing.report.basemap import Ring, land
from offing.report.globe import area, clipped
from offing.report.mapped import places_in

WIDTHS_PX = (400, 4000)
PORTS_BELOW_DEG = 30.0
LAT_MOST = 85.0
_LEAST_PX = 2.0
_CELL_PX = 1.4


@lru_cache(maxsize=64)
def shore(west: float, south: float, east: float, north: float, width_px: int) -> dict[str, Any]:
    """A FeatureCollection: the land as one MultiPolygon, then ports and anchorages, as points, where the box is small.

    Longitudes lie in the box's own range, which may go beyond ±180, so that a map across the antimeridian is one piece: not as
    RFC 7946 has them.
    """
    fine = (east - west) / width_px
    decimals = max(0, min(5, int(-np.log10(fine)) + 1)) if fine < 1 else 0
    found = [
        r for ring in land(west, south, east, north) if (r := _cut(ring, (west, south, east, north), fine)) is not None
    ]
    polygons = [[_pairs(ring, decimals) for ring in one] for one in _with_holes(found)]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            "properties": {"kind": "land"},
        }
    ]
    if east - west < PORTS_BELOW_DEG:
        features += [
            {
                "type": "Feature", "geometry": {"type": "Point", "coordinates": [round(p.lon_deg, 4), round(p.lat_deg, 4)]},
                "properties": {"kind": p.role, "name": p.label},
            }
            for p in places_in(west, south, east, north)
        ]  # fmt: skip
    return {
        "type": "FeatureCollection",
        "features": features,
        "note": "Land: Natural Earth, public domain. Not for navigation.",
    }


def _cut(ring: Ring, box: tuple[float, float, float, float], fine: float) -> Ring | None:
    """What of a ring lies in the box, thinned; None where it is smaller than can be seen."""
    if np.ptp(ring, axis=0).max() < _LEAST_PX * fine:
        return None
    inside = clipped(_thinned(ring, fine), *box)
    return inside if len(inside) > 3 else None


def _thinned(ring: Ring, fine: float) -> Ring:
    """Without points that fall into the pixel of the one before; a ring of three points or more, or as it was."""
    cell = np.floor(ring / (fine * _CELL_PX)).astype(np.int64)
    keep = np.ones(len(ring), bool)
    keep[1:-1] = (np.diff(cell[:-1], axis=0) != 0).any(axis=1)
    kept = ring[keep]
    return kept if len(kept) > 4 else ring


def _with_holes(rings: list[Ring]) -> Iterator[list[Ring]]:
    """Each outer ring with its holes: the basemap's outer rings run clockwise, holes the other way; the Antarctic is no hole."""
    hole = [area(r) > 0 and r[:, 1].min() >= -60 for r in rings]
    holes = [r for r, inner in zip(rings, hole, strict=True) if inner]
    for ring, inner in zip(rings, hole, strict=True):
        if not inner:
            yield [ring, *(h for h in holes if _holds(ring, h[0]))]


def _holds(ring: Ring, point: NDArray[np.float64]) -> bool:
    """Whether a point lies inside a ring, by the even-odd rule."""
    y = ring[:, 1]
    across = (y[:-1] > point[1]) != (y[1:] > point[1])
    a, b = ring[:-1][across], ring[1:][across]
    at = a[:, 0] + (point[1] - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    return bool((at > point[0]).sum() % 2)


def _pairs(ring: Ring, decimals: int) -> list[list[float]]:
    """Rounded to a pixel or less; neighbours that fall together once."""
    at = np.round(ring, decimals) + 0.0
    keep = np.append(True, (np.diff(at, axis=0) != 0).any(axis=1))
    pairs: list[list[float]] = at[keep].tolist()
    return pairs
