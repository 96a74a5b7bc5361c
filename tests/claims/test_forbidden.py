"""Trade that is forbidden has not been told, and a fleet is called after a country that need not own it."""

from __future__ import annotations

import pytest

from offing.claims.told import claims_of
from tests.claims.marked import read

FORBIDDEN = [
    ("The export of [G:seafood] by [C:North Korea] is prohibited by a resolution.", "exported", False, "is prohibited"),
    ("The resolution bans the export of [G:coal] by [C:North Korea].", "exported", False, "bans the"),
    ("The export of [G:coal] by [C:North Korea] went on.", "exported", True, "it went on"),
    ("[O:Alba Ltd] exported [G:coal], which is banned, to [C:Togo].", "exported", True, "done though it is banned"),
    ("[V:Boracay] belongs to [C:Russia]'s shadow fleet.", "owned_by", False, "a fleet is no state's"),
    ("[V:Boracay] belongs to [C:Russia].", "owned_by", True, "a state's ship"),
]


@pytest.mark.parametrize(("text", "type", "told", "why"), FORBIDDEN, ids=[f[3] for f in FORBIDDEN])
def test_what_is_forbidden_is_not_told(text: str, type: str, told: bool, why: str) -> None:
    document, mentions, things = read(text)
    assert any(c.type == type for c in claims_of(document, mentions, things)) == told, why
