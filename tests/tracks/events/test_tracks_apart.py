"""Two ships under one MMSI, a jump, or noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from offing.tracks.events.identity_change import KIND as IDENTITY
from offing.tracks.events.position_jump import KIND as JUMP
from offing.tracks.events.shared_mmsi import KIND as SHARED
from tests.tracks.course import START_S, Report, Scene, events_of, make_track, sent

SHIP = 235_000_001
DAY = 24 * 60.0
OWN = make_track(SHIP, [(0, 40.0, -40.0), (DAY, 40.0, -35.0)])


def fix(minute: float, lat: float, lon: float) -> Scene:
    return Scene((Report(SHIP, START_S + round(minute * 60), lat, lon),))


def fixes(*points: tuple[float, float, float]) -> Scene:
    return sum((fix(*p) for p in points), Scene())


def without(scene: Scene, first: float, last: float) -> Scene:
    """But for the minutes from first to last."""
    kept = (r for r in scene.reports if not first * 60 <= r.t - START_S <= last * 60)
    return replace(scene, reports=tuple(kept))


LATE = tuple((m + 180.5, 40.0, -40.0 + 5 * m / DAY) for m in range(300, 900, 15))

TABLE: Sequence[tuple[Scene, list[str], str]] = (
    (OWN, [], "one ship"),
    (OWN + fix(302, 45, -30), [], "a single bad fix is noise"),
    (OWN + fixes((302, 45, -30), (302.2, 45, -30)), [], "a bad fix repeated within seconds is one bad fix"),
    (
        OWN + fixes(*((m, 40.0, 36.0) for m in range(302, 1200, 200))),
        [],
        "garbled: her own latitude, the longitude wrong",
    ),
    (OWN + fixes(*LATE), [], "late: on her own track, where she was three hours before"),
    (OWN + fixes((302, 40.1, -39), (312, 40.1, -39.01)), [], "nine kilometres off her track is no jump"),
    (
        without(OWN, 300, 340) + fixes((305, 45, -30), (315, 45, -30.02), (325, 45, -30.04)),
        [JUMP],
        "three fixes that agree",
    ),
    (
        without(OWN, 300, 1500) + fixes(*((m, 45, -30 + m / 10000) for m in range(305, 900, 10))),
        [JUMP],
        "away, and never back",
    ),
    (
        OWN + make_track(SHIP, [(2, 10.0, 60.0), (DAY, 12.0, 60.0)], every_min=17),
        [SHARED],
        "two ships, each at sea all day",
    ),
    (
        OWN + make_track(SHIP, [(602, 45.0, -30.0), (700, 45.0, -30.3)], every_min=9),
        [SHARED],
        "the other one heard for two hours only",
    ),
)


@pytest.mark.parametrize(("scene", "kinds", "why"), TABLE, ids=[w for *_, w in TABLE])
def test_what_a_second_track_is(scene: Scene, kinds: list[str], why: str) -> None:
    assert [e.kind for e in events_of(scene, JUMP, SHARED)] == kinds, why


def test_a_jump_says_where_and_how_far() -> None:
    scene = without(OWN, 300, 340) + fixes((305, 45, -30), (315, 45, -30.02), (325, 45, -30.04))
    (jump,) = events_of(scene, JUMP)
    assert (jump.start_s - START_S, jump.end_s - START_S) == (295 * 60, 345 * 60)
    assert (jump.measures["to_lat_deg"], jump.measures["to_lon_deg"]) == (45.0, -30.0)
    assert jump.measures["returned"] is True
    assert jump.measures["reports_there"] == 3
    assert 900_000 < float(str(jump.measures["jump_m"])) < 1_000_000


def moved(minute: float) -> Scene:
    """North by 45 degrees from a minute on, for good."""
    reports = (r if r.t - START_S < minute * 60 else replace(r, lat=r.lat - 45) for r in OWN.reports)
    return Scene(tuple(reports))


@pytest.mark.parametrize(
    ("minute", "there", "why"),
    [(400, 209, "the later part is the longer one"), (1000, 89, "the earlier part is the longer one")],
)
def test_a_jump_for_good_leads_from_the_earlier_part_to_the_later(minute: float, there: int, why: str) -> None:
    (jump,) = events_of(moved(minute), JUMP)
    assert (jump.lat_deg, jump.measures["to_lat_deg"]) == (40.0, -5.0), why
    assert jump.measures["reports_there"] == there, why
    assert (jump.start_s - START_S, jump.measures["returned"]) == ((minute - 5) * 60, False), why


def beside(km: float) -> Scene:
    """A second ship under the number, so far north."""
    return make_track(SHIP, [(7, 40.0 + km / 111.195, -40.0), (DAY + 7, 40.0 + km / 111.195, -35.0)], every_min=10)


def turns(first: dict[str, Any], second: dict[str, Any]) -> Scene:
    return sent(SHIP, range(0, 1440, 20), **first) + sent(SHIP, range(7, 1447, 20), **second)


ONE: dict[str, Any] = {"name": "EVENING STAR", "imo": 9074729}
TWO: dict[str, Any] = {"name": "NORTHERN LIGHT", "imo": 9319466}

NEAR: Sequence[tuple[Scene, list[str], str]] = (
    (beside(33), [], "33 km apart: bad fixes, as far as positions tell"),
    (beside(33) + sent(SHIP, range(0, 1440, 20), **ONE), [], "and one identity"),
    (beside(33) + turns(ONE, TWO), [SHARED], "but two IMO numbers and two names, in turn"),
    (beside(33) + turns({"imo": 9074729}, {"imo": 9319466}), [SHARED], "two IMO numbers"),
    (beside(33) + turns({"name": "EVENING STAR"}, {"name": "NORTHERN LIGHT"}), [SHARED], "two names"),
    (beside(33) + turns({"name": "EVENING STAR"}, {"name": "EVENING STRA"}), [], "one name and a typing error"),
    (beside(33) + turns({"imo": 9074729}, {"imo": 9074720}), [], "a number with a bad check digit"),
    (
        beside(33) + sent(SHIP, range(0, 700, 20), **ONE) + sent(SHIP, range(720, 1440, 20), **TWO),
        [],
        "a new name is no second ship",
    ),
    (OWN + turns(ONE, TWO), [], "two identities from one place"),
)


@pytest.mark.parametrize(("said", "kinds", "why"), NEAR, ids=[w for *_, w in NEAR])
def test_two_identities_count_for_more_than_distance(said: Scene, kinds: list[str], why: str) -> None:
    assert [e.kind for e in events_of(OWN + said, JUMP, SHARED)] == kinds, why


FACES: Sequence[tuple[Scene, tuple[Any, ...], tuple[str, ...], str]] = (
    (turns(ONE, TWO), ("EVENING STAR", 9074729, "NORTHERN LIGHT", 9319466), ("EVENING STAR", "NORTHERN LIGHT"), "each its own"),
    (turns({"name": "SHARED A"}, {"name": "SHARED B"}), ("SHARED A", None, "SHARED B", None), ("SHARED A", "SHARED B"),
     "one letter is enough, where the tracks are far apart"),
    (sent(SHIP, range(0, 1440, 20), **ONE), ("EVENING STAR", 9074729) * 2, ("EVENING STAR",), "one identity is both ships'"),
    (sent(SHIP, range(0, 1440, 20), **ONE) + sent(SHIP, (7,), **TWO), ("EVENING STAR", 9074729, None, None), ("EVENING STAR",),
     "a single message proves nothing of the other"),
    (turns(ONE, {"name": "NORTHERN LIGHT"}), ("EVENING STAR", 9074729, "NORTHERN LIGHT", None),
     ("EVENING STAR", "NORTHERN LIGHT"), "the IMO number of one is not the other's"),
)  # fmt: skip


@pytest.mark.parametrize(("said", "faces", "names", "why"), FACES, ids=[w for *_, w in FACES])
def test_each_ship_of_a_shared_number_has_its_own_face_and_place(
    said: Scene, faces: tuple[Any, ...], names: tuple[str, ...], why: str
) -> None:
    (event,) = events_of(OWN + beside(300) + said, SHARED)
    assert event.b is not None
    assert (event.a.name, event.a.imo, event.b.name, event.b.imo) == faces, why
    assert event.measures["names"] == names, why
    assert event.lat_deg == 40.0, why
    assert event.measures["other_lat_deg"] == pytest.approx(42.698, abs=0.001), why


def test_the_second_ship_of_a_shared_number_loiters_under_its_own_name() -> None:
    slow = make_track(SHIP, [(7, 10.0, -150.0), (DAY + 7, 10.05, -150.0)], every_min=10)
    (event,) = events_of(OWN + slow + turns(ONE, TWO), "loitering")
    assert (event.a.name, event.a.hull) == ("NORTHERN LIGHT", 1)


def test_both_ships_of_one_mmsi_have_their_own_events() -> None:
    """The one that loiters does, though the other sails on under the same number."""
    slow = make_track(SHIP, [(2, 10.0, -150.0), (DAY, 10.05, -150.0)], every_min=7)
    found = events_of(OWN + slow, "loitering", "gap", SHARED)
    assert sorted(e.kind for e in found) == ["loitering", SHARED]


A: dict[str, Any] = {"name": "EVENING STAR", "call_sign": "ABCD1", "imo": 9074729}
OFTEN, LATER = range(0, 600, 30), range(660, 1200, 30)

IDENTITIES: Sequence[tuple[Scene, list[str], str]] = (
    (sent(SHIP, OFTEN, **A) + sent(SHIP, LATER, **A), [], "nothing changes"),
    (sent(SHIP, OFTEN, **A) + sent(SHIP, LATER, **A | {"name": "EVENING STRA"}), [], "a typing error"),
    (sent(SHIP, OFTEN, **A) + sent(SHIP, LATER, **A | {"name": "M/T EVENING STAR"}), [], "another way to write it"),
    (sent(SHIP, OFTEN, **A) + sent(SHIP, LATER, **A | {"name": "EVENING"}), [], "cut short"),
    (sent(SHIP, OFTEN, **A | {"name": "NOT NAMED"}) + sent(SHIP, LATER, **A), [], "no name before"),
    (sent(SHIP, OFTEN, **A) + sent(SHIP, [660, 700], **A | {"name": "NORTHERN LIGHT"}), [], "sent twice only"),
    (
        sent(SHIP, OFTEN, **A) + sent(SHIP, range(660, 700, 10), **A | {"name": "NORTHERN LIGHT"}),
        [],
        "for half an hour",
    ),
    (sent(SHIP, OFTEN, **A) + sent(SHIP, LATER, **A | {"length_m": 200.0}), [], "a length given late"),
    (sent(SHIP, OFTEN, **A) + sent(SHIP, LATER, **A | {"name": "NORTHERN LIGHT"}), ["replaced"], "a new name"),
    (sent(SHIP, OFTEN, **A) + sent(SHIP, LATER, **A | {"imo": 9319466}), ["replaced"], "another IMO number"),
    (
        sent(SHIP, range(0, 1200, 60), **A)
        + sent(SHIP, range(30, 1230, 60), name="QUITE OTHER", call_sign="ZZ9", imo=9319466),
        ["in turn"],
        "two identities taking turns",
    ),
    (
        sent(SHIP, range(0, 1200, 60), **A) + sent(SHIP, range(30, 1230, 60), **A | {"imo": 9319466}),
        ["in turn"],
        "two IMO numbers taking turns",
    ),
    (
        sent(SHIP, range(0, 1200, 60), **A) + sent(SHIP, range(30, 1230, 60), **A | {"name": "QUITE OTHER"}),
        [],
        "two names taking turns, and nothing else: one of them is an old one in some feed",
    ),
    (sent(SHIP, OFTEN, **A) + sent(636_000_001, LATER, **A), ["new MMSI"], "one IMO number goes to another MMSI"),
    (sent(SHIP, LATER, **A) + sent(636_000_001, LATER, **A), ["two at once"], "one IMO number under two MMSIs at once"),
    (
        sent(SHIP, LATER, **A | {"imo": 1234568}) + sent(636_000_001, LATER, **A | {"imo": 1234568}),
        [],
        "a number with a bad check digit is nobody's",
    ),
    (
        sum((sent(SHIP + i, LATER, imo=9074729) for i in range(7)), Scene()),
        [],
        "a number that many send is a default",
    ),
)


@pytest.mark.parametrize(("scene", "how", "why"), IDENTITIES, ids=[w for *_, w in IDENTITIES])
def test_identities(scene: Scene, how: list[str], why: str) -> None:
    assert [e.measures["how"] for e in events_of(scene, IDENTITY)] == how, why


def test_a_new_mmsi_tells_both_flags() -> None:
    (change,) = events_of(sent(SHIP, OFTEN, **A) + sent(636_000_001, LATER, **A), IDENTITY)
    assert (change.measures["flag_before"], change.measures["flag_after"]) == ("gb", "lr")
    assert change.b is not None
    assert (change.a.mmsi, change.b.mmsi) == (SHIP, 636_000_001)
