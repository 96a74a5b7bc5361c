"""Fifty percent, summed over all blocked holders, link by link."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.index.walk import Edge, chain, holdings


def edges(*rows: str) -> list[Edge]:
    """`A 50 B`, `A ? B` (share not stated), `A control B`."""
    found = []
    for ref, row in enumerate(rows):
        owner, share, owned = row.split()
        percent = None if share in ("?", "control") else float(share)
        found.append(Edge(owner, owned, percent, True if share == "control" else None, ref))
    return found


SUMS = [
    (("X 50 A",), "X", {"A"}, "half is enough"),
    (("X 49 A",), "X", set(), "one percent less is not"),
    (("X 49.999 A",), "X", set(), "nor a thousandth less"),
    (("X 25 A", "Y 25 A"), "XY", {"A"}, "two blocked owners add up"),
    (("X 16.7 A", "Y 16.7 A", "Z 16.6 A"), "XYZ", {"A"}, "thirds that floats do not add up to fifty"),
    (("X 25 A", "Y 25 A"), "X", set(), "an owner who is not blocked does not count"),
    (("X 60 A", "A 60 B"), "X", {"A", "B"}, "through a firm of more than half, whole: not 36 percent"),
    (("X 60 A", "A 40 B"), "X", {"A"}, "the second link falls short"),
    (("X 40 A", "A 60 B"), "X", set(), "the first link falls short, so nothing is held below it"),
    (("X 50 A", "X 50 B", "A 25 C", "B 25 C"), "X", {"A", "B", "C"}, "OFAC's own example: indirect shares add up"),
    (("X 50 A", "X 10 B", "A 25 C", "B 25 C"), "X", {"A"}, "OFAC's counter-example"),
    (("X 25 C", "X 50 A", "A 25 C"), "X", {"A", "C"}, "direct and indirect"),
    (("A 60 B", "B 60 A"), "X", set(), "a ring holds itself"),
    (("A 60 B", "B 30 A", "X 20 A"), "X", set(), "a ring's own shares are not the blocked person's"),
    (("A 60 B", "B 40 A", "X 60 A"), "X", {"A", "B"}, "a ring entered from outside"),
    (("A 100 A", "X 10 A"), "X", set(), "a firm's own shares"),
    (("X control A",), "X", set(), "control is not ownership"),
    (("X ? A",), "X", set(), "an unknown share is not counted"),
    (("X 25 A", "X 25 A"), "X", set(), "two rows that state one holding state it once"),
    (("X 0 A",), "X", set(), "a share of nothing"),
]


@pytest.mark.parametrize(("rows", "blocked", "reached", "why"), SUMS, ids=[s[3] for s in SUMS])
def test_sum(rows: tuple[str, ...], blocked: str, reached: set[str], why: str) -> None:
    found = holdings(edges(*rows), set(blocked))
    assert {n for n, h in found.items() if h.reaches} == reached, why


def test_more_than_half_is_asked_where_the_law_asks_it() -> None:
    half, more = edges("X 50 A"), edges("X 50.1 A")
    assert not holdings(half, {"X"}, more_than=True)["A"].reaches
    assert holdings(more, {"X"}, more_than=True)["A"].reaches


def test_what_is_not_counted_is_shown() -> None:
    found = holdings(edges("X ? A", "X control A", "X 30 A", "Q 70 A"), {"X"})["A"]
    assert found.percent == 30
    assert [e.ref for e in found.counted] == [2]
    assert [e.ref for e in found.unstated] == [0]
    assert [e.ref for e in found.control_only] == [1]
    assert holdings(edges("Q 70 A", "X 0 B"), {"X"}) == {}


def test_the_chain_is_drawn_nearest_first_and_ends() -> None:
    found = holdings(edges("X 60 A", "A 60 B", "B 60 C", "C 10 A"), {"X"})
    assert [e.ref for e in chain(found, "C")] == [2, 1, 0, 3]
    assert chain(found, "none") == ()


NODES = "ABCDEF"
SHARES = st.none() | st.integers(0, 100).map(float)
EDGES = st.builds(
    Edge, st.sampled_from(NODES), st.sampled_from(NODES), SHARES, st.none() | st.booleans(), st.integers(0, 99)
)
GRAPHS = st.lists(EDGES, max_size=14)
BLOCKED = st.sets(st.sampled_from(NODES), max_size=3)


def reached(graph: list[Edge], blocked: set[str]) -> set[str]:
    return {n for n, h in holdings(graph, blocked).items() if h.reaches} | blocked


@given(GRAPHS, BLOCKED, st.sampled_from(NODES))
def test_one_more_blocked_person_never_frees_a_firm(graph: list[Edge], blocked: set[str], more: str) -> None:
    assert reached(graph, blocked) <= reached(graph, blocked | {more})


@given(GRAPHS, BLOCKED, st.integers(0, 13), st.integers(1, 100))
def test_a_larger_share_never_frees_a_firm(graph: list[Edge], blocked: set[str], at: int, extra: int) -> None:
    at %= max(len(graph), 1)
    alike = [(e.owner, e.owned, e.percent, e.control) for e in graph]
    if not graph or graph[at].percent is None or len(set(alike)) < len(alike):
        return
    edge = graph[at]
    grown = Edge(edge.owner, edge.owned, (edge.percent or 0) + 100 + extra, edge.control, edge.ref)
    assert reached(graph, blocked) <= reached([*graph[:at], grown, *graph[at + 1 :]], blocked)


@given(GRAPHS, BLOCKED, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(graph: list[Edge], blocked: set[str], rng: random.Random) -> None:
    first, second = holdings(graph, blocked), holdings(rng.sample(graph, len(graph)), blocked)
    assert {n: h.percent for n, h in first.items()} == {n: h.percent for n, h in second.items()}
    assert holdings(graph + graph, blocked) == first


@given(GRAPHS, BLOCKED)
def test_the_result_is_the_least_fixed_point(graph: list[Edge], blocked: set[str]) -> None:
    """By hand: add whole rows until nothing changes."""
    within = set(blocked)
    once = {(e.owner, e.owned, e.percent, e.control) for e in graph if e.owner != e.owned}
    while True:
        sums = {n: sum(p or 0 for o, d, p, _ in once if d == n and o in within) for n in NODES}
        grown = within | {n for n, s in sums.items() if s >= 50}
        if grown == within:
            break
        within = grown
    assert reached(graph, blocked) == within


def test_ten_thousand_tiers_and_a_hundred_thousand_rows_take_seconds() -> None:
    tiers = [Edge(f"n{i}", f"n{i + 1}", 60.0, None, i) for i in range(10_000)]
    wide = [Edge("n0", f"w{i}", 60.0, None, i) for i in range(100_000)]
    begun = time.perf_counter()
    found = holdings(tiers + wide, {"n0"})
    assert len(found) == 110_000
    assert len(chain(found, "n10000")) == 10_000
    assert time.perf_counter() - begun < 10
