"""The same rows from DuckDB however it is fed, from DuckDB day by day, and from Sail over Spark Connect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from numpy.typing import NDArray

from offing.tracks.daily import Daily
from offing.tracks.duck import Duck
from offing.tracks.engine import Engine
from offing.tracks.event import as_json
from offing.tracks.find import find_events
from offing.tracks.laying import lay_traffic
from offing.tracks.params import Params
from offing.tracks.read import read_sources
from offing.tracks.stages import prepare, query
from tests.tracks.hostile import PORTS, hostile
from tests.tracks.sail import sail_server

RELATIONS = ("chain", "suspect", "split_point", "slots", "near_port", "calm", "pair", "step")
Feed = Callable[[duckdb.DuckDBPyConnection], None]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hostile crowds, a day of them, and two days of laid traffic, as canonical Parquet."""
    out = tmp_path_factory.mktemp("inputs")
    laid = lay_traffic(out / "laid", 90_000, days=2, seed=4)
    crowd = hostile(2)
    con = duckdb.connect()
    con.register("crowd", {"mmsi": crowd.mmsi, "t": crowd.t, "lat": crowd.lat, "lon": crowd.lon})
    con.register("extra", dict(zip(("port_id", "lat", "lon"), map(np.array, zip(*PORTS, strict=True)), strict=True)))
    con.execute(f"COPY (SELECT * FROM crowd) TO '{out}/crowd.parquet'")
    told = read_sources(con, [laid.positions, laid.statics, out / "crowd.parquet"], out / "work")
    assert not told.problems
    con.execute(f"COPY (SELECT * FROM positions) TO '{out}/positions.parquet' (ROW_GROUP_SIZE 10000)")
    con.execute(f"COPY (SELECT * FROM statics) TO '{out}/statics.parquet'")
    con.execute(
        f"COPY (SELECT * FROM '{laid.ports}' UNION ALL SELECT port_id + 100000, lat, lon, 'port' FROM extra) "
        f"TO '{out}/ports.parquet'"
    )
    return out


def connection(inputs: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for name in ("positions", "statics", "ports"):
        con.execute(f"CREATE VIEW {name} AS FROM '{inputs}/{name}.parquet'")
    return con


@pytest.fixture(scope="module")
def sail() -> Iterator[Any]:
    """A session of a Sail server in this process."""
    from offing.tracks.spark import spark_session

    with sail_server() as address:
        yield spark_session(address)


def sorted_rows(columns: dict[str, NDArray[Any]]) -> list[tuple[Any, ...]]:
    names = sorted(columns)
    values = [np.ma.MaskedArray(columns[n]).tolist() for n in names]  # None where masked
    return sorted(zip(*values, strict=True), key=repr)


def stages(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    params = Params()
    prepare(engine, params)
    for name in RELATIONS[5:]:
        engine.store(name, query(name, params, RELATIONS[5:]))
    return {n: sorted_rows(engine.columns(f"SELECT * FROM {n}")) for n in RELATIONS}


def events(engine: Engine) -> list[dict[str, object]]:
    return [as_json(e) for e in find_events(engine, Params())]


@pytest.fixture(scope="module")
def one_query(inputs: Path) -> tuple[dict[str, list[tuple[Any, ...]]], list[dict[str, object]]]:
    return stages(Duck(connection(inputs))), events(Duck(connection(inputs)))


def test_the_traffic_has_something_of_everything(
    one_query: tuple[dict[str, list[Any]], list[dict[str, object]]],
) -> None:
    relations, found = one_query
    assert {n: len(r) > 0 for n, r in relations.items()} == dict.fromkeys(RELATIONS, True)
    assert {str(e["kind"]) for e in found} >= {"encounter", "loitering", "port_call", "shared_mmsi"}


def fed_in_another_order(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TEMP TABLE mixed AS SELECT * FROM positions ORDER BY hash(t, lat), lon")
    con.execute("CREATE OR REPLACE VIEW positions AS FROM mixed")


def fed_twice(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TEMP TABLE twice AS SELECT * FROM positions UNION ALL SELECT * FROM positions WHERE t % 3 = 0")
    con.execute("CREATE OR REPLACE VIEW positions AS FROM twice")


def one_thread(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("SET threads = 1")


def four_threads(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("SET threads = 4")


@pytest.mark.parametrize("feed", [fed_in_another_order, fed_twice, one_thread, four_threads])
def test_duckdb_gives_the_same_rows_however_it_is_fed(inputs: Path, one_query: Any, feed: Feed) -> None:
    con = connection(inputs)
    feed(con)
    assert events(Duck(con)) == one_query[1]


def test_day_by_day_gives_the_rows_of_one_query(inputs: Path, one_query: Any, tmp_path: Path) -> None:
    assert stages(Daily(connection(inputs), tmp_path / "stages", Params())) == one_query[0]
    assert events(Daily(connection(inputs), tmp_path / "events", Params())) == one_query[1]


def test_days_may_be_added_file_by_file_in_any_order_and_asked_again(
    inputs: Path, one_query: Any, tmp_path: Path
) -> None:
    con = connection(inputs)
    whole = f"FROM '{inputs}/positions.parquet'"
    for part in ("mmsi % 3 = 1", "mmsi % 3 <> 1 AND t % 7 < 4", "mmsi % 3 <> 1 AND t % 7 > 2"):
        con.execute(f"CREATE OR REPLACE VIEW positions AS SELECT * {whole} WHERE {part}")
        Daily(con, tmp_path, Params()).add()
    con.execute(f"CREATE OR REPLACE VIEW positions AS SELECT * {whole} WHERE false")
    for _ in range(2):
        assert events(Daily(con, tmp_path, Params())) == one_query[1]


def test_day_by_day_keeps_steps_longer_than_a_slot_across_midnight(inputs: Path, tmp_path: Path) -> None:
    params = replace(Params(), max_gap_s=20_000, hole_slots=9)
    kept = []
    for engine in (Duck(connection(inputs)), Daily(connection(inputs), tmp_path, params)):
        prepare(engine, params)
        engine.store("step", query("step", params))
        kept.append({n: sorted_rows(engine.columns(f"SELECT * FROM {n}")) for n in ("slots", "step")})
    assert kept[0] == kept[1]


def test_no_positions_at_all(inputs: Path, tmp_path: Path) -> None:
    for engine_of in (Duck, lambda con: Daily(con, tmp_path, Params())):
        con = connection(inputs)
        con.execute(f"CREATE OR REPLACE VIEW positions AS SELECT * FROM '{inputs}/positions.parquet' WHERE false")
        assert find_events(engine_of(con), Params(), only=["encounter", "gap", "loitering", "port_call"]) == []


def test_sail_gives_the_same_rows_as_duckdb(inputs: Path, one_query: Any, sail: Any, tmp_path: Path) -> None:
    from offing.tracks.spark import Spark

    engine = Spark(sail, str(tmp_path))
    for name in ("positions", "statics", "ports"):
        engine.register(name, str(inputs / f"{name}.parquet"))
    assert stages(engine) == one_query[0]
    assert events(engine) == one_query[1]


def test_a_relation_without_rows_can_be_read_again_on_sail(inputs: Path, sail: Any, tmp_path: Path) -> None:
    from offing.tracks.spark import Spark

    engine = Spark(sail, str(tmp_path))
    engine.register("statics", str(inputs / "statics.parquet"))
    engine.store("nothing", "SELECT mmsi, t, name FROM statics WHERE mmsi < 0")
    assert {n: len(c) for n, c in engine.columns("SELECT * FROM nothing").items()} == {"mmsi": 0, "t": 0, "name": 0}
