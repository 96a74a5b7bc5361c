"""How `src/offing/report/data/land.xz` was made, so that it can be made again: Natural Earth's land at 1:10,000,000 (public
domain), from `land-10m.json` of the npm package world-atlas 2.0.2, thinned and packed.

    PYTHONPATH=src python benchmarks/places/basemap.py land-10m.json

Douglas-Peucker within 0.003° (330 m), then whole thousandths of a degree. `offing.report.basemap` says how it is laid out.
"""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offing.report.basemap import FILE, UNITS_A_DEGREE
from offing.report.globe import closed, unrolled

TOLERANCE_DEG = 0.003
STEP_MOST = 32_000
Points = NDArray[np.float64]


def main(path: str) -> None:
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    arcs = [thinned(points) for points in decoded(topology)]
    rings = [ring for polygon in polygons(topology["objects"]["land"]) for ring in polygon]
    kept, steps, firsts = [], [], []
    for ring in rings:
        pieces = [arcs[a] if a >= 0 else arcs[~a][::-1] for a in ring]
        points = np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
        points = unrolled(points)
        if abs(points[-1, 0] - points[0, 0]) > 180:  # Antarctica: westward around the pole
            points = closed(points if points[-1, 0] < points[0, 0] else points[::-1])
        whole = np.rint(points * UNITS_A_DEGREE).astype(np.int64)
        whole = whole[np.append(True, np.any(np.diff(whole, axis=0) != 0, axis=1))]
        if len(whole) < 4:
            continue
        whole = halved(whole)
        kept.append(len(whole))
        firsts.append(whole[0])
        steps.append(np.diff(whole, axis=0))
    body = b"".join([
        np.array([len(kept)], "<u4").tobytes(), np.array(kept, "<u4").tobytes(), np.array(firsts, "<i4").tobytes(),
        np.concatenate(steps).astype("<i2").T.copy().view("u1").reshape(-1, 2).T.tobytes(),
    ])  # fmt: skip
    packed = lzma.compress(body, preset=9 | lzma.PRESET_EXTREME)
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(packed)
    sys.stdout.write(f"{len(kept)} of {len(rings)} rings, {sum(kept)} points, {len(packed)} bytes\n")


def decoded(topology: dict[str, Any]) -> list[Points]:
    scale, shift = (np.array(topology["transform"][k]) for k in ("scale", "translate"))
    return [np.cumsum(np.array(arc, float), axis=0) * scale + shift for arc in topology["arcs"]]


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons as rings of arc numbers."""
    if geometry["type"] == "GeometryCollection":
        return [p for g in geometry["geometries"] for p in polygons(g)]
    found: list[list[list[int]]] = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return found


def thinned(points: Points) -> Points:
    """Douglas-Peucker in degrees; a closed arc is cut at its far point first."""
    keep = np.zeros(len(points), bool)
    keep[[0, -1]] = True
    waiting = [(0, len(points) - 1)]
    if np.array_equal(points[0], points[-1]):
        far = int(np.argmax(((points - points[0]) ** 2).sum(axis=1)))
        keep[far] = True
        waiting = [(0, far), (far, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        between = points[first + 1 : last] - points[first]
        along = points[last] - points[first]
        length2 = float(along @ along)
        share = np.clip(between @ along / length2, 0, 1) if length2 else np.zeros(len(between))
        off = ((between - share[:, None] * along) ** 2).sum(axis=1)
        worst = int(np.argmax(off))
        if off[worst] > TOLERANCE_DEG**2:
            keep[first + 1 + worst] = True
            waiting += [(first, first + 1 + worst), (first + 1 + worst, last)]
    return points[keep]


def halved(whole: NDArray[np.int64]) -> NDArray[np.int64]:
    """Long steps in two, until each fits sixteen bits."""
    while (long := np.abs(np.diff(whole, axis=0)).max(axis=1) > STEP_MOST).any():
        at = np.flatnonzero(long)
        whole = np.insert(whole, at + 1, (whole[at] + whole[at + 1]) // 2, axis=0)
    return whole


if __name__ == "__main__":
    main(sys.argv[1])
