"""Reports under one MMSI, told apart by the hull that can have sent them.

Two ships may use one number, a receiver may garble one fix, a track may jump. Each report goes to the hull that is
nearest among those that could have sailed to it; where none could, another hull begins. A hull of one report is a bad
fix and is dropped, with a count. What the hulls mean (shared number, jump) is told by the events, not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sqrt

import numpy as np

from offing.tracks.packed import Floats, Ints

DEGREE_M = 111_194.92664
KNOT_MS = 0.5144444
DRIFT_KN = 2.0
"""A hull silent for long counts as farther off: a ship's track does not go on from an old bad fix that lies near it
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
    for first, end in _runs(mmsi):
        hull[first:end] = _of_one(
            t[first:end].tolist(), lat_deg[first:end].tolist(), lon_deg[first:end].tolist(), spike_kn, spike_m
        )
    return Split(hull, int((hull < 0).sum()))


def _runs(mmsi: Ints) -> Iterator[tuple[int, int]]:
    edges = [0, *(np.flatnonzero(np.diff(mmsi)) + 1).tolist(), len(mmsi)]
    return ((a, b) for a, b in pairwise(edges) if b > a)


def _of_one(t: list[int], lat: list[float], lon: list[float], spike_kn: float, spike_m: float) -> list[int]:
    held: list[list[int]] = []
    for i in range(len(t)):
        nearest, best = None, 0.0
        for reports in held:
            j = reports[-1]
            away = _distance_m(lat[j], lon[j], lat[i], lon[i])
            if away > spike_m + spike_kn * KNOT_MS * (t[i] - t[j]):
                continue
            away += DRIFT_KN * KNOT_MS * (t[i] - t[j]) + (LONE_M if len(reports) == 1 else 0.0)
            if nearest is None or away < best:
                nearest, best = reports, away
        if nearest is None:
            held.append([i])
        else:
            nearest.append(i)
    told = [-1] * len(t)
    ordered = sorted((r for r in held if len(r) > 1), key=lambda r: (-len(r), r[0])) or held[:1]
    for number, reports in enumerate(ordered[: AT_MOST + 1]):
        for i in reports:
            told[i] = number
    return told


def _distance_m(lat0: float, lon0: float, lat1: float, lon1: float) -> float:
    dlon = abs(lon1 - lon0)
    dlon = min(dlon, 360 - dlon) * cos(radians(lat0))
    return sqrt((lat1 - lat0) ** 2 + dlon**2) * DEGREE_M
