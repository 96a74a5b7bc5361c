"""Throughput, latency and memory of a running system on one mixed workload: nearly all of it is on no list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest
from random import Random

from matching.lists import Ground, Ship
from matching.measure import percentile
from matching.negatives import NEGATIVES
from matching.systems import Running, Spent
from matching.things import Query

ORDINARY = ("ordinary_person", "ordinary_firm", "real_ship", "chinese_shipping")
POSITIVE_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Timed:
    """What a system took. `per_s` counts records per CPU second, which is per core; times are wall milliseconds."""

    build: Spent
    added_mib: float | None
    records: int
    per_s: float
    singles: int
    p50_ms: float
    p99_ms: float


def workload(whole: Ground, fleet: Sequence[Ship], positives: Sequence[Query], size: int, seed: str) -> list[Query]:
    """Ordinary people, firms and ships in turn, with three changed listed names in a hundred."""
    own = list(whole.listed)
    streams = [islice(NEGATIVES[n](whole, own, fleet, Random(f"{seed}:{n}")), size // len(ORDINARY)) for n in ORDINARY]  # noqa: S311
    made = [q for q in chain.from_iterable(zip_longest(*streams)) if q is not None]
    rng = Random(seed)  # noqa: S311
    for query in rng.sample(positives, min(len(positives), int(size * POSITIVE_SHARE))):
        made[rng.randrange(len(made))] = query
    return [replace(q, id=str(i)) for i, q in enumerate(made)]


def time_system(
    running: Running, built: tuple[Spent, float | None], records: Sequence[Query], singles: Sequence[Query]
) -> Timed:
    """Time one batch and then single questions, none of which stood in the batch."""
    _, spent = running.query(records)
    taken = running.singly(singles)
    return Timed(
        built[0],
        built[1],
        len(records),
        len(records) / max(spent.cpu_s, 1e-9),
        len(taken),
        percentile(taken, 0.5),
        percentile(taken, 0.99),
    )
