"""Words and places of names asked, each distinct one numbered once. Kernels (see `fast.py`)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.expand import hash_whole
from offing.index.glossary import GENERIC, JOINED, LEGAL, NUMBER, STOP, TITLE
from offing.index.near import same
from offing.index.vocabulary import Table, Words

APART, SHORT, KNOWN_TO_LIST, MINOR_WORD, COUNTS = 1, 2, 4, 8, 16
"""Bits of a place: never run together (forms, numbers); of few letters; a listed word; a form, title or word of no weight; a
number."""
SHORT_BELOW = 5
"""Three words of fewer letters each may be one word (`hai bo ning`)."""


class Places(NamedTuple):
    """What may stand in a place of a name: the unit of the word, its bits, and its letters as they were before the glossary
    (`plain`, `at`)."""

    unit: NDArray[np.int32]
    bits: NDArray[np.uint8]
    plain: NDArray[np.uint8]
    at: NDArray[np.int32]


class Given(NamedTuple):
    """Words with their flags (below 0: passed over) and plain forms, as letters with offsets: what is to be numbered."""

    text: NDArray[np.uint8]
    at: NDArray[np.int32]
    flags: NDArray[np.int32]
    plain: NDArray[np.uint8]
    plain_at: NDArray[np.int32]


def slot_of(h: int, more: int, slots: NDArray[np.int32]) -> int:
    """The slot from which on a thing is looked for, by the hash of its text and what else it is."""
    return ((h ^ (more * 0x9E3779B1)) >> 3) & (len(slots) - 1)


def unit_of(
    text: NDArray[np.uint8], a: int, b: int, h: int, flags: int, words: Words, slots: NDArray[np.int32], units: int
) -> int:  # fmt: skip
    """The number of a word (its hash `h`) with those flags; `units`: a new one, put in `words`."""
    slot = slot_of(h, flags, slots)
    while slots[slot] >= 0:
        unit = int(slots[slot])
        if words.flags[unit] == flags and same(text, a, b, words.text, int(words.at[unit]), int(words.at[unit + 1])):
            return unit
        slot = (slot + 1) & (len(slots) - 1)
    slots[slot] = units
    start = int(words.at[units])
    for i in range(b - a):
        words.text[start + i] = text[a + i]
    words.at[units + 1] = start + b - a
    words.flags[units] = flags
    return units


def place_of(
    unit: int, text: NDArray[np.uint8], a: int, b: int, places: Places, slots: NDArray[np.int32], n: int
) -> int:  # fmt: skip
    """The number of the place of a unit with that plain form; `n`: a new one, whose bits are to be told."""
    slot = slot_of(hash_whole(text, a, b), unit, slots)
    while slots[slot] >= 0:
        place = int(slots[slot])
        if places.unit[place] == unit and same(
            text, a, b, places.plain, int(places.at[place]), int(places.at[place + 1])
        ):
            return place
        slot = (slot + 1) & (len(slots) - 1)
    slots[slot] = n
    start = int(places.at[n])
    for i in range(b - a):
        places.plain[start + i] = text[a + i]
    places.at[n + 1] = start + b - a
    places.unit[n] = unit
    return n


def a_listed_word(text: NDArray[np.uint8], a: int, b: int, h: int, listed: Words, table: Table) -> int:
    """A listed word, no join, of those letters, whose hash is `h`; -1 if there is none."""
    bucket = h >> table.shift
    for i in range(int(table.buckets[bucket]), int(table.buckets[bucket + 1])):
        word = int(table.words[i])
        if (
            table.hashes[i] == h
            and not int(listed.flags[word]) & JOINED
            and same(text, a, b, listed.text, int(listed.at[word]), int(listed.at[word + 1]))
        ):
            return word
    return -1


def number(
    given: Given, words: Words, unit_slots: NDArray[np.int32], places: Places, place_slots: NDArray[np.int32],
    listed: Words, table: Table, fill: NDArray[np.int64], out: NDArray[np.int32],
) -> None:  # fmt: skip
    """The places of words given (`out`); new units and places are put after those there are (`fill` [2]), which it counts on."""
    for i in range(len(given.flags)):
        flags = int(given.flags[i])
        if flags < 0:
            continue
        a, b = int(given.at[i]), int(given.at[i + 1])
        h = hash_whole(given.text, a, b)
        unit = unit_of(given.text, a, b, h, flags, words, unit_slots, int(fill[0]))
        if unit == fill[0]:
            fill[0] += 1
        place = place_of(
            unit, given.plain, int(given.plain_at[i]), int(given.plain_at[i + 1]), places, place_slots, int(fill[1])
        )
        if place == fill[1]:
            fill[1] += 1
            bits = APART if flags & (LEGAL | NUMBER) else 0
            bits |= MINOR_WORD if flags & (LEGAL | GENERIC | STOP | TITLE) else 0
            bits |= COUNTS if flags & NUMBER else 0
            bits |= SHORT if b - a < SHORT_BELOW else 0
            bits |= KNOWN_TO_LIST if a_listed_word(given.text, a, b, h, listed, table) >= 0 else 0
            places.bits[place] = bits
        out[i] = place


def put_units(words: Words, units: int, slots: NDArray[np.int32]) -> None:
    """Put units into empty slots."""
    for unit in range(units):
        h = hash_whole(words.text, int(words.at[unit]), int(words.at[unit + 1]))
        slot = slot_of(h, int(words.flags[unit]), slots)
        while slots[slot] >= 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = unit


def put_places(places: Places, n: int, slots: NDArray[np.int32]) -> None:
    """Put places into empty slots."""
    for place in range(n):
        h = hash_whole(places.plain, int(places.at[place]), int(places.at[place + 1]))
        slot = slot_of(h, int(places.unit[place]), slots)
        while slots[slot] >= 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = place
