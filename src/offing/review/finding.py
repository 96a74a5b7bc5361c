"""The shape of a finding. One without evidence, or without an innocent reading, cannot be constructed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from offing.book.columns import SHEETS
from offing.records.dates import DateSpan, iso
from offing.records.rungs import RUNGS, words

Kind = Literal["LIST", "RULE", "BEHAVIOUR", "CONFLICT", "MISSING", "REPORTED"]
Strength = Literal["match", "strong", "possible", "weak", "no_conclusion"]

KINDS: tuple[Kind, ...] = ("LIST", "RULE", "CONFLICT", "BEHAVIOUR", "REPORTED", "MISSING")
"""Hardest first: the order in which a report shows them."""
STRENGTHS: tuple[Strength, ...] = ("match", "strong", "possible", "weak", "no_conclusion")


SHEETS_TOLD = (*SHEETS, "review")
"""The order in which a review tells of the book's sheets; what was not checked stands at its end."""


def weaker(a: Strength, b: Strength) -> Strength:
    """The less firm of the two."""
    return a if STRENGTHS.index(a) >= STRENGTHS.index(b) else b


@dataclass(frozen=True, slots=True)
class Subject:
    """What in the user's own book the finding is about. `row` is the row in the sheet as the user sees it, header = 1."""

    sheet: str
    row: int
    column: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Status:
    """One authority's measure on the subject or the thing it was matched to, from and to when."""

    rung: str
    authority: str
    list: str
    entry: str
    name: str
    program: tuple[str, ...] = ()
    since: DateSpan | None = None
    until: DateSpan | None = None
    wording: str = ""
    binds: str = ""
    measure: str = ""
    legal_basis: str = ""
    confidence: str = ""

    def __post_init__(self) -> None:
        if self.rung not in RUNGS:
            raise ValueError(f"{self.rung!r} is not a rung")

    @property
    def words(self) -> str:
        return words(self.rung, self.authority)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One proof: a source, its version and hash, the place in it, the words there.

    `file`, `page` (from 1, 0 where there are none) and `line` are of a line quoted from a paper of the book.
    """

    source: str
    place: str
    quote: str
    version: str = ""
    sha256: str = ""
    retrieved: str = ""
    url: str = ""
    file: str = ""
    page: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Where:
    """Where and when at sea something was observed: WGS 84 degrees, seconds since 1970 UTC, `kind` an event's kind.

    A silence begins at the point and, where she was heard again, ends at `end_*_deg`; between them she can have been anywhere
    within the ellipse of these half-axes, in metres, about the middle of the two. `mmsi` are the ships that were heard.
    """

    kind: str
    lat_deg: float
    lon_deg: float
    start_s: int
    end_s: int
    mmsi: tuple[int, ...] = ()
    end_lat_deg: float | None = None
    end_lon_deg: float | None = None
    reach_major_m: float | None = None
    reach_minor_m: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """The check that spoke, as it stood: its version, its basis, its thresholds."""

    id: str
    version: str
    basis: str
    params: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer. `detail` holds what a report draws: `ownership` edges, `parts` of a name comparison.

    `nth` tells rows of the book apart that say the same, 0 for the first.
    """

    kind: Kind
    check: str
    subject: Subject
    says: str
    strength: Strength
    evidence: tuple[Evidence, ...]
    innocent: tuple[str, ...]
    settle: tuple[str, ...]
    rule: Rule
    as_of: date
    status: tuple[Status, ...] = ()
    event_date: DateSpan | None = None
    known_from: date | None = None
    detail: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    nth: int = 0
    where: tuple[Where, ...] = ()
    """Places at sea that a map draws; none for what has no place."""

    def __post_init__(self) -> None:
        if not self.evidence or not all(e.quote.strip() for e in self.evidence):
            raise ValueError(f"{self.check}: a finding needs evidence with a quoted line")
        if not self.innocent or not self.settle:
            raise ValueError(f"{self.check}: a finding needs an innocent reading and what would settle it")

    @property
    def id(self) -> str:
        """Stable: the same facts give the same id, on whatever day the review runs and in whatever order the rows stand."""
        facts = [
            self.kind, self.check, self.subject.sheet, self.subject.id, self.subject.column,
            self.subject.label, iso(self.event_date) if self.event_date else "",
            sorted((s.list, s.entry, s.rung) for s in self.status),
            sorted(e.quote for e in self.evidence if e.source == "book"), *([self.nth] if self.nth else []),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode("utf-8", "backslashreplace")).hexdigest()[
            :16
        ]

    @property
    def stops(self) -> bool:
        """Whether the finding may say "stop and escalate": a firm listing or rule that stands at the event, never a doubt."""
        if self.strength not in ("match", "strong") or self.detail.get("looks_back"):
            return False
        if self.kind == "RULE":
            return True
        return self.kind == "LIST" and any(RUNGS[s.rung].stops and not self._came_later(s) for s in self.status)

    def _came_later(self, status: Status) -> bool:
        event_end = self.event_date.end if self.event_date else None
        return event_end is not None and status.since is not None and status.since.surely_after(event_end)


def order(finding: Finding) -> tuple[Any, ...]:
    """Sort key: by the book's rows, hardest kind and strength first."""
    s = finding.subject
    return (
        s.sheet,
        s.row,
        KINDS.index(finding.kind),
        STRENGTHS.index(finding.strength),
        finding.check,
        s.column,
        finding.says,
        finding.id,
    )
