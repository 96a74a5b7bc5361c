"""The measures of a regime, from a CSV of our own: facts in our words, each with its source and how sure it is."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from offing.records.dates import DateSpan

DATA = Path(str(files("offing.goods") / "data"))
EFFECTS = ("ban", "licence", "conditional", "cap", "query", "designation")
"""Hardest first. `conditional` and `cap` allow within conditions, `query` leaves open whether the good is meant, and
`designation` forbids nobody outside the authority's reach but is a ground for listing."""


NEAR_A_DAY = timedelta(days=14)
"""How long after a day of the law that is not confirmed an answer may still depend on it."""
_FIRST_DAYS = ("the day of entry into force", "its first day")
_POINT = re.compile(r",\s*(?![^(]*\))")


@dataclass(frozen=True, slots=True)
class Measure:
    """One rule: what goes `from` or `to` the territory, from which day to which, and what is not confirmed of it.

    `hs` are patterns (`2701`, `50-63`, `*`); `words` are terms of the glossary, one of which has to be named beside the code.
    `threshold_usd` is a value of one piece.
    """

    id: str
    kind: str
    direction: str
    goods: str
    hs: tuple[str, ...]
    words: tuple[str, ...]
    effect: str
    instrument: str
    paragraph: str
    start: date
    end: date | None
    wind_down_to: date | None
    threshold_usd: float | None
    condition: str
    exemption: str
    source: str
    confidence: str
    unconfirmed: str
    line: int
    table: str

    @property
    def cited(self) -> str:
        """`UNSCR 2371 (2017), paragraph 8`."""
        label = "" if not self.paragraph or self.paragraph[0].isalpha() else "paragraph "
        return f"{self.instrument}, {label}{self.paragraph}" if self.paragraph else self.instrument

    @property
    def span(self) -> DateSpan:
        return DateSpan(self.start, self.end)

    @property
    def doubt(self) -> str:
        """What a finding has to say of a row that was not confirmed; "" where all of it was."""
        if self.confidence == "high" and not self.unconfirmed:
            return ""
        what = f" ({self.unconfirmed})" if self.unconfirmed else ""
        return f"Not confirmed against the primary text{what}: {self.cited}; confidence {self.confidence}."

    def open_on(self, first: date) -> Measure:
        """The row with what is open of it for goods of `first` and later: long after a day it is no matter which day it was."""
        over = self.wind_down_to is not None and first > self.wind_down_to + NEAR_A_DAY
        begun = first > self.start + NEAR_A_DAY
        points = _POINT.split(self.unconfirmed)
        left = [p for p in points if not (over and "wind-down" in p) and not (begun and p in _FIRST_DAYS)]
        return replace(self, unconfirmed=", ".join(left))

    @property
    def would_settle(self) -> str:
        """Which text has to be read, and for what; "" where nothing is open."""
        return f"The text of {self.cited} itself, on: {self.unconfirmed}." if self.unconfirmed else ""

    def quote(self, place: str) -> str:
        """The row as evidence shows it; `place` is the territory in words."""
        codes = f" (HS {'; '.join(self.hs)})" if self.hs else ""
        until = f" to {self.end}" if self.end else ""
        limit = f"; above USD {self.threshold_usd:g} a piece" if self.threshold_usd else ""
        more = f"; {self.condition.rstrip('.')}" if self.condition else ""
        says = f"{self.direction} {place}: {self.goods}{codes}: {self.effect} from {self.start}{until}{limit}{more}"
        return f"{says}. Source: {self.source}; confidence {self.confidence}"


@cache
def measures(table: str) -> tuple[Measure, ...]:
    """The rows of `data/TABLE.csv`. Raises ValueError for a row that names an unknown direction, kind or effect."""
    text = (DATA / f"{table}.csv").read_text(encoding="utf-8")
    return tuple(_measure(row, n, table) for n, row in enumerate(csv.DictReader(text.splitlines()), start=2))


@cache
def table_sha256(table: str) -> str:
    return hashlib.sha256((DATA / f"{table}.csv").read_bytes()).hexdigest()


def _measure(row: dict[str, str], line: int, table: str) -> Measure:
    if row["direction"] not in ("from", "to") or row["kind"] not in ("goods", "luxury") or row["effect"] not in EFFECTS:
        raise ValueError(f"{table}.csv line {line}: {row['direction']}, {row['kind']}, {row['effect']}")
    return Measure(
        id=row["id"],
        kind=row["kind"],
        direction=row["direction"],
        goods=row["goods"],
        hs=_list(row["hs"]),
        words=_list(row["words"]),
        effect=row["effect"],
        instrument=row["instrument"],
        paragraph=row["paragraph"],
        start=date.fromisoformat(row["from"]),
        end=_day(row["to"]),
        wind_down_to=_day(row["wind_down_to"]),
        threshold_usd=float(row["threshold_usd"]) if row["threshold_usd"] else None,
        condition=row["condition"],
        exemption=row["exemption"],
        source=row["source"],
        confidence=row["confidence"],
        unconfirmed=row["unconfirmed"],
        line=line,
        table=table,
    )


def _list(text: str) -> tuple[str, ...]:
    return tuple(x.strip() for x in text.split(";") if x.strip())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
