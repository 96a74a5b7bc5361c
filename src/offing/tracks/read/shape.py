"""What is known of a table before it is read: which column is which field, its type, how its times and numbers are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from offing.tracks.read.headers import STATIC_FIELDS, Mapped

SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS = "s", "ms", "us", "ns"
ISO = "iso"
"""Text that is an ISO 8601 time; one with an offset is turned to UTC, one without is UTC."""
NUMBER = "number"
"""Text that is seconds since 1970."""
UNKNOWN = "unknown"
"""Text in no known form, or local time of a place that nothing names: it gives no time."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`columns`: field → (column, DuckDB type in capitals). `time` is a unit for numbers, and for text ISO, NUMBER or a strptime
    format; `decimal` is the mark of decimals in text, `offset_s` how far east of UTC the times are. `also` is the
    column of times, its type and how it is written, that is read where the first one is empty."""

    columns: Mapping[str, tuple[str, str]]
    time: str = SECONDS
    decimal: str = "."
    offset_s: int = 0
    also: tuple[str, str, str] | None = None

    @property
    def positions(self) -> bool:
        return {"mmsi", "lat", "lon"} <= self.columns.keys() and self.timed

    @property
    def statics(self) -> bool:
        return "mmsi" in self.columns and self.timed and any(f in self.columns for f in STATIC_FIELDS)

    @property
    def timed(self) -> bool:
        return bool({"time", "local"} & self.columns.keys())

    def type_of(self, field: str) -> str:
        return self.columns[field][1] if field in self.columns else ""


def shape_of(
    mapped: Mapped, types: Mapping[str, str], time: str = SECONDS, decimal: str = ".", offset_s: int = 0
) -> Shape:
    """The shape of a table whose columns have these DuckDB types."""
    return Shape({f: (c, types.get(c, "VARCHAR").upper()) for f, c in mapped.columns.items()}, time, decimal, offset_s)


def is_text(kind: str) -> bool:
    return kind.startswith(("VARCHAR", "STRING", "TEXT", "CHAR", "ENUM", "BLOB"))


def is_moment(kind: str) -> bool:
    return kind.startswith(("TIMESTAMP", "DATETIME", "DATE"))


def is_whole(kind: str) -> bool:
    return kind.startswith(
        ("BIGINT", "INT", "SMALLINT", "TINYINT", "HUGEINT", "UBIGINT", "UINT", "USMALLINT", "UTINYINT")
    )


def unit_of(largest: float) -> str:
    """The unit of an epoch whose largest value this is: seconds stay below 1e11 until the year 5138."""
    for unit, bound in ((SECONDS, 1e11), (MILLISECONDS, 1e14), (MICROSECONDS, 1e17)):
        if largest < bound:
            return unit
    return NANOSECONDS
