"""A name's text → its words in small Latin letters, whatever script it is written in."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from anyascii import anyascii

from offing.index.glossary import ABJAD, SOUNDED, hanja, hanzi
from offing.index.kinds import FIRM, PERSON, SHIP

LONGEST, MOST = 600, 20
"""Letters of a name that are read, and words."""
_DROP = re.compile(
    r"['’‘`´ʹʼ\"“”«»\u00ad\ufe0f\u2600-\u27bf\U0001f000-\U0001faff\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00]"
)
_DROP_PLAIN = dict.fromkeys(map(ord, "'`\"\x00"))
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])[./](?=[^\W\d_](?:[./\s,;)-]|$))")
_WORD = re.compile(r"[^\W_]+")
_SEMITIC = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_EAST = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]")
_LETTERS = re.compile(r"[a-z0-9]+")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_SYLLABLE = re.compile(r"[A-Z][a-z0-9]*|[a-z0-9]+")
_HANJA = re.compile(r"[\u4e00-\u9fff]{3}")
_KOREAN = re.compile(r"[\uac00-\ud7af]")
_SOUNDED = "ʰ"
"""Stands before a syllable that was written in Korean letters."""
_BARE = {"I": "Ri", "O": "Oh", "U": "Woo"}
"""Korean syllables of one letter, as names write them: 이 is Ri or Lee, and no initial."""
_PREFIX = re.compile(
    r"^\W*(?:(?:m\s*[/.]?\s*[vty]\.?|s\s*[/.]?\s*s\.?|lpg\s*[/.]?\s*c?|lng\s*[/.]?\s*c?|f\s*/?\s*v|m\s*/?\s*tug|vlcc|vessel|"
    r"ship|motor\s+(?:vessel|tanker)|(?:crude )?(?:oil )?tanker|tug(?:boat)?|msv|tb)(?=[\s\"'“«])[\s\"'“«]+)+",
    re.IGNORECASE,
)
_HONG_KONG = re.compile(r"\bhong[\s-]+kong\b", re.IGNORECASE)
_SILENT = str.maketrans(
    {
        "ع": "",
        "ء": "",
        "ע": "",
        "א": "a",
        "ا": "a",
        "أ": "a",
        "آ": "a",
        "إ": "i",
        "ى": "a",
        "ئ": "y",
        "ؤ": "w",
        "ة": "a",
    }
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_TO_CYRILLIC = str.maketrans("ABCEHIKMOPTXYabcehikmoptxy3", "АВСЕНІКМОРТХУавсенікмортхуЗ")
_TO_LATIN = str.maketrans("АВСЕНІКМОРТХУаесіорхуѕјԁ", "ABCEHIKMOPTXYaeciopxysjd")


def latin_words(text: str, kind: int) -> list[tuple[str, int]]:
    """Lower-case Latin words, each with ABJAD where it was written without vowels, SOUNDED where in Korean letters."""
    text = text[:LONGEST]
    if text.isascii():
        return _plain(text, kind)
    text = unicodedata.normalize("NFKC", text)[:LONGEST]
    if kind == SHIP:
        text = _PREFIX.sub("", text)
    text = _DROP.sub("", text)
    if kind == FIRM:
        text = _HONG_KONG.sub("hongkong", text)
    if _EAST.search(text):
        text = _eastern(text)
    found: list[tuple[str, int]] = []
    for part in _WORD.findall(text if kind == PERSON else _INITIALS.sub(r"\1", text.replace("&", " and "))):
        part = _one_script(part) if _CYRILLIC.search(part) and _LATIN.search(part) else part  # noqa: PLW2901
        if part.isascii():
            found.append((part.lower(), 0))
        elif part[0] == _SOUNDED:
            found.append((part[1:].lower(), SOUNDED))
        elif _SEMITIC.search(part):
            found.extend((w, ABJAD) for w in _LETTERS.findall(_semitic(part)))
        else:
            found.extend((w, 0) for w in [_NO_LETTER.sub("", anyascii(part).lower())] if w)
    if kind != PERSON:
        found = _run_together(found)
    return found[: MOST * 2]


def _plain(text: str, kind: int) -> list[tuple[str, int]]:
    """As `latin_words`, of a text in ASCII, as most are: nothing to put into Latin letters."""
    if kind == SHIP:
        text = _PREFIX.sub("", text)
    text = text.translate(_DROP_PLAIN).lower()
    if kind != PERSON:
        if kind == FIRM and "hong" in text:
            text = _HONG_KONG.sub("hongkong", text)
        text = text.replace("&", " and ")
        if "." in text or "/" in text:
            text = _INITIALS.sub(r"\1", text)
    found = [(word, 0) for word in _LETTERS.findall(text)]
    return (found if kind == PERSON else _run_together(found))[: MOST * 2]


@cache
def _accented() -> dict[int, str]:
    """Latin letters that are written with a mark, each with the plain one that stands for it."""
    letters = map(chr, range(0xC0, 0x250))
    plain = {ord(c): anyascii(c) for c in letters if c.isalpha() and unicodedata.normalize("NFKC", c) == c}
    return {c: p for c, p in plain.items() if len(p) == 1 and p.isalpha()}


def in_ascii(text: str) -> str:
    """A text of Latin letters without their marks, as `latin_words` takes them; empty if it holds any other letter."""
    plain = text.translate(_accented())
    return plain if plain.isascii() else ""


def _one_script(word: str) -> str:
    """Letters that only look like those around them, put right: `Cepвиc` is Cyrillic, `РAEKSOL` Latin."""
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if not _LATIN.search(cyrillic):
        return cyrillic if _CYRILLIC.search(latin) else latin
    return latin


def _run_together(words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """`S A` → `SA`: single letters beside each other are an abbreviation, in what is no person."""
    if all(len(word) > 1 for word, _ in words):
        return words
    joined: list[tuple[str, int]] = []
    run = ""
    for word, flag in [*words, ("", 0)]:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            joined.append((run, 0))
            run = ""
        if word:
            joined.append((word, flag))
    return joined


def _semitic(part: str) -> str:
    """Arabic and Hebrew letters in Latin ones: the article off, ayn as `a` at the front and nothing within."""
    part = unicodedata.normalize("NFKC", part)
    part = "".join(c for c in part if not unicodedata.combining(c))
    if len(part) > 4 and part.startswith("ال"):
        part = part[2:]
    if not part:
        return ""
    head = "a" if part[0] in "عاأإآאע" else anyascii(part[0])
    return _NO_LETTER.sub("", (head + anyascii(part[1:].translate(_SILENT))).lower())


def _eastern(text: str) -> str:
    """Chinese, Korean: known words of trade and places as English words, the rest by its sound, a syllable a word."""
    for written, word in hanzi():
        if written in text:
            text = text.replace(written, f" {word} ")
    out: list[str] = []
    for part in re.split(r"([\u3400-\u9fff\uac00-\ud7af]+)", text):
        found = _SYLLABLE.findall(anyascii(part)) if _EAST.match(part) else []
        if _KOREAN.match(part):
            found = [_SOUNDED + _BARE.get(s, s) for s in found]
        out.append(f" {' '.join(found)} " if found else part)
    return "".join(out)


def korean_name(text: str) -> str:
    """A person's name in Chinese characters by their Korean sounds, where each is one of Korean names: 金正恩 is Kim Jong Un.

    A surname and two further characters: nearly all Koreans' names are that, and of two characters most are Chinese.
    """
    characters = "".join(text.split())
    if not _HANJA.fullmatch(characters):
        return ""
    surnames, given = hanja()
    sounds = [surnames.get(characters[0], ""), *(given.get(c, "") for c in characters[1:])]
    return " ".join(sounds) if all(sounds) else ""
