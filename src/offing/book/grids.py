"""Files of a book → grids of text: workbooks, delimited text in any encoding, Parquet, JSON. Hostile files are refused."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from charset_normalizer import from_bytes

from offing.book.cells import cell_text
from offing.errors import BookError, UnsafeInput
from offing.units import MAX_FILE_BYTES, MAX_LINE_CHARS, MAX_UNPACK_RATIO, MAX_UNPACKED_BYTES

WORKBOOKS = (".xlsx", ".ods", ".xlsm", ".xlsb", ".xls")
TABLES = (".csv", ".tsv", ".txt", ".parquet", ".json")
_SAMPLE_BYTES = 256 * 1024

csv.field_size_limit(MAX_LINE_CHARS)


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


def check_archive(path: Path) -> None:
    """Refuse a zip that would unpack beyond the limits, by its own directory, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            items = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BookError(
            f"not a readable workbook: {error}",
            where=path.name,
            hint="Open it in a spreadsheet program and save it again",
        ) from error
    total = sum(i.file_size for i in items)
    packed = max(sum(i.compress_size for i in items), 1)
    if total > MAX_UNPACKED_BYTES or (total > 50_000_000 and total / packed > MAX_UNPACK_RATIO):
        raise UnsafeInput(
            f"would unpack {packed:,} bytes to {total:,}",
            where=path.name,
            hint="Export the sheets as CSV if the book is genuine",
        )


def _workbook(path: Path) -> list[Grid]:
    from python_calamine import CalamineWorkbook

    if path.suffix.lower() != ".xls":
        check_archive(path)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            grids = []
            for name in book.sheet_names:
                rows: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                texts = [(i, [cell_text(v) for v in r]) for i, r in enumerate(rows, 1)]
                grids.append(Grid(name, texts, []))
            return grids
    except Exception as error:  # calamine has one error class per format and a panic for some broken files
        raise BookError(
            f"not a readable workbook: {error}",
            where=path.name,
            hint="Open it in a spreadsheet program and save it again",
        ) from error


def _parquet(path: Path) -> Grid:
    import duckdb

    try:
        with duckdb.connect() as db:
            table = db.execute("SELECT * FROM read_parquet(?)", [str(path)])
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
    grids = []
    for name, rows in tables.items():
        if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
            raise BookError(f"{name!r} is not a list of objects", where=path.name)
        header = list(dict.fromkeys(k for r in rows for k in r))
        body_rows = [(i, [_json_cell(r.get(k)) for k in header]) for i, r in enumerate(rows, 2)]
        grids.append(Grid(str(name), [(1, header), *body_rows], []))
    return grids


def _json_cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_json_cell(v) for v in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else cell_text(value)


def _encoding(sample: bytes) -> str:
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if sample.startswith(mark):
            return name
    try:
        sample[: sample.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            best = from_bytes(sample[:65536]).best()
            return best.encoding if best else "cp1252"
    return "utf-8"


def _delimiter(line: str) -> str:
    bare = "".join(line.split('"')[::2])
    counts = {mark: bare.count(mark) for mark in (",", ";", "\t", "|")}
    mark = max(counts, key=lambda m: counts[m])
    return mark if counts[mark] else ","


def _lines(path: Path, encoding: str, notes: list[tuple[int, str]]) -> Iterator[str]:
    """Lines of text; one that is too long to be a row is skipped to its end and noted."""
    with path.open("r", encoding=encoding, errors="replace", newline="") as handle:
        number = 0
        while line := handle.readline(MAX_LINE_CHARS + 1):
            number += 1
            if len(line) > MAX_LINE_CHARS and not line.endswith("\n"):
                notes.append((number, f"a line of more than {MAX_LINE_CHARS:,} characters was skipped"))
                while (rest := handle.readline(MAX_LINE_CHARS)) and not rest.endswith("\n"):
                    pass
                continue
            yield line.replace("\x00", "")


def _delimited(path: Path) -> Grid:
    with path.open("rb") as handle:
        sample = handle.read(_SAMPLE_BYTES)
    notes: list[tuple[int, str]] = []
    encoding = _encoding(sample)
    head = sample.decode(encoding, errors="replace").splitlines()
    delimiter = (
        "\t" if path.suffix.lower() == ".tsv" else _delimiter(next((x for x in head if x.strip()), "")[:MAX_LINE_CHARS])
    )
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(_lines(path, encoding, notes), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            notes.append((number, f"this row is not a well-formed record: {error}"))
            continue
        if record is None:
            break
        if any("\ufffd" in cell for cell in record):
            notes.append((number, f"bytes that are not {encoding} text were replaced"))
        rows.append((number, record))
    return Grid(path.stem, rows, notes)
