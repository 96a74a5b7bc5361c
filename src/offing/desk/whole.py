"""Whether what the desk keeps beside its log is what the log says: the events of cases, where cases stand, and files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from offing.desk.files import load
from offing.desk.log import records
from offing.desk.store import Store
from offing.desk.tables import attachments, case_events, cases, uploads
from offing.errors import StoreError

_NO_EVENT = ("case opened", "case exported")
_MOVES = ("proposed", "confirmed", "refused", "reopened", "asked", "letter")
_AT_ONCE = 1000


def astray(store: Store, db: Connection) -> Iterator[str]:
    """One line for each case and each file that is not what the log says, or what was kept; none where all is."""
    for case in db.execute(select(cases.c.id, cases.c.state, cases.c.disposition).order_by(cases.c.id)).all():
        told = select(case_events).where(case_events.c.case == case.id).order_by(case_events.c.n)
        events = db.execute(told).mappings().all()
        if why := _events_differ(db, case.id, events) or _stands_elsewhere(case.state, [e["kind"] for e in events]):
            yield f"case {case.id}: {why}"
    for digest, what in sorted(_files(db).items()):
        try:
            load(store.files, digest)
        except StoreError as error:
            yield f"{what}: {error.what}"


def _events_differ(db: Connection, case: str, events: Sequence[RowMapping]) -> str:
    logged: list[dict[str, Any]] = []
    after = 0
    while more := records(db, object=f"case {case}", after=after, limit=_AT_ONCE):
        logged += [r for r in more if r["action"].startswith("case ") and r["action"] not in _NO_EVENT]
        after = more[-1]["n"]
    for n, (event, record) in enumerate(zip(events, logged, strict=False), 1):
        told = (event["n"], f"case {event['kind']}", event["at"], event["by"])
        if told != (n, record["action"], record["at"], record["actor"]):
            return f"event {n} is not what record {record['n']} of the log says"
        body = (
            json.dumps({"erased": record["erased"]}, separators=(",", ":"))
            if record["erased"]
            else record["kept_after"]
        )
        if event["body"] != body:
            return f"what event {n} says is not what record {record['n']} of the log says"
    if len(events) != len(logged):
        return f"it has {len(events)} events, and the log tells of {len(logged)}"
    return ""


def _stands_elsewhere(state: str, kinds: Sequence[str]) -> str:
    last = next((k for k in reversed(kinds) if k in _MOVES), "")
    decided = {"confirmed": ("closed", "escalated"), "proposed": ("proposed",)}.get(last, ("open", "asked"))
    return "" if state in decided else f"it is {state}, and its events say {' or '.join(decided)}"


def _files(db: Connection) -> dict[str, str]:
    """Hash of each file that is kept → whose it is."""
    found = {
        r.sha256: f"attachment {r.id}" for r in db.execute(select(attachments.c.id, attachments.c.sha256)) if r.sha256
    }
    for row in db.execute(select(uploads.c.id, uploads.c.files)):
        found |= {f["sha256"]: f"upload {row.id}, {f['name']}" for f in json.loads(row.files)}
    return found
