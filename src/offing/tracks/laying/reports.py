"""What receivers hear of a ship: irregular, noisy, late, some of it twice, some of it wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from offing.tracks.laying.fleet import Sailed, drift_of
from offing.tracks.laying.waters import DEGREE_KM, wrapped

_FIELDS = "arrived i4, t i4, mmsi i4, lat f8, lon f8, sog f4, cog f4, heading i2, navstat i1"
REPORT = np.dtype([(name, kind) for name, kind in (f.split() for f in _FIELDS.split(", "))])
"""One position report, in seconds from the start; AIS's own values for "not available" are in it."""
NOISE_KM = 0.006
SPIKES = 0.00005
"""Bad fixes among reports: with them 3 to 4 % of vessels make an impossible step each day, more than on real tracks."""


def heard(rng: np.random.Generator, one: Sailed, whole_s: float) -> NDArray[np.void]:
    """Reports of one hull in the order in which they were sent, then their duplicates."""
    t = _instants(rng, one, whole_s)
    path, n = one.path, len(t)
    lat, lon = np.interp(t, path[:, 0], path[:, 1]), np.interp(t, path[:, 0], path[:, 2])
    speed, course = drift_of(path)
    leg = np.clip(np.searchsorted(path[:, 0], t, "right") - 1, 0, len(path) - 2)
    told = np.zeros(n, REPORT)
    told["mmsi"], told["t"] = one.mmsi, t
    told["lat"] = np.round(np.clip(lat + rng.normal(0, NOISE_KM / DEGREE_KM, n), -90, 90), 6)
    told["lon"] = np.round(wrapped(lon + rng.normal(0, NOISE_KM / DEGREE_KM, n) / np.cos(np.radians(lat))), 6)
    told["sog"] = np.round(np.abs(speed[leg] + rng.normal(0, 0.12, n)), 1)
    told["cog"] = np.round(course[leg] + rng.normal(0, 3, n), 1) % 360
    told["heading"] = np.where(rng.random(n) < 0.1, 511, told["cog"])
    told["navstat"] = np.where(told["sog"] < 0.5, 5, 0)
    late = rng.random(n) < 0.02
    told["arrived"] = t + rng.integers(1, 30, n) + np.where(late, rng.integers(60, 7200, n), 0)
    _spoil(rng, told)
    again = told[rng.random(n) < 0.01].copy()
    again["arrived"] += rng.integers(0, 60, len(again))
    beside = told[rng.random(n) < 0.005].copy()  # a second receiver's, the same second and another place
    off = np.round(beside["lat"] + rng.normal(0, 0.01 / DEGREE_KM, len(beside)), 6)
    beside["lat"] = np.where(beside["lat"] > 90, beside["lat"], np.clip(off, -90, 90))
    beside["arrived"] += 3
    return np.concatenate([told, again, beside])


def _instants(rng: np.random.Generator, one: Sailed, whole_s: float) -> NDArray[np.float64]:
    n = int(whole_s / one.every_s * 1.3) + 50
    steps = np.clip(rng.gamma(1.6, one.every_s / 1.6, n), 10, 600)
    hole = rng.random(n) < 0.002  # out of every receiver's reach, up to 80 minutes
    steps[hole] += rng.uniform(600, 4200, int(hole.sum()))
    t = np.floor(rng.uniform(0, 300) + np.cumsum(steps))
    t = t[t < whole_s]
    for begins, ends in one.silent:
        t = t[(t < begins) | (t > ends)]
    return np.asarray(t)


def _spoil(rng: np.random.Generator, told: NDArray[np.void]) -> None:
    lot = rng.random(len(told))
    told["sog"][lot < 0.003] = 102.3
    spike = lot > 1 - SPIKES
    told["lat"][spike] = np.clip(told["lat"][spike] + rng.normal(0, 2, int(spike.sum())), -89, 89)
    none = (lot > 0.999) & (lot < 0.9993)
    told["lat"][none], told["lon"][none] = 91.0, 181.0
