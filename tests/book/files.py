"""Books made for tests: workbooks, OpenDocument by hand, delimited text, and what an adversary would send."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import xlsxwriter

from offing.book.model import Book
from offing.book.read import read_book

Rows = Sequence[Sequence[object]]

FLEET = (("id", "imo", "name", "flag"), ("V1", "9569633", "ALPHA", "Panama"), ("V2", "9569683", "BETA", "Togo"))


def write_csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def write_xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for i, row in enumerate(rows):
            sheet.write_row(i, 0, row)
    book.close()
    return path


def write_ods(path: Path, sheets: Mapping[str, Sequence[str]]) -> Path:
    """Sheets as rows of raw `table:table-row` XML: see `ods_row`."""
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    names += 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    names += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "".join(f'<table:table table:name="{escape(n)}">{"".join(rows)}</table:table>' for n, rows in sheets.items())
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content + "</office:document-content>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def ods_row(*cells: str, repeated: int = 1, wide: int = 1) -> str:
    wideness = f' table:number-columns-repeated="{wide}"' if wide > 1 else ""
    times = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    inner = "".join(
        f'<table:table-cell office:value-type="string"{wideness}><text:p>{escape(c)}</text:p></table:table-cell>'
        for c in cells
    )
    return f"<table:table-row{times}>{inner}</table:table-row>"


def book_of(path: Path, **sheets: str) -> Book:
    """A folder of CSV files, read."""
    path.mkdir(exist_ok=True)
    for name, text in sheets.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_book(path)
