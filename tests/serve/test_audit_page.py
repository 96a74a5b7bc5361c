"""What auditors and admins see: the log and whether it proves itself, accounts and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import update

from offing.desk.accounts import add_account, all_accounts, sign_in
from offing.desk.cases import comment, open_case
from offing.desk.erasing import erase_person
from offing.desk.keys import keys_of
from offing.desk.log import records
from offing.desk.store import Store
from offing.desk.tables import log
from tests.desk.bench import PASSWORD, a_finding, a_review, a_store, an_account, later
from tests.serve.asked import Browser, a_desk, found


@dataclass
class Here:
    app: Any
    store: Store
    ann: Browser
    ada: Browser
    root: Browser
    case: str


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    home = tmp_path_factory.mktemp("audit-page")
    store = a_store(home)
    with store.writing() as db:
        maker = an_account(db, "maker", "approver")
        book, review = a_review(store, db, maker, a_finding())
        case = open_case(db, book, review, a_finding()["id"], maker, at=later(2))
        comment(db, case, "<img src=x onerror=alert(1)>", maker, at=later(3), ground={})
        comment(db, case, "spoke to Mr Forgotten", maker, at=later(4), ground={})
    app = a_desk(store, home, lambda: later(10))
    ann, ada, root = (Browser(app, store, *who) for who in (("ann",), ("ada", "auditor"), ("root", "admin")))
    yield Here(app, store, ann, ada, root, case.id)
    store.close()


def test_the_log_is_read_by_auditors_and_runs_nothing(here: Here) -> None:
    told = here.ada.get("/audit")
    assert told.status_code == 200
    assert "&lt;img src=x" in told.text and "<img src=x" not in told.text
    assert "case comment" in told.text and "maker" in told.text
    assert here.root.get("/audit").status_code == 200
    assert here.ann.get("/audit").status_code == 403
    assert 'href="/audit"' not in here.ann.get("/cases").text


def test_of_one_thing_only(here: Here) -> None:
    told = here.ada.get(f"/audit?object=case%20{here.case}").text
    assert "case opened" in told and "account added" not in told
    assert "has no record of" in here.ada.get("/audit?object=%3Cb%3E%00").text
    assert here.ada.get("/audit?behind=-1").status_code == 422


def test_an_erasure_is_seen_as_one(here: Here) -> None:
    _, said = erase_person(here.store, "Forgotten", "asked", by="root", at=later(11))
    told = here.ada.get("/audit").text
    assert "Forgotten" not in told
    assert f'erased: <a href="#r{said}">record {said}</a>' in told


def test_the_log_is_verified_and_that_is_logged(here: Here) -> None:
    told = here.ada.post("/audit/verify")
    assert "The log proves itself" in told.text and "files are what was kept" in told.text
    with here.store.reading() as db:
        assert records(db)[-1]["action"] == "log verified"
    with here.store.writing() as db:
        was = next(r["actor"] for r in records(db) if r["n"] == 3)
        db.execute(update(log).where(log.c.n == 3).values(actor="someone"))
    told = here.ada.post("/audit/verify").text
    assert "The log is broken at record 3:" in told and "not what was sealed" in told
    with here.store.writing() as db:
        db.execute(update(log).where(log.c.n == 3).values(actor=was))
    assert here.ann.post("/audit/verify").status_code == 403
    assert here.ada.http.post("/audit/verify").status_code == 403, "a form that is not ours"


def test_an_admin_stays_one_by_the_own_hand(here: Here) -> None:
    with here.store.writing() as db:
        add_account(db, "second", "admin", PASSWORD, at=later(0))
        own = next(a.id for a in all_accounts(db) if a.name == "root")
    for asked in ({"role": "auditor"}, {"active": "no"}):
        told = here.root.post(f"/accounts/{own}", **asked)
        assert told.status_code == 400 and "Another admin can" in told.text, asked
    with here.store.reading() as db:
        kept = next(a for a in all_accounts(db) if a.id == own)
    assert (kept.role, kept.active) == ("admin", True)


def test_everybody_sets_the_own_password(here: Here) -> None:
    new = "a wholly new password 7"
    assert "New password" in here.ann.get("/password").text
    assert here.ann.http.post("/password", data={"old": PASSWORD, "new": new}).status_code == 403, "a form not ours"
    assert here.ann.post("/password", old="wrong password 1", new=new).status_code == 403
    assert here.ann.post("/password", old=PASSWORD, new="short").status_code == 400
    told = here.ann.post("/password", old=PASSWORD, new=new)
    assert told.status_code == 200 and "is changed" in told.text
    assert here.ann.get("/cases").status_code == 200, "this session stays"
    with here.store.writing() as db:
        assert sign_in(db, "ann", PASSWORD, at=later(0)) is None
        assert sign_in(db, "ann", new, at=later(0)) is not None
        said = records(db)
    assert sum(r["action"] == "password changed" for r in said) == 1
    assert new not in str(said)


def test_an_admin_keeps_accounts(here: Here) -> None:
    def held(name: str) -> Any:
        with here.store.reading() as db:
            return next((a for a in all_accounts(db) if a.name == name), None)

    assert here.root.post("/accounts", name="<b>new", role="reviewer", password=PASSWORD).status_code == 303
    told = here.root.get("/accounts").text
    assert "&lt;b&gt;new" in told and "<b>new" not in told
    new = held("<b>new")
    assert here.root.post(f"/accounts/{new.id}", role="approver").status_code == 303
    assert held("<b>new").role == "approver"
    assert here.root.post(f"/accounts/{new.id}", active="no").status_code == 303
    assert not held("<b>new").active
    assert here.root.post("/accounts", name="x", role="reviewer", password="short").status_code == 400
    assert here.root.post("/accounts/none", active="no").status_code == 400
    assert here.root.post(f"/accounts/{held('root').id}", active="no").status_code == 400, "the own account"
    assert here.root.post(f"/accounts/{held('root').id}", role="reviewer").status_code == 400
    for other in (here.ann, here.ada):
        assert other.get("/accounts").status_code == 403
        assert other.post("/accounts", name="mine", role="admin", password=PASSWORD).status_code == 403
        assert other.post(f"/accounts/{new.id}", role="admin").status_code == 403
    assert held("mine") is None


def test_a_key_is_shown_once_and_ended(here: Here) -> None:
    made = here.ann.post("/keys", label="<i>batch")
    words = found(r"(offing_[\w-]{20,})", made.text)
    assert words
    again = here.ann.get("/keys").text
    assert words not in again and "&lt;i&gt;batch" in again
    with here.store.reading() as db:
        ann = next(a for a in all_accounts(db) if a.name == "ann")
        key = keys_of(db, ann.id)[0]
    assert here.ada.post(f"/keys/{key.id}/end").status_code == 400, "another's"
    assert here.root.post(f"/keys/{key.id}/end").headers["location"] == "/accounts"
    with here.store.reading() as db:
        assert not keys_of(db, ann.id)[0].active
