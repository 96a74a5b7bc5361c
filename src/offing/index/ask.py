"""Names asked, packed for the kernels: distinct words, their probes, and the units each name is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import Batch
from offing.index.expand import MOST_ALIKE, Alike, Probes
from offing.index.glossary import INITIAL, JOINED, LEGAL, NUMBER
from offing.index.shelf import Stock, classes_of, join_of
from offing.index.vocabulary import Words, pack, probes
from offing.index.words import Reading

_SHORT = 5
"""Three words of fewer letters each may be one word (`hai bo ning`)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Readings packed. `item[i]` is the position of the name that reading i belongs to."""

    batch: Batch
    packed: Words
    probes: Probes
    words: list[str]
    item: NDArray[np.int64]
    readings: list[Reading]

    def room(self) -> Alike:
        """Room for what `expand` finds."""
        n = len(self.words)
        size = n * MOST_ALIKE + 6000
        return Alike(np.zeros(n + 1, np.int64), np.empty(size, np.int32), np.empty(size), np.empty(size))


def ask(stock: Stock, items: Sequence[tuple[int, Reading]]) -> Asked:
    """Pack (position, reading) pairs."""
    ids: dict[tuple[str, int], int] = {}
    at, unit, start, length, count = [0], [], [], [], []  # type: list[int], list[int], list[int], list[int], list[int]
    known = stock.frequency
    joins = stock.ids
    for _, reading in items:
        words, flags = reading.words, reading.flags
        for i, word in enumerate(words):
            unit.append(ids.setdefault((word, flags[i]), len(ids)))
            start.append(i)
            length.append(1)
        for i in range(len(words) - 1):
            if (flags[i] | flags[i + 1]) & (LEGAL | NUMBER):
                continue
            join = join_of(reading.plain[i : i + 2], stock.kind)
            if 4 <= len(join) <= 24 and (
                words[i] not in known or words[i + 1] not in known or join in known or (join, JOINED) in joins
            ):
                unit.append(ids.setdefault((join, JOINED), len(ids)))
                start.append(i)
                length.append(2)
            if i + 2 < len(words) and not flags[i + 2] & (LEGAL | NUMBER) and max(map(len, words[i : i + 3])) < _SHORT:
                unit.append(ids.setdefault((join_of(reading.plain[i : i + 3], stock.kind), JOINED), len(ids)))
                start.append(i)
                length.append(3)
        at.append(len(unit))
        count.append(len(words))
    words_asked = [w for w, _ in ids]
    word_flags = [f for _, f in ids]
    probe_at = [0]
    hashes: list[int] = []
    likeness: list[float] = []
    for word, flag in ids:
        for h, like in probes(word, flag, () if flag & (JOINED | INITIAL) else classes_of(word, stock.kind)):
            hashes.append(h)
            likeness.append(like)
        probe_at.append(len(hashes))
    weights = np.array([0.0 if f & JOINED else stock.weight(w, f) for w, f in ids], np.float64)
    batch = Batch(
        np.array(at, np.int32), np.array(unit, np.int32), np.array(start, np.int32), np.array(length, np.int32),
        np.array(count, np.int32), weights, np.array(word_flags, np.int32),
    )  # fmt: skip
    packed_probes = Probes(np.array(probe_at, np.int32), np.array(hashes, np.int32), np.array(likeness, np.float64))
    return Asked(
        batch, pack(words_asked, word_flags), packed_probes, words_asked,
        np.array([p for p, _ in items], np.int64), [r for _, r in items],
    )  # fmt: skip


def soften(asked: Asked, found: Alike, stock: Stock) -> None:
    """A word that is nearly a common listed word is common itself: a misspelling is not rare because nobody else made it."""
    some = np.diff(found.at) > 0
    first = np.where(some, found.at[:-1], 0)
    if not some.any():
        return
    word, like = found.words[first], found.likeness[first]
    near = (
        some & (asked.batch.flags & (NUMBER | JOINED) == 0) & (like >= 0.75) & (stock.shelf.flags[word] & JOINED == 0)
    )
    limit = stock.shelf.weight[word] + (1 - like) * 0.4
    asked.batch.weight[near] = np.minimum(asked.batch.weight[near], limit[near])
