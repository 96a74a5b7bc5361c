"""Who may use the desk: signing in, accounts, and the keys with which programs ask."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from offing.desk.accounts import (
    LONGEST,
    MAY,
    Account,
    account_of,
    add_account,
    all_accounts,
    change_password,
    set_account,
    sign_in,
    sign_out,
)
from offing.desk.keys import Key, add_key, end_key, keys_of
from offing.serve.answers import answered
from offing.serve.served import served
from offing.serve.shapes.people import Account as AccountTold
from offing.serve.shapes.people import (
    AccountChange,
    Accounts,
    Keys,
    MadeKey,
    Me,
    NewAccount,
    NewKey,
    PasswordChange,
    SignedIn,
    SignIn,
)  # fmt: skip
from offing.serve.shapes.words import PathId, problems
from offing.serve.who import COOKIE, AdministeringCaller, Caller, Refused, session_here

router = APIRouter(prefix="/api", tags=["accounts"], responses=problems(400, 401, 403, 404, 422, 429))


@router.post("/login", response_model=SignedIn)
def login(request: Request, asked: SignIn) -> Response:
    """A session: its cookie, and the word that must come with every request that changes something."""
    here = served(request)
    with here.store.writing() as db:
        session = sign_in(db, asked.name, asked.password, at=here.now())
    if session is None:
        return answered(
            {"detail": "name or password is wrong, or the account is locked for a while", "hint": None}, 401
        )
    answer = answered({"account": _account(session.account), "csrf": session.csrf})
    age = int(LONGEST.total_seconds())
    answer.set_cookie(COOKIE, session.token, max_age=age, httponly=True, samesite="lax", secure=here.secure)
    return answer


@router.post("/logout", status_code=204, response_class=Response)
def logout(request: Request, _: Caller) -> Response:
    """End the session."""
    here = served(request)
    session = session_here(request)
    if session is not None:
        with here.store.writing() as db:
            sign_out(db, session, at=here.now())
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE)
    return answer


@router.post("/password", status_code=204, response_class=Response)
def password(request: Request, _: Caller, change: PasswordChange) -> Response:
    """Another password of one's own. It takes a session, which stays; the account's others end, and its keys."""
    here = served(request)
    session = None if request.headers.get("authorization") else session_here(request)
    if session is None:
        raise Refused(403, "a key sets no password: sign in")
    with here.store.writing() as db:
        done = change_password(db, session, change.old, change.new, at=here.now())
    if not done:
        raise Refused(403, "the password of now is wrong, or the account is locked for a while")
    return Response(status_code=204)


@router.get("/me", response_model=Me)
def me(account: Caller) -> Response:
    """Who asks, and what the account may do."""
    return answered({"account": _account(account), "may": [what for what in MAY if account.may(what)]})


@router.get("/accounts", response_model=Accounts)
def accounts(request: Request, _: AdministeringCaller) -> Response:
    """Every account."""
    with served(request).store.reading() as db:
        return answered({"accounts": [_account(a) for a in all_accounts(db)]})


@router.post("/accounts", response_model=AccountTold, status_code=201)
def added(request: Request, admin: AdministeringCaller, new: NewAccount) -> Response:
    """A new account."""
    here = served(request)
    with here.store.writing() as db:
        made = add_account(db, new.name, new.role, new.password, at=here.now(), by=admin.id)
    return answered(_account(made), 201)


@router.patch("/accounts/{account}", response_model=AccountTold)
def changed(request: Request, admin: AdministeringCaller, account: PathId, change: AccountChange) -> Response:
    """Another role or password, or out of use. Its sessions end; a new password or no more use end its keys."""
    here = served(request)
    with here.store.writing() as db:
        if account_of(db, account) is None:
            raise Refused(404, "there is no such account")
        if account == admin.id and (change.active is False or change.role not in (None, "admin")):
            raise Refused(400, "an admin does not take the own account out of office: another admin can")
        told = set_account(
            db, account, at=here.now(), by=admin.id, role=change.role or "", active=change.active,
            password=change.password or "",
        )  # fmt: skip
    return answered(_account(told))


@router.get("/keys", response_model=Keys)
def keys(request: Request, account: Caller) -> Response:
    """The account's own keys; their words are not kept."""
    with served(request).store.reading() as db:
        return answered({"keys": [_key(k) for k in keys_of(db, account.id)]})


@router.post("/keys", response_model=MadeKey, status_code=201)
def made(request: Request, account: Caller, new: NewKey) -> Response:
    """A new key in the account's name. It takes a session: a key makes no further keys."""
    here = served(request)
    if request.headers.get("authorization"):
        raise Refused(403, "a key makes no keys: sign in")
    with here.store.writing() as db:
        key, words = add_key(db, account, new.label, at=here.now())
    return answered({"key": _key(key), "words": words}, 201)


@router.delete("/keys/{key}", status_code=204, response_class=Response)
def ended(request: Request, account: Caller, key: PathId) -> Response:
    """Take a key out of use: one's own, or as an admin anybody's."""
    here = served(request)
    with here.store.writing() as db:
        end_key(db, key, account, at=here.now())
    return Response(status_code=204)


def _account(a: Account) -> dict[str, Any]:
    return {"id": a.id, "name": a.name, "role": a.role, "active": a.active}


def _key(k: Key) -> dict[str, Any]:
    return {"id": k.id, "account": k.account, "label": k.label, "made_at": k.made_at, "active": k.active}
