"""Whether what the desk keeps beside its log is what the log says: cases, books, reviews, accounts, and files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from offing.desk.case_whole import cases_astray
from offing.desk.files import load
from offing.desk.log import canonical
from offing.desk.logged import Logged, beside, ident, logged, said
from offing.desk.reviews import findings_digest, told_digest
from offing.desk.store import Store
from offing.desk.tables import accounts, attachments, books, keeping, keys, reviews, uploads
from offing.desk.words import held
from offing.errors import StoreError


def astray(store: Store, db: Connection) -> Iterator[str]:
    """One line for each thing that is not what the log says, or what was kept; none where all is.

    What was erased, swept or deleted, and is said so in the log, is not astray.
    """
    log = logged(db)
    yield from cases_astray(db, log)
    yield from _uploads_differ(db, log)
    yield from _reviews_differ(db, log)
    yield from _people_differ(db, log)
    yield from _years_differ(db, log)
    for digest, what in sorted(_files(db).items()):
        try:
            load(store.files, digest)
        except StoreError as error:
            yield f"{what}: {error.what}"


def _uploads_differ(db: Connection, log: Logged) -> Iterator[str]:
    told: dict[str, dict[str, Any]] = {}
    for record in log.records["book added"]:
        named = said(record) or {}
        name = held(named["name"]) if "name" in named else None
        told[ident(record)] = {"name": name, "role": named.get("role"), "created_at": record["at"]}
    yield from beside("book", {r["id"]: r for r in db.execute(select(books)).mappings()}, told, log)
    told = {}
    for record in log.records["book uploaded"]:
        if (body := said(record)) is not None:
            files = canonical(body["files"])
            told[body["upload"]] = {"book": ident(record), "files": files, "at": record["at"], "by": record["actor"]}
    rows = {r["id"]: r for r in db.execute(select(uploads)).mappings()}
    yield from beside("upload", rows, told, log, sum(bool(r["erased"]) for r in log.records["book uploaded"]))


def _reviews_differ(db: Connection, log: Logged) -> Iterator[str]:
    """What was found is laid beside the digests of it; records of an older Offing have none."""
    columns = [c for c in reviews.c if c.name not in ("told", "progress", "why")]
    rows: dict[str, dict[Any, Any]] = {
        r["id"]: {**r, "end": r["state"] == "done"} for r in db.execute(select(*columns)).mappings()
    }
    told: dict[str, dict[str, Any]] = {}
    for record in log.records["review ordered"]:
        body = said(record) or {}
        ordered = {name: body.get(name) for name in ("book", "upload", "as_of")}
        told[ident(record)] = {**ordered, "at": record["at"], "by": record["actor"], "end": False}
    for record in log.records["review done"]:
        one, body = ident(record), said(record) or {}
        ground = json.loads(record["ground"])
        engine = ground.pop("engine", None)
        told[one] = {**told.get(one, {}), "end": True, "engine": engine, "lists": canonical(ground)}
        if one in rows and "findings_sha256" in body:
            rows[one] |= {"findings": findings_digest(db, one), "words": told_digest(db, one)}
            told[one] |= {"findings": body["findings_sha256"], "words": body["told_sha256"]}
    yield from beside("review", rows, told, log)


def _people_differ(db: Connection, log: Logged) -> Iterator[str]:
    told: dict[str, dict[str, Any]] = {}
    changes = [*log.records["account added"], *log.records["account changed"]]
    for record in sorted(changes, key=lambda r: r["n"]):
        body = said(record) or {}
        name = held(body["name"]) if "name" in body else None
        told[ident(record)] = {"name": name, "role": body.get("role"), "active": body.get("active")}
    rows: dict[str, dict[Any, Any]] = {
        r["id"]: {**r, "active": bool(r["active"])} for r in db.execute(select(accounts)).mappings()
    }
    yield from beside("account", rows, told, log)
    ended = {ident(r) for r in log.records["key ended"]}
    told = {}
    for record in log.records["key made"]:
        label = (said(record) or {}).get("label")
        told[ident(record)] = {
            "account": record["actor"], "label": held(label) if label else None, "made_at": record["at"],
            "active": ident(record) not in ended,
        }  # fmt: skip
    rows = {r["id"]: {**r, "active": bool(r["active"])} for r in db.execute(select(keys)).mappings()}
    yield from beside("key", rows, told, log)


def _years_differ(db: Connection, log: Logged) -> Iterator[str]:
    """The years may not be set where no record tells of them."""
    here = db.execute(select(keeping.c.years)).scalar()
    last = log.records["keeping set"][-1:]
    told = (said(last[0]) or {"years": here}).get("years") if last else None
    if here != told:
        yield f"keeping: the desk keeps for {here or 'the usual'} years, and the log says {told or 'the usual'}"


def _files(db: Connection) -> dict[str, str]:
    """Hash of each file that is kept → whose it is."""
    found = {
        r.sha256: f"attachment {r.id}" for r in db.execute(select(attachments.c.id, attachments.c.sha256)) if r.sha256
    }
    for row in db.execute(select(uploads.c.id, uploads.c.files)):
        found |= {f["sha256"]: f"upload {row.id}, {f['name']}" for f in json.loads(row.files)}
    return found
