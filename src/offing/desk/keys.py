"""Keys with which programs ask in an account's name. The key is shown once and kept as SHA-256."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from offing.desk.accounts import Account, account_of
from offing.desk.digests import digest_of
from offing.desk.ids import fresh
from offing.desk.log import append
from offing.desk.tables import keys
from offing.desk.times import instant
from offing.errors import UsageError

_MARK = "offing_"


@dataclass(frozen=True, slots=True)
class Key:
    id: str
    account: str
    label: str
    made_at: str
    active: bool


def add_key(db: Connection, account: Account, label: str, *, at: datetime) -> tuple[Key, str]:
    """A new key and its words, which are not kept."""
    label = label.strip()[:200]
    if not label:
        raise UsageError("say what the key is for", where="label")
    words = _MARK + secrets.token_urlsafe(32)
    made = Key(fresh(), account.id, label, instant(at), True)
    db.execute(
        insert(keys).values(
            id=made.id, account=account.id, label=label, key=digest_of(words), made_at=made.made_at, active=True
        )
    )
    append(db, at=instant(at), actor=account.id, action="key made", object=f"key {made.id}", after={"label": label})
    return made, words


def end_key(db: Connection, key: str, by: Account, *, at: datetime) -> None:
    held = db.execute(select(keys.c.account).where(keys.c.id == key)).scalar()
    if held is None or (held != by.id and not by.may("administer")):
        raise UsageError("no such key", value=key)
    db.execute(update(keys).where(keys.c.id == key).values(active=False))
    append(db, at=instant(at), actor=by.id, action="key ended", object=f"key {key}")


def keys_of(db: Connection, account: str) -> list[Key]:
    rows = db.execute(select(keys).where(keys.c.account == account).order_by(keys.c.made_at)).mappings()
    return [Key(r["id"], r["account"], r["label"], r["made_at"], bool(r["active"])) for r in rows]


def account_by_key(db: Connection, words: str) -> Account | None:
    """Whose key this is, where it is in use and the account is."""
    row = db.execute(select(keys.c.account).where(keys.c.key == digest_of(words), keys.c.active.is_(True))).scalar()
    account = account_of(db, row) if row is not None else None
    return account if account is not None and account.active else None
