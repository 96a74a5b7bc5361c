"""What `screen` prints of a match: counted by strength, each fact on its side, the measures said once."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from offing.cli.screened import print_answer
from offing.screener import Match, Part, Status

BLOCKED = Status(
    "blocked", "US", "own", "1", "SEA ROSE", (), "2019-01-01", None, "", "port ban (US); not an asset freeze"
)
SAME = Part("imoNumber", "the same IMO number", "9074729 / 9074729", "decides for")
SHIP = Match(
    "own", "1", "SEA ROSE", "Vessel", "match", (SAME,), (BLOCKED,), (),
    "IMO number 9074729 is that of SEA ROSE: port ban (US) since 2019-01-01 [own 1] (not an asset freeze).", "alert", "standard",
)  # fmt: skip
OTHER = Part("imoNumber", "another valid IMO number", "9000003 / 9074729", "decides against")
DIFFERS = "another valid IMO number (9000003 / 9074729)"
DOUBT = replace(SHIP, strength="possible", queue="identity in doubt", parts=(OTHER,), against=(DIFFERS,))
FORMER = Part("previousName", "a former name on the list", "ROSA", "open")


@pytest.mark.parametrize(
    ("matches", "said", "unsaid", "why"),
    [
        ((SHIP, SHIP), "2 entries (2 match by number) as of", "possible", "a number is no possible entry"),
        ((SHIP, DOUBT), "2 entries (1 match by number, 1 identity in doubt)", "1 possible)", "a doubt is counted as a doubt"),
        ((SHIP,), "the same IMO number (9074729) ", "9074729 / 9074729", "what both sides say stands once"),
        ((SHIP,), "why IMO number 9074729 is that of SEA ROSE agrees", "[own 1]", "the measures stand below, not in the why too"),
        ((SHIP,), "(Vessel)", "main name", "the name that matched is the main name"),
        ((replace(SHIP, name="ROSA"),), "ROSA (Vessel, main name SEA ROSE)", "(Vessel)", "an alias alone hides who is listed"),
        ((DOUBT,), "against another valid IMO number (9000003 / 9074729)", "agrees another", "what differs does not agree"),
        ((replace(SHIP, parts=(FORMER,)),), "beside a former name on the list (ROSA)", "agrees", "what bears neither way"),
        ((SHIP,), "against nothing that was compared", "against the same", "said, and not left to be inferred"),
    ],
)  # fmt: skip
def test_in_words(matches: tuple[Match, ...], said: str, unsaid: str, why: str) -> None:
    out = io.StringIO()
    print_answer(Console(file=out, width=300, color_system=None), "it", matches, (), "2020-01-01", 20)
    text = " ".join(out.getvalue().split())
    assert said.strip() in text, why
    assert unsaid not in text, why
