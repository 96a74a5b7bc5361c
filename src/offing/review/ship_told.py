"""What a book's reports say of a ship, and what its tracks hold of her."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from offing.book.model import Book, Row
from offing.claims.in_words import STATUSES, TYPES, how_sure, when, who_says
from offing.claims.model import Event as Happening
from offing.claims.model import Said
from offing.index.find import Finder
from offing.records.dates import day, iso
from offing.records.rungs import step
from offing.review.as_reported import quote
from offing.review.context import status_at
from offing.review.examined import Examined
from offing.review.finding import Evidence, Finding
from offing.review.in_reports import Named, Reports, claim_of, claims_on, named_in
from offing.review.listing import status_words
from offing.review.mentions import Mentions
from offing.review.one_ship import Ship
from offing.review.screening import phase_of
from offing.review.ship_known import AtSea, Told
from offing.review.tracked import NAME_ALONE, TWO_SHIPS
from offing.tracks.event import Event, Seen, in_order

_AT_SEA = (
    "encounter",
    "port_call",
    "gap",
    "loitering",
    "position_jump",
    "shared_mmsi",
    "identity_change",
    "draught_change",
)


def told_of(book: Examined, ship: Ship, shown: Sequence[Finding]) -> Iterator[Told]:
    """Claims about her, of events in the order of time, each quote once; those that a finding in `shown` quotes are left out."""
    reports = book.reports
    if reports is None:
        return
    quoted = {(e.file, " ".join(e.quote.split())) for f in shown for e in f.evidence if e.source == "report"}
    named = list(named_in(reports, Mentions(_asked_of(ship))))
    for event, those in sorted(claims_on(reports, named), key=_in_time):
        for said in those:
            source = _cited(reports, said)
            if (source.file, " ".join(source.quote.split())) not in quoted:
                yield _told(book, reports, named, event, said, source)


def _in_time(one: tuple[Happening, tuple[Said, ...]]) -> tuple[str, str, int, int]:
    event, said = one
    return iso(event.happened) if event.happened else "~", event.type, said[0].document, said[0].claim


def _asked_of(ship: Ship) -> Book:
    """Her names, each with her number, as rows that the reports are searched for."""
    rows = tuple(
        Row("vessels", n, "asked", {"name": name, **({"imo": ship.imo} if ship.imo else {})})
        for n, name in enumerate(ship.names or ("",), start=2)
        if name or ship.imo
    )
    return Book("asked", rows, {})


def _cited(reports: Reports, said: Said) -> Evidence:
    claim, document = claim_of(reports, said), reports.readings[said.document].document
    line = document.text.count("\n", 0, claim.start) + 1
    return Evidence(
        source="report",
        place=f"{document.name} · line {line} · characters {claim.start}–{claim.end}",
        quote=document.text[claim.start : claim.end],
        version=iso(document.published.span) if document.published else "",
        sha256=document.sha256,
        file=document.name,
        line=line,
    )


def _told(
    book: Examined, reports: Reports, named: Sequence[Named], event: Happening, said: Said, source: Evidence
) -> Told:
    claim = claim_of(reports, said)
    by_number = any(n.how == "number" and n.document == said.document for n in named)
    status = STATUSES[claim.status]
    return Told(
        book=book.name,
        type=claim.type,
        says=TYPES[claim.type],
        quote=quote(reports, said),
        said_by=who_says(claim),
        how_sure=f"{how_sure(claim)}; {status}" if status else how_sure(claim),
        when=when(claim),
        how="number" if by_number else "name",
        sources=event.sources,
        source=source,
    )


def at_sea(book: Examined, ship: Ship, finder: Finder, as_of: date) -> Iterator[AtSea]:
    """Her events in the tracks, by time: of the MMSIs that sent her number or that the book's rows link to her."""
    tracks, followed = book.tracks, book.followed
    if tracks is None or followed is None:
        return
    linked: dict[int, tuple[str, tuple[str, ...]]] = {}
    for mmsi, seen in tracks.ships.items():
        if ship.imo and str(seen.imo or "") == ship.imo:
            linked[mmsi] = "IMO number", ()
        elif ship.mmsi and mmsi == int(ship.mmsi):
            linked[mmsi] = "MMSI", ()
    for one in followed.ships:
        if ship.imo and one.same == ("imo", ship.imo) and one.mmsi not in linked:
            linked[one.mmsi] = (
                {"mmsi": "MMSI", "callSign": "call sign and name"}.get(one.by, "name"),
                ((NAME_ALONE,) if one.by == "name" else ()),
            )
    shared = {e.a.mmsi for e in tracks.events if e.kind == "shared_mmsi"}
    for event in sorted(tracks.events, key=in_order):
        for mmsi in sorted({one.mmsi for one in (event.a, event.b) if one is not None and one.mmsi in linked}):
            by, doubts = linked[mmsi]
            if event.kind in _AT_SEA:
                more = (TWO_SHIPS,) if mmsi in shared else ()
                her, other = _sides(event, mmsi)
                yield AtSea(book.name, event, her, other, _listed(other, finder, as_of), (*doubts, *more), by)


def _sides(event: Event, mmsi: int) -> tuple[Seen, Seen | None]:
    return (event.a, event.b) if event.a.mmsi == mmsi else (event.b or event.a, event.a)


def _listed(other: Seen | None, finder: Finder, as_of: date) -> tuple[str, ...]:
    """What stands on the entries that have the other ship's IMO number or, without one, her MMSI."""
    if other is None:
        return ()
    kind = "imoNumber" if other.imo else "mmsi"
    value = str(other.imo) if other.imo else f"{other.mmsi:09d}"
    by = "IMO number" if other.imo else "MMSI, which belongs to a period"
    found = []
    for position in finder.by_id(kind, value):
        entity = finder.view.entity(position)
        statuses = [status_at(s, phase_of(s, day(as_of)), entity) for s in finder.view.standings(position)]
        if statuses:
            found.append(f"{entity.caption}, by her {by}: {status_words(sorted(statuses, key=lambda s: step(s.rung)))}")
    return tuple(sorted(found))
