"""A book reviewed again in part, the rows that a change of the lists or the day can touch, with the findings of a whole review.

How it is known which: see decision 0022. Where it is not known, why is told, and the book is reviewed whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from offing.index.moved import Print, moved, print_of
from offing.review.context import Context
from offing.review.odd_rows import YET_TO_COME, yet_to_come_by
from offing.review.run import numbered
from offing.review.since import Noted, from_kept
from offing.watch import filled
from offing.watch.filled import Found, found_as, print_in
from offing.watch.part import COVERAGE, GAPS, Asking, WholeReview, found_anew, modules, other_meaning
from offing.watch.state import rows, told
from offing.watch.touched import Answers, touched, window_of

MOST_SHARE = 0.25
"""Of a book's rows; where more are touched it is reviewed whole, which then takes no longer."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a review of a part found: findings that stood before and may be gone, those that stand in their place, how many rows
    were touched by what, and how many were reviewed; then what is to be kept."""

    before: tuple[Noted, ...]
    now: tuple[Found, ...]
    touched: Mapping[str, int]
    reviewed: int
    rows: int
    asked: frozenset[int]
    contexts: tuple[Context, ...]
    as_of: date
    held: Print
    answers: Answers


def again(
    db: sqlite3.Connection,
    index: sqlite3.Connection | None,
    asking: Asking,
    was: date,
    most_share: float = MOST_SHARE,
) -> Part:
    """Review the part of a kept book that can have moved since it was reviewed as of `was`. Raises WholeReview."""
    if why := told(db, "whole only"):
        raise WholeReview(str(why))
    window = window_of(db, was, asking.as_of)
    held = print_of(asking.view)
    try:
        change = moved(print_in(db), held, asking.view.listed.roll, window, index)
    except LookupError as error:
        raise WholeReview(f"the index no longer holds what {error} said") from error
    by, answers = touched(db, asking, change, window)
    many = db.execute("SELECT count(*) FROM rows").fetchone()[0]
    most = int(most_share * many)
    if len(by.numbered | by.near | by.dated) > most:
        raise WholeReview(f"{len(by.numbered | by.near | by.dated):,} of its {many:,} rows are touched")
    listed = other_meaning(db, asking, by.numbered, by.near)
    found, asked, contexts = found_anew(db, asking, listed, by.dated - listed, most, window is not None)
    now = tuple(found_as(numbered(found).values()))
    before = _before(db, asked, window is not None)
    counts = {"entries that moved": len(listed), **({"the day": len(by.dated)} if window else {})}
    return Part(before, now, counts, len(asked), many, frozenset(asked), contexts, asking.as_of, held, answers)


def _before(db: sqlite3.Connection, asked: set[int], day: bool) -> tuple[Noted, ...]:
    """The findings kept on these rows that were asked for anew, and those on what was not checked."""
    names = set(modules(day))
    query = (
        "SELECT f.name, f.body FROM rows r JOIN findings f ON f.sheet = r.sheet AND f.number = r.number WHERE r.n = ?"
    )
    held = [found for n in sorted(asked) for found in db.execute(query, (n,))]
    held += db.execute("SELECT name, body FROM findings WHERE sheet = ?", (GAPS,)).fetchall()
    those = dict.fromkeys(body for name, body in held if name in names)
    found = (from_kept(json.loads(body)) for body in those)
    return tuple(f for f in found if f.check != COVERAGE or f.subject.sheet == GAPS or (day and YET_TO_COME in f.says))


def keep_part(db: sqlite3.Connection, part: Part, was: date) -> None:
    """Put what was found into the place of what stood there; where a day is yet to come, it is so after another day now."""
    if part.as_of != was:
        stamps = tuple(yet_to_come_by(d.isoformat()) for d in (was, part.as_of))
        db.execute("UPDATE findings SET body = replace(body, ?, ?) WHERE worded AND name = ?", (*stamps, COVERAGE))
    db.executemany("DELETE FROM findings WHERE id = ?", ((f.id,) for f in part.before))
    filled.put_findings(db, part.now)
    for table in ("hits", "meant"):
        db.executemany(f"DELETE FROM {table} WHERE n = ?", ((n,) for n in part.asked))  # noqa: S608 - our own names
    places = dict(zip(rows(db, part.asked), sorted(part.asked), strict=True))
    for context in part.contexts:
        filled.put_screened(db, context, places)
    filled.put_print(db, part.held)
    filled.put_hits(db, part.answers.hits)
    filled.put_vocabulary(db, part.contexts[0].view.listed.engine)
    for kind, weight in part.answers.weights.items():
        filled.put_weight(db, kind, weight)
