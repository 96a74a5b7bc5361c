"""A workbook or a folder → a Book. A bad cell, file or sheet is reported with its place; all the rest is read."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

from offing.book.cells import (
    blank,
    day_first,
    formula_error,
    percent_scale,
    read_date,
    read_number,
    read_yes_no,
)
from offing.book.columns import (
    DATE_COLUMNS,
    NUMBER_COLUMNS,
    SHEETS,
    YES_NO_COLUMNS,
    best_sheet,
    map_headers,
    second_headers,
    sheet_called,
)
from offing.book.grids import TABLES, WORKBOOKS, Grid, read_grids
from offing.book.model import Book, CellProblem, Row
from offing.book.said import Said, with_said
from offing.errors import BookError, MissingSource, OffingError
from offing.records.dates import DateSpan
from offing.snapshots import sha256_of
from offing.units import MAX_CELL_CHARS, MAX_FILE_BYTES

BESIDE = ("tracks", "files", "reports", "lists")
"""Folders that belong to a book and hold no sheets."""
_NO_LETTER = re.compile(r"[\d.,\s]+|yes|no")
"""What a number, a date's day number or an uncalculated formula leaves where a name belongs."""
_HEADER_WITHIN = 10
"""A header may stand below a title, within this many rows."""


def read_book(path: Path, headers: Said = MappingProxyType({})) -> Book:
    """Read all sheets of a workbook, a folder, or a single table; `headers` are columns that were said, over those guessed.

    Raises BookError when nothing at all can be read, MissingSource when there is nothing at `path`.
    """
    if not os.path.exists(path):  # noqa: PTH110 - never raises, unlike Path.exists on a name that is too long
        raise MissingSource(
            "there is no book here", where=str(path), hint="Name a workbook, a table or a folder of sheets"
        )
    parts = _Parts(headers)
    if path.is_dir():
        _read_folder(path, parts)
    else:
        _read_file(path, parts, alone=True)
    if not parts.sheets_seen:
        seen = "; ".join(f"{p.sheet}: {p.expected}" for p in parts.problems[:5])
        raise BookError(
            f"no sheet of a book was found{': ' + seen if seen else ''}",
            where=shown_name(path),
            hint=f"Sheets are called {', '.join(SHEETS)}; see `docs/guides/book.md`",
        )
    _check_ids(parts)
    return Book(
        name=shown_name(path),
        rows=tuple(sorted(parts.rows, key=lambda r: (list(SHEETS).index(r.sheet), r.file, r.number))),
        files=dict(sorted(parts.files.items())),
        problems=tuple(parts.problems),
        unmapped=tuple(parts.unmapped),
        mapped=tuple(parts.mapped),
        other=tuple(parts.other),
    )


class _Parts:
    """What has been gathered so far."""

    def __init__(self, said: Said) -> None:
        self.said = said
        self.rows: list[Row] = []
        self.files: dict[str, str] = {}
        self.problems: list[CellProblem] = []
        self.unmapped: list[tuple[str, str]] = []
        self.mapped: list[tuple[str, str, str]] = []
        self.other: list[str] = []
        self.sheets_seen: set[str] = set()


def shown_name(path: Path) -> str:
    """A file's name as text that can be printed, whatever bytes the file system holds for it."""
    return (path.name or path.resolve().name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _read_folder(folder: Path, parts: _Parts) -> None:
    try:
        inside = sorted(f for f in folder.iterdir() if not f.name.startswith((".", "~$")))
    except OSError as error:
        raise BookError(f"the folder cannot be read: {error.strerror}", where=shown_name(folder)) from error
    for item in inside:
        if item.is_file():
            _read_file(item, parts, alone=False)
        elif not item.is_dir():
            parts.problems.append(CellProblem(shown_name(item), 0, "", "", "a file; this is a broken link or no file"))
        elif os.access(item, os.R_OK) and any(item.iterdir()):
            parts.other.append(shown_name(item))


def _read_file(file: Path, parts: _Parts, *, alone: bool) -> None:
    if file.suffix.lower() not in (*WORKBOOKS, *TABLES):
        if alone:
            raise BookError(
                f"a {file.suffix or 'nameless'} file is not a book",
                where=shown_name(file),
                hint="Bring .xlsx, .ods, .csv, .parquet or .json",
            )
        parts.other.append(shown_name(file))
        return
    try:
        digest, grids = _open(file)
    except OffingError as error:
        if alone:
            raise
        parts.problems.append(
            CellProblem(shown_name(file), 0, "", error.what[:200], f"a readable file. {error.hint}".strip())
        )
        return
    parts.files[shown_name(file)] = digest
    single = len(grids) == 1 and file.suffix.lower() not in WORKBOOKS
    for grid in grids:
        _read_grid(grid, shown_name(file), parts, guess=alone or single or len(grids) == 1)


def _open(file: Path) -> tuple[str, list[Grid]]:
    try:
        digest = sha256_of(file) if file.stat().st_size <= MAX_FILE_BYTES else ""
        return digest, read_grids(file)
    except OSError as error:
        raise BookError(f"the file cannot be read: {error.strerror or error}", where=shown_name(file)) from error


def header_at(grid: Grid, sheet: str | None) -> int:
    """Position of the row that reads most like a header among the first ones; titles above it are no rows."""
    best, best_score = 0, -1
    for i, (_, cells) in enumerate(grid.rows[:_HEADER_WITHIN]):
        sheets = [sheet] if sheet else list(SHEETS)
        score = max(len(map_headers(s, cells)[0]) for s in sheets)
        if score > best_score:
            best, best_score = i, score
    return best


def _read_grid(grid: Grid, file: str, parts: _Parts, *, guess: bool) -> None:
    place = file if grid.name == Path(file).stem else f"{file}:{grid.name}"
    if not any(any(c.strip() for c in cells) for _, cells in grid.rows):
        if grid.rows or guess:
            parts.problems.append(CellProblem(place, 0, "", "", "rows; the sheet is empty"))
        if (named := sheet_called(grid.name)) is not None:
            parts.sheets_seen.add(named)
        return
    sheet = sheet_called(grid.name)
    at = header_at(grid, sheet)
    headers = [h.strip() for h in grid.rows[at][1]]
    if sheet is None and guess:
        sheet = best_sheet(headers)
    if sheet is None:
        parts.unmapped.append((place, "(the whole sheet: its name and headers fit none of the book's sheets)"))
        return
    body = [(n, cells) for n, cells in grid.rows[at + 1 :] if any(c.strip() for c in cells)]
    columns, _ = map_headers(sheet, headers)
    columns |= second_headers(sheet, headers, columns, [cells for _, cells in body])
    columns = with_said(sheet, headers, columns, parts.said)
    parts.unmapped.extend((sheet, h) for i, h in enumerate(headers) if h and i not in columns)
    parts.unmapped.extend((sheet, f"(column {i}, which has no header)") for i in _headless(grid, at, headers))
    parts.mapped.extend((sheet, headers[i], c) for i, c in columns.items() if headers[i] != c)
    for number, what in grid.notes:
        parts.problems.append(CellProblem(sheet, number, "", "", what))
    if not columns:
        wanted = ", ".join(SHEETS[sheet][:6])
        parts.problems.append(
            CellProblem(
                sheet, grid.rows[at][0], "", " | ".join(headers)[:200], f"a header that can be mapped, such as {wanted}"
            )
        )
        return
    parts.sheets_seen.add(sheet)
    parts.rows.extend(_read_rows(sheet, file, columns, len(headers), body, parts.problems))


def _headless(grid: Grid, at: int, headers: Sequence[str]) -> list[int]:
    """Positions, from 1, of columns that hold something under an empty header."""
    nameless = [i for i, h in enumerate(headers) if not h]
    below = grid.rows[at + 1 :]
    return [i + 1 for i in nameless if any(i < len(cells) and cells[i].strip() for _, cells in below)]


def _read_rows(
    sheet: str,
    file: str,
    columns: dict[int, str],
    width: int,
    body: Sequence[tuple[int, list[str]]],
    problems: list[CellProblem],
) -> list[Row]:
    by_column = {c: [cells[i] for _, cells in body if i < len(cells)] for i, c in columns.items()}
    orders = {c: day_first(by_column[c]) for c in columns.values() if c in DATE_COLUMNS}
    scale = percent_scale(by_column["percent"]) if "percent" in by_column else 1.0
    if scale != 1.0:
        problems.append(
            CellProblem(sheet, 0, "percent", "", "percent; the column holds fractions of 1 and was multiplied by 100")
        )
    rows = []
    for number, cells in body:
        if any(c.strip() for c in cells[width:]):
            problems.append(
                CellProblem(sheet, number, "", " | ".join(cells[width:])[:120], f"{width} cells; more were found")
            )
        texts: dict[str, str] = {}
        dates: dict[str, DateSpan] = {}
        numbers: dict[str, float] = {}
        flags: dict[str, bool] = {}
        for i, column in columns.items():
            text = cells[i].strip() if i < len(cells) else ""
            if blank(text):
                continue
            if formula_error(text):
                problems.append(CellProblem(sheet, number, column, text, "a value; the formula here gives an error"))
                continue
            if len(text) > MAX_CELL_CHARS:
                problems.append(
                    CellProblem(sheet, number, column, text[:60] + "…", f"at most {MAX_CELL_CHARS:,} characters; cut")
                )
                text = text[:MAX_CELL_CHARS]
            texts[column] = text
            if column == "name" and _NO_LETTER.fullmatch(text):
                problems.append(CellProblem(sheet, number, column, text[:120], "a name; kept as it stands"))
            try:
                if column in DATE_COLUMNS:
                    dates[column], note = read_date(text, orders[column])
                    if note:
                        problems.append(CellProblem(sheet, number, column, text, f"a date as 2018-07-04; {note}"))
                elif column in NUMBER_COLUMNS:
                    numbers[column] = _number(text, column, scale)
                elif column in YES_NO_COLUMNS:
                    flags[column] = read_yes_no(text)
            except (ValueError, OverflowError):
                problems.append(CellProblem(sheet, number, column, text[:120], _expected(column)))
        rows.append(Row(sheet, number, file, texts, dates, numbers, flags))
    return rows


def _number(text: str, column: str, scale: float) -> float:
    if column != "percent":
        return read_number(text)
    share = read_number(text) * scale
    if not 0 <= share <= 100:
        raise ValueError(f"not a share: {text!r}")
    return share


def _expected(column: str) -> str:
    if column == "percent":
        return "a share from 0 to 100"
    if column in DATE_COLUMNS:
        return "a date: 2018, 2018-07, 2018-07-04 or 2018-02/2018-05"
    return "yes or no" if column in YES_NO_COLUMNS else "a number"


def _check_ids(parts: _Parts) -> None:
    """Two rows of one sheet with one id: both are kept, and said."""
    seen: dict[tuple[str, str], Row] = {}
    for row in parts.rows:
        if row.id:
            first = seen.setdefault((row.sheet, row.id), row)
            if first is not row:
                parts.problems.append(
                    CellProblem(
                        row.sheet, row.number, "id", row.id, f"an id of its own; row {first.number} has the same"
                    )
                )
