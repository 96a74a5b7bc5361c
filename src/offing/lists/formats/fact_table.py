"""Our own fact tables under `lists/tables/`: one row per listing, several rows per entry. Columns: `tables/README.md`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from offing.errors import UnreadField
from offing.lists.contract import ReadLog
from offing.lists.formats.gathering import Fact, Gathering, dated, stated
from offing.reading.tables import TableRow, read_table
from offing.records.entity import Entity, Listing, Name, Place, Relation, Schema
from offing.records.identifiers import Identifier
from offing.records.rungs import RUNGS

COLUMNS = (
    "entry", "type", "name", "aliases", "imo", "imo_company", "other_ids", "vessel_type", "flag", "country", "address",
    "linked_to", "authority", "list", "list_entry", "rung", "program", "measure", "legal_basis", "since", "date_basis",
    "wording", "as_of", "source", "confidence", "note",
)  # fmt: skip

_SCHEMAS: dict[str, Schema] = {
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "person": "Person",
    "company": "Company",
    "entity": "Organization",
}

_BINDS = {
    "US": "US persons, and property within US jurisdiction",
    "EU": "persons under EU jurisdiction, and EU ports",
    "UK": "persons under UK jurisdiction, and UK ports",
    "UN": "UN member states, through their own law",
}


def read_fact_table(dataset: str, path: Path, log: ReadLog, *, binds: str = "") -> Iterator[Entity]:
    """The entries of one of our tables; rows of one entry are merged, each row is one listing.

    `binds` overrides whom a measure of the row's authority binds. Fills `log.entries`, and `log.published` with the
    oldest day that any row is said to be of; the other days stand in `log.notes`. Raises UnreadField for a type,
    rung or date that the layout does not have.
    """
    gathered: dict[str, Gathering] = {}
    ages: dict[str, str] = {}
    for row in read_table(path, columns=None, known=COLUMNS, encoding="utf-8"):
        at = f"row {row.number + 1}"
        where = f"{path.name} {at}"
        entry = row["entry"]
        if entry not in gathered:
            schema = _SCHEMAS.get(row["type"])
            if schema is None:
                raise UnreadField("a type our tables do not have", where=where, value=row["type"])
            gathered[entry] = Gathering(entry, schema, Place(path.name, at, row.raw))
        else:
            first = gathered[entry].place
            gathered[entry].place = Place(path.name, f"{first.at}, {at}", f"{first.quote}\n{row.raw}")
        gathered[entry].add(_facts(row))
        gathered[entry].add([_listing(row, dataset, where, binds)])
        gathered[entry].add(stated("sourceUrl", row["source"], f"{at}; as of {row['as_of']}"))
        ages[row["authority"]] = min(row["as_of"], ages.get(row["authority"], row["as_of"]))
    log.entries = len(gathered)
    if ages:
        log.published = date.fromisoformat(min(ages.values()))
        log.notes.append("rows as of " + ", ".join(f"{day} ({authority})" for authority, day in sorted(ages.items())))
    for one in gathered.values():
        yield one.entity(dataset)


def _items(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(";") if item.strip()]


def _facts(row: TableRow) -> Iterator[Fact]:
    yield Name(row["name"])
    for alias in _items(row["aliases"]):
        yield Name(alias, kind="alias")
    for column, kind in (("imo", "imoNumber"), ("imo_company", "imoCompany")):
        if row[column]:
            yield Identifier(kind, row[column], row[column])
    for item in _items(row["other_ids"]):
        kind, _, value = item.partition(":")
        yield Identifier(kind, value, value)
    for column, prop in (("vessel_type", "type"), ("flag", "flag"), ("country", "country"), ("address", "address")):
        yield from stated(prop, row[column])
    for item in _items(row["linked_to"]):
        target, _, name = item.partition(":")
        # the source prints "Linked To" for every tie, whatever it is: an interest, an owner, an employer
        yield Relation("unspecified", target=target, target_name=name)
    yield from stated("notes", row["note"])


def _listing(row: TableRow, dataset: str, where: str, binds: str) -> Listing:
    if row["rung"] not in RUNGS:
        raise UnreadField("a rung that is not on the ladder", where=where, value=row["rung"])
    basis = f"since: {row['date_basis']}" if row["date_basis"] else ""
    return Listing(
        authority=row["authority"],
        dataset=dataset,
        entry=row["list_entry"],
        rung=row["rung"],
        programs=tuple(_items(row["program"])),
        measure=row["measure"],
        legal_basis=row["legal_basis"],
        since=dated(row["since"], where),
        binds=binds or _BINDS.get(row["authority"], ""),
        wording="; ".join(w for w in (row["wording"], f"on {row['list']} as of {row['as_of']}", basis) if w),
        confidence=row["confidence"],
    )
