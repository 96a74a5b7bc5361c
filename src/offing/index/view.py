"""The lists as of a day: for each entry the text that was in force, and from when to when each measure stood.

Two sources of dates are kept apart: the listing and delisting dates that a publisher prints, and the versions held
(an entry that first appears in the version of 5 May and was not in that of 2 May was listed between them).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from offing.index.keep import Version
from offing.records.codec import decode
from offing.records.dates import DateSpan
from offing.records.entity import Entity, Listing

Run = tuple[int, int]
"""First and last position, in the list's versions by date, of an unbroken presence."""


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


def standings(held: Held, entity: Entity, lent: Mapping[tuple[str, str], DateSpan]) -> tuple[Standing, ...]:
    """Every measure of the entry with the tightest honest dates.

    `lent` gives listing dates by (authority, entry) from tables that know them, for lists whose format has none.
    """
    found: list[Standing] = []
    for listing in entity.listings:
        since, basis = listing.since, "the list's own dates"
        if since is None:
            since = lent.get((listing.authority, listing.entry))
            basis = "Offing's bundled tables, as this list's format gives none" if since else "no date given"
        if held.timeless:
            found.append(Standing(listing, since, listing.until, basis))
            continue
        last = len(held.dates) - 1
        for first_at, last_at in held.runs:
            begun = since
            if begun is None:
                before = held.dates[first_at - 1] + timedelta(days=1) if first_at else None
                begun, basis = DateSpan(before, held.dates[first_at]), "the versions held"
            ended = listing.until
            if ended is None and last_at < last:
                ended = DateSpan(held.dates[last_at] + timedelta(days=1), held.dates[last_at + 1])
            found.append(Standing(listing, begun, ended, basis))
    return tuple(found)


def held_in_index(db: sqlite3.Connection, versions: Sequence[Version], as_of: date) -> list[Held]:
    """Entries of one list, in any version held, each with the text in force on `as_of` (or the nearest to it)."""
    if not versions:
        return []
    dates = tuple(v.dated for v in versions)
    position = {v.seq: i for i, v in enumerate(versions)}
    in_force = max((i for i, d in enumerate(dates) if d <= as_of), default=-1)
    rows = db.execute(
        "SELECT entry, first_seq, last_seq, at, at_seq, body FROM spans WHERE dataset = ? ORDER BY entry, first_seq",
        (versions[0].dataset,),
    )
    by_entry: dict[str, list[tuple[int, int, str, int, str]]] = {}
    for entry, first, last, at, at_seq, body in rows:
        by_entry.setdefault(entry, []).append((position[first], position[last], at, position[at_seq], body))
    return [_held(entry, spans, versions, dates, in_force) for entry, spans in by_entry.items()]


def _held(
    entry: str,
    spans: list[tuple[int, int, str, int, str]],
    versions: Sequence[Version],
    dates: tuple[date, ...],
    in_force: int,
) -> Held:
    runs: list[Run] = []
    for first, last, *_ in spans:
        if runs and runs[-1][1] + 1 >= first:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    chosen = next((s for s in spans if s[0] <= in_force <= s[1]), None)
    if chosen is None:
        later = [s for s in spans if s[0] > in_force]
        chosen = later[0] if later else spans[-1]
    first, last, at, at_position, body = chosen
    cited = min(max(in_force, first), last)
    return Held(
        versions[0].dataset, entry, body, at if at_position == cited else "", versions[cited], tuple(runs), dates
    )


@dataclass(eq=False)
class View:
    """All entries that a review looks at, by position. Build with `view_of`."""

    as_of: date
    held: Sequence[Held]
    lent: Mapping[tuple[str, str], DateSpan] = field(default_factory=dict)

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
            found = tuple(
                Standing(s.listing, s.since, None if s.until and s.until.surely_after(self.as_of) else s.until, s.basis)
                for s in standings(self.held[position], self.entity(position), self.lent)
                if not s.began_after(DateSpan(self.as_of, self.as_of))
            )
            self._standings[position] = found
        return found


def lent_dates(entities: Iterable[Entity]) -> dict[tuple[str, str], DateSpan]:
    """Listing dates by (authority, entry) that one table can lend to another list of the same authority's entries."""
    found: dict[tuple[str, str], DateSpan] = {}
    for entity in entities:
        for listing in entity.listings:
            if listing.since is not None:
                found.setdefault((listing.authority, listing.entry), listing.since)
    return found
