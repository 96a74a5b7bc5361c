"""Several said as one: what is said of a group, a row or pairs is said of each that it is of, and of no other."""

from __future__ import annotations

import pytest

from offing.claims.told import claims_of
from tests.claims.marked import read

SAID: tuple[tuple[str, str, set[tuple[str, str]], str], ...] = (
    (
        "designated",
        "[A:Treasury] sanctioned [O:Alba Ltd], a [C:Chinese] firm, [K:two companies] registered in [C:Britain], [O:Bora Ltd] and "
        "[O:Cora Ltd], and [O:Dora Ltd], which is based in [C:Malta].",
        {("Treasury", n) for n in ("Alba Ltd", "Bora Ltd", "Cora Ltd", "Dora Ltd")},
        "a group, its clause and its members within a row",
    ),
    (
        "based_in",
        "[A:Treasury] sanctioned [O:Alba Ltd], a [C:Chinese] firm, [K:two companies] registered in [C:Britain], [O:Bora Ltd] and "
        "[O:Cora Ltd], and [O:Dora Ltd], which is based in [C:Malta].",
        {("Bora Ltd", "Britain"), ("Cora Ltd", "Britain"), ("Dora Ltd", "Malta")},
        "the clause of a group is its members', that behind a row is the last one's",
    ),
    (
        "owned_by",
        "The [V:Kalmar] belongs to [O:Alba Ltd] and the [V:Sestra], which flies the flag of [C:Vietnam], to [O:Bora Ltd].",
        {("Kalmar", "Alba Ltd"), ("Sestra", "Bora Ltd")},
        "a verb left out in the second of two pairs",
    ),
    (
        "chartered_by",
        "[O:Alba Ltd] and [O:Bora Ltd] chartered the [V:Kalmar] and the [V:Sestra] respectively.",
        {("Kalmar", "Alba Ltd"), ("Sestra", "Bora Ltd")},
        "each its own",
    ),
    (
        "owned_by",
        "The [V:Kalmar] and the [V:Sestra] were delisted, together with their owners [O:Alba Ltd] and [O:Bora Ltd].",
        {("Kalmar", "Alba Ltd"), ("Sestra", "Bora Ltd")},
        "as many owners as ships",
    ),
    (
        "owned_by",
        "The [V:Kalmar] and the [V:Sestra] were delisted, together with their owners [O:Alba Ltd], [O:Bora Ltd] and "
        "[O:Cora Ltd].",
        set(),
        "whose the third is, is not told",
    ),
    (
        "flagged_in",
        "The [V:Kalmar], which flies the flag of [C:Togo], and the [V:Sestra], which is registered in [C:Malta], were held.",
        {("Kalmar", "Togo"), ("Sestra", "Malta")},
        "a clause in the singular is of the last of a row",
    ),
    (
        "seized",
        "[A:The coast guard] seized [N:two tankers], the [V:Kalmar] and the [V:Sestra], in [D:May].",
        {("The coast guard", "Kalmar"), ("The coast guard", "Sestra")},
        "an apposition of names behind a group",
    ),
    (
        "shipped_cargo",
        "[N:Seven tankers] carried [G:fuel] to [C:Syria], among them the [V:Kalmar] and the [V:Sestra].",
        {("Seven tankers", "fuel"), ("Kalmar", "fuel"), ("Sestra", "fuel")},
        "some of a group are named",
    ),
    (
        "port_call",
        "The [V:Kalmar] called at [L:Rajin], the [V:Sestra] at [L:Chongjin] and the [V:Tantal] at [L:Nampo].",
        {("Kalmar", "Rajin"), ("Sestra", "Chongjin"), ("Tantal", "Nampo")},
        "a verb left out twice",
    ),
)


@pytest.mark.parametrize(("kind", "text", "expected", "why"), SAID)
def test_what_is_said_of_several(kind: str, text: str, expected: set[tuple[str, str]], why: str) -> None:
    document, mentions, things = read(text)
    claims = [c for c in claims_of(document, mentions, things) if c.type == kind]
    assert {tuple(a.text for a in c.args)[:2] for c in claims} == expected, why


def test_a_group_is_its_members_later_too() -> None:
    document, mentions, things = read(
        "[A:Treasury] named [K:two companies=pair], [O:Alba Ltd] and [O:Bora Ltd]. [K:The two companies=pair] shipped "
        "[G:coal] to [C:China]."
    )
    claims = [c for c in claims_of(document, mentions, things) if c.type == "shipped_cargo"]
    assert {c.args[0].text for c in claims} == {"Alba Ltd", "Bora Ltd"}
