"""Where a cargo was before: voyages that carried the same goods to the place where another took them on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from offing.book.model import Row
from offing.review.papers import Folder, Papers, country_of, digits, first_day, last_day, same_port
from offing.review.passages import earliest_landing
from offing.review.quantities import tonnes

STOCKPILE_DAYS, ALIKE_DAYS, ALIKE_SHARE = 60, 400, 0.1
"""How long goods may lie between two voyages; longer where the amount is the same within this share."""
_COMMON = frozenset("bulk cargo goods in of and the washed raw grade high low semi for steam russian origin".split())


@dataclass(frozen=True, slots=True)
class Lot:
    """A row of the cargo sheet with its voyage."""

    row: Row
    folder: Folder

    @property
    def loaded(self) -> str:
        """The country of the port of loading."""
        return country_of(self.folder.voyage["load_port"])


@dataclass(frozen=True, slots=True)
class Link:
    """`after` carries on what `before` brought; `why` in words, `stated` where the book itself says so."""

    before: Lot
    after: Lot
    why: str
    stated: bool


class Chains:
    """The lots of a book, and how they hang together. Pure."""

    def __init__(self, papers: Papers) -> None:
        self.lots = tuple(Lot(c, f) for f in papers.folders for c in f.cargo)
        self._by_load: dict[str, list[Lot]] = {}
        for lot in self.lots:
            self._by_load.setdefault(lot.loaded, []).append(lot)

    @cached_property
    def _named(self) -> dict[str, list[Lot]]:
        found: dict[str, list[Lot]] = {}
        for lot in self.lots:
            for ident in dict.fromkeys((lot.row.id.casefold(), lot.folder.voyage.id.casefold())):
                if re.search(r"\d", ident):
                    found.setdefault(ident, []).append(lot)
        return found

    @cached_property
    def stated(self) -> tuple[Link, ...]:
        """Links that the book states: one cargo id or one bill's number on two voyages, or a note that names the other."""
        found: dict[tuple[Row, Row, Row], Link] = {}
        bills: dict[str, list[tuple[Lot, Row]]] = {}
        for lot in self.lots:
            for paper in lot.folder.papers("bill_of_lading"):
                if paper["number"]:
                    bills.setdefault(paper["number"].casefold(), []).append((lot, paper))
            for row in (lot.row, lot.folder.voyage, *lot.folder.documents):
                for word in dict.fromkeys(re.findall(r"[\w-]+", row["note"].casefold())):
                    for other in self._named.get(word, ()):
                        self._join(found, lot, other, f"{row.sheet} row {row.number} names {word.upper()}")
            for other in self._named.get(lot.row.id.casefold(), ()):
                if other.row.id == lot.row.id:
                    self._join(found, lot, other, f"both are cargo {lot.row.id}")
        for number, those in bills.items():
            for lot, paper in those:
                for other, _ in those:
                    if _alike(lot.row, other.row):
                        self._join(found, lot, other, f"both have bill of lading {paper['number'] or number}")
        return tuple(found.values())

    @cached_property
    def stated_from(self) -> dict[tuple[Row, Row], list[Link]]:
        """The same by where they begin."""
        found: dict[tuple[Row, Row], list[Link]] = {}
        for link in self.stated:
            found.setdefault((link.before.row, link.before.folder.voyage), []).append(link)
        return found

    def _join(self, found: dict[tuple[Row, Row, Row], Link], lot: Lot, other: Lot, why: str) -> None:
        if lot.folder.voyage == other.folder.voyage or (lot.row == other.row and lot.folder == other.folder):
            return
        days = [first_day(x.folder.voyage, "load_date") or date.max for x in (lot, other)]
        before, after = (other, lot) if days[1] <= days[0] else (lot, other)
        found.setdefault((before.row, after.row, after.folder.voyage), Link(before, after, why, True))

    def stockpiled(self, before: Lot) -> Iterator[Link]:
        """Lots of like goods that were loaded where these were landed, not long after."""
        port = before.folder.voyage["discharge_port"]
        landed = first_day(before.folder.voyage, "discharge_date") or earliest_landing(before.folder.voyage)
        for after in self._by_load.get(country_of(port), ()) if port and landed else ():
            loaded = last_day(after.folder.voyage, "load_date")
            if after.folder.voyage == before.folder.voyage or loaded is None or landed is None or loaded < landed:
                continue
            amounts = [t for x in (before, after) if (t := tonnes(x.row))]
            equal = len(amounts) == 2 and abs(amounts[0] - amounts[1]) <= ALIKE_SHARE * max(amounts)
            limit = timedelta(days=ALIKE_DAYS if equal else STOCKPILE_DAYS)
            if loaded - landed > limit or not _alike(before.row, after.row):
                continue
            if same_port(port, after.folder.voyage["load_port"]):
                ship = before.folder.ship.name if before.folder.ship else "a ship"
                why = f"{ship} was to land like goods at {port} on {before.folder.voyage['discharge_date'] or landed}"
                yield Link(before, after, why, False)


def follow(chains: Chains, first: Lot, *, through_stockpiles: bool) -> Iterator[tuple[Link, ...]]:
    """Each way on from a lot, shortest first: the links from it to every lot that may carry its goods."""
    seen = {(first.row, first.folder.voyage)}
    ways: list[tuple[Link, ...]] = [()]
    for way in ways:
        at = way[-1].after if way else first
        onward = chains.stated_from.get((at.row, at.folder.voyage), [])
        for link in (*onward, *(chains.stockpiled(at) if through_stockpiles else ())):
            place = (link.after.row, link.after.folder.voyage)
            if place not in seen:
                seen.add(place)
                ways.append((*way, link))
                yield (*way, link)


def origins(lot: Lot) -> list[tuple[Row, str]]:
    """Where the papers say that a lot is from: rows with the country, the cargo's own first."""
    alone = len(lot.folder.cargo) == 1
    papers = [d for d in lot.folder.documents if alone or _alike(d, lot.row)]
    return [
        (row, c)
        for row in (lot.row, *sorted(papers, key=lambda d: (d.id, d.number)))
        if (c := country_of(row["origin"]))
    ]


def _alike(one: Row, other: Row) -> bool:
    """Goods that may be the same: the first four digits of the HS code, or the chapter and a word."""
    a, b = digits(one), digits(other)
    if a and b and (a[:4] == b[:4] or a[:2] != b[:2]):
        return a[:4] == b[:4]
    return bool(_words(one) & _words(other))


def _words(row: Row) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", (row["description"] or row["goods"]).casefold())) - _COMMON


def countries(found: Sequence[tuple[Row, str]]) -> list[str]:
    """Each country once, in order."""
    return list(dict.fromkeys(c for _, c in found))
