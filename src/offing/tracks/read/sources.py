"""Files → the relations `positions` and `statics` of one DuckDB connection, with an account of what was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import duckdb

from offing.tracks.read import delimited, nmea, parquet, told
from offing.tracks.read.files import OTHER, PARQUET, Found, found_in, look_at
from offing.tracks.read.gear import set_apart, without
from offing.tracks.read.probe import is_nmea
from offing.tracks.read.select import POSITION_COLUMNS, STATIC_COLUMNS, TYPES, select_of
from offing.tracks.read.staged import KNOWN_SHIP, REPEATED_S, SOME_STATIC, Staged, hourly, scan_of, sql_path
from offing.tracks.read.told import FileRead, Problem, Progress, Read


def read_sources(
    con: duckdb.DuckDBPyConnection, paths: Sequence[Path], work: Path, progress: Progress | None = None
) -> Read:
    """Registers the views `positions` and `statics` on `con` and tells what the files hold.

    Parquet is read where it lies, and stays needed; delimited text and NMEA are turned to Parquet under `work`, which must
    outlive the views. Folders are read recursively. No file stops the others: what cannot be read is told in `Read.problems`.
    """
    work.mkdir(parents=True, exist_ok=True)
    founds = [
        look_at(path) if path.exists() else Found(path, OTHER, "none", b"", "is not there") for path in found_in(paths)
    ]
    size, done = sum(_size(found) for found in founds), 0
    reads: dict[Path, FileRead] = {}
    staged: list[Staged] = []
    for number, found in enumerate(founds):
        step = partial(_step, progress, found, done, size)
        step(0)
        done += _size(found)
        if found.format != PARQUET:
            reads[found.path], made = _taken(con, found, work, f"staged-{number:05d}", step)
            staged += made
    positions, statics, both = _selects_of_staged(staged)
    groups, refused = parquet.group(con, [f.path for f in founds if f.format == PARQUET])
    reads.update((read.path, read) for read in refused)
    for number, files in enumerate(groups):
        try:
            doubts, counted = parquet.count(con, files)
            if files.shape.statics and files.shape.positions:
                hours = work / f"statics-{number:05d}.parquet"
                select = select_of(files.shape, files.source, "statics", doubts=doubts)
                con.execute(f"COPY ({hourly(select)}) TO '{sql_path(hours)}' (FORMAT parquet)")
                both.append(f"SELECT * FROM {scan_of([hours])}")  # noqa: S608
        except duckdb.Error as error:
            reads.update((path, parquet.broken(path, error)) for path in files.paths)
            continue
        reads.update((read.path, read) for read in counted)
        if files.shape.positions:
            positions.append(select_of(files.shape, files.source, doubts=doubts))
        elif files.shape.statics:
            select = select_of(files.shape, files.source, "statics", doubts=doubts)
            statics.append(f"SELECT * FROM ({select}) WHERE {SOME_STATIC}")  # noqa: S608
    if both:
        target = work / "statics.parquet"
        con.execute(f"COPY ({hourly(' UNION ALL '.join(both), REPEATED_S)}) TO '{sql_path(target)}' (FORMAT parquet)")
        statics.append(f"SELECT * FROM {scan_of([target])}")  # noqa: S608
    if progress is not None:
        progress("", size, size)
    return _registered(con, work, positions, statics, [reads[found.path] for found in founds])


def _step(progress: Progress | None, found: Found, before: int, size: int, done: int) -> None:
    if progress is not None:
        progress(found.path.name, before + min(done, _size(found)), size)


def _size(found: Found) -> int:
    return found.path.stat().st_size if found.format != OTHER else 0


def _taken(
    con: duckdb.DuckDBPyConnection, found: Found, work: Path, name: str, step: Callable[[int], None]
) -> tuple[FileRead, list[Staged]]:
    if found.says:
        problem = Problem(str(found.path), None, 1, f"the file {found.says}")
        return FileRead(found.path, found.format, 0, 0, 0, {}, [problem]), []
    if is_nmea(found.head):
        return nmea.stage(con, found, work, name, step)
    made = delimited.stage(con, found, work / f"{name}.parquet")
    return (made.read, [made]) if isinstance(made, Staged) else (made, [])


def _selects_of_staged(staged: Sequence[Staged]) -> tuple[list[str], list[str], list[str]]:
    """SELECTs of positions, of statics as they came, and of statics from rows that carry both."""
    positions: list[str] = []
    statics: list[str] = []
    both: list[str] = []
    if placed := [s for s in staged if s.shape.positions]:
        where = " WHERE why IS NULL" if any(s.read.dropped for s in placed) else ""
        positions.append(f"SELECT {', '.join(POSITION_COLUMNS)} FROM {_scan(placed)}{where}")  # noqa: S608
    for with_position, target in ((True, both), (False, statics)):
        if some := [s for s in staged if s.shape.statics and s.shape.positions == with_position]:
            columns = ", ".join(STATIC_COLUMNS)
            target.append(f"SELECT {columns} FROM {_scan(some)} WHERE {KNOWN_SHIP} AND {SOME_STATIC}")  # noqa: S608
    return positions, statics, both


def _scan(staged: Sequence[Staged]) -> str:
    return scan_of([path for some in staged for path in some.paths])


def _registered(
    con: duckdb.DuckDBPyConnection, work: Path, positions: Sequence[str], statics: Sequence[str], reads: list[FileRead]
) -> Read:
    """The two views, without gear; what is apart for its names is counted over all files."""
    placed, known = _union(POSITION_COLUMNS, positions), _union(STATIC_COLUMNS, statics)
    gear = set_apart(con, known, work)
    con.execute(f"CREATE OR REPLACE VIEW positions AS {without(placed, gear)}")
    con.execute(f"CREATE OR REPLACE VIEW statics AS {without(known, gear)}")
    taken = sum(read.positions for read in reads)
    by_name: dict[str, int] = {}
    if gear is not None:
        left = _count(con, "positions")
        by_name, taken = {told.GEAR: taken - left}, left
    dropped = told.total([*(read.dropped for read in reads), {why: n for why, n in by_name.items() if n}])
    return Read(reads, taken, _count(con, "statics"), dropped)


def _count(con: duckdb.DuckDBPyConnection, view: str) -> int:
    rows = con.execute(f"SELECT count(*) FROM {view}").fetchall()  # noqa: S608
    return int(rows[0][0])


def _union(columns: Sequence[str], selects: Sequence[str]) -> str:
    if selects:
        return "\nUNION ALL\n".join(selects)
    return "SELECT " + ", ".join(f"CAST(NULL AS {TYPES[c]}) AS {c}" for c in columns) + " WHERE false"
