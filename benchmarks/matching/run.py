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
from matching.labelled import BY_NUMBER, REAL, pair_sets, screening_sets
from matching.lists import ground, read_fleet
from matching.loading import load
from matching.measure import Scored, outcomes
from matching.negatives import IDENTITIES
from matching.page import summary, write_page
from matching.results import Results
from matching.scaling import SIZES, sizes
from matching.speed import time_system, workload
from matching.systems import ROOT, Answer, Running, Unavailable, nomenklatura_python
from matching.things import Listed, Query, name_only

SHARED = Path(os.environ.get("OFFING_SHARED", ROOT.parent / "shared"))
BATCH = 500
"""Questions a batch: the blocking index passes over words that are common in list and batch together."""
APART = frozenset((*NUMBERS, *IDENTITIES))
Labelled = tuple[list[Listed], list[Query]]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A system and how much of the timing workload it is given: the slower ones its beginning, which is mixed as the whole.

    `context`: whether it looks at more than names.
    """

    name: str
    title: str
    records: int
    singles: int
    context: bool = True


CONTESTANTS = (
    Contestant("offing", "Offing", 60_000, 1000),
    Contestant("names_alone", "Offing's engine", 60_000, 1000, context=False),
    Contestant("rapidfuzz", "rapidfuzz", 4_000, 300),
    Contestant("logicv2_index", "index + LogicV2", 16_000, 30),
    Contestant("logicv2_50", "50 near + LogicV2", 6_000, 300),
)


def _answers(running: Running, queries: Sequence[Query], known: dict[str, list[Answer]]) -> list[list[Answer]]:
    """Answers in the order of the questions; what was asked of this list by its name alone before is not asked again."""
    bare = {q.id for q in queries if q == name_only(q)}
    new = [q for q in queries if q.id not in bare or q.id not in known]
    found: dict[str, list[Answer]] = {}
    for at in range(0, len(new), BATCH):
        some = new[at : at + BATCH]
        found.update(zip((q.id for q in some), running.query(some)[0], strict=True))
    known.update((i, found[i]) for i in bare & found.keys())
    return [found[q.id] if q.id in found else known[q.id] for q in queries]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def _measure(one: Contestant, results: Results, records: Sequence[Query], sets: Labelled | None) -> None:
    """One system on everything; what it is asked and in which order is the same for all.

    It is timed on the labelled list, the longer one, where that is there.
    """
    python = nomenklatura_python() if one.name.startswith("logicv2") else Path(sys.executable)
    questions = results.questions
    known: dict[str, list[Answer]] = {}
    with Running(one.name, python) as running:
        results.thresholds[one.title] = running.thresholds

        def ask(kept: list[Scored], queries: Sequence[Query], apart: frozenset[str] = frozenset()) -> None:
            kept.append(
                Scored(one.title, outcomes(queries, _answers(running, queries, known)), running.thresholds, apart)
            )

        def take_in(listed: Sequence[Listed]) -> None:
            built = running.build(listed)
            known.clear()
            _say(f"{one.title}: list of {len(listed):,} taken in, {built[0].wall_s:.1f} s")
            if one.title not in results.timed:
                results.timed[one.title] = time_system(running, built, records[: one.records], records[-one.singles :])

        if sets:
            listed, queries = sets
            take_in(listed)
            ask(results.labelled, [name_only(q) for q in queries if not q.category.startswith(BY_NUMBER)])
            if one.context:
                by_number = frozenset(q.category for q in queries if q.category.startswith(BY_NUMBER))
                ask(results.labelled_context, queries, by_number)
                _doubts(running, results, queries)
            _say(f"{one.title}: {len(queries):,} labelled questions put")
        take_in(questions.listed)
        ask(results.names_only, questions.names_only, APART)
        if one.context:
            ask(results.with_context, questions.with_context, APART)
            _doubts(running, results, questions.with_context)
            for pairs, scores in results.pairs:
                scores[one.title] = running.pairs(pairs.pairs)
        _say(f"{one.title}: {len(questions.names_only) + len(questions.with_context):,} questions put")


def _doubts(running: Running, results: Results, queries: Sequence[Query]) -> None:
    """How many of the ships that bear a listed ship's name under another number are kept as doubtful, by class."""
    ships = [q for q in queries if not q.positive and q.kind == "Vessel" and q.imo]
    for query, doubted in zip(ships, running.in_doubt(ships), strict=False):
        held, asked = results.in_doubt.get(query.category, (0, 0))
        results.in_doubt[query.category] = held + doubted, asked + 1


def _more(results: Results, wanted: Sequence[int]) -> None:
    """What is measured of Offing alone: lists of several sizes, and opening the lists."""
    for what, measure in (("lists of other sizes", sizes), ("opening the lists", load)):
        try:
            if measure is sizes:
                results.sizes = sizes(SHARED, wanted) if wanted else []
            else:
                results.loading = load(SHARED)
        except Unavailable as why:
            results.missing[what] = str(why)
        _say(f"{what}: measured" if what not in results.missing else f"{what}: left out, {results.missing[what]}")


def _workload(results: Results, sets: Labelled | None, size: int) -> list[Query]:
    """What is timed: against the labelled list its own questions, else the made ones."""
    listed, queries = sets or (results.questions.listed, results.questions.names_only)
    results.timed_on = sum(len(x.names) + len(x.weak) for x in listed)
    real = [q for q in queries if q.category.startswith(REAL)]
    positives = [q for q in queries if q.positive and not q.category.startswith(BY_NUMBER)]
    return workload(ground(listed), read_fleet(SHARED), positives, size, "speed", real)


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--split", choices=("dev", "test"), default="test", help="dev to work on a matcher, test to report"
    )
    parser.add_argument(
        "--only", action="append", choices=[c.name for c in CONTESTANTS], help="some systems only; nothing is written"
    )
    parser.add_argument("--sizes", help="lengths of grown lists, by commas; with --only none unless told")
    parser.add_argument("--out", type=Path, help="write the page there, whatever was measured")
    return parser.parse_args()


def main() -> None:
    chosen = _chosen()
    if not (SHARED / "lists" / "ofac").exists():
        raise SystemExit(
            f"no real lists at {SHARED / 'lists'}: set OFFING_SHARED to the folder that holds lists/ and matching/"
        )
    start = time.perf_counter()
    questions = generate(SHARED, chosen.split)
    sets = screening_sets(SHARED / "matching")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    results = Results(questions.told, chosen.split, machine, questions)
    results.pairs = [(p, {}) for p in pair_sets(SHARED / "matching")]
    records = _workload(results, sets, size=max(c.records + c.singles for c in CONTESTANTS))
    for one in CONTESTANTS:
        if chosen.only and one.name not in chosen.only:
            continue
        try:
            _measure(one, results, records, sets)
        except Unavailable as why:
            results.missing[one.title] = str(why)
            _say(f"{one.title} is left out: {why}")
    wanted = [int(n) for n in chosen.sizes.split(",")] if chosen.sizes else [] if chosen.only else SIZES
    if wanted or not chosen.only:
        _more(results, wanted)
    results.took_s = time.perf_counter() - start
    print("\n".join(summary(results)))  # noqa: T201
    whole = chosen.split == "test" and not chosen.only
    page = chosen.out or (ROOT / "docs" / "matching-quality.md" if whole else None)
    if page is not None and results.names_only:
        page.write_text(write_page(results), encoding="utf-8")


if __name__ == "__main__":
    main()
