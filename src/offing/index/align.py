"""Names asked laid beside listed ones, word to word (`laying.py`), and the FACTS of it (`facts.py`) for `weigh.py`. Kernels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import KEPT, Batch, Scratch, Shelf, candidates
from offing.index.desk import Desk, take_up
from offing.index.expand import Alike
from offing.index.facts import sum_up
from offing.index.laying import lay_words
from offing.index.near import Costs
from offing.index.vocabulary import Words


def lay(
    batch: Batch, q: int, found: Alike, rarity: NDArray[np.float64], asked: Words, listed: Words, shelf: Shelf, name: int,
    cost: Costs, on: Desk, row: NDArray[np.float64],
) -> int:  # fmt: skip
    """Lay name `q` on listed `name`; fills `row` (FACTS) and the desk; returns how many pairs were picked."""
    take_up(batch, q, found, on)
    taken = lay_words(batch, q, found, rarity, asked, listed, shelf, name, cost, on)
    sum_up(batch, q, found, asked, listed, cost, shelf, name, on, taken, True, row)
    return taken


def match_all(
    batch: Batch, found: Alike, rarity: NDArray[np.float64], asked: Words, listed: Words, shelf: Shelf, cost: Costs,
    scratch: Scratch, mark: int, on: Desk, wholly: bool, names: NDArray[np.int32], facts: NDArray[np.float64],
    kept: NDArray[np.int32],
) -> int:  # fmt: skip
    """For each name asked its best candidates, one after another: `names` [n], their FACTS (`facts` [n, facts]), and how many
    each has (`kept` [names asked]). Returns n.

    Unless `wholly`, `facts` are such that no score is too low: `finish` makes them true.
    """
    n = 0
    for q in range(len(batch.at) - 1):
        kept[q] = 0
        if batch.words[q] == 0:
            continue
        kept[q] = candidates(batch, q, found, listed, shelf, scratch, mark + q, names[n : n + KEPT])
        if kept[q] == 0:
            continue
        take_up(batch, q, found, on)
        for _ in range(int(kept[q])):
            name = int(names[n])
            taken = lay_words(batch, q, found, rarity, asked, listed, shelf, name, cost, on)
            sum_up(batch, q, found, asked, listed, cost, shelf, name, on, taken, wholly, facts[n])
            n += 1
    return n


def finish(
    batch: Batch, found: Alike, rarity: NDArray[np.float64], asked: Words, listed: Words, shelf: Shelf, cost: Costs, on: Desk,
    which: NDArray[np.int64], reading: NDArray[np.int64], names: NDArray[np.int32], facts: NDArray[np.float64],
) -> None:  # fmt: skip
    """The true FACTS of the rows `which` of those that `match_all` found, of the names asked `reading`."""
    for i in range(len(which)):
        row = int(which[i])
        q = int(reading[row])
        take_up(batch, q, found, on)
        taken = lay_words(batch, q, found, rarity, asked, listed, shelf, int(names[row]), cost, on)
        sum_up(batch, q, found, asked, listed, cost, shelf, int(names[row]), on, taken, True, facts[row])
