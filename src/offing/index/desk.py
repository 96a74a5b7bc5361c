"""Where one name asked is laid on listed ones: room that lives as long as the engine, and the name taken up on it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import Batch
from offing.index.expand import MOST_ALIKE, Alike

MOST_PAIRS = 1000
MOST_WORDS = 40
MOST_LAID = 60
"""Units of a name asked that are laid."""
SLOTS = 1024
"""A power of two."""


class Desk(NamedTuple):
    """Where one name is laid on others. `pairs` [n, 8] are layings of a unit on a word, `picked` the rows of those taken;
    `ours`, `theirs` mark the words taken and `own`, `weights` are the words asked by place. `slots` hashes the listed words
    that are like a unit to entries (`entry` [n, 4]: word, unit, place in Alike, next); `meets` [2, units, words] tells which
    entry a unit has for a word, for the join that begins there.
    """

    room: NDArray[np.float64]
    pairs: NDArray[np.float64]
    picked: NDArray[np.int64]
    ours: NDArray[np.int64]
    theirs: NDArray[np.int64]
    own: NDArray[np.int64]
    weights: NDArray[np.float64]
    other_picked: NDArray[np.int64]
    other_ours: NDArray[np.int64]
    other_theirs: NDArray[np.int64]
    slots: NDArray[np.int64]
    entry: NDArray[np.int64]
    meets: NDArray[np.int64]
    fill: NDArray[np.int64]
    left: NDArray[np.uint8]


def desk() -> Desk:
    """An empty one."""
    return Desk(
        np.zeros((3, 32), np.float64), np.zeros((MOST_PAIRS + 64, 8), np.float64),
        np.zeros(64, np.int64), np.zeros(64, np.int64), np.zeros(MOST_WORDS + 2, np.int64), np.zeros(64, np.int64),
        np.zeros(64, np.float64), np.zeros(64, np.int64), np.zeros(64, np.int64), np.zeros(MOST_WORDS + 2, np.int64),
        np.full(SLOTS, -1, np.int64), np.zeros((MOST_LAID * MOST_ALIKE, 4), np.int64),
        np.zeros((2, MOST_LAID, MOST_WORDS), np.int64), np.zeros(1, np.int64), np.zeros((2, 64), np.uint8),
    )  # fmt: skip


def take_up(batch: Batch, q: int, found: Alike, on: Desk) -> None:
    """Put name `q` on the desk, before it is laid on any name: its words by place, and what each unit is like."""
    for e in range(int(on.fill[0])):
        on.slots[on.entry[e, 0] & (SLOTS - 1)] = -1
    first = int(batch.at[q])
    count = int(batch.words[q])
    on.own[:count] = 0
    on.weights[:count] = 0.0
    n = 0
    for i in range(min(int(batch.at[q + 1]) - first, MOST_LAID)):
        unit = int(batch.unit[first + i])
        if batch.length[first + i] == 1:
            on.own[batch.start[first + i]] = unit
            on.weights[batch.start[first + i]] = batch.weight[unit]
        for p in range(int(found.at[unit]), int(found.at[unit + 1])):
            word = int(found.words[p])
            slot = word & (SLOTS - 1)
            on.entry[n, 0], on.entry[n, 1], on.entry[n, 2], on.entry[n, 3] = word, i, p, on.slots[slot]
            on.slots[slot] = n
            n += 1
    on.fill[0] = n
