"""What who acts makes of a cargo carried: a firm exports, a land carries nothing, bunkers are burnt."""

from __future__ import annotations

import pytest

from offing.claims.told import claims_of
from tests.claims.marked import read

TOLD = [
    ("[O:Alba Ltd] imported [G:coal] from [C:North Korea].", "exported", "a firm's import is a country's export"),
    ("[O:Alba Ltd] sent [G:drones] to [C:Yemen].", "exported", "a firm sends, a ship carries"),
    ("[O:Alba Ltd] coordinated exports of [G:coal].", "exported", "an export that a firm sees to"),
    ("[O:Alba Ltd] shipped [G:coal] to [C:Togo].", "shipped_cargo", "a firm that ships"),
    ("[V:Ocean Petrel] took [G:coal] to [C:Togo].", "shipped_cargo", "a ship that carries"),
    ("[V:Ocean Petrel] took [G:bunkers] off [C:Togo].", "", "what she burns"),
    ("[O:Alba Ltd] facilitated shipments of [G:coal] to [C:Togo].", "", "who eases a shipment ships nothing"),
    ("It chartered her from [O:Alba Ltd] to move [G:coal] to [C:Togo].", "", "another moves it"),
]


@pytest.mark.parametrize(("sentence", "type", "why"), TOLD)
def test_who_acts_says_what_is_done(sentence: str, type: str, why: str) -> None:
    document, mentions, things = read(sentence)
    kinds = {c.type for c in claims_of(document, mentions, things)} & {"exported", "shipped_cargo"}
    assert kinds == ({type} if type else set()), why


CONTROL = [
    ("[O:Paekdu Group] controls [O:Mirae Trading Corp].", "affiliated", "control is no share"),
    ("[O:Mirae Trading Corp], controlled by [P:Ri Jong Chol], was named.", "affiliated", "nor a person's"),
    (
        "[O:Mirae Trading Corp], owned or controlled by [O:Paekdu Group], was named.",
        "owned_by",
        "it is said that it may be owned",
    ),
    ("[O:Paekdu Group] controls 51% of [O:Mirae Trading Corp].", "owned_by", "a share"),
    ("The [V:Ocean Petrel] is controlled by [O:Alba Ltd].", "owned_by", "a ship's owner"),
]


@pytest.mark.parametrize(("sentence", "type", "why"), CONTROL, ids=[c[2] for c in CONTROL])
def test_who_controls_a_firm_need_not_own_it(sentence: str, type: str, why: str) -> None:
    document, mentions, things = read(sentence)
    assert {c.type for c in claims_of(document, mentions, things)} & {"affiliated", "owned_by"} == {type}, why


def test_who_has_ended_all_dealings_has_none() -> None:
    document, mentions, things = read("[O:Alba Ltd] has ceased all dealings with [O:Mirae Trading Corp].")
    dealt = [c for c in claims_of(document, mentions, things) if c.type == "dealt_with"]
    assert [c.polarity for c in dealt] == ["negative"]
