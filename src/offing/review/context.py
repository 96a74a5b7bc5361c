"""All that a check may look at: the book, the lists as of the day, and what was screened once for all checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from offing.book.model import Book, Quoted, Row
from offing.index.find import Finder
from offing.index.keep import Version
from offing.index.profiles import STANDARD, Profile
from offing.index.view import LENT, Standing, View
from offing.records.dates import iso
from offing.records.entity import Entity, Place
from offing.records.rungs import RUNGS
from offing.review.decided import NONE_MADE, Decisions
from offing.review.finding import Evidence, Status, Subject
from offing.review.hulls import Hull, hulls
from offing.review.in_reports import Reports
from offing.review.mentions import Mentions, PartyMention, ShipMention
from offing.review.other_ships import screen_others
from offing.review.papers import Papers
from offing.review.result import ListUsed, NotChecked
from offing.review.screening import Phase, Screened, Screening
from offing.review.tracked import Followed
from offing.review.whole import Whole
from offing.tracks.brought import Tracks


@dataclass(frozen=True)
class Context:
    """Inputs of a review. Nothing here changes. `whole` tells of the whole book where `book` is a part of one."""

    book: Book
    view: View
    finder: Finder
    as_of: date
    lists: tuple[ListUsed, ...]
    not_checked: tuple[NotChecked, ...] = ()
    role: str = ""
    profile: Profile = STANDARD
    decisions: Decisions = NONE_MADE
    tracks: Tracks | None = None
    reports: Reports | None = None
    whole: Whole | None = None

    @cached_property
    def mentions(self) -> Mentions:
        return Mentions(self.book, self.whole.ship_words if self.whole else None)

    @cached_property
    def papers(self) -> Papers:
        return Papers(self.mentions)

    @cached_property
    def hulls(self) -> tuple[Hull, ...]:
        """The ships of the vessels sheet, each once, with their voyages and papers."""
        return hulls(self.mentions)

    @cached_property
    def screening(self) -> Screening:
        ships, silent = (self.whole.ship_names, self.whole.silent) if self.whole else ((), ())
        return Screening(self.mentions, self.view, self.finder, self.as_of, self.profile, self.decisions, ships, silent)

    @cached_property
    def screened_at(self) -> Mapping[tuple[Row, str], tuple[Screened, ...]]:
        """What each cell may mean on the lists, by row and column."""
        found: dict[tuple[Row, str], list[Screened]] = {}
        for one in self.screening.found:
            found.setdefault((one.mention.row, one.mention.column), []).append(one)
        return {place: tuple(those) for place, those in found.items()}

    @cached_property
    def screened_on(self) -> Mapping[Row, tuple[Screened, ...]]:
        """The same by row."""
        found: dict[Row, tuple[Screened, ...]] = {}
        for (row, _), those in self.screened_at.items():
            found[row] = (*found.get(row, ()), *those)
        return found

    @cached_property
    def followed(self) -> Followed | None:
        """The book's ships beside the tracks; None where it has no tracks."""
        return Followed(self.tracks, self.mentions) if self.tracks is not None else None

    @cached_property
    def others(self) -> Mapping[int, tuple[Screened, ...]]:
        """By MMSI: what the lists may say of the ships that the book's ships met, and of those which these met."""
        if self.followed is None:
            return {}
        own = {s.mmsi for s in self.followed.ships}
        first = self.followed.met(own)
        second = self.followed.met({one.mmsi for one in first})
        return screen_others([*first, *second], self.view, self.finder, self.as_of, self.profile)

    def subject(self, row: Row, column: str) -> Subject:
        return Subject(row.sheet, row.number, column, row.id, row.label)

    def book_evidence(self, row: Row, *columns: str) -> tuple[Evidence, ...]:
        """The cells as written, with the file's hash."""
        return tuple(
            Evidence(
                source="book",
                place=f"{row.file} · {row.sheet} row {row.number} · {column}",
                quote=row[column],
                sha256=self.book.files.get(row.file, ""),
            )
            for column in dict.fromkeys(columns)
            if row[column]
        )

    def row_evidence(self, row: Row, *columns: str) -> tuple[Evidence, ...]:
        """Several cells of a row as one proof: their texts joined by ` · `, the columns in its place."""
        cells = [c for c in dict.fromkeys(columns) if row[c]]
        if not cells:
            return ()
        place = f"{row.file} · {row.sheet} row {row.number} · {', '.join(cells)}"
        quote = " · ".join(row[c] for c in cells)
        return (Evidence(source="book", place=place, quote=quote, sha256=self.book.files.get(row.file, "")),)

    def paper_evidence(self, *quoted: Quoted) -> tuple[Evidence, ...]:
        """Lines of papers as written, each with its file's hash, page and line."""
        return tuple(
            Evidence("book", q.place, q.text, sha256=q.sha256, file=q.file, page=q.page, line=q.line)
            for q in dict.fromkeys(quoted)
        )

    def list_evidence(self, position: int) -> Evidence:
        """The entry's line in the version in force, with that file's hash."""
        held = self.view.held[position]
        return cited(held.dataset, held.version, self.view.entity(position).place)

    def lent_evidence(self, screened: Screened) -> tuple[Evidence, ...]:
        """The row of the table that lends a date of listing, where the list's own line has none."""
        listing = screened.standing.listing
        lender = self.view.lent.get((listing.authority, listing.entry))
        if screened.standing.basis != LENT or lender is None:
            return ()
        return (cited(lender.dataset, lender.version, lender.place),)

    def answers(self, mention: PartyMention | ShipMention) -> Iterator[str]:
        """What the book's own note columns say of the row, its party, ship and voyage: shown beside, never scored away."""
        linked = mention.party if isinstance(mention, PartyMention) else mention.vessel
        yield from on_file(mention.row, linked, self.mentions.voyage(mention.row))

    def entity_of(self, screened: Screened) -> Entity:
        return self.view.entity(screened.hit.position)


def on_file(*rows: Row | None) -> Iterator[str]:
    """The note of each row that has one, as a finding shows it among its innocent readings."""
    for row in dict.fromkeys(r for r in rows if r is not None and r["note"]):
        yield f"On file in the book ({row.sheet} row {row.number}): “{row['note']}”"


def cited(dataset: str, version: Version, place: Place) -> Evidence:
    """A line of a list, with the version and the hash of its file."""
    return Evidence(
        source=dataset,
        place=" · ".join(p for p in (place.file, place.at) if p),
        quote=place.quote,
        version=version.version,
        sha256=version.files.get(place.file, version.sha256),
        retrieved=version.retrieved,
        url=version.url,
    )


def status_of(screened: Screened, entity: Entity) -> Status:
    """The measure as a finding states it; one that had ended says `delisted`."""
    return status_at(screened.standing, screened.phase, entity)


def status_at(standing: Standing, phase: Phase, entity: Entity) -> Status:
    """The same of a standing and its phase."""
    listing = standing.listing
    over = phase == "over" and RUNGS[listing.rung].listing
    notes = [listing.wording] if listing.wording else []
    if standing.since is None:
        notes.append("the list gives no date of listing")
    elif standing.basis != "the list's own dates":
        notes.append(f"date of listing ({iso(standing.since)}) from {standing.basis}")
    if over:
        notes.append(f"was: {listing.rung}")
    return Status(
        rung="delisted" if over else listing.rung,
        authority=listing.authority,
        list=listing.dataset,
        entry=listing.entry,
        name=entity.caption,
        program=listing.programs,
        since=standing.since,
        until=standing.until,
        wording="; ".join(notes),
        binds=listing.binds,
        measure=listing.measure,
        legal_basis=listing.legal_basis,
        confidence=listing.confidence,
    )
