"""The queries against the definitions told a second time, on small hostile traffic."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import numpy as np
import pytest

from offing.tracks.duck import Duck
from offing.tracks.event import as_json
from offing.tracks.find import find_events
from offing.tracks.params import Params
from offing.tracks.read.select import STATIC_COLUMNS, TYPES
from offing.tracks.stages import prepare, query
from tests.tracks.brute import meetings
from tests.tracks.hostile import CROWDS, PORTS, Traffic, hostile

NO_STATICS = "SELECT " + ", ".join(f"CAST(NULL AS {TYPES[c]}) AS {c}" for c in STATIC_COLUMNS) + " WHERE false"


def duck(traffic: Traffic) -> Duck:
    """An engine that has some traffic and the ports of the hostile sets."""
    engine = Duck(duckdb.connect())
    engine.put("positions", {"mmsi": traffic.mmsi, "t": traffic.t, "lat": traffic.lat, "lon": traffic.lon})
    number, lat, lon = zip(*PORTS, strict=True)
    engine.put(
        "ports",
        {
            "port_id": np.array(number),
            "lat": np.array(lat),
            "lon": np.array(lon),
            "role": np.array(["port"] * len(PORTS)),
        },
    )
    return engine


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6])
def test_the_queries_find_the_meetings_of_the_definitions(seed: int) -> None:
    traffic = hostile(seed)
    params = Params()
    engine = duck(traffic)
    suspects = prepare(engine, params)
    found = engine.columns(query("meeting", params))
    told = sorted(zip(*(found[n].tolist() for n in ("a", "b", "k0", "k1", "slots")), strict=True))
    expected = meetings(traffic, PORTS)
    assert told == expected
    assert len(expected) > 60
    assert len(suspects.t) > 1000
    assert {v % 100 for a, b, *_ in expected for v in (a, b)} >= {0, 1}, "some meet under another ship's number"
    ships = {v // 100 for a, b, *_ in expected for v in (a, b)}
    first = 300_000_000
    for name, _, _, count, _ in CROWDS:
        last = first + 7 * (count - 1)
        assert any(first < s < last for s in ships), f"nobody met: {name}"
        first = last


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_ships_on_their_way_take_part_in_no_encounter(seed: int) -> None:
    """To leave them out saves most of the work and changes no row."""
    traffic = hostile(seed)
    found = []
    for params in (Params(), replace(Params(), under_way_kn=10_000)):
        engine = duck(traffic)
        engine.store("statics", NO_STATICS)
        found.append([as_json(e) for e in find_events(engine, params, ["encounter"])])
    assert found[0] == found[1]
    assert len(found[0]) > 10
