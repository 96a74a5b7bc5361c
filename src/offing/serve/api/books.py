"""Books: brought to the desk, and reviewed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from offing.desk.reviews import add_book, all_books, book_of, keep_upload, order_review
from offing.errors import UsageError
from offing.index.profiles import STANDARD, profiles
from offing.review.duties import ROLES
from offing.serve.answers import answered
from offing.serve.api.reviews import day_of
from offing.serve.brought import look_over
from offing.serve.served import served
from offing.serve.shapes.kept import Books, Ordered
from offing.serve.shapes.words import Day, Short, problems
from offing.serve.who import Caller, Refused, ReviewingCaller

router = APIRouter(prefix="/api/books", tags=["reviews"], responses=problems(400, 401, 403, 404, 413, 422))


@router.get("", response_model=Books)
def listed(request: Request, _: Caller) -> Response:
    """Every book of the desk."""
    with served(request).store.reading() as db:
        found = all_books(db)
    told = [
        {"id": b.id, "name": b.name, "role": b.role, "profile": b.profile, "created_at": b.created_at} for b in found
    ]
    return answered({"books": told})


@router.post("", response_model=Ordered, status_code=201)
def brought(
    request: Request,
    account: ReviewingCaller,
    files: Annotated[
        list[UploadFile], File(description="A workbook, or the files of a book; `files/bl.pdf` keeps its folder.")
    ],
    book: Annotated[Short, Form(description="A book of the desk; without it a new one is made.")] = "",
    name: Annotated[Short, Form(description="Of a new book; default: the first file's.")] = "",
    role: Annotated[Short, Form(description="Whose duties are asked of the book.")] = "",
    profile: Annotated[Short, Form(description="How near a name must be to be proposed.")] = STANDARD.name,
    as_of: Annotated[Day | None, Form(description="Default: today (UTC).")] = None,
) -> Response:
    """Upload a book and order its review."""
    here = served(request)
    day = day_of(here, as_of)
    if role and role not in ROLES:
        raise UsageError("no such role", value=role, hint=f"There are {', '.join(ROLES)}")
    if profile not in profiles():
        raise UsageError("no such profile", value=profile, hint=f"There are {', '.join(profiles())}")
    brought = [(f.filename or "", f.file.read()) for f in files if f.filename]
    if not brought:
        raise UsageError("bring at least one file", where="files")
    look_over(brought)
    with here.store.writing() as db:
        kept = book_of(db, book) if book else None
        if book and kept is None:
            raise Refused(404, "there is no such book")
        if kept is None:
            kept = add_book(db, name or brought[0][0], account, at=here.now(), role=role, profile=profile)
        upload = keep_upload(here.store, db, kept.id, brought, account, at=here.now())
        review = order_review(db, kept.id, upload, day.isoformat(), account, at=here.now())
    return answered({"book": kept.id, "review": review}, 201)
