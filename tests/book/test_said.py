"""Headers that a person has said the column of, and how a book looks before it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from offing.book.preview import ROWS, preview
from offing.book.read import read_book
from offing.book.said import Said, with_said
from offing.errors import UsageError

HEADERS = ["id", "Register", "Ship name", "IMO No.", ""]
GUESSED = {0: "id", 2: "name", 3: "imo"}

SAID: list[tuple[Said, dict[int, str], str]] = [
    ({}, GUESSED, "nothing said"),
    ({("vessels", "Register"): "flag"}, {**GUESSED, 1: "flag"}, "a header that nobody could map"),
    ({("vessels", "Register"): "imo"}, {0: "id", 1: "imo", 2: "name"}, "the column was guessed elsewhere"),
    ({("vessels", "Ship name"): ""}, {0: "id", 3: "imo"}, "it means none of the columns"),
    (
        {("vessels", "Ship name"): "note", ("vessels", "Register"): "name"},
        {0: "id", 1: "name", 2: "note", 3: "imo"},
        "two change",
    ),
    ({("parties", "Register"): "lei"}, GUESSED, "said of another sheet"),
    ({("vessels", "register"): "flag"}, GUESSED, "said of a header written otherwise"),
]


@pytest.mark.parametrize(("said", "expected", "why"), SAID, ids=[s[2] for s in SAID])
def test_what_was_said_holds_over_what_was_guessed(said: Said, expected: dict[int, str], why: str) -> None:
    assert with_said("vessels", HEADERS, GUESSED, said) == expected, why


def test_a_column_that_the_sheet_has_not() -> None:
    with pytest.raises(UsageError, match="no such column"):
        with_said("vessels", HEADERS, GUESSED, {("vessels", "Register"): "lei"})


def _book(tmp_path: Path) -> Path:
    (tmp_path / "vessels.csv").write_text(
        "id,Register,Ship name\n" + "".join(f"V{i},936240{i % 10},SHIP {i}\n" for i in range(50))
    )
    (tmp_path / "odd.csv").write_text("alpha,beta\n1,2\n")
    (tmp_path / "broken.xlsx").write_bytes(b"PK no")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "bill.pdf").write_bytes(b"%PDF")
    return tmp_path


def test_a_book_before_it_is_read(tmp_path: Path) -> None:
    seen = {s.file: s for s in preview(_book(tmp_path))}
    ships = seen["vessels.csv"]
    assert [(h.text, h.column, h.said) for h in ships.headers] == [
        ("id", "id", False),
        ("Register", "", False),
        ("Ship name", "name", False),
    ]
    assert (ships.sheet, ships.total, len(ships.rows), ships.unread) == ("vessels", 50, ROWS, 1)
    assert seen["odd.csv"].sheet == "" and "fit none" in seen["odd.csv"].why
    assert "not a readable workbook" in seen["broken.xlsx"].why
    assert "empty" in seen["empty.csv"].why
    assert "bill.pdf" not in seen


def test_what_is_said_is_shown_and_read(tmp_path: Path) -> None:
    said = {("vessels", "Register"): "imo"}
    (ships,) = (s for s in preview(_book(tmp_path), said) if s.file == "vessels.csv")
    assert [(h.column, h.said) for h in ships.headers] == [("id", False), ("imo", True), ("name", False)]
    book = read_book(tmp_path / "vessels.csv", said)
    assert book.unmapped == ()
    assert [row["imo"] for row in book.sheet("vessels")][:2] == ["9362400", "9362401"]
