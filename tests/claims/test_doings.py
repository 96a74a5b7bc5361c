"""Each row of doings.csv on its own example, and the forms in which one row holds."""

from __future__ import annotations

import pytest

from offing.claims.doing_items import items_of
from offing.claims.doing_subject import subject
from offing.claims.told import claims_of
from offing.claims.valency import Doing, doings, forms
from tests.claims.marked import read
from tests.claims.test_rules import expected, told


@pytest.mark.parametrize("doing", doings(), ids=lambda d: d.rule.id)
def test_a_row_reads_its_example(doing: Doing) -> None:
    document, mentions, things = read(doing.rule.example)
    claims = claims_of(document, mentions, things)
    assert doing.rule.expects
    assert set(expected(doing.rule.expects)) <= told(claims, doing.rule.type), "its roles are filled"


CARRIED = {("actor", "Ocean Petrel"), ("goods", "coal")}
SAME = [
    (
        "[V:Ocean Petrel], off [C:Togo] since [D:May], has repeatedly hauled [G:coal].",
        "adverbs and an aside before the verb",
    ),
    (
        "The [G:coal] was, they say, ferried to [L:Pohang] by the [V:Ocean Petrel].",
        "the passive, with what is said between",
    ),
    ("[G:coal] hauled by the [V:Ocean Petrel] was sold.", "a participle"),
    ("The [G:coal], which the [V:Ocean Petrel] had hauled, was sold.", "a relative clause about the object"),
    ("[V:Ocean Petrel], a tanker that hauls [G:coal], was held.", "a relative clause of what a noun says of it"),
    ("[V:Ocean Petrel] was boarded off [C:Togo] and had been hauling [G:coal].", "a second predicate"),
    ("The haulage of [G:coal] by the [V:Ocean Petrel] went on.", "the noun with who does it"),
    ("[V:Ocean Petrel] was fined for its role in the illicit haulage of [G:coal].", "the noun behind a part in it"),
    ("The haulage of [G:coal] was undertaken by the [V:Ocean Petrel].", "the noun with an empty verb"),
]


@pytest.mark.parametrize(("sentence", "why"), SAME)
def test_one_row_holds_in_every_form(sentence: str, why: str) -> None:
    document, mentions, things = read(sentence)
    assert told(claims_of(document, mentions, things), "shipped_cargo") >= CARRIED, why


NOT = [
    ("The owner of the [V:Ocean Petrel] hauled [G:coal].", "what is of her is not she"),
    ("[V:Ocean Petrel] was met by a ship that hauled [G:coal].", "another ship is the subject of the relative clause"),
    ("[V:Ocean Petrel] anchored off [C:Togo]; the firm hauled [G:coal].", "the sentence has begun anew"),
    ("A tanker was sunk by the [V:Ocean Petrel]. Trucks hauled [G:coal].", "another sentence"),
]


@pytest.mark.parametrize(("sentence", "why"), NOT)
def test_what_is_said_of_another(sentence: str, why: str) -> None:
    document, mentions, things = read(sentence)
    assert not told(claims_of(document, mentions, things), "shipped_cargo") >= CARRIED, why


def test_the_forms_of_a_verb() -> None:
    assert dict(forms("carry")) == {"carry": "base", "carries": "s", "carrying": "ing", "carried": "pastpart"}
    assert dict(forms("ship+"))["shipped"] == "pastpart"
    assert dict(forms("take/took/taken")) == {
        "take": "base",
        "takes": "s",
        "taking": "ing",
        "took": "past",
        "taken": "part",
    }


def test_a_long_sentence_takes_no_longer_than_its_length() -> None:
    s = items_of("the <V1>, " + "which was, " * 20_000 + "carried <G2>")
    assert subject(s, len(s) - 3, "V") == -1


@pytest.mark.parametrize(
    ("sentence", "is_said", "why"),
    [
        ("[C:Iran] seizes tanker [V:Ocean Petrel].", False, "a headline's verb stands between"),
        ("[C:Iran] sanctions trader [O:Alba Ltd].", False, "a verb that looks like goods"),
        ("The [C:Iranian] arms trader [O:Alba Ltd] was held.", True, "goods that look like a verb"),
        ("The [C:Iranian] ships [V:Ocean Petrel] and [V:Lucky Dawn] were held.", True, "ships, and nobody ships"),
    ],
)
def test_a_country_describes_or_does(sentence: str, is_said: bool, why: str) -> None:
    document, mentions, things = read(sentence)
    assert bool(told(claims_of(document, mentions, things), "nationality")) is is_said, why
