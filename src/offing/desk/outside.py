"""Sign-in by what an issuer outside says of somebody: which account that is, made at the first time, and its role as of now."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import Connection, insert, select

from offing.desk.accounts import Session, account_of, add_account, open_session, set_account
from offing.desk.log import append
from offing.desk.tables import outside
from offing.desk.times import instant

BY = "sign-in from outside"


def sign_in_outside(db: Connection, issuer: str, subject: str, name: str, role: str, *, at: datetime) -> Session | None:
    """A session for whom the issuer calls `subject`; None where the account is out of use.

    A first sign-in makes an account with a password that nobody knows. Raises UsageError where an account of the name is
    there that is not this one: a name alone opens nothing.
    """
    known = (outside.c.issuer == issuer) & (outside.c.subject == subject)
    held = db.execute(select(outside.c.account).where(known)).scalar()
    if held is None:
        made = add_account(db, name, role, secrets.token_urlsafe(32), at=at, by=BY)
        db.execute(insert(outside).values(issuer=issuer, subject=subject, account=made.id))
        return open_session(db, made, at=at)
    account = account_of(db, held)
    assert account is not None
    if not account.active:
        return None
    if account.role != role:
        account = set_account(db, account.id, at=at, by=BY, role=role)
    return open_session(db, account, at=at)


def refused(db: Connection, issuer: str, why: str, *, at: datetime) -> None:
    """What came back from outside and opened nothing; without any word of a person's."""
    append(
        db, at=instant(at), actor="", action="sign-in refused", object="issuer", after={"issuer": issuer, "why": why}
    )
