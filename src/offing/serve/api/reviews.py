"""Reviews: ordered, followed, and read: first what was not checked, then the findings."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from offing.desk.cases import case_on
from offing.desk.found import FoundLine, Sought, findings_in
from offing.desk.objects import counts
from offing.desk.reviews import KeptReview, finding_of, last_upload, order_review, review_of, reviews_of
from offing.errors import UsageError
from offing.serve.answers import answered
from offing.serve.lists_open import FIRST_DAY
from offing.serve.served import Served, served
from offing.serve.shapes.kept import (
    CaseState,
    Findings,
    Found,
    Gaps,
    Kind,
    Opened,
    Order,
    Ordered,
    Progress,
    Reviews,
    SetAside,
    Strength,
)  # fmt: skip
from offing.serve.shapes.words import PathFinding, PathId, Short, problems
from offing.serve.who import Caller, Refused, ReviewingCaller

router = APIRouter(prefix="/api/reviews", tags=["reviews"], responses=problems(400, 401, 403, 404, 422))
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Limit = Annotated[int, Query(ge=1, le=1_000)]


@router.get("", response_model=Reviews)
def listed(request: Request, _: Caller, book: Short = "", limit: Limit = 50) -> Response:
    """Reviews of a book, or of all; the latest first."""
    with served(request).store.reading() as db:
        found = reviews_of(db, book, limit)
    return answered({"reviews": [_told(r) for r in found]})


@router.post("", response_model=Ordered, status_code=201)
def ordered(request: Request, account: ReviewingCaller, order: Order) -> Response:
    """Review a book again as it was uploaded last."""
    here = served(request)
    day = day_of(here, order.as_of)
    with here.store.writing() as db:
        upload = last_upload(db, order.book)
        if upload is None:
            raise Refused(404, "there is no such book, or nothing of it was uploaded")
        made = order_review(db, order.book, upload, day.isoformat(), account, at=here.now())
    return answered({"book": order.book, "review": made}, 201)


@router.get("/{review}", response_model=Opened)
def opened(request: Request, _: Caller, review: PathId) -> Response:
    """A review: how far it is, what was asked of it, what it counted."""
    here = served(request)
    kept = kept_review(here, review)
    with here.store.reading() as db:
        c = counts(db, review)
    counted = {"total": c.total, "stops": c.stops, "kinds": c.kinds, "sheets": c.sheets, "cases": c.decided}
    return answered({"review": _told(kept), "told": kept.told or None, "counts": counted})


@router.get("/{review}/progress", response_model=Progress)
def progress(request: Request, _: Caller, review: PathId) -> Response:
    """How far a review is: queued, running, done or failed."""
    kept = kept_review(served(request), review)
    return answered({"state": kept.state, "progress": kept.progress, "why": kept.why})


@router.get("/{review}/not-checked", response_model=Gaps)
def not_checked(request: Request, _: Caller, review: PathId) -> Response:
    """What the review could not look at, and why: to be read before its findings."""
    told = _done(served(request), review).told
    lists = [{"dataset": x["dataset"], "version": x["version"] or None, "state": x["state"]} for x in told["lists"]]
    return answered({"complete": told["complete"], "not_checked": told["not_checked"], "lists": lists})


@router.get("/{review}/set-aside", response_model=SetAside)
def set_aside(request: Request, _: Caller, review: PathId, offset: Offset = 0, limit: Limit = 100) -> Response:
    """What was looked at and is no finding, with the fact that decided."""
    aside: list[Any] = _done(served(request), review).told.get("set_aside", [])
    page = aside[offset : offset + limit]
    return answered({"total": len(aside), "offset": offset, "limit": limit, "set_aside": page})


@router.get("/{review}/findings", response_model=Findings)
def found(
    request: Request,
    _: Caller,
    review: PathId,
    kind: Kind | None = None,
    check: Short = "",
    strength: Strength | None = None,
    sheet: Short = "",
    subject: Short = "",
    stops: bool | None = None,
    state: CaseState | Annotated[str, Query(pattern="^none$")] | None = None,
    words: Short = "",
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Findings, hardest first. `state` is that of the case, `none` for findings that have none; `words` are sought in what
    is said and in the row's own names."""
    here = served(request)
    kept = kept_review(here, review)
    sought = Sought(kind or "", check, strength or "", sheet, subject, state or "", words, stops)
    with here.store.reading() as db:
        lines, total = findings_in(db, kept, sought, start=offset, limit=limit)
    return answered({"total": total, "offset": offset, "limit": limit, "findings": [_line(x) for x in lines]})


@router.get("/{review}/findings/{finding}", response_model=Found)
def one(request: Request, _: Caller, review: PathId, finding: PathFinding) -> Response:
    """One finding, and where its case is."""
    here = served(request)
    kept = kept_review(here, review)
    with here.store.reading() as db:
        told = finding_of(db, review, finding)
        case = case_on(db, kept.book, finding)
    if told is None:
        raise Refused(404, "the review has no such finding")
    return answered(_line(FoundLine(told, *((case.id, case.state, case.disposition) if case else ("", "", "")))))


def kept_review(here: Served, review: str) -> KeptReview:
    with here.store.reading() as db:
        kept = review_of(db, review)
    if kept is None:
        raise Refused(404, "there is no such review")
    return kept


def day_of(here: Served, day: date | None) -> date:
    """The day of a review, today without one. Raises UsageError for one that is before 1990 or to come."""
    today = here.today()
    if day is not None and not FIRST_DAY <= day <= today:
        raise UsageError("no review as of this day", where="as_of", value=day, hint=f"From {FIRST_DAY} to {today}")
    return day or today


def _done(here: Served, review: str) -> KeptReview:
    kept = kept_review(here, review)
    if not kept.told:
        raise UsageError(
            f"the review is {kept.state}", hint=kept.why or "Ask for its progress, and again once it is done"
        )
    return kept


def _told(r: KeptReview) -> dict[str, Any]:
    return {
        "id": r.id, "book": r.book, "as_of": r.as_of, "at": r.at, "by": r.by, "state": r.state, "progress": r.progress,
        "why": r.why, "lists": dict(r.lists),
    }  # fmt: skip


def _line(line: FoundLine) -> dict[str, Any]:
    case = {"id": line.case, "state": line.state, "disposition": line.disposition} if line.case else None
    return {"finding": line.finding, "case": case}
