"""A name read as words: scripts to Latin letters, words to what they stand for, each with flags that tell its weight.

One name may have two readings: a digit within a word may be a letter read wrong (`KVM SON6`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from offing.index.glossary import (
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
    misspelt,
    ordinary,
    words_of,
)
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.letters import LONGEST, MOST, korean_name, latin_words
from offing.index.name_parts import opens_with_article, parts_of

_MINOR = LEGAL | GENERIC | STOP | TITLE


@dataclass(frozen=True, slots=True)
class Reading:
    """A name's words as compared, their flags, and the words as they were before glossaries (`intl` for `international`)."""

    words: tuple[str, ...]
    flags: tuple[int, ...]
    plain: tuple[str, ...]


_NUMBERED = re.compile(r"([a-z]{2,})([0-9]{1,4})")
STUCK_BEFORE = tuple("ooo oao zao pao pjsc ojsc cjsc llc fgup".split())
STUCK_BEHIND = tuple("llc ltd limited gmbh ooo pjsc ojsc jsc company corporation".split())
"""Forms that may be stuck to a word."""
_STUCK = re.compile(rf"({'|'.join(STUCK_BEFORE)})(.{{3,}})|(.{{3,}})({'|'.join(STUCK_BEHIND)})")
ROMAN = {
    n: str(i + 1)
    for i, n in enumerate(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
    )
}
ENDINGS = tuple(
    "ovich evich yevich ievich ovych evych yovych avich ovna evna yevna ivna ovitch evitch owitsch ewitsch avitj ovitj".split()
)
"""What a patronymic ends in, behind three letters or more."""
_PATRONYMIC = re.compile(rf"(.{{3,}}?)(?:{'|'.join(ENDINGS)})")
_DIGIT_AS_LETTER = str.maketrans("0123456789", "oizeasgtbq")
_COMPOUND = re.compile(rf"(?=.*(?:ng|x|zh|q))(?=.{{3,}}){SYLLABLE}{{1,3}}|(?=[a-z]{{3,}}){SYLLABLE}")
"""A word of Chinese syllables: another syllable is another word, not a slip."""
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


@lru_cache(maxsize=100_000)
def read(text: str, kind: int, *, asked: bool = False) -> tuple[Reading, ...]:
    """Readings of a name of that kind, the plain one first; none where it has no letters.

    `A / B` is read whole and as each of the two. `asked` adds what a slip may have made of it: digits in words as letters,
    a legal form stuck to a word, a misspelt word of trade; and the Korean sounds of a person's name in Chinese characters.
    """
    found: dict[tuple[str, ...], Reading] = {}
    for part in (text, *parts_of(text[:LONGEST], kind)):
        raw = latin_words(part, kind)
        if not raw:
            continue
        reading = _reading(raw, kind, comma="," in part)
        found.setdefault(reading.words, reading)
        if asked and (repaired := _repaired(raw, kind)) != raw:
            reading = _reading(repaired, kind, comma="," in part)
            found.setdefault(reading.words, reading)
        if asked and kind == PERSON and (korean := korean_name(part)):
            reading = _reading(latin_words(korean, kind), kind, comma=False)
            found.setdefault(reading.words, reading)
    return tuple(found.values())


ODD, ODD_FIRST, BEHIND, IN_WORDS = 1, 2, 4, 8
"""Of a written word: that only a look at the whole name tells what it is; that it is so at the front; that behind the front it
is what stands as `mended`; that it is a number in words, which may make one with another number."""
MAY_LEAD = frozenset(
    "m s f mv mt my ss lpg lpgc lng lngc fv mtug vlcc vessel ship motor crude oil tanker tug tugboat msv tb".split()
)


class Word(NamedTuple):
    """What a written word is in a name: the bits of where only the whole name tells; places (word, flags, plain form); and the
    places if a slip in it is mended, none where there is none."""

    bits: int
    places: tuple[tuple[str, int, str], ...]
    mended: tuple[tuple[str, int, str], ...] = ()


@lru_cache(maxsize=1 << 16)
def written_as(word: str, kind: int, *, slips: bool = True) -> Word:
    """What a word of letters or digits is in a name of that kind, wherever it stands. Without `slips` it is known to be no word
    of trade with a slip in it."""
    mixed = not (word.isalpha() or word.isdigit())
    letters = word.translate(_DIGIT_AS_LETTER)
    if kind == PERSON:
        found = [_personal(w, 0) for w in (word, letters)[: 1 + mixed]]
        odd = any(f & TITLE for _, f, _ in found) or opens_with_article(word) or word == "aka"
        return Word(ODD if odd else 0, (found[0],), tuple(found[1:]))
    if kind == FIRM:
        mended = (letters,) if mixed else _mended(word, slips=slips)
        odd = word in ("hong", "aka")
        in_words = any(w in words_of("number") for w in (word, *mended))
        other = () if mended == (word,) else tuple(one for w in mended for one in _firm_word(w, 0))
        return Word((ODD if odd else 0) | (IN_WORDS if in_words else 0), _firm_word(word, 0), other)
    if mixed:
        by_place = letters in ("no", "nr", "num", *ROMAN, *words_of("number"))
        return Word(ODD if by_place else 0, _as_ships(word, 0), _as_ships(letters, 0))
    if word in ("no", "nr", "num"):
        return Word(ODD, ())
    in_words = word in words_of("number")
    numeral = in_words or word in ROMAN
    bits = (ODD_FIRST if word in MAY_LEAD else 0) | (IN_WORDS if in_words else 0) | (BEHIND if numeral else 0)
    return Word(bits, _as_ships(word, 0), _as_ships(word, 1) if numeral else ())


def _as_ships(word: str, i: int) -> tuple[tuple[str, int, str], ...]:
    return tuple((w, f | _known(p), p) for w, f, p in _ship_word(word, 0, i, [(word, 0)] * (i + 1)))


def _repaired(raw: list[tuple[str, int]], kind: int) -> list[tuple[str, int]]:
    if kind != FIRM and all(word.isalpha() or word.isdigit() for word, _ in raw):
        return raw
    out: list[tuple[str, int]] = []
    for word, flag in raw:
        if word.isalpha() or word.isdigit():
            out.extend((w, flag) for w in (_mended(word) if kind == FIRM else (word,)))
        else:
            out.append((word.translate(_DIGIT_AS_LETTER), flag))
    return out


@lru_cache(maxsize=1 << 16)
def _mended(word: str, *, slips: bool = True) -> tuple[str, ...]:
    if len(word) < MISSPELT_FROM:
        return (word,)
    if stuck := _STUCK.fullmatch(word):
        return tuple(w for w in stuck.groups() if w)
    return ((misspelt(word) if slips else "") or word,)


def _reading(raw: list[tuple[str, int]], kind: int, *, comma: bool) -> Reading:
    """`comma`: the text may turn a name round (`Hassan, Mullah`); else a title stands before the name, or is none."""
    found: list[tuple[str, int, str]] = []
    if kind == PERSON:
        found = [_personal(word, flag) for word, flag in raw[:MOST]]
        if not comma:
            named = next((i for i, (_, f, _) in enumerate(found) if not f & TITLE), 0)
            found[named:] = [(w, f & ~TITLE, p) for w, f, p in found[named:]]
    elif kind == FIRM:
        last = ""
        for word, flag in raw:
            for one in _firm_word(word, flag):
                if one[0] != last or not found:
                    found.append(one)
                last = one[0]
        del found[MOST:]
    else:
        for i, (word, flag) in enumerate(raw):
            found.extend(_ship_word(word, flag, i, raw))
        del found[MOST:]
    if kind != PERSON and sum(f & NUMBER != 0 for _, f, _ in found) > 1:
        found = _tens_and_ones(found)
    if found and all(f & _MINOR for _, f, _ in found):
        found = [(w, f & ~_MINOR, p) for w, f, p in found]
    if not found:
        return Reading((), (), ())
    words, flags, plain = zip(*found, strict=True)
    if kind == SHIP:
        flags = tuple(f | _known(p) for f, p in zip(flags, plain, strict=True))
    return Reading(words, flags, plain)


@lru_cache(maxsize=1 << 16)
def _known(word: str) -> int:
    """KNOWN, if a word is ordinary or Chinese; else 0."""
    return KNOWN if word in ordinary() or _COMPOUND.fullmatch(word) else 0


@lru_cache(maxsize=1 << 17)
def _personal(word: str, flag: int) -> tuple[str, int, str]:
    known = _known(word)
    if word.isdigit():
        return word.lstrip("0") or "0", NUMBER | known, word
    if len(word) == 1:
        return word, INITIAL | known, word
    if word in words_of("personal"):
        return word, flag | STOP | known, word
    if word in words_of("title"):
        return word, flag | TITLE | known, word
    return word, flag | known | (PATRONYMIC if len(word) > 6 and _PATRONYMIC.fullmatch(word) else 0), word


def _tens_and_ones(found: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """`forty four` and `forty 4` are 44."""
    for i in range(len(found) - 1):
        (ten, _, word), (one, _, other) = found[i], found[i + 1]
        if word.isalpha() and ten.isdigit() and ten[1:] == "0" and ten != "10" and len(one) == 1 and one in "123456789":
            number = ten[0] + one
            return _tens_and_ones([*found[:i], (number, NUMBER, word + other), *found[i + 2 :]])
    return found


def patronymic(word: str) -> str:
    """The father's name, or what is left of it, in a patronymic (`viktorovich`, `petrovna`); empty where it is none."""
    found = _PATRONYMIC.fullmatch(word) if len(word) > 6 else None
    return found[1] if found else ""


@lru_cache(maxsize=1 << 17)
def _firm_word(word: str, flag: int) -> tuple[tuple[str, int, str], ...]:
    return tuple((w, f | _known(p), p) for w, f, p in _firm_words(word, flag))


def _firm_words(word: str, flag: int) -> list[tuple[str, int, str]]:
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
    if i and word in ROMAN:
        return [(ROMAN[word], NUMBER, word)]
    if i and len(word) > 1 and word in words_of("number"):
        return [(words_of("number")[word], NUMBER, word)]
    numbered = _NUMBERED.fullmatch(word)
    if numbered:
        return [(numbered[1], flag, numbered[1]), (numbered[2].lstrip("0") or "0", NUMBER, numbered[2])]
    return [(word, flag, word)]
