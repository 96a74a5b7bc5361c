"""Runs of capitalised words: what a proper name may be. Which of them are names, others tell from what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from offing.claims.forms import LEGAL
from offing.claims.wording import (
    AND,
    APART,
    CAPITAL,
    CAPITALS,
    COMMA,
    HYPHEN,
    LOWER,
    NUMBER,
    POINT,
    QUOTE,
    SLASH,
    SPACE,
    Words,
)

OPENERS = frozenset(
    "the a an in on at by for from to of with and but or nor so yet if as it its he she his her they their them we our you "
    "your i this that these those there here when where while who which what why how although though because since after "
    "before until during under over between among through about against according meanwhile however moreover also besides "
    "instead separately additionally furthermore nevertheless nonetheless still then now once both either neither each all "
    "any some many most more few several other another one two three four five six seven eight nine ten dozens hundreds not "
    "no yes only even just such earlier later last next despite given asked following including like unlike per via within "
    "without upon is was are were has have had do does did will would could should may might can must be been being said "
    "says citing adding amid amidst officials sources experts analysts authorities investigators prosecutors diplomats "
    "lawmakers shipping ships ship vessels vessel tankers tanker sanctions sanctioned satellite data read photo image file "
    "published updated today yesterday tomorrow tonight first second third former senior acting deputy new old exclusive "
    "shipmanager shipmanagers shipowner shipowners charterer charterers insurer brokers shipbrokers "
    "breaking update factbox analysis opinion explainer watch see".split()
)
"""Words that a sentence opens with and that begin no name there."""
_INITIALS = frozenset(
    "st ste mt mr mrs ms dr prof gen col lt capt sgt adm sen rep gov hon co messrs no corp inc ltd pte jr sr bros".split()
)
_ENDS = frozenset("ltd inc corp llc co".split())
"""Forms with which a sentence may end."""
_AFTER_APOSTROPHE = frozenset("s t re ve ll d m".split())
_AFTER_HYPHEN = frozenset(
    "flagged flag based registered owned led backed linked born made controlled run operated managed built style era bound "
    "wide sanctioned listed related origin speaking affiliated produced american korean russian chinese iranian level to "
    "and or range type class funded allied occupied held aligned administered ruled friendly imposed mandated source "
    "sourced supplied crewed chartered insured only free rich heavy old".split()
)
_FLAGGED = frozenset("flagged registered based owned linked".split())
_LONGEST = 24
"""Words after which a run is cut: no name is longer."""
_LONGEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Run:
    """The words [first, last), all but hyphened parts and numbers capitalised; `titled` if capitals tell nothing here."""

    first: int
    last: int
    titled: bool


def runs(words: Words, barred: bytearray) -> Iterator[Run]:
    """The runs of a text, without the words that are `barred` (dates and figures) and the openers of sentences."""
    i, n = 0, len(words)
    while i < n:
        if (
            words.shapes[i] not in (CAPITAL, CAPITALS)
            or barred[i]
            or (words.gaps[i] == HYPHEN and words.low(i) in _FLAGGED)
        ):
            i += 1
            continue
        j = i + 1
        while j < n and j - i < _LONGEST and not barred[j] and _runs_on(words, j):
            j += 1
        yield from _trimmed(words, i, j)
        i = j


def _runs_on(words: Words, j: int) -> bool:
    gap, shape = words.gaps[j], words.shapes[j]
    if gap == APART or ("\n" in words.between(j) and (words.low(j) in OPENERS or _next_row(words, j))):
        return False
    if gap == QUOTE:
        return words.low(j) not in _AFTER_APOSTROPHE
    if gap == HYPHEN and (shape == LOWER or words.low(j) in _FLAGGED):
        return _hyphened(words.low(j))
    if shape == NUMBER:
        numbered = gap == POINT and words.low(j - 1) == "no"
        return (
            (gap in (SPACE, HYPHEN) or numbered)
            and words.end(j) - words.start(j) <= _LONGEST_NUMBER
            and words.low(j).isdigit()
        )
    if shape == LOWER:
        return False
    if gap == POINT and "\n" in words.between(j) and words.low(j) not in LEGAL:
        return False
    if gap == POINT and words.low(j - 1) in _ENDS and words.low(j) not in LEGAL and words.first(j):
        return False
    if gap == POINT:
        return _abbreviated(words, j - 1) and not (words.low(j) in OPENERS and words.between(j) != ".")
    if gap == COMMA:
        if j + 1 < len(words) and words.gaps[j + 1] == HYPHEN:
            return False  # `David Lim, Co-Director`
        return (words.low(j) in LEGAL and words.low(j) not in ("ooo", "ao", "pao", "oao", "zao", "tov")) or (
            words.low(j) in ("s", "l") and words.plain[words.end(j) : words.end(j) + 1] == "."
        )
    return gap in (SPACE, HYPHEN, AND, SLASH)


def _next_row(words: Words, j: int) -> bool:
    """Whether a word begins another row of a list of ships: it and the line before both have a ship's number in them."""
    before, after = words.end(j - 1), words.start(j)
    begun, ended = words.text.rfind("\n", 0, before) + 1, words.text.find("\n", after)
    ended = len(words.text) if ended < 0 else ended
    if ended - begun > _LONGEST_ROWS:
        return False
    return bool(_NUMBERED.search(words.text, begun, before) and _NUMBERED.search(words.text, after, ended))


_NUMBERED = re.compile(r"\bIMO\b|\b\d{7}\b")
_LONGEST_ROWS = 400


def _abbreviated(words: Words, i: int) -> bool:
    if i > 0 and words.shapes[i - 1] == CAPITALS and words.shapes[i + 1] == CAPITAL and words.gaps[i] == SPACE:
        return False  # `SERENE I. The` ends with a number, no initial
    return (
        (words.end(i) - words.start(i) == 1 and words.shapes[i] == CAPITAL)
        or words.low(i) in _INITIALS
        or words.between(i + 1) == "."
    )


def _hyphened(word: str) -> bool:
    return word not in _AFTER_HYPHEN and not (len(word) > 4 and word.endswith(("ed", "ing")))


def _trimmed(words: Words, i: int, j: int) -> Iterator[Run]:
    """Without what opens the sentence. `The`, `A` and the like part a run wherever they stand."""
    titled = words.is_titled(i)
    if words.low(i) == "by" and j - i > 1:
        i += 1
    while i < j and words.low(i) in OPENERS and (titled or words.first(i) or words.low(i) in ("the", "a", "an")):
        if not (titled or words.low(i) in ("the", "a", "an")) and j - i > 1 and words.gaps[i + 1] != SPACE:
            break
        if words.low(i) == "a" and words.low(i - 1) == "the" and i + 1 < j:
            break  # the A Bong 1
        i += 1
    if i < j and words.shapes[i] != LOWER:
        yield Run(i, j, titled)
