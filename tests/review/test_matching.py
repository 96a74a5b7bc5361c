"""Numbers before names, restraint with names, and the looks that were set aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from offing.answer import screen_queries
from offing.build import open_lists
from tests.review.books import LIST_HEADER, about, entry, reviewed

AS_OF = "2020-01-01"
SHIP = entry("SEA ROSE", "vessel", imo="9074729", mmsi="256789000", call_sign="9HXY7", flag="Malta", from_="2019-01-01")
FIRM = entry(
    "Evil Haibo Zed Shipping Co Ltd", imo="5123456", ids="registration:ZZ998877", country="China", from_="2019-01-01"
)
PERSON = entry("Kim Tong Grimsdotter", "person", from_="2019-01-01")
COMMON = entry("International Trading Company", country="Oman", from_="2019-01-01")
LISTED = SHIP + FIRM + PERSON + COMMON


def found(folder: Path, sheet: str, text: str, listed: str = LISTED) -> list[tuple[str, str, str]]:
    rows = about(reviewed(folder, AS_OF, listed, **{sheet: text}), sheet)
    return [(f.check, f.subject.column, f.strength) for f in rows]


@pytest.mark.parametrize(
    ("row", "wanted", "why"),
    [
        ("9074729,SEA ROSE,,", [("listed_vessel", "imo", "match")], "the same number"),
        ("IMO 9074729,QUITE ANOTHER,,", [("identity", "imo", "weak"), ("listed_vessel", "imo", "match")],
         "renamed: the same ship, and said"),
        (",SEA ROSE,,", [("listed_vessel", "name", "possible")], "a name alone"),
        (",M/V Sea-Rose,,", [("listed_vessel", "name", "possible")], "however it is written"),
        ("9000003,SEA ROSE,,", [], "the same name and another valid number: another ship"),
        ("9074728,SEA ROSE,,", [("identity", "imo", "strong"), ("listed_vessel", "imo", "strong")],
         "a number that does not check, one keystroke from hers, under her name"),
        ("9074728,SEA ROES,,", [("identity", "imo", "strong"), ("listed_vessel", "imo", "strong")],
         "and under a near name"),
        ("9074728,,,", [("identity", "imo", "strong"), ("listed_vessel", "imo", "weak")], "without a name it is weak"),
        ("9074728,QUITE ANOTHER,,", [("identity", "imo", "strong")], "under another name it is set aside"),
        ("9074120,SEA ROSE,,", [("identity", "imo", "strong"), ("listed_vessel", "imo", "possible")],
         "a number that does not check sets nothing aside"),
        ("9074779,SEA ROSE,,", [("listed_vessel", "imo", "possible")], "a valid number one keystroke away: possible, no more"),
        ("9074779,,,", [], "which without a name is nothing, for half of all ships have such a neighbour"),
        (",SOMETHING,256789000,", [("listed_vessel", "name", "strong")], "an MMSI belongs to a period: strong"),
        (",SOMETHING,,9HXY7", [("listed_vessel", "name", "strong")], "so does a call sign"),
        ("9000003,SOMETHING,256789000,", [], "an MMSI of another valid number: handed on, another ship"),
        ("5123456,SOMETHING,,", [("identity", "imo", "strong")] * 2, "a firm's number is no ship's: two conflicts, no listing"),
        (",SEA ROSE II,,", [], "a number in a name makes another name"),
    ],
)  # fmt: skip
def test_ships(tmp_path: Path, row: str, wanted: list[tuple[str, str, str]], why: str) -> None:
    got = found(tmp_path, "vessels", f"id,imo,name,mmsi,call_sign\nV1,{row}\n")
    assert sorted(got) == sorted(wanted), why


@pytest.mark.parametrize(
    ("row", "what", "why_words", "why"),
    [
        ("V1,9000003,SEA ROSE,", "the name of SEA ROSE", "another valid IMO number: 9000003 in the book, 9074729",
         "both numbers are shown"),
        ("V1,9000003,OTHER,256789000", "the mmsi 256789000 of SEA ROSE", "another valid IMO number",
         "so is the number that led there"),
    ],
)  # fmt: skip
def test_a_ship_set_aside_is_logged(tmp_path: Path, row: str, what: str, why_words: str, why: str) -> None:
    review = reviewed(tmp_path, AS_OF, LISTED, vessels=f"id,imo,name,mmsi\n{row}\n")
    (aside,) = review.set_aside
    assert aside.what == what, why
    assert why_words in aside.why, why


@pytest.mark.parametrize(
    ("row", "wanted", "why"),
    [
        ("Evil Haibo Zed Shipping Co Ltd,company,,,", [("listed_party", "name", "strong")], "the distinctive name whole"),
        ("EVIL HAIBO ZED SHIPPING,,,,", [("listed_party", "name", "strong")], "case and legal form do not count"),
        ("Evil Haibo Zed Shipping,company,,,Chile", [("listed_party", "name", "possible")], "another country speaks against"),
        ("Evil Haiboo Zed Shipping,company,,,", [("listed_party", "name", "possible")], "a near name"),
        ("Something Else,company,5123456,,", [("listed_party", "name", "match")], "the same company IMO number"),
        ("Something Else,company,,ZZ-998877,", [("listed_party", "name", "match")], "the same registration number"),
        (",company,5123456,,", [("listed_party", "imo_company", "match")], "a row without a name is looked up by its number"),
        (",company,,ZZ998877,", [("listed_party", "registration_number", "match")], "by any of its numbers"),
        ("Something Else,company,9074729,,", [], "a firm with a ship's number in the company column is not that ship"),
        ("International Trading Company,company,,,", [("listed_party", "name", "possible")],
         "a listed name word for word is possible, of common words too"),
        ("International Trading Co.,company,,,", [("listed_party", "name", "possible")], "its form shortened or not"),
        ("International Trading Company,company,,,Chile", [], "a fact against sets common words aside"),
        ("International Trading LLC,company,,,", [], "with another legal form it is not the listed name"),
        ("Intl. Trading Co.,company,,,", [], "however it is shortened"),
        ("International Trading Company,company,,,Oman", [("listed_party", "name", "possible")],
         "with the same country it is possible, no more"),
        ("Haibo Trading,company,,,", [], "one word of three is nothing"),
        ("Kim Tong Grimsdotter,person,,,", [("listed_party", "name", "possible")], "a person by name alone"),
        ("Kim Tong Grimsdotter,company,,,", [], "a firm is not the person of its name"),
        ("Evil Haibo Zed Shipping,person,,,", [], "nor the other way round"),
        ("SEA ROSE,company,,,", [], "a firm named like a ship is not the ship (FAQ 5)"),
        ("SEA ROSE,person,,,", [], "nor a person"),
        ("SEA ROSE,vessel,,,", [("listed_vessel", "name", "possible")], "a ship among the parties is a ship"),
        (
            "SOMETHING,vessel,9074729,,",
            [("listed_vessel", "name", "match"), ("identity", "name", "weak")],
            "with her number in the sheet's IMO column, and another name than the list's",
        ),
    ],
)  # fmt: skip
def test_parties(tmp_path: Path, row: str, wanted: list[tuple[str, str, str]], why: str) -> None:
    filler = "".join(entry(f"International Trading {n} Quorn{n}ix", from_="2019-01-01") for n in range(8))
    got = found(tmp_path, "parties", f"id,name,type,imo,registration_number,country\nP1,{row}\n", LISTED + filler)
    assert got == wanted, why


GROUPED = [
    entry("Evil Haibo Zed Shipping", entry="A", country="Russia", from_="2019-01-01"),
    entry("Evil Haibo Zed Shiping", entry="B", country="China", from_="2019-01-01"),
    entry("Evil Haibo Zed Shipping", entry="C", authority="UK", country="Russia", from_="2019-01-01"),
]


@pytest.mark.parametrize(
    ("listed", "wanted", "why"),
    [
        (GROUPED[:2], [{"A"}, {"B"}], "an equal name and a near one are two findings, each to be decided"),
        ([GROUPED[0], GROUPED[2]], [{"A", "C"}], "entries of which the same agrees and differs stand together"),
        (GROUPED, [{"A", "C"}, {"B"}], "and apart from the others"),
    ],
)
def test_one_finding_holds_entries_of_one_quality(
    tmp_path: Path, listed: list[str], wanted: list[set[str]], why: str
) -> None:
    text = "id,name,type,country\nP1,Evil Haibo Zed Shipping,company,China\n"
    found = about(reviewed(tmp_path, AS_OF, "".join(listed), parties=text), "parties")
    assert sorted(({s.entry for s in f.status} for f in found), key=sorted) == wanted, why


@pytest.mark.parametrize(
    ("query", "wanted", "why"),
    [
        (
            {"name": "FOO", "imo": "9074729", "type": "company"},
            [("possible", "SEA ROSE")],
            "a number outranks the type",
        ),
        ({"name": "FOO", "imo": "9074729", "type": "person"}, [("possible", "SEA ROSE")], "of a person too"),
        ({"name": "FOO", "imo": "9074729"}, [("match", "SEA ROSE")], "without a type she is a ship"),
        ({"name": "FOO", "imo": "9074729", "type": "vessel"}, [("match", "SEA ROSE")], "as with hers"),
    ],
)
def test_an_imo_number_asked_under_another_type(
    tmp_path: Path, query: dict[str, str], wanted: list[tuple[str, str]], why: str
) -> None:
    (tmp_path / "own.csv").write_text(LIST_HEADER + LISTED, encoding="utf-8")
    (answer,) = screen_queries([query], open_lists(None, date(2020, 1, 1), [tmp_path / "own.csv"]), date(2020, 1, 1))
    got = answer.matches
    assert [(m["strength"], m["name"]) for m in got] == wanted, why
    assert all("is that of a ship" in m["why"] for m in got if m["strength"] == "possible"), why


@pytest.mark.parametrize(
    ("row", "schema", "why"),
    [
        ("SEA ROSE,person", "a ship on own", "a person named like a ship"),
        ("SEA ROSE,company", "a ship on own", "a firm named like a ship"),
        ("Kim Tong Grimsdotter,company", "a person on own", "a firm named like a person"),
    ],
)
def test_a_party_set_aside_is_logged(tmp_path: Path, row: str, schema: str, why: str) -> None:
    review = reviewed(tmp_path, AS_OF, LISTED, parties=f"id,name,type\nP1,{row}\n")
    assert about(review, "parties") == [], why
    assert [schema in s.why for s in review.set_aside] == [True], why


ROLES = [
    ("ownership", "owner,owned", "{x},Lower Beta", "owner"), ("vessels", "name,owner", "HARMLESS,{x}", "owner"),
    ("vessels", "name,manager", "HARMLESS,{x}", "manager"), ("voyages", "id,charterer", "W1,{x}", "charterer"),
    ("cargo", "id,shipper", "C1,{x}", "shipper"), ("cargo", "id,consignee", "C1,{x}", "consignee"),
    ("documents", "id,shipper", "D1,{x}", "shipper"), ("documents", "id,consignee", "D1,{x}", "consignee"),
    ("documents", "id,notify", "D1,Honest One; {x}; Honest Two", "notify"), ("documents", "id,issuer", "D1,{x}", "issuer"),
    ("payments", "id,payer", "Y1,{x}", "payer"), ("payments", "id,payee", "Y1,{x}", "payee"),
    ("payments", "id,banks", "Y1,Bank of Somewhere; {x}", "banks"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "header", "row", "column"), ROLES)
def test_every_role_is_screened(tmp_path: Path, sheet: str, header: str, row: str, column: str) -> None:
    got = found(tmp_path, sheet, f"{header}\n{row.format(x='Evil Haibo Zed Shipping')}\n")
    assert ("listed_party", column, "strong") in got


@pytest.mark.parametrize(
    ("cell", "wanted", "why"),
    [
        ("Evil Haibo Zed Shipping Co Ltd, No. 5 Renmin Road, Dalian, China", ["strong"], "a name and its address"),
        ("Evil Haibo Zed Shipping\nNo. 5 Renmin Road\nDalian", ["strong"], "on lines of their own"),
        ("Evil Haibo Zed Shipping (Dalian), No. 5 Renmin Road", ["strong"], "with a place in brackets"),
        ("Agents of Haibo, 5 Evil Zed Road", [], "words of the name scattered over another's address"),
        ("Grimsdotter, Kim Tong", ["possible"], "a person with the family name first"),
    ],
)
def test_a_paper_writes_the_address_after_the_name(tmp_path: Path, cell: str, wanted: list[str], why: str) -> None:
    got = found(tmp_path, "documents", f'id,shipper\nD1,"{cell}"\n')
    assert [strength for check, _, strength in got if check == "listed_party"] == wanted, why


def test_of_two_names_in_a_cell_the_firm_one_is_kept(tmp_path: Path) -> None:
    """The near name comes first in the cell; it does not hide the exact one of the same entry."""
    text = "id,notify\nD1,Evil Haiboo Zed Shipping; Evil Haibo Zed Shipping\n"
    assert found(tmp_path, "documents", text) == [("listed_party", "notify", "strong")]


def test_of_all_versions_of_a_paper_each_is_screened(tmp_path: Path) -> None:
    text = "id,type,number,version,shipper\nD1,bill_of_lading,B1,1,Evil Haibo Zed Shipping\nD2,bill_of_lading,B1,2,Honest One\n"
    review = reviewed(tmp_path, AS_OF, LISTED, documents=text)
    assert [f.subject.id for f in about(review, "documents", check="listed_party")] == ["D1"]


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("FREIGHT M/V SEA ROSE FEB 2019", [("listed_vessel", "possible")], "a name after M/V"),
        ("hire mt sea rose", [("listed_vessel", "possible")], "after MT, in small letters"),
        ("FREIGHT IMO 9074729", [("listed_vessel", "match")], "the number after the letters IMO"),
        ("freight imo no. 9074729 cp 12", [("listed_vessel", "match")], "however they are written"),
        ("FREIGHT 9074729 FEB", [("listed_vessel", "possible")], "seven bare digits may be anything"),
        ("USD 9074729 PAID", [], "an amount"),
        ("PAID 9074729 USD", [], "an amount before its currency"),
        ("AMT 9,074,729.00", [], "an amount with commas"),
        ("A/C 9074729123 REF 19074729", [], "parts of longer numbers"),
        ("ON 2019-07-29 INV 9074729/2", [], "a number with a part behind it"),
        ("9074720 FREIGHT", [], "a number whose check digit does not fit"),
        ("PAID TO EVIL HAIBO ZED SHIPPING CO LTD FOR FREIGHT", [("listed_party", "strong")], "a firm's name inside a sentence"),
        ("PAID FOR INTERNATIONAL TRADING COMPANY SERVICES", [], "a name of common words inside a sentence"),
        ("SEA ROSE GARDEN CENTRE", [], "a ship's name without M/V is no ship"),
        ("SOLD HAIBO SHARES", [], "one word of a firm's name"),
    ],
)  # fmt: skip
def test_payment_text(tmp_path: Path, text: str, wanted: list[tuple[str, str]], why: str) -> None:
    filler = "".join(entry(f"International Trading {n} Quorn{n}ix", from_="2019-01-01") for n in range(8))
    got = found(tmp_path, "payments", f'id,date,text\nY1,2019-03-03,"{text}"\n', LISTED + filler)
    assert [(check, strength) for check, column, strength in got if column == "text"] == wanted, why


def test_bare_digits_are_not_called_an_imo_number(tmp_path: Path) -> None:
    (finding,) = about(
        reviewed(tmp_path, AS_OF, LISTED, payments="id,date,text\nY1,2019-03-03,FREIGHT 9074729 FEB\n"), "payments"
    )
    assert "without the letters IMO" in finding.says
    assert not finding.stops


@pytest.mark.parametrize("status", ["returned by bank", "held", "rejected"])
def test_the_banks_answer_is_shown(tmp_path: Path, status: str) -> None:
    text = f"id,date,text,status\nY1,2019-03-03,FREIGHT IMO 9074729,{status}\n"
    (finding,) = about(reviewed(tmp_path, AS_OF, LISTED, payments=text), "payments", check="listed_vessel")
    assert f"status in the book: {status}" in finding.says
    assert status in {e.quote for e in finding.evidence}


TWIN = entry("SEA ROSE", "vessel", imo="9569633", from_="2019-01-01")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("9569683,DANIEL,,,", "a valid number one stroke away is nothing"),
        ("9569683,DANIEL,Tanker,,", "nor with a type, as the list has none"),
        ("9569683,DANIEL,Tanker,5000,8000", "nor with a size, as the list has none"),
    ],
)
def test_a_twin_alone_is_nothing(tmp_path: Path, cells: str, why: str) -> None:
    text = f"id,imo,name,type,gross_tonnage,deadweight\nV1,{cells}\n"
    assert found(tmp_path, "vessels", text, TWIN) == [], why


NOTE = "id,name,note\nP1,Evil Haibo Zed Shipping,cleared by counsel on 3 May\n"


def test_the_books_own_answer_is_shown_and_changes_nothing(tmp_path: Path) -> None:
    (finding,) = about(reviewed(tmp_path, AS_OF, LISTED, parties=NOTE), "parties")
    assert any("cleared by counsel on 3 May" in reading for reading in finding.innocent)
    assert finding.strength == "strong"


@pytest.mark.parametrize(
    ("flag", "mmsi", "strength", "why"),
    [
        ("DPRK", "", "strong", "the flag itself"),
        ("Korea (North)", "", "strong", "in another spelling"),
        ("", "445123456", "possible", "the MMSI's first digits: an MMSI may be old"),
        ("South Korea", "440123456", None, "the other Korea"),
        ("Korea", "", None, "a word that could be either is nobody's flag"),
        ("Panama", "445123456", "possible", "a flag and an MMSI that disagree"),
    ],
)  # fmt: skip
def test_flag_rule(tmp_path: Path, flag: str, mmsi: str, strength: str | None, why: str) -> None:
    review = reviewed(tmp_path, AS_OF, vessels=f"id,imo,name,flag,mmsi\nV1,9000003,HARMLESS,{flag},{mmsi}\n")
    assert [f.strength for f in about(review, check="flag_rule")] == ([strength] if strength else []), why


def strange(value: Any) -> str:
    return repr(value)[:30]


@pytest.mark.parametrize(
    "cell",
    ["", "-", "…", "'", '"" ""', "()", "M/V", "Ltd", "公司", "🚢", "\u202e", "a" * 3000, "; ;", "=1+1"],
    ids=strange,
)
def test_strange_names_are_read_and_match_nothing(tmp_path: Path, cell: str) -> None:
    sheets = {
        "parties": f"id,name,type\nP1,{cell},company\nP2,Harmless Name,\n", "vessels": f"id,name\nV1,{cell}\n",
        "payments": f"id,date,banks,text\nY1,2019-01-01,{cell},M/V {cell}\n",
        "ownership": f"owner,owned,percent\n{cell},{cell},60\n",
    }  # fmt: skip
    review = reviewed(tmp_path, AS_OF, LISTED, **sheets)
    assert [f for f in about(review) if f.status] == []


@pytest.mark.parametrize(
    ("ships", "wanted", "why"),
    [
        ("V1,9074729,SEA ROSE\n", [("match", False)], "the book's one ship of that name"),
        (
            "V1,9074729,SEA ROSE\nV2,9000003,SEA ROSE\n",
            [("possible", True)],
            "one of two: the text does not tell which",
        ),
        ("V1,9000003,SEA ROSE\nV2,9074729,SEA ROSE\n", [("possible", True)], "in whatever order they stand"),
        ("V1,9074729,SEA ROSE\nV2,9074729,SEA ROSE\n", [("match", False)], "twice the same ship is one"),
    ],
)
def test_a_ships_name_in_a_text_that_two_ships_of_the_book_bear(
    tmp_path: Path, ships: str, wanted: list[tuple[str, bool]], why: str
) -> None:
    review = reviewed(
        tmp_path, AS_OF, LISTED, vessels=f"id,imo,name\n{ships}",
        payments="id,date,text\nY1,2019-06-01,freight MV SEA ROSE voy 12\n",
    )  # fmt: skip
    found = [f for f in about(review, "payments") if f.check == "listed_vessel"]
    assert [(f.strength, "ambiguous" in f.says) for f in found] == wanted, why
