"""A list that the user brings: one CSV, whatever its headers' spelling, separator and encoding, read row by row.

Nothing in it stops the reading but the lack of a column of names. What a row holds that cannot be read as it should be
is said in `log.notes` with row, column, value and what was expected, and is kept as a note of the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from offing.errors import MalformedSource
from offing.lists.contract import ReadLog
from offing.lists.formats.gathering import Fact, Gathering
from offing.lists.formats.loose_dates import loose_span
from offing.lists.formats.loose_rows import loose_lines, loose_records
from offing.records.dates import DateSpan
from offing.records.entity import Entity, Listing, Name, Place, Schema, Statement
from offing.records.identifiers import (
    Identifier,
    fold_code,
    fold_imo,
    fold_mmsi,
    imo_check_digit_ok,
    imo_company_check_ok,
)
from offing.records.rungs import RUNGS

_HEADERS: dict[str, tuple[str, ...]] = {
    "name": ("name", "caption", "fullname", "shipname", "vesselname", "nameofship", "entityname"),
    "type": ("type", "schema", "kind", "entitytype"),
    "aliases": ("aliases", "alias", "aka", "alsoknownas", "othernames", "formernames"),
    "imo": ("imo", "imono", "imonr", "imonumber", "lloydsno", "lrno"),
    "mmsi": ("mmsi", "mmsino", "mmsinumber"),
    "call_sign": ("callsign", "callsigns"),
    "flag": ("flag", "flagstate"),
    "country": ("country", "countries", "nationality", "jurisdiction"),
    "ids": ("ids", "identifiers", "otherids", "registrationnumber"),
    "authority": ("authority", "listedby", "issuer"),
    "rung": ("rung", "legalstatus"),
    "program": ("program", "programs", "programme", "programmes", "programid", "regime"),
    "entry": ("entry", "id", "entryid", "uid", "reference", "entno", "entnum"),
    "from": ("from", "since", "startdate", "listedon", "listingdate", "datelisted"),
    "to": ("to", "until", "enddate", "delistedon"),
    "reason": ("reason", "reasons", "statementofreasons"),
    "source": ("source", "sourceurl", "url"),
}
_COLUMN_OF = {spelling: column for column, spellings in _HEADERS.items() for spelling in spellings}

_SCHEMAS: dict[str, Schema] = {
    "vessel": "Vessel", "ship": "Vessel", "company": "Company", "firm": "Company", "person": "Person",
    "individual": "Person", "organisation": "Organization", "organization": "Organization", "entity": "LegalEntity",
    "legalentity": "LegalEntity", "aircraft": "Airplane", "airplane": "Airplane", "asset": "Asset",
}  # fmt: skip

_KINDS = {
    "registration": "registrationNumber", "lei": "leiCode", "tax": "taxNumber", "bic": "swiftBic", "swift": "swiftBic",
    "passport": "passportNumber", "inn": "innCode", "ogrn": "ogrnCode", "imocompany": "imoCompany",
    "companyimo": "imoCompany",
}  # fmt: skip
_KIND = re.compile(r"[A-Za-z][A-Za-z _.]{1,30}")


@dataclass(frozen=True, slots=True)
class _Row:
    """One record with its values by column, `extra` those of columns nobody maps, and where notes of it go."""

    number: int
    raw: str
    values: dict[str, str]
    extra: tuple[tuple[str, str], ...]
    notes: list[str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def items(self, column: str) -> list[str]:
        return [item.strip() for item in self[column].split(";") if item.strip()]

    def doubt(self, column: str, value: str, expected: str) -> None:
        self.notes.append(f"row {self.number}, column {column}: {value!r}; expected {expected}")


def dataset_name(path: Path) -> str:
    """The dataset that a file of the user's own makes: its stem, lower-case, letters, digits and `_` only."""
    stem = path.name.lower().removesuffix(".csv").removesuffix(".json").removesuffix(".ftm")
    return re.sub(r"\W+", "_", stem).strip("_") or "list"


def read_plain(path: Path, log: ReadLog) -> Iterator[Entity]:
    """The entries of a plain list (columns: name, type, aliases, imo, mmsi, call_sign, flag, country, ids, authority,
    rung, program, entry, from, to, reason, source). Rows with the same `entry` and name are one entity.

    Fills `log`. Raises MalformedSource when the file is empty or has no column of names.
    """
    dataset = dataset_name(path)
    gathered: dict[str, Gathering] = {}
    named: dict[str, str] = {}
    for row in _rows(path, log):
        name = " ".join(row["name"].split())
        schema = _schema(row)
        facts = list(_facts(row, name, schema))
        if not name:
            row.doubt("name", "", "a name")
            if not any(isinstance(f, Identifier) for f in facts):
                log.ignored["row without a name or a number"] += 1
                continue
        entry = row["entry"] or f"row {row.number}"
        if named.get(entry, name.casefold()) != name.casefold():
            row.doubt("entry", entry, f"one name for one entry; it is {named[entry]!r} above, so this row stands apart")
            entry = f"{entry} (row {row.number})"
        named[entry] = name.casefold()
        place = Place(path.name, f"row {row.number}", row.raw)
        one = gathered.setdefault(entry, Gathering(entry, schema, place))
        if one.schema != schema:
            row.doubt("type", row["type"], f"one type for one entry; {one.schema} stands")
        one.add(facts)
        one.add([_listing(row, dataset, row["entry"] or entry)])
    log.entries = len(gathered)
    for one in gathered.values():
        yield _entity(one, dataset)


def _entity(one: Gathering, dataset: str) -> Entity:
    if any(isinstance(f, Name) for f in one.facts):
        return one.entity(dataset)
    number = next(f for f in one.facts if isinstance(f, Identifier))
    one.add([Name(number.original or number.value)])
    return one.entity(dataset)


def _rows(path: Path, log: ReadLog) -> Iterator[_Row]:
    lines = loose_lines(path, log.notes)
    first = next((i for i, line in enumerate(lines) if line.strip(" \r\n\t,;")), None)
    if first is None:
        raise MalformedSource("the list is empty", where=path.name)
    delimiter = max(",;\t", key=lambda d: (sum(_fold(h) in _COLUMN_OF for h in lines[first].split(d)), d == ","))
    columns: list[str] = []
    for number, (record, raw, good) in enumerate(loose_records(lines, delimiter), 1):
        if number <= first or (record is not None and not any(v.strip() for v in record)):
            continue
        if record is None:
            log.notes.append(f"row {number}: not a row of a table ({raw[:60]!r} …); the row is left out")
        elif not columns:
            columns = _header(record, path, log)
        else:
            if not good:
                log.notes.append(f"row {number}: a quotation mark that is not closed; the line was read without quotes")
            yield _row(number, raw, record, columns, log)


def _fold(header: str) -> str:
    return re.sub(r"[\W_]+", "", header).casefold()


def _header(record: list[str], path: Path, log: ReadLog) -> list[str]:
    """Our name for each column, or the header as written where there is none (said in `log.notes`)."""
    columns: list[str] = []
    for header in record:
        column = _COLUMN_OF.get(_fold(header), "")
        if not column or column in columns:
            column = header.strip() or f"column {len(columns) + 1}"
            log.notes.append(f"row 1: the column {column!r} is not one of a plain list; its values are kept as notes")
            column = f"\0{column}"
        columns.append(column)
    if "name" not in columns:
        raise MalformedSource(
            "no column of names in the list",
            where=path.name,
            value=", ".join(record),
            hint=f"Give it a header row with some of: {', '.join(_HEADERS)}",
        )
    return columns


def _row(number: int, raw: str, record: list[str], columns: list[str], log: ReadLog) -> _Row:
    cells = [c.strip() for c in record]
    if len(cells) < len(columns):
        log.notes.append(f"row {number}: {len(cells)} of {len(columns)} columns; the others are read as empty")
    pairs = list(zip(columns, cells, strict=False))
    extra = [(c[1:], v) for c, v in pairs if c.startswith("\0") and v]
    for beyond in filter(None, cells[len(columns) :]):
        log.notes.append(f"row {number}: {beyond!r} stands beyond the last column; kept as a note")
        extra.append(("beyond the last column", beyond))
    return _Row(number, raw, {c: v for c, v in pairs if not c.startswith("\0")}, tuple(extra), log.notes)


def _schema(row: _Row) -> Schema:
    word = _fold(row["type"])
    if word in _SCHEMAS:
        return _SCHEMAS[word]
    if word:
        row.doubt("type", row["type"], "vessel, company, person or organisation")
    return "Vessel" if row["mmsi"] or row["call_sign"] or _is_ship_number(row["imo"]) else "LegalEntity"


def _is_ship_number(text: str) -> bool:
    """Both check digits fit one number in ten; most ship numbers begin with 7, 8 or 9, and company numbers do not."""
    digits = fold_imo(text)
    if digits is None or not imo_check_digit_ok(digits):
        return False
    return digits[0] in "789" or not imo_company_check_ok(digits)


def _facts(row: _Row, name: str, schema: Schema) -> Iterator[Fact]:
    if name:
        yield Name(name)
    for alias in row.items("aliases"):
        yield Name(alias, kind="alias")
    yield from _numbers(row, schema)
    for column, prop in (("flag", "flag"), ("country", "country"), ("source", "sourceUrl")):
        if row[column]:
            yield Statement(prop, row[column])
    for header, value in row.extra:
        yield Statement("notes", value, header)


def _numbers(row: _Row, schema: Schema) -> Iterator[Fact]:
    if imo := row["imo"]:
        digits = fold_imo(imo)
        if digits is None:
            row.doubt("imo", imo, "seven digits")
            yield Statement("notes", imo, "imo, not seven digits")
        else:
            kind, fits = (
                ("imoNumber", imo_check_digit_ok) if schema == "Vessel" else ("imoCompany", imo_company_check_ok)
            )
            if not fits(digits):
                row.doubt("imo", imo, "a number whose check digit fits")
            yield Identifier(kind, digits, imo, "" if fits(digits) else "check digit does not fit")
    if mmsi := row["mmsi"]:
        folded = fold_mmsi(mmsi)
        if folded is None:
            row.doubt("mmsi", mmsi, "nine digits")
            yield Statement("notes", mmsi, "mmsi, not nine digits")
        else:
            yield Identifier("mmsi", folded, mmsi)
    if row["call_sign"]:
        yield Identifier("callSign", fold_code(row["call_sign"]), row["call_sign"])
    for item in row.items("ids"):
        word, colon, value = item.partition(":")
        if not colon or not value.strip() or not _KIND.fullmatch(word.strip()) or value.startswith("//"):
            word, value = "registrationNumber", item
        kind = _KINDS.get(_fold(word), word.strip())
        yield Identifier(kind, fold_code(value), value.strip())


def _listing(row: _Row, dataset: str, entry: str) -> Listing:
    rung = re.sub(r"[\W_]+", "_", row["rung"]).casefold() or "named"
    if rung not in RUNGS:
        row.doubt("rung", row["rung"], f"one of {', '.join(RUNGS)}; read as named")
        rung = "named"
    return Listing(
        authority=row["authority"],
        dataset=dataset,
        entry=entry,
        rung=rung,
        programs=tuple(row.items("program")),
        since=_span(row, "from"),
        until=_span(row, "to"),
        wording=row["reason"],
    )


def _span(row: _Row, column: str) -> DateSpan | None:
    if not row[column]:
        return None
    span, doubt = loose_span(row[column])
    if doubt:
        row.doubt(column, row[column], doubt)
    return span
