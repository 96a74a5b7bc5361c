"""A desk with a whole life: decided, reopened, erased, swept, and its accounts changed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from offing.desk.accounts import account_of, add_account, set_account
from offing.desk.attachments import attach, attachments_of
from offing.desk.cases import case_of, comment, confirm, open_case, propose, reopen
from offing.desk.erasing import erase_person
from offing.desk.export import export_case
from offing.desk.keeping import delete_review, set_years, sweep
from offing.desk.keys import add_key, end_key
from offing.desk.questions import answer, ask
from offing.desk.store import Store
from offing.settings import Home
from tests.desk.bench import AT, PASSWORD, a_finding, a_review, an_account, later


def filled(store: Store, tmp_path: Path) -> Store:
    with store.writing() as db:
        ann, bob = an_account(db, "ann"), an_account(db, "bob", "approver")
        book, review = a_review(store, db, ann, a_finding())
        case = open_case(db, book, review, a_finding()["id"], ann, at=later(2))
        attach(store, db, case, "a.txt", b"a file", ann, at=later(3), ground={})
        attach(store, db, case, "c.txt", b"a photograph", ann, at=later(3.5), ground={})
        ask(db, case, "Mr Forgotten", "Where were you?", ann, at=later(3.7), ground={})
        asked = ask(db, case, "The owner", "Where was she?", ann, at=later(4), ground={})
        answer(store, db, case, asked.id, "b.txt", b"there", ann, at=later(5), ground={})
        comment(db, case, "called Mr Forgotten", ann, at=later(6), ground={})
        case = propose(db, case, "false_positive", "another_company", "", ann, at=later(7), ground={})
        case = confirm(db, case, bob, at=later(8), ground={})
        case = reopen(db, case, "more came", ann.id, at=later(9), ground={})
        case = propose(db, case, "false_positive", "another_company", "", ann, at=later(10), ground={})
        confirm(db, case, bob, at=later(11), ground={})
    export_case(store, Home(tmp_path), case.id, tmp_path / "out", by=ann.id, at=later(12))
    with store.reading() as db:
        laid = [a.id for a in attachments_of(db, case.id) if a.name == "c.txt"]
    erase_person(store, "Forgotten", "asked", by="root", at=later(13), files=laid)
    _more(store, case.id)
    return store


def _more(store: Store, decided: str) -> None:
    """An old case that is swept and a review that is deleted, a case that a later review finds changed, accounts and keys."""
    with store.writing() as db:
        ann = account_of(db, db.execute(text("SELECT id FROM accounts WHERE name = 'ann'")).scalar_one())
        assert ann is not None
        first = db.execute(text("SELECT book FROM cases")).scalar_one()
        for minutes, more in ((20, {}), (30, {"strength": "strong", "stops": True})):
            found = a_finding(**more), a_finding(id="00000000000000f2")
            a_review(store, db, ann, *found, book=first, version=f"2026-03-{minutes}", at=later(minutes))
        here = case_of(db, decided)
        assert here is not None and here.state == "open", "its facts changed"
        propose(db, here, "escalate", "blocked", "", ann, at=later(35), ground={})
        long_ago = AT - timedelta(days=366 * 12)
        for number in ("00000000000000f3", "00000000000000f4"):
            book, review = a_review(store, db, ann, a_finding(id=number), at=long_ago)
            if number.endswith("3"):
                old = open_case(db, book, review, number, ann, at=long_ago)
                old = propose(db, old, "false_positive", "another_company", "", ann, at=long_ago, ground={})
                bob = account_of(db, db.execute(text("SELECT id FROM accounts WHERE name = 'bob'")).scalar_one())
                assert bob is not None
                confirm(db, old, bob, at=long_ago, ground={})
        spare = add_account(db, "carl", "reviewer", PASSWORD, at=later(40))
        set_account(db, spare.id, at=later(41), by=ann.id, role="auditor", active=False)
        key, _ = add_key(db, ann, "a program", at=later(42))
        end_key(db, key.id, ann, at=later(43))
        set_years(db, 11, by=ann.id, at=later(44))
    delete_review(store, review, by=ann.id, at=later(45))
    assert sweep(store, by=ann.id, at=later(46)).cases == 1
