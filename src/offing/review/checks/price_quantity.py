"""Does the price or the amount make sense?

The value for a unit of each cargo is laid beside those of the book's other cargoes of the same HS code, unit and currency
within a year: below 60 % of the median is told, where there are five others or more and no more than a quarter of all lie so
low. Told besides are cargo of a voyage that weighs more than the ship's deadweight, and a freight paid for a voyage, in the
cargo's currency, that is above the cargo's whole value. Prices differ by grade, term of sale and season, so that a low price
is a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from offing.book.model import Row
from offing.review.catalog import Check
from offing.review.context import Context
from offing.review.finding import Finding
from offing.review.on_paper import on_paper
from offing.review.papers import Folder, digits
from offing.review.quantities import tonnes

SHARE, PEERS, DAYS, CROWD = 0.6, 5, 365, 0.25
CHECK = Check(
    id="price_quantity",
    asks="Does the price or the amount make sense?",
    kinds=("BEHAVIOUR",),
    basis="Price Cap Coalition advisory for the maritime oil industry (October 2023); US shipping advisories on North Korea",
    needs=("cargo", "voyages", "vessels", "payments"),
    innocent=(
        "Another grade, quality or term of sale (FOB, CIF), an old contract, or a market that fell.",
        "A typing error in the quantity, the value or the deadweight; a freight that covers more than this cargo.",
    ),
    settle=(
        "The contract with its price formula, and a published price of the grade for the day.",
        "The draught survey or outturn report of the voyage; the freight invoice.",
    ),
    params={
        "share_of_median": SHARE,
        "least_peers": PEERS,
        "within_days": DAYS,
        "at_most_so_low": CROWD,
        "hs_digits": 6,
    },
)
_FREIGHT = re.compile(r"\b(?:freight|frt)\b", re.IGNORECASE)


class Priced(NamedTuple):
    """A cargo, its value for a unit, and the first day it may be of."""

    row: Row
    price: float
    day: date | None


def run(context: Context) -> Iterator[Finding]:
    yield from _prices(context)
    for folder in context.papers.folders:
        yield from _too_heavy(context, folder)
        yield from _freight(context, folder)


def _prices(context: Context) -> Iterator[Finding]:
    groups: dict[tuple[str, str, str], list[Priced]] = {}
    for row in context.book.sheet("cargo"):
        value, quantity, code = row.numbers.get("value", 0), row.numbers.get("quantity", 0), digits(row)[:6]
        if code and value > 0 and quantity > 0 and row["currency"]:
            weight, unit = tonnes(row), row["unit"].casefold()
            unit, amount = ("t", weight) if weight and "b" not in unit else (unit, quantity)
            when = context.mentions.when(row)
            priced = Priced(row, value / amount, when.start if when else None)
            groups.setdefault((code, unit, row["currency"].upper()), []).append(priced)
    for which, group in groups.items():
        if len(group) > PEERS:
            yield from _low(context, which, group)


def _low(context: Context, which: tuple[str, str, str], group: list[Priced]) -> Iterator[Finding]:
    code, unit, currency = which
    months: dict[tuple[int, int] | None, list[float]] = {}
    for one in group:
        month = (one.day.year, one.day.month) if one.day else None
        around = months[month] if month in months else months.setdefault(month, _around(group, one.day))
        if len(around) <= PEERS or one.price >= SHARE * (middle := median(around)):
            continue
        if sum(p < SHARE * middle for p in around) > CROWD * len(around):
            continue
        what, share = one.row["description"] or code, one.price / middle
        says = (
            f"{what}: {one.price:,.2f} {currency} for a {unit or 'unit'}, {share:.0%} of the median ({middle:,.2f}) "
            f"with {len(around) - 1} other cargoes of HS {code} in the book within a year."
        )
        others = sorted((o.row for o in group if o.row is not one.row), key=lambda r: (r.id, r.number))[:PEERS]
        cells = ("hs", "quantity", "unit", "currency")
        proof = tuple(e for r in others for e in context.row_evidence(r, "value", *cells))
        yield on_paper(context, CHECK, one.row, "value", says, "possible", proof, cells=cells)


def _around(group: list[Priced], when: date | None) -> list[float]:
    """Prices within a year of the month, and those of no date."""
    if when is None:
        return [o.price for o in group]
    middle = when.replace(day=15)
    return sorted(o.price for o in group if o.day is None or abs(o.day - middle) <= timedelta(days=DAYS))


def _too_heavy(context: Context, folder: Folder) -> Iterator[Finding]:
    room, vessel = folder.deadweight, folder.ship.vessel if folder.ship else None
    weights = [(c, t) for c in sorted(folder.cargo, key=lambda c: (c.id, c.number)) if (t := tonnes(c))]
    whole = sum(t for _, t in weights)
    if room and vessel is not None and whole > room:
        row = max(weights, key=lambda pair: pair[1])[0]
        says = f"The cargo of voyage {folder.voyage.id} weighs {whole:,.0f} t or more; the ship's deadweight is {room:,.0f} t."
        others = tuple(e for c, _ in weights if c is not row for e in context.book_evidence(c, "quantity"))
        proof = (*context.book_evidence(vessel, "deadweight"), *others)
        yield on_paper(context, CHECK, row, "quantity", says, "strong", proof, cells=("unit",))


def _freight(context: Context, folder: Folder) -> Iterator[Finding]:
    values = [(c["currency"].upper(), c.numbers.get("value", 0)) for c in folder.cargo]
    currencies = {c for c, _ in values}
    if not values or len(currencies) > 1 or any(v <= 0 for _, v in values):
        return
    worth = sum(v for _, v in values)
    for row in folder.payments:
        amount, alone = row.numbers.get("amount", 0), context.papers.of(row) == (folder,)
        if alone and _FREIGHT.search(row["text"]) and row["currency"].upper() in currencies and amount > worth:
            says = f"Freight of {row['amount']} {row['currency']} for a cargo worth {worth:,.0f}: more than the cargo itself."
            proof = tuple(e for c in folder.cargo for e in context.row_evidence(c, "description", "value", "currency"))
            yield on_paper(context, CHECK, row, "amount", says, "possible", proof, cells=("text", "currency"))
