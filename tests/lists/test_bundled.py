"""The fact tables that ship with Offing: what they must and must not say."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from offing.errors import UnreadField
from offing.lists import starter_dprk, un_1718_vessels, us_advisory_dprk
from offing.lists.contract import ListModule, ListReading, ReadLog, list_modules, read_list
from offing.lists.formats.fact_table import COLUMNS, read_fact_table
from offing.records.dates import iso
from offing.records.entity import Entity
from offing.records.identifiers import imo_check_digit_ok, imo_company_check_ok
from offing.records.rungs import RUNGS
from offing.records.territories import territory
from tests.lists.golden import check_golden

TABLES = {"starter_dprk": starter_dprk, "us_advisory_dprk": us_advisory_dprk, "un_1718_vessels": un_1718_vessels}


def table(name: str) -> Path:
    return Path(str(files("offing.lists").joinpath("tables", TABLES[name].TABLE)))


@cache
def reading(name: str) -> ListReading:
    module: ListModule = list_modules()[name]
    return read_list(module, module.DATASET.forms[0], {table(name).name.upper(): table(name)})


def by_imo(name: str) -> dict[str, Entity]:
    return {imo: e for e in reading(name).entities for imo in e.ids("imoNumber")}


def by_entry(name: str) -> dict[str, Entity]:
    return {e.entry: e for e in reading(name).entities}


GOLDEN = {
    "starter_dprk": (
        "26243", "26244", "21724", "17068", "17104", "23163", "23788", "26933", "imo-8312497", "min-ning-de-you-078",
    ),
    "us_advisory_dprk": (
        "7303803", "8966535", "8916293", "8705539", "8665131", "8691702", "sts-tantal", "sts-vityaz", "sts-lunis",
    ),
    "un_1718_vessels": (
        "8312497", "8126070", "8705539", "8405311", "8628597", "8405270", "9030591", "min-ning-de-you-078",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_golden(name: str) -> None:
    chosen = [by_entry(name)[entry] for entry in GOLDEN[name]]
    check_golden(f"{name}.table", chosen, reading(name).log)


LISTINGS = [
    (
        "starter_dprk",
        "26243",
        "US",
        "blocked",
        "2019-03-21",
        ("DPRK3",),
        "Dalian Haibo, the case this house began with",
    ),
    ("starter_dprk", "26244", "US", "blocked", "2019-03-21", ("DPRK4",), "Liaoning Danxing, the same day"),
    ("starter_dprk", "21724", "US", "blocked", "2017-03-31", ("DPRK3",), "Paeksol, for which Haibo was listed"),
    ("starter_dprk", "23788", "US", "blocked", "2018-02-23", ("DPRK4",), "YUK TUNG"),
    ("starter_dprk", "23788", "EU", "port_ban", "2018-03-30", ("EU-PRK",), "YUK TUNG: a port ban is not a freeze"),
    ("starter_dprk", "23788", "UK", "port_ban", "2018-03-30", ("GB-PRK",), "YUK TUNG, specified ship"),
    ("starter_dprk", "26933", "US", "blocked", "2019-08-30", ("DPRK4",), "SHANG YUAN BAO: after the advisory"),
    ("starter_dprk", "26933", "EU", "port_ban", "2018-10-16", ("EU-PRK",), "SHANG YUAN BAO: ten months before the US"),
    ("starter_dprk", "26933", "UK", "port_ban", "2018-03-30", ("GB-PRK",), "the UK prints another day; it is kept"),
    ("starter_dprk", "23733", "EU", "asset_freeze", "2018-03-30", ("EU-PRK",), "SAM JONG 1 in annex XIV.A"),
    ("starter_dprk", "23733", "EU", "port_ban", "2018-03-30", ("EU-PRK",), "SAM JONG 1 in annex XIV.B as well"),
    ("starter_dprk", "23733", "UK", "asset_freeze", "2018-03-30", ("GB-PRK",), "SAM JONG 1 carries an OFSI number"),
    ("starter_dprk", "17087", "EU", "asset_freeze", "2016-03-02", ("EU-PRK",), "a ship of OMM, annex XIII.B"),
    ("starter_dprk", "imo-8514306", "EU", "asset_freeze", "2022-12-12", ("EU-PRK",), "UNICA, on the EU's own motion"),
    ("starter_dprk", "17069", "US", "blocked", "2014-07-30", ("DPRK",), "CHONG CHON GANG, day on public record"),
    ("starter_dprk", "12210", "US", "blocked", "2010-08-30/2019-01-15", ("DPRK", "DPRK2"), "known only between copies"),
    ("starter_dprk", "48269", "US", "blocked", "2024-03-26/2024-03-27", ("DPRK4",), "first seen in a dated copy"),
    ("us_advisory_dprk", "sts-tantal", "US", "advisory", "2019-03-21", ("DPRK",), "TANTAL by name only"),
    ("un_1718_vessels", "8312497", "UN", "port_ban", "2018-10-16", ("UN-DPRK",), "NEW REGENT"),
    ("un_1718_vessels", "8405311", "UN", "asset_freeze", "2018-03-30", ("UN-DPRK",), "SAM JONG 1 is frozen"),
    ("un_1718_vessels", "8405270", "UN", "asset_freeze", "2016-03-02", ("UN-DPRK",), "a ship of OMM"),
]


@pytest.mark.parametrize(("name", "entry", "authority", "rung", "since", "programs", "why"), LISTINGS)
def test_listing(
    name: str, entry: str, authority: str, rung: str, since: str, programs: tuple[str, ...], why: str
) -> None:
    found = [x for x in by_entry(name)[entry].listings if x.authority == authority and x.rung == rung]
    assert [(iso(x.since) if x.since else None, x.programs) for x in found] == [(since, programs)], why


def test_counts_are_those_of_the_lists_on_their_days() -> None:
    entities = reading("starter_dprk").entities
    listings = Counter((x.authority, x.rung) for e in entities for x in e.listings)
    assert listings == {
        ("US", "blocked"): 484, ("EU", "asset_freeze"): 39, ("EU", "port_ban"): 35, ("UK", "asset_freeze"): 15,
        ("UK", "port_ban"): 22,
    }  # fmt: skip
    us = [e.schema for e in entities if any(x.authority == "US" for x in e.listings)]
    assert Counter(us) == {"Vessel": 105, "Person": 164, "Airplane": 16, "Company": 152, "Organization": 47}


SHIPS_OF_AN_ACTION = [
    ("2014-07-30", 18, "ships of Chongchongang and OMM, as the Treasury counted them"),
    ("2016-03-16", 20, "11 under E.O. 13722 and 9 under E.O. 13551"),
    ("2017-11-21", 20, "ships of six companies"),
    ("2018-01-24", 6, "ships of five companies"),
    ("2018-02-23", 28, "19 North Korean ships and nine of others"),
    ("2018-08-21", 6, "ships from Vladivostok"),
    ("2020-12-08", 4, "coal ships"),
]


@pytest.mark.parametrize(("day", "ships", "why"), SHIPS_OF_AN_ACTION)
def test_ships_of_an_action_are_as_many_as_were_announced(day: str, ships: int, why: str) -> None:
    vessels = [e for e in reading("starter_dprk").entities if e.schema == "Vessel"]
    dated = [e for e in vessels for x in e.listings if x.authority == "US" and x.since and iso(x.since) == day]
    assert len(dated) == ships, why


def test_twenty_of_the_26_tankers_of_the_annex_are_listed_apart_from_it() -> None:
    tankers = {i: e for i, e in by_imo("us_advisory_dprk").items() if not e.entry.startswith("sts-")}
    listed = {i: e for i, e in by_imo("starter_dprk").items() if any(x.authority == "US" for x in e.listings)}
    assert len(tankers) == 26
    assert len(tankers.keys() & listed.keys()) == 20
    assert {i: tankers[i].caption for i in tankers.keys() - listed.keys()} == {
        "8665131": "CHONG RIM 3", "8977900": "KANG DONG", "8613578": "KUM PIT 1", "8021579": "MA DU SAN",
        "8610461": "MU BONG 1", "8532413": "MYONG RYU 1",
    }  # fmt: skip
    renamed = {i: listed[i].caption for i in tankers.keys() & listed.keys() if tankers[i].caption != listed[i].caption}
    assert renamed == {"8966535": "KUM GANG 3", "8916293": "CHONG RIM 2", "8705539": "KUM UN SAN 3"}
    assert [tankers[i].caption for i in renamed] == [{"8966535": "UN PHA 2", "8916293": "SAEBYOL", "8705539": "PU RYONG"}[i] for i in renamed]  # noqa: E501  # fmt: skip


def test_the_advisory_never_blocks_and_says_so_in_its_own_words() -> None:
    listings = [x for e in reading("us_advisory_dprk").entities for x in e.listings]
    assert {x.rung for x in listings} == {"advisory"}
    assert not RUNGS["advisory"].freezes and not RUNGS["advisory"].listing
    assert all('"This annex is not a sanctions list"' in x.wording for x in listings)
    assert {iso(x.since) for x in listings if x.since} == {"2019-03-21"}
    assert all(x.confidence for x in listings)


def test_new_regent_is_under_a_un_port_ban_and_not_in_the_us_rows() -> None:
    starter = by_imo("starter_dprk")["8312497"]
    assert {(x.authority, x.rung) for x in starter.listings} == {("EU", "port_ban"), ("UK", "port_ban")}
    (un,) = by_imo("un_1718_vessels")["8312497"].listings
    assert un.measure == "port ban; de-flagging"
    assert "Eikoh Maru No.2" in {n.text for n in starter.names}


def test_the_number_of_omm_is_a_company_number() -> None:
    omm = by_entry("starter_dprk")["17068"]
    assert omm.ids("imoCompany") == ("1790183",)
    assert omm.ids("imoNumber") == ()


@pytest.mark.parametrize("name", TABLES)
def test_every_ship_number_has_a_good_check_digit_and_names_one_entry(name: str) -> None:
    numbers = Counter(i for e in reading(name).entities for i in e.ids("imoNumber"))
    assert {i for i in numbers if not imo_check_digit_ok(i)} == set()
    assert {i: n for i, n in numbers.items() if n > 1} == {}


def test_company_numbers_never_stand_as_ship_numbers() -> None:
    firms = [i for e in reading("starter_dprk").entities if e.schema == "Company" for i in e.ids("imoCompany")]
    assert len(firms) == 55
    assert sum(imo_company_check_ok(i) for i in firms) == len(firms)
    assert [i for e in reading("starter_dprk").entities if e.schema != "Vessel" for i in e.ids("imoNumber")] == []


def test_ties_point_at_entries_of_the_table() -> None:
    entries = by_entry("starter_dprk")
    ties = [r for e in entries.values() for r in e.relations]
    assert {r.target_name for r in ties if not r.target} == {
        "NATIONAL AEROSPACE DEVELOPMENT ADMINISTRATION", "SECOND ACADEMY OF NATURAL SCIENCES",
        "SECOND ECONOMIC COMMITTEE",
    }, "names that no row carries"  # fmt: skip
    assert [r for r in ties if r.target and r.target not in entries] == []
    assert {r.kind for r in ties} == {"unspecified"}, "the source says Linked To and no more"


def test_every_flag_is_a_territory() -> None:
    flags = {f for name in TABLES for e in reading(name).entities for f in e.values("flag")}
    assert {f for f in flags if territory(f) is None} == set()


def test_ages_are_said_and_the_oldest_counts() -> None:
    log = reading("starter_dprk").log
    assert str(log.published) == "2024-05-03"
    assert "rows as of 2025-12-17 (EU), 2026-04-29 (UK), 2024-05-03 (US)" in log.notes
    assert any("reconstruction" in note for note in reading("un_1718_vessels").log.notes)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_where_it_is_from_and_stands_where_it_says(name: str) -> None:
    lines = table(name).read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    assert len(rows) == len(lines) - 1, "no cell spans lines, so a row's number is its line in an editor"
    assert tuple(rows[0]) == COLUMNS
    assert [r["entry"] for r in rows if not (r["source"] and r["confidence"] and r["as_of"] and r["date_basis"])] == []
    for entity in reading(name).entities:
        numbers = [int(at.removeprefix("row ")) for at in entity.place.at.split(", ")]
        assert [lines[n - 1] for n in numbers] == entity.place.quote.split("\n")
        assert {row["entry"] for row in (rows[n - 2] for n in numbers)} == {entity.entry}


BAD = [
    ("type", "ship", "a type the layout does not have"),
    ("rung", "frozen", "a rung that is not on the ladder"),
    ("since", "about 2019", "a date nobody reads"),
]


@pytest.mark.parametrize(("column", "value", "why"), BAD)
def test_a_value_outside_the_layout_stops_the_reading(tmp_path: Path, column: str, value: str, why: str) -> None:
    row = dict.fromkeys(COLUMNS, "") | {
        "entry": "1", "type": "vessel", "name": "X", "rung": "advisory", "as_of": "2019-03-21", column: value,
    }  # fmt: skip
    path = tmp_path / "table.csv"
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, COLUMNS)
        writer.writeheader()
        writer.writerow(row)
    with pytest.raises(UnreadField) as caught:
        list(read_fact_table("any", path, ReadLog()))
    assert value in str(caught.value), why
    assert "row 2" in str(caught.value)
