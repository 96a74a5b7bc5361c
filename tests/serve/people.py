"""Accounts of a desk, made without a process for each."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from offing.desk.accounts import Account, add_account
from offing.desk.store import open_store
from offing.settings import Home
from tests.serve.running import PEOPLE, password_of

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def made_people(home: Path) -> dict[str, Account]:
    """Everybody of PEOPLE by name, each with the password that `password_of` tells."""
    store = open_store(Home(home).desk)
    try:
        with store.writing() as db:
            return {name: add_account(db, name, role, password_of(name), at=AT) for name, role in PEOPLE}
    finally:
        store.close()
