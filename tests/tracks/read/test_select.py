"""The SELECT itself: the rows it keeps are those without a reason against them, in DuckDB's words and in Spark's."""

from __future__ import annotations

import duckdb
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.tracks.read.headers import map_headers
from offing.tracks.read.select import POSITION_COLUMNS, STATIC_COLUMNS, TYPES, select_of, why_of
from offing.tracks.read.shape import Shape, shape_of

TABLES: list[tuple[str, dict[str, str]]] = [
    ("the least", {"mmsi": "BIGINT", "t": "BIGINT", "lat": "DOUBLE", "lon": "DOUBLE"}),
    ("narrow types", {"mmsi": "INTEGER", "ts": "TIMESTAMP", "lat": "FLOAT", "lon": "FLOAT", "sog": "SMALLINT", "msg": "TINYINT"}),
    ("all", {"mmsi": "BIGINT", "ts": "TIMESTAMP", "lat": "DOUBLE", "lon": "DOUBLE", "sog": "DOUBLE", "cog": "DOUBLE",
             "heading": "BIGINT", "navstat": "BIGINT", "imo": "BIGINT", "callsign": "VARCHAR", "name": "VARCHAR",
             "shiptype": "BIGINT", "a": "BIGINT", "b": "BIGINT", "c": "BIGINT", "d": "BIGINT", "draught_x10": "BIGINT",
             "dest": "VARCHAR", "msg": "BIGINT"}),
    ("text", dict.fromkeys(("MMSI", "BaseDateTime", "LAT", "LON", "SOG", "IMO", "VesselName", "VesselType", "Draft"), "VARCHAR")),
]  # fmt: skip


def shape(types: dict[str, str]) -> Shape:
    return shape_of(map_headers(types), types, "iso" if "VARCHAR" in (types.get("BaseDateTime"),) else "s")


@pytest.mark.parametrize("relation", ["positions", "statics"])
@pytest.mark.parametrize(("why", "types"), TABLES, ids=[t[0] for t in TABLES])
def test_it_has_the_canonical_columns_and_types(why: str, types: dict[str, str], relation: str) -> None:
    con = duckdb.connect()
    con.execute(f"CREATE TABLE ais ({', '.join(f'{c} {t}' for c, t in types.items())})")
    described = con.execute(f"DESCRIBE {select_of(shape(types), 'ais', relation)}").fetchall()
    names = POSITION_COLUMNS if relation == "positions" else STATIC_COLUMNS
    assert [(row[0], row[1]) for row in described] == [(n, TYPES[n]) for n in names]


@pytest.mark.parametrize("relation", ["positions", "statics"])
@pytest.mark.parametrize(("why", "types"), TABLES, ids=[t[0] for t in TABLES])
def test_spark_is_given_no_word_that_it_does_not_know(why: str, types: dict[str, str], relation: str) -> None:
    made = sqlglot.transpile(select_of(shape(types), "ais", relation), read="duckdb", write="spark")[0]
    tree = sqlglot.parse_one(made, read="spark")
    assert [f.name for f in tree.find_all(sqlglot.exp.Anonymous)] == [], (
        "every function is one that SQLGlot knows in Spark"
    )
    assert "//" not in made
    assert "EPOCH" not in made.upper()


def test_a_whole_table_is_not_tested_again() -> None:
    made = select_of(shape(TABLES[0][1]), "ais", doubts=())
    assert "WHERE" not in made
    assert '"mmsi" AS mmsi' in made
    assert '"t" AS t' in made


ROWS = st.tuples(
    st.one_of(
        st.none(), st.integers(0, 2**31 - 1), st.sampled_from([111000000, 111999999, 970000001, 972000000, 974999999, 975000000]),
        st.sampled_from([989999999, 990000000, 999999999, 1000000000, 100000000, 99999999, 2000000, 7999999, 8000000, 538090175]),
    ),
    st.one_of(st.none(), st.integers(-10, 4102444810), st.sampled_from([-1, 0, 4102444800, 4102444801])),
    st.one_of(st.none(), st.floats(-100, 100), st.sampled_from([float("nan"), float("inf"), 90.0, -90.0, 91.0])),
    st.one_of(st.none(), st.floats(-200, 200), st.sampled_from([float("nan"), float("-inf"), 180.0, -180.0, 181.0])),
    st.one_of(st.none(), st.sampled_from([1, 4, 9, 18, 21, 27])),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, max_size=40))
def test_a_row_is_kept_when_there_is_no_reason_against_it(rows: list[tuple[object, ...]]) -> None:
    """The tests of the SELECT and the reasons for the counts are written apart: they must agree on any row."""
    types = {"mmsi": "BIGINT", "t": "BIGINT", "lat": "DOUBLE", "lon": "DOUBLE", "msg": "SMALLINT"}
    con = duckdb.connect()
    con.execute(f"CREATE TABLE ais ({', '.join(f'{c} {t}' for c, t in types.items())})")
    if rows:
        con.executemany("INSERT INTO ais VALUES (?, ?, ?, ?, ?)", rows)
    kept = con.execute(f"SELECT mmsi, t, lat, lon FROM ({select_of(shape(types), 'ais')}) ORDER BY ALL").fetchall()
    told = con.execute(
        f"SELECT mmsi, t, lat, lon FROM ais WHERE ({why_of(shape(types))}) IS NULL ORDER BY ALL"
    ).fetchall()
    assert kept == told
