"""What a review knows of each ship's way, for the map and the timeline: kept beside its findings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from offing.desk.log import canonical
from offing.desk.tables import ships


def keep_ships(db: Connection, review: str, those: Sequence[Mapping[str, Any]]) -> None:
    """`those` have `key` (her IMO number or, without one, `mmsi-…`), `name` and `body`."""
    if those:
        rows = [{"review": review, "key": s["key"], "name": s["name"], "body": canonical(s["body"])} for s in those]
        db.execute(insert(ships), rows)


def ship_of(db: Connection, review: str, key: str) -> dict[str, Any] | None:
    body = db.execute(select(ships.c.body).where(ships.c.review == review, ships.c.key == key)).scalar()
    return json.loads(body) if body is not None else None


def ships_in(db: Connection, review: str) -> list[tuple[str, str]]:
    """Key and name of each."""
    rows = db.execute(select(ships.c.key, ships.c.name).where(ships.c.review == review).order_by(ships.c.name))
    return [(row.key, row.name) for row in rows]
