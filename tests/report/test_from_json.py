"""What findings.json says of a finding is enough to show it again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from offing.answer import review_book
from offing.report.as_json import finding_dict
from offing.report.from_json import finding_from

SCENARIOS = Path(__file__).parents[1] / "scenarios"
BOOKS = [
    (Path("src/offing/demo/dalian_trader"), "a book of every sheet"),
    (SCENARIOS / "E23-identity-laundering" / "book", "tracks, with places at sea"),
]


@pytest.mark.parametrize(("book", "why"), BOOKS, ids=[b[1] for b in BOOKS])
def test_a_finding_there_and_back(book: Path, why: str) -> None:
    review = review_book(book, as_of=date(2026, 3, 2))
    told = [finding_dict(f) for f in review.findings]
    assert len(told) > 5, why
    for one in told:
        back = finding_from(one)
        assert finding_dict(back) == one
        assert back.id == one["id"]
