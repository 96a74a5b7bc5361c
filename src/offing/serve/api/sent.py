"""Files that are sent to be read and not kept: AIS positions to events, reports to claims."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import Response

from offing.errors import UsageError
from offing.serve.answers import written
from offing.serve.api.reviews import day_of
from offing.serve.bounded import answered_apart
from offing.serve.served import served
from offing.serve.shapes.sent import Claims, Events
from offing.serve.shapes.words import Day, problems
from offing.serve.who import Caller
from offing.units import MIB

router = APIRouter(prefix="/api", tags=["files"], responses=problems(400, 401, 403, 413, 422, 429))
MOST_TRACK_BYTES = 64 * MIB
MOST_REPORT_BYTES = 16 * MIB
MOST_TEXT = 1_000_000
Kind = Literal[
    "encounter", "gap", "loitering", "port_call", "position_jump", "shared_mmsi", "identity_change", "draught_change", "on_land",
]  # fmt: skip


@router.post("/events", response_model=Events)
def events(
    request: Request,
    _: Caller,
    files: Annotated[list[UploadFile], File(description="AIS positions: NMEA, CSV or Parquet; 64 MiB together.")],
    only: Annotated[list[Kind], Query(max_length=20)] = [],  # noqa: B006 - FastAPI copies it
    limit: Annotated[int, Query(ge=1, le=100_000)] = 10_000,
) -> Response:
    """Encounters, gaps, loitering, port calls and what is odd, as `offing tracks --json`. At most two minutes are given to it."""
    sent = [(f.filename or "tracks.csv", f.file.read()) for f in files]
    here = served(request)
    return written(answered_apart(here, "events", sent, MOST_TRACK_BYTES, only=list(only), limit=limit))


@router.post("/claims", response_model=Claims)
def claims(
    request: Request,
    _: Caller,
    files: Annotated[list[UploadFile] | None, File(description="Reports: text, HTML or PDF; 16 MiB together.")] = None,
    text: Annotated[str, Form(max_length=MOST_TEXT, description="A report as text.")] = "",
    as_of: Annotated[Day | None, Form()] = None,
) -> Response:
    """Who says what of whom, quoted and attributed, as `offing read --json`. At most two minutes are given to it."""
    here = served(request)
    sent = [(f.filename or "report.txt", f.file.read()) for f in files or () if f.filename]
    if text.strip():
        sent.append(("text.txt", text.encode("utf-8", "replace")))
    if not sent:
        raise UsageError("send a file or a text", where="claims")
    day = day_of(here, as_of).isoformat()
    return written(answered_apart(here, "claims", sent, MOST_REPORT_BYTES, as_of=day))
