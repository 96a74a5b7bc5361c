"""The findings of a review by the user's own objects: each row of the book with its findings, hardest rows first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, and_, case, func, select, tuple_

from offing.desk.reviews import KeptReview
from offing.desk.tables import cases, findings, reviews

PAGE = 50
"""Objects of one page."""
LINES = 25
"""Findings of one object that its summary names."""


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as an object's summary names it, and where its case is."""

    id: str
    kind: str
    check: str
    strength: str
    stops: bool
    says: str
    state: str
    disposition: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A row of the book with findings. `more` is how many are not among `lines`."""

    sheet: str
    row: int
    id: str
    label: str
    stops: int
    total: int
    lines: tuple[Line, ...]

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True, slots=True)
class Counts:
    total: int
    stops: int
    kinds: Mapping[str, int]
    sheets: Mapping[str, int]
    decided: Mapping[str, int]


def counts(db: Connection, review: str) -> Counts:
    """How many findings there are, by kind and by sheet, and how many are decided."""
    f = findings.c
    rows = db.execute(
        select(f.kind, f.sheet, func.count(), func.sum(f.stops.cast(Integer)))
        .where(f.review == review)
        .group_by(f.kind, f.sheet)
    ).all()
    kinds: dict[str, int] = {}
    sheets: dict[str, int] = {}
    for kind, sheet, n, _ in rows:
        kinds[kind] = kinds.get(kind, 0) + n
        sheets[sheet] = sheets.get(sheet, 0) + n
    joined = (
        select(cases.c.state, func.count())
        .join(findings, _of_case())
        .join(reviews, reviews.c.id == f.review)
        .where(f.review == review, cases.c.book == reviews.c.book)
        .group_by(cases.c.state)
    )
    states: dict[str, int] = {row[0]: row[1] for row in db.execute(joined)}
    return Counts(sum(kinds.values()), sum(int(s or 0) for *_, s in rows), kinds, sheets, states)


def objects_of(
    db: Connection, review: KeptReview, *, kind: str = "", sheet: str = "", words: str = "", start: int = 0
) -> tuple[list[Thing], bool]:
    """`PAGE` objects from number `start`, hardest first, and whether there are more."""
    f = findings.c
    asked: list[Any] = [f.review == review.id]
    if kind:
        asked.append(f.kind == kind)
    if sheet:
        asked.append(f.sheet == sheet)
    if words:
        asked.append(
            func.lower(f.label + " " + f.subject + " " + f.says).contains(words.lower()[:200], autoescape=True)
        )
    grouped = (
        select(f.sheet, f.row, f.subject, func.min(f.rank).label("first"), func.count().label("total"))
        .add_columns(func.sum(case((f.stops, 1), else_=0)).label("stops"))
        .where(and_(*asked))
        .group_by(f.sheet, f.row, f.subject)
        .order_by("first")
        .offset(start)
        .limit(PAGE + 1)
    )
    groups = db.execute(grouped).all()
    more, groups = len(groups) > PAGE, groups[:PAGE]
    lines = _lines(db, review, groups, asked)
    return [_thing(group, lines.get((group.sheet, group.row, group.subject), [])) for group in groups], more


def _lines(
    db: Connection, review: KeptReview, groups: Sequence[Any], asked: Sequence[Any]
) -> dict[tuple[str, int, str], list[Any]]:
    """The first `LINES` findings of each of these objects, in one question: a desk reads one review of thousands."""
    f = findings.c
    if not groups:
        return {}
    nth = func.row_number().over(partition_by=(f.sheet, f.row, f.subject), order_by=f.rank).label("nth")
    within = tuple_(f.sheet, f.row, f.subject).in_([(g.sheet, g.row, g.subject) for g in groups])
    numbered = select(f.id, nth).where(and_(*asked, within)).subquery()
    rows = db.execute(
        select(f.sheet, f.row, f.subject, f.id, f.kind, f.check, f.strength, f.stops, f.says, f.label)
        .add_columns(cases.c.state, cases.c.disposition)
        .select_from(
            findings.join(numbered, and_(f.id == numbered.c.id, f.review == review.id)).outerjoin(
                cases, and_(_of_case(), cases.c.book == review.book)
            )
        )
        .where(numbered.c.nth <= LINES)
        .order_by(f.rank)
    ).all()
    found: dict[tuple[str, int, str], list[Any]] = {}
    for row in rows:
        found.setdefault((row.sheet, row.row, row.subject), []).append(row)
    return found


def _thing(group: Any, rows: Sequence[Any]) -> Thing:
    lines = tuple(
        Line(r.id, r.kind, r.check, r.strength, bool(r.stops), r.says, r.state or "", r.disposition or "") for r in rows
    )
    label = rows[0].label if rows else ""
    return Thing(group.sheet, group.row, group.subject, label, int(group.stops or 0), group.total, lines)


def _of_case() -> Any:
    return cases.c.finding == findings.c.id
