"""What keeps its own words: rungs that are no listings, names in running text, firms blocked by ownership, lent dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.books import about, entry, reviewed

VESSELS = "id,imo,name,flag,note\nS1,9074729,SEA ROSE,PA,\n"
VOYAGES = "id,vessel,load_date,charterer\nV1,S1,2017-10-11,Billion Lanterns Bunkering Corp\n"

NAMED = [
    ("named", "2018-09-29", "2018-10-02", "named", "until 2018-10-02", "a detention that ended was still no listing"),
    ("named", "2018-09-29", "", "named", "named (KR)", "one that stands"),
    ("advisory", "2018-09-29", "2018-10-02", "advisory", "not a sanctions list", "an advisory withdrawn"),
    ("asset_freeze", "2018-09-29", "2018-10-02", "status_by_date", "no longer listed (KR)", "a listing that ended is history"),
]  # fmt: skip


@pytest.mark.parametrize(("rung", "since", "until", "check", "words", "why"), NAMED)
def test_what_is_no_listing_is_not_delisted(
    tmp_path: Path, rung: str, since: str, until: str, check: str, words: str, why: str
) -> None:
    row = entry(
        "SEA ROSE",
        "vessel",
        imo="9074729",
        rung=rung,
        authority="KR",
        from_=since,
        to=until,
        reason="released: no breach found",
    )
    found = [f for f in about(reviewed(tmp_path, "2019-01-01", row, vessels=VESSELS)) if f.check != "identity"]
    assert [f.check for f in found] == [check], why
    assert words in found[0].says, why
    assert (found[0].status[0].rung == "delisted") is (check == "status_by_date"), why
    assert ("released: no breach found" in found[0].says) is (rung == "named"), "the reason is what a naming means"


def test_a_report_after_the_rows_date_is_told_as_one(tmp_path: Path) -> None:
    row = entry("Billion Lanterns Bunkering Corp", rung="reported", authority="", from_="2017-12-29")
    found = about(reviewed(tmp_path, "2019-01-01", row, vessels=VESSELS, voyages=VOYAGES), "voyages")
    assert [(f.kind, f.check) for f in found] == [("REPORTED", "reported")]
    assert found[0].says.startswith("Reported only after this row's date (2017-10-11).")


TEXTS = [
    ("rent from our east star warehouse", ["possible"], "two common words in a text are at most possible"),
    ("paid to EAST STAR COMPANY by order", ["strong"], "with its legal form it is the firm's name"),
    ("hire of m/v East Star voy 3", [], "after m/v it is a ship's name"),
    ("from the east, star warehouse co", ["possible"], "punctuation between does not make it more"),
    ("invoice of Dalian Haibo International Freight", ["strong"], "three words of a name"),
]


@pytest.mark.parametrize(("text", "strengths", "why"), TEXTS)
def test_names_in_running_text(tmp_path: Path, text: str, strengths: list[str], why: str) -> None:
    payments = f'id,date,payer,payee,text\nX1,2020-05-01,A,B,"{text}"\n'
    listed = entry("EAST STAR COMPANY") + entry("Dalian Haibo International Freight Co. Ltd.", from_="2019-03-21")
    found = about(reviewed(tmp_path, "2021-01-01", listed, payments=payments), check="listed_party")
    assert sorted({f.strength for f in found}) == strengths, why


def test_dealings_with_a_firm_blocked_by_ownership_are_told_row_by_row(tmp_path: Path) -> None:
    parties = "id,name,first_dealt,last_dealt\nP1,Medallion Holdings Inc,2010-02,2020-07\n"
    ownership = "owner,owned,percent,source\nSole Shareholder Placeholder,P1,100,questionnaire 2010\n"
    payments = "id,date,payer,payee\nX1,2017-05-04,P1,Q\nX2,2018-05-04,Medallion Holdings Inc.,Q\nX3,2019-05-01,Q,P1\n"
    listed = entry("Sole Shareholder Placeholder", "company", from_="2018-04-06")
    found = about(
        reviewed(tmp_path, "2020-12-31", listed, parties=parties, ownership=ownership, payments=payments),
        check="ownership_50",
    )
    assert [(f.subject.id, f.subject.column, str(f.event_date or "")) for f in found] == [
        ("P1", "name", ""), ("X2", "payer", "2018-05-04"), ("X3", "payee", "2019-05-01"),
    ], "the payment from before the listing is not one of them"  # fmt: skip
    assert {s.rung for f in found for s in f.status} == {"blocked_by_ownership"}
    assert "Look-back: the book's dealings (2010-02/2020-07) began before 2018-04-06" in found[0].says


def test_a_registered_owner_is_no_stated_share(tmp_path: Path) -> None:
    vessels = "id,imo,name,owner\nS1,9074729,SEA ROSE,SIS D.O.O.\n"
    found = about(reviewed(tmp_path, "2020-01-01", entry("SIS DOO"), vessels=vessels), check="ownership_50")
    assert [f.strength for f in found] == ["possible"]
    assert "may be blocked by ownership (US), if the owner is the one listed" in found[0].says
    assert "SIS D.O.O. is her registered owner (vessels row 2)" in found[0].says
    assert "%" not in found[0].says


def test_a_number_in_the_vessel_column_is_no_name(tmp_path: Path) -> None:
    voyages = "id,vessel,load_date\nV1,9074729,2018-01-01\n"
    found = about(
        reviewed(tmp_path, "2020-01-01", entry("SEA ROSE", "vessel", imo="9074729"), vessels=VESSELS, voyages=voyages)
    )
    assert {f.check for f in found} == {"listed_vessel"}, "no conflict of the number with itself"
    assert {f.subject.id for f in found} == {"S1", "V1"}
