"""Counts in steps: how many names hold a word, and how many there are, move a weight only when they have grown by a fifth.

A list that changes a little every day would else move every weight a little every day, and a score that lies on a bar with it;
so, what a name is answered hangs on the words of its own and on nothing else that was listed that day (decision 0022).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

STEPS = 4
"""To an octave."""
_OCTAVES = 40


@cache
def _grid() -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The steps, and the counts from which the next one is nearer, by ratio."""
    steps = sorted({0, *(round(2 ** (i / STEPS)) for i in range(STEPS * _OCTAVES))})
    return tuple(steps), tuple((a * b) ** 0.5 for a, b in pairwise(steps))


def stepped(count: int) -> int:
    """The step nearest to a count: 0 to 8 as they are, 9 and 10 are 10, 40,000 is 38,968."""
    steps, bounds = _grid()
    return steps[bisect_right(bounds, count)] if count > 0 else 0


def stepped_all(counts: NDArray[np.int64]) -> NDArray[np.int32]:
    """Of many counts."""
    steps, bounds = _grid()
    found = np.array(steps, np.int64)[np.searchsorted(bounds, counts, side="right")]
    return np.where(counts > 0, found, 0).astype(np.int32)
