"""What is decided of a finding: proposed by one, confirmed by another, and all that is said on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from offing.desk.cases import Case, all_cases, case_of, comment, confirm, how_many, open_case, propose, refuse, reopen
from offing.desk.reviews import book_of, review_of
from offing.serve.pages.reviewing import kept
from offing.serve.served import Served, served
from offing.serve.show import page
from offing.serve.who import Confirming, Deciding, Look, Refused

router = APIRouter()
_STATES = ("proposed", "open", "asked", "escalated", "closed")
_PAGE = 100
Words = Annotated[str, Form()]


@router.get("/cases")
def listed(request: Request, session: Look, state: str = "proposed", behind: str = "") -> Response:
    here = served(request)
    with here.store.reading() as db:
        found = all_cases(db, state if state in _STATES else "", limit=_PAGE, behind=behind)
        counted = how_many(db)
        books = {c.book: book_of(db, c.book) for c in found}
    return page(
        request,
        "cases.html.j2",
        session,
        title="Cases",
        cases=found,
        books=books,
        states=_STATES,
        state=state,
        counted=counted,
        full=len(found) == _PAGE,
    )


@router.post("/reviews/{review}/findings/{finding}/propose")
def proposed(
    request: Request,
    session: Deciding,
    review: str,
    finding: str,
    disposition: Words = "",
    reason: Words = "",
    words: Words = "",
    facts: Words = "",
) -> Response:
    here = served(request)
    found = kept(here, review)
    if not facts:
        raise Refused(400, "the form does not say which facts it is about: reload the page")
    with here.store.writing() as db:
        case = open_case(db, found.book, review, finding, session.account, at=here.now())
        propose(
            db, case, disposition, reason, words, session.account, at=here.now(), ground=ground_of(db, case), facts=facts
        )  # fmt: skip
    return _back(review, finding)


@router.post("/reviews/{review}/findings/{finding}/comment")
def commented(request: Request, session: Deciding, review: str, finding: str, words: Words = "") -> Response:
    here = served(request)
    found = kept(here, review)
    with here.store.writing() as db:
        case = open_case(db, found.book, review, finding, session.account, at=here.now())
        comment(db, case, words, session.account, at=here.now(), ground=ground_of(db, case))
    return _back(review, finding)


@router.post("/cases/{case}/confirm")
def confirmed(request: Request, session: Confirming, case: str, words: Words = "", seen: Words = "") -> Response:
    if not seen:
        raise Refused(400, "the form does not say what it confirms: reload the page")

    def act(here: Served, db: Connection, held: Case, ground: Mapping[str, str]) -> Case:
        return confirm(db, held, session.account, at=here.now(), ground=ground, words=words, seen=seen)

    return _done(request, case, act)


@router.post("/cases/{case}/refuse")
def refused(request: Request, session: Deciding, case: str, words: Words = "") -> Response:
    def act(here: Served, db: Connection, held: Case, ground: Mapping[str, str]) -> Case:
        return refuse(db, held, words, session.account, at=here.now(), ground=ground)

    return _done(request, case, act)


@router.post("/cases/{case}/reopen")
def reopened(request: Request, session: Deciding, case: str, words: Words = "") -> Response:
    if not words.strip():
        raise Refused(400, "say in words why")

    def act(here: Served, db: Connection, held: Case, ground: Mapping[str, str]) -> Case:
        return reopen(db, held, words, session.account.id, at=here.now(), ground=ground)

    return _done(request, case, act)


def ground_of(db: Connection, case: Case) -> Mapping[str, str]:
    """The versions of lists and rules that the case stands on."""
    review = review_of(db, case.review)
    return {**review.lists, "engine": str(review.told.get("engine", ""))} if review else {}


Act = Callable[[Served, Connection, Case, Mapping[str, str]], Case]


def _done(request: Request, case: str, act: Act) -> Response:
    here = served(request)
    with here.store.writing() as db:
        held = case_of(db, case)
        if held is None:
            raise Refused(404, "there is no such case")
        act(here, db, held, ground_of(db, held))
    return _back(held.review, held.finding)


def _back(review: str, finding: str) -> Response:
    return RedirectResponse(f"/reviews/{review}/findings/{finding}#case", 303)
