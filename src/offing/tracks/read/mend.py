"""Delimited text that is not well-formed → a plain CSV of the rows that can be read, each with its line; the rest is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from offing.tracks.read.files import Found
from offing.tracks.read.probe import Text
from offing.tracks.read.told import Problem
from offing.tracks.read.unpacked import chunks
from offing.units import MAX_LINE_CHARS, MIB


class Tally:
    """Problems of one file, each kept with its first line and its count."""

    def __init__(self, path: Path) -> None:
        self._file = str(path)
        self._met: dict[tuple[str, str], list[int]] = {}

    def add(self, line: int, says: str, hint: str = "", count: int = 1) -> None:
        met = self._met.setdefault((says, hint), [line, 0])
        met[0] = min(met[0], line)
        met[1] += count

    def problems(self) -> list[Problem]:
        return [Problem(self._file, line or None, count, *key) for key, (line, count) in self._met.items()]


def mended(found: Found, text: Text, target: Path) -> list[Problem]:
    """Writes `line` and the columns of `text` to `target`. Every line is a row: a quote that is never closed costs one row's
    quotes, not the rows below it."""
    tally = Tally(found.path)
    with target.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        for number, line in _lines(found, text, tally):
            if number <= text.skip + 1 or not line.strip():
                continue
            if "\ufffd" in line:
                tally.add(number, f"bytes that are not {text.encoding} text", "They were replaced")
            row = _cells(line, text.delimiter, number, tally)
            if len(row) == len(text.names):
                writer.writerow([number, *row])
            else:
                tally.add(number, f"{len(row)} fields where {len(text.names)} are named", "The row is not read")
    return tally.problems()


def _cells(line: str, mark: str, number: int, tally: Tally) -> list[str]:
    if '"' not in line:
        return line.split(mark)
    if line.count('"') % 2 == 0:
        try:
            return next(csv.reader([line], delimiter=mark, strict=True), [])
        except csv.Error:
            pass
    tally.add(number, "quotes that are not in pairs", "They were read as letters")
    return [cell.strip('"') for cell in line.split(mark)]


def _lines(found: Found, text: Text, tally: Tally) -> Iterator[tuple[int, str]]:
    """Numbered lines without their ends; a line above the bound is told and skipped."""
    ends: list[str] = []
    raw = _Fed(chunks(found, ends))
    number = 0
    with io.TextIOWrapper(io.BufferedReader(raw, MIB), encoding=text.encoding, errors="replace", newline="") as handle:
        while line := handle.readline(MAX_LINE_CHARS + 1):
            number += 1
            if len(line) > MAX_LINE_CHARS and not line.endswith("\n"):
                tally.add(number, f"a line of more than {MAX_LINE_CHARS:,} characters", "It is not read")
                while (rest := handle.readline(MAX_LINE_CHARS)) and not rest.endswith("\n"):
                    pass
                continue
            yield number, line.rstrip("\r\n").replace("\x00", "")
    for says in ends:
        tally.add(number, says)


class _Fed(io.RawIOBase):
    """A stream of the bytes that an iterator gives."""

    def __init__(self, given: Iterator[bytes]) -> None:
        self._given = given
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = next(self._given, b"")
        taken = self._left[: len(buffer)]
        self._left = self._left[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)
