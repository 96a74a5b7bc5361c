"""Goods in the book that go from or to a territory, as the checks on goods see them: what, which way, when, by which cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from offing.book.model import Row
from offing.goods.contract import Ruling, answer
from offing.places.ports import Port, find_port
from offing.records.dates import DateSpan, day
from offing.records.territories import territory, territory_name
from offing.review.context import Context
from offing.review.touched import touched

DPRK = "kp"
Cell = tuple[Row, str]
_ENDS = {
    "from": {"cargo": ("origin",), "documents": ("origin", "load_port"), "voyages": ("load_port",)},
    "to": {
        "cargo": ("destination",),
        "documents": ("discharge_port",),
        "voyages": ("discharge_port", "declared_destination"),
    },
}
_PARTY = {"from": ("shipper",), "to": ("consignee", "notify")}
_NOT_THIS = re.compile(
    r"\b(?:not|non|no|except|excluding|other than|nor)\W+(?:of\s+|from\s+|to\s+|the\s+)*$", re.IGNORECASE
)
_INLAND = frozenset(
    "pyongyang pyeongyang p'yongyang phyongyang pyŏngyang пхеньян 평양 平壤 kaesong gaeseong kaesŏng кэсон 개성 开城 開城"
    " kumgangsan geumgangsan 금강산 sariwon hyesan kanggye hoeryong pyongsong phyongsong".split()
) | {f"{m} {k}" for m in ("mt", "mt.", "mount") for k in ("kumgang", "geumgang")}
"""Places of North Korea that are no ports and that papers name without their country."""
_THERE = re.compile(
    r"\s+(?:(?:joint|inter-korean|international)\s+)?(?:"
    r"(?:industrial|special economic|economic|free trade|tourist|tourism|processing)"
    r"\s+(?:complex|zone|park|region|area|resort|project)|liaison\s+office|office|resort|city|customs(?:\s+(?:house|office))?|warehouse"
    r"|(?:railway\s+)?station|border(?:\s+crossing)?|factory|site)$",
    re.IGNORECASE,
)
"""What stands at a place: with it, a cell names the place still; a street named for a town is elsewhere."""
_IN_THE_SOUTH_TOO = "Taean"
_UNIT_OF_PIECE = frozenset(
    "piece pieces pc pcs unit units set sets bottle bottles each ea no nos item items pair pairs".split()
)


@dataclass(frozen=True, slots=True)
class Way:
    """One direction of a lot: the cells that say so, whether a place of the goods does (`firm`) or only a party's country."""

    direction: str
    cells: tuple[Cell, ...]
    firm: bool

    @property
    def said(self) -> str:
        """`load port Nampo and origin North Korea`."""
        told = dict.fromkeys(f"{column.replace('_', ' ')} {row[column]}" for row, column in self.cells)
        return " and ".join(told)


@dataclass(frozen=True)
class Lot:
    """Goods of one row of the cargo or documents sheet, with its voyage. `column` holds the words, else the code."""

    row: Row
    voyage: Row | None
    when: DateSpan | None

    @property
    def column(self) -> str:
        words = "description" if self.row.sheet == "cargo" else "goods"
        return words if self.row[words] else "hs"

    @property
    def words(self) -> str:
        return self.row["description"] or self.row["goods"]

    @property
    def label(self) -> str:
        hs = f"HS {self.row['hs']}" if self.row["hs"] else ""
        return " · ".join(x for x in (f"“{self.words}”" if self.words else "", hs) if x)

    def ends(self, direction: str) -> tuple[Cell, ...]:
        """The filled cells that say where the goods come from or go to; the voyage's where the row's own do not say."""
        own = [(self.row, c) for c in _ENDS[direction].get(self.row.sheet, ()) if self.row[c]]
        ports = any(c.endswith("_port") for _, c in own)
        of = _ENDS[direction]["voyages"] if self.voyage is not None and not ports else ()
        voyage = [(self.voyage, c) for c in of if self.voyage is not None and self.voyage[c]]
        return (*own, *voyage)

    @property
    def unit_value_usd(self) -> float | None:
        """The value of one piece, where the book gives a value in USD and counts pieces."""
        value, count = self.row.numbers.get("value"), self.row.numbers.get("quantity")
        counted = self.row["unit"].strip().casefold() in _UNIT_OF_PIECE
        usd = self.row["currency"].strip().upper() in ("USD", "US$", "$")
        return value / count if value and count and count > 0 and counted and usd else None


def lots(context: Context) -> Iterator[Lot]:
    """Every row of cargo and documents that names goods, by code or in words."""
    for sheet in ("cargo", "documents"):
        for row in context.book.sheet(sheet):
            if row["hs"] or row["description"] or row["goods"]:
                yield Lot(row, context.mentions.voyage(row), context.mentions.when(row))


def ways(context: Context, lot: Lot, of: str = DPRK) -> Iterator[Way]:
    """`from` and `to` a territory: where a place says it, else where a party of that country ships or receives."""
    for direction in ("from", "to"):
        cells = tuple(cell for cell in lot.ends(direction) if of in places_named(cell[0][cell[1]]))
        if cells:
            yield Way(direction, cells, True)
            continue
        for column in _PARTY[direction]:
            party = context.mentions.party(lot.row[column]) if lot.row[column] else None
            if party is not None and territory(party["country"]) == of:
                yield Way(direction, ((lot.row, column), (party, "country")), False)
                break


@lru_cache(maxsize=16384)
def places_named(text: str) -> frozenset[str]:
    """The territories that a cell names: by a port, a country, or a country within a phrase (`Dalian, in transit to …`)."""
    if not text:
        return frozenset()
    port = find_port(text)
    found = {port.country.casefold()} if port is not None and _country_sure(port) else set()
    if code := territory(text):
        return frozenset({code})
    for part in re.split(
        r"[,;/()\[\]]|\b(?:to|via|from|and|for|in|of|port|at|transit|then|onward)\b", text, flags=re.IGNORECASE
    ):
        said = part.strip(" .-")
        before = text[: text.find(part)]
        if not said or _NOT_THIS.search(before) or _NOT_THIS.match(said + " "):
            continue
        town = _THERE.sub("", said[:80])
        if town.casefold() in _INLAND or (town != said and _port_of_dprk(town)):
            found.add(DPRK)
        if len(said) > 2 and (code := territory(said)):
            found.add(code)
        elif len(said) > 3 and said != text and (inner := find_port(said)) is not None and inner.confidence == "high":
            found.add(inner.country.casefold())
    return frozenset(found)


def _port_of_dprk(town: str) -> bool:
    port = find_port(town)
    return port is not None and port.country == "KP" and _country_sure(port)


def _country_sure(port: Port) -> bool:
    """Low confidence tells of a point; of the DPRK's ports the country is known, but for a name that the South has too."""
    return port.confidence != "low" or (port.country == "KP" and port.name != _IN_THE_SOUTH_TOO)


def port_named(text: str) -> Port | None:
    return find_port(text) if text else None


def rulings(context: Context, lot: Lot, way: Way, kind: str, of: str = DPRK) -> tuple[Ruling, ...]:
    """What the regimes on a territory say of a lot on its way, by the law up to the day of the review.

    The rules on other territories than North Korea are told only where someone bound is named, so that for these everyone
    of the voyage counts, and the desk that asks.
    """
    into = [places_named(row[column]) for row, column in lot.ends("to")]
    ends = [*into, *(places_named(row[column]) for row, column in lot.ends("from"))]
    parties = [context.mentions.party(lot.row[c]) for c in ("shipper", "consignee", "notify") if lot.row[c]]
    countries = {code for p in parties if p is not None and (code := territory(p["country"]))}
    return answer(
        lot.row["hs"],
        lot.words,
        direction=way.direction,
        when=lot.when or day(context.as_of),
        territories=frozenset().union(*ends, countries, touched(context, lot.row) if of != DPRK else ()),
        into=frozenset().union(*into),
        known_by=context.as_of,
        unit_value_usd=lot.unit_value_usd,
        kind=kind,
        territory=of,
    )


def other_origin(lot: Lot, of: str = DPRK) -> str:
    """The other territory that a lot is said to originate in; "" where none is named, or this one beside it.

    By the origin column; where that is blank by adjectives in the words and notes (`Russian coal`).
    """
    named = places_named(lot.row["origin"])
    if not lot.row["origin"]:
        texts = (lot.words, lot.row["note"], lot.voyage["note"] if lot.voyage is not None else "")
        words = {w for t in texts for w in re.findall(r"[^\W\d_]{4,}", t[:2000]) if w[0].isupper()}
        named = frozenset(code for w in words if (code := territory(w)))
    return ", ".join(territory_name(t) for t in sorted(named)) if named and of not in named else ""
