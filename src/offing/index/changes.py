"""What changed in a list between two of its versions: entries added, removed, changed, and which of their fields.

Read from the index's spans: an entry's text that begins with a version and one that ended before it are the two sides of
a change. A mere re-spelling is told apart from a change of substance.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from offing.index.keep import Version, versions
from offing.records.codec import decode
from offing.records.dates import DateSpan, iso
from offing.records.entity import Entity, Listing, Relation

ChangeKind = Literal["added", "removed", "changed"]
_NOT_LETTERS = re.compile(r"[^\w]+")
_TEXT = "the entry's line"
"""The field of a change in the line that is quoted, where no field that is read differs."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's values that are gone and those that came; either may be empty. `respelt`: the same but for case, accents,
    punctuation and the order of words."""

    name: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    respelt: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one entry by one version. `date` is the version's day; `before` and `after` are versions' names.

    `substantive` is false where all that changed is spelling, order, or the line quoted. `delisted` are the measures that a
    removed entry had borne, in the list's own words. `quotes` are the entry's lines as findings cite them, before and after.
    """

    dataset: str
    entry: str
    name: str
    schema: str
    kind: ChangeKind
    date: date
    before: str
    after: str
    substantive: bool
    fields: tuple[FieldChange, ...]
    measures: tuple[str, ...]
    quotes: tuple[str, ...] = ()


def changes(
    db: sqlite3.Connection, dataset: str, after: date | None = None, to: date | None = None
) -> Iterator[Change]:
    """Changes by each version of a list dated later than `after`, up to `to`; within a version by entry.

    The first version held is no change: what it holds may have stood for years.
    """
    for before, now in pairwise(versions(db, dataset)):
        if (after is None or now.dated > after) and (to is None or now.dated <= to):
            yield from between(db, before, now)


def between(db: sqlite3.Connection, before: Version, now: Version) -> Iterator[Change]:
    """Changes from one version to a later one of the same list, however many lie between."""
    gone = _texts(
        db, before.dataset, "first_seq <= ? AND last_seq >= ? AND last_seq < ?", (before.seq, before.seq, now.seq)
    )
    came = _texts(db, now.dataset, "first_seq <= ? AND last_seq >= ? AND first_seq > ?", (now.seq, now.seq, before.seq))
    for entry in sorted(gone.keys() | came.keys()):
        old, new = gone.get(entry), came.get(entry)
        if old == new:
            continue
        one = decode(now.dataset, entry, new or old or "", "")
        was = decode(now.dataset, entry, old, "") if old else one
        fields = fields_changed(was, one) if old and new else ()
        yield Change(
            dataset=now.dataset,
            entry=entry,
            name=one.caption,
            schema=one.schema,
            kind="changed" if old and new else "added" if new else "removed",
            date=now.dated,
            before=before.version,
            after=now.version,
            substantive=not (old and new) or any(not f.respelt for f in fields),
            fields=fields,
            measures=tuple(dict.fromkeys(_measure(x) for x in one.listings)),
            quotes=tuple(dict.fromkeys((was.place.quote, one.place.quote))),
        )


def _texts(db: sqlite3.Connection, dataset: str, where: str, seqs: tuple[int, int, int]) -> dict[str, str]:
    rows = db.execute(
        f"SELECT entry, body FROM spans WHERE dataset = ? AND {where} ORDER BY entry, id",  # noqa: S608 - fixed texts
        (dataset, *seqs),
    )
    return dict(rows.fetchall())


def fields_changed(old: Entity, new: Entity) -> tuple[FieldChange, ...]:
    """The fields that differ, each with the values on either side only. Never empty for texts that differ."""
    before, after = dict(_fields(old)), dict(_fields(new))
    found = []
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name, ()), after.get(name, ())
        gone = tuple(v for v in dict.fromkeys(was) if v not in now)
        came = tuple(v for v in dict.fromkeys(now) if v not in was)
        if gone or came:
            found.append(FieldChange(name, gone, came, sorted(map(_plain, gone)) == sorted(map(_plain, came))))
    return tuple(found) or (FieldChange(_TEXT, (old.place.quote,), (new.place.quote,), respelt=True),)


def _plain(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation, in the order of the alphabet."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return tuple(sorted(w for w in _NOT_LETTERS.split(letters) if w))


def _fields(entity: Entity) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every field read of an entry as (name, values); FollowTheMoney's names where it has one."""
    found: dict[str, list[str]] = {"schema": [entity.schema]}
    for name in entity.names:
        dated = f" ({iso(name.dated)})" if name.dated else ""
        found.setdefault(name.kind, []).append(name.text + dated)
    for number in entity.identifiers:
        found.setdefault(number.kind, []).append(" ".join(filter(None, (number.original or number.value, number.note))))
    for fact in entity.statements:
        found.setdefault(fact.prop, []).append(f"{fact.value} ({fact.note})" if fact.note else fact.value)
    for listing in entity.listings:
        for field, texts in _of_listing(listing):
            found.setdefault(field, []).extend(texts)
    for tie in entity.relations:
        found.setdefault(f"relation: {tie.kind}", []).append(_tie(tie))
    yield from ((name, tuple(values)) for name, values in found.items())


def _of_listing(listing: Listing) -> Iterator[tuple[str, Sequence[str]]]:
    yield "program", listing.programs
    for name, value in (
        ("rung", listing.rung),
        ("authority", listing.authority),
        ("measure", listing.measure),
        ("legal basis", listing.legal_basis),
        ("listed since", _day(listing.since)),
        ("listed until", _day(listing.until)),
        ("wording", listing.wording),
        ("binds", listing.binds),
    ):
        if value:
            yield name, (value,)


def _day(span: DateSpan | None) -> str:
    return iso(span) if span else ""


def _tie(tie: Relation) -> str:
    share = f"{tie.percentage:g} %" if tie.percentage is not None else ""
    parts = (tie.target_name or tie.target, share, "former" if tie.former else "", _day(tie.dated), tie.note)
    return " · ".join(p for p in parts if p)


def _measure(listing: Listing) -> str:
    return " ".join(filter(None, (listing.authority, listing.rung.replace("_", " "), ", ".join(listing.programs))))
