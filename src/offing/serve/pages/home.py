"""The first page: the desk's books and their last reviews, cases that wait, and the lists as they are loaded."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from offing.desk.cases import all_cases
from offing.desk.reviews import all_books, reviews_of
from offing.serve.lists_open import lists_today
from offing.serve.served import served
from offing.serve.show import page
from offing.serve.who import Look

router = APIRouter()


@router.get("/")
def home(request: Request, session: Look) -> Response:
    here = served(request)
    with here.store.reading() as db:
        books, reviews = all_books(db), reviews_of(db)
        waiting = {state: all_cases(db, state, limit=20) for state in ("proposed", "open", "asked")}
    last = {b.id: next((r for r in reviews if r.book == b.id), None) for b in books}
    return page(
        request, "home.html.j2", session, title="The desk", books=books, last=last, waiting=waiting, lists=lists_today(here)
    )  # fmt: skip
