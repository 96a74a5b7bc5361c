"""A sum over the letters of a name's folded words, equal for names that are equal: what cannot be an equal name is told at once.

Names are equal by `names.key` of their words, as they stand or in the order of the alphabet; so by the letters that are in them.
The sum is told of names in ASCII in which no word is what it is by its place (a legal form at the end, a title in front).
Kernels (see `fast.py`).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.names import (
    ABBREVIATIONS,
    FORMS_ANYWHERE,
    FORMS_AT_AN_END,
    LONGEST,
    ROMAN,
    SHIP_PREFIXES,
    TITLES,
    party_tokens,
    ship_tokens,
)  # fmt: skip
from offing.index.near import same
from offing.index.vocabulary import flat, hash_of, slotted

UNSURE = -1
"""In place of a sum."""
LONGEST_TOKEN = 64
"""Room for a word: one less letters; of longer ones no sum is told."""
_BITS = (1 << 62) - 1


class Special(NamedTuple):
    """Words that do not count as their letters: by hash in `slots` (-1: none), and what each counts as (UNSURE: depends)."""

    slots: NDArray[np.int32]
    text: NDArray[np.uint8]
    at: NDArray[np.int32]
    worth: NDArray[np.int64]
    letter: NDArray[np.int64]


@cache
def _letters() -> NDArray[np.int64]:
    """A large number for each letter and digit."""
    return np.random.default_rng(20260101).integers(1, 1 << 50, 128)


def sum_of_letters(text: str) -> int:
    letters = _letters()
    return sum(int(letters[ord(c)]) for c in text) & _BITS


@cache
def special(ships: bool) -> Special:
    """The words of `names.py` whose place matters, those that are dropped and those that are written out."""
    if ships:
        worth = dict.fromkeys([*SHIP_PREFIXES, *ROMAN, "no", "nr", "num"], UNSURE)
    else:
        worth = {a: sum_of_letters(w) for a, w in ABBREVIATIONS.items()}
        worth |= {a: 0 for a, w in ABBREVIATIONS.items() if w in FORMS_ANYWHERE} | dict.fromkeys(FORMS_ANYWHERE, 0)
        worth |= {"the": 0} | dict.fromkeys([*FORMS_AT_AN_END, *TITLES], UNSURE)
    text, at = flat(list(worth))
    return Special(slotted(1024, map(hash_of, worth)), text, at, np.array(list(worth.values()), np.int64), _letters())


def exact_sum(name: str, ships: bool) -> int:
    """The sum by the words themselves, of any name."""
    return sum_of_letters("".join(ship_tokens(name) if ships else party_tokens(name)))


def worth_of(token: NDArray[np.uint8], m: int, number: bool, odd: Special) -> int:
    """What the first `m` letters of `token` count as; noughts before a ship's `number` do not."""
    h = 7
    for j in range(m):
        h = (h * 1000003 + int(token[j])) % 2147483647
    slot = h & (len(odd.slots) - 1)
    while odd.slots[slot] >= 0:
        word = int(odd.slots[slot])
        if same(token, 0, m, odd.text, int(odd.at[word]), int(odd.at[word + 1])):
            return int(odd.worth[word])
        slot = (slot + 1) & (len(odd.slots) - 1)
    begins = 0
    while number and begins < m - 1 and token[begins] == 48:
        begins += 1
    worth = 0
    for j in range(begins, m):
        worth += int(odd.letter[token[j]])
    return worth


def sums(
    data: NDArray[np.uint8], at: NDArray[np.int64], ships: bool, odd: Special, token: NDArray[np.uint8], out: NDArray[np.int64]
) -> None:  # fmt: skip
    """The sum of each name between the offsets `at`; UNSURE where it is not told. `token`: room for a word."""
    for q in range(len(at) - 1):
        a, b = int(at[q]), int(at[q + 1])
        total = 0
        kept = m = letters = digits = 0
        lone = False
        first = True
        unsure = b - a > LONGEST
        i = a
        while i <= b and not unsure:
            c = int(data[i]) if i < b else 32
            i += 1
            if 65 <= c <= 90:
                c += 32
            if 97 <= c <= 122 or 48 <= c <= 57:
                if m >= LONGEST_TOKEN - 1:
                    unsure = True
                    break
                token[m] = c
                m += 1
                if c >= 97:
                    letters += 1
                else:
                    digits += 1
                continue
            if c == 39 or c == 96 or c == 0:  # noqa: PLR1714
                continue
            if c >= 128 or c == 38:
                unsure = True
            if m == 0:
                continue
            worth = worth_of(token, m, ships and letters == 0, odd)
            glued = first and m > 4 and token[0] == 109 and (token[1] == 118 or token[1] == 116)
            if worth < 0 or (ships and ((letters and digits) or glued)) or (lone and m == 1 and letters == 1):
                unsure = True
            lone = m == 1 and letters == 1
            first = False
            if worth:
                kept += 1
            total += worth
            m = letters = digits = 0
        out[q] = -1 if unsure or kept == 0 else total & 4611686018427387903
