"""The Python face: lists opened once, dataclasses out, a stream answered lazily and in order; and it says what the verb says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, asdict
from datetime import date
from io import StringIO
from itertools import islice
from pathlib import Path

import pytest
from rich.console import Console

from offing.cli.screened import print_answer, said_when
from offing.errors import MissingSource, UnreadQuery, UsageError
from offing.review.result import ListUsed
from offing.screener import AT_ONCE, Match, Query, Screener, open_screener
from tests.batch.lists import queries, written_list
from tests.cli.test_verbs import run

AS_OF = date(2026, 1, 1)


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written_list(tmp_path_factory.mktemp("screener") / "lists")


@pytest.fixture(scope="module")
def screener(lists: Path) -> Screener:
    return open_screener(as_of=AS_OF, lists=[lists])


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        (Query("Orkan Bunkering", type="company"), [("F3", "strong")], "a firm"),
        ("Orkan Bunkering", [("F3", "strong")], "a name alone, as text"),
        (Query(imo="9074729"), [("S0", "match")], "a number"),
        (Query("Harmless Bakery"), [], "nothing"),
        (Query("SEA ROSE", type="company"), [], "a firm is not the ship of its name"),
    ],
)
def test_one_query(screener: Screener, query: Query | str, found: list[tuple[str, str]], why: str) -> None:
    assert [(m.entry, m.strength) for m in screener.screen(query)] == found, why


def test_a_match_holds_what_the_verb_prints(screener: Screener, lists: Path) -> None:
    (match,) = screener.screen(Query("Orkan Bunkering", type="company", country="cn"))
    args = (
        "Orkan Bunkering",
        "--type",
        "company",
        "--country",
        "cn",
        "--lists",
        lists,
        "--as-of",
        AS_OF.isoformat(),
        "--json",
    )
    (printed,) = run("screen", *args, home=lists / "home").data["matches"]
    told = asdict(match)
    assert told["parts"] == tuple(printed["score_parts"])
    assert {k: told[k] for k in ("dataset", "entry", "name", "type", "strength", "why")} == {
        k: printed[k] for k in ("dataset", "entry", "name", "type", "strength", "why")
    }
    (status,) = match.status
    assert (status.rung, status.authority, status.since, status.until) == ("blocked", "US", "2018-05-01", None)
    assert list(match.against) == printed["against"]
    with pytest.raises(FrozenInstanceError):
        match.strength = "match"  # type: ignore[misc]


def test_a_stream_is_answered_as_it_comes(screener: Screener) -> None:
    taken = [0]

    def endless() -> Iterator[Query]:
        while True:
            taken[0] += 1
            yield Query("Orkan Bunkering" if taken[0] % 2 else "Harmless Bakery", id=str(taken[0]))

    some = list(islice(screener.screen_many(endless()), 5))
    assert [(a.query["id"], len(a.matches)) for a in some] == [("1", 1), ("2", 0), ("3", 1), ("4", 0), ("5", 1)]
    assert taken[0] == AT_ONCE


def test_a_stream_and_single_queries_agree(screener: Screener) -> None:
    asked = list(queries(60, seed=9))
    alone: list[list[Match]] = []
    for query in asked:
        (answer,) = screener.screen_many([query])
        alone.append(list(answer.matches))
    assert [list(a.matches) for a in screener.screen_many(asked)] == alone
    assert sum(map(bool, alone)) > 15


def test_what_cannot_be_read_is_raised_for_one_and_told_in_a_stream(screener: Screener) -> None:
    with pytest.raises(UsageError, match="imo: an IMO number of seven digits"):
        screener.screen(Query("Orkan Bunkering", imo="12"))
    (answer,) = screener.screen_many([Query("Orkan Bunkering", imo="12")])
    assert len(answer.matches) == 1
    assert answer.problems[0].startswith("imo: ")
    with pytest.raises(UsageError, match="nothing was asked"):
        screener.screen(Query())


@pytest.mark.parametrize(
    ("query", "matches", "why"),
    [
        (Query("Orkan Bunkering", imo="12"), 1, "a number that is none"),
        (Query("Orkan Bunkering", born="some day"), 1, "a date that is none"),
        (Query("Orkan Bunkering " + "harmless " * 80), 1, "a name longer than is compared"),
        (Query(), 0, "nothing asked"),
        (Query("!!!"), 0, "no letter"),
    ],
)
def test_one_query_that_was_not_asked_as_it_is_written_has_the_answer_of_the_stream(
    screener: Screener, query: Query, matches: int, why: str
) -> None:
    (answer,) = screener.screen_many([query])
    with pytest.raises(UnreadQuery) as raised:
        screener.screen(query)
    assert raised.value.answer == answer, why
    assert raised.value.problems == answer.problems != (), why
    assert len(answer.matches) == matches, why


TOLD = [
    ("Orkan Bunkering", "F3", "the same name", "a firm as listed"),
    ("Orkan Bunkering LLC", "F3", "the same name but for the legal form", "another legal form"),
    ("Bunkering Orkan", "F3", "the same words in another order", "another order"),
    ("SEA ROSE", "S0", "the same name", "a ship as listed"),
    ("ROSE SEA", "S0", "the same words in another order", "a ship's words in another order"),
]


@pytest.mark.parametrize(("name", "entry", "says", "why"), TOLD, ids=[t[3] for t in TOLD])
def test_how_a_name_agrees_is_said(screener: Screener, name: str, entry: str, says: str, why: str) -> None:
    (match,) = (m for m in screener.screen(name) if m.entry == entry)
    assert match.parts[0].says == says, why
    assert match.against == (), "what is said to agree is not told as speaking against"


def test_letters_of_two_scripts_are_told(screener: Screener) -> None:
    (match,) = screener.screen("Ork\u0430n Bunkering")
    (told,) = (p for p in match.parts if p.says == "written with letters of two scripts")
    assert (told.value, told.bearing) == ("Ork\u0430n: \u0430 Cyrillic", "open")


ASIDE = [
    ({"name": "SEA ROSE"}, [], "asked as a ship and as a firm: what is found as a ship is not set aside as a firm"),
    ({"imo": "9074729"}, [], "nor is her number"),
    ({"name": "SEA ROSE", "type": "company"}, ["a ship on own S0, a company in the query"], "a firm is asked, a ship is listed"),
    ({"name": "SEA ROSE", "imo": "9000003"}, ["in the query"], "another number: of the query, there being no book"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "wanted", "why"), ASIDE, ids=[a[2] for a in ASIDE])
def test_what_is_set_aside_speaks_of_no_book(
    screener: Screener, query: dict[str, str], wanted: list[str], why: str
) -> None:
    told = [a["why"] for a in screener.look(query).set_aside]
    assert len(told) == len(wanted), (told, why)
    assert all(words in text for words, text in zip(wanted, told, strict=True)), (told, why)
    assert not any("the book" in text for text in told)


def test_what_was_looked_at_and_what_was_not(screener: Screener) -> None:
    assert {"own", "starter_dprk"} <= {x.dataset for x in screener.lists if x.version}
    assert "us_ofac_sdn" in screener.not_checked


def test_a_wrong_opening_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such profile"):
        open_screener(as_of=AS_OF, profile="lax")
    with pytest.raises(MissingSource):
        open_screener(as_of=AS_OF, lists=[tmp_path / "nowhere"])


def test_the_answer_for_a_person_to_read(lists: Path) -> None:
    done = run("screen", "Orkan Bunkering", "--lists", lists, "--as-of", AS_OF.isoformat(), home=lists / "home")
    words = " ".join(done.out.split())
    for told in ("strong", "Orkan Bunkering", "agrees", "the same name", "against", "status blocked (US), since 2018-05-01",
                 "own F3, version", "looked in [", "not checked: ["):  # fmt: skip
        assert told in words, told
    ship = run("screen", "SEA ROSE", "--lists", lists, "--as-of", AS_OF.isoformat(), home=lists / "home")
    assert "Possible match: name only" in " ".join(ship.out.split()), "a name alone is never more"
    data = run("screen", "SEA ROSE", "--lists", lists, "--as-of", AS_OF.isoformat(), "--json", home=lists / "home").data
    assert data["profile"] == "standard"
    other = run(
        "screen", "SEA ROSE", "--imo", "9000003", "--lists", lists, "--as-of", AS_OF.isoformat(), home=lists / "home"
    )
    assert other.out.startswith("no entry found in [")
    assert "set aside: the name of SEA ROSE" in other.out, "another valid number: said, and why"
    assert "score" not in json.dumps(data).replace("score_parts", ""), "no figure of merit is shown"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("SEA ROSE (EX HS EVERETT)", "a former name in brackets"),
        ("HS EVERETT (EX SEA ROSE)", "the listed name is the former one"),
        ("SEA ROSE EX CALYPSO GAS", "without brackets"),
        ("SEA ROSE (FORMERLY NELLIS)", "formerly"),
        ("NELLIS f.k.a. SEA ROSE", "an abbreviation"),
        ("SEA ROSE/NELLIS", "two names and a slash"),
        ("SEA ROSE MV", "what she is, after her name"),
        ("SEA ROSE TANKER", "her type"),
        ("MV SEA ROSE V.12", "a voyage's number"),
        ("M/T SEA ROSE VOY 012E", "a voyage's number spelt otherwise"),
        ("SEA ROSE (LIBERIA)", "her flag"),
        ("MTSEA ROSE", "the prefix run into the name"),
    ],
)
def test_a_ships_name_with_something_beside_it(screener: Screener, name: str, why: str) -> None:
    for query in (Query(name), Query(name, type="vessel")):
        assert [(m.entry, m.strength) for m in screener.screen(query)] == [("S0", "possible")], why


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        (Query("ORKAN BUNKERING", imo="9000003"), [], "a ship's number: the firm of that name is not proposed"),
        (Query("ORKAN BUNKERING", gross_tonnage="30000"), [], "a tonnage: a ship"),
        (Query("ORKAN BUNKERING", built="2001"), [], "a year of build: a ship"),
        (Query("ORKAN BUNKERING", imo="9000003", type="company"), ["F3"], "unless the type says otherwise"),
        (Query("ORKAN BUNKERING", flag="ru"), ["F3"], "a flag alone makes no ship"),
        (Query("HARMLESS", imo="5123453"), ["F3"], "a company's number is found all the same"),
        (Query("ORKAN BUNKERING", imo="9074729"), ["S0"], "and a listed ship's"),
    ],
)
def test_a_row_with_a_hull_is_a_ship(screener: Screener, query: Query, found: list[str], why: str) -> None:
    assert [m.entry for m in screener.screen(query)] == found, why


@pytest.mark.parametrize(
    ("query", "entries", "told", "why"),
    [
        ({"name": None}, [], "nothing was asked", "no name"),
        ({"imo": 9074729}, ["S0"], "", "a number as a number"),
        ({"imo": 9074729.0}, ["S0"], "", "as a data frame has it"),
        (Query(name=None), [], "nothing was asked", "no name in a Query"),  # type: ignore[arg-type]
        (Query(imo=9074729), ["S0"], "", "a number in a Query"),  # type: ignore[arg-type]
        ({"name": "Jane Roe Haibova", "born": date(1970, 1, 1), "flag": None}, ["P4"], "", "a date as a date"),
        ({"name": "Orkan Bunkering", "other_ids": ["ZZ998873", None]}, ["F3"], "", "several numbers"),
        (None, [], "nothing was asked", "no query at all"),
        (12, [], "", "nor this"),
    ],
)
def test_values_of_any_kind_do_not_end_a_stream(
    screener: Screener, query: Query, entries: list[str], told: str, why: str
) -> None:
    answer, last = screener.screen_many([query, "Orkan Bunkering"])
    assert [m.entry for m in answer.matches] == entries, why
    assert told in "; ".join(answer.problems), why
    assert bool(answer.problems) == bool(told), why
    assert [m.entry for m in last.matches] == ["F3"], "the rest go on"


@pytest.mark.parametrize(
    ("args", "told", "why"),
    [
        (("Orkan Bunkering " + "harmless " * 80,), "of which the first 600 were compared", "longer than is compared"),
        (("Orkan Bunkering", "--flag", "XX"), "flag: a country was expected, not 'XX'; asked without it", "no country"),
        (("Orkan Bunkering", "--imo", "12"), "asked without it", "no number"),
    ],
)
def test_what_is_asked_in_part_is_answered_with_a_note(lists: Path, args: tuple[str, ...], told: str, why: str) -> None:
    asked: tuple[str | Path, ...] = ("screen", *args, "--lists", lists, "--as-of", AS_OF.isoformat())
    done = run(*asked, home=lists / "home")
    assert (done.code, told in " ".join(done.out.split())) == (0, True), why
    assert told in "; ".join(run(*asked, "--json", home=lists / "home").data["problems"]), why


@pytest.mark.parametrize(
    ("word", "iso", "said"),
    [
        ("since", "2019-03-21", "since 2019-03-21"),
        ("since", "2021-07-16/2024-05-03", "listed on a day not known between 2021-07-16 and 2024-05-03"),
        ("since", "../2019-01-15", "listed by 2019-01-15"),
        ("until", "2021-07-16/2024-05-03", "ended on a day not known between 2021-07-16 and 2024-05-03"),
    ],
)
def test_a_day_known_to_lie_in_a_time_is_not_said_as_the_time(word: str, iso: str, said: str) -> None:
    assert said_when(word, iso) == said


@pytest.mark.parametrize(
    ("state", "told", "why"),
    [
        ("stale", "not checked: a_list after 2024-05-01: the version in use is 700 days old", "an old version"),
        ("later", "not checked: a_list: no version for the day", "none for the day"),
        ("missing", "not checked: [a_list]", "not loaded"),
        ("current", "", "nothing to tell"),
    ],
)
def test_what_was_not_checked_is_what_a_review_says(state: str, told: str, why: str) -> None:
    console = Console(file=StringIO(), width=200)
    used = ListUsed(
        "a_list", "A list", "US", state, "v1", published="2024-05-01", age_days=700, notes=("no version for the day",)
    )
    print_answer(console, "X", [], [used], "2026-01-01", 5)
    assert isinstance(console.file, StringIO)
    out = console.file.getvalue()
    assert told in out, why
    assert ("not checked" in out) == bool(told), why
