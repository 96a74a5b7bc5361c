"""Who holds a public office is tied to nobody by it; who serves a body that may be listed is."""

from __future__ import annotations

import pytest

from offing.claims.told import claims_of
from tests.claims.marked import read

TIES = [
    ("[A:Treasury] Secretary [P:Steven Mnuchin] spoke.", False, "a minister"),
    ("[A:Foreign Ministry] spokesman [P:Lu Kang] spoke.", False, "who speaks for a ministry"),
    ("[P:Charles Jose], a spokesman for the [A:Foreign Ministry], spoke.", False, "told behind the name"),
    ("[C:Panama]'s foreign minister [P:Javier Acha] spoke.", False, "of a state"),
    ("[P:Kim Yong-chol], a secretary of the [A:Workers' Party], spoke.", True, "a party that is listed"),
    ("[P:Ivan Okorokov], a director of [O:Sovfracht], spoke.", True, "of a firm"),
    ("[P:Joe Byrne] of the [A:Open Source Centre] said so.", True, "of nobody's state"),
    ("[P:Behnam Shahriyari], a [A:Qods Force] officer, spoke.", True, "of a force"),
]


@pytest.mark.parametrize(("text", "tied", "why"), TIES, ids=[t[2] for t in TIES])
def test_an_office_ties_nobody(text: str, tied: bool, why: str) -> None:
    document, mentions, things = read(text)
    assert any(c.type == "affiliated" for c in claims_of(document, mentions, things)) == tied, why
