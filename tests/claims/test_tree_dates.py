"""Dates that belong to a claim by the tree of its sentence, and acts told beside the one that was announced."""

from __future__ import annotations

from datetime import date

import pytest

from offing.claims.ingest import read_report
from offing.claims.model import Claim
from offing.claims.read import read
from tests.claims.naming import small_gazetteer


def claims_in(text: str, published: date) -> tuple[Claim, ...]:
    return read(read_report(text.encode(), "x.txt", published=published), small_gazetteer()).claims


TOLD = [
    (
        "The Marshall Islands-flagged tanker Yasa Golden carried crude oil priced above $80 per barrel from Kozmino, Russia, to "
        "Qingdao, China, in April 2023, likewise while using U.S. services.",
        "shipped_cargo", "2023-04", "behind a participle and two places",
    ),
    ("On 11 January, hours before the raids, the tanker Behshad weighed anchor and steamed for Bandar Abbas.", "bound_for",
     "2024-01-11", "before both verbs"),
    ("The ship Anka entered the port of Sevastopol in January 2024 and loaded 5,000 tons of wheat.", "shipped_cargo", "2024-01",
     "a month holds for the verb that follows"),
    ("The ship Anka entered the port of Sevastopol on January 3 and loaded 5,000 tons of wheat.", "shipped_cargo", None,
     "a day need not"),
    ("The CH Billion, built in 2003 and flagged in Panama, carried crude to China.", "flagged_in", None, "of another doing"),
    ("The tanker Verona loaded coal at Nampo, a port that was closed in 2016.", "shipped_cargo", None, "a relative clause's own"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type", "span", "why"), TOLD, ids=[t[3] for t in TOLD])
def test_by_the_tree(text: str, type: str, span: str | None, why: str) -> None:
    claims = [c for c in claims_in(text, date(2024, 2, 8)) if c.type == type]
    assert claims
    assert {str(c.happened.span) if c.happened else None for c in claims} == {span}, why


LEAD = "WASHINGTON - The U.S. Treasury on Thursday imposed sanctions on Gudzon Shipping, a Russian firm.\n\n"
ALSO = [
    ("Primorye Maritime Logistics was designated for operating in the shipping industry.", "2018-08-23", "for doing something"),
    ("Also hit were the firms Dalian Sun Moon Star and SINSMS.", "2018-08-23", "also"),
    ("Primorye Maritime Logistics is being designated pursuant to Executive Order 13810.", "2018-08-23", "is being"),
    ("Primorye Maritime Logistics was listed as well.", "2018-08-23", "as well"),
    ("The ship is owned by Primorye Maritime Logistics, which was designated for operating in shipping.", None,
     "a relative clause tells what may have been before"),
    ("Primorye Maritime Logistics was already designated for operating in the shipping industry.", None, "already"),
    ("Primorye Maritime Logistics has not been designated for its trade.", None, "not at all"),
    ("The European Union has listed Primorye Maritime Logistics too.", None, "another authority"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "span", "why"), ALSO, ids=[a[2] for a in ALSO])
def test_with_the_announcement(text: str, span: str | None, why: str) -> None:
    claims = claims_in(LEAD + text, date(2018, 8, 24))
    told = [c for c in claims if c.type == "designated" and c.sentence_start >= len(LEAD)]
    assert told
    assert {str(c.happened.span) if c.happened else None for c in told} == {span}, why


def test_the_act_at_the_head_is_the_announcement_whatever_other_is_told_of() -> None:
    between = "The firm ships oil. It has two tankers. They are old. The crews are not. They wait off Busan.\n\n"
    last = "OFAC listed the Artura on August 16. OFAC designated Primorye Maritime Logistics for operating in shipping."
    claims = claims_in(LEAD + between + last, date(2018, 8, 24))
    days = {a.text: str(c.happened.span) for c in claims if c.happened for a in c.args if a.role == "target"}
    assert days == {
        "Gudzon Shipping": "2018-08-23",
        "Artura": "2018-08-16",
        "Primorye Maritime Logistics": "2018-08-23",
    }
