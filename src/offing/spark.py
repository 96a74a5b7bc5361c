"""The same screening over the partitions of a Spark DataFrame, or over any stream of Arrow record batches.

Needs `offing[spark]` (pyarrow, pyspark); nothing here is imported by the rest of Offing. Every Python worker opens the lists
once, from a folder that it can reach, and keeps them for all its partitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from offing.batch.answers import COLUMNS, answer_rows
from offing.book.cells import cell_text
from offing.book.columns import map_query_headers
from offing.book.queries import ASKED_BY
from offing.errors import UsageError
from offing.screener import STANDARD_PROFILE, Opening, Screener, opened_from

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

AT_ONCE = 4000
"""Rows of a record batch that are screened together."""


def screen_frame(
    frame: DataFrame,
    *,
    as_of: date,
    home: str | PathLike[str] | None = None,
    lists: Sequence[str | PathLike[str]] = (),
    profile: str = STANDARD_PROFILE,
    keep: Sequence[str] = (),
    max_hits: int = 50,
) -> DataFrame:
    """Screen a DataFrame whose columns are those of a batch: one row for each match, best first, one with an empty entry
    where there is none; the columns of `offing screen --batch`, all text, empty ones null, then those in `keep` as they were.

    `home` and `lists` are opened by every worker: on a cluster they lie on a volume or in an archive that all of them see.
    Raises UsageError where there is no column to ask by or one in `keep` is not there.
    """
    from pyspark.sql.types import StringType, StructField, StructType

    opening = _opening(as_of, home, lists, profile)
    positions = _positions(frame.columns, keep)
    needed = list(dict.fromkeys([*(frame.columns[i] for i in positions.values()), *keep]))
    kept = [frame.schema[c] for c in keep]
    schema = StructType([*(StructField(c, StringType()) for c in COLUMNS), *kept])

    def part(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _screened(batches, opening, keep, max_hits)

    return frame.select([_quoted(c) for c in needed]).mapInArrow(part, schema)


def screen_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    as_of: date,
    home: str | PathLike[str] | None = None,
    lists: Sequence[str | PathLike[str]] = (),
    profile: str = STANDARD_PROFILE,
    keep: Sequence[str] = (),
    max_hits: int = 50,
) -> Iterator[pa.RecordBatch]:
    """The function of record batches that `screen_frame` runs in each partition, for whatever else speaks Arrow."""
    return _screened(batches, _opening(as_of, home, lists, profile), keep, max_hits)


def _opening(
    as_of: date, home: str | PathLike[str] | None, lists: Sequence[str | PathLike[str]], profile: str
) -> Opening:
    return Opening(as_of, Path(home) if home is not None else None, tuple(Path(x) for x in lists), profile)


@cache
def _screener(opening: Opening) -> Screener:
    """One for each Python worker and opening: a worker of Spark lives through many partitions."""
    return opened_from(opening)


def _positions(names: Sequence[str], keep: Sequence[str]) -> dict[str, int]:
    columns = map_query_headers(names)
    if not any(c in columns for c in ASKED_BY):
        raise UsageError(
            "the frame has neither a name nor an imo column, nor another number", value=", ".join(names)[:200]
        )
    if absent := [c for c in keep if c not in names]:
        raise UsageError("no such column to keep", value=absent[0], hint=", ".join(names)[:200])
    if taken := [c for c in keep if c in COLUMNS]:
        raise UsageError("the answer has a column of that name", value=taken[0], hint="Rename yours first")
    return columns


def _screened(
    batches: Iterable[pa.RecordBatch], opening: Opening, keep: Sequence[str], most: int
) -> Iterator[pa.RecordBatch]:
    screener = _screener(opening)
    for batch in batches:
        positions = _positions(batch.schema.names, keep)
        for start in range(0, batch.num_rows, AT_ONCE):
            yield _answered(screener, batch.slice(start, AT_ONCE), positions, keep, most)


def _answered(
    screener: Screener, batch: pa.RecordBatch, positions: dict[str, int], keep: Sequence[str], most: int
) -> pa.RecordBatch:
    import pyarrow as pa

    columns = {c: [_text(v) for v in batch.column(i).to_pylist()] for c, i in positions.items()}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    made: list[tuple[str, ...]] = []
    origin: list[int] = []
    for i, found in enumerate(screener.find(rows)):
        some = list(islice(answer_rows(found, most), most))
        made += some
        origin += [i] * len(some)
    table: list[Any] = [pa.array([v or None for v in values], pa.string()) for values in zip(*made, strict=True)]
    take = pa.array(origin, pa.int64())
    kept = [batch.column(batch.schema.get_field_index(c)).take(take) for c in keep]
    return pa.RecordBatch.from_arrays([*table, *kept], names=[*COLUMNS, *keep])


def _text(value: object) -> str:
    text = "; ".join(map(cell_text, value)) if isinstance(value, list) else cell_text(value)
    return text.replace("\x00", "")


def _quoted(column: str) -> str:
    return "`" + column.replace("`", "``") + "`"
