"""A decision as later reviews tell of it: what was said of the finding, by whom, and that its facts have not changed since."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from offing.desk.accounts import account_of
from offing.desk.cases import Case, CaseEvent
from offing.desk.reviews import review_of


def remembered(db: Connection, case: Case, events: Sequence[CaseEvent], review: str) -> str:
    """`Decided on 2026-03-02 …`; "" where nothing is decided. `review` is the one that is looked at."""
    if case.state not in ("closed", "escalated"):
        return ""
    last = next((e for e in reversed(events) if e.kind == "confirmed"), None)
    if last is None:
        return ""
    by, confirmed = (_name(db, a) for a in (case.proposed_by, case.confirmed_by))
    names = f"proposed by {by}, confirmed by {confirmed}"
    told = (
        f"Decided on {last.at[:10]} as {case.disposition.replace('_', ' ')} ({case.reason.replace('_', ' ')}), {names}."
    )
    held = review_of(db, case.review)
    if held is None:
        return told
    if review == case.review and held.at > last.at:
        return f"{told} The facts it rests on are the same in this review."
    return f"{told} The last review that found it is as of {held.as_of}; the facts it rests on were the same."


def _name(db: Connection, account: str) -> str:
    found = account_of(db, account)
    return found.name if found else account
