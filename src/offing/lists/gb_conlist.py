"""OFSI Consolidated List of Financial Sanctions Targets (CSV), retired on 28 January 2026; kept for the past.

One target is one Group ID and as many rows as its names and birth dates multiply to. Before 2020 ships were filed as
entities: the text says when an entry is a ship. Ships under the DPRK or Libya regime were on it for shipping measures,
so a ship is filed under a freeze only where its text says one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from offing.errors import MalformedSource, UnreadField
from offing.lists.contract import Dataset, Form, ReadLog
from offing.lists.formats.conlist import KNOWN, facts, names
from offing.lists.formats.gathering import Gathering, dated
from offing.lists.formats.prose import speaks_of_one_ship
from offing.lists.formats.uk import uk_date
from offing.reading.tables import TableRow, read_table
from offing.records.entity import Entity, Listing, Place, Schema
from offing.units import MAX_LINE_CHARS

DATASET = Dataset(
    name="gb_conlist",
    title="OFSI Consolidated List of Financial Sanctions Targets (retired 28 January 2026)",
    publisher="Office of Financial Sanctions Implementation, HM Treasury",
    authority="UK",
    binds="UK persons everywhere, and anyone in the UK",
    needed=False,
    url="https://ofsistorage.blob.core.windows.net/publishlive/2022format/ConList.csv",
    address="-",
    forms=(
        Form(
            "csv",
            ("CONLIST.CSV",),
            lacks=(
                "every change since 28 January 2026, when the list was retired",
                "measures other than financial ones",
                "a field for ships' numbers: they stand in the other information",
            ),
        ),
    ),
)

_SCHEMAS: dict[str, Schema] = {"Individual": "Person", "Entity": "Organization", "Ship": "Vessel"}


def read(form: str, files: Mapping[str, Path], log: ReadLog) -> Iterator[Entity]:
    """One entity per Group ID, from all of its rows. Fills `log`; raises UnreadField for a column nobody knows."""
    path = files["CONLIST.CSV"]
    encoding = _encoding(path)
    with path.open("r", encoding=encoding, errors="replace") as handle:
        label, _, printed = handle.readline(MAX_LINE_CHARS).partition(",")
    if label.strip().lower() != "last updated":
        raise MalformedSource(
            "the first line does not say when the list was last updated", where=path.name, value=label
        )
    published = dated(printed.partition(",")[0], f"{path.name} line 1", uk_date)
    log.published = published.start if published else None
    entries: dict[str, Gathering] = {}
    kinds: Counter[str] = Counter()
    for row in read_table(path, known=KNOWN, encoding=encoding, skip_lines=1):
        _gather(entries, row, path.name)
    for found in entries.values():
        kinds[found.schema] += 1
        yield found.entity(DATASET.name)
    log.entries = len(entries)
    log.notes.append(", ".join(f"{n:,} {schema}" for schema, n in sorted(kinds.items())))


def _encoding(path: Path) -> str:
    """UTF-8 since names in other scripts were added; Windows-1252 before."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _gather(entries: dict[str, Gathering], row: TableRow, file: str) -> None:
    entry, printed, where = row.get("Group ID"), row.get("Group Type") or "", f"{file} line {row.line}"
    if entry is None:
        raise MalformedSource("a row without a Group ID", where=where, value=row.raw[:120])
    if printed not in _SCHEMAS:
        raise UnreadField("a group type nobody reads", where=where, value=printed)
    text = row.get("Other Information") or ""
    schema: Schema = "Vessel" if printed == "Entity" and speaks_of_one_ship(text) else _SCHEMAS[printed]
    place = Place(file, f"line {row.line}", row.raw)
    found = entries.setdefault(entry, Gathering(entry, schema, place))
    if found.schema != schema:
        raise MalformedSource(f"group {entry} is {found.schema} in one row and {schema} in another", where=where)
    given = list(names(row, where))
    if any(name.kind == "name" for name in given) and not found.has_primary_name:
        found.place = place
    found.add(given)
    found.add(facts(row, where, schema))
    regime = row.get("Regime") or ""
    freezes = schema != "Vessel" or "freez" in text.lower()
    found.add(
        [
            Listing(
                authority=DATASET.authority,
                dataset=DATASET.name,
                entry=entry,
                rung="asset_freeze" if freezes else "port_ban",
                programs=(regime,) if regime else (),
                since=dated(row.get("Listed On"), f"{where} Listed On", uk_date),
                binds=DATASET.binds,
                confidence="" if freezes else "a ship on a list of financial targets whose text states no freeze",
            )
        ]
    )
