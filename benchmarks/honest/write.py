"""Writes the book: a thousand shipments, each with its voyage, goods, papers in their versions, payments and parties."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from honest.firms import Firm, firm_name, person
from honest.fleet import Ship, harbours, pick_ship, port_spelled
from honest.papers import papers_of
from honest.spelling import Shipment
from honest.trades import Trade, read_trades
from offing.places.ports import Port, distance_m
from offing.records.territories import territory_name

FIRST, LAST = date(2018, 1, 8), date(2025, 11, 20)
_HUBS = {"SG": "SG", "NL": "NL", "AE": "AE", "KR": "KR", "MA": "MA", "LK": "LK", "ES": "ES", "DE": "DE"}
_REGISTRIES = ("LR", "MH", "PA")
Rows = list[dict[str, str]]


@dataclass
class Book:
    """The sheets while they are written, and what has been named so far."""

    rng: random.Random
    ships: Sequence[Ship]
    taken: Callable[[str], bool]
    sheets: dict[str, Rows] = field(default_factory=dict)
    firms: dict[tuple[str, str], list[Firm]] = field(default_factory=dict)
    busy: dict[str, date] = field(default_factory=dict)
    vessel: dict[str, str] = field(default_factory=dict)

    def add(self, sheet: str, **cells: object) -> dict[str, str]:
        row = {k.rstrip("_"): "" if v is None else str(v) for k, v in cells.items()}
        self.sheets.setdefault(sheet, []).append(row)
        return row

    def firm(self, land: str, role: str, again: float = 0.45) -> Firm:
        """A firm of that land and role: often one that the book has dealt with before."""
        known = self.firms.setdefault((land, role), [])
        if known and self.rng.random() < again:
            return self.rng.choice(known)
        made = self._new_firm(land, role)
        known.append(made)
        return made

    def name(self, land: str, role: str = "") -> str:
        """The name of a firm or, without a role, of a person; one that a list bears word for word is drawn again."""
        while True:
            made = firm_name(self.rng, land, role) if role else person(self.rng, land)
            if not self.taken(made):
                return made

    def _new_firm(self, land: str, role: str) -> Firm:
        rng = self.rng
        alone = role in ("seller", "buyer") and rng.random() < 0.03
        ident = f"P{len(self.sheets.get('parties', [])) + 1}"
        born = f"{rng.randrange(1948, 1998)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}" if alone else ""
        firm = Firm(ident, self.name(land, "" if alone else role), land, role, alone, born)
        self.add(
            "parties",
            id=ident,
            name=firm.name,
            type="person" if alone else "company",
            role=role,
            country=rng.choice((land, territory_name(land.lower()))),
            born=born if rng.random() < 0.8 else "",
            address=f"{rng.randrange(1, 400)} {rng.choice(('Harbour Road', 'Main Street', 'Trade Tower', 'Industrial Area'))}"
            if rng.random() < 0.5
            else "",
            registration_number=f"{land}{rng.randrange(10**7, 10**9)}" if rng.random() < 0.35 else "",
            first_dealt=rng.randrange(2010, 2018),
            note="",
        )
        self._owners(firm)
        return firm

    def _owners(self, firm: Firm) -> None:
        """Who holds the firm, for one in three: a parent, a family, two partners; sometimes the shares changed hands."""
        rng = self.rng
        if firm.person or firm.role == "bank" or rng.random() > 0.33:
            return
        style, since = rng.random(), rng.randrange(1998, 2017)
        if style < 0.35:
            self.add(
                "ownership",
                owner=self.name(firm.country, "seller"),
                owned=firm.name,
                percent=rng.choice((51, 60, 75, 100)),
                from_=since,
                source="company register",
            )
        elif style < 0.75:
            for share in rng.choice(((100,), (50, 50), (60, 40), (34, 33, 33))):
                self.add(
                    "ownership",
                    owner=self.name(firm.country),
                    owned=firm.id,
                    percent=share,
                    from_=since,
                    source="KYC form",
                )
        else:
            year = rng.randrange(2018, 2025)
            sold = rng.choice((100, 70))
            self.add(
                "ownership",
                owner=self.name(firm.country, "seller"),
                owned=firm.name,
                percent=sold,
                from_=since,
                to=f"{year}-06-30",
                source="share register",
            )
            self.add(
                "ownership",
                owner=self.name(rng.choice(("GB", "NL", "SG", firm.country)), "buyer"),
                owned=firm.name,
                percent=sold,
                from_=f"{year}-07-01",
                source="sale agreement",
            )

    def register(self, ship: Ship, sails: date) -> str:
        """The row of a ship; a sister row where she changed flag, name or owner while the book knew her."""
        rng = self.rng
        if ship.imo in self.vessel:
            return self.vessel[ship.imo]
        ident = f"V{len(self.vessel) + 1}"
        self.vessel[ship.imo] = ident
        owner, manager = self._shipowner(ship), self.firm(rng.choice(("GR", "SG", "DE", "HK", "NO")), "manager", 0.8)
        cells = {
            "imo": ship.imo,
            "type": ship.type,
            "gross_tonnage": ship.gross,
            "built": ship.built,
            "deadweight": ship.deadweight if rng.random() < 0.6 else "",
            "manager": manager.name,
        }
        change = rng.random()
        if change < 0.07:
            day = sails - timedelta(days=rng.randrange(25, 1500))
            before = {
                "flag": rng.choice(("Liberia", "Malta", "Hong Kong", "Cyprus")),
                "name": ship.name,
                "owner": owner,
            }
            if change < 0.03:
                before |= {
                    "name": rng.choice(("OCEAN ", "PACIFIC ", "NORD ")) + ship.name.split()[-1],
                    "owner": self._shipowner(ship),
                }
            self.add("vessels", id=f"{ident}-old", **cells, **before, to=(day - timedelta(days=1)).isoformat())
            self.add("vessels", id=ident, **cells, name=ship.name, flag=ship.flag, owner=owner, from_=day.isoformat())
        else:
            self.add("vessels", id=ident, **cells, name=ship.name, flag=ship.flag, owner=owner)
        return ident

    def _shipowner(self, ship: Ship) -> str:
        """A company of one ship, named after her or not, or a fleet's owner."""
        rng = self.rng
        if rng.random() < 0.3:
            form = rng.choice(("Shipping Ltd", "Maritime S.A.", "Navigation Inc.", "Shipping Company S.A."))
            return f"{ship.name.title()} {form}"
        return self.firm(rng.choice(_REGISTRIES), "owner", 0.5).name


def build(
    ships: Sequence[Ship], shipments: int = 1000, seed: int = 20190321, taken: Callable[[str], bool] = lambda _: False
) -> dict[str, Rows]:
    """The sheets of an honest book. The same ships, seed and names that are `taken` give the same rows."""
    rng = random.Random(seed)  # noqa: S311 - a fixture, not a secret
    book, ports = Book(rng, ships, taken), harbours()
    kinds = {k: [s for s in ships if s.kind == k] for k in ("bulk", "tanker", "box", "cars", "gas")}
    for kind, alike in kinds.items():
        kinds[kind] = alike or kinds["bulk"]
    number, trades = 0, read_trades()
    while number < shipments:
        trade = rng.choices(trades, [t.share for t in trades])[0]
        many = min(rng.randint(1, 5) if trade.ship == "box" else 2 if rng.random() < 0.12 else 1, shipments - number)
        number = _sailing(book, trade, kinds[trade.ship], ports, number, many)
    return book.sheets


def _sailing(
    book: Book, trade: Trade, ships: Sequence[Ship], ports: dict[str, list[Port]], number: int, many: int
) -> int:
    """One ship's voyage, by a hub with a second leg for a quarter of boxes, and the shipments that she carries."""
    rng = book.rng
    origin = rng.choice([o for o in trade.origins if ports.get(o)])
    buyer_land = rng.choice([b for b in trade.buyers if b != origin and ports.get(b)])
    load, discharge = rng.choice(ports[origin]), rng.choice(ports[buyer_land])
    lot = rng.uniform(*trade.lot)
    heavy = trade.ship in ("bulk", "tanker", "gas")
    weight = lot * (0.14 if "bbl" in trade.units else 0.6 if "cbm" in trade.units else 1.0)
    hub = rng.choice([h for h in _HUBS if h not in (origin, buyer_land) and ports.get(h)])
    legs = [(load, discharge)]
    if trade.ship == "box" and rng.random() < 0.25:
        over = rng.choice(ports[hub])
        legs = [(load, over), (over, discharge)]
    day = FIRST + timedelta(days=rng.randrange((LAST - FIRST).days - 80))
    voyages = []
    for leg, (start, end) in enumerate(legs):
        free = [x for x in ships if book.busy.get(x.imo, FIRST) <= day + timedelta(days=9)]
        ship = pick_ship(rng, free or ships, weight * many * rng.uniform(1.03, 1.6) if heavy else 9000)
        day = max(day, book.busy.get(ship.imo, FIRST)) + timedelta(days=rng.randint(1, 6))
        sea_m = float(distance_m(start.lon_deg, start.lat_deg, end.lon_deg, end.lat_deg))
        landed = day + timedelta(days=2 + round(sea_m * 1.4 / 1852 / (13 * 24)))
        book.busy[ship.imo] = landed + timedelta(days=2)
        voyages.append(_voyage(book, trade, ship, (start, end), (day, landed), last=leg == len(legs) - 1))
        day = landed + timedelta(days=rng.randint(2, 9))
    for _ in range(many):
        number += 1
        share = lot * (rng.uniform(0.6, 1.0) if many > 1 else 1.0)
        papers_of(book, Shipment(number, trade, origin, buyer_land, load, discharge, share, tuple(voyages)))
    return number


def _voyage(
    book: Book, trade: Trade, ship: Ship, way: tuple[Port, Port], days: tuple[date, date], last: bool
) -> dict[str, str]:
    rng = book.rng
    start, end = way
    lands = [territory_name(p.country.lower()) for p in way]
    told = port_spelled(rng, end, lands[1])
    declared = rng.choice(("", "", told, end.locode or told))
    if trade.ship in ("bulk", "tanker") and last and rng.random() < 0.02:
        declared = rng.choice(("FOR ORDERS", "GIBRALTAR FOR ORDERS", "SINGAPORE OPL FOR ORDERS"))
    charterer = (
        book.firm(rng.choice(("SG", "GB", "DE", "NL", "AE", "HK")), "buyer", 0.7).name if trade.ship != "box" else ""
    )
    ident = f"VY{len(book.sheets.get('voyages', [])) + 1}"
    vessel = book.register(ship, days[0])
    row = book.add(
        "voyages",
        id=ident,
        vessel=vessel if rng.random() < 0.7 else ship.name,
        imo="" if rng.random() < 0.5 else ship.imo,
        load_port=port_spelled(rng, start, lands[0]),
        load_date=days[0].isoformat(),
        discharge_port=told,
        discharge_date=days[1].isoformat(),
        declared_destination=declared,
        charterer=charterer,
        note="bunker call at Fujairah" if rng.random() < 0.02 else "",
    )
    return row | {"ship": ship.name, "number": ship.imo}


def write(folder: Path, sheets: dict[str, Rows]) -> None:
    """One CSV for each sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet, rows in sheets.items():
        columns = list(dict.fromkeys(c for row in rows for c in row))
        with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
