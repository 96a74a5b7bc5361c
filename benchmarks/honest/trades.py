"""What is shipped where: ordinary goods with their code, words, units, lots, prices and lands, from trade practice.

Grains and ores go in whole ships, the rest in parcels; a lane is any origin of a row to any other land among its buyers.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Trade:
    """`lot` in the first of `units`; `price` in USD for one of them; `words` as papers call the goods; `share` how often."""

    hs: str
    words: tuple[str, ...]
    units: tuple[str, ...]
    lot: tuple[float, float]
    price: float
    origins: tuple[str, ...]
    buyers: tuple[str, ...]
    ship: str
    share: float


def read_trades() -> tuple[Trade, ...]:
    """Every row of trades.csv."""
    with (Path(__file__).parent / "trades.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(
            Trade(
                r["hs"],
                tuple(r["words"].split("|")),
                tuple(r["units"].split()),
                (float(r["lot_from"]), float(r["lot_to"])),
                float(r["price_usd"]),
                tuple(r["origins"].split()),
                tuple(r["buyers"].split()),
                r["ship"],
                float(r["share"]),
            )
            for r in csv.DictReader(handle)
        )
