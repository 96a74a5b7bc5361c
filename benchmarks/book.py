"""A made-up book of any size with the shape of a real one: mostly unlisted names, a few listed ones, seeds fixed."""

from __future__ import annotations

import csv
import random
from pathlib import Path

PLACES = [
    "DALIAN",
    "SHANGHAI",
    "NINGBO",
    "BUSAN",
    "SINGAPORE",
    "PIRAEUS",
    "HAMBURG",
    "MERSIN",
    "ODESA",
    "SANTOS",
    "MUMBAI",
    "JEDDAH",
]
WORDS = [
    "OCEAN",
    "GOLDEN",
    "STAR",
    "SEA",
    "EASTERN",
    "UNITED",
    "PACIFIC",
    "HARBOUR",
    "NORTHERN",
    "BRIGHT",
    "CORAL",
    "DELTA",
    "MERIDIAN",
    "ALBATROSS",
    "KESTREL",
]
TRADES = [
    "SHIPPING",
    "TRADING",
    "LOGISTICS",
    "MARINE",
    "BUNKERING",
    "FREIGHT",
    "COMMODITIES",
    "RESOURCES",
    "ENERGY",
    "MANAGEMENT",
]
FORMS = ["LTD", "CO., LTD.", "PTE. LTD.", "GmbH", "S.A.", "LLC", "Corp.", "B.V.", "SARL", "A/S"]
LISTED = (
    "DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD.",
    "PAEKSOL TRADING CORPORATION",
    "OCEAN MARITIME MANAGEMENT COMPANY LIMITED",
)
LISTED_SHIPS = (("8660313", "CHON MA SAN"), ("9030591", "YUK TUNG"), ("8312497", "NEW REGENT"))
CARGO = [
    "steel coils",
    "cement",
    "soya beans",
    "plastic resin",
    "sugar",
    "fertiliser",
    "scrap",
    "timber",
    "phosphate",
    "salt",
]


def _imo(rng: random.Random) -> str:
    digits = f"{rng.randrange(910000, 990000)}"
    return digits + str(sum(int(d) * w for d, w in zip(digits, range(7, 1, -1), strict=True)) % 10)


def _firm(rng: random.Random) -> str:
    if rng.random() < 0.003:
        return rng.choice(LISTED)
    made = "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(2, 4))).upper()
    name = rng.choice([made, f"{rng.choice(WORDS)} {made}", f"{rng.choice(PLACES)} {made}"])
    return f"{name} {rng.choice(TRADES)} {rng.choice(FORMS)}"


def _day(rng: random.Random) -> str:
    return f"{rng.randrange(2017, 2026)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"


def write_book(folder: Path, rows: int, seed: int = 20190321) -> None:
    """Write sheets of a book with `rows` rows in all."""
    rng = random.Random(seed)  # noqa: S311 - a fixture, not a secret
    folder.mkdir(parents=True, exist_ok=True)
    parts = {
        "parties": 0.25,
        "ownership": 0.10,
        "vessels": 0.12,
        "voyages": 0.13,
        "cargo": 0.15,
        "documents": 0.15,
        "payments": 0.10,
    }
    count = {sheet: round(rows * share) for sheet, share in parts.items()}
    firms = [_firm(rng) for _ in range(count["parties"])]
    ships = [
        rng.choice(LISTED_SHIPS) if rng.random() < 0.004 else (_imo(rng), f"{rng.choice(WORDS)} {rng.choice(WORDS)}")
        for _ in range(count["vessels"])
    ]

    def firm() -> str:
        return f"P{rng.randrange(count['parties'])}" if rng.random() < 0.6 else _firm(rng)

    def write(sheet: str, header: str, make: object) -> None:
        with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(header.split())
            writer.writerows(make(i) for i in range(count[sheet]))  # type: ignore[operator]

    write(
        "parties",
        "id name type country first_dealt last_dealt",
        lambda i: (f"P{i}", firms[i], "company", rng.choice(["CN", "SG", "GR", "DE"]), _day(rng), ""),
    )
    write(
        "ownership",
        "owner owned percent source",
        lambda _: (firm(), f"P{rng.randrange(count['parties'])}", rng.choice([10, 25, 49, 50, 60, 100]), "register"),
    )
    write(
        "vessels",
        "id imo name flag type owner",
        lambda i: (f"S{i}", *ships[i], rng.choice(["PA", "LR", "MH", "CN"]), "Bulk carrier", firm()),
    )
    write(
        "voyages",
        "id vessel load_port load_date discharge_port charterer",
        lambda i: (
            f"V{i}",
            f"S{rng.randrange(count['vessels'])}",
            rng.choice(PLACES),
            _day(rng),
            rng.choice(PLACES),
            firm(),
        ),
    )
    write(
        "cargo",
        "id voyage description quantity unit shipper consignee",
        lambda i: (
            f"C{i}",
            f"V{rng.randrange(count['voyages'])}",
            rng.choice(CARGO),
            rng.randrange(500, 60000),
            "t",
            firm(),
            firm(),
        ),
    )
    write(
        "documents",
        "id type number version date voyage shipper consignee notify",
        lambda i: (
            f"D{i}",
            "bill_of_lading",
            f"BL{i // 2}",
            i % 2 + 1,
            _day(rng),
            f"V{rng.randrange(count['voyages'])}",
            firm(),
            firm(),
            firm(),
        ),
    )
    write(
        "payments",
        "id date payer payee amount currency text status",
        lambda i: (
            f"X{i}",
            _day(rng),
            firm(),
            firm(),
            rng.randrange(1000, 900000),
            "USD",
            f"FREIGHT MV {rng.choice(ships)[1]} INV {i} {_firm(rng)}",
            "executed",
        ),
    )
