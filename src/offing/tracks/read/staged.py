"""Canonical Parquet files in the work folder: what they hold, and the hourly statics of rows that carry both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from offing.tracks.read import told
from offing.tracks.read.select import STATIC_VALUES
from offing.tracks.read.shape import Shape
from offing.tracks.read.told import FileRead, Problem

STAGED = Shape(
    {
        "mmsi": ("mmsi", "BIGINT"),
        "time": ("t", "BIGINT"),
        "lat": ("lat", "DOUBLE"),
        "lon": ("lon", "DOUBLE"),
        "msg": ("msg", "SMALLINT"),
    }
)
"""The columns that decide whether a staged row is a position."""
STAGED_STATIC = Shape({field: column for field, column in STAGED.columns.items() if field not in ("lat", "lon")})

FORMS = (
    "Seconds, milliseconds or microseconds since 1970, ISO 8601 in UTC or with an offset, or day/month/year h:m[:s] are "
    "understood, one of them in a column"
)
HINTS = {
    told.NO_MMSI: "",
    told.LONG_MMSI: "An MMSI has nine digits",
    told.SHORT_MMSI: "An MMSI has nine digits",
    told.NO_TIME: FORMS,
    told.ODD_TIME: "Is the unit of the times seconds, milliseconds or microseconds since 1970?",
    told.OFF_GLOBE: "",
}
"""Reasons that are also told as problems, with what may help."""
SWAPPED = "latitude and longitude look swapped"
KNOWN_SHIP = f"(why IS NULL OR why IN ('{told.NO_POSITION}', '{told.OFF_GLOBE}'))"
"""A row of a ship at a time, wherever it is: its statics hold."""
REPEATED_S = 360
"""Ships send statics every six minutes (ITU-R M.1371-5, 3.3.1). Rows of positions bear what was heard last: two of them
with the same statics are two messages only when they are so far apart.
"""
SOME_STATIC = "(" + " OR ".join(f"{c} IS NOT NULL" for c in STATIC_VALUES) + ")"


@dataclass(frozen=True, slots=True)
class Staged:
    """Parquet files made of one file, with the columns of one or both relations and `why`, the reason why a row is no position
    (null: it is one). `clock` names the columns that the times were taken from."""

    paths: Sequence[Path]
    read: FileRead
    shape: Shape
    clock: str = ""


def sql_path(path: Path) -> str:
    return str(path).replace("'", "''")


def scan_of(paths: Sequence[Path], options: str = "") -> str:
    """The `read_parquet` of these files."""
    return f"read_parquet([{', '.join(chr(39) + sql_path(p) + chr(39) for p in paths)}]{options})"


def count(
    con: duckdb.DuckDBPyConnection,
    staged: Staged,
    first: int | None = None,
    passed: Callable[[], Sequence[int]] = tuple,
) -> Staged:
    """The file with its counts. `first` is the line of the first row, `passed` gives the lines that are no rows, in order; with
    None each row bears its own line."""
    line = "line" if first is None else "file_row_number"
    swapped = (
        "count(*) FILTER (abs(lat) > 90 AND abs(lat) <= 180 AND abs(lon) <= 90)" if staged.shape.positions else "0"
    )
    known = f"count(*) FILTER ({KNOWN_SHIP} AND {SOME_STATIC})" if staged.shape.statics else "0"
    counted = con.execute(
        f"SELECT why, count(*), min({line}), {swapped}, {known} "  # noqa: S608
        f"FROM {scan_of(staged.paths, ', file_row_number = true')} GROUP BY why"
    ).fetchall()
    aside = passed() if first is not None and any(row[0] in HINTS for row in counted) else ()
    dropped: dict[str, int] = {}
    problems = list(staged.read.problems)
    rows = positions = 0
    for why, n, row, likely_swapped, _ in counted:
        rows += n
        if why is None:
            positions = n if staged.shape.positions else 0
            continue
        dropped[why] = n
        at = row if first is None else _line(row, first, aside)
        problems += problem_of(staged.read.path, why, n, at, likely_swapped, staged.clock)
    read = replace(
        staged.read, rows=rows, positions=positions, statics=sum(c[4] for c in counted), dropped=told.total([dropped]),
        problems=problems,
    )  # fmt: skip
    return replace(staged, read=read)


def problem_of(path: Path, why: str, count: int, line: int | None, swapped: int, clock: str = "") -> list[Problem]:
    """The problem that rows left out for this reason are, if they are one; `swapped` of them would be places the other way, and
    `clock` names the columns of the times."""
    if why not in HINTS:
        return []
    if why == told.OFF_GLOBE and swapped * 2 > count:
        hint = "Longitude may stand in the column of latitude; these rows are not read"
        return [Problem(str(path), line, count, f"{SWAPPED}: {why}", hint)]
    hint = f"{HINTS[why]}; read was {clock}" if clock and why in (told.NO_TIME, told.ODD_TIME) else HINTS[why]
    return [Problem(str(path), line, count, why, hint)]


def clock_of(shape: Shape) -> str:
    """The columns of the times, in words."""
    names = [shape.columns[f][0] for f in ("date", "time", "local") if f in shape.columns][
        : 2 if "date" in shape.columns else 1
    ]
    words = f"the column{'s' if len(names) > 1 else ''} {' and '.join(map(repr, names))}"
    return f"{words}, and {shape.also[0]!r} where that is empty" if shape.also else words


def _line(row: int, first: int, passed: Sequence[int]) -> int:
    """The line of the `row`-th row (from 0), where the lines `passed` are no rows."""
    line = row + first
    while (moved := row + first + bisect_right(passed, line)) != line:
        line = moved
    return line


def hourly(select: str, apart_s: int = 1) -> str:
    """Two rows per MMSI, hour and distinct values: the first second they were sent in that hour, and the last if that is
    `apart_s` or more later."""
    values = ", ".join(STATIC_VALUES)
    first_and_last = (
        f"SELECT mmsi, min(t) AS first_t, max(t) AS last_t, {values} FROM ({select}) WHERE {SOME_STATIC} "  # noqa: S608
        f"GROUP BY mmsi, t // 3600, {values}"
    )
    return (
        f"SELECT mmsi, unnest(CASE WHEN last_t - first_t >= {apart_s} THEN [first_t, last_t] ELSE [first_t] END) AS t, "  # noqa: S608
        f"{values} FROM ({first_and_last})"
    )
