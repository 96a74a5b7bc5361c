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
from matching.things import Listed, Query

ORDINARY = ("ordinary_person", "ordinary_firm", "real_ship", "chinese_shipping")
STRANGERS = "stranger"
"""Names recombined and misspelt from listed words: the wide vocabulary of a real book, near to the list. Timed, not judged."""
RELATIVES = "recombined"
"""Names recombined from those of real things on no list, a word in eight misspelt: so a book's words repeat as names do."""
POSITIVE_SHARE = 0.03
WARM = 1000


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
    """A desk's file, shuffled, so that any stretch of it is mixed alike; at most `size` records, none of them twice.

    Four in five are things on no list: the real ones given, real ships, and then names put together from the words of the real
    ones, each word drawn as often as it stands there; without real ones ordinary people, firms and ships of few words. One
    in five is a stranger. Three in a hundred are a changed listed name.
    """
    rng = Random(seed)  # noqa: S311
    named = rng.sample(positives, min(len(positives), int(size * POSITIVE_SHARE)))
    strangers = size // (len(ORDINARY) + 1)
    found: dict[tuple[str, ...], Query] = {}
    for stream, many in (
        (named, len(named)),
        (_strangers(whole, seed), strangers),
        (_negatives(whole, fleet, size, seed, real), size - strangers - len(named)),
    ):
        full = len(found) + many
        for query in islice(stream, 2 * size):
            if len(found) >= full:
                break
            found.setdefault((query.kind, query.name, query.imo), query)
    made = list(found.values())
    rng.shuffle(made)
    return [replace(q, id=str(i)) for i, q in enumerate(made)]


def _negatives(whole: Ground, fleet: Sequence[Ship], size: int, seed: str, real: Sequence[Query]) -> Iterator[Query]:
    own = list(whole.listed)
    if not real:
        streams = [
            [replace(q, category=n) for q in islice(NEGATIVES[n](whole, own, fleet, Random(f"{seed}:{n}")), size)]  # noqa: S311
            for n in ORDINARY
        ]
        yield from (q for q in chain.from_iterable(zip_longest(*streams)) if q is not None)
        return
    yield from real
    named = {q.name for q in real}
    for query in NEGATIVES["real_ship"](whole, own, fleet, Random(f"{seed}:real_ship")):  # noqa: S311
        if query.name not in named:
            yield replace(query, category="real_ship")
    yield from _relatives(whole, real, seed)


def _relatives(whole: Ground, real: Sequence[Query], seed: str) -> Iterator[Query]:
    """Names that no entry bears, made of the words of real things on no list."""
    words = [
        Listed(q.id, q.kind, (q.name,), country=(q.country,) if q.country else (), born=(q.born,) if q.born else ())
        for q in real
    ]
    for one in islice(grown(words, 10**9, seed=seed), len(words), None):
        if not whole.taken(one.kind, one.names[0]):
            country, born = (next(iter(v), "") for v in (one.country, one.born))
            yield Query("", RELATIVES, one.kind, one.names[0], country=country, born=born)


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
    """Time one batch and then single questions, none of which stood in the batch; the batch's end goes before it, unmeasured,
    so that no system's compiling and first loading is timed."""
    running.screen(records[-WARM:])
    records = records[:-WARM]
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
