"""The audit log, for who may audit."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from offing.desk.log import length, records, verify
from offing.desk.whole import astray
from offing.serve.answers import answered
from offing.serve.served import served
from offing.serve.shapes.people import Log, Verified
from offing.serve.shapes.words import Short, problems
from offing.serve.who import AuditingCaller

router = APIRouter(prefix="/api/log", tags=["log"], responses=problems(400, 401, 403, 422))


@router.get("", response_model=Log)
def read(
    request: Request,
    _: AuditingCaller,
    after: Annotated[int, Query(ge=0, le=2_000_000_000)] = 0,
    object: Annotated[Short, Query(description="`case 7f3a…`: the records of one thing.")] = "",
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> Response:
    """Records in order, with the states that they sealed."""
    with served(request).store.reading() as db:
        found, total = records(db, object=object, after=after, limit=limit), length(db)
    return answered({"records": [_record(r) for r in found], "total": total})


@router.get("/verify", response_model=Verified)
def verified(request: Request, _: AuditingCaller) -> Response:
    """Whether every record follows from the one before and holds what it says; the first that does not.

    Beside it, one line for each thing of the desk that is not what the log says.
    """
    here = served(request)
    with here.store.reading() as db:
        broken, total, lines = verify(db), length(db), list(astray(here.store, db))
    told = {"n": broken.n, "why": broken.why} if broken else None
    return answered({"records": total, "broken": told, "astray": lines})


def _record(r: dict[str, Any]) -> dict[str, Any]:
    return {
        "n": r["n"], "at": r["at"], "actor": r["actor"], "action": r["action"], "object": r["object"],
        "ground": json.loads(r["ground"]), "before": _state(r["kept_before"]), "after": _state(r["kept_after"]),
        "before_digest": r["before"], "after_digest": r["after"], "erased_by": r["erased"] or None, "prev": r["prev"],
        "hash": r["hash"],
    }  # fmt: skip


def _state(text: str | None) -> Any:
    return json.loads(text) if text else None
