"""Screening: what is asked and what is answered, as `offing screen --json` prints it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from offing.serve.shapes.words import Cell, Day, NotChecked

MOST_QUERIES = 1_000
"""Of one batch."""

Profile = Literal["standard", "wide", "narrow"]
Most = Annotated[int, Field(ge=1, le=500, description="Matches of one query that are sent; `entries` counts all.")]


class Query(BaseModel):
    """What is asked, as text: a name, a number or both, and whatever else is known."""

    model_config = ConfigDict(extra="forbid")

    id: Cell = Field("", description="Yours; comes back with the answer.")
    name: Cell = ""
    type: Cell = Field(
        "", description="vessel, company, person or organisation; without it the name may be any of these."
    )
    imo: Cell = Field("", description="IMO number, of a ship or a company.")
    mmsi: Cell = ""
    call_sign: Cell = ""
    flag: Cell = ""
    country: Cell = ""
    born: Cell = Field("", description="Date, month or year of birth.")
    other_ids: Cell = Field("", description="Registration, tax, passport numbers; separated by `;`.")
    address: Cell = ""
    gender: Cell = ""
    registration_number: Cell = ""
    lei: Cell = ""
    gross_tonnage: Cell = ""
    deadweight: Cell = ""
    built: Cell = ""
    length_m: Cell = ""


class Asked(BaseModel):
    """One query, and on which day's law and lists it is answered."""

    model_config = ConfigDict(extra="forbid")

    id: Cell = Field("", description="Yours; comes back with the answer.")
    name: Cell = ""
    type: Cell = Field(
        "", description="vessel, company, person or organisation; without it the name may be any of these."
    )
    imo: Cell = Field("", description="IMO number, of a ship or a company.")
    mmsi: Cell = ""
    call_sign: Cell = ""
    flag: Cell = ""
    country: Cell = ""
    born: Cell = Field("", description="Date, month or year of birth.")
    other_ids: Cell = Field("", description="Registration, tax, passport numbers; separated by `;`.")
    address: Cell = ""
    gender: Cell = ""
    registration_number: Cell = ""
    lei: Cell = ""
    gross_tonnage: Cell = ""
    deadweight: Cell = ""
    built: Cell = ""
    length_m: Cell = ""
    as_of: Day | None = Field(None, description="Default: today (UTC).")
    profile: Profile = Field("standard", description="How near a name must be to be proposed.")
    limit: Most = 50


class AskedMany(BaseModel):
    """A batch of queries, answered in their order."""

    model_config = ConfigDict(extra="forbid")

    queries: list[Query] = Field(min_length=1, max_length=MOST_QUERIES)
    as_of: Day | None = None
    profile: Profile = "standard"
    limit: Most = 50


class Part(BaseModel):
    """One thing that agrees or speaks against; no figure is told."""

    model_config = ConfigDict(extra="forbid")

    feature: str
    says: str
    value: str
    bearing: Literal["for", "against", "decides for", "decides against", "open"]


class Status(BaseModel):
    """A measure on the entry: rung, whose, where it stands, from and to when (ISO dates, months, years or intervals)."""

    model_config = ConfigDict(extra="forbid")

    rung: str
    authority: str
    list_: str = Field(alias="list")
    entry: str
    name: str
    program: list[str]
    from_: str | None = Field(alias="from")
    to: str | None
    wording: str
    words: str
    binds: str
    measure: str
    legal_basis: str
    confidence: str


class Match(BaseModel):
    """An entry that the query may mean. The order of matches is that of their strength; there is no percentage."""

    model_config = ConfigDict(extra="forbid")

    dataset: str
    entry: str
    name: str
    type: str
    strength: Literal["match", "strong", "possible", "weak"]
    queue: Literal["alert", "identity in doubt"]
    score_parts: list[Part]
    status: list[Status]
    against: list[str]
    why: str
    profile: str


class ListSeen(BaseModel):
    """A list that was looked in, or that was not there."""

    model_config = ConfigDict(extra="forbid")

    dataset: str
    version: str | None
    state: str


class Answer(BaseModel):
    """The entries that the query may mean; an empty answer says no more than the lists and versions it names."""

    model_config = ConfigDict(extra="forbid")

    query: dict[str, str]
    matches: list[Match]
    lists: list[ListSeen]
    set_aside: list[NotChecked] = Field(description="What was looked at and is not told, with the fact that decided.")
    not_checked: list[NotChecked]
    problems: list[str] = Field(description="What of the query could not be read, and was asked without.")
    entries: int = Field(description="Matches in all; `matches` has the first of them.")
    profile: str


class OfMany(BaseModel):
    """One answer of a batch."""

    model_config = ConfigDict(extra="forbid")

    query: dict[str, str]
    matches: list[Match]
    problems: list[str]
    entries: int


class Answers(BaseModel):
    """Answers in the order of the queries; what was looked at and what was not holds for all of them."""

    model_config = ConfigDict(extra="forbid")

    as_of: str
    profile: str
    answers: list[OfMany]
    lists: list[ListSeen]
    not_checked: list[NotChecked]
