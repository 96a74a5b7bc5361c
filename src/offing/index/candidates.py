"""Which listed names share enough of a name's rare words. A kernel (see `fast.py`).

Words add up over the lists of names that hold them, the rarest first. Common words add to names that a rarer word has
brought up, and bring up none themselves, so the cost follows the rare words. Of names that share as much, those that come first
in the alphabet are kept, so that the order of a list decides nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.expand import Alike, spelt_before
from offing.index.glossary import GENERIC, INITIAL, LEGAL, PATRONYMIC, PLACE, STOP, TITLE
from offing.index.vocabulary import Words

MANY = 800
"""A word in more names than this brings up none, once rarer words have brought up some."""
LEAST_SHARE, LEAST_SCORE = 0.40, 0.40
KEPT = 20
"""Names kept for each name asked."""
FOREMOST, LEAST_BEHIND = 3, 0.54
"""Behind the foremost names one of so little in common is hardly ever the one that is meant, and is not laid."""
FINEST = 1e9
"""Shares are told apart to so many parts; sums in another order differ by less."""
MOST_UNITS = 60


class Shelf(NamedTuple):
    """The listed names of one kind. `joined[i]`: the word that `words[i]` and the next make together, or -1."""

    post_at: NDArray[np.int64]
    posts: NDArray[np.int32]
    weight: NDArray[np.float64]
    flags: NDArray[np.int32]
    name_at: NDArray[np.int32]
    words: NDArray[np.int32]
    joined: NDArray[np.int32]
    name_weight: NDArray[np.float64]


class Batch(NamedTuple):
    """Names asked, as units: single words and runs of two or three.

    `unit` is the word asked, `start` and `length` its place; `words` how many a name has.
    """

    at: NDArray[np.int32]
    unit: NDArray[np.int32]
    start: NDArray[np.int32]
    length: NDArray[np.int32]
    words: NDArray[np.int32]
    weight: NDArray[np.float64]
    flags: NDArray[np.int32]


class Scratch(NamedTuple):
    """Room of the size of the list that lives as long as the engine: sums, cover bits and marks by name; names touched."""

    sums: NDArray[np.float64]
    cover: NDArray[np.int64]
    marks: NDArray[np.int64]
    touched: NDArray[np.int32]


def counts(flags: int) -> float:
    """How much an unmatched word of that kind matters."""
    if flags & PLACE:
        return 0.5
    if flags & PATRONYMIC:
        return 0.35
    if flags & (LEGAL | STOP | TITLE | GENERIC):
        return 0.3
    return 1.0


def candidates(  # noqa: PLR0915  (one kernel)
    batch: Batch,
    q: int,
    found: Alike,
    listed: Words,
    shelf: Shelf,
    scratch: Scratch,
    mark: int,
    top: NDArray[np.int32],
    score: NDArray[np.float64],
) -> int:
    """Fill `top` with the names most alike in weight of shared words, best first; returns how many."""
    first = int(batch.at[q])
    units = min(int(batch.at[q + 1]) - first, MOST_UNITS)
    total = 0.0
    size = np.zeros(MOST_UNITS, np.int64)
    order = np.zeros(MOST_UNITS, np.int64)
    for i in range(units):
        unit = int(batch.unit[first + i])
        for p in range(int(found.at[unit]), int(found.at[unit + 1])):
            word = int(found.words[p])
            size[i] += int(shelf.post_at[word + 1]) - int(shelf.post_at[word])
        if batch.length[first + i] == 1:
            total += float(batch.weight[unit]) * counts(int(batch.flags[unit]))
        j = i
        while j > 0 and size[order[j - 1]] > size[i]:
            order[j] = order[j - 1]
            j -= 1
        order[j] = i
    touched = 0
    done = 0.0
    for rank in range(units):
        i = int(order[rank])
        unit = int(batch.unit[first + i])
        flags = int(batch.flags[unit])
        length = int(batch.length[first + i])
        if size[i] == 0:
            continue
        if length == 1 and (flags & (LEGAL | INITIAL | GENERIC) or (flags & (STOP | TITLE) and batch.words[q] > 2)):
            continue
        opens = size[i] <= MANY or touched == 0 or done < 0.35 * total
        bits = ((1 << length) - 1) << int(batch.start[first + i])
        for p in range(int(found.at[unit]), int(found.at[unit + 1])):
            word = int(found.words[p])
            likeness = float(found.likeness[p])
            if length > 1 and likeness < 0.8:
                continue
            value = float(shelf.weight[word]) * likeness * counts(int(shelf.flags[word]))
            for z in range(int(shelf.post_at[word]), int(shelf.post_at[word + 1])):
                name = int(shelf.posts[z])
                if scratch.marks[name] != mark:
                    if not opens:
                        continue
                    scratch.marks[name] = mark
                    scratch.sums[name] = 0.0
                    scratch.cover[name] = 0
                    scratch.touched[touched] = name
                    touched += 1
                new = bits & ~int(scratch.cover[name])
                if new:
                    fresh = 0
                    while new:
                        new &= new - 1
                        fresh += 1
                    scratch.sums[name] += value * fresh / length
                    scratch.cover[name] |= bits
        if length == 1:
            done += float(batch.weight[unit])
    return keep(touched, total, listed, shelf, scratch, top, score)


def keep(
    touched: int, total: float, listed: Words, shelf: Shelf, scratch: Scratch, top: NDArray[np.int32], score: NDArray[np.float64]
) -> int:  # fmt: skip
    """The best of the names touched, by weight shared against weight left over on both sides."""
    kept = 0
    for i in range(touched):
        name = int(scratch.touched[i])
        weight = float(shelf.name_weight[name])
        shared = min(float(scratch.sums[name]), weight, total)
        if shared < LEAST_SHARE * min(total, weight):
            continue
        value = shared / (shared + 0.6 * (total - shared) + 0.4 * (weight - shared) + 1e-9)
        value = int(value * FINEST + 0.5) / FINEST
        if value < LEAST_SCORE:
            continue
        j = kept
        if kept == len(top):
            j = kept - 1
            if value < score[j] or (value == score[j] and not precedes(listed, shelf, name, int(top[j]))):
                continue
        else:
            kept += 1
        while j > 0 and (
            score[j - 1] < value or (score[j - 1] == value and precedes(listed, shelf, name, int(top[j - 1])))
        ):
            score[j] = score[j - 1]
            top[j] = top[j - 1]
            j -= 1
        score[j] = value
        top[j] = name
    while kept > FOREMOST and score[kept - 1] < min(LEAST_BEHIND, score[FOREMOST - 1]):
        kept -= 1
    return kept


def precedes(listed: Words, shelf: Shelf, one: int, other: int) -> bool:
    """Whether the words of a listed name come before another's in the alphabet."""
    i, j = int(shelf.name_at[one]), int(shelf.name_at[other])
    while i < shelf.name_at[one + 1] and j < shelf.name_at[other + 1]:
        if shelf.words[i] != shelf.words[j]:
            return spelt_before(listed, int(shelf.words[i]), int(shelf.words[j]))
        i, j = i + 1, j + 1
    return bool(j < shelf.name_at[other + 1])
