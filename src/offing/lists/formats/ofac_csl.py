"""Rows of the Consolidated Screening List, in which OFAC's entries stand beside those of Commerce and State."""

from __future__ import annotations

import re
from dataclasses import dataclass

from offing.errors import UnreadField
from offing.lists.contract import ReadLog
from offing.lists.formats.ofac_entry import Draft, schema_of
from offing.lists.formats.ofac_labels import label_of
from offing.lists.formats.ofac_measures import BLOCK, own_words
from offing.lists.formats.ofac_remarks import ties
from offing.reading.tables import TableRow
from offing.records.dates import DateSpan, parse_span
from offing.records.entity import Listing, Name, Relation, Schema

BINDS = "US persons, and anyone who exports, re-exports or transfers items subject to US export law; see each list"


@dataclass(frozen=True, slots=True)
class _Source:
    """One of the lists in the file: its rung and what being on it does."""

    rung: str
    effect: str


_SOURCES = {
    "SDN": _Source("blocked", BLOCK),
    "SSI": _Source("sectoral", "Sectoral Sanctions Identifications (E.O. 13662): the directives that the entry names"),
    "PLC": _Source("sectoral", "Palestinian Legislative Council list: transactions are rejected"),
    "CAP": _Source("sectoral", "Correspondent or payable-through accounts prohibited or under strict conditions"),
    "FSE": _Source(
        "sectoral", "Foreign Sanctions Evaders (E.O. 13608): no dealing with US persons or in the United States"
    ),
    "CMIC": _Source("sectoral", "Chinese Military-Industrial Complex Companies: no dealing in their securities"),
    "NS-MBS List": _Source("sectoral", "Menu-based sanctions, as the entry names them"),
    "EL": _Source(
        "sectoral", "Export control: a licence is required (15 CFR 744, supplement 4); not blocked by that fact"
    ),
    "DPL": _Source(
        "sectoral", "Export control: export privileges denied by order (15 CFR 764); not blocked by that fact"
    ),
    "UVL": _Source(
        "sectoral", "Export control: unverified, no licence exceptions (15 CFR 744.15); not blocked by that fact"
    ),
    "MEU": _Source(
        "sectoral", "Export control: military end user, licence required (15 CFR 744.21); not blocked by that fact"
    ),
    "ISN": _Source("sectoral", "Nonproliferation sanctions of the State Department, under the statutes named"),
    "DTC": _Source("sectoral", "Export control: debarred from defence trade (22 CFR 127.7); not blocked by that fact"),
}
_CODE = re.compile(r"\((?P<code>[A-Z\- a-z]+)\)")

COLUMNS = (
    *("_id", "source", "entity_number", "type", "programs", "name", "title", "addresses", "federal_register_notice"),
    *("start_date", "end_date", "standard_order", "license_requirement", "license_policy", "call_sign", "vessel_type"),
    *("gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url"),
    *(
        "alt_names",
        "citizenships",
        "dates_of_birth",
        "nationalities",
        "places_of_birth",
        "source_information_url",
        "ids",
    ),
)
_LABELLED = (
    *(("title", "Title"), ("call_sign", "Vessel Call Sign"), ("vessel_type", "VESSEL TYPE")),
    *(("gross_tonnage", "Vessel Tonnage"), ("gross_registered_tonnage", "Vessel Gross Registered Tonnage")),
    *(("vessel_flag", "Vessel Flag"), ("vessel_owner", "Vessel Owner")),
)
_MANY = (
    ("citizenships", "citizen"),
    ("nationalities", "nationality"),
    ("dates_of_birth", "DOB"),
    ("places_of_birth", "POB"),
)
_ID = re.compile(r"(?:(?P<country>[A-Z]{2}), )?(?P<dates>(?:\d{4}(?:-\d\d){0,2}, )*)(?P<number>.+)", re.DOTALL)
_COUNTRY_LAST = re.compile(r"(?:^|, )(?P<code>[A-Z]{2})$")


def source_code(row: TableRow, file: str) -> str:
    found = _CODE.search(row["source"])
    if found is None or found["code"] not in _SOURCES:
        raise UnreadField("nobody reads this source list", where=f"{file} row {row.number}", value=row["source"])
    return found["code"]


def schema(row: TableRow, file: str) -> Schema:
    """OFAC's rows say their type; Commerce's and State's name people and firms alike and say none."""
    printed = row.get("type")
    return schema_of(printed, f"{file} row {row.number}") if printed else "LegalEntity"


def read_row(draft: Draft, row: TableRow, code: str, log: ReadLog) -> Listing:
    """Reads the row's facts into the draft and gives its one listing."""
    draft.names.append(Name(row["name"].strip()))
    draft.names.extend(Name(n.removeprefix("and "), "alias") for n in _several(row, "alt_names"))
    for column, label in _LABELLED:
        draft.add(label, row.get(column))
    for column, label in _MANY:
        for value in _several(row, column):
            draft.add(label, value)
    for address in _several(row, "addresses"):
        # Denial orders print US addresses without a country: a last "CA" is California there.
        country = None if code == "DPL" else _COUNTRY_LAST.search(address)
        if country is None or address != country["code"]:
            draft.state("address", address)
        draft.state("country", country["code"] if country else None)
    for printed in _several(row, "ids"):
        _read_id(draft, printed)
    tied, prose = ties(row.get("remarks") or "")
    draft.relations.extend(Relation("unspecified", target_name=name) for name in tied)
    draft.state("notes", prose)
    draft.state("sourceUrl", row.get("source_information_url") or row.get("source_list_url"))
    return Listing(
        authority="US",
        dataset=draft.dataset,
        entry=row.get("entity_number") or draft.entry,
        rung=_SOURCES[code].rung,
        programs=tuple(_several(row, "programs")),
        measure=_SOURCES[code].effect,
        legal_basis="; ".join(p for p in (row["source"].strip(), row.get("federal_register_notice")) if p),
        since=_day(row, "start_date", log),
        until=_day(row, "end_date", log),
        binds=BINDS,
        wording=_wording(row, own_words(draft.statements, prose)),
    )


def _wording(row: TableRow, said: str) -> str:
    order = (row.get("standard_order") or "").upper()
    parts = (
        row.get("license_requirement"),
        row.get("license_policy"),
        f"standard order: {order}" if order else None,
        said,
    )
    return " · ".join(p for p in parts if p)


def _several(row: TableRow, column: str) -> list[str]:
    return [v for v in (part.strip() for part in re.split(r";\s+", row.get(column) or "")) if v]


def _read_id(draft: Draft, printed: str) -> None:
    """`CA, 2014-08-30, 2009-08-31, K475336, Passport`: country, dates, number, kind; only the last two are always there."""
    body, comma, label = printed.rpartition(", ")
    found = _ID.fullmatch(body)
    meaning = label_of(label)
    if not comma or found is None:
        draft.state("notes", printed)
    elif meaning is None or meaning.role == "statement":
        draft.add(label, body)
    else:
        dates = found["dates"].removesuffix(", ")
        draft.add(label, found["number"], country=found["country"] or "", notes=(f"dated {dates}" if dates else "",))


def _day(row: TableRow, column: str, log: ReadLog) -> DateSpan | None:
    """A day; None for none and for what cannot be one ("0097-06-30"), which is said in the log and never mended."""
    printed = row.get(column)
    try:
        return parse_span(printed) if printed else None
    except ValueError:
        log.ignored[f"{column} that is not a date"] += 1
        log.notes.append(f"row {row.number}: {column} {printed!r} is not a date; the listing is left undated")
        return None
