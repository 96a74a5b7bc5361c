"""Delimited text of a known publisher → rows with their raw lines; every column is read, ignored by name, or raises."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from offing.errors import MalformedSource, UnreadField
from offing.units import MAX_LINE_CHARS

csv.field_size_limit(MAX_LINE_CHARS)
_PIECE = 1 << 18
"""Characters read at a time."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One record: `number` counts records from 1 after the header, `line` is its first line in the file, `raw` its text."""

    number: int
    line: int
    values: dict[str, str]
    raw: str

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def get(self, column: str) -> str | None:
        """The trimmed value, None when empty or when the table lacks the column."""
        return self.values.get(column, "").strip() or None


class _Tape:
    """Lines handed to the csv reader, kept until the record they make is complete."""

    def __init__(self, handle: io.TextIOBase, name: str, count: int) -> None:
        self.handle = handle
        self.name = name
        self.count = count
        self.kept: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for lines in self._pieces():
            for line in lines:
                self.count += 1
                if line[0] == "\x1a" and line.rstrip("\r\n") == "\x1a":  # DOS end of file, as OFAC's files close
                    return
                self.kept.append(line)
                yield line

    def _pieces(self) -> Iterator[list[str]]:
        """Whole lines, many at a time; no more than a piece and a line's bound is ever held."""
        rest = ""
        while piece := self.handle.read(_PIECE):
            lines = io.StringIO(rest + piece, newline="").readlines()
            rest = "" if lines[-1].endswith("\n") else lines.pop()
            if max(map(len, [*lines, rest])) > MAX_LINE_CHARS:
                at = next(i for i, line in enumerate([*lines, rest]) if len(line) > MAX_LINE_CHARS)
                raise MalformedSource(
                    f"a line of more than {MAX_LINE_CHARS:,} characters",
                    where=f"{self.name} line {self.count + at + 1}",
                )
            yield lines
        if rest:
            yield [rest]

    def take(self) -> str:
        raw = self.kept[0] if len(self.kept) == 1 else "".join(self.kept)
        self.kept.clear()
        return raw.rstrip("\r\n")


def read_table(
    path: Path,
    *,
    columns: Sequence[str] | None = None,
    known: Collection[str] | None = None,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
    skip_lines: int = 0,
) -> Iterator[TableRow]:
    """Records of a delimited file.

    `columns` names the fields of a file without a header (a record of another length raises MalformedSource, so a row
    cut short is never read as a whole one). Without it the first line after `skip_lines` is the header; every header
    must stand in `known`, else UnreadField: a new column is somebody's decision. Undecodable bytes raise MalformedSource.
    """
    name = path.name
    try:
        with path.open("r", encoding=encoding, newline="") as handle:
            for _ in range(skip_lines):
                handle.readline(MAX_LINE_CHARS)
            tape = _Tape(handle, name, skip_lines)
            reader = csv.reader(tape, delimiter=delimiter, strict=True)
            header = list(columns) if columns is not None else _header(reader, tape, known, name)
            number = 0
            while True:
                first = tape.count + 1
                record = next(reader, None)
                if record is None:
                    return
                raw = tape.take()
                if not (record and record[0].strip()) and not any(v.strip() for v in record):
                    continue
                number += 1
                if len(record) != len(header):
                    raise MalformedSource(
                        f"{len(record)} fields where {len(header)} are expected",
                        where=f"{name} line {first}",
                        value=raw[:120],
                        hint="The file is cut short or not what its name says",
                    )
                yield TableRow(number, first, dict(zip(header, record, strict=True)), raw)
    except UnicodeError as error:
        at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise MalformedSource(f"not {encoding} text{at}", where=name) from error
    except csv.Error as error:
        raise MalformedSource(f"not a well-formed table: {error}", where=f"{name} near line {tape.count}") from error


def _header(reader: Iterator[list[str]], tape: _Tape, known: Collection[str] | None, name: str) -> list[str]:
    header = [h.strip() for h in next(reader, [])]
    tape.take()
    if not header:
        raise MalformedSource("the file is empty", where=name)
    if known is not None and (new := [h for h in header if h not in known]):
        raise UnreadField(
            f"nobody reads the column{'s' if len(new) > 1 else ''} {', '.join(map(repr, new))}", where=f"{name} header"
        )
    if len(set(header)) != len(header):
        raise MalformedSource("a column stands twice in the header", where=f"{name} header")
    return header
