"""What one request gives: a screened query, best first; lists brought along; and the words for nothing found."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from offing.answer import review_book, screen_queries
from offing.build import open_lists
from offing.errors import BookError, MissingSource
from tests.review.books import LIST_HEADER, entry, write_book

AS_OF = date(2020, 1, 1)
LISTED = (
    entry("SEA ROSE", "vessel", imo="9074729", mmsi="256789000", call_sign="9HXY7")
    + entry("Evil Haibo Zed Shipping Co Ltd", imo="5123456", ids="registration:ZZ998877")
    + entry("Evil Haiboo Zed Shipping", entry="NEAR")
    + entry("Kim Tong Grimsdotter", "person")
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "own.csv"
    path.write_text(LIST_HEADER + LISTED, encoding="utf-8")
    return path


def screened(own: Path, *queries: dict[str, str]) -> list[list[dict[str, Any]]]:
    return [a.matches for a in screen_queries(queries, open_lists(None, AS_OF, [own]), AS_OF)]


@pytest.mark.parametrize(
    ("query", "wanted", "why"),
    [
        ({"name": "SEA ROSE"}, [("SEA ROSE", "possible")], "a name without a type may be a ship"),
        ({"name": "Evil Haibo Zed Shipping"},
         [("Evil Haibo Zed Shipping Co Ltd", "strong"), ("Evil Haiboo Zed Shipping", "possible")],
         "or a firm, the nearest first"),
        ({"name": "SEA ROSE", "type": "vessel"}, [("SEA ROSE", "possible")], "a ship by name"),
        ({"name": "SEA ROSE", "type": "company"}, [], "a firm is not the ship of its name"),
        ({"name": "Kim Tong Grimsdotter", "type": "person"}, [("Kim Tong Grimsdotter", "possible")], "a person by name"),
        ({"name": "Kim Tong Grimsdotter", "type": "vessel"}, [], "a ship is not the person of its name"),
        ({"imo": "9074729"}, [("SEA ROSE", "match")], "a number alone"),
        ({"imo": "IMO 9074729", "name": "ANOTHER"}, [("SEA ROSE", "match")], "a number before a name"),
        ({"imo": "9000003", "name": "SEA ROSE"}, [], "another valid number: another ship"),
        ({"imo": "5123456"}, [("Evil Haibo Zed Shipping Co Ltd", "match")], "a firm's number"),
        ({"imo": "5123456", "type": "vessel"}, [], "which is no ship's"),
        ({"imo": "9074729", "type": "company"}, [("SEA ROSE", "possible")], "a number outranks the type"),
        ({"mmsi": "256789000"}, [("SEA ROSE", "strong")], "an MMSI alone"),
        ({"call_sign": "9hxy7"}, [("SEA ROSE", "strong")], "a call sign alone"),
        ({"other_ids": "ZZ-998877", "name": "Unheard Of"}, [("Evil Haibo Zed Shipping Co Ltd", "match")],
         "a registration number"),
        ({"name": ""}, [], "nothing"),
        ({}, [], "less than nothing"),
    ],
)  # fmt: skip
def test_one_query(own: Path, query: dict[str, str], wanted: list[tuple[str, str]], why: str) -> None:
    (matches,) = screened(own, query)
    mine = [m for m in matches if m["dataset"] == "own"]
    assert [(m["name"], m["strength"]) for m in mine] == wanted, why
    assert matches == mine, "the bundled tables hold none of these"
    assert all(m["status"] and m["score_parts"] and m["why"] for m in mine), why


def test_answers_stand_in_the_order_of_the_queries(own: Path) -> None:
    queries = [{"name": "Nobody"}, {"imo": "9074729"}, {"name": "Nobody"}, {"imo": "9074729", "id": "again"}]
    assert [len(a) for a in screened(own, *queries)] == [0, 1, 0, 1]


def test_a_list_brought_along_and_the_books_own_are_both_used(own: Path, tmp_path: Path) -> None:
    book = write_book(tmp_path / "book", {"parties": "id,name\nP1,Evil Haibo Zed Shipping\n"}, entry("Grim Orkan Quux"))
    (book / "lists" / "own.csv").rename(book / "lists" / "theirs.csv")
    review = review_book(book, as_of=AS_OF, lists=own)
    assert {"own", "theirs"} <= {x.dataset for x in review.lists if x.state == "user"}
    assert any(f.subject.id == "P1" and f.status for f in review.findings)


def test_the_words_for_nothing_found_name_the_lists_and_the_gaps(tmp_path: Path) -> None:
    review = review_book(write_book(tmp_path, {"parties": "id,name\nP1,Harmless Name\n"}), as_of=AS_OF)
    assert review.none_found.startswith("no entry found in [")
    assert "starter_dprk 2024-05-03" in review.none_found
    assert "us_ofac_sdn" in review.none_found.partition("not checked:")[2]


@pytest.mark.parametrize(
    ("write", "error", "why"),
    [
        (lambda p: None, MissingSource, "nothing there"),
        (lambda p: p.mkdir(), BookError, "an empty folder"),
        (lambda p: p.write_text("hello"), BookError, "a file of no known kind"),
    ],
)
def test_a_book_that_cannot_be_read(tmp_path: Path, write: Any, error: type[Exception], why: str) -> None:
    path = tmp_path / "book"
    write(path)
    with pytest.raises(error):
        review_book(path, as_of=AS_OF)
    assert why


def test_lists_that_are_not_there(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book", {"parties": "id,name\nP1,Harmless Name\n"})
    with pytest.raises(MissingSource):
        review_book(book, as_of=AS_OF, lists=tmp_path / "nowhere")


def test_progress_names_every_check_and_changes_nothing(tmp_path: Path) -> None:
    book = write_book(tmp_path, {"parties": "id,name\nP1,Harmless Name\n"})
    heard: list[str] = []
    told = review_book(book, as_of=AS_OF, progress=heard.append)
    assert set(told.checks_run) <= set(heard)
    assert told == review_book(book, as_of=AS_OF)
