"""Shapes on the globe: the reachable area is what its definition says, and nothing crosses the antimeridian."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.places.coast import on_land
from offing.report.basemap import land
from offing.report.globe import REACH_MOST_M, apart_m, area, clipped, cut_line, cut_ring, reach_ring, unrolled

HOUR_WAY_M = 14 * 1852.0
"""An hour at 14 kn."""
PLACES = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


@settings(max_examples=60, deadline=None)
@given(a=PLACES, b=PLACES, hours=st.floats(1, 400))
def test_the_edge_of_reach_is_where_the_way_is_used_up(
    a: tuple[float, float], b: tuple[float, float], hours: float
) -> None:
    foci = np.array([a, b])
    apart = float(apart_m(foci[0], foci[1]))
    way = apart + hours * HOUR_WAY_M
    ring = reach_ring(a, b, way)
    if ring is None:
        assert way / 2 > REACH_MOST_M
        return
    assert np.array_equal(ring[0], ring[-1]), "closed"
    assert area(ring) > 0, "counter-clockwise"
    edge = ring[np.abs(ring[:, 1]) < 89.99]  # without the corners at a pole, which hold what lies about it
    total = apart_m(edge, foci[0]) + apart_m(edge, foci[1])
    assert np.allclose(total, way, rtol=1e-3, atol=50)
    for piece in cut_ring(ring):
        assert np.abs(piece[:, 0]).max() <= 180
        assert np.array_equal(piece[0], piece[-1])
        assert area(piece) > 0


def inside(point: tuple[float, float], rings: list[np.ndarray]) -> bool:
    """Even-odd, by a ray to the east."""
    hits = 0
    for ring in rings:
        (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
        spans = (y0 > point[1]) != (y1 > point[1])
        at = x0[spans] + (point[1] - y0[spans]) / (y1[spans] - y0[spans]) * (x1[spans] - x0[spans])
        hits += int((at > point[0]).sum())
    return hits % 2 == 1


REACHED = [
    # a, b, nm to sail, place, reached, why
    ((124.0, 37.5), (123.0, 36.0), 400, (125.3, 38.6), True, "Nampo's approach in a day from the Yellow Sea"),
    ((124.0, 37.5), (123.0, 36.0), 400, (130.3, 42.1), False, "Rajin is round Korea, and too far even over land"),
    ((179.5, -16.2), (-177.5, -18.4), 280, (-179.5, -17.0), True, "across the antimeridian, its east"),
    ((179.5, -16.2), (-177.5, -18.4), 280, (179.5, -17.0), True, "across the antimeridian, its west"),
    ((179.5, -16.2), (-177.5, -18.4), 280, (0.0, -17.0), False, "not the other side of the world"),
    ((20.0, 84.0), (-150.0, 86.0), 900, (100.0, 89.5), True, "around the north pole"),
    ((20.0, -84.0), (-150.0, -86.0), 900, (-100.0, -89.5), True, "around the south pole"),
    ((20.0, -84.0), (-150.0, -86.0), 900, (-100.0, -60.0), False, "not far from the south pole"),
]


@pytest.mark.parametrize(("a", "b", "nm", "place", "reached", "why"), REACHED)
def test_what_is_in_reach(
    a: tuple[float, float], b: tuple[float, float], nm: float, place: tuple[float, float], reached: bool, why: str
) -> None:
    ring = reach_ring(a, b, nm * 1852.0)
    assert ring is not None
    assert inside(place, cut_ring(ring)) is reached, why
    foci = np.array([a, b])
    assert (float(apart_m(foci, np.array(place)).sum()) <= nm * 1852.0) is reached, "and so says the definition"


LINES = [
    ([(10, 0), (20, 5)], 1, "nothing to cut"),
    ([(170, 0), (-170, 10)], 2, "eastward over 180°"),
    ([(-170, 0), (170, 10)], 2, "westward over 180°"),
    ([(170, 0), (-170, 0), (170, 0)], 3, "over and back"),
    ([(180, 0), (170, 0)], 1, "begins on the meridian"),
    ([(5, 5)], 0, "a single point is no line"),
]


@pytest.mark.parametrize(("points", "pieces", "why"), LINES)
def test_lines_are_cut(points: list[tuple[float, float]], pieces: int, why: str) -> None:
    found = cut_line(np.array(points, float))
    assert len([p for p in found if np.ptp(p, axis=0).max() > 0]) == pieces, why
    for piece in found:
        assert np.abs(piece[:, 0]).max() <= 180
        assert np.abs(np.diff(piece[:, 0])).max() < 180
    for before, after in pairwise(found):
        assert before[-1, 1] == after[0, 1]
        assert {before[-1, 0], after[0, 0]} == {-180.0, 180.0}


def test_a_cut_line_keeps_its_length() -> None:
    line = np.array([[170.0, 10.0], [-175.0, 12.0], [-160.0, 5.0]])
    steps = np.abs(np.diff(unrolled(line)[:, 0])).sum()
    assert sum(np.abs(np.diff(p[:, 0])).sum() for p in cut_line(line)) == pytest.approx(steps)


SQUARE = np.array([[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], float)


@pytest.mark.parametrize(
    ("box", "wanted", "why"),
    [
        ((-1, -1, 11, 11), 100.0, "all of it"),
        ((5, 5, 15, 15), 25.0, "a corner"),
        ((2, -5, 4, 15), 20.0, "a band"),
        ((20, 20, 30, 30), 0.0, "none of it"),
        ((2, 2, 4, 4), 4.0, "the box lies in it"),
    ],
)
def test_rings_are_clipped(box: tuple[float, float, float, float], wanted: float, why: str) -> None:
    cut = clipped(SQUARE, *box)
    assert (area(cut) if len(cut) else 0.0) == pytest.approx(wanted), why


@pytest.mark.parametrize(
    ("west", "south", "east", "north", "why"),
    [
        (120, 33, 132, 43, "Korea"),
        (-121, 32, -116, 36, "California"),
        (175, -22, 187, -12, "Fiji, over the antimeridian"),
        (-190, 60, -165, 72, "the Bering Strait, from the other side"),
        (-20, 35, 20, 60, "Europe, over the prime meridian"),
        (100, -76, 160, -64, "East Antarctica, a ring around the pole"),
    ],
)
def test_the_basemap_is_where_the_land_is(west: float, south: float, east: float, north: float, why: str) -> None:
    """Against the full shoreline: a thinned map of another source may differ near the shore, not elsewhere."""
    rng = np.random.default_rng(8)
    lon, lat = rng.uniform(west, east, 400), rng.uniform(south, north, 400)
    rings = land(west, south, east, north)
    drawn = np.array([inside((x, y), rings) for x, y in zip(lon, lat, strict=True)])
    assert (drawn == on_land(lon, lat)).mean() > 0.95, why
