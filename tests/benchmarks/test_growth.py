"""The list grown: what is made, and what is never made."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

import numpy as np
import pytest

from tests.benchmarks.loaded import load
from tests.benchmarks.test_generate import small_list

growth, things, lists, speed = load("growth"), load("things"), load("lists"), load("speed")
SMALL = small_list()
REAL_WORDS = {w for x in SMALL for n in x.names for w in re.findall("[A-Z'-]+", n.upper())}


def grown(names: int, **more: Any) -> list[Any]:
    return list(growth.grown(SMALL, names, **more))


def test_a_longer_list_begins_with_the_shorter_one_and_has_the_names_asked_for() -> None:
    short, long = grown(1000), grown(3000)
    assert long[: len(short)] == short
    assert short[: len(SMALL)] == SMALL
    assert sum(len(x.names) + len(x.weak) for x in long) == 3000
    assert grown(1000, seed="another") != short


def test_about_one_word_in_ten_is_new_and_the_others_are_the_lists_own() -> None:
    made = grown(6000)[len(SMALL) :]
    words = [w for x in made for w in re.findall("[A-Z'-]{4,}", x.names[0].upper())]
    new = sum(w not in REAL_WORDS for w in words) / len(words)
    assert 0.03 < new < growth.MISSPELT, "legal forms are never misspelt, and some slips give another listed word"


def test_no_made_name_is_one_that_is_asked_in_whatever_order() -> None:
    asked = [x.names[0] for x in grown(2000)[-50:]]
    turned = [" ".join(reversed(n.replace(",", "").split())).lower() for n in asked]
    again = {things.plain(x.names[0]) for x in grown(2000, taken=turned)[len(SMALL) :]}
    assert not again & {things.plain(n) for n in asked}


def test_a_made_entry_has_facts_of_the_real_one_that_lent_its_first_word() -> None:
    made = grown(4000)[len(SMALL) :]
    assert {x.kind for x in made} == {"Person", "Organization", "Vessel"}
    firms = [x for x in made if x.kind == "Organization"]
    assert all(x.country == ("China",) for x in firms)
    real = {i for x in SMALL for i in x.imo}
    numbers = {i for x in made for i in x.imo}
    assert numbers
    assert not numbers & real, "a made ship never bears a listed ship's number"
    assert all(x.id.startswith(growth.MADE) for x in made)
    few = sorted(numbers)[:3]
    again = {i for x in grown(4000, taken=few)[len(SMALL) :] for i in x.imo}
    assert not again & set(few), "nor a number that is asked"


def test_the_workload_holds_strangers_that_nobody_listed_is_called() -> None:
    whole = lists.ground(SMALL)
    records = speed.workload(whole, [lists.Ship("9074729", "PACIFIC BRIGHT", "Panama")], [], 500, "t")
    strangers = [q for q in records if q.category == speed.STRANGERS]
    assert len(strangers) == 100
    assert not [q for q in strangers if whole.taken(q.kind, q.name) or q.positive]
    assert len({q.id for q in records}) == len(records)
    assert len({(q.kind, q.name, q.imo) for q in records}) == len(records), "no record stands there twice"


def test_any_stretch_of_the_workload_is_mixed_alike() -> None:
    whole = lists.ground(SMALL)
    real = [things.Query(str(i), "N01", "Person", f"Anna{i % 20} Berg{i % 13}") for i in range(260)]
    listed = [things.Query(str(i), "P01", "Person", f"Listed {i}", ("x",)) for i in range(30)]
    records = speed.workload(whole, [], listed, 1000, "t", real)
    halves = [[q.category for q in half] for half in (records[:500], records[500:])]
    for category, share in (("N01", 0.26), (speed.STRANGERS, 0.2), (speed.RELATIVES, 0.51), ("P01", 0.03)):
        for half in halves:
            assert half.count(category) / 500 == pytest.approx(share, abs=0.06), category


def test_arrays_are_counted_once_wherever_they_hang() -> None:
    scaling = load("scaling")
    mebibyte = np.zeros(2**17)
    assert scaling.arrays_mib({"a": (mebibyte, [1]), "b": mebibyte[10:]}) == pytest.approx(1.0)


def test_evidence_orders_what_names_alone_cannot() -> None:
    asked = load("asked_of_engine")
    one, other = (things.Listed(i, "Person", ("KANABI, Farhad Ahmad",), country=(c,), born=(b,)) for i, c, b in (
        ("a", "Iraq", "1971-07-01"), ("b", "Syria", "1944-02-03"),
    ))  # fmt: skip
    listed = [one, other, *islice(growth.grown(SMALL, 10**6), 400)]
    owners, engine = asked.names_of(listed)
    by_id = {x.id: x for x in listed}
    query = things.Query("1", "", "Person", "Farhad Ahmed Kanabi", ("a",), country="Iraq", born="1971-07-01", imo="")
    hits = asked.match(engine, [query])
    (answers,) = asked.with_evidence([query], hits, [by_id[i] for i in owners], {})
    scores = dict(answers)
    assert "b" not in scores, "another year of birth by far is another man"
    assert scores["a"] == max(scores.values())
    ship = next(x for x in SMALL if x.kind == "Vessel")
    renamed = things.Query("2", "", "Vessel", "ENTIRELY NEW NAME", (ship.id,), imo=ship.imo[0])
    (found,) = asked.with_evidence(
        [renamed], asked.match(engine, [renamed]), [by_id[i] for i in owners], {ship.imo[0]: [ship]}
    )
    assert max(found, key=lambda f: f[1])[0] == ship.id, "the number finds her under any name"
