"""Names as written words (`glance.py`) → as places, as they stand and with slips mended. Kernels (see `fast.py`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from offing.index.glance import Tokens, Written
from offing.index.kinds import FIRM
from offing.index.letters import MOST
from offing.index.near import same
from offing.index.numbering import COUNTS, MINOR_WORD, Places
from offing.index.vocabulary import Words
from offing.index.words import BEHIND, IN_WORDS, ODD, ODD_FIRST


def placed(
    tokens: Tokens, known: Written, places: Places, words: Words, kind: int, out: NDArray[np.int32], at: NDArray[np.int64],
    of: NDArray[np.int64],
) -> tuple[int, int]:  # fmt: skip
    """Fill the places of each name (`out`, offsets `at`), then of those that read otherwise once mended, `of` which name each
    is; marks further names as odd. Returns the fill and how many are mended."""
    names = len(tokens.odd)
    n = 0
    for q in range(names):
        at[q] = n
        if not tokens.odd[q]:
            end = laid_out(tokens, known, places, words, kind, q, False, out, n)
            tokens.odd[q] = end < 0
            n = max(n, end)
    at[names] = n
    k = 0
    for q in range(names):
        if tokens.odd[q] or not has_slip(tokens, known, q):
            continue
        end = laid_out(tokens, known, places, words, kind, q, True, out, n)
        if end < 0:
            tokens.odd[q] = True
        elif not alike_places(places, words, out, int(at[q]), int(at[q + 1]), n, end):
            of[k] = q
            k += 1
            n = end
            at[names + k] = n
    return n, k


def laid_out(
    tokens: Tokens, known: Written, places: Places, words: Words, kind: int, q: int, mended: bool, out: NDArray[np.int32],
    n: int,
) -> int:  # fmt: skip
    """The places of one name from `n` on, and where they end; -1 if the name is odd."""
    first = n
    minor = True
    in_words = False
    numbers = 0
    start = int(tokens.at[q])
    for i in range(start, int(tokens.at[q + 1])):
        word = int(tokens.word[i])
        bits = int(known.bits[word])
        if bits & ODD or (bits & ODD_FIRST and i == start):
            return -1
        in_words = in_words or bits & IN_WORDS != 0
        found, a, b = known.place, int(known.place_at[word]), int(known.place_at[word + 1])
        if (i > start if bits & BEHIND else mended) and known.mended_at[word] < known.mended_at[word + 1]:
            found, a, b = known.mended, int(known.mended_at[word]), int(known.mended_at[word + 1])
        for j in range(a, b):
            place = int(found[j])
            if kind == FIRM and n > first and one_word(places, words, place, int(out[n - 1])):
                return -1
            numbers += int(places.bits[place]) & COUNTS
            minor = minor and (int(places.bits[place]) & MINOR_WORD) != 0
            if n - first >= MOST or n >= len(out):
                return -1
            out[n] = place
            n += 1
    return -1 if (minor and n > first) or (in_words and numbers > COUNTS) else n


def has_slip(tokens: Tokens, known: Written, q: int) -> bool:
    """Whether a word of a name may be mended."""
    for i in range(int(tokens.at[q]), int(tokens.at[q + 1])):
        word = int(tokens.word[i])
        if not int(known.bits[word]) & BEHIND and known.mended_at[word] < known.mended_at[word + 1]:
            return True
    return False


def one_word(places: Places, words: Words, place: int, other: int) -> bool:
    """Whether the word in two places is the same, whatever its flags."""
    u, v = int(places.unit[place]), int(places.unit[other])
    return u == v or same(
        words.text, int(words.at[u]), int(words.at[u + 1]), words.text, int(words.at[v]), int(words.at[v + 1])
    )


def alike_places(places: Places, words: Words, out: NDArray[np.int32], a: int, b: int, c: int, d: int) -> bool:
    """Whether two names are the same words."""
    alike = b - a == d - c
    for i in range(b - a if alike else 0):
        alike = alike and one_word(places, words, int(out[a + i]), int(out[c + i]))
    return alike
