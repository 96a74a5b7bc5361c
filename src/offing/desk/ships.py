"""What a review knows of each ship's way, for the map and the timeline: kept beside its findings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, insert, select

from offing.desk.log import canonical
from offing.desk.objects import Line
from offing.desk.reviews import KeptReview
from offing.desk.tables import cases, findings, ships

_AT_ONCE = 400


def keep_ships(db: Connection, review: str, those: Sequence[Mapping[str, Any]]) -> None:
    """`those` have `key` (her IMO number or, without one, `mmsi-…`), `name` and `body`; their list stands under the empty key."""
    if those:
        rows = [{"review": review, "key": s["key"], "name": s["name"], "body": canonical(s["body"])} for s in those]
        db.execute(insert(ships), rows)


def ship_of(db: Connection, review: str, key: str) -> dict[str, Any] | None:
    body = db.execute(select(ships.c.body).where(ships.c.review == review, ships.c.key == key)).scalar()
    return json.loads(body) if body is not None else None


def ships_in(db: Connection, review: str) -> list[tuple[str, str]]:
    """Key and name of each."""
    asked = select(ships.c.key, ships.c.name).where(ships.c.review == review, ships.c.key != "")
    rows = db.execute(asked.order_by(ships.c.name, ships.c.key))
    return [(row.key, row.name) for row in rows]


def list_of(db: Connection, review: str) -> dict[str, Any]:
    """`{ships, of, rows}`: the ships in short, how many the book has, and by row of the book (`vessels 2`) whose it is."""
    return ship_of(db, review, "") or {"ships": [], "of": 0, "rows": {}}


def named_in(db: Connection, review: str) -> dict[str, list[tuple[str, str]]]:
    """By row of the book (`vessels 2`): key and name of each ship that it names."""
    listed = list_of(db, review)
    names = {s["key"]: s["name"] for s in listed["ships"]}
    return {row: [(key, names[key]) for key in keys] for row, keys in listed["rows"].items()}


def lines_of(db: Connection, review: KeptReview, those: Sequence[str]) -> dict[str, tuple[str, int, Line]]:
    """Of findings by id: the sheet and the row that each stands on, and its line with the state of its case."""
    f, found = findings.c, {}
    for start in range(0, len(those), _AT_ONCE):
        asked = (
            select(
                f.id, f.kind, f.check, f.strength, f.stops, f.says, f.sheet, f.row, cases.c.state, cases.c.disposition
            )
            .select_from(findings.outerjoin(cases, and_(cases.c.finding == f.id, cases.c.book == review.book)))
            .where(f.review == review.id, f.id.in_(those[start : start + _AT_ONCE]))
        )
        for r in db.execute(asked):
            line = Line(r.id, r.kind, r.check, r.strength, bool(r.stops), r.says, r.state or "", r.disposition or "")
            found[r.id] = (r.sheet, r.row, line)
    return found
