"""What a reading tells: per file what it held, what was set apart and why, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Called with a file's name, bytes read of all files, bytes of all files."""

NO_MMSI = "no MMSI"
LONG_MMSI = "MMSI of more than nine digits"
SHORT_MMSI = "MMSI of fewer than nine digits"
BASE_STATION = "base station"
AIRCRAFT = "search and rescue aircraft"
AID = "aid to navigation"
BEACON = "distress beacon"
GEAR = "buoy of fishing gear"
NO_TIME = "no time"
ODD_TIME = "time before 1970 or after 2100"
NO_POSITION = "no position"
OFF_GLOBE = "position off the globe"

APART = (BASE_STATION, AIRCRAFT, AID, BEACON, GEAR)
"""Senders that are no ships: counted, and nothing is wrong with them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: `line` is where it is met first (in a Parquet file the row, from 1), `count` how often."""

    file: str
    line: int | None
    count: int
    says: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file} line {self.line}" if self.line else self.file
        often = f" ({self.count:,} times)" if self.count > 1 else ""
        return f"{where}: {self.says}{often}{f'. {self.hint}' if self.hint else ''}"


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file: `rows` are its records (sentences, in NMEA), of which `positions` and `statics` were taken over."""

    path: Path
    format: str
    rows: int
    positions: int
    statics: int
    dropped: Mapping[str, int] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    ignored: Sequence[str] = ()
    """Columns that nothing here reads: unknown ones, and those of a field that another column was read for."""


@dataclass(frozen=True, slots=True)
class Read:
    """All files of one reading; `positions` and `statics` count the rows of the two relations."""

    files: Sequence[FileRead]
    positions: int
    statics: int
    dropped: Mapping[str, int]

    @property
    def problems(self) -> list[Problem]:
        return [problem for file in self.files for problem in file.problems]


def total(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts by reason, summed, the most frequent first."""
    summed: dict[str, int] = {}
    for part in parts:
        for reason, count in part.items():
            summed[reason] = summed.get(reason, 0) + count
    return dict(sorted(summed.items(), key=lambda pair: (-pair[1], pair[0])))
