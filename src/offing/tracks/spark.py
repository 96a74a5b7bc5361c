"""The events' queries on any Spark session: classic, Spark Connect, or a server that speaks it (Sail, Databricks).

The rows are the same as on DuckDB. Needs `offing[spark]`: pyspark, pyarrow, and SQLGlot, which puts the queries in Spark's
words; none of them is imported before a session is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offing.errors import UsageError
from offing.tracks.engine import Columns

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

NEEDED = ("pyspark", "pyarrow", "pandas", "sqlglot")
_TYPES = {"b": "boolean", "i": "bigint", "u": "bigint", "f": "double", "O": "string", "U": "string"}


class Spark:
    """An `Engine` over a Spark session. `work` is a folder, or an address, that the driver and every worker can write and read;
    what is stored goes there as Parquet, one folder a name, and may be deleted afterwards.
    """

    def __init__(self, session: SparkSession, work: str) -> None:
        _asked_for()
        self._session = session
        self._work = work.rstrip("/")
        self._stored = 0

    def register(self, name: str, paths: str | Sequence[str]) -> None:
        """Lay Parquet files or folders down as `positions`, `statics` or `ports`; their columns are the canonical ones.

        Name a folder, not a pattern within it: for a pattern some servers find no columns.
        """
        given = [paths] if isinstance(paths, str) else list(paths)
        self._session.read.parquet(*given).createOrReplaceTempView(name)

    def store(self, name: str, select: str) -> None:
        self._keep(name, self._session.sql(spark_words(select)))

    def put(self, name: str, columns: Columns) -> None:
        import pyarrow as pa

        kinds = {n: _TYPES[c.dtype.kind] for n, c in columns.items()}
        arrow = {"boolean": pa.bool_(), "bigint": pa.int64(), "double": pa.float64(), "string": pa.string()}
        table = pa.table({n: pa.array(c, arrow[kinds[n]], from_pandas=True) for n, c in columns.items()})
        schema = ", ".join(f"`{n}` {kind}" for n, kind in kinds.items())
        self._keep(name, self._session.createDataFrame(table.to_pandas(), schema))

    def columns(self, select: str) -> dict[str, NDArray[Any]]:
        table = self._session.sql(spark_words(select)).toArrow()
        return {name: _column(table.column(name)) for name in table.column_names}

    def _keep(self, name: str, frame: DataFrame) -> None:
        self._stored += 1  # a query may read the relation that it replaces
        place = f"{self._work}/{name}-{self._stored}"
        frame.write.mode("overwrite").parquet(place)
        told = frame.schema  # where there is no row, some servers write no file that would tell
        self._session.read.schema(told).parquet(place).createOrReplaceTempView(name)


def spark_session(address: str) -> SparkSession:
    """The session of an address: `sc://…` is Spark Connect (Sail, Databricks), all else a master (`local[4]`, `yarn`, `spark://…`).

    Raises UsageError where the extra is not installed, or where only Spark Connect's client is and the address is a master.
    """
    _asked_for()
    from pyspark.sql import SparkSession

    if address.startswith("sc://"):
        return SparkSession.builder.remote(address).getOrCreate()
    try:
        import pyspark.core.context  # noqa: F401
    except ImportError as missing:
        raise UsageError(
            "only Spark Connect's client is installed here, which reaches no master",
            value=address,
            hint="pip install 'offing[spark]', or give a Spark Connect address (sc://host:port)",
        ) from missing
    plain = {
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    builder = SparkSession.builder.master(address).appName("offing tracks")
    for key, value in plain.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


@cache
def spark_words(select: str) -> str:
    """One SELECT of DuckDB's as Spark SQL."""
    import sqlglot
    from sqlglot import exp

    tree = sqlglot.parse_one(select, read="duckdb")
    for common in tree.find_all(exp.CTE):
        common.set("materialized", None)  # a word to DuckDB alone
    return tree.sql("spark")


def _asked_for() -> None:
    from importlib.util import find_spec

    if lacking := [n for n in NEEDED if find_spec(n) is None]:
        raise UsageError(
            "the Spark engine is not installed", value=", ".join(lacking), hint="pip install 'offing[spark]'"
        )


def _column(column: Any) -> NDArray[Any]:
    """An Arrow column as DuckDB gives it: plain, or masked where there are nulls. No long whole number becomes a float."""
    import pyarrow as pa

    held = column.combine_chunks()
    if pa.types.is_decimal(held.type):
        held = held.cast(pa.int64())
    if pa.types.is_string(held.type) or pa.types.is_large_string(held.type):
        values: NDArray[Any] = np.array(held.to_pylist(), dtype=object)
        return (
            np.ma.MaskedArray(values, mask=held.is_null().to_numpy(zero_copy_only=False)) if held.null_count else values
        )
    if not held.null_count:
        return np.asarray(held.to_numpy(zero_copy_only=False))
    filled = held.fill_null(False if pa.types.is_boolean(held.type) else 0)
    return np.ma.MaskedArray(filled.to_numpy(zero_copy_only=False), mask=held.is_null().to_numpy(zero_copy_only=False))
