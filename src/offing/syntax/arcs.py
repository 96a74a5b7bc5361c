"""From scores of arcs to trees: each word's best head, one root, and what runs in a circle let out of it at the least cost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def heads_of(arcs: Floats) -> list[int]:
    """The head of each word of a sentence; the root's is itself. `arcs` is (word, head), the root's score on the diagonal."""
    heads: list[int] = arcs.argmax(1).tolist()
    roots = [k for k, h in enumerate(heads) if h == k]
    if len(roots) == 1 and not _circle(heads):
        return heads
    return _mended(arcs, heads, roots)


def _mended(arcs: Floats, heads: list[int], roots: list[int]) -> list[int]:
    """One root, the likeliest, and no circle."""
    scores = arcs.astype(np.float64)
    lead = np.diagonal(scores).copy()
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    margin = lead - others.max(1, initial=-np.inf)
    root = max(roots or range(len(heads)), key=lambda k: float(margin[k]))
    heads = [root if k == root else int(h) for k, h in enumerate(others.argmax(1))] if len(heads) > 1 else [0]
    while ring := _circle(heads):
        under = _under(heads, set(ring))
        best, cost = (ring[0], root), np.inf
        for k in ring:
            free = np.where(under, -np.inf, others[k])
            to = int(free.argmax())
            lost = float(others[k, heads[k]] - free[to])
            if lost < cost:
                best, cost = (k, to), lost
        heads[best[0]] = best[1]
    return heads


def _circle(heads: list[int]) -> list[int]:
    """The words of one circle; none where every word leads to a root."""
    state = [0] * len(heads)
    for begun in range(len(heads)):
        path, k = [], begun
        while state[k] == 0:
            state[k] = 1
            path.append(k)
            if heads[k] == k:
                break
            k = heads[k]
        if state[k] == 1 and heads[k] != k:
            return path[path.index(k) :]
        for p in path:
            state[p] = 2
    return []


def _under(heads: list[int], ring: set[int]) -> NDArray[np.bool_]:
    """Which words hang on a circle, its own among them."""
    known: dict[int, bool] = dict.fromkeys(ring, True)
    for begun in range(len(heads)):
        path, k = [], begun
        while k not in known and heads[k] != k and k not in path:
            path.append(k)
            k = heads[k]
        answer = known.get(k, False)
        for p in [*path, k]:
            known[p] = answer
    return np.array([known[k] for k in range(len(heads))])
