"""Learn the matcher's weights, by one command, from OFAC's own list (public domain) where ../shared has it:

`PYTHONPATH=benchmarks python benchmarks/matching_training/train.py [--shared DIR]`

writes `src/offing/index/common.csv` (shares of common words) and `src/offing/index/weights.json`. What is asked is told in
`questions.py`. Every curve is held to its direction; one level for each kind makes one threshold serve all.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from questions import HARD, INDEX, KINDS, ORDINARY, RELATED, Entry, Lesson, entries, lesson
from scipy.optimize import minimize

from offing.index import shelf, weigh
from offing.index.engine import Engine, build
from offing.index.facts import FACTS
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.words import read

SHARES = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
WEIGHTS = (0.0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.0, 1.5, 2.0, 3.0)
COMMON_FROM = 6
KIN = 0.5
"""A listed firm kept out of the index that shares a word this rare with one in it is most often its kin: no label."""
DRAWINGS = 4
AGAIN, NEAR, FAR = 2, 4.0, 0.15
"""Rows whose log-odds are far from where a name is proposed teach little: fitted again with less of them."""
EVERYDAY = {PERSON: 0.9695, FIRM: 0.9976, SHIP: 0.997}
"""Share of the everyday names of a kind that stay below one half. The persons that stand for everyday ones come from the lists'
own countries and meet listed names more often than the world's do; the firms have their kin taken out."""
Rows = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]
"""Facts, labels, numbers of the questions."""


def write_common(listed: Iterable[Entry]) -> None:
    """Shares of words that several names hold, by kind."""
    held: dict[int, Counter[str]] = {k: Counter() for k in KINDS.values()}
    size = Counter[int]()
    for entry in listed:
        for name in entry.names:
            for reading in read(name, entry.kind):
                size[entry.kind] += 1
                held[entry.kind].update(set(reading.words))
    with (INDEX / "common.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("kind", "share", "words"))
        for kind in KINDS.values():
            alike: dict[str, list[str]] = defaultdict(list)
            for word, n in sorted(held[kind].items()):
                if n >= COMMON_FROM and len(word) > 1 and not word.isdigit():
                    alike[f"{n / size[kind]:.2g}"].append(word)
            writer.writerows((kind, share, " ".join(words)) for share, words in sorted(alike.items()))


def layings(engine: Engine, names: list[str], kind: int) -> Iterator[tuple[list[list[int]], NDArray[np.float64]]]:
    """For each name its candidates (the positions each stands for) and their FACTS."""
    held = engine.stocks[kind]
    for at in range(0, len(names), 4000):
        part = [(i, r) for i, n in enumerate(names[at : at + 4000]) for r in read(n, kind)[:1] if r.words]
        laid = engine.lay_all(kind, [r for _, r in part])
        ends = np.searchsorted(laid.reading, np.arange(len(part) + 1))
        here = {i: (int(ends[q]), int(ends[q + 1])) for q, (i, _) in enumerate(part)}
        for i in range(len(names[at : at + 4000])):
            first, end = here.get(i, (0, 0))
            owners = [
                held.owners[held.owner_at[x] : held.owner_at[x + 1]].tolist() for x in laid.name[first:end].tolist()
            ]
            yield owners, laid.facts[first:end]


def rows(engine: Engine, owner: list[str], lesson: Lesson, kind: int) -> Rows:
    """Of a listed thing asked for its best row, of a name of nobody listed the three best."""
    same = {e.number: set(e.same) for e in lesson.indexed}
    bare: dict[tuple[str, ...], bool] = {}
    for e in lesson.indexed:
        if e.kind == kind:
            bare |= {tuple(sorted(r.words)): True for n in e.names for r in read(n, kind)}
    asked = [(i, name, wanted) for i, (name, k, wanted) in enumerate(lesson.asked) if k == kind]
    facts: list[NDArray[np.float64]] = []
    labels: list[float] = []
    question: list[int] = []
    laid = layings(engine, [name for _, name, _ in asked], kind)
    for (i, name, wanted), (places, found) in zip(asked, laid, strict=True):
        if not len(found):
            continue
        agreement = weigh.features(found, kind)[:, 0]
        if wanted not in (HARD, ORDINARY, RELATED):
            meant = [bool(same.get(wanted, set()) & {owner[p] for p in place}) for place in places]
            if any(meant):
                best = max((j for j, m in enumerate(meant) if m), key=lambda j: agreement[j])
                if agreement[best] > 0.3:
                    facts.append(found[best])
                    labels.append(1.0)
                    question.append(i)
            continue
        if any(tuple(sorted(r.words)) in bare for r in read(name, kind)[:1]):
            continue
        for j in np.argsort(-agreement)[:3]:
            if wanted == RELATED and found[j, FACTS.index("rarest_exact")] >= KIN:
                continue
            facts.append(found[j])
            labels.append(0.0)
            question.append(i)
    return np.array(facts), np.array(labels), np.array(question)


def total(x: NDArray[np.float64], base: float, curves: dict[str, dict[str, list[float]]]) -> NDArray[np.float64]:
    """The log-odds of rows of features."""
    found = np.full(len(x), base)
    for name, c in curves.items():
        found += np.interp(x[:, weigh.FEATURES.index(name)], c["at"], c["adds"])
    return found


def level(made: Rows, kind: int, base: float, curves: dict[str, dict[str, list[float]]], ordinary: list[bool]) -> float:
    """What to add so that few everyday names of this kind score above one half."""
    facts, labels, question = made
    x = weigh.features(facts, kind)
    sums = np.where(weigh.capped(facts, kind), -9.0, total(x, base, curves))
    best = {i: -99.0 for i, o in enumerate(ordinary) if o}
    for q, t, label in zip(question.tolist(), sums.tolist(), labels.tolist(), strict=True):
        if not label and q in best:
            best[q] = max(best[q], t)
    return -float(np.quantile(np.array(list(best.values())), EVERYDAY[kind]))


def fit(
    x: NDArray[np.float64], y: NDArray[np.float64], penalty: float, worth: NDArray[np.float64]
) -> tuple[float, dict[str, dict[str, list[float]]]]:
    """Piecewise-linear additive logistic, each slope of the feature's sign, rows weighed by `worth`. Returns (base, curves)."""
    knots, columns, bounds, owners = [], [], [(None, None)], []
    for f in range(x.shape[1]):
        low, high = float(x[:, f].min()), float(x[:, f].max())
        grid = SHARES if weigh.FEATURES[f] in weigh.SHARES else WEIGHTS
        at = np.unique([low, *[g for g in grid if low < g < high], high])
        knots.append(at)
        sign = weigh.DIRECTION[f]
        for low, high in itertools.pairwise(at):
            columns.append(np.clip(x[:, f], low, high) - low)
            bounds.append((0, None) if sign > 0 else (None, 0) if sign < 0 else (None, None))
            owners.append(f)
    d = np.stack(columns, axis=1)
    scale = d.std(axis=0) + 1e-9
    z, sign_y = d / scale, 2 * y - 1

    def loss(t: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        m = (t[0] + z @ t[1:]) * sign_y
        g = -sign_y * worth / (1 + np.exp(np.clip(m, -40, 40)))
        return float((np.logaddexp(0, -m) * worth).sum() + penalty * (t[1:] ** 2).sum()), np.concatenate(
            [[g.sum()], z.T @ g + 2 * penalty * t[1:]]
        )

    start = np.zeros(1 + z.shape[1])
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 800})
    slopes = found.x[1:] / scale
    curves: dict[str, dict[str, list[float]]] = {}
    for f, name in enumerate(weigh.FEATURES):
        own = slopes[[i for i, o in enumerate(owners) if o == f]]
        if len(own) and np.abs(own).max() > 1e-6:
            adds = np.concatenate([[0.0], np.cumsum(own * np.diff(knots[f]))])
            curves[name] = {"at": [round(float(v), 5) for v in knots[f]], "adds": [round(float(v), 4) for v in adds]}
    return round(float(found.x[0]), 4), curves


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[3] / "shared")
    parser.add_argument("--seed", default="offing-weights-2")
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--rows", type=Path, help="keep the rows here, and read them from here if they are there")
    args = parser.parse_args()
    made: dict[int, list[Rows]] = {k: [] for k in KINDS.values()}
    everyday: dict[int, list[bool]] = {k: [] for k in KINDS.values()}
    dev, rest, strangers = entries(args.shared)
    write_common([*dev, *rest])
    shelf.shares.cache_clear()
    kept = args.rows is not None and args.rows.exists()
    if kept:
        with args.rows.open("rb") as stored:
            made, everyday = pickle.load(stored)  # noqa: S301  (our own file, for trying out fits)
    for drawing in range(0 if kept else DRAWINGS):
        drawn = lesson(dev, rest, strangers, Random(f"{args.seed}:{drawing}"))  # noqa: S311
        engine = build([(n, e.kind) for e in drawn.indexed for n in e.names])
        owner = [e.number for e in drawn.indexed for _ in e.names]
        for kind in KINDS.values():
            facts, y, question = rows(engine, owner, drawn, kind)
            made[kind].append((facts, y, question + len(everyday[kind])))
            everyday[kind] += [w in (ORDINARY, RELATED) and k == kind for _, k, w in drawn.asked]
    if args.rows is not None and not kept:
        args.rows.write_bytes(pickle.dumps((made, everyday)))
    heads = {}
    for kind, parts in made.items():
        every = tuple(np.concatenate(column) for column in zip(*parts, strict=True))
        facts, y, _ = every
        x = weigh.features(facts, kind)
        base, curves = fit(x, y, args.penalty, np.ones(len(y)))
        for _ in range(AGAIN):
            t = total(x, base, curves) + level(every, kind, base, curves, everyday[kind])
            base, curves = fit(x, y, args.penalty, np.where(np.abs(t) < NEAR, 1.0, FAR))
        base = round(base + level(every, kind, base, curves, everyday[kind]), 4)
        heads[str(kind)] = {"base": base, "curves": curves}
        sys.stdout.write(
            f"kind {kind}: {int(y.sum())} positive rows, {int((1 - y).sum())} negative, {len(curves)} curves\n"
        )
    body = {"trained_on": "the dev third of OFAC's SDN list and the UN's list", "seed": args.seed, "heads": heads}
    (INDEX / "weights.json").write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
