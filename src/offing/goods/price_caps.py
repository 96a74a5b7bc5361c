"""The price caps on Russian oil: by authority, product and day, from a table of our own with its sources."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache

from offing.goods.tables import DATA
from offing.records.dates import DateSpan

TABLE = "price_caps"
BINDS = {
    "US": "US persons who broker, finance, ship, insure, flag or clear it",
    "EU": "EU persons who trade, broker, carry, finance or insure it",
    "UK": "UK persons who carry, broker, finance or insure it",
}


@dataclass(frozen=True, slots=True)
class PriceCap:
    """One authority's cap on a `product` (crude, premium, discount), USD a barrel; None where it was not read."""

    id: str
    authority: str
    product: str
    usd_per_bbl: float | None
    start: date
    end: date | None
    instrument: str
    paragraph: str
    condition: str
    source: str
    confidence: str
    unconfirmed: str
    line: int

    @property
    def cited(self) -> str:
        return f"{self.instrument}, {self.paragraph}" if self.paragraph else self.instrument

    @property
    def doubt(self) -> str:
        """What a finding has to say of a row that was not confirmed whole; "" where it was."""
        if not self.unconfirmed:
            return ""
        return (
            f"Not confirmed against the primary text ({self.unconfirmed}): {self.cited}; confidence {self.confidence}."
        )

    @property
    def quote(self) -> str:
        """The row as evidence shows it."""
        price = f"USD {self.usd_per_bbl:g} a barrel" if self.usd_per_bbl is not None else "not known to Offing"
        until = f" to {self.end}" if self.end else ""
        says = f"Cap of the {self.authority} on Russian oil ({self.product}): {price} from {self.start}{until}"
        return f"{says}; {self.condition}. Source: {self.source}; confidence {self.confidence}"


def caps(product: str, when: DateSpan, known_by: date) -> tuple[PriceCap, ...]:
    """The cap of each authority on the days of loading, the highest where several stand (old contracts had longer); US, EU, UK.

    One that is not known (`usd_per_bbl` None) stands for its authority. A cap set after `known_by` is none yet. Where some of
    the days lie before the first cap there is none: oil on its way was outside it.
    """
    first, last = when.start or date.min, when.end or date.max
    found: list[PriceCap] = []
    for authority in BINDS:
        own = [c for c in price_caps() if c.authority == authority and c.product == product and c.start <= known_by]
        stand = [c for c in own if c.start <= last and (c.end is None or c.end >= first)]
        if not stand or first < min(c.start for c in own):
            continue
        unknown = next((c for c in stand if c.usd_per_bbl is None), None)
        found.append(unknown or max(stand, key=lambda c: c.usd_per_bbl or 0.0))
    return tuple(found)


@cache
def price_caps() -> tuple[PriceCap, ...]:
    text = (DATA / f"{TABLE}.csv").read_text(encoding="utf-8")
    return tuple(_cap(row, n) for n, row in enumerate(csv.DictReader(text.splitlines()), start=2))


@cache
def caps_sha256() -> str:
    return hashlib.sha256((DATA / f"{TABLE}.csv").read_bytes()).hexdigest()


def _cap(row: dict[str, str], line: int) -> PriceCap:
    return PriceCap(
        id=row["id"],
        authority=row["authority"],
        product=row["product"],
        usd_per_bbl=float(row["usd_per_bbl"]) if row["usd_per_bbl"] else None,
        start=date.fromisoformat(row["from"]),
        end=date.fromisoformat(row["to"]) if row["to"] else None,
        instrument=row["instrument"],
        paragraph=row["paragraph"],
        condition=row["condition"],
        source=row["source"],
        confidence=row["confidence"],
        unconfirmed=row["unconfirmed"],
        line=line,
    )
