"""Who may do what, and what happens to those who guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from offing.desk.accounts import (
    IDLE,
    LONGEST,
    ROLES,
    TRIES,
    add_account,
    change_password,
    seen,
    session_of,
    set_account,
    sign_in,
    sign_out,
)
from offing.desk.keys import account_by_key, add_key, end_key
from offing.desk.log import records, verify
from offing.errors import UsageError
from tests.desk.bench import AT, PASSWORD, a_store, an_account, later

MAY = [
    ("reviewer", "look review decide", "brings books and proposes"),
    ("approver", "look review decide confirm", "the second pair of eyes"),
    ("auditor", "look audit", "reads everything, changes nothing"),
    ("admin", "look review audit administer", "keeps accounts and decides nothing"),
]


@pytest.mark.parametrize(("role", "may", "why"), MAY, ids=[m[0] for m in MAY])
def test_what_a_role_may_do(tmp_path: Path, role: str, may: str, why: str) -> None:
    with a_store(tmp_path).writing() as db:
        account = an_account(db, "ann", role)
    every = ("look", "review", "decide", "confirm", "audit", "administer")
    assert [w for w in every if account.may(w)] == may.split(), why


WRONG = [
    ("", "reviewer", PASSWORD, "no name"),
    ("x" * 201, "reviewer", PASSWORD, "a name too long"),
    ("ANN", "reviewer", PASSWORD, "a name taken, in capitals"),
    ("bob", "boss", PASSWORD, "a role that is none"),
    ("bob", "reviewer", "short", "a short password"),
    ("bob", "reviewer", "aaaaaaaaaaaaaa", "one letter"),
    ("robert", "reviewer", "robert robert 1", "the name in it"),
    ("bob", "reviewer", "x1y2z" * 300, "a password of more than the most"),
]


@pytest.mark.parametrize(("name", "role", "password", "why"), WRONG, ids=[w[3] for w in WRONG])
def test_an_account_that_is_refused(tmp_path: Path, name: str, role: str, password: str, why: str) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        an_account(db, "ann")
    with pytest.raises(UsageError), store.writing() as db:
        add_account(db, name, role, password, at=AT)


def test_a_session_from_sign_in_to_sign_out(tmp_path: Path) -> None:
    with a_store(tmp_path).writing() as db:
        an_account(db, "Ann")
        session = sign_in(db, " ann ", PASSWORD, at=AT)
        assert session is not None
        assert session_of(db, session.token, at=later(1)) == session
        assert session_of(db, session.csrf, at=later(1)) is None
        sign_out(db, session, at=later(2))
        assert session_of(db, session.token, at=later(3)) is None
        assert [r["action"] for r in records(db)] == ["account added", "signed in", "signed out"]
        assert all(PASSWORD not in str(dict(r)) and session.token not in str(dict(r)) for r in records(db))


@pytest.mark.parametrize(("after", "why"), [(IDLE, "idle too long"), (LONGEST, "too long in all")])
def test_a_session_ends_by_itself(tmp_path: Path, after: timedelta, why: str) -> None:
    with a_store(tmp_path).writing() as db:
        an_account(db, "ann")
        session = sign_in(db, "ann", PASSWORD, at=AT)
        assert session is not None
        seen(db, session, at=AT + after - IDLE)
        assert session_of(db, session.token, at=AT + after) is not None
        assert session_of(db, session.token, at=AT + after + timedelta(seconds=1)) is None, why


def test_guessing_locks_the_account_for_longer_each_time(tmp_path: Path) -> None:
    with a_store(tmp_path).writing() as db:
        an_account(db, "ann")
        for _ in range(TRIES):
            assert sign_in(db, "ann", "wrong password 1", at=AT) is None
        assert sign_in(db, "ann", PASSWORD, at=later(0.9)) is None, "locked, though the password is right"
        assert sign_in(db, "ann", "wrong password 1", at=later(1.1)) is None
        assert sign_in(db, "ann", PASSWORD, at=later(2.9)) is None, "twice as long"
        assert sign_in(db, "ann", PASSWORD, at=later(3.2)) is not None
        assert sign_in(db, "nobody", PASSWORD, at=AT) is None
        refused = [r for r in records(db) if r["action"] == "sign-in refused"]
        assert len(refused) == TRIES + 4
        assert verify(db) is None


def test_a_change_of_an_account_ends_its_sessions(tmp_path: Path) -> None:
    with a_store(tmp_path).writing() as db:
        ann = an_account(db, "ann")
        session = sign_in(db, "ann", PASSWORD, at=AT)
        assert session is not None
        changed = set_account(db, ann.id, at=AT, by="x", role="approver", password="another good password 9")
        assert changed.role == "approver"
        assert session_of(db, session.token, at=AT) is None
        assert sign_in(db, "ann", PASSWORD, at=AT) is None
        set_account(db, ann.id, at=AT, by="x", active=False)
        assert sign_in(db, "ann", "another good password 9", at=AT) is None
        assert "another good password 9" not in str(records(db))


def test_a_key_asks_in_its_accounts_name_until_it_ends(tmp_path: Path) -> None:
    with a_store(tmp_path).writing() as db:
        ann, bob = an_account(db, "ann"), an_account(db, "bob", "admin")
        key, words = add_key(db, ann, "batch", at=AT)
        assert account_by_key(db, words) == ann
        assert account_by_key(db, words + "x") is None
        assert words not in str(records(db))
        with pytest.raises(UsageError):
            end_key(db, key.id, an_account(db, "eve"), at=AT)
        end_key(db, key.id, bob, at=AT)
        assert account_by_key(db, words) is None


ENDING = [
    ({"password": "another good password 9"}, True, "whoever had the password may have made a key"),
    ({"active": False}, True, "out of use"),
    ({"role": "approver"}, False, "another role"),
    ({"active": True}, False, "in use, as before"),
]


@pytest.mark.parametrize(("change", "ended", "why"), ENDING, ids=[e[2] for e in ENDING])
def test_keys_end_with_the_password_and_the_use(tmp_path: Path, change: dict[str, Any], ended: bool, why: str) -> None:
    with a_store(tmp_path).writing() as db:
        ann, bob = an_account(db, "ann"), an_account(db, "bob")
        key, words = add_key(db, ann, "batch", at=AT)
        _, others = add_key(db, bob, "batch", at=AT)
        set_account(db, ann.id, at=AT, by="x", **change)
        set_account(db, ann.id, at=AT, by="x", active=True)
        assert (account_by_key(db, words) is None) == ended, why
        assert account_by_key(db, others) == bob
        logged = [r["object"] for r in records(db) if r["action"] == "key ended"]
        assert logged == ([f"key {key.id}"] if ended else [])


def test_the_own_password_takes_the_old_one(tmp_path: Path) -> None:
    new = "another good password 9"
    with a_store(tmp_path).writing() as db:
        ann = an_account(db, "ann")
        here, there = (sign_in(db, "ann", PASSWORD, at=AT) for _ in range(2))
        assert here is not None and there is not None
        _, words = add_key(db, ann, "batch", at=AT)
        assert not change_password(db, here, "wrong password 1", new, at=AT)
        with pytest.raises(UsageError):
            change_password(db, here, PASSWORD, "short", at=AT)
        assert account_by_key(db, words) == ann and session_of(db, there.token, at=AT) is not None
        assert change_password(db, here, PASSWORD, new, at=AT)
        assert session_of(db, here.token, at=AT) is not None and session_of(db, there.token, at=AT) is None
        assert account_by_key(db, words) is None
        assert sign_in(db, "ann", PASSWORD, at=AT) is None and sign_in(db, "ann", new, at=AT) is not None
        for _ in range(TRIES):
            assert not change_password(db, here, "wrong password 1", new, at=AT)
        assert not change_password(db, here, new, PASSWORD, at=later(0.5)), "locked, though the password is right"
        assert new not in str(records(db)) and verify(db) is None


def test_every_role_is_in_the_table() -> None:
    assert [m[0] for m in MAY] == list(ROLES)


def test_a_password_is_kept_as_dear_as_is_recommended(cheap_passwords: Callable[[], PasswordHasher]) -> None:
    """The other tests hash cheaply: this is what a desk does."""
    kept = cheap_passwords().hash(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert extract_parameters(kept) == RFC_9106_LOW_MEMORY
    assert cheap_passwords().verify(kept, PASSWORD)
