"""Who may use the desk, as an admin keeps it; and everybody's own keys for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from offing.desk.accounts import LEAST, ROLES, add_account, all_accounts, set_account
from offing.desk.keys import add_key, end_key, keys_of
from offing.errors import UsageError
from offing.serve.served import served
from offing.serve.show import page
from offing.serve.who import Administering, Look

router = APIRouter()
Words = Annotated[str, Form()]
ROLE_WORDS = {
    "reviewer": "brings books, reviews, proposes decisions",
    "approver": "the same, and confirms what others proposed",
    "auditor": "reads everything, verifies the log, changes nothing",
    "admin": "keeps accounts, brings books, reads the log, decides nothing",
}


@router.get("/accounts")
def listed(request: Request, session: Administering) -> Response:
    with served(request).store.reading() as db:
        accounts = all_accounts(db)
        keys = {a.id: keys_of(db, a.id) for a in accounts}
    return page(
        request, "accounts.html.j2", session, title="Accounts", accounts=accounts, keys=keys, roles=ROLES, least=LEAST,
        role_words=ROLE_WORDS,
    )  # fmt: skip


@router.post("/accounts")
def added(
    request: Request, session: Administering, name: Words = "", role: Words = "", password: Words = ""
) -> Response:
    here = served(request)
    with here.store.writing() as db:
        add_account(db, name, role, password, at=here.now(), by=session.account.id)
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/{account}")
def changed(
    request: Request, session: Administering, account: str, role: Words = "", active: Words = "", password: Words = ""
) -> Response:
    """Its sessions end. Nobody takes the own account out of office, so that an admin always stays."""
    here = served(request)
    use = {"yes": True, "no": False}.get(active)
    if account == session.account.id and (use is False or role not in ("", "admin")):
        raise UsageError("an admin does not take the own account out of office", hint="Another admin can")
    with here.store.writing() as db:
        set_account(db, account, at=here.now(), by=session.account.id, role=role, active=use, password=password)
    return RedirectResponse("/accounts", 303)


@router.get("/keys")
def own_keys(request: Request, session: Look) -> Response:
    return _keys(request, session, "")


@router.post("/keys")
def key_made(request: Request, session: Look, label: Words = "") -> Response:
    """The key is in this one answer and nowhere else."""
    here = served(request)
    with here.store.writing() as db:
        _, words = add_key(db, session.account, label, at=here.now())
    return _keys(request, session, words)


@router.post("/keys/{key}/end")
def key_ended(request: Request, session: Look, key: str) -> Response:
    here = served(request)
    with here.store.writing() as db:
        own = any(k.id == key for k in keys_of(db, session.account.id))
        end_key(db, key, session.account, at=here.now())
    return RedirectResponse("/keys" if own else "/accounts", 303)


def _keys(request: Request, session: Look, made: str) -> Response:
    with served(request).store.reading() as db:
        keys = keys_of(db, session.account.id)
    return page(request, "keys.html.j2", session, title="Keys for programs", keys=keys, made=made)
