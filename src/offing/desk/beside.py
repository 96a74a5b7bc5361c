"""A new review laid beside the cases of its book: each follows its finding, and is opened again where the facts differ.

A finding's id rests on the entries it tells of. Where a listing ended, or a second list names the same party, the id is
another and the finding stands in the same cell of the book: its case goes over to it, as `review.since` pairs the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from offing.desk.cases import Case, case_on, note, reopen
from offing.desk.facts import facts_of, told_facts
from offing.desk.tables import cases, findings, moved_findings, reviews
from offing.report.from_json import finding_from
from offing.review.since import Noted, moved, noted

_WORDS = {"strength": "how firm it is", "stops": "whether it stops", "status": "a status", "quotes": "a quoted line"}


def lay_beside(
    db: Connection,
    book: str,
    review: str,
    found: Sequence[Mapping[str, Any]],
    *,
    at: datetime,
    ground: Mapping[str, str],
) -> None:
    """Every case of the book beside the findings of its new review; what is decided stands as long as its facts do."""
    now = {f["id"]: f for f in found}
    as_of = _as_of(db, review)
    for row in db.execute(select(cases).where(cases.c.book == book).order_by(cases.c.opened_at)).mappings().all():
        case = Case(**row)
        if _as_of(db, case.review) > as_of:
            continue  # a look at an earlier day changes nothing that was decided since
        finding = now.get(case.finding) or _in_its_place(db, case, now)
        if finding is None:
            continue
        if finding["id"] != case.finding:
            _carry(db, case, finding["id"], review, at=at, ground=ground)
        facts = facts_of(finding)
        if facts != case.facts and case.state not in ("open", "asked"):
            before = _body(db, case.review, case.finding)
            differs = _differs(before, finding) if before else ["the finding"]
            why = f"since the decision changed: {', '.join(differs)}"
            reopen(db, case, why, "", at=at, ground=ground, review=review, before=case.review)
        db.execute(update(cases).where(cases.c.id == case.id).values(review=review, facts=facts, finding=finding["id"]))


def _as_of(db: Connection, review: str) -> str:
    return db.execute(select(reviews.c.as_of).where(reviews.c.id == review)).scalar() or ""


def _in_its_place(db: Connection, case: Case, now: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The finding of now that stands where the case's stood: one on each side, no more, and no case on it yet."""
    before = _body(db, case.review, case.finding)
    if before is None:
        return None
    f, s = findings.c, before["subject"]
    near = select(f.body).where(
        f.review == case.review, f.kind == before["kind"], f.check == before["check"], f.sheet == s["sheet"]
    )
    were = [json.loads(body) for body in db.execute(near).scalars() if _near(json.loads(body), before)]
    are = [one for one in now.values() if _near(one, before)]
    pairs = moved(_noted(were), _noted(are))
    there = next((now_id for now_id, was in pairs.items() if was.id == case.finding), None)
    if there is None or case_on(db, case.book, there) is not None:
        return None
    return now[there]


def _near(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether they can stand in one cell; those of the review as a whole are all near each other."""
    a, b = one["subject"], other["subject"]
    if (one["kind"], one["check"], a["sheet"]) != (other["kind"], other["check"], b["sheet"]):
        return False
    return a["sheet"] == "review" or bool((a["id"] or a["row"]) == (b["id"] or b["row"]))


def _noted(those: Iterable[Mapping[str, Any]]) -> dict[str, Noted]:
    return {one["id"]: replace(noted(finding_from(one)), id=one["id"]) for one in those}


def _carry(db: Connection, case: Case, finding: str, review: str, *, at: datetime, ground: Mapping[str, str]) -> None:
    """The case is on another id from now on, and is still found under the one it had."""
    note(db, case, "moved", {"from": case.finding, "to": finding, "review": review}, "", at=at, ground=ground)
    for one in (case.finding, finding):
        held = (moved_findings.c.book == case.book) & (moved_findings.c.finding == one)
        db.execute(delete(moved_findings).where(held))
    db.execute(insert(moved_findings).values(book=case.book, finding=case.finding, case=case.id))


def _body(db: Connection, review: str, finding: str) -> dict[str, Any] | None:
    body = db.execute(select(findings.c.body).where(findings.c.review == review, findings.c.id == finding)).scalar()
    return json.loads(body) if body is not None else None


def _differs(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    was, is_ = told_facts(before), told_facts(now)
    return [_WORDS[k] for k in was if was[k] != is_[k]]
