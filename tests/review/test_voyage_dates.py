"""Two places on two dates: what no ship can keep, and what ordinary ships do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.books import about, reviewed

VESSELS = "id,imo,name,type,flag\nS1,3000001,KESTREL HARVEST,{},Panama\n"
VOYAGES = "id,vessel,load_port,load_date,discharge_port,discharge_date\n"


@pytest.mark.parametrize(
    ("rows", "wanted", "why"),
    [
        (["Rotterdam,2018-01-01,Singapore,2018-01-25"], [], "an ordinary passage by Suez"),
        (["Rotterdam,2018-01-01,Singapore,2018-01-16"], [], "13 days at 25 kn by sea are just possible"),
        (
            ["Rotterdam,2018-01-01,Singapore,2018-01-11"],
            [("Y1", "possible")],
            "the straight line would do, the sea would not",
        ),
        (["Rotterdam,2018-01-01,Singapore,2018-01-05"], [("Y1", "strong")], "not even in a straight line"),
        (["Rotterdam,2018-01,Singapore,2018-01"], [], "a month and a month: nothing is sure"),
        (["Rotterdam,2018-01-20,Singapore,2018-01-02"], [("Y1", "strong")], "landed before she loaded"),
        (["Rotterdam,2018-01-02,Antwerp,2018-01-02"], [], "next door, in a day"),
        (["Yokohama,2018-01-02,Long Beach,2018-01-10"], [], "across the date line: the clocks give a day"),
        (["Taean,2018-01-02,Rotterdam,2018-01-03"], [], "a port that is not surely known"),
        (
            ["Rotterdam,2018-01-01,Singapore,2018-01-28", "Houston,2018-01-30,Rotterdam,2018-02-20"],
            [("Y2", "strong")],
            "two days from Singapore to Houston",
        ),
        (
            ["Rotterdam,2018-01-01,Singapore,2018-01-28", "Singapore,2018-01-10,Dalian,2018-01-20"],
            [("Y2", "possible")],
            "in Rotterdam on 1 January and in Singapore on the tenth",
        ),
        (
            ["Rotterdam,2018-01-01,Singapore,2018-01-28", "Port Klang,2018-02-02,Rotterdam,2018-03-01"],
            [],
            "one voyage after the other",
        ),
        (
            ["Rotterdam,2018-01-01,Singapore,2018-01-28", "Rotterdam,2018-01-01,Singapore,2018-01-28"],
            [],
            "two parcels of one voyage",
        ),
    ],
)
def test_dates(tmp_path: Path, rows: list[str], wanted: list[tuple[str, str]], why: str) -> None:
    text = VOYAGES + "".join(f"Y{i},S1,{row}\n" for i, row in enumerate(rows, 1))
    found = about(
        reviewed(tmp_path, "2018-12-31", vessels=VESSELS.format("Bulk Carrier"), voyages=text), check="voyage_dates"
    )
    assert [(f.subject.id, f.strength) for f in found] == wanted, (why, [f.says for f in found])
    for finding in found:
        assert finding.kind == "CONFLICT" and not finding.stops
        assert len({e.place.split(",")[0].split(" row ")[-1] for e in finding.evidence}) >= 1, "both rows are quoted"


def test_a_ferry_is_no_merchant_ship(tmp_path: Path) -> None:
    text = VOYAGES + "Y1,S1,Rotterdam,2018-01-01,Singapore,2018-01-05\n"
    found = reviewed(tmp_path, "2018-12-31", vessels=VESSELS.format("High-speed ferry"), voyages=text)
    assert not about(found, check="voyage_dates")


@pytest.mark.parametrize(
    ("bill", "wanted", "why"),
    [
        ("Rotterdam,2018-03-01", [], "the bill's own voyage, sheets apart"),
        ("Houston,2018-03-01", [], "thirty days from Singapore"),
        (
            "Houston,2018-01-31",
            [("D1", "possible")],
            "three days from Singapore, the ten for a late signature among them",
        ),
    ],
)
def test_a_bill_of_lading_beside_another_voyage(
    tmp_path: Path, bill: str, wanted: list[tuple[str, str]], why: str
) -> None:
    port, made = bill.split(",")
    voyages = VOYAGES + "Y1,S1,Rotterdam,2018-01-01,Singapore,2018-01-28\nY2,S1,,,,\n"
    bills = f"id,type,number,voyage,date,load_port\nD1,bill_of_lading,7,Y2,{made},{port}\n"
    review = reviewed(tmp_path, "2018-12-31", vessels=VESSELS.format("Bulk Carrier"), voyages=voyages, documents=bills)
    found = about(review, check="voyage_dates")
    assert [(f.subject.id, f.strength) for f in found] == wanted, (why, [f.says for f in found])
