"""Which of many names may be equal to a listed one, by the sums of their letters (`sums.py`)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from offing.index.fast import kernels
from offing.index.roll import SHIPS, Rows
from offing.index.sums import LONGEST_TOKEN, UNSURE, exact_sum, special


def listed_sums(rows: Rows, group: int) -> NDArray[np.int64]:
    """The sums of all names of a group, ascending."""
    ships = group == SHIPS
    which = np.flatnonzero(rows.group == group)
    texts = rows.text.take(which)
    found = np.empty(len(which), np.int64)
    kernels().sums(texts.data, texts.at, ships, special(ships), np.empty(LONGEST_TOKEN, np.uint8), found)
    for i in np.flatnonzero(found == UNSURE).tolist():
        found[i] = exact_sum(texts.text(i), ships)
    return np.unique(found)


def may_equal(names: Sequence[str], known: NDArray[np.int64], ships: bool) -> list[bool]:
    """Whether each name's sum is a known one, or is not told."""
    texts = [n if n.isascii() else "\x80" for n in names]
    at = np.zeros(len(names) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=at[1:])
    found = np.empty(len(names), np.int64)
    data = np.frombuffer("".join(texts).encode("latin-1") or b"\0", np.uint8).copy()
    kernels().sums(data, at, ships, special(ships), np.empty(LONGEST_TOKEN, np.uint8), found)
    there = np.zeros(len(names), np.bool_)
    if len(known):
        there = known[np.minimum(known.searchsorted(found), len(known) - 1)] == found
    may: list[bool] = ((found == UNSURE) | there).tolist()
    return may
