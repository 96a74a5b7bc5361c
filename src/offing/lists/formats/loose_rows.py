"""Delimited text that somebody made by hand → records with their raw lines; a broken line costs itself and no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

LONGEST_RECORD_LINES = 100
"""A quoted cell that runs over more lines than this was never closed."""


def loose_lines(path: Path, notes: list[str]) -> list[str]:
    """The lines of a file in UTF-8 (with or without a mark), UTF-16 or Windows-1252; the last is said in `notes`."""
    return io.StringIO(_text(path, notes)).readlines()


def _text(path: Path, notes: list[str]) -> str:
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        notes.append(f"{path.name} is not UTF-8; read as Windows-1252")
        return data.decode("cp1252", errors="replace")


def loose_records(lines: list[str], delimiter: str) -> Iterator[tuple[list[str] | None, str, bool]]:
    """Each record with its raw text, and whether its quotes were well formed; None for one that is no record at all.

    A quote that is never closed costs its own line, not the rest of the file.
    """
    at = 0
    while at < len(lines):
        taken, record, good = 1, None, True
        while record is None:
            chunk = lines[at : at + taken]
            try:
                record = next(csv.reader(chunk, delimiter=delimiter, strict=True), [])
            except csv.Error as error:
                open_quote = "unexpected end" in str(error) and at + taken < len(lines)
                if open_quote and taken < LONGEST_RECORD_LINES:
                    taken += 1
                    continue
                taken, good = 1, False
                break
        raw = "".join(lines[at : at + taken]).rstrip("\r\n")
        if not good:
            try:
                record = next(csv.reader([raw], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
            except csv.Error:
                record = None
        yield record, raw, good
        at += taken
