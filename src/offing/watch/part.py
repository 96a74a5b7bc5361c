"""A part of a kept book as a book of its own beside the lists of today: what its rows mean, and what checks find on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from offing.book.model import Book, Row
from offing.index.find import Finder
from offing.index.profiles import Profile
from offing.index.view import View
from offing.review.catalog import CheckModule, check_modules
from offing.review.context import Context
from offing.review.decided import Decisions
from offing.review.finding import Finding
from offing.review.meaning import meanings
from offing.review.odd_rows import yet_to_come
from offing.review.reads import reads
from offing.review.result import ListUsed, NotChecked
from offing.review.run import found_by, lists_not_checked
from offing.watch.filled import key_at, meant_in, screened, whole_in
from offing.watch.reach import (
    affected,
    alike,
    naming,
    read_by,
    running_on,
    same_place,
    screened_with,
    with_base,
    with_hits,
)
from offing.watch.state import places, rows, told

COVERAGE = "coverage"
GAPS = "review"
"""The sheet of findings on what was not checked, which stand on no row."""


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


def opened_part(db: sqlite3.Connection, asking: Asking, part: set[int], asked: set[int], day: bool = False) -> Context:
    """These rows as a book. Of those that are not `asked` of the lists it is known that they mean nothing. `day`: the day is
    another, so that dates yet to come are told."""
    those = rows(db, part)
    silent = frozenset(row for n, row in zip(sorted(part), those, strict=True) if n not in asked)
    gaps = [*lists_not_checked(asking.lists), *(NotChecked(*gap) for gap in told(db, "gaps"))]
    problems = tuple(p for row in those for p in yet_to_come(row, asking.as_of)) if day else ()
    files: dict[str, str] = told(db, "ground")["files"]
    return Context(
        Book("part", those, files, problems), asking.view, Finder(asking.view), asking.as_of, asking.lists, tuple(gaps),
        asking.role, asking.profile, asking.decisions, whole=whole_in(db, silent),
    )  # fmt: skip


def other_meaning(db: sqlite3.Connection, asking: Asking, numbered: set[int], near: set[int]) -> set[int]:
    """Which of these rows mean another than they did, or mean it otherwise (`review/meaning.py`). Of `numbered` rows, which a
    number touches, all but those with numbers in a text only: checks look the others up by themselves."""
    if not (those := numbered | near):
        return set()
    now = meanings(opened_part(db, asking, screened_with(db, those), those))
    before = meant_in(db, those)
    found = zip(sorted(those), rows(db, those), strict=True)
    return {
        n for n, row in found
        if (n in numbered and (row.sheet != "payments" or row["imo"])) or before.get(n, 0) != now.get(row, 0)
    }  # fmt: skip


def found_anew(
    db: sqlite3.Connection, asking: Asking, listed: set[int], dated: set[int], most: int, day: bool
) -> tuple[list[Finding], set[int], tuple[Context, ...]]:
    """All findings on the rows whose findings can move, and on what was not checked; these rows; and what was looked at.

    `listed` rows may mean another entry than they did, `dated` rows lie near the day. What was found may make further rows move:
    these are reviewed by themselves, with the rows from whose findings theirs are told apart by their order only. Raises
    WholeReview for more than `most` rows.
    """
    touched = listed | dated
    moved = frozenset(rows(db, listed))
    done: set[int] = set()
    found: list[Finding] = []
    contexts: list[Context] = []
    rest = affected(db, listed, dated)
    while rest or not contexts:
        rest |= same_place(db, rest)
        if len(done | rest) > most:
            raise WholeReview(f"{len(done | rest):,} of its rows are touched")
        context = opened_part(db, asking, part := read_by(db, rest, touched), with_hits(db, part) | touched, day)
        theirs = {(r.sheet, r.number) for r in rows(db, rest)} | {(GAPS, 0)}
        every = found_by(modules(day), context)
        now = [f for f in every if (f.subject.sheet, f.subject.row) in theirs]
        bases = {_base(f) for f in now}
        beside = {(f.subject.sheet, f.subject.row) for f in found if _base(f) in bases} - theirs
        if beside:
            rest |= alike(db, places(db, beside)) | places(db, beside)
            continue
        found = [f for f in found if (f.subject.sheet, f.subject.row) not in theirs] + now
        contexts.append(context)
        done |= rest
        more = _further(db, moved, context, now) - done
        rest = more | alike(db, more)
    return found, done, tuple(contexts)


def modules(day: bool) -> dict[str, CheckModule]:
    """The checks whose findings move with the lists; with the day too where that is another."""
    known = reads()
    return {name: module for name, module in check_modules().items() if known[name][0] or (day and known[name][1])}


def _further(db: sqlite3.Connection, moved: frozenset[Row], context: Context, found: Sequence[Finding]) -> set[int]:
    """Rows that are read by what only now was found: dealings of a party that is owned by a listed one, texts that name an
    entry which another row may mean now, rows that say the same."""
    owned = {f.subject for f in found if f.check == "ownership_50" and f.subject.sheet == "parties"}
    entries = {key_at(context, s.hit.position) for s in screened(context) if s.mention.row in moved}
    own = naming(db, places(db, {(s.sheet, s.row) for s in owned}))
    return own | running_on(db, entries) | with_base(db, {_base(f) for f in found})


def _base(finding: Finding) -> str:
    """Its id before any order among those that say the same is told."""
    return (replace(finding, nth=0) if finding.nth else finding).id
