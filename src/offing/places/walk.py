"""The nearest shore of many points: a walk down the tree of boxes, compiled by numba when first called."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from offing.places.compiled import compiled
from offing.places.shoreline import EARTH_RADIUS_M, FANOUT, Lines

DEPTH = 512
"""Boxes that may wait: seven a level, and a level for every factor of eight in the number of runs."""


def walk(lines: Lines, points: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Metres from each point (n, 3) of the unit sphere to the nearest line, and its side of it: > 0 for the land's side."""
    distance, side = np.empty(len(points)), np.empty(len(points))
    if len(points):
        tree = (lines.vertices, lines.start, lines.stop, lines.land_side, lines.box, lines.level)
        compiled(nearest)(*tree, FANOUT, np.empty(DEPTH), np.empty(DEPTH, np.int64), points, distance, side)
    return 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(np.sqrt(distance) / 2, 1)), side


def nearest(  # noqa: PLR0915  (one kernel: numba's cache knows a function by its own module)
    vertices: Any, start: Any, stop: Any, land_side: Any, box: Any, level: Any,
    fanout: int, far: Any, waiting: Any, points: Any, distance: Any, side: Any,
) -> None:  # fmt: skip
    """For each point the squared chord to the nearest line (`distance`) and the sum of its heights over the planes of the
    segments that come so near (`side`): two, where the nearest place is a corner, and then the sum tells inside from
    outside where one of them would not. `far` and `waiting` are the stack: boxes yet to be opened, the nearest on top.
    No line is farther than from the point before and from there to here: points in some order are told quicker.
    """
    levels = len(level) - 1
    best, px, py, pz = 4.0, 0.0, 0.0, 0.0
    for i in range(len(points)):
        x, y, z = points[i]
        known = np.sqrt(best) + np.sqrt((x - px) ** 2 + (y - py) ** 2 + (z - pz) ** 2)
        best, leaning = known * known * 1.000000001 + 1e-18, 0.0
        px, py, pz = x, y, z
        waiting[0], far[0], top = -1, 0.0, 1
        while top > 0:
            top -= 1
            if far[top] > best:
                continue
            node = waiting[top]
            if 0 <= node < level[1]:
                for k in range(start[node], stop[node]):
                    ax, ay, az = np.float64(vertices[k, 0]), np.float64(vertices[k, 1]), np.float64(vertices[k, 2])
                    bx, by, bz = (
                        np.float64(vertices[k + 1, 0]), np.float64(vertices[k + 1, 1]), np.float64(vertices[k + 1, 2]),
                    )  # fmt: skip
                    ux, uy, uz = bx - ax, by - ay, bz - az
                    length2 = ux * ux + uy * uy + uz * uz
                    if length2 == 0.0:
                        continue
                    t = ((x - ax) * ux + (y - ay) * uy + (z - az) * uz) / length2
                    if t <= 0.0:
                        qx, qy, qz = ax, ay, az
                    elif t >= 1.0:
                        qx, qy, qz = bx, by, bz
                    else:
                        qx, qy, qz = ax + t * ux, ay + t * uy, az + t * uz
                    d2 = (x - qx) ** 2 + (y - qy) ** 2 + (z - qz) ** 2
                    if d2 > best:
                        continue
                    nx, ny, nz = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
                    height = land_side[node] * (nx * x + ny * y + nz * z) / np.sqrt(nx * nx + ny * ny + nz * nz)
                    leaning = height if d2 < best else leaning + height
                    best = d2
                continue
            if node < 0:
                first, last = level[levels - 1], level[levels]
            else:
                up = 1
                while node >= level[up + 1]:
                    up += 1
                first = level[up - 1] + (node - level[up]) * fanout
                last = min(first + fanout, level[up])
            low = top
            for child in range(first, last):
                dx = max(box[child, 0] - x, x - box[child, 3], 0.0)
                dy = max(box[child, 1] - y, y - box[child, 4], 0.0)
                dz = max(box[child, 2] - z, z - box[child, 5], 0.0)
                d2 = dx * dx + dy * dy + dz * dz
                if d2 > best:
                    continue
                place = top
                while place > low and far[place - 1] < d2:
                    far[place], waiting[place] = far[place - 1], waiting[place - 1]
                    place -= 1
                far[place], waiting[place] = d2, child
                top += 1
        distance[i] = best
        side[i] = leaning
