"""Three clocks: when it happened, when it was listed, when it is reviewed. And nothing from after the review's day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from offing.records.dates import parse_span
from offing.review.finding import Status
from offing.review.listing import measure_words
from tests.review.books import about, as_data, entry, reviewed, said

FIRM = "Evil Haibo Zed"
LISTED = entry(FIRM, from_="2018-08-21", to="2019-06-01")
PAPER = "id,type,date,shipper\nD1,invoice,{},Evil Haibo Zed\n"
BLOCKED, GONE = ("blocked US",), ("delisted US",)


@pytest.mark.parametrize(
    ("event", "as_of", "listed", "wanted", "why"),
    [
        ("2018-08-20", "2020-01-01", LISTED, [("status_by_date", "strong", BLOCKED)], "the day before: a look-back"),
        ("2018-08-21", "2020-01-01", LISTED, [("listed_party", "strong", BLOCKED)], "the day itself"),
        ("2019-05-31", "2020-01-01", LISTED, [("listed_party", "strong", BLOCKED)],
         "the last day; the delisting after it changes nothing"),
        ("2019-06-01", "2020-01-01", LISTED, [("status_by_date", "weak", GONE)], "the day of delisting: history"),
        ("2019-07-01", "2019-05-31", LISTED, [("listed_party", "strong", BLOCKED)],
         "an event to come is judged by the review's day"),
        ("2018-08-20", "2018-08-20", LISTED, [], "a listing after the review's day is not known"),
        ("2018-08-20", "2018-08-21", LISTED, [("status_by_date", "strong", BLOCKED)], "one of that day is"),
        ("2018", "2020-01-01", LISTED, [("listed_party", "possible", BLOCKED)], "a year with the listing in it: left open"),
        ("2018-08", "2020-01-01", LISTED, [("listed_party", "possible", BLOCKED)], "a month with the listing in it: left open"),
        ("2018-09", "2020-01-01", LISTED, [("listed_party", "strong", BLOCKED)], "a month after it"),
        ("2018-01/2018-07", "2020-01-01", LISTED, [("status_by_date", "strong", BLOCKED)], "an interval before it"),
        ("2019", "2020-01-01", LISTED, [("listed_party", "possible", BLOCKED)], "a year with the delisting in it: left open"),
        ("2018-08-20", "2020-01-01", entry(FIRM, from_="2018"), [("listed_party", "possible", BLOCKED)],
         "listed some day of the year: left open"),
        ("2010-01-01", "2020-01-01", entry(FIRM), [("listed_party", "strong", BLOCKED)],
         "a list without dates stands at any time"),
        ("2020-01-01", "2020-02-01", entry(FIRM, to="2019-06-01"), [("status_by_date", "weak", GONE)], "only the end is known"),
        ("2018-01-01", "2020-02-01", entry(FIRM, to="2019-06-01"), [("listed_party", "strong", BLOCKED)],
         "and the event was before it"),
    ],
)  # fmt: skip
def test_an_event_against_a_listing(
    tmp_path: Path, event: str, as_of: str, listed: str, wanted: list[Any], why: str
) -> None:
    told = about(reviewed(tmp_path, as_of, listed, documents=PAPER.format(event)), "documents")
    found = [f for f in told if f.check != "coverage"]  # that a paper is dated after the review is told besides
    assert [(check, strength, rungs) for check, _, strength, rungs in said(found)] == wanted, why
    assert all("leave open" in f.says for f in found if f.strength == "possible"), why


@pytest.mark.parametrize(
    ("first", "last", "as_of", "wanted", "why"),
    [
        ("2018-01-05", "2018-03-01", "2018-12-01", ["listed_party strong", "status_by_date strong"],
         "before the listing: today's status, and a look-back"),
        ("2018-09-05", "2018-10-01", "2018-12-01", ["listed_party strong"], "after it: no look-back"),
        ("2018-09-05", "2018-10-01", "2020-01-01", ["listed_party strong", "status_by_date weak"],
         "dealt while listed, delisted since"),
        ("2017-01-05", "2017-10-01", "2020-01-01", ["status_by_date weak"], "dealt before it all: history"),
        ("2019-07-05", "2019-10-01", "2020-01-01", ["status_by_date weak"], "dealt after the delisting: history"),
        ("", "", "2020-01-01", ["status_by_date weak"], "no dealings told"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sheet", ["parties", "vessels"])
def test_dealings_against_a_listing(
    tmp_path: Path, sheet: str, first: str, last: str, as_of: str, wanted: list[str], why: str
) -> None:
    """The same for a party and for a ship, whose number makes a match of what a name makes strong."""
    listed = LISTED + entry("SEA ROSE", "vessel", imo="9074729", from_="2018-08-21", to="2019-06-01")
    rows = {
        "parties": f"id,name,first_dealt,last_dealt\nP1,{FIRM},{first},{last}\n",
        "vessels": f"id,imo,name,from,to\nV1,9074729,SEA ROSE,{first},{last}\n",
    }
    found = about(reviewed(tmp_path, as_of, listed, **{sheet: rows[sheet]}))
    if sheet == "vessels":
        wanted = [w.replace("listed_party strong", "listed_vessel match") for w in wanted]
        wanted = [w.replace("status_by_date strong", "status_by_date match") for w in wanted]
    assert sorted(f"{f.check} {f.strength}" for f in found) == sorted(wanted), why
    assert not [f for f in found if f.stops and f.check == "status_by_date"], "a look-back never stops by itself"
    backs = [f for f in found if f.check == "status_by_date" and f.says.startswith("Listed later")]
    assert [str(f.event_date) for f in backs] == [f"{first}/{last}"] * len(backs), (
        "a look-back is dated by the dealings"
    )


@pytest.mark.parametrize(
    ("load", "discharge", "as_of", "strength", "stops", "why"),
    [
        ("2018-08-01", "2018-08-20", "2018-12-01", "match", False, "over before the listing: a look-back"),
        ("2018-08-01", "2018-09-10", "2018-12-01", "match", True,
         "listed while she was under way: part of it was performed after"),
        ("2018-08-01", "2018-12-24", "2018-09-01", "match", True, "listed, and still under way on the review's day"),
        ("2018-08-01", "2018-08", "2018-12-01", "possible", False, "discharged some day of that month: left open"),
        ("2018-08-01", "", "2018-12-01", "match", False, "only the loading is known"),
        ("2018-12-24", "2019-01-24", "2018-09-01", "match", True, "a voyage to come, by the law of the review's day"),
    ],
)  # fmt: skip
def test_a_voyage_is_a_time_not_a_doubtful_date(
    tmp_path: Path, load: str, discharge: str, as_of: str, strength: str, stops: bool, why: str
) -> None:
    listed = entry("SEA ROSE", "vessel", imo="9074729", from_="2018-08-21")
    rows = f"id,vessel,imo,load_date,discharge_date\nW1,SEA ROSE,9074729,{load},{discharge}\n"
    (finding,) = about(reviewed(tmp_path, as_of, listed, voyages=rows), "voyages")
    assert (finding.strength, finding.stops) == (strength, stops), why


def test_an_advisory_after_the_event_is_not_called_a_listing(tmp_path: Path) -> None:
    listed = entry(FIRM, rung="advisory", from_="2019-03-21")
    (finding,) = about(reviewed(tmp_path, "2020-01-01", listed, documents=PAPER.format("2018-05-05")), "documents")
    assert "Listed later" not in finding.says
    assert not finding.stops


def test_a_look_back_on_dealings_of_a_whole_year_does_not_claim_what_came_first(tmp_path: Path) -> None:
    parties = f"id,name,first_dealt,last_dealt\nP1,{FIRM},2018,2018\n"
    (finding,) = about(reviewed(tmp_path, "2018-12-31", LISTED, parties=parties), check="status_by_date")
    assert "may have begun" in finding.says, "2018 holds days on both sides of 21 August"


FUTURE = (
    entry("Future Star Quell", from_="2031-01-01", imo="5123455", ids="registration:ZZ998877")
    + entry("SEA ROSE", "vessel", imo="9074729", mmsi="445123456", call_sign="ABCD", from_="2031-01-01")
    + entry("TWIN SHIP", "vessel", imo="9000015", from_="2031-01-01")
    + entry("Ended Later Vossk", from_="2018-01-01", to="2031-01-01")
    + entry("Doubtful Day Zorn", from_="2018-01-01/2031-01-01")
)
BOOK = {
    "parties": "id,name,type,imo_company,registration_number\nP1,SEA ROSE,company,,\nP2,Other Name,company,5123455,ZZ998877\n"
    "P3,Future Star Quell,company,,\nP4,Ended Later Vossk,company,,\nP5,Doubtful Day Zorn,company,,\n",
    "vessels": "id,imo,name,mmsi,call_sign\nV1,9074729,OTHER,,\n"
    "V2,9000003,SEA ROSE,445123456,ABCD\nV3,5123455,NUMBER OF A FIRM,,\n",
    "ownership": "owner,owned,percent\nFuture Star Quell,Other Name,100\n",
    "payments": "id,date,text\nY1,2019-01-01,FREIGHT MV SEA ROSE IMO 9074729 FUTURE STAR QUELL LTD\n",
}


def test_nothing_of_the_future_is_told(tmp_path: Path) -> None:
    """Not in a status, not in known_from, not among the conflicts of identity, not even among what was set aside."""
    review = reviewed(tmp_path, "2019-06-01", FUTURE, **BOOK)
    data = as_data(review)
    known = {"Ended Later Vossk", "Doubtful Day Zorn"}
    for finding in data["findings"]:
        if finding["subject"]["sheet"] == "review":
            continue
        assert finding["check"] in ("listed_party", "flag_rule", "identity"), finding
        assert {s["name"] for s in finding["status"]} - {"ships of the DPRK flag"} <= known, finding
        assert (finding["known_from"] or "") <= "2019-06-01", finding
        assert "2031" not in json.dumps([s["to"] for s in finding["status"]]), finding
        assert finding["check"] != "identity" or "own" not in {e["source"] for e in finding["evidence"]}, finding
    assert data["review"]["set_aside"] == []
    doubtful = next(f for f in about(review) if f.subject.id == "P5")
    assert (doubtful.strength, doubtful.known_from) == ("possible", None), "listed by an unknown day: known from none"


def test_a_year_later_the_same_rows_are_told(tmp_path: Path) -> None:
    """The counterpart: the book of the test above does name all of it."""
    review = reviewed(tmp_path, "2032-01-01", FUTURE, **BOOK)
    found = {f.subject.id for f in about(review) if f.status}
    assert {"P2", "P3", "V1", "Y1"} <= found
    assert {s.subject.id for s in review.set_aside} >= {"P1"}
    assert [f.subject.id for f in about(review, check="identity_in_doubt")] == ["V2"]
    assert any("company number" in f.says for f in about(review, check="identity"))


@pytest.mark.parametrize("as_of", ["2018-09-01", "2019-01-01", "2019-05-31"])
def test_ids_do_not_change_with_the_day_of_the_review(tmp_path: Path, as_of: str) -> None:
    sheets = {"documents": PAPER.format("2018-08-30"), "parties": f"id,name\nP1,{FIRM}\n"}
    first = reviewed(tmp_path / "a", "2018-08-31", LISTED, **sheets)
    later = reviewed(tmp_path / "b", as_of, LISTED, **sheets)
    assert {f.id for f in about(first)} == {f.id for f in about(later)} != set()


@pytest.mark.parametrize(
    ("since", "until", "wanted", "why"),
    [
        ("2019-03-21", "", "blocked (US) since 2019-03-21", "a day"),
        ("2005-06-28/2019-01-15", "",
         "blocked (US), listed on a day not known between 2005-06-28 and 2019-01-15, and still listed in the version used",
         "an uncertain beginning is not read as an end"),
        ("2018", "", "blocked (US), listed in 2018, and still listed in the version used", "a year"),
        ("2018", "2020-01-01", "blocked (US), listed in 2018", "one that ended is not said to stand"),
        ("", "", "blocked (US) (no date of listing given)", "no day at all"),
    ],
)  # fmt: skip
def test_an_uncertain_beginning_in_words(since: str, until: str, wanted: str, why: str) -> None:
    begun, ended = (parse_span(x) if x else None for x in (since, until))
    assert measure_words(Status("blocked", "US", "l", "1", "X", since=begun, until=ended)) == wanted, why
