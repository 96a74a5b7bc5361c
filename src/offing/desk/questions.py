"""Questions to a counterparty: the letter as it went, when an answer is due, and the answer, which is evidence in the case.

Offing sends nothing. That a letter went is recorded when the analyst says so, and from then on its clock runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from offing.desk.accounts import Account
from offing.desk.attachments import attach
from offing.desk.cases import Case, move, note
from offing.desk.digests import digest_of
from offing.desk.ids import fresh
from offing.desk.letters import HOURS
from offing.desk.store import Store
from offing.desk.tables import questions
from offing.desk.times import instant, moment
from offing.desk.words import held
from offing.errors import UsageError

MOST_LETTER = 20_000
"""Characters."""
_NAME_MOST = 300

Due = Literal["answered", "running", "overdue"]


@dataclass(frozen=True, slots=True)
class Question:
    """`reply` is the attachment that answers it, "" while none has come; an erased letter is ""."""

    id: str
    case: str
    to: str
    letter: str
    asked_at: str
    due_at: str
    answered_at: str
    reply: str

    def due(self, now: datetime) -> Due:
        if self.answered_at:
            return "answered"
        return "overdue" if now > moment(self.due_at) else "running"

    def words(self, now: datetime) -> str:
        """`due in 71 h 12 min`, `overdue by 2 h 0 min`, `answered after 5 h 3 min`, and whether that was in time."""
        if self.answered_at:
            took = moment(self.answered_at) - moment(self.asked_at)
            late = "" if self.answered_at <= self.due_at else ", after it was due"
            return f"answered after {_hours(took)}{late}"
        left = moment(self.due_at) - now
        return f"due in {_hours(left)}" if left >= timedelta(0) else f"overdue by {_hours(-left)}"


def ask(
    db: Connection, case: Case, to: str, letter: str, by: Account, *, at: datetime, ground: Mapping[str, str]
) -> Question:
    """A letter has gone out: the case is `asked`, an answer is due in `HOURS`. Raises UsageError where the case is decided."""
    to, letter = " ".join(to.split())[:_NAME_MOST], held(letter.replace("\r\n", "\n").strip()) + "\n"
    if not to:
        raise UsageError("say to whom the letter went", where="to")
    if not letter.strip():
        raise UsageError("the letter is empty", where="letter")
    if len(letter) > MOST_LETTER:
        raise UsageError(f"a letter has at most {MOST_LETTER:,} characters", where="letter")
    if case.state not in ("open", "asked"):
        raise UsageError(f"the case is {case.state}", hint="Refuse the proposal, or reopen it with a reason")
    due = at + timedelta(hours=HOURS)
    made = Question(fresh(), case.id, to, letter, instant(at), instant(due), "", "")
    db.execute(insert(questions).values(**{name: getattr(made, name) for name in Question.__slots__}))
    digest = digest_of(letter)
    told = {"question": made.id, "to": to, "due": made.due_at, "letter_sha256": digest}
    note(db, case, "letter", told, by.id, at=at, ground=ground)
    move(db, case, at=at, state="asked", disposition="ask")
    return made


def answer(
    store: Store,
    db: Connection,
    case: Case,
    question: str,
    name: str,
    content: bytes,
    by: Account,
    *,
    at: datetime,
    ground: Mapping[str, str],
) -> Question:
    """The reply, kept with the case. When no letter of the case is out any more, an `asked` case is open to be decided again.

    A second reply to the same letter is kept as well; the first tells when it was answered.
    """
    there = question_of(db, case.id, question)
    if there is None:
        raise UsageError("the case has no such question", value=question)
    kept = attach(store, db, case, name, content, by, at=at, ground=ground, kind="reply")
    if not there.answered_at:
        db.execute(update(questions).where(questions.c.id == question).values(answered_at=instant(at), reply=kept.id))
        told = {"question": question, "attachment": kept.id}
        note(db, case, "answered", told, by.id, at=at, ground=ground)
        if case.state == "asked" and all(q.answered_at for q in questions_of(db, case.id)):
            move(db, case, at=at, state="open", disposition="")
    found = question_of(db, case.id, question)
    assert found is not None
    return found


def questions_of(db: Connection, case: str) -> list[Question]:
    """In the order in which they were asked."""
    asked = select(questions).where(questions.c.case == case).order_by(questions.c.asked_at, questions.c.id)
    return [Question(**row) for row in db.execute(asked).mappings()]


def question_of(db: Connection, case: str, question: str) -> Question | None:
    asked = select(questions).where(questions.c.case == case, questions.c.id == question)
    row = db.execute(asked).mappings().one_or_none()
    return Question(**row) if row is not None else None


def unanswered(db: Connection) -> list[Question]:
    """Of all cases, first due first."""
    asked = select(questions).where(questions.c.answered_at == "").order_by(questions.c.due_at, questions.c.id)
    return [Question(**row) for row in db.execute(asked).mappings()]


def _hours(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60} h {minutes % 60} min"
