"""What a query engine must do for the events: keep rows under a name, give rows back, take small columns in.

DuckDB does it on one machine (`duck.py`), any Spark session on a cluster (`spark.py`); the rows are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Columns = Mapping[str, NDArray[Any]]
"""Columns of equal length by name; whole numbers as int64, texts as object."""


class Engine(Protocol):
    """`positions`, `statics` and `ports` are there by these names before anything is asked."""

    def store(self, name: str, select: str) -> None:
        """Keep the rows of a SELECT under a name that later ones may read."""

    def put(self, name: str, columns: Columns) -> None:
        """Lay small columns down under a name."""

    def columns(self, select: str) -> dict[str, NDArray[Any]]:
        """The rows of a SELECT as columns. A null in a column of numbers is nan, so the column is float then."""


def rows(columns: Columns) -> list[dict[str, Any]]:
    """Columns as rows of Python values; nan and NaT become None."""
    names = list(columns)
    values: Sequence[list[Any]] = [_plain(columns[n]) for n in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def _plain(column: NDArray[Any]) -> list[Any]:
    if isinstance(column, np.ma.MaskedArray):
        return [
            None if m else v for v, m in zip(column.data.tolist(), np.ma.getmaskarray(column).tolist(), strict=True)
        ]
    return [None if isinstance(v, float) and isnan(v) else v for v in column.tolist()]
