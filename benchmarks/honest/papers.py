"""The papers of one shipment as clerks make them: its cargo, and the bills of lading in versions and parts."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from honest.beside import licence_of, others_of, payments_of
from honest.firms import Firm
from honest.fleet import port_spelled
from honest.spelling import Shipment, amount_in, figure, land_name, ship_spelled, spelled

if TYPE_CHECKING:
    from honest.write import Book

_BACK_TO_BACK = ("SG", "AE", "HK", "NL")


def papers_of(book: Book, s: Shipment) -> None:
    """Adds the rows of a shipment to the book."""
    rng, trade = book.rng, s.trade
    main = s.voyages[-1] if rng.random() < 0.6 else s.voyages[0]
    legs = "; ".join(v["id"] for v in s.voyages) if rng.random() < 0.7 else main["id"]
    seller, buyer = book.firm(s.origin, "seller"), book.firm(s.land, "buyer")
    loaded = date.fromisoformat(s.voyages[0]["load_date"])
    landed = date.fromisoformat(s.voyages[-1]["discharge_date"])
    words, unit = rng.choice(trade.words), rng.choice(trade.units)
    amount = amount_in(trade, s.lot, unit)
    value = round(s.lot * trade.price * rng.lognormvariate(0, 0.12), 2)
    code = rng.choice((trade.hs, trade.hs.replace(".", ""), trade.hs.replace(".", "") + "00", trade.hs[:4], ""))
    origin = land_name(rng, s.origin)
    book.add(
        "cargo",
        id=f"C{s.number}",
        voyage=legs,
        hs=code,
        description=words,
        quantity=f"{amount:.6g}" if rng.random() < 0.1 else figure(amount),
        unit=unit,
        value=f"{value:.2f}" if rng.random() < 0.75 else "",
        currency="USD",
        origin=origin if rng.random() < 0.85 else "",
        destination=rng.choice((land_name(rng, s.land), port_spelled(rng, s.discharge, land_name(rng, s.land)), "")),
        shipper=spelled(rng, seller),
        consignee=spelled(rng, buyer),
        note="",
    )
    bank = book.firm(s.land, "bank", 0.9)
    order = rng.random() < 0.3
    common: dict[str, Any] = {
        "voyage": legs,
        "vessel": ship_spelled(rng, main["ship"]),
        "imo": main["number"] if rng.random() < 0.5 else "",
    }
    middle = book.firm(rng.choice(_BACK_TO_BACK), "seller", 0.7)
    chain = trade.ship in ("bulk", "tanker") and rng.random() < 0.2
    bill = common | {
        "type": rng.choice(("bill_of_lading", "B/L", "Bill of Lading", "bill of lading")),
        "shipper": spelled(rng, seller),
        "consignee": rng.choice(("TO ORDER", f"TO ORDER OF {bank.name}", "to order of shipper"))
        if order
        else spelled(rng, buyer),
        "notify": spelled(rng, buyer)
        if order
        else rng.choice(("same as consignee", "SAME AS CONSIGNEE", spelled(rng, book.firm(s.land, "agent")), "")),
        "load_port": port_spelled(rng, s.load, land_name(rng, s.origin)),
        "discharge_port": port_spelled(rng, s.discharge, land_name(rng, s.land)),
        "goods": words if rng.random() < 0.8 else f"STC {words}",
        "hs": code if rng.random() < 0.6 else "",
        "unit": unit,
        "origin": origin if rng.random() < 0.4 else "",
        "issuer": book.firm(rng.choice(("DK", "SG", "GB", "JP", "DE")), "owner", 0.9).name
        if trade.ship == "box"
        else f"as agents for the master of {main['ship']}",
    }
    _bills(book, s, bill, amount, loaded, middle if chain else None, buyer)
    others_of(
        book, s, common, words, code, (amount, unit), value, origin, loaded, (seller, buyer, middle if chain else None)
    )
    payments_of(book, s, legs, main["ship"], value, (loaded, landed), (seller, buyer, middle if chain else None, bank))
    licence_of(book, s, words, buyer.name, loaded)


def _bills(
    book: Book, s: Shipment, bill: dict[str, Any], amount: float, loaded: date, chain: Firm | None, buyer: Firm
) -> None:
    """The bills: one, or the cargo in parts; amended now and then; switched in some chain sales."""
    rng = book.rng
    parts = [amount] if rng.random() < 0.8 or amount < 50 else _parts(rng, amount)
    landed = date.fromisoformat(s.voyages[0]["discharge_date"])
    made = min(loaded + timedelta(days=rng.choice((0, 1, 1, 2, 2, 3, 4, 5))), landed - timedelta(days=1))
    for part, quantity in enumerate(parts, start=1):
        number = f"{rng.choice(('BL', 'MSKU', 'HL', 'B/L '))}{s.number}{f'-{part}' if len(parts) > 1 else ''}"
        row = bill | {"number": number, "quantity": figure(quantity), "date": made.isoformat()}
        amended = rng.random() < 0.06
        book.add("documents", id=f"D{s.number}-{part}", version="1" if amended or rng.random() < 0.3 else "", **row)
        if amended:
            _amend(book, s, row, part, made, buyer)
    if chain is not None and rng.random() < 0.12:
        switched = bill | {"number": f"SW{s.number}", "shipper": spelled(rng, chain), "quantity": figure(amount)}
        book.add(
            "documents",
            id=f"D{s.number}-s",
            version="",
            date=(made + timedelta(days=rng.randint(4, 20))).isoformat(),
            note="switch bills issued against surrender of the first set",
            **switched,
        )


def _parts(rng: random.Random, amount: float) -> list[float]:
    first = round(amount * rng.choice((0.25, 0.4, 0.5, 0.5)), 3)
    return [first, round(amount - first, 3)]


def _amend(book: Book, s: Shipment, row: dict[str, Any], part: int, made: date, buyer: Firm) -> None:
    """Why bills are amended: a name or weight put right, a notify party or consignee told, a port's spelling, a sale afloat."""
    rng = book.rng
    why, cells = rng.random(), dict(row)
    if why < 0.30:
        cells["shipper"] = row["shipper"].replace(".", "").title()
        note = "shipper's name put right"
    elif why < 0.55:
        cells["goods"], note = f"{row['goods']}, as per draught survey", "weight and description put right"
    elif why < 0.75:
        cells["notify"], note = spelled(rng, book.firm(s.land, "agent", 0.6)), "notify party told"
    elif why < 0.90:
        cells["consignee"], note = spelled(rng, buyer), "consignee told in place of order"
    elif why < 0.95:
        cells["discharge_port"] = port_spelled(rng, s.discharge, land_name(rng, s.land))
        note = "port's spelling"
    else:
        cells["consignee"], note = spelled(rng, book.firm(s.land, "buyer", 0.3)), "goods sold afloat"
    cells["date"] = (made + timedelta(days=rng.randint(1, 6))).isoformat()
    book.add("documents", id=f"D{s.number}-{part}b", version="2", note=note, **cells)
