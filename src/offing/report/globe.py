"""Shapes on the globe that flat maps and files need: the reachable area, lines and rings cut at the antimeridian, boxes.

Coordinates are arrays (n, 2) of longitude and latitude, WGS 84 degrees. "Unrolled" longitudes run on beyond ±180, so
that no step between neighbours is longer than half the circle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from offing.places.shoreline import EARTH_RADIUS_M

RING_POINTS = 96
REACH_MOST_M = 7_000_000.0
"""Longer half-axes (three weeks at 14 kn) are most of an ocean or two: such an area is told in words, not drawn."""

Points = NDArray[np.float64]


def unrolled(points: Points) -> Points:
    """The same places, each longitude within half a circle of the one before."""
    return np.column_stack([np.unwrap(points[:, 0], period=360.0), points[:, 1]])


def _vectors(points: Points) -> Points:
    lon, lat = np.radians(points[..., 0]), np.radians(points[..., 1])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def apart_m(a: Points, b: Points) -> Points:
    """Great-circle metres between points of shapes that broadcast (…, 2)."""
    chord = np.sqrt(((_vectors(a) - _vectors(b)) ** 2).sum(axis=-1))
    metres: Points = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(chord / 2, 1))
    return metres


def reach_ring(a: tuple[float, float], b: tuple[float, float], way_m: float) -> Points | None:
    """The edge of all places P with |aP| + |Pb| <= `way_m` over the sphere: closed, counter-clockwise, unrolled.

    None where it would be too large to say anything (`REACH_MOST_M`). A way shorter than from a to b gives a sliver along it.
    """
    foci = np.array([a, b], np.float64)
    apart = float(apart_m(foci[0], foci[1]))
    way = max(way_m, apart * 1.0005, 1.0)
    if way / 2 > REACH_MOST_M:
        return None
    u, v = _vectors(foci)
    middle = (u + v) / np.linalg.norm(u + v)
    along = v - u if apart > 0 else np.cross(middle, (0.0, 0.0, 1.0) if abs(middle[2]) < 0.9 else (1.0, 0.0, 0.0))
    along = along - (along @ middle) * middle
    along /= np.linalg.norm(along)
    angle = np.linspace(0, 2 * np.pi, RING_POINTS, endpoint=False)
    ways = np.cos(angle)[:, None] * along + np.sin(angle)[:, None] * np.cross(middle, along)
    low, high = np.zeros(RING_POINTS), np.full(RING_POINTS, way / 2 / EARTH_RADIUS_M)
    for _ in range(50):
        mid = (low + high) / 2
        p = np.cos(mid)[:, None] * middle + np.sin(mid)[:, None] * ways
        total = sum(2 * np.arcsin(np.minimum(np.linalg.norm(p - f, axis=1) / 2, 1)) for f in (u, v)) * EARTH_RADIUS_M
        low, high = np.where(total <= way, mid, low), np.where(total <= way, high, mid)
    p = np.cos(low)[:, None] * middle + np.sin(low)[:, None] * ways
    ring = np.column_stack([np.degrees(np.arctan2(p[:, 1], p[:, 0])), np.degrees(np.arcsin(np.clip(p[:, 2], -1, 1)))])
    return closed(unrolled(np.vstack([ring, ring[:1]])))


def closed(ring: Points) -> Points:
    """An unrolled ring made counter-clockwise; one that runs once around a pole is led over it, so that it ends where it began.

    Such a ring must have what it holds on its left: eastward it holds the north pole, westward the south pole.
    """
    turn = ring[-1, 0] - ring[0, 0]
    if abs(turn) > 180:
        pole = 90.0 if turn > 0 else -90.0
        ring = np.vstack([ring, [ring[-1, 0], pole], [ring[0, 0], pole], ring[:1]])
    else:
        ring = np.vstack([ring[:-1], ring[:1]])  # unrolling may have left its end a rounding error off
    return ring if area(ring) > 0 else ring[::-1]


def area(ring: Points) -> float:
    """Signed area of a closed ring in square degrees, positive counter-clockwise."""
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def cut_line(points: Points) -> list[Points]:
    """A line in pieces that do not cross ±180, each with longitudes in [-180, 180]; both sides meet on the meridian."""
    line = unrolled(points)
    turn = np.floor((line[:, 0] + 180) / 360)
    pieces, piece = [], [line[0] - (360 * turn[0], 0)]
    for i in range(1, len(line)):
        if turn[i] != turn[i - 1]:
            east = turn[i] > turn[i - 1]
            edge = 360 * max(turn[i], turn[i - 1]) - 180
            share = (edge - line[i - 1, 0]) / (line[i, 0] - line[i - 1, 0])
            lat = line[i - 1, 1] + share * (line[i, 1] - line[i - 1, 1])
            pieces.append([*piece, np.array([180.0 if east else -180.0, lat])])
            piece = [np.array([-180.0 if east else 180.0, lat])]
        piece.append(line[i] - (360 * turn[i], 0))
    pieces.append(piece)
    return [np.array(p) for p in pieces if len(p) > 1]


def cut_ring(ring: Points) -> list[Points]:
    """An unrolled closed ring in rings with longitudes in [-180, 180], closed and counter-clockwise."""
    found = []
    for turn in range(int(np.floor((ring[:, 0].min() + 180) / 360)), int(np.ceil((ring[:, 0].max() + 180) / 360))):
        piece = clipped(ring - (360.0 * turn, 0.0), -180, -90, 180, 90)
        if len(piece) > 3 and area(piece) > 0:
            found.append(piece)
    return found


def clipped(ring: Points, west: float, south: float, east: float, north: float) -> Points:
    """What of a closed ring lies in a box (Sutherland-Hodgman), closed; empty if nothing. Pieces stay joined along the edge."""
    for axis, bound, keep in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        if len(ring) == 0:
            break
        inside = (ring[:, axis] - bound) * keep >= 0
        if inside.all():
            continue
        crossing = np.flatnonzero(inside[:-1] != inside[1:])
        a, b = ring[crossing], ring[crossing + 1]
        share = (bound - a[:, axis]) / (b[:, axis] - a[:, axis])
        at = a + share[:, None] * (b - a)
        at[:, axis] = bound
        order = np.concatenate([np.flatnonzero(inside).astype(float), crossing + 0.5])
        ring = np.concatenate([ring[inside], at])[np.argsort(order, kind="stable")]
        if len(ring) and not np.array_equal(ring[0], ring[-1]):
            ring = np.vstack([ring, ring[:1]])
    return ring
