"""The rows of a kept book that a change of the lists, or the day, can touch."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from offing.index.moved import Moved
from offing.index.near_again import names_again
from offing.index.near_hits import Hits, entry_mark, hits_of, renewed_hits
from offing.index.vocabulary import marks_of
from offing.review.asked import number_mark, slip_mark
from offing.watch.filled import asked_in, hits_in, names_in, units_in, vocabulary_in
from offing.watch.part import COVERAGE, Asking, WholeReview
from offing.watch.state import column, places, told

MOST_DAYS = 7
"""Days from one review to the next for which a part of a book may be reviewed."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Rows by what touches them: a number of an entry that moved, a name, the day. Of rows that a name touches it is to be asked
    whether they mean another than before; a check may look a number up by itself."""

    numbered: set[int]
    near: set[int]
    dated: set[int]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the matcher answers to the book's names, and what their units weigh beside the listed words, by kind."""

    hits: Hits
    weights: Mapping[int, NDArray[np.float64]]


def window_of(db: sqlite3.Connection, was: date, now: date) -> tuple[date, date] | None:
    """The two days where they differ. Raises WholeReview where the days between are too many, or a rule came on one."""
    if was == now:
        return None
    if not timedelta(0) < now - was <= timedelta(days=MOST_DAYS):
        raise WholeReview(f"the review before was as of {was.isoformat()}")
    days = {(was + timedelta(days=i)).isoformat() for i in range(-1, (now - was).days + 2)}
    if came := days & set(told(db, "days")):
        raise WholeReview(f"a rule came or ended on {min(came)}, or may have")
    if db.execute("SELECT 1 FROM rows WHERE sheet = 'licences' LIMIT 1").fetchone():
        raise WholeReview("it has licences, which are laid beside all rows, and the day is another")
    return was, now


def touched(
    db: sqlite3.Connection, asking: Asking, change: Moved, window: tuple[date, date] | None
) -> tuple[Touched, Answers]:
    """Rows by what touches them; and what the matcher answers to the book's names now."""
    asked, before = asked_in(db), hits_in(db)
    texts = [*map(number_mark, change.numbers), *map(slip_mark, change.slips)]
    by_number = asked.rows_of(asked.items_with(marks_of(texts)))
    by_mark = asked.rows_of(asked.items_with(np.concatenate([change.keys, change.words])))
    entries = np.array(sorted(entry_mark(*key) for key in change.entries), np.uint64)
    hits = before
    weights: dict[int, NDArray[np.float64]] = {}
    if change.names:
        which, weights = _to_ask(db, asking, change)
        hits = renewed_hits(before, which, hits_of(asking.view, names_in(db, which), asking.profile.floor))
    other = np.flatnonzero(before.marks != hits.marks)
    near = asked.rows_of(np.union1d(other, np.union1d(before.near(entries), hits.near(entries))))
    dated: set[int] = set()
    if window is not None:
        first, last = (d.toordinal() for d in window)
        dated = column(db, "SELECT DISTINCT n FROM days WHERE day BETWEEN ? AND ?", [(first, last)])
        worded = db.execute("SELECT sheet, number FROM findings WHERE worded AND name <> ?", (COVERAGE,)).fetchall()
        dated |= places(db, worded)
    return Touched(by_number, by_mark | near, dated), Answers(hits, weights)


def _to_ask(
    db: sqlite3.Connection, asking: Asking, change: Moved
) -> tuple[NDArray[np.int64], dict[int, NDArray[np.float64]]]:
    """The names of the book to which the matcher may give another answer than it gave; and weights as in `Answers`."""
    engine = asking.view.listed.engine
    names, weights = [], {}
    for kind in engine.stocks:
        units, before = units_in(db, kind), vocabulary_in(db, kind)
        which, weights[kind] = names_again(engine, kind, units, before, change.gone, change.rows)
        names.append(which)
    return np.unique(np.concatenate(names)), weights
