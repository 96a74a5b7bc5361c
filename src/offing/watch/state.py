"""What is kept of the last review of a book so that the next need review only a part: one SQLite file a book.

After a whole review the file is written beside its place and moved there; after a part of one it is changed in a single
transaction. So a call killed at any moment leaves the one before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offing.book.model import Row
from offing.errors import StoreError
from offing.index.texts import Texts
from offing.records.dates import iso, parse_span

MAKE = 2
_TABLES = """
CREATE TABLE told (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE arrays (name TEXT PRIMARY KEY, kind TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE rows (n INTEGER PRIMARY KEY, sheet TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE refs (n INTEGER, m INTEGER, PRIMARY KEY (n, m)) WITHOUT ROWID;
CREATE TABLE reads (n INTEGER, g INTEGER, PRIMARY KEY (n, g)) WITHOUT ROWID;
CREATE TABLE members (g INTEGER, n INTEGER, PRIMARY KEY (g, n)) WITHOUT ROWID;
CREATE TABLE called (g INTEGER, n INTEGER, PRIMARY KEY (g, n)) WITHOUT ROWID;
CREATE TABLE nodes (g INTEGER, n INTEGER, part INTEGER, PRIMARY KEY (g, n)) WITHOUT ROWID;
CREATE TABLE days (day INTEGER, n INTEGER, PRIMARY KEY (day, n)) WITHOUT ROWID;
CREATE TABLE spans (n INTEGER PRIMARY KEY, first INTEGER, last INTEGER);
CREATE TABLE hits (n INTEGER, dataset TEXT, entry TEXT, running INTEGER, PRIMARY KEY (n, dataset, entry, running)) WITHOUT ROWID;
CREATE TABLE meant (n INTEGER PRIMARY KEY, mark INTEGER NOT NULL);
CREATE TABLE findings (id TEXT PRIMARY KEY, base TEXT NOT NULL, name TEXT NOT NULL, sheet TEXT NOT NULL, number INTEGER NOT NULL,
  worded INTEGER NOT NULL, body TEXT NOT NULL);
"""
_INDEXES = """
CREATE INDEX rows_by_number ON rows (sheet, number);
CREATE INDEX refs_to ON refs (m, n);
CREATE INDEX readers ON reads (g, n);
CREATE INDEX members_of ON members (n, g);
CREATE INDEX called_by ON called (n, g);
CREATE INDEX nodes_of ON nodes (n, g);
CREATE INDEX hits_on ON hits (dataset, entry);
CREATE INDEX findings_on ON findings (sheet, number);
CREATE INDEX findings_like ON findings (base);
CREATE INDEX spans_first ON spans (first);
CREATE INDEX spans_last ON spans (last);
CREATE INDEX findings_worded ON findings (worded) WHERE worded;
"""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, to be read and changed. Raises StoreError where it is damaged, or another Offing's."""
    try:
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as db:
            if told(db, "make") != MAKE:
                raise StoreError("made by another Offing", where=str(path))
            yield db
    except sqlite3.Error as error:
        raise StoreError(
            f"it cannot be read: {error}", where=str(path), hint="Delete it: the book is reviewed whole"
        ) from error


def made(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """A new file in the place of the old one, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".new-{path.name}")
    fresh.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(fresh, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode=OFF")
            db.execute("PRAGMA synchronous=OFF")
            db.executescript(_TABLES)
            with changing(db):
                tell(db, "make", MAKE)
                fill(db)
            db.executescript(_INDEXES)
            db.execute("PRAGMA journal_mode=DELETE")
        with fresh.open("rb+") as file:
            sync(file.fileno())
        fresh.replace(path)
    except sqlite3.Error as error:
        raise StoreError(f"what was found cannot be kept: {error}", where=str(path)) from error
    finally:
        fresh.unlink(missing_ok=True)


def sync(handle: int) -> None:
    """On the disk when this returns."""
    from os import fsync

    fsync(handle)


@contextmanager
def changing(db: sqlite3.Connection) -> Iterator[None]:
    """All that is changed within, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def group(name: str) -> int:
    """The number of a group or node."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little", signed=True)


def tell(db: sqlite3.Connection, name: str, value: object) -> None:
    db.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (name, json.dumps(value, ensure_ascii=True)))


def told(db: sqlite3.Connection, name: str) -> Any:
    found = db.execute("SELECT value FROM told WHERE name = ?", (name,)).fetchone()
    return json.loads(found[0]) if found else None


def put(db: sqlite3.Connection, arrays: Mapping[str, NDArray[Any] | Texts]) -> None:
    """Arrays, and texts as two of them."""
    for name, array in arrays.items():
        parts = {f"{name}.data": array.data, f"{name}.at": array.at} if isinstance(array, Texts) else {name: array}
        for part, values in parts.items():
            held = np.ascontiguousarray(values)
            db.execute("INSERT OR REPLACE INTO arrays VALUES (?, ?, ?)", (part, held.dtype.str, held.tobytes()))


def array(db: sqlite3.Connection, name: str) -> NDArray[Any]:
    kind, data = db.execute("SELECT kind, data FROM arrays WHERE name = ?", (name,)).fetchone()
    return np.frombuffer(data, np.dtype(kind))


def texts(db: sqlite3.Connection, name: str) -> Texts:
    return Texts(array(db, f"{name}.data"), array(db, f"{name}.at"))


def row_text(row: Row) -> str:
    """A row as JSON."""
    dates = {c: iso(s) for c, s in row.dates.items()}
    return json.dumps([row.sheet, row.number, row.file, dict(row.texts), dates, dict(row.numbers), dict(row.flags)])


def row_of(text: str) -> Row:
    """What `row_text` wrote."""
    sheet, number, file, texts_, dates, numbers, flags = json.loads(text)
    return Row(sheet, number, file, texts_, {c: parse_span(s) for c, s in dates.items()}, numbers, flags)


def rows(db: sqlite3.Connection, which: Iterable[int]) -> tuple[Row, ...]:
    """Rows of the book by their place, in the book's order."""
    wanted = sorted(which)
    found = []
    for n in wanted:
        found.append(row_of(db.execute("SELECT body FROM rows WHERE n = ?", (n,)).fetchone()[0]))
    return tuple(found)


def places(db: sqlite3.Connection, subjects: Iterable[tuple[str, int]]) -> set[int]:
    """Places of rows given by sheet and number."""
    query = "SELECT n FROM rows WHERE sheet = ? AND number = ?"
    return {n for subject in set(subjects) for (n,) in db.execute(query, subject)}


def column(db: sqlite3.Connection, query: str, of: Iterable[Sequence[Any]]) -> set[Any]:
    """The first column of a query, asked for each."""
    return {found for one in of for (found, *_) in db.execute(query, one)}
