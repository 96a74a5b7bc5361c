"""Plain lists as users make them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.errors import MalformedSource
from offing.lists.contract import ReadLog
from offing.lists.formats.loose_dates import loose_span
from offing.lists.formats.plain import dataset_name, read_plain
from offing.records.dates import iso
from offing.records.entity import Entity

HEADER = "name,type,aliases,imo,mmsi,call_sign,flag,country,ids,authority,rung,program,entry,from,to,reason,source"


def read(tmp_path: Path, text: str | bytes, name: str = "my list.csv") -> tuple[list[Entity], ReadLog]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    log = ReadLog()
    return list(read_plain(path, log)), log


def test_a_whole_row_is_read_to_its_last_column(tmp_path: Path) -> None:
    line = (
        "PETREL 9,vessel,Sea Petrel; 海燕9,IMO 9030591,445123000,HMZB,North Korea,KP,registrationNumber:12-34; X77,UN,"
        "port_ban,1718; 2371,KPv.9,2018-02-23,2019-01,carried coal,https://example.org/list"
    )
    (entity,), log = read(tmp_path, f"{HEADER}\n{line}\n")
    assert log.notes == [] and log.entries == 1
    assert (entity.dataset, entity.entry, entity.schema) == ("my_list", "KPv.9", "Vessel")
    assert [(n.text, n.kind) for n in entity.names] == [
        ("PETREL 9", "name"), ("Sea Petrel", "alias"), ("海燕9", "alias"),
    ]  # fmt: skip
    assert [(i.kind, i.value, i.original) for i in entity.identifiers] == [
        ("imoNumber", "9030591", "IMO 9030591"), ("mmsi", "445123000", "445123000"), ("callSign", "HMZB", "HMZB"),
        ("registrationNumber", "1234", "12-34"), ("registrationNumber", "X77", "X77"),
    ]  # fmt: skip
    assert entity.values("flag") == ("North Korea",) and entity.values("country") == ("KP",)
    assert entity.values("sourceUrl") == ("https://example.org/list",)
    (listing,) = entity.listings
    assert (listing.authority, listing.rung, listing.programs, listing.entry, listing.wording) == (
        "UN", "port_ban", ("1718", "2371"), "KPv.9", "carried coal",
    )  # fmt: skip
    assert listing.since and listing.until
    assert (iso(listing.since), iso(listing.until)) == ("2018-02-23", "2019-01")
    assert dataclasses.astuple(entity.place) == ("my list.csv", "row 2", line)


ROWS = [
    ("name\nA", {"entry": "row 2", "schema": "LegalEntity", "rung": "named"}, "a name alone is enough"),
    ("name,type\nA,company", {"schema": "Company"}, "type word"),
    ("name,type\nA,organisation", {"schema": "Organization"}, "British spelling"),
    ("name,type\nA,Person", {"schema": "Person"}, "any case"),
    ("name,type\nA,ship", {"schema": "Vessel"}, "another word for it"),
    ("name,imo\nA,9030591", {"schema": "Vessel", "imoNumber": "9030591"}, "a good ship number makes a ship"),
    ("name,imo\nA,1790183", {"schema": "LegalEntity", "imoCompany": "1790183"}, "OMM: the ship digit fits by chance"),
    ("name,imo\nA,5342883", {"schema": "LegalEntity", "imoCompany": "5342883"}, "a company number does not"),
    ("name,type,imo\nA,company,9030591", {"imoCompany": "9030591"}, "a company's number is never a ship's"),
    ("Ship Name;IMO No.\nA;9030591", {"imoNumber": "9030591"}, "semicolons, other headers"),
    ("Ship_Name\tI.M.O.\nA\t9030591", {"imoNumber": "9030591"}, "tabs, punctuation in headers"),
    ("name,imo\nA,9030591.0", {"imoNumber": "9030591"}, "a number that a spreadsheet made decimal"),
    ("name,rung\nA,Asset freeze", {"rung": "asset_freeze"}, "a rung in words"),
    ("name,authority\nA,", {"authority": ""}, "no authority is nobody's authority"),
    ("name,from\nA,2018", {"since": "2018"}, "a year stays a year"),
    ("name,from\nA,2018-02/2018-05", {"since": "2018-02/2018-05"}, "an interval"),
    ("name,from\nA,23/02/2018", {"since": "2018-02-23"}, "a day that can only be read one way"),
    ("name,ids\nA,lei:5493001KJTIIGC8Y1R12", {"leiCode": "5493001KJTIIGC8Y1R12"}, "a kind by its short name"),
    ("name,ids\nA,https://example.org", {"registrationNumber": "HTTPSEXAMPLEORG"}, "an address is not a kind"),
    ("\n\nname\n\nA\n", {"entry": "row 5"}, "rows are counted as a spreadsheet shows them"),
    ('name,reason\n"A, B","line 1\nline 2"', {"names": ("A, B",), "wording": "line 1\nline 2"}, "quoted cells"),
    ("ＮＡＭＥ,name\nx,Сосновка", {"names": ("Сосновка",)}, "any script"),
    ("name,name\nA,B", {"names": ("A",), "notes": ("B",)}, "the second of two equal headers is a note"),
    ("name,risk appetite\nA,low", {"notes": ("low",)}, "an unknown column is kept"),
    ("name,type\nA,company,beyond", {"notes": ("beyond",)}, "a value beyond the last column is kept"),
]


def seen(entity: Entity) -> dict[str, object]:
    (listing,) = entity.listings
    facts: dict[str, object] = {i.kind: i.value for i in entity.identifiers}
    facts |= {"entry": entity.entry, "schema": entity.schema, "names": tuple(n.text for n in entity.names)}
    facts |= {"rung": listing.rung, "authority": listing.authority, "wording": listing.wording}
    facts |= {"since": iso(listing.since) if listing.since else None, "notes": entity.values("notes")}
    return facts


@pytest.mark.parametrize(("text", "facts", "why"), ROWS, ids=[r[2] for r in ROWS])
def test_row(tmp_path: Path, text: str, facts: dict[str, object], why: str) -> None:
    (entity,), _log = read(tmp_path, text)
    assert {key: seen(entity).get(key) for key in facts} == facts, why


DOUBTS = [
    ("name,imo\nA,9030592", "row 2, column imo: '9030592'; expected a number whose check digit fits", "wrong digit"),
    ("name,type,imo\nA,vessel,903059", "row 2, column imo: '903059'; expected seven digits", "six digits"),
    ("name,mmsi\nA,12", "row 2, column mmsi: '12'; expected nine digits", "a short MMSI"),
    ("name,rung\nA,blocklisted", "row 2, column rung: 'blocklisted'; expected one of blocked", "unknown rung"),
    ("name,type\nA,barge", "row 2, column type: 'barge'; expected vessel, company", "unknown type"),
    ("name,from\nA,soon", "row 2, column from: 'soon'; expected a year, month, day or interval", "no date"),
    ("name,from\nA,03/04/2018", "row 2, column from: '03/04/2018'; expected the day written", "two days"),
    ("name,imo\n,9030591", "row 2, column name: ''; expected a name", "no name but a number"),
    ("name,type\nA", "row 2: 1 of 2 columns", "a short row"),
    ("name,oddity\nA,1", "row 1: the column 'oddity' is not one of a plain list", "unknown column"),
    ("name,type\nA,company,x", "row 2: 'x' stands beyond the last column", "a long row"),
    ("name,entry\nA,1\nB,1", "row 3, column entry: '1'; expected one name for one entry", "an entry with two names"),
    ('name,reason\nA,"never closed\nB,ok', "row 2: a quotation mark that is not closed", "a broken quote"),
]


@pytest.mark.parametrize(("text", "note", "why"), DOUBTS, ids=[d[2] for d in DOUBTS])
def test_what_is_wrong_is_said_and_the_rest_is_read(tmp_path: Path, text: str, note: str, why: str) -> None:
    whole, _ = read(tmp_path, text)
    entities, log = read(tmp_path, f"{text}\nLAST ROW\n")
    assert any(n.startswith(note) for n in log.notes), (why, log.notes)
    assert entities[-1].caption == "LAST ROW"
    assert len(entities) == len(whole) + 1


def test_a_wrong_check_digit_is_kept_as_it_is(tmp_path: Path) -> None:
    (entity,), _log = read(tmp_path, "name,type,imo\nA,vessel,IMO 9030592\n")
    (number,) = entity.identifiers
    assert (number.value, number.original, number.note) == ("9030592", "IMO 9030592", "check digit does not fit")


def test_an_ambiguous_day_spans_both_and_an_unreadable_one_is_unknown(tmp_path: Path) -> None:
    entities, _log = read(tmp_path, "name,from\nA,03/04/2018\nB,31/31/2018\n")
    assert [iso(x.since) if x.since else None for e in entities for x in e.listings] == ["2018-03-04/2018-04-03", None]


def test_the_same_entry_on_several_rows_is_one_entity_with_several_listings(tmp_path: Path) -> None:
    text = "name,entry,authority,rung\nA,7,UN,port_ban\nB,8,UN,named\na,7,EU,asset_freeze\n"
    (first, second), log = read(tmp_path, text)
    assert [(x.authority, x.rung, x.entry) for x in first.listings] == [
        ("UN", "port_ban", "7"), ("EU", "asset_freeze", "7"),
    ]  # fmt: skip
    assert (second.entry, first.place.at, log.entries, log.notes) == ("8", "row 2", 2, [])


def test_one_entry_id_with_two_names_stays_two_entities(tmp_path: Path) -> None:
    (one, two), _log = read(tmp_path, "name,entry\nA,1\nB,1\n")
    assert (one.entry, two.entry, two.listings[0].entry) == ("1", "1 (row 3)", "1")


def test_a_row_with_neither_name_nor_number_is_counted_and_left_out(tmp_path: Path) -> None:
    entities, log = read(tmp_path, "name,reason\n,who knows\nB,\n")
    assert [e.caption for e in entities] == ["B"]
    assert log.ignored == {"row without a name or a number": 1}


ENCODINGS = [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 0), ("cp1252", 1)]


@pytest.mark.parametrize(("encoding", "notes"), ENCODINGS)
def test_encoding(tmp_path: Path, encoding: str, notes: int) -> None:
    (entity,), log = read(tmp_path, "name;country\nRøst Østergård;Côte d'Ivoire\n".encode(encoding))
    assert entity.caption == "Røst Østergård"
    assert entity.values("country") == ("Côte d'Ivoire",)
    assert len(log.notes) == notes, "only a guess is said"


UNREADABLE = [("", "empty"), (" \n,,,\n", "empty"), ("vessel of interest,imo\nA,9030591\n", "no column of names")]


@pytest.mark.parametrize(("text", "what"), UNREADABLE)
def test_a_file_that_is_no_list_says_so(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(MalformedSource, match=what):
        read(tmp_path, text)


NAMES = [
    ("DPRK Ships (2019).csv", "dprk_ships_2019", "letters, digits and underscores"),
    ("My.ftm.json", "my", "both endings go"),
    ("名单.csv", "名单", "any script"),
    ("---.csv", "list", "nothing left"),
]


@pytest.mark.parametrize(("file", "name", "why"), NAMES)
def test_dataset_name(file: str, name: str, why: str) -> None:
    assert dataset_name(Path(file)) == name, why


DATES = [
    ("2018-07-04", "2018-07-04", "ISO first"),
    ("04/07/2018", "2018-04-07/2018-07-04", "either month"),
    ("07/07/2018", "2018-07-07", "the same day either way"),
    ("13/07/2018", "2018-07-13", "no thirteenth month"),
    ("07/13/2018", "2018-07-13", "American order, shown by the 13"),
    ("4.7.2018", "2018-07-04", "with dots the day comes first"),
    ("2018/07/04", "2018-07-04", "year first, with slashes"),
    ("4 July 2018", "2018-07-04", "in words"),
    ("Jul 2018", "2018-07", "a month in words"),
    ("30/02/2018", None, "no such day"),
    ("2018-02-30", None, "no such day in ISO either"),
    ("n/a", None, "no date"),
]


@pytest.mark.parametrize(("text", "span", "why"), DATES, ids=[d[0] for d in DATES])
def test_date(text: str, span: str | None, why: str) -> None:
    found, _doubt = loose_span(text)
    assert (iso(found) if found else None) == span, why


@given(st.binary(max_size=200))
def test_no_bytes_end_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "any.csv"
    path.write_bytes(b"name,imo,from,rung\n" + data)
    log = ReadLog()
    entities = list(read_plain(path, log))
    assert len({e.entry for e in entities}) == log.entries == len(entities)
