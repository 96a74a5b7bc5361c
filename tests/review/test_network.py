"""Short paths to a listed party: each tie by itself, hubs, groups, and that no parent or sister firm is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from offing.review.ties import address_key
from tests.review.books import about, entry, reviewed

LISTED = entry("Obrazets Tankers (Dalian) Co Ltd", country="CN", from_="2018-09-25", ids="91210200-555777")
P = "id,name,type,country,address,registration_number\n"
BAD = 'P1,Obrazets Tankers (Dalian) Co Ltd,company,China,"{}",91210200-555777\n'
OWN = "owner,owned,role,percent,from,to\n"
V = "id,imo,name,flag,owner,manager\n"
VD = "id,imo,name,owner,from,to\n"
HERE = "Room 1604, Lantern Tower, 16 Renmin Road, Dalian, China"
HERE_TOO = "16 Renmin Rd., Lantern Tower, Rm 1604, Dalian"
AGENT = "Trust Company Complex, Ajeltake Road, Majuro 96960"
ELSEWHERE = "Calle 50, Torre 12, Panama City"


def at(number: int, address: str, name: str = "") -> str:
    return f'P{number},{name or f"Vzorec Trading {number} Ltd"},company,China,"{address}",\n'


DIRECTORS = "Jan Novak,P1,director,,2015-01-01,\nJan Novak,P2,director,,2016-01-01,\n"
TWO_SHIPS = "V1,3141532,FJORDLYS,Norway,{},{}\nV2,3141570,TAMARIS DAWN,France,{},{}\n"
SHIP_LISTED = entry("TAMARIS DAWN", "vessel", imo="3141570", from_="2018-09-25")

PATHS = [
    ({"parties": P + BAD.format(HERE) + at(2, HERE_TOO)}, LISTED, [("P2", "weak")], "one address, written in two ways"),
    ({"parties": P + BAD.format("Dalian, China") + at(2, "Dalian, China")}, LISTED, [], "a city is no address"),
    ({"parties": P + BAD.format(HERE) + at(2, HERE.replace("1604", "1605"))}, LISTED, [], "the room next door"),
    (
        {"parties": P + BAD.format(HERE) + "".join(at(i, HERE) for i in range(2, 6))},
        LISTED,
        [],
        "five at one address: a hub",
    ),
    (
        {"parties": P + BAD.format(HERE) + "".join(at(i, HERE) for i in range(2, 5))},
        LISTED,
        [("P2", "weak"), ("P3", "weak"), ("P4", "weak")],
        "four at one address",
    ),
    (
        {"parties": P + BAD.format(AGENT) + at(2, AGENT)},
        LISTED,
        [],
        "a registration agent's address",
    ),
    (
        {"parties": P + BAD.format(ELSEWHERE) + at(2, HERE), "ownership": OWN + DIRECTORS},
        LISTED,
        [("P2", "weak")],
        "one director",
    ),
    (
        {"parties": P + BAD.format(HERE) + at(2, HERE), "ownership": OWN + DIRECTORS},
        LISTED,
        [("P2", "possible")],
        "address and director",
    ),
    (
        {
            "parties": P + BAD.format(ELSEWHERE) + at(2, HERE),
            "ownership": OWN + DIRECTORS.replace("2015-01-01,", "2015-01-01,2017-01-01"),
        },
        LISTED,
        [],
        "a director who left",
    ),
    (
        {
            "parties": P + BAD.format(ELSEWHERE) + "".join(at(i, "") for i in range(2, 6)),
            "ownership": OWN + DIRECTORS + "".join(f"Jan Novak,P{i},director,,,\n" for i in range(3, 6)),
        },
        LISTED,
        [],
        "a director for hire, of five firms",
    ),
    (
        {
            "parties": P + BAD.format(ELSEWHERE) + at(2, HERE) + at(3, ELSEWHERE + " 2", "Vzorec Group Holdings"),
            "ownership": OWN + "P3,P1,,100,2010,\nP3,P2,,100,2010,\n",
        },
        LISTED,
        [],
        "the parent of a listed firm and its sister firm: nothing",
    ),
    (
        {
            "parties": P + BAD.format(HERE) + at(2, HERE) + at(3, HERE, "Vzorec Group Holdings"),
            "ownership": OWN + "P3,P1,,100,2010,\nP3,P2,,100,2010,\n" + DIRECTORS,
        },
        LISTED,
        [("P2", "weak"), ("P3", "weak")],
        "at one address and with one director: a mild lead within a group",
    ),
    (
        {"vessels": V + TWO_SHIPS.format("A", "Harwell Managers Ltd", "B", "Harwell Managers Ltd")},
        SHIP_LISTED,
        [("V1", "weak")],
        "one manager",
    ),
    (
        {"vessels": V + TWO_SHIPS.format("Vzorec One", "", "Vzorec One", "")},
        SHIP_LISTED,
        [("V1", "weak")],
        "one owner: of one fleet",
    ),
    (
        {
            "vessels": V
            + TWO_SHIPS.format("A", "Harwell Managers Ltd", "B", "Harwell Managers Ltd")
            + "".join(f"V{i},,SHIP {i},,C{i},Harwell Managers Ltd\n" for i in range(3, 6)),
        },
        SHIP_LISTED,
        [],
        "a manager of five ships is a hub",
    ),
    (
        {"parties": P + BAD.format(ELSEWHERE) + at(2, HERE), "vessels": V + "V1,3141532,FJORDLYS,Norway,P2,P1\n"},
        LISTED,
        [("P2", "weak")],
        "her owner, and her manager that is listed: two steps over the ship",
    ),
    (
        {"parties": P + at(2, HERE) + at(3, HERE), "vessels": V + "V2,3141570,TAMARIS DAWN,France,P3,\n"},
        SHIP_LISTED,
        [("P2", "weak"), ("P3", "possible")],
        "the owner of a listed ship, and three steps away who shares the owner's address",
    ),
    (
        {"parties": P + at(2, "") + at(3, ""), "vessels": V + "V2,3141570,TAMARIS DAWN,France,P3,P2\n"},
        SHIP_LISTED,
        [("P2", "possible"), ("P3", "possible")],
        "owner and manager of a listed ship",
    ),
    (
        {"parties": P + at(2, ""), "vessels": V + "V2,3141570,TAMARIS DAWN,France,P2,P2\n"},
        SHIP_LISTED,
        [("P2", "possible")],
        "both in one: told once",
    ),
    (
        {"parties": P + at(2, ""), "vessels": VD + "V2,3141570,TAMARIS DAWN,P2,2010-01-01,2018-09-24\n"},
        SHIP_LISTED,
        [],
        "who had sold her the day before the listing",
    ),
    (
        {"parties": P + at(2, ""), "vessels": VD + "V2,3141570,TAMARIS DAWN,P2,2010-01-01,2018-12-01\n"},
        SHIP_LISTED,
        [("P2", "possible")],
        "who sold her after it",
    ),
    (
        {
            "parties": P + at(2, "") + at(3, ""),
            "vessels": VD
            + "V2,3141570,TAMARIS DAWN,P2,2010-01-01,2018-06-01\nV3,3141570,TAMARIS DAWN,P3,2018-06-02,\n",
        },
        SHIP_LISTED,
        [("P3", "possible")],
        "the owner at the listing, not the one before",
    ),
    (
        {
            "parties": P + BAD.format(HERE) + at(2, ""),
            "ownership": OWN + "P1,P2,,60,2010,\n",
            "vessels": V + "V2,3141570,TAMARIS DAWN,France,P2,P1\n",
        },
        SHIP_LISTED + LISTED,
        [],
        "listed itself, or of a listed owner: other checks speak",
    ),
    (
        {"parties": P + "P2,Ivan Horvat,person,China,,\n", "vessels": V + "V2,3141570,TAMARIS DAWN,France,P2,\n"},
        SHIP_LISTED,
        [],
        "a natural person",
    ),
    (
        {
            "parties": P
            + BAD.format(HERE)
            + 'P2,Ivan Horvat,person,China,"16 Renmin Road, Lantern Tower, Room 1604, Dalian",\n'
        },
        LISTED,
        [],
        "of a natural person nothing is told",
    ),
    (
        {"parties": P + BAD.format(HERE) + at(2, HERE)},
        LISTED.replace("2018-09-25", "2019-09-25"),
        [],
        "not listed on that day",
    ),
    (
        {"parties": P + 'P1,Obrazets Tankers,company,,"' + HERE + '",\n' + at(2, HERE)},
        entry("Obrazets Tanker Trading", from_="2018-09-25"),
        [],
        "listed by a possible name only",
    ),
    (
        {"parties": P + BAD.format(HERE) + at(2, HERE)},
        LISTED.replace("blocked", "advisory"),
        [],
        "on an advisory only",
    ),
]


@pytest.mark.parametrize(("sheets", "listed", "wanted", "why"), PATHS, ids=[p[-1] for p in PATHS])
def test_paths(sheets: dict[str, str], listed: str, wanted: list[tuple[str, str]], why: str, tmp_path: Path) -> None:
    review = reviewed(tmp_path / "b", "2019-04-01", listed, **sheets)
    found = about(review, check="network")
    assert [(f.subject.id, f.strength) for f in found] == wanted, why
    assert all(f.kind == "BEHAVIOUR" and not f.stops and not f.status for f in found), (
        "a lead, and no status of another's"
    )
    for f in found:
        assert len(f.detail["path"]) in (1, 2, 3)
        for step in f.detail["path"]:
            assert any(f"{step['sheet']} row {step['row']}" in e.place for e in f.evidence), "each step with its row"


def test_a_person_is_shown_by_the_row_only(tmp_path: Path) -> None:
    sheets = {"parties": P + BAD.format(ELSEWHERE) + at(2, HERE), "ownership": OWN + DIRECTORS}
    (one,) = about(reviewed(tmp_path / "b", "2019-04-01", LISTED, **sheets), check="network")
    assert "Novak" not in one.says + "".join(e.quote for e in one.evidence)
    assert "ownership row 3" in one.says


def test_an_office_is_no_share(tmp_path: Path) -> None:
    """A listed person who is a director owns nothing by that, and no share is unknown."""
    sheets = {"parties": P + at(2, HERE), "ownership": OWN + "Obrazets Tankers (Dalian) Co Ltd,P2,director,,,\n"}
    review = reviewed(tmp_path / "b", "2019-04-01", LISTED, **sheets)
    assert not about(review, check="ownership_50")
    assert about(review, check="listed_party")


ADDRESSES = [
    ("Room 12, 5 Harbour Road, Busan, South Korea", "5 Harbour Rd, Rm 12, Busan", True, "order, short forms, country"),
    ("5 Harbour Road, Busan", "6 Harbour Road, Busan", False, "another number"),
    ("Harbour Road, Busan", "Harbour Road, Busan", False, "without a number it is no place"),
    ("PO Box 1405, Majuro 96960", "PO Box 1405, Majuro 96960", False, "a box is an agent's"),
    ("Busan 48", "Busan 48", False, "too little to be one place"),
]


@pytest.mark.parametrize(("one", "other", "same", "why"), ADDRESSES, ids=[a[-1] for a in ADDRESSES])
def test_addresses(one: str, other: str, same: bool, why: str) -> None:
    assert (address_key(one) == address_key(other) != "") is same, why


def test_the_address_that_joins_is_named(tmp_path: Path) -> None:
    review = reviewed(tmp_path, "2024-05-01", LISTED, parties=P + BAD.format(HERE) + at(2, HERE))
    assert [HERE.strip('"') in f.says for f in about(review, check="network")] == [True]
