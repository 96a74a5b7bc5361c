"""Whose man or branch someone is, and where a firm sits, told in passing."""

from __future__ import annotations

import pytest

from offing.claims.told import claims_of
from tests.claims.marked import read

SAID = [
    ("[O:Alba Ltd] and its director, [P:Ivan Petrov], were listed.", "affiliated", "Ivan Petrov", "Alba Ltd", "its"),
    ("[O:Alba Ltd] was listed with [P:Ivan Petrov], its chairman.", "affiliated", "Ivan Petrov", "Alba Ltd", "behind a name"),
    ("Two officers of [O:Alba Ltd], [P:Ivan Petrov] and [P:Oleg Titov], were listed.", "affiliated", "Oleg Titov", "Alba Ltd",
     "each of a row"),
    ("[O:Alba Ltd] was named, as was [O:Bora Ltd], its branch in [L:Dubai].", "affiliated", "Bora Ltd", "Alba Ltd",
     "the branch is not its own"),
    ("[O:Alba Ltd] in [C:Germany] and [O:Bora Ltd] in [C:Britain] were hit.", "based_in", "Bora Ltd", "Britain", "each its own"),
    ("[O:Alba Ltd], also of [L:Dubai], was hit.", "based_in", "Alba Ltd", "Dubai", "also of"),
    ("It designated [O:Alba Ltd], [L:Dubai].", "based_in", "Alba Ltd", "Dubai", "a bare place"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "type", "one", "other", "why"), SAID)
def test_what_is_told(sentence: str, type: str, one: str, other: str, why: str) -> None:
    document, mentions, things = read(sentence)
    told = {tuple(a.text for a in c.args) for c in claims_of(document, mentions, things) if c.type == type}
    assert (one, other) in told, why


NOT = [
    (
        "[O:Alba Ltd] sued [O:Bora Ltd] in [L:Paris], and the judge heard its director, [P:Ivan Petrov].",
        "whose is not told",
    ),
    ("[O:Alba Ltd], [C:China] and [C:Iran] were named.", "an enumeration"),
    ("They met [O:Alba Ltd] in [L:Geneva].", "where they met"),
    ("[O:Alba Ltd] [C:India] has no ships.", "part of a name"),
]


@pytest.mark.parametrize(("sentence", "why"), NOT)
def test_what_is_left_alone(sentence: str, why: str) -> None:
    document, mentions, things = read(sentence)
    assert not [c for c in claims_of(document, mentions, things) if c.type in ("affiliated", "based_in")], why


NEXT = [
    ("[O:Bora Ltd] owns the [V:Koda], and [O:Alba Ltd] runs her.", "owned_by", "Alba Ltd", "a clause with a verb of its own"),
    ("The [V:Koda], the [C:Togo]-flagged [V:Luna] and a barge were held.", "flagged_in", "Koda", "the next ship's flag"),
    ("[O:Alba Ltd] is owned by [O:Bora Ltd]; and [O:Cora Ltd] was hit.", "owned_by", "Cora Ltd", "behind a semicolon"),
    ("[O:Alba Ltd], a unit of [O:Bora Ltd]'s parent company, was hit.", "affiliated", "Bora Ltd", "of its parent"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "type", "whose", "why"), NEXT)
def test_what_is_said_of_another(sentence: str, type: str, whose: str, why: str) -> None:
    document, mentions, things = read(sentence)
    told = {a.text for c in claims_of(document, mentions, things) if c.type == type for a in c.args}
    assert whose not in told, why
