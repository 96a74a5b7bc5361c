"""Ships that only a change of name tells, and changes of name that are no ship's."""

from __future__ import annotations

import time

import pytest

from offing.claims.mentions import mentions_of
from tests.claims.naming import document, named, small_gazetteer

CASES: list[tuple[str, list[str], str]] = [
    ("The Blue Honour, formerly the Aida Star, was last seen there.", ["Blue Honour", "Aida Star"], "articles on both sides"),
    ("The Ocean Betty (ex Bao Feng 6) has been arrested.", ["Ocean Betty", "Bao Feng 6"], "a remark in brackets"),
    ("Launched as the Nordic Cosmos in 2002, the Jin Yuan has had five owners.", ["Nordic Cosmos", "Jin Yuan"],
     "a participle that opens the sentence is no name"),
    ("Its owners gave the North Sky a new name, Clean Sky.", ["North Sky", "Clean Sky"], "two objects of a verb"),
    ("Records give Ocean Bliss and Blissful as former names of the Cathay Bliss.",
     ["Ocean Bliss", "Blissful", "Cathay Bliss"], "several former names"),
    ("Wan Heng 11 → Kumjin 3", ["Wan Heng 11", "Kumjin 3"], "an arrow of a circular"),
    ("Alba Shipping, formerly Alba Trading, was fined.", [], "a firm by its trade"),
    ("The Treasury renamed its Iran desk last year.", [], "a desk that is renamed"),
    ("The Harbour Street, formerly Mill Lane, is closed.", [], "a street"),
    ("Ivan Petrov, formerly known as Jo Ri, was charged.", [], "people have no article"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ships", "why"), CASES, ids=[c[-1] for c in CASES])
def test_ships_told_by_a_change_of_name(text: str, ships: list[str], why: str) -> None:
    assert named(text, "vessel") == ships, why


def test_many_changes_of_name_take_linear_time() -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        mentions_of(document("The Blue Honour, formerly the Aida Star, was sold. " * times), small_gazetteer())
        return time.process_time() - begun

    seconds(20)
    small, large = seconds(200), seconds(800)
    assert large < 10 * small + 0.5
