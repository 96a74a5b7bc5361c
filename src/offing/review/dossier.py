"""The dossier of one ship as of a day: what lists, books, tracks and reports say of her, each with its source.

Pure: lists as opened for the day, and books as reviewed for it, in; a Dossier out. It gives no verdict: a ship that is on
no list has a dossier that says what was looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from offing.index.find import Finder
from offing.index.view import LENT
from offing.records.dates import day, iso
from offing.records.rungs import step
from offing.review.context import cited, status_at
from offing.review.decided import NONE_MADE, Decisions
from offing.review.examined import Examined
from offing.review.one_ship import Ship
from offing.review.result import ListUsed, NotChecked, TrackLine
from offing.review.run import lists_not_checked
from offing.review.screening import phase_of
from offing.review.ship_facts import Past, facts_of, of_topic
from offing.review.ship_hulls import conflicts_of
from offing.review.ship_identity import identity_of
from offing.review.ship_known import (
    Aside,
    AtSea,
    BookRow,
    Conflict,
    Decided,
    Fact,
    Found,
    How,
    Identity,
    Measure,
    Told,
    Topic,
)  # fmt: skip
from offing.review.ship_rows import NEWS, aside_of, decided_of, findings_of, rows_of
from offing.review.ship_told import at_sea, told_of

NO_REGISTER = NotChecked(
    "registers of ships, class, insurance, port state control",
    "Offing holds none: identity, flag and owner are as lists and books give them",
)
NO_BOOK = NotChecked(
    "your own books", "none was given (--book): rows that name her, tracks, papers and reports were not looked at"
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is told, in the order in which a reader asks. `books` are the names of those looked at."""

    as_of: date
    engine: str
    identity: Identity
    measures: tuple[Measure, ...]
    none_found: str
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]
    rows: tuple[BookRow, ...]
    findings: tuple[Found, ...]
    set_aside: tuple[Aside, ...]
    at_sea: tuple[AtSea, ...]
    news: tuple[Found, ...]
    told: tuple[Told, ...]
    lists: tuple[ListUsed, ...]
    books: tuple[str, ...]
    not_checked: tuple[NotChecked, ...]
    decisions: tuple[Decided, ...]
    reports: int = 0
    """Reports read."""
    tracks: int = 0
    """Books that have tracks."""
    lines: tuple[tuple[str, tuple[TrackLine, ...]], ...] = ()
    """The tracks of each book's ships, for maps."""

    @property
    def title(self) -> str:
        """`WISE HONEST, IMO 8905490`."""
        number = f"IMO {self.identity.imo}" if self.identity.imo else ""
        return ", ".join(x for x in (self.identity.name, number) if x) or self.identity.asked

    @property
    def hers(self) -> tuple[Measure, ...]:
        """Measures on entries that mean her by her number, or by all that is known of her."""
        return tuple(m for m in self.measures if m.how != "name")

    @property
    def by_name(self) -> tuple[Measure, ...]:
        """Measures on entries that bear her name and give no number."""
        return tuple(m for m in self.measures if m.how == "name")

    def of(self, *topics: Topic) -> tuple[Fact, ...]:
        return of_topic(self.facts, *topics)


def dossier(
    ship: Ship,
    finder: Finder,
    lists: Sequence[ListUsed],
    as_of: date,
    engine: str,
    books: Sequence[Examined] = (),
    past: Past | None = None,
    decisions: Decisions = NONE_MADE,
) -> Dossier:
    """Put together what there is on the ship. The order in which lists and books are given does not matter."""
    books = sorted(books, key=lambda b: b.name)
    facts = facts_of(ship, finder, books, past or {}, as_of)
    how: How = "number" if ship.imo else "mmsi" if ship.mmsi else "name"
    measures = (*_measures(finder, ship.entries, how, as_of), *_measures(finder, ship.by_name, "name", as_of))
    entries = frozenset((finder.view.held[p].dataset, finder.view.held[p].entry) for p in ship.entries)
    found = [f for b in books for f in findings_of(b, ship, entries)]
    news = tuple(f for f in found if f.finding.check == NEWS)
    of_lists = sorted(lists_not_checked(lists), key=lambda n: n.what)
    gaps = tuple(_not_checked(of_lists, books))
    return Dossier(
        as_of=as_of,
        engine=engine,
        identity=identity_of(ship, facts, finder, books),
        measures=tuple(sorted(dict.fromkeys(measures), key=_hardest)),
        none_found=_none_found(lists, of_lists),
        facts=facts,
        conflicts=conflicts_of(facts, as_of),
        rows=tuple(r for b in books for r in rows_of(b, ship)),
        findings=tuple(f for f in found if f.finding.check != NEWS),
        set_aside=tuple(a for b in books for a in aside_of(b, ship)),
        at_sea=tuple(e for b in books for e in at_sea(b, ship, finder, as_of)),
        news=news,
        told=tuple(t for b in books for t in told_of(b, ship, [n.finding for n in news])),
        lists=tuple(sorted(lists, key=lambda x: (x.version == "", x.dataset, x.version))),
        books=tuple(b.name for b in books),
        not_checked=gaps,
        decisions=tuple(decided_of(ship, entries, decisions)),
        reports=sum(len(b.reports.readings) for b in books if b.reports),
        tracks=sum(b.tracks is not None for b in books),
        lines=tuple((b.name, b.review.lines) for b in books),
    )


def _measures(finder: Finder, positions: Iterable[int], how: How, as_of: date) -> Iterator[Measure]:
    view = finder.view
    for position in positions:
        held, entity = view.held[position], view.entity(position)
        for standing in view.standings(position):
            phase = phase_of(standing, day(as_of))
            lender = view.lent.get((standing.listing.authority, standing.listing.entry))
            lent = cited(lender.dataset, lender.version, lender.place) if lender and standing.basis == LENT else None
            yield Measure(
                status=status_at(standing, phase, entity),
                stands={"on": True, "open": None}.get(phase, False),
                how=how,
                basis=standing.basis,
                source=cited(held.dataset, held.version, entity.place),
                lent=lent,
            )


def _hardest(measure: Measure) -> tuple[object, ...]:
    status = measure.status
    since = iso(status.since) if status.since else ""
    until = iso(status.until) if status.until else ""
    return (
        measure.how == "name",
        step(status.rung),
        status.authority,
        status.list,
        status.entry,
        since,
        until,
        status.measure,
    )


def _none_found(lists: Sequence[ListUsed], gaps: Sequence[NotChecked]) -> str:
    seen = ", ".join(sorted(f"{x.dataset} {x.version}" for x in lists if x.version))
    left = "; ".join(dict.fromkeys(g.what for g in gaps)) or "no list was left out"
    return f"no entry found in [{seen}]; not checked: [{left}]"


def _not_checked(of_lists: Sequence[NotChecked], books: Sequence[Examined]) -> Iterator[NotChecked]:
    """Lists first, then what each book's review could not look at, then what no source here can tell."""
    yield from of_lists
    told: Mapping[tuple[str, str], None] = dict.fromkeys((n.what, n.why) for n in of_lists)
    for book in books:
        for gap in book.review.not_checked:
            if (gap.what, gap.why) not in told:
                yield NotChecked(f"{book.name}: {gap.what}", gap.why)
        if book.reports is None:
            yield NotChecked(f"{book.name}: reports/", "the book has no report that was read: no news was looked for")
        if book.tracks is None and not any(n.what == "tracks/" for n in book.review.not_checked):
            yield NotChecked(
                f"{book.name}: tracks/", "the book has no AIS: encounters and port calls were not looked for"
            )
    if not books:
        yield NO_BOOK
    yield NO_REGISTER
