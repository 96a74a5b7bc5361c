"""What a review is: what was checked, what was not, what was set aside and why, and the findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from offing.book.model import CellProblem
from offing.review.finding import Finding, Subject


@dataclass(frozen=True, slots=True)
class ListUsed:
    """A list as it was used. `state` is `current`, `stale`, `held_back` (a newer feed was not taken), `bundled`,
    `user` (brought with the book), `later` (answered from a version dated after the review's day),
    `undated` (the files state no day of their own), `unreadable`,
    `not_loaded` (it repeats or precedes other lists) or `missing`.
    """

    dataset: str
    title: str
    authority: str
    state: str
    version: str = ""
    sha256: str = ""
    published: str = ""
    entries: int = 0
    age_days: int | None = None
    url: str = ""
    lacks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Something the review could not look at, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A candidate that was looked at and is not a finding, with the fact that decided (same name, other valid IMO …)."""

    subject: Subject
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class TrackLine:
    """A ship's track as a map draws it: about a position in half an hour, WGS 84 degrees, seconds since 1970 UTC, by time.

    Of ships of the book, and of those they met (`in_book` False). What was not heard is not here; `silent_s` seconds or more
    between two neighbours is a silence.
    """

    mmsi: int
    label: str
    in_book: bool
    t_s: tuple[int, ...]
    lat_deg: tuple[float, ...]
    lon_deg: tuple[float, ...]
    silent_s: int = 7200


@dataclass(frozen=True, slots=True)
class BookSeen:
    """The book as it was read: rows per sheet, headers nobody could map, problems, and each file's hash."""

    name: str
    rows: tuple[tuple[str, int], ...]
    files: tuple[tuple[str, str], ...]
    unmapped: tuple[tuple[str, str], ...] = ()
    mapped: tuple[tuple[str, str, str], ...] = ()
    """(sheet, header as written, column) where the two differ."""
    problems: tuple[CellProblem, ...] = ()
    labels: tuple[tuple[str, int, str, str], ...] = ()
    """(sheet, row, id, label) of every row: what a report lists as looked at."""
    filled: tuple[str, ...] = ()
    """What the book holds besides sheets: `vessels.flag`, `documents:insurance`, `tracks`."""


@dataclass(frozen=True, slots=True)
class Review:
    """The answer to one request. Deterministic: the same book, lists and `as_of` give an equal Review."""

    book: BookSeen
    as_of: date
    engine: str
    role: str
    lists: tuple[ListUsed, ...]
    not_checked: tuple[NotChecked, ...]
    set_aside: tuple[SetAside, ...]
    findings: tuple[Finding, ...]
    checks_run: tuple[str, ...] = ()
    bundled_notice: str = ""
    profile: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """The profile of the matcher by name, with its thresholds."""
    lines: tuple[TrackLine, ...] = ()
    """The tracks of the book's ships, for a map; none where the book has no `tracks/`."""

    @property
    def complete(self) -> bool:
        """True when nothing that a check needs was missing, stale or unreadable."""
        return not self.not_checked

    @property
    def engine_words(self) -> str:
        """What made the review, and under which profile names were matched."""
        return f"{self.engine}, names matched by profile {self.profile['profile']}" if self.profile else self.engine

    @property
    def none_found(self) -> str:
        """The fixed words for a row without a finding."""
        lists = ", ".join(f"{x.dataset} {x.version}" for x in self.lists if x.version)
        left = "; ".join(n.what for n in self.not_checked) or "nothing that a check asked for"
        return f"no entry found in [{lists}]; not checked: [{left}]"
