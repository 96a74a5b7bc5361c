"""Who a counted group is, where other sentences name its members."""

from __future__ import annotations

import pytest

from offing.claims.gazetteer import gazetteer_of
from offing.claims.ingest import read_report
from offing.claims.model import Claim, Reading
from offing.claims.read import read

NAMES = gazetteer_of([], ())
TOLD = [
    (
        "South Korea has barred four foreign ships from its ports. The M/V Sky Angel and the M/V Rich Glory came in last year. "
        "The other two, the M/V Shining Rich and the M/V Jin Long, have not been seen since.",
        "designated", {"Sky Angel", "Rich Glory", "Shining Rich", "Jin Long"}, "as many new ships behind the group as it counts",
    ),
    (
        "The M/V Kairos was hit on Friday. An hour later the M/V Virat called for help. Two tugs came. "
        "Nobody was hurt. Both tankers were last registered in Gambia.",
        "flagged_in", {"Kairos", "Virat"}, "as many as the sentences before it name",
    ),
    (
        "OFAC sanctioned the M/V Dawnlight, the M/V Orion Star and the M/V Ever Bright 88 in March.\n\nWhy is not told.\n\n"
        "The United States still lists all three.",
        "designated", {"Dawnlight", "Orion Star", "Ever Bright 88"}, "a pointer without a noun",
    ),
    (
        "OFAC designated two companies on Monday. The M/V Hoist, which Larkfield Shipping Ltd once owned, was at sea. Dorn "
        "Shipping Ltd was designated for coal. Vesk Trading Ltd was designated for oil.",
        "designated", {"Dorn Shipping Ltd", "Vesk Trading Ltd"}, "those of whom the act is told one by one, and no other",
    ),
    (
        "OFAC today designated two individuals and three ships. \"We will go on,\" said Under Secretary of the Treasury for "
        "Terrorism Brian E. Nelson. Ivan Petrov is the master of a tanker. Pak Yong Su, his partner, owns a yard.",
        "designated", {"Ivan Petrov", "Pak Yong Su"}, "who speaks for a government is none of them",
    ),
    (
        "The State Department today sanctioned six companies for carrying Iranian oil.\n\nDorn Shipping Ltd owns the M/V Kazan, "
        "which took on oil for Larkfield Trading Ltd.\n\nVesk Trading Ltd, of Dubai, bought the oil.",
        "designated", {"Dorn Shipping Ltd", "Vesk Trading Ltd"}, "in an authority's own report, whom sentences are about",
    ),
    (
        "Britain sanctioned three companies on Friday. Dorn Shipping Ltd owns two tankers with a loan of Larkfield Bank. "
        "Alba Shipping Ltd runs both. Vesk Trading Ltd bought their oil.",
        "designated", {"Dorn Shipping Ltd", "Alba Shipping Ltd", "Vesk Trading Ltd"}, "just as many are what sentences are about",
    ),
    (
        "The M/V Kazan, the M/V Virat and the M/V Hoist met at sea. The first two were sanctioned by Britain in April.",
        "designated", {"Kazan", "Virat"}, "the first of a row",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type", "names", "why"), TOLD)
def test_the_members_are_parts_of_the_group(text: str, type: str, names: set[str], why: str) -> None:
    told = [members for c in _read(text).claims if c.type == type and (members := _members(c))]
    assert names in told, why


def test_the_nation_of_a_group_is_its_members() -> None:
    text = "OFAC sanctioned two North Korean ships on Friday. The M/V Kazan and the M/V Virat are at anchor."
    told = [_members(c) for c in _read(text).claims if c.type == "nationality"]
    assert told == [{"Kazan", "Virat"}]
    nobody = "OFAC sanctioned two North Korean ships on Friday. Nobody said which."
    assert not [c for c in _read(nobody).claims if c.type == "nationality" and c.rule == "nationality.of_members"]


NOT = [
    (
        "OFAC sanctioned three ships on Friday. The M/V Kazan left Primorsk. The M/V Virat is at anchor.",
        "two of three are named",
    ),
    (
        "OFAC sanctioned more than two ships on Friday. The M/V Kazan and the M/V Virat are at anchor.",
        "nobody knows how many",
    ),
    (
        "OFAC sanctioned two of the ships on Friday. The M/V Kazan and the M/V Virat are at anchor.",
        "two of an unknown number",
    ),
    (
        "OFAC sanctioned another two ships on Friday. The M/V Kazan, the M/V Alba and the M/V Virat are at anchor.",
        "a row of more",
    ),
]


@pytest.mark.parametrize(("text", "why"), NOT)
def test_a_group_is_not_guessed(text: str, why: str) -> None:
    assert not any(_members(c) for c in _read(text).claims), why


def _members(claim: Claim) -> set[str]:
    return {p.text for a in claim.args for p in a.parts if not a.start <= p.start < a.end}


def _read(text: str) -> Reading:
    return read(read_report(text.encode(), "a.txt"), NAMES)
