"""A case as the log tells it, from its first record on, laid beside the rows that say where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from offing.desk.digests import digest_of
from offing.desk.log import canonical
from offing.desk.logged import Logged, Record, beside, every, ident, said
from offing.desk.tables import attachments, case_events, cases, findings, questions, reviews
from offing.desk.words import held

_NO_EVENT = ("case opened", "case exported")
_UNDECIDED = {"state": "open", "disposition": "", "reason": "", "proposed_by": "", "confirmed_by": ""}
_FIELDS = cases.c.keys()


def cases_astray(db: Connection, log: Logged) -> Iterator[str]:
    """One line for each thing about cases, their events, files and letters that is not what the log says."""
    opened = {ident(r): r for r in log.records["case opened"]}
    rows = {r["id"]: r for r in db.execute(select(cases)).mappings()}
    book_of = {r.id: r.book for r in db.execute(select(reviews.c.id, reviews.c.book))}
    done: dict[str, list[tuple[int, str]]] = {}
    for record in log.records["review done"]:
        done.setdefault(book_of.get(ident(record), ""), []).append((record["n"], ident(record)))
    told: dict[str, dict[str, Any]] = {case: {} for case in opened}
    lines: list[str] = []
    for case in sorted(opened.keys() & rows.keys()):
        its = [r for r in every(db, object=f"case {case}") if r["action"].startswith("case ")]
        its = [r for r in its if r["action"] not in _NO_EVENT]
        told[case] = _stands(opened[case], its) | _found(db, opened[case], its, done.get(rows[case]["book"], ()))
        if why := _events_differ(db, case, its, log):
            lines.append(f"case {case}: {why}")
        lines += _files_differ(db, case, its, log)
        lines += _letters_differ(db, case, its, log)
    yield from beside("case", rows, told, log)
    yield from lines


def _stands(opened: Record, its: Sequence[Record]) -> dict[str, Any]:
    """The fields of a case after its events; None where an erasure took the words away."""
    first = said(opened) or {}
    told: dict[str, Any] = {name: first.get(name) for name in _FIELDS}
    out = 0
    for record in its:
        kind, body = record["action"].removeprefix("case "), said(record) or {}
        moved: dict[str, Any] = {"moved_at": record["at"]}
        if kind in ("proposed", "asked"):
            moved |= {"state": kind, "proposed_by": record["actor"], "confirmed_by": ""}
            moved |= {name: body.get(name) for name in ("disposition", "reason")}
        elif kind == "confirmed":
            decided = body.get("disposition", told["disposition"])
            state = None if decided is None else "escalated" if decided == "escalate" else "closed"
            moved |= {"state": state, "confirmed_by": record["actor"]}
        elif kind in ("refused", "reopened"):
            moved |= _UNDECIDED
        elif kind == "letter":
            out += 1
            moved |= {"state": "asked", "disposition": "ask"}
        elif kind == "answered":
            out -= 1
            was = (said(record, "before") or {}).get("state", told["state"])
            if out or was not in ("asked", None):
                continue
            back = {**moved, "state": "open", "disposition": ""}
            moved = back if was else dict.fromkeys(back)
        else:
            continue
        told |= moved
    return told


def _found(
    db: Connection, opened: Record, its: Sequence[Record], done: Sequence[tuple[int, str]]
) -> dict[str, str | None]:
    """Finding, review and facts of a case: of the last review of its book that found it."""
    moves = [(r["n"], said(r)) for r in its if r["action"] == "case moved"]
    first = said(opened)
    if first is None or any(body is None for _, body in moves):
        return dict.fromkeys(("finding", "review", "facts"))
    last = moves[-1][1]["to"] if moves and moves[-1][1] else first["finding"]
    for n, review in reversed(done):
        if n < opened["n"]:
            break
        there = first["finding"]
        for number, body in moves:
            if body and (number < n or body["review"] == review):
                there = body["to"]
        here = (findings.c.review == review) & (findings.c.id == there)
        facts = db.execute(select(findings.c.facts).where(here)).scalar()
        if facts is not None:
            return {"finding": last, "review": review, "facts": facts}
    return {"finding": last, "review": first["review"], "facts": first["facts"]}


def _events_differ(db: Connection, case: str, its: Sequence[Record], log: Logged) -> str:
    told = select(case_events).where(case_events.c.case == case).order_by(case_events.c.n)
    events = db.execute(told).mappings().all()
    for n, (event, record) in enumerate(zip(events, its, strict=False), 1):
        if (event["n"], f"case {event['kind']}", event["at"], event["by"]) != (
            n, record["action"], record["at"], record["actor"],
        ):  # fmt: skip
            return f"event {n} is not what record {record['n']} of the log says"
        if (case, n) in log.events:
            body: str = canonical(log.events[case, n])
        else:
            body = event["body"] if record["erased"] else record["kept_after"]
        if event["body"] != body:
            return f"what event {n} says is not what record {record['n']} of the log says"
    return "" if len(events) == len(its) else f"it has {len(events)} events, and the log tells of {len(its)}"


def _files_differ(db: Connection, case: str, its: Sequence[Record], log: Logged) -> Iterator[str]:
    told: dict[str, dict[str, Any]] = {}
    came = [r for r in its if r["action"] in ("case attached", "case reply")]
    for record in came:
        if (body := said(record)) is None:
            continue
        told[body["attachment"]] = {
            "name": held(body["name"]), "sha256": body["sha256"], "bytes": body["bytes"], "at": record["at"],
            "by": record["actor"],
        }  # fmt: skip
    gone = {"name": "", "sha256": "", "bytes": 0}
    told |= {one: told.get(one, {}) | gone for one in log.emptied & _ids(db, attachments, case)}
    rows = {r["id"]: r for r in db.execute(select(attachments).where(attachments.c.case == case)).mappings()}
    yield from beside("attachment", rows, told, log, sum(bool(r["erased"]) for r in came))


def _letters_differ(db: Connection, case: str, its: Sequence[Record], log: Logged) -> Iterator[str]:
    """A letter is laid beside its hash."""
    told: dict[str, dict[str, Any]] = {}
    lost, unknown = 0, False
    for record in its:
        body = said(record)
        if record["action"] == "case letter":
            lost += body is None
            if body is not None:
                told[body["question"]] = {
                    "to": held(body["to"]), "letter": body["letter_sha256"], "asked_at": record["at"], "due_at": body["due"],
                    "answered_at": "", "reply": "",
                }  # fmt: skip
        elif record["action"] == "case answered":
            unknown |= body is None
            if body is not None:
                answered = {"answered_at": record["at"], "reply": body["attachment"]}
                told[body["question"]] = told.get(body["question"], {}) | answered
    gone: dict[str, Any] = {"to": "", "letter": digest_of("")}
    told |= {one: told.get(one, {}) | gone for one in log.emptied & _ids(db, questions, case)}
    if unknown:
        told = {one: {k: v or None for k, v in x.items()} | _emptied(one, log, gone) for one, x in told.items()}
    rows = {
        r["id"]: {**r, "letter": digest_of(r["letter"])}
        for r in db.execute(select(questions).where(questions.c.case == case)).mappings()
    }
    yield from beside("letter", rows, told, log, lost)


def _emptied(one: str, log: Logged, gone: dict[str, Any]) -> dict[str, Any]:
    return gone if one in log.emptied else {}


def _ids(db: Connection, table: Table, case: str) -> set[str]:
    return set(db.execute(select(table.c.id).where(table.c.case == case)).scalars())
