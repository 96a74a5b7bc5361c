"""Files of a book → grids of text: workbooks, delimited text in any encoding, Parquet, JSON. Hostile files are refused."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from offing.book.archives import check_archive
from offing.book.cells import cell_text
from offing.book.delimited import read_delimited
from offing.book.formulas import unread_formulas
from offing.errors import BookError, UnsafeInput
from offing.units import MAX_FILE_BYTES, MAX_SHEET_CELLS

WORKBOOKS = (".xlsx", ".ods", ".xlsm", ".xlsb", ".xls")
TABLES = (".csv", ".tsv", ".txt", ".parquet", ".json")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as text. `rows` are (row number as the user sees it, cells); `notes` (row, what) were met on the way."""

    name: str
    rows: list[tuple[int, list[str]]]
    notes: list[tuple[int, str]]


def read_grids(path: Path) -> list[Grid]:
    """All sheets of a file. Raises BookError when it cannot be read at all, UnsafeInput when it must not be."""
    if path.stat().st_size > MAX_FILE_BYTES and path.suffix.lower() not in (".csv", ".tsv", ".txt"):
        raise UnsafeInput(
            f"larger than {MAX_FILE_BYTES:,} bytes", where=path.name, hint="Split it into sheets of their own"
        )
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return _workbook(path)
    if suffix == ".parquet":
        return [_parquet(path)]
    if suffix == ".json":
        return _json(path)
    return [_delimited(path)]


def _workbook(path: Path) -> list[Grid]:
    from python_calamine import CalamineWorkbook

    if path.suffix.lower() != ".xls":
        check_archive(path)
    blanks = unread_formulas(path)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            grids = []
            for name in book.sheet_names:
                rows: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                texts = [(i, [cell_text(v) for v in r]) for i, r in enumerate(rows, 1)]
                grids.append(Grid(name, texts, blanks.get(name, [])))
            return grids
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except (
        BaseException
    ) as error:  # one error class per format, and for some broken files a panic, which is no Exception
        raise BookError(
            f"not a readable workbook: {error}",
            where=path.name,
            hint="Open it in a spreadsheet program and save it again",
        ) from error


def _parquet(path: Path) -> Grid:
    import duckdb

    try:
        with duckdb.connect() as db:
            file = re.sub(r"[*?\[]", r"[\g<0>]", str(path))  # a name is not a pattern
            counted = db.execute("SELECT count(*) FROM read_parquet(?)", [file]).fetchone()
            table = db.execute("SELECT * FROM read_parquet(?)", [file])
            cells = (counted[0] if counted else 0) * len(table.description or [])
            if cells > MAX_SHEET_CELLS:
                raise UnsafeInput(f"holds {cells:,} cells, more than {MAX_SHEET_CELLS:,}", where=path.name)
            header = [str(c[0]) for c in table.description or []]
            rows = [(1, header)] + [(i, [cell_text(v) for v in r]) for i, r in enumerate(table.fetchall(), 2)]
    except duckdb.Error as error:
        raise BookError(f"not a readable Parquet file: {str(error)[:200]}", where=path.name) from error
    return Grid(path.stem, rows, [])


def _json(path: Path) -> list[Grid]:
    """A list of objects is one sheet; an object of lists is several, by their keys."""
    try:
        body = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BookError(f"not readable JSON: {error}", where=path.name) from error
    tables = {path.stem: body} if isinstance(body, list) else body
    if not isinstance(tables, dict):
        raise BookError("the JSON is neither a list of rows nor an object of sheets", where=path.name)
    grids = [_json_sheet(str(name), rows) for name, rows in tables.items() if isinstance(rows, list)]
    if not grids:
        raise BookError("the JSON is neither a list of rows nor an object of sheets", where=path.name)
    odd = [str(name) for name, rows in tables.items() if not isinstance(rows, list)]
    grids[0].notes.extend((0, f"a list of objects under {name!r}; it was not read") for name in odd)
    return grids


def _json_sheet(name: str, rows: list[Any]) -> Grid:
    header = list(dict.fromkeys(k for r in rows if isinstance(r, dict) for k in r))
    grid = Grid(name, [(1, [_sound(k) for k in header])], [])
    for number, row in enumerate(rows, 2):
        if isinstance(row, dict):
            grid.rows.append((number, [_json_cell(row.get(k)) for k in header]))
        else:
            grid.notes.append((number, f"an object; {json.dumps(row)[:60]} was skipped"))
    return grid


def _json_cell(value: object) -> str:
    if isinstance(value, list) and not any(isinstance(v, (list, dict)) for v in value):
        return "; ".join(_json_cell(v) for v in value)
    nested = isinstance(value, (list, dict))
    return _sound(json.dumps(value, ensure_ascii=False) if nested else cell_text(value))


def _sound(text: str) -> str:
    """Without the halves of letters that JSON can spell and no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _delimited(path: Path) -> Grid:
    rows, notes = read_delimited(path)
    return Grid(path.stem, rows, notes)
