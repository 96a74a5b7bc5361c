"""The place that "there" points at."""

from __future__ import annotations

import pytest

from offing.claims.told import claims_of
from tests.claims.marked import read

THERE = [
    ("[V:Koti] was sent to [L:Nampo] and discharged [G:gasoil] there.", "shipped_cargo", "to", "Nampo", "the same sentence"),
    ("[V:Pu Phong] sailed to [L:Nampo]. [V:Koti] called there twice.", "port_call", "port", "Nampo", "the one before"),
    ("[V:Pu Phong] left [L:Busan] for [L:Nampo]. [V:Koti] called there.", "port_call", "port", "Nampo", "the last of two"),
    ("[L:Nampo] is closed. It has a berth. [V:Koti] called there.", "port_call", "port", None, "not further back"),
    ("[V:Pu Phong] was off [L:Nampo]. There is a call by [V:Koti].", "port_call", "port", None, "nothing but that it is so"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type", "role", "place", "why"), THERE, ids=[t[4] for t in THERE])
def test_there_is(text: str, type: str, role: str, place: str | None, why: str) -> None:
    document, mentions, things = read(text)
    told = [c for c in claims_of(document, mentions, things) if any(a.text == "Koti" for a in c.args)]
    found = {things[a.thing].name for c in told if c.type == type for a in c.args if a.role == role and a.thing >= 0}
    assert found == ({place} if place else set()), why
