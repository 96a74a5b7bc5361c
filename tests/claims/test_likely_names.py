"""Names by likeness: what they may be, how they are weighed, and that what rules took stands."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.claims import likely_names as likely
from offing.claims.found import Found
from offing.claims.name_signs import of_form, of_place, scene
from offing.claims.runs import runs
from offing.claims.segments import segments
from offing.claims.sentences import sentences
from offing.claims.wording import Words, words_of

COMMON = frozenset("the tanker left port captain silver moon ministry".split())


def words_in(text: str) -> Words:
    return words_of(text, sentences(text, segments(text)))


def named(text: str, known: Mapping[str, tuple[int, ...]], found: list[Found] | None = None) -> list[tuple[str, str]]:
    words = words_in(text)
    spans = list(runs(words, bytearray(len(words))))
    out = likely.likely_names(words, spans, found or [], COMMON, known)
    return [(text[f.start : f.end], f.label) for f in out]


def weight(**of: int) -> tuple[int, ...]:
    return tuple(of.get(c, 0) for c in likely.CLASSES)


SHIP_AFTER_TANKER = {"": weight(none=200), "L0 @ship": weight(vessel=900)}

NAMED = [
    ("He saw the tanker Kirikou off the coast.", [("Kirikou", "vessel")], "the word before says so"),
    ("He saw the tanker Kirikou. Now Kirikou is gone.", [("Kirikou", "vessel")] * 2, "both places count together"),
    ("He saw the tanker Capitan de Hierro off it.", [("Capitan de Hierro", "vessel")], "a particle within"),
    ("He saw the town Kirikou off the coast.", [], "nothing says so"),
    ("HE SAW THE TANKER KIRIKOU OFF IT", [], "capitals tell nothing in a headline"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), NAMED, ids=[n[2] for n in NAMED])
def test_named(text: str, wanted: list[tuple[str, str]], why: str) -> None:
    assert named(text, SHIP_AFTER_TANKER) == wanted, why


CHOICES = [
    ("the Dandong Snowland sailed", "Dandong", "place", ["Dandong Snowland", "Snowland"], "a place may be part of it"),
    ("the Dandong Snowland sailed", "Dandong", "company", ["Snowland"], "a firm is no part of it"),
    ("the Dandong Snowland sailed", "Dandong Snowland", "vessel", [], "what rules took stands"),
    (
        "by Captain Bayraktar now",
        "",
        "place",
        ["Captain Bayraktar", "Bayraktar"],
        "a common word before it may be none",
    ),
]


@pytest.mark.parametrize(("text", "taken", "label", "wanted", "why"), CHOICES, ids=[c[4] for c in CHOICES])
def test_choices(text: str, taken: str, label: str, wanted: list[str], why: str) -> None:
    words = words_in(text)
    found = [Found(text.index(taken), text.index(taken) + len(taken), label, "x")] if taken else []  # type: ignore[arg-type]
    seen = scene(words, found, COMMON)
    spots = [spot for run in runs(words, bytearray(len(words))) for spot in likely.choices(seen, run)]
    assert [words.said(i, j) for i, j in spots] == wanted, why


SIGNS = [
    ("A trader from Oman, Glocom, paid.", "Glocom", "L0 @=,", False, "a mark has no class"),
    ("A trader from Oman, Glocom, paid.", "Glocom", "L ,", True, "a mark beside"),
    ("A trader from Oman, Glocom, paid.", "Glocom", "LL <country> ,", True, "a name stands as its label"),
    ("The tanker Kirikou sailed.", "Kirikou", "L0 @ship", True, "a class of words before"),
    ("The tanker Kirikou sailed.", "Kirikou", "R sailed", True, "the word behind"),
    ("Kirikou sailed.", "Kirikou", "opens", True, "it begins its sentence"),
    ("He left. Kirikou sailed.", "Kirikou", "L left", False, "nothing beyond the sentence"),
]


@pytest.mark.parametrize(("text", "name", "sign", "there", "why"), SIGNS, ids=[s[4] for s in SIGNS])
def test_signs_around(text: str, name: str, sign: str, there: bool, why: str) -> None:
    words = words_in(text)
    found = [Found(text.index("Oman"), text.index("Oman") + 4, "country", "x")] if "Oman" in text else []
    i = words.at(text.index(name))
    assert (sign in set(of_place(scene(words, found, COMMON), i, i + 1))) is there, why


def test_signs_of_words() -> None:
    words = words_in("the Jade Peak Equipment paid")
    signs = set(of_form(scene(words, [], COMMON), 1, 4))
    assert {"n 3", "w1 jade", "wz equipment", "kz trade", "s Aa Aa Aa", "e3 ent"} <= signs


@given(st.dictionaries(st.sampled_from(["", "a", "b", "c"]), st.floats(0, 3)))
def test_shares_are_of_one(signs: dict[str, float]) -> None:
    of = likely.shares(signs, {"a": weight(none=300), "b": weight(vessel=-5000, person=5000)})
    assert sum(of) == pytest.approx(1)
    assert all(0 <= x <= 1 for x in of)


def test_alike_classes_count_together() -> None:
    of = [0.1, 0.0, 0.4, 0.5, 0.0, 0.0, 0.0]
    assert likely.class_of(of, likely.LEAST) == "agency"
    assert likely.class_of([0.3, 0.0, 0.3, 0.4, 0.0, 0.0, 0.0], likely.LEAST) == ""


@given(st.text(st.sampled_from("Ab cD,.- \n'1"), max_size=200))
def test_what_is_found_lies_apart(text: str) -> None:
    words = words_in(text)
    spans = list(runs(words, bytearray(len(words))))
    out = likely.likely_names(words, spans, [], COMMON, {"": weight(vessel=900)})
    assert all(a.end <= b.start for a, b in pairwise(out))
    assert all(text[f.start : f.end].strip() == text[f.start : f.end] for f in out)
