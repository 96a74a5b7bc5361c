"""Who asks: the session behind a browser's cookie or the account behind a program's key; and what they may do."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool

from offing.desk.accounts import Account, Session, seen, session_of
from offing.desk.keys import account_by_key
from offing.serve.served import Served, served

COOKIE = "offing_session"
CSRF_FIELD = "csrf"
CSRF_HEADER = "x-csrf-token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_MARK_SEEN = timedelta(minutes=5)


class NotSignedIn(Exception):
    """A page was asked for without a session: it is answered by the page to sign in."""


class Refused(Exception):
    """A request that must not be carried out, with the words for it; logged by the application."""

    def __init__(self, status: int, why: str) -> None:
        self.status = status
        self.why = why
        super().__init__(why)


def session_here(request: Request) -> Session | None:
    """The session of the request's cookie, where it has not ended."""
    token = request.cookies.get(COOKIE, "")
    if not token or len(token) > 200:
        return None
    here = served(request)
    with here.store.reading() as db:
        found = session_of(db, token, at=here.now())
    if found is not None:
        _mark_seen(here, found)
    return found


def _mark_seen(here: Served, session: Session) -> None:
    """Write at most now and then that a session is alive: a look at a page should not wait for the disk."""
    marks = here.held.setdefault("seen", {})
    now = here.now()
    if session.token not in marks or now - marks[session.token] > _MARK_SEEN:
        marks[session.token] = now
        with here.store.writing() as db:
            seen(db, session, at=now)


def on_page(what: str) -> Callable[..., Session]:
    """A dependency: the signed-in session, where its account may do `what`."""

    async def signed(request: Request) -> Session:
        session = await run_in_threadpool(session_here, request)  # it may wait for the disk, and others must not
        if session is None:
            raise NotSignedIn
        if request.method not in _SAFE:
            form = await request.form()
            _check_csrf(session, str(form.get(CSRF_FIELD, "")) or request.headers.get(CSRF_HEADER, ""))
        if not session.account.may(what):
            raise Refused(403, f"the role of {session.account.role} may not do this")
        return session

    return signed  # type: ignore[return-value]  # FastAPI awaits it


def by_program(what: str) -> Callable[..., Account]:
    """A dependency of the API: the account behind a key (`Authorization: Bearer …` or `ApiKey …`), or of a page's session, which
    must bring its word against forgery along.
    """

    def asked(request: Request) -> Account:
        scheme, _, words = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() in ("bearer", "apikey") and words:
            here = served(request)
            with here.store.reading() as db:
                account = account_by_key(db, words.strip()[:200])
            if account is None:
                raise HTTPException(401, "no such key", headers={"WWW-Authenticate": "Bearer"})
        else:
            session = session_here(request)
            if session is None:
                raise HTTPException(401, "sign in, or send a key", headers={"WWW-Authenticate": "Bearer"})
            if request.method not in _SAFE:
                _check_csrf(session, request.headers.get(CSRF_HEADER, ""))
            account = session.account
        request.state.account = account.id
        if not account.may(what):
            raise Refused(403, f"the role of {account.role} may not do this")
        return account

    return asked


async def screening(request: Request) -> Account | None:
    """A dependency of what only looks names up: as `by_program`, and open to any program where the server says so."""
    if served(request).open_screening:
        return None
    if request.headers.get("authorization"):
        return _LOOK(request)  # a key is looked up in less time than another thread takes to begin
    return await run_in_threadpool(_LOOK, request)


def _check_csrf(session: Session, brought: str) -> None:
    if not hmac.compare_digest(session.csrf.encode(), brought.encode("utf-8", "replace")):
        raise Refused(403, "the form is not from this session: reload the page and send it again")


_LOOK = by_program("look")
Look = Annotated[Session, Depends(on_page("look"))]
Reviewing = Annotated[Session, Depends(on_page("review"))]
Deciding = Annotated[Session, Depends(on_page("decide"))]
Confirming = Annotated[Session, Depends(on_page("confirm"))]
Auditing = Annotated[Session, Depends(on_page("audit"))]
Administering = Annotated[Session, Depends(on_page("administer"))]

Caller = Annotated[Account, Depends(_LOOK)]
ReviewingCaller = Annotated[Account, Depends(by_program("review"))]
DecidingCaller = Annotated[Account, Depends(by_program("decide"))]
ConfirmingCaller = Annotated[Account, Depends(by_program("confirm"))]
AuditingCaller = Annotated[Account, Depends(by_program("audit"))]
AdministeringCaller = Annotated[Account, Depends(by_program("administer"))]
