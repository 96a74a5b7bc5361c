"""A name read as words: scripts to Latin letters, words to what they stand for, each with flags that tell its weight.

One name may have two readings: a digit within a word may be a letter read wrong (`KVM SON6`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from offing.index.glossary import (
    ABJAD,
    GENERIC,
    INITIAL,
    KNOWN,
    LEGAL,
    MISSPELT_FROM,
    NUMBER,
    PATRONYMIC,
    STOP,
    SYLLABLE,
    TITLE,
    firm_word,
    hanzi,
    misspelt,
    ordinary,
    words_of,
)

PERSON, FIRM, SHIP = 0, 1, 2
"""Kinds of names. Each kind is its own world of words: STAR is rare among persons."""
LONGEST, MOST = 600, 20
"""Letters of a name that are read, and words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A name's words as compared, their flags, and the words as they were before glossaries (`intl` for `international`)."""

    words: tuple[str, ...]
    flags: tuple[int, ...]
    plain: tuple[str, ...]


_DROP = re.compile(
    r"['’‘`´ʹʼ\"“”«»\u00ad\ufe0f\u2600-\u27bf\U0001f000-\U0001faff\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00]"
)
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])[./](?=[^\W\d_](?:[./\s,;)-]|$))")
_WORD = re.compile(r"[^\W_]+")
_SEMITIC = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_EAST = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]")
_LETTERS = re.compile(r"[a-z0-9]+")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_SYLLABLE = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
_NUMBERED = re.compile(r"([a-z]{2,})([0-9]{1,4})")
_PREFIX = re.compile(
    r"^\W*(?:(?:m\s*[/.]?\s*[vty]\.?|s\s*[/.]?\s*s\.?|lpg\s*[/.]?\s*c?|lng\s*[/.]?\s*c?|f\s*/?\s*v|m\s*/?\s*tug|vlcc|vessel|"
    r"ship|motor\s+(?:vessel|tanker)|(?:crude )?(?:oil )?tanker|tug(?:boat)?|msv|tb)(?=[\s\"'“«])[\s\"'“«]+)+",
    re.IGNORECASE,
)
_SEPARATORS = [re.compile(rf"{slash}|;|\sa\.?k\.?a\.?\s", re.IGNORECASE) for slash in ("/", r"\s/\s")]
_STUCK = re.compile(
    r"(ooo|oao|zao|pao|pjsc|ojsc|cjsc|llc|fgup)(.{3,})|(.{3,})(llc|ltd|limited|gmbh|ooo|pjsc|ojsc|jsc|company|corporation)"
)
_HONG_KONG = re.compile(r"\bhong[\s-]+kong\b", re.IGNORECASE)
_ROMAN = {
    n: str(i + 1)
    for i, n in enumerate(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
    )
}
_PATRONYMIC = re.compile(
    r".{3,}(?:ovich|evich|yevich|ievich|ovych|evych|yovych|avich|ovna|evna|yevna|ivna|ovitch|evitch|owitsch|ewitsch|avitj|ovitj)"
)
_DIGIT_AS_LETTER = str.maketrans("0123456789", "oizeasgtbq")
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
_COMPOUND = re.compile(rf"(?=.*(?:ng|x|zh|q))(?=.{{3,}}){SYLLABLE}{{1,3}}|(?=[a-z]{{3,}}){SYLLABLE}")
"""A word of Chinese syllables: another syllable is another word, not a slip."""
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_TO_CYRILLIC = str.maketrans("ABCEHIKMOPTXYabcehikmoptxy3", "АВСЕНІКМОРТХУавсенікмортхуЗ")
_TO_LATIN = str.maketrans("АВСЕНІКМОРТХУаесіорхуѕјԁ", "ABCEHIKMOPTXYaeciopxysjd")
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{2,})[)\]）]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][A-Za-z])")
_ARTICLE = re.compile(r"\b(al|el|ul)(?=[b-df-hj-np-tv-z][a-z]{3,}\b)", re.IGNORECASE)
_LISTING = re.compile(r"[,;]\s")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


@lru_cache(maxsize=100_000)
def read(text: str, kind: int, *, asked: bool = False) -> tuple[Reading, ...]:
    """Readings of a name of that kind, the plain one first; none where it has no letters.

    `A / B` is read whole and as each of the two. `asked` adds what a slip may have made of it: digits in words as letters,
    a legal form stuck to a word, a misspelt word of trade.
    """
    found: dict[tuple[str, ...], Reading] = {}
    for part in (text, *_parts(text[:LONGEST], kind)):
        raw = _raw(part, kind)
        if not raw:
            continue
        reading = _reading(raw, kind)
        found.setdefault(reading.words, reading)
        if asked and (repaired := _repaired(raw, kind)) != raw:
            reading = _reading(repaired, kind)
            found.setdefault(reading.words, reading)
    return tuple(found.values())


def _parts(text: str, kind: int) -> tuple[str, ...]:
    """Further names in a name: `A / B`, `A, B, C` where a comma is no part of one, and what stands in brackets and before."""
    if kind == SHIP:
        return ()
    apart = _CAMEL.sub(" ", text)
    found = [apart] if apart != text and not re.search(r"\b(?:Mc|Mac|De|La|Le|Di|Van)(?=[A-Z])", text) else []
    if kind == PERSON and (apart := _ARTICLE.sub(r"\1 ", text)) != text:
        found.append(apart)
    return (*found, *_listed_parts(text, kind))


def _listed_parts(text: str, kind: int) -> tuple[str, ...]:
    found = [p for p in _SEPARATORS[kind].split(text) if len(p.split()) > 1]
    if len(found) < 2:
        found = []
    listing = [p.strip() for p in _LISTING.split(text)]
    if len(listing) > 2 and (kind == PERSON or not any(firm_word(p.strip(".").lower()) for p in listing)):
        found += [p for p in listing if len(p) > 3]
    elif kind == FIRM and len(listing) == 2 and listing[0].split()[:1] == listing[1].split()[:1]:
        found += listing
    inside = [p for p in _BRACKETS.findall(text) if len(p) > 3 or (p.isupper() and kind == FIRM)]
    outside = _BRACKETS.sub(" ", text).strip()
    if inside and len(outside) > 3:
        found += [outside, *(p for p in inside if kind == FIRM and _a_name(p))]
    return tuple(found)


def _a_name(text: str) -> bool:
    """Whether a text in brackets is more than a place, a form or words of trade."""
    words = [w for w, _ in _raw(text, FIRM)]
    return any(len(w) > 2 and firm_word(w) is None and not w.isdigit() for w in words)


def _repaired(raw: list[tuple[str, int]], kind: int) -> list[tuple[str, int]]:
    out: list[tuple[str, int]] = []
    for word, flag in raw:
        if word.isalpha() or word.isdigit():
            out.extend((w, flag) for w in (_mended(word) if kind == FIRM else (word,)))
        else:
            out.append((word.translate(_DIGIT_AS_LETTER), flag))
    return out


def _mended(word: str) -> tuple[str, ...]:
    if stuck := _STUCK.fullmatch(word):
        return tuple(w for w in stuck.groups() if w)
    return (misspelt(word) or word,) if len(word) >= MISSPELT_FROM else (word,)


def _raw(text: str, kind: int) -> list[tuple[str, int]]:
    """Lower-case Latin words, each with ABJAD where it was written without vowels."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST]
    if kind == SHIP:
        text = _PREFIX.sub("", text)
    text = _DROP.sub("", text)
    if kind == FIRM:
        text = _HONG_KONG.sub("hongkong", text)
    if _EAST.search(text):
        text = _eastern(text)
    found: list[tuple[str, int]] = []
    for part in _WORD.findall(text if kind == PERSON else _INITIALS.sub(r"\1", text.replace("&", " and "))):
        if _CYRILLIC.search(part) and _LATIN.search(part):
            part = _one_script(part)
        if part.isascii():
            found.append((part.lower(), 0))
        elif _SEMITIC.search(part):
            found.extend((w, ABJAD) for w in _LETTERS.findall(_semitic(part)))
        else:
            found.extend((w, 0) for w in [_NO_LETTER.sub("", anyascii(part).lower())] if w)
    if kind != PERSON:
        found = _run_together(found)
    return found[: MOST * 2]


def _one_script(word: str) -> str:
    """Letters that only look like those around them, put right: `Cepвиc` is Cyrillic, `РAEKSOL` Latin."""
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if not _LATIN.search(cyrillic):
        return cyrillic if _CYRILLIC.search(latin) else latin
    return latin


def _run_together(words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """`S A` → `SA`: single letters beside each other are an abbreviation, in what is no person."""
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
        out.append(" " + " ".join(_SYLLABLE.findall(anyascii(part))) + " " if _EAST.match(part) else part)
    return "".join(out)


def _reading(raw: list[tuple[str, int]], kind: int) -> Reading:
    found: list[tuple[str, int, str]] = []
    for i, (word, flag) in enumerate(raw):
        if kind == FIRM:
            found.extend(_firm_word(word, flag))
        elif kind == SHIP:
            found.extend(_ship_word(word, flag, i, raw))
        else:
            found.append((*_personal(word, flag), word))
    found = [w for i, w in enumerate(found) if kind != FIRM or not i or w[0] != found[i - 1][0]][:MOST]
    if found and all(f & (LEGAL | GENERIC | STOP | TITLE) for _, f, _ in found):
        found = [(w, f & ~(LEGAL | GENERIC | STOP | TITLE), p) for w, f, p in found]
    known = ordinary()
    return Reading(
        tuple(w for w, _, _ in found),
        tuple(f | KNOWN if p in known or _COMPOUND.fullmatch(p) else f for _, f, p in found),
        tuple(p for _, _, p in found),
    )


def _personal(word: str, flag: int) -> tuple[str, int]:
    if word.isdigit():
        return word.lstrip("0") or "0", NUMBER
    if len(word) == 1:
        return word, INITIAL
    if word in words_of("personal"):
        return word, flag | STOP
    if word in words_of("title"):
        return word, flag | TITLE
    return word, flag | (PATRONYMIC if len(word) > 6 and _PATRONYMIC.fullmatch(word) else 0)


def _firm_word(word: str, flag: int) -> list[tuple[str, int, str]]:
    if word.isdigit():
        return [(word.lstrip("0") or "0", NUMBER, word)]
    if ordinal := _ORDINAL.fullmatch(word):
        return [(ordinal[1], NUMBER, word)]
    known = firm_word(word)
    if known is not None:
        parts = known[0].split()
        return [(part, flag | known[1], part if len(parts) > 1 else word) for part in parts]
    numbered = _NUMBERED.fullmatch(word)
    if numbered and len(numbered[1]) >= 3:
        return [(numbered[1], 0, numbered[1]), (numbered[2].lstrip("0") or "0", NUMBER, numbered[2])]
    return [(word, flag, word)]


def _ship_word(word: str, flag: int, i: int, raw: list[tuple[str, int]]) -> list[tuple[str, int, str]]:
    if word.isdigit():
        return [(word.lstrip("0") or "0", NUMBER, word)]
    if word in ("no", "nr", "num") and i + 1 < len(raw) and raw[i + 1][0].isdigit():
        return []
    if i and word in _ROMAN:
        return [(_ROMAN[word], NUMBER, word)]
    if i and len(word) > 1 and word in words_of("number"):
        return [(words_of("number")[word], NUMBER, word)]
    numbered = _NUMBERED.fullmatch(word)
    if numbered:
        return [(numbered[1], flag, numbered[1]), (numbered[2].lstrip("0") or "0", NUMBER, numbered[2])]
    return [(word, flag, word)]
