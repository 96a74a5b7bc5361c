"""What a written word is, and what it weighs, where its letters and the tables of `world.py` tell it. Kernels (see `fast.py`).

Most words mean nothing but themselves; all others are left to `words.written_as`.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from offing.index.expand import hash_whole
from offing.index.glossary import ABJAD, INITIAL, KNOWN, NUMBER, PATRONYMIC
from offing.index.kinds import FIRM, PERSON
from offing.index.near import same
from offing.index.numbering import a_listed_word
from offing.index.shelf import (
    FULL_WEIGHT,
    LONGEST_SYLLABLE,
    NUMBER_WEIGHT,
    PRIOR,
    RAREST,
    SHORT_SHARES,
    SMALL_FLAGS,
    SMALL_WEIGHTS,
    SYLLABLE_SHARE,
)
from offing.index.spell import Sounds, all_digits, fine_key
from offing.index.vocabulary import Table, Words
from offing.index.world import KINDRED, ORDINARY, READ, World

_INFLECTED = 3
"""Letters that an ending of an inflected word of trade has at most."""
_TRADE_FROM = 6
_SYLLABLES = 3
_PATRONYMIC_FROM = 7


def known_word(text: NDArray[np.uint8], a: int, b: int, h: int, world: World) -> int:
    """The number of a word in the tables; -1 if it is not there."""
    bucket = h >> world.table.shift
    for i in range(int(world.table.buckets[bucket]), int(world.table.buckets[bucket + 1])):
        word = int(world.table.words[i])
        if world.table.hashes[i] == h and same(text, a, b, world.text, int(world.at[word]), int(world.at[word + 1])):
            return word
    return -1


def ends_of(text: NDArray[np.uint8], a: int, b: int, world: World) -> int:
    """Where a syllable of Chinese that begins at `a` may end, as bits of the letters from there; of letters only."""
    ends = 0
    for initial in range(3):
        if initial == 1 and vowel(int(text[a])):
            break
        if initial == 2 and ((text[a] != 99 and text[a] != 115 and text[a] != 122) or a + 1 >= b or text[a + 1] != 104):
            break
        node = 0
        i = a + initial
        while i < b:
            node = int(world.finals[node, int(text[i]) - 97])
            if node == 0:
                break
            i += 1
            if world.finals[node, 26]:
                ends |= 1 << (i - a)
    return ends


def vowel(c: int) -> bool:
    """Whether no syllable of Chinese has the letter before its final: a, e, i, o, u and v."""
    return c == 97 or c == 101 or c == 105 or c == 111 or c == 117 or c == 118  # noqa: PLR1714


def chinese(text: NDArray[np.uint8], a: int, b: int, world: World) -> bool:
    """Whether a word of letters is one of up to three syllables of Chinese: as `words._COMPOUND`."""
    if b - a < 3 or b - a > _SYLLABLES * LONGEST_SYLLABLE:
        return False
    telling = False
    for i in range(a, b):
        c = int(text[i])
        if c == 120 or c == 113 or (i > a and ((c == 103 and text[i - 1] == 110) or (c == 104 and text[i - 1] == 122))):  # noqa: PLR1714
            telling = True
    reached = 1
    for _ in range(_SYLLABLES if telling else 1):
        after = 0
        for i in range(b - a):
            if reached >> i & 1:
                after |= ends_of(text, a + i, b, world) << i
        if after >> (b - a) & 1:
            return True
        if after == 0:
            break
        reached = after
    return False


def has_affix(
    text: NDArray[np.uint8], a: int, b: int, affixes: NDArray[np.uint8], at: NDArray[np.int32], behind: bool
) -> bool:  # fmt: skip
    """Whether one of the affixes stands before, or `behind`, three letters or more."""
    for i in range(len(at) - 1):
        c, d = int(at[i]), int(at[i + 1])
        start = b - (d - c) if behind else a
        if b - a >= d - c + 3 and same(text, start, start + d - c, affixes, c, d):
            return True
    return False


def of_trade(text: NDArray[np.uint8], a: int, b: int, world: World, sounds: Sounds, rooms: NDArray[np.uint8]) -> bool:
    """Whether the glossary of firms may know a word by its fine key, or by that of its stem."""
    for less in range(_INFLECTED + 1):
        if b - a - less < _TRADE_FROM:
            return False
        n = fine_key(text, a, b - less, sounds, rooms[0], rooms[1], 0)
        h = hash_whole(rooms[1], 0, n)
        slot = h & (len(world.trade) - 1)
        while world.trade[slot] != 0 and world.trade[slot] != h:
            slot = (slot + 1) & (len(world.trade) - 1)
        if world.trade[slot] == h:
            return True
    return False


def tell(
    text: NDArray[np.uint8], at: NDArray[np.int32], slip: NDArray[np.bool_], kind: int, world: World, sounds: Sounds,
    rooms: NDArray[np.uint8], out: NDArray[np.int32],
) -> None:  # fmt: skip
    """The flags of each word between the offsets `at` (`out`); -1 where it is left to `words.written_as`, as those are in which
    there may be a `slip`. `rooms`: `spell.ROOMS`."""
    for q in range(len(at) - 1):
        out[q] = -1
        a, b = int(at[q]), int(at[q + 1])
        word = known_word(text, a, b, hash_whole(text, a, b), world)
        bits = int(world.bits[word]) if word >= 0 else 0
        if bits & READ or slip[q]:
            continue
        if all_digits(text, a, b):
            if text[a] != 48:
                out[q] = NUMBER
            continue
        digits = False
        for i in range(a, b):
            digits = digits or text[i] < 97
        if digits:
            continue
        flags = KNOWN if bits & ORDINARY or chinese(text, a, b, world) else 0
        if kind == PERSON:
            if b - a == 1:
                flags |= INITIAL
            elif text[a + 1] == 108 and (text[a] == 97 or text[a] == 101 or text[a] == 117):
                continue  # an article may be run together with it
            if b - a >= _PATRONYMIC_FROM and has_affix(text, a, b, world.endings, world.endings_at, True):
                flags |= PATRONYMIC
        if kind == FIRM and (
            of_trade(text, a, b, world, sounds, rooms)
            or has_affix(text, a, b, world.before, world.before_at, False)
            or has_affix(text, a, b, world.behind, world.behind_at, True)
        ):
            continue
        out[q] = flags


def weigh_words(
    words: Words, first: int, end: int, kind: int, world: World, listed: Words, table: Table, held: NDArray[np.int32],
    size: int, weight: NDArray[np.float64], odd: NDArray[np.bool_],
) -> None:  # fmt: skip
    """The weight of each word from `first` to before `end`, as `shelf.weight_of`; `odd` marks those that further probes may be
    asked for. `held`: in how many of `size` names each listed word stands."""
    for q in range(first, end):
        a, b, flags = int(words.at[q]), int(words.at[q + 1]), int(words.flags[q])
        h = hash_whole(words.text, a, b)
        word = known_word(words.text, a, b, h, world)
        odd[q - first] = flags & ABJAD != 0 or (word >= 0 and int(world.bits[word]) & KINDRED != 0)
        if flags & NUMBER:
            weight[q] = NUMBER_WEIGHT[kind]
            continue
        small = -1.0
        for i in range(len(SMALL_FLAGS)):
            if small < 0 and (flags & SMALL_FLAGS[i] or (b - a == 1 and SMALL_FLAGS[i] == INITIAL)):
                small = SMALL_WEIGHTS[i]
        if small >= 0:
            weight[q] = small
            continue
        share = RAREST
        least = 0.0
        if word >= 0:
            share = float(world.share[word]) if world.share[word] > 0 else RAREST
            least = float(world.floor[word])
        there = a_listed_word(words.text, a, b, h, listed, table)
        names = int(held[there]) if there >= 0 else 0
        short = SHORT_SHARES[b - a] if b - a < len(SHORT_SHARES) else RAREST
        share = max((names + PRIOR * share) / (size + PRIOR), share / 2, least, short)
        if b - a <= LONGEST_SYLLABLE and share < 2 * SYLLABLE_SHARE and one_syllable(words.text, a, b, world):
            share = max(share, SYLLABLE_SHARE * (2 if kind == PERSON else 1))
        weight[q] = min(1.0, max(0.08, -math.log(share) / FULL_WEIGHT))


def one_syllable(text: NDArray[np.uint8], a: int, b: int, world: World) -> bool:
    """Whether a word is a syllable of Chinese."""
    for i in range(a, b):
        if text[i] < 97:
            return False
    return (ends_of(text, a, b, world) >> (b - a) & 1) != 0
