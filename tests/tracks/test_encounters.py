"""Encounters: what two tracks must do to be one, and that nothing about where, when and in which order changes it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.tracks.event import CONFIRMED, POSSIBLE, PROBABLE, Event
from tests.tracks.course import START_S, Scene, at, events_of, make_track_km, sent

A, B = 311000013, 538007181
SEA = (31.3, -118.6)
SHIPS = sent(A, (0, 600), imo=9583720, name="FIRST", ship_type=80, length_m=333.0, beam_m=60.0) + sent(
    B, (0, 600), imo=9792266, name="SECOND", ship_type=80, length_m=250.0, beam_m=44.0
)
DRAUGHTS = sent(A, (0, 30), draught_m=18.5) + sent(A, (500, 560), draught_m=14.9) + sent(B, (0, 30), draught_m=9.7)
DRAUGHTS += sent(B, (500, 560), draught_m=13.4)


def lie(
    minutes: float,
    apart_km: float = 0.06,
    kn: float = 1.5,
    every_min: float = 5,
    silent: tuple[tuple[float, float], ...] = (),
) -> Scene:
    """Two tankers that come together after an hour, lie so far apart for some minutes while making way north, and part."""
    north = kn * 1.852 * minutes / 60
    first = [(0.0, 0.0, -20.0), (60, 0, 0), (60 + minutes, north, 0), (120 + minutes, north, -20)]
    second = [(0.0, 0.0, 20.0), (60, 0, apart_km), (60 + minutes, north, apart_km), (120 + minutes, north, 20)]
    return make_track_km(A, first, every_min=every_min, silent=silent) + make_track_km(B, second, every_min=every_min)


def met(scene: Scene) -> list[Event]:
    return events_of(scene, "encounter")


@pytest.mark.parametrize(
    ("scene", "tier", "why"),
    [
        (lie(240) + SHIPS, PROBABLE, "four hours, 60 m apart"),
        (lie(240) + SHIPS + DRAUGHTS, CONFIRMED, "and draughts that changed against each other"),
        (lie(120, kn=3.2) + SHIPS, PROBABLE, "two hours under way at 3.2 kn, as a real one was"),
        (lie(240, kn=7) + SHIPS, None, "at seven knots they only follow one way"),
        (lie(240, apart_km=0.3) + SHIPS, POSSIBLE, "300 m apart: near, not side by side"),
        (lie(240, apart_km=0.3, kn=3) + SHIPS, None, "300 m apart and too fast for GFW's rule"),
        (lie(240, apart_km=0.7) + SHIPS, None, "700 m apart"),
        (lie(30) + SHIPS, None, "half an hour"),
        (lie(75) + SHIPS, None, "an hour and a quarter side by side is under both rules"),
        (lie(240), POSSIBLE, "ships that say nothing of themselves"),
        (lie(240, silent=((90, 200),)) + SHIPS, PROBABLE, "one not heard for 110 minutes: filled in between"),
        (lie(240, silent=((70, 290),)) + SHIPS, None, "one not heard while they lay there: no statement"),
        (lie(240) + SHIPS + Scene(ports=((1, 0.0, 3.0, "port"),)), None, "3 km from a port"),
        (lie(240) + SHIPS + Scene(ports=((1, 0.0, 14.0, "port"),)), PROBABLE, "14 km from a port"),
        (lie(240) + SHIPS + Scene(ports=((1, 0.0, 3.0, "lightering"),)), PROBABLE, "in a lightering area, which is no port"),
        (Scene(), None, "nothing at all"),
        (SHIPS, None, "statics without a position"),
    ],
)  # fmt: skip
def test_what_is_one(scene: Scene, tier: str | None, why: str) -> None:
    assert [e.tier for e in met(at(SEA, scene))] == ([tier] if tier else []), why


def test_its_measures() -> None:
    (one,) = met(at(SEA, lie(240) + SHIPS + DRAUGHTS))
    m = one.measures
    assert (one.a.name, one.b and one.b.name, one.a.imo) == ("FIRST", "SECOND", 9583720)
    assert abs(one.start_s - (START_S + 3600)) <= 180
    assert abs(one.end_s - (START_S + 300 * 60)) <= 180
    assert m["median_distance_m"] == pytest.approx(60, abs=1)
    assert m["median_speed_kn"] == pytest.approx(1.5, abs=0.1)
    assert m["across_m"] == pytest.approx(60, abs=2), "abeam while going north"
    assert m["along_m"] == pytest.approx(0, abs=3)
    assert isinstance(m["bearing_spread_deg"], int)
    assert m["bearing_spread_deg"] <= 10, "held abeam all the way"
    assert (m["observed_fraction"], m["longest_unobserved_s"]) == (1.0, 0)
    assert (m["draught_before_a_m"], m["draught_after_a_m"], m["draught_before_b_m"], m["draught_after_b_m"]) == (
        18.5,
        14.9,
        9.7,
        13.4,
    )


def test_what_was_not_heard_is_told() -> None:
    (one,) = met(at(SEA, lie(240, silent=((90, 200),)) + SHIPS))
    assert one.measures["longest_unobserved_s"] == pytest.approx(110 * 60, abs=700)
    assert isinstance(one.measures["observed_fraction"], float)
    assert one.measures["observed_fraction"] < 0.7


def test_two_pieces_are_one_unless_seen_apart() -> None:
    """Three hours lost by the receivers do not make two encounters; a trip of 3 km away and back does."""
    lost = met(at(SEA, lie(480, silent=((200, 390),)) + SHIPS))
    assert len(lost) == 1
    away = [(0.0, 0.0, 0.06), (180, 0, 0.06), (200, 0, 3), (280, 0, 3), (300, 0, 0.06), (480, 0, 0.06)]
    still = [(0.0, 0.0, 0.0), (480, 0, 0)]
    assert len(met(at(SEA, make_track_km(A, still) + make_track_km(B, away) + SHIPS))) == 2


PLACES = [SEA, (0.0, 0.0), (10.0, 179.9997), (-45.0, -179.9999), (85.0, 12.0), (-77.9, 166.0)]
WHOLE = lie(240) + SHIPS + DRAUGHTS
WANTED = met(at(PLACES[0], WHOLE))


def same(found: list[Event], shift_s: int = 0) -> None:
    assert [(e.start_s - shift_s, e.end_s - shift_s, e.a, e.b, e.tier) for e in found] == [
        (e.start_s, e.end_s, e.a, e.b, e.tier) for e in WANTED
    ]
    for one, other in zip(found, WANTED, strict=True):
        for name in ("median_distance_m", "min_distance_m", "across_m", "along_m"):
            assert float(str(one.measures[name])) == pytest.approx(float(str(other.measures[name])), abs=2), name


@pytest.mark.parametrize("place", PLACES)
def test_anywhere_on_earth(place: tuple[float, float]) -> None:
    same(met(at(place, WHOLE)))


@settings(max_examples=12, deadline=None)
@given(hours=st.integers(-200_000, 200_000), seed=st.integers(0, 99), twice=st.floats(0, 1))
def test_at_any_hour_in_any_order_and_repeated(hours: int, seed: int, twice: float) -> None:
    scene, random = at(SEA, WHOLE), Random(seed)
    reports = [*scene.reports, *(r for r in scene.reports if random.random() < twice)]
    random.shuffle(reports)
    said = random.sample(scene.said, len(scene.said))
    moved = Scene(
        tuple(replace(r, t=r.t + hours * 3600) for r in reports), tuple(replace(s, t=s.t + hours * 3600) for s in said)
    )
    same(met(moved), hours * 3600)


def test_midnight_and_the_month_do_not_cut() -> None:
    new_year = START_S - 3 * 3600
    moved = at(SEA, WHOLE)
    shift = new_year - START_S
    same(
        met(
            Scene(
                tuple(replace(r, t=r.t + shift) for r in moved.reports),
                tuple(replace(s, t=s.t + shift) for s in moved.said),
            )
        ),
        shift,
    )


C = 636017969
THIRD = sent(C, (0, 600), imo=9816323, name="THIRD", ship_type=80, length_m=330.0, beam_m=60.0)


def test_of_three_in_a_row_the_outer_two_did_not_lie_beside_each_other() -> None:
    way = [(0.0, 0.0, 0.0), (480, 4.0, 0)]
    row = [make_track_km(m, [(t, n, e) for t, n, _ in way]) for m, e in ((A, 0.0), (B, 0.06), (C, 0.12))]
    found = {frozenset({e.a.mmsi, e.b.mmsi}): e for e in met(at(SEA, row[0] + row[1] + row[2] + SHIPS + THIRD)) if e.b}
    assert [found[frozenset(p)].tier for p in ((A, B), (B, C), (A, C))] == [PROBABLE, PROBABLE, POSSIBLE]
    assert "SECOND lay between the two" in found[frozenset((A, C))].why
