"""A desk with two books' worth of people, for the tests of this folder. (A workbench, not a benchmark.)"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from offing.desk.accounts import Account, add_account
from offing.desk.reviews import add_book, finish, keep_upload, order_review
from offing.desk.store import Store, open_store
from offing.desk.tables import metadata

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"


def later(minutes: float) -> datetime:
    return AT + timedelta(minutes=minutes)


ADDRESS = ""
"""Of a PostgreSQL server, where a test is to run on it; SQLite otherwise."""
OPENED: list[Store] = []


def a_store(tmp_path: Path) -> Store:
    """An empty desk. On PostgreSQL there is one at a time."""
    store = open_store(tmp_path / "desk", ADDRESS)
    OPENED.append(store)
    if ADDRESS:
        with store.engine.begin() as db:
            names = ", ".join(f'"{t.name}"' for t in metadata.sorted_tables if t.name != "desk")
            db.execute(text(f"TRUNCATE {names}"))
    return store


def an_account(db: Connection, name: str, role: str = "reviewer") -> Account:
    return add_account(db, name, role, PASSWORD, at=AT)


def an_evidence(source: str, place: str, quote: str, *, version: str = "", sha256: str = "") -> dict[str, Any]:
    told = {"source": source, "version": version, "sha256": sha256, "place": place, "quote": quote}
    return {**told, "retrieved": "", "url": ""}


def a_finding(**more: Any) -> dict[str, Any]:
    """A finding as findings.json has it; keys of `more` replace its own."""
    finding: dict[str, Any] = {
        "id": "00000000000000f1", "kind": "LIST", "check": "listed_party",
        "subject": {"sheet": "parties", "row": 2, "column": "name", "id": "P1", "label": "DALIAN HAIBO"},
        "says": "possible match: name only", "strength": "possible", "stops": False,
        "status": [{
            "rung": "blocked", "authority": "US", "list": "us_ofac_sdn", "entry": "26243", "name": "DALIAN HAIBO",
            "program": ["DPRK4"], "from": "2019-03-21", "to": None, "wording": "", "words": "on US blocking list", "binds": "",
            "measure": "", "legal_basis": "", "confidence": "",
        }],
        "event_date": None, "known_from": "2019-03-21", "as_of": "2026-03-02",
        "evidence": [
            an_evidence("book", "parties row 2", "DALIAN HAIBO"),
            an_evidence("us_ofac_sdn", "SDN.CSV", "26243 DALIAN HAIBO", version="2026-03-01", sha256="ab"),
        ],
        "innocent": ["a namesake"], "settle": ["its registration number"],
        "rule": {"id": "listed_party", "version": "1", "basis": "list", "params": {}}, "detail": {}, "where": [],
    }  # fmt: skip
    return {**finding, **more}


def a_document(*findings: dict[str, Any], version: str = "2026-03-01") -> dict[str, Any]:
    used = {
        "dataset": "us_ofac_sdn",
        "version": version,
        "sha256": "ab",
        "published": version,
        "entries": 1,
        "state": "fresh",
        "age_days": 1,
    }
    review = {
        "engine": "offing 0", "as_of": "2026-03-02", "role": "", "lists": [used], "not_checked": [], "complete": True,
        "book": {"name": "Book", "rows": {"parties": 1}, "files": [], "unmapped": [], "mapped": [], "problems": []},
        "checks": ["listed_party"], "set_aside": [], "none_found": "No entry was found.", "bundled_notice": "", "checklist": [],
    }  # fmt: skip
    return {"review": review, "findings": list(findings)}


def a_review(
    store: Store,
    db: Connection,
    by: Account,
    *findings: dict[str, Any],
    book: str = "",
    version: str = "2026-03-01",
    at: datetime = AT,
) -> tuple[str, str]:
    """A finished review of a book that holds these findings: (book, review)."""
    kept = book or add_book(db, "Book", by, at=AT).id
    upload = keep_upload(store, db, kept, [("parties.csv", b"name\nDALIAN HAIBO\n")], by, at=AT)
    review = order_review(db, kept, upload, "2026-03-02", by, at=at)
    finish(db, review, a_document(*findings, version=version), at=at + timedelta(minutes=1))
    return kept, review
