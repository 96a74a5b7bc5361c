"""A ship's name in a book as papers write it: beside a former name, a flag or a voyage's number it is still her name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from offing.answer import review_book
from tests.review.books import entry, write_book

LISTED = entry("Sea Zedrose", "vessel", entry="S1", from_="2019-01-01")


@pytest.mark.parametrize(
    ("sheet", "text", "found", "why"),
    [
        ("vessels", "id,name\nV1,HS EVERETT (EX SEA ZEDROSE)\n", True, "a former name in brackets"),
        ("vessels", "id,name\nV1,SEA ZEDROSE (LIBERIA)\n", True, "her flag"),
        ("vessels", "id,name\nV1,SEA ZEDROSE/NELLIS\n", True, "two names"),
        ("vessels", "id,name\nV1,NELLIS (LIBERIA)\n", False, "another name"),
        ("payments", "id,text\nY1,HIRE MV SEA ZEDROSE V.12 FEB\n", True, "a voyage's number in a remittance"),
        ("payments", "id,text\nY1,HIRE MV SEA ZEDROSE EX NELLIS\n", True, "a former name in a remittance"),
    ],
)
def test_her_name_is_found_beside_other_words(tmp_path: Path, sheet: str, text: str, found: bool, why: str) -> None:
    review = review_book(write_book(tmp_path / "book", {sheet: text}, LISTED), as_of=date(2026, 1, 1))
    listed = [f for f in review.findings if any(s.entry == "S1" for s in f.status)]
    assert bool(listed) == found, why
    assert {f.strength for f in listed} <= {"possible"}, why
