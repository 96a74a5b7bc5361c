"""Whose law a deal may touch: the territories of everyone whom the papers of a row's voyage name, with the cells that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from offing.book.model import Row
from offing.records.territories import territory
from offing.review.context import Context

Cell = tuple[Row, str]
_DESK = {"us_person": "us", "uk_person": "gb", "eu_person": "eu"}
"""Desks (`--role`) that say whose law binds them; `eu` stands for a member state that is not told."""
_PARTIES = {
    "cargo": ("shipper", "consignee"),
    "documents": ("shipper", "consignee", "notify", "issuer"),
    "voyages": ("charterer",),
    "vessels": ("owner", "manager"),
    "payments": ("payer", "payee", "banks"),
}


def touched(context: Context, row: Row) -> Mapping[str, tuple[Cell, ...]]:
    """By territory (`gr`): parties of the row, its voyage, ship, papers and payments by their country, and the ship's flag.

    Only what the parties sheet gives a country to counts; a port is nobody. The desk's own territory has no cells.
    """
    found: dict[str, list[Cell]] = {}
    for cell, code in _named(context, row):
        found.setdefault(code, []).append(cell)
    told = {code: tuple(dict.fromkeys(cells)) for code, cells in found.items()}
    desk = desk_of(context)
    return {desk: (), **told} if desk else told


def bound(context: Context, row: Row, law_of: Set[str]) -> tuple[Cell, ...] | None:
    """The cells that name someone of these territories, () where only the desk is of them; None where nobody is."""
    those = [cells for code, cells in touched(context, row).items() if code in law_of]
    return tuple(cell for cells in those for cell in cells) if those else None


def names(context: Context, cells: Iterable[Cell]) -> str:
    """`Britannia (issuer), Greece (flag)`: what cells name, parties by the name in the parties sheet."""
    told = []
    for row, column in cells:
        party = context.mentions.party(row[column]) if column != "flag" else None
        name = party["name"] if party is not None and party["name"] else row[column]
        told.append(f"{name} ({column})")
    return ", ".join(dict.fromkeys(told))


def desk_of(context: Context) -> str:
    """The territory of the desk that asks, where its role names one; "" otherwise."""
    return _DESK.get(context.role, "")


def _named(context: Context, row: Row) -> Iterator[tuple[Cell, str]]:
    rows = [row]
    for folder in context.papers.of(row):
        vessel = folder.ship.vessel if folder.ship else None
        rows += [folder.voyage, *([vessel] if vessel is not None else []), *folder.documents, *folder.payments]
    for one in dict.fromkeys(rows):
        if one.sheet == "vessels" and (flag := territory(one["flag"])):
            yield (one, "flag"), flag
        for column in _PARTIES.get(one.sheet, ()):
            for name in re.split(r"[;|\n]", one[column]) if column in ("banks", "notify") else [one[column]]:
                party = context.mentions.party(name.strip()) if name.strip() else None
                if party is not None and (code := territory(party["country"])):
                    yield (one, column), code
