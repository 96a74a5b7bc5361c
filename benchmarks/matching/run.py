"""`make bench-matching`: puts one set of questions to every system, prints the table, writes docs/matching-quality.md."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matching.generate import NUMBERS, generate
from matching.labelled import BY_NUMBER, pair_sets, screening_sets
from matching.lists import ground, read_fleet
from matching.measure import Scored, outcomes
from matching.negatives import IDENTITIES
from matching.page import summary, write_page
from matching.results import Results
from matching.speed import time_system, workload
from matching.systems import ROOT, Answer, Running, Unavailable, nomenklatura_python
from matching.things import Listed, Query, name_only

SHARED = Path(os.environ.get("OFFING_SHARED", ROOT.parent / "shared"))
BATCH = 500
"""Questions a batch: the blocking index passes over words that are common in list and batch together."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A system and how much of the timing workload it is given."""

    name: str
    title: str
    records: int
    singles: int


CONTESTANTS = (
    Contestant("offing", "Offing", 20_000, 1000),
    Contestant("rapidfuzz", "rapidfuzz", 4_000, 300),
    Contestant("logicv2_index", "index + LogicV2", 2_000, 30),
    Contestant("logicv2_50", "50 near + LogicV2", 2_000, 300),
)


def _answers(running: Running, queries: Sequence[Query]) -> list[list[Answer]]:
    found: list[list[Answer]] = []
    for at in range(0, len(queries), BATCH):
        found += running.query(queries[at : at + BATCH])[0]
    return found


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def _measure(
    one: Contestant, results: Results, records: Sequence[Query], sets: tuple[list[Listed], list[Query]] | None
) -> None:
    """One system on everything; what it is asked and in which order is the same for all."""
    python = nomenklatura_python() if one.name.startswith("logicv2") else Path(sys.executable)
    questions = results.questions
    apart = frozenset((*NUMBERS, *IDENTITIES))
    with Running(one.name, python) as running:
        results.thresholds[one.title] = running.thresholds
        built = running.build(questions.listed)
        _say(f"{one.title}: list of {len(questions.listed):,} taken in, {built[0].wall_s:.1f} s")
        results.timed[one.title] = time_system(running, built, records[: one.records], records[-one.singles :])
        for kept, queries in (
            (results.names_only, questions.names_only),
            (results.with_context, questions.with_context),
        ):
            kept.append(Scored(one.title, outcomes(queries, _answers(running, queries)), running.thresholds, apart))
        for pairs, scores in results.pairs:
            scores[one.title] = running.pairs(pairs.pairs)
        _say(f"{one.title}: {len(questions.names_only) + len(questions.with_context):,} questions put")
    if sets:
        listed, queries = sets
        with Running(one.name, python) as running:
            running.build(listed)
            results.labelled.append(
                Scored(one.title, outcomes(queries, _answers(running, queries)), running.thresholds)
            )
        _say(f"{one.title}: {len(queries):,} labelled questions put")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--split", choices=("dev", "test"), default="test", help="dev to work on a matcher, test to report"
    )
    parser.add_argument(
        "--only", action="append", choices=[c.name for c in CONTESTANTS], help="some systems only; nothing is written"
    )
    chosen = parser.parse_args()
    if not (SHARED / "lists" / "ofac").exists():
        raise SystemExit(
            f"no real lists at {SHARED / 'lists'}: set OFFING_SHARED to the folder that holds lists/ and matching/"
        )
    start = time.perf_counter()
    questions = generate(SHARED, chosen.split)
    sets = screening_sets(SHARED / "matching")
    if sets:
        listed, queries = sets
        sets = listed, [name_only(q) for q in queries if not q.category.startswith(BY_NUMBER)]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    results = Results(questions.told, chosen.split, machine, questions)
    results.pairs = [(p, {}) for p in pair_sets(SHARED / "matching")]
    positives = [q for q in questions.names_only if q.positive]
    size = max(c.records + c.singles for c in CONTESTANTS)
    records = workload(ground(questions.listed), read_fleet(SHARED), positives, size, "speed")
    for one in CONTESTANTS:
        if chosen.only and one.name not in chosen.only:
            continue
        try:
            _measure(one, results, records, sets)
        except Unavailable as why:
            results.missing[one.title] = str(why)
            _say(f"{one.title} is left out: {why}")
    results.took_s = time.perf_counter() - start
    print("\n".join(summary(results)))  # noqa: T201
    if chosen.split == "test" and not chosen.only:
        (ROOT / "docs" / "matching-quality.md").write_text(write_page(results), encoding="utf-8")


if __name__ == "__main__":
    main()
