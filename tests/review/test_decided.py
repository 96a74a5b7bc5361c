"""A decision is remembered by the facts it rests on: it holds until one of them changes, and then says which."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from offing.answer import keep_decision, kept_decisions, review_book, screen_queries
from offing.build import open_lists
from offing.errors import StoreError, UsageError
from offing.report.as_json import findings_json
from offing.review.decided import NONE_MADE, Decision, decide, from_lines, to_line
from offing.review.result import Review
from tests.review.books import LIST_HEADER, about, as_data, entry, write_book

DAY = date(2020, 1, 1)
LISTED = entry("Evil Haibo Zed", entry="E1", country="China", from_="2019-01-01") + entry(
    "Kim Tong Grimsdotter", "person", entry="E2", from_="2019-01-01"
)
PARTIES = "id,name,type,country,born,lei,note\n{row}\n"
ROW = "P1,Evil Haiboo Zed,company,China,,,"
SHIPPER = "id,shipper,description\nC1,Evil Haiboo Zed,coal\n"


def run(folder: Path, row: str = ROW, listed: str = LISTED, **sheets: str) -> Review:
    book = write_book(folder / "book", {"parties": PARTIES.format(row=row), **sheets}, listed)
    return review_book(book, as_of=DAY, home=folder / "home")


def decided(folder: Path, review: Review, why: str = "a firm of 1950 in Xiamen") -> Decision:
    (finding,) = about(review, "parties", check="listed_party")
    made = decide(as_data(review), finding.id, on=date(2020, 3, 1), by="A. Reader", why=why)
    keep_decision(folder / "home", made)
    return made


def test_it_is_set_aside_with_the_words_of_the_decision(tmp_path: Path) -> None:
    decided(tmp_path, run(tmp_path))
    review = run(tmp_path)
    assert about(review, "parties") == []
    (aside,) = review.set_aside
    assert aside.what == "the name of Evil Haibo Zed on own E1"
    assert aside.why == "decided on 2020-03-01 by A. Reader: a firm of 1950 in Xiamen; the facts have not changed"


def test_wherever_the_book_names_the_same_party(tmp_path: Path) -> None:
    decided(tmp_path, run(tmp_path))
    assert about(run(tmp_path, cargo=SHIPPER), "cargo") == []


@pytest.mark.parametrize(
    ("row", "listed", "changed", "why"),
    [
        ("P1,Evil Haiboo Zed,company,Chile,,,", LISTED, "country in the book", "another country"),
        ("P1,Evil Haiboo Zed,company,,,,", LISTED, "country in the book", "a fact that is gone"),
        ("P1,Evil Haiboo Zed,company,China,,5493001KJTIIGC8Y1R12,", LISTED, "leiCode in the book", "a fact that is new"),
        ("P1,Evil Haibu Zed,company,China,,,", LISTED, "name in the book", "renamed, on the same row"),
        (ROW, LISTED.replace("Evil Haibo Zed,company,", "Evil Haibo Zed,company,Haiboo Zed", 1), "name on the list",
         "the list gives another name"),
        (ROW, LISTED.replace("China", "Chile"), "country on the list", "the list gives another country"),
    ],
)  # fmt: skip
def test_a_changed_fact_shows_it_again_and_is_named(
    tmp_path: Path, row: str, listed: str, changed: str, why: str
) -> None:
    decided(tmp_path, run(tmp_path))
    (finding,) = about(run(tmp_path, row, listed), "parties", check="listed_party")
    (told,) = (r for r in finding.innocent if r.startswith("Decided on"))
    assert told == (
        "Decided on 2020-03-01 by A. Reader: a firm of 1950 in Xiamen; since then changed: " + changed + "."
    ), why


@pytest.mark.parametrize(
    ("row", "listed", "shown", "why"),
    [
        ("P1,Evil Haiboo Zed,company,China,,,a new note", LISTED, 0, "a note is no fact of who it is"),
        ("P1,EVIL  HAIBOO-ZED,company,China,,,", LISTED, 0, "nor is a spelling that folds to the same"),
        ("P1,EVIL HAIBOO ZED LTD,company,China,,,", LISTED, 1, "a legal form is a fact"),
        ("P3,Evil Haiboo Zed,company,China,,,", LISTED, 1, "name and country do not make another row the same firm"),
        (ROW, LISTED.replace("blocked", "advisory", 1), 0, "nor is the measure"),
        ("P2,Evil Haiboo Zed,company,Chile,,,", LISTED, 1, "another row of that name was not decided on"),
        (ROW, LISTED.replace(",E1,", ",E9,"), 1, "nor another entry"),
    ],
)  # fmt: skip
def test_what_is_and_what_is_not_the_same_question(tmp_path: Path, row: str, listed: str, shown: int, why: str) -> None:
    decided(tmp_path, run(tmp_path))
    review = run(tmp_path, row, listed)
    assert len(about(review, "parties")) == shown, why
    assert len(review.set_aside) == 1 - shown, why


@pytest.mark.parametrize(
    ("row", "shown", "why"),
    [
        ("P3,Evil Haiboo Zed,company,China,,5493001KJTIIGC8Y1R12,", 0, "the same LEI: the same firm in another row"),
        ("P3,Evil Haiboo Zed OAO,company,China,,5493001KJTIIGC8Y1R12,", 1, "of another legal form"),
        ("P3,Evil Haiboo Zed,company,China,,529900T8BM49AURSDO55,", 1, "of another number"),
    ],
)
def test_another_row_is_the_same_by_what_tells_namesakes_apart(tmp_path: Path, row: str, shown: int, why: str) -> None:
    decided(tmp_path, run(tmp_path, "P1,Evil Haiboo Zed,company,China,,5493001KJTIIGC8Y1R12,"))
    assert len(about(run(tmp_path, row), "parties", check="listed_party")) == shown, why


def test_the_latest_decision_counts(tmp_path: Path) -> None:
    decided(tmp_path, run(tmp_path))
    changed = "P1,Evil Haiboo Zed,company,Chile,,,"
    decided(tmp_path, run(tmp_path, changed), why="moved to Chile, still another firm")
    assert [a.why.partition(": ")[2][:14] for a in run(tmp_path, changed).set_aside] == ["moved to Chile"]


def test_screening_remembers_too(tmp_path: Path) -> None:
    decided(tmp_path, run(tmp_path))
    own = tmp_path / "own.csv"
    own.write_text(LIST_HEADER + LISTED, encoding="utf-8")
    opened = open_lists(None, DAY, [own])
    asked: list[dict[str, str]] = [
        {"name": "Evil Haiboo Zed", "type": "company", "country": c} for c in ("China", "Chile")
    ]
    asked.append(asked[0] | {"id": "P1"})
    alike, other, same = screen_queries(asked, opened, DAY, decisions=kept_decisions(tmp_path / "home"))
    assert (same.matches, ["the facts have not changed" in a["why"] for a in same.set_aside]) == ([], [True])
    for shown in (alike, other):
        assert len(shown.matches) == 1, "the name alone does not say that it is the same firm"
        assert any(p["feature"] == "decision" for p in shown.matches[0]["score_parts"])
    (before,) = screen_queries(asked[:1], opened, DAY)
    assert len(before.matches) == 1


def test_the_same_review_gives_the_same_bytes(tmp_path: Path) -> None:
    decided(tmp_path, run(tmp_path))
    assert findings_json(run(tmp_path)) == findings_json(run(tmp_path))


@pytest.mark.parametrize(
    ("change", "words", "why"),
    [
        ({"finding": "0000"}, "no finding has that id", "an id that is not there"),
        ({"by": " "}, "who made it", "nobody decided"),
        ({"why": ""}, "why", "for no reason"),
    ],
)
def test_what_cannot_be_decided(tmp_path: Path, change: dict[str, str], words: str, why: str) -> None:
    review = run(tmp_path)
    (finding,) = about(review, "parties")
    given: dict[str, Any] = {"finding": finding.id, "by": "A. Reader", "why": "known", **change}
    with pytest.raises(UsageError, match=words):
        decide(as_data(review), given.pop("finding"), on=DAY, **given)
    assert why


def test_a_number_is_not_decided_away(tmp_path: Path) -> None:
    listed = entry("Evil Haibo Zed", ids="registration:ZZ998877", from_="2019-01-01")
    book = {"parties": "id,name,registration_number\nP1,Another,ZZ998877\n"}
    review = review_book(write_book(tmp_path / "book", book, listed), as_of=DAY)
    (finding,) = about(review, "parties")
    with pytest.raises(UsageError, match="the number is the same"):
        decide(as_data(review), finding.id, on=DAY, by="A", why="B")


def test_only_what_compares_with_an_entry_can_be_decided(tmp_path: Path) -> None:
    review = review_book(write_book(tmp_path / "book", {"vessels": "id,imo\nV1,9074728\n"}), as_of=DAY)
    (finding,) = about(review, "vessels", check="identity")
    with pytest.raises(UsageError, match="compares a row with a list entry"):
        decide(as_data(review), finding.id, on=DAY, by="A", why="B")


def test_lines_and_back(tmp_path: Path) -> None:
    made = decided(tmp_path, run(tmp_path))
    assert from_lines([to_line(made), "\n"]).made == (made,)
    path = tmp_path / "home" / "decisions.jsonl"
    assert json.loads(path.read_text(encoding="utf-8"))["decision"] == "not the same"
    assert kept_decisions(None) == NONE_MADE == kept_decisions(tmp_path / "nowhere")


@pytest.mark.parametrize("line", ["{", "[]", "{}", '"x"', "null"])
def test_a_damaged_file_is_said(tmp_path: Path, line: str) -> None:
    (tmp_path / "decisions.jsonl").write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(StoreError, match="line 2"):
        kept_decisions(tmp_path)
