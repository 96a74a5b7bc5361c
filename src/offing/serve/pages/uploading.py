"""A book comes to the desk, and is reviewed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from offing.desk.reviews import add_book, all_books, book_of, keep_upload, order_review
from offing.errors import UsageError
from offing.review.duties import ROLES
from offing.serve.served import served
from offing.serve.show import page
from offing.serve.who import Refused, Reviewing

router = APIRouter()


@router.get("/books/new")
def asked(request: Request, session: Reviewing) -> Response:
    here = served(request)
    with here.store.reading() as db:
        books = all_books(db)
    return page(
        request, "upload.html.j2", session, title="Bring a book", books=books, roles=ROLES, today=here.today().isoformat()
    )  # fmt: skip


@router.post("/books")
async def brought(
    request: Request,
    session: Reviewing,
    files: Annotated[list[UploadFile], File()],
    book: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
    as_of: Annotated[str, Form()] = "",
) -> Response:
    here = served(request)
    day = _day(as_of) if as_of else here.today()
    brought = [(f.filename or "", await f.read()) for f in files if f.filename]
    with here.store.writing() as db:
        kept = book_of(db, book) if book else None
        if book and kept is None:
            raise Refused(404, "there is no such book")
        if kept is None:
            if role and role not in ROLES:
                raise UsageError("no such role", value=role)
            kept = add_book(db, name or (brought[0][0] if brought else ""), session.account, at=here.now(), role=role)
        upload = keep_upload(here.store, db, kept.id, brought, session.account, at=here.now())
        review = order_review(db, kept.id, upload, day.isoformat(), session.account, at=here.now())
    return RedirectResponse(f"/reviews/{review}", 303)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("not a day", where="as of", value=text, hint="Write it as 2019-03-22") from None
