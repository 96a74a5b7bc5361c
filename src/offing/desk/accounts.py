"""Accounts, their roles, and sessions. Passwords are kept as argon2id, tokens of sessions as SHA-256."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Connection, delete, func, insert, select, update

from offing.desk.digests import digest_of
from offing.desk.log import append
from offing.desk.tables import accounts, keys, sessions
from offing.desk.times import instant, moment
from offing.errors import UsageError

Role = Literal["reviewer", "approver", "auditor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)

MAY: dict[str, frozenset[Role]] = {
    "look": frozenset(ROLES),
    "review": frozenset({"reviewer", "approver", "admin"}),
    "decide": frozenset({"reviewer", "approver"}),
    "confirm": frozenset({"approver"}),
    "audit": frozenset({"auditor", "admin"}),
    "administer": frozenset({"admin"}),
}
"""What each role may do. An admin keeps accounts and decides nothing; an auditor reads everything and changes nothing."""

LEAST = 12
"""Characters of a password."""
MOST = 1024
TRIES = 5
"""Wrong passwords after which an account is locked, for a minute at first and twice as long each time."""
_FIRST_LOCK = timedelta(minutes=1)
_LONGEST_LOCK = timedelta(hours=1)
IDLE = timedelta(hours=8)
"""After so long without a request a session ends; after `LONGEST` it ends whatever happens."""
LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Account:
    id: str
    name: str
    role: Role
    active: bool

    def may(self, what: str) -> bool:
        return self.active and self.role in MAY[what]


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in, and the word that a form must bring along."""

    account: Account
    csrf: str
    token: str


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash to try against where there is no such account, so that both refusals take as long."""
    return _hasher().hash(secrets.token_hex(16))


def add_account(db: Connection, name: str, role: str, password: str, *, at: datetime, by: str = "") -> Account:
    """A new account; the first may make itself. Raises UsageError for a name taken, a role that is none, a weak password."""
    name = name.strip()
    if not name or len(name) > 200:
        raise UsageError("an account needs a name of at most 200 characters", where="account")
    if role not in ROLES:
        raise UsageError("no such role", value=role, hint=f"There are {', '.join(ROLES)}")
    _check_password(name, password)
    if db.execute(select(accounts.c.id).where(func.lower(accounts.c.name) == name.lower())).first():
        raise UsageError("there is an account of this name", value=name)
    made = Account(secrets.token_hex(8), name, role, True)
    db.execute(
        insert(accounts).values(
            id=made.id,
            name=name,
            role=role,
            password=_hasher().hash(password),
            active=True,
            created_at=instant(at),
            failures=0,
            locked_until="",
        )
    )
    append(
        db, at=instant(at), actor=by or made.id, action="account added", object=f"account {made.id}", after=_told(made)
    )
    return made


def set_account(
    db: Connection,
    account: str,
    *,
    at: datetime,
    by: str,
    role: str = "",
    active: bool | None = None,
    password: str = "",
) -> Account:
    """Change a role, a password, or whether the account is in use. Sessions that it has end.

    Its keys for programs end with its password and with its use: whoever had the one may have made the other.
    """
    was = account_of(db, account)
    if was is None:
        raise UsageError("no such account", value=account)
    if role and role not in ROLES:
        raise UsageError("no such role", value=role, hint=f"There are {', '.join(ROLES)}")
    values: dict[str, Any] = {"failures": 0, "locked_until": ""}
    if role:
        values["role"] = role
    if active is not None:
        values["active"] = active
    if password:
        _check_password(was.name, password)
        values["password"] = _hasher().hash(password)
    db.execute(update(accounts).where(accounts.c.id == account).values(**values))
    db.execute(delete(sessions).where(sessions.c.account == account))
    if password or active is False:
        _end_keys(db, account, by=by, at=at)
    now = account_of(db, account)
    assert now is not None
    told = _told(now) | ({"password": "changed"} if password else {})
    append(
        db,
        at=instant(at),
        actor=by,
        action="account changed",
        object=f"account {account}",
        before=_told(was),
        after=told,
    )
    return now


def change_password(db: Connection, session: Session, old: str, new: str, *, at: datetime) -> bool:
    """Set one's own password: every other session of the account ends, and its keys do.

    False, as at a sign-in, where the old one is wrong or the account is locked. Raises UsageError for a weak new one.
    """
    row = db.execute(select(accounts).where(accounts.c.id == session.account.id)).mappings().one()
    if not _let_in(db, row, len(old) <= MOST and _fits(row["password"], old), at):
        return False
    _check_password(session.account.name, new)
    values = {"password": _hasher().hash(new), "failures": 0, "locked_until": ""}
    db.execute(update(accounts).where(accounts.c.id == row["id"]).values(**values))
    db.execute(delete(sessions).where(sessions.c.account == row["id"], sessions.c.token != digest_of(session.token)))
    append(db, at=instant(at), actor=row["id"], action="password changed", object=f"account {row['id']}")
    _end_keys(db, row["id"], by=row["id"], at=at)
    return True


def account_of(db: Connection, account: str) -> Account | None:
    row = db.execute(select(accounts).where(accounts.c.id == account)).mappings().one_or_none()
    return _account(row) if row is not None else None


def all_accounts(db: Connection) -> list[Account]:
    return [_account(row) for row in db.execute(select(accounts).order_by(accounts.c.name)).mappings()]


def sign_in(db: Connection, name: str, password: str, *, at: datetime) -> Session | None:
    """A new session; None where name or password is wrong, the account is out of use, or locked after too many tries.

    Each refusal is logged. Nothing tells which of these it was.
    """
    row = (
        db.execute(select(accounts).where(func.lower(accounts.c.name) == name.strip().lower())).mappings().one_or_none()
    )
    kept = row["password"] if row is not None else _nobody()
    right = len(password) <= MOST and _fits(kept, password)
    if row is None:
        append(db, at=instant(at), actor="", action="sign-in refused", object="account", after={"name": name[:200]})
        return None
    if not _let_in(db, row, right, at):
        return None
    values: dict[str, Any] = {"failures": 0, "locked_until": ""}
    if _hasher().check_needs_rehash(kept):
        values["password"] = _hasher().hash(password)
    db.execute(update(accounts).where(accounts.c.id == row["id"]).values(**values))
    return open_session(db, _account(row), at=at)


def open_session(db: Connection, account: Account, *, at: datetime) -> Session:
    made = Session(account, secrets.token_urlsafe(24), secrets.token_urlsafe(32))
    now = instant(at)
    db.execute(
        insert(sessions).values(
            token=digest_of(made.token), account=account.id, csrf=made.csrf, opened_at=now, seen_at=now
        )
    )
    append(db, at=now, actor=account.id, action="signed in", object=f"account {account.id}")
    return made


def session_of(db: Connection, token: str, *, at: datetime) -> Session | None:
    """The session behind a browser's token, where it has not ended."""
    asked = select(sessions, accounts.c.id, accounts.c.name, accounts.c.role, accounts.c.active).join(accounts)
    row = db.execute(asked.where(sessions.c.token == digest_of(token))).mappings().one_or_none()
    if row is None or not row["active"]:
        return None
    if at - moment(row["seen_at"]) > IDLE or at - moment(row["opened_at"]) > LONGEST:
        return None
    return Session(_account(row), row["csrf"], token)


def seen(db: Connection, session: Session, *, at: datetime) -> None:
    db.execute(update(sessions).where(sessions.c.token == digest_of(session.token)).values(seen_at=instant(at)))


def sign_out(db: Connection, session: Session, *, at: datetime) -> None:
    db.execute(delete(sessions).where(sessions.c.token == digest_of(session.token)))
    append(db, at=instant(at), actor=session.account.id, action="signed out", object=f"account {session.account.id}")


def _let_in(db: Connection, row: Any, right: bool, at: datetime) -> bool:
    """Whether the account is in use, not locked, and the password was right; a refusal is counted and logged."""
    if row["locked_until"] > instant(at) or not row["active"]:
        _refused(db, row["id"], at, "locked" if row["active"] else "out of use")
        return False
    if not right:
        failures = row["failures"] + 1
        over = failures - TRIES
        lock = min(_FIRST_LOCK * 2 ** min(over, 10), _LONGEST_LOCK) if over >= 0 else None
        until = instant(at + lock) if lock else ""
        db.execute(update(accounts).where(accounts.c.id == row["id"]).values(failures=failures, locked_until=until))
        _refused(db, row["id"], at, "password")
    return right


def _end_keys(db: Connection, account: str, *, by: str, at: datetime) -> None:
    asked = select(keys.c.id).where(keys.c.account == account, keys.c.active.is_(True)).order_by(keys.c.made_at)
    for key in db.execute(asked).scalars().all():
        db.execute(update(keys).where(keys.c.id == key).values(active=False))
        append(db, at=instant(at), actor=by, action="key ended", object=f"key {key}")


def _refused(db: Connection, account: str, at: datetime, why: str) -> None:
    append(db, at=instant(at), actor="", action="sign-in refused", object=f"account {account}", after={"why": why})


def _fits(kept: str, password: str) -> bool:
    try:
        return _hasher().verify(kept, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _check_password(name: str, password: str) -> None:
    if not LEAST <= len(password) <= MOST:
        raise UsageError(f"a password has {LEAST} to {MOST} characters", where="account")
    if len(set(password)) < 5 or name.lower() in password.lower():
        raise UsageError("a password is not the name, nor the same few characters", where="account")


def _account(row: Any) -> Account:
    return Account(row["id"], row["name"], row["role"], bool(row["active"]))


def _told(account: Account) -> dict[str, Any]:
    return {"name": account.name, "role": account.role, "active": account.active}
