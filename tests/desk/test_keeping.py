"""What must be kept is kept, what is over goes, and who asked to be forgotten is."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from offing.desk.accounts import Account
from offing.desk.attachments import attach, attachments_of
from offing.desk.case_file import case_file
from offing.desk.case_paper import case_pdf
from offing.desk.cases import Case, case_of, case_on, comment, confirm, events_of, open_case, propose
from offing.desk.erasing import erase_person, naming
from offing.desk.keeping import Swept, delete_review, delete_upload, kept_until, set_years, sweep, years_kept
from offing.desk.left import left_of
from offing.desk.log import canonical, records, verify
from offing.desk.questions import answer, ask, questions_of
from offing.desk.reviews import review_of
from offing.desk.store import Store
from offing.desk.tables import case_events, findings, log_contents, questions, uploads
from offing.desk.times import instant
from offing.desk.whole import astray
from offing.errors import StillKept, UsageError
from tests.desk.bench import AT, a_finding, a_review, a_store, an_account, later

FINDING = a_finding()["id"]


def after(years: int, days: int = 0) -> datetime:
    return AT.replace(year=AT.year + years, day=AT.day + days)


def _filled(store: Store) -> tuple[str, str, Account]:
    with store.writing() as db:
        ann = an_account(db, "ann")
        return *a_review(store, db, ann, a_finding()), ann


def _upload(db: Connection) -> str:
    return str(db.execute(select(uploads.c.id)).scalar())


@pytest.mark.parametrize("kind", ["review", "upload"])
def test_a_deletion_before_its_end_is_refused_and_logged(tmp_path: Path, kind: str) -> None:
    store = a_store(tmp_path)
    _, review, _ = _filled(store)
    with store.reading() as db:
        ident = review if kind == "review" else _upload(db)
    act = delete_review if kind == "review" else delete_upload
    with pytest.raises(StillKept, match="2036-03-02"):
        act(store, ident, by="x", at=after(10))
    with store.reading() as db:
        last = records(db)[-1]
        assert (last["action"], last["object"]) == ("deletion refused", f"{kind} {ident}")
        assert review_of(db, review) is not None
        assert verify(db) is None
    with pytest.raises(UsageError, match="no such"):
        act(store, "none", by="x", at=after(10))


def test_after_its_end_what_nothing_stands_on_can_go(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    book, review, ann = _filled(store)
    with store.writing() as db:
        case = _decided(db, book, review, ann, "closed", at=later(2))
        upload = _upload(db)
    with pytest.raises(StillKept, match="a case stands on it"):
        delete_review(store, review, by="x", at=after(11))
    with pytest.raises(StillKept, match="a review was made of it"):
        delete_upload(store, upload, by="x", at=after(11))
    assert sweep(store, by="x", at=after(11)) == Swept(reviews=1, cases=1, uploads=1, files=1)
    with store.reading() as db:
        assert case_of(db, case.id) is None and review_of(db, review) is None
        assert db.execute(select(findings.c.id)).first() is None
        assert verify(db) is None
        assert records(db)[-1]["action"] == "swept"
        assert len(records(db, object=f"case {case.id}")) == 3, "the log still tells of it"
    assert list(store.files.iterdir()) == []
    assert not sweep(store, by="x", at=after(11)).any


SWEEPS = [
    (after(10), 0, Swept(), "the last day of ten years"),
    (after(10, 1), 0, Swept(reviews=1, uploads=1, files=1), "the day after"),
    (after(5, 1), 5, Swept(reviews=1, uploads=1, files=1), "five years, as set"),
    (after(10, 1), 20, Swept(), "twenty years, as set"),
]


@pytest.mark.parametrize(("at", "years", "went", "why"), SWEEPS, ids=[s[3] for s in SWEEPS])
def test_the_sweep_keeps_to_the_years(tmp_path: Path, at: datetime, years: int, went: Swept, why: str) -> None:
    store = a_store(tmp_path)
    _filled(store)
    if years:
        with store.writing() as db:
            set_years(db, years, by="x", at=AT)
            assert years_kept(db) == years
    assert sweep(store, by="x", at=at) == went, why


def test_a_case_that_moved_keeps_its_review_and_its_files(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    book, review, ann = _filled(store)
    with store.writing() as db:
        open_case(db, book, review, FINDING, ann, at=after(6))
        a_review(store, db, ann, book=book, at=later(5))
    assert sweep(store, by="x", at=after(10, 1)) == Swept(reviews=1, uploads=1), (
        "only the later review, which found nothing"
    )
    with store.reading() as db:
        assert review_of(db, review) is not None
    assert len(list(store.files.iterdir())) == 1, "the same book was uploaded twice and is kept once"


def _decided(db: Connection, book: str, review: str, ann: Account, state: str, *, at: datetime) -> Case:
    """A case brought as far as `state`, all of it at one time."""
    case = open_case(db, book, review, FINDING, ann, at=at)
    if state == "open":
        return case
    if state == "asked":
        ask(db, case, "The owner", "Where was she?", ann, at=at, ground={})
        return case
    what = ("escalate", "blocked") if state == "escalated" else ("false_positive", "another_company")
    case = propose(db, case, *what, "", ann, at=at, ground={})
    return case if state == "proposed" else confirm(db, case, an_account(db, "cy", "approver"), at=at, ground={})


@pytest.mark.parametrize("state", ["open", "asked", "proposed", "closed", "escalated"])
def test_a_case_that_waits_for_a_decision_never_goes(tmp_path: Path, state: str) -> None:
    store = a_store(tmp_path)
    book, review, ann = _filled(store)
    with store.writing() as db:
        case = _decided(db, book, review, ann, state, at=later(2))
        assert case_of(db, case.id).state == state  # type: ignore[union-attr]
    sweep(store, by="x", at=after(40))
    with store.reading() as db:
        assert (case_of(db, case.id) is None) == (state in ("closed", "escalated"))
        assert (review_of(db, review) is None) == (state in ("closed", "escalated"))


IN_USE = [
    ("comment", "somebody wrote in it"),
    ("attach", "a file was laid with it"),
    ("answer", "a letter was answered"),
    ("review", "a review found it again"),
]


@pytest.mark.parametrize(("how", "why"), IN_USE, ids=[i[1] for i in IN_USE])
def test_a_decision_in_use_is_kept_from_its_last_use(tmp_path: Path, how: str, why: str) -> None:
    store = a_store(tmp_path)
    book, review, ann = _filled(store)
    with store.writing() as db:
        asked = ask(
            db, _decided(db, book, review, ann, "open", at=later(2)), "Her owner", "?", ann, at=later(2), ground={}
        )
        answer(store, db, case_on(db, book, FINDING), asked.id, "a.txt", b"a", ann, at=later(2), ground={})  # type: ignore[arg-type]
        case = _decided(db, book, review, ann, "closed", at=later(3))
        if how == "comment":
            comment(db, case, "seen again", ann, at=after(6), ground={})
        elif how == "attach":
            attach(store, db, case, "b.txt", b"b", ann, at=after(6), ground={})
        elif how == "answer":
            answer(store, db, case, asked.id, "c.txt", b"c", ann, at=after(6), ground={})
        else:
            a_review(store, db, ann, a_finding(), book=book, at=after(6))
    went = sweep(store, by="x", at=after(10, 1))
    assert went.cases == 0 and went.reviews == (1 if how == "review" else 0), why
    with store.reading() as db:
        kept = case_of(db, case.id)
        assert kept is not None and kept.state == "closed" and review_of(db, kept.review) is not None
    assert sweep(store, by="x", at=after(16, 1)).cases == 1
    with store.reading() as db:
        assert case_of(db, case.id) is None and verify(db) is None


def test_years_are_years(tmp_path: Path) -> None:
    with a_store(tmp_path).writing() as db:
        assert kept_until(db, instant(AT.replace(year=2024, month=2, day=29))).isoformat() == "2034-02-28"
        for years in (0, 101):
            with pytest.raises(UsageError):
                set_years(db, years, by="x", at=AT)


NAME = 'Jörg "Joe" O\u2019Neil'


def _named(store: Store) -> Case:
    book, review, ann = _filled(store)
    with store.writing() as db:
        case = open_case(db, book, review, FINDING, ann, at=later(2))
        comment(db, case, f"called {NAME}", ann, at=later(3), ground={})
        comment(db, case, "called the office", ann, at=later(4), ground={})
        attach(store, db, case, "Jörg _Joe_ O\u2019Neil.pdf", b"his passport", ann, at=later(5), ground={})
        attach(store, db, case, "scan.pdf", b"hers", ann, at=later(5), ground={})
        ask(db, case, NAME, "Dear Mr\nO\u2019Neil", ann, at=later(6), ground={})
        ask(db, case, "The owner", 'Your master, jörg\n"JOE" o\u2019neil', ann, at=later(7), ground={})
    return case


def test_a_person_is_erased_and_the_chain_is_whole(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    case = _named(store)
    with store.reading() as db:
        found = naming(db, NAME)
        assert (len(found.events), len(found.questions), len(found.attachments)) == (2, 2, 0), (
            "a file's name is another"
        )
        scan = next(a.id for a in attachments_of(db, case.id) if a.name != "scan.pdf")
    went, said = erase_person(store, NAME, "asked on 3 March", by="root", at=later(20), files=[scan])
    assert went.attachments == (scan,)
    with store.reading() as db:
        assert verify(db) is None
        assert naming(db, NAME).total == 0
        for column in (
            log_contents.c.before,
            log_contents.c.after,
            case_events.c.body,
            questions.c.letter,
            questions.c.to,
        ):
            assert all(
                "neil" not in text.lower() or "_joe_" in text.lower() for text in db.execute(select(column)).scalars()
            )
        events = events_of(db, case.id)
        assert [e.body["erased"] for e in events if "erased" in e.body] == [said] * 2
        assert [e.body.get("text") for e in events if e.kind == "comment"] == [None, "called the office"]
        assert [q.letter for q in questions_of(db, case.id)] == ["", ""]
        kept = {a.id: a for a in attachments_of(db, case.id)}
        assert kept[scan].erased and kept[scan].name == ""
        told = json.loads(records(db)[-1]["kept_after"])
        assert told["why"] == "asked on 3 March" and told["attachments"] == [scan]
        assert case_pdf(case_file(db, case.id)).startswith(b"%PDF")
    assert sorted(p.read_bytes() for p in store.files.iterdir()) == [b"hers", b"name\nDALIAN HAIBO\n"]


def test_of_a_decision_only_the_words_are_erased(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    book, review, ann = _filled(store)
    with store.writing() as db:
        case = open_case(db, book, review, FINDING, ann, at=later(2))
        words = f"{NAME} called"
        case = propose(db, case, "false_positive", "another_person", words, ann, at=later(3), ground={})
        case = confirm(db, case, an_account(db, "bob", "approver"), at=later(4), ground={}, words=words)
    _, said = erase_person(store, NAME, "asked", by="root", at=later(20))
    with store.reading() as db:
        proposed, confirmed = (dict(e.body) for e in events_of(db, case.id))
        assert proposed == {
            "disposition": "false_positive", "reason": "another_person", "facts": case.facts, "erased": said,
        }  # fmt: skip
        assert confirmed == {"disposition": "false_positive", "erased": said}
        assert naming(db, NAME).total == 0 and verify(db) is None and list(astray(store, db)) == []
        before = records(db)[-1]["n"]
    with store.writing() as db:
        told = canonical({**proposed, "reason": "another_imo"})
        db.execute(update(case_events).where(case_events.c.n == 1).values(body=told))
    with store.reading() as db:
        assert records(db)[-1]["n"] == before
        assert any("what event 1 says" in line for line in astray(store, db)), "what is left is sealed too"


LEFT = [
    ({"disposition": "true_match", "words": "true_match"}, {"disposition": "true_match"}, "a code under its key alone"),
    ({"reason": "Mr Smith"}, {}, "words under a key of codes"),
    (
        {"files": [{"name": "a.pdf", "sha256": "ab" * 32, "bytes": 5}]},
        {"files": [{"sha256": "ab" * 32, "bytes": 5}]},
        "a file",
    ),
    ({"to": "Mr Smith", "due": "2026-03-02T09:00:00.000000Z"}, {"due": "2026-03-02T09:00:00.000000Z"}, "a letter"),
    ({"from": "0" * 16, "to": "1" * 16}, {"from": "0" * 16, "to": "1" * 16}, "ids"),
    ({"text": "x"}, {}, "a comment"),
]


@pytest.mark.parametrize(("state", "left", "why"), LEFT, ids=[x[2] for x in LEFT])
def test_what_is_left_is_no_free_text(state: dict[str, Any], left: dict[str, Any], why: str) -> None:
    assert left_of(state) == left, why


ASKED = [
    ("ab", "asked", "too short"),
    (NAME, " ", "no reason"),
    (NAME, f"{NAME} asked", "the name in the reason"),
    ("Nobody Anywhere", "asked", "nothing names them"),
]


@pytest.mark.parametrize(("words", "why", "wrong"), ASKED, ids=[a[2] for a in ASKED])
def test_an_erasure_that_is_refused(tmp_path: Path, words: str, why: str, wrong: str) -> None:
    store = a_store(tmp_path)
    _named(store)
    with store.reading() as db:
        before = len(records(db))
    with pytest.raises(UsageError):
        erase_person(store, words, why, by="root", at=later(20))
    with store.reading() as db:
        assert len(records(db)) == before, wrong


def test_a_file_that_another_case_has_too_stays_there(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        ann = an_account(db, "ann")
        book, review = a_review(store, db, ann, a_finding(), a_finding(id="00000000000000f9"))
        cases = [open_case(db, book, review, f, ann, at=later(2)) for f in (FINDING, "00000000000000f9")]
        first, second = (
            attach(store, db, c, f"file {n}.pdf", b"same", ann, at=later(3), ground={}) for n, c in enumerate(cases)
        )
    erase_person(store, "file 0", "asked", by="root", at=later(4))
    assert (store.files / second.sha256).read_bytes() == b"same"
    erase_person(store, "file 1", "asked", by="root", at=later(4))
    assert not (store.files / first.sha256).exists()
