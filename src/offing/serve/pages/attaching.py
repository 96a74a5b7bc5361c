"""A case on a page of its own: its files, the letters to counterparties and their answers. A file is handed back, never shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from offing.desk.accounts import all_accounts
from offing.desk.attachments import MOST_BYTES, attach, attachment_of, attachments_of, content_of
from offing.desk.cases import Case, case_of, events_of, open_case
from offing.desk.letters import HOURS, letter
from offing.desk.questions import answer, ask, questions_of
from offing.desk.remembered import remembered
from offing.desk.reviews import book_of, finding_of
from offing.errors import UnsafeInput
from offing.report.from_json import finding_from
from offing.serve.pages.deciding import ground_of
from offing.serve.pages.reviewing import kept
from offing.serve.served import Served, served
from offing.serve.show import page
from offing.serve.who import Deciding, Look, Refused

router = APIRouter()
Words = Annotated[str, Form()]


@router.get("/cases/{case}")
def shown(request: Request, session: Look, case: str, to: str = "") -> Response:
    here = served(request)
    with here.store.reading() as db:
        held = _case(db, case)
        events, book = events_of(db, case), book_of(db, held.book)
        finding = finding_of(db, held.review, held.finding)
        told = remembered(db, held, events, held.review)
        files, asked = attachments_of(db, case), questions_of(db, case)
        names = {a.id: a.name for a in all_accounts(db)}
    now = here.now()
    draft = letter(finding, case=case, to=to[:300], sender="", at=now) if finding else ""
    return page(
        request, "case.page.html.j2", session, title=f"Case {case}", case=held, events=events, book=book, files=files,
        f=finding_from(finding) if finding else None, questions=[(q, q.due(now), q.words(now)) for q in asked], names=names,
        draft=draft, to=to[:300], hours=HOURS, most=MOST_BYTES, remembered=told, file_names={x.id: x.name for x in files},
    )  # fmt: skip


@router.post("/reviews/{review}/findings/{finding}/case")
def opened(request: Request, session: Deciding, review: str, finding: str) -> Response:
    here = served(request)
    found = kept(here, review)
    with here.store.writing() as db:
        case = open_case(db, found.book, review, finding, session.account, at=here.now())
    return RedirectResponse(f"/cases/{case.id}", 303)


@router.post("/cases/{case}/attachments")
async def attached(
    request: Request, session: Deciding, case: str, files: Annotated[list[UploadFile], File()]
) -> Response:
    brought = [(f.filename or "", await _read(f)) for f in files if f.filename]

    def act(here: Served, db: Connection, held: Case) -> None:
        for name, content in brought:
            ground = ground_of(db, held)
            attach(here.store, db, held, name, content, session.account, at=here.now(), ground=ground)

    return await run_in_threadpool(_done, request, case, act, "files")


@router.get("/cases/{case}/attachments/{attachment}")
def handed_back(request: Request, session: Look, case: str, attachment: str) -> Response:
    here = served(request)
    with here.store.reading() as db:
        found = attachment_of(db, case, attachment)
    if found is None:
        raise Refused(404, "the case has no such file")
    return as_download(content_of(here.store, found), found.name)


@router.post("/cases/{case}/questions")
def asked(request: Request, session: Deciding, case: str, to: Words = "", text: Words = "") -> Response:
    def act(here: Served, db: Connection, held: Case) -> None:
        ask(db, held, to, text, session.account, at=here.now(), ground=ground_of(db, held))

    return _done(request, case, act, "questions")


@router.post("/cases/{case}/questions/{question}/answer")
async def answered(
    request: Request, session: Deciding, case: str, question: str, file: Annotated[UploadFile, File()]
) -> Response:
    content = await _read(file)

    def act(here: Served, db: Connection, held: Case) -> None:
        ground = ground_of(db, held)
        answer(
            here.store, db, held, question, file.filename or "", content, session.account, at=here.now(), ground=ground
        )

    return await run_in_threadpool(_done, request, case, act, "questions")


def as_download(content: bytes, name: str, media: str = "application/octet-stream") -> Response:
    """Bytes that a browser saves and does not show, whatever they are."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    headers = {
        "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": "no-store",
    }
    return Response(content, media_type=media, headers=headers)


async def _read(file: UploadFile) -> bytes:
    content = await file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnsafeInput(f"a file has at most {MOST_BYTES:,} bytes", where="file", value=(file.filename or "")[:100])
    return content


def _case(db: Connection, case: str) -> Case:
    held = case_of(db, case)
    if held is None:
        raise Refused(404, "there is no such case")
    return held


def _done(request: Request, case: str, act: Callable[[Served, Connection, Case], None], place: str) -> Response:
    here = served(request)
    with here.store.writing() as db:
        act(here, db, _case(db, case))
    return RedirectResponse(f"/cases/{case}#{place}", 303)
