"""The UK Sanctions List: rows gathered into designations, measures told apart, dates no surer than printed."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from offing.errors import MalformedSource, SourceError, UnreadField
from offing.lists import gb_uksl
from offing.lists.contract import ListReading, read_list
from offing.lists.formats.uk import numbered, uk_date
from offing.lists.formats.uksl_columns import COLUMNS
from offing.records.dates import iso
from tests.lists.golden import check_golden, excerpt_files
from tests.shared import shared

FORM = gb_uksl.DATASET.forms[0]
DPRK = "The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019"
RUSSIA = "The Russia (Sanctions) (EU Exit) Regulations 2019"
BASE = {
    "Unique ID": "DPR0122",
    "Name 6": "New Regent",
    "Name type": "Primary name",
    "Regime Name": DPRK,
    "Designation Type": "Ship",
    "Sanctions Imposed": "Prohibition of port entry",
    "Date Designated": "30/03/2018",
    "IMO number": "8312497",
}
"""One row of a ship, to be varied."""


def reading(path: Path) -> ListReading:
    return read_list(gb_uksl, FORM, {"UK-SANCTIONS-LIST.CSV": path})


def written(tmp_path: Path, *rows: dict[str, str], above: str = "Report Date: 13-May-2026\n") -> Path:
    header = list(COLUMNS) + [extra for row in rows for extra in row if extra not in COLUMNS]
    text = io.StringIO()
    text.write(above)
    table = csv.DictWriter(text, list(dict.fromkeys(header)), restval="")
    table.writeheader()
    table.writerows(rows)
    path = tmp_path / "UK-Sanctions-List.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="module")
def excerpt() -> ListReading:
    return read_list(gb_uksl, FORM, excerpt_files("gb_uksl"))


def test_golden(excerpt: ListReading) -> None:
    check_golden("gb_uksl.csv", excerpt.entities, excerpt.log)


def test_the_excerpt_has_the_publishers_58_columns() -> None:
    header = excerpt_files("gb_uksl")["UK-SANCTIONS-LIST.CSV"].read_text(encoding="utf-8").splitlines()[1].split(",")
    assert len(header) == 58
    assert set(header) == set(COLUMNS)


def test_quotes_are_raw_rows_of_the_file(excerpt: ListReading) -> None:
    text = excerpt_files("gb_uksl")["UK-SANCTIONS-LIST.CSV"].read_text(encoding="utf-8")
    assert [e.entry for e in excerpt.entities if f"\n{e.place.quote}\n" not in text] == []
    lines = text.splitlines()
    starts = [lines[int(e.place.at.removeprefix("line ")) - 1] for e in excerpt.entities]
    assert all(e.place.quote.startswith(start) for e, start in zip(excerpt.entities, starts, strict=True))


RUNGS = [
    # designation type, regime, Sanctions Imposed, [(rung, measure)], why
    ("Ship", DPRK, "Prohibition of port entry", [("port_ban", "Prohibition of port entry")], "no freeze is printed"),
    (
        "Ship",
        DPRK,
        "De-flag|Prohibition of port entry",
        [("port_ban", "De-flag"), ("port_ban", "Prohibition of port entry")],
        "one listing per measure",
    ),
    ("Ship", DPRK, "Asset freeze", [("asset_freeze", "Asset freeze")], "JI SONG 6 is frozen, not merely kept out"),
    ("Ship", RUSSIA, "Prohibition of port entry", [("services_ban", "Prohibition of port entry")], "specified ship"),
    (
        "Individual",
        RUSSIA,
        "Asset freeze|Trust Services Sanctions|Director Disqualification Sanction",
        [
            ("asset_freeze", "Asset freeze"),
            ("sectoral", "Trust Services Sanctions"),
            ("sectoral", "Director Disqualification Sanction"),
        ],
        "what is not a freeze keeps its own words",
    ),
    ("Individual", RUSSIA, "Travel Ban", [("sectoral", "Travel Ban")], "a travel ban freezes nothing"),
    (
        "Entity",
        RUSSIA,
        "Crew servicing of ships and aircraft",
        [("sectoral", "Crew servicing of ships and aircraft")],
        "a firm",
    ),
]


@pytest.mark.parametrize(("kind", "regime", "imposed", "expected", "why"), RUNGS)
def test_rungs(tmp_path: Path, kind: str, regime: str, imposed: str, expected: list[tuple[str, str]], why: str) -> None:
    row = {**BASE, "Designation Type": kind, "Regime Name": regime, "Sanctions Imposed": imposed}
    entity = reading(written(tmp_path, row)).entities[0]
    assert [(listing.rung, listing.measure) for listing in entity.listings] == expected, why
    assert {listing.confidence for listing in entity.listings} == {""}


def test_a_row_without_a_measure_says_so(tmp_path: Path) -> None:
    found = reading(written(tmp_path, {**BASE, "Sanctions Imposed": ""}))
    (listing,) = found.entities[0].listings
    assert (listing.rung, listing.wording) == ("port_ban", "no measure printed")
    assert listing.confidence.startswith("the entry prints no measure")
    assert any("print no measure" in note for note in found.log.notes)


NAMES = [
    # name type, alias strength, kind, why
    ("Primary Name", "", "name", "the case of the type varies from row to row"),
    ("Primary name", "", "name", "the same"),
    ("Primary Name Variation", "", "alias", "a spelling of the name, not the name"),
    ("ALias", "Good quality a.k.a", "alias", "a publisher's typing error"),
    ("Alias", "Low quality a.k.a", "weakAlias", "the publisher calls it weak"),
    ("Alias", "Low quality a.k.a.", "weakAlias", "with its full stop"),
    ("", "", "alias", "some first rows have no type: the primary name follows"),
]


@pytest.mark.parametrize(("name_type", "strength", "kind", "why"), NAMES)
def test_name_kinds(tmp_path: Path, name_type: str, strength: str, kind: str, why: str) -> None:
    row = {**BASE, "Name 6": "Crane Hope", "Name type": name_type, "Alias strength": strength}
    entity = reading(written(tmp_path, row)).entities[0]
    assert [(n.text, n.kind) for n in entity.names] == [("Crane Hope", kind)], why


DATES = [
    ("30/03/2018", "2018-03-30", "a day"),
    ("dd/mm/1967", "1967", "never 1 January"),
    ("dd/07/1967", "1967-07", "a month"),
    ("00/00/1980", "1980", "the older list's way"),
    ("00/09/1980", "1980-09", "the same for a month"),
    ("1967", "1967", "a bare year"),
    ("29/06/2012 00:00:00", "2012-06-29", "a spreadsheet's midnight is not a time"),
]


@pytest.mark.parametrize(("printed", "expected", "why"), DATES)
def test_dates_are_as_sure_as_printed(printed: str, expected: str, why: str) -> None:
    assert iso(uk_date(printed)) == expected, why


@pytest.mark.parametrize("printed", ["31/02/2018", "2018-03-30", "30/3/18", "March 2018", "dd/mm/yyyy"])
def test_other_dates_are_not_guessed(printed: str) -> None:
    with pytest.raises(ValueError, match=r"date|day|month|range"):
        uk_date(printed)


CELLS = [
    ("(1) Russia (2) Cyprus", ("Russia", "Cyprus"), "counted"),
    ("Russia", ("Russia",), "one value"),
    ("(1)-(2) Tunisia (3) Libya", ("(1)-(2) Tunisia (3) Libya",), "a range is not a count: kept whole"),
    ("Room (12) 5", ("Room (12) 5",), "brackets that count nothing"),
    ("  ", (), "silence"),
    (None, (), "silence"),
]


@pytest.mark.parametrize(("cell", "expected", "why"), CELLS)
def test_counted_cells(cell: str | None, expected: tuple[str, ...], why: str) -> None:
    assert numbered(cell) == expected, why


def test_a_ship_row_is_read_whole(tmp_path: Path) -> None:
    row = {
        **BASE,
        "Current owner/operator (s)": "(1) Global United Shipping India (2) Aden Ltd",
        "Previous owner/operator (s)": "Sun Co",
        "Previous flags": "(1) India (2) Panama",
        "Current believed flag of ship": "Comoros",
        "Hull identification number (HIN)": "HIN 77",
        "Length of ship": "106 m",
        "Tonnage of ship": "7078",
        "Type of ship": "Bulk Carrier",
        "Year Built": "2011",
        "Other Information": "MMSI: 620233000.",
    }
    ship = reading(written(tmp_path, row)).entities[0]
    assert [(r.kind, r.target_name, r.former) for r in ship.relations] == [
        ("Current owner/operator", "Global United Shipping India", False),
        ("Current owner/operator", "Aden Ltd", False),
        ("Previous owner/operator", "Sun Co", True),
    ]
    assert (ship.values("flag"), ship.values("pastFlags")) == (("Comoros",), ("India", "Panama"))
    assert [ship.values(p) for p in ("type", "tonnage", "offing:length", "buildDate")] == [
        ("Bulk Carrier",),
        ("7078",),
        ("106 m",),
        ("2011",),
    ]
    assert (ship.ids("imoNumber"), ship.ids("mmsi")) == (("8312497",), ("620233000",))
    assert ship.ids("offing:hullNumber") == ("HIN77",)


def test_rows_of_one_designation_need_not_stand_together(tmp_path: Path) -> None:
    other = {**BASE, "Unique ID": "DPR0114", "Name 6": "Yuk Tung", "IMO number": "IMO9030591"}
    late = {**BASE, "Name 6": "New Kopex", "Name type": "Alias"}
    found = {e.entry: e for e in reading(written(tmp_path, BASE, other, late)).entities}
    assert [n.text for n in found["DPR0122"].names] == ["New Regent", "New Kopex"]
    assert found["DPR0114"].ids("imoNumber") == ("9030591",)
    assert len(found["DPR0122"].listings) == 1, "a repeated row adds no second listing"


def test_headers_of_other_years_are_known(tmp_path: Path) -> None:
    renamed = {
        "Designation Type": "Individual, Entity, Ship",
        "IMO number": "IMO Number",
        "Date Designated": "Date designated",
    }
    row = {renamed.get(k, k): v for k, v in BASE.items()}
    ship = reading(written(tmp_path, row)).entities[0]
    assert (ship.schema, ship.ids("imoNumber"), str(ship.listings[0].since)) == ("Vessel", ("8312497",), "2018-03-30")


REFUSED = [
    # change to the row, error, part of the message, why
    ({"Beneficial owner": "X"}, UnreadField, "Beneficial owner", "a column nobody has decided about"),
    ({"Designation Type": "Aircraft"}, UnreadField, "Aircraft", "a type nobody has placed"),
    ({"Name type": "Nickname"}, UnreadField, "nickname", "a name type nobody has placed"),
    ({"Alias strength": "Middling"}, UnreadField, "middling", "an alias strength nobody has placed"),
    ({"Date Designated": "March 2018"}, UnreadField, "March 2018", "a date never seen in this list"),
    ({"Unique ID": ""}, MalformedSource, "Unique ID", "a row of nobody"),
    ({"Name 6": ""}, MalformedSource, "without a name", "a designation none of whose rows has a name"),
]


@pytest.mark.parametrize(("change", "error", "says", "why"), REFUSED)
def test_what_stops_the_reading(
    tmp_path: Path, change: dict[str, str], error: type[SourceError], says: str, why: str
) -> None:
    with pytest.raises(error) as caught:
        reading(written(tmp_path, {**BASE, **change}))
    assert says in str(caught.value), why


def test_a_designation_cannot_be_a_ship_and_a_firm(tmp_path: Path) -> None:
    with pytest.raises(MalformedSource, match="DPR0122"):
        reading(written(tmp_path, BASE, {**BASE, "Designation Type": "Entity"}))


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, BASE, {**BASE, "Unique ID": "DPR0114"})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(MalformedSource, match="fields where"):
        reading(path)


@pytest.mark.parametrize(
    ("above", "published", "why"),
    [
        ("Report Date: 11-Sep-2026\n", date(2026, 9, 11), "as published"),
        ("Report Date: 13-May-2026,,,,\n", date(2026, 5, 13), "saved again by a spreadsheet"),
        ("", None, "the line was cut away: the list is read, its date is unknown"),
    ],
)
def test_report_date(tmp_path: Path, above: str, published: date | None, why: str) -> None:
    found = reading(written(tmp_path, BASE, above=above))
    assert (found.log.published, found.log.entries) == (published, 1), why


def _publishers_rows(folder: Path) -> list[dict[str, str]]:
    """The tables of a re-modelled copy, multiplied out again into one row per name × paper × birth date."""
    tables: dict[str, dict[str, list[dict[str, str]]]] = {}
    for table in ("subject_names", "subject_identifiers", "subject_dobs"):
        tables[table] = defaultdict(list)
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                tables[table][row["unique_id"]].append(row)
    kinds = {"primary": "Primary name", "primary_variation": "Primary name variation", "alias": "Alias"}
    strengths = {"": "", "good_quality_aka": "Good quality a.k.a", "low_quality_aka": "Low quality a.k.a"}
    columns = {
        "imo": "IMO number",
        "passport": "Passport number",
        "national": "National Identifier number",
        "business_registration_numbers": "Business registration number (s)",
    }
    rows = []
    with (folder / "subjects.csv").open(encoding="utf-8", newline="") as handle:
        for subject in csv.DictReader(handle):
            own = subject["unique_id"]
            base = {
                "Unique ID": own,
                "Designation Type": subject["subject_type"].capitalize(),
                "UN Reference Number": subject["un_reference_number"],
                "OFSI Group ID": subject["ofsi_group_id"],
                "Date Designated": subject["date_designated"],
                "Last Updated": subject["last_updated"],
                "Regime Name": {"DPR": DPRK, "RUS": RUSSIA}.get(own[:3], ""),
            }
            names, dobs = tables["subject_names"][own], tables["subject_dobs"][own]
            printed = ((p["identifier_type"], p["raw_value"]) for p in tables["subject_identifiers"][own])
            papers = list(dict.fromkeys(printed))
            for i in range(max(len(names), len(dobs), len(papers))):
                name = names[i % len(names)]
                row = {f"Name {n}": name[f"name_{n}"] for n in range(1, 7)}
                row |= {"Name type": kinds[name["name_type"]], "Alias strength": strengths[name["alias_strength"]]}
                if dobs:
                    dob = dobs[i % len(dobs)]
                    row["D.O.B"] = f"{dob['day'] or 'dd'}/{dob['month'] or 'mm'}/{dob['year']}"
                if papers:
                    kind, value = papers[i % len(papers)]
                    row[columns[kind]] = value
                rows.append({**base, **row})
    return rows


def test_the_whole_list_of_may_2026(tmp_path: Path) -> None:
    folder = shared("lists", "uk", "uksl_2026-05_transformed")
    rows = _publishers_rows(folder)
    found = reading(written(tmp_path, *rows))
    assert found.log.entries == len(found.entities) == 6_046
    assert "632 ships" in found.log.notes
    by_entry = {e.entry: e for e in found.entities}
    assert sum(e.schema == "Person" for e in found.entities) == 3_883
    assert sum(e.schema == "Organization" for e in found.entities) == 1_531
    ships = [e for e in found.entities if e.schema == "Vessel"]
    assert len({imo for e in ships for imo in e.ids("imoNumber")}) == 631
    assert {(e.entry[:3], e.listings[0].rung) for e in ships} == {("DPR", "port_ban"), ("RUS", "services_ban")}
    with (folder / "subject_names.csv").open(encoding="utf-8", newline="") as handle:
        wanted = {(r["unique_id"], " ".join(r["full_name"].split())) for r in csv.DictReader(handle)}
    assert {(e.entry, n.text) for e in found.entities for n in e.names} == wanted
    with (folder / "subjects.csv").open(encoding="utf-8", newline="") as handle:
        for subject in csv.DictReader(handle):
            day, month, year = subject["date_designated"].split("/")
            assert {str(li.since) for li in by_entry[subject["unique_id"]].listings} == {f"{year}-{month}-{day}"}
    with (folder / "subject_dobs.csv").open(encoding="utf-8", newline="") as handle:
        for born in csv.DictReader(handle):
            expected = "-".join(part for part in (born["year"], born["month"], born["day"]) if part)
            assert expected in by_entry[born["unique_id"]].values("birthDate")
    regent = by_entry["DPR0122"]
    assert (regent.caption, regent.ids("imoNumber"), str(regent.listings[0].since)) == (
        "New Regent",
        ("8312497",),
        "2018-03-30",
    )
