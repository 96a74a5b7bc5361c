"""The papers beside the bills of a shipment, and what is paid: invoice, certificate, cover, charter party, licence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from honest.firms import TABLES, Firm
from honest.spelling import Shipment, figure, land_name, spelled
from offing.records.territories import territory_name

if TYPE_CHECKING:
    from honest.write import Book

_CLUBS, _COVER = TABLES["club"][""], TABLES["cover"][""]


def others_of(
    book: Book,
    s: Shipment,
    common: dict[str, Any],
    words: str,
    code: str,
    lot: tuple[float, str],
    value: float,
    origin: str,
    loaded: date,
    firms: tuple[Firm, Firm, Firm | None],
) -> None:
    rng = book.rng
    seller, buyer, middle = firms
    quantity, goods = figure(lot[0]), {"goods": words, "hs": code, "unit": lot[1]}
    if rng.random() < 0.85:
        book.add(
            "documents",
            id=f"D{s.number}-i",
            type=rng.choice(("invoice", "commercial invoice")),
            number=f"INV-{rng.randrange(10**5, 10**6)}",
            date=(loaded + timedelta(days=rng.randint(-6, 12))).isoformat(),
            shipper=spelled(rng, seller),
            consignee=spelled(rng, middle or buyer),
            quantity=quantity,
            origin=rng.choice((origin, land_name(rng, s.origin), "")),
            issuer=seller.name,
            **common,
            **goods,
        )
    if rng.random() < 0.35:
        land = land_name(rng, s.origin)
        chamber = rng.choice(
            (
                f"Chamber of Commerce, {s.load.name}",
                f"Chamber of Commerce and Industry of {territory_name(s.origin.lower())}",
                "Customs authority",
                "Chamber of Commerce",
            )
        )
        if rng.random() < 0.03:
            chamber = rng.choice(
                (
                    "Dubai Chamber of Commerce, Dubai, United Arab Emirates",
                    "Singapore Manufacturing Federation, Singapore",
                )
            )
        book.add(
            "documents",
            id=f"D{s.number}-c",
            type=rng.choice(("certificate_of_origin", "Certificate of Origin", "C/O")),
            number=f"CO{rng.randrange(10**4, 10**6)}",
            date=(loaded + timedelta(days=rng.randint(-9, 14))).isoformat(),
            shipper=spelled(rng, seller),
            consignee=spelled(rng, buyer),
            quantity=quantity,
            origin=land,
            issuer=chamber,
            **common,
            **goods,
        )
    if rng.random() < 0.25:
        start = date(loaded.year, 2, 20) if loaded >= date(loaded.year, 2, 20) else date(loaded.year - 1, 2, 20)
        book.add(
            "documents",
            id=f"D{s.number}-p",
            type="insurance",
            number=f"PI{rng.randrange(10**4, 10**6)}",
            date=start.isoformat(),
            issuer=rng.choice(_CLUBS),
            vessel=common["vessel"],
            imo=common["imo"],
            valid_from=start.isoformat(),
            valid_to=start.replace(year=start.year + 1).isoformat(),
        )
    if rng.random() < 0.3:
        book.add(
            "documents",
            id=f"D{s.number}-m",
            type="insurance",
            number=f"MC/{rng.randrange(10**4, 10**6)}",
            date=(loaded - timedelta(days=2)).isoformat(),
            issuer=rng.choice(_COVER),
            valid_from=(loaded - timedelta(days=2)).isoformat(),
            valid_to=(loaded + timedelta(days=120)).isoformat(),
            **common,
        )
    if s.trade.ship in ("bulk", "tanker", "gas") and rng.random() < 0.4:
        book.add(
            "documents",
            id=f"D{s.number}-f",
            type="charter_party",
            number=f"CP {loaded - timedelta(days=20):%d.%m.%Y}",
            date=(loaded - timedelta(days=20)).isoformat(),
            issuer=book.name("GB", "agent"),
            load_port=rng.choice(("", s.load.name, f"1 SP {territory_name(s.origin.lower())}")),
            discharge_port=rng.choice(("", s.discharge.name)),
            **common,
        )


def payments_of(
    book: Book,
    s: Shipment,
    legs: str,
    ship: str,
    value: float,
    days: tuple[date, date],
    firms: tuple[Firm, Firm, Firm | None, Firm],
) -> None:
    rng = book.rng
    seller, buyer, middle, bank = firms
    shares = [1.0] if rng.random() < 0.6 else [0.3, 0.7] if rng.random() < 0.6 else [0.1, 0.8, 0.1]
    currency = rng.choices(("USD", "EUR", "CNY"), (85, 12, 3))[0]
    for part, share in enumerate(shares, start=1):
        text = rng.choice(
            (
                f"INV {s.number} {s.trade.words[0]}",
                f"PAYMENT FOR GOODS MV {ship}",
                f"BL{s.number} {s.trade.words[0].upper()} {s.load.name.upper()}",
                f"{round(share * 100)}% ADVANCE CONTRACT {s.number}",
                f"LC {rng.randrange(10**6, 10**7)}",
                "",
            )
        )
        status = (
            "returned: account number wrong"
            if rng.random() < 0.005
            else rng.choice(("paid", "executed", "settled", "paid"))
        )
        book.add(
            "payments",
            id=f"Y{s.number}-{part}",
            date=(days[0] + timedelta(days=rng.randint(-20, 40))).isoformat(),
            payer=spelled(rng, buyer),
            payee=spelled(rng, middle or seller),
            banks=bank.name if rng.random() < 0.5 else "",
            amount=f"{value * share:.2f}",
            currency=currency,
            text=text,
            status=status,
            voyage=legs,
        )
    if s.trade.ship != "box" and rng.random() < 0.5:
        voyage = book.sheets["voyages"][-1]
        book.add(
            "payments",
            id=f"Y{s.number}-f",
            date=(days[1] + timedelta(days=rng.randint(0, 15))).isoformat(),
            payer=voyage["charterer"],
            payee=book.name("MH", "owner"),
            banks="",
            amount=f"{value * rng.uniform(0.03, 0.11):.2f}",
            currency="USD",
            text=rng.choice(
                (
                    f"95% FREIGHT M/V {ship}",
                    f"HIRE {ship} 1ST 15 DAYS",
                    f"BALANCE FREIGHT MV {ship} LESS COMM",
                    "FREIGHT",
                )
            ),
            status="paid",
            voyage=legs,
        )


def licence_of(book: Book, s: Shipment, words: str, buyer: str, loaded: date) -> None:
    """One shipment in twenty-five needs a licence or permit, which was given in time; some have run out since."""
    rng = book.rng
    if rng.random() < 0.04:
        kind, authority = rng.choice(
            (
                ("Export licence", "BAFA"),
                ("Phytosanitary permit", "Plant health office"),
                ("Dual-use export licence", "BIS"),
                ("Import licence", "Ministry of Commerce"),
            )
        )
        book.add(
            "licences",
            id=f"L{s.number}",
            authority=authority,
            number=f"{kind[:2].upper()}-{rng.randrange(1000, 99999)}",
            covers=f"{kind}: {words} for {buyer}",
            from_=(loaded - timedelta(days=40)).isoformat(),
            to=(loaded + timedelta(days=325)).isoformat(),
            state=rng.choice(("granted", "issued", "expired" if loaded.year < 2024 else "valid")),
        )
