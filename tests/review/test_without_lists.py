"""Checks that never look at a list: what they find moves with the book and the day alone (decision 0020)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from offing.answer import review_book
from offing.book.paper_files import with_papers
from offing.book.read import read_book
from offing.review.catalog import check_modules
from offing.review.context import Context
from offing.review.mentions import Mentions
from offing.review.tracked import link
from offing.tracks.brought import read_tracks, track_files

ROOT = Path(__file__).resolve().parents[2]
BOOKS = sorted([ROOT / "src" / "offing" / "demo" / "dalian_trader", *ROOT.glob("tests/scenarios/*/book")])[::4]
WITHOUT = frozenset(
    "bill_of_lading destination draught_step feasible_call flag_history flag_rule goods_ban goods_text impossible_track"
    " insurance licence luxury_dual_use origin_chain paper_text price_cap price_quantity reporting_gap risk_port_call"
    " unfit_ship vague_words voyage_dates".split()
)


class Closed:
    """Lists that nobody may open."""

    def __getattr__(self, name: str) -> NoReturn:
        raise AssertionError(f"a list was asked for: {name}")


@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.parent.name)
def test_they_find_the_same_where_no_list_can_be_opened(path: Path) -> None:
    book, day = with_papers(read_book(path), path, lambda _: None), date(2024, 1, 1)
    files, mentions = track_files(path), Mentions(book)
    tracks = read_tracks(files, day, lambda ships: [s.mmsi for s in link(mentions, ships).ships]) if files else None
    context = Context(book, Closed(), Closed(), day, (), tracks=tracks)  # type: ignore[arg-type]
    modules = check_modules()
    alone = {(f.check, f.subject.row, f.says) for name in WITHOUT for f in modules[name].run(context)}
    whole = review_book(path, as_of=day).findings
    assert {(f.check, f.subject.row, f.says) for f in whole if f.check in WITHOUT} == alone


def test_the_decision_names_them() -> None:
    text = (ROOT / "docs" / "decisions" / "0020-keeping-watch.md").read_text(encoding="utf-8")
    told = text.partition("**Checks that carry over.**")[2].partition("For the same book")[0]
    assert set(re.findall(r"`(\w+)`", told)) == WITHOUT
    assert len(check_modules()) == 39, "and how many there are"
