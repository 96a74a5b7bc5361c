"""Quantities of cargo in tonnes or barrels."""

from __future__ import annotations

import re

from offing.book.model import Row

_TONNES = {
    "t": 1.0, "mt": 1.0, "mts": 1.0, "ton": 1.0, "tons": 1.0, "tonne": 1.0, "tonnes": 1.0, "metricton": 1.0, "metrictons": 1.0,
    "metrictonne": 1.0, "metrictonnes": 1.0, "tne": 1.0, "kt": 1000.0, "kg": 0.001, "kgs": 0.001, "kgm": 0.001, "kilogram": 0.001,
    "kilograms": 0.001, "lb": 0.00045359237, "lbs": 0.00045359237, "longton": 1.0160469, "longtons": 1.0160469,
    "shortton": 0.90718474, "shorttons": 0.90718474,
}  # fmt: skip
LIGHTEST_T_PER_BBL = 0.1
"""A barrel of oil is 0.11 t or more: barrels are laid beside a deadweight by less than the lightest that they can be."""
_BARRELS = {"bbl", "bbls", "barrel", "barrels"}


def tonnes(row: Row) -> float | None:
    """A row's quantity in tonnes, at least: barrels by the lightest oil. None where it or its unit tells no weight."""
    found = measured(row)
    if found is None:
        return None
    amount, unit = found
    return amount * LIGHTEST_T_PER_BBL if unit == "bbl" else amount


def measured(row: Row) -> tuple[float, str] | None:
    """A row's quantity as `measure` has it."""
    return measure(row.numbers.get("quantity"), row["unit"] or re.sub(r"[\d.,\s]+", "", row["quantity"]))


def measure(quantity: float | None, unit: str) -> tuple[float, str] | None:
    """A quantity in `t` or in `bbl`; None where it is none above zero or its unit tells neither."""
    plain = re.sub(r"[\W\d_]+", "", unit).casefold()
    if quantity is None or quantity <= 0:
        return None
    if plain in _BARRELS:
        return quantity, "bbl"
    return (quantity * _TONNES[plain], "t") if plain in _TONNES else None
