"""An exported folder checked: by itself, and against the log of the desk that it came from, where that is at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from offing.desk.sealed import LOG, MANIFEST, Differs, differs, records_differ
from offing.desk.store import Store
from offing.desk.tables import log


def checked(folder: Path, store: Store | None) -> dict[str, Any]:
    """`{ok, files, records, differs, why, log}`; `differs` is the first file that is not what was exported."""
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
    """Records are held against those of the same number here; where the first is another's, it is another desk's log."""
    end = exported["head"]
    seals = [(r["n"], r["hash"]) for r in exported["records"]] + ([(end["n"], end["hash"])] if end["n"] else [])
    here = {n: db.execute(select(log.c.hash).where(log.c.n == n)).scalar() for n, _ in seals}
    wrong = [n for n, sealed in seals if here[n] != sealed]
    if not wrong:
        return f"it agrees with the desk's log here up to record {end['n']:,}", None
    if len(wrong) == len(seals):
        return "the desk here has another log", None
    return "", Differs(LOG, f"record {wrong[0]} is not the one that the desk's log has here")
