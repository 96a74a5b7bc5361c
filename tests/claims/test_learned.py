"""Claims read by likeness to annotated texts: beside those of the rules, never against them, and told apart from them."""

from __future__ import annotations

import random

import pytest

from offing.claims.acted import grown as trees_grown
from offing.claims.gazetteer import ListedName, gazetteer_of
from offing.claims.in_words import BY_LIKENESS, how_read
from offing.claims.ingest import read_report
from offing.claims.learned import RULE, candidates, kinds, spans, weights
from offing.claims.learned_items import classes, laid, stem
from offing.claims.learned_pairs import Pairs
from offing.claims.learned_scores import Scored, features
from offing.claims.learned_trees import grown, most_by_way
from offing.claims.model import Claim, Mention, Reading
from offing.claims.read import read
from offing.claims.ruled import roles

NAMES = gazetteer_of(
    [ListedName(n, "vessel", "", "") for n in ("Ocean Petrel", "Lucky Dawn", "Sun Harvest", "Sea Prima")]
    + [ListedName(n, "company", "", "") for n in ("Alba Shipping Ltd", "Gamma Trading Ltd")],
    (),
)
SAID = [
    "The Treasury has gone after the Ocean Petrel and the Lucky Dawn, which carried Iranian crude to Syria under sanctions.",
    "Ocean Petrel is owned by Alba Shipping Ltd of Dubai and run by Gamma Trading Ltd; the Lucky Dawn flies the flag of Panama.",
    "Behind Alba Shipping Ltd stands Gamma Trading Ltd of Limassol, blacklisted in May.",
    "The Sun Harvest, her transponder dark, called at Nampo and then made for Dalian with coal.",
    "Customs at Rotterdam held the Sea Prima, whose papers named Gamma Trading Ltd as her charterer.",
    "Lucky Dawn passed gasoil to the Sun Harvest at sea, the panel said.",
]


def told(text: str, *, learned: bool = True) -> Reading:
    return read(read_report(text.encode(), "a.txt"), NAMES, learned=learned)


def learnt(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.rule.startswith(RULE)]


ALL = "\n\n".join(SAID)
LIKELY = (
    "The Sea Prima - manager Gamma Trading Ltd, Dubai - is under sanctions.\n\n"
    "Under sanctions, the Lucky Dawn was steering for Nampo when last seen, the Sun Harvest for Dalian."
)
"""Said in ways that no rule foresees."""


def test_it_adds_to_what_the_rules_read_and_takes_nothing() -> None:
    rules = told(LIKELY, learned=False)
    both = told(LIKELY)
    assert not learnt(rules)
    assert learnt(both), "these sentences are said in ways that no rule foresees"
    kept = [(c.type, c.args, c.rule) for c in both.claims if not c.rule.startswith(RULE)]
    assert [k[0] for k in kept] == [c.type for c in rules.claims]
    assert [k[2] for k in kept] == [c.rule for c in rules.claims]


def test_a_score_is_the_sum_of_the_weights_of_all_features_or_below_nothing() -> None:
    reading = told(ALL)
    every = list(spans(reading.document, reading.mentions))
    trees = trees_grown(reading.document.text, [(s.start, s.end) for s, _ in every], reading.mentions)
    left, seen_through = 0, 0
    for (sentence, here), tree in zip(every, trees, strict=True):
        scored = Scored(
            Pairs(laid(reading.document.text, sentence.start, sentence.end, here), dict(here)), grown(tree, here), {}
        )
        for kind, numbers, _ in candidates(here, scored.said.laid, every=True):
            of_type = weights()[kind.type]
            whole = of_type[""] + sum(of_type.get(f, 0) for f in features(scored.said, scored.tree, numbers))
            for wanted in (whole, whole + 1, whole + 2000):
                score = scored.of(kind.type, numbers, of_type, wanted, most_by_way(of_type))
                assert score == whole - wanted or (score < 0 and whole < wanted)
                seen_through += score == whole - wanted
                left += score != whole - wanted
    assert left and seen_through


def test_nothing_is_read_twice_and_nothing_against_a_rule() -> None:
    reading = told(ALL)
    one = {k.type for k in kinds() if k.one}
    by_rule = {(c.type, a.thing) for c in reading.claims if not c.rule.startswith(RULE) for a in c.args[:1]}
    pairs = [(c.type, *(a.thing for a in c.args)) for c in learnt(reading)]
    assert len(set(pairs)) == len(pairs)
    assert not [c for c in learnt(reading) if c.type in one and (c.type, c.args[0].thing) in by_rule]


@pytest.mark.parametrize("seed", range(12))
def test_every_quote_and_argument_is_a_slice_in_any_order_of_sentences(seed: int) -> None:
    shuffled = SAID[:]
    random.Random(seed).shuffle(shuffled)
    reading = told(" ".join(shuffled))
    text = reading.document.text
    known = {c: {r.name for r in rs} for c, rs in roles().items()}
    for claim in learnt(reading):
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
        for arg in claim.args:
            assert text[arg.start : arg.end] == arg.text
            assert arg.thing >= 0, "of what the text never names nothing is said"
            assert arg.role in known[claim.type]
    assert reading.claims == told(" ".join(shuffled)).claims


OFF_TOPIC = [
    ("The Ocean Petrel was designated as the state yacht in 1936.", "no text about sanctions"),
    ("Alba Shipping Ltd was listed on the exchange in 2013.", "another list"),
    ("Any owner who hires out the Ocean Petrel risks being sanctioned by Washington.", "what may come"),
    ("In an exercise on Tuesday the Coast Guard pretended to seize the Sea Prima.", "a play"),
]


@pytest.mark.parametrize(("text", "why"), OFF_TOPIC)
def test_what_it_does_not_read(text: str, why: str) -> None:
    assert not learnt(told(text)), why


def test_a_learned_claim_says_so() -> None:
    reading = told(LIKELY)
    assert {how_read(c) for c in learnt(reading)} == {BY_LIKENESS}
    assert {how_read(c) for c in reading.claims if not c.rule.startswith(RULE)} <= {""}


def test_the_tables_agree() -> None:
    known = {c for of in classes().values() for c in of}
    for kind in kinds():
        assert {role for role, _ in kind.roles} <= {r.name for r in roles()[kind.type]}
        assert kind.words <= known, kind.type
    assert set(weights()) <= {k.type for k in kinds()}
    assert all("" in of for of in weights().values())


STEMS = [
    ("seizes", "seiz"),
    ("seized", "seiz"),
    ("stopped", "stop"),
    ("carries", "carri"),
    ("carry", "carri"),
    ("owns", "own"),
]


@pytest.mark.parametrize(("word", "to"), STEMS)
def test_forms_of_a_word_are_one(word: str, to: str) -> None:
    assert stem(word) == to


def test_an_enumeration_is_one_item() -> None:
    text = "The Aya, the Bela and the Cora met the Dora."
    ships = [
        Mention(text.index(n), text.index(n) + len(n), n, "vessel", k, "")
        for k, n in enumerate(("Aya", "Bela", "Cora", "Dora"))
    ]
    seen = laid(text, 0, len(text), list(enumerate(ships)))
    assert [it.members for it in seen.items if it.members] == [(0, 1, 2), (3,)]
    assert seen.at[0] == seen.at[2] != seen.at[3]
