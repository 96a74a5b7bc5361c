"""`make bench-honest`: reviews a thousand honest shipments against every list beside the repository, and counts the findings.

Writes measured.json beside this module, from which docs/scenarios.md prints the rates. `--show CHECK` prints its findings.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from honest.fleet import read_ships
from honest.lists import name_key, official, on_lists, plain
from honest.write import build, write
from offing.answer import review_book
from offing.review.finding import Finding

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = Path(os.environ.get("OFFING_SHARED", ROOT.parent / "shared"))
RECORD = HERE / "measured.json"
AS_OF, SHIPMENTS = date(2026, 3, 1), 1000
SEEDS = (20190321, 7, 11, 3, 2027)
"""The checks were mended on the first book and, in part, on the three after it; the last was drawn when all was done."""


@dataclass(frozen=True)
class Measured:
    """The findings on the rows of an honest book, and what it was held against."""

    seed: int
    lists: list[str]
    rows: dict[str, int]
    findings: Sequence[Finding]
    wall_s: float
    shipments: int

    def shipments_with(self, *kinds: str) -> int:
        """How many shipments have such a finding on a row of their own: cargo, paper, payment or licence."""
        own = (re.fullmatch(r"[CDYL](\d+)(?:-.*)?", f.subject.id) for f in self.findings if f.kind in kinds)
        return len({found[1] for found in own if found})

    def rate(self, *kinds: str) -> float:
        """Findings of these kinds for each shipment."""
        return sum(f.kind in kinds for f in self.findings) / self.shipments


def measure(shared: Path, work: Path, seeds: Sequence[int] = SEEDS, shipments: int = SHIPMENTS) -> list[Measured]:
    """Builds the index and a book for each seed in `work`, reviews, and leaves out what concerns no row."""
    told = [*official(shared, work / "home", work / "files", AS_OF), *plain(shared, work / "lists")]
    imos, names = on_lists(work / "lists", work / "home")
    ships = read_ships(shared, imos)
    found = []
    for seed in seeds:
        sheets = build(ships, shipments, seed, lambda name: name_key(name) in names)
        write(work / f"book{seed}", sheets)
        start = time.perf_counter()
        review = review_book(work / f"book{seed}", as_of=AS_OF, lists=work / "lists", home=work / "home")
        wall = time.perf_counter() - start
        findings = [f for f in review.findings if f.subject.sheet != "review"]
        rows = {k: len(v) for k, v in sorted(sheets.items())}
        found.append(Measured(seed, told, rows, findings, wall, shipments))
    return found


def generator_hash() -> str:
    """Of what decides the book: the modules here, without the measured record."""
    whole = hashlib.sha256()
    for path in sorted((*HERE.glob("*.csv"), *HERE.glob("*.py"))):
        if path.name != "measure.py":
            whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def record(measured: Sequence[Measured]) -> dict[str, object]:
    """What is kept: for each seed every finding counted by check, kind and strength, and the rates for each shipment."""
    books = []
    for one in measured:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for finding in one.findings:
            counts[finding.check][f"{finding.kind} {finding.strength}"] += 1
        books.append(
            {
                "seed": one.seed,
                "rows": one.rows,
                "findings_per_shipment": {
                    "LIST or RULE": one.rate("LIST", "RULE"),
                    "CONFLICT": one.rate("CONFLICT"),
                    "other": one.rate("MISSING", "BEHAVIOUR", "REPORTED"),
                },
                "shipments_with": {
                    "LIST or RULE": one.shipments_with("LIST", "RULE"),
                    "CONFLICT": one.shipments_with("CONFLICT"),
                },
                "by_check": {check: dict(sorted(counts[check].items())) for check in sorted(counts)},
            }
        )
    first = measured[0]
    return {
        "generator": generator_hash(),
        "shipments": first.shipments,
        "as_of": AS_OF.isoformat(),
        "lists": first.lists,
        "books": books,
    }


def main() -> None:
    if not (SHARED / "lists").exists():
        raise SystemExit(f"no real lists at {SHARED / 'lists'}: set OFFING_SHARED to the folder that holds lists/")
    with tempfile.TemporaryDirectory() as name:
        measured = measure(SHARED, Path(name))
    kept = record(measured)
    shown = sys.argv[2] if sys.argv[1:2] == ["--show"] else ""
    for finding in (f for one in measured for f in one.findings):
        if shown and finding.check == shown:
            place = f"{finding.subject.sheet}.{finding.subject.id} {finding.subject.column}"
            print(f"{finding.kind} {finding.strength} {place}: {finding.says[:400]}")  # noqa: T201
    print(json.dumps(kept, indent=2), [f"{one.wall_s:.1f} s" for one in measured])  # noqa: T201
    if not shown:
        RECORD.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
