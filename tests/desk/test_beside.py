"""A case follows its finding when that gets another id, and forgets nothing on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from offing.desk.accounts import Account
from offing.desk.cases import Case, case_of, case_on, case_once_on, confirm, events_of, open_case, propose
from offing.desk.log import verify
from offing.desk.remembered import remembered
from offing.desk.store import Store
from tests.desk.bench import a_finding, a_review, a_store, an_account, later

GROUND = {"us_ofac_sdn": "2026-03-01"}
FIRST = "00000000000000f1"
OTHER = "00000000000000f2"


def _status(**more: Any) -> list[dict[str, Any]]:
    return [{**a_finding()["status"][0], **more}]


def _subject(**more: Any) -> dict[str, Any]:
    return {**a_finding()["subject"], **more}


def _decided(db: Connection, store: Store) -> tuple[str, Account, Account, Case]:
    ann, bob = an_account(db, "ann"), an_account(db, "bob", "approver")
    book, review = a_review(store, db, ann, a_finding())
    case = open_case(db, book, review, FIRST, ann, at=later(2))
    case = propose(db, case, "false_positive", "another_company", "", ann, at=later(3), ground=GROUND)
    return book, ann, bob, confirm(db, case, bob, at=later(5), ground=GROUND)


SECOND = [*_status(), *_status(list="uk_sanctions_list", entry="UK1")]
ENDED = _status(to="2026-03-05")

FOLLOWS: list[tuple[list[dict[str, Any]], str, str, str]] = [
    ([{"id": OTHER, "status": SECOND}], OTHER, "open", "a second list names the party"),
    ([{"id": OTHER, "status": ENDED, "strength": "weak"}], OTHER, "open", "the listing ended and it is weaker"),
    ([{"id": OTHER}], OTHER, "closed", "another id and the same facts: the decision goes along"),
    ([{"id": OTHER, "status": SECOND, "subject": _subject(id="P2", row=3)}], FIRST, "closed", "another row of the book"),
    ([{"id": OTHER, "status": SECOND, "subject": _subject(column="owner")}], FIRST, "closed", "another cell of the row"),
    ([{"id": OTHER, "status": SECOND, "check": "news"}], FIRST, "closed", "another check"),
    ([{"id": OTHER, "status": []}], FIRST, "closed", "what rests on no entry is not taken for it"),
    ([{"id": OTHER, "status": SECOND}, {"id": "00000000000000f3", "status": ENDED}], FIRST, "closed", "two could be it"),
    ([{}, {"id": OTHER, "status": SECOND}], FIRST, "closed", "it stands, and another came beside it"),
    ([], FIRST, "closed", "it is gone"),
]  # fmt: skip


@pytest.mark.parametrize(("now", "finding", "state", "why"), FOLLOWS, ids=[f[3] for f in FOLLOWS])
def test_a_case_follows_its_finding(
    tmp_path: Path, now: list[dict[str, Any]], finding: str, state: str, why: str
) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        book, ann, _, case = _decided(db, store)
        _, second = a_review(store, db, ann, *(a_finding(**x) for x in now), book=book, version="2026-03-09")
        held = case_of(db, case.id)
        assert held is not None
        assert (held.finding, held.state) == (finding, state), why
        kinds = [e.kind for e in events_of(db, case.id)][2:]
        assert kinds == ["moved"] * (finding != FIRST) + ["reopened"] * (state == "open")
        if finding != FIRST:
            assert held.review == second
            assert case_on(db, book, OTHER) == held
            assert case_once_on(db, book, FIRST) == held, "an older review still leads to the case"
            assert open_case(db, book, case.review, FIRST, ann, at=later(9)) == held
        assert verify(db) is None


def test_an_id_that_comes_back_comes_back_to_its_case(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        book, ann, _, case = _decided(db, store)
        a_review(store, db, ann, a_finding(id=OTHER, status=SECOND), book=book)
        a_review(store, db, ann, a_finding(), book=book)
        held = case_of(db, case.id)
        assert held is not None and held.finding == FIRST
        assert case_once_on(db, book, OTHER) == held
        assert case_once_on(db, book, FIRST) is None, "it is no earlier id any more"
        assert [e.kind for e in events_of(db, case.id)] == ["proposed", "confirmed", "moved", "reopened", "moved"]


def test_a_finding_that_has_a_case_is_not_taken_by_another(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        ann = an_account(db, "ann")
        book, review = a_review(store, db, ann, a_finding(), a_finding(id=OTHER, status=SECOND))
        first, other = (open_case(db, book, review, x, ann, at=later(2)) for x in (FIRST, OTHER))
        a_review(store, db, ann, a_finding(), book=book)
        a_review(store, db, ann, a_finding(id=OTHER, status=SECOND), book=book)
        now = [case_of(db, x.id) for x in (first, other)]
        assert [x.finding for x in now if x] == [FIRST, OTHER]


def test_a_new_finding_under_an_id_that_a_case_left_gets_its_own(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        book, ann, _, case = _decided(db, store)
        a_review(store, db, ann, a_finding(id=OTHER, status=SECOND), book=book)
        _, third = a_review(store, db, ann, a_finding(), a_finding(id=OTHER, status=SECOND), book=book)
        assert case_once_on(db, book, FIRST) is None
        assert open_case(db, book, third, FIRST, ann, at=later(9)).id != case.id


def test_what_was_decided_is_told_in_later_reviews_until_a_fact_changes(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        book, ann, _, case = _decided(db, store)

        def told(review: str) -> str:
            held = case_of(db, case.id)
            assert held is not None
            return remembered(db, held, events_of(db, case.id), review)

        words = "Decided on 2026-03-02 as false positive (another company), proposed by ann, confirmed by bob. "
        assert told(case.review).startswith(words)
        _, second = a_review(store, db, ann, a_finding(), book=book, at=later(60))
        assert told(second) == words + "The facts it rests on are the same in this review."
        _, third = a_review(store, db, ann, book=book, at=later(70))
        assert "The last review that found it is as of 2026-03-02" in told(third)
        _, fourth = a_review(store, db, ann, a_finding(strength="strong"), book=book, at=later(80))
        assert told(fourth) == ""
