"""Owners and flags in time: what is told of a change, and of what the book dates too loosely nothing is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from offing.answer import review_book
from tests.review.books import about, entry, reviewed, write_book
from tests.review.sailing import Ship, sails, write_tracks

IMO, OTHER = "3141532", "3141570"
SHIPS = "id,imo,name,mmsi,flag,built,from,to,owner,manager,note\n"
VOYAGES = "id,vessel,load_port,load_date,discharge_port,discharge_date\n"
SOLD = f"""V1,{IMO},FJORDLYS,,Norway,2007,2015-01-01,2018-10-31,Old Owner AS,Harwell Managers Ltd,
V2,{IMO},FJORDLYS,,Norway,2007,2018-11-01,,Sandvik Shipholding Ltd,Harwell Managers Ltd,
"""
SOON = "VY1,V2,Rouen,2019-01-10,Setubal,2019-01-20\n"
LISTED = entry("Old Owner AS", country="NO", from_="2018-08-21")

OWNERS = [
    (SOLD, SOON, "", "", "", [("V2", "owner", "weak")], "sold ten weeks before the voyage"),
    (SOLD, "VY1,V2,Rouen,2019-06-10,Setubal,2019-06-20\n", "", "", "", [], "sold seven months before"),
    (SOLD, "VY1,V2,Rouen,2018-10-10,Setubal,2018-10-20\n", "", "", "", [], "sold after the voyage"),
    (SOLD, "", "", "", LISTED, [("V2", "owner", "possible")], "ten weeks after the former owner was listed"),
    (SOLD, SOON, "", "", LISTED, [("V2", "owner", "strong")], "after the listing and before the voyage"),
    (SOLD, "", "", "", entry("Old Owner AS", from_="2016-08-21"), [], "two years after the listing"),
    (SOLD, "", "", "", entry("Old Owner AS", from_="2019-02-21"), [], "listed after she was sold"),
    (
        SOLD,
        "",
        "",
        "",
        entry("FJORDLYS", "vessel", imo=IMO, from_="2018-08-21"),
        [("V2", "owner", "possible")],
        "the ship was listed",
    ),
    (SOLD.replace("Sandvik Shipholding Ltd", "OLD OWNER A/S"), SOON, "", "", "", [], "one owner, written in two ways"),
    (SOLD.replace("2018-10-31", "2016-02-01"), SOON, "", "", "", [], "sold some day within two years: not told"),
    (
        SOLD.replace("2018-11-01", "2018"),
        SOON,
        "",
        "",
        "",
        [("V2", "owner", "weak")],
        "sold after October 2018 and in 2018",
    ),
    (
        SOLD.replace("2018-10-31", "2018").replace("2018-11-01", "2018"),
        SOON,
        "",
        "",
        "",
        [],
        "sold some day in 2018: not told",
    ),
    (SOLD.replace("2018-11-01,", ","), SOON, "", "", "", [], "the second row has no time"),
    (SOLD.replace(f"V1,{IMO}", f"V1,{OTHER}"), SOON, "", "", "", [], "another ship"),
    (
        SOLD.replace("Old Owner AS,Harwell Managers Ltd", "Sandvik Shipholding Ltd,Pilot Bay Managers SA"),
        SOON,
        "",
        "",
        "",
        [("V2", "manager", "weak")],
        "another manager",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Norway,2007,,,Sandvik Shipholding Ltd,,\n",
        "VY1,V1,Rouen,2019-01-10,Setubal,2019-01-20\n",
        "owner,owned,percent,from,to\nOld Owner AS,V1,100,2010-01-01,2018-11-30\nSandvik Shipholding Ltd,V1,100,2018-12-01,\n",
        "",
        "",
        [("V1", "owner", "weak")],
        "the ownership sheet tells it of the ship",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Norway,2007,,,Sandvik Shipholding Ltd,,\n",
        "VY1,V1,Rouen,2019-01-10,Setubal,2019-01-20\n",
        "owner,owned,percent,from,to\nOld Owner AS,Sandvik Shipholding Ltd,100,2010-01-01,2018-11-30\n"
        "New Owner AS,Sandvik Shipholding Ltd,100,2018-12-01,\n",
        "",
        "",
        [("V1", "owner", "weak")],
        "the shares of her owner went to another",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Norway,2007,,,Sandvik Shipholding Ltd,,\n",
        "VY1,V1,Rouen,2019-01-10,Setubal,2019-01-20\n",
        "owner,owned,percent,from,to\nOld Owner AS,Sandvik Shipholding Ltd,100,2010-01-01,\n"
        "New Owner AS,Sandvik Shipholding Ltd,20,2018-12-01,\n",
        "",
        "",
        [],
        "a fifth of the shares is no change of owner",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Norway,2018,,,Sandvik Shipholding Ltd,,\n",
        "VY1,V1,Rouen,2019-01-10,Setubal,2019-01-20\n",
        "owner,owned,percent,from,to\nSandvik Shipholding Ltd,V1,100,2018-12-01,\n",
        "",
        "",
        [],
        "the first owner of a new ship",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Norway,2007,,,Sandvik Shipholding Ltd,,\n",
        "VY1,V1,Rouen,2019-01-10,Setubal,2019-01-20\n",
        "owner,owned,percent,from,to\nSandvik Shipholding Ltd,V1,100,2018-12-01,\n",
        "",
        "",
        [("V1", "owner", "weak")],
        "an old ship; the book names no earlier owner",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Norway,2007,,,Sandvik Shipholding Ltd,,\n",
        "VY1,V1,Rouen,2019-01-10,Setubal,2019-01-20\n",
        "",
        "id,name,type,incorporated\nP1,Sandvik Shipholding Ltd,company,2018-09\n",
        "",
        [("V1", "owner", "weak")],
        "a firm of four months with one ship",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Norway,2007,,,Sandvik Shipholding Ltd,,\n"
        f"V2,{OTHER},TAMARIS,,Norway,2007,,,Sandvik Shipholding Ltd,,\n",
        "VY1,V1,Rouen,2019-01-10,Setubal,2019-01-20\n",
        "",
        "id,name,type,date of incorporation\nP1,Sandvik Shipholding Ltd,company,2018-09\n",
        "",
        [],
        "a young firm with two ships",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Norway,,,,Sandvik Shipholding Ltd,,\n",
        "VY1,V1,Rouen,2019-01-10,Setubal,2019-01-20\n",
        "",
        "id,name,type,incorporated\nP1,Sandvik Shipholding Ltd,company,2018-09\n",
        "",
        [("V1", "owner", "weak")],
        "the same where her year of build is not told",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Norway,2018,,,Sandvik Shipholding Ltd,,\n",
        "VY1,V1,Rouen,2019-01-10,Setubal,2019-01-20\n",
        "",
        "id,name,type,incorporated\nP1,Sandvik Shipholding Ltd,company,2018-09\n",
        "",
        [],
        "a new ship's company is as young as she",
    ),
]


@pytest.mark.parametrize(
    ("ships", "voyages", "ownership", "parties", "listed", "wanted", "why"), OWNERS, ids=[o[-1] for o in OWNERS]
)
def test_owner_change(
    ships: str,
    voyages: str,
    ownership: str,
    parties: str,
    listed: str,
    wanted: list[tuple[str, ...]],
    why: str,
    tmp_path: Path,
) -> None:
    sheets = {"vessels": SHIPS + ships, "voyages": VOYAGES + voyages, "ownership": ownership, "parties": parties}
    review = reviewed(tmp_path / "b", "2019-04-01", listed, **{s: t for s, t in sheets.items() if t})
    found = about(review, check="owner_change")
    assert [(f.subject.id, f.subject.column, f.strength) for f in found] == wanted, why
    assert not any(f.stops for f in found)


def hop(*flags: tuple[str, str, str]) -> str:
    return "".join(
        f"V{i},{IMO},FJORDLYS,,{flag},2007,{since},{until},,,\n" for i, (flag, since, until) in enumerate(flags, 1)
    )


THREE = hop(("Panama", "2016-01", "2018-01"), ("Togo", "2018-01", "2018-09"), ("Fiji", "2018-10", ""))
FLAGS = [
    (THREE, [("V3", "flag", "possible")], "three flags in a year"),
    (
        hop(
            ("Panama", "2016-01", "2018-01"),
            ("Togo", "2018-02", "2018-05"),
            ("Fiji", "2018-06", "2018-09"),
            ("Palau", "2018-10", ""),
        ),
        [("V4", "flag", "strong")],
        "four flags in a year",
    ),
    (
        hop(("Panama", "2010-01", "2014-01"), ("Togo", "2014-02", "2016-09"), ("Fiji", "2018-10", "")),
        [],
        "three flags in four years",
    ),
    (
        hop(("Panama", "2016", "2016"), ("Togo", "2017", "2017"), ("Fiji", "2018", "")),
        [],
        "perhaps in 24 months, not surely",
    ),
    (
        hop(("Panama", "2016-01", "2018-01"), ("Togo", "2018-01", "2018-09"), ("Panama", "2018-10", "")),
        [],
        "two flags, there and back",
    ),
    (hop(("Panama", "", ""), ("Togo", "", ""), ("Fiji", "", "")), [], "no times are told"),
    (
        hop(("China", "2017-06", "2018-01"), ("Hong Kong", "2018-01", "2018-09"), ("Panama", "2018-10", "")),
        [],
        "one sovereign is one",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Panama,2007,2018-01,,,,\nV2,{OTHER},B,,Togo,2007,2018-02,,,,\nV3,,C,,Fiji,2007,2018-03,,,,\n",
        [],
        "three ships",
    ),
    (
        f"V1,{IMO},FJORDLYS,273000951,Panama,2007,2018-01-01,2018-12-31,,,\n",
        [("V1", "mmsi", "weak")],
        "Russian digits for a year",
    ),
    (f"V1,{IMO},FJORDLYS,273000951,Panama,2007,2018-01-01,2018-01-20,,,\n", [], "for less than a month"),
    (f"V1,{IMO},FJORDLYS,273000951,Panama,2007,,,,,\n", [], "no time is told"),
    (
        f"V1,{IMO},FJORDLYS,235000951,Isle of Man,2007,2018-01-01,2018-12-31,,,\n",
        [],
        "the Isle of Man has British digits",
    ),
    (f"V1,{IMO},FJORDLYS,255000951,Portugal (Madeira),2007,2018-01-01,2018-12-31,,,\n", [], "Madeira's are Portugal's"),
    (f"V1,{IMO},FJORDLYS,111232511,Panama,2007,2018-01-01,2018-12-31,,,\n", [], "no ship station's number"),
    (
        f"V1,{IMO},FJORDLYS,,Fiji,2007,,,,,Fiji registry denies that she was ever registered\n",
        [("V1", "note", "possible")],
        "denied",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Fiji,2007,,,,,struck off the Fiji register in May\n",
        [("V1", "note", "weak")],
        "struck off, no more",
    ),
    (
        f"V1,{IMO},FJORDLYS,,Fiji,2007,,,,,deregistered by Togo for sanctions evasion\n",
        [("V1", "note", "possible")],
        "struck off for it",
    ),
    (f"V1,{IMO},FJORDLYS,,Fiji,2007,,,,,asked the registry whether she is registered\n", [], "a question"),
    (f"V1,{IMO},FJORDLYS,,Fiji,2007,,,,,registry confirms that she was not deregistered\n", [], "not struck off"),
    (f"V1,{IMO},FJORDLYS,,Fiji,2007,,,,,registry confirmed her entry on 2018-03-01\n", [], "confirmed"),
    (f"V1,{IMO},FJORDLYS,,Fiji,2007,,,,,flag state denied crew change in the pandemic\n", [], "denied something else"),
    (f"V1,{IMO},FJORDLYS,,Fiji,2007,,,,,not registered for VAT\n", [], "another register"),
]


@pytest.mark.parametrize(("ships", "wanted", "why"), FLAGS, ids=[f[-1] for f in FLAGS])
def test_flag_history(ships: str, wanted: list[tuple[str, ...]], why: str, tmp_path: Path) -> None:
    found = about(reviewed(tmp_path / "b", "2019-04-01", vessels=SHIPS + ships), check="flag_history")
    assert [(f.subject.id, f.subject.column, f.strength) for f in found] == wanted, why
    assert all(f.kind == "BEHAVIOUR" and not f.stops for f in found)


def test_a_mmsi_of_another_flag_by_voyages(tmp_path: Path) -> None:
    """Without times of its own a row stands over its voyages; a second row of the ship leaves open which of the two."""
    row = f"V1,{IMO},FJORDLYS,273000951,Panama,2007,,,,,\n"
    voyages = VOYAGES + "VY1,V1,Rouen,2018-03-01,Setubal,2018-03-08\nVY2,V1,Rouen,2018-06-01,Setubal,2018-06-08\n"
    (one,) = about(reviewed(tmp_path / "a", "2019-04-01", vessels=SHIPS + row, voyages=voyages), check="flag_history")
    assert "from 2018-03-01 to 2018-06-08" in one.says
    two = SHIPS + row + f"V2,{IMO},FJORDLYS,,Russia,2007,,,,,\n"
    assert not about(reviewed(tmp_path / "b", "2019-04-01", vessels=two, voyages=voyages), check="flag_history")


def test_a_registrys_own_paper_is_strong(tmp_path: Path) -> None:
    papers = (
        "id,type,date,vessel,imo,issuer,note\n"
        f"D1,other,2018-05-02,FJORDLYS,{IMO},Fiji Ships Registry,this ship is not registered with the Fiji register\n"
    )
    vessels = SHIPS + f"V1,{IMO},FJORDLYS,,Fiji,2007,,,,,\n"
    (one,) = about(reviewed(tmp_path / "a", "2019-04-01", vessels=vessels, documents=papers), check="flag_history")
    assert (one.subject.id, one.strength, str(one.event_date)) == ("D1", "strong", "2018-05-02")


def test_flags_by_the_mmsis_she_was_heard_under(tmp_path: Path) -> None:
    """Three MMSIs of three flags in half a year, each heard for more than a month."""
    vessels = f"id,imo,name,flag\nV1,{IMO},FJORDLYS,Panama\n"
    folder = write_book(tmp_path / "b", {"vessels": vessels})
    ways = [
        sails(Ship(mmsi, "FJORDLYS", IMO), since, [(0, 30.0, 125.0), (960, 31.0, 126.0)], every_min=240)
        for mmsi, since in ((352000911, "2018-01-01"), (520000911, "2018-03-01"), (671000911, "2018-05-01"))
    ]
    write_tracks(folder, *ways)
    found = about(review_book(folder, as_of=date(2019, 4, 1)), check="flag_history")
    assert [(f.subject.column, f.strength) for f in found] == [("flag", "possible")] * 3
    assert any("3 flags within 24 months" in f.says for f in found)
    assert sum("heard under MMSI" in f.says for f in found) == 2, (
        "Fiji's and Togo's digits; Panama's are the book's flag"
    )
    assert all(e.sha256 for f in found for e in f.evidence)


def test_the_days_of_a_flag_are_as_the_book_gives_them(tmp_path: Path) -> None:
    vessels = "id,imo,name,flag,mmsi,from,to\nV1,3141594,HAVNES FJORD,Norway,445123000,2018,\n"
    (told,) = about(reviewed(tmp_path, "2022-06-01", vessels=vessels), check="flag_history")
    assert told.says.endswith("from 2018 on."), told.says
