"""Encounters as the usual pipelines find them, in plain Python: vessel by vessel to slots, S2 cells, neighbours, runs.

After the method of Global Fishing Watch's pipeline, with the library it has for cells, without Beam. Run in the peers' own
environment: `python peer_loop.py FOLDER`. 500 m, two hours, two knots, 10 km from ports.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pyarrow.dataset
import pyarrow.parquet
import s2sphere

SLOT = timedelta(minutes=10)
LEVEL = 12
RADIUS_KM = 6371.0088
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Record(NamedTuple):
    """A vessel at an instant."""

    vessel: int
    when: datetime
    lat: float
    lon: float


def kilometres(lat0: float, lon0: float, lat1: float, lon1: float) -> float:
    p, q, r, s = (math.radians(v) for v in (lat0, lon0, lat1, lon1))
    h = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


def resampled(vessel: int, reports: list[tuple[datetime, float, float]]) -> Iterator[Record]:
    """Where a vessel was at each ten minutes between two reports at most two hours apart."""
    reports.sort()
    for (t0, lat0, lon0), (t1, lat1, lon1) in pairwise(reports):
        if t0 == t1 or t1 - t0 > timedelta(hours=2):
            continue
        when = EPOCH + (t0 - EPOCH) // SLOT * SLOT + SLOT
        east = (lon1 - lon0 + 180) % 360 - 180
        while when <= t1:
            share = (when - t0) / (t1 - t0)
            yield Record(vessel, when, lat0 + (lat1 - lat0) * share, (lon0 + east * share + 180) % 360 - 180)
            when += SLOT


def neighbours(records: list[Record], within_km: float) -> Iterator[tuple[Record, Record]]:
    """Pairs of one instant within reach of each other, by S2 cells and those around them."""
    around: dict[object, list[object]] = {}
    present: dict[object, list[int]] = defaultdict(list)
    own = []
    for i, one in enumerate(records):
        cell = s2sphere.CellId.from_lat_lng(s2sphere.LatLng.from_degrees(one.lat, one.lon)).parent(LEVEL)
        if cell not in around:
            around[cell] = [cell, *cell.get_all_neighbors(LEVEL)]
        for near in around[cell]:
            present[near].append(i)
        own.append(cell)
    for i, one in enumerate(records):
        for j in present[own[i]]:
            if i < j and kilometres(one.lat, one.lon, records[j].lat, records[j].lon) <= within_km:
                yield one, records[j]


def encounters(beside: list[tuple[Record, Record]]) -> Iterator[list[tuple[Record, Record]]]:
    """Runs of two hours or more without more than two slots missing, slower than two knots in the median."""
    run: list[tuple[Record, Record]] = []
    for met in [*beside, None]:
        if run and (met is None or met[0].when - run[-1][0].when > 3 * SLOT):
            if run[-1][0].when - run[0][0].when >= timedelta(hours=2) and median(map(knots, run, run[1:])) < 2:
                yield run
            run = []
        if met is not None:
            run.append(met)


def knots(before: tuple[Record, Record], after: tuple[Record, Record]) -> float:
    hours = (after[0].when - before[0].when).total_seconds() / 3600
    return kilometres(before[0].lat, before[0].lon, after[0].lat, after[0].lon) / hours / 1.852


def main() -> None:
    folder = sys.argv[1]
    usage = resource.getrusage(resource.RUSAGE_SELF)
    began, wall = usage.ru_utime + usage.ru_stime, time.perf_counter()
    vessels: dict[int, list[tuple[datetime, float, float]]] = defaultdict(list)
    source = pyarrow.dataset.dataset(f"{folder}/positions", format="parquet")
    for batch in source.to_batches(columns=["mmsi", "timestamp", "lat", "lon"]):
        for row in batch.to_pylist():
            if -90 <= row["lat"] <= 90:
                vessels[row["mmsi"]].append((row["timestamp"].replace(tzinfo=UTC), row["lat"], row["lon"]))
    instants: dict[datetime, list[Record]] = defaultdict(list)
    for vessel, reports in vessels.items():
        for record in resampled(vessel, reports):
            instants[record.when].append(record)
    met: dict[tuple[int, int], list[tuple[Record, Record]]] = defaultdict(list)
    for when in sorted(instants):
        for one, other in neighbours(sorted(instants[when]), 0.5):
            met[one.vessel, other.vessel].append((one, other))
    ports = pyarrow.parquet.read_table(f"{folder}/ports.parquet", columns=["lat", "lon"]).to_pylist()
    found = []
    for pair, beside in met.items():
        for run in encounters(beside):
            middle = run[len(run) // 2][0]
            if all(kilometres(middle.lat, middle.lon, p["lat"], p["lon"]) > 10 for p in ports):
                found.append(pair)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    told = {"cpu_s": usage.ru_utime + usage.ru_stime - began, "wall_s": time.perf_counter() - wall}
    told |= {"peak_mib": usage.ru_maxrss / 1024, "events": len(found), "pairs": sorted(set(found))}
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main()
