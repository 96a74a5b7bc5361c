"""Land, water and distances against places everybody knows, on the sphere's awkward lines, and on real ships' positions."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from offing.places.coast import coast_distance_m, inland_m, on_land
from offing.places.ports import distance_m
from offing.places.shoreline import lines_of
from offing.places.walk import walk
from tests.shared import shared

LAND_OR_WATER = [
    # lon, lat, on land, why
    (125.67, 39.22, True, "Pyongyang's airport"),
    (-118.40, 33.94, True, "Los Angeles' airport"),
    (10.00, 25.00, True, "the Sahara"),
    (0.00, -90.00, True, "the pole of the land"),
    (180.00, -80.00, True, "Antarctica where flat maps are cut"),
    (180.00, 67.00, True, "Chukotka where flat maps are cut"),
    (-180.00, 71.20, True, "Wrangel Island, cut in two by 180°"),
    (180.00, -16.45, False, "the sea beside Fiji on 180°"),
    (0.00, 90.00, False, "the pole of the sea"),
    (540.00, 0.00, False, "a longitude beyond the circle"),
    (-87.50, 47.70, False, "Lake Superior: no land"),
    (-88.85, 48.00, True, "Isle Royale: an island in a lake"),
    (51.00, 42.00, False, "the Caspian"),
    (119.45, 32.23, False, "the Yangtze at Zhenjiang: a wide reach"),
    (44.55, 48.70, False, "the Volga at Volgograd"),
    (124.90, 38.60, False, "the approach to Nampo"),
]


@pytest.mark.parametrize(("lon", "lat", "land", "why"), LAND_OR_WATER)
def test_land_and_water(lon: float, lat: float, land: bool, why: str) -> None:
    assert bool(on_land(lon, lat)) is land, why
    assert (float(inland_m(lon, lat)) > 0) <= land, why


NOT_INLAND = [
    (9.70, 54.31, "the Kiel Canal"),
    (32.34, 30.60, "the Suez Canal"),
    (-79.65, 9.05, "the Culebra Cut of the Panama Canal"),
    (-79.21, 43.05, "the Welland Canal"),
    (-121.32, 37.955, "Stockton"),
    (-121.56, 38.56, "the port of Sacramento"),
    (125.625, 38.735, "Songnim on the Taedong"),
    (118.72, 32.09, "the Yangtze at Nanjing"),
    (6.72, 51.45, "the Rhine at Duisburg"),
    (9.95, 53.54, "the Elbe at Hamburg"),
    (30.20, 59.90, "the Neva"),
]


@pytest.mark.parametrize(("lon", "lat", "why"), NOT_INLAND)
def test_ships_on_inland_waters_are_not_inland(lon: float, lat: float, why: str) -> None:
    assert float(inland_m(lon, lat)) < 2_000, why


FAR = [
    # lon, lat, nearest land's lon, lat, why
    (-30.0, 30.0, -25.1, 36.94, "Santa Maria of the Azores is the nearest to mid Atlantic"),
    (-123.39, -48.88, -124.79, -24.68, "Point Nemo: Ducie, Motu Nui and Maher Island, 2,688 km each"),
]


@pytest.mark.parametrize(("lon", "lat", "to_lon", "to_lat", "why"), FAR)
def test_distance_far_from_land(lon: float, lat: float, to_lon: float, to_lat: float, why: str) -> None:
    assert float(coast_distance_m(lon, lat)) == pytest.approx(float(distance_m(lon, lat, to_lon, to_lat)), rel=0.03), (
        why
    )


def test_the_walk_finds_what_a_look_at_every_vertex_finds() -> None:
    """Vertices are at most a few kilometres apart, so the nearest of them is little farther than the nearest shore."""
    rng = np.random.default_rng(4)
    lines = lines_of("shore")
    points = rng.normal(size=(8, 3))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    found, _ = walk(lines, points)
    for point, metres in zip(points, found, strict=True):
        chord = np.sqrt(((lines.vertices - point) ** 2).sum(axis=1).min())
        vertex_m = 2 * 6_371_008.8 * np.arcsin(chord / 2)
        assert metres <= vertex_m + 2
        assert metres >= vertex_m - 5_000


def test_cells_answer_as_a_search_does() -> None:
    """The grid of cells is only a shortcut: on both sides of many coasts it must say what the search says."""
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(120, 132, 4000), rng.uniform(33, 43, 4000)
    land = on_land(lon, lat)
    assert np.array_equal(land, on_land(lon + 360, lat))
    assert 0.2 < land.mean() < 0.8
    assert (coast_distance_m(lon, lat) > 0).all()
    signed = np.where(land, -1.0, 1.0) * coast_distance_m(lon, lat)
    step = signed - np.where(on_land(lon + 1e-4, lat), -1.0, 1.0) * coast_distance_m(lon + 1e-4, lat)
    assert np.abs(step).max() < 15, "11 m farther the signed distance is no more than that another"


def test_missing_and_empty_positions() -> None:
    assert on_land([], []).shape == (0,)
    assert on_land([np.nan, 10.0], [10.0, 25.0]).tolist() == [False, True]
    assert np.isnan(coast_distance_m(np.nan, 0.0))
    assert np.isnan(inland_m(0.0, np.nan))
    assert on_land(10.0, [[25.0, 90.0]]).tolist() == [[True, False]]


def test_nothing_is_read_before_it_is_asked() -> None:
    code = "import offing.places.coast as c, offing.places.shoreline as s; print(s.lines_of.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_honest_ships_are_hardly_ever_inland() -> None:
    """A week off California: 685,000 positions, of which some are base stations ashore and bit errors."""
    import duckdb

    path = shared("ais/positions.parquet")
    query = f"SELECT lon, lat FROM '{path}' WHERE lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180"
    got = duckdb.connect().execute(query).fetchnumpy()
    lon, lat = np.asarray(got["lon"], float), np.asarray(got["lat"], float)
    land = on_land(lon, lat)
    deep = inland_m(lon[land], lat[land]) >= 2_000
    assert deep.sum() / len(lon) <= 0.002
