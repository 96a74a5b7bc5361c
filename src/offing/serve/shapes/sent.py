"""What is answered of files that are sent: events of AIS positions, claims of reports."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from offing.serve.shapes.words import NotChecked


class Event(BaseModel):
    """What was observed at sea; nothing of lists or law. The kinds have further fields of their own."""

    model_config = ConfigDict(extra="allow")

    kind: str
    start: str | None
    end: str | None
    mmsi_a: int | str | None
    tier: str | None
    why: str


class TrackFile(BaseModel):
    model_config = ConfigDict(extra="allow")

    file: str
    format: str
    rows: int
    positions: int


class Read(BaseModel):
    model_config = ConfigDict(extra="allow")

    files: list[TrackFile]
    positions: int
    dropped: dict[str, int]


class Events(BaseModel):
    """As `offing tracks --json`; `total` counts the events that there are, of which the first are sent."""

    events: list[Event]
    read: Read
    params: dict[str, Any]
    total: int


class Unread(BaseModel):
    name: str
    why: str


class Told(BaseModel):
    model_config = ConfigDict(extra="allow")


class Claims(BaseModel):
    """As `offing read --json`: a claim is what a report says somebody said, never an entry of a list."""

    documents: list[Told]
    mentions: list[Told]
    claims: list[Told]
    events: list[Told]
    unread: list[Unread]
    lists: list[Told] = Field(description="Lists whose names were at hand.")
    not_checked: list[NotChecked]
