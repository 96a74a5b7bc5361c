"""Literals that a text must contain for a pattern to match it."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from offing.claims.literals import said_in
from offing.claims.masked import Masked
from offing.claims.ruled import View, in_reach, matches, rules
from offing.claims.template import compiled
from offing.claims.vocabulary import vocabulary_of, words_in

WANTED = [
    ("(?:met|sat down)", {"met", "sat down"}, "one of two"),
    ("foo(?:bar|bazz)?x", {"foo"}, "what may be missing says nothing"),
    ("(?:met|hel?d)", set(), "one choice says too little"),
    ("abcd?ef+ghi", {"abc", "ghi"}, "a letter that may be missing or repeated ends the literal"),
    (r"(?:a |the )?(?:trump|biden) administration", {" administration"}, "the longest"),
    ("(?<!not )sold(?! out)", {"sold"}, "what stands around is not said"),
    (r"\x61bcd\wxyz", {"bcd", "xyz"}, "an escape is no letter"),
    ("(?(row)going|gone)away", {"away"}, "a condition is not read"),
    ("[abc]{2}", set(), "a class says nothing"),
]


@pytest.mark.parametrize(("pattern", "any_of", "why"), WANTED, ids=[w for *_, w in WANTED])
def test_what_a_pattern_says(pattern: str, any_of: set[str], why: str) -> None:
    assert said_in(pattern) <= any_of and bool(said_in(pattern)) == bool(any_of), why


def test_a_template_finds_the_phrase_of_its_words() -> None:
    template = compiled("{parties:PC+} (held talks|sat down|met)", {})
    assert template.says == (frozenset({"held talks", "sat down", "met"}),)


def test_a_rule_out_of_reach_matches_nothing() -> None:
    text = "<V1> was seized by <C2> on <D3> and met <P4>, which owns <O5> and carried <G6> from <L7> to <F8>"
    sentence = Masked(text, tuple(range(len(text))))
    views: dict[View, Masked] = dict.fromkeys(get_args(View), sentence)
    near = {rule.id for rule, _, _ in in_reach(views, words_in(text))}
    out = [r for r in rules() if r.id not in near]
    assert out
    assert not [r.id for r in out if any(matches(r, "folded", sentence)) or re.search(r.template.pattern, text, re.I)]


def test_a_rule_whose_wants_stand_in_another_order_is_out_of_reach() -> None:
    vocabulary = vocabulary_of(
        [compiled("{a:AC} (fined|struck off) {b:V}", {}).row, compiled("{c:quote} said {b:P}", {}).row]
    )
    for said, fits in (
        ("<A1> struck off <V2>", [0]),
        ("<V2> was struck off by <A1>", []),
        ('"No," said <P1>', [1]),
        ("no, said <P1>", []),
    ):
        spans = vocabulary.spans_of(said)
        assert [k for k in vocabulary.fitting(spans.have) if vocabulary.in_order(k, spans)] == fits, said
