"""How the made-up ships sail: noise-free paths of (second, latitude, longitude), straight between their points."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from offing.tracks.laying.waters import DEGREE_KM, MAJOR, Floats, Point, Waters, berth, distance_km, moved

KNOT_KM_S = 1.852 / 3600
TURN = 2 * np.pi

Stay = tuple[float, float, int]
"""Arrival and departure in seconds, and the port's number."""


Way = tuple[float, float, float]
"""Bearing in radians, how far it is open (km), and the speed in knots."""


def along(
    start: Point, first_s: float, last_s: float, drift: tuple[float, float], ends: tuple[Way, Way], whole_s: float
) -> Floats:
    """Come in on one way, drift (knots, bearing) from `first_s` to `last_s`, leave on another; to and fro where that ends."""
    end = moved(start, drift[0] * KNOT_KM_S * (last_s - first_s), drift[1])
    before = [(first_s - t, *place) for t, place in _outward(start, ends[0], first_s)]
    after = [(last_s + t, *place) for t, place in _outward(end, ends[1], whole_s - last_s)]
    return np.array([*before[::-1], (first_s, *start), (last_s, *end), *after])


def _outward(start: Point, way: Way, lasts_s: float) -> Iterator[tuple[float, Point]]:
    bearing, open_km, knots = way
    t, out, heading = 0.0, 0.0, 1
    while t < lasts_s:
        there = out + heading * knots * KNOT_KM_S * 7200
        there = min(max(there, open_km / 2 if heading < 0 else 0.0), open_km)
        t += max(abs(there - out) / (knots * KNOT_KM_S), 60.0)
        heading = -1 if there >= open_km else 1 if there <= open_km / 2 and heading < 0 else heading
        out = there
        yield t, moved(start, out, bearing)


def voyage(rng: np.random.Generator, whole_s: float, sea: Waters) -> tuple[Floats, list[Stay]]:
    """From port to port along lanes, or out to sea and back, begun somewhere on a lane; with the stays."""
    points: list[tuple[float, ...]] = []
    stays: list[Stay] = []
    speed = rng.uniform(9, 17) * KNOT_KM_S
    aside = float(np.clip(rng.normal(0, 1), -2, 2))
    port = int(rng.choice(np.array(sorted(sea.lanes))))
    here: Point = float(sea.lat_deg[port]), float(sea.lon_deg[port])
    t = 0.0
    while t < whole_s:
        lanes = sea.lanes[port]
        to, there = lanes[int(rng.integers(len(lanes)))]
        home = float(sea.lat_deg[port]), float(sea.lon_deg[port])
        for place in (there, home) if to is None else (there,):
            lane = _lane(here, place, aside)
            if not points:
                lane = lane[int(rng.integers(0, len(lane) - 1)) :]
            legs = distance_km(lane[:-1, 0], lane[:-1, 1], lane[1:, 0], lane[1:, 1])
            times = t + np.concatenate([[0.0], np.cumsum(legs)]) / speed
            points += zip(times.tolist(), lane[:, 0].tolist(), lane[:, 1].tolist(), strict=True)
            t, here = float(times[-1]) + 1, (float(lane[-1, 0]), float(lane[-1, 1]))
        port = port if to is None or to not in sea.lanes else to
        leaves = t + float(rng.uniform(5, 30)) * 3600
        stays.append((t, leaves, port if to is None else to))
        points.append((leaves, *here))
        t = leaves + 1
    return np.array(points), stays


def _lane(here: Point, there: Point, aside: float) -> Floats:
    """Points of 60 km along a lane that swings some kilometres to one side."""
    east = (there[1] - here[1] + 180) % 360 - 180
    length = float(distance_km(here[0], here[1], there[0], there[1]))
    share = np.linspace(0, 1, max(2, int(length / 60)) + 1)
    swing = np.sin(np.pi * share) * aside * min(3.0, length / 100) / DEGREE_KM
    return np.stack([here[0] + (there[0] - here[0]) * share + swing, here[1] + east * share + swing], axis=1)


def moored(rng: np.random.Generator, whole_s: float, sea: Waters) -> Floats:
    """At a berth of a port, the great ones oftener; shifts berth now and then."""
    number = (min(int(rng.zipf(1.3)), 10**6) - 1) % len(MAJOR)
    port = float(sea.lat_deg[number]), float(sea.lon_deg[number])
    here = berth(rng, port)
    points: list[tuple[float, ...]] = [(0.0, *here)]
    t = 0.0
    while t < whole_s and rng.random() < 0.6:
        t += float(rng.uniform(10, 40)) * 3600
        points.append((t, *here))
        here = berth(rng, port)
        t += 1800
        points.append((t, *here))
    points.append((max(t, whole_s) + 1, *here))
    return np.array(points)


def fishing(rng: np.random.Generator, centre: Point, whole_s: float) -> Floats:
    """To and fro on a ground of some 20 km, at 1 to 5 knots."""
    here = moved(centre, abs(float(rng.normal(0, 9))), float(rng.uniform(0, TURN)))
    points: list[tuple[float, ...]] = [(0.0, *here)]
    t = 0.0
    while t < whole_s:
        lasts, speed = float(rng.uniform(1200, 5400)), float(rng.uniform(1, 5)) * KNOT_KM_S
        home = np.arctan2((centre[1] - here[1]) * np.cos(np.radians(here[0])), centre[0] - here[0])
        strayed = float(distance_km(here[0], here[1], centre[0], centre[1])) >= 20
        here = moved(here, speed * lasts, float(home) if strayed else float(rng.uniform(0, TURN)))
        t += lasts
        points.append((t, *here))
    return np.array(points)
