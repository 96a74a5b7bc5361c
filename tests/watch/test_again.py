"""Reviewed again in part: what is kept afterwards is, finding by finding, what a whole review finds."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from offing.answer import examine_book
from offing.records.entity import Name
from offing.review.since import Noted, noted, since
from offing.settings import Home
from offing.watch.kept import Book, last
from offing.watch.rounds import News, one_round, settle
from tests.watch.world import FIRST, WORDS, entity, load, versions, write_book


def told(home: Home, book: Book, as_of: date) -> News:
    (news,) = one_round(home, [book], as_of, "t", most_share=1.0)
    assert not news.why, news.why
    settle(home, news)
    return news


def whole(home: Home, book: Book, as_of: date) -> list[Noted]:
    found = examine_book(
        Path(book.path), as_of=as_of, home=home.root, role=book.role, profile=book.profile
    ).review.findings
    return [noted(f) for f in found]


def kept(home: Home, book: Book) -> list[Noted]:
    held = last(home, book)
    assert held is not None
    return list(held.findings)


def differs(one: list[Noted], other: list[Noted]) -> str:
    """The findings that are in one of them only, for people to read."""
    found = since(one, other)
    sides = {"missing": found.new, "too many": found.gone, "other": [a.now for a in found.changed]}
    return "\n".join(
        f"{side}: {n.check} {n.subject} {n.says[:200]}" for side, those in sides.items() for n in those[:4]
    )


@pytest.mark.parametrize("seed", range(4))
def test_a_part_is_as_good_as_the_whole(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    book = Book(str(write_book(tmp_path / "book", rng, 30, licences=seed == 3)), rng.choice(("", "bank")))
    home = Home(tmp_path / "home")
    before: list[Noted] = []
    parts = 0
    for day, entities in versions(rng, 120, 5, lambda: rng.choice((0, 1, 1, 1, 2))):
        load(home, day, entities)
        news = told(home, book, day)
        now = whole(home, book, day)
        assert kept(home, book) == now, f"{day} {news.scope}\n{differs(kept(home, book), now)}"
        assert news.found == since(before, now), f"{day}: what is told is what differs"
        parts += not news.scope.whole
        before = now
    assert parts or seed == 3, "some round reviewed a part only"


def test_a_bank_does_not_bring_up_all_who_pay_by_it(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "parties.csv").write_text("id,name,type\nB,Harbour Bank of Ostra,company\n", "utf-8")
    payers = [f"{word} TRADING" for word in WORDS]
    lines = (f"X{i},2020-01-{1 + i % 28:02},{payer},B,100,USD" for i, payer in enumerate(payers))
    (folder / "payments.csv").write_text("id,date,payer,banks,amount,currency\n" + "\n".join(lines) + "\n", "utf-8")
    home, book, rng = Home(tmp_path / "home"), Book(str(folder)), random.Random(5)
    held = [entity(rng, i, FIRST) for i in range(20)]
    load(home, FIRST, held)
    told(home, book, FIRST)
    listed = replace(held[0], entry="900", names=(Name(payers[7], "name"),), schema="Company")
    load(home, FIRST + timedelta(days=1), [*held, listed])
    news = told(home, book, FIRST + timedelta(days=1))
    assert kept(home, book) == whole(home, book, FIRST + timedelta(days=1))
    assert [n.subject.row for n in news.found.new if n.subject.sheet == "payments"], "the payment is told"
    assert news.scope.reviewed < 5, news.scope


def test_a_book_that_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "cargo.csv").write_text("description,quantity\ncoal,5\nrice,6\n", "utf-8")
    home, book, rng = Home(tmp_path / "home"), Book(str(tmp_path / "cargo.csv")), random.Random(3)
    for day, entities in versions(rng, 50, 3, lambda: 1):
        load(home, day, entities)
        news = told(home, book, day)
        assert kept(home, book) == whole(home, book, day), news.scope
    assert not news.scope.reviewed
