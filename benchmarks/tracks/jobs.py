"""One job in a process of its own: `python -m tracks.jobs JOB FOLDER OUT` prints what it cost as JSON.

Libraries are imported, and the geography and the kernels are warm, before the clock starts. What is timed reads the Parquet and
ends with events; the account of what the files hold (`read_sources`) is a job of its own, `reading`.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from offing.tracks.daily import Daily
from offing.tracks.duck import Duck
from offing.tracks.event import Event
from offing.tracks.events import kinds
from offing.tracks.find import find_events
from offing.tracks.params import Params
from offing.tracks.read import read_sources

RAW = "read_parquet('{folder}/positions/*/*.parquet', hive_partitioning = false)"
THREADS = 2


def connected(folder: Path, work: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the set's relations, read as any feed is."""
    con = duckdb.connect()
    con.execute(f"SET threads = {THREADS}")
    read_sources(con, [folder / "positions", folder / "statics.parquet"], work / "read")
    con.execute(f"CREATE VIEW ports AS FROM '{folder}/ports.parquet'")
    return con


def scan(folder: Path) -> int:
    """DuckDB's raw scan of the four columns that encounters need."""
    con = duckdb.connect()
    con.execute(f"SET threads = {THREADS}")
    source = RAW.format(folder=folder)
    told = con.execute(
        f"SELECT sum(mmsi), sum(epoch(timestamp)), sum(lat), sum(lon), count(*) FROM {source}"  # noqa: S608
    ).fetchone()
    return int(told[4]) if told else 0


Job = Callable[[duckdb.DuckDBPyConnection, Path], Any]


def encounters(con: duckdb.DuckDBPyConnection, work: Path) -> list[Event]:
    return find_events(Duck(con), Params(), only=["encounter"])


def everything(con: duckdb.DuckDBPyConnection, work: Path) -> list[Event]:
    return find_events(Duck(con), Params())


def daily(con: duckdb.DuckDBPyConnection, work: Path) -> list[Event]:
    return find_events(Daily(con, work / "daily", Params()), Params(), only=["encounter"])


def daily_everything(con: duckdb.DuckDBPyConnection, work: Path) -> list[Event]:
    return find_events(Daily(con, work / "daily", Params()), Params())


def on_spark(address: str, con: duckdb.DuckDBPyConnection, work: Path) -> list[Event]:
    """The same events on a Spark session, from the relations that DuckDB's readers laid down as Parquet."""
    from offing.tracks.spark import Spark, spark_session

    engine = Spark(spark_session(address), str(work / "stages"))
    for name in ("positions", "statics", "ports"):
        con.execute(f"COPY (SELECT * FROM {name}) TO '{work}/{name}.parquet'")  # noqa: S608
        engine.register(name, f"{work}/{name}.parquet")
    return find_events(engine, Params())


def sail(con: duckdb.DuckDBPyConnection, work: Path) -> list[Event]:
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer("127.0.0.1", 0)  # it ends with its last reference
    server.start(background=True)
    return on_spark(f"sc://127.0.0.1:{server.listening_address[1]}", con, work)


def spark(con: duckdb.DuckDBPyConnection, work: Path) -> list[Event]:
    return on_spark(f"local[{THREADS}]", con, work)


JOBS: dict[str, Job] = {f.__name__: f for f in (encounters, everything, daily, daily_everything, sail, spark)}


def warm() -> None:
    """The modules of the events, the coast, the ports and the compiled kernels, as they are after a first event."""
    from offing.places.coast import coast_distance_m, inland_m
    from offing.places.ports import nearest_port

    kinds()
    lon, lat = np.array([3.0, 5.0]), np.array([52.0, 52.0])
    for measure in (coast_distance_m, inland_m, nearest_port):
        measure(lon, lat)


def cpu_s() -> float:
    """Of this process and of those it waited for."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def peak_mib() -> float:
    """Of this process alone. getrusage would count what the parent held when it forked."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = (line.split() for line in status.read_text(encoding="ascii").splitlines())
        return next(int(words[1]) for words in lines if words[0] == "VmHWM:") / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    job, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if job != "scan":
        warm()
    work = out / f"work-{job}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    con = None if job in ("scan", "reading") else connected(folder, work)
    began, wall = cpu_s(), time.perf_counter()
    answer = JOBS[job](con, work) if con else scan(folder) if job == "scan" else connected(folder, work)
    told: dict[str, float] = {"cpu_s": cpu_s() - began, "wall_s": time.perf_counter() - wall}
    told["peak_mib"] = peak_mib()
    if isinstance(answer, list):
        rows = [_row(e) for e in answer]
        (out / f"{job}.json").write_text(json.dumps(rows), encoding="utf-8")
        told["events"] = len(rows)
    elif job == "scan":
        told["rows"] = answer
    shutil.rmtree(work, ignore_errors=True)
    print(json.dumps(told), flush=True)  # noqa: T201
    os._exit(0)  # a Spark Connect server in this process would not let it end


def _row(event: Event) -> list[Any]:
    second = (event.b.mmsi, event.b.hull) if event.b else (None, None)
    measures = {k: list(v) if isinstance(v, tuple) else v for k, v in sorted(event.measures.items())}
    return [
        event.kind,
        event.start_s,
        event.end_s,
        event.a.mmsi,
        event.a.hull,
        *second,
        event.tier,
        event.why,
        measures,
    ]


if __name__ == "__main__":
    main()
