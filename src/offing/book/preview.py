"""How a book's files would be read, before they are: each table's headers, the columns they were taken for, its first rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from offing.book.columns import best_sheet, map_headers, second_headers, sheet_called
from offing.book.grids import TABLES, WORKBOOKS, Grid, read_grids
from offing.book.read import header_at, shown_name
from offing.book.said import Said, with_said
from offing.errors import OffingError
from offing.units import MAX_FILE_BYTES

ROWS = 20
"""Rows that are shown of each table."""
_CELL = 200


@dataclass(frozen=True, slots=True)
class Header:
    """A header as written, the column it is taken for ("" for none), and whether a person has said so."""

    text: str
    column: str
    said: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """One table of a file. `sheet` is the sheet of the book it is read as, "" where it fits none; `total` counts its rows."""

    file: str
    name: str
    sheet: str
    headers: tuple[Header, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    why: str = ""

    @property
    def unread(self) -> int:
        return sum(1 for h in self.headers if h.text and not h.column)


def preview(path: Path, said: Said = MappingProxyType({})) -> tuple[Seen, ...]:
    """Every table of a workbook, a file or a folder. What cannot be read stands there with the reason."""
    files = sorted(f for f in path.iterdir() if f.is_file()) if path.is_dir() else [path]
    found: list[Seen] = []
    for file in files:
        if file.suffix.lower() not in (*WORKBOOKS, *TABLES):
            continue
        try:
            if file.stat().st_size > MAX_FILE_BYTES:
                raise OffingError(f"a file of more than {MAX_FILE_BYTES:,} bytes is not read")
            grids = read_grids(file)
        except (OffingError, OSError) as error:
            found.append(Seen(shown_name(file), "", "", (), (), 0, str(error)))
            continue
        alone = len(grids) == 1
        found += [_seen(grid, shown_name(file), said, guess=alone) for grid in grids]
    return tuple(found)


def _seen(grid: Grid, file: str, said: Said, *, guess: bool) -> Seen:
    if not any(any(c.strip() for c in cells) for _, cells in grid.rows):
        return Seen(file, grid.name, sheet_called(grid.name) or "", (), (), 0, "the table is empty")
    sheet = sheet_called(grid.name)
    at = header_at(grid, sheet)
    headers = [h.strip() for h in grid.rows[at][1]]
    if sheet is None and guess:
        sheet = best_sheet(headers)
    body = [cells for _, cells in grid.rows[at + 1 :] if any(c.strip() for c in cells)]
    rows = tuple(tuple(c[:_CELL] for c in cells) for cells in body[:ROWS])
    if sheet is None:
        why = "its name and headers fit none of the book's sheets"
        return Seen(file, grid.name, "", tuple(Header(h, "", False) for h in headers), rows, len(body), why)
    columns, _ = map_headers(sheet, headers)
    columns |= second_headers(sheet, headers, columns, body)
    columns = with_said(sheet, headers, columns, said)
    told = tuple(Header(h, columns.get(i, ""), (sheet, h) in said) for i, h in enumerate(headers))
    return Seen(file, grid.name, sheet, told, rows, len(body))
