"""What is decided of a finding: by two, with reasons, until a fact changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from offing.desk.cases import (
    DISPOSITIONS,
    REASONS,
    case_of,
    comment,
    confirm,
    events_of,
    open_case,
    propose,
    refuse,
    reopen,
)
from offing.desk.log import records, verify
from offing.errors import FourEyes, UsageError
from tests.desk.bench import a_finding, a_review, a_store, an_account, an_evidence, later

GROUND = {"us_ofac_sdn": "2026-03-01"}


def test_two_pairs_of_eyes(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        ann, bob = an_account(db, "ann", "approver"), an_account(db, "bob", "approver")
        book, review = a_review(store, db, ann, a_finding())
        case = open_case(db, book, review, a_finding()["id"], ann, at=later(2))
        case = propose(db, case, "false_positive", "another_company", "", ann, at=later(3), ground=GROUND)
        assert (case.state, case.proposed_by) == ("proposed", ann.id)
        with pytest.raises(FourEyes):
            confirm(db, case, ann, at=later(4), ground=GROUND)
        case = confirm(db, case, bob, at=later(5), ground=GROUND)
        assert (case.state, case.confirmed_by) == ("closed", bob.id)
        told = [(e.kind, e.by) for e in events_of(db, case.id)]
        assert told == [("proposed", ann.id), ("confirmed", bob.id)]
        assert [r["action"] for r in records(db, object=f"case {case.id}")] == [
            "case opened",
            "case proposed",
            "case confirmed",
        ]
        assert verify(db) is None


REFUSED = [
    ("maybe", "other", "x", "a disposition that is none"),
    ("false_positive", "blocked", "x", "a reason of another disposition"),
    ("false_positive", "", "x", "no reason"),
    ("false_positive", "other", "  ", "other, without words"),
    ("ask", "owner", "", "a question without words"),
    ("escalate", "other", "x" * 10_001, "too many words"),
]


@pytest.mark.parametrize(("disposition", "reason", "words", "why"), REFUSED, ids=[r[3] for r in REFUSED])
def test_what_cannot_be_proposed(tmp_path: Path, disposition: str, reason: str, words: str, why: str) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        ann = an_account(db, "ann")
        book, review = a_review(store, db, ann, a_finding())
        case = open_case(db, book, review, a_finding()["id"], ann, at=later(2))
        with pytest.raises(UsageError):
            propose(db, case, disposition, reason, words, ann, at=later(3), ground=GROUND)
        assert case_of(db, case.id) == case, why


def test_refused_and_taken_back(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        ann, bob = an_account(db, "ann"), an_account(db, "bob", "approver")
        book, review = a_review(store, db, ann, a_finding())
        case = open_case(db, book, review, a_finding()["id"], ann, at=later(2))
        assert open_case(db, book, review, a_finding()["id"], bob, at=later(2)) == case, "one case for one finding"
        with pytest.raises(UsageError):
            confirm(db, case, bob, at=later(3), ground=GROUND)
        case = propose(db, case, "escalate", "blocked", "", ann, at=later(3), ground=GROUND)
        with pytest.raises(UsageError):
            propose(db, case, "true_match", "same_number", "", ann, at=later(3), ground=GROUND)
        case = refuse(db, case, "not the same firm", bob, at=later(4), ground=GROUND)
        assert (case.state, case.disposition, case.proposed_by) == ("open", "", "")
        case = propose(db, case, "escalate", "blocked", "", bob, at=later(5), ground=GROUND)
        assert confirm(db, case, an_account(db, "cy", "approver"), at=later(6), ground=GROUND).state == "escalated"


CHANGES: list[tuple[dict[str, Any], bool, str]] = [
    ({}, False, "another version, the same lines"),
    ({"as_of": "2026-04-01"}, False, "another day"),
    ({"strength": "strong"}, True, "it is firmer now"),
    ({"status": []}, True, "the listing ended"),
    (
        {"evidence": [an_evidence("us_ofac_sdn", "SDN.CSV", "26243 DALIAN HAIBO; IMO 1234567", version="v2")]},
        True,
        "a line changed",
    ),
]


@pytest.mark.parametrize(("change", "reopened", "why"), CHANGES, ids=[c[2] for c in CHANGES])
def test_a_decision_holds_until_a_fact_changes(
    tmp_path: Path, change: dict[str, Any], reopened: bool, why: str
) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        ann, bob = an_account(db, "ann"), an_account(db, "bob", "approver")
        book, review = a_review(store, db, ann, a_finding())
        case = open_case(db, book, review, a_finding()["id"], ann, at=later(2))
        case = propose(db, case, "false_positive", "another_company", "", ann, at=later(3), ground=GROUND)
        confirm(db, case, bob, at=later(5), ground=GROUND)
        _, second = a_review(store, db, ann, a_finding(**change), book=book, version="2026-03-09")
        now = case_of(db, case.id)
        assert now is not None
        assert now.review == second
        assert (now.state == "open") is reopened, why
        last = events_of(db, case.id)[-1]
        assert (last.kind == "reopened") is reopened
        if reopened:
            assert last.by == "" and "since the decision changed" in str(last.body["why"])
        assert verify(db) is None


def test_comments_and_reopening_by_hand(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        ann, bob = an_account(db, "ann"), an_account(db, "bob", "approver")
        book, review = a_review(store, db, ann, a_finding())
        case = open_case(db, book, review, a_finding()["id"], ann, at=later(2))
        with pytest.raises(UsageError):
            comment(db, case, " ", ann, at=later(2), ground=GROUND)
        comment(db, case, "asked the broker", ann, at=later(2), ground=GROUND)
        case = propose(db, case, "true_match", "same_number", "", ann, at=later(3), ground=GROUND)
        case = confirm(db, case, bob, at=later(5), ground=GROUND)
        case = reopen(db, case, "new papers came", bob.id, at=later(6), ground=GROUND)
        assert case.state == "open"
        assert [e.kind for e in events_of(db, case.id)] == ["comment", "proposed", "confirmed", "reopened"]


def test_a_case_needs_a_finding_that_is_there(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        ann = an_account(db, "ann")
        book, review = a_review(store, db, ann, a_finding())
        with pytest.raises(UsageError):
            open_case(db, book, review, "nothing", ann, at=later(2))


def test_each_disposition_has_reasons_and_a_way_to_say_another() -> None:
    assert set(REASONS) == set(DISPOSITIONS)
    assert all(reasons[-1] == "other" for reasons in REASONS.values())
