"""The findings of a review as a list: filtered, hardest first, a page at a time, each with where its case is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from offing.desk.reviews import KeptReview
from offing.desk.tables import cases, findings

UNDECIDED = "none"
"""The state of a finding that has no case."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which findings; what is empty or None asks nothing. `state` is that of the case, `none` where there is none."""

    kind: str = ""
    check: str = ""
    strength: str = ""
    sheet: str = ""
    subject: str = ""
    state: str = ""
    words: str = ""
    stops: bool | None = None


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A finding as findings.json has it, and its case."""

    finding: dict[str, Any]
    case: str
    state: str
    disposition: str


def findings_in(
    db: Connection, review: KeptReview, sought: Sought, *, start: int, limit: int
) -> tuple[list[FoundLine], int]:
    """`limit` findings from number `start` on, and how many there are in all."""
    joined = findings.outerjoin(cases, and_(cases.c.finding == findings.c.id, cases.c.book == review.book))
    where = and_(findings.c.review == review.id, *_asked(sought))
    total = db.execute(select(func.count()).select_from(joined).where(where)).scalar() or 0
    rows = db.execute(
        select(findings.c.body, cases.c.id, cases.c.state, cases.c.disposition)
        .select_from(joined)
        .where(where)
        .order_by(findings.c.rank)
        .offset(start)
        .limit(limit)
    ).all()
    return [FoundLine(json.loads(body), *(x or "" for x in case)) for body, *case in rows], total


def _asked(sought: Sought) -> Sequence[ColumnElement[bool]]:
    f = findings.c
    equal = {
        f.kind: sought.kind, f.check: sought.check, f.strength: sought.strength, f.sheet: sought.sheet, f.subject: sought.subject,
    }  # fmt: skip
    asked = [column == value for column, value in equal.items() if value]
    if sought.stops is not None:
        asked.append(f.stops.is_(sought.stops))
    if sought.state == UNDECIDED:
        asked.append(cases.c.id.is_(None))
    elif sought.state:
        asked.append(cases.c.state == sought.state)
    if sought.words:
        text = func.lower(f.label + " " + f.subject + " " + f.says)
        asked.append(text.contains(sought.words.lower()[:200], autoescape=True))
    return asked
