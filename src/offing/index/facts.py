"""The facts of a laying, on which its score rests: what agrees, what is left over, how rare. Kernels (see `fast.py`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import Batch, Shelf, counts
from offing.index.desk import MOST_PAIRS, MOST_WORDS, Desk
from offing.index.expand import Alike
from offing.index.glossary import GENERIC, KNOWN, LEGAL, NUMBER, PATRONYMIC, PLACE, STOP, TITLE
from offing.index.laying import AT_JOIN, AT_LIKE, AT_PLACE, AT_SPELT, AT_UNIT, AT_WEIGHT, INITIAL_LIKENESS
from offing.index.near import HOPELESS, LONGEST_WORD, SLIPS, Costs, distance
from offing.index.vocabulary import Words

FACTS = (
    "matched", "spelling_loss", "unmatched_asked", "unmatched_listed", "rarest_asked", "rarest_listed", "pairs", "worst",
    "numbers_asked", "numbers_listed", "forms_differ", "extra_asked", "extra_listed", "initials", "raw_loss", "joins",
    "rarest_matched", "asked_weight", "rarest_exact", "other_word", "letters", "edits", "strange_left", "patronymic",
    "left_alike", "places_differ", "patronymics_differ",
)  # fmt: skip
LEFT_ALIKE = FACTS.index("left_alike")
"""Which of the FACTS is how alike the words left over are."""
SLIP = 0.925
"""Below this likeness two words are one by a slip, not by another spelling."""


def a_word(batch: Batch, found: Alike, unit: int) -> bool:
    """Whether a word asked is an ordinary word or a listed one: what is a word is hardly a slip of another."""
    if int(batch.flags[unit]) & KNOWN:
        return True
    at = int(found.at[unit])
    return bool(at < found.at[unit + 1] and found.likeness[at] > 0.9999)


def sum_up(  # noqa: PLR0915  (one kernel)
    batch: Batch, q: int, found: Alike, asked: Words, listed: Words, cost: Costs, shelf: Shelf, name: int, on: Desk,
    taken: int, wholly: bool, row: NDArray[np.float64],
) -> None:  # fmt: skip
    """The FACTS of a laying. Unless `wholly`, words left over on both sides are taken for alike: no score is higher then."""
    pairs, picked, ours, theirs, own, weights = on.pairs, on.picked, on.ours, on.theirs, on.own, on.weights
    start = int(shelf.name_at[name])
    words = min(int(shelf.name_at[name + 1]) - start, MOST_WORDS)
    first = int(batch.at[q])
    row[:] = 0.0
    row[7] = 1.0
    for p in range(taken):
        at = picked[p]
        s, weight = float(pairs[at, AT_LIKE]), float(pairs[at, AT_WEIGHT])
        row[0] += weight * s
        row[1] += weight * (1 - s)
        if weight > 0.12:
            row[6] += 1
        row[14] += weight * (1 - pairs[at, AT_SPELT])
        if s == INITIAL_LIKENESS:
            row[13] += 1
        if pairs[at, AT_JOIN] > 0:
            row[15] = 1
        if s < row[7] and weight > 0.15:
            row[7] = s
        if s >= 0.9 and weight > row[16]:
            row[16] = weight
        if s >= 0.999 and weight > row[18]:
            row[18] = weight
        place = int(pairs[at, AT_PLACE])
        place = place - MOST_PAIRS if place >= MOST_PAIRS else place
        word = int(shelf.words[start + place])
        unit = int(batch.unit[first + int(pairs[at, AT_UNIT])])
        if weight > 0.12:
            letters = int(listed.at[word + 1]) - int(listed.at[word])
            row[20] += letters
            row[21] += letters * (1 - pairs[at, AT_SPELT])
        if int(batch.flags[unit]) & int(shelf.flags[word]) & PATRONYMIC:
            row[23] = 1
        if s < SLIP and weight > row[19] and s != INITIAL_LIKENESS and a_word(batch, found, unit):
            row[19] = weight
    form_ours = form_theirs = False
    left_ours = left_theirs = 0
    for t in range(int(batch.words[q])):
        flags = int(batch.flags[own[t]])
        row[17] += weights[t] * counts(flags)
        if ours[t] == 0:
            if flags & LEGAL:
                form_ours = True
                continue
            if flags & (STOP | TITLE | GENERIC):
                continue
            left_ours |= flags
            weight = weights[t] * counts(flags)
            row[2] += weight
            row[11] += 1
            row[4] = max(row[4], weight)
            if not a_word(batch, found, int(own[t])):
                row[22] = max(row[22], weight)
            if flags & NUMBER:
                row[8] += 1
    for j in range(words):
        word = int(shelf.words[start + j])
        flags = int(shelf.flags[word])
        if theirs[j] == 0:
            if flags & LEGAL:
                form_theirs = True
                continue
            if flags & (STOP | TITLE | GENERIC):
                continue
            left_theirs |= flags
            weight = float(shelf.weight[word]) * counts(flags)
            row[3] += weight
            row[12] += 1
            row[5] = max(row[5], weight)
            if flags & NUMBER:
                row[9] += 1
    row[10] = 1.0 if form_ours and form_theirs else 0.0
    row[25] = 1.0 if left_ours & left_theirs & PLACE else 0.0
    row[26] = 1.0 if left_ours & left_theirs & PATRONYMIC else 0.0
    if row[4] > 0 and row[5] > 0:
        row[24] = left_alike(batch, q, asked, listed, cost, shelf, name, on) if wholly else 1.0


def left_alike(
    batch: Batch, q: int, asked: Words, listed: Words, cost: Costs, shelf: Shelf, name: int, on: Desk
) -> float:
    """How alike the words left over are, each side run together: `ijv est` and `invest` are, ANDREI and OLEG are not."""
    a, b = on.left[0], on.left[1]
    start = int(shelf.name_at[name])
    words = min(int(shelf.name_at[name + 1]) - start, MOST_WORDS)
    m = 0
    for t in range(int(batch.words[q])):
        unit = int(on.own[t])
        if on.ours[t] == 0 and not int(batch.flags[unit]) & (LEGAL | STOP | TITLE | GENERIC):
            for i in range(int(asked.at[unit]), int(asked.at[unit + 1])):
                if m >= LONGEST_WORD:
                    return 0.0
                a[m] = asked.text[i]
                m += 1
    n = 0
    for j in range(words):
        word = int(shelf.words[start + j])
        if on.theirs[j] == 0 and not int(shelf.flags[word]) & (LEGAL | STOP | TITLE | GENERIC):
            for i in range(int(listed.at[word]), int(listed.at[word + 1])):
                if n >= LONGEST_WORD:
                    return 0.0
                b[n] = listed.text[i]
                n += 1
    if m < 2 or n < 2:
        return 0.0
    found = distance(a, 0, m, b, 0, n, cost.swap, cost.drop, SLIPS, HOPELESS, on.room)
    return max(0.0, 1.0 - found / max(m, n))
