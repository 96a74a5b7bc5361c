"""What a dossier is made of: sourced facts, numbers, warnings, measures, rows, events and claims. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from offing.records.dates import DateSpan
from offing.review.finding import Evidence, Finding, Status
from offing.review.result import SetAside
from offing.tracks.event import Event, Seen

How = Literal["number", "name", "mmsi", "voyage"]
"""By what a source is taken to mean her: her IMO number, her name alone, her MMSI, or a voyage that is hers by one of these."""
State = Literal["stands", "withdrawn", "withdrawal"]
Topic = Literal[
    "name", "flag", "owner", "manager", "tie", "type", "built", "gross_tonnage", "deadweight", "length_m", "mmsi", "call_sign"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that one source says of her.

    `kind` is what it is there ("former name", "Owned or Controlled By"), `folded` what is compared (a territory code, folded
    words, a figure), `dated` the time that the source itself gives it for, `seen` the days of the first and last version of
    a list that held it. `current` tells that the source says it for the day of the dossier.
    """

    topic: Topic
    value: str
    kind: str
    folded: str
    source: Evidence
    how: How = "number"
    dated: DateSpan | None = None
    seen: DateSpan | None = None
    current: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that say different things of one topic for one time. `tellings`: (value, who says so)."""

    topic: str
    says: str
    tellings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Radio:
    """An MMSI or a call sign, the territory its first characters belong to ("" where none), and whether a flag agrees.

    `agrees` is None where no source gives a flag, or the characters tell none.
    """

    kind: Literal["mmsi", "call_sign"]
    value: str
    prefix: str
    territory: str
    agrees: bool | None
    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """Another ship that may be taken for her, or a sign that two hulls go under her number."""

    kind: Literal["same name", "near name", "near number", "same MMSI", "two hulls", "two entries", "number of a firm"]
    says: str
    imo: str = ""
    name: str = ""
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Who she is: the number with its check digit, radio numbers, and whom she may be mistaken for."""

    asked: str
    imo: str
    name: str
    check_digit: bool | None
    check_says: str
    notes: tuple[str, ...]
    radios: tuple[Radio, ...]
    twins: tuple[Twin, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure on one entry that is hers, or (`how` "name") that bears her name and gives no number.

    `stands` is None where the dates leave open whether it stood on the day. `lent` is the row that gives the date of listing
    where the list's own line has none.
    """

    status: Status
    stands: bool | None
    how: How
    basis: str
    source: Evidence
    lent: Evidence | None = None


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row of a book that names her. `cells` are (column, text) as written."""

    book: str
    sheet: str
    row: int
    id: str
    label: str
    how: How
    when: DateSpan | None
    cells: tuple[tuple[str, str], ...]
    source: Evidence


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of a book's review about her, or on her voyages."""

    book: str
    how: How
    finding: Finding


@dataclass(frozen=True, slots=True)
class Aside:
    """What a review looked at for one of her rows and set aside."""

    book: str
    aside: SetAside


@dataclass(frozen=True, slots=True)
class AtSea:
    """An event of the tracks: she herself as she was heard, the other ship if there is one, what lists say of that one by
    her number, and why the event may be another ship's."""

    book: str
    event: Event
    her: Seen
    other: Seen | None
    other_listed: tuple[str, ...]
    doubts: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that a report of a book makes of her: the quote, who says it and how sure, in words; `sources` counts origins."""

    book: str
    type: str
    says: str
    quote: str
    said_by: str
    how_sure: str
    when: str
    how: How
    sources: int
    source: Evidence


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision kept that is about her, and whether it stands."""

    on: str
    by: str
    why: str
    finding: str
    row: str
    label: str
    entries: tuple[str, ...]
    state: State
