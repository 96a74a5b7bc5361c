"""Numbers that publishers leave in running text, because their format has no field for them."""

from __future__ import annotations

import re

_IMO = re.compile(r"\bIMO\b[\s):#.]*(?:NUMBER|NO)?[\s:#.]*(\d{7})(?!\d)", re.IGNORECASE)
_MMSI = re.compile(r"\bMMSI\b[\s:#.]*(?:NUMBER|NO)?[\s:#.]*(\d{9})(?!\d)", re.IGNORECASE)
_UN_REFERENCE = re.compile(
    r"\bU\.?N\.?\s*Ref(?:erence)?[\s.:]*(?:No|Number)?[\s.:]*"
    r"([A-Z]{2}[A-Za-z]\.\d{3}"  # since 2014: KPe.020, QDi.004
    r"|[A-Z]{1,3}(?:\.[A-Z0-9]{1,4}){1,4}\.\d{1,4})(?!\d)",  # before: QI.A.151.03, I.47.C.20
    re.IGNORECASE,
)
_SHIP = re.compile(r"\bAnnex XIV\b|\bFlag State\b|\bvessel has been added\b", re.IGNORECASE)


def imo_numbers(text: str) -> tuple[str, ...]:
    """Seven digits after the letters IMO: `IMO: 8706349`, `(IMO) Number: 1790183`, `Company Number IMO 5434358`.

    Whose number it is, the reader has to know: a list of firms prints the firm's own there.
    """
    return tuple(dict.fromkeys(_IMO.findall(text)))


def mmsis(text: str) -> tuple[str, ...]:
    """Nine digits after the letters MMSI."""
    return tuple(dict.fromkeys(_MMSI.findall(text)))


def un_references(text: str) -> tuple[str, ...]:
    """Permanent reference numbers of the UN list after "UN Ref", new style or old, as printed."""
    return tuple(dict.fromkeys(_UN_REFERENCE.findall(text)))


def speaks_of_one_ship(text: str) -> bool:
    """The text is about a ship that is itself the entry: on the ships' annex, or with a flag state of its own.

    "Operator of the following vessels" does not make an operator a ship.
    """
    return _SHIP.search(text) is not None
