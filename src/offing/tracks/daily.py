"""More than memory holds, on one machine: the large relations made day by day and kept as Parquet. The rows are the same.

The track of a day is merged from whatever files hold reports of it; a vessel's last report before the day is carried on, so
nothing is cut at midnight. Positions of a day are interpolated from the track of that day and as much of the next as the longest
interpolated step can reach; pairs, ports and steps of a day follow from its positions. What is small is a DuckDB table.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
from numpy.typing import NDArray

from offing.tracks.duck import Duck
from offing.tracks.engine import Columns
from offing.tracks.packed import BUCKET_S
from offing.tracks.params import Params
from offing.tracks.sql import render

DAY = 86_400 // BUCKET_S
"""Buckets, and slots, of a day."""
MEMORY_MB = 400
"""What DuckDB may take; Python and its own buffers come on top, and the whole stays under 1 GB."""
_TRACK, _CHAIN, _SPLIT = "track", "chain", "split_point"
_WHOLE = "whole"

Reach = tuple[str, int, int] | None
"""The column of the time, and how many slots before and after the day are read; None: the day, and the last slot of each vessel
before it.
"""


class Daily:
    """An `Engine` over a DuckDB connection that has `positions`, `statics` and `ports`, with a folder for what it keeps.

    A folder that holds tracks already is asked again without its positions being read; `add` puts more into it.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, work: Path, params: Params, memory_mb: int = MEMORY_MB
    ) -> None:
        self._connection = connection
        self._duck = Duck(connection)
        self._work = work
        self._reads = _reads(params)
        work.mkdir(parents=True, exist_ok=True)
        connection.execute(f"SET memory_limit = '{memory_mb}MB'")
        connection.execute(f"SET temp_directory = {_text(work / 'spill')}")
        connection.execute("SET partitioned_write_flush_threshold = 65536")

    def add(self) -> None:
        """Add the track of the connection's `positions` to the folder: file by file, in any order, twice without harm."""
        select = f"SELECT *, bucket // {DAY} AS day FROM ({render(_TRACK, {})}) AS track"  # noqa: S608
        target = _text(self._work / _TRACK)
        self._connection.execute(
            f"COPY ({select}) TO {target} (FORMAT parquet, PARTITION_BY (day), APPEND, FILENAME_PATTERN 'part-{{uuid}}')"
        )

    def store(self, name: str, select: str) -> None:
        if name == _CHAIN:
            self._store_chain()
        elif name in self._reads:
            self._store_by_day(name, select, self._reads[name])
        else:
            self._duck.store(name, select)

    def put(self, name: str, columns: Columns) -> None:
        if name != _SPLIT:
            self._duck.put(name, columns)
            return
        self._duck.put("laid_split", columns)
        self._copy("SELECT * FROM laid_split", self._folder(name) / f"{_WHOLE}.parquet")
        self._connection.execute("DROP TABLE laid_split")
        self._view(name)

    def columns(self, select: str) -> dict[str, NDArray[Any]]:
        return self._duck.columns(select)

    def _days(self) -> list[int]:
        return sorted(int(p.name.removeprefix("day=")) for p in (self._work / _TRACK).glob("day=*"))

    def _store_chain(self) -> None:
        if not (self._work / _TRACK).exists():
            self.add()
        folder = self._folder(_CHAIN)
        run = self._connection.execute
        run("CREATE OR REPLACE TEMP TABLE carried (mmsi BIGINT, bucket BIGINT, f BIGINT, l BIGINT)")
        for day in self._days():
            parts = _text(self._work / _TRACK / f"day={day}" / "*.parquet")
            run(
                "CREATE OR REPLACE TEMP TABLE track AS SELECT mmsi, bucket, min(f) AS f, max(l) AS l "  # noqa: S608
                f"FROM read_parquet({parts}, hive_partitioning = false) GROUP BY mmsi, bucket UNION ALL SELECT * FROM carried"
            )
            chain = render(_CHAIN, {}, (_TRACK,))
            self._copy(f"SELECT * FROM ({chain}) AS chain WHERE bucket >= {day * DAY}", folder / f"{day}.parquet")  # noqa: S608
            run(
                "CREATE OR REPLACE TEMP TABLE carried AS SELECT mmsi, max(bucket) AS bucket, 0 AS f, arg_max(l, bucket) AS l "
                "FROM track GROUP BY mmsi"
            )
        run("DROP TABLE IF EXISTS track")
        run("DROP TABLE carried")
        if not self._days():
            self._duck.store(_CHAIN, render(_CHAIN, {}))
            return
        self._view(_CHAIN)

    def _store_by_day(self, name: str, select: str, reads: Mapping[str, Reach]) -> None:
        folder = self._folder(name)
        days = self._days()
        for day in days:
            first, last = day * DAY, day * DAY + DAY - 1
            for read, reach in reads.items():
                column, before, after = reach or ("slot", 0, 0)
                carried = f"last_{read}" if reach is None and day > days[0] else ""
                self._view(read, column, first - before, last + after, carried)
            made = f"SELECT * FROM ({select}) AS made WHERE slot BETWEEN {first} AND {last}"  # noqa: S608
            self._copy(made, folder / f"{day}.parquet")
            for read in (name for name, reach in reads.items() if reach is None):
                self._carry(read)
        if not days:
            self._duck.store(name, select)
            return
        for stored in (*reads, name):
            self._view(stored)
            self._connection.execute(f"DROP TABLE IF EXISTS last_{stored}")

    def _folder(self, name: str) -> Path:
        """An empty folder for a relation, and none of that name in the connection."""
        folder = self._work / name
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.parquet"):
            old.unlink()
        return folder

    def _carry(self, name: str) -> None:
        """The last slot of each vessel so far, for the days that follow."""
        self._connection.execute(
            f"CREATE OR REPLACE TEMP TABLE last_{name} AS SELECT v.* FROM {name} AS v "  # noqa: S608 - names of ours
            f"JOIN (SELECT vessel, max(slot) AS slot FROM {name} GROUP BY vessel) AS m ON v.vessel = m.vessel AND v.slot = m.slot"
        )

    def _view(self, name: str, column: str = "", first: int = 0, last: int = 0, carried: str = "") -> None:
        """The relation, or what one day reads of it: only files of those days are opened."""
        files = sorted((self._work / name).glob("*.parquet"))
        where = ""
        if column:
            files = [p for p in files if p.stem == _WHOLE or first // DAY <= int(p.stem) <= last // DAY]
            where = f"WHERE {column} BETWEEN {first} AND {last}"
        listed = ", ".join(map(_text, files))
        select = f"SELECT * FROM read_parquet([{listed}]) {where}"  # noqa: S608
        if carried:
            select += f" UNION ALL SELECT * FROM {carried}"  # noqa: S608 - a name of ours
        self._connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {select}")

    def _copy(self, select: str, path: Path) -> None:
        self._connection.execute(f"COPY ({select}) TO {_text(path)} (FORMAT parquet)")


def _reads(params: Params) -> dict[str, dict[str, Reach]]:
    """What one day of each relation needs of those before it."""
    step = -(-params.max_gap_s // BUCKET_S) + 1
    same = ("slot", 0, 0)
    return {
        "slots": {_CHAIN: ("bucket", 0, step), _SPLIT: ("bucket", step, step)},
        "near_port": {"slots": same},
        "calm": {_CHAIN: ("bucket", 0, step), _SPLIT: ("bucket", step, step)},
        "pair": {"calm": same},
        "step": {"slots": None, "near_port": None},
    }


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
