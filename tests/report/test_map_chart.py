"""Sea charts: whole against a golden file, in parts by what they must say, and in none by what a hostile name can do."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from lxml import etree

from offing.report.chart import chart
from offing.report.chart_frame import of_lat, of_lon, path, sheet_for
from offing.report.html import CHARTS_MOST, review_html
from offing.report.mapped import Fix, SeaMap, Silence, Spot, Track, around, corners, of_finding, track
from offing.review.finding import Where
from offing.review.result import TrackLine
from tests.report.golden import check_golden
from tests.report.sample import GAP, SCRIPT, TANTAL, sample

NOON = 1_527_854_400
"""2018-06-01 12:00 UTC."""
HOUR = 3600
SVG = "{http://www.w3.org/2000/svg}"


def sailed(label: str, way: list[tuple[float, float]], start: int, *, in_book: bool = True) -> Track:
    fixes: list[Fix] = [(start + HOUR * n, lon, lat) for n, (lon, lat) in enumerate(way)]
    return Track(label, (tuple(fixes),), in_book)


MET = SeaMap(
    "stayed within 76 m for 5 hours",
    (
        sailed(
            "TEST HYDRA", [(-118.0, 33.1), (-117.95, 33.06), (-117.9, 33.03), (-117.88, 33.02), (-117.87, 33.0)], NOON
        ),
        sailed("TEST POLARIS", [(-117.6, 32.8), (-117.8, 32.95), (-117.9, 33.03)], NOON, in_book=False),
    ),
    (),
    (Spot("encounter", "TEST HYDRA", -117.9, 33.03, NOON + 2 * HOUR, NOON + 7 * HOUR, "confirmed"),),
)
UNHEARD = SeaMap(
    "no AIS received",
    (Track("TEST STAR", (((NOON - HOUR, 179.2, -16.1), (NOON, 179.5, -16.2)),)),),
    (Silence("TEST STAR", (NOON, 179.5, -16.2), (NOON + 24 * HOUR, -177.5, -18.4), 500_000.0),),
)


def texts(drawn: str) -> list[str]:
    return ["".join(str(t) for t in e.itertext()) for e in etree.fromstring(drawn.encode()).iter(f"{SVG}text")]


def test_golden() -> None:
    check_golden(
        "map.svg", re.sub(r'(<path class="lnd")[^>]*', r"\1", chart(MET, alone=True)).replace("><", ">\n<") + "\n"
    )


def test_an_encounter_says_who_when_and_how_sure() -> None:
    said = texts(chart(MET, alone=True))
    assert "TEST HYDRA: as heard" in said
    assert "TEST POLARIS: the other ship, as heard" in said
    assert "1 encounter, confirmed: 2018-06-01 14:00 to 2018-06-01 19:00 UTC" in said
    assert any(s.startswith("06-01 13:00") for s in said), "times along the track"
    assert "33°N" in said
    assert any("nm (" in s for s in said), "a scale bar"


def test_a_silence_is_dashed_between_its_ends_and_never_called_a_course() -> None:
    drawn = chart(UNHEARD, alone=True)
    tree = etree.fromstring(drawn.encode())
    assert len(list(tree.iterfind(f".//{SVG}path[@class='gap']"))) == 2, "on the map and in the legend"
    assert len(list(tree.iterfind(f".//{SVG}path[@class='rch']"))) == 2
    said = " ".join(texts(drawn))
    assert "nothing received from 2018-06-01 12:00 to 2018-06-02 12:00 UTC; the straight line is no course" in said
    assert "not observed" in said


def numbers(tree: etree._Element, css: str) -> list[tuple[float, float]]:
    """First place and extent of the first path of a class: page x and width."""
    data = str(next(tree.iterfind(f".//{SVG}path[@class='{css}']")).get("d"))
    steps = [tuple(map(float, p.split(","))) for p in re.findall(r"-?[\d.]+(?:e-?\d+)?,-?[\d.]+(?:e-?\d+)?", data)]
    xs = np.cumsum([s[0] for s in steps])
    return [(float(xs.min()), float(xs.max()))]


def test_a_silence_over_the_antimeridian_is_drawn_in_one_piece() -> None:
    tree = etree.fromstring(chart(UNHEARD, alone=True).encode())
    ((left, right),) = numbers(tree, "gap")
    assert 0 < left < right < 760
    assert right - left > 100, "the short way, not around the world"
    ((left, right),) = numbers(tree, "rch")
    assert 0 <= left < right <= 760


OTHERS = [
    (replace(UNHEARD, silences=(Silence("S", (NOON, 128.2, 39.6), None, None),)), "not heard again in these files", "open"),
    (
        replace(UNHEARD, silences=(Silence("S", (NOON, 129.0, 35.0), (NOON + 2000 * HOUR, 104.0, 1.5), 5e7),)),
        "an area too large to draw", "months",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sea", "says", "why"), OTHERS)
def test_silences_without_an_area(sea: SeaMap, says: str, why: str) -> None:
    drawn = chart(sea, alone=True)
    assert says in " ".join(texts(drawn)), why
    assert 'class="rch"' not in drawn


def test_nothing_to_draw() -> None:
    assert chart(SeaMap("no place")) == ""
    assert chart(SeaMap("the pole", spots=(Spot("loitering", "S", 10, 88.0, NOON, NOON + HOUR),))) == ""


def test_a_hostile_name_stays_text() -> None:
    hostile = f'{SCRIPT}"><svg onload=alert(1)>\u202e&\x00\ud800'
    sea = SeaMap(
        hostile, (replace(MET.tracks[0], label=hostile),), (), (replace(MET.spots[0], label=hostile, tier=hostile),)
    )
    drawn = chart(sea)
    assert "<script" not in drawn
    assert "<svg onload" not in drawn
    assert "\u202e" not in drawn
    etree.fromstring(drawn.encode("utf-8", "strict"))


def test_ids_are_not_used_so_that_many_maps_fit_one_page() -> None:
    assert 'id="' not in chart(MET)


@pytest.mark.parametrize(
    ("lon", "wanted", "why"),
    [
        ([10.0, 20.0], [10.0, 20.0], "together"),
        ([179.0, -179.0], [-181.0, -179.0], "across 180°"),
        ([-10.0, 10.0], [-10.0, 10.0], "across 0°"),
        ([350.0, 10.0], [-10.0, 10.0], "of another range"),
    ],
)
def test_longitudes_lie_together(lon: list[float], wanted: list[float], why: str) -> None:
    assert around(np.array(lon)).tolist() == pytest.approx(wanted), why


@pytest.mark.parametrize(
    "sea", [MET, UNHEARD, SeaMap("one", spots=(Spot("port_call", "S", 125.4, 38.7, NOON, NOON + HOUR),))]
)
def test_a_sheet_holds_what_it_is_for_in_the_page_s_proportions(sea: SeaMap) -> None:
    held = corners(sea)
    sheet = sheet_for(held)
    xy = sheet.xy(held)
    assert (xy >= 0).all()
    assert (xy <= [sheet.width, sheet.high]).all()
    square = sheet.xy(np.array([[sheet.west, sheet.south], [sheet.west + 0.01, sheet.south]]))
    east = square[1, 0] - square[0, 0]
    north = sheet.xy(np.array([[sheet.west, sheet.south + 0.01 * np.cos(np.radians(sheet.south))]]))[0, 1]
    assert square[0, 1] - north == pytest.approx(east, rel=0.02), "conformal"


@pytest.mark.parametrize(
    ("value", "lat", "lon"), [(0, "0°", "0°"), (33.5, "33°30′N", "33°30′E"), (-0.25, "0°15′S", "0°15′W")]
)
def test_degrees_in_words(value: float, lat: str, lon: str) -> None:
    assert of_lat(value) == lat
    assert of_lon(value) == lon


def test_longitudes_beyond_the_circle() -> None:
    assert [of_lon(x) for x in (180, -180, 190, -190, 359)] == ["180°", "180°", "170°W", "170°E", "1°W"]


def test_paths_are_thinned_but_end_where_they_end() -> None:
    assert path(np.array([[0, 0], [0.1, 0.1], [5, 5], [5.04, 5]])) == "M0,0l5,5"
    assert path(np.array([[0, 0], [0.1, 0.1]])) == ""


LINE = TrackLine(
    273312345, "TANTAL", True, (NOON, NOON + HOUR, NOON + 9 * HOUR), (41.2, 41.3, 42.0), (132.1, 132.0, 131.5)
)
AWAY = Where("gap", 41.3, 132.0, NOON + HOUR, NOON + 9 * HOUR, (273312345,), 42.0, 131.5, 90_000.0, 80_000.0)


def test_a_track_is_cut_at_its_silences() -> None:
    assert [len(s) for s in track(LINE).stretches] == [2, 1]
    assert track(LINE, NOON + 2 * HOUR).stretches == (((NOON + 9 * HOUR, 131.5, 42.0),),)


def test_a_finding_s_map_is_in_the_page_once_for_each_place() -> None:
    first = replace(GAP, where=(AWAY,))
    twin = replace(GAP, where=(AWAY,), nth=1, says="the same silence seen by another check")
    sea = of_finding(first, (LINE,))
    assert sea is not None
    assert sea.silences[0].way_m == 180_000.0
    assert [t.label for t in sea.tracks] == ["TANTAL"]
    assert of_finding(TANTAL, (LINE,)) is None
    page = review_html(replace(sample((first, twin, TANTAL)), lines=(LINE,)))
    assert page.count("<title>Map: ") == 1
    assert "<title>Map: " not in review_html(sample((GAP, TANTAL)))


def test_a_page_draws_only_so_many_maps() -> None:
    many = tuple(
        replace(GAP, where=(replace(AWAY, start_s=NOON + n, lat_deg=41.0 + n / 100),), nth=n)
        for n in range(CHARTS_MOST + 5)
    )
    assert review_html(sample(many)).count("<title>Map: ") == CHARTS_MOST
