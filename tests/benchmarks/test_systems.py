"""The adapters and the page on a list of three: no network, no nomenklatura."""

from __future__ import annotations

from typing import Any

import pytest

from tests.benchmarks.loaded import load

systems, worker, things, measure = load("systems"), load("worker"), load("things"), load("measure")

LISTED = [
    things.Listed("p", "Person", ("KANABI, Farhad Ahmad", "KANABI, Farhad"), born=("1971-07-01",), country=("Iraq",)),
    things.Listed("f", "Organization", ("DALIAN HAIBO INTERNATIONAL FREIGHT CO., LTD.",), country=("China",)),
    things.Listed(
        "s",
        "Vessel",
        ("CHON MA SAN",),
        imo=("8660313",),
        mmsi=("445123456",),
        flag=("North Korea",),
        type=("Bulk Carrier",),
        gross=("5,000",),
    ),
]
ASKED = [
    things.Query("1", "exact", "Person", "Farhad Ahmad Kanabi", ("p",)),
    things.Query("2", "exact", "Organization", "Dalian Haibo International Freight", ("f",)),
    things.Query("3", "exact", "Vessel", "M/V CHON MA SAN", ("s",)),
    things.Query("4", "renamed_same_imo", "Vessel", "EASTERN PRIDE", ("s",), imo="8660313"),
    things.Query("5", "ordinary_person", "Person", "Maria Lopez"),
]


def made(name: str) -> Any:
    module, _, thing = worker.SYSTEMS[name].partition(":")
    system = getattr(load(module.rpartition(".")[2]), thing)()
    system.build(LISTED)
    return system


@pytest.mark.parametrize("name", ["offing", "rapidfuzz", "names_alone"])
def test_both_local_systems_have_the_face_and_find_equal_names(name: str) -> None:
    system = made(name)
    answers = system.query(ASKED)
    assert [max(hits, key=lambda h: h[1])[0] for hits in answers[:2]] == ["p", "f"]
    assert [0 <= score <= 1 for hits in answers for _, score in hits]
    if name != "names_alone":
        scores = system.pairs([(ASKED[0], LISTED[0]), (ASKED[4], LISTED[0])])
        assert scores[0] > scores[1]


def test_offing_finds_a_renamed_ship_by_her_number_and_orders_by_strength() -> None:
    answers = made("offing").query(ASKED)
    number, name = dict(answers[3])["s"], dict(answers[2])["s"]
    assert number > name > 0, "the same IMO number stands above a name"
    assert answers[4] == []


def test_what_is_timed_is_what_a_user_is_shown_and_the_order_goes_on_below() -> None:
    system = made("offing")
    near = things.Query("6", "", "Person", "Farhad Ahmad Kenabbi", ("p",))
    shown, ordered = system.screen([*ASKED, near]), system.query([*ASKED, near])
    default = system.thresholds["possible or better"]
    for mine, all_ in zip(shown, ordered, strict=True):
        assert {i for i, _ in mine} == {i for i, s in all_ if s >= default}, "the default is the standard profile"


def test_a_ship_of_like_name_and_hull_under_another_number_is_kept_in_doubt_and_is_no_alert() -> None:
    system = made("offing")
    other = {"imo": "9074729", "flag": "North Korea"}
    alike = things.Query("7", "", "Vessel", "CHON MA SAN", type="Bulk Carrier", gross="5000", **other)
    bare = things.Query("8", "", "Vessel", "CHON MA SAN", imo="9074729")
    assert system.in_doubt([alike, bare]) == [True, False]
    default = system.thresholds["possible or better"]
    assert [[a for a in answers if a[1] >= default] for answers in system.query([alike, bare])] == [[], []]


def test_a_worker_answers_each_request_with_what_it_cost() -> None:
    system = load("rapidfuzz_scan").Scan()
    built = worker.answer(system, {"do": "build", "listed": [things.as_json(x) for x in LISTED]})
    assert {"cpu_s", "wall_s", "added_mib"} <= set(built)
    told = worker.answer(system, {"do": "query", "batch": [things.as_json(q) for q in ASKED]})
    assert told["hits"][0][0][0] == "p"
    assert len(worker.answer(system, {"do": "singly", "batch": [things.as_json(ASKED[0])]})["wall_ms"]) == 1


def test_a_system_runs_in_a_process_of_its_own_and_says_when_it_cannot() -> None:
    with systems.Running("rapidfuzz") as running:
        running.build(LISTED)
        answers, spent = running.query(ASKED)
        assert answers[0][0][0] == "p"
        assert spent.wall_s > 0
    with pytest.raises(systems.Unavailable), systems.Running("no such system"):
        pass


def test_things_go_through_json_and_back() -> None:
    for one in LISTED:
        assert things.listed_from(things.as_json(one)) == one
    for query in (*ASKED, things.Query("6", "", "Person", "x")):
        assert things.query_from(things.as_json(query)) == query


def test_the_page_tells_every_class_and_every_miss() -> None:
    generate, page, results = load("generate"), load("page"), load("results")
    answers = made("offing").query(ASKED)
    wrong = things.Query("7", "typo_one", "Vessel", "CHON MX SXN", ("s",), "CHON MA SAN")
    alarm = things.Query("8", "chinese_shipping", "Organization", "XIN HAI SHIPPING")
    outcomes = measure.outcomes([*ASKED, wrong, alarm], [*answers, [], [("f", 0.6)]])
    scored = measure.Scored("Offing", outcomes, {"possible or better": 0.25})
    found = results.Results("a small list", "test", "a machine", generate.QuerySet("", LISTED, ASKED, ASKED))
    found.names_only, found.with_context = [scored], [scored]
    found.labelled, found.labelled_context = [scored], [scored]
    found.in_doubt["renamed_same_imo"] = 3, 4
    found.sizes = [load("scaling").Grown(57_000, 1, 20, 1, 1, 9000, 1, 1.5, 1.4, 0.6, 0.7, 0.85, 1, 0.9)]
    found.loading = load("loading").Loading("four lists", 9, 1, 1, 0.5, 1, 100, 1, 0.6, 0.3, 0.5)
    found.missing["LogicV2"] = "it could not be installed"
    text = page.write_page(found)
    miss = "| CHON MX SXN | CHON MA SAN | typo_one | nothing |"
    for told in ("| typo_one | 1 |", miss, "it could not be installed", "four lists", "57,000", "3 of 4"):
        assert told in text
    assert "| XIN HAI SHIPPING | DALIAN HAIBO INTERNATIONAL FREIGHT CO., LTD. | chinese_shipping | 0.600 |" in text
    assert "One typing error in a word of four letters or more." in text, (
        "the changes are documented where they are counted"
    )
