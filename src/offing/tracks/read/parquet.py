"""Parquet files, read where they lie: files of one shape make one SELECT, and nothing is copied but hourly statics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import duckdb

from offing.tracks.read import told
from offing.tracks.read.headers import Mapped, map_headers
from offing.tracks.read.select import (
    DOUBTS,
    LAST_SECOND,
    PLACE,
    SENDER,
    STATIC_VALUES,
    TIME,
    doubt_of,
    expression,
    quoted,
    why_of,
)
from offing.tracks.read.shape import SECONDS, UNKNOWN, Shape, is_moment, is_text, shape_of, unit_of
from offing.tracks.read.staged import clock_of, problem_of, scan_of, sql_path
from offing.tracks.read.times import time_form
from offing.tracks.read.told import FileRead, Problem

CUT_SHORT = "the file is cut short or damaged and cannot be read"
_SHIPS = ((112000000, 969999999), (100000000, 110999999))
"""Ranges of MMSI without any block of other senders."""


@dataclass(frozen=True, slots=True)
class Group:
    """Files of one shape; `notes` are what is told of each (says, hint)."""

    paths: Sequence[Path]
    shape: Shape
    ignored: Sequence[str]
    notes: Sequence[tuple[str, str]] = ()

    @property
    def source(self) -> str:
        return scan_of(self.paths, ", hive_partitioning = false")


class Counted(NamedTuple):
    """Rows of one file with one reason not to be read: how many, the first, how many look swapped, how many bear statics."""

    why: str | None
    rows: int
    first: int
    swapped: int
    statics: int


def group(con: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> tuple[list[Group], list[FileRead]]:
    """The files by shape, and those that cannot be read."""
    alike: dict[str, tuple[list[Path], Shape, Sequence[str], Sequence[tuple[str, str]]]] = {}
    refused: list[FileRead] = []
    for path in paths:
        try:
            query = f"DESCRIBE SELECT * FROM read_parquet('{sql_path(path)}', hive_partitioning = false)"  # noqa: S608
            types = {row[0]: row[1] for row in con.execute(query).fetchall()}
            mapped = _mapped(types)
            shape, notes = _shape(con, path, mapped, types)
            shape, noted = _with_other_times(con, path, shape, mapped, types)
            notes += noted
        except duckdb.Error as error:
            refused.append(broken(path, error))
            continue
        if shape.positions or shape.statics:
            alike.setdefault(repr(shape), ([], shape, mapped.left(shape.also[0] if shape.also else ""), notes))[
                0
            ].append(path)
        else:
            missing = [w for w in ("mmsi", "time", "lat", "lon") if w not in shape.columns]
            hint = f"Its columns: {', '.join(types)[:300]}"
            refused.append(_refused(path, f"no column is {' or '.join(missing)}", hint))
    return [Group(*files) for files in alike.values()], refused


def broken(path: Path, error: duckdb.Error) -> FileRead:
    return _refused(path, CUT_SHORT, str(error).partition("\n")[0][:200])


def _refused(path: Path, says: str, hint: str) -> FileRead:
    return FileRead(path, "Parquet", 0, 0, 0, {}, [Problem(str(path), None, 1, says, hint)])


def _mapped(types: dict[str, str]) -> Mapped:
    """Fields of the columns; of two columns for one field the one that is no text is taken (times in text are slow to read)."""
    flat = {n: t for n, t in types.items() if "[" not in t and not t.startswith(("STRUCT", "MAP"))}
    mapped = map_headers(sorted(flat, key=lambda n: is_text(flat[n].upper())))
    return Mapped({f: c for f, c in mapped.columns.items() if f != "date"}, mapped.ignored, mapped.twice)


def _shape(
    con: duckdb.DuckDBPyConnection, path: Path, mapped: Mapped, types: dict[str, str]
) -> tuple[Shape, list[tuple[str, str]]]:
    """The shape, with the unit or the form of its times found from the first rows."""
    shape = shape_of(mapped, types)
    clock = "time" if "time" in shape.columns else "local"
    if clock not in shape.columns:
        return shape, []
    column, kind = shape.columns[clock]
    unzoned = clock == "local" and "TIME ZONE" not in kind
    if is_moment(kind) and not unzoned:
        return shape, []
    name = quoted(column)
    query = f"SELECT {name} FROM read_parquet('{sql_path(path)}') WHERE {name} IS NOT NULL LIMIT 1000"  # noqa: S608
    sample = [row[0] for row in con.execute(query).fetchall()]
    notes: list[tuple[str, str]] = []
    time = SECONDS
    if is_text(kind):
        form = time_form(str(v) for v in sample)
        time = form.form or UNKNOWN
        unzoned &= not form.offsets
        if form.offsets:
            notes.append(("times are in local time with an offset", "They were turned to UTC"))
    elif sample and not is_moment(kind):
        time = unit_of(sorted(abs(float(v)) for v in sample)[len(sample) // 2])
        unzoned = False
    if unzoned:
        notes.append((f"the column {column!r} is local time and nothing says of where", "Its rows are not read"))
        time = UNKNOWN
    elif time == UNKNOWN:
        notes.append((f"the times in {column!r} have no known form", "Its rows are not read"))
    return shape_of(mapped, types, time), notes


def _with_other_times(
    con: duckdb.DuckDBPyConnection, path: Path, shape: Shape, mapped: Mapped, types: dict[str, str]
) -> tuple[Shape, list[tuple[str, str]]]:
    """The shape with another column of times beside its own, where that is empty in rows in which the other is not."""
    if "time" not in shape.columns:
        return shape, []
    column = shape.columns["time"][0]
    own = quoted(column)
    file = f"read_parquet('{sql_path(path)}', hive_partitioning = false)"
    for other in mapped.others("time"):
        name = quoted(other)
        where = f"FROM {file} WHERE {own} IS NULL AND {name} IS NOT NULL"
        sample = [row[0] for row in con.execute(f"SELECT {name} {where} LIMIT 1000").fetchall()]
        if not sample:
            continue
        kind, time, form = types[other].upper(), SECONDS, None
        if is_text(kind):
            form = time_form(str(v) for v in sample)
            time = form.form or UNKNOWN
        elif not is_moment(kind):
            time = unit_of(sorted(abs(float(v)) for v in sample)[len(sample) // 2])
        if time == UNKNOWN:
            continue
        notes = [(f"the column {column!r} has no time in some rows", f"The column {other!r} is read there")]
        if form is not None and form.doubt:
            notes.append(
                (f"day and month of the times in {other!r} can be read either way", "They were read as day/month/year")
            )
        return replace(shape, also=(other, kind, time)), notes
    return shape, []


def count(con: duckdb.DuckDBPyConnection, files: Group) -> tuple[frozenset[str], list[FileRead]]:
    """What the files hold: (what some rows fail and has to be tested, the files). By the statistics in the files' ends where
    those prove it, else by one pass over the columns that decide.
    """
    shape = files.shape
    proven, rows_of = _proven(con, files)
    doubts = frozenset(DOUBTS) - proven
    if shape.positions and not shape.statics and not doubts:
        return doubts, [_told(files, path, [Counted(None, rows_of[str(path)], 0, 0, 0)]) for path in files.paths]
    swapped = "0"
    if shape.positions and PLACE in doubts:
        lat, lon = expression(shape, "lat"), expression(shape, "lon")
        swapped = f"count(*) FILTER (abs({lat}) > 90 AND abs({lat}) <= 180 AND abs({lon}) <= 90)"
    bears = "0"
    if shape.statics:
        given = " OR ".join(f"{expression(shape, c)} IS NOT NULL" for c in STATIC_VALUES)
        bears = f"count(*) FILTER ({given})"
    scan = scan_of(files.paths, ", hive_partitioning = false, filename = true, file_row_number = true")
    counts = f"count(*), min(file_row_number) + 1, {swapped}, {bears}"
    why = why_of(shape, doubts)
    if rows_of and not shape.statics:  # the rows that are fine need not be counted
        query = f"SELECT filename, {why} AS why, {counts} FROM {scan} WHERE ({why}) IS NOT NULL GROUP BY ALL"  # noqa: S608
    else:
        query = f"SELECT filename, {why} AS why, {counts} FROM {scan} GROUP BY ALL"  # noqa: S608
    by_file: dict[str, list[Counted]] = {}
    for name, *counted in con.execute(query).fetchall():
        by_file.setdefault(name, []).append(Counted(*counted))
    if rows_of and not shape.statics:
        for name, rows in rows_of.items():
            fine = rows - sum(some.rows for some in by_file.get(name, ()))
            if fine:
                by_file.setdefault(name, []).append(Counted(None, fine, 0, 0, 0))
    reads = [_told(files, path, by_file.get(str(path), [])) for path in files.paths]
    failed = frozenset(doubt_of(some.why) for told_of in by_file.values() for some in told_of if some.why is not None)
    return failed, reads


def _proven(con: duckdb.DuckDBPyConnection, files: Group) -> tuple[frozenset[str], dict[str, int]]:
    """Which tests every row passes, shown by every row group's statistics (no null, no NaN), and the rows by file; empty where
    the statistics say nothing."""
    shape = files.shape
    names = {f: shape.columns[f][0] for f in ("mmsi", "time", "lat", "lon") if f in shape.columns}
    numbers = all(not is_text(shape.type_of(f)) for f in names) and shape.time == SECONDS
    paths = "[" + ", ".join(f"'{sql_path(p)}'" for p in files.paths) + "]"
    if len(names) < 4 or not numbers:
        return frozenset(), {}
    listed = ", ".join("'" + n.replace("'", "''") + "'" for n in names.values())
    query = (
        "SELECT path_in_schema, min(TRY_CAST(stats_min_value AS DOUBLE)), max(TRY_CAST(stats_max_value AS DOUBLE)), "  # noqa: S608
        "bool_and(stats_null_count = 0 AND stats_min_value IS NOT NULL AND stats_max_value IS NOT NULL "
        "AND (stats_nan_count = 0 OR type NOT IN ('DOUBLE', 'FLOAT'))), min(epoch(TRY_CAST(stats_min_value AS TIMESTAMP))), "
        "max(epoch(TRY_CAST(stats_max_value AS TIMESTAMP))) "
        f"FROM parquet_metadata({paths}) WHERE path_in_schema IN ({listed}) GROUP BY 1"
    )
    try:
        found = {row[0]: row[1:] for row in con.execute(query).fetchall()}
        counted = con.execute(f"SELECT file_name, num_rows FROM parquet_file_metadata({paths})").fetchall()  # noqa: S608
    except duckdb.Error:  # an older DuckDB does not tell of NaN
        return frozenset(), {}

    def within(field: str, low: float, high: float, start: int = 0) -> bool:
        name = names[field]
        if name not in found or not found[name][2]:
            return False
        least, most = found[name][3:] if start else found[name][:2]
        return least is not None and most is not None and low <= least and most <= high

    proven = set()
    if any(within("mmsi", a, b) for a, b in _SHIPS) and "msg" not in shape.columns and "mobile" not in shape.columns:
        proven.add(SENDER)
    if within("time", 0, LAST_SECOND - 1, start=int(is_moment(shape.type_of("time")))):
        proven.add(TIME)
    if within("lat", -90, 90) and within("lon", -180, 180):
        proven.add(PLACE)
    return frozenset(proven), {str(name): int(rows) for name, rows in counted}


def _told(files: Group, path: Path, counted: Sequence[Counted]) -> FileRead:
    problems = [Problem(str(path), None, 1, says, hint) for says, hint in files.notes]
    for some in counted:
        if some.why is not None:
            problems += problem_of(path, some.why, some.rows, some.first, some.swapped, clock_of(files.shape))
    dropped = told.total([{some.why: some.rows for some in counted if some.why is not None}])
    positions = sum(some.rows for some in counted if some.why is None) if files.shape.positions else 0
    statics = sum(some.statics for some in counted if some.why in (None, told.NO_POSITION, told.OFF_GLOBE))
    rows = sum(some.rows for some in counted)
    return FileRead(path, "Parquet", rows, positions, statics, dropped, problems, tuple(files.ignored))
