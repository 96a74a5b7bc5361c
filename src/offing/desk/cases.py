"""Cases: what a desk decides of a finding. A decision is proposed by one account and confirmed by another.

    open ──propose──▶ proposed ──confirm (another account)──▶ closed
      ▲  ◀──refuse──────┘                                       │
      └──────────── a fact that the decision rests on changes ──┘

`asked` is open with a question out; `escalated` is closed upwards: somebody else's now.
A finding that no later review finds stays as it is, and its case says when it was last found. How a case follows its finding
from one review to the next is `beside`'s.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, and_, false, func, insert, or_, select, update

from offing.desk.accounts import Account
from offing.desk.ids import fresh
from offing.desk.log import append, canonical
from offing.desk.tables import case_events, cases, findings, moved_findings
from offing.desk.times import instant
from offing.errors import FourEyes, UsageError

Disposition = Literal["true_match", "false_positive", "ask", "escalate"]
DISPOSITIONS: tuple[Disposition, ...] = get_args(Disposition)

REASONS: Mapping[str, tuple[str, ...]] = {
    "false_positive": (
        "another_imo", "another_person", "another_company", "another_country", "another_date", "common_word",
        "explained_by_counterparty", "licensed", "wrong_in_book", "other",
    ),
    "true_match": ("same_number", "same_name_and_facts", "confirmed_by_counterparty", "other"),
    "ask": ("owner", "charterer", "master", "bank", "publisher", "other"),
    "escalate": ("blocked", "unclear_law", "report_to_authority", "other"),
}  # fmt: skip
"""Why, in a word that can be counted; `other` needs words beside it."""


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    book: str
    finding: str
    review: str
    state: str
    disposition: str
    reason: str
    proposed_by: str
    confirmed_by: str
    facts: str
    opened_at: str
    moved_at: str


@dataclass(frozen=True, slots=True)
class CaseEvent:
    n: int
    at: str
    by: str
    kind: str
    body: Mapping[str, Any]


def case_of(db: Connection, case: str) -> Case | None:
    row = db.execute(select(cases).where(cases.c.id == case)).mappings().one_or_none()
    return Case(**row) if row is not None else None


def case_on(db: Connection, book: str, finding: str) -> Case | None:
    row = db.execute(select(cases).where(cases.c.book == book, cases.c.finding == finding)).mappings().one_or_none()
    return Case(**row) if row is not None else None


def case_once_on(db: Connection, book: str, finding: str) -> Case | None:
    """The case that followed its finding when that got another id, where the finding itself is gone."""
    went = db.execute(
        select(moved_findings.c.case).where(moved_findings.c.book == book, moved_findings.c.finding == finding)
    ).scalar()
    case = case_of(db, went) if went is not None else None
    if case is None:
        return None
    there = select(findings.c.id).where(findings.c.review == case.review, findings.c.id == finding)
    return case if db.execute(there).first() is None else None


def all_cases(db: Connection, state: str = "", book: str = "", limit: int = 200, behind: str = "") -> list[Case]:
    """The latest moved first; `behind` is the last one seen: its `moved_at`, or that, a bar and its id."""
    asked = select(cases).order_by(cases.c.moved_at.desc(), cases.c.id).limit(limit)
    if state:
        asked = asked.where(cases.c.state == state)
    if book:
        asked = asked.where(cases.c.book == book)
    if behind:
        moved_at, _, last = behind.partition("|")
        then = and_(cases.c.moved_at == moved_at, cases.c.id > last) if last else false()
        asked = asked.where(or_(cases.c.moved_at < moved_at, then))
    return [Case(**row) for row in db.execute(asked).mappings()]


def how_many(db: Connection) -> dict[str, int]:
    """Cases by state."""
    rows = db.execute(select(cases.c.state, func.count()).group_by(cases.c.state))
    return {row[0]: row[1] for row in rows}


def events_of(db: Connection, case: str) -> list[CaseEvent]:
    rows = db.execute(select(case_events).where(case_events.c.case == case).order_by(case_events.c.n)).mappings()
    return [CaseEvent(r["n"], r["at"], r["by"], r["kind"], json.loads(r["body"])) for r in rows]


def open_case(db: Connection, book: str, review: str, finding: str, by: Account, *, at: datetime) -> Case:
    """The case on a finding; a new one where there is none. Raises UsageError where the review has no such finding."""
    held = case_on(db, book, finding) or case_once_on(db, book, finding)
    if held is not None:
        return held
    facts = db.execute(select(findings.c.facts).where(findings.c.review == review, findings.c.id == finding)).scalar()
    if facts is None:
        raise UsageError("the review has no such finding", value=finding)
    made = Case(fresh(), book, finding, review, "open", "", "", "", "", facts, instant(at), instant(at))
    db.execute(insert(cases).values(**_values(made)))
    append(db, at=instant(at), actor=by.id, action="case opened", object=f"case {made.id}", after=_values(made))
    return made


def comment(db: Connection, case: Case, text: str, by: Account, *, at: datetime, ground: Mapping[str, str]) -> None:
    text = text.strip()
    if not text:
        raise UsageError("a comment needs words", where="comment")
    if len(text) > 10_000:
        raise UsageError("a comment has at most 10,000 characters", where="comment")
    note(db, case, "comment", {"text": text}, by.id, at=at, ground=ground)


def propose(
    db: Connection,
    case: Case,
    disposition: str,
    reason: str,
    words: str,
    by: Account,
    *,
    at: datetime,
    ground: Mapping[str, str],
    facts: str = "",
) -> Case:
    """Say what a finding is: another account must confirm it. Raises UsageError for what cannot be said of it now.

    `facts`: the digest of the facts that were looked at; a decision on others than the case's is refused.
    """
    if facts and facts != case.facts:
        hint = "A later review stands beside the case: decide on its page"
        raise UsageError("the facts of the finding have changed since this page", where=f"case {case.id}", hint=hint)
    if disposition not in DISPOSITIONS:
        raise UsageError("no such disposition", value=disposition, hint=f"There are {', '.join(DISPOSITIONS)}")
    if reason not in REASONS[disposition]:
        raise UsageError("no such reason", value=reason, hint=f"There are {', '.join(REASONS[disposition])}")
    words = words.strip()
    if (reason == "other" or disposition == "ask") and not words:
        raise UsageError("say in words why", where="words")
    if len(words) > 10_000:
        raise UsageError("words of at most 10,000 characters", where="words")
    if case.state in ("proposed", "closed", "escalated"):
        raise UsageError(f"the case is {case.state}", hint="Refuse the proposal, or reopen it with a reason")
    state = "asked" if disposition == "ask" else "proposed"
    told = {"disposition": disposition, "reason": reason, "words": words, "facts": case.facts}
    note(db, case, "asked" if disposition == "ask" else "proposed", told, by.id, at=at, ground=ground)
    return move(
        db, case, at=at, state=state, disposition=disposition, reason=reason, proposed_by=by.id, confirmed_by=""
    )


def confirm(
    db: Connection,
    case: Case,
    by: Account,
    *,
    at: datetime,
    ground: Mapping[str, str],
    words: str = "",
    seen: str = "",
) -> Case:
    """The second pair of eyes. Raises FourEyes for the account that proposed it.

    `seen`: the case's `moved_at` when it was looked at; what moved since then is not confirmed unseen.
    """
    if seen and seen != case.moved_at:
        raise UsageError("the case has moved since this page", where=f"case {case.id}", hint="Look at it again")
    if case.state != "proposed":
        raise UsageError(f"nothing to confirm: the case is {case.state}")
    if case.proposed_by == by.id:
        raise FourEyes(
            "who proposed a decision cannot confirm it", hint="Another account with the role of approver can"
        )
    note(
        db,
        case,
        "confirmed",
        {"disposition": case.disposition, "words": words.strip()[:10_000]},
        by.id,
        at=at,
        ground=ground,
    )
    state = "escalated" if case.disposition == "escalate" else "closed"
    return move(db, case, at=at, state=state, confirmed_by=by.id)


def refuse(db: Connection, case: Case, words: str, by: Account, *, at: datetime, ground: Mapping[str, str]) -> Case:
    """Send a proposal back, with the reason; who proposed it may take it back as well."""
    if case.state != "proposed":
        raise UsageError(f"nothing to refuse: the case is {case.state}")
    if not words.strip():
        raise UsageError("say in words why", where="words")
    note(
        db,
        case,
        "refused",
        {"disposition": case.disposition, "words": words.strip()[:10_000]},
        by.id,
        at=at,
        ground=ground,
    )
    return move(db, case, at=at, state="open", disposition="", reason="", proposed_by="", confirmed_by="")


def reopen(
    db: Connection, case: Case, why: str, by: str, *, at: datetime, ground: Mapping[str, str], **more: Any
) -> Case:
    """Open it again, saying why; `by` is an account's id, "" for Offing itself."""
    if case.state == "open":
        raise UsageError("the case is open")
    told = {"why": why, "was": case.state, "disposition": case.disposition, **more}
    note(db, case, "reopened", told, by, at=at, ground=ground)
    return move(db, case, at=at, state="open", disposition="", reason="", proposed_by="", confirmed_by="")


def note(
    db: Connection, case: Case, kind: str, body: Mapping[str, Any], by: str, *, at: datetime, ground: Mapping[str, str]
) -> int:
    """Add an event to a case, and a record of it to the log. The event's number."""
    last = db.execute(select(func.max(case_events.c.n)).where(case_events.c.case == case.id)).scalar() or 0
    db.execute(
        insert(case_events).values(case=case.id, n=last + 1, at=instant(at), by=by, kind=kind, body=canonical(body))
    )
    append(
        db, at=instant(at), actor=by, action=f"case {kind}", object=f"case {case.id}",
        before={"state": case.state, "disposition": case.disposition}, after=body, ground=ground,
    )  # fmt: skip
    return last + 1


def move(db: Connection, case: Case, *, at: datetime, **values: str) -> Case:
    """Where the case stands from now on; its event is the caller's to note."""
    values["moved_at"] = instant(at)
    db.execute(update(cases).where(cases.c.id == case.id).values(**values))
    moved = case_of(db, case.id)
    assert moved is not None
    return moved


def _values(case: Case) -> dict[str, Any]:
    return {name: getattr(case, name) for name in Case.__slots__}
