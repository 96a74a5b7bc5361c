"""Throughput, latency and memory of a running system on one mixed workload: nearly all of it is on no list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest
from random import Random

from matching.growth import grown
from matching.lists import Ground, Ship, natural_order
from matching.measure import percentile
from matching.negatives import NEGATIVES
from matching.systems import Running, Spent
from matching.things import Query

ORDINARY = ("ordinary_person", "ordinary_firm", "real_ship", "chinese_shipping")
STRANGERS = "stranger"
"""Names recombined and misspelt from listed words: the wide vocabulary of a real book, near to the list. Timed, not judged."""
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


def workload(
    whole: Ground, fleet: Sequence[Ship], positives: Sequence[Query], size: int, seed: str, real: Sequence[Query] = ()
) -> list[Query]:
    """Things on no list: the real ones that are given, four to one stranger; without them ordinary people, firms, ships in
    turn. Three in a hundred are a changed listed name. At most `size` of them.
    """
    rng = Random(seed)  # noqa: S311
    own = list(whole.listed)
    if real:
        drawn = rng.sample(real, len(real))
        streams: list[list[Query]] = [drawn[i::4] for i in range(4)]
    else:
        each = size // (len(ORDINARY) + 1)
        streams = [
            [replace(q, category=n) for q in islice(NEGATIVES[n](whole, own, fleet, Random(f"{seed}:{n}")), each)]  # noqa: S311
            for n in ORDINARY
        ]
    streams.append(list(islice(_strangers(whole, seed), len(streams[0]))))
    made = [q for q in chain.from_iterable(zip_longest(*streams)) if q is not None][:size]
    for query in rng.sample(positives, min(len(positives), int(len(made) * POSITIVE_SHARE))):
        made[rng.randrange(len(made))] = query
    return [replace(q, id=str(i)) for i, q in enumerate(made)]


def _strangers(whole: Ground, seed: str) -> Iterator[Query]:
    """Made names that no entry bears."""
    for one in islice(grown(whole.listed, 10**9, seed=seed), len(whole.listed), None):
        if not whole.taken(one.kind, one.names[0]):
            country, flag, born = (next(iter(v), "") for v in (one.country, one.flag, one.born))
            yield Query(
                "", STRANGERS, one.kind, natural_order(one.names[0], one.kind), country=country, flag=flag, born=born
            )


def time_system(
    running: Running, built: tuple[Spent, float | None], records: Sequence[Query], singles: Sequence[Query]
) -> Timed:
    """Time one batch and then single questions, none of which stood in the batch."""
    spent = running.screen(records)
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
