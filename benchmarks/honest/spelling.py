"""How papers write the same thing: a firm, a ship, a land, an amount."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from honest.firms import TABLES, Firm
from honest.trades import Trade
from offing.places.ports import Port
from offing.records.territories import territory_name


@dataclass(frozen=True, slots=True)
class Shipment:
    """`voyages`: the rows of its legs in order, each with `ship` and `number` of the ship; `lot` in the trade's unit."""

    number: int
    trade: Trade
    origin: str
    land: str
    load: Port
    discharge: Port
    lot: float
    voyages: tuple[dict[str, str], ...]


def land_name(rng: random.Random, land: str) -> str:
    return rng.choice(TABLES["land"].get(land, (territory_name(land.lower()), territory_name(land.lower()).upper())))


def spelled(rng: random.Random, firm: Firm) -> str:
    """A firm as this paper writes it: whole, in capitals, shortened, with its town or tax number, with a slip of the pen."""
    style, name = rng.random(), firm.name
    if style < 0.45:
        return name
    if style < 0.65:
        return name.upper()
    if style < 0.80:
        for long, (short,) in TABLES["short"].items():
            name = re.sub(rf"\b{re.escape(long)}(?!\w)", short, name)
        return name.upper()
    if style < 0.86:
        return re.sub(r"[.,]", "", name)
    if style < 0.90:
        return f"{name}, {land_name(rng, firm.country)}"
    if style < 0.93:
        return firm.id
    if style < 0.96:
        return f"{name} (TAX ID {rng.randrange(10**8, 10**10)})"
    at = rng.randrange(1, max(2, len(name) - 2))
    return name[:at] + name[at + 1 :] if style < 0.98 else name[:at] + name[at] + name[at:]


def amount_in(trade: Trade, lot: float, unit: str) -> float:
    if unit in ("kg", "kgs") and trade.units[0] in ("kg", "kgs"):
        return round(lot * 1000)
    if "bbl" in trade.units and unit in ("MT", "t"):
        return round(lot * 0.133, 1)
    return round(lot, 3) if lot < 5000 and unit in ("t", "MT", "mt") else round(lot)


def figure(amount: float) -> str:
    return f"{amount:,.3f}" if amount != int(amount) else str(int(amount))


def ship_spelled(rng: random.Random, name: str) -> str:
    style = rng.random()
    if style < 0.55:
        return name
    if style < 0.80:
        return rng.choice(("M/V ", "MV ", "M.V. ", "MT " if "T" in name else "M/V ")) + name
    if style < 0.93:
        return f"{name} V.{rng.randrange(1, 420)}{rng.choice('EWNS')}"
    return name.title()
