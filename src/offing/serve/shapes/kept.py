"""Books, reviews and findings as they are kept."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from offing.serve.shapes.screening import ListSeen, Status
from offing.serve.shapes.words import Day, Id, NotChecked

Kind = Literal["LIST", "RULE", "CONFLICT", "BEHAVIOUR", "REPORTED", "MISSING"]
Strength = Literal["match", "strong", "possible", "weak", "no_conclusion"]
State = Literal["queued", "running", "done", "failed"]
CaseState = Literal["open", "asked", "proposed", "closed", "escalated"]


class Book(BaseModel):
    """A book of this desk; uploads and reviews come under it."""

    id: Id
    name: str
    role: str
    profile: str
    created_at: str


class Books(BaseModel):
    books: list[Book]


class Ordered(BaseModel):
    """A review that is in the queue: `GET /api/reviews/{review}/progress` tells how far it is."""

    book: Id
    review: Id


class Order(BaseModel):
    """A review of a book as it was uploaded last, as of another day or against newer lists."""

    model_config = ConfigDict(extra="forbid")

    book: Id
    as_of: Day | None = Field(None, description="Default: today (UTC).")


class Review(BaseModel):
    """A review as it stands. `lists` are those it stood on, with their versions, once it is done."""

    id: Id
    book: Id
    as_of: str
    at: str
    by: str = Field(description="The id of the account that ordered it.")
    state: State
    progress: str
    why: str = Field(description="Of a review that failed.")
    lists: dict[str, str]


class Reviews(BaseModel):
    """The latest first."""

    reviews: list[Review]


class Counted(BaseModel):
    total: int
    stops: int
    kinds: dict[str, int]
    sheets: dict[str, int]
    cases: dict[str, int] = Field(description="Findings that have a case, by its state.")


class Opened(BaseModel):
    """A review with what was asked, what was not checked, and counts; `told` is findings.json without its findings."""

    review: Review
    told: dict[str, Any] | None = Field(description="None until the review is done.")
    counts: Counted


class Progress(BaseModel):
    state: State
    progress: str
    why: str


class Subject(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sheet: str
    row: int
    column: str
    id: str
    label: str


class Evidence(BaseModel):
    """A source with its version, hash and place, and its words. `file`, `page` and `line` are of papers and reports."""

    model_config = ConfigDict(extra="forbid")

    source: str
    version: str
    sha256: str
    place: str
    quote: str
    retrieved: str
    url: str
    file: str = ""
    page: int | None = None
    line: int | None = None


class Rule(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    version: str
    basis: str
    params: dict[str, Any]


class Finding(BaseModel):
    """A finding in the contract's shape: what is said, how firmly, on what evidence, and what would settle it."""

    model_config = ConfigDict(extra="forbid")

    id: str
    kind: Kind
    check: str
    subject: Subject
    says: str
    strength: Strength
    stops: bool
    status: list[Status]
    event_date: str | None
    known_from: str | None
    as_of: str
    evidence: list[Evidence]
    innocent: list[str]
    settle: list[str]
    rule: Rule
    detail: dict[str, Any]
    where: list[dict[str, Any]]


class CaseSeen(BaseModel):
    """Where the case on a finding is."""

    id: Id
    state: CaseState
    disposition: str


class Found(BaseModel):
    finding: Finding
    case: CaseSeen | None


class Findings(BaseModel):
    """A page of findings, hardest first; `total` counts all that were asked for."""

    total: int
    offset: int
    limit: int
    findings: list[Found]


class Gaps(BaseModel):
    """What was not checked, and the lists that were used."""

    complete: bool
    not_checked: list[NotChecked]
    lists: list[ListSeen]


class Aside(BaseModel):
    """A candidate that was looked at and is no finding, with the fact that decided."""

    subject: Subject
    what: str
    why: str


class SetAside(BaseModel):
    total: int
    offset: int
    limit: int
    set_aside: list[Aside]
