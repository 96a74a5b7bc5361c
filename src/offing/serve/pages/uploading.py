"""A book comes to the desk: its files are kept, its headers shown as they are taken, and then it is reviewed."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from offing.book.columns import SHEETS
from offing.book.preview import preview
from offing.book.said import Said
from offing.desk.files import load
from offing.desk.reviews import (
    add_book,
    all_books,
    book_of,
    header_map,
    keep_upload,
    order_review,
    set_header,
    set_upload_headers,
    upload_of,
)
from offing.errors import UsageError
from offing.index.profiles import STANDARD, profiles
from offing.review.duties import ROLES
from offing.serve.api.reviews import day_of
from offing.serve.brought import look_over
from offing.serve.served import Served, served
from offing.serve.show import page
from offing.serve.who import Refused, Reviewing

router = APIRouter()
_TABLES_SHOWN = 40
_NONE = "-"
"""Chosen where a header means none of the columns; "" leaves the guess as it is."""


@router.get("/books/new")
def asked(request: Request, session: Reviewing, book: str = "") -> Response:
    here = served(request)
    with here.store.reading() as db:
        books = all_books(db)
    return page(
        request, "upload.html.j2", session, title="Bring a book", books=books, chosen=book, roles=ROLES,
        profiles=tuple(profiles()), standard=STANDARD.name,
    )  # fmt: skip


@router.post("/books")
def brought(
    request: Request,
    session: Reviewing,
    files: Annotated[list[UploadFile], File()],
    book: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
    profile: Annotated[str, Form()] = STANDARD.name,
) -> Response:
    here = served(request)
    brought = [(f.filename or "", f.file.read()) for f in files if f.filename]
    if role and role not in ROLES:
        raise UsageError("no such desk", value=role, hint=f"There are {', '.join(ROLES)}")
    if profile not in profiles():
        raise UsageError("no such profile", value=profile, hint=f"There are {', '.join(profiles())}")
    look_over(brought)
    with here.store.writing() as db:
        kept = book_of(db, book) if book else None
        if book and kept is None:
            raise Refused(404, "there is no such book")
        if kept is None:
            called = name or (Path(brought[0][0]).stem if brought else "")
            kept = add_book(db, called, session.account, at=here.now(), role=role, profile=profile)
        upload = keep_upload(here.store, db, kept.id, brought, session.account, at=here.now())
    return RedirectResponse(f"/uploads/{upload}", 303)


@router.get("/uploads/{upload}")
def headers_shown(request: Request, session: Reviewing, upload: str) -> Response:
    here = served(request)
    held = _held(here, upload)
    with here.store.reading() as db:
        book, remembered = book_of(db, held["book"]), header_map(db)
    said = {(h["sheet"], h["header"]): h["column"] for h in remembered}
    with _laid_out(here, held) as folder:
        seen = sorted(preview(folder, said), key=lambda s: (not s.why, not s.unread))  # what needs a person comes first
    others = [f["name"] for f in json.loads(held["files"]) if "/" in f["name"]]
    return page(
        request, "headers.html.j2", session, title=f"How {book.name if book else 'the book'} is read", book=book, upload=upload,
        seen=seen[:_TABLES_SHOWN], more=max(0, len(seen) - _TABLES_SHOWN), sheets=SHEETS, none=_NONE, others=others,
        unread=sum(s.unread for s in seen), today=here.today().isoformat(),
    )  # fmt: skip


@router.post("/uploads/{upload}/review")
async def ordered(request: Request, session: Reviewing, upload: str) -> Response:
    here = served(request)
    held = _held(here, upload)
    form = {k: v for k, v in (await request.form()).items() if isinstance(v, str)}
    day = _day(here, form.get("as_of", ""))
    said = _said(form)
    with here.store.writing() as db:
        known = {(h["sheet"], h["header"]): h["column"] for h in header_map(db)}
        for (sheet, header), column in said.items():
            if known.get((sheet, header)) != column:
                set_header(db, sheet, header, column, session.account, at=here.now())
        if said:
            set_upload_headers(db, upload)
        review = order_review(db, held["book"], upload, day.isoformat(), session.account, at=here.now())
    return RedirectResponse(f"/reviews/{review}", 303)


def _said(form: dict[str, str]) -> Said:
    """The form's `column|SHEET|HEADER` fields that were chosen, and are not what was guessed."""
    found: dict[tuple[str, str], str] = {}
    for field, column in form.items():
        mark, _, rest = field.partition("|")
        sheet, bar, header = rest.partition("|")
        if mark == "column" and bar and sheet in SHEETS and column and column != form.get(f"guess|{rest}"):
            if column != _NONE and column not in SHEETS[sheet]:
                raise UsageError("no such column", where=f"headers of {sheet}", value=column)
            found[sheet, header] = "" if column == _NONE else column
    return found


def _held(here: Served, upload: str) -> Any:
    with here.store.reading() as db:
        held = upload_of(db, upload)
    if held is None:
        raise Refused(404, "there is no such upload")
    return held


@contextmanager
def _laid_out(here: Served, held: Any) -> Iterator[Path]:
    """The tables of an upload as files again, for as long as they are looked at."""
    with tempfile.TemporaryDirectory(prefix="offing-look-") as name:
        for one in json.loads(held["files"]):
            if "/" not in one["name"]:
                (Path(name) / one["name"]).write_bytes(load(here.store.files, one["sha256"]))
        yield Path(name)


def _day(here: Served, text: str) -> date:
    try:
        return day_of(here, date.fromisoformat(text) if text else None)
    except ValueError:
        raise UsageError("not a day", where="as of", value=text, hint="Write it as 2019-03-22") from None
