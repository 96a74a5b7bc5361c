"""A workbook is a zip: what it would unpack to, and how far its sheets reach, before a parser is let at it."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import IO

from offing.errors import BookError, UnsafeInput
from offing.units import MAX_SHEET_CELLS, MAX_UNPACK_RATIO, MAX_UNPACKED_BYTES

_CHUNK = 1 << 20
_OVERLAP = 400
"""Longer than any tag that says where a cell is."""
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]{0,150}?\br\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,12})[\"'][^>]{0,150}(?<!/)>")
"""A cell that holds something; wherever it stands, as a workbook may call its sheets' files what it likes."""
_PLACELESS_CELL = re.compile(rb"<(?:\w+:)?c(?:>|\s(?![^>]{0,150}\br\s*=)[^>]{0,150}>)")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]{0,150}?\br\s*=\s*[\"'](\d{1,12})[\"']")
"""A cell that does not say where it is stands where its row says."""
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b")
_REPEATED = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)\b([^>]{0,2000})>")
_TIMES = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,9})[\"']")


def check_archive(path: Path) -> None:
    """Refuse a zip that would unpack beyond the limits, by its own directory first and then by what it really holds.

    A sheet with one stray cell in its last corner would be laid out in full by the parser, which cannot be caught when
    memory ends: its reach is measured here. Raises UnsafeInput for these, BookError for a broken zip.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive, path)
            for item in archive.infolist():
                with archive.open(item) as member:
                    _check_member(member, item.filename, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise BookError(
            f"not a readable workbook: {error}",
            where=path.name,
            hint="Open it in a spreadsheet program and save it again, without a password",
        ) from error


def _check_directory(archive: zipfile.ZipFile, path: Path) -> None:
    items = archive.infolist()
    total = sum(i.file_size for i in items)
    packed = max(sum(i.compress_size for i in items), 1)
    if total > MAX_UNPACKED_BYTES or (total > 50_000_000 and total / packed > MAX_UNPACK_RATIO):
        raise UnsafeInput(
            f"would unpack {packed:,} bytes to {total:,}",
            where=path.name,
            hint="Export the sheets as CSV if the book is genuine",
        )


def _check_member(member: IO[bytes], name: str, path: Path) -> None:
    """Read it to the end: a directory that understates the size shows by the checksum."""
    rows = columns = repeated = last_row = 1
    most, placeless = 0, False
    carried = b""
    while chunk := member.read(_CHUNK):
        text = carried + chunk
        if _DECLARED.search(text):
            raise UnsafeInput(f"{name} declares entities, which no workbook does", where=path.name)
        if name == "content.xml":
            end = text.rfind(b">") + 1
            text, carried = text[:end], text[end:][:_CHUNK]
            for found in _REPEATED.finditer(text):
                repeated, most = _repeat(found[1], found[2], repeated, most)
        else:
            carried = text[-_OVERLAP:]
            for letters, number in set(_CELL.findall(text)):
                rows, columns = max(rows, int(number)), max(columns, _column(letters.upper()))
            last_row = max(last_row, *map(int, _ROW.findall(text)), 1)
            placeless = placeless or _PLACELESS_CELL.search(text) is not None
            rows = max(rows, last_row) if placeless else rows
        if max(rows * columns, most) > MAX_SHEET_CELLS:
            raise UnsafeInput(
                f"{name} reaches over more than {MAX_SHEET_CELLS:,} cells",
                where=path.name,
                hint="Delete the stray cells far below or right of the table, or export the sheet as CSV",
            )


def _repeat(tag: bytes, attributes: bytes, rows: int, cells: int) -> tuple[int, int]:
    """Times the row at hand is repeated, and the most cells that one repeated filled cell lays out."""
    times = int(found[1]) if (found := _TIMES.search(attributes)) else 1
    if tag == b"table-row":
        return times, cells
    filled = b"value" in attributes
    return rows, max(cells, rows * times) if filled else cells


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
