"""Scalars of the API, and how a refusal is told."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

NO_NUL = r"^[^\x00]*$"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _iso(value: Any) -> Any:
    """A day is written as one, never as a number of seconds."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("write a day as 2019-03-22")
    return value


Day = Annotated[date, BeforeValidator(_iso)]
Short = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]
Cell = Annotated[str, StringConstraints(max_length=2_000, pattern=NO_NUL)]
Words = Annotated[str, StringConstraints(max_length=10_000, pattern=NO_NUL)]
Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""Of what the desk makes: 16 hexadecimal digits."""
PathId = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$", description="16 hexadecimal digits")]
FindingId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")]
PathFinding = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")]


class Problem(BaseModel):
    """Why a request was not carried out, and what may mend it."""

    detail: str
    hint: str | None = Field(None, description="What may mend it, where that is known.")


class NotChecked(BaseModel):
    """Something that was not looked at, and why."""

    model_config = ConfigDict(extra="forbid")

    what: str
    why: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "It cannot be acted on as it was asked."},
    401: {"model": Problem, "description": "Neither a key nor a session was sent, or it has ended."},
    403: {"model": Problem, "description": "The account's role may not do this, or the session's word is missing."},
    404: {"model": Problem, "description": "There is no such thing."},
    413: {"model": Problem, "description": "It is larger than is read."},
    422: {"model": Problem, "description": "A part of it is not what it should be."},
    429: {"model": Problem, "description": "Too much at once: ask again after `Retry-After` seconds."},
}
"""For `responses` of every router."""


def problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Some of PROBLEMS."""
    return {code: PROBLEMS[code] for code in codes}
