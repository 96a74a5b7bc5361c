"""Delimited text → canonical Parquet in the work folder, in one streamed pass; what is wrong is told with its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np

from offing.tracks.read.files import Found
from offing.tracks.read.mend import Tally, mended
from offing.tracks.read.probe import Text, probe
from offing.tracks.read.select import POSITION_COLUMNS, STATIC_VALUES, expression, typed_of, why_of
from offing.tracks.read.shape import UNKNOWN, Shape, shape_of
from offing.tracks.read.staged import STAGED, STAGED_STATIC, Staged, clock_of, count, sql_path
from offing.tracks.read.told import FileRead, Problem
from offing.tracks.read.unpacked import CUT_SHORT, chunks
from offing.units import MAX_LINE_CHARS

_MOST_REJECTS = 100_000
_MENDABLE = {"UNQUOTED VALUE", "INVALID ENCODING", "LINE SIZE OVER MAXIMUM", "INVALID STATE"}
_SAYS = {
    "MISSING COLUMNS": "fewer fields than the header names",
    "TOO MANY COLUMNS": "more fields than the header names",
}


def stage(con: duckdb.DuckDBPyConnection, found: Found, target: Path) -> Staged | FileRead:
    """The file as canonical Parquet at `target`; a FileRead alone when nothing in it can be read."""
    text = probe(found.head or _head(con, found))
    if text is None:
        return _refused(
            found, "no line names the columns of AIS data", "A header with mmsi, time, lat and lon is needed"
        )
    time = text.time.form or UNKNOWN
    told = _of_header(found.path, text)
    if (
        "time" not in text.mapped.columns
        and "local" in text.mapped.columns
        and not (text.time.offsets or text.offset_s)
    ):
        says = f"the column {text.mapped.columns['local']!r} is local time and nothing says of where"
        hint = "Its rows are not read; give UTC, or times with their offset"
        told.append(Problem(str(found.path), text.skip + 1, 1, says, hint))
        time = UNKNOWN
    shape = shape_of(text.mapped, {}, time, text.decimal, text.offset_s)
    if text.also and "date" not in shape.columns and not text.offset_s:
        own, (other, form) = shape.columns["time"][0], text.also
        shape = replace(shape, also=(other, "VARCHAR", form))
        says = f"the column {own!r} has no time in some rows"
        told.append(Problem(str(found.path), text.skip + 1, 1, says, f"The column {other!r} is read there"))
    if not (shape.positions or shape.statics):
        missing = [w for w in ("time", "lat", "lon") if w not in shape.columns]
        return _refused(found, f"no column is {' or '.join(missing)}", f"Its columns: {', '.join(text.names)[:300]}")
    kind = {"none": "CSV", "gzip": "CSV.gz", "zstd": "CSV.zst"}[found.packed]
    before = FileRead(found.path, kind, 0, 0, 0, {}, told, tuple(text.mapped.left(text.also[0] if text.also else "")))
    rejected = _copy_as_it_is(con, found, text, shape, target)
    if rejected is not None:
        tally = Tally(found.path)
        for line, error in rejected:
            tally.add(line, _SAYS.get(error, error.lower()), "The row is not read")
        begun = replace(before, problems=[*told, *tally.problems()])
        made = Staged((target,), begun, shape, clock_of(shape))
        return count(con, made, text.skip + 2, lambda: _no_rows(found, rejected))
    plain = target.with_suffix(".csv")
    try:
        told += mended(found, text, plain)
        _copy(
            con,
            _scan(plain, ["line", *text.names], Text("utf-8", ",", (), -1, text.mapped, text.time, "."), "none"),
            shape,
            target,
        )
    except duckdb.Error as error:
        return _refused(found, CUT_SHORT, str(error)[:200])
    finally:
        plain.unlink(missing_ok=True)
    return count(con, Staged((target,), replace(before, problems=told), shape, clock_of(shape)))


def _refused(found: Found, says: str, hint: str = "") -> FileRead:
    return FileRead(found.path, "text", 0, 0, 0, {}, [Problem(str(found.path), None, 1, says, hint)])


def _head(con: duckdb.DuckDBPyConnection, found: Found) -> bytes:
    """The first lines of a file that only DuckDB can unpack."""
    scan = (
        f"read_csv('{sql_path(found.path)}', columns = {{'line': 'VARCHAR'}}, auto_detect = false, header = false, "
        f"delim = '\x01', quote = '', escape = '', compression = '{found.packed}', ignore_errors = true)"
    )
    query = f"SELECT line FROM {scan} LIMIT 500"  # noqa: S608
    try:
        return "".join(f"{row[0] or ''}\n" for row in con.execute(query).fetchall()).encode()
    except duckdb.Error:
        return b""


def _of_header(path: Path, text: Text) -> list[Problem]:
    """What the header and the first rows show."""
    line = text.skip + 1
    met = [(line, f"the column {name!r} stands twice", "The first one is read") for name in text.repeated]
    if text.time.doubt:
        says = "day and month of the times can be read either way"
        met.append((line + 1, says, "They were read as day/month/year"))
    if text.time.form is None:
        met.append((line + 1, "the times have no known form", "Seconds since 1970, or ISO 8601 in UTC, are understood"))
    if text.offset_s:
        says = f"the header says that times are {text.offset_s / 3600:+g} h from UTC"
        met.append((line, says, "They were turned to UTC"))
    if text.time.offsets:
        met.append((line + 1, "times are in local time with an offset", "They were turned to UTC"))
    if text.decimal == ",":
        met.append((line + 1, "decimals are written with a comma", "They were read so"))
    return [Problem(str(path), number, 1, says, hint) for number, says, hint in met]


def _copy_as_it_is(
    con: duckdb.DuckDBPyConnection, found: Found, text: Text, shape: Shape, target: Path
) -> list[tuple[int, str]] | None:
    """DuckDB's own pass, and a second one where the first meets a bad line: lines that it cannot read, with why; None when the
    file must be mended first."""
    if text.encoding not in ("utf-8", "latin-1"):
        return None
    scan = _scan(found.path, text.names, text, found.packed)
    try:
        _copy(con, scan, shape, target)
        return []
    except duckdb.Error:
        own = con.cursor()  # rejects are kept per connection
    try:
        _copy(
            own,
            f"{scan[:-1]}, ignore_errors = true, store_rejects = true, rejects_limit = {_MOST_REJECTS})",
            shape,
            target,
        )
        query = "SELECT line, CAST(error_type AS VARCHAR) FROM reject_errors GROUP BY ALL ORDER BY ALL"
        rejected = [(int(line), str(error)) for line, error in own.execute(query).fetchall()]
    except duckdb.Error:
        return None
    finally:
        own.close()
    return None if any(error in _MENDABLE for _, error in rejected) else rejected


def _no_rows(found: Found, rejected: list[tuple[int, str]]) -> list[int]:
    """Lines that DuckDB gives no row for: those it could not read, and blank ones."""
    lines = {line for line, _ in rejected}
    number, last = 1, 10  # the line that begins here, and the byte before
    for piece in chunks(found, []) if found.packed != "zstd" else ():
        buf = np.frombuffer(piece, np.uint8)
        buf = buf[buf != 13]
        feeds = np.flatnonzero(buf == 10)
        if len(feeds):
            blank = np.diff(feeds, prepend=-1 if last == 10 else -2) == 1
            lines.update((number + np.flatnonzero(blank)[:_MOST_REJECTS]).tolist())
            number += len(feeds)
        last = int(buf[-1]) if len(buf) else last
    return sorted(lines)


def _scan(path: Path, names: Sequence[str], text: Text, packed: str) -> str:
    columns = ", ".join("'" + name.replace("'", "''") + "': 'VARCHAR'" for name in names)
    return (
        f"read_csv('{sql_path(path)}', columns = {{{columns}}}, auto_detect = false, header = false, skip = {text.skip + 1}, "
        f"delim = '{text.delimiter}', quote = '\"', escape = '\"', encoding = '{text.encoding}', compression = '{packed}', "
        f"max_line_size = {MAX_LINE_CHARS})"
    )


def _copy(con: duckdb.DuckDBPyConnection, scan: str, shape: Shape, target: Path) -> None:
    columns = [*POSITION_COLUMNS, *STATIC_VALUES] if shape.positions else ["mmsi", "t", *STATIC_VALUES]
    line = ", CAST(line AS BIGINT) AS line" if "'line': 'VARCHAR'" in scan else ""
    inner, typed = typed_of(shape, scan, line)
    made = ", ".join(f"{expression(typed, c)} AS {c}" for c in columns)
    message = '"msg"' if "msg" in typed.columns else "CAST(NULL AS SMALLINT)"
    why = why_of(STAGED if shape.positions else STAGED_STATIC)
    con.execute(
        f"COPY (SELECT *, {why} AS why FROM (SELECT {made}, {message} AS msg{', line' if line else ''} FROM ({inner}))) "  # noqa: S608
        f"TO '{sql_path(target)}' (FORMAT parquet, PRESERVE_ORDER true)"
    )
