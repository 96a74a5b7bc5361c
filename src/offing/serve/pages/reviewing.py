"""A review: first what was checked and what was not, then the findings by the user's own objects, and each finding opened."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy import Connection

from offing.desk.accounts import all_accounts
from offing.desk.cases import DISPOSITIONS, REASONS, case_on, case_once_on, events_of
from offing.desk.facts import facts_of
from offing.desk.objects import PAGE, counts, objects_of
from offing.desk.remembered import remembered
from offing.desk.reviews import KeptReview, book_of, finding_of, review_of, reviews_of
from offing.desk.ships import named_in
from offing.report.from_json import finding_from
from offing.serve.served import Served, served
from offing.serve.show import page
from offing.serve.who import Look, Refused
from offing.tracks.event import iso

router = APIRouter()


def kept(here: Served, review: str) -> KeptReview:
    with here.store.reading() as db:
        found = review_of(db, review)
    if found is None:
        raise Refused(404, "there is no such review")
    return found


@router.get("/reviews/{review}")
def shown(
    request: Request, session: Look, review: str, kind: str = "", sheet: str = "", words: str = "",
    at: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:  # fmt: skip
    here = served(request)
    found = kept(here, review)
    with here.store.reading() as db:
        book = book_of(db, found.book)
        objects, more = objects_of(db, found, kind=kind, sheet=sheet, words=words, start=at)
        counted = counts(db, review)
        later = _later(db, found)
        ships = named_in(db, review)
    asked = {"kind": kind, "sheet": sheet, "words": words}
    return page(
        request, "review.page.html.j2", session, title=f"Review of {book.name if book else ''}", book=book, review=found,
        objects=objects, counted=counted, asked=asked, at=at, step=PAGE, more=more, later=later,
        today=here.today().isoformat(), ships=ships,
    )  # fmt: skip


def _later(db: Connection, found: KeptReview) -> str:
    """The last review of the same book, where it was made after this one."""
    last = next((r for r in reviews_of(db, found.book, limit=5) if r.state == "done"), None)
    return last.id if last is not None and last.at > found.at else ""


@router.get("/reviews/{review}/progress")
def progress(request: Request, session: Look, review: str) -> JSONResponse:
    found = kept(served(request), review)
    return JSONResponse({"state": found.state, "progress": found.progress, "why": found.why})


@router.get("/reviews/{review}/findings/{finding}")
def opened(request: Request, session: Look, review: str, finding: str) -> Response:
    here = served(request)
    found = kept(here, review)
    with here.store.reading() as db:
        told = finding_of(db, review, finding)
        case = case_on(db, found.book, finding) or case_once_on(db, found.book, finding)
        events = events_of(db, case.id) if case else []
        book = book_of(db, found.book)
        decided = remembered(db, case, events, review) if case else ""
        names = {a.id: a.name for a in all_accounts(db)}
        later = _later(db, found)
        ships = named_in(db, review)
        later_has = bool(later) and finding_of(db, later, finding) is not None
    if told is None:
        raise Refused(404, "the review has no such finding")
    shown = finding_from(told)
    context: dict[str, Any] = {
        "book": book, "review": found, "f": shown, "case": case, "events": events, "names": names, "later": later,
        "later_has": later_has, "remembered": decided, "ships": ships,
        "facts": facts_of(told),
        "since": iso(min(w.start_s for w in shown.where))[:16] + "Z" if shown.where else "",
    }  # fmt: skip
    return page(
        request, "finding.page.html.j2", session, title=shown.subject.label or shown.check, charts={}, dispositions=DISPOSITIONS,
        reasons=REASONS, **context,
    )  # fmt: skip
