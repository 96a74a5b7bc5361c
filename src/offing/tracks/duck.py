"""The events' queries on DuckDB, on one machine, in bounded memory."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from offing.tracks.engine import Columns


class Duck:
    """An `Engine` over a DuckDB connection that has `positions`, `statics` and `ports`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        connection.execute("SET preserve_insertion_order = false")

    def store(self, name: str, select: str) -> None:
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}")

    def put(self, name: str, columns: Columns) -> None:
        laid = {n: np.ascontiguousarray(c) for n, c in columns.items()}
        self._connection.register("laid_columns", laid)
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM laid_columns")  # noqa: S608 - names of ours
        self._connection.unregister("laid_columns")

    def columns(self, select: str) -> dict[str, NDArray[Any]]:
        found: dict[str, NDArray[Any]] = self._connection.execute(select).fetchnumpy()
        return found
