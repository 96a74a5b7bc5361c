"""Signing in through an issuer: out with state, nonce and PKCE, and back with a code that only this browser began."""

from __future__ import annotations

import hmac
from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from offing.desk.outside import refused, sign_in_outside
from offing.errors import OffingError, UsageError
from offing.serve.issuer import Issuer, Started, begin, who
from offing.serve.pages.signing import entered
from offing.serve.served import Served, served
from offing.serve.who import Refused

router = APIRouter()
_COOKIE = "offing_oidc"
_LASTS = timedelta(minutes=10)
_MOST = 1_000
"""Sign-ins that are under way at one time; the oldest is forgotten."""
_holding = Lock()


@router.get("/login/oidc")
def left(request: Request) -> Response:
    here = served(request)
    started = begin(_issuer(here))
    with _holding:
        under_way = _under_way(here)
        under_way[started.state] = (started, here.now())
        while len(under_way) > _MOST:
            under_way.popitem(last=False)
    answer = RedirectResponse(started.address, 303)
    answer.set_cookie(
        _COOKIE, started.state, max_age=int(_LASTS.total_seconds()), httponly=True, samesite="lax", secure=here.secure,
        path="/login/oidc",
    )  # fmt: skip
    return answer


@router.get("/login/oidc/back")
def came_back(request: Request, state: str = "", code: str = "", error: str = "") -> Response:
    here = served(request)
    issuer = _issuer(here)
    with _holding:
        begun = _under_way(here).pop(state, None)
    own = hmac.compare_digest(
        request.cookies.get(_COOKIE, "").encode("utf-8", "replace"), state.encode("utf-8", "replace")
    )
    if begun is None or not own or here.now() - begun[1] > _LASTS:
        return _no(here, issuer, "this sign-in was not begun here, or too long ago")
    if error or not code:
        return _no(here, issuer, "the issuer did not let this person in")
    try:
        person = who(issuer, begun[0], code, now_s=int(here.now().timestamp()))
        with here.store.writing() as db:
            session = sign_in_outside(db, issuer.url, person.subject, person.name, person.role, at=here.now())
    except OffingError as problem:
        return _no(
            here, issuer, str(problem) if isinstance(problem, UsageError) else "the issuer did not answer as one"
        )
    if session is None:
        return _no(here, issuer, "the account is out of use")
    answer = entered(request, session)
    answer.delete_cookie(_COOKIE, path="/login/oidc")
    return answer


def _no(here: Served, issuer: Issuer, why: str) -> Response:
    with here.store.writing() as db:
        refused(db, issuer.url, why, at=here.now())
    raise Refused(403, f"Not signed in: {why}")


def _issuer(here: Served) -> Issuer:
    if here.issuer is None:
        raise Refused(404, "no issuer is named to this desk")
    return here.issuer


def _under_way(here: Served) -> OrderedDict[str, tuple[Started, datetime]]:
    found: OrderedDict[str, tuple[Started, datetime]] = here.held.setdefault("oidc", OrderedDict())
    return found
