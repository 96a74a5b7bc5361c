"""What strong words say that no rule covers: each row of unclaimed.csv on its own example, and what they must leave alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from offing.claims.told import claims_of
from offing.claims.unclaimed import rows
from tests.claims.marked import read
from tests.claims.test_rules import expected, told


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["id"])
def test_a_row_reads_its_example(row: Mapping[str, str]) -> None:
    document, mentions, things = read(row["example"])
    claims = [c for c in claims_of(document, mentions, things) if c.rule == row["id"]]
    assert set(expected(row["expects"])) <= told(tuple(claims), row["type"]), "no other rule reads it"


NOT = [
    ("If [O:Alba Ltd], of which little is known, is to this day under sanctions, the deal is off.", "a condition"),
    ("Is [O:Alba Ltd], of which little is known, to this day under sanctions?", "a question"),
    ("[O:Alba Ltd], of which little is known, is not to this day under sanctions.", "denied"),
    ("The banker of [O:Alba Ltd], of whom little is known, is to this day under sanctions.", "another's"),
    ("[O:Alba Ltd]'s banker is to this day under sanctions.", "another's, by a possessive"),
    ("[O:Alba Ltd] sued [O:Bora Ltd], whose banker is to this day under sanctions.", "two to choose from"),
    ("[O:Alba Ltd] said in [L:Dubai]: the banker is to this day under sanctions.", "the clause is another"),
    ("[P:Ivan Petrov] left [L:Dubai] while the banker was to this day under indictment.", "a clause of its own"),
]


@pytest.mark.parametrize(("sentence", "why"), NOT)
def test_what_is_left_alone(sentence: str, why: str) -> None:
    document, mentions, things = read(sentence)
    claims = claims_of(document, mentions, things)
    assert not [c for c in claims if c.type in ("designated", "charged")], why
