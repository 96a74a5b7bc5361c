"""A week of real Californian traffic (2018-06-01 to 07): honest ships, six lightering tankers, and one whose partner
nobody heard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from offing.places.ports import ports_table
from offing.tracks.duck import Duck
from offing.tracks.event import PARTNER_UNOBSERVED, Event, as_json
from offing.tracks.find import find_events
from offing.tracks.params import Params
from offing.tracks.read import read_sources
from offing.tracks.stages import prepare
from offing.tracks.switches import SHARED, others
from tests.shared import shared

KINDS = (
    "draught_change",
    "gap",
    "identity_change",
    "loitering",
    "on_land",
    "port_call",
    "position_jump",
    "shared_mmsi",
)
Week = tuple[list[Event], int, int]


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Week:
    """Events, ships heard, and the reports that the on-land events hold."""
    con = duckdb.connect()
    read_sources(
        con, [shared("ais", "positions.parquet"), shared("ais", "static.parquet")], tmp_path_factory.mktemp("work")
    )
    engine = Duck(con)
    engine.put("ports", {n: c.astype(object) if c.dtype.kind == "U" else c for n, c in ports_table().items()})
    ships = con.execute("SELECT count(DISTINCT mmsi) FROM positions").fetchall()[0][0]
    kept = find_events(engine, Params(), KINDS)
    reports = con.execute("SELECT count(*) FROM chain").fetchall()[0][0]
    return kept, ships, reports


def of(week: Week, kind: str) -> list[Event]:
    return [e for e in week[0] if e.kind == kind]


def drawn(event: Event) -> tuple[object, object]:
    return event.measures["draught_before_m"], event.measures["draught_after_m"]


def test_honest_ships_are_left_alone(week: Week) -> None:
    """Identity, jumps and shared numbers on at most 1 % of the ships; land on at most 0.2 % of the reports."""
    flagged = {e.a.mmsi for kind in ("identity_change", "position_jump", "shared_mmsi") for e in of(week, kind)}
    assert len(flagged) <= 0.01 * week[1], sorted(flagged)
    ashore = sum(int(str(e.measures["reports"])) for e in of(week, "on_land"))
    assert ashore <= 0.002 * week[2]


def test_a_draught_changed_at_sea_with_nobody_seen(week: Week) -> None:
    """CABO FROWARD is labelled; the other three declared the lightering area and kept restricted manoeuvrability."""
    alone = {
        e.a.name: (e.measures["draught_before_m"], e.measures["draught_after_m"])
        for e in of(week, "draught_change")
        if e.tier
    }
    assert alone == {
        "CABO FROWARD": (8.0, 9.5),
        "HYDRA VOYAGER": (21.6, 18.5),
        "KERALA": (8.9, 11.2),
        "XANTHOS": (8.0, 12.5),
    }
    assert {e.tier for e in of(week, "draught_change")} == {None, PARTNER_UNOBSERVED}


@pytest.mark.parametrize(
    ("name", "before", "after", "why"),
    [
        ("POLARIS VOYAGER", 9.7, 13.4, "HYDRA VOYAGER lay alongside"),
        ("SUEZ RAJAN", 9.3, 11.1, "LEICESTER lay alongside"),
        ("ALMI ATLAS", 21.2, 15.2, "PARAMOUNT HYDRA lay alongside"),
        ("CSCL WINTER", 13.8, 11.9, "typed in alongside"),
        ("NANTONG K", 6.8, 12.2, "loaded alongside"),
        ("APL SENTOSA", 13.9, 11.8, "in port between"),
    ],
)
def test_a_draught_that_explains_itself(week: Week, name: str, before: float, after: float, why: str) -> None:
    found = [e for e in of(week, "draught_change") if e.a.name == name and drawn(e) == (before, after)]
    assert [e.tier for e in found] == [None], why


def test_silences_say_whether_anybody_would_have_heard(week: Week) -> None:
    found = of(week, "gap")
    told = Counter(str(e.measures["coverage"]) for e in found)
    assert told["unknown"] > 2 * told["heard"] > 0, "most silences here lie at the edge of reception"
    assert all(("no conclusion" in e.why) == (e.measures["coverage"] != "heard") for e in found)
    assert all(e.measures["coverage"] == "heard" for e in found if e.measures["end_open"])
    assert all(float(str(e.measures["hours"])) >= 6 for e in found)


def test_stays(week: Week) -> None:
    """The lightering tankers loiter; boats in marinas do not. Ships call where they lay."""
    names = {e.a.name for e in of(week, "loitering")}
    assert {"HYDRA VOYAGER", "ALMI ATLAS", "PARAMOUNT HYDRA", "SUEZ RAJAN"} <= names
    assert not [
        e
        for e in of(week, "loitering")
        if int(str(e.measures["shore_m"])) < 1000 and e.measures["median_speed_kn"] == 0.0
    ]
    calls = {(e.a.name, e.measures["port"]) for e in of(week, "port_call")}
    assert ("MAERSK ANTARES", "Long Beach") in calls


def test_events_can_be_written(week: Week) -> None:
    shown: Sequence[dict[str, object]] = [as_json(e) for e in week[0]]
    assert len(shown) > 1000
    assert all(isinstance(v, str | int | float | bool | list | None) for s in shown for v in s.values())


@pytest.mark.parametrize(
    ("file", "ships"),
    [
        ("gfw_gpsdio_segment_cases.parquet", {240000000, 416000000}),
        ("gfw_jac150_positions.parquet", {150402951, 412334074}),
        ("brest_wayeb_227592820.parquet", set()),
        ("dma_ab_sample_20131112.parquet", set()),
    ],
)
def test_numbers_that_two_ships_use(file: str, ships: set[int]) -> None:
    """Garbled longitudes (431704490), late fixes (338013000) and clock errors (227592820) are none."""
    path: Path = shared("ais", file)
    engine = Duck(duckdb.connect())
    place = "lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180 AND mmsi BETWEEN 100000000 AND 799999999"
    select = f"SELECT mmsi, CAST(floor(epoch(ts)) AS BIGINT) AS t, lat, lon FROM '{path}' WHERE {place}"
    engine.store("positions", select)
    engine.put("ports", {n: c[:1].astype(object) if c.dtype.kind == "U" else c[:1] for n, c in ports_table().items()})
    suspects = prepare(engine, Params())
    assert {o.mmsi for o in others(suspects, Params()) if o.meaning == SHARED} == ships
