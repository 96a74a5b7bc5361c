"""Files of AIS to events, on this machine or on a Spark session: what `offing tracks` and the review call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from offing.places.ports import ports_table
from offing.tracks.duck import Duck
from offing.tracks.engine import Engine, rows
from offing.tracks.event import Event
from offing.tracks.find import find_events
from offing.tracks.params import Params
from offing.tracks.read import Read, read_sources

_SPAN = """SELECT count(DISTINCT mmsi) AS mmsis, min(bucket * 600 + f // 2251799813685248) AS first_s,
       max(bucket * 600 + l // 2251799813685248) AS last_s FROM chain"""

_DOUBTFUL = (
    """SELECT sum(CASE WHEN c.l > c.f THEN 2 ELSE 1 END) AS n FROM chain AS c JOIN suspect AS s ON c.mmsi = s.mmsi"""
)
_SPLIT = "SELECT count(*) AS n FROM split_point"
SPIKE = "bad fix, of the two reports looked at in each ten minutes"


@dataclass(frozen=True, slots=True)
class Observed:
    """The events, what was read, and between which instants (seconds since 1970) how many vessels were heard."""

    events: Sequence[Event]
    read: Read
    params: Params
    mmsis: int
    first_s: int | None
    last_s: int | None


def observe(
    paths: Sequence[Path],
    work: Path,
    *,
    params: Params | None = None,
    only: Collection[str] | None = None,
    engine: Callable[[duckdb.DuckDBPyConnection, Path], Engine] | None = None,
    after: Callable[[Engine, Sequence[Event]], None] | None = None,
    memory: str | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Observed:
    """Read the files and find the events. `work` is a folder for what does not fit in memory; the caller removes it.

    `engine` makes another engine over the relations; `memory` is DuckDB's limit, such as `4GB`. `progress` is told what
    is going on, with bytes done and of all while files are read and (0, 0) after. `after` may ask the engine for more before it
    ends.
    """
    chosen = params or Params()
    told = progress or (lambda *_: None)
    with duckdb.connect(config=_config(work, memory)) as connection:
        read = read_sources(connection, paths, work, told)
        made: Engine = engine(connection, work) if engine else Duck(connection)
        made.put("ports", ports_table())
        events = (
            find_events(made, chosen, only, lambda kind: told(kind, 0, 0)) if read.positions or read.statics else []
        )
        if after is not None and read.positions:
            after(made, events)
        if read.positions:
            read = replace(read, dropped={**read.dropped, **_spikes(made)})
        span = rows(made.columns(_SPAN))[0] if read.positions else {"mmsis": 0, "first_s": None, "last_s": None}
    return Observed(events, read, chosen, _whole(span["mmsis"]) or 0, _whole(span["first_s"]), _whole(span["last_s"]))


def _spikes(engine: Engine) -> dict[str, int]:
    """How many of the reports that the tracks keep (two of ten minutes) no ship can have sent, by reason."""
    kept, used = (int(rows(engine.columns(q))[0]["n"] or 0) for q in (_DOUBTFUL, _SPLIT))
    return {SPIKE: kept - used} if kept > used else {}


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def _config(work: Path, memory: str | None) -> dict[str, Any]:
    spill = work / "spill"
    spill.mkdir(parents=True, exist_ok=True)
    limits = {"memory_limit": memory} if memory else {}
    return {"temp_directory": str(spill), "preserve_insertion_order": False, **limits}
