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
LEAST_OF_RUN = 0.8
"""A run of words is one listed word from this likeness on."""
KEPT = 20
"""Names kept for each name asked."""
FOREMOST, LEAST_BEHIND = 3, 0.54
"""Behind the foremost names one of so little in common is hardly ever the one that is meant, and is not laid."""
SEATS = 1 << 31
"""More than any list has names."""
SEEK = 150
"""Where a word stands in so many times more names than are touched, these are looked for among its own one by one."""
FINEST = 1e9
"""Shares are told apart to so many parts; sums in another order differ by less."""
MOST_UNITS = 60


class Shelf(NamedTuple):
    """The listed names of one kind. `joined[i]`: the word that `words[i]` and the next make together, or -1; `many`: in how many
    names a word stands, in steps (`steps.py`)."""

    post_at: NDArray[np.int64]
    posts: NDArray[np.int32]
    weight: NDArray[np.float64]
    flags: NDArray[np.int32]
    name_at: NDArray[np.int32]
    words: NDArray[np.int32]
    joined: NDArray[np.int32]
    name_weight: NDArray[np.float64]
    many: NDArray[np.int32]


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
    """Room of the size of the list that lives as long as the engine: `seat` is of each name the mark of who touched it last and
    its place among those touched (`SEATS`); by place the names, their sums and the words covered as bits. Then room for one
    name asked: in how many names each unit stands, in steps, the units in that order, and the values of the names kept.
    """

    seat: NDArray[np.int64]
    touched: NDArray[np.int32]
    sums: NDArray[np.float64]
    cover: NDArray[np.int32]
    size: NDArray[np.int64]
    order: NDArray[np.int64]
    value: NDArray[np.float64]


def scratch_for(names: int) -> Scratch:
    """Room for a list of so many names."""
    by_place = np.zeros(names, np.int32), np.zeros(names), np.zeros(names, np.int32)
    return Scratch(
        np.zeros(names, np.int64),
        *by_place,
        np.zeros(MOST_UNITS, np.int64),
        np.zeros(MOST_UNITS, np.int64),
        np.zeros(KEPT),
    )


def counts(flags: int) -> float:
    """How much an unmatched word of that kind matters."""
    if flags & PLACE:
        return 0.5
    if flags & PATRONYMIC:
        return 0.35
    if flags & (LEGAL | STOP | TITLE | GENERIC):
        return 0.3
    return 1.0


def candidates(
    batch: Batch, q: int, found: Alike, listed: Words, shelf: Shelf, scratch: Scratch, mark: int, top: NDArray[np.int32]
) -> int:  # fmt: skip
    """Fill `top` with the names most alike in weight of shared words, best first; returns how many."""
    first = int(batch.at[q])
    units = min(int(batch.at[q + 1]) - first, MOST_UNITS)
    total = 0.0
    size, order = scratch.size, scratch.order
    for i in range(units):
        unit = int(batch.unit[first + i])
        size[i] = 0
        for p in range(int(found.at[unit]), int(found.at[unit + 1])):
            if batch.length[first + i] == 1 or found.likeness[p] >= LEAST_OF_RUN:
                size[i] += int(shelf.many[found.words[p]])
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
            if length > 1 and likeness < LEAST_OF_RUN:
                continue
            value = float(shelf.weight[word]) * likeness * counts(int(shelf.flags[word]))
            a, b = int(shelf.post_at[word]), int(shelf.post_at[word + 1])
            if opens:
                touched = open_up(shelf.posts, a, b, value, bits, length, scratch, mark, touched)
            else:
                add(shelf.posts, a, b, value, bits, length, scratch, mark, touched)
        if length == 1:
            done += float(batch.weight[unit])
    return keep(touched, total, listed, shelf, scratch, top)


def put_on(at: int, value: float, bits: int, length: int, scratch: Scratch) -> None:
    """Add a unit of so many words to a name touched, less what of them is covered."""
    covered = int(scratch.cover[at])
    new = bits & ~covered
    if new:
        fresh = 0
        while new:
            new &= new - 1
            fresh += 1
        scratch.sums[at] += value if length == 1 else value * fresh / length
        scratch.cover[at] = covered | bits


def open_up(
    posts: NDArray[np.int32], a: int, b: int, value: float, bits: int, length: int, scratch: Scratch, mark: int, touched: int
) -> int:  # fmt: skip
    """Add a word to all names that hold it; returns how many are touched now."""
    for z in range(a, b):
        name = int(posts[z])
        at = int(scratch.seat[name]) - mark * SEATS
        if at < 0:
            at = touched
            scratch.seat[name] = mark * SEATS + at
            scratch.touched[at], scratch.sums[at], scratch.cover[at] = name, 0.0, 0
            touched += 1
        put_on(at, value, bits, length, scratch)
    return touched


def add(
    posts: NDArray[np.int32], a: int, b: int, value: float, bits: int, length: int, scratch: Scratch, mark: int, touched: int
) -> None:  # fmt: skip
    """Add a word to the names touched that hold it: where it stands in many more names, these are looked for among its own."""
    if b - a <= SEEK * touched:
        for z in range(a, b):
            at = int(scratch.seat[posts[z]]) - mark * SEATS
            if at >= 0:
                put_on(at, value, bits, length, scratch)
        return
    for at in range(touched):
        name = scratch.touched[at]
        low, high = a, b
        while low < high:
            middle = (low + high) >> 1
            if posts[middle] < name:
                low = middle + 1
            else:
                high = middle
        if low < b and posts[low] == name:
            put_on(at, value, bits, length, scratch)


def keep(touched: int, total: float, listed: Words, shelf: Shelf, scratch: Scratch, top: NDArray[np.int32]) -> int:
    """The best of the names touched, by weight shared against weight left over on both sides."""
    score = scratch.value
    kept = 0
    least = least_shared(LEAST_SCORE, total)
    for i in range(touched):
        if scratch.sums[i] < least:
            continue
        name = int(scratch.touched[i])
        weight = float(shelf.name_weight[name])
        shared = min(float(scratch.sums[i]), weight, total)
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
        if kept >= FOREMOST:
            bar = max(LEAST_SCORE, min(LEAST_BEHIND, float(score[FOREMOST - 1])))
            if kept == len(top):
                bar = max(bar, float(score[kept - 1]))
            least = least_shared(bar, total)
    while kept > FOREMOST and score[kept - 1] < min(LEAST_BEHIND, score[FOREMOST - 1]):
        kept -= 1
    return kept


def least_shared(value: float, total: float) -> float:
    """A name that shares less weight than this is of less value, however little else it holds."""
    value -= 4 / FINEST
    return 0.6 * total * value / (1.0 - 0.4 * value)


def precedes(listed: Words, shelf: Shelf, one: int, other: int) -> bool:
    """Whether the words of a listed name come before another's in the alphabet."""
    i, j = int(shelf.name_at[one]), int(shelf.name_at[other])
    while i < shelf.name_at[one + 1] and j < shelf.name_at[other + 1]:
        if shelf.words[i] != shelf.words[j]:
            return spelt_before(listed, int(shelf.words[i]), int(shelf.words[j]))
        i, j = i + 1, j + 1
    return bool(j < shelf.name_at[other + 1])
