"""The index file: every version of every list, append-only, in SQLite.

An entry's text is stored once per distinct text with the span of versions in which it stood, so storage grows with
what changed. Nothing is ever overwritten: a new version closes spans and opens others.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from offing.errors import StoreError
from offing.reading.again import Carried
from offing.records.codec import encode
from offing.records.entity import Entity
from offing.snapshots import Snapshot

SCHEMA = 1
_MEND = "Delete it and run `offing update`"
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS versions (
  seq INTEGER PRIMARY KEY, dataset TEXT NOT NULL, version TEXT NOT NULL, form TEXT NOT NULL, dated TEXT NOT NULL,
  published TEXT, retrieved TEXT NOT NULL, url TEXT NOT NULL, sha256 TEXT NOT NULL, files TEXT NOT NULL,
  entries INTEGER NOT NULL, lacks TEXT NOT NULL, notes TEXT NOT NULL, UNIQUE (dataset, version));
CREATE TABLE IF NOT EXISTS refusals (
  id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, at TEXT NOT NULL, after_seq INTEGER NOT NULL, why TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS spans (
  id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, entry TEXT NOT NULL, hash TEXT NOT NULL,
  first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, at TEXT NOT NULL, at_seq INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS spans_by_dataset ON spans (dataset, last_seq);
"""
_SCHEMA_IS = f"INSERT OR IGNORE INTO meta VALUES ('schema', '{SCHEMA}');"  # noqa: S608 - our own number


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a list as the index knows it; `files` maps file names to SHA-256."""

    seq: int
    dataset: str
    version: str
    form: str
    dated: date
    published: date | None
    retrieved: str
    url: str
    sha256: str
    files: dict[str, str]
    entries: int
    lacks: tuple[str, ...]
    notes: tuple[str, ...]


def reader(path: Path) -> sqlite3.Connection:
    """A connection that only reads, for any thread; in a folder where nothing can be written, to the file as it stands."""
    how = "mode=ro" if os.access(path.parent, os.W_OK) else "immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=30, check_same_thread=False)


@contextmanager
def opened(path: Path, *, to_read: bool = False) -> Iterator[sqlite3.Connection]:
    """The index, made if it is not there, unless `to_read`. Raises StoreError for another schema or a damaged file."""
    try:
        if not to_read:
            path.parent.mkdir(parents=True, exist_ok=True)
        with closing(reader(path) if to_read else sqlite3.connect(path, timeout=30)) as db:
            _set_up(db, path, make=not to_read)
            yield db
    except sqlite3.OperationalError as error:
        raise StoreError(
            f"the index cannot be used: {error}",
            where=str(path),
            hint="Is another Offing writing to it, is the disk full, may this user write there?",
        ) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"the index cannot be read: {error}", where=str(path), hint=_MEND) from error


def _set_up(db: sqlite3.Connection, path: Path, *, make: bool) -> None:
    there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is not None
    if make:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        if not there:
            # all or nothing: tables without their schema's number would be another Offing's index
            db.executescript(f"BEGIN IMMEDIATE; {_TABLES} {_SCHEMA_IS} COMMIT;")
            there = True
    found = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() if there else None
    if found is None or found[0] != str(SCHEMA):
        raise StoreError(
            f"the index has schema {found[0] if found else 'unknown'}, this Offing {SCHEMA}",
            where=str(path),
            hint=_MEND,
        )


def versions(db: sqlite3.Connection, dataset: str | None = None) -> list[Version]:
    """Versions held, by dataset and day, oldest first."""
    where, values = ("WHERE dataset = ?", [dataset]) if dataset else ("", [])
    columns = "seq, dataset, version, form, dated, published, retrieved, url, sha256, files, entries, lacks, notes"
    rows = db.execute(f"SELECT {columns} FROM versions {where} ORDER BY dataset, dated, seq", values)  # noqa: S608
    try:
        return [_version(row) for row in rows]
    except (ValueError, TypeError) as error:
        raise StoreError(f"the index holds a damaged version: {error}", where=dataset or "", hint=_MEND) from error


def _version(row: tuple[Any, ...]) -> Version:
    seq, name, version, form, dated, published, retrieved, url, sha, files, entries, lacks, notes = row
    return Version(
        seq, name, version, form, date.fromisoformat(dated), date.fromisoformat(published) if published else None,
        retrieved, url, sha, json.loads(files), entries, tuple(json.loads(lacks)), tuple(json.loads(notes)),
    )  # fmt: skip


def add_version(
    db: sqlite3.Connection,
    snapshot: Snapshot,
    entities: Sequence[Entity],
    lacks: Sequence[str] = (),
    notes: Sequence[str] = (),
    carried: Sequence[Carried] = (),
) -> bool:
    """Append a version in one transaction; False when the same version is already held.

    `carried` are the entries that stand as in the version before (`standing`); StoreError is raised where one does not, and
    for a version dated before one already held: history is appended, not inserted.
    """
    held = versions(db, snapshot.dataset)
    if any(v.version == snapshot.version for v in held):
        return False
    if held and snapshot.dated < held[-1].dated:
        raise StoreError(
            f"{snapshot.version} is older than {held[-1].version}, which is already held",
            where=snapshot.dataset,
            hint="Load versions oldest first, or into a home of their own",
        )
    with db:
        seq = db.execute(
            "INSERT INTO versions"
            " (dataset, version, form, dated, published, retrieved, url, sha256, files, entries, lacks, notes)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                snapshot.dataset, snapshot.version, snapshot.form, snapshot.dated.isoformat(),
                snapshot.published.isoformat() if snapshot.published else None, snapshot.retrieved, snapshot.url,
                snapshot.sha256, json.dumps(dict(snapshot.files), sort_keys=True), snapshot.entries,
                json.dumps(list(lacks)), json.dumps(list(notes), ensure_ascii=False),
            ),
        ).lastrowid  # fmt: skip
        previous = held[-1].seq if held else None
        _write_spans(db, snapshot.dataset, int(seq or 0), previous, entities, carried)
    return True


def standing(db: sqlite3.Connection, dataset: str, seq: int) -> dict[tuple[str, str], int]:
    """(entry, hash of its text) → row of the index, of the entries that stood in that version and in none after it."""
    rows = db.execute("SELECT id, entry, hash FROM spans WHERE dataset = ? AND last_seq = ?", (dataset, seq))
    return {(entry, digest): span for span, entry, digest in rows}


def _write_spans(
    db: sqlite3.Connection, dataset: str, seq: int, previous: int | None, entities: Sequence[Entity],
    carried: Sequence[Carried],
) -> None:  # fmt: skip
    """Extend the span of every entry whose text did not change, open one for the rest."""
    before = standing(db, dataset, previous) if previous is not None else {}
    extended: list[tuple[int, str, int, int]] = []
    opened_now: list[tuple[str, str, str, int, int, str, int, str]] = []
    for entity in entities:
        body = encode(entity)
        digest = hash_of(body)
        span = before.get((entity.entry, digest))
        if span is not None:
            extended.append((seq, entity.place.at, seq, span))
        else:
            opened_now.append((dataset, entity.entry, digest, seq, seq, entity.place.at, seq, body))
    for one in carried:
        if (span := before.get((one.entry, one.digest))) is None:
            raise StoreError(
                f"entry {one.entry} does not stand as it was read", where=dataset, hint="Update the list again"
            )
        extended.append((seq, one.at, seq, span))
    db.executemany("UPDATE spans SET last_seq = ?, at = ?, at_seq = ? WHERE id = ?", extended)
    db.executemany(
        "INSERT INTO spans (dataset, entry, hash, first_seq, last_seq, at, at_seq, body) VALUES (?,?,?,?,?,?,?,?)",
        opened_now,
    )


def hash_of(body: str) -> str:
    """What the index keeps beside an entry's text, by which a change or damage to it shows."""
    return hashlib.sha256(body.encode()).hexdigest()[:32]


def refuse(db: sqlite3.Connection, dataset: str, at: str, why: str) -> None:
    """Record that a newer feed was not taken; the version before it stays in use and every report says so."""
    with db:
        last = db.execute("SELECT COALESCE(MAX(seq), 0) FROM versions WHERE dataset = ?", (dataset,)).fetchone()[0]
        db.execute("INSERT INTO refusals (dataset, at, after_seq, why) VALUES (?,?,?,?)", (dataset, at, last, why))


def settle(db: sqlite3.Connection, dataset: str, at: str) -> None:
    """Record that the feed is the version in use once more: a refusal before it stands no longer."""
    if dataset in standing_refusals(db):
        refuse(db, dataset, at, "")


def standing_refusals(db: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """dataset → (when, why) of the last refused feed since the version in use, if any."""
    rows = db.execute(
        "SELECT r.dataset, r.at, r.why FROM refusals r WHERE r.after_seq ="
        " (SELECT COALESCE(MAX(seq), 0) FROM versions v WHERE v.dataset = r.dataset) ORDER BY r.id"
    )
    latest = {dataset: (at, why) for dataset, at, why in rows}
    return {dataset: (at, why) for dataset, (at, why) in latest.items() if why}
