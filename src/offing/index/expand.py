"""Words asked for → listed words alike, best first. Kernels (see `fast.py`); each distinct word is looked up once a batch."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.glossary import ABJAD, JOINED, NUMBER, SOUNDED
from offing.index.near import UNTOLD, Costs, likeness, same, spelling
from offing.index.vocabulary import Table, Words

LEAST = 0.62
"""Listed words less alike than this are not considered."""
MOST_ALIKE = 48
"""Listed words kept for one word."""
_ROOM = 6000
LONGEST_HASHED = 40
"""Letters of a word up to which it is looked for less one of them."""
_TWO_SLIPS_FROM = 8
"""Letters from which two slips are looked for, when nothing closer was found."""


class Probes(NamedTuple):
    """Further hashes of each word: offsets, hash, likeness granted."""

    at: NDArray[np.int32]
    hashes: NDArray[np.int32]
    likeness: NDArray[np.float64]


class Hunt(NamedTuple):
    """Room for the looking up of a word: the listed words under its hashes, sums of a distance, and `hashes_of`."""

    found: NDArray[np.int32]
    sums: NDArray[np.float64]
    less: NDArray[np.int64]


def hunt() -> Hunt:
    """Such room."""
    return Hunt(np.empty(_ROOM, np.int32), np.empty((3, 32)), np.empty((3, LONGEST_HASHED + 1), np.int64))


class Alike(NamedTuple):
    """For each word asked: offsets into listed words, their likeness and likeness of spelling."""

    at: NDArray[np.int64]
    words: NDArray[np.int32]
    likeness: NDArray[np.float64]
    spelling: NDArray[np.float64]


def hash_whole(text: NDArray[np.uint8], a: int, b: int) -> int:
    found = 7
    for i in range(a, b):
        found = (found * 1000003 + int(text[i])) % 2147483647
    return found


def hashes_of(text: NDArray[np.uint8], a: int, b: int, room: NDArray[np.int64]) -> int:
    """The hash of a word, and in `room` [3, letters] what the hashes of it less one or two letters are made of: the hash of the
    letters before each place, the sum of those from it on, and the powers."""
    n = b - a
    room[0, 0] = 7
    room[2, 0] = 1
    room[1, n] = 0
    for i in range(n):
        room[0, i + 1] = (int(room[0, i]) * 1000003 + int(text[a + i])) % 2147483647
        room[2, i + 1] = int(room[2, i]) * 1000003 % 2147483647
        k = n - 1 - i
        room[1, k] = (int(text[a + k]) * int(room[2, i]) + int(room[1, k + 1])) % 2147483647
    return int(room[0, n])


def collect(h: int, table: Table, seen: NDArray[np.int64], mark: int, out: NDArray[np.int32], n: int) -> int:
    """Append the words under a hash that bear no mark yet; returns how many there are now."""
    bucket = h >> table.shift
    i = int(table.buckets[bucket])
    end = int(table.buckets[bucket + 1])
    while i < end and table.hashes[i] < h:
        i += 1
    while i < end and table.hashes[i] == h:
        word = table.words[i]
        if seen[word] != mark and n < len(out):
            seen[word] = mark
            out[n] = word
            n += 1
        i += 1
    return n


def collect_near(
    text: NDArray[np.uint8], a: int, b: int, whole: bool, table: Table, seen: NDArray[np.int64], mark: int,
    out: NDArray[np.int32], n: int, less: NDArray[np.int64],
) -> int:  # fmt: skip
    """As `collect`, the words under a word and, unless `whole`, under it less each of its letters."""
    if b - a > LONGEST_HASHED:
        return collect(hash_whole(text, a, b), table, seen, mark, out, n)
    n = collect(hashes_of(text, a, b, less), table, seen, mark, out, n)
    if not whole and b - a >= 4:
        for i in range(b - a):
            h = (int(less[0, i]) * int(less[2, b - a - 1 - i]) + int(less[1, i + 1])) % 2147483647
            n = collect(h, table, seen, mark, out, n)
    return n


def collect_two_less(
    text: NDArray[np.uint8], a: int, b: int, table: Table, seen: NDArray[np.int64], mark: int, out: NDArray[np.int32], n: int,
    less: NDArray[np.int64],
) -> int:  # fmt: skip
    """As `collect`, the words under a word less any two of its letters."""
    hashes_of(text, a, b, less)
    for i in range(b - a):
        before = int(less[0, i])
        for j in range(i + 1, b - a):
            h = (before * int(less[2, b - a - 1 - j]) + int(less[1, j + 1])) % 2147483647
            n = collect(h, table, seen, mark, out, n)
            before = (before * 1000003 + int(text[a + j])) % 2147483647
    return n


def bits_set(x: int) -> int:
    count = 0
    while x:
        x &= x - 1
        count += 1
    return count


def expand(
    asked: Words,
    probes: Probes,
    listed: Words,
    table: Table,
    cost: Costs,
    seen: NDArray[np.int64],
    mark: int,
    on: Hunt,
    out: Alike,
) -> int:
    """Fill `out` for every word asked; `seen` [listed words] holds marks of earlier calls, all below `mark`. Returns the fill."""
    found, room, less = on.found, on.sums, on.less
    k = 0
    for q in range(len(asked.at) - 1):
        out.at[q] = k
        first = k
        mark += 1
        a, b = int(asked.at[q]), int(asked.at[q + 1])
        c, d = int(asked.fine_at[q]), int(asked.fine_at[q + 1])
        flags = int(asked.flags[q])
        whole = (flags & (NUMBER | JOINED | SOUNDED)) != 0
        n = collect_near(asked.text, a, b, whole, table, seen, mark, found, 0, less)
        if not same(asked.text, a, b, asked.fine, c, d):
            n = collect_near(asked.fine, c, d, whole, table, seen, mark, found, n, less)
        for p in range(int(probes.at[q]), int(probes.at[q + 1])):
            if probes.likeness[p] == 0.0:
                n = collect(int(probes.hashes[p]), table, seen, mark, found, n)
        best = 0.0
        done = 0
        for step in range(2):
            if step == 1:
                if best >= 0.8 or whole or b - a < _TWO_SLIPS_FROM or b - a > 24:
                    break
                n = collect_two_less(asked.text, a, b, table, seen, mark, found, n, less)
            for i in range(done, n):
                word = int(found[i])
                if bits_set((int(asked.letters[q]) ^ int(listed.letters[word])) & 0xFFDF7DDD) > 4 and not flags & ABJAD:
                    continue
                e, f = int(listed.at[word]), int(listed.at[word + 1])
                if (flags | int(listed.flags[word])) & NUMBER:
                    s, r = (1.0 if same(asked.text, a, b, listed.text, e, f) else 0.0), 1.0
                else:
                    g, h = int(listed.fine_at[word]), int(listed.fine_at[word + 1])
                    if flags & SOUNDED and not same(asked.fine, c, d, listed.fine, g, h):
                        continue
                    s, r = likeness(
                        asked.text, a, b, asked.fine, c, d, listed.text, e, f, listed.fine, g, h,
                        ((flags | int(listed.flags[word])) & ABJAD) != 0, cost.swap, cost.drop, room, LEAST,
                    )  # fmt: skip
                best = max(best, s)
                if s >= LEAST and k < len(out.words):
                    k = put_in(listed, out, first, k, word, s, r)
            done = n
        k = grant(probes, q, table, listed, out, first, k)
        for p in range(first, k):
            if out.spelling[p] == UNTOLD:
                word = int(out.words[p])
                e, f = int(listed.at[word]), int(listed.at[word + 1])
                out.spelling[p] = spelling(asked.text, a, b, listed.text, e, f, cost.swap, cost.drop, room)
    out.at[len(asked.at) - 1] = k
    return k


def put_in(listed: Words, out: Alike, first: int, k: int, word: int, s: float, r: float) -> int:
    """Put a listed word among those from `first` to before `k`, best first and words of equal likeness by the alphabet, of which
    MOST_ALIKE are kept. Returns how many there are now."""
    j = k
    if k == first + MOST_ALIKE:
        j = k - 1
        if s < out.likeness[j] or (s == out.likeness[j] and not spelt_before(listed, word, int(out.words[j]))):
            return k
    else:
        k += 1
    while j > first and (
        out.likeness[j - 1] < s or (out.likeness[j - 1] == s and spelt_before(listed, word, int(out.words[j - 1])))
    ):
        out.words[j], out.likeness[j], out.spelling[j] = out.words[j - 1], out.likeness[j - 1], out.spelling[j - 1]
        j -= 1
    out.words[j], out.likeness[j], out.spelling[j] = word, s, r
    return k


def grant(probes: Probes, q: int, table: Table, listed: Words, out: Alike, first: int, k: int) -> int:
    """Members of a class of names are alike whatever their letters: added, or raised to the class's likeness."""
    for p in range(int(probes.at[q]), int(probes.at[q + 1])):
        granted = float(probes.likeness[p])
        if granted == 0.0:
            continue
        h = int(probes.hashes[p])
        bucket = h >> table.shift
        for i in range(int(table.buckets[bucket]), int(table.buckets[bucket + 1])):
            if table.hashes[i] != h:
                continue
            word = int(table.words[i])
            at = -1
            for j in range(first, k):
                if out.words[j] == word:
                    at = j
            if at >= 0 and out.likeness[at] >= granted:
                continue
            for j in range(at + 1 if at >= 0 else k, k):  # it is put in anew
                out.words[j - 1], out.likeness[j - 1], out.spelling[j - 1] = (
                    out.words[j],
                    out.likeness[j],
                    out.spelling[j],
                )
            k -= 1 if at >= 0 else 0
            if k < len(out.words):
                k = put_in(listed, out, first, k, word, granted, granted)
    return k


def spelt_before(listed: Words, one: int, other: int) -> bool:
    """Whether a listed word comes before another in the alphabet, of equal letters that of the lower flags."""
    i, j = int(listed.at[one]), int(listed.at[other])
    while i < listed.at[one + 1] and j < listed.at[other + 1]:
        if listed.text[i] != listed.text[j]:
            return bool(listed.text[i] < listed.text[j])
        i, j = i + 1, j + 1
    short, shorter = i == listed.at[one + 1], j == listed.at[other + 1]
    return bool(listed.flags[one] < listed.flags[other]) if short and shorter else short
