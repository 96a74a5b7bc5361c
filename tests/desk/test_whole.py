"""What is changed beside the log is found by the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from offing.desk.attachments import attach, attachments_of
from offing.desk.cases import comment, confirm, open_case, propose, reopen
from offing.desk.erasing import erase_person
from offing.desk.export import export_case
from offing.desk.questions import answer, ask
from offing.desk.store import Store
from offing.desk.whole import astray
from offing.settings import Home
from tests.desk.bench import a_finding, a_review, a_store, an_account, later


def _filled(tmp_path: Path) -> Store:
    store = a_store(tmp_path)
    with store.writing() as db:
        ann, bob = an_account(db, "ann"), an_account(db, "bob", "approver")
        book, review = a_review(store, db, ann, a_finding())
        case = open_case(db, book, review, a_finding()["id"], ann, at=later(2))
        attach(store, db, case, "a.txt", b"a file", ann, at=later(3), ground={})
        asked = ask(db, case, "The owner", "Where was she?", ann, at=later(4), ground={})
        answer(store, db, case, asked.id, "b.txt", b"there", ann, at=later(5), ground={})
        comment(db, case, "called Mr Forgotten", ann, at=later(6), ground={})
        case = propose(db, case, "false_positive", "another_company", "", ann, at=later(7), ground={})
        case = confirm(db, case, bob, at=later(8), ground={})
        case = reopen(db, case, "more came", ann.id, at=later(9), ground={})
        case = propose(db, case, "false_positive", "another_company", "", ann, at=later(10), ground={})
        confirm(db, case, bob, at=later(11), ground={})
    export_case(store, Home(tmp_path), case.id, tmp_path / "out", by=ann.id, at=later(12))
    erase_person(store, "Forgotten", "asked", by="root", at=later(13))
    return store


def _found(store: Store) -> list[str]:
    with store.reading() as db:
        return list(astray(store, db))


CHANGED = [
    ("UPDATE case_events SET body = replace(body, 'another_company', 'another_imo') WHERE n = 6", "what event 6 says"),
    ("UPDATE case_events SET at = replace(at, '09:10', '09:11')", "event 9 is not"),
    ("UPDATE case_events SET kind = 'comment' WHERE n = 1", "event 1 is not"),
    ("DELETE FROM case_events WHERE n = 10", "9 events, and the log tells of 10"),
    ("DELETE FROM case_events WHERE n = 2", "event 2 is not"),
    ("UPDATE case_events SET body = '{}' WHERE n = 5", "what event 5 says"),
    ("UPDATE cases SET state = 'open'", "it is open, and its events say closed or escalated"),
    ("UPDATE attachments SET sha256 = replace(sha256, substr(sha256, 1, 1), 'x') WHERE name = 'a.txt'", "no such file"),
]


@pytest.mark.parametrize(("order", "words"), CHANGED, ids=[c[1] for c in CHANGED])
def test_what_is_changed_beside_the_log_is_told(tmp_path: Path, order: str, words: str) -> None:
    store = _filled(tmp_path)
    assert _found(store) == []
    with store.engine.begin() as db:
        db.execute(text(order))
    assert any(words in line for line in _found(store)), _found(store)


def test_a_file_that_is_gone_or_changed_is_told(tmp_path: Path) -> None:
    store = _filled(tmp_path)
    with store.reading() as db:
        case = db.execute(text("SELECT id FROM cases")).scalar()
        first, second = attachments_of(db, str(case))
    (store.files / first.sha256).unlink()
    (store.files / second.sha256).write_bytes(b"over there")
    assert sorted(line.split(": ", 1)[1] for line in _found(store)) == [
        "a file of the desk is missing",
        "a file of the desk is not what was kept",
    ]
