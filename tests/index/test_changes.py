"""Changes of a list: what came, what went, what differs, and what is spelling only."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.build import update
from offing.index.changes import Change, changes
from offing.index.keep import opened
from offing.lists.contract import list_modules
from offing.records.entity import Entity, Name, Place, Statement
from offing.settings import Home
from tests.index.made import add, party
from tests.shared import shared

ALPHA = party("1", "ALPHA SHIPPING CO., LTD.", "Alfa")


def told(tmp_path: Path, *versions: list[Entity]) -> list[Change]:
    with opened(tmp_path / "index.db") as db:
        for i, entities in enumerate(versions):
            add(db, f"2019-01-{i + 1:02}", *entities)
        return list(changes(db, "list"))


def named(*names: str) -> Entity:
    return replace(ALPHA, names=(Name(names[0], "name"), *(Name(n, "alias") for n in names[1:])))


DIFFERENCES = [
    (named("Alpha Shipping Co. Ltd", "Alfa"), False, ["name"], "case and punctuation"),
    (named("Ltd. Alpha Shipping, Co.", "Alfa"), False, ["name"], "the order of words"),
    (named("ALPHA SHIPPING CO., LTD.", "Álfa"), False, ["alias"], "an accent"),
    (named("ALPHA SHIPPING CO., LTD.", "Alfa", "Alpha Maritime"), True, ["alias"], "an alias came"),
    (named("ALPHA SHIPPING CO., LTD."), True, ["alias"], "an alias went"),
    (named("ALFA SHIPPING CO., LTD.", "Alfa"), True, ["name"], "another letter"),
    (
        replace(ALPHA, listings=(replace(ALPHA.listings[0], programs=("DPRK3",)),)),
        True,
        ["program"],
        "a programme came",
    ),
    (replace(ALPHA, listings=(replace(ALPHA.listings[0], rung="sectoral"),)), True, ["rung"], "another measure"),
    (replace(ALPHA, statements=(Statement("country", "China"),)), True, ["country"], "a fact came"),
    (replace(ALPHA, schema="Vessel"), True, ["schema"], "a ship after all"),
    (
        replace(ALPHA, place=Place("F", "row 1", "other words")),
        False,
        ["the entry's line"],
        "the line quoted, nothing read",
    ),
]


@pytest.mark.parametrize(("after", "substantive", "fields", "why"), DIFFERENCES, ids=[d[3] for d in DIFFERENCES])
def test_what_differs(tmp_path: Path, after: Entity, substantive: bool, fields: list[str], why: str) -> None:
    (change,) = told(tmp_path, [ALPHA], [after])
    assert (change.kind, change.substantive, [f.name for f in change.fields]) == ("changed", substantive, fields), why
    assert change.date == date(2019, 1, 2)


def test_what_came_and_went(tmp_path: Path) -> None:
    beta = party("2", "Beta")
    found = told(tmp_path, [ALPHA], [ALPHA, beta], [beta], [beta, ALPHA])
    assert [(c.kind, c.entry, c.date.day) for c in found] == [("added", "2", 2), ("removed", "1", 3), ("added", "1", 4)]
    assert found[1].measures == ("US blocked",), "what an entry that went had borne"
    assert all(c.substantive for c in found)


def test_between_days(tmp_path: Path) -> None:
    with opened(tmp_path / "index.db") as db:
        for day, names in (("2019-01-01", "A"), ("2019-02-01", "AB"), ("2019-03-01", "ABC")):
            add(db, day, *(party(n, n) for n in names))
        days = [(date(2019, 1, 15), None, ["B", "C"]), (date(2019, 2, 1), None, ["C"]), (None, date(2019, 2, 1), ["B"])]
        for after, to, wanted in days:
            assert [c.entry for c in changes(db, "list", after, to)] == wanted, (
                "later than the one day, up to the other"
            )


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from("ABCDE"), st.sampled_from(["x", "X", "y"]), max_size=5), min_size=2, max_size=5
    )
)
def test_played_back_they_give_each_version(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]]
) -> None:
    found = told(tmp_path_factory.mktemp("index"), *([party(k, v) for k, v in s.items()] for s in states))
    for day, (before, after) in enumerate(pairwise(states), start=2):
        now = dict(before)
        for change in (c for c in found if c.date.day == day):
            if change.kind == "removed":
                del now[change.entry]
            else:
                assert (change.entry in now) == (change.kind == "changed")
                now[change.entry] = change.name
        assert now == after


def test_two_real_versions(tmp_path: Path) -> None:
    """SDN of January 2019 and of July 2021: as many came and went as the numbers of the entries say."""
    home, module = Home(tmp_path), list_modules()["us_ofac_sdn"]
    numbers = []
    for folder, day in (("watchman_2019-01", date(2019, 1, 15)), ("watchman_bench_2021", date(2021, 7, 15))):
        path = shared("lists", "ofac", folder)
        update(home, module, path, retrieved=datetime(2021, 8, 1, tzinfo=UTC), dated=day)
        rows = csv.reader((path / "sdn.csv").read_text(encoding="latin-1").splitlines())
        numbers.append({row[0].strip() for row in rows if row and row[0].strip().isdigit()})
    with opened(home.index, to_read=True) as db:
        found = list(changes(db, "us_ofac_sdn"))
    assert {c.entry for c in found if c.kind == "added"} == numbers[1] - numbers[0]
    assert {c.entry for c in found if c.kind == "removed"} == numbers[0] - numbers[1]
    haibo = next(c for c in found if c.entry == "26243")
    assert (haibo.kind, haibo.measures) == ("added", ("US blocked DPRK3",))
    assert sum(not c.substantive for c in found) < 20
