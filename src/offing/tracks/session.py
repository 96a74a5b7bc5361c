"""A Spark session for `offing tracks --engine spark`: local, on a cluster by its master, or over Spark Connect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from offing.tracks.spark import Spark, spark_session

LOCAL = "local[*]"


def spark_engine(master: str | None) -> Callable[[duckdb.DuckDBPyConnection, Path], Spark]:
    """What makes the engine once files are read: the relations go to Parquet under `work`, which all workers must reach."""

    def made(connection: duckdb.DuckDBPyConnection, work: Path) -> Spark:
        engine = Spark(spark_session(master or LOCAL), str(work / "spark"))
        for name in ("positions", "statics"):
            folder = work / name
            folder.mkdir()
            target = str(folder / "part.parquet").replace("'", "''")
            connection.execute(f"COPY (SELECT * FROM {name}) TO '{target}' (FORMAT parquet)")  # noqa: S608 - names of ours
            engine.register(name, str(folder))
        return engine

    return made
