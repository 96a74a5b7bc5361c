"""Which ship is asked for: by her IMO number, an MMSI, or a name; a name that several ships bear is not resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from offing.book.model import Row
from offing.index.find import Finder
from offing.index.names import key, ship_tokens
from offing.records.entity import Entity
from offing.records.identifiers import fold_imo, fold_mmsi
from offing.review.examined import Examined
from offing.review.mentions import ShipMention

_OF_A_NUMBER = re.compile(r"(?i)\b(?:imo|no|nr|number)\b")
_LETTER = re.compile(r"[^\W\d_]")
_MAIN = ("name", "alias", "previousName")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One ship that may be meant: her number ("" where a source gives none), her names, and where she stands."""

    imo: str
    names: tuple[str, ...]
    borne_as: tuple[str, ...]
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """More than one ship bears what was asked for."""

    asked: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Ship:
    """The ship of a dossier. `entries` are positions that mean her by her number (or all that is known of her, where no
    source gives one), `by_name` those that bear one of her names and give no number. `names` are hers, the asked one first
    where it was a name."""

    asked: str
    imo: str
    mmsi: str
    names: tuple[str, ...]
    entries: tuple[int, ...]
    by_name: tuple[int, ...]


def asked_number(asked: str) -> str:
    """The IMO number, where the whole text is one (`IMO 8905490`); "" for a name, also one with digits in it."""
    bare = _OF_A_NUMBER.sub(" ", re.sub(r"(?i)^\s*imo(?=\d)", "", asked))
    return "" if _LETTER.search(bare) else fold_imo(asked) or ""


def asked_mmsi(asked: str) -> str:
    """Nine digits, where that is all that was asked."""
    text = re.sub(r"(?i)\bmmsi\b", " ", asked)
    return "" if _LETTER.search(text) else fold_mmsi(text) or ""


def resolved(asked: str, finder: Finder, books: Sequence[Examined]) -> Ship | Several:
    """The one ship that is meant, or all that may be."""
    if imo := asked_number(asked):
        return _ship(asked, imo, "", (), finder, books)
    mmsi = asked_mmsi(asked)
    found = list(_with_mmsi(mmsi, finder, books) if mmsi else _named(asked, finder, books))
    by_number: dict[str, list[_Seen]] = {}
    for one in found:
        by_number.setdefault(one.imo, []).append(one)
    loose = by_number.pop("", [])
    entries = [one for one in loose if one.position >= 0]
    beside = {one.sheet for found in by_number.values() for one in found} & {one.sheet for one in loose if one.sheet}
    if len(by_number) > 1 or beside:
        return Several(asked, (*_candidates(by_number), *_loose(loose)))
    imo = next(iter(by_number), "")
    hers = () if imo else tuple(dict.fromkeys(one.position for one in entries))
    names = () if mmsi else (asked,)
    return _ship(asked, imo, mmsi, names, finder, books, hers)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One place where what was asked for stands. `position` is -1 for a place in a book. `sheet` is the list or the sheet
    that enters a ship once: two rows of one are two ships, where only one has a number; "" for a row that refers to one."""

    imo: str
    name: str
    borne_as: str
    where: str
    sheet: str = ""
    position: int = -1


def _named(name: str, finder: Finder, books: Sequence[Examined]) -> Iterator[_Seen]:
    for hit in finder.ships_named(name):
        if finder.view.standings(hit.position):
            yield from _listed(finder.view.entity(hit.position), hit.position, _kind(hit.listed_kind, hit.listed))
    folded = key(ship_tokens(name))
    if not folded:
        return
    for book in books:
        for one in book.mentions.ships:
            if one.name and not one.in_text and key(ship_tokens(one.name)) == folded:
                sheet = f"book {book.name}" if one.row.sheet == "vessels" else ""
                yield _Seen(one.imo, one.name, "name", place_of(book, one.row), sheet)
        for seen in book.tracks.ships.values() if book.tracks else ():
            if seen.name and key(ship_tokens(seen.name)) == folded:
                yield _Seen(str(seen.imo or ""), seen.name, "sent by AIS", f"{book.name} tracks, MMSI {seen.mmsi:09d}")


def _kind(kind: str, listed: str) -> str:
    said = {"name": "name", "alias": "also known as", "previousName": "former name", "weakAlias": "weak alias"}
    return f"{said.get(kind, kind)} {listed}"


def _with_mmsi(mmsi: str, finder: Finder, books: Sequence[Examined]) -> Iterator[_Seen]:
    for position in finder.by_id("mmsi", mmsi):
        if finder.view.standings(position):
            yield from _listed(finder.view.entity(position), position, f"MMSI {mmsi}")
    for book in books:
        for one in book.mentions.ships:
            if one.mmsi == mmsi:
                yield _Seen(one.imo, one.name, f"MMSI {mmsi}", place_of(book, one.row))
        seen = book.tracks.ships.get(int(mmsi)) if book.tracks else None
        if seen is not None:
            yield _Seen(str(seen.imo or ""), seen.name or "", f"MMSI {mmsi}", f"{book.name} tracks")


def _listed(entity: Entity, position: int, borne_as: str) -> Iterator[_Seen]:
    where = f"{entity.dataset} {entity.entry}"
    for imo in entity.ids("imoNumber") or ("",):
        yield _Seen(imo, entity.caption, borne_as, where, f"list {entity.dataset}", position)


def _candidates(by_number: dict[str, list[_Seen]]) -> Iterator[Candidate]:
    for imo in sorted(by_number):
        yield _candidate(imo, by_number[imo])


def _loose(found: Sequence[_Seen]) -> Iterator[Candidate]:
    for one in sorted(found, key=lambda s: (s.where, s.name)):
        yield _candidate("", [one])


def _candidate(imo: str, found: Sequence[_Seen]) -> Candidate:
    def told(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({t for t in texts if t}))

    return Candidate(imo, told(s.name for s in found), told(s.borne_as for s in found), told(s.where for s in found))


def _ship(
    asked: str, imo: str, mmsi: str, names: tuple[str, ...], finder: Finder, books: Sequence[Examined],
    entries: tuple[int, ...] = (),
) -> Ship:  # fmt: skip
    view = finder.view
    if imo:
        entries = tuple(p for p in finder.by_id("imoNumber", imo) if view.standings(p))
    entries = tuple(sorted(entries, key=lambda p: (view.held[p].dataset, view.held[p].entry)))
    told = [n.text for p in entries for kind in _MAIN for n in view.entity(p).names if n.kind == kind]
    told += [one.name for book in books for one in mentions_of(book, imo, mmsi) if one.name]
    told += [
        s.name
        for b in books
        for s in (b.tracks.ships.values() if b.tracks else ())
        if imo and s.name and str(s.imo) == imo
    ]
    known: dict[str, str] = {}
    for name in (*names, *told):
        known.setdefault(key(ship_tokens(name)), name)
    known.pop("", None)
    return Ship(
        asked, imo, mmsi, tuple(known.values()), entries, tuple(_without_number(known.values(), entries, finder))
    )


def _without_number(names: Iterable[str], entries: tuple[int, ...], finder: Finder) -> list[int]:
    """Entries that bear one of the names, not as a weak alias, and give no IMO number."""
    found = {
        hit.position
        for name in names
        for hit in finder.ships_named(name)
        if hit.position not in entries
        and hit.listed_kind != "weakAlias"
        and not finder.view.entity(hit.position).ids("imoNumber")
        and finder.view.standings(hit.position)
    }
    return sorted(found, key=lambda p: (finder.view.held[p].dataset, finder.view.held[p].entry))


def mentions_of(book: Examined, imo: str, mmsi: str = "") -> Iterator[ShipMention]:
    """Where a book names a ship by that IMO number; by the MMSI only where there is no number to go by."""
    for one in book.mentions.ships:
        if (imo and one.imo == imo) or (not imo and mmsi and one.mmsi == mmsi and not one.imo):
            yield one


def place_of(book: Examined, row: Row) -> str:
    return f"{book.name} {row.sheet} row {row.number}"
