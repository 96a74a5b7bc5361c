"""The queue of reviews: one worker of a desk, no review made twice or undone, and a failure that says why."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text, update

from offing.desk.log import records, verify
from offing.desk.queued import fail, is_running, progress, put_back, take, waiting
from offing.desk.reviews import KeptReview, add_book, keep_upload, order_review, review_of
from offing.desk.store import Store, open_store
from offing.desk.tables import reviews
from offing.serve.served import Served
from offing.serve.work import Worker, unforeseen
from offing.settings import Home
from tests.desk.bench import AT, a_review, an_account, later

_LONGEST_S = 60.0


def _desk(home: Path) -> tuple[Served, str]:
    """A desk with one review in the queue whose upload is gone from the disk: to make it fails at once."""
    store = open_store(Home(home).desk)
    with store.writing() as db:
        ann = an_account(db, "ann")
        book = add_book(db, "Book", ann, at=AT).id
        upload = keep_upload(store, db, book, [("parties.csv", b"name\nDALIAN HAIBO\n")], ann, at=AT)
        review = order_review(db, book, upload, "2026-03-02", ann, at=AT)
    for path in store.files.iterdir():
        path.unlink()
    return Served(Home(home), store, lambda: datetime.now(UTC)), review


def _kept(store: Store, review: str) -> KeptReview:
    with store.reading() as db:
        found = review_of(db, review)
    assert found is not None
    return found


def _until(true: Callable[[], bool]) -> bool:
    begun = time.monotonic()
    while not true():
        if time.monotonic() - begun > _LONGEST_S:
            return False
        time.sleep(0.02)
    return True


def _set(store: Store, review: str, state: str) -> None:
    with store.writing() as db:
        db.execute(update(reviews).where(reviews.c.id == review).values(state=state))


STEPS = [
    ("queued", "take", "running", "the first who takes it has it"),
    ("running", "take", "running", "it is taken"),
    ("done", "take", "done", "it is done"),
    ("failed", "take", "failed", "it has failed"),
    ("running", "fail", "failed", "it was running"),
    ("done", "fail", "done", "what is done stays done"),
    ("queued", "fail", "queued", "nobody has begun it"),
    ("done", "progress", "done", "a late word of progress"),
    ("running", "progress", "running", "how far it is"),
    ("running", "put_back", "queued", "its server is no more"),
    ("done", "put_back", "done", "nothing to put back"),
]


@pytest.mark.parametrize(("before", "step", "after", "why"), STEPS, ids=[f"{s[1]} of {s[0]}" for s in STEPS])
def test_a_step_asks_for_the_state_before_it(tmp_path: Path, before: str, step: str, after: str, why: str) -> None:
    here, review = _desk(tmp_path)
    _set(here.store, review, before)
    with here.store.writing() as db:
        acts = {
            "take": lambda: take(db, review), "fail": lambda: fail(db, review, "no reason", at=later(1)),
            "progress": lambda: progress(db, review, "halfway"), "put_back": lambda: put_back(db) == 1,
        }  # fmt: skip
        went = acts[step]()
        assert is_running(db, review) == (after == "running")
        failures = [r for r in records(db, object=f"review {review}") if r["action"] == "review failed"]
    assert went == (after != before or (before, step) == ("running", "progress")), why
    assert _kept(here.store, review).state == after, why
    assert len(failures) == (1 if went and step == "fail" else 0)
    here.store.close()


def test_a_review_that_fails_says_why_in_the_log(tmp_path: Path) -> None:
    here, review = _desk(tmp_path)
    worker = Worker(here)
    worker.start()
    try:
        assert _until(lambda: _kept(here.store, review).state == "failed")
    finally:
        worker.stop()
    why = _kept(here.store, review).why
    assert "missing" in why and "Traceback" not in why and "\n" not in why
    with here.store.reading() as db:
        last = records(db, object=f"review {review}")[-1]
        assert (last["action"], json.loads(last["kept_after"])) == ("review failed", {"why": why})
        assert waiting(db) is None and verify(db) is None
    here.store.close()


def test_a_second_server_makes_no_reviews_until_the_first_ends(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    here, review = _desk(tmp_path)
    _set(here.store, review, "done")
    first, second = Worker(here), Worker(here)
    first.start()
    try:
        assert _until(lambda: first.settled)
        _set(here.store, review, "running")  # as if the first were at it
        second.start()
        said: list[str] = []
        assert _until(lambda: bool(said.append(capfd.readouterr().err) or "another server" in "".join(said)))  # type: ignore[func-returns-value]
        assert _kept(here.store, review).state == "running", "it is not the second's to put back"
        first.stop()
        assert _until(lambda: _kept(here.store, review).state == "failed"), "the second has taken over"
    finally:
        first.stop()
        second.stop()
    here.store.close()


def test_a_fault_of_the_database_does_not_end_the_thread(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    here, review = _desk(tmp_path)
    with here.store.engine.begin() as db:
        db.execute(text("ALTER TABLE reviews RENAME TO elsewhere"))
    worker = Worker(here)
    worker.start()
    try:
        said: list[str] = []
        assert _until(lambda: bool(said.append(capfd.readouterr().err) or "tried again" in "".join(said)))  # type: ignore[func-returns-value]
        with here.store.engine.begin() as db:
            db.execute(text("ALTER TABLE elsewhere RENAME TO reviews"))
        assert _until(lambda: _kept(here.store, review).state == "failed")
    finally:
        worker.stop()
    here.store.close()


def test_a_review_that_was_done_meanwhile_is_left_alone(tmp_path: Path) -> None:
    store = open_store(Home(tmp_path).desk)
    with store.writing() as db:
        _, review = a_review(store, db, an_account(db, "ann"))
        assert not take(db, review) and not fail(db, review, "late", at=later(9)) and put_back(db, review) == 0
    assert _kept(store, review).state == "done"
    store.close()


TRACE = "Traceback (most recent call last):\n  File \"x.py\", line 1, in <module>\nKeyError: 'imo'\n\n"
ENDED = [
    (1, TRACE, "the review ended with code 1, which was not foreseen: KeyError: 'imo'", "a fault in the program"),
    (-9, "", "the review was ended by signal 9, which was not foreseen", "killed without a word"),
    (3, "x" * 9000, f"the review ended with code 3, which was not foreseen: {'x' * 500}", "a long last line"),
]


@pytest.mark.parametrize(("code", "said", "told", "why"), ENDED, ids=[e[3] for e in ENDED])
def test_an_unforeseen_end_is_one_sentence(code: int, said: str, told: str, why: str) -> None:
    assert unforeseen(code, said) == told, why
