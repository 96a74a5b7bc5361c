"""Cases: a disposition is proposed by one account and confirmed by another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from offing.desk.cases import (
    REASONS,
    Case,
    all_cases,
    case_of,
    case_on,
    comment,
    confirm,
    events_of,
    open_case,
    propose,
    refuse,
    reopen,
)  # fmt: skip
from offing.desk.reviews import finding_of, review_of
from offing.serve.answers import answered
from offing.serve.served import Served, served
from offing.serve.shapes.cases import Cases, CaseTold, OnFinding, Proposal, Reasons, Said, Seconded
from offing.serve.shapes.kept import CaseState
from offing.serve.shapes.words import PathId, Short, problems
from offing.serve.who import Caller, ConfirmingCaller, DecidingCaller, Refused

router = APIRouter(prefix="/api/cases", tags=["cases"], responses=problems(400, 401, 403, 404, 422))
Act = Callable[[Connection, Case, Mapping[str, str]], object]


@router.get("", response_model=Cases)
def listed(
    request: Request,
    _: Caller,
    state: CaseState | None = None,
    book: Short = "",
    behind: Short = "",
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> Response:
    """Cases, the latest moved first."""
    with served(request).store.reading() as db:
        found = all_cases(db, state or "", book, limit, behind)
    return answered({"cases": [_case(c) for c in found]})


@router.get("/reasons", response_model=Reasons)
def reasons(_: Caller) -> Response:
    """The reasons that each disposition may have; `other` and every question need words beside it."""
    return answered({"reasons": {d: list(r) for d, r in REASONS.items()}})


@router.post("", response_model=CaseTold)
def opened(request: Request, account: DecidingCaller, on: OnFinding) -> Response:
    """The case on a finding; opened where there is none."""
    here = served(request)
    with here.store.writing() as db:
        review = review_of(db, on.review)
        if review is None or (finding_of(db, on.review, on.finding) is None):
            raise Refused(404, "there is no such finding")
        held = case_on(db, review.book, on.finding)
        held = held or open_case(db, review.book, on.review, on.finding, account, at=here.now())
        told = _whole(db, held)
    return answered(told)


@router.get("/{case}", response_model=CaseTold)
def one(request: Request, _: Caller, case: PathId) -> Response:
    """A case with all that happened in it."""
    with served(request).store.reading() as db:
        told = _whole(db, _held(db, case))
    return answered(told)


@router.post("/{case}/propose", response_model=CaseTold)
def proposed(request: Request, account: DecidingCaller, case: PathId, told: Proposal) -> Response:
    """Say what the finding is."""
    here = served(request)
    return _done(
        here, case,
        lambda db, held, ground: propose(
            db, held, told.disposition, told.reason, told.words, account, at=here.now(), ground=ground, facts=told.facts
        ),
    )  # fmt: skip


@router.post("/{case}/confirm", response_model=CaseTold)
def confirmed(request: Request, account: ConfirmingCaller, case: PathId, said: Seconded) -> Response:
    """The second pair of eyes: refused for the account that proposed it."""
    here = served(request)
    return _done(
        here, case,
        lambda db, held, ground: confirm(db, held, account, at=here.now(), ground=ground, words=said.words, seen=said.seen),
    )  # fmt: skip


@router.post("/{case}/refuse", response_model=CaseTold)
def refused(request: Request, account: DecidingCaller, case: PathId, said: Said) -> Response:
    """Send a proposal back, in words."""
    here = served(request)
    return _done(
        here, case, lambda db, held, ground: refuse(db, held, said.words, account, at=here.now(), ground=ground)
    )


@router.post("/{case}/reopen", response_model=CaseTold)
def reopened(request: Request, account: DecidingCaller, case: PathId, said: Said) -> Response:
    """Open a case again, in words."""
    here = served(request)
    if not said.words.strip():
        raise Refused(400, "say in words why")
    return _done(
        here, case,
        lambda db, held, ground: reopen(db, held, said.words.strip(), account.id, at=here.now(), ground=ground),
    )  # fmt: skip


@router.post("/{case}/comment", response_model=CaseTold)
def commented(request: Request, account: DecidingCaller, case: PathId, said: Said) -> Response:
    """Add words to a case."""
    here = served(request)
    return _done(
        here, case, lambda db, held, ground: comment(db, held, said.words, account, at=here.now(), ground=ground)
    )


def _done(here: Served, case: str, act: Act) -> Response:
    with here.store.writing() as db:
        held = _held(db, case)
        act(db, held, _ground(db, held))
        told = _whole(db, _held(db, case))
    return answered(told)


def _held(db: Connection, case: str) -> Case:
    held = case_of(db, case)
    if held is None:
        raise Refused(404, "there is no such case")
    return held


def _ground(db: Connection, case: Case) -> Mapping[str, str]:
    """The versions of lists and rules that the case stands on."""
    review = review_of(db, case.review)
    return {**review.lists, "engine": str(review.told.get("engine", ""))} if review else {}


def _whole(db: Connection, case: Case) -> dict[str, Any]:
    events = [{"n": e.n, "at": e.at, "by": e.by, "kind": e.kind, "body": dict(e.body)} for e in events_of(db, case.id)]
    return {"case": _case(case), "events": events}


def _case(c: Case) -> dict[str, Any]:
    return {
        "id": c.id, "book": c.book, "finding": c.finding, "review": c.review, "state": c.state, "disposition": c.disposition,
        "reason": c.reason, "proposed_by": c.proposed_by, "confirmed_by": c.confirmed_by, "opened_at": c.opened_at,
        "moved_at": c.moved_at, "facts": c.facts,
    }  # fmt: skip
