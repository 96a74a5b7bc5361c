"""A name read as words: what two spellings of one name have in common once read."""

from __future__ import annotations

import pytest

from offing.index.glossary import SOUNDED
from offing.index.keys import fine
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.words import read

ALIKE = [
    ("Regiment Twenty-Two", "Regiment 22", FIRM, "a number in two words"),
    ("Regiment Twenty 2", "Regiment 22", FIRM, "half in words"),
    ("SEA ROSE THIRTY FIVE", "SEA ROSE 35", SHIP, "a ship's number"),
    ("U.S. Widget Office", "US Widget Office", FIRM, "a country's letters"),
    ("Widget Aktiengesellschaft", "Widget AG", FIRM, "a legal form in full"),
    ("Widget (Suomi) Oy", "Widget (Finland) Oy", FIRM, "a country in its own language"),
    ("JC Grimsdott", "J. C. Grimsdott", PERSON, "initials run together"),
]


@pytest.mark.parametrize(("name", "other", "kind", "why"), ALIKE, ids=[a[3] for a in ALIKE])
def test_read_alike(name: str, other: str, kind: int, why: str) -> None:
    assert {r.words for r in read(name, kind)} & {r.words for r in read(other, kind)}, why


APART = [
    ("Regiment 20 2", "Regiment 22", FIRM, "two numbers in digits are two"),
    ("Widget (Sweden) AB", "Widget AB", FIRM, "a place in brackets is part of the name"),
    ("JC GRIMSDOTT", "J C GRIMSDOTT", PERSON, "where all is in capitals two may be a word"),
    ("Li Grimsdott", "L I Grimsdott", PERSON, "what can be said is a name"),
]


@pytest.mark.parametrize(("name", "other", "kind", "why"), APART, ids=[a[3] for a in APART])
def test_read_apart(name: str, other: str, kind: int, why: str) -> None:
    assert not {r.words for r in read(name, kind)} & {r.words for r in read(other, kind)}, why


def test_korean_letters_tell_the_syllable() -> None:
    assert [f & SOUNDED > 0 for f in read("\uae40 \uc0c1\ud638", PERSON)[0].flags] == [True, True, True]
    assert not any(f & SOUNDED for f in read("Kim Sang-ho", PERSON)[0].flags)


def test_ae_and_ai_are_one_sound() -> None:
    assert fine("paek") == fine("paik")
