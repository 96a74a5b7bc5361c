"""Rows of OFSI's Consolidated List: the columns of the 2018 and the 2022 format, and the facts of one row."""

from __future__ import annotations

from collections.abc import Iterator

from offing.errors import UnreadField
from offing.lists.formats.gathering import Fact, dated, full_name, identified, joined, stated
from offing.lists.formats.prose import imo_numbers, mmsis, un_references
from offing.lists.formats.uk import NAME_COLUMNS, numbered, uk_date
from offing.reading.tables import TableRow
from offing.records.dates import iso
from offing.records.entity import Name, NameKind, Schema
from offing.records.identifiers import Identifier

_ADDRESS = tuple(f"Address {n}" for n in range(1, 7))
_PLAIN = {"Title": "title", "Position": "position", "Country": "country", "Other Information": "notes"}
_PAPERS = {
    # number → (kind, details)
    "Passport Number": ("passportNumber", "Passport Details"),
    "National Identification Number": ("idNumber", "National Identification Details"),
    "NI Number": ("idNumber", ""),
}

KNOWN = frozenset(
    (
        *NAME_COLUMNS,
        *_ADDRESS,
        *_PLAIN,
        *("DOB", "Town of Birth", "Country of Birth", "Nationality", "Passport Details", "NI Number"),
        *("Post/Zip Code", "Group Type", "Alias Type", "Regime", "Listed On", "Last Updated", "Group ID"),
        # since the format of 2022
        *("Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language", "Alias Quality"),
        *("Passport Number", "National Identification Number", "National Identification Details"),
        "UK Sanctions List Date Designated",
    )
)

_NAME_KINDS: dict[str, NameKind] = {
    "prime alias": "name",
    "primary name": "name",
    "primary name variation": "alias",
    "aka": "alias",
    "fka": "previousName",
}
_QUALITIES = {"": False, "good": False, "low": True}


def names(row: TableRow, where: str) -> Iterator[Name]:
    """The row's name, and since 2022 its name in another script."""
    kind, quality = ((row.get(c) or "").lower() for c in ("Alias Type", "Alias Quality"))
    if kind not in _NAME_KINDS:
        raise UnreadField("an alias type nobody reads", where=where, value=kind)
    if quality not in _QUALITIES:
        raise UnreadField("an alias quality nobody reads", where=where, value=quality)
    if text := full_name(*map(row.get, NAME_COLUMNS)):
        yield Name(text, "weakAlias" if _QUALITIES[quality] else _NAME_KINDS[kind])
    if other := row.get("Name Non-Latin Script"):
        yield Name(" ".join(other.split()), "alias", lang=row.get("Non-Latin Script Language") or "")


def facts(row: TableRow, where: str, schema: Schema) -> Iterator[Fact]:
    """All that the row says beside its names and its listing."""
    for column, prop in _PLAIN.items():
        yield from stated(prop, row.get(column))
    for value in numbered(row.get("Nationality")):
        yield from stated("nationality", value)
    for column, (kind, details) in _PAPERS.items():
        yield from identified(kind, row.get(column), row.get(details) if details else None)
    if not row.get("Passport Number"):  # before 2022 the details hold the number, in prose
        yield from stated("passportNumber", row.get("Passport Details"))
    if updated := dated(row.get("Last Updated"), f"{where} Last Updated", uk_date):
        yield from stated("modifiedAt", iso(updated))
    if designated := dated(row.get("UK Sanctions List Date Designated"), f"{where} Date Designated", uk_date):
        yield from stated("offing:designationDate", iso(designated))
    if born := dated(row.get("DOB"), f"{where} DOB", uk_date):
        yield from stated("birthDate", iso(born), "" if born.is_day else f"printed {row.get('DOB')}")
    yield from stated("birthPlace", joined(row.get("Town of Birth"), row.get("Country of Birth")))
    lines = map(row.get, _ADDRESS)
    yield from stated("address", joined(*lines, row.get("Post/Zip Code"), row.get("Country")))
    text = row.get("Other Information") or ""
    for reference in un_references(text):
        yield from stated("unscId", reference, "in the other information")
    if schema != "Person":
        kind = "imoNumber" if schema == "Vessel" else "imoCompany"
        for number in imo_numbers(text):
            yield Identifier(kind, number, number, "in the other information")
        for number in mmsis(text):
            yield Identifier("mmsi", number, number, "in the other information")
