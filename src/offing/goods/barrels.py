"""Oil by its code and words, and its amount in barrels: exact from volumes, within bounds from weights.

Barrels a tonne are the averages of the UN Statistics Division (Energy Statistics Yearbook, conversion factors); `at_most` is the
lightest that the product comes in, our own bound, so that a price a barrel reckoned with it is too low rather than too high.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from offing.goods.hs import covers, read_hs
from offing.goods.tables import DATA

SOURCE = "UN Statistics Division, Energy Statistics Yearbook, conversion factors"
_BARRELS = {
    "bbl": 1.0, "bbls": 1.0, "barrel": 1.0, "barrels": 1.0, "kbbl": 1e3,
    "m3": 6.2898108, "cbm": 6.2898108, "cubicmetre": 6.2898108, "cubicmetres": 6.2898108, "cubicmeter": 6.2898108,
    "cubicmeters": 6.2898108, "l": 0.0062898108, "litre": 0.0062898108, "litres": 0.0062898108, "liter": 0.0062898108,
    "liters": 0.0062898108, "gal": 1 / 42, "gallon": 1 / 42, "gallons": 1 / 42, "usgal": 1 / 42,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Oil:
    """A line of the table: what a cargo of oil is, the cap it falls under, and how many barrels weigh a tonne."""

    goods: str
    product: str
    barrels_a_tonne: float
    at_most: float


@dataclass(frozen=True, slots=True)
class Barrels:
    """An amount of oil: as reckoned by the average, and the most that it can be; `how` says by what."""

    average: float
    at_most: float
    how: str


def oil(hs: str, words: str) -> Oil | None:
    """What oil a code or words name: None for none, for other goods, and for words whose code is another.

    Products whose words tell no more fall under the higher cap.
    """
    codes = read_hs(hs).codes
    held = [c for c in codes if covers("2709", c) or covers("2710", c)]
    if codes and not held:
        return None
    crude = any(covers("2709", c) for c in held)
    found = [(o, code) for o, code, pattern in _table() if pattern and re.search(pattern, words, re.IGNORECASE)]
    if crude:
        return next(o for o, code, _ in _table() if code == "2709")
    named = next((o for o, _ in found if o.product != "crude"), None)
    if held:
        return named or next(o for o, code, _ in _table() if code == "2710")
    return None if not found else named or found[0][0]


def barrels(quantity: float, unit: str, weight_t: float | None, one: Oil) -> Barrels | None:
    """An amount in barrels, from its volume, else from `weight_t`; None where neither is told."""
    plain = re.sub(r"[\W_]+", "", unit).casefold()
    if plain in _BARRELS:
        amount = quantity * _BARRELS[plain]
        how = "as written" if _BARRELS[plain] == 1 else f"{unit} to barrels of 42 US gallons"
        return Barrels(amount, amount, how)
    if weight_t is None or weight_t <= 0:
        return None
    how = f"at {one.barrels_a_tonne:g} barrels a tonne of {one.goods} on average, {one.at_most:g} at most"
    return Barrels(weight_t * one.barrels_a_tonne, weight_t * one.at_most, how)


@cache
def _table() -> tuple[tuple[Oil, str, str], ...]:
    rows = csv.DictReader((DATA / "barrels.csv").read_text(encoding="utf-8").splitlines())
    return tuple(
        (Oil(r["goods"], r["product"], float(r["barrels_a_tonne"]), float(r["at_most"])), r["hs"], r["words"])
        for r in rows
    )
