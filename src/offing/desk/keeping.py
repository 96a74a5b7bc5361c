"""How long the desk keeps what it was brought and what it decided: ten years unless told otherwise, and nothing goes before.

A review is kept for so long from the day it was made, and as long as a case stands on it; a case from the last thing that
happened in it and from the last review that found it, and always while it waits for a decision; an upload as long as a
review of it. The log is kept for ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from offing.desk.log import append
from offing.desk.store import Store
from offing.desk.tables import (
    attachments,
    case_events,
    cases,
    findings,
    keeping,
    moved_findings,
    questions,
    reviews,
    ships,
    uploads,
)
from offing.desk.times import instant, moment
from offing.errors import StillKept, UsageError

YEARS = 10
"""US law asks ten years of records on sanctions (31 CFR 501.601, since 12 March 2025)."""
_LEAST, _MOST = 1, 100
_AT_ONCE = 500
_WAITING = ("open", "asked", "proposed")
"""States of a case that nobody has decided: it is in use, however old."""
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Swept:
    """How many of each went."""

    reviews: int = 0
    cases: int = 0
    uploads: int = 0
    attachments: int = 0
    files: int = 0

    @property
    def any(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))


def years_kept(db: Connection) -> int:
    return db.execute(select(keeping.c.years)).scalar() or YEARS


def set_years(db: Connection, years: int, *, by: str, at: datetime) -> None:
    """Raises UsageError for less than one year or more than a hundred."""
    if not _LEAST <= years <= _MOST:
        raise UsageError(f"kept for {_LEAST} to {_MOST} years", value=years)
    before = years_kept(db)
    if db.execute(select(keeping.c.years)).scalar() is None:
        db.execute(insert(keeping).values(one=1, years=years))
    else:
        db.execute(update(keeping).values(years=years))
    was, now = {"years": before}, {"years": years}
    append(db, at=instant(at), actor=by, action="keeping set", object="keeping", before=was, after=now)


def kept_until(db: Connection, since: str) -> date:
    """The last day on which what is of `since` must be there."""
    day = moment(since).date()
    years = years_kept(db)
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def delete_review(store: Store, review: str, *, by: str, at: datetime) -> Swept:
    """Delete a review before the sweep would. Raises StillKept before its end, and logs that it was asked for."""
    return _deleted(store, "review", review, by=by, at=at)


def delete_upload(store: Store, upload: str, *, by: str, at: datetime) -> Swept:
    """Delete the files of a book as they were uploaded; as above."""
    return _deleted(store, "upload", upload, by=by, at=at)


def sweep(store: Store, *, by: str, at: datetime) -> Swept:
    """Take away what is past its end, and say in the log what went. The log itself stays whole."""
    with store.writing() as db:
        done, gone = _sweep(db, at)
        if done.any:
            told = {f.name: getattr(done, f.name) for f in fields(done) if f.name != "files"}
            told |= {"ids": gone, "years": years_kept(db)}
            append(db, at=instant(at), actor=by, action="swept", object="keeping", after=told)
    return replace(done, files=_unused_files(store))


def _deleted(store: Store, kind: str, ident: str, *, by: str, at: datetime) -> Swept:
    done = Swept()
    with store.writing() as db:
        why = _why_kept(db, kind, ident, at)
        if why:
            told = {"why": why}
            append(db, at=instant(at), actor=by, action="deletion refused", object=f"{kind} {ident}", after=told)
        else:
            done = _go(db, [ident], [], []) if kind == "review" else _go(db, [], [], [ident])
            append(db, at=instant(at), actor=by, action="deleted", object=f"{kind} {ident}")
    if why:
        raise StillKept(why, where=f"{kind} {ident}")
    return replace(done, files=_unused_files(store))


def _why_kept(db: Connection, kind: str, ident: str, at: datetime) -> str:
    table = reviews if kind == "review" else uploads
    since = db.execute(select(table.c.at).where(table.c.id == ident)).scalar()
    if since is None:
        raise UsageError(f"no such {kind}", value=ident)
    until = kept_until(db, since)
    if at.astimezone(UTC).date() <= until:
        return f"it is kept until {until.isoformat()}"
    if kind == "review" and db.execute(select(cases.c.id).where(cases.c.review == ident)).first():
        return "a case stands on it"
    if kind == "upload" and db.execute(select(reviews.c.id).where(reviews.c.upload == ident)).first():
        return "a review was made of it"
    return ""


def _sweep(db: Connection, at: datetime) -> tuple[Swept, dict[str, list[str]]]:
    def over(since: str) -> bool:
        return at.astimezone(UTC).date() > kept_until(db, since)

    last = _last_of_cases(db)
    every = db.execute(select(cases.c.id, cases.c.review, cases.c.state)).all()
    gone_cases = {c.id for c in every if c.state not in _WAITING and over(last[c.id])}
    old_cases = sorted(gone_cases)
    held = {c.review for c in every if c.id not in gone_cases}
    made = db.execute(select(reviews.c.id, reviews.c.upload, reviews.c.at)).all()
    old_reviews = [r.id for r in made if r.id not in held and over(r.at)]
    gone = set(old_reviews)
    used = {r.upload for r in made if r.id not in gone}
    came = db.execute(select(uploads.c.id, uploads.c.at)).all()
    old_uploads = [u.id for u in came if u.id not in used and over(u.at)]
    done = _go(db, old_reviews, old_cases, old_uploads)
    return done, {"reviews": old_reviews, "cases": old_cases, "uploads": old_uploads}


def _last_of_cases(db: Connection) -> dict[str, str]:
    """Of each case the time of the last that happened in it, or of the last review that found it, whichever is later."""
    last: dict[str, str] = {}
    for case, at in _times_of_cases(db):
        last[case] = max(last.get(case, ""), at)
    return last


def _times_of_cases(db: Connection) -> Iterator[tuple[str, str]]:
    asked = [
        select(cases.c.id, cases.c.moved_at),
        select(cases.c.id, reviews.c.at).join_from(cases, reviews, cases.c.review == reviews.c.id),
        *(select(t.c.case, func.max(t.c.at)).group_by(t.c.case) for t in (case_events, attachments)),
        select(questions.c.case, func.max(questions.c.asked_at)).group_by(questions.c.case),
        select(questions.c.case, func.max(questions.c.answered_at)).group_by(questions.c.case),
    ]
    for one in asked:
        yield from ((case, at) for case, at in db.execute(one))


def _go(db: Connection, old_reviews: Sequence[str], old_cases: Sequence[str], old_uploads: Sequence[str]) -> Swept:
    laid = _delete(db, attachments, attachments.c.case, old_cases)
    for table in (questions, case_events, moved_findings):
        _delete(db, table, table.c.case, old_cases)
    went = _delete(db, cases, cases.c.id, old_cases)
    for table in (findings, ships):
        _delete(db, table, table.c.review, old_reviews)
    gone = _delete(db, reviews, reviews.c.id, old_reviews)
    return Swept(gone, went, _delete(db, uploads, uploads.c.id, old_uploads), laid)


def _delete(db: Connection, table: Table, column: Any, those: Sequence[str]) -> int:
    starts = range(0, len(those), _AT_ONCE)
    return sum(db.execute(delete(table).where(column.in_(those[s : s + _AT_ONCE]))).rowcount for s in starts)


def _unused_files(store: Store) -> int:
    """Take away files that no upload and no case names any more; how many. Nobody can bring one meanwhile."""
    count = 0
    with store.writing() as db:
        used = set(db.execute(select(attachments.c.sha256)).scalars())
        for text in db.execute(select(uploads.c.files)).scalars():
            used |= {one["sha256"] for one in json.loads(text)}
        for path in store.files.iterdir():
            if _HASH.fullmatch(path.name) and path.name not in used:
                path.unlink()
                count += 1
    return count
