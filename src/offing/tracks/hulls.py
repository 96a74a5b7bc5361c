"""Reports under one MMSI, told apart by the hull that can have sent them.

Two ships may use one number, a receiver may garble one fix, a track may jump. Each report goes to the hull that is
nearest among those that could have sailed to it; where none could, another hull begins. A hull of one report is a bad
fix and is dropped, with a count. What the hulls mean (shared number, jump) is told by the events, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from offing.places.compiled import compiled
from offing.places.shoreline import EARTH_RADIUS_M as RADIUS_M
from offing.tracks.packed import Floats, Ints

KNOT_MS = 0.5144444
DRIFT_MS = 2.0 * KNOT_MS
"""Two knots: a hull silent for long counts as farther off: a ship's track does not go on from an old bad fix that lies near it
by chance.
"""
LONE_M = 1e8
"""A hull of one report takes another only where no hull of more reports can."""
AT_MOST = 99
"""vessel = 100 * MMSI + hull leaves two digits; more hulls than that are no hulls, and their reports are dropped."""


@dataclass(frozen=True, slots=True)
class Split:
    """The hull of each report, in the order given; -1 for a dropped one. Hull 0 has the most reports."""

    hull: Ints
    dropped: int


def split(mmsi: Ints, t: Ints, lat_deg: Floats, lon_deg: Floats, *, spike_kn: float, spike_m: float) -> Split:
    """Tell the hulls apart. Reports are to be sorted by MMSI and time; times in seconds."""
    hull = np.full(len(mmsi), -1, np.int64)
    phi, lam = np.radians(lat_deg), np.radians(lon_deg)
    points = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=1)
    edges = np.array([0, *(np.flatnonzero(np.diff(mmsi)) + 1).tolist(), len(mmsi)], np.int64)
    if not len(mmsi):
        return Split(hull, 0)
    compiled(deal)(edges, np.ascontiguousarray(t, np.int64), points, float(spike_m), spike_kn * KNOT_MS, hull)
    for first, end in pairwise(edges.tolist()):
        hull[first:end] = _numbered(hull[first:end])
    return Split(hull, int((hull < 0).sum()))


def _numbered(held: Ints) -> Ints:
    """Hulls by the number of their reports; those of one report are none, if there is another."""
    reports = np.bincount(held)
    first = np.full(len(reports), len(held))
    np.minimum.at(first, held, np.arange(len(held)))
    order = [h for h in np.lexsort((first, -reports)).tolist() if reports[h] > 1] or [0]
    number = np.full(len(reports), -1, np.int64)
    number[order[: AT_MOST + 1]] = np.arange(min(len(order), AT_MOST + 1))
    told: Ints = number[held]
    return told


def deal(edges: Any, t: Any, points: Any, spike_m: float, spike_ms: float, hull: Any) -> None:
    """Of each MMSI (its reports from one edge to the next) the hull that each report goes to, numbered as they begin.

    `points` lie on the unit sphere; distances are great circles.
    """
    last = np.empty(len(t), np.int64)
    reports = np.empty(len(t), np.int64)
    for run in range(len(edges) - 1):
        hulls = 0
        for i in range(edges[run], edges[run + 1]):
            nearest, best = -1, 0.0
            for h in range(hulls):
                j = last[h]
                dx, dy, dz = points[i, 0] - points[j, 0], points[i, 1] - points[j, 1], points[i, 2] - points[j, 2]
                away = 2 * RADIUS_M * np.arcsin(min(np.sqrt(dx * dx + dy * dy + dz * dz) / 2, 1.0))
                if away > spike_m + spike_ms * (t[i] - t[j]):
                    continue
                away += DRIFT_MS * (t[i] - t[j]) + (LONE_M if reports[h] == 1 else 0.0)
                if nearest < 0 or away < best:
                    nearest, best = h, away
            if nearest < 0:
                nearest = hulls
                reports[nearest] = 0
                hulls += 1
            last[nearest] = i
            reports[nearest] += 1
            hull[i] = nearest
