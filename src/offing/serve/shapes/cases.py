"""Cases: what is decided of findings, by whom, and what was said on the way."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from offing.serve.shapes.kept import CaseState
from offing.serve.shapes.words import FindingId, Id, Words

Disposition = Literal["true_match", "false_positive", "ask", "escalate"]


class Case(BaseModel):
    """A case. `disposition` and `reason` are those proposed or decided; accounts are told by id."""

    id: Id
    book: Id
    finding: str
    review: Id = Field(description="The last review that found it.")
    state: CaseState
    disposition: str
    reason: str
    proposed_by: str
    confirmed_by: str
    facts: str = Field(description="Digest of what a decision on it rests on.")
    opened_at: str
    moved_at: str


class Cases(BaseModel):
    """The latest moved first; send the last one's `moved_at` as `behind` for those after it."""

    cases: list[Case]


class Event(BaseModel):
    n: int
    at: str
    by: str
    kind: str
    body: dict[str, Any]


class CaseTold(BaseModel):
    """A case with all that happened in it."""

    case: Case
    events: list[Event]


class OnFinding(BaseModel):
    """Which finding a case is on."""

    model_config = ConfigDict(extra="forbid")

    review: Id
    finding: FindingId


class Proposal(BaseModel):
    """What a finding is said to be. Another account must confirm it."""

    model_config = ConfigDict(extra="forbid")

    disposition: Disposition
    reason: str = Field(max_length=100, pattern=r"^[a-z_]+$", description="`GET /api/cases/reasons` names them.")
    words: Words = ""
    facts: str = Field(
        "", max_length=64, description="The case's `facts` as looked at: refused where they have changed since."
    )


class Said(BaseModel):
    """Words of a person's."""

    model_config = ConfigDict(extra="forbid")

    words: Words = ""


class Seconded(BaseModel):
    """Words of who confirms, and what was looked at."""

    model_config = ConfigDict(extra="forbid")

    words: Words = ""
    seen: str = Field(
        "", max_length=40, description="The case's `moved_at` as looked at: refused where it has moved since."
    )


class Reasons(BaseModel):
    """The reasons that each disposition may have."""

    reasons: dict[str, list[str]]
