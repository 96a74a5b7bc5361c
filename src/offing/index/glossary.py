"""The tables of words behind the matcher: legal forms, trade words in several languages, places, titles, given names.

They are our own, in three CSV files beside this module. A form is looked up as it stands and by its fine key, so that
one spelling of a transliterated word (`mezhdunarodnyy`) stands for the others (`mejdunarodnyj`).
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from offing.index.keys import fine

LEGAL, STOP, NUMBER, INITIAL, TITLE, JOINED, ABJAD, PLACE, PATRONYMIC, GENERIC, KNOWN, SOUNDED = (
    1 << i for i in range(12)
)
"""What a word is, as bits. LEGAL: Ltd, GmbH. GENERIC: joint, stock, company. JOINED: two words run together.
KNOWN: an ordinary word. SOUNDED: a syllable written in Korean letters: another is no other spelling of it."""

_FLAG_OF = {"form": LEGAL, "generic": GENERIC, "stop": STOP, "place": PLACE, "word": 0, "number": NUMBER, "acronym": 0}
FINALS = (
    "a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|ue"
)  # fmt: skip
"""What a syllable of Chinese ends in."""
SYLLABLE = rf"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:{FINALS}))"
"""A syllable of Chinese as pinyin writes it: a pattern."""
MISSPELT_FROM = 6
"""Letters from which a slip in a word of trade is mended."""
_BY_SOUND = 6
"""Forms of fewer letters are looked up as they stand only: short words of other languages sound alike."""


def _rows(name: str) -> list[list[str]]:
    text = files("offing.index").joinpath(name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def firm_words() -> tuple[dict[str, tuple[str, int]], dict[str, tuple[str, int]]]:
    """Form → (word, flag) for names of firms, as it stands and by fine key."""
    plain: dict[str, tuple[str, int]] = {}
    sounds: dict[str, tuple[str, int]] = {}
    for group, word, forms in _rows("glossary.csv"):
        if group not in _FLAG_OF:
            continue
        for form in (*(() if " " in word else (word,)), *forms.split()):
            if form in ("i", "v", "x") and group == "number":
                continue  # initials, in a firm's name
            plain.setdefault(form, (word, _FLAG_OF[group]))
            if len(form) >= _BY_SOUND:
                sounds.setdefault(fine(form), (word, _FLAG_OF[group]))
    return plain, sounds


_ENDING = re.compile(r"(?:[oe]go|[oy]ye|[oiy]e|aya|ya|[iyoe][yij]|[iy]kh|[iyo]m|ov|[yiaoeu])$")
_STEM = 6
"""Letters of a stem from which its endings may differ (`natsionaln-y`, `-aya`, `-ogo`)."""


def stem_of(word: str) -> str:
    """The fine key less a Slavic or Romance ending; empty where too little is left."""
    stem = _ENDING.sub("", word)
    return fine(stem) if _STEM <= len(stem) < len(word) else ""


@cache
def stems() -> dict[str, str]:
    """Stem → a form that has it."""
    found: dict[str, str] = {}
    for group, _, forms in _rows("glossary.csv"):
        if group in ("place", "word"):
            for form in forms.split():
                if stem := stem_of(form):
                    found.setdefault(stem, form)
    return found


@lru_cache(maxsize=1 << 16)
def firm_word(word: str) -> tuple[str, int] | None:
    """What the glossary knows a word of a firm's name to be (several words, where it is an acronym), and its flag."""
    plain, sounds = firm_words()
    known = plain.get(word)
    if known is None and len(word) >= _BY_SOUND:
        known = sounds.get(fine(word))
        if known is None and (stem := stem_of(word)) and (form := stems().get(stem)):
            known = plain[form]
    return known


@cache
def slips_of_trade() -> dict[str, str]:
    """Fine keys of long forms, whole and less a letter, → the form: what `misspelt` looks in."""
    found: dict[str, str] = {}
    for group, _, forms in _rows("glossary.csv"):
        if group in ("form", "generic", "word"):
            for form in forms.split():
                if len(form) >= MISSPELT_FROM:
                    found.setdefault(fine(form), form)
                    for i in range(len(form)):
                        found.setdefault(fine(form[:i] + form[i + 1 :]), form)
    return found


@lru_cache(maxsize=1 << 16)
def misspelt(word: str) -> str:
    """The word of trade or legal form that a slip of one letter may have turned into this; empty if none."""
    if word in firm_words()[0]:
        return ""
    known = slips_of_trade()
    for i in range(-1, len(word)):
        tried = word if i < 0 else word[:i] + word[i + 1 :]
        if (form := known.get(fine(tried))) is not None and abs(len(form) - len(word)) <= 1:
            return form
    return ""


@cache
def english() -> frozenset[str]:
    """Everyday English words."""
    return frozenset(files("offing.index").joinpath("english.txt").read_text(encoding="ascii").split())


@cache
def ordinary() -> frozenset[str]:
    """English words, given names and surnames: what is one of them is no slip of another word."""
    return english() | frozenset(files("offing.index").joinpath("surnames.txt").read_text(encoding="ascii").split())


@cache
def everyday() -> frozenset[str]:
    """Words of trade and places, as they are compared."""
    return frozenset(
        part
        for group, word, _ in _rows("glossary.csv")
        if group in ("word", "place", "acronym")
        for part in word.split()
    )


@cache
def words_of(group: str) -> dict[str, str]:
    """Form → word of one group (`title`, `personal`, `number`)."""
    return {form: word for g, word, forms in _rows("glossary.csv") if g == group for form in forms.split()}


@cache
def kindred() -> dict[str, tuple[tuple[int, float], ...]]:
    """Form → the classes of names it belongs to, each with how alike its members count (0 to 1)."""
    found: dict[str, list[tuple[int, float]]] = {}
    for number, (group, forms) in enumerate(_rows("kindred.csv")):
        for form in forms.split():
            found.setdefault(form, []).append((number, 0.80 if group == "nick" else 0.93))
    return {form: tuple(classes) for form, classes in found.items()}


@cache
def korean() -> frozenset[str]:
    """Syllables and names of Korean in both romanisations: the only kindred of ships' names."""
    return frozenset(form for group, forms in _rows("kindred.csv") if group == "korean" for form in forms.split())


@cache
def hanzi() -> tuple[tuple[str, str], ...]:
    """Written words of Chinese, Korean and Japanese firms' names with the English word, longest first."""
    return tuple(sorted(((w, e) for w, e in _rows("hanzi.csv")), key=lambda r: -len(r[0])))


@cache
def hanja() -> tuple[dict[str, str], dict[str, str]]:
    """Chinese characters of Korean surnames, and of given names, each with its Korean sound as the North writes it."""
    found: dict[str, dict[str, str]] = {"surname": {}, "given": {}}
    for role, sound, characters in _rows("hanja.csv"):
        found[role].update(dict.fromkeys(characters, sound))
    return found["surname"], found["given"]
