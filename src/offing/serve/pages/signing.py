"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from offing.desk.accounts import LEAST, LONGEST, Session, all_accounts, change_password, sign_in, sign_out
from offing.serve.served import served
from offing.serve.show import page
from offing.serve.who import COOKIE, Look

router = APIRouter()
_WRONG = "Name or password is wrong, or the account is locked for a while after too many tries."


@router.get("/login")
def asked(request: Request) -> Response:
    with served(request).store.reading() as db:
        none = not all_accounts(db)
    return page(request, "login.html.j2", None, title="Sign in", why="", none=none, outside=_outside(request))


@router.post("/login")
def tried(request: Request, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "") -> Response:
    here = served(request)
    with here.store.writing() as db:
        session = sign_in(db, name, password, at=here.now())
    if session is None:
        return page(
            request, "login.html.j2", None, 401, title="Sign in", why=_WRONG, none=False, outside=_outside(request)
        )
    return entered(request, session)


def entered(request: Request, session: Session) -> Response:
    """To the first page, with the cookie of the session."""
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        COOKIE,
        session.token,
        max_age=int(LONGEST.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=served(request).secure,
    )
    return answer


@router.get("/password")
def own_password(request: Request, session: Look) -> Response:
    return page(request, "password.html.j2", session, title="Your password", least=LEAST, why="", done=False)


@router.post("/password")
def password_set(
    request: Request, session: Look, old: Annotated[str, Form()] = "", new: Annotated[str, Form()] = ""
) -> Response:
    """This session stays; the account's others end, and its keys."""
    here = served(request)
    with here.store.writing() as db:
        done = change_password(db, session, old, new, at=here.now())
    why = "" if done else "The password of now is wrong, or the account is locked for a while after too many tries."
    status = 200 if done else 403
    return page(
        request, "password.html.j2", session, status, title="Your password", least=LEAST, why=why, done=done
    )  # fmt: skip


def _outside(request: Request) -> str:
    """The host of the issuer through which one may sign in; "" where there is none."""
    issuer = served(request).issuer
    return issuer.host if issuer else ""


@router.post("/logout")
def left(request: Request, session: Look) -> Response:
    here = served(request)
    with here.store.writing() as db:
        sign_out(db, session, at=here.now())
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer
