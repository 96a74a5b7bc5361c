"""How much a word weighs: the rarer among listed names and in the world, the more."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import log

from offing.index.glossary import (
    GENERIC,
    INITIAL,
    LEGAL,
    NUMBER,
    STOP,
    SYLLABLE,
    TITLE,
    english,
    everyday,
    firm_words,
    kindred,
    korean,
)
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.steps import stepped

PRIOR = 12_000
"""How many names the bundled shares count for, beside those of the list."""
RAREST = 1 / 60_000
FULL_WEIGHT = log(20_000)
"""A word in one of 20,000 names has weight 1."""
SPECIAL = LEGAL | GENERIC | STOP | TITLE | NUMBER | INITIAL
NUMBER_WEIGHT = (0.15, 0.35, 0.60)
SYLLABLE_SHARE = 1 / 400
"""Chinese has some 400 syllables: none of them is rarer than that, however few of the listed names hold it."""
TRADE_SHARE, ENGLISH_SHARE = 1 / 150, 1 / 800
"""In names of firms, a word of trade or place that the glossary knows, and any other English word, are not rare either."""
SHORT_SHARES = (RAREST, RAREST, 1 / 300, 1 / 2500, 1 / 10000)
"""By letters. There are few short words: two strangers meet in three letters by chance."""
_SYLLABLE = re.compile(SYLLABLE)
LONGEST_SYLLABLE = 6
"""Letters: zhuang."""
SMALL_FLAGS, SMALL_WEIGHTS = (LEGAL, TITLE, STOP, GENERIC, INITIAL), (0.03, 0.03, 0.05, 0.06, 0.12)
"""What weighs little whatever its letters, the first that it is."""


@cache
def shares() -> Mapping[tuple[int, str], float]:
    """(kind, word) → share of names that hold it, from public-domain lists (`common.csv`) and by our own estimate of
    the world's names (`known.csv`): rarity where the user's list is small or peculiar."""
    found: dict[tuple[int, str], float] = {}
    for name in ("common.csv", "known.csv"):
        text = files("offing.index").joinpath(name).read_text(encoding="utf-8")
        for kind, share, words in list(csv.reader(text.splitlines()))[1:]:
            for word in words.split():
                found[int(kind), word] = max(found.get((int(kind), word), 0.0), float(share))
    return found


@cache
def shares_of(kind: int) -> Mapping[str, float]:
    """Word → share of the names of a kind."""
    return {word: share for (its, word), share in shares().items() if its == kind}


@cache
def floors(kind: int) -> Mapping[str, float]:
    """Word → the share below which a word of its sort never counts as rare."""
    if kind != FIRM:
        return {}
    return dict.fromkeys(english(), ENGLISH_SHARE) | dict.fromkeys(everyday(), TRADE_SHARE)


def weight_of(word: str, flags: int, kind: int, frequency: Mapping[str, int], size: int) -> float:
    """1 for a word in one name of 20,000, less the more (in steps) hold it; small and fixed for forms, titles and articles."""
    if flags & NUMBER:
        return NUMBER_WEIGHT[kind]
    if flags & SPECIAL:
        return next(small for flag, small in zip(SMALL_FLAGS, SMALL_WEIGHTS, strict=True) if flags & flag)
    letters = len(word)
    if letters == 1:
        return SMALL_WEIGHTS[SMALL_FLAGS.index(INITIAL)]
    world = shares_of(kind).get(word, RAREST)
    share = max(
        (stepped(frequency.get(word, 0)) + PRIOR * world) / (stepped(size) + PRIOR), world / 2, floors(kind).get(word, 0.0),
        SHORT_SHARES[letters] if letters < len(SHORT_SHARES) else RAREST,
    )  # fmt: skip
    if letters <= LONGEST_SYLLABLE and share < 2 * SYLLABLE_SHARE and _SYLLABLE.fullmatch(word):
        share = max(share, SYLLABLE_SHARE * (2 if kind == PERSON else 1))
    return min(1.0, max(0.08, -log(share) / FULL_WEIGHT))


def classes_of(word: str, kind: int) -> Sequence[tuple[int, float]]:
    """Classes of kindred names: of persons all, of ships the Korean ones, of firms none (their glossary says it)."""
    if kind == PERSON or (kind == SHIP and word in korean()):
        return kindred().get(word, ())
    return ()


def join_of(words: Sequence[str], kind: int) -> str:
    """Words run together, and what the glossary knows that to be (`hong kong` is `hongkong`)."""
    word = "".join(words)
    known = firm_words()[0].get(word) if kind == FIRM and len(word) >= 5 else None
    return known[0] if known and " " not in known[0] else word
