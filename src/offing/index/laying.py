"""Which words of a name asked stand for which of a listed one, each used once. Kernels (see `fast.py`).

Two words may stand for one that joins them. Pairs are taken greedily by likeness to the sixth power times weight, once
without and once with joins, and the better of the two layings is kept.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import Batch, Shelf
from offing.index.desk import MOST_LAID, MOST_PAIRS, MOST_WORDS, SLOTS, Desk
from offing.index.expand import Alike
from offing.index.glossary import ABJAD, GENERIC, INITIAL, LEGAL, NUMBER, SOUNDED, STOP, TITLE
from offing.index.near import ABJADS, SLIPS, Costs, alike, far, letters_of
from offing.index.shelf import FULL_WEIGHT
from offing.index.vocabulary import Words

INITIAL_LIKENESS = 0.55
LEAST_LEFT = 0.66
"""Words left over, that no probe brought together, are one from this likeness on."""
AT_PAIR, AT_UNIT, AT_PLACE, AT_LIKE, AT_SPELT, AT_OPEN, AT_JOIN, AT_WEIGHT = 0, 1, 2, 3, 4, 5, 6, 7
"""Columns of the desk's `pairs`."""


def rarities(found: Alike, shelf: Shelf, out: NDArray[np.float64]) -> None:
    """For every pair of words alike (`out`), the weight of meeting by chance in it or in any listed word as much alike.

    EHSAN met by IHSAN is worth less than EHSAN by EHSAN: AHSAN and HASAN would have met it as well.
    """
    special = LEGAL | STOP | GENERIC | TITLE | NUMBER | INITIAL
    for q in range(len(found.at) - 1):
        share = 0.0
        p = int(found.at[q])
        end = int(found.at[q + 1])
        while p < end:
            last = p
            while last < end and found.likeness[last] == found.likeness[p]:
                if not int(shelf.flags[found.words[last]]) & special:
                    share += math.exp(-float(shelf.weight[found.words[last]]) * FULL_WEIGHT)
                last += 1
            while p < last:
                word = int(found.words[p])
                out[p] = shelf.weight[word]
                if not int(shelf.flags[word]) & special:
                    out[p] = min(float(out[p]), max(0.05, -math.log(share) / FULL_WEIGHT))
                p += 1


def propose(
    batch: Batch, q: int, found: Alike, rarity: NDArray[np.float64], asked: Words, listed: Words, shelf: Shelf, name: int,
    on: Desk,
) -> int:  # fmt: skip
    """Fill `pairs` with every laying of a unit on one or two words of the listed name; returns how many."""
    first = int(batch.at[q])
    units = min(int(batch.at[q + 1]) - first, MOST_LAID)
    start = int(shelf.name_at[name])
    words = min(int(shelf.name_at[name + 1]) - start, MOST_WORDS)
    pairs, meets = on.pairs, on.meets
    for j in range(words):
        for i in range(units):
            meets[0, i, j] = meets[1, i, j] = -1
        for side in range(2):
            word = int(shelf.joined[start + j]) if side else int(shelf.words[start + j])
            e = int(on.slots[word & (SLOTS - 1)]) if word >= 0 else -1
            while e >= 0:
                if on.entry[e, 0] == word:
                    meets[side, on.entry[e, 1], j] = on.entry[e, 2]
                e = int(on.entry[e, 3])
    n = 0
    for i in range(units):
        unit = int(batch.unit[first + i])
        length = int(batch.length[first + i])
        flags = int(batch.flags[unit])
        for j in range(words):
            word = int(shelf.words[start + j])
            s = 0.0
            r = 1.0
            sj = 0.0
            weight = float(shelf.weight[word])
            both = 0.0
            at = int(meets[0, i, j])
            if at >= 0:
                s = float(found.likeness[at])
                r = float(found.spelling[at])
                weight = float(rarity[at])
            at = int(meets[1, i, j])
            if at >= 0:
                sj = float(found.likeness[at])
                both = float(rarity[at])
            theirs = int(shelf.flags[word])
            one_initial = (flags & INITIAL) != (theirs & INITIAL) and (flags | theirs) & (LEGAL | NUMBER) == 0
            if s == 0.0 and length == 1 and one_initial and asked.text[asked.at[unit]] == listed.text[listed.at[word]]:
                s = INITIAL_LIKENESS
                r = 1.0
            if s > 0.0 and n < MOST_PAIRS and (length == 1 or s >= 0.8):
                pairs[n, AT_PAIR], pairs[n, AT_UNIT], pairs[n, AT_PLACE] = s**6 * weight, i, j
                pairs[n, AT_LIKE], pairs[n, AT_SPELT], pairs[n, AT_JOIN], pairs[n, AT_WEIGHT] = s, r, length - 1, weight
                n += 1
            if sj >= 0.8 and length == 1 and j + 1 < words and n < MOST_PAIRS:
                weight = min(both, float(shelf.weight[word]) + float(shelf.weight[shelf.words[start + j + 1]]))
                pairs[n, AT_PAIR], pairs[n, AT_UNIT], pairs[n, AT_PLACE] = sj**6 * weight, i, MOST_PAIRS + j
                pairs[n, AT_LIKE], pairs[n, AT_SPELT], pairs[n, AT_JOIN], pairs[n, AT_WEIGHT] = sj, 1.0, 1, weight
                n += 1
    return n


def choose(
    pairs: NDArray[np.float64], n: int, batch: Batch, q: int, joins: bool, ours: NDArray[np.int64],
    theirs: NDArray[np.int64],
    picked: NDArray[np.int64],
) -> int:  # fmt: skip
    """Take pairs greedily, each word of either name once; marks the words taken in `ours` and `theirs`."""
    first = int(batch.at[q])
    ours[:] = 0
    theirs[:] = 0
    for p in range(n):
        pairs[p, AT_OPEN] = pairs[p, AT_PAIR] if joins or pairs[p, AT_JOIN] == 0 else 0.0
    taken = 0
    while True:
        best = 0.0
        at = -1
        for p in range(n):
            if pairs[p, AT_OPEN] > best:
                unit = first + int(pairs[p, AT_UNIT])
                place = int(pairs[p, AT_PLACE])
                free = True
                for t in range(int(batch.start[unit]), int(batch.start[unit]) + int(batch.length[unit])):
                    if ours[t] != 0:
                        free = False
                if place >= MOST_PAIRS:
                    if theirs[place - MOST_PAIRS] != 0 or theirs[place - MOST_PAIRS + 1] != 0:
                        free = False
                elif theirs[place] != 0:
                    free = False
                if free:
                    best = float(pairs[p, AT_OPEN])
                    at = p
                else:
                    pairs[p, AT_OPEN] = 0.0
        if at < 0:
            return taken
        pairs[at, AT_OPEN] = 0.0
        unit = first + int(pairs[at, AT_UNIT])
        place = int(pairs[at, AT_PLACE])
        for t in range(int(batch.start[unit]), int(batch.start[unit]) + int(batch.length[unit])):
            ours[t] = 1
        if place >= MOST_PAIRS:
            theirs[place - MOST_PAIRS] = 1
            theirs[place - MOST_PAIRS + 1] = 1
        else:
            theirs[place] = 1
        picked[taken] = at
        taken += 1


def put(values: NDArray[np.int64], out: NDArray[np.int64]) -> None:
    for i in range(len(out)):
        out[i] = values[i]


def worth(
    pairs: NDArray[np.float64], picked: NDArray[np.int64], taken: int, ours: NDArray[np.int64],
    weights: NDArray[np.float64],
    theirs: NDArray[np.int64], shelf: Shelf, name: int, count: int,
) -> float:  # fmt: skip
    """How good a laying is: weight of likeness less weight left over."""
    found = 0.0
    for p in range(taken):
        found += pairs[picked[p], AT_WEIGHT] * (2 * pairs[picked[p], AT_LIKE] - 1)
    for t in range(count):
        if ours[t] == 0:
            found -= 0.6 * weights[t]
    start = int(shelf.name_at[name])
    for j in range(min(int(shelf.name_at[name + 1]) - start, MOST_WORDS)):
        if theirs[j] == 0:
            found -= 0.4 * float(shelf.weight[shelf.words[start + j]])
    return float(found)


def lay_words(
    batch: Batch, q: int, found: Alike, rarity: NDArray[np.float64], asked: Words, listed: Words, shelf: Shelf, name: int,
    cost: Costs, on: Desk,
) -> int:  # fmt: skip
    """Lay name `q`, taken up on the desk, on listed `name`; returns how many pairs were picked."""
    count = int(batch.words[q])
    pairs, picked, ours, theirs = on.pairs, on.picked, on.ours, on.theirs
    n = propose(batch, q, found, rarity, asked, listed, shelf, name, on)
    taken = choose(pairs, n, batch, q, False, ours, theirs, picked)
    any_join = False
    for p in range(n):
        if pairs[p, AT_JOIN] > 0:
            any_join = True
    if any_join:
        plain = worth(pairs, picked, taken, ours, on.weights, theirs, shelf, name, count)
        more = choose(pairs, n, batch, q, True, on.other_ours, on.other_theirs, on.other_picked)
        joined = worth(pairs, on.other_picked, more, on.other_ours, on.weights, on.other_theirs, shelf, name, count)
        if joined > plain + 0.02:
            taken = more
            put(on.other_ours, ours)
            put(on.other_theirs, theirs)
            put(on.other_picked, picked)
    if taken == 0:
        return 0
    return lay_left(batch, q, asked, listed, shelf, name, cost, on, n, taken)


def lay_left(
    batch: Batch, q: int, asked: Words, listed: Words, shelf: Shelf, name: int, cost: Costs, on: Desk, n: int, taken: int
) -> int:  # fmt: skip
    """Words left over that no probe brought together but that are alike; `n` pairs are filled. How many are picked then."""
    first = int(batch.at[q])
    start = int(shelf.name_at[name])
    words = min(int(shelf.name_at[name + 1]) - start, MOST_WORDS)
    pairs, picked, ours, theirs = on.pairs, on.picked, on.ours, on.theirs
    for t in range(int(batch.words[q])):
        flags = int(batch.flags[on.own[t]])
        if ours[t] != 0 or flags & (LEGAL | NUMBER | INITIAL | STOP | SOUNDED) or taken >= 60 or n >= MOST_PAIRS:
            continue
        best, at, spelt = 0.5, -1, 0.0
        u = int(on.own[t])
        a, b, c, d = int(asked.at[u]), int(asked.at[u + 1]), int(asked.fine_at[u]), int(asked.fine_at[u + 1])
        mine = letters_of(asked.text, a, b)
        for j in range(words):
            v = int(shelf.words[start + j])
            if theirs[j] != 0 or int(shelf.flags[v]) & (LEGAL | NUMBER | INITIAL | STOP):
                continue
            abjad = ((flags | int(shelf.flags[v])) & ABJAD) != 0
            e, f = int(listed.at[v]), int(listed.at[v + 1])
            g, h = int(listed.fine_at[v]), int(listed.fine_at[v + 1])
            which = ABJADS if abjad else SLIPS
            if far(int(asked.letters[u]), int(listed.letters[v]), max(d - c, h - g), cost.least, which, LEAST_LEFT):
                its = letters_of(listed.text, e, f)
                if min(mine, its) >= 0 and (
                    (b - a == d - c and f - e == h - g)
                    or far(mine, its, max(b - a, f - e), cost.least, which, LEAST_LEFT)
                ):
                    continue
            s, r = alike(
                asked.text, a, b, asked.fine, c, d, listed.text, e, f, listed.fine, g, h,
                abjad, cost.swap, cost.drop, on.room, LEAST_LEFT,
            )  # fmt: skip
            if s > best:
                best, at, spelt = s, j, r
        if at >= 0 and best >= LEAST_LEFT:
            ours[t] = 1
            theirs[at] = 1
            for i in range(min(int(batch.at[q + 1]) - first, MOST_LAID)):
                if batch.length[first + i] == 1 and batch.start[first + i] == t:
                    pairs[n, AT_UNIT] = i
            pairs[n, AT_PLACE], pairs[n, AT_LIKE], pairs[n, AT_SPELT], pairs[n, AT_JOIN] = at, best, spelt, 0
            pairs[n, AT_WEIGHT] = shelf.weight[shelf.words[start + at]]
            picked[taken] = n
            taken += 1
            n += 1
    return taken
