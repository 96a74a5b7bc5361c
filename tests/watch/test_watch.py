"""The verb: books registered, reviewed again when the lists move; what is told, what is kept, and what a killed call leaves."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from offing.errors import OffingError
from offing.settings import Home
from offing.watch import kept
from offing.watch.rounds import one_round, settle
from offing.watch.service import seconds_of, serve
from tests.cli.test_verbs import run
from tests.publisher import publisher, status
from tests.review.books import entry, write_book
from tests.test_build import FIRMS, NULL, feed, sdn, take

SHEETS = {
    "parties": "id,name\nP1,Evil Haibo Zed\nP2,Plain Harbour Goods\n",
    "payments": "id,date,payer,payee,amount,currency\nY1,2025-02-01,P1,P2,900,USD\n",
}
NEW = (91000, "EVIL HAIBO ZED", NULL)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book", SHEETS)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one version of SDN, of 1 May 2026, and the book registered and once told."""
    return tmp_path / "home"


def told(home: Path, *args: str | Path, as_of: str = "2026-06-01") -> tuple[int, dict[str, Any]]:
    done = run("watch", "--as-of", as_of, "--json", *args, home=home)
    return done.code, done.data["watched"][0]


def load(home: Path, tmp_path: Path, day: str, *rows: tuple[int, str, str]) -> None:
    folder = feed(tmp_path / f"feed-{day}", SDN__CSV=sdn(*FIRMS, *rows))
    assert take(Home(home), "us_ofac_sdn", folder, day, dated=day).outcome == "new"


def begun(home: Path, tmp_path: Path, book: Path) -> None:
    load(home, tmp_path, "2026-05-01")
    assert run("watch", "--add", book, home=home).code == 0
    told(home)


def test_a_listing_comes_changes_and_goes(tmp_path: Path, home: Path, book: Path) -> None:
    begun(home, tmp_path, book)
    load(home, tmp_path, "2026-05-02", NEW)
    code, news = told(home, "--fail-at", "strong")
    assert code == 1
    at_party = [f for f in news["new"] if f["check"] == "listed_party" and f["subject"]["id"] == "P1"]
    (reason,) = at_party[0]["reasons"]
    assert (reason["change"], reason["entry"], reason["after"][:10]) == ("added", "91000", "2026-05-02")
    (dealing,) = at_party[0]["look_back"]["dealings"]
    assert (dealing["id"], dealing["date"], dealing["amount"], dealing["currency"]) == (
        "Y1",
        "2025-02-01",
        900.0,
        "USD",
    )
    assert not [f for f in news["new"] if f["subject"]["id"] == "P2"], "nothing moved for the other party"

    load(home, tmp_path, "2026-05-03", (91000, "EVIL HAIBO ZED", "individual"))
    code, news = told(home, "--fail-at", "strong")
    moved = news["changed"] + news["new"] + news["gone"]
    assert moved
    assert all(r["entry"] == "91000" and r["change"] == "changed" for f in moved for r in f["reasons"])
    assert {"schema"} <= {x["name"] for f in moved for r in f["reasons"] for x in r["fields"]}

    load(home, tmp_path, "2026-05-04")
    code, news = told(home, "--fail-at", "strong")
    about = [f for f in (*news["gone"], *news["changed"]) if f["check"] == "listed_party"]
    assert {r["change"] for f in about for r in f["reasons"]} == {"removed"}
    assert code == 0, "nothing new is at the bar"


def test_the_same_feed_twice_says_nothing(tmp_path: Path, home: Path, book: Path) -> None:
    begun(home, tmp_path, book)
    load(home, tmp_path, "2026-05-02", NEW)
    assert told(home)[1]["new"]
    for day, spared in (("2026-06-01", True), ("2026-06-02", False)):
        code, news = told(home, "--fail-at", "any", as_of=day)
        assert (code, news["new"], news["changed"], news["gone"]) == (0, [], [], []), f"again as of {day}"
        assert news["spared"] is spared, "where nothing at all had moved nothing was reviewed"
    text = run("watch", "--as-of", "2026-06-02", home=home).out
    assert "nothing is new, changed or gone" in text
    assert len(text.splitlines()) <= 3


def test_killed_at_any_moment_nothing_is_lost(tmp_path: Path, home: Path, book: Path) -> None:
    """Whatever a killed call had done, a later one tells what is new, and what waits is one alert and no other."""
    begun(home, tmp_path, book)
    load(home, tmp_path, "2026-05-02", NEW)
    digest = tmp_path / "digest.jsonl"
    command = [
        sys.executable,
        "-m",
        "offing",
        "--home",
        str(home),
        "watch",
        "--as-of",
        "2026-06-01",
        "--digest",
        str(digest),
    ]
    rng = random.Random(7)
    for _ in range(5):
        call = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            call.wait(rng.uniform(0.2, 3.0))
        except subprocess.TimeoutExpired:
            call.kill()
            call.wait()
    assert run(*command[5:], home=home).code == 0
    lines = [json.loads(line) for line in digest.read_text().splitlines()]
    assert len({line["alert"] for line in lines}) == 1, "told twice at most as the same alert"
    assert any(f["subject"]["id"] == "P1" for f in lines[0]["watched"][0]["new"])
    assert not list((home / "watch" / "outbox").glob("*.json"))
    assert not any(told(home)[1][what] for what in ("new", "changed", "gone"))


def test_the_first_review_tells_all_it_finds(tmp_path: Path, home: Path, book: Path) -> None:
    load(home, tmp_path, "2026-05-01", NEW)
    run("watch", "--add", book, "--role", "bank", home=home)
    code, news = told(home, "--fail-at", "strong")
    assert code == 1
    assert {r["what"] for f in news["new"] for r in f["reasons"]} == {"first"}


def test_the_register(tmp_path: Path, home: Path, book: Path) -> None:
    run("watch", "--add", book, "--role", "bank", home=home)
    (row,) = run("watch", "--list", "--json", home=home).data["books"]
    assert (row["book"], row["role"], row["reviewed"]) == (str(book.resolve()), "bank", None)
    told(home)
    run("watch", "--add", book, "--role", "trader", home=home)
    (row,) = run("watch", "--list", "--json", home=home).data["books"]
    assert (row["role"], row["as_of"]) == ("trader", "2026-06-01"), "the same book for another desk"
    assert row["against"]
    assert run("watch", "--remove", book, home=home).code == 0
    assert run("watch", "--list", "--json", home=home).data["books"] == []
    assert sorted(p.name for p in (home / "watch").glob("*.kept")) == []


USAGE = [
    (["watch"], "no book is registered", "nothing to watch"),
    (["watch", "--remove", "{tmp}/x"], "no such book is registered", "a book that is not registered"),
    (["watch", "--list", "--every", "6h"], "give one of them", "two things at once"),
    (["watch", "--every", "soon"], "not a span", "no span of time"),
    (["watch", "--every", "1s"], "once in a minute", "too often"),
    (["watch", "--every", "6h", "--as-of", "2020-01-01"], "as of today", "a service of another day"),
    (["watch", "--smtp", "localhost"], "--mail-from", "a mail by half"),
    (["watch", "--smtp", "a:b", "--mail-from", "a@b", "--mail-to", "c@d"], "not a host and a port", "a port that is none"),
    (["watch", "--webhook", "https://x.example"], "OFFING_WEBHOOK_SECRET", "a webhook without a secret"),
    (["watch", "--webhook", "http://x.example"], "https://", "a webhook that anyone could read"),
    (["watch", "--webhook", "gopher://x"], "https://", "an address that is none"),
]  # fmt: skip


@pytest.mark.parametrize(("args", "words", "why"), USAGE, ids=[c[2] for c in USAGE])
def test_wrong_usage(tmp_path: Path, home: Path, args: list[str], words: str, why: str) -> None:
    done = run(*[a.format(tmp=tmp_path) for a in args], home=home)
    assert (done.code, done.out) == (2, ""), why
    assert words in done.err, why


def test_a_book_that_is_gone_does_not_keep_the_others_back(tmp_path: Path, home: Path, book: Path) -> None:
    other = write_book(tmp_path / "a-book", {"parties": "id,name\nP1,Evil Haibo Zed\n"})
    load(home, tmp_path, "2026-05-01", NEW)
    for one in (other, book):
        run("watch", "--add", one, home=home)
    (other / "parties.csv").unlink()
    other.rmdir()
    done = run("watch", "--as-of", "2026-06-01", "--json", home=home)
    first, second = done.data["watched"]
    assert (done.code, first["new"], bool(second["new"])) == (2, [], True)
    assert "not there" in first["why"]


DAMAGE: list[tuple[str, Callable[[Path], object], int, str]] = [
    ("books.json", lambda p: p.write_text("{"), 3, "a register cut short"),
    ("*.kept", lambda p: p.write_bytes(p.read_bytes()[:-9000]), 0, "a last review cut short"),
]


@pytest.mark.parametrize(("name", "harm", "code", "why"), DAMAGE, ids=[c[3] for c in DAMAGE])
def test_damage_is_told(
    tmp_path: Path, home: Path, book: Path, name: str, harm: Callable[[Path], object], code: int, why: str
) -> None:
    begun(home, tmp_path, book)
    harm(next((home / "watch").glob(name)))
    done = run("watch", "--as-of", "2026-06-01", home=home)
    assert done.code == code, why
    assert "cannot be read" in done.err + done.out, why


def test_two_watches_do_not_meet(tmp_path: Path, home: Path, book: Path) -> None:
    begun(home, tmp_path, book)
    with kept.alone(Home(home)):
        done = run("watch", "--as-of", "2026-06-01", home=home)
    assert (done.code, "another watch" in done.err) == (3, True)


def test_a_book_changed_by_its_owner(tmp_path: Path, home: Path, book: Path) -> None:
    load(home, tmp_path, "2026-05-01", NEW)
    run("watch", "--add", book, home=home)
    told(home)
    (book / "parties.csv").write_text("id,name\nP1,Evil Haibo Zed\nP2,Plain Harbour Goods\nP3,QUORNIX 3 TRADING\n")
    _, news = told(home)
    assert {f["subject"]["id"] for f in news["new"]} == {"P3"}
    assert {r["what"] for f in news["new"] for r in f["reasons"]} == {"book"}


def test_lists_of_ones_own(tmp_path: Path, home: Path) -> None:
    book = write_book(tmp_path / "book", SHEETS, entry("Other Firm Quex", from_="2019-01-01"))
    run("watch", "--add", book, home=home)
    told(home)
    write_book(book, SHEETS, entry("Other Firm Quex", from_="2019-01-01") + entry("Evil Haibo Zed", from_="2019-01-01"))
    _, news = told(home)
    assert {f["subject"]["id"] for f in news["new"]} >= {"P1"}


def test_what_is_not_settled_is_not_kept(tmp_path: Path, home: Path, book: Path) -> None:
    begun(home, tmp_path, book)
    load(home, tmp_path, "2026-05-02", NEW)
    from datetime import date

    here = Home(home)
    first = list(one_round(here, kept.books(here), date(2026, 6, 1), "t1"))
    second = list(one_round(here, kept.books(here), date(2026, 6, 1), "t1"))
    assert first[0].found == second[0].found
    assert first[0].found.new
    settle(here, first[0])
    (third,) = one_round(here, kept.books(here), date(2026, 6, 1), "t2")
    assert (third.spared, bool(third.found)) == (True, False)


class _End(Exception):
    pass


def test_rounds_come_in_time_and_a_bad_one_ends_nothing() -> None:
    clock = [0.0]
    began: list[float] = []
    said: list[str] = []

    def one() -> None:
        began.append(clock[0])
        clock[0] += 100.0 if len(began) == 2 else 10.0
        if len(began) == 1:
            raise OffingError("no luck")

    def sleep(seconds: float) -> None:
        clock[0] += seconds
        if len(began) == 4:
            raise _End

    with pytest.raises(_End):
        serve(one, 60.0, lambda: clock[0], sleep, said.append)
    assert began == [0.0, 60.0, 160.0, 220.0], "a round that took longer than the span is followed at once"
    assert said == ["no luck"]


SPANS = [("6h", 21600.0), ("90m", 5400.0), (" 1D ", 86400.0), ("60s", 60.0)]


@pytest.mark.parametrize(("text", "seconds"), SPANS)
def test_spans(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


def test_a_service_goes_on_after_a_bad_round_and_ends_at_sigterm(tmp_path: Path, home: Path, book: Path) -> None:
    """No server has any list: the book is reviewed against what is held, and the end is a clean one."""
    begun(home, tmp_path, book)
    with publisher(status(404)) as (url, asked):
        command = [sys.executable, "-m", "offing", "--home", str(home), "watch", "--every", "6h", "--mirror", url]
        wide = {**os.environ, "COLUMNS": "300"}  # the book's path is longer than a line of a terminal
        call = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=wide)
        assert call.stdout is not None
        line = call.stdout.readline()
        call.send_signal(signal.SIGTERM)
        assert call.wait(20) == 0
    assert str(book) in line
    assert asked, "the lists were asked for first"
    with kept.alone(Home(home)):
        assert kept.books(Home(home)), "whole, and free for the next"
