"""Trains whom pointers point at: `python -m reports.train_pointers` writes src/offing/claims/antecedents_learned.csv.gz.

It learns from the marks of the annotated texts (`coref`). `--held SET ...` trains without some sets and prints how many of their
marks are resolved, and how many of those rightly, at several shares; nothing is written then. Needs scipy. The same texts give
the same weights; `learning/antecedents.sha256` keeps what they were trained on.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from offing.claims import likely_antecedents
from offing.claims.acted import trees_of
from offing.claims.ingest import read_report
from offing.claims.likely_antecedents import UNIT, Asked, course, shares
from offing.claims.mentions import mentions_of
from offing.claims.model import Reading
from offing.claims.pointers import Pointer
from reports import learnt
from reports.alignment import Alignment, align
from reports.gold import Annotated, Spot
from reports.learning import packing
from reports.reader import names

PACKAGE = Path(likely_antecedents.__file__).parent
WEIGHTS = PACKAGE / "antecedents_learned.csv.gz"
DIGEST = Path(__file__).parent / "learning" / "antecedents.sha256"
PENALTY = 0.2
"""Variance of a weight."""
UNMARKED = 0.25
"""How much a pointer counts that the annotator left unmarked, where half of a text's pronouns are marked."""
_OPEN = frozenset("it they ship firm role body person land site goods".split())
"""Kinds of pointers that count so: of the others, annotators mark fewer than they could."""
_RARE = 2
"""Texts' features are learned that stand in so many rows."""
_SMALL = 3
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Example:
    """A pointer with its candidates and none, which of them are right, and how much it counts; `marked`: as one thing."""

    asked: Asked
    right: tuple[bool, ...]
    counts: float
    marked: bool


def examples(gold: Annotated) -> Iterator[Example]:
    """The pointers of a text, each with what stands before it told as the annotator has it."""
    document = read_report(gold.content, gold.name)
    mentions, things = mentions_of(document, names())
    by = align(gold, Reading(document, mentions, things, ()))
    way, found = course(document, mentions, trees_of(document, mentions))
    spots = {s.end: s for s in gold.nominals}
    plain = [p for p in found if not p.article]
    dense = bool(plain) and sum(p.end in spots for p in plain) * 2 > len(plain)
    for p in found:
        spot, asked = _mark(spots, p), way.asked(p)
        right = _right(asked, spot, by)
        counts = 1.0 if spot else UNMARKED if dense and p.kind in _OPEN else 0.0
        yield Example(asked, (*right, not any(right)), counts, bool(spot and spot.entity))
        k = right.index(True) if any(right) else -1
        old = mentions[p.mention] if p.mention >= 0 else None
        if k >= 0 and not asked.among[k].members:
            way.told(p, asked.among[k].entity, asked.among[k].spots[0].mention)
        elif k < 0 and spot is None and old is not None and old.entity >= 0:
            way.told(p, old.entity, old)
        elif k < 0 and counts:
            way.left(p)


def _mark(spots: Mapping[int, Spot], p: Pointer) -> Spot | None:
    """The mark on a pointer: of a noun, one that ends with it."""
    spot = spots.get(p.end)
    return spot if spot and (p.article or spot.start == p.start) else None


def _right(asked: Asked, spot: Spot | None, by: Alignment) -> tuple[bool, ...]:
    """Of each candidate whether the annotator has it so."""
    if spot is None:
        return (False,) * len(asked.among)
    right = []
    for c in asked.among:
        if c.members:
            told = [by.entities.get(x, frozenset()) for x in c.members]
            same = len(c.members) == len(spot.members)
            right.append(same and all(any(e in t for t in told) for e in spot.members))
        else:
            right.append(bool(spot.entity) and spot.entity in by.entities.get(c.entity, ()))
    return tuple(right)


def fitted(every: Iterable[Example]) -> dict[str, int]:
    """The weights by feature in hundredths: those under which the right candidates are the likeliest."""
    of = [e for e in every if e.counts]
    seen = Counter(f for e in of for row in e.asked.features for f in row)
    at = {f: k for k, f in enumerate(f for f, n in seen.items() if n >= _RARE)}
    columns: list[int] = []
    ends = [0]
    for e in of:
        for row in e.asked.features:
            columns += sorted({at[f] for f in row if f in at})
            ends.append(len(columns))
    x = csr_matrix((np.ones(len(columns)), np.array(columns, dtype=np.int32), np.array(ends)), (len(ends) - 1, len(at)))
    back = x.T.tocsr()
    own = np.repeat(np.arange(len(of)), [len(e.right) for e in of])
    right = np.array([r for e in of for r in e.right], float)
    counts = np.array([e.counts for e in of])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        top = np.full(len(of), -1e9)
        np.maximum.at(top, own, z)
        each = np.exp(z - top[own])
        whole, good = np.bincount(own, each, len(of)), np.bincount(own, each * right, len(of))
        slope = each / whole[own] - each * right / good[own]
        value = float((counts * (np.log(whole) - np.log(good))).sum() + 0.5 / PENALTY * (w @ w))
        return value, back @ (slope * counts[own]) + w / PENALTY

    found = minimize(loss, np.zeros(len(at)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    whole = np.rint(found * UNIT).astype(int)
    return {f: int(whole[k]) for f, k in at.items() if abs(whole[k]) >= _SMALL}


def told(every: Sequence[Example], known: Mapping[str, int], least: float) -> tuple[int, int, int]:
    """Of the marks on one thing: how many there are, are given, and are right."""
    asked = given = right = 0
    for e in every:
        if e.marked:
            share = shares(e.asked, known)[:-1]
            asked += 1
            if share and max(share) >= least:
                given += 1
                right += e.right[share.index(max(share))]
    return asked, given, right


def packed(weights: Mapping[str, int]) -> bytes:
    """feature,weight, one a row, packed without the time."""
    return packing.packed(("feature", "weight"), sorted(weights.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", nargs="*", default=[], help="sets to train without and to measure")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    said = parser.parse_args()
    of = {name: [e for gold in texts for e in examples(gold)] for name, texts in learnt.sets().items()}
    weights = fitted(e for name, each in of.items() if name not in said.held for e in each)
    if said.held:
        held = [e for name in said.held for e in of[name]]
        for least in (0.5, 0.6, 0.7, 0.8):
            asked, given, right = told(held, weights, least)
            sys.stdout.write(
                f"{least}: {asked} marks, {given} given, {right} right: {right / max(given, 1):.3f} {right / asked:.3f}\n"
            )
        return
    said.out.write_bytes(packed(weights))
    if said.out == WEIGHTS:
        DIGEST.write_text(learnt.digest([PACKAGE / "pointing_nouns.csv"]) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(weights)} weights from {sum(map(len, of.values()))} pointers\n")


if __name__ == "__main__":
    main()
