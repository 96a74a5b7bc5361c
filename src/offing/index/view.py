"""The lists as of a day: for each entry the text that was in force, and from when to when each measure stood.

Two sources of dates are kept apart: the listing and delisting dates that a publisher prints, and the versions held
(an entry that first appears in the version of 5 May and was not in that of 2 May was listed between them).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

from offing.errors import StoreError
from offing.index.keep import Version, hash_of
from offing.index.listed import Listed, listed_of
from offing.records.codec import decode
from offing.records.dates import DateSpan
from offing.records.entity import Entity, Listing, Place

Run = tuple[int, int]
"""First and last position, in the list's versions by date, of an unbroken presence."""


LENT = "Offing's bundled tables, as this list's format gives none"
"""The basis of a date that another table lends."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One measure over time. `since` None: no date is known at all. `basis` says where the dates come from."""

    listing: Listing
    since: DateSpan | None
    until: DateSpan | None
    basis: str

    def on(self, when: DateSpan) -> bool | None:
        """Whether the measure stood over all of `when`; None when the dates leave that open."""
        start, end = when.start, when.end
        if end is not None and self.since is not None and self.since.surely_after(end):
            return False
        if start is not None and self.until is not None and self.until.surely_by(start):
            return False
        begun = self.since is None or (start is not None and self.since.surely_by(start))
        lasting = self.until is None or (end is not None and self.until.surely_after(end))
        return True if begun and lasting else None

    def began_after(self, when: DateSpan) -> bool:
        return when.end is not None and self.since is not None and self.since.surely_after(when.end)

    def ended_before(self, when: DateSpan) -> bool:
        return when.start is not None and self.until is not None and self.until.surely_by(when.start)


@dataclass(frozen=True, slots=True)
class Held:
    """One entry: its text in force (`body`, the index's JSON), the version to cite, and the runs of its presence.

    `timeless` marks the user's own and bundled tables, which are one state of affairs, not a dated version.
    """

    dataset: str
    entry: str
    body: str
    at: str
    version: Version
    runs: tuple[Run, ...]
    dates: tuple[date, ...]
    timeless: bool = False


class Holding(Protocol):
    """Entries by position: a list of them, or what reads each when it is asked for (`stored.py`)."""

    def __len__(self) -> int: ...
    def __getitem__(self, position: int, /) -> Held: ...
    def __iter__(self) -> Iterator[Held]: ...


@dataclass(frozen=True, slots=True)
class Lender:
    """A date of listing that a table lends, and the row that is to be cited for it."""

    since: DateSpan
    dataset: str
    version: Version
    place: Place


def standings(held: Held, entity: Entity, lent: Mapping[tuple[str, str], Lender]) -> tuple[Standing, ...]:
    """Every measure of the entry with the tightest honest dates.

    `lent` gives listing dates by (authority, entry) from tables that know them, for lists whose format has none.
    """
    found: list[Standing] = []
    for listing in entity.listings:
        since, basis = listing.since, "the list's own dates"
        if since is None:
            lender = lent.get((listing.authority, listing.entry))
            since = lender.since if lender else None
            basis = LENT if since else "no date given"
        if held.timeless:
            found.append(Standing(listing, since, listing.until, basis))
            continue
        last = len(held.dates) - 1
        for first_at, last_at in held.runs:
            begun, ended = since, listing.until
            earlier = first_at > 0 and any(r[1] < first_at for r in held.runs)
            if begun is not None and last_at < last and begun.surely_after(held.dates[last_at]):
                begun = None  # the date of a later listing, in whose words the entry is read
            if begun is None or (earlier and not begun.surely_after(held.dates[first_at - 1])):
                begun, basis = _between(held.dates, first_at - 1), "the versions held"
            if last_at < last and (ended is None or not ended.surely_by(held.dates[last_at + 1])):
                ended = _between(held.dates, last_at)
            found.append(Standing(listing, begun, ended, basis))
    return tuple(found)


def _between(dates: Sequence[date], position: int) -> DateSpan:
    """When a change seen in the version after `position` was made: after that version's day, by the next one's."""
    by = dates[position + 1]
    return DateSpan(min(dates[position] + timedelta(days=1), by) if position >= 0 else None, by)


@dataclass(frozen=True, slots=True)
class InForce:
    """Of an entry: the row of the index with the text in force on a day (or the nearest to it), the version to cite, its runs."""

    entry: str
    span: int
    digest: str
    at: str
    cited: int
    runs: tuple[Run, ...]


def in_force(db: sqlite3.Connection, versions: Sequence[Version], as_of: date) -> list[InForce]:
    """Entries of one list, in any version held. `cited` is a position among `versions`."""
    if not versions:
        return []
    position = {v.seq: i for i, v in enumerate(versions)}
    last = max((i for i, v in enumerate(versions) if v.dated <= as_of), default=-1)
    rows = db.execute(
        "SELECT entry, first_seq, last_seq, at, at_seq, hash, id FROM spans WHERE dataset = ? ORDER BY entry, first_seq",
        (versions[0].dataset,),
    )
    by_entry: dict[str, list[_Span]] = {}
    for entry, first, end, at, at_seq, digest, span in rows:
        by_entry.setdefault(entry, []).append((position[first], position[end], at, position[at_seq], digest, span))
    return [_chosen(entry, spans, last) for entry, spans in by_entry.items()]


_Span = tuple[int, int, str, int, str, int]


def _chosen(entry: str, spans: Sequence[_Span], last: int) -> InForce:
    runs: list[Run] = []
    for first, end, *_ in spans:
        if runs and runs[-1][1] + 1 >= first:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((first, end))
    chosen = next((s for s in spans if s[0] <= last <= s[1]), None)
    if chosen is None:  # gone by then, or not there yet: the last text known by then, else the first
        chosen = next((s for s in reversed(spans) if s[1] < last), spans[0])
    first, end, at, at_position, digest, span = chosen
    cited = min(max(last, first), end)
    return InForce(entry, span, digest, at if at_position == cited else "", cited, tuple(runs))


def body_of(db: sqlite3.Connection, span: int, digest: str, entry: str, dataset: str) -> str:
    """The text of a row of the index. Raises StoreError where it is not what was stored."""
    found = db.execute("SELECT body FROM spans WHERE id = ?", (span,)).fetchone()
    if found is None or hash_of(found[0]) != digest:
        raise StoreError(
            f"the text of entry {entry} is not what was stored", where=dataset,
            hint="Delete the index and run `offing update`",
        )  # fmt: skip
    return str(found[0])


def held_in_index(db: sqlite3.Connection, versions: Sequence[Version], as_of: date) -> list[Held]:
    """Entries of one list, in any version held, each with the text in force on `as_of` (or the nearest to it)."""
    dates = tuple(v.dated for v in versions)
    return [
        Held(
            versions[0].dataset, x.entry, body_of(db, x.span, x.digest, x.entry, versions[0].dataset), x.at,
            versions[x.cited], x.runs, dates,
        )
        for x in in_force(db, versions, as_of)
    ]  # fmt: skip


@dataclass(eq=False)
class View:
    """All entries that a review looks at, by position. Build with `view_of`."""

    as_of: date
    held: Holding
    lent: Mapping[tuple[str, str], Lender] = field(default_factory=dict)
    listed_ready: Listed | None = None

    @cached_property
    def listed(self) -> Listed:
        """Names and numbers of the entries, as they were made ready, else read now."""
        return self.listed_ready or listed_of(h.body for h in self.held)

    @cached_property
    def _entities(self) -> dict[int, Entity]:
        return {}

    @cached_property
    def _standings(self) -> dict[int, tuple[Standing, ...]]:
        return {}

    @cached_property
    def by_entry(self) -> dict[tuple[str, str], int]:
        """(dataset, entry) → position."""
        return {(h.dataset, h.entry): i for i, h in enumerate(self.held)}

    def entity(self, position: int) -> Entity:
        found = self._entities.get(position)
        if found is None:
            h = self.held[position]
            found = self._entities[position] = decode(h.dataset, h.entry, h.body, h.at)
        return found

    def standings(self, position: int) -> tuple[Standing, ...]:
        """Measures known on the review's day: what began after it is not seen, an end after it is not told."""
        found = self._standings.get(position)
        if found is None:
            held = self.held[position]
            found = tuple(
                s if s.until is None or self._told(held, s) else Standing(s.listing, s.since, None, s.basis)
                for s in standings(held, self.entity(position), self.lent)
                if not s.began_after(DateSpan(self.as_of, self.as_of))
            )
            self._standings[position] = found
        return found

    def _told(self, held: Held, standing: Standing) -> bool:
        """Whether the end was known on the review's day: printed and not after it, or seen in a version of that day."""
        until = standing.until
        if until is None or until.surely_after(self.as_of):
            return False
        return until == standing.listing.until or until.surely_by(self.as_of) or until.end not in held.dates


def lent_dates(entities: Iterable[Entity], version: Version) -> dict[tuple[str, str], Lender]:
    """Listing dates by (authority, entry) that one table can lend to another list of the same authority's entries."""
    found: dict[tuple[str, str], Lender] = {}
    for entity in entities:
        for listing in entity.listings:
            if listing.since is not None:
                key = listing.authority, listing.entry
                found.setdefault(key, Lender(listing.since, entity.dataset, version, entity.place))
    return found
