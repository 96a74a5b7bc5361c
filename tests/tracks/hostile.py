"""Small hostile traffic: crowds adrift where sums go wrong.

With duplicates, bad fixes, holes, shared numbers, and reports exactly on slots.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

START_S = 1_767_225_600
EARTH_KM = 6371.0088
CROWDS = (
    ("antimeridian", -17.3, 180.0, 12, 2.0),
    ("antimeridian, north", 52.4, -179.999, 9, 1.0),
    ("near the North Pole", 89.97, 40.0, 8, 1.0),
    ("at the North Pole", 89.999, -75.0, 8, 1.0),
    ("near the South Pole", -89.5, 0.0, 7, 0.8),
    ("equator and Greenwich", 0.0, 0.0, 9, 1.0),
    ("open sea", 35.0, 20.0, 9, 1.5),
    ("edge of a port's ten kilometres", 36.0, 21.111, 10, 1.8),
)
"""Name, latitude, longitude, ships, and the crowd's spread in km."""
PORTS = ((0, 36.0, 21.0), (1, -45.0, 179.99))


@dataclass(frozen=True, slots=True)
class Traffic:
    """Reports in no order: MMSI, seconds since 1970, degrees."""

    mmsi: Ints
    t: Ints
    lat: Floats
    lon: Floats


def hostile(seed: int, hours: int = 24) -> Traffic:
    """The crowds of `CROWDS` for some hours; the same seed gives the same reports."""
    rng = np.random.default_rng(seed)
    every = []
    number = 300_000_000
    for _, lat, lon, ships, spread in CROWDS:
        for one in range(ships):
            number += 7 if one else 0  # the first of each crowd goes by the number of the last of the crowd before
            every.append(_ship(rng, number, lat, lon, spread, hours * 3600))
    rows = np.concatenate(every)
    rows = rows[rng.permutation(len(rows))]
    return Traffic(rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64) + START_S, rows[:, 2], rows[:, 3])


def _ship(rng: np.random.Generator, mmsi: int, lat: float, lon: float, spread: float, whole_s: int) -> Floats:
    """Columns mmsi, t, lat, lon. Drawn on the plane that touches the Earth at the crowd, then bent onto it: right at poles."""
    home = rng.normal(0, spread / 3, 2)
    knots = [(0.0, *home)]
    while knots[-1][0] < whole_s:
        t, x, y = knots[-1]
        lasts, speed, bearing = (
            rng.uniform(1200, 14400),
            rng.choice([0.05, 0.05, 0.1, 0.1, 0.2, 3]) * 1.852 / 3600,
            rng.uniform(0, 6.28),
        )
        if np.hypot(x - home[0], y - home[1]) > 0.3:
            bearing = np.arctan2(-y, -x)
        knots.append((t + lasts, x + speed * lasts * np.cos(bearing), y + speed * lasts * np.sin(bearing)))
    path = np.array(knots)
    steps = np.clip(rng.gamma(1.6, 140, whole_s // 60), 10, 600)
    hole = rng.random(len(steps)) < 0.01
    steps[hole] += rng.choice([900, 2400, 5400, 7200, 9000], int(hole.sum()))
    t = np.floor(np.cumsum(steps))
    t[::37] = t[::37] // 600 * 600
    t = t[t < whole_s]
    east, north = (np.interp(t, path[:, 0], path[:, c]) + rng.normal(0, 0.006, len(t)) for c in (1, 2))
    la, lo = _bent(lat, lon, east, north)
    spike = rng.random(len(t)) < 0.001
    la[spike] = np.clip(la[spike] + rng.normal(0, 2, int(spike.sum())), -90, 90)
    again = rng.random(len(t)) < 0.03
    beside = np.clip(la[again] + rng.normal(0, 0.0002, int(again.sum())), -90, 90)
    return np.stack(
        [
            np.full(len(t) + 2 * int(again.sum()), float(mmsi)),
            np.concatenate([t, t[again], t[again]]),
            np.concatenate([la, la[again], beside]),
            np.concatenate([lo, lo[again], lo[again]]),
        ],
        axis=1,
    )


def _bent(lat: float, lon: float, east: Floats, north: Floats) -> tuple[Floats, Floats]:
    p, away, bearing = np.radians(lat), np.hypot(east, north) / EARTH_KM, np.arctan2(east, north)
    la = np.arcsin(np.sin(p) * np.cos(away) + np.cos(p) * np.sin(away) * np.cos(bearing))
    lo = np.radians(lon) + np.arctan2(np.sin(bearing) * np.sin(away) * np.cos(p), np.cos(away) - np.sin(p) * np.sin(la))
    return np.degrees(la), (np.degrees(lo) + 180) % 360 - 180
