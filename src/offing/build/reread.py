"""What the entries of the version in use were read from, kept in a file of the home: of a newer one only what differs is read.

The file is named by the list and made for one version, form and make of the readers; where it is another's, is damaged or
not there, all entries are read. It may be deleted at any time.
"""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path

from offing.errors import StoreError
from offing.index.arrays import read, write
from offing.index.keep import Version, standing, versions
from offing.lists.contract import ReadLog
from offing.reading.again import Was
from offing.settings import Home


def before(home: Home, db: sqlite3.Connection, last: Version | None, form: str) -> Mapping[str, Was]:
    """How the entries of the version in use stood, if that version was read from the same form by the same readers."""
    if last is None or last.form != form:
        return {}
    try:
        told = read(_path(home, last.dataset), _key(last)).told["entries"]
        found = {entry: Was(mark, digest, counted) for entry, (mark, digest, counted) in told.items()}
    except (StoreError, KeyError, TypeError, ValueError, AttributeError):
        return {}
    there = standing(db, last.dataset, last.seq)
    return {entry: was for entry, was in found.items() if (entry, was.digest) in there}


def keep(home: Home, db: sqlite3.Connection, dataset: str, log: ReadLog) -> None:
    """Note how the entries stand in the version that was just added; where that cannot be, nothing is lost but time."""
    marks, counted = log.again.marks, log.again.told
    if not marks:
        return
    version = versions(db, dataset)[-1]
    stand = standing(db, dataset, version.seq)
    entries = {entry: (marks[entry], digest, counted.get(entry, {})) for entry, digest in stand if entry in marks}
    with suppress(OSError):
        home.read.mkdir(exist_ok=True)
        write(_path(home, dataset), _key(version), {"entries": entries}, {})


def _path(home: Home, dataset: str) -> Path:
    return home.read / f"{dataset}.marks"


def _key(version: Version) -> str:
    told = (_make(), version.dataset, version.seq, version.version, version.form, version.sha256, version.retrieved)
    return sha256(repr(told).encode()).hexdigest()[:40]


@cache
def _make() -> str:
    """Digest of the code and tables by which lists are read: what other code made of a text is not carried over."""
    digest = sha256(platform.python_version().encode())
    for package in ("offing.lists", "offing.lists.formats", "offing.reading", "offing.records"):
        for file in sorted(resources.files(package).iterdir(), key=lambda f: f.name):
            if file.name.endswith((".py", ".csv")):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
