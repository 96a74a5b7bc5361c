"""Facts that a reader can check against the publishers: what the bundled tables answer, on which day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from offing.build import open_lists
from offing.review.finding import Finding
from tests.review.books import about, entry, reviewed

HAIBO = "id,name,type,first_dealt,last_dealt\nP1,Dalian Haibo International Freight Co. Ltd.,company,{},{}\n"


@pytest.mark.parametrize(
    ("as_of", "first", "last", "wanted", "why"),
    [
        ("2019-03-20", "", "", [], "the day before the listing"),
        ("2019-03-20", "2018-02-01", "2018-11-30", [], "dealings change nothing before it"),
        ("2019-03-21", "", "", ["listed_party"], "the day of the listing"),
        ("2019-03-22", "", "", ["listed_party"], "the day after"),
        ("2019-03-22", "2018-02-01", "2018-11-30", ["listed_party", "status_by_date"], "dealings of 2018: a look-back beside it"),
    ],
)  # fmt: skip
def test_dalian_haibo(tmp_path: Path, as_of: str, first: str, last: str, wanted: list[str], why: str) -> None:
    found = about(reviewed(tmp_path, as_of, parties=HAIBO.format(first, last)), "parties")
    assert [f.check for f in found] == wanted, why
    for finding in found:
        (status,) = finding.status
        assert (status.rung, status.authority, status.entry, status.program) == (
            "blocked",
            "US",
            "26243",
            ("DPRK3",),
        ), why
        assert str(finding.known_from) == "2019-03-21", why
    assert [f.stops for f in found] == [f.check == "listed_party" for f in found], "the look-back alone does not stop"
    assert all(f.says.startswith("Listed later (look-back).") for f in found if f.check == "status_by_date"), why


@pytest.mark.parametrize(
    ("event", "as_of", "wanted", "why"),
    [
        ("2017-03-30", "2019-04-01", [("status_by_date", False)], "the day before Paeksol's listing"),
        ("2017-03-31", "2019-04-01", [("listed_party", True)], "the day of it"),
        ("2018-06-15", "2019-04-01", [("listed_party", True)], "a paper of 2018 hits at its own date"),
        ("2018-06-15", "2018-06-15", [("listed_party", True)], "reviewed on that day too"),
        ("2017-03-01", "2017-03-30", [], "nothing was listed when it was reviewed"),
    ],
)
def test_paeksol(tmp_path: Path, event: str, as_of: str, wanted: list[tuple[str, bool]], why: str) -> None:
    text = f"id,type,date,shipper\nD1,invoice,{event},Korea Paeksol Trading Corporation\n"
    found = about(reviewed(tmp_path, as_of, documents=text), "documents")
    assert [(f.check, f.stops) for f in found] == wanted, why
    assert all(str(f.event_date) == event and str(f.known_from) == "2017-03-31" for f in found), why


def test_tantal_is_on_an_advisory_and_not_blocked(tmp_path: Path) -> None:
    (finding,) = about(reviewed(tmp_path, "2019-04-01", vessels="id,name\nV1,TANTAL\n"), "vessels")
    assert (finding.check, finding.strength, [s.rung for s in finding.status]) == ("advisory", "possible", ["advisory"])
    assert "not blocked by that fact" in finding.says
    assert not finding.stops
    assert about(reviewed(tmp_path, "2019-03-20", vessels="id,name\nV1,TANTAL\n"), "vessels") == []


def rungs(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(s.rung, s.authority) for f in findings for s in f.status}


def test_twenty_of_the_26_tankers_are_blocked_and_six_are_only_on_the_advisory(tmp_path: Path) -> None:
    """Asked by number alone, of the bundled tables themselves."""
    opened = open_lists(None, date(2019, 4, 1))
    view = opened.view
    tankers = {
        imo
        for i, h in enumerate(view.held)
        if h.dataset == "us_advisory_dprk" and "annex of North Korean tankers" in h.body
        for imo in view.entity(i).ids("imoNumber")
    }
    assert len(tankers) == 26
    sheet = "id,imo\n" + "".join(f"V{imo},{imo}\n" for imo in sorted(tankers))
    review = reviewed(tmp_path, "2019-04-01", vessels=sheet)
    blocked: list[str] = []
    only: list[str] = []
    for imo in sorted(tankers):
        found = about(review, "vessels", f"V{imo}")
        assert any(f.check == "advisory" and f.strength == "match" for f in found), f"{imo} is on the advisory"
        (blocked if ("blocked", "US") in rungs(found) else only).append(imo)
    assert (len(blocked), len(only)) == (20, 6)


def test_un_pha_2_is_kum_gang_3_on_the_list(tmp_path: Path) -> None:
    found = about(reviewed(tmp_path, "2019-04-01", vessels="id,imo,name\nV1,8966535,UN PHA 2\n"), "vessels")
    names = {s.name for f in found for s in f.status if (s.rung, s.authority) == ("blocked", "US")}
    assert names == {"KUM GANG 3"}


def test_new_regent_has_a_port_ban_and_is_not_blocked(tmp_path: Path) -> None:
    found = about(reviewed(tmp_path, "2019-04-01", vessels="id,imo,name\nV1,8312497,NEW REGENT\n"), "vessels")
    assert ("port_ban", "UN") in rungs(found)
    assert ("blocked", "US") not in rungs(found)
    assert ("asset_freeze", "UN") not in rungs(found), "a port ban is not a freeze"


STREAM = entry("STREAM", "vessel", imo="9569633", from_="2019-01-01")


@pytest.mark.parametrize(
    ("kind", "tonnage", "deadweight", "wanted", "why"),
    [
        ("", "", "", [], "a valid number one stroke away says nothing"),
        ("Oil Products Tanker", "", "", [], "like type alone says nothing"),
        ("", "6167", "8500", [], "like size alone says nothing"),
        ("Bulk Carrier", "6167", "8500", [], "like size and another type say nothing"),
        ("Oil Products Tanker", "6167", "", ["weak"], "like type and like size: a lead"),
        ("Oil Products Tanker", "26167", "48500", [], "like type and another size say nothing"),
    ],
)
def test_stream_and_daniel(
    tmp_path: Path, kind: str, tonnage: str, deadweight: str, wanted: list[str], why: str
) -> None:
    """IMO 9569633 and 9569683 are both valid and one painted stroke apart."""
    ftm = (
        '{"id": "stream", "schema": "Vessel", "properties": {"name": ["STREAM"], "imoNumber": ["9569633"], '
        '"type": ["Oil Products Tanker"], "grossRegisteredTonnage": ["6167"], "tonnage": ["8500"], "topics": ["sanction"]}}\n'
    )
    (tmp_path / "lists").mkdir(parents=True)
    (tmp_path / "lists" / "own.ftm.json").write_text(ftm, encoding="utf-8")
    text = f"id,imo,name,type,gross_tonnage,deadweight\nV1,9569683,DANIEL,{kind},{tonnage},{deadweight}\n"
    found = about(reviewed(tmp_path, "2020-01-01", vessels=text), "vessels")
    assert [f.strength for f in found if f.check == "imo_twin"] == wanted, why
    assert [f for f in found if f.kind in ("LIST", "RULE")] == [], why
    assert all("a lead, no more" in f.says for f in found), why
