"""The made-up sea: ports, anchorages, and places where ships meet; and distances on a sphere, in kilometres and radians."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offing.places.coast import coast_distance_m, inland_m, on_land

Floats = NDArray[np.float64]
Point = tuple[float, float]
"""Latitude and longitude in degrees."""

RADIUS_KM = 6371.0088
DEGREE_KM = 111.19492664

MAJOR: tuple[Point, ...] = (
    (51.95, 4.05), (53.53, 9.9), (51.3, 4.25), (31.25, 121.9), (22.3, 114.15), (1.25, 103.8), (35.1, 129.05), (29.9, 121.95),
    (36.05, 120.3), (25.01, 55.05), (25.2, 56.4),
    (26.65, 50.15), (29.35, 47.95), (21.45, 39.15), (29.95, 32.58), (31.3, 32.3),
    (37.93, 23.6), (36.14, -5.4), (41.35, 2.15), (43.3, 5.35), (44.4, 8.9), (40.63, 22.9), (41.0, 28.95), (44.7, 37.8),
    (46.5, 30.75), (59.9, 30.2), (60.35, 28.6), (59.45, 24.75), (57.7, 11.8), (55.7, 12.6), (54.5, 18.6), (69.05, 33.1),
    (64.55, 40.5), (70.66, 23.68), (60.4, 5.3), (51.95, 1.3), (50.9, -1.4), (49.5, 0.1), (38.7, -9.15), (33.6, -7.6),
    (14.7, -17.4), (6.1, 1.25), (6.4, 3.4), (-5.8, 13.4), (-33.9, 18.4), (-29.9, 31.0), (-4.05, 39.65), (12.8, 45.0),
    (18.95, 72.85), (22.75, 69.7), (13.1, 80.3), (6.95, 79.85), (22.3, 91.8), (16.8, 96.2), (13.1, 100.9), (10.4, 107.05),
    (-6.1, 106.9), (-7.2, 112.7), (14.6, 120.95), (25.15, 121.75), (34.65, 135.2),
    (35.45, 139.65), (43.1, 131.9), (42.75, 133.05),
    (53.0, 158.6), (-33.85, 151.2), (-37.9, 144.9), (-31.95, 115.75), (-20.3, 118.6), (-36.85, 174.8), (-18.13, 178.42),
    (21.3, -157.9), (61.2, -149.9), (53.88, -166.54), (49.3, -123.1), (47.6, -122.35), (37.8, -122.3), (33.75, -118.2),
    (19.05, -104.3), (8.95, -79.55), (9.35, -79.9), (-2.2, -79.9), (-12.05, -77.15), (-33.03, -71.6), (-34.6, -58.35),
    (-23.95, -46.3), (-22.9, -43.2), (10.6, -71.6), (10.5, -68.0), (18.0, -76.8), (23.15, -82.35), (25.75, -80.15),
    (29.75, -95.0), (29.95, -90.1), (32.05, -81.1), (36.9, -76.3), (40.65, -74.05), (44.65, -63.6), (46.8, -71.2), (64.15, -21.9),
)  # fmt: skip
"""Great ports, to a few kilometres."""

MEETING: tuple[Point, ...] = (
    (36.4, 22.9), (35.95, -4.6), (1.9, 104.6), (3.4, 105.6), (5.2, 1.6), (24.9, 57.2), (43.8, 29.9), (60.0, 26.2), (71.8, 45.0),
    (73.6, 35.0), (34.2, 25.0), (-17.3, 180.0), (52.4, 180.0), (26.9, -92.9), (12.6, -70.6), (31.0, 124.6), (38.9, 123.2),
    (6.0, 93.0), (-40.0, -55.5), (22.5, -18.5),
)  # fmt: skip
"""Where ships meet: anchorages off the lanes, two of them on the antimeridian, two north of 71 degrees."""


@dataclass(frozen=True, slots=True)
class Waters:
    """Ports by number: the great ones first (moved to the nearest water), then their anchorages, then small ports strewn over the
    globe. `lanes`: of each great port, where one can sail to straight over water: another great port's number, or a place at sea.
    """

    lat_deg: Floats
    lon_deg: Floats
    lanes: Mapping[int, Sequence[tuple[int | None, Point]]]


def waters(rng: np.random.Generator, small: int = 3000) -> Waters:
    """The great ports, three anchorages each 4 to 14 km off, and as many small ports as the world has (some 3,000)."""
    great = [_afloat(rng, port, 30.0) for port in MAJOR]
    near = [
        moved(port, float(rng.uniform(4, 14)), float(rng.uniform(0, 2 * np.pi))) for port in great for _ in range(3)
    ]
    strewn = np.stack([np.degrees(np.arcsin(rng.uniform(-0.75, 0.93, small))), rng.uniform(-180, 180, small)], axis=1)
    every = np.concatenate([np.array(great), np.array(near), strewn])
    return Waters(every[:, 0].copy(), wrapped(every[:, 1]), _lanes(rng, great))


def _lanes(rng: np.random.Generator, great: Sequence[Point]) -> dict[int, list[tuple[int | None, Point]]]:
    lat, lon = np.array(great).T
    lanes: dict[int, list[tuple[int | None, Point]]] = {}
    for i, here in enumerate(great):
        away = distance_km(here[0], here[1], lat, lon)
        others: list[tuple[int | None, Point]] = [
            (int(n), great[int(n)]) for n in np.flatnonzero((away > 150) & (away < 3500))
        ]
        off = [
            (None, moved(here, float(rng.uniform(200, 900)), float(b)))
            for b in np.linspace(0, 2 * np.pi, 32, endpoint=False)
        ]
        if found := [lane for lane in [*others, *off] if _open(here, lane[1], 15.0)]:
            lanes[i] = found
    return lanes


def _open(here: Point, there: Point, clear_km: float) -> bool:
    """Is the straight way all water, and its middle part so far from any shore?"""
    east = (there[1] - here[1] + 180) % 360 - 180
    length = float(distance_km(here[0], here[1], there[0], there[1]))
    share = np.linspace(0, 1, max(4, int(length / 8)))
    lat, lon = here[0] + (there[0] - here[0]) * share, wrapped(here[1] + east * share)
    off = np.minimum(share, 1 - share) * length
    for part in (off > 20) & (np.arange(len(off)) % 8 == 0), off > 20:  # most lanes fail at a few points
        if on_land(lon[part], lat[part]).any():
            return False
    if inland_m(lon[off <= 20], lat[off <= 20]).max() > 1000:
        return False
    return bool((coast_distance_m(lon[off > 60], lat[off > 60]) > clear_km * 1000).all())


def _afloat(rng: np.random.Generator, place: Point, within_km: float) -> Point:
    """The nearest of some points around a place that is on water, or hardly ashore."""
    tried = [
        place,
        *(moved(place, float(within_km * rng.random()), float(rng.uniform(0, 2 * np.pi))) for _ in range(60)),
    ]
    lat, lon = np.array(tried).T
    wet = np.flatnonzero(inland_m(wrapped(lon), lat) < 300)
    away = distance_km(place[0], place[1], lat, lon)
    return tried[int(wet[np.argmin(away[wet])])] if len(wet) else place


def berth(rng: np.random.Generator, port: Point, spread_km: float = 2.5) -> Point:
    """Somewhere in a port that is not ashore."""
    return _afloat(rng, moved(port, abs(float(rng.normal(0, spread_km))), float(rng.uniform(0, 2 * np.pi))), 4.0)


def bearings(rng: np.random.Generator, place: Point, wanted: int) -> list[tuple[float, float]]:
    """Some of the most open of 24 bearings (radians) from a place, and how far (km, at most 600) each is all water."""
    tried = rng.uniform(0, 2 * np.pi) + np.arange(24) * np.pi / 12
    km = np.arange(1, 51) * 12.0
    lat = place[0] + km / DEGREE_KM * np.cos(tried)[:, None]
    lon = wrapped(place[1] + km / DEGREE_KM * np.sin(tried)[:, None] / np.cos(np.radians(place[0])))
    shut = (on_land(lon.ravel(), lat.ravel()) | (np.abs(lat.ravel()) > 80)).reshape(lat.shape)
    length = np.where(shut.any(axis=1), shut.argmax(axis=1), len(km)) * 12.0
    best = np.argsort(-length, kind="stable")[: max(wanted, 6)]
    chosen = rng.permutation(best)[:wanted]
    return [(float(tried[b]), max(12.0, float(length[b]) - 12)) for b in chosen]


def wrapped(lon_deg: Floats) -> Floats:
    return (lon_deg + 180) % 360 - 180


def distance_km(lat0: object, lon0: object, lat1: object, lon1: object) -> Floats:
    """Haversine, in kilometres; degrees in, arrays broadcast."""
    p, q, r, s = (np.radians(np.asarray(v, np.float64)) for v in (lat0, lon0, lat1, lon1))
    h = np.sin((r - p) / 2) ** 2 + np.cos(p) * np.cos(r) * np.sin((s - q) / 2) ** 2
    return np.asarray(2 * RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1, h))))


def moved(point: Point, km: float, bearing: float) -> Point:
    """A point so far off on a bearing in radians; longitude is not wrapped, so that paths stay whole."""
    lat, lon = point
    east = np.cos(np.radians(np.clip(lat, -88, 88)))
    return lat + km / DEGREE_KM * float(np.cos(bearing)), lon + km / DEGREE_KM * float(np.sin(bearing) / east)


def meeting_place(rng: np.random.Generator, sea: Waters, clear_km: float = 22.0) -> Point:
    """Somewhere around a meeting place: at sea, 8 km from any shore, and farther than `clear_km` from every port."""
    while True:
        place = moved(
            MEETING[rng.integers(len(MEETING))], 45 * float(np.sqrt(rng.random())), float(rng.uniform(0, 2 * np.pi))
        )
        lat, lon = np.array([place[0]]), wrapped(np.array([place[1]]))
        if distance_km(place[0], place[1], sea.lat_deg, sea.lon_deg).min() <= clear_km or on_land(lon, lat)[0]:
            continue
        if coast_distance_m(lon, lat)[0] > 8000:
            return place
