"""An exported folder checked: by itself, and against the log of the desk that it came from, where that is at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from offing.desk.sealed import LOG, MANIFEST, Differs, differs, records_differ
from offing.desk.store import Store
from offing.desk.tables import cases, log, reviews

ANOTHER = "the desk here is another: nothing in the folder was laid beside its log"


def checked(folder: Path, store: Store | None) -> dict[str, Any]:
    """`{ok, files, records, differs, why, log}`; `differs` is the first file that is not what was exported.

    `log` says what the folder was laid beside: nothing, the log of its own desk, or none because the desk is another.
    """
    broken = differs(folder) or records_differ(folder)
    told: dict[str, Any] = {"ok": broken is None, "files": 0, "records": 0, "differs": "", "why": "", "log": ""}
    if broken is None:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        exported = json.loads((folder / LOG).read_bytes())
        told |= {"files": len(files), "records": len(exported["records"]), "log": "not laid beside a desk's log"}
        if store is not None:
            with store.reading() as db:
                told["log"], broken = _against(db, exported)
    if broken is not None:
        told |= {"ok": False, "differs": broken.file, "why": broken.why}
    return told


def _against(db: Connection, exported: dict[str, Any]) -> tuple[str, Differs | None]:
    """Records are held against those of the same number here, where the desk here is the one that they came from."""
    end = exported["head"]
    seals = [(r["n"], r["hash"]) for r in exported["records"]] + ([(end["n"], end["hash"])] if end["n"] else [])
    first = exported.get("desk", "")
    seals = [(1, first), *seals] if first else seals
    here = {n: db.execute(select(log.c.hash).where(log.c.n == n)).scalar() for n, _ in seals}
    wrong = [n for n, sealed in seals if here[n] != sealed]
    if not wrong:
        return f"it agrees with the desk's log here up to record {end['n']:,}", None
    if len(wrong) == len(seals) and not _has(db, {r["object"] for r in exported["records"]}):
        return ANOTHER, None
    if here[wrong[0]] is None:
        return "", Differs(LOG, f"record {wrong[0]} is not in the desk's log here")
    return "", Differs(LOG, f"record {wrong[0]} is not the one that the desk's log has here")


def _has(db: Connection, objects: set[str]) -> bool:
    """Whether a case or review of these is kept here, or was."""
    for one in objects:
        kind, _, ident = one.partition(" ")
        table = {"case": cases, "review": reviews}.get(kind)
        if table is not None and (
            db.execute(select(table.c.id).where(table.c.id == ident)).first()
            or db.execute(select(log.c.n).where(log.c.object == one).limit(1)).first()
        ):
            return True
    return False
