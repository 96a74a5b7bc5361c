"""Names in plain ASCII, as most are, read in one pass over their letters. Kernels (see `fast.py`).

`words.read` says what a name's words are; what is done here is what it does with a name of no brackets, slashes, second names,
titles or numerals. A name that has any of these, or may have, is marked as odd and left to `read`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.letters import LONGEST, MOST
from offing.index.near import same

_LONGEST_TOKEN = 64


class Written(NamedTuple):
    """Words as they are written, in small letters: by hash in `slots` (-1: none), `bits`, the places that each stands for
    (`place_at` offsets), and those it stands for if a slip in it is mended (`mended_at`; none where there is none)."""

    text: NDArray[np.uint8]
    at: NDArray[np.int32]
    slots: NDArray[np.int32]
    bits: NDArray[np.uint8]
    place: NDArray[np.int32]
    place_at: NDArray[np.int32]
    mended: NDArray[np.int32]
    mended_at: NDArray[np.int32]


class Tokens(NamedTuple):
    """Names as written words: `word` with offsets `at`; `odd` [names] marks those left to `read`."""

    at: NDArray[np.int64]
    word: NDArray[np.int32]
    odd: NDArray[np.bool_]


def written(text: NDArray[np.uint8], n: int, h: int, known: Written, words: int) -> int:
    """The number of a written word, the first `n` letters of `text`; `words`: a new one, put after those there are."""
    slot = h & (len(known.slots) - 1)
    while known.slots[slot] >= 0:
        word = int(known.slots[slot])
        if same(text, 0, n, known.text, int(known.at[word]), int(known.at[word + 1])):
            return word
        slot = (slot + 1) & (len(known.slots) - 1)
    known.slots[slot] = words
    start = int(known.at[words])
    for i in range(n):
        known.text[start + i] = text[i]
    known.at[words + 1] = start + n
    return words


def hashed(text: NDArray[np.uint8], n: int) -> int:
    found = 7
    for i in range(n):
        found = (found * 1000003 + int(text[i])) % 2147483647
    return found


def is_letter(c: int) -> bool:
    return 65 <= c <= 90 or 97 <= c <= 122


def is_consonant(c: int) -> bool:
    """Whether a letter is a capital, and neither vowel nor Y."""
    return 65 <= c <= 90 and c != 65 and c != 69 and c != 73 and c != 79 and c != 85 and c != 89  # noqa: PLR1714


def in_word(data: NDArray[np.uint8], i: int, a: int, b: int) -> bool:
    """Whether a letter, digit or underline stands there in a name from `a` to before `b`."""
    if i < a or i >= b:
        return False
    c = int(data[i])
    return is_letter(c) or 48 <= c <= 57 or c == 95


def unusual(data: NDArray[np.uint8], at: NDArray[np.int64], kind: int, out: NDArray[np.bool_]) -> None:
    """Mark names in which a capital stands within a word (`name_parts.runs_on`; not in a ship's), or two initials of a person do
    without a stop (`name_parts.run_together`)."""
    if kind == SHIP:
        return
    for q in range(len(at) - 1):
        a, b = int(at[q]), int(at[q + 1])
        small = initials = False
        for i in range(a, b):
            c = int(data[i])
            if 97 <= c <= 122:
                small = True
            elif 65 <= c <= 90 and i + 1 < b:
                if i > a and 97 <= data[i - 1] <= 122 and is_letter(int(data[i + 1])):
                    out[q] = True
                if (
                    kind == PERSON
                    and is_consonant(c)
                    and is_consonant(int(data[i + 1]))
                    and not in_word(data, i - 1, a, b)
                    and not in_word(data, i + 2, a, b)
                ):
                    initials = True
        if initials and small:
            out[q] = True


def glance(  # noqa: PLR0915  (one kernel)
    data: NDArray[np.uint8], at: NDArray[np.int64], kind: int, known: Written, words: int, room: NDArray[np.uint8],
    out: Tokens,
) -> int:  # fmt: skip
    """Fill `out` for the names between the offsets `at`; new words are put after the `words` known. How many there are now."""
    token, run = room[0], room[1]
    n = 0
    for q in range(len(at) - 1):
        out.at[q] = n
        first = n
        a, b = int(at[q]), int(at[q + 1])
        odd = b - a > LONGEST
        m = letters = digits = 0
        runs = dots = spaces = 0
        last = -2
        commas = 0
        comma = -1
        apostrophe = single = run_at_comma = False
        i = a
        while i <= b and not odd:
            c = int(data[i]) if i < b else 32
            if 48 <= c <= 57 or is_letter(c):
                if 65 <= c <= 90:
                    if (
                        kind != SHIP
                        and i > a
                        and 97 <= data[i - 1] <= 122
                        and i + 1 < b
                        and is_letter(int(data[i + 1]))
                    ):
                        odd = True
                    c += 32
                if m >= _LONGEST_TOKEN - 1:
                    odd = True
                    break
                token[m] = c
                m += 1
                if c >= 97:
                    letters += 1
                else:
                    digits += 1
                i += 1
                continue
            if c == 39:
                apostrophe = True
                if kind == PERSON and i + 2 < b and (int(data[i + 2]) | 32) == 108:
                    odd = True
                i += 1
                continue
            if c >= 128 or c == 0 or c == 34 or c == 96 or c == 95 or c == 47 or c == 59 or c == 40 or c == 91:  # noqa: PLR1714
                odd = True
                break
            if c == 46 and kind != SHIP and i > a:
                before = int(data[i - 1]) | 32
                if before == 97 and i + 1 < b and (int(data[i + 1]) | 32) == 107:
                    odd = True
                if before == 107 and i > a + 1 and (int(data[i - 2]) | 32) == 97:
                    odd = True
            if m > 0:
                if m == 1 and letters == 1 and kind != PERSON:
                    single = True
                    if runs and run_at_comma:
                        odd = True
                    if runs:
                        if last == i - 2 and data[last] == 46:
                            dots += 1
                        else:
                            spaces += 1
                    if runs >= _LONGEST_TOKEN - 1:
                        odd = True
                        break
                    run[runs] = token[0]
                    runs += 1
                    last = i
                else:
                    if runs:
                        if ends_odd(data, b, kind, runs, dots, spaces, last, n == first):
                            odd = True
                            break
                        out.word[n] = written(run, runs, hashed(run, runs), known, words)
                        words = max(words, int(out.word[n]) + 1)
                        n += 1
                        runs = dots = spaces = 0
                    out.word[n] = written(token, m, hashed(token, m), known, words)
                    words = max(words, int(out.word[n]) + 1)
                    n += 1
                m = letters = digits = 0
            if (c == 38 or i == b) and runs:
                if ends_odd(data, b, kind, runs, dots, spaces, last, n == first):
                    odd = True
                    break
                out.word[n] = written(run, runs, hashed(run, runs), known, words)
                words = max(words, int(out.word[n]) + 1)
                n += 1
                runs = dots = spaces = 0
            if c == 38:
                if kind == PERSON:
                    odd = True
                token[0], token[1], token[2] = 97, 110, 100
                out.word[n] = written(token, 3, hashed(token, 3), known, words)
                words = max(words, int(out.word[n]) + 1)
                n += 1
            if c == 44:
                commas += 1
                run_at_comma = runs > 0
                comma = n + 1 if run_at_comma else n
                j = i + 1
                while j < b and data[j] == 32:
                    j += 1
                if kind == FIRM and j < b and not is_letter(int(data[j])) and not 48 <= data[j] <= 57:
                    odd = True
            i += 1
        if apostrophe and single:
            odd = True
        if n - first > MOST or (kind != SHIP and commas > 1):
            odd = True
        if kind == FIRM and commas == 1 and first < comma < n and out.word[comma] == out.word[first]:
            odd = True
        if odd:
            n = first
        out.odd[q] = odd
    out.at[len(at) - 1] = n
    return words


def ends_odd(
    data: NDArray[np.uint8], b: int, kind: int, runs: int, dots: int, spaces: int, last: int, leads: bool
) -> bool:
    """Whether a run of single letters (`S.A.`, `S A`) is one that `letters` may part otherwise; `last`: where it ended."""
    if runs > 1 and kind == SHIP and leads:
        return True
    if dots and spaces:
        return True
    if dots and last < b:
        c = int(data[last])
        return not (c == 46 or c == 44 or c == 41 or c == 45 or c == 32 or 9 <= c <= 13)  # noqa: PLR1714
    return False
