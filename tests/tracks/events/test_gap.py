"""Silences: their measures, whether anybody would have heard, and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import pytest

from offing.tracks.earth import great_circle_m
from offing.tracks.event import Event
from offing.tracks.reach import Silence, ellipse_m, in_reach
from tests.tracks.course import Scene, events_of, hour, make_track

HER = 235_000_001
DAY = 24 * 60.0
PLACE = (-30.0, -120.0)


def ship(silent: tuple[float, float] | None, end: float = DAY) -> Scene:
    return make_track(
        HER, [(0, -30.0, -120.6), (end, -30.0, -120.6 + 1.2 * end / DAY)], silent=[silent] if silent else []
    )


def other(number: int, lat: float, first: float = 0, last: float = DAY) -> Scene:
    """A ship that goes slowly beside her."""
    return make_track(235_000_100 + number, [(first, lat, -120.3), (last, lat, -119.8)])


def others(count: int, **when: float) -> Scene:
    return sum((other(i, -29.9 + i / 20, **when) for i in range(count)), Scene())


FAR = make_track(235_000_200, [(0, 10.0, -120.0), (DAY, 10.0, -119.0)])

SILENCED = sum(
    (
        make_track(235_000_100 + i, [(0, -29.9, -120.3), (DAY, -29.9, -119.8)], silent=[(660 + i * 9, 1090)])
        for i in range(3)
    ),
    Scene(),
)
"""They are heard for another hour."""

TABLE: Sequence[tuple[Scene, list[tuple[str, bool]], str]] = (
    (ship((600, 900)) + others(3), [], "five hours are not told"),
    (ship((600, 1000)) + others(3), [("heard", False)], "others were heard around her all the time"),
    (ship((600, 1000)) + others(1), [("unknown", False)], "one other ship may be nearer to the receiver"),
    (ship((600, 1000)) + FAR, [("unknown", False)], "nobody near"),
    (ship((600, 1000)) + others(3, last=590), [("unheard", False)], "the others fell silent before her"),
    (
        ship((600, 1000)) + SILENCED,
        [("unknown", False), ("unheard", False), ("unheard", False), ("unheard", False)],
        "as many fell silent there as were heard",
    ),
    (ship(None, end=900) + others(3), [("heard", True)], "never heard again, others were"),
    (ship(None, end=900) + FAR, [], "never heard again, and nobody there: she sailed on"),
    (ship(None, end=15) + others(3), [], "an MMSI heard four times is no ship that fell silent"),
)  # fmt: skip


def told(events: list[Event]) -> list[tuple[object, object]]:
    return [(e.measures["coverage"], e.measures["end_open"]) for e in events]


@pytest.mark.parametrize(("scene", "expected", "why"), TABLE, ids=[w for *_, w in TABLE])
def test_silences(scene: Scene, expected: list[tuple[str, bool]], why: str) -> None:
    assert told(events_of(scene, "gap")) == expected, why


def test_what_a_silence_measures() -> None:
    ports = Scene(ports=((7, -30.3, -120.2, "port"), (8, -31.0, -119.0, "port"), (9, -30.2, -120.1, "lightering")))
    (gap,) = events_of(ship((600, 1080)) + others(3) + ports, "gap")
    m = gap.measures
    assert (hour(gap.start_s), hour(gap.end_s), m["hours"]) == (10.0, 18.0, 8.0)
    assert m["distance_m"] == pytest.approx(0.4 * 111_195 * sqrt(3) / 2, rel=0.001)
    assert m["implied_speed_kn"] == 2.6
    assert m["positions_before_12h"] == 121, "at most two in ten minutes are kept"
    assert m["expected_messages"] == 97
    assert (m["neighbours_before"], m["neighbours_heard"], m["neighbours_at_end"]) == (3, 3, 3)
    assert (m["reach_kn"], m["reach_speed_own"]) == (15.0, False), "she was never seen under way"
    assert (m["ports_in_reach"], m["ports_in_reach_first"]) == (1, ("port 7 (4.6 h to stay)",))
    assert m["shore_m"] is not None
    assert "course" not in " ".join(m)


@pytest.mark.parametrize(
    ("degrees", "reach", "own", "why"),
    [
        (1.2, 15.0, False, "never seen under way"),
        (2.4, 15.0, False, "a slow stretch, at some five knots, is not the most that she can do"),
        (8.8, 19.0, True, "faster than most: her own speed"),
    ],
)
def test_the_speed_of_her_reach(degrees: float, reach: float, own: bool, why: str) -> None:
    way = make_track(HER, [(0, -30.0, -120.0 - degrees / 2), (DAY, -30.0, -120.0 + degrees / 2)], silent=[(600, 1080)])
    (gap,) = [e for e in events_of(way + others(3), "gap") if e.a.mmsi == HER]
    assert gap.measures["reach_kn"] == pytest.approx(reach, abs=0.3), why
    assert gap.measures["reach_speed_own"] is own, why


def test_reach_is_the_ellipse_about_both_ends() -> None:
    silence = Silence(0.0, 0.0, 0.0, 1.0, 10.0, 12.0)
    major, minor = ellipse_m(silence)
    assert major == pytest.approx(10 * 12 * 1852 / 2)
    assert minor == pytest.approx(sqrt(major**2 - (great_circle_m(0, 0, 0, 1) / 2) ** 2))
    north = minor / 111_195
    ports = [(north * 0.99, 0.5), (north * 1.01, 0.5), (0.0, 0.2), (0.0, -3.0)]
    found = in_reach(silence, [p[0] for p in ports], [p[1] for p in ports], 0.0)
    assert [r.port for r in found] == [2, 0], "most hours to stay first"
    assert [r.port for r in in_reach(silence, [p[0] for p in ports], [p[1] for p in ports], 3.0)] == [2]
    assert ellipse_m(Silence(0.0, 0.0, 0.0, 5.0, 1.0, 1.0))[1] == 0, "too far for the speed: the straight way alone"
