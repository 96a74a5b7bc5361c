"""How alike two words are, letter by letter. Kernels: plain Python that numba can compile (see `fast.py`).

Words come as two byte strings each, as written and by fine key. A slip costs less where slips are usual: a vowel for
a vowel, neighbours on the keyboard, letters that a scanner confuses.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST_WORD = 30
"""Longer words are alike only where they are the same."""
HOPELESS = 9.0
UNTOLD = -1.0
SLIPS, ABJADS, PLAIN = 0, 1, 2
_WIDE = 132
"""Columns of a table: not a power of two, so that its rows do not crowd each other out of the processor's cache."""

_SWAPS = (
    "bp5 dt5 gk5 gh6 kh6 ck6 cs5 cj5 sz4 vf45 mn5 ji5 jz6 jg6 rl7 uv5 il5 ec6 hb6 ti7 tl7 od7 cg6 ef7 "
    "0o2 1l2 1i2 5s2 8b2 6g2 2z2 nr8"
)
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Costs(NamedTuple):
    """Cost of putting one letter for another [3, 128, _WIDE] and of leaving one out [3, 128], by byte: for SLIPS, for words
    without vowels (ABJADS) and PLAIN. `least` [3, 4, 256] is what letters cost at least that the other word lacks: of each
    byte of their bits the sum.
    """

    swap: NDArray[np.float64]
    drop: NDArray[np.float64]
    least: NDArray[np.float64]


def costs() -> Costs:
    """The tables."""
    swap = np.ones((128, _WIDE))
    drop = np.full(128, 0.9)

    def put(a: str, b: str, cost: float) -> None:
        swap[ord(a), ord(b)] = swap[ord(b), ord(a)] = min(float(swap[ord(a), ord(b)]), cost)

    for a in "aeiou":
        drop[ord(a)] = 0.6
        for b in "aeiou":
            put(a, b, 0.5)
    drop[ord("h")] = 0.5
    for pair in _SWAPS.split():
        put(pair[0], pair[1], float(f"0.{pair[2:]}"))
    for r, row in enumerate(_KEYBOARD):
        for i, a in enumerate(row):
            if i + 1 < len(row):
                put(a, row[i + 1], 0.8)
            below = _KEYBOARD[r + 1] if r + 1 < len(_KEYBOARD) else ""
            for b in below[max(i - 1, 0) : i + 1]:
                put(a, b, 0.8)
    plain = np.ones((128, _WIDE))
    for table in (swap, plain):
        np.fill_diagonal(table, 0.0)
    swap_abjad, drop_abjad = swap.copy(), drop.copy()
    for a in "aeiou":
        drop_abjad[ord(a)] = 0.1
        for b in "aeiou":
            if a != b:
                swap_abjad[ord(a), ord(b)] = 0.25
    for a, b in ("vu", "vo", "iu", "ie", "ia", "pf", "bv", "jg", "kh"):
        swap_abjad[ord(a), ord(b)] = swap_abjad[ord(b), ord(a)] = 0.2
    drop_abjad[ord("h")] = 0.3
    drops = (drop, drop_abjad, np.ones(128))
    swaps = (swap, swap_abjad, plain)
    return Costs(np.stack(swaps), np.stack(drops), np.stack([_least(s, d) for s, d in zip(swaps, drops, strict=True)]))


def _least(swap: NDArray[np.float64], drop: NDArray[np.float64]) -> NDArray[np.float64]:
    """Half of the cheapest other letter or the whole of its loss, of each letter, which bears half of a swap; summed by bytes."""
    half = np.zeros(32)
    letters = range(ord("a"), ord("z") + 1)
    for a in letters:
        half[a & 31] = min(float(drop[a]), *(float(swap[a, b]) / 2 for b in letters if b != a))
    bits = np.arange(256)[:, None] >> np.arange(8) & 1
    return np.stack([bits @ half[8 * i : 8 * i + 8] for i in range(4)])


def distance(
    x: NDArray[np.uint8],
    xa: int,
    xb: int,
    y: NDArray[np.uint8],
    ya: int,
    yb: int,
    swap: NDArray[np.float64],
    drop: NDArray[np.float64],
    which: int,
    limit: float,
    room: NDArray[np.float64],
) -> float:
    """Weighted distance with swapped neighbours (optimal string alignment); HOPELESS once above `limit`. `room`: [3, 32].

    `which` of the costs: SLIPS, ABJADS or PLAIN.
    """
    m = xb - xa
    n = yb - ya
    if m > LONGEST_WORD or n > LONGEST_WORD:
        return HOPELESS
    while m > 0 and n > 0 and x[xa] == y[ya]:
        xa += 1
        ya += 1
        m -= 1
        n -= 1
    while m > 0 and n > 0 and x[xa + m - 1] == y[ya + n - 1]:
        m -= 1
        n -= 1
    cost = 0.0
    if m == 0:
        for j in range(n):
            cost += drop[which, y[ya + j]]
        return cost
    if n == 0:
        for i in range(m):
            cost += drop[which, x[xa + i]]
        return HOPELESS if cost > limit else cost
    if m == 1 and n == 1:
        left = drop[which, x[xa]]
        cost = min(swap[which, x[xa], y[ya]], left + drop[which, y[ya]])
        return HOPELESS if min(left, cost) > limit else cost
    before = 0
    above = 1
    here = 2
    room[above, 0] = 0.0
    for j in range(n):
        room[above, j + 1] = room[above, j] + drop[which, y[ya + j]]
    for i in range(m):
        a = x[xa + i]
        lost = drop[which, a]
        corner = room[above, 0]
        left = corner + lost
        room[here, 0] = left
        best = left
        for j in range(n):
            b = y[ya + j]
            cost = corner + swap[which, a, b]
            corner = room[above, j + 1]
            other = corner + lost
            cost = other if other < cost else cost
            other = left + drop[which, b]
            cost = other if other < cost else cost
            if i > 0 and j > 0 and a != b and a == y[ya + j - 1] and x[xa + i - 1] == b:
                other = room[before, j - 1] + 0.6
                cost = min(cost, other)
            room[here, j + 1] = cost
            left = cost
            best = cost if cost < best else best
        if best > limit:
            return HOPELESS
        spare = before
        before = above
        above = here
        here = spare
    return float(room[above, n])


def same(x: NDArray[np.uint8], xa: int, xb: int, y: NDArray[np.uint8], ya: int, yb: int) -> bool:
    """Whether two runs of bytes are equal."""
    if xb - xa != yb - ya:
        return False
    for i in range(xb - xa):  # noqa: SIM110  (numba has no generator expressions)
        if x[xa + i] != y[ya + i]:
            return False
    return True


def letters_of(x: NDArray[np.uint8], a: int, b: int) -> int:
    """The letters of a word as bits, as Words has those of its fine key; -1 where a digit stands among them."""
    bits = 0
    for i in range(a, b):
        if x[i] < 97:
            return -1
        bits |= 1 << (int(x[i]) & 31)
    return bits


def far(one: int, other: int, long: int, least: NDArray[np.float64], which: int, likeness: float) -> bool:
    """Whether the letters that only one of two words has, given as bits, rule out that `alike` finds that likeness in these
    spellings, of which the longer has `long` letters. Of words without digits: a digit may stand for a letter at less."""
    x = one ^ other
    found = least[which, 0, x & 255] + least[which, 1, (x >> 8) & 255]
    found += least[which, 2, (x >> 16) & 255] + least[which, 3, (x >> 24) & 255]
    return bool(found > ((1.0 - likeness) / 1.15 + 1e-9) * long)


def likeness(
    x: NDArray[np.uint8],
    xa: int,
    xb: int,
    xf: NDArray[np.uint8],
    xc: int,
    xd: int,
    y: NDArray[np.uint8],
    ya: int,
    yb: int,
    yf: NDArray[np.uint8],
    yc: int,
    yd: int,
    abjad: bool,
    swap: NDArray[np.float64],
    drop: NDArray[np.float64],
    room: NDArray[np.float64],
    least: float,
) -> tuple[float, float]:
    """As `alike`, but the similarity of plain spelling is UNTOLD where it is not needed for the other."""
    if same(x, xa, xb, y, ya, yb):
        return 1.0, 1.0
    long = max(xb - xa, yb - ya)
    if same(xf, xc, xd, yf, yc, yd):
        plain = 1.0 - distance(x, xa, xb, y, ya, yb, swap, drop, PLAIN, HOPELESS, room) / long
        if xd - xc <= 2:
            return 0.80, plain
        found = max(0.97 - 0.2 * max(0.0, 0.8 - plain), 0.6)
        return found, found if abjad else (found + plain) / 2
    fine_long = max(xd - xc, yd - yc)
    short = min(xd - xc, yd - yc)
    if short < 2:
        return 0.0, 0.0
    both = xd - xc != xb - xa or yd - yc != yb - ya
    limit = (1.0 - least) / 1.15 + 1e-9
    which = ABJADS if abjad else SLIPS
    limit = min(limit, 0.38)
    if abjad:  # the vowels that one of them is written without are no letters in which they could agree
        fine_long = short
        long = min(xb - xa, yb - ya)
    found = 1.0 - distance(xf, xc, xd, yf, yc, yd, swap, drop, which, limit * fine_long, room) * 1.15 / fine_long
    if both:
        other = 1.0 - distance(x, xa, xb, y, ya, yb, swap, drop, which, limit * long, room) * 1.15 / long
        found = max(found, other)
    found = min(found, 0.97)
    if x[xa] != y[ya] and xf[xc] != yf[yc]:
        found -= 0.06
    if short <= 3:
        found -= 0.10
    if found < least or found <= 0.5:
        return found, 0.0
    return found, found if abjad else UNTOLD


def spelling(
    x: NDArray[np.uint8], xa: int, xb: int, y: NDArray[np.uint8], ya: int, yb: int, swap: NDArray[np.float64],
    drop: NDArray[np.float64], room: NDArray[np.float64],
) -> float:  # fmt: skip
    """How alike two words are as they are written, every slip counted whole."""
    return 1.0 - distance(x, xa, xb, y, ya, yb, swap, drop, PLAIN, HOPELESS, room) / max(xb - xa, yb - ya)


def alike(
    x: NDArray[np.uint8],
    xa: int,
    xb: int,
    xf: NDArray[np.uint8],
    xc: int,
    xd: int,
    y: NDArray[np.uint8],
    ya: int,
    yb: int,
    yf: NDArray[np.uint8],
    yc: int,
    yd: int,
    abjad: bool,
    swap: NDArray[np.float64],
    drop: NDArray[np.float64],
    room: NDArray[np.float64],
    least: float,
) -> tuple[float, float]:
    """(similarity, similarity of plain spelling), 0 to 1, of two words as written (x, y) and by fine key (xf, yf).

    `swap` and `drop` are those of Costs. A similarity below `least` may be told as less than it is.
    """
    s, r = likeness(x, xa, xb, xf, xc, xd, y, ya, yb, yf, yc, yd, abjad, swap, drop, room, least)
    return s, spelling(x, xa, xb, y, ya, yb, swap, drop, room) if r == UNTOLD else r
