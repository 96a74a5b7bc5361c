"""Names as written words (`glance.py`) → as places, as they stand and with slips mended. Kernels (see `fast.py`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from offing.index.glance import Tokens, Written
from offing.index.kinds import FIRM
from offing.index.letters import MOST
from offing.index.units import MINOR_WORD, Places
from offing.index.words import ODD, ODD_FIRST, ODD_LATER


def placed(
    tokens: Tokens, known: Written, places: Places, kind: int, out: NDArray[np.int32], at: NDArray[np.int64],
    of: NDArray[np.int64],
) -> tuple[int, int]:  # fmt: skip
    """Fill the places of each name (`out`, offsets `at`), then of those that read otherwise once mended, `of` which name each
    is; marks further names as odd. Returns the fill and how many are mended."""
    names = len(tokens.odd)
    n = 0
    for q in range(names):
        at[q] = n
        if not tokens.odd[q]:
            end = laid_out(tokens, known, places, kind, q, False, out, n)
            tokens.odd[q] = end < 0
            n = max(n, end)
    at[names] = n
    k = 0
    for q in range(names):
        if tokens.odd[q] or not has_slip(tokens, known, q):
            continue
        end = laid_out(tokens, known, places, kind, q, True, out, n)
        if end < 0:
            tokens.odd[q] = True
        elif not alike_places(places, out, int(at[q]), int(at[q + 1]), n, end):
            of[k] = q
            k += 1
            n = end
            at[names + k] = n
    return n, k


def laid_out(
    tokens: Tokens, known: Written, places: Places, kind: int, q: int, mended: bool, out: NDArray[np.int32], n: int
) -> int:
    """The places of one name from `n` on, and where they end; -1 if the name is odd."""
    first = n
    minor = True
    start = int(tokens.at[q])
    for i in range(start, int(tokens.at[q + 1])):
        word = int(tokens.word[i])
        bits = int(known.bits[word])
        if bits & ODD or (bits & ODD_FIRST and i == start) or (bits & ODD_LATER and i > start):
            return -1
        found, a, b = known.place, int(known.place_at[word]), int(known.place_at[word + 1])
        if mended and known.mended_at[word] < known.mended_at[word + 1]:
            found, a, b = known.mended, int(known.mended_at[word]), int(known.mended_at[word + 1])
        for j in range(a, b):
            place = int(found[j])
            if kind == FIRM and n > first and places.word[place] == places.word[out[n - 1]]:
                return -1
            minor = minor and (int(places.bits[place]) & MINOR_WORD) != 0
            if n - first >= MOST or n >= len(out):
                return -1
            out[n] = place
            n += 1
    return -1 if minor and n > first else n


def has_slip(tokens: Tokens, known: Written, q: int) -> bool:
    """Whether a word of a name may be mended."""
    for i in range(int(tokens.at[q]), int(tokens.at[q + 1])):
        word = int(tokens.word[i])
        if known.mended_at[word] < known.mended_at[word + 1]:
            return True
    return False


def alike_places(places: Places, out: NDArray[np.int32], a: int, b: int, c: int, d: int) -> bool:
    """Whether two names are the same words."""
    same = b - a == d - c
    for i in range(b - a):
        same = same and places.word[out[a + i]] == places.word[out[c + i]]
    return same
