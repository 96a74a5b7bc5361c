"""Counts in steps: near enough to weigh words by, and still while a list grows a little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.index.engine import PARTY, Match, build
from offing.index.kinds import FIRM
from offing.index.steps import stepped, stepped_all


@pytest.mark.parametrize(
    ("count", "step", "why"),
    [
        (0, 0, "in no name"),
        (1, 1, "a word of one name is the rarest there is"),
        (8, 8, "small counts are told as they are"),
        (9, 10, "the nearest by ratio"),
        (17_000, 16_384, "a whole octave"),
        (40_000, 38_968, "a quarter of one"),
    ],
)
def test_steps(count: int, step: int, why: str) -> None:
    assert stepped(count) == step, why


@given(st.integers(1, 10**7), st.integers(0, 10**6))
def test_a_step_is_near_and_keeps_the_order(count: int, more: int) -> None:
    assert abs(stepped(count) / count - 1) < 0.12
    assert stepped(count) <= stepped(count + more)
    assert stepped(stepped(count)) == stepped(count)
    assert stepped_all(np.array([count, 0, more])).tolist() == [stepped(count), 0, stepped(more)]


WORDS = "haibo paeksol korbul mistral vantage tundra selkirk ostrava lumen farrago".split()


def answered(listed: list[str], asked: list[str]) -> list[list[Match]]:
    found = build([(n, FIRM) for n in listed], compiled=False).match(asked, [PARTY] * len(asked), least=0.05)
    return [[m._replace(listed=0) for m in own] for own in found]


@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=8, unique=True))
def test_a_name_that_shares_nothing_moves_no_score(words: list[str]) -> None:
    """9 and 10 names are one step, and so are the names that hold SHIPPING."""
    listed = [f"{a} {b} shipping" for a in words[:3] for b in words[1:4]]
    listed = [*dict.fromkeys(listed), *(f"quux{'abcdefghi'[i]} shipping" for i in range(9))][:9]
    asked = [listed[0], f"{words[0]} {words[3]} trading", words[1]]
    assert answered(listed, asked) == answered([*listed, "zyxwvut shipping"], asked)
