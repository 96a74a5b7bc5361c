"""The names of the lists as of a day, ready for look-ups: kept in a file of the home, so that a call need not read the lists.

The file is named by a digest of all it was made from: the versions held and which of them is in force, Offing's own tables,
and the code that reads names. A file that is not there, of another make or damaged is made anew; where only some entries
differ from those of an older file, from that one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from offing.errors import StoreError
from offing.index.arrays import Arrays, read, write
from offing.index.keep import Version
from offing.index.listed import Listed
from offing.index.roll import Numbers, Roll, Rows
from offing.index.stored import Entries, Source
from offing.index.texts import Texts
from offing.index.view import Lender
from offing.records.dates import iso, parse_span
from offing.records.entity import Place
from offing.settings import ENGINE, Home

if TYPE_CHECKING:
    from offing.index.engine import Engine

MOST_FILES = 4
"""Files kept: of the days and lists that were asked for last."""
_PLAIN = ("look", "look_row", "words", "word_names", "ship_words", "number_look", "number_row")


@dataclass(frozen=True, slots=True)
class Bundled:
    """One of Offing's own tables, as it was read."""

    dataset: str
    version: Version
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """Entries by position with their names and numbers; Offing's own tables among them, and the dates they lend."""

    entries: Entries
    sources: tuple[Source, ...]
    listed: Listed
    bundled: tuple[Bundled, ...]
    lent: Mapping[tuple[str, str], Lender]


def key_of(in_use: Mapping[str, Sequence[Version]], as_of: date) -> str:
    """Digest of what the names are made from."""
    held = [
        [name, [[v.seq, v.version, v.sha256, v.dated.isoformat(), v.retrieved] for v in versions],
         sum(v.dated <= as_of for v in versions)]
        for name, versions in sorted(in_use.items())
    ]  # fmt: skip
    return sha256(json.dumps([ENGINE, _make(), held]).encode()).hexdigest()[:40]


@cache
def _make() -> str:
    """Digest of the code and tables that read names: what they made before they changed is not used."""
    digest = sha256()
    for package, folder in (("offing.index", ""), ("offing.lists", "tables"), ("offing.build", "")):
        for file in sorted((resources.files(package) / folder).iterdir(), key=lambda f: f.name):
            if file.name.endswith((".py", ".csv", ".txt")):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def kept(home: Home, key: str) -> Ready | None:
    """What the home has under that key, if it can be read."""
    try:
        return _ready_of(read(_path(home, key), key))
    except StoreError:
        return None


def latest(home: Home) -> Ready | None:
    """What was made last, of any lists, by this make."""
    for path in _by_age(home)[:1]:
        try:
            return _ready_of(read(path))
        except StoreError:
            continue
    return None


def keep(home: Home, key: str, ready: Ready, engine: Engine) -> None:
    """Write what was made, with its matcher; where that cannot be, nothing is lost but time."""
    from offing.index.saved import engine_arrays  # numpy's share of the start is enough without the matcher's tables

    told, arrays = engine_arrays(engine)
    body, more = _told(ready)
    try:
        home.ready.mkdir(exist_ok=True)
        write(_path(home, key), key, body | {"make": _make(), "engine": told}, arrays | more)
        for path in _by_age(home)[MOST_FILES:]:
            path.unlink(missing_ok=True)
    except OSError:
        return


def _path(home: Home, key: str) -> Path:
    return home.ready / f"{key}.names"


def _by_age(home: Home) -> list[Path]:
    """Files, the youngest first."""
    try:
        found = [(path.stat().st_mtime_ns, path) for path in home.ready.glob("*.names")]
    except OSError:
        return []
    return [path for _, path in sorted(found, reverse=True)]


def _told(ready: Ready) -> tuple[dict[str, Any], dict[str, Any]]:
    roll = ready.listed.roll
    arrays: dict[str, Any] = {f"roll.{name}": getattr(roll, name) for name in _PLAIN}
    groups = (("rows", roll.rows), ("numbers", roll.numbers), ("entries", ready.entries))
    for group, columns in groups:
        for name, column in columns._asdict().items():
            if isinstance(column, Texts):
                arrays[f"{group}.{name}.data"], arrays[f"{group}.{name}.at"] = column
            else:
                arrays[f"{group}.{name}"] = column
    lent = [
        [*key, iso(x.since), x.dataset, x.version.version, x.place.file, x.place.at, x.place.quote]
        for key, x in ready.lent.items()
    ]
    told = {
        "sources": [[s.name, [_dated(v) for v in s.versions], s.timeless] for s in ready.sources],
        "bundled": [[b.dataset, _dated(b.version), b.notes] for b in ready.bundled],
        "lent": lent,
        "codes": roll.codes,
        "parties": roll.parties,
    }
    return told, arrays


def _ready_of(file: Arrays) -> Ready:
    """Raises StoreError where something is not as it was written, or another make wrote it."""
    told = file.told
    try:
        if told["make"] != _make():
            raise StoreError("the names were made ready by another Offing", hint="They are made anew")
        plain: dict[str, Any] = {name: file[f"roll.{name}"] for name in _PLAIN}
        rows, numbers = Rows._make(_columns(file, "rows", Rows)), Numbers._make(_columns(file, "numbers", Numbers))
        roll = Roll(rows, numbers, tuple(told["codes"]), parties=told["parties"], **plain)
        bundled = tuple(Bundled(name, _version(v), tuple(notes)) for name, v, notes in told["bundled"])
        tables = {(b.dataset, b.version.version): b.version for b in bundled}
        lent = {
            (authority, entry): Lender(parse_span(since), name, tables[name, version], Place(where, at, quote))
            for authority, entry, since, name, version, where, at, quote in told["lent"]
        }
        sources = tuple(Source(name, tuple(map(_version, vs)), timeless) for name, vs, timeless in told["sources"])
        entries = Entries._make(_columns(file, "entries", Entries))
        return Ready(entries, sources, Listed(roll, lambda _: _engine(file)), bundled, lent)
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"the names made ready lack something: {error}", hint="They are made anew") from error


def _engine(file: Arrays) -> Engine:
    from offing.index.saved import engine_of

    return engine_of(file.told["engine"], file)


def _columns(file: Arrays, group: str, make: type[Any]) -> list[Any]:
    return [
        Texts(file[f"{group}.{name}.data"], file[f"{group}.{name}.at"])
        if f"{group}.{name}.at" in file.arrays
        else file[f"{group}.{name}"]
        for name in make._fields
    ]


def _dated(version: Version) -> dict[str, Any]:
    published = version.published.isoformat() if version.published else None
    return asdict(version) | {"dated": version.dated.isoformat(), "published": published}


def _version(told: dict[str, Any]) -> Version:
    published = told["published"]
    days = {
        "dated": date.fromisoformat(told["dated"]),
        "published": date.fromisoformat(published) if published else None,
    }
    return Version(**(told | days | {"lacks": tuple(told["lacks"]), "notes": tuple(told["notes"])}))
