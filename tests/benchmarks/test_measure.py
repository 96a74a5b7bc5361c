"""The metric code on an example small enough to be counted by hand."""

from __future__ import annotations

import math

import pytest

from tests.benchmarks.loaded import load

measure, things = load("measure"), load("things")


def asked(id_: str, category: str, *right: str) -> object:
    return things.Query(id_, category, "Person", id_, right)


QUERIES = [
    asked("a", "P", "x1", "x2"),
    asked("b", "P", "x3"),
    asked("c", "Q", "x4"),
    *(asked(f"n{i}", "N") for i in range(10)),
]
ANSWERS = [
    [("x9", 0.95), ("x2", 0.9)],
    [("x3", 0.4)],
    [("x7", 0.8)],
    [("x1", 0.7)],
    [("x1", 0.5)],
    [("x1", 0.5)],
    *([] for _ in range(7)),
]
SCORED = measure.Scored("example", measure.outcomes(QUERIES, ANSWERS), {"own": 0.5})


def test_an_outcome_takes_the_best_right_entry_and_the_best_of_all() -> None:
    first, second, third, *rest = SCORED.outcomes
    assert (first.right, first.top, first.top_id) == (0.9, 0.95, "x9"), (
        "a right entry counts though another stands before it"
    )
    assert (second.right, second.top) == (0.4, 0.4)
    assert (third.right, third.top) == (0.0, 0.8), "a wrong entry is no find"
    assert rest[-1].top_id == "", "nothing proposed has no name"


@pytest.mark.parametrize(
    ("per_1000", "alarms", "recall", "why"),
    [
        (50, 0, 1 / 3, "half of one negative in ten is none: only scores above .7 count"),
        (100, 1, 1 / 3, "one of ten may alert: scores above .5"),
        (200, 1, 1 / 3, "two may, but the second and third tie and stay out together"),
        (300, 3, 2 / 3, "three may: anything above 0 counts, and .4 is"),
        (1000, 3, 2 / 3, "a score of 0 is never a find"),
    ],
)
def test_recall_at_the_threshold_that_so_many_false_alarms_set(
    per_1000: int, alarms: int, recall: float, why: str
) -> None:
    at_least = SCORED.at(per_1000)
    assert sum(n.alerts(at_least) for n in SCORED.negatives) == alarms, why
    assert SCORED.recall(at_least) == pytest.approx(recall), why


def test_a_threshold_of_its_own_and_classes() -> None:
    assert SCORED.recall(0.5) == pytest.approx(1 / 3)
    assert SCORED.recall(0.5, ["P"]) == pytest.approx(1 / 2)
    assert SCORED.recall(0.5, ["Q"]) == 0
    assert SCORED.recall(0.5, ["none such"]) is None, "no share of nothing"
    assert SCORED.alarms(0.5) == pytest.approx(300)
    apart = measure.Scored("example", SCORED.outcomes, {}, frozenset({"Q"}))
    assert apart.recall(0.5) == pytest.approx(1 / 2), "a class counted apart is in no share"


def test_f1_of_pairs() -> None:
    scores, labels = [0.9, 0.8, 0.8, 0.1, 0.0], [True, True, False, False, True]
    assert measure.f1(scores, labels, 0.5) == pytest.approx(2 * 2 / (3 + 3))
    assert measure.f1(scores, labels, 0.95) == 0
    best, at = measure.best_f1(scores, labels)
    assert (best, at) == (pytest.approx(2 / 3), 0.8), "ties are taken together; a score of 0 is never taken"
    assert measure.best_f1([0.0], [True]) == (0.0, 0.0)


def test_percentiles_are_values_that_were_measured() -> None:
    assert measure.percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert measure.percentile([1.0, 2.0], 0.99) == 2.0
    assert math.isnan(measure.percentile([], 0.5))
