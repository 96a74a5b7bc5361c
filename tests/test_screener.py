"""The Python face: lists opened once, dataclasses out, a stream answered lazily and in order; and it says what the verb says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, asdict
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from offing.errors import MissingSource, UsageError
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
    asked = list(queries(120, seed=9))
    alone: list[list[Match]] = []
    for query in asked:
        (answer,) = screener.screen_many([query])
        alone.append(list(answer.matches))
    assert [list(a.matches) for a in screener.screen_many(asked)] == alone
    assert sum(map(bool, alone)) > 30


def test_what_cannot_be_read_is_raised_for_one_and_told_in_a_stream(screener: Screener) -> None:
    with pytest.raises(UsageError, match="imo: an IMO number of seven digits"):
        screener.screen(Query("Orkan Bunkering", imo="12"))
    (answer,) = screener.screen_many([Query("Orkan Bunkering", imo="12")])
    assert len(answer.matches) == 1
    assert answer.problems[0].startswith("imo: ")
    with pytest.raises(UsageError, match="nothing was asked"):
        screener.screen(Query())


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
