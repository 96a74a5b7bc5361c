"""A name asked laid beside a listed one, word to word,
each used once; two words may stand for one that joins them. Kernels.

The result is a row of FACTS for `weigh.py`. Pairs are taken greedily by likeness to the sixth power times weight, once
without and once with joins, and the better of the two layings is kept.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import KEPT, Batch, Scratch, Shelf, candidates, counts
from offing.index.expand import Alike
from offing.index.near import HOPELESS, LONGEST_WORD, Costs, alike, distance
from offing.index.vocabulary import Words

FACTS = (
    "matched", "spelling_loss", "unmatched_asked", "unmatched_listed", "rarest_asked", "rarest_listed", "pairs", "worst",
    "numbers_asked", "numbers_listed", "forms_differ", "extra_asked", "extra_listed", "initials", "raw_loss", "joins",
    "rarest_matched", "asked_weight", "rarest_exact", "other_word", "letters", "edits", "strange_left", "patronymic", "left_alike",
    "places_differ", "patronymics_differ",
)  # fmt: skip
MOST_PAIRS = 1000
MOST_WORDS = 40
INITIAL_LIKENESS = 0.55
FULL = 9.903487552536127
"""log(20,000): a word in one name of 20,000 has weight 1 (`shelf.py`)."""
SLIP = 0.925
"""Below this likeness two words are one by a slip, not by another spelling."""
_LEGAL, _STOP, _NUMBER, _INITIAL, _TITLE, _ABJAD, _PLACE_NAME, _PATRONYMIC, _GENERIC, _KNOWN = 1, 2, 4, 8, 16, 64, 128, 256, 512, 1024
_PAIR, _UNIT, _PLACE, _LIKE, _SPELT, _OPEN, _JOIN, _WEIGHT = 0, 1, 2, 3, 4, 5, 6, 7


def rarities(found: Alike, shelf: Shelf) -> NDArray[np.float64]:
    """For every pair of words alike, the weight of meeting by chance in it or in any listed word as much alike.

    EHSAN met by IHSAN is worth less than EHSAN by EHSAN: AHSAN and HASAN would have met it as well.
    """
    out = np.empty(found.at[-1], np.float64)
    for q in range(len(found.at) - 1):
        share = 0.0
        for p in range(int(found.at[q]), int(found.at[q + 1])):
            word = int(found.words[p])
            weight = float(shelf.weight[word])
            if int(shelf.flags[word]) & (_LEGAL | _STOP | _GENERIC | _TITLE | _NUMBER | _INITIAL):
                out[p] = weight
                continue
            share += math.exp(-weight * FULL)
            out[p] = min(weight, max(0.05, -math.log(share) / FULL))
    return out


def propose(
    batch: Batch, q: int, found: Alike, rarity: NDArray[np.float64], asked: Words, listed: Words, shelf: Shelf, name: int, pairs: NDArray[np.float64]
) -> int:
    """Fill `pairs` [n, 8] with every laying of a unit on one or two words of the listed name; returns how many."""
    first = int(batch.at[q])
    units = int(batch.at[q + 1]) - first
    start = int(shelf.name_at[name])
    words = min(int(shelf.name_at[name + 1]) - start, MOST_WORDS)
    n = 0
    for i in range(min(units, 60)):
        unit = int(batch.unit[first + i])
        length = int(batch.length[first + i])
        flags = int(batch.flags[unit])
        for j in range(words):
            word = int(shelf.words[start + j])
            s = 0.0
            r = 1.0
            joined = int(shelf.joined[start + j])
            sj = 0.0
            weight = float(shelf.weight[word])
            both = 0.0
            for p in range(int(found.at[unit]), int(found.at[unit + 1])):
                if found.words[p] == word:
                    s = float(found.likeness[p])
                    r = float(found.spelling[p])
                    weight = rarity[p]
                elif joined >= 0 and found.words[p] == joined:
                    sj = float(found.likeness[p])
                    both = rarity[p]
            theirs = int(shelf.flags[word])
            one_initial = (flags & _INITIAL) != (theirs & _INITIAL) and (flags | theirs) & (_LEGAL | _NUMBER) == 0
            if s == 0.0 and length == 1 and one_initial and asked.text[asked.at[unit]] == listed.text[listed.at[word]]:
                s = INITIAL_LIKENESS
                r = 1.0
            if s > 0.0 and n < MOST_PAIRS and (length == 1 or s >= 0.8):
                pairs[n, _PAIR], pairs[n, _UNIT], pairs[n, _PLACE] = s**6 * weight, i, j
                pairs[n, _LIKE], pairs[n, _SPELT], pairs[n, _JOIN], pairs[n, _WEIGHT] = s, r, length - 1, weight
                n += 1
            if sj >= 0.8 and length == 1 and j + 1 < words and n < MOST_PAIRS:
                weight = min(both, float(shelf.weight[word]) + float(shelf.weight[shelf.words[start + j + 1]]))
                pairs[n, _PAIR], pairs[n, _UNIT], pairs[n, _PLACE] = sj**6 * weight, i, MOST_PAIRS + j
                pairs[n, _LIKE], pairs[n, _SPELT], pairs[n, _JOIN], pairs[n, _WEIGHT] = sj, 1.0, 1, weight
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
        pairs[p, _OPEN] = pairs[p, _PAIR] if joins or pairs[p, _JOIN] == 0 else 0.0
    taken = 0
    while True:
        best = 0.0
        at = -1
        for p in range(n):
            if pairs[p, _OPEN] > best:
                unit = first + int(pairs[p, _UNIT])
                place = int(pairs[p, _PLACE])
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
                    best = float(pairs[p, _OPEN])
                    at = p
                else:
                    pairs[p, _OPEN] = 0.0
        if at < 0:
            return taken
        pairs[at, _OPEN] = 0.0
        unit = first + int(pairs[at, _UNIT])
        place = int(pairs[at, _PLACE])
        for t in range(int(batch.start[unit]), int(batch.start[unit]) + int(batch.length[unit])):
            ours[t] = 1
        if place >= MOST_PAIRS:
            theirs[place - MOST_PAIRS] = 1
            theirs[place - MOST_PAIRS + 1] = 1
        else:
            theirs[place] = 1
        picked[taken] = at
        taken += 1


def worth(
    pairs: NDArray[np.float64], picked: NDArray[np.int64], taken: int, ours: NDArray[np.int64],
    weights: NDArray[np.float64],
    theirs: NDArray[np.int64], shelf: Shelf, name: int,
) -> float:  # fmt: skip
    """How good a laying is: weight of likeness less weight left over."""
    found = 0.0
    for p in range(taken):
        found += pairs[picked[p], _WEIGHT] * (2 * pairs[picked[p], _LIKE] - 1)
    for t in range(len(weights)):
        if ours[t] == 0:
            found -= 0.6 * weights[t]
    start = int(shelf.name_at[name])
    for j in range(min(int(shelf.name_at[name + 1]) - start, MOST_WORDS)):
        if theirs[j] == 0:
            found -= 0.4 * float(shelf.weight[shelf.words[start + j]])
    return float(found)


def lay(
    batch: Batch, q: int, found: Alike, asked: Words, listed: Words, shelf: Shelf, name: int, cost: Costs,
    room: NDArray[np.float64], pairs: NDArray[np.float64], picked: NDArray[np.int64], row: NDArray[np.float64],
) -> int:  # fmt: skip
    """Lay name `q` on listed `name`; fills `row` (FACTS) and `picked`, rows of `pairs`; returns how many were picked."""
    return lay_out(batch, q, found, rarities(found, shelf), asked, listed, shelf, name, cost, room, pairs, picked, row)


def lay_out(  # noqa: PLR0915  (one kernel: numba inlines no pieces that share this many arrays)
    batch: Batch, q: int, found: Alike, rarity: NDArray[np.float64], asked: Words, listed: Words, shelf: Shelf, name: int,
    cost: Costs, room: NDArray[np.float64], pairs: NDArray[np.float64], picked: NDArray[np.int64], row: NDArray[np.float64],
) -> int:  # fmt: skip
    """Lay name `q` on listed `name`; fills `row` (FACTS) and `picked`, rows of `pairs`; returns how many were picked."""
    first = int(batch.at[q])
    count = int(batch.words[q])
    own = np.zeros(count, np.int64)
    weights = np.zeros(count, np.float64)
    for i in range(min(int(batch.at[q + 1]) - first, 60)):
        if batch.length[first + i] == 1:
            own[batch.start[first + i]] = batch.unit[first + i]
            weights[batch.start[first + i]] = batch.weight[batch.unit[first + i]]
    start = int(shelf.name_at[name])
    words = min(int(shelf.name_at[name + 1]) - start, MOST_WORDS)
    ours = np.zeros(64, np.int64)
    theirs = np.zeros(MOST_WORDS + 2, np.int64)
    n = propose(batch, q, found, rarity, asked, listed, shelf, name, pairs)
    taken = choose(pairs, n, batch, q, False, ours, theirs, picked)
    any_join = False
    for p in range(n):
        if pairs[p, _JOIN] > 0:
            any_join = True
    if any_join:
        plain = worth(pairs, picked, taken, ours, weights, theirs, shelf, name)
        ours2 = np.zeros(64, np.int64)
        theirs2 = np.zeros(MOST_WORDS + 2, np.int64)
        picked2 = np.zeros(64, np.int64)
        taken2 = choose(pairs, n, batch, q, True, ours2, theirs2, picked2)
        if worth(pairs, picked2, taken2, ours2, weights, theirs2, shelf, name) > plain + 0.02:
            taken = taken2
            ours[:] = ours2
            theirs[:] = theirs2
            picked[:64] = picked2
    if taken > 0:
        for t in range(count):
            flags = int(batch.flags[own[t]])
            if ours[t] != 0 or flags & (_LEGAL | _NUMBER | _INITIAL | _STOP) or taken >= 60 or n >= MOST_PAIRS:
                continue
            best, at, spelt = 0.5, -1, 0.0
            u = int(own[t])
            for j in range(words):
                v = int(shelf.words[start + j])
                if theirs[j] != 0 or int(shelf.flags[v]) & (_LEGAL | _NUMBER | _INITIAL | _STOP):
                    continue
                s, r = alike(
                    asked.text, int(asked.at[u]), int(asked.at[u + 1]), asked.fine, int(asked.fine_at[u]),
                    int(asked.fine_at[u + 1]), listed.text, int(listed.at[v]), int(listed.at[v + 1]), listed.fine,
                    int(listed.fine_at[v]), int(listed.fine_at[v + 1]),
                    ((flags | int(shelf.flags[v])) & _ABJAD) != 0, cost, room,
                )  # fmt: skip
                if s > best:
                    best, at, spelt = s, j, r
            if at >= 0 and best >= 0.66:
                ours[t] = 1
                theirs[at] = 1
                for i in range(min(int(batch.at[q + 1]) - first, 60)):
                    if batch.length[first + i] == 1 and batch.start[first + i] == t:
                        pairs[n, _UNIT] = i
                pairs[n, _PLACE], pairs[n, _LIKE], pairs[n, _SPELT], pairs[n, _JOIN] = at, best, spelt, 0
                pairs[n, _WEIGHT] = shelf.weight[shelf.words[start + at]]
                picked[taken] = n
                taken += 1
                n += 1
    sum_up(batch, q, found, asked, listed, cost, room, own, ours, weights, shelf, start, words, theirs, pairs, picked, taken, row)
    return taken


def a_word(batch: Batch, found: Alike, unit: int) -> bool:
    """Whether a word asked is an ordinary word or a listed one: what is a word is hardly a slip of another."""
    if int(batch.flags[unit]) & _KNOWN:
        return True
    at = int(found.at[unit])
    return bool(at < found.at[unit + 1] and found.likeness[at] > 0.9999)


def sum_up(
    batch: Batch, q: int, found: Alike, asked: Words, listed: Words, cost: Costs, room: NDArray[np.float64], own: NDArray[np.int64], ours: NDArray[np.int64], weights: NDArray[np.float64], shelf: Shelf,
    start: int, words: int, theirs: NDArray[np.int64], pairs: NDArray[np.float64], picked: NDArray[np.int64],
    taken: int, row: NDArray[np.float64],
) -> None:  # fmt: skip
    """The FACTS of a laying."""
    first = int(batch.at[q])
    row[:] = 0.0
    row[7] = 1.0
    for p in range(taken):
        at = picked[p]
        s, weight = float(pairs[at, _LIKE]), float(pairs[at, _WEIGHT])
        row[0] += weight * s
        row[1] += weight * (1 - s)
        if weight > 0.12:
            row[6] += 1
        row[14] += weight * (1 - pairs[at, _SPELT])
        if s == INITIAL_LIKENESS:
            row[13] += 1
        if pairs[at, _JOIN] > 0:
            row[15] = 1
        if s < row[7] and weight > 0.15:
            row[7] = s
        if s >= 0.9 and weight > row[16]:
            row[16] = weight
        if s >= 0.999 and weight > row[18]:
            row[18] = weight
        place = int(pairs[at, _PLACE])
        place = place - MOST_PAIRS if place >= MOST_PAIRS else place
        word = int(shelf.words[start + place])
        unit = int(batch.unit[first + int(pairs[at, _UNIT])])
        if weight > 0.12:
            letters = int(listed.at[word + 1]) - int(listed.at[word])
            row[20] += letters
            row[21] += letters * (1 - pairs[at, _SPELT])
        if int(batch.flags[unit]) & int(shelf.flags[word]) & _PATRONYMIC:
            row[23] = 1
        if s < SLIP and weight > row[19] and s != INITIAL_LIKENESS and a_word(batch, found, unit):
            row[19] = weight
    form_ours = form_theirs = False
    left_ours = left_theirs = 0
    for t in range(len(own)):
        flags = int(batch.flags[own[t]])
        row[17] += weights[t] * counts(flags)
        if ours[t] == 0:
            if flags & _LEGAL:
                form_ours = True
                continue
            if flags & (_STOP | _TITLE | _GENERIC):
                continue
            left_ours |= flags
            weight = weights[t] * counts(flags)
            row[2] += weight
            row[11] += 1
            row[4] = max(row[4], weight)
            if not a_word(batch, found, int(own[t])):
                row[22] = max(row[22], weight)
            if flags & _NUMBER:
                row[8] += 1
    for j in range(words):
        word = int(shelf.words[start + j])
        flags = int(shelf.flags[word])
        if theirs[j] == 0:
            if flags & _LEGAL:
                form_theirs = True
                continue
            if flags & (_STOP | _TITLE | _GENERIC):
                continue
            left_theirs |= flags
            weight = float(shelf.weight[word]) * counts(flags)
            row[3] += weight
            row[12] += 1
            row[5] = max(row[5], weight)
            if flags & _NUMBER:
                row[9] += 1
    row[10] = 1.0 if form_ours and form_theirs else 0.0
    row[25] = 1.0 if left_ours & left_theirs & _PLACE_NAME else 0.0
    row[26] = 1.0 if left_ours & left_theirs & _PATRONYMIC else 0.0
    if row[4] > 0 and row[5] > 0:
        row[24] = left_alike(batch, asked, listed, cost, room, own, ours, shelf, start, words, theirs)


def left_alike(
    batch: Batch, asked: Words, listed: Words, cost: Costs, room: NDArray[np.float64], own: NDArray[np.int64],
    ours: NDArray[np.int64], shelf: Shelf, start: int, words: int, theirs: NDArray[np.int64],
) -> float:  # fmt: skip
    """How alike the words left over are, each side run together: `ijv est` and `invest` are, ANDREI and OLEG are not."""
    a = np.zeros(LONGEST_WORD, np.uint8)
    b = np.zeros(LONGEST_WORD, np.uint8)
    m = 0
    for t in range(len(own)):
        unit = int(own[t])
        if ours[t] == 0 and not int(batch.flags[unit]) & (_LEGAL | _STOP | _TITLE | _GENERIC):
            for i in range(int(asked.at[unit]), int(asked.at[unit + 1])):
                if m >= LONGEST_WORD:
                    return 0.0
                a[m] = asked.text[i]
                m += 1
    n = 0
    for j in range(words):
        word = int(shelf.words[start + j])
        if theirs[j] == 0 and not int(shelf.flags[word]) & (_LEGAL | _STOP | _TITLE | _GENERIC):
            for i in range(int(listed.at[word]), int(listed.at[word + 1])):
                if n >= LONGEST_WORD:
                    return 0.0
                b[n] = listed.text[i]
                n += 1
    if m < 2 or n < 2:
        return 0.0
    found = distance(a, 0, m, b, 0, n, cost.swap, cost.drop, HOPELESS, room)
    return max(0.0, 1.0 - found / max(m, n))


def match_all(
    batch: Batch, found: Alike, asked: Words, listed: Words, shelf: Shelf, cost: Costs, scratch: Scratch, mark: int,
    names: NDArray[np.int32], facts: NDArray[np.float64], kept: NDArray[np.int32],
) -> None:  # fmt: skip
    """For each name asked its best candidates (`names` [n, KEPT], `kept` [n]) with their FACTS (`facts` [n,
    KEPT, facts])."""
    room = np.empty((3, 32), np.float64)
    pairs = np.empty((MOST_PAIRS + 64, 8), np.float64)
    picked = np.zeros(64, np.int64)
    score = np.empty(KEPT, np.float64)
    rarity = rarities(found, shelf)
    for q in range(len(batch.at) - 1):
        kept[q] = 0
        if batch.words[q] == 0:
            continue
        kept[q] = candidates(batch, q, found, shelf, scratch, mark + q, names[q], score)
        for k in range(int(kept[q])):
            name = int(names[q, k])
            lay_out(batch, q, found, rarity, asked, listed, shelf, name, cost, room, pairs, picked, facts[q, k])
