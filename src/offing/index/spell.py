"""The keys of `keys.py` for many words at once: fine key, letters in use, hash of the skeleton. Kernels (see `fast.py`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.glossary import INITIAL, LEGAL, NUMBER, slips_of_trade
from offing.index.keys import CLASS, SOUNDS, VOWELS
from offing.index.vocabulary import Words, hash_of

ROOMS = (3, 8192)
"""Room for words that are worked at: as many rows of as many letters."""
GROWS = 2
"""A sound may be written with so many letters where one stood: a key is no longer than so many times its word."""


class Sounds(NamedTuple):
    """The table of sounds as a tree: `follow` [nodes, 128] is the next node (0: none), `said` which sound a node is (-1: none),
    `text` and `at` the letters of each; `bone` and `lead` [128] the consonant of a letter within and at the front (0: none)."""

    follow: NDArray[np.int32]
    said: NDArray[np.int32]
    text: NDArray[np.uint8]
    at: NDArray[np.int32]
    bone: NDArray[np.uint8]
    lead: NDArray[np.uint8]


@cache
def sounds() -> Sounds:
    """The tables of `keys.py`."""
    follow: list[list[int]] = [[0] * 128]
    said = [-1]
    for n, spelling in enumerate(SOUNDS):
        node = 0
        for letter in spelling.encode():
            if not follow[node][letter]:
                follow[node][letter] = len(follow)
                follow.append([0] * 128)
                said.append(-1)
            node = follow[node][letter]
        said[node] = n
    at = np.zeros(len(SOUNDS) + 1, np.int32)
    np.cumsum([len(s) for s in SOUNDS.values()], out=at[1:])
    text = np.frombuffer("".join(SOUNDS.values()).encode(), np.uint8)
    bone, lead = np.zeros(128, np.uint8), np.zeros(128, np.uint8)
    for sound, consonant in CLASS.items():
        bone[ord(sound)] = lead[ord(sound)] = ord(consonant)
    lead[[ord(vowel) for vowel in VOWELS]] = ord("a")
    lead[ord("h")] = ord("h")
    return Sounds(np.array(follow, np.int32), np.array(said, np.int32), text, at, bone, lead)


@cache
def slips() -> NDArray[np.int64]:
    """The keys that `misspelt` looks in, by hash: `known` of `slipped`."""
    return hash_set(slips_of_trade())


def hash_set(keys: Iterable[str]) -> NDArray[np.int64]:
    """The hashes of keys, each in the first free slot from its own on (0: none); the size is a power of two."""
    known = {hash_of(key) for key in keys}
    slots = np.zeros(1 << (4 * len(known)).bit_length(), np.int64)
    for h in sorted(known):
        at = h & (len(slots) - 1)
        while slots[at]:
            at = (at + 1) & (len(slots) - 1)
        slots[at] = h
    return slots


def sounded(
    text: NDArray[np.uint8], a: int, b: int, table: Sounds, hard: bool, out: NDArray[np.uint8], start: int
) -> int:
    """Write the sounds of a word from `start` on, no letter twice running; returns the end. `hard`: a hard `c` is a `k`."""
    n = start
    i = a
    while i < b:
        node = 0
        best = -1
        end = i
        j = i
        while j < b:
            c = int(text[j])
            if hard and c == 99 and hard_c(text, a, b, j):
                c = 107
            node = int(table.follow[node, c])
            if node == 0:
                break
            j += 1
            if table.said[node] >= 0:
                best = int(table.said[node])
                end = j
        if best < 0:
            c = int(text[i])
            if hard and c == 99 and hard_c(text, a, b, i):
                c = 107
            if n == start or out[n - 1] != c:
                out[n] = c
                n += 1
            i += 1
            continue
        for k in range(int(table.at[best]), int(table.at[best + 1])):
            if n == start or out[n - 1] != table.text[k]:
                out[n] = table.text[k]
                n += 1
        i = end
    return n


def hard_c(text: NDArray[np.uint8], a: int, b: int, i: int) -> bool:
    """Whether a `c` sounds as `k`: before a, o, u, l, r, t, or last after an `i`."""
    if i + 1 < b:
        c = int(text[i + 1])
        return c == 97 or c == 111 or c == 117 or c == 108 or c == 114 or c == 116  # noqa: PLR1714
    return i > a and text[i - 1] == 105


def all_digits(text: NDArray[np.uint8], a: int, b: int) -> bool:
    for i in range(a, b):
        if text[i] < 48 or text[i] > 57:
            return False
    return a < b


def fine_key(
    text: NDArray[np.uint8], a: int, b: int, table: Sounds, room: NDArray[np.uint8], out: NDArray[np.uint8], start: int
) -> int:
    """Write the fine key of a word from `start` on; returns the end."""
    if all_digits(text, a, b):
        for i in range(a, b):
            out[start + i - a] = text[i]
        return start + b - a
    n = sounded(text, a, b, table, True, out, start)
    again = False
    for i in range(start, n - 1):
        c, d = int(out[i]), int(out[i + 1])
        if (d == 111 and (c == 101 or c == 105)) or (c == 105 and d == 101):  # noqa: PLR1714
            again = True
    if again:
        for i in range(start, n):
            room[i - start] = out[i]
        n = sounded(room, 0, n - start, table, False, out, start)
    if n - start > 4 and out[n - 2] == 111 and out[n - 1] == 102:
        out[n - 1] = 118
    return n


def bones_of(text: NDArray[np.uint8], a: int, b: int, table: Sounds, room: NDArray[np.uint8]) -> int:
    """The hash of a word's skeleton; -1 where it has none."""
    if b - a < 3 or all_digits(text, a, b):
        return -1
    n = sounded(text, a, b, table, False, room, 0)
    h = (7 * 1000003 + 126) % 2147483647
    long = 0
    for i in range(n):
        c = int(table.bone[room[i]]) if i else int(table.lead[room[0]])
        if c:
            h = (h * 1000003 + c) % 2147483647
            long += 1
    return h if long >= 2 else -1


def spell(
    words: Words, first: int, end: int, table: Sounds, bones: NDArray[np.int32], room: NDArray[np.uint8]
) -> None:  # fmt: skip
    """Fill what the words from `first` to before `end` have beside their text and flags, and the hashes of their skeletons."""
    n = int(words.fine_at[first])
    for q in range(first, end):
        a, b = int(words.at[q]), int(words.at[q + 1])
        start = n
        n = fine_key(words.text, a, b, table, room, words.fine, start)
        words.fine_at[q + 1] = n
        bits = 0
        for i in range(start, n):
            bits |= 1 << (int(words.fine[i]) & 31)
        words.letters[q] = bits
        if int(words.flags[q]) & (NUMBER | LEGAL | INITIAL):
            bones[q] = -1
        else:
            bones[q] = bones_of(words.text, a, b, table, room)


def slipped(
    text: NDArray[np.uint8], at: NDArray[np.int32], first: int, end: int, least: int, table: Sounds,
    known: NDArray[np.int64], rooms: NDArray[np.uint8], out: NDArray[np.bool_],
) -> None:  # fmt: skip
    """Which words (`out`, from `first` to before `end`) may be one of the `known` by a slip: by fine key, whole or less a letter.

    `known`: a `hash_set` of fine keys.
    Words of fewer than `least` letters are none. `rooms`: `ROOMS`.
    """
    room, less, key = rooms[0], rooms[1], rooms[2]
    for q in range(first, end):
        a, b = int(at[q]), int(at[q + 1])
        out[q - first] = False
        if b - a < least or b - a > 4000:
            continue
        for skip in range(a - 1, b):
            n = 0
            for i in range(a, b):
                if i != skip:
                    less[n] = text[i]
                    n += 1
            n = fine_key(less, 0, n, table, room, key, 0)
            h = 7
            for i in range(n):
                h = (h * 1000003 + int(key[i])) % 2147483647
            slot = h & (len(known) - 1)
            while known[slot] != 0 and known[slot] != h:
                slot = (slot + 1) & (len(known) - 1)
            if known[slot] == h:
                out[q - first] = True
                break
