"""What is changed beside the log is found by the log; a desk that only lived is whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from offing.desk.attachments import attachments_of
from offing.desk.erasing import erase_person
from offing.desk.log import canonical, verify
from offing.desk.store import Store
from offing.desk.whole import astray
from tests.desk.bench import a_store, later
from tests.desk.lived import filled


def _found(store: Store) -> list[str]:
    with store.reading() as db:
        return list(astray(store, db))


def test_a_desk_with_a_whole_life_is_not_astray(tmp_path: Path) -> None:
    assert _found(filled(a_store(tmp_path), tmp_path)) == []


ERASED = [
    ("in the state before of nearly every record", "open"),
    ("in what was proposed", "another_company"),
    ("in what opened the case, and in other records of all kinds", "00000000000000f1"),
    ("in the files of an upload, an account's record or a key's", "parties.csv"),
    ("in an account's records", "carl"),
    ("in what was erased before", "erased"),
    ("in a letter", "Where was she"),
    ("in the state before and in what was decided", "false_positive"),
    ("in a file's name", "a.txt"),
    ("in how a case was found again", "since the decision"),
]


@pytest.mark.parametrize(("why", "words"), ERASED, ids=[w for _, w in ERASED])
def test_what_was_erased_is_not_astray(tmp_path: Path, why: str, words: str) -> None:
    store = filled(a_store(tmp_path), tmp_path)
    erase_person(store, words, "because", by="root", at=later(60))
    with store.reading() as db:
        assert verify(db) is None
    assert _found(store) == [], why


def test_a_review_of_an_older_offing_has_no_digest_and_is_passed_over(tmp_path: Path) -> None:
    store = filled(a_store(tmp_path), tmp_path)
    with store.writing() as db:
        for n, after in db.execute(
            text("SELECT n, after FROM log_contents WHERE after LIKE '%findings_sha256%'")
        ).all():
            told = {k: v for k, v in json.loads(after).items() if not k.endswith("_sha256")}
            db.execute(text("UPDATE log_contents SET after = :told WHERE n = :n"), {"told": canonical(told), "n": n})
    assert _found(store) == []


def test_a_file_that_is_gone_or_changed_is_told(tmp_path: Path) -> None:
    store = filled(a_store(tmp_path), tmp_path)
    with store.reading() as db:
        case = db.execute(text("SELECT id FROM cases")).scalar()
        first, second = (a for a in attachments_of(db, str(case)) if not a.erased)
    (store.files / first.sha256).unlink()
    (store.files / second.sha256).write_bytes(b"over there")
    assert sorted(line.split(": ", 1)[1] for line in _found(store)) == [
        "a file of the desk is missing",
        "a file of the desk is not what was kept",
    ]
