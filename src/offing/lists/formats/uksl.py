"""Rows of the UK Sanctions List's CSV: the names and facts of one row.

One designation is one Unique ID and as many rows as its names, papers and addresses multiply to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from offing.errors import UnreadField
from offing.lists.formats.gathering import Fact, dated, full_name, identified, joined, stated
from offing.lists.formats.prose import mmsis
from offing.lists.formats.uk import NAME_COLUMNS, numbered, uk_date
from offing.lists.formats.uksl_columns import COLUMNS
from offing.reading.tables import TableRow
from offing.records.dates import iso
from offing.records.entity import Name, NameKind, Relation
from offing.records.identifiers import Identifier, fold_imo

Cell = Callable[[str], str | None]

_NAME_KINDS: dict[str, NameKind] = {
    "primary name": "name",
    "primary name variation": "alias",
    "alias": "alias",
    "": "alias",
}
_STRENGTHS = {
    "": False,
    "good quality a.k.a": False,
    "good quality": False,
    "low quality a.k.a": True,
    "low quality": True,
}
_SCRIPTS = {
    "arabic": "Arab",
    "chinese": "Hani",
    "cyrillic": "Cyrl",
    "greek": "Grek",
    "hangul": "Hang",
    "hebrew": "Hebr",
}
_SILENT = {"n/a", "unknown", "-"}
_PLAIN = {
    "Title": "title",
    "Position": "position",
    "Gender": "gender",
    "Type of entity": "legalForm",
    "Address Country": "country",
    "Phone number": "phone",
    "Email address": "email",
    "Website": "website",
    "OFSI Group ID": "offing:ofsiGroupId",
    "UN Reference Number": "unscId",
    "Designation source": "offing:designationSource",
    "Other Information": "notes",
    "UK Statement of Reasons": "reason",
    "Type of ship": "type",
    "Tonnage of ship": "tonnage",
    "Length of ship": "offing:length",
    "Year Built": "buildDate",
}
_COUNTED = {"Nationality(/ies)": "nationality", "Current believed flag of ship": "flag", "Previous flags": "pastFlags"}
_TIES = {
    "Current owner/operator (s)": ("Current owner/operator", False),
    "Previous owner/operator (s)": ("Previous owner/operator", True),
    "Parent company": ("Parent company", False),
    "Subsidiaries": ("Subsidiaries", False),
}


def cells(row: TableRow) -> Cell:
    """A reader of the row by today's column names; "N/A" and "Unknown", which early files print, are silence."""

    def cell(column: str) -> str | None:
        found = (row.get(name) for name in (column, *COLUMNS[column]))
        return next((value for value in found if value and value.lower() not in _SILENT), None)

    return cell


def names(cell: Cell, where: str) -> Iterator[Name]:
    """The row's name and its name in another script. A row without a name (the publisher has some) gives none."""
    kind_printed, strength = ((cell(c) or "").lower().rstrip(".") for c in ("Name type", "Alias strength"))
    if kind_printed not in _NAME_KINDS:
        raise UnreadField("a name type nobody reads", where=where, value=kind_printed)
    if strength not in _STRENGTHS:
        raise UnreadField("an alias strength nobody reads", where=where, value=strength)
    text = full_name(*map(cell, NAME_COLUMNS))
    if text:
        yield Name(text, "weakAlias" if _STRENGTHS[strength] else _NAME_KINDS[kind_printed])
    if other := cell("Name non-latin script"):
        script = _SCRIPTS.get((cell("Non-latin script type") or "").lower(), "")
        yield Name(" ".join(other.split()), "alias", script=script, lang=cell("Non-latin script language") or "")


def facts(cell: Cell, where: str) -> Iterator[Fact]:
    """All that the row says beside its names and its measures."""
    for column, prop in _PLAIN.items():
        yield from stated(prop, cell(column))
    for column, prop in _COUNTED.items():
        for value in numbered(cell(column)):
            yield from stated(prop, value)
    for column, (kind, former) in _TIES.items():
        for target in numbered(cell(column)):
            yield Relation(kind, target_name=" ".join(target.split()), former=former)
    yield from _numbers(cell)
    if updated := dated(cell("Last Updated"), f"{where} Last Updated", uk_date):
        yield from stated("modifiedAt", iso(updated))
    if born := dated(cell("D.O.B"), f"{where} D.O.B", uk_date):
        printed = cell("D.O.B") or ""
        yield from stated("birthDate", iso(born), "" if born.is_day else f"printed {printed}")
    yield from stated("birthPlace", joined(cell("Town of birth"), cell("Country of birth")))
    lines = [cell(f"Address Line {n}") for n in range(1, 7)]
    yield from stated("address", joined(*lines, cell("Address Postal Code"), cell("Address Country")))


def _numbers(cell: Cell) -> Iterator[Fact]:
    yield from identified("passportNumber", cell("Passport number"), cell("Passport additional information"))
    yield from identified(
        "idNumber", cell("National Identifier number"), cell("National Identifier additional information")
    )
    yield from identified("registrationNumber", cell("Business registration number (s)"))
    yield from identified("offing:hullNumber", cell("Hull identification number (HIN)"))
    if imo := cell("IMO number"):
        if digits := fold_imo(imo):
            yield Identifier("imoNumber", digits, imo)
        else:
            yield from stated("registrationNumber", imo, "IMO number; not seven digits")
    for mmsi in mmsis(cell("Other Information") or ""):
        yield Identifier("mmsi", mmsi, mmsi, "in the other information")
