"""What each check is said to move with: every check stands there once, and what is said of the day is so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from offing.book.paper_files import with_papers
from offing.book.read import read_book
from offing.review.catalog import check_modules
from offing.review.context import Context
from offing.review.reads import BOOK, DAY, LISTS, reads
from tests.review.test_without_lists import BOOKS, WITHOUT, Closed

RULE_DAYS = {"flag_rule", "insurance", "price_cap"}
"""They look at the day of the review to see whether a rule had come by then, and at nothing else."""


class Shut(date):
    """A day that nobody may lay beside another."""

    def _no(self, other: object) -> bool:
        raise AssertionError(f"the day of the review was compared with {other}")

    __lt__ = __le__ = __gt__ = __ge__ = _no


def test_every_check_stands_there_once() -> None:
    assert LISTS | DAY | BOOK == check_modules().keys() == reads().keys()
    assert len(LISTS) + len(DAY) + len(BOOK) == len(check_modules())


def test_those_that_read_no_list_are_shown_not_to() -> None:
    assert DAY | BOOK == WITHOUT


@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.parent.name)
def test_those_of_the_book_alone_look_at_no_day(path: Path) -> None:
    book = with_papers(read_book(path), path, lambda _: None)
    context = Context(book, Closed(), Closed(), Shut(2024, 1, 1), ())  # type: ignore[arg-type]
    modules = check_modules()
    for name in BOOK - RULE_DAYS:
        assert all("2024-01-01" not in f.says for f in modules[name].run(context))
