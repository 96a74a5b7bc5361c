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
    ("[O:Alba Ltd] is close to a banker under sanctions.", "somebody close to it"),
    ("[O:Alba Ltd] has clients under sanctions.", "its clients"),
    ("[P:Ivan Petrov] is the father of a trader on trial for fraud.", "his son"),
    ("[P:Ivan Petrov] is the lawyer of a man under indictment.", "his client"),
    ("The [V:Ocean Petrel] is a twin of a ship under arrest.", "her twin"),
    ("[O:Alba Ltd] is banned from exporting [G:coal].", "it may not"),
    ("[O:Alba Ltd] was barred from business with [O:Bora Ltd].", "it may not"),
    ("[O:Alba Ltd] was told to end dealings with [O:Bora Ltd].", "it is to end"),
    ("[O:Alba Ltd] is a bank for exporters of [G:coal].", "others export"),
    ("[P:Ivan Petrov] is the son of a partner of [O:Bora Ltd].", "his father"),
    ("[A:OFAC] designated [O:Alba Ltd] for its role alongside [P:Ivan Petrov].", "he is in the reason: @Ivan Petrov"),
    ("[A:OFAC] sanctioned [O:Alba Ltd] in [L:Washington].", "where it was done"),
    ("[O:Bora Ltd] sold [O:Alba Ltd] in [L:Dubai] and left.", "where it was sold"),
    ("[P:Ivan Petrov] left [L:Dubai] while the banker was to this day under indictment.", "a clause of its own"),
]


UNSAID = {"designated", "charged", "seized", "exported", "dealt_with", "based_in"}


@pytest.mark.parametrize(("sentence", "why"), NOT)
def test_what_is_left_alone(sentence: str, why: str) -> None:
    document, mentions, things = read(sentence)
    claims = [c for c in claims_of(document, mentions, things) if c.type in UNSAID and c.polarity == "positive"]
    told_of = why.partition("@")[2]
    acting = sentence.startswith("[A:OFAC]")
    wrong = [c for c in claims if not acting or c.type != "designated" or any(a.text == told_of for a in c.args)]
    assert not [c for c in wrong if c.modality != "denied"], why
