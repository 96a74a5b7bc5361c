"""Reviews in the queue, step by step: each step asks for the state before it, so that no two workers make the same review."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from offing.desk.log import append
from offing.desk.tables import reviews
from offing.desk.times import instant

_MOST_PROGRESS, _MOST_WHY = 300, 2000


def waiting(db: Connection) -> str | None:
    """The review that was ordered first of those in the queue."""
    asked = select(reviews.c.id).where(reviews.c.state == "queued").order_by(reviews.c.at, reviews.c.id).limit(1)
    found: str | None = db.execute(asked).scalar()
    return found


def take(db: Connection, review: str) -> bool:
    """From queued to running; False where somebody else has taken it."""
    return _step(db, review, "queued", state="running", progress="reading the book", why="")


def progress(db: Connection, review: str, words: str) -> bool:
    """How far a running review is; False where it is not running."""
    return _step(db, review, "running", progress=words[:_MOST_PROGRESS])


def is_running(db: Connection, review: str) -> bool:
    return db.execute(select(reviews.c.state).where(reviews.c.id == review)).scalar() == "running"


def fail(db: Connection, review: str, why: str, *, at: datetime) -> bool:
    """From running to failed, which the log tells with the reason; False, and nothing changed, where it is not running."""
    if not _step(db, review, "running", state="failed", progress="", why=why[:_MOST_WHY]):
        return False
    by = db.execute(select(reviews.c.by).where(reviews.c.id == review)).scalar() or ""
    told = {"why": why[:_MOST_WHY]}
    append(db, at=instant(at), actor=by, action="review failed", object=f"review {review}", after=told)
    return True


def put_back(db: Connection, review: str = "") -> int:
    """From running to queued: one review, or all that a server left so that is no more. How many."""
    those = update(reviews).where(reviews.c.state == "running")
    if review:
        those = those.where(reviews.c.id == review)
    return db.execute(those.values(state="queued", progress="waiting")).rowcount


def _step(db: Connection, review: str, before: str, **values: str) -> bool:
    here = (reviews.c.id == review) & (reviews.c.state == before)
    return db.execute(update(reviews).where(here).values(**values)).rowcount == 1
