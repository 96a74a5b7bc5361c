"""Any scores give a tree."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from offing.syntax.arcs import heads_of


@given(st.integers(1, 9).flatmap(lambda n: arrays(np.float32, (n, n), elements=st.floats(-4, 4, width=16))))
def test_one_root_and_no_circle(scores: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> None:
    heads = heads_of(scores)
    assert len([k for k, h in enumerate(heads) if h == k]) == 1
    for begun in range(len(heads)):
        k = begun
        for _ in heads:
            k = heads[k]
        assert heads[k] == k


def test_the_best_heads_are_taken_where_they_make_a_tree() -> None:
    scores = np.array([[0, 5, 0], [0, 9, 0], [0, 5, 1]], dtype=np.float32)
    assert heads_of(scores) == [1, 1, 1]


def test_a_circle_is_opened_where_it_costs_least() -> None:
    scores = np.array([[0, 5, 4, 0], [5, 0, 1, 0], [0, 0, 9, 0], [0, 0, 5, 0]], dtype=np.float32)
    assert heads_of(scores) == [2, 0, 2, 2], "0 and 1 lead to each other; 0 loses one by hanging on 2, 1 four"
