"""Delimited text of any origin → a grid: encoding and delimiter found out, damage kept to the row it is in."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from offing.book.columns import SHEETS, map_headers
from offing.reading.encodings import encoding_of
from offing.units import MAX_LINE_CHARS

_SAMPLE_BYTES = 256 * 1024
_DELIMITERS = (",", ";", "\t", "|")
_LINES_THAT_TELL = 30
_HEADER_WITHIN = 10

csv.field_size_limit(MAX_LINE_CHARS)

Note = tuple[int, str]
"""Row number and what was met there."""


@dataclass(frozen=True, slots=True)
class Delimited:
    """A table read as it is asked for. `records` are row number, cells and damage ("" if none); `note` tells of the encoding,
    `at` how many bytes of the file have been read."""

    note: str
    records: Iterator[tuple[int, list[str], str]]
    at: Callable[[], int]


def stream_delimited(path: Path) -> Delimited:
    """Open a table of any size. Row numbers are a spreadsheet's: a record over several lines is one row."""
    with path.open("rb") as handle:
        sample = handle.read(_SAMPLE_BYTES)
    encoding = encoding_of(sample)
    note = ""
    if encoding not in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        note = f"text that names its encoding (UTF-8); it was read as {encoding}, the likeliest"
    head = sample.decode(encoding, errors="replace").splitlines()
    delimiter = "\t" if path.suffix.lower() == ".tsv" else delimiter_of(head)
    raw, size = path.open("rb"), path.stat().st_size
    text = TextIOWrapper(raw, encoding=encoding, errors="replace", newline="")
    return Delimited(note, _numbered(text, encoding, delimiter), lambda: size if raw.closed else raw.tell())


def _numbered(text: TextIO, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    with text:
        for number, (record, damage) in enumerate(_records(text, delimiter), 1):
            if any("\ufffd" in cell for cell in record):
                replaced = f"bytes that are not {encoding} text were replaced"
                yield number, record, f"{damage}; {replaced}" if damage else replaced
            else:
                yield number, record, damage


def read_delimited(path: Path) -> tuple[list[tuple[int, list[str]]], list[Note]]:
    """All numbered rows and notes."""
    table = stream_delimited(path)
    notes: list[Note] = [(0, table.note)] if table.note else []
    rows: list[tuple[int, list[str]]] = []
    for number, record, damage in table.records:
        if damage:
            notes.append((number, damage))
        rows.append((number, record))
    return rows, notes


def delimiter_of(lines: list[str]) -> str:
    """The mark by which a line reads as a header of the book; else the one that stands equally often in most lines."""
    bare = ["".join(line[:MAX_LINE_CHARS].split('"')[::2]) for line in lines if line.strip()][:_LINES_THAT_TELL]
    best, best_score = ",", (0, 0, 0)
    for mark in _DELIMITERS:
        counts = Counter(n for line in bare if (n := line.count(mark)))
        if counts:
            times, lines_alike = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
            score = (_headers(bare, mark), lines_alike, times)
            if score > best_score:
                best, best_score = mark, score
    return best


def _headers(lines: list[str], mark: str) -> int:
    """Most columns of one sheet that one of the first lines names, when it is cut at `mark`; one alone tells nothing."""
    cut = [line.split(mark) for line in lines[:_HEADER_WITHIN] if mark in line]
    named = max((len(map_headers(sheet, cells)[0]) for cells in cut for sheet in SHEETS), default=0)
    return named if named > 1 else 0


class _Feed:
    """Lines for the csv reader, which can be handed back: `taken` are those of the record being read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._returned: deque[str] = deque()
        self.taken: list[str] = []
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        return line

    def hand_back_all_but_first(self) -> str:
        first, *rest = self.taken
        self._returned.extendleft(reversed(rest))
        self.taken, self.ended = [], False
        return first


def _records(text: TextIO, delimiter: str) -> Iterator[tuple[list[str], str]]:
    """Records, each with what was wrong with it.

    A quote that is never closed would swallow all rows below it: its line is then read by itself, the quote as a letter.
    """
    feed = _Feed(_lines(text))
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.taken = []
        try:
            record = next(reader, None)
        except csv.Error:
            first = feed.hand_back_all_but_first()
            yield _alone(first, delimiter)
            continue
        if record is None:
            return
        if len(feed.taken) == 1 and feed.taken[0] == _TOO_LONG:
            yield [], f"a line of at most {MAX_LINE_CHARS:,} characters; the line was skipped"
        else:
            yield record, ""


def _alone(line: str, delimiter: str) -> tuple[list[str], str]:
    opened = line.count('"') % 2
    try:
        if opened:
            record = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
        else:
            record = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error as error:
        return [], f"a well-formed row: {error}"
    if opened:
        return [
            c.strip('"') for c in record
        ], "quotes in pairs; one is opened and not closed, the row was read without it"
    return record, ""


_TOO_LONG = "\x00\n"
"""Stands for a skipped line, so that the rows after it keep their numbers. No other line holds a NUL."""


def _lines(text: TextIO) -> Iterator[str]:
    while line := text.readline(MAX_LINE_CHARS + 1):
        if len(line) > MAX_LINE_CHARS and not line.endswith("\n"):
            while (rest := text.readline(MAX_LINE_CHARS)) and not rest.endswith("\n"):
                pass
            yield _TOO_LONG
        else:
            yield line.replace("\x00", "")
