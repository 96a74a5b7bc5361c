"""UK Sanctions List (CSV of the FCDO), the one UK list since 28 January 2026: people, entities and ships.

The list prints its measures. An asset freeze is a freeze; what is imposed on a ship short of that is a port ban, or a
port and services ban under the Russia regime; any other measure is filed as limited, in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from offing.errors import MalformedSource, UnreadField
from offing.lists.contract import Dataset, Form, ReadLog
from offing.lists.formats import uksl
from offing.lists.formats.gathering import Gathering, dated
from offing.lists.formats.uk import uk_date
from offing.lists.formats.uksl_columns import KNOWN
from offing.reading.tables import TableRow, read_table
from offing.records.dates import DateSpan, parse_with
from offing.records.entity import Entity, Listing, Place, Schema
from offing.units import MAX_LINE_CHARS

DATASET = Dataset(
    name="gb_uksl",
    title="UK Sanctions List",
    publisher="Foreign, Commonwealth and Development Office",
    authority="UK",
    binds="UK persons everywhere, and anyone in the UK",
    url="https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",
    forms=(
        Form(
            "csv",
            ("UK-SANCTIONS-LIST.CSV",),
            lacks=("identifiers of the owners and operators it names", "delistings: an entry vanishes"),
        ),
    ),
)

_SCHEMAS: dict[str, Schema] = {
    "individual": "Person",
    "entity": "Organization",
    "ship": "Vessel",
    "vessel": "Vessel",
}
_REPORT_DATE = re.compile(r"Report Date:?\s*(\d{1,2}[-/ ]\w+[-/ ]\d{4})", re.IGNORECASE)


def read(form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
    """One entity per Unique ID, from all of its rows. Fills `log`; raises UnreadField for a column nobody knows."""
    path = files["UK-SANCTIONS-LIST.CSV"]
    entries: dict[str, Gathering] = {}
    for row in read_table(path, known=KNOWN, skip_lines=_lines_before_header(path, log)):
        _gather(entries, row, path.name)
    log.entries = len(entries)
    ships = sum(found.schema == "Vessel" for found in entries.values())
    log.notes.append(f"{ships:,} ships")
    unmeasured = 0
    for found in entries.values():
        entity = found.entity(DATASET.name)
        unmeasured += any(listing.confidence for listing in entity.listings)
        yield entity
    if unmeasured:
        log.notes.append(
            f"{unmeasured:,} entries print no measure: the usual one of their kind is assumed, and said so"
        )


def _lines_before_header(path: Path, log: ReadLog) -> int:
    """The publisher puts `Report Date: 11-Sep-2026` above the header; a file saved again by hand may lack it."""
    with path.open("r", encoding="utf-8-sig", errors="replace") as handle:
        first = handle.readline(MAX_LINE_CHARS)
    if "Unique ID" in first:
        return 0
    if found := _REPORT_DATE.search(first):
        span = dated(found[1], f"{path.name} line 1", _report_day)
        log.published = span.start if span else None
    return 1


def _gather(entries: dict[str, Gathering], row: TableRow, file: str) -> None:
    cell, where = uksl.cells(row), f"{file} line {row.line}"
    entry, printed = cell("Unique ID"), cell("Designation Type") or ""
    if entry is None:
        raise MalformedSource("a row without a Unique ID", where=where, value=row.raw[:120])
    if printed.lower() not in _SCHEMAS:
        raise UnreadField("a designation type nobody reads", where=where, value=printed)
    schema = _SCHEMAS[printed.lower()]
    names = list(uksl.names(cell, where))
    found = entries.get(entry)
    if found is None:
        found = entries[entry] = Gathering(entry, schema, Place(file, f"line {row.line}", row.raw))
    elif found.schema != schema:
        raise MalformedSource(f"{entry} is {found.schema} in one row and {schema} in another", where=where)
    elif any(name.kind == "name" for name in names) and not found.has_primary_name:
        found.place = Place(file, f"line {row.line}", row.raw)
    found.add(names)
    found.add(uksl.facts(cell, where))
    found.add(_listings(cell, where, entry, schema))


def _listings(cell: uksl.Cell, where: str, entry: str, schema: Schema) -> Iterator[Listing]:
    """One listing per measure that the row prints."""
    regime = cell("Regime Name") or ""
    since = dated(cell("Date Designated"), f"{where} Date Designated", uk_date)
    measures = [part.strip() for part in (cell("Sanctions Imposed") or "").split("|") if part.strip()]
    for measure in measures or [""]:
        yield Listing(
            authority=DATASET.authority,
            dataset=DATASET.name,
            entry=entry,
            rung=_rung(measure, regime, entry, schema),
            programs=(regime,) if regime else (),
            measure=measure,
            legal_basis=regime,
            since=since,
            binds=DATASET.binds,
            wording="" if measure else "no measure printed",
            confidence="" if measure else "the entry prints no measure; this is the usual one of its kind",
        )


def _rung(measure: str, regime: str, entry: str, schema: Schema) -> str:
    if "asset freeze" in measure.lower():
        return "asset_freeze"
    if schema == "Vessel":
        return "services_ban" if "russia" in regime.lower() or entry.startswith("RUS") else "port_ban"
    return "sectoral" if measure else "asset_freeze"


def _report_day(text: str) -> DateSpan:
    return parse_with(re.sub(r"[/ ]", "-", text), "%d-%b-%Y", "%d-%B-%Y", "%d-%m-%Y")
