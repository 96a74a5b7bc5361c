"""OFSI's Consolidated List: two formats, ships filed as entities, years printed as 00/00/1980."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from offing.errors import MalformedSource, SourceError, UnreadField
from offing.lists import gb_conlist
from offing.lists.contract import ListReading, read_list
from offing.lists.formats.conlist import KNOWN
from offing.lists.formats.prose import imo_numbers, mmsis, speaks_of_one_ship, un_references
from tests.lists.golden import check_golden, excerpt_files
from tests.shared import shared

FORM = gb_conlist.DATASET.forms[0]
BASE = {
    "Name 6": "TONG SAN 2",
    "Group Type": "Entity",
    "Alias Type": "Prime Alias",
    "Regime": "North Korea (Democratic People's Republic of Korea)",
    "Listed On": "19/10/2017",
    "Last Updated": "19/10/2017",
    "Group ID": "13556",
    "Other Information": "IMO: 8937675. Added to the ships of Annex XIV.",
}


def reading(path: Path) -> ListReading:
    return read_list(gb_conlist, FORM, {"CONLIST.CSV": path})


def written(
    tmp_path: Path, *rows: dict[str, str], above: str = "Last Updated,13/04/2018", encoding: str = "cp1252"
) -> Path:
    header = list(dict.fromkeys([*sorted(KNOWN), *(column for row in rows for column in row)]))
    text = io.StringIO()
    text.write(f"{above}{',' * (len(header) - 2)}\r\n")
    table = csv.DictWriter(text, header, restval="")
    table.writeheader()
    table.writerows(rows)
    path = tmp_path / "ConList.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


@pytest.fixture(scope="module")
def excerpt() -> ListReading:
    return read_list(gb_conlist, FORM, excerpt_files("gb_conlist"))


def test_golden(excerpt: ListReading) -> None:
    check_golden("gb_conlist.csv", excerpt.entities, excerpt.log)


def test_quotes_are_raw_rows_of_the_file(excerpt: ListReading) -> None:
    lines = excerpt_files("gb_conlist")["CONLIST.CSV"].read_text(encoding="cp1252").splitlines()
    found = [lines[int(e.place.at.removeprefix("line ")) - 1] for e in excerpt.entities]
    assert found == [e.place.quote for e in excerpt.entities]


SHIPS = [
    # other information, schema, identifiers by kind, rung, why
    (
        "IMO: 8937675. MMSI: 445539000. Added to the ships of Annex XIV.",
        ("Vessel", {"imoNumber": "8937675", "mmsi": "445539000"}, "port_ban"),
        "Annex XIV names ships; no freeze is stated",
    ),
    (
        "UN Ref LYe.005. IMO: 8706349. Flag State: Saint Vincent and the Grenadines.",
        ("Vessel", {"imoNumber": "8706349"}, "port_ban"),
        "only a ship has a flag state",
    ),
    (
        "Annex XIV. IMO: 8706349. Subject to an asset freeze.",
        ("Vessel", {"imoNumber": "8706349"}, "asset_freeze"),
        "the text states the freeze",
    ),
    (
        "UN Ref KPe.066. Company Number IMO 5434358. Registered owner of the DPRK tanker YU JONG 2.",
        ("Organization", {"imoCompany": "5434358"}, "asset_freeze"),
        "a firm's own number",
    ),
    (
        "UN Ref KPe.020. Operator of the following vessels with IMO Number: ((a) Chol Ryong 8606173 (b) Hui Chon 8405270.",
        ("Organization", {}, "asset_freeze"),
        "numbers of ships that a firm runs are not the firm's",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), SHIPS)
def test_ships_among_entities(tmp_path: Path, text: str, expected: tuple[str, dict[str, str], str], why: str) -> None:
    entity = reading(written(tmp_path, {**BASE, "Other Information": text})).entities[0]
    found = (entity.schema, {i.kind: i.value for i in entity.identifiers}, entity.listings[0].rung)
    assert found == expected, why


PROSE = [
    # text, IMO numbers, MMSI, UN references, why
    ("(IMO number: 7303803). Annex XIV.", ("7303803",), (), (), "in brackets"),
    ("International Maritime Organization (IMO) Number: 1790183.", ("1790183",), (), (), "the letters in brackets"),
    ("Company Number IMO 5434358.", ("5434358",), (), (), "the label first"),
    ("EKONOMICHESKIY SOYUZ 1234567", (), (), (), "IMO must be a word"),
    ("IMO 12345678", (), (), (), "eight digits are none"),
    ("IMO: 8937675. MMSI: 445539000.", ("8937675",), ("445539000",), (), "two kinds side by side"),
    ("UN Ref KPe.020. Ocean Maritime", (), (), ("KPe.020",), "since 2014"),
    ("UN Ref.KPI.067.", (), (), ("KPI.067",), "no space, capital I"),
    ("UN REF:QE.A.146.14. Also", (), (), ("QE.A.146.14",), "before 2014"),
    ("UN Ref I.47.C.20.", (), (), ("I.47.C.20",), "the Iran list's"),
    ("no UN reference at all", (), (), (), "a word that follows is not a number"),
]


@pytest.mark.parametrize(("text", "imos", "stations", "references", "why"), PROSE)
def test_numbers_in_prose(
    text: str, imos: tuple[str, ...], stations: tuple[str, ...], references: tuple[str, ...], why: str
) -> None:
    assert (imo_numbers(text), mmsis(text), un_references(text)) == (imos, stations, references), why


def test_an_operator_of_ships_is_not_a_ship() -> None:
    assert not speaks_of_one_ship("Annex XIII. Operator of the following vessels with IMO Number: ((a) Chol Ryong")


def test_a_year_of_birth_stays_a_year(excerpt: ListReading) -> None:
    person = next(e for e in excerpt.entities if e.entry == "10915")
    assert [(s.value, s.note) for s in person.statements if s.prop == "birthDate"] == [("1938", "printed 00/00/1938")]


def test_the_primary_name_comes_from_whichever_row_has_it(excerpt: ListReading) -> None:
    omm = next(e for e in excerpt.entities if e.entry == "13143")
    assert [(n.text, n.kind) for n in omm.names] == [
        ("OMM", "alias"),
        ("OCEAN MARITIME MANAGEMENT COMPANY, LIMITED (OMM)", "name"),
    ]
    assert omm.caption == "OCEAN MARITIME MANAGEMENT COMPANY, LIMITED (OMM)"
    assert omm.place.quote.startswith('"OCEAN MARITIME')


def test_the_format_of_2022_is_read_too(tmp_path: Path) -> None:
    row = {
        **BASE,
        "Group Type": "Individual",
        "Alias Type": "Primary name",
        "Name 6": "RI",
        "Name 1": "Je-son",
        "Name Non-Latin Script": "리제선",
        "Non-Latin Script Language": "Korean",
        "Alias Quality": "",
        "Passport Number": "836210029",
        "Passport Details": "DPRK",
        "UK Sanctions List Date Designated": "31/12/2020",
        "Other Information": "",
    }
    low = {**row, "Alias Type": "AKA", "Alias Quality": "Low", "Name 1": "Che Son"}
    person = reading(written(tmp_path, row, low, encoding="utf-8")).entities[0]
    assert [(n.text, n.kind) for n in person.names] == [
        ("Je-son RI", "name"),
        ("리제선", "alias"),
        ("Che Son RI", "weakAlias"),
    ]
    assert person.ids("passportNumber") == ("836210029",)
    assert person.values("offing:designationDate") == ("2020-12-31",)


def test_two_regimes_make_two_listings(tmp_path: Path) -> None:
    other = {**BASE, "Regime": "Libya", "Listed On": "03/08/2017"}
    entity = reading(written(tmp_path, BASE, other)).entities[0]
    assert [(listing.programs[0][:5], str(listing.since)) for listing in entity.listings] == [
        ("North", "2017-10-19"),
        ("Libya", "2017-08-03"),
    ]


REFUSED = [
    # change to the row, line above the header, error, part of the message, why
    ({"Owner": "X"}, "Last Updated,13/04/2018", UnreadField, "Owner", "a column nobody has decided about"),
    ({"Group Type": "Aircraft"}, "Last Updated,13/04/2018", UnreadField, "Aircraft", "a new type"),
    ({"Alias Type": "Nickname"}, "Last Updated,13/04/2018", UnreadField, "nickname", "a new alias type"),
    ({"Alias Quality": "Fair"}, "Last Updated,13/04/2018", UnreadField, "fair", "a new quality"),
    ({"DOB": "1980-01-01"}, "Last Updated,13/04/2018", UnreadField, "1980-01-01", "a date in another order"),
    ({"Group ID": ""}, "Last Updated,13/04/2018", MalformedSource, "Group ID", "a row of nobody"),
    ({}, "<html>", MalformedSource, "last updated", "an error page saved as the list"),
    ({}, "Last Updated,13 April", UnreadField, "13 April", "a date that cannot be read"),
]


@pytest.mark.parametrize(("change", "above", "error", "says", "why"), REFUSED)
def test_what_stops_the_reading(
    tmp_path: Path, change: dict[str, str], above: str, error: type[SourceError], says: str, why: str
) -> None:
    with pytest.raises(error) as caught:
        reading(written(tmp_path, {**BASE, **change}, above=above))
    assert says in str(caught.value), why


def test_bytes_of_neither_encoding_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, BASE)
    path.write_bytes(path.read_bytes().replace(b"TONG SAN 2", b"TONG \x81 SAN 2"))
    with pytest.raises(MalformedSource, match="cp1252"):
        reading(path)


def test_the_real_list_of_april_2018() -> None:
    found = reading(shared("lists", "uk", "ConList_2018-04-13.csv"))
    assert (found.log.published, found.log.entries) == (date(2018, 4, 13), 2_106)
    assert found.log.notes == ["655 Organization, 1,426 Person, 25 Vessel"]
    ships = [e for e in found.entities if e.schema == "Vessel"]
    assert all(len(e.ids("imoNumber")) == 1 for e in ships)
    assert {e.entry: e.ids("imoCompany") for e in found.entities if e.ids("imoCompany")} == {
        "13340": ("5342883",),
        "13637": ("5434358",),
    }
    assert all(listing.since and listing.since.is_day for e in found.entities for listing in e.listings)
    born = [(s.value, s.note) for e in found.entities for s in e.statements if s.prop == "birthDate"]
    assert {len(value) for value, note in born if note.startswith("printed 00/00/")} == {4}
    assert {len(value) for value, note in born if not note} == {10}
