"""A logistic model with a penalty on the squares of its weights, by scipy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from offing.claims.learned import UNIT
from reports.learning.rows import Row

PENALTY = 0.3
"""The larger, the freer the weights."""
SEEN = 2
"""Rows that a feature is in at least."""
STEPS = 60
SMALLEST = 4
"""Hundredths below which a weight is left out."""
FEWEST = 20
"""Right rows of a type that is learnt at all."""


def fitted(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    """By type the weight of each feature in hundredths; that of "" is where the sum begins."""
    by: dict[str, list[Row]] = {}
    for row in rows:
        by.setdefault(row.type, []).append(row)
    return {t: _fit(those) for t, those in sorted(by.items()) if sum(r.right for r in those) >= FEWEST}


def _fit(rows: Sequence[Row]) -> dict[str, int]:
    seen = Counter(f for row in rows for f in row.features)
    known = sorted(f for f, n in seen.items() if n >= SEEN)
    at = {f: k for k, f in enumerate(known)}
    columns = [sorted(at[f] for f in row.features if f in at) for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    each = np.concatenate([np.array(c, dtype=np.int32) for c in columns])
    x = csr_matrix((np.ones(len(each)), each, ends), shape=(len(rows), len(known)))
    back = x.T.tocsr()
    y = np.array([row.right for row in rows], dtype=float)
    n = len(known)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w[:n] + w[n]
        off = expit(z) - y
        slope = np.append(back @ off + w[:n] / PENALTY, off.sum())
        return float((np.logaddexp(0, z) - y * z).sum() + 0.5 / PENALTY * (w[:n] @ w[:n])), slope

    found = minimize(loss, np.zeros(n + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 6}).x
    whole = np.rint(found * UNIT).astype(int)
    return {"": int(whole[n])} | {f: int(whole[k]) for f, k in at.items() if abs(whole[k]) >= SMALLEST}
