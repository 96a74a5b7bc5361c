"""Rows that are read and cannot be as they stand: each is told, and the rest of the book is reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from offing.book.model import Book, CellProblem, Row
from offing.review.papers import voyage_ids

_AMOUNTS = ("quantity", "value", "amount", "deadweight", "gross_tonnage")
_MADE = {"documents": "date", "payments": "date"}
_SPANS = (
    ("from", "to"),
    ("valid_from", "valid_to"),
    ("load_date", "discharge_date"),
    ("first_dealt", "last_dealt"),
)
_IDS = {"voyages": "vessels", "cargo": "voyages", "documents": "voyages", "payments": "voyages"}
"""Whose ids a sheet's rows hold: `vessel` of a voyage, `voyage` of the others."""
YET_TO_COME = "is after the day of the review: read, and kept as it stands"


def odd_rows(book: Book, as_of: date) -> Iterator[CellProblem]:
    """A date yet to come of what is made already, an amount below zero, an end before its beginning, a voyage of no ship,
    an id that no row has. A voyage that is planned is nothing odd.
    """
    ids = {sheet: _known(book.sheet(sheet)) for sheet in dict.fromkeys(_IDS.values())}
    for row in book.rows:
        yield from _days(row, as_of)
        for column in _AMOUNTS:
            if row.numbers.get(column, 0) < 0:
                yield _odd(row, column, "is not above zero: read, and not reckoned with", "a number above zero")
        if row.sheet == "voyages" and not row["vessel"] and not row["imo"]:
            yield _odd(row, "vessel", "the voyage names no ship: her papers are still read", "the ship of the voyage")
        if row.sheet in _IDS:
            yield from _strays(row, _IDS[row.sheet], ids[_IDS[row.sheet]])


def backwards(row: Row, begins: str, ends: str) -> bool:
    """Whether a row's end surely comes before its beginning: neither can be relied on."""
    first, last = row.dates.get(begins), row.dates.get(ends)
    return bool(first and last and first.start and last.end and last.end < first.start)


def _days(row: Row, as_of: date) -> Iterator[CellProblem]:
    yield from yet_to_come(row, as_of)
    for begins, ends in _SPANS:
        if backwards(row, begins, ends):
            told = f"is before {begins}, {row[begins]}: read, and one of the two cannot be so"
            yield _odd(row, ends, told, f"a date not before {row[begins]}")


def yet_to_come(row: Row, as_of: date) -> Iterator[CellProblem]:
    """A day yet to come of what is made already: of what is odd in a row, all that moves with the day of the review."""
    made = row.dates.get(_MADE.get(row.sheet, ""))
    if made is not None and made.surely_after(as_of):
        yield _odd(row, "date", YET_TO_COME, yet_to_come_by(as_of.isoformat()))


def yet_to_come_by(day: str) -> str:
    """What is expected of such a date."""
    return f"a date not after {day}"


def _known(rows: tuple[Row, ...]) -> Mapping[str, frozenset[str]]:
    """What a cell may call these rows by, under `""`, and under each manner of an id the ids of it."""
    found: dict[str, set[str]] = {"": set()}
    for row in rows:
        found[""] |= {row[c].casefold() for c in ("id", "name", "imo", "mmsi", "call_sign") if row[c]}
        if row.id and (manner := _manner(row.id)):
            found.setdefault(manner, set()).add(row.id)
    return {manner: frozenset(names) for manner, names in found.items()}


def _manner(ident: str) -> str:
    """Letters and marks as they are and `9` for a number, `VY9` for `VY12`; only digits keep their length; "" for none."""
    plain = ident.strip().casefold()
    if not any(c.isdigit() for c in plain) or " " in plain:
        return ""
    return re.sub(r"\d", "9", plain) if plain.isdigit() else re.sub(r"\d+", "9", plain)


def _strays(row: Row, sheet: str, known: Mapping[str, frozenset[str]]) -> Iterator[CellProblem]:
    """Ids of the manner of those in a sheet that none of its rows has; a ship's name or number is no such id."""
    column = "vessel" if row.sheet == "voyages" else "voyage"
    named = (row[column].strip().casefold(),) if column == "vessel" else voyage_ids(row)
    for ident in named:
        # Seven and nine digits are an IMO number and an MMSI, whatever the ids look like.
        number = column == "vessel" and ident.isdigit() and len(ident) in (7, 9)
        if ident and ident not in known[""] and not number and _manner(ident) in known.keys() - {""}:
            told = f"is an id that no row of {sheet} has: the row was read, and laid beside none of them"
            yield _odd(row, column, told, f"the id of a row of {sheet}")


def _odd(row: Row, column: str, told: str, expected: str) -> CellProblem:
    return CellProblem(row.sheet, row.number, column, row[column], expected, told)
