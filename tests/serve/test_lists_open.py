"""The lists as a process holds them open: many may ask at once, each is answered as if alone, and a change on disk is seen."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from offing.desk.store import open_store
from offing.errors import StoreError, UsageError
from offing.screener import Screener, answer_dict, open_screener
from offing.serve.lists_open import DAYS, FIRST_DAY, Opened, is_open, opened_on, warm
from offing.serve.served import Served
from offing.settings import Home
from tests.serve.lists import with_lists
from tests.serve.people import AT

NAMES = (
    "TOROS STAR",
    "TOROS STAB",
    "DALIAN HAIBO",
    "KIM CHOL SU",
    "OLD HARBOUR LINES",
    "NOBODY OF THAT NAME",
    "9362059",
    "大连海博",
)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Served]:
    with_lists(tmp_path / "home", tmp_path)
    store = open_store(tmp_path / "home" / "desk")
    yield Served(Home(tmp_path / "home"), store, lambda: AT)
    store.close()


def test_many_who_ask_at_once_are_each_answered_as_if_alone(here: Served) -> None:
    asked = [
        ({"name": name, "type": kind}, profile)
        for name in NAMES
        for kind in ("", "vessel")
        for profile in ("standard", "wide")
    ]
    alone: list[Any] = []
    for row, profile in asked:
        screener = open_screener(as_of=AT.date(), home=here.home.root, profile=profile)
        alone.append(answer_dict(screener.look(row), screener, 50))
    with ThreadPoolExecutor(16) as threads:
        together = list(threads.map(lambda a: opened_on(here).answer(a[0], a[1], 50), asked * 4))
    assert together == alone * 4
    assert any(a["matches"] for a in alone)


def test_a_fault_is_told_to_who_asked_and_to_nobody_else(here: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    look = Screener.look_many

    def broken(screener: Screener, rows: Any) -> Any:
        if any(r["name"] == "BROKEN" for r in rows):
            raise StoreError("the text of an entry is not what was stored")
        return look(screener, rows)

    monkeypatch.setattr(Screener, "look_many", broken)
    opened = opened_on(here)

    def asked(name: str) -> int | str:
        try:
            return len(opened.answer({"name": name}, "standard", 50)["matches"])
        except StoreError as error:
            return str(error)

    with ThreadPoolExecutor(16) as threads:
        told = list(threads.map(asked, ["BROKEN", "TOROS STAR", "NOBODY OF THAT NAME"] * 8))
    assert told == ["the text of an entry is not what was stored", 1, 0] * 8


def test_what_changes_on_disk_is_seen_and_what_does_not_is_kept(here: Served) -> None:
    assert not is_open(here)
    warm(here)
    assert is_open(here)
    first = opened_on(here)
    assert opened_on(here) is first
    here.home.decisions.write_text("", "utf-8")
    assert opened_on(here) is first, "an empty file is no decision"
    here.home.decisions.unlink()
    here.home.index.touch()
    assert opened_on(here) is not first


def test_a_few_days_are_held_and_others_are_refused(here: Served) -> None:
    today = AT.date()
    opened: list[Opened] = [opened_on(here, today - timedelta(days=n)) for n in range(DAYS + 1)]
    assert [o.as_of for o in opened] == [today - timedelta(days=n) for n in range(DAYS + 1)]
    assert opened_on(here, opened[-1].as_of) is opened[-1]
    assert opened_on(here) is not opened[0], "the day asked for longest ago was closed"
    for day in (FIRST_DAY - timedelta(days=1), today + timedelta(days=1), date.max):
        with pytest.raises(UsageError, match="no answer as of this day"):
            opened_on(here, day)
    with pytest.raises(UsageError, match="no such profile"):
        opened_on(here).answer({"name": "X"}, "all", 5)
