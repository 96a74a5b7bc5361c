"""A book reviewed again in part, the rows that a change of the lists or the day can touch, with the findings of a whole review.

How it is known which: see decision 0022. Where it is not known, why is told, and the book is reviewed whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from offing.book.model import Book, Row
from offing.index.find import Finder
from offing.index.moved import Moved, Print, moved, print_of
from offing.index.near_hits import Hits, entry_mark, hits_of
from offing.index.profiles import Profile
from offing.index.view import View
from offing.index.vocabulary import marks_of
from offing.review.asked import number_mark, slip_mark
from offing.review.catalog import CheckModule, check_modules
from offing.review.context import Context
from offing.review.decided import Decisions
from offing.review.finding import Finding
from offing.review.odd_rows import YET_TO_COME, yet_to_come, yet_to_come_by
from offing.review.reads import reads
from offing.review.result import ListUsed, NotChecked
from offing.review.run import found_by, lists_not_checked, numbered
from offing.review.since import Noted, from_kept
from offing.watch import filled
from offing.watch.filled import Found, asked_in, found_as, hits_in, key_at, names_in, print_in, screened, whole_in
from offing.watch.reach import affected, alike, naming, read_by, running_on, same_place, with_base
from offing.watch.state import column, places, rows, told

MOST_DAYS = 7
"""Days from one review to the next for which a part of a book may be reviewed."""
MOST_SHARE = 0.25
"""Of a book's rows; where more are touched it is reviewed whole, which then takes no longer."""
_COVERAGE = "coverage"
_GAPS = "review"


class WholeReview(Exception):
    """The book is to be reviewed whole; the message says why."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a review is asked with, beside the book: lists opened as of a day, whose desk, how near, and what was decided."""

    view: View
    lists: tuple[ListUsed, ...]
    as_of: date
    role: str
    profile: Profile
    decisions: Decisions


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
    context: Context
    held: Print
    hits: Hits


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
    window = _window(db, was, asking.as_of)
    held = print_of(asking.view)
    try:
        change = moved(print_in(db), held, asking.view.listed.roll, window, index)
    except LookupError as error:
        raise WholeReview(f"the index no longer holds what {error} said") from error
    if change.common:
        raise WholeReview("a word became common among listed names, or ceased to be")
    by, hits = _touched(db, asking, change, window)
    listed, touched = by["entries that moved"], set().union(*by.values())
    many = db.execute("SELECT count(*) FROM rows").fetchone()[0]
    if len(touched) > most_share * many:
        raise WholeReview(f"{len(touched):,} of its {many:,} rows are touched")
    asked = affected(db, listed, touched - listed)
    fresh = frozenset(rows(db, touched))
    while True:
        asked |= same_place(db, asked)
        if len(asked) > most_share * many:
            raise WholeReview(f"{len(asked):,} of its {many:,} rows are touched")
        context, found = _reviewed(db, asking, read_by(db, asked, touched), asked, window is not None)
        if not (more := _further(db, asked, fresh, context, found)):
            break
        asked |= more | alike(db, more)
    now = tuple(found_as(numbered(found).values()))
    before = _before(db, asked, window is not None)
    counts = {why: len(those) for why, those in by.items()}
    return Part(before, now, counts, len(asked), many, frozenset(asked), context, held, hits)


def _window(db: sqlite3.Connection, was: date, now: date) -> tuple[date, date] | None:
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


def _touched(
    db: sqlite3.Connection, asking: Asking, change: Moved, window: tuple[date, date] | None
) -> tuple[dict[str, set[int]], Hits]:
    """Rows by what touches them; and what the matcher answers to the book's names now."""
    asked, before = asked_in(db), hits_in(db)
    texts = [*map(number_mark, change.numbers), *map(slip_mark, change.slips)]
    marks = np.concatenate([change.keys, change.words, marks_of(texts)])
    by_mark = asked.rows_of(asked.items_with(marks))
    entries = np.array(sorted(entry_mark(*key) for key in change.entries), np.uint64)
    hits = before
    if change.names:
        names = names_in(db, np.arange(len(before.marks)))
        hits = hits_of(asking.view, names, asking.profile.floor)
    other = np.flatnonzero(before.marks != hits.marks)
    near = asked.rows_of(np.union1d(other, np.union1d(before.near(entries), hits.near(entries))))
    by = {"entries that moved": by_mark | near}
    if window is not None:
        first, last = (d.toordinal() for d in window)
        dated = column(db, "SELECT DISTINCT n FROM days WHERE day BETWEEN ? AND ?", [(first, last)])
        worded = db.execute("SELECT sheet, number FROM findings WHERE worded AND name <> ?", (_COVERAGE,)).fetchall()
        by["the day"] = dated | places(db, worded)
    return by, hits


def _reviewed(
    db: sqlite3.Connection, asking: Asking, part: set[int], asked: set[int], day: bool
) -> tuple[Context, list[Finding]]:
    """The checks that can have moved, over a part of the book: findings on the rows asked for, and on what was not checked."""
    those = rows(db, part)
    gaps = [*lists_not_checked(asking.lists), *(NotChecked(*gap) for gap in told(db, "gaps"))]
    problems = tuple(p for row in those for p in yet_to_come(row, asking.as_of)) if day else ()
    files: dict[str, str] = told(db, "ground")["files"]
    context = Context(
        Book("part", those, files, problems), asking.view, Finder(asking.view), asking.as_of, asking.lists, tuple(gaps),
        asking.role, asking.profile, asking.decisions, whole=whole_in(db),
    )  # fmt: skip
    wanted = {(r.sheet, r.number) for r in rows(db, asked)} | {(_GAPS, 0)}
    found = found_by(_modules(day), context)
    return context, [f for f in found if (f.subject.sheet, f.subject.row) in wanted]


def _modules(day: bool) -> dict[str, CheckModule]:
    told = reads()
    return {name: module for name, module in check_modules().items() if told[name][0] or (day and told[name][1])}


def _further(
    db: sqlite3.Connection, asked: set[int], touched: frozenset[Row], context: Context, found: Sequence[Finding]
) -> set[int]:
    """Rows that are read by what only now was found: dealings of a party that is owned by a listed one, texts that name an
    entry which another row may mean now, rows that say the same."""
    owned = {f.subject for f in found if f.check == "ownership_50" and f.subject.sheet == "parties"}
    entries = {key_at(context, s.hit.position) for s in screened(context) if s.mention.row in touched}
    bases = {(replace(f, nth=0) if f.nth else f).id for f in found}
    return (
        naming(db, places(db, {(s.sheet, s.row) for s in owned})) | running_on(db, entries) | with_base(db, bases)
    ) - asked


def _before(db: sqlite3.Connection, asked: set[int], day: bool) -> tuple[Noted, ...]:
    """The findings kept on these rows that were asked for anew, and those on what was not checked."""
    names = set(_modules(day))
    query = (
        "SELECT f.name, f.body FROM rows r JOIN findings f ON f.sheet = r.sheet AND f.number = r.number WHERE r.n = ?"
    )
    held = [found for n in sorted(asked) for found in db.execute(query, (n,))]
    held += db.execute("SELECT name, body FROM findings WHERE sheet = ?", (_GAPS,)).fetchall()
    those = dict.fromkeys(body for name, body in held if name in names)
    found = (from_kept(json.loads(body)) for body in those)
    return tuple(
        f for f in found if f.check != _COVERAGE or f.subject.sheet == _GAPS or (day and YET_TO_COME in f.says)
    )


def keep_part(db: sqlite3.Connection, part: Part, was: date) -> None:
    """Put what was found into the place of what stood there; where a day is yet to come, it is so after another day now."""
    if part.context.as_of != was:
        stamps = tuple(yet_to_come_by(d.isoformat()) for d in (was, part.context.as_of))
        db.execute("UPDATE findings SET body = replace(body, ?, ?) WHERE worded AND name = ?", (*stamps, _COVERAGE))
    db.executemany("DELETE FROM findings WHERE id = ?", ((f.id,) for f in part.before))
    filled.put_findings(db, part.now)
    db.executemany("DELETE FROM hits WHERE n = ?", ((n,) for n in part.asked))
    filled.put_screened(db, part.context, dict(zip(rows(db, part.asked), sorted(part.asked), strict=True)))
    filled.put_print(db, part.held)
    filled.put_hits(db, part.hits)
