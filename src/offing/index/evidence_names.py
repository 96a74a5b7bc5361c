"""What tells two people of nearly one name apart: another father's name, father and son exchanged, no family name in
common, another syllable where both are written in the same characters.

Pure, and asked only of people whom the matcher proposes by name. A listed name tells which of its words is the family's where the
publisher sets it in capitals (`Oleg Timur GRIMSDOTT`) or before a comma (`GRIMSDOTT, Oleg Timur`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

from offing.index.glossary import ABJAD, kindred, words_of
from offing.index.keys import fine, skeleton
from offing.index.kinds import PERSON
from offing.index.letters import latin_words
from offing.index.rules import Part, part
from offing.index.words import patronymic

ALIKE_FATHERS = 0.45
"""Share of letters in common from which two Slavic patronymics, less their endings, may be spellings of one."""
ALIKE_NAMES, ALIKE_GIVEN = 0.62, 0.72
"""The same of two family names, and of what stands beside a `bin`: MOHAMED and AHMED are two names."""
_SON_OF = frozenset(("bin", "ibn", "ben", "bint", "binti", "ould", "wuld"))
_PARTICLES = frozenset(("abd", "abdul", "abdel", "abu", "al", "el", "ul", "de", "da", "van", "von", "der", "la", "le"))
_CAPITALS = re.compile(r"[^\W\d_]{2,}")
_CHARACTERS = re.compile(r"[\u3400-\u9fff]+|[\uac00-\ud7af]+")
_SHORTEST = 3
"""Letters of a family name that is sought: shorter ones are written in too many ways."""
_SPELT = str.maketrans("gyw", "hiv")


def name_parts(name: str, listed: str, every: Iterable[str]) -> Iterator[Part]:
    """What speaks against `name` being the person listed as `listed`; `every`: all names of the entry."""
    every = tuple(every)
    if _other_syllable(name, listed):
        yield part("name_other_syllable", name, listed)
    if _without_vowels(name):
        return
    ours, theirs = _words(name), _words(listed)
    if _turned(ours, theirs):
        yield part("name_father_and_son", name, listed)
    elif father := _other_father(ours, theirs, every):
        yield part("name_other_father", *father)
    elif given := _other_given(ours, theirs, every):
        yield part("name_other_given", *given)
    if missing := _no_family(name, listed, every):
        yield part("name_no_family", name, missing)


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word, _ in latin_words(text, PERSON))


@lru_cache(maxsize=1 << 14)
def _without_vowels(text: str) -> bool:
    """Whether words of a name are written in Arabic or Hebrew letters: they are alike to many."""
    return not text.isascii() and any(flag & ABJAD for _, flag in latin_words(text, PERSON))


def _spellings(words: Iterable[str]) -> set[str]:
    """The fine keys and skeletons of words: where two names share one, they share a word."""
    return {key for w in words for key in (fine(w), f"~{skeleton(w)}") if key != "~"}


@lru_cache(maxsize=1 << 14)
def _alike(a: str, b: str, least: float) -> bool:
    """Whether two words may be spellings of one name."""
    if not _spellings((a,)).isdisjoint(_spellings((b,))):
        return True
    if {c for c, _ in kindred().get(a, ())} & {c for c, _ in kindred().get(b, ())}:
        return True
    spelt = ((x.translate(_SPELT), y.translate(_SPELT)) for x, y in ((a, b), (fine(a), fine(b))))
    return any(_share(x, y) >= least for x, y in spelt if min(len(x), len(y)) * 2 >= least * (len(x) + len(y)))


@lru_cache(maxsize=20_000)
def _share(x: str, y: str) -> float:
    """Share of letters in common, in order."""
    return SequenceMatcher(None, x, y, autojunk=False).ratio()


# ---- fathers


def _other_father(ours: tuple[str, ...], theirs: tuple[str, ...], every: Iterable[str]) -> tuple[str, str] | None:
    """The two fathers' names, where both give one and no listed name of the entry gives ours."""
    mine = [w for w in ours if patronymic(w)]
    if len(mine) == 1:
        listed = list(dict.fromkeys(w for text in every for w in _words(text) if patronymic(w)))
        if listed and not any(_alike(patronymic(mine[0]), patronymic(w), ALIKE_FATHERS) for w in listed):
            return mine[0], listed[0]
        return None
    sons = list(zip(_nasab(ours), _nasab(theirs), strict=False)) if _bins(ours) == _bins(theirs) else []
    if not sons or not _alike(sons[0][0][0], sons[0][1][0], ALIKE_NAMES):
        return None
    return next(((a, b) for (_, a), (_, b) in sons if not _alike(a, b, ALIKE_GIVEN)), None)


def _bins(words: tuple[str, ...]) -> int:
    return sum(w in _SON_OF for w in words)


def _nasab(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """(son, father) of a name that says whose son its bearer is (`SALEH bin KHALIFA AL-TAJIR`), as far back as it does; none
    where a father's name is of two words."""
    at = [i for i, w in enumerate(words) if w in _SON_OF]
    pairs = [(words[i - 1], words[i + 1]) for i in at if 0 < i < len(words) - 1]
    good = len(pairs) == len(at) and not any({*pair} & (_PARTICLES | _SON_OF) for pair in pairs)
    return pairs if good else []


def _turned(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the son of one name is the father of the other, and his father the son."""
    mine, listed = _nasab(ours), _nasab(theirs)
    if len(mine) != 1 or len(listed) != 1 or _alike(*mine[0], ALIKE_GIVEN):
        return False
    (son, father), (other_son, other_father) = mine[0], listed[0]
    return _alike(son, other_father, 0.8) and _alike(father, other_son, 0.8)


# ---- families


@lru_cache(maxsize=1 << 14)
def family_of(text: str) -> tuple[str, ...]:
    """The words of a listed name that its publisher marks as the family's, by capitals among small letters or by a comma."""
    before, comma, _ = text.partition(",")
    words = _CAPITALS.findall(text)
    if any(w.isupper() for w in words) and any(not w.isupper() for w in words):
        marked = [w for w in words if w.isupper()]
    elif comma and text.count(",") == 1:
        marked = _CAPITALS.findall(before)
    else:
        return ()
    out = [w for m in marked for w in _words(m)]
    return tuple(w for w in out if w not in _PARTICLES and w not in _SON_OF and w not in words_of("title"))


def _no_family(name: str, listed: str, every: Iterable[str]) -> str:
    """The family name of the listed person, where no word asked is like it or like that of another of his names; else empty."""
    family = family_of(listed)
    if not family or min(map(len, family)) < _SHORTEST:
        return ""
    ours = list(_words(name))
    if any(len(w) == 1 for w in ours):
        return ""
    if not _spellings(ours).isdisjoint(_spellings(family)):
        return ""
    ours += ["".join(pair) for pair in pairwise(ours)]
    theirs = {w for text in every for found in [family_of(text)] for w in (*found, "".join(found)) if w}
    return "" if any(_alike(a, b, ALIKE_NAMES) for a in ours for b in theirs) else " ".join(family)


# ---- given names


def _other_given(ours: tuple[str, ...], theirs: tuple[str, ...], every: Iterable[str]) -> tuple[str, str] | None:
    """A word that no name of the entry holds, and the one that a listed name gives in its stead, all others agreeing:
    `Oleg Bjarne GRIMSDOTT`, listed as `Oleg Timur GRIMSDOTT`, be it beside a shorter `Oleg GRIMSDOTT`."""
    if len(ours) < 3:
        return None
    more = _beside(ours, theirs)
    if len(more) != 1 or len(more[0]) < _SHORTEST or len(_beside(theirs, ours)) > 1:
        return None
    fuller = [names for text in every if len(names := _words(text)) >= len(ours)]
    found = [words[0] for names in fuller if _beside(ours, names) == more and len(words := _beside(names, ours)) == 1]
    if not found or len(found[0]) < _SHORTEST or any(not _beside(more, _words(text)) for text in every):
        return None
    return more[0], found[0]


def _beside(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The words that are like none of the others, nor like two of them run together or one of two that are like one; titles
    and particles are none."""
    known = _spellings((*others, *map("".join, pairwise(others))))
    found = {w for pair in pairwise(words) if not _spellings(("".join(pair),)).isdisjoint(known) for w in pair}
    left = [w for w in words if w not in found and _spellings((w,)).isdisjoint(known)]
    left = [w for w in left if w not in _PARTICLES and w not in words_of("title")]
    return tuple(w for w in left if not any(_alike(w, o, ALIKE_NAMES) for o in others))


# ---- characters


def _other_syllable(name: str, listed: str) -> bool:
    """Whether two names in Chinese characters, or two in Korean, are as long and differ in a syllable's sound."""
    ours, theirs = _CHARACTERS.findall(name), _CHARACTERS.findall(listed)
    if not ours or not theirs:
        return False
    a, b = "".join(ours), "".join(theirs)
    if a == b or len(a) != len(b) or not 2 <= len(a) <= 5:
        return False
    return any(anyascii(x) != anyascii(y) for x, y in zip(a, b, strict=True))
