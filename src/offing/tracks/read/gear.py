"""Buoys on fishing gear, which send as ships do: told by their names, and only where every name of an MMSI is such a name."""

from __future__ import annotations

from pathlib import Path

import duckdb

from offing.tracks.read.staged import sql_path

GEAR_NAME = (
    r"(\d{1,3} ?%|\d{1,2}[.,]\d{1,2} ?V)$"
    r"|^(NET ?MARK|FISH(ING)? ?NETS?|NET ?BUOY|GILL ?NET|DRIFT ?NET)"
    r"|^((NETS?|BUOY|BOUY|GEAR)[-_ #@]*\d|\d+[-_ #@]*(NET|BUOY)S?$)"
)
"""The state of a battery at the end ("-85%", "12.4V"), or a marker's name and number."""


def set_apart(con: duckdb.DuckDBPyConnection, statics: str, work: Path) -> Path | None:
    """A Parquet file of the MMSIs that are gear; None when there are none. A number that ever gave an IMO number is a ship's."""
    target = work / "gear.parquet"
    query = (
        f"SELECT mmsi FROM ({statics}) GROUP BY mmsi HAVING count(name) > 0 AND count(imo) = 0 "  # noqa: S608
        f"AND bool_and(regexp_matches(upper(name), '{GEAR_NAME}')) ORDER BY mmsi"
    )
    con.execute(f"COPY ({query}) TO '{sql_path(target)}' (FORMAT parquet)")
    found = con.execute(f"SELECT count(*) FROM read_parquet('{sql_path(target)}')").fetchall()  # noqa: S608
    return target if found[0][0] else None


def without(select: str, gear: Path | None) -> str:
    """The rows of a SELECT whose MMSI is no gear's."""
    if gear is None:
        return select
    return f"SELECT r.* FROM ({select}) AS r ANTI JOIN read_parquet('{sql_path(gear)}') AS g ON r.mmsi = g.mmsi"  # noqa: S608
