"""A ship of another valid number that looks like a listed ship of her name: a queue of its own, and no more claimed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from offing.answer import screen_queries
from offing.build import open_lists
from tests.review.books import LIST_HEADER, about, as_data, entry, reviewed

AS_OF = "2020-01-01"
SHIP = entry("SEA ROSE", "vessel", imo="9074729", mmsi="256789000", call_sign="9HXY7", flag="Malta", from_="2019-01-01")
HEADER = "id,imo,name,mmsi,call_sign,flag,note\n"


@pytest.mark.parametrize(
    ("row", "doubted", "aside", "why"),
    [
        ("V1,9000003,SEA ROSE,256789000,9HXY7,,", ["possible"], 0, "the radio of the listed ship"),
        ("V1,9000003,SEA ROSE,256789000,,Malta,", ["possible"], 0, "her MMSI and flag"),
        ("V1,9000003,M/V Sea-Rose,256789000,,Malta,", ["possible"], 0, "however the name is written"),
        ("V1,9000003,SEA ROSE,,,Malta,", [], 1, "a flag alone is shared by thousands"),
        ("V1,9000003,SEA ROSE,,,,", [], 1, "a name alone is another ship"),
        ("V1,9000003,SEA ROSES,256789000,,Malta,", [], 1, "nor is a near name enough"),
        ("V1,9000003,OTHER,256789000,9HXY7,Malta,", [], 1, "nor another one"),
        ("V1,9074728,SEA ROSE,256789000,9HXY7,,", [], 0, "a number that fails its check digit is no other ship's"),
        ("V1,,SEA ROSE,256789000,9HXY7,,", [], 0, "without a number there is no doubt, but a listing"),
    ],
)  # fmt: skip
def test_the_queue(tmp_path: Path, row: str, doubted: list[str], aside: int, why: str) -> None:
    review = reviewed(tmp_path, AS_OF, SHIP, vessels=f"{HEADER}{row}\n")
    assert [f.strength for f in about(review, check="identity_in_doubt")] == doubted, why
    assert len(review.set_aside) == aside, why
    if doubted:
        assert about(review, check="listed_vessel") == [], "it is not called listed"


def test_what_it_says(tmp_path: Path) -> None:
    book = f"{HEADER}V1,9000003,SEA ROSE,256789000,,Malta,class confirmed on 3 May\n"
    review = reviewed(tmp_path, AS_OF, SHIP, vessels=book)
    (finding,) = about(review, check="identity_in_doubt")
    assert (finding.kind, finding.stops, finding.status) == ("CONFLICT", False, ())
    for words in (
        "9000003",
        "9074729",
        "but the name, MMSI and flag agree",
        "blocked (US) since 2019-01-01",
        "in doubt, no more",
    ):
        assert words in finding.says
    told = {(p["says"], p["value"]) for p in finding.detail["parts"]}
    assert {("the same MMSI", "256789000 / 256789000")} <= told, "the values stand beside the sentence, not in it"
    assert {e.source for e in finding.evidence} == {"book", "own"}
    assert any("class confirmed on 3 May" in reading for reading in finding.innocent)
    assert finding.detail["queue"] == "identity in doubt"
    data = next(f for f in as_data(review)["findings"] if f["check"] == "identity_in_doubt")
    assert data["rule"]["params"]["profile"] == "standard"


def test_a_voyage_of_her_too(tmp_path: Path) -> None:
    """The doubt is about the ship, wherever the book names her."""
    sheets = {
        "vessels": f"{HEADER}V1,9000003,SEA ROSE,256789000,,Malta,\n",
        "voyages": "id,vessel,load_date\nW1,V1,2019-06-01\nW2,V1,2018-06-01\n",
    }
    review = reviewed(tmp_path, AS_OF, SHIP, **sheets)
    assert {f.subject.id for f in about(review, check="identity_in_doubt")} == {"V1", "W1", "W2"}


def test_screen_shows_it_with_its_queue(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(LIST_HEADER + SHIP, encoding="utf-8")
    asked = {"name": "SEA ROSE", "imo": "9000003", "mmsi": "256789000", "flag": "Malta"}
    queries = [asked, {"name": "SEA ROSE", "imo": "9000003"}, {"name": "SEA ROSE"}]
    doubt, other, plain = screen_queries(queries, open_lists(None, date(2020, 1, 1), [own]), date(2020, 1, 1))
    assert [(m["queue"], m["strength"]) for m in doubt.matches] == [("identity in doubt", "possible")]
    assert "another ship" in doubt.matches[0]["why"]
    assert other.matches == []
    assert ["another valid IMO number" in a["why"] for a in other.set_aside] == [True]
    assert [(m["queue"], m["strength"]) for m in plain.matches] == [("alert", "possible")]
    figures = [p for m in (*doubt.matches, *plain.matches) for p in m["score_parts"]]
    assert {frozenset(p) for p in figures} == {frozenset({"feature", "says", "value", "bearing"})}, "no figure is shown"
    assert json.dumps(doubt.matches, ensure_ascii=False)
