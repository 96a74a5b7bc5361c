"""The example book: honest where it is meant to be, and each planted row there."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from importlib.resources import files

import pytest

from offing.records.identifiers import imo_check_digit_ok
from offing.records.territories import MID_TERRITORY, territory

BOOK = files("offing").joinpath("demo", "dalian_trader")
TABLES = files("offing").joinpath("lists", "tables")
REAL = {"8312497"}
WRONG = {"4563441"}


@cache
def sheet(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(BOOK.joinpath(f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@cache
def listed(column: str) -> set[str]:
    tables = ("starter_dprk.csv", "us_advisory_dprk.csv", "un_1718_vessels.csv")
    rows = [r for t in tables for r in csv.DictReader(TABLES.joinpath(t).read_text(encoding="utf-8").splitlines())]
    return {value.strip().casefold() for r in rows for value in r[column].split(";") if value.strip()}


def test_size() -> None:
    names = ("parties", "ownership", "vessels", "voyages", "cargo", "documents", "payments", "licences")
    assert {n: len(sheet(n)) for n in names} == {
        "parties": 28, "ownership": 9, "vessels": 13, "voyages": 16, "cargo": 15, "documents": 19, "payments": 14,
        "licences": 2,
    }  # fmt: skip


def test_invented_ships_have_numbers_that_no_table_holds() -> None:
    numbers = {r["IMO No."] for r in sheet("vessels")} | {r["imo"] for r in sheet("documents")}
    invented = numbers - REAL - {""}
    assert {n for n in invented if not imo_check_digit_ok(n)} == WRONG
    assert {n[0] for n in invented} == {"4"}
    assert invented & listed("imo") == set()


def test_invented_names_are_on_no_table_but_for_the_namesake() -> None:
    parties = {r["name"].casefold() for r in sheet("parties")}
    ships = {r["Ship name"].casefold() for r in sheet("vessels")}
    assert parties & (listed("name") | listed("aliases")) == set(), "listed firms are spelt otherwise, as books do"
    assert ships & (listed("name") | listed("aliases")) == {"bella", "new regent", "tantal"}


def test_rows_refer_to_rows_that_are_there() -> None:
    voyages = {r["id"] for r in sheet("voyages")}
    assert {r["ship"] for r in sheet("voyages")} <= {r["id"] for r in sheet("vessels")}
    for name in ("cargo", "documents", "payments"):
        assert {r["voyage"] for r in sheet(name)} - {""} <= voyages
        assert max(Counter(r["id"] for r in sheet(name)).values()) == 1


def test_papers_agree_with_the_ships_and_the_cargo_they_speak_of() -> None:
    ships = {r["id"]: r for r in sheet("vessels")}
    voyages = {r["id"]: r for r in sheet("voyages")}
    cargo = {r["voyage"]: r for r in sheet("cargo")}
    for paper in (d for d in sheet("documents") if d["type"] == "bill_of_lading"):
        voyage = voyages[paper["voyage"]]
        ship, goods = ships[voyage["ship"]], cargo[paper["voyage"]]
        assert (paper["vessel"], paper["imo"]) == (ship["Ship name"], ship["IMO No."]), paper["id"]
        assert (paper["POL"], paper["POD"]) == (voyage["load port"], voyage["discharge port"]), paper["id"]
        assert (paper["hs"], paper["quantity"]) == (goods["HS code"], goods["quantity"]), paper["id"]
        if goods["unit"] == "t":
            assert float(goods["quantity"]) <= float(ship["DWT"]), paper["id"]


PLANTED = [
    ("parties", "P02", "last dealing", "2018-11-30", "Haibo before its listing"),
    ("vessels", "V09", "IMO No.", "", "TANTAL by name only"),
    ("vessels", "V10", "IMO No.", "8312497", "NEW REGENT"),
    ("vessels", "V11", "MMSI", "445000905", "digits of the DPRK"),
    ("documents", "D05", "shipper", "PAEKSOL TRADING CORP", "shipper of version 1"),
    ("documents", "D06", "shipper", "Jinzhou Seagull Foods Co., Ltd.", "shipper of version 2"),
    ("cargo", "C07", "HS code", "2208.60", "vodka"),
    ("cargo", "C10", "country of origin", "North Korea", "coal that was offered"),
    ("payments", "Y04", "status", "returned by bank", "with a listed ship in its text"),
]


@pytest.mark.parametrize(("name", "id_", "column", "value", "why"), PLANTED)
def test_planted(name: str, id_: str, column: str, value: str, why: str) -> None:
    (row,) = [r for r in sheet(name) if r["id"] == id_]
    assert row[column] == value, why


def test_two_versions_of_one_bill_of_lading() -> None:
    papers = [(r["number"], r["version"]) for r in sheet("documents") if r["id"] in ("D05", "D06")]
    assert papers == [("DLHB1806-17", "1"), ("DLHB1806-17", "2")]
    assert "8660313" in next(r["remittance information"] for r in sheet("payments") if r["id"] == "Y04")


def test_flags_and_countries_are_territories() -> None:
    texts = {r["flag"] for r in sheet("vessels")} | {r["country"] for r in sheet("parties")}
    assert {t for t in texts if t and territory(t) is None} == set()
    assert MID_TERRITORY["445"] == territory("DPR Korea")
