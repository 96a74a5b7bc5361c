"""A file of queries, read as it is asked for: CSV of any size and encoding, Parquet (only the columns needed), and what a book
may be written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from offing.book.cells import cell_text
from offing.book.columns import fold_header, map_query_headers
from offing.book.delimited import stream_delimited
from offing.book.grids import TABLES, WORKBOOKS, read_grids
from offing.book.queries import ASKED_BY
from offing.errors import BookError, UsageError

Record = tuple[int, Sequence[str], str]
"""Row number as the user sees it, cells, and what was wrong with the row ("" if nothing)."""
_ROWS_AT_ONCE = 2000
_NO_TEXT = re.compile(r"STRUCT|MAP|UNION|BLOB|BIT|\[\]|\[\d+\]|GEOMETRY|VARIANT")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a record which column of a query stands, and the columns that are carried along (header, position)."""

    columns: dict[str, int]
    keep: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An open file of queries. `records` can be read once; `share` tells how much of it was read, 0 to 1.

    `unread` are headers that mean nothing here; `notes` is what there is to say of the file as a whole.
    """

    layout: Layout
    records: Iterator[Record]
    share: Callable[[], float]
    unread: tuple[str, ...]
    notes: tuple[str, ...]


def opened_source(path: Path, keep: Sequence[str] = ()) -> Source:
    """Open a file of queries. `keep` names headers to carry along.

    Raises UsageError where it has no column to ask by or none of a name in `keep`; BookError where it cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return _parquet(path, keep)
    if suffix not in (*TABLES, *WORKBOOKS):
        raise BookError(f"a {suffix or 'nameless'} file is not a table", where=path.name, hint="Bring .csv or .parquet")
    if suffix in (".csv", ".tsv", ".txt"):
        table = stream_delimited(path)
        size = max(path.stat().st_size, 1)
        source = _of_rows(path, table.records, keep, lambda: table.at() / size)
        return source if not table.note else _noted(source, table.note)
    grid = read_grids(path)[0]
    read = [0]

    def records() -> Iterator[Record]:
        for number, cells in grid.rows:
            read[0] += 1
            yield number, cells, ""

    return _of_rows(path, records(), keep, lambda: read[0] / max(len(grid.rows), 1))


def _noted(source: Source, note: str) -> Source:
    return Source(source.layout, source.records, source.share, source.unread, (*source.notes, note))


def _of_rows(path: Path, rows: Iterator[Record], keep: Sequence[str], share: Callable[[], float]) -> Source:
    """The first row that is not blank is the header."""
    header = next((cells for _, cells, _ in rows if any(c.strip() for c in cells)), None)
    if header is None:
        raise UsageError("the batch is empty: there is no header", where=path.name)
    layout, unread = _layout(path, header, keep)
    asked = (r for r in rows if r[2] or any(c.strip() for c in r[1]))
    return Source(layout, (_with_surplus(r, len(header)) for r in asked), share, unread, ())


def _with_surplus(record: Record, width: int) -> Record:
    """Cells beyond the header are read by nobody, and said: often a comma that should have stood in quotes."""
    number, cells, damage = record
    surplus = [c.strip() for c in cells[width:] if c.strip()]
    if not surplus:
        return record
    count = (
        f"{len(surplus)} cell{'s' if len(surplus) > 1 else ''} beyond the header not read: {', '.join(surplus)[:80]!r}"
    )
    return number, cells, f"{damage}; {count}" if damage else count


def _layout(path: Path, header: Sequence[str], keep: Sequence[str]) -> tuple[Layout, tuple[str, ...]]:
    columns = map_query_headers(header)
    if not any(c in columns for c in ASKED_BY):
        raise UsageError(
            "the batch has neither a name nor an imo column, nor another number",
            where=path.name,
            value=", ".join(header)[:200],
            hint="The first row must name the columns: id, name, type, imo, mmsi, call_sign, flag, country, born, other_ids",
        )
    kept: list[tuple[str, int]] = []
    for wanted in dict.fromkeys(keep):
        at = next((i for i, h in enumerate(header) if h.strip() == wanted), None)
        if at is None:
            at = next((i for i, h in enumerate(header) if fold_header(h) == fold_header(wanted) != ""), None)
        if at is None:
            raise UsageError("no such column to keep", where=path.name, value=wanted, hint=", ".join(header)[:200])
        kept.append((header[at].strip(), at))
    used = {*columns.values(), *(i for _, i in kept)}
    return Layout(columns, tuple(kept)), tuple(h.strip() for i, h in enumerate(header) if i not in used and h.strip())


def _parquet(path: Path, keep: Sequence[str]) -> Source:
    import duckdb

    file = re.sub(r"[*?\[]", r"[\g<0>]", str(path))  # a name is not a pattern
    try:
        db = duckdb.connect(config={"threads": 1})
        described = db.execute("DESCRIBE SELECT * FROM read_parquet(?)", [file]).fetchall()
        counted = db.execute("SELECT count(*) FROM read_parquet(?)", [file]).fetchone()
    except duckdb.Error as error:
        raise BookError(f"not a readable Parquet file: {_said(error)}", where=path.name) from error
    names = [str(d[0]) for d in described]
    odd = {i: str(d[1]) for i, d in enumerate(described) if _NO_TEXT.search(str(d[1])) and d[1] != "VARCHAR[]"}
    layout, unread = _layout(path, ["" if i in odd else n for i, n in enumerate(names)], keep)
    wanted = sorted({*layout.columns.values(), *(i for _, i in layout.keep)})
    places = {at: i for i, at in enumerate(wanted)}
    total = max(counted[0] if counted else 0, 1)
    read = [0]

    def records() -> Iterator[Record]:
        selected = ", ".join('"' + names[i].replace('"', '""') + '"' for i in wanted)
        try:
            with db:
                db.execute(f"SELECT {selected} FROM read_parquet(?)", [file])  # noqa: S608 - quoted names of its own columns
                while rows := db.fetchmany(_ROWS_AT_ONCE):
                    for row in rows:
                        read[0] += 1
                        yield read[0], [_cell(v) for v in row], ""
        except (duckdb.Error, UnicodeDecodeError) as error:
            raise BookError(
                f"the Parquet file cannot be read after row {read[0]:,}: {_said(error)}", where=path.name
            ) from error

    moved = Layout({c: places[at] for c, at in layout.columns.items()}, tuple((h, places[at]) for h, at in layout.keep))
    not_text = tuple(f"{names[i]} ({kind[:40]})" for i, kind in odd.items())
    return Source(moved, records(), lambda: read[0] / total, (*unread, *not_text), ())


def _said(error: Exception) -> str:
    """The first line of what DuckDB says: below it stands the query that we put to it, which is not the user's."""
    return str(error).partition("\n")[0].partition("LINE 1:")[0].strip()[:200]


def _cell(value: Any) -> str:
    return "; ".join(cell_text(v) for v in value) if isinstance(value, list) else cell_text(value)
