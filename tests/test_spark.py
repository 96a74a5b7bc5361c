"""The same screening over Arrow record batches and over Spark partitions: what `--batch` says, row by row."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from offing.errors import UsageError
from offing.spark import screen_batches, screen_frame
from tests.batch.lists import queries, written_list
from tests.batch.test_batch import HEADER, batch, rows_of, written

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: offing[spark] brings it")
AS_OF = date(2026, 1, 1)


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written_list(tmp_path_factory.mktemp("spark") / "lists")


def told(row: dict[str, Any]) -> dict[str, str]:
    """A row of Spark's as `--batch` writes it."""
    return {k: v or "" for k, v in row.items()}


def from_the_command_line(tmp_path: Path, asked: list[dict[str, str]], lists: Path) -> list[dict[str, str]]:
    out = tmp_path / "out.parquet"
    assert batch(written(tmp_path / "in.csv", asked), out, lists).code == 0
    return [{k: v for k, v in r.items() if k != "row"} for r in rows_of(out)]


@pytest.mark.parametrize("size", [1, 37, 300])
def test_batches_of_any_size_say_what_the_command_line_says(tmp_path: Path, lists: Path, size: int) -> None:
    asked = list(queries(200, seed=3))
    table = pa.table({c: [q.get(c) for q in asked] for c in HEADER})
    made = list(screen_batches(table.to_batches(max_chunksize=size), as_of=AS_OF, lists=[lists]))
    rows = [told(r) for b in made for r in b.to_pylist()]
    assert rows == from_the_command_line(tmp_path, asked, lists)
    assert sum(bool(r["entry"]) for r in rows) > 50


def test_columns_kept_stay_what_they_are(lists: Path) -> None:
    table = pa.table(
        {"Ship Name": ["SEA ROSE", "nobody at all"], "desk": [7, None], "tags": [["a", "b"], []], "imo": [9074729, 1]}
    )
    (made,) = screen_batches(table.to_batches(), as_of=AS_OF, lists=[lists], keep=["desk", "tags"])
    assert made.column("desk").to_pylist() == [7, None]
    assert made.column("tags").to_pylist() == [["a", "b"], []]
    assert made.column("entry").to_pylist() == ["S0", None]
    assert "imo: an IMO number" in made.column("problem").to_pylist()[1]


@pytest.mark.parametrize(
    ("columns", "keep", "message"),
    [
        ({"colour": ["red"]}, (), "neither a name nor an imo"),
        ({"name": ["x"]}, ("desk",), "no such column to keep"),
        ({"name": ["x"], "why": ["y"]}, ("why",), "a column of that name"),
    ],
)
def test_frames_that_cannot_be_asked(
    lists: Path, columns: dict[str, list[str]], keep: tuple[str, ...], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        list(screen_batches(pa.table(columns).to_batches(), as_of=AS_OF, lists=[lists], keep=keep))


def test_nothing_else_needs_spark_or_arrow() -> None:
    body = """
import sys, pkgutil, importlib, offing
for name in ('pyspark', 'pyarrow'): sys.modules[name] = None
for m in pkgutil.walk_packages(offing.__path__, 'offing.'):
    if not m.name.endswith('__main__'): importlib.import_module(m.name)
"""
    done = subprocess.run([sys.executable, "-c", body], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_real_local_spark(tmp_path: Path, lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if importlib.util.find_spec("pyspark") is None or importlib.util.find_spec("pyspark.core") is None:
        pytest.skip("pyspark is not installed, or only Spark Connect's client: pip install 'offing[spark]'")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("there is no Java, which Spark needs")
    from pyspark.sql import SparkSession

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "50")
        .getOrCreate()
    )
    try:
        asked = list(queries(300, seed=4))
        frame = spark.createDataFrame(
            [tuple(q.get(c) for c in HEADER) for q in asked], ", ".join(f"{c} string" for c in HEADER)
        )
        made = screen_frame(frame.repartition(4), as_of=AS_OF, lists=[lists]).collect()
    finally:
        spark.stop()
    rows = sorted((told(r.asDict()) for r in made), key=lambda r: r["id"])
    assert rows == sorted(from_the_command_line(tmp_path, asked, lists), key=lambda r: r["id"])
