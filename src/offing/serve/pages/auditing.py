"""The log as an auditor reads it: by object, in order, with what erasures left; and whether it proves itself."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from offing.desk.accounts import all_accounts
from offing.desk.keeping import years_kept
from offing.desk.log import append, head, length, records, verify
from offing.desk.times import instant
from offing.desk.whole import astray
from offing.serve.served import served
from offing.serve.show import page
from offing.serve.who import Auditing

router = APIRouter()
_PAGE = 100
_SHOWN = 4_000


@router.get("/audit")
def listed(
    request: Request, session: Auditing, object: str = "", behind: Annotated[int, Query(ge=0, le=2**31)] = 0
) -> Response:
    return _page(request, session, object.strip()[:200], behind, None)


@router.post("/audit/verify")
def verified(request: Request, session: Auditing) -> Response:
    """Every record from the first on, cases and files beside them; that it was looked at, and what was found, is logged."""
    here = served(request)
    with here.store.reading() as db:
        count, broken = length(db), verify(db)
        lines = list(astray(here.store, db))
    told = {
        "records": count,
        "broken": broken.n if broken else None,
        "why": broken.why if broken else "",
        "astray": lines,
    }
    with here.store.writing() as db:
        append(db, at=instant(here.now()), actor=session.account.id, action="log verified", object="log", after=told)
    return _page(request, session, "", 0, told)


def _page(request: Request, session: Auditing, object: str, behind: int, told: dict[str, Any] | None) -> Response:
    with served(request).store.reading() as db:
        start = behind or (0 if object else max(0, length(db) - _PAGE))
        found = records(db, object=object, after=start, limit=_PAGE + 1)
        names = {a.id: a.name for a in all_accounts(db)}
        end, years = head(db), years_kept(db)
    rows = [{**r, "told": _lines(r["kept_after"]), "was": _lines(r["kept_before"])} for r in found[:_PAGE]]
    return page(
        request, "audit.html.j2", session, title="The log", rows=rows, names=names, object=object, start=start, step=_PAGE,
        more=len(found) > _PAGE, last=rows[-1]["n"] if rows else start, verified=told, head=end, years=years,
    )  # fmt: skip


def _lines(state: str) -> list[tuple[str, str]]:
    """A state as pairs; what is long is cut, the export has it whole."""
    try:
        told = json.loads(state) if state else {}
    except ValueError:
        return [("", state[:_SHOWN])]
    pairs = told.items() if isinstance(told, dict) else [("", told)]
    return [
        (str(k), v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)[:_SHOWN]) for k, v in pairs if v != ""
    ]
