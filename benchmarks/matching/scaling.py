"""How the engine bears a list that grows to two million names: one size in one process, so that memory is its own.

`python -m matching.scaling SIZE` prints what it measured as one line of JSON; `sizes` runs it once for each size.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import inf
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from matching.asked_of_engine import match, names_of, with_evidence
from matching.generate import NUMBERS, generate
from matching.growth import MADE, grown
from matching.lists import ground, read_fleet
from matching.measure import Scored, outcomes, percentile
from matching.speed import STRANGERS, workload
from matching.systems import HERE, ROOT, Unavailable, pinned
from matching.things import Listed, Query
from matching.worker import resident_mib
from offing.index.engine import Engine
from offing.index.weigh import POSSIBLE

SIZES = (57_000, 500_000, 2_000_000)
NUMBERED = 0.7
WARM, SINGLES, RECORDS = 1500, 1500, 12_000


@dataclass(frozen=True, slots=True)
class Grown:
    """One size. Memory in MiB; `per_s` counts names per CPU second; recall at 10 false alarms per 1,000 ordinary things."""

    names: int
    build_s: float
    arrays_mib: float
    resident_mib: float
    peak_mib: float
    per_s: float
    p50_ms: float
    p99_ms: float
    p99_cpu_ms: float
    recall: float
    recall_with_context: float
    recall_with_numbers: float
    alarms_at_default: float
    recall_at_default: float


def measure(shared: Path, size: int) -> Grown:
    """Grow the list, build the engine, ask it. What is asked is the same at every size."""
    asked = generate(shared, "test")
    named = [q for q in asked.with_context if q.positive and q.category not in NUMBERS]
    records = workload(ground(asked.listed), read_fleet(shared), named, RECORDS + SINGLES + WARM, "scaling")
    entries = list(grown(asked.listed, size, {t for q in (*records, *named) for t in (q.name, q.imo)}))
    gc.collect()
    before, start = resident_mib() or 0.0, time.perf_counter()
    _, engine = names_of(entries)
    build_s = time.perf_counter() - start
    gc.collect()
    resident = (resident_mib() or 0.0) - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    batch, singles, warm = records[:RECORDS], records[RECORDS : RECORDS + SINGLES], records[-WARM:]
    match(engine, warm)
    cpu = time.process_time()
    match(engine, batch)
    cpu = time.process_time() - cpu
    taken, spent = _singly(engine, singles)
    judged = [q for q in records if not q.positive and q.category != STRANGERS]
    return Grown(
        sum(len(x.names) + len(x.weak) for x in entries), build_s, arrays_mib(engine), resident, peak, len(batch) / cpu,
        percentile(taken, 0.5), percentile(taken, 0.99), percentile(spent, 0.99), *_quality(engine, entries, named, judged),
    )  # fmt: skip


def _singly(engine: Engine, queries: Sequence[Query]) -> tuple[list[float], list[float]]:
    """Milliseconds of the wall and of the processor for each question by itself, the quicker of two askings.

    The engine keeps nothing from one to the next; what else runs on the machine is left out so.
    """
    best = [(inf, inf)] * len(queries)
    for _ in range(2):
        for i, query in enumerate(queries):
            wall, cpu = time.perf_counter(), time.process_time()
            match(engine, [query])
            wall, cpu = 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)
            best[i] = min(best[i][0], wall), min(best[i][1], cpu)
    return [w for w, _ in best], [c for _, c in best]


def _quality(
    engine: Engine, entries: Sequence[Listed], positives: Sequence[Query], negatives: Sequence[Query]
) -> tuple[float, float, float, float, float]:
    """Recall at 10 per 1,000 of names alone, with context, with numbers too; alarms and recall of names at the default."""
    at = [one for one in entries for _ in (*one.names, *one.weak)]
    numbers: dict[str, list[Listed]] = {}
    for one in entries:
        for number in (*one.imo, *one.ids):
            numbers.setdefault(number, []).append(one)
    by_id = {one.id: one for one in entries if not one.id.startswith(MADE)}
    queries = [*positives, *negatives]
    found = match(engine, queries)
    alone = [[(at[m.position].id, m.score) for m in hits] for hits in found]
    told = [replace(q, imo="") for q in queries]
    numbered = [_with_number(q, by_id) for q in queries]
    names, context, both = (
        Scored("", outcomes(queries, answers), {})
        for answers in (alone, with_evidence(told, found, at, {}), with_evidence(numbered, found, at, numbers))
    )
    first, second, third = (one.recall(one.at(10)) or 0.0 for one in (names, context, both))
    return first, second, third, names.alarms(POSSIBLE) or 0.0, names.recall(POSSIBLE) or 0.0


def _with_number(query: Query, by_id: Mapping[str, Listed]) -> Query:
    """A listed thing with one of its numbers, seven times in ten where the list has one."""
    rng = Random(f"number:{query.id}")  # noqa: S311
    one = by_id[query.right[0]] if query.positive else None
    if one is None or rng.random() > NUMBERED:
        return query
    return replace(query, imo=next(iter(one.imo), ""), number=next(iter(one.ids), ""))


def arrays_mib(engine: object) -> float:
    """All arrays that can be reached from it, each once, room for sums included."""
    return sum({id(a): a.nbytes for a in _arrays(engine)}.values()) / 2**20


def _arrays(thing: Any) -> Iterator[np.ndarray[Any, Any]]:
    if isinstance(thing, np.ndarray):
        yield thing if thing.base is None or not isinstance(thing.base, np.ndarray) else thing.base
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from _arrays(value)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from _arrays(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for value in thing:
            yield from _arrays(value)


def sizes(shared: Path, wanted: Sequence[int] = SIZES) -> list[Grown]:
    """Each size in a process of its own, all on one core. Raises Unavailable with the end of its words when one fails."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(HERE.parent), str(ROOT / "src")))}
    found = []
    for size in wanted:
        command = [sys.executable, "-m", "matching.scaling", str(shared), str(size)]
        made = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        if made.returncode:
            raise Unavailable(f"a list of {size:,} names: {made.stderr.strip()[-300:]}")
        found.append(Grown(**json.loads(made.stdout.splitlines()[-1])))
    return found


if __name__ == "__main__":
    pinned()
    print(json.dumps(asdict(measure(Path(sys.argv[1]), int(sys.argv[2])))))  # noqa: T201
