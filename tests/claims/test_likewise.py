"""What is said of one and, by "as was", "so is" and "together with", of another."""

from __future__ import annotations

import pytest

from offing.claims.told import claims_of
from tests.claims.marked import read

SAID = [
    ("[V:Ocean Petrel] was sanctioned by [A:OFAC], as was her sister ship [V:Alba].", "designated", "Alba", "as was"),
    ("[O:Alba Ltd] was designated in [D:May]. So were [P:Ivan Petrov] and [O:Bora Ltd].", "designated", "Bora Ltd", "so were"),
    ("[V:Ocean Petrel] was detained off [C:Togo], and so was the [V:Alba].", "seized", "Alba", "and so was"),
    ("[A:OFAC] sanctioned [V:Ocean Petrel]. The same goes for [O:Bora Ltd].", "designated", "Bora Ltd", "the same goes"),
    ("[V:Ocean Petrel] is flagged in [C:Panama], as is the [V:Alba].", "flagged_in", "Alba", "a state"),
    ("[O:Alba Ltd] has been on the sanctions list since [D:May], together with [P:Ivan Petrov].", "designated", "Ivan Petrov",
     "together with"),
    ("[V:Ocean Petrel] carried [G:crude] to [C:Cuba], as did the [V:Alba].", "shipped_cargo", "Alba", "as did"),
    ("[V:Ocean Petrel] was sanctioned by [A:OFAC] in [D:July], and by [C:Britain] then.", "designated", "Britain", "and by"),
    ("[V:Alba] was sanctioned by [C:Canada] in [D:2024]. [A:Brussels] followed in [D:May].", "designated", "Brussels", "follows"),
    ("[C:Britain] blacklisted [V:Alba] in [D:2008]; the [A:EU] did so in [D:2010].", "designated", "EU", "did so"),
    ("[A:OFAC] designated [P:Ivan Petrov] and two of his firms, [O:Alba Ltd] and [O:Bora Ltd].", "designated", "Bora Ltd",
     "a group told in plain words"),
]  # fmt: skip


def test_who_follows_something_lists_nobody() -> None:
    document, mentions, things = read(
        "[C:Britain] sanctioned [V:Alba] in [D:May]. [C:Russia] followed the case in the press."
    )
    assert "Russia" not in {
        a.text for c in claims_of(document, mentions, things) for a in c.args if c.type == "designated"
    }


@pytest.mark.parametrize(("sentence", "type", "name", "why"), SAID)
def test_it_is_told_of_the_other_too(sentence: str, type: str, name: str, why: str) -> None:
    document, mentions, things = read(sentence)
    claims = [c for c in claims_of(document, mentions, things) if c.type == type]
    assert name in {a.text for c in claims for a in c.args}, why
    for c in claims:
        assert c.sentence_start <= c.start < c.end <= c.sentence_end


NOT = [
    ("[V:Ocean Petrel] was sanctioned, and so was the owner of the [V:Alba].", "what is of her is not she"),
    ("[V:Ocean Petrel] was not sanctioned. If so was the [V:Alba], nobody said.", "a condition"),
    ("[V:Ocean Petrel] was sanctioned, but she sailed with [V:Alba].", "another act"),
]


@pytest.mark.parametrize(("sentence", "why"), NOT)
def test_it_is_not(sentence: str, why: str) -> None:
    document, mentions, things = read(sentence)
    assert "Alba" not in {
        a.text for c in claims_of(document, mentions, things) if c.type == "designated" for a in c.args
    }, why


COUNTED = [
    ("[C:Japan] put two men and [K:four firms] on its sanctions list.", {"two men", "four firms"}, "each group"),
    ("[A:OFAC] listed, with more than 150 others, [K:five firms] and one businessman. The sanctions bite.",
     {"five firms", "one businessman"}, "an aside before them"),
    ("Ten traders and six people from [C:Russia] were sanctioned.", {"Ten traders", "six people"}, "the passive"),
    ("[V:Alba] was among 35 companies and ships which [A:OFAC] sanctioned.", {"35 companies and ships"}, "a relative clause"),
    ("[C:Japan] may put two men and [K:four firms] on its sanctions list.", set(), "not yet"),
    ("[C:Japan] added two men to the crew list.", set(), "another list"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "groups", "why"), COUNTED)
def test_listings_that_only_count(sentence: str, groups: set[str], why: str) -> None:
    document, mentions, things = read(sentence)
    claims = [c for c in claims_of(document, mentions, things) if c.type == "designated"]
    assert {a.text for c in claims for a in c.args if a.role == "target"} - {"Alba"} == groups, why


BOTH = [
    ("[O:Alba Ltd] was sanctioned by [A:OFAC], and so was [O:Bora Ltd].", {"OFAC"}, "the same authority"),
    ("[A:OFAC] sanctioned [O:Alba Ltd], as did [C:Japan].", {"OFAC", "Japan"}, "as did"),
    ("[A:OFAC] sanctioned [O:Alba Ltd]. [C:Japan] followed suit.", {"OFAC", "Japan"}, "followed suit"),
]


@pytest.mark.parametrize(("sentence", "authorities", "why"), BOTH)
def test_who_did_so_too(sentence: str, authorities: set[str], why: str) -> None:
    document, mentions, things = read(sentence)
    claims = [c for c in claims_of(document, mentions, things) if c.type == "designated"]
    assert {a.text for c in claims for a in c.args if a.role == "authority"} == authorities, why
