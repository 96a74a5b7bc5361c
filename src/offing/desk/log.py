"""The audit log: only ever added to, each record sealed by the hash of the one before.

A record holds when, who, what was done to what, on which versions of lists and rules it stood, and digests of the state
before and after. The states themselves stand beside it under a salt of their own, so that what names a person can be
erased: the digest stays, the words do not, and the chain still verifies.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from offing.desk.digests import digest_of
from offing.desk.tables import log, log_contents, log_head

FIRST = "0" * 64
"""What the first record takes for the hash of the one before."""
ERASED = "erase"
"""The action of a record that says which contents are gone."""
_AT_ONCE = 1000
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Broken:
    """The first record at which the log no longer proves itself; `n` is 0 where it is the head that does not fit."""

    n: int
    why: str


def canonical(value: Any) -> str:
    """JSON that is the same for the same value, and that both databases can hold: half of a surrogate pair is escaped."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def append(
    db: Connection,
    *,
    at: str,
    actor: str,
    action: str,
    object: str,
    before: Any = None,
    after: Any = None,
    ground: Mapping[str, str] | None = None,
) -> int:
    """Add a record within the change that it records: both are kept or neither. Its number, from 1.

    `actor` is an account's id, `object` says the kind and id of what was touched (`case 7f3a…`); no words of a person's.
    """
    head = db.execute(select(log_head.c.n, log_head.c.hash)).one_or_none()
    n, prev = (head.n + 1, head.hash) if head else (1, FIRST)
    salt = secrets.token_hex(16)
    states = [canonical(state) if state is not None else "" for state in (before, after)]
    digests = [_digest(salt, state) for state in states]
    values = {
        "n": n, "at": at, "actor": actor, "action": action, "object": object,
        "before": digests[0], "after": digests[1], "ground": canonical(ground or {}), "prev": prev,
    }  # fmt: skip
    sealed = _seal(values)
    db.execute(insert(log).values(**values, hash=sealed))
    db.execute(insert(log_contents).values(n=n, salt=salt, before=states[0], after=states[1], erased=0))
    if head:
        db.execute(update(log_head).values(n=n, hash=sealed))
    else:
        db.execute(insert(log_head).values(one=1, n=n, hash=sealed))
    return n


def verify(db: Connection) -> Broken | None:
    """None where every record follows from the one before and holds the contents it says; else the first that does not."""
    prev, last = FIRST, 0
    erasures: dict[int, int] = {}
    for record in _records(db):
        n = record["n"]
        if n != last + 1:
            return Broken(last + 1, f"the record is missing; the next there is number {n}")
        if record["prev"] != prev:
            return Broken(n, "it does not follow from the record before")
        if why := fault_of(record):
            return Broken(n, why)
        if record["erased"]:
            erasures[n] = record["erased"]
        prev, last = record["hash"], n
    end = db.execute(select(log_head.c.n, log_head.c.hash)).one_or_none()
    if (end.n, end.hash) != (last, prev) if end else last != 0:
        told = end.n if end else 0
        return Broken(min(last, told) + 1 if told != last else 0, f"the log ends at {last} and should end at {told}")
    return _unsaid(db, erasures)


def fault_of(record: Mapping[str, Any] | RowMapping) -> str:
    """What does not fit in a record with its contents, looked at alone; "" where all fits."""
    if record["hash"] != _seal(record):
        return "the record is not what was sealed"
    if record["salt"] is None:
        return "its contents are missing"
    if record["erased"]:
        there = record["salt"] or record["kept_before"] or record["kept_after"]
        return "its contents are said to be erased and are there" if there else ""
    for state in ("before", "after"):
        if _digest(record["salt"], record[f"kept_{state}"]) != record[state]:
            return f"what is kept as the state {state} is not what was sealed"
    return ""


def head(db: Connection) -> tuple[int, str]:
    """Number and hash of the last record; (0, `FIRST`) of an empty log."""
    found = db.execute(select(log_head.c.n, log_head.c.hash)).one_or_none()
    return (found.n, found.hash) if found else (0, FIRST)


def identity(db: Connection) -> str:
    """Hash of the first record, by which a desk is known; "" of an empty log."""
    return db.execute(select(log.c.hash).where(log.c.n == 1)).scalar() or ""


def erase(
    db: Connection,
    numbers: list[int],
    *,
    at: str,
    actor: str,
    object: str,
    why: str,
    more: Mapping[str, Any] | None = None,
) -> int:
    """Take the contents of records away and say so in a new one, whose number is returned. The chain stays whole.

    `more`: what else was emptied on this ground, elsewhere than in the log.
    """
    told = {"records": sorted(numbers), "why": why, **(more or {})}
    said = append(db, at=at, actor=actor, action=ERASED, object=object, after=told)
    db.execute(
        update(log_contents).where(log_contents.c.n.in_(numbers)).values(salt="", before="", after="", erased=said)
    )
    return said


def records(
    db: Connection, *, object: str = "", actions: Sequence[str] = (), after: int = 0, limit: int = _AT_ONCE
) -> list[dict[str, Any]]:
    """Records with their contents, in order, of one object or of all, of some actions or of all, behind number `after`."""
    asked = _joined().where(log.c.n > after).order_by(log.c.n).limit(limit)
    if object:
        asked = asked.where(log.c.object == object)
    if actions:
        asked = asked.where(log.c.action.in_(actions))
    return [dict(row) for row in db.execute(asked).mappings()]


def length(db: Connection) -> int:
    """How many records the log holds."""
    return db.execute(select(func.count()).select_from(log)).scalar() or 0


def _joined() -> Any:
    kept = log_contents
    return select(
        log, kept.c.salt, kept.c.before.label("kept_before"), kept.c.after.label("kept_after"), kept.c.erased
    ).select_from(log.outerjoin(kept, kept.c.n == log.c.n))


def _records(db: Connection) -> Iterator[RowMapping]:
    yield from db.execution_options(yield_per=_AT_ONCE).execute(_joined().order_by(log.c.n)).mappings()


def _unsaid(db: Connection, erasures: Mapping[int, int]) -> Broken | None:
    """The first record that is empty although no record of an erasure names it."""
    named: dict[int, set[int]] = {}
    for n in set(erasures.values()):
        row = db.execute(_joined().where(log.c.n == n)).mappings().one_or_none()
        told = json.loads(row["kept_after"] or "{}") if row is not None and row["action"] == ERASED else {}
        named[n] = set(told.get("records", ()))
    bare = [n for n, said in erasures.items() if n not in named[said]]
    return Broken(min(bare), "its contents are gone and no record says that they were erased") if bare else None


def _digest(salt: str, state: str) -> str:
    return digest_of(f"{salt}\0{state}")


def _seal(record: Mapping[str, Any] | RowMapping) -> str:
    told = [record[k] for k in ("n", "at", "actor", "action", "object", "before", "after", "ground", "prev")]
    return digest_of(canonical(told))
