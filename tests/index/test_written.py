"""Words of a name as it writes them, letters of two scripts in one word, and names in Chinese characters by Korean sounds."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.letters import korean_name, latin_words
from offing.index.words import read
from offing.index.written import as_written, two_scripts

WRITTEN = [
    ("Kapitan GOTSKIY", ["gotskiy"], SHIP, "GOTSKIY", "capitals stay"),
    ("GADDAFI, Mu'ammar", ["muammar", "gaddafi"], PERSON, "Mu'ammar GADDAFI", "an apostrophe is of the word, a comma is not"),
    ("Al-Qaddafi", ["qaddafi"], PERSON, "Qaddafi", "a hyphen parts words"),
    ("Капитан Гоцкий", ["gotskiy"], SHIP, "Гоцкий", "another script"),
    ("Müller & Söhne G.m.b.H.", ["muller"], FIRM, "Müller", "marks on letters"),
    ("金正恩", ["jin"], PERSON, "jin (金正恩)", "written together with others: by its sound, with what it is of"),
    ("金正恩", ["kim"], PERSON, "kim (金正恩)", "the same by its Korean sound"),
    ("S. A. Dorn", ["sa"], FIRM, "sa", "what is nowhere written so stays as it is compared"),
    ("", ["x"], FIRM, "x", "no name at all"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "wanted", "why"), WRITTEN, ids=[w[4] for w in WRITTEN])
def test_as_written(text: str, words: list[str], kind: int, wanted: str, why: str) -> None:
    assert as_written(text, words, kind) == wanted, why


MIXED = [
    ("DALIAN HAIBO", (), "plain"),
    ("Dalian H\u0430ibo", ("H\u0430ibo: \u0430 Cyrillic",), "one Cyrillic letter in a Latin word"),
    ("\u0421e\u0440\u0433\u0435\u0439", ("\u0421e\u0440\u0433\u0435\u0439: e Latin",), "one Latin letter in a Cyrillic word"),
    ("\u041a\u0410\u041f\u0418\u0422\u0410\u041d Gotsky", (), "two words, each of one script"),
    ("\u041e\u041e\u041e-LLC", (), "two words with a hyphen between"),
    ("Al\u03c6a", ("Al\u03c6a: \u03c6 Greek",), "a Greek letter"),
    ("M\u00fcller \u00d8rsted", (), "marks make no other script"),
    ("\u91d1\u6b63\u6069 Kim", (), "Chinese characters look like no Latin letter"),
    ("", (), "nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), MIXED, ids=[m[2] for m in MIXED])
def test_two_scripts(text: str, wanted: tuple[str, ...], why: str) -> None:
    assert two_scripts(text) == wanted, why


KOREAN = [
    ("金正恩", "Kim Jong Un", "a surname and two syllables"),
    ("朴 奉珠", "Pak Pong Ju", "a blank between"),
    ("李雪主", "Ri Sol Ju", "the North's spelling of a surname"),
    ("李龙浩", "Ri Yong Ho", "characters of the mainland's script"),
    ("林龙", "", "two characters are a Chinese name, as a rule"),
    ("王正恩", "", "no Korean surname"),
    ("金正尛", "", "a character that no Korean name has"),
    ("大连海博国际货运有限公司", "", "a firm"),
    ("Kim Jong Un", "", "Latin letters"),
    ("김정은", "", "Korean letters are read by their own sounds"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), KOREAN, ids=[k[2] for k in KOREAN])
def test_korean_name(text: str, wanted: str, why: str) -> None:
    assert korean_name(text) == wanted, why
    plain = {r.words for r in read(text, PERSON)}
    asked = {r.words for r in read(text, PERSON, asked=True)}
    korean = {tuple(w for w, _ in latin_words(wanted, PERSON))} if wanted else set()
    assert asked == plain | korean, "it is a further reading of what is asked, and takes none away"
    assert {r.words for r in read(text, FIRM, asked=True)} == {r.words for r in read(text, FIRM)}, (
        "firms are not read so"
    )


def test_each_character_has_one_sound() -> None:
    rows = list(csv.DictReader(files("offing.index").joinpath("hanja.csv").read_text(encoding="utf-8").splitlines()))
    pairs = [(row["role"], character) for row in rows for character in row["hanja"]]
    assert len(pairs) == len(set(pairs)) > 300
    assert {role for role, _ in pairs} == {"surname", "given"}
