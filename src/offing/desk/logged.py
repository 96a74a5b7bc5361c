"""The log's records of what stands in the tables: who is known by it, what went, and what was emptied."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from offing.desk.log import ERASED, records

Record = Mapping[str, Any]

_TOLD = (
    "case opened", "book added", "book uploaded", "review ordered", "review done", "account added", "account changed",
    "key made", "key ended", "keeping set", "swept", "deleted", ERASED,
)  # fmt: skip
_SWEPT = {"cases": "case", "reviews": "review", "uploads": "upload"}
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Logged:
    """`records` are those of each action, in order; `gone` are objects (`case 7f3a…`) that were swept or deleted.

    `events` are those whose words were erased, each with what is left of it; `emptied` the ids of letters and files.
    `unread` is set where a sweep's own contents were erased: what it took away is not known any more.
    """

    records: Mapping[str, Sequence[Record]]
    gone: frozenset[str]
    events: Mapping[tuple[str, int], Mapping[str, Any]]
    emptied: frozenset[str]
    unread: bool


def logged(db: Connection) -> Logged:
    found: dict[str, list[Record]] = {action: [] for action in _TOLD}
    gone: set[str] = set()
    events: dict[tuple[str, int], Mapping[str, Any]] = {}
    emptied: set[str] = set()
    unread = False
    for record in every(db, actions=_TOLD):
        found[record["action"]].append(record)
        told = said(record)
        if record["action"] == "deleted":
            gone.add(record["object"])
        elif record["action"] == "swept":
            unread |= told is None
            gone |= {f"{_SWEPT[k]} {i}" for k, ids in (told or {}).get("ids", {}).items() if k in _SWEPT for i in ids}
        elif record["action"] == ERASED and told is not None:
            events |= {(case, n): {**left, "erased": record["n"]} for case, n, left in told.get("left", ())}
            emptied |= {*told.get("questions", ()), *told.get("attachments", ())}
    return Logged(found, frozenset(gone), events, frozenset(emptied), unread)


def every(db: Connection, *, object: str = "", actions: Sequence[str] = ()) -> Iterator[Record]:
    """All records of an object, or of some actions, in order."""
    after = 0
    while more := records(db, object=object, actions=actions, after=after, limit=_AT_ONCE):
        yield from more
        after = more[-1]["n"]


def said(record: Record, state: str = "after") -> dict[str, Any] | None:
    """What a record says of the state `after` or `before`; None where that was erased, or cannot be read."""
    if record["erased"]:
        return None
    try:
        told = json.loads(record[f"kept_{state}"] or "{}")
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def ident(record: Record) -> str:
    """The id of what a record is about."""
    return str(record["object"].partition(" ")[2])


def beside(
    what: str,
    rows: Mapping[str, Mapping[Any, Any]],
    told: Mapping[str, Mapping[str, Any]],
    log: Logged,
    spare: int = 0,
) -> Iterator[str]:
    """One line for each row that is not as the log tells it; a field that it tells as None is not known any more.

    `spare` rows more than are told may be there: as many as there are records of such whose contents were erased.
    """
    more = sorted(rows.keys() - told.keys())
    if len(more) > spare:
        yield from (f"{what} {one}: the log tells of none such" for one in more)
    for one, fields in sorted(told.items()):
        gone = f"{what} {one}" in log.gone
        row = rows.get(one)
        if row is None:
            if not gone and not log.unread:
                yield f"{what} {one}: it is missing, and the log does not say that it went"
        elif gone:
            yield f"{what} {one}: it is there, and the log says that it went"
        else:
            yield from (
                f"{what} {one}: its {name} is not what the log says"
                for name, value in fields.items()
                if value is not None and row[name] != value
            )
