"""Words as they stand in names asked → the units each name is made of: the words, and runs of two and three. Kernels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.expand import hash_whole
from offing.index.glossary import JOINED
from offing.index.near import same
from offing.index.numbering import APART, KNOWN_TO_LIST, SHORT, Places, unit_of
from offing.index.vocabulary import Table, Words

SHORTEST_JOIN, LONGEST_JOIN, FORM_FROM = 4, 24, 5
"""Letters of a run of two words, and from how many on it may be a form that the glossary knows (`hong kong` is `hongkong`)."""


class Forms(NamedTuple):
    """Runs of words that the glossary knows as another: by hash in `slots` (-1: none), the run and what it is."""

    slots: NDArray[np.int32]
    run: NDArray[np.uint8]
    run_at: NDArray[np.int32]
    word: NDArray[np.uint8]
    word_at: NDArray[np.int32]


class Named(NamedTuple):
    """Names asked: the places of each (`at` offsets), and room for what a Batch says of them."""

    at: NDArray[np.int64]
    place: NDArray[np.int32]
    starts: NDArray[np.int32]
    unit: NDArray[np.int32]
    start: NDArray[np.int32]
    length: NDArray[np.int32]


def listed_word(text: NDArray[np.uint8], n: int, h: int, listed: Words, table: Table) -> bool:
    """Whether the first `n` letters of `text`, whose hash is `h`, are a listed word or join."""
    bucket = h >> table.shift
    for i in range(int(table.buckets[bucket]), int(table.buckets[bucket + 1])):
        word = int(table.words[i])
        if table.hashes[i] == h and same(text, 0, n, listed.text, int(listed.at[word]), int(listed.at[word + 1])):
            return True
    return False


def join(
    named: Named, at: int, size: int, places: Places, forms: Forms, slots: NDArray[np.int32], words: Words, units: int,
    listed: Words, table: Table, room: NDArray[np.uint8],
) -> int:  # fmt: skip
    """The unit that the `size` words from a place on make together; -1 where it cannot be of use; `units`: a new one, put in
    `words`."""
    m = 0
    both = True
    for i in range(at, at + size):
        place = int(named.place[i])
        both = both and (int(places.bits[place]) & KNOWN_TO_LIST) != 0
        for j in range(int(places.at[place]), int(places.at[place + 1])):
            room[m] = places.plain[j]
            m += 1
    h = hash_whole(room, 0, m)
    if m >= FORM_FROM and len(forms.run_at) > 1:
        slot = h & (len(forms.slots) - 1)
        while forms.slots[slot] >= 0:
            form = int(forms.slots[slot])
            if same(room, 0, m, forms.run, int(forms.run_at[form]), int(forms.run_at[form + 1])):
                m = 0
                for j in range(int(forms.word_at[form]), int(forms.word_at[form + 1])):
                    room[m] = forms.word[j]
                    m += 1
                h = hash_whole(room, 0, m)
                break
            slot = (slot + 1) & (len(forms.slots) - 1)
    if size == 2 and (m < SHORTEST_JOIN or m > LONGEST_JOIN or (both and not listed_word(room, m, h, listed, table))):
        return -1
    return unit_of(room, 0, m, h, JOINED, words, slots, units)


def joins(
    named: Named, places: Places, forms: Forms, slots: NDArray[np.int32], words: Words, weight: NDArray[np.float64],
    units: int, listed: Words, table: Table, room: NDArray[np.uint8],
) -> int:  # fmt: skip
    """Fill the units of every name; new runs are put in `words` after the `units` there are. Returns how many there are now."""
    n = 0
    for q in range(len(named.at) - 1):
        named.starts[q] = n
        first, end = int(named.at[q]), int(named.at[q + 1])
        for i in range(first, end):
            named.unit[n], named.start[n], named.length[n] = places.unit[named.place[i]], i - first, 1
            n += 1
        for i in range(first, end - 1):
            for size in range(2, 4):
                fits = i + size <= end
                for j in range(i, min(i + size, end)):
                    bits = int(places.bits[named.place[j]])
                    if bits & APART or (size == 3 and not bits & SHORT):
                        fits = False
                if not fits:
                    continue
                unit = join(named, i, size, places, forms, slots, words, units, listed, table, room)
                if unit < 0:
                    continue
                if unit == units:
                    weight[unit] = 0.0
                    units += 1
                named.unit[n], named.start[n], named.length[n] = unit, i - first, size
                n += 1
    named.starts[len(named.at) - 1] = n
    return units
