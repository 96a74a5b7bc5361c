"""Trains the learned reader of claims: `make train-reports` writes src/offing/claims/learned.csv.gz.

`--table [SET ...]` holds each set of annotated texts out in turn and prints what the reader, trained without it, adds to
the rules there. The same texts give the same weights; `learned.sha256` keeps what they were trained on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from offing.claims import learned
from offing.claims.acted import trees_of
from offing.claims.model import Reading
from reports import learnt
from reports.alignment import align
from reports.gold import CONTEXT, Annotated
from reports.learning import fit, packing
from reports.learning.rows import EXAMPLES, SENTENCES, Row, by_rules, every
from reports.pairing import pair
from reports.sayings import BANK
from reports.traps import TABLE

PACKAGE = Path(learned.__file__).parent
WEIGHTS = PACKAGE / "learned.csv.gz"
DIGEST = Path(__file__).parent / "learning" / "learned.sha256"
Weights = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Added:
    """Of a set: core claims asked for, right and given by the rules, and by the rules and the learned reader."""

    asked: int = 0
    right: int = 0
    given: int = 0
    right_with: int = 0
    given_with: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(*(getattr(self, f) + getattr(other, f) for f in self.__dataclass_fields__))


def digest() -> str:
    """Of all that is trained on, the texts and the classes of words, by their bytes."""
    return learnt.digest([*BANK.glob("*.jsonl"), TABLE, EXAMPLES, SENTENCES, PACKAGE / "learned_words.csv"])


def packed(weights: Weights) -> bytes:
    """type,feature,weight, one a row, packed without the time."""
    rows = ((t, f, w) for t, of in sorted(weights.items()) for f, w in sorted(of.items()))
    return packing.packed(("type", "feature", "weight"), rows)


def with_learned(reading: Reading, weights: Weights) -> Reading:
    trees = trees_of(reading.document, reading.mentions)
    more = learned.learned_from(reading.document, reading.mentions, reading.claims, trees, weights)
    return replace(reading, claims=(*reading.claims, *more))


def added(texts: Iterable[Annotated], weights: Weights) -> Added:
    total = Added()
    for gold in texts:
        reading = by_rules(gold.name, gold.content)
        asked, right, given = _figures(gold, reading)
        _, right_with, given_with = _figures(gold, with_learned(reading, weights))
        total += Added(asked, right, given, right_with, given_with)
    return total


def _figures(gold: Annotated, reading: Reading) -> tuple[int, int, int]:
    found = pair(reading.claims, align(gold, reading))
    core = [j for j in found.judged if j.given.claim.type not in CONTEXT]
    right = sum(j.verdict == "right" for j in core)
    asked = sum(not a.told.optional and a.told.type not in CONTEXT for a in found.asked)
    return asked, right, right + sum(j.verdict == "wrong" for j in core)


def table(rows: Mapping[str, Sequence[Row]], sets: Sequence[str]) -> str:
    """Each of some folders of texts with what the reader adds there that was trained without it."""
    lines = [
        "| set held out | asked | rules P | rules R | with P | with R | added | right |",
        "|---|---|---|---|---|---|---|---|",
    ]
    texts = learnt.sets()
    for name in sets or sorted(texts):
        weights = fit.fitted(r for other, those in rows.items() if other != name for r in those)
        lines.append(_line(name, added(texts[name], weights)))
    return "\n".join(lines)


def _line(name: str, a: Added) -> str:
    shares = (a.right / max(a.given, 1), a.right / a.asked, a.right_with / max(a.given_with, 1), a.right_with / a.asked)
    told = " | ".join(f"{x:.2f}" for x in shares)
    return f"| {name} | {a.asked} | {told} | {a.given_with - a.given} | {a.right_with - a.right} |"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--table", nargs="*", metavar="SET")
    asked = parser.parse_args(arguments)
    rows = every()
    if asked.table is not None:
        print(table(rows, asked.table))  # noqa: T201
        return
    weights = fit.fitted(r for those in rows.values() for r in those)
    WEIGHTS.write_bytes(packed(weights))
    DIGEST.write_text(digest() + "\n", encoding="utf-8")
    print(f"{sum(map(len, weights.values()))} weights, {WEIGHTS.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
