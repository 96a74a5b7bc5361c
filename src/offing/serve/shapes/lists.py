"""Lists, what changed in them, checks in their own words, and the dossier of a ship."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from offing.serve.shapes.words import NotChecked


class LastAsked(BaseModel):
    """When a list was last asked for (ISO time) and what came of it."""

    at: str
    outcome: str
    url: str
    why: str


class ListLoaded(BaseModel):
    """A list as `offing lists --json` prints it."""

    model_config = ConfigDict(extra="forbid")

    dataset: str
    entries: int
    version: str | None
    published: str | None
    sha256: str | None
    age_days: int | None
    state: str = Field(
        description="current, stale, held_back, bundled, user, later, undated, unreadable, not_loaded, missing"
    )
    title: str
    lacks: list[str]
    notes: list[str]
    asked: LastAsked | None
    newer: str | None


class Lists(BaseModel):
    lists: list[ListLoaded]


class FieldChange(BaseModel):
    name: str
    old: str | None
    new: str | None
    respelt: bool = Field(description="The same but for case, accents, punctuation and the order of words.")


class Change(BaseModel):
    """What became of one entry by one version."""

    model_config = ConfigDict(extra="forbid")

    dataset: str
    entry: str
    name: str
    type: str
    kind: Literal["added", "removed", "changed"]
    date: str
    substantive: bool
    fields: list[FieldChange]
    measures: list[str]
    before: str
    after: str


class Changes(BaseModel):
    """A page of changes by list and version; `more` tells that there are further ones. `alone` are lists of which fewer
    than two versions are held, so that nothing can be compared."""

    changes: list[Change]
    offset: int
    limit: int
    more: bool
    alone: list[str]


class Several(BaseModel):
    """More than one ship bears what was asked for: ask by the IMO number of one."""

    detail: str
    hint: str | None
    asked: str
    candidates: list[dict[str, Any]]


class Vessel(BaseModel):
    asked: str
    imo: str | None
    name: str | None
    as_of: str
    engine: str


class Coverage(BaseModel):
    lists: list[dict[str, Any]]
    books: list[str]
    not_checked: list[NotChecked]


class Dossier(BaseModel):
    """What `offing vessel --json` prints: identity, status, what sources say over time, and what was not looked at."""

    model_config = ConfigDict(extra="allow")

    vessel: Vessel
    identity: dict[str, Any]
    status: list[dict[str, Any]]
    status_by_name: dict[str, Any]
    none_found: str | None
    coverage: Coverage


class Check(BaseModel):
    """A check in its own words, as `offing explain CHECK --json` prints it."""

    model_config = ConfigDict(extra="allow")

    id: str
    asks: str
    text: str


class Checks(BaseModel):
    checks: list[Check]
