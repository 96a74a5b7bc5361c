"""Random books and random versions of a list, close enough to each other that many rows have something on the list."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from offing.index.keep import add_version, opened
from offing.records.dates import DateSpan, day
from offing.records.entity import Entity, Listing, Name, Place, Statement
from offing.records.identifiers import Identifier
from offing.settings import Home
from offing.snapshots import Snapshot

FIRST = date(2024, 3, 28)
WORDS = [
    a + b
    for a in "HAI PAEK MERI KORB SELK TUND OSTRA LUM FARR ZHEN VANT AZO RYU BELM".split()
    for b in "BO SOL DIAN UL IRK".split()
]
TRADES = "SHIPPING TRADING LOGISTICS MARINE ENERGY MANAGEMENT INTERNATIONAL HOLDING BROKERS AGENCY CHARTERING".split()
FORMS = ("CO LTD", "LLC", "GMBH", "S.A.", "")
PEOPLE = [
    f"{a} {b}"
    for a in ("IVAN", "KIM CHOL", "MOHAMMED", "WANG WEI", "ANNA")
    for b in "PETROV SU RASHID MING LINDQVIST KARIMI".split()
]
PLACES = ("Dalian", "Nampo", "Busan", "Rajin", "Vladivostok", "Piraeus", "Novorossiysk")
GOODS = ("coal", "crude oil", "luxury watches", "rice", "machine parts", "gas oil")
ADDRESSES = ("12 Harbour Road, Dalian", "Room 5, 88 Nathan Road, Hong Kong", "7 Quay Street, Piraeus")


_SHARES = {
    "parties": 1.0,
    "ownership": 0.3,
    "vessels": 0.5,
    "voyages": 0.5,
    "cargo": 0.6,
    "documents": 0.6,
    "payments": 0.6,
    "licences": 0.0,
}
"""Rows of each sheet for one of the parties sheet."""


def _imo(rng: random.Random) -> str:
    digits = f"{rng.randrange(912000, 912200)}"
    return digits + str(sum(int(d) * w for d, w in zip(digits, range(7, 1, -1), strict=True)) % 10)


def _firm(rng: random.Random) -> str:
    return " ".join(filter(None, (*rng.sample(WORDS, rng.choice((1, 2, 2))), rng.choice(TRADES), rng.choice(FORMS))))


def _ship(rng: random.Random) -> str:
    return " ".join(rng.sample(WORDS, 2))


def _slipped(rng: random.Random, name: str) -> str:
    """The name, often as it is, else with a letter changed, a word left out or the words in another order."""
    if rng.random() < 0.5 or len(name) < 5:
        return name
    at = rng.randrange(len(name))
    words = name.split()
    return rng.choice((name[:at] + "e" + name[at + 1 :], " ".join(words[:-1]) or name, " ".join(reversed(words))))


def entity(rng: random.Random, number: int, today: date) -> Entity:
    """A firm, person or ship as it may come onto a list."""
    schema = rng.choice(("Company", "Company", "Person", "Vessel"))
    names = {"Company": _firm, "Person": lambda r: r.choice(PEOPLE), "Vessel": _ship}[schema]
    texts = list(dict.fromkeys(names(rng) for _ in range(rng.choice((1, 1, 2)))))
    ids = []
    facts = []
    if schema == "Vessel":
        ids.append(Identifier("imoNumber", _imo(rng)))
        facts = [Statement("flag", rng.choice(("Panama", "North Korea"))), Statement("type", "Bulk Carrier")]
    elif schema == "Company" and rng.random() < 0.4:
        ids.append(Identifier("registrationNumber", f"REG{rng.randrange(20):05}"))
    since = rng.choice(
        (None, day(today - timedelta(days=rng.randrange(-3, 600))), DateSpan(date(2024, 3, 1), date(2024, 3, 31)))
    )
    until = rng.choice((None, None, None, day(today + timedelta(days=rng.randrange(-2, 4)))))
    if since and until and since.start and until.end and since.start > until.end:
        until = None
    listing = Listing(
        "US",
        "us_ofac_sdn",
        str(number),
        rng.choice(("blocked", "blocked", "sectoral", "advisory", "named", "reported")),
        (rng.choice(("DPRK3", "IRAN", "SDGT")),),
        since=since,
        until=until,
    )
    quote = f"{number},{texts[0]},{listing.programs[0]},{rng.random()}"
    return Entity(
        "us_ofac_sdn",
        str(number),
        schema,  # type: ignore[arg-type]
        tuple(
            Name(t, "name" if not i else rng.choice(("alias", "weakAlias", "previousName")))
            for i, t in enumerate(texts)
        ),
        Place("SDN.CSV", f"row {number}", quote),
        tuple(ids),
        tuple(facts),
        (listing,),
    )


def versions(rng: random.Random, size: int, many: int, step: Callable[[], int]) -> Iterator[tuple[date, list[Entity]]]:
    """Versions of a list of about that size, each some days after the one before, some entries new, gone or changed."""
    today, number = FIRST, size
    held = [entity(rng, i, today) for i in range(size)]
    yield today, held
    for _ in range(many - 1):
        today += timedelta(days=step())
        gone = set(rng.sample(range(len(held)), rng.choice((0, 0, 1, 2))))
        held = [e for i, e in enumerate(held) if i not in gone]
        for i in rng.sample(range(len(held)), rng.choice((0, 1, 2))):
            other = entity(rng, int(held[i].entry), today)
            held[i] = rng.choice((other, replace(held[i], listings=other.listings, place=other.place)))
        more = rng.choice((0, 1, 2, 5))
        held += [entity(rng, number + i, today) for i in range(more)]
        number += more
        yield today, held


def load(home: Home, when: date, entities: list[Entity]) -> None:
    """A version of OFAC's list, as if it had been read from a file."""
    told = Snapshot(
        "us_ofac_sdn",
        f"{when}-{len(entities)}",
        "csv",
        when,
        when,
        f"{when}T10:00:00+00:00",
        "https://example.org",
        "0" * 64,
        {"SDN.CSV": "0" * 64},
        len(entities),
    )
    with opened(home.index) as db:
        add_version(db, told, entities)


def write_book(
    folder: Path,
    rng: random.Random,
    rows: int,
    *,
    licences: bool = False,
    named: Callable[[random.Random], str] = _firm,
    afloat: Callable[[random.Random], tuple[str, str]] = lambda rng: (_imo(rng), _ship(rng)),
) -> Path:
    """Sheets that refer to each other in every way that a check looks at, with some rows of each. `named` makes parties' names,
    `afloat` ships' numbers and names."""
    folder.mkdir(parents=True)
    ships = [afloat(rng) for _ in range(rows)]

    def party() -> str:
        if rng.random() < 0.4:
            return f"P{rng.randrange(rows)}"
        return rng.choice(PEOPLE) if rng.random() < 0.1 else _slipped(rng, named(rng))

    def when(blank: float = 0.2) -> str:
        """Mostly years ago; some near the days of the reviews, or as long before as a check looks back."""
        if rng.random() < blank:
            return ""
        near = rng.choice((0, -731, -30)) + rng.randrange(-4, 8)
        return (FIRST + timedelta(days=near if rng.random() < 0.15 else rng.randrange(-2500, -800))).isoformat()

    def vessel(i: int) -> dict[str, str]:
        imo, name = rng.choice(ships)
        return {
            "id": f"S{i}",
            "imo": imo if rng.random() < 0.9 else "",
            "name": _slipped(rng, name),
            "flag": rng.choice(("PA", "KP", "LR", "")),
            "type": "Bulk carrier",
            "mmsi": f"{rng.choice((352, 445))}{rng.randrange(10):06}",
            "gross_tonnage": rng.choice(("20000", "21000", "")),
            "deadweight": rng.choice(("35000", "36000", "")),
            "built": rng.choice(("2005", "")),
            "length_m": rng.choice(("180", "")),
            "from": when(0.4),
            "to": when(0.7),
            "owner": party(),
            "manager": rng.choice(("", party())),
        }

    def paper(i: int) -> dict[str, str]:
        return {
            "id": f"D{i}",
            "type": rng.choice(("bill_of_lading", "invoice", "insurance")),
            "number": f"BL{i // 2}" if i % 3 else "",
            "version": str(i % 2 + 1),
            "date": when(),
            "voyage": f"V{rng.randrange(rows // 2)}",
            "vessel": rng.choice(("", rng.choice(ships)[1])),
            "shipper": party(),
            "consignee": party(),
            "notify": party(),
            "goods": rng.choice(GOODS),
            "origin": rng.choice(("", "KP", "China")),
            "load_port": rng.choice(("", *PLACES)),
            "valid_from": when(0.7),
            "valid_to": when(0.7),
        }

    def payment(i: int) -> dict[str, str]:
        text = rng.choice(
            (
                f"FREIGHT MV {rng.choice(ships)[1]} INV {i}",
                f"{named(rng)} INV {i}",
                f"IMO {_imo(rng)} HIRE",
                "coal from North Korea",
                "",
            )
        )
        return {
            "id": rng.choice((f"X{i}", "")),
            "date": when(),
            "payer": party(),
            "payee": party(),
            "banks": party(),
            "amount": str(rng.randrange(1, 9) * 100),
            "currency": rng.choice(("USD", "EUR")),
            "text": text,
            "status": rng.choice(("executed", "returned", "")),
            "voyage": rng.choice(("", f"V{rng.randrange(rows // 2)}")),
        }

    made: dict[str, Callable[[int], dict[str, str]]] = {
        "parties": lambda i: {
            "id": f"P{i}",
            "name": _slipped(rng, rng.choice((named(rng), named(rng), rng.choice(PEOPLE)))),
            "type": rng.choice(("company", "person", "")),
            "country": rng.choice(("CN", "KP", "GR", "")),
            "address": rng.choice(("", "", *ADDRESSES)),
            "first_dealt": when(0.5),
            "last_dealt": "",
            "registration_number": rng.choice(("", f"REG{rng.randrange(20):05}")),
            "incorporated": when(0.8),
        },
        "ownership": lambda i: {
            "owner": party(),
            "owned": rng.choice((f"P{rng.randrange(rows)}", f"P{rng.randrange(rows)}", f"S{rng.randrange(rows // 2)}")),
            "role": rng.choice(("", "", "director")),
            "percent": rng.choice(("", "25", "50", "60", "100")),
            "from": when(0.6),
            "to": when(0.8),
            "source": "register",
        },
        "vessels": vessel,
        "voyages": lambda i: {
            "id": f"V{i}",
            "vessel": rng.choice((f"S{rng.randrange(rows // 2)}", rng.choice(ships)[1])),
            "load_port": rng.choice(PLACES),
            "load_date": when(),
            "discharge_port": rng.choice(PLACES),
            "discharge_date": "",
            "charterer": party(),
        },
        "cargo": lambda i: {
            "id": f"C{i}",
            "voyage": rng.choice(("", f"V{rng.randrange(rows // 2)}")),
            "description": rng.choice(GOODS),
            "quantity": "5000",
            "unit": "t",
            "origin": rng.choice(("", "KP", "Russia")),
            "destination": rng.choice(("", "Nampo")),
            "shipper": party(),
            "consignee": party(),
            "value": "900000",
            "currency": "USD",
        },
        "documents": paper,
        "payments": payment,
    }
    if licences:
        made["licences"] = lambda i: {
            "number": f"L{i}",
            "authority": "OFAC",
            "covers": rng.choice((f"V{i}", named(rng))),
            "state": "granted",
            "from": when(0.3),
            "to": when(0.3),
        }
    for sheet, one in made.items():
        told = [one(i) for i in range(max(2, round(rows * _SHARES[sheet])))]
        with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(told[0]))
            writer.writeheader()
            writer.writerows(told)
    return folder
