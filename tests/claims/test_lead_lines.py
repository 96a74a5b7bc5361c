"""Those listed in lines below a lead, and some of a group that was listed."""

from __future__ import annotations

import pytest

from offing.claims.told import claims_of
from tests.claims.marked import read


def designated(text: str) -> set[str]:
    document, mentions, things = read(text)
    claims = [c for c in claims_of(document, mentions, things) if c.type == "designated"]
    return {a.text for c in claims for a in c.args if a.role == "target"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "The following have been sanctioned:\n\n- [O:Alba Ltd], a trader;\n\n- [V:Mira], a tanker.\n\n[O:Bora Ltd] won.",
            {"Alba Ltd", "Mira"},
        ),
        ("The following have not been sanctioned:\n\n- [O:Alba Ltd], a trader.", set()),
        ("The following own ships:\n\n- [O:Alba Ltd], a trader.", set()),
    ],
)
def test_lines_below_a_lead(text: str, who: set[str]) -> None:
    assert designated(text) == who
