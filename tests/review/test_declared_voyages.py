"""Calls and destinations that the book itself declares, without any track: look-back, exemption, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.books import about, reviewed

VOYAGES = "id,vessel,load_port,load_date,discharge_port,discharge_date,declared_destination\n"
CARGO = "id,voyage,hs,description,origin\n"

CALLS = [
    ("Nampo,2018-11-10,Dalian,2018-11-12,Dalian", [("load_port", "Nampo")], "a port by name"),
    ("Dalian,2018-11-10,Nam'po,2018-11-12,Nampo", [("declared_destination", "Nampo"), ("discharge_port", "Nampo")], "both cells"),
    ("Dalian,2018-11-10,KPNAM,2018-11-12,", [("discharge_port", "Nampo")], "by its code"),
    ("Dalian,2018-11-10,North Korea,2018-11-12,", [("discharge_port", "no port of it")], "the country only"),
    ("Dalian,2018-11-10,Vostochny / Rajin,2018-11-12,", [("discharge_port", "Rajin")], "one of two ports"),
    ("Dalian,2018-11-10,\"Hungnam, DPRK\",2018-11-12,", [("discharge_port", "Hungnam")], "a port with its country"),
    ("Nampo,2017-04-02,Dalian,2017-04-04,", [("load_port", "Nampo")], "just within 24 months"),
    ("Nampo,2017-03-20,Dalian,2017-03-25,", [], "just before the look-back"),
    ("Nampo,,Dalian,,", [("load_port", "Nampo")], "without a day it cannot be told to be older"),
    ("Nampo,2019-05-02,Dalian,2019-05-04,", [("load_port", "Nampo")], "a voyage still to come"),
    ("Dalian,2018-11-10,Busan,2018-11-12,South Korea", [], "the other Korea"),
    ("Vladivostok,2018-11-10,Dandong,2018-11-12,", [], "ports near by"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "wanted", "why"), CALLS, ids=[c[-1] for c in CALLS])
def test_declared_calls(row: str, wanted: list[tuple[str, str]], why: str, tmp_path: Path) -> None:
    review = reviewed(tmp_path / "b", "2019-04-01", voyages=f"{VOYAGES}VY1,MINERVA,{row}\n")
    found = about(review, check="risk_port_call")
    assert [(f.subject.column, name) for f, (_, name) in zip(found, wanted, strict=True) if name in f.says] == wanted, (
        why
    )
    assert all(f.kind == "BEHAVIOUR" and not f.stops and f.rule.params["look_back_months"] == 24 for f in found)


RAJIN = [
    ("C1,VY1,2701,coal in bulk,Russia", "within these words if the notice was given", "Russian coal"),
    ("C1,VY1,2701,anthracite,North Korea", "does not reach cargo row 2", "coal of North Korea"),
    ("C1,VY1,2701,coal in bulk,", "gives no origin", "no origin"),
    ("C1,VY1,2601,iron ore,Russia", "for coal only", "another good"),
    ("C1,VY9,2701,coal in bulk,Russia", "1718 Committee", "the cargo of another voyage: the exemption alone"),
]


@pytest.mark.parametrize(("cargo", "words", "why"), RAJIN, ids=[r[-1] for r in RAJIN])
def test_the_exemption_at_rajin(cargo: str, words: str, why: str, tmp_path: Path) -> None:
    sheets = {"voyages": f"{VOYAGES}VY1,MINERVA,Rajin,2018-11-10,Shanghai,2018-11-14,\n", "cargo": f"{CARGO}{cargo}\n"}
    (one,) = about(reviewed(tmp_path / "b", "2019-04-01", **sheets), check="risk_port_call")
    assert any(words in reading for reading in one.innocent), why
    assert any("confirm" in reading for reading in one.innocent), "the paragraph is not re-read, and says so"
    assert sum("cargo row" in reading for reading in one.innocent) == ("VY9" not in cargo)


LANDED = [
    ("Kaohsiung,2018-11-12,Busan", ["declared_destination"], "declared for Korea, landed in Taiwan"),
    ("Busan,2018-11-12,South Korea", [], "the port lies in the country declared"),
    ("Busan,2018-11-12,Ulsan", [], "two ports of one country"),
    ("Busan,2018-11-12,", [], "nothing declared"),
    ("Busan,2018-11-12,Zzyzx Quay", [], "a place that nobody knows"),
    ("Busan,2018-11-12,for orders", ["declared_destination"], "no place at all"),
]


@pytest.mark.parametrize(("row", "wanted", "why"), LANDED, ids=[r[-1] for r in LANDED])
def test_declared_destinations(row: str, wanted: list[str], why: str, tmp_path: Path) -> None:
    review = reviewed(tmp_path / "b", "2019-04-01", voyages=f"{VOYAGES}VY1,MINERVA,Dalian,2018-11-10,{row}\n")
    found = about(review, check="destination")
    assert [f.subject.column for f in found] == wanted, why
    assert all(f.strength == "weak" for f in found)
