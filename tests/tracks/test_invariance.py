"""The same events however the reports come in, at any hour and anywhere on Earth."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.tracks.duck import Duck
from offing.tracks.event import Event
from offing.tracks.find import find_events
from offing.tracks.params import Params
from offing.tracks.read import read_sources
from tests.tracks.course import Scene, at, events_of
from tests.tracks.day import CALL, GAP, JUMP, LADEN, LOITER, LOST, RENAMED, SHARED, a_day

OPEN_SEA = (-30.0, -120.0)
KINDS = (
    "draught_change",
    "gap",
    "identity_change",
    "loitering",
    "port_call",
    "position_jump",
    "shared_mmsi",
)
"""All but the two that depend on where it is: encounters have their own tests, and land lies where it lies."""

Told = tuple[str, int, int, int, int, str | None, tuple[object, ...]]


def told(events: Sequence[Event], shift_s: int = 0) -> list[Told]:
    """What is to stay: kinds, times, vessels, tiers and the measures that no map enters."""
    kept = (
        "hours",
        "observed_fraction",
        "neighbours_heard",
        "coverage",
        "end_open",
        "where",
        "how",
        "impossible_steps",
        "port_id",
    )
    return sorted(
        (
            e.kind,
            e.start_s - shift_s,
            e.end_s - shift_s,
            e.a.mmsi,
            e.a.hull,
            e.tier,
            tuple(e.measures.get(k) for k in kept),
        )
        for e in events
    )


@pytest.fixture(scope="module")
def day() -> Scene:
    return at(OPEN_SEA, a_day())


@pytest.fixture(scope="module")
def expected(day: Scene) -> list[Told]:
    return told(events_of(day, *KINDS))


def test_the_day_has_one_of_each(expected: list[Told]) -> None:
    assert sorted((kind, mmsi) for kind, _, _, mmsi, *_ in expected) == sorted(
        [
            ("gap", GAP),
            ("gap", LOST),
            ("loitering", LOITER),
            ("loitering", LOST),
            ("loitering", LADEN),
            ("port_call", CALL),
            ("position_jump", JUMP),
            ("shared_mmsi", SHARED),
            ("draught_change", LADEN),
            ("identity_change", RENAMED),
        ]
    )


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_shuffled_and_duplicated(day: Scene, expected: list[Told], seed: int) -> None:
    pick = Random(seed)
    reports = [r for r in day.reports for _ in range(pick.choice((1, 1, 2, 3)))]
    said = [s for s in day.said for _ in range(pick.choice((1, 2)))]
    pick.shuffle(reports)
    pick.shuffle(said)
    assert told(events_of(replace(day, reports=tuple(reports), said=tuple(said)), *KINDS)) == expected


@settings(max_examples=8, deadline=None)
@given(hours=st.integers(-300_000, 400_000))
def test_shifted_by_any_hours(day: Scene, expected: list[Told], hours: int) -> None:
    """No midnight, no month and no year cuts anything."""
    shift = hours * 3600
    later = replace(
        day,
        reports=tuple(replace(r, t=r.t + shift) for r in day.reports),
        said=tuple(replace(s, t=s.t + shift) for s in day.said),
    )
    assert told(events_of(later, *KINDS), shift) == expected


@settings(max_examples=8, deadline=None)
@given(lon=st.floats(-180, 180, exclude_max=True))
def test_shifted_to_any_longitude(day: Scene, expected: list[Told], lon: float) -> None:
    turned = replace(
        day,
        reports=tuple(replace(r, lon=(r.lon + lon + 180) % 360 - 180) for r in day.reports),
        ports=tuple((n, la, (lo + lon + 180) % 360 - 180, role) for n, la, lo, role in day.ports),
    )
    assert told(events_of(turned, *KINDS)) == expected


@pytest.mark.parametrize(
    "place",
    [
        pytest.param((-30.0, 180.0), id="across the antimeridian"),
        pytest.param((-30.0, -179.4), id="beside the antimeridian"),
        pytest.param((0.0, -140.0), id="across the equator"),
        pytest.param((78.0, 0.0), id="far north"),
        pytest.param((-66.0, 179.9), id="far south, across the antimeridian"),
        pytest.param((84.0, -170.0), id="near the North Pole"),
    ],
)
def test_laid_elsewhere(place: tuple[float, float], expected: list[Told]) -> None:
    assert told(events_of(at(place, a_day()), *KINDS)) == expected


def test_speed_and_course_or_none(day: Scene, expected: list[Told]) -> None:
    pick = Random(5)
    some = tuple(
        replace(r, sog_kn=pick.choice((None, 0.0, 12.3)), cog_deg=pick.choice((None, 0.0, 359.9))) for r in day.reports
    )
    assert told(events_of(replace(day, reports=some), *KINDS)) == expected


@pytest.mark.parametrize("parts", [1, 3])
def test_split_over_files(day: Scene, expected: list[Told], parts: int, tmp_path: Path) -> None:
    """Files cut anywhere, in no order, and overlapping."""
    files = []
    ordered = sorted(day.reports, key=lambda r: r.t)
    for i in range(parts):
        path = tmp_path / f"{'cab'[i]}.csv"
        piece = ordered[i * len(ordered) // parts : (i + 1) * len(ordered) // parts + 50]
        with path.open("w", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(("mmsi", "timestamp", "lat", "lon"))
            rows.writerows((r.mmsi, r.t, repr(r.lat), repr(r.lon)) for r in piece)
        files.append(path)
    con = duckdb.connect()
    read_sources(con, files, tmp_path / "work")
    engine = Duck(con)
    number, lat, lon, role = zip(*day.ports, strict=True)
    engine.put(
        "ports",
        {"port_id": np.array(number), "lat": np.array(lat), "lon": np.array(lon), "role": np.array(role, object)},
    )
    of_positions = {"gap", "loitering", "port_call", "position_jump", "shared_mmsi"}
    assert told(find_events(engine, Params(), of_positions)) == [e for e in expected if e[0] in of_positions]
