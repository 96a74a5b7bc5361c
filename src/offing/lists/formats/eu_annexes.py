"""Rows of tables made from annexes of consolidated EU acts: one row per entry and annex, cells as the act prints them.

The table's own column names are FollowTheMoney's. Every cell but the name and the act's own data may hold several
values, parted by `;` and quoted like CSV.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from offing.errors import MalformedSource, UnreadField
from offing.lists.formats.gathering import Fact, stated
from offing.reading.tables import TableRow
from offing.records.dates import DateSpan, parse_span, parse_with
from offing.records.entity import Name, NameKind
from offing.records.identifiers import Identifier, fold_imo, fold_mmsi

_ACT = ("celex", "recordId", "programKey", "annex", "measure", "startDate", "reason", "schema", "name")
_NAMES: tuple[NameKind, ...] = ("alias", "weakAlias", "previousName")
_STATED = ("flag", "country", "address", "phone", "email", "website", "notes")
_NUMBERS = ("imoNumber", "mmsi")
_NOT_OF_SHIPS = (
    *("nationality", "jurisdiction", "birthDate", "birthPlace", "position", "passportNumber", "gender", "appearance"),
    *("ethnicity", "fatherName", "motherName", "incorporationDate", "legalForm", "sector", "registrationNumber"),
    *("taxNumber", "idNumber", "innCode", "ogrnCode", "kppCode", "okpoCode", "leiCode", "swiftBic", "ticker"),
)
COLUMNS = frozenset((*_ACT, *_NAMES, *_STATED, *_NUMBERS, *_NOT_OF_SHIPS))

_BRACKETED = re.compile(r"\(([^()]+)\)")
_DAY_FORMATS = ("%d.%m.%Y", "%d %B %Y", "%d %b %Y")


def annex_day(text: str) -> DateSpan:
    """`30.3.2018`, `2 December 1985`, `26 Feb. 2011`, or an ISO date to the day, month or year. Raises ValueError else."""
    try:
        return parse_span(text)
    except ValueError:
        worded = re.sub(r"(?<=[A-Za-z])\.", "", text)
        return parse_with(worded, *_DAY_FORMATS)


def several(cell: str | None) -> tuple[str, ...]:
    """The values of a cell of several: `Foo; "Bar; Baz"` holds two."""
    if not cell:
        return ()
    return tuple(v.strip() for v in next(csv.reader([cell], delimiter=";", skipinitialspace=True)) if v.strip())


def check_unused(row: TableRow, where: str) -> None:
    """A column that describes people or firms must be empty for a ship."""
    if filled := [column for column in _NOT_OF_SHIPS if row.get(column)]:
        raise UnreadField(f"nobody reads {', '.join(filled)} of a ship", where=where, value=row[filled[0]])


def ship_number(row: TableRow, where: str) -> str | None:
    """The ship's IMO number; None where the act prints words instead ("Does not exist")."""
    printed = several(row.get("imoNumber"))
    numbers = [digits for digits in map(fold_imo, printed) if digits]
    if len(numbers) > 1:
        raise MalformedSource("two IMO numbers in one row", where=where, value=row["imoNumber"])
    return numbers[0] if numbers else None


def names(row: TableRow) -> Iterator[Name]:
    """The name as printed; where it holds others in brackets (`Hui Chon (Hwang Gum San 2)`), each of them as an alias."""
    printed = row["name"].strip()
    yield Name(printed, "name")
    bracketed = _BRACKETED.findall(printed)
    if bracketed:
        yield Name(" ".join(_BRACKETED.sub(" ", printed).split()), "alias")
    for other in bracketed:
        yield Name(other.strip(), "alias")
    for kind in _NAMES:
        for other in several(row.get(kind)):
            yield Name(other, kind)


def facts(row: TableRow, number: str | None) -> Iterator[Fact]:
    """All that the row says of the ship beside its names and its listing."""
    if number:
        yield Identifier("imoNumber", number, row["imoNumber"].strip())
    else:
        yield from stated("offing:imoNumberPrinted", row.get("imoNumber"), "not an IMO number")
    for printed in several(row.get("mmsi")):
        if mmsi := fold_mmsi(printed):
            yield Identifier("mmsi", mmsi, printed)
        else:
            yield from stated("registrationNumber", printed, "MMSI; not nine digits")
    for column in _STATED:
        for value in several(row.get(column)):
            yield from stated(column, value)
    yield from stated("reason", row.get("reason"), f"Annex {row['annex']}")
