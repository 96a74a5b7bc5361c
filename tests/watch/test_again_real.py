"""The same of a real list: versions of OFAC's SDN as they followed each other, and a made-up book of names that stand in them."""

from __future__ import annotations

import csv
import io
import random
import re
from functools import cache
from pathlib import Path

import pytest

from offing.review.since import Noted, since
from offing.settings import Home
from offing.watch.kept import Book
from tests.history import FOLDER, Day, loaded, read_history
from tests.shared import shared
from tests.watch.test_again import differs, kept, told, whole
from tests.watch.world import TRADES, write_book


@cache
def history() -> tuple[Day, ...]:
    return tuple(read_history(shared(*FOLDER)))


def of(day: Day) -> dict[str, list[str]]:
    rows = csv.reader(io.StringIO(day.body.decode("utf-8"), newline=""))
    return {row[0]: row for row in rows if len(row) > 1}


def names(days: tuple[Day, ...], rng: random.Random) -> tuple[list[str], list[tuple[str, str]]]:
    """Names of entries that came, went or changed within these days, and of some others; ships with their numbers."""
    first, last = of(days[0]), of(days[-1])
    moved = [row for n, row in {**first, **last}.items() if first.get(n) != last.get(n)]
    those = [*moved, *rng.sample(list(last.values()), 60)]
    afloat = [(m[1], r[1]) for r in those if r[2].strip() == "vessel" and (m := re.search(r"IMO (\d{7})", r[-1]))]
    return [r[1] for r in those], afloat


@pytest.mark.parametrize(("first", "seed"), [(150, 1), (285, 2)])
def test_a_part_is_as_good_as_the_whole_beside_a_real_list(tmp_path: Path, first: int, seed: int) -> None:
    rng, days = random.Random(seed), history()[first : first + 4]
    known, afloat = names(days, rng)

    def named(rng: random.Random) -> str:
        name = rng.choice(known)
        words = re.sub(r"[^\w ]", "", name).split()
        other = " ".join([*rng.sample(words, min(2, len(words))), rng.choice(TRADES)])
        return rng.choice((name, name, other, name.replace("A", "E", 1)))

    def ship(rng: random.Random) -> tuple[str, str]:
        number = f"9{rng.randrange(10**6):06}"
        return rng.choice(afloat) if afloat and rng.random() < 0.3 else (number, named(rng)[:30])

    book = Book(str(write_book(tmp_path / "book", rng, 40, named=named, afloat=ship)))
    home = Home(tmp_path / "home")
    before: list[Noted] = []
    parts = 0
    for day in days:
        loaded(home, [day], tmp_path)
        news, now = told(home, book, day.day), whole(home, book, day.day)
        assert kept(home, book) == now, f"{day.at} {news.scope}\n{differs(kept(home, book), now)}"
        assert news.found == since(before, now), f"{day.at}: what is told is what differs"
        parts += not news.scope.whole
        before = now
    assert parts, "some round reviewed a part only"
