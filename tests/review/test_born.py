"""A date of birth in the parties sheet: what it lifts, what it sets aside, under whatever header it stands."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from offing.answer import review_book
from tests.review.books import about, write_book

PERSON = {
    "id": "KIM",
    "schema": "Person",
    "properties": {
        "name": ["Kim Tong Grimsdotter"], "birthDate": ["1961-05-06", "1963"], "nationality": ["kp"], "topics": ["sanction"],
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row", "strength", "aside", "why"),
    [
        ("born", "Kim Tong Grimsdotter,1961-05-06", "strong", "", "the same day"),
        ("DOB", "Kim Tong Grimsdotter,6 May 1961", "strong", "", "in another header and another spelling"),
        ("Date of birth", "Kim Dong Grimsdotter,1961-05-06", "strong", "", "which carries a near name"),
        ("born", "Kim Tong Grimsdotter,1963-02-03", "possible", "", "the year of another listed date"),
        ("born", "Kim Tong Grimsdotter,", "possible", "", "no date of birth"),
        ("born", "Kim Tong Grimsdotter,1980", "", "another year of birth: 1980 in the book, 1961-05-06, 1963 on own KIM",
         "a namesake, and the dates that told"),
    ],
)  # fmt: skip
def test_a_date_of_birth(tmp_path: Path, header: str, row: str, strength: str, aside: str, why: str) -> None:
    book = write_book(tmp_path, {"parties": f"id,type,name,{header}\nP1,person,{row}\n"})
    (book / "lists").mkdir()
    (book / "lists" / "own.ftm.json").write_text(json.dumps(PERSON) + "\n", encoding="utf-8")
    review = review_book(book, as_of=date(2020, 1, 1))
    assert [f.strength for f in about(review, "parties")] == ([strength] if strength else []), why
    assert [s.why for s in review.set_aside] == ([aside] if aside else []), why
    assert review.book.unmapped == ()
