"""Entities, versions and views made for tests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from offing.index.find import Finder
from offing.index.keep import Version, add_version, versions
from offing.index.view import Held, Standing, View, held_in_index
from offing.records.codec import encode
from offing.records.dates import parse_span
from offing.records.entity import Entity, Listing, Name, Place
from offing.records.identifiers import Identifier
from offing.snapshots import Snapshot


def party(
    entry: str,
    *names: str,
    since: str = "",
    until: str = "",
    schema: str = "Company",
    ids: Sequence[Identifier] = (),
) -> Entity:
    """A listed entry; its first name is the primary one."""
    listing = Listing(
        "US", "list", entry, "blocked",
        since=parse_span(since) if since else None, until=parse_span(until) if until else None,
    )  # fmt: skip
    kinds = ("name", *("alias" for _ in names[1:]))
    return Entity(
        "list", entry, schema, tuple(Name(n, k) for n, k in zip(names, kinds, strict=True)),  # type: ignore[arg-type]
        Place("F", f"row {entry}", "quote"), tuple(ids), listings=(listing,),
    )  # fmt: skip


def ship(entry: str, name: str, *ids: tuple[str, str]) -> Entity:
    return party(entry, name, schema="Vessel", ids=[Identifier(kind, value) for kind, value in ids])


def snapshot(day: str, mark: str = "") -> Snapshot:
    return Snapshot(
        "list", f"{day}{mark}", "csv", date.fromisoformat(day), None, f"{day}T10:00:00+00:00", "https://example.org", "0" * 64,
        {"F": "0" * 64}, 1,
    )  # fmt: skip


def add(db: sqlite3.Connection, day: str, *entities: Entity, mark: str = "") -> bool:
    return add_version(db, snapshot(day, mark), entities)


def view_of(db: sqlite3.Connection, as_of: str) -> View:
    day = date.fromisoformat(as_of)
    return View(day, held_in_index(db, versions(db, "list"), day))


def standing_of(db: sqlite3.Connection, entry: str, as_of: str) -> list[Standing]:
    view = view_of(db, as_of)
    return list(view.standings(view.by_entry["list", entry]))


def told(db: sqlite3.Connection, entry: str, as_of: str) -> list[tuple[str, str]]:
    """(since, until) of each measure, as text; "" for unknown."""
    return [(str(s.since or ""), str(s.until or "")) for s in standing_of(db, entry, as_of)]


VERSION = Version(
    1, "list", "v", "csv", date(2024, 1, 1), None, "2024-01-01T00:00:00+00:00", "", "", {}, 0, (), ()
)  # fmt: skip


def finder_of(entities: Iterable[Entity]) -> Finder:
    held = [
        Held("list", e.entry, encode(e), e.place.at, VERSION, ((0, 0),), (VERSION.dated,), timeless=True)
        for e in entities
    ]
    return Finder(View(date(2024, 6, 1), held))
