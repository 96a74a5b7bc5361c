"""Train the matcher's weights from OFAC's own files (public domain), by one command:

`python benchmarks/matching_training/train.py SDN.CSV ALT.CSV`

writes `src/offing/index/common.csv` (shares of common words) and `src/offing/index/weights.json`. A quarter of the
entries is kept out of the index: their names are the negatives, spoilt by the same changes as the positives, beside
recombined persons, swapped words, other hull numbers and names of common words. Positives are spoilt names and whole
aliases that are held out of the index. Every curve is held to its direction.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import itertools
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from spoil import spoilt

from offing.index import shelf, weigh
from offing.index.align import FACTS
from offing.index.ask import ask, soften
from offing.index.candidates import KEPT
from offing.index.engine import Engine, build
from offing.index.words import FIRM, PERSON, SHIP, read

ROOT = Path(__file__).resolve().parent.parent.parent
INDEX = ROOT / "src" / "offing" / "index"
KINDS = (PERSON, FIRM, SHIP)
SHARES = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
WEIGHTS = (0.0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.0, 1.5, 2.0, 3.0)
COMMON_FROM = 6
RELATED = "~"
KIN = 0.8
"""A listed firm kept out of the index that shares a word this rare with one in it is most often its kin: no label."""
ORDINARY = "-"
"""In place of the entry meant: a name of nobody listed, of the everyday kind by which a kind's level is set."""


@dataclass(frozen=True)
class Entry:
    number: str
    kind: int
    names: tuple[str, ...]


def lines(path: Path) -> Iterator[list[str]]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return (r for r in csv.reader(io.StringIO(raw.decode("utf-8", "replace"))) if len(r) > 3)


def entries(sdn: Path, alt: Path) -> list[Entry]:
    others: dict[str, list[str]] = defaultdict(list)
    for row in lines(alt):
        others[row[0]].append(row[3].strip())
    kinds = {"individual": PERSON, "vessel": SHIP, "-0-": FIRM}
    return [
        Entry(r[0], kinds[r[2].strip()], tuple(dict.fromkeys([natural(r[1], r[2]), *(natural(o, r[2]) for o in others[r[0]])])))
        for r in lines(sdn)
        if r[2].strip() in kinds and r[1].strip() != "-0-"
    ]  # fmt: skip


def natural(name: str, kind: str) -> str:
    """`FAMILY, Given` → `Given FAMILY`."""
    if kind.strip() == "individual" and "," in name:
        family, _, given = name.partition(",")
        return f"{given.strip()} {family.strip()}"
    return name.strip()


def write_common(listed: Iterable[Entry]) -> None:
    """Shares of words that several names hold, by kind."""
    held: dict[int, Counter[str]] = {k: Counter() for k in KINDS}
    size = Counter[int]()
    for entry in listed:
        for name in entry.names:
            for reading in read(name, entry.kind):
                size[entry.kind] += 1
                held[entry.kind].update(set(reading.words))
    with (INDEX / "common.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("kind", "share", "words"))
        for kind in KINDS:
            alike: dict[str, list[str]] = defaultdict(list)
            for word, n in sorted(held[kind].items()):
                if n >= COMMON_FROM and len(word) > 1 and not word.isdigit():
                    alike[f"{n / size[kind]:.2g}"].append(word)
            writer.writerows((kind, share, " ".join(words)) for share, words in sorted(alike.items()))


def questions(listed: list[Entry], rng: Random) -> tuple[list[tuple[str, int, str]], list[Entry]]:
    """(name, kind, entry meant or "") and what the index holds."""
    inside = [e for e in listed if rng.random() < 0.75]
    numbers = {e.number for e in inside}
    outside = [e for e in listed if e.number not in numbers]
    indexed: list[Entry] = []
    asked: list[tuple[str, int, str]] = []
    for e in inside:
        names = list(e.names)
        if len(names) > 1 and rng.random() < 0.4:
            held = names.pop(rng.randrange(1, len(names)))
            asked.append((held, e.kind, e.number))
        indexed.append(Entry(e.number, e.kind, tuple(names)))
        for _ in range(2 if e.kind != SHIP else 5):
            asked.append((spoilt(rng.choice(names), e.kind, rng), e.kind, e.number))
    for e in outside:
        for name in e.names:
            asked.append((name, e.kind, RELATED if e.kind == FIRM else ORDINARY))
            if rng.random() < 0.5:
                asked.append((spoilt(name, e.kind, rng), e.kind, RELATED if e.kind == FIRM else ""))
    asked += hard(indexed, outside, rng)
    return asked, indexed


def hard(indexed: list[Entry], outside: list[Entry], rng: Random) -> Iterator[tuple[str, int, str]]:
    """Things on no list that look as if they were."""
    people = [n.split() for e in indexed if e.kind == PERSON for n in e.names if 2 <= len(n.split()) <= 4]
    pool = [w for e in outside if e.kind == PERSON for n in e.names for w in n.split() if len(w) > 3]
    firms = [n.split() for e in indexed if e.kind == FIRM for n in e.names if len(n.split()) > 1]
    firm_pool = [w for e in outside if e.kind == FIRM for w in e.names[0].split() if len(w) > 4]
    ships = [n.split() for e in indexed if e.kind == SHIP for n in e.names]
    ship_pool = [w for e in outside if e.kind == SHIP for w in e.names[0].split()]
    common = [w for (k, w), share in sorted(shelf.shares().items()) if k == FIRM and share > 0.004]
    world = [list(csv.reader((INDEX / "known.csv").open(encoding="utf-8")))[1:]][0]
    given = [w for k, _, ws in world[:4] for w in ws.split()]
    family = [w for k, _, ws in world[4:] if k == "0" for w in ws.split()]
    for _ in range(4000):
        yield " ".join([*rng.sample(given, rng.randint(1, 2)), rng.choice(family)]), PERSON, ORDINARY
    for _ in range(2500):
        a, b = rng.choice(people), rng.choice(people)
        yield " ".join([*a[: rng.randint(1, len(a) - 1)], b[-1]]), PERSON, ""
        c = list(rng.choice(people))
        c[rng.randrange(len(c))] = rng.choice(pool)
        yield " ".join(c), PERSON, ""
    for _ in range(2000):
        f = list(rng.choice(firms))
        f[rng.randrange(len(f))] = rng.choice(firm_pool)
        yield " ".join(f), FIRM, ""
    plain_words = [w for e in [*indexed, *outside] if e.kind == PERSON for w in e.names[0].split() if len(w) > 3]
    trades = [w for w in common if w.isalpha()]
    for _ in range(4000):
        yield " ".join(rng.choice(plain_words) for _ in range(rng.randint(1, 2))), SHIP, ORDINARY
        own = [rng.choice(plain_words) for _ in range(rng.randint(1, 2))]
        yield (
            " ".join([*own, *rng.sample(trades, rng.randint(0, 2)), rng.choice(("Ltd", "LLC", "Inc", ""))]),
            FIRM,
            ORDINARY,
        )
    for _ in range(600):
        yield " ".join(rng.sample(common, rng.randint(2, 3))), FIRM, ""
        s = list(rng.choice(ships))
        at = rng.randrange(len(s))
        s[at] = str(rng.randint(1, 30)) if s[at].isdigit() else rng.choice(ship_pool)
        yield " ".join(s), SHIP, ""
        yield " ".join([rng.choice(ship_pool), rng.choice(ship_pool)][: rng.randint(1, 2)]), SHIP, ""
        yield " ".join([*[w for w in rng.choice(ships) if not w.isdigit()], str(rng.randint(1, 30))]), SHIP, ""


def rows(
    engine: Engine,
    owner: list[str],
    plain: dict[tuple[int, tuple[str, ...]], set[str]],
    asked: list[tuple[str, int, str]],
    kind: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Facts, labels, questions: of a positive its best row, of a negative the three best."""
    held = engine.stocks[kind]
    items = [(i, r) for i, (name, k, _) in enumerate(asked) if k == kind for r in read(name, kind)[:1]]
    facts_out: list[NDArray[np.float64]] = []
    labels: list[float] = []
    question: list[int] = []
    for at in range(0, len(items), 4000):
        part = items[at : at + 4000]
        made = ask(held, part)
        alike = made.room()
        run = engine.kernels(held, len(made.words))
        run.expand(made.packed, made.probes, held.packed, held.table, engine.cost, held.seen, held.mark, alike)
        soften(made, alike, held)
        names = np.zeros((len(part), KEPT), np.int32)
        facts = np.zeros((len(part), KEPT, len(FACTS)))
        kept = np.zeros(len(part), np.int32)
        run.match_all(
            made.batch,
            alike,
            made.packed,
            held.packed,
            held.shelf,
            engine.cost,
            held.scratch,
            held.mark,
            names,
            facts,
            kept,
        )
        held.mark += max(len(part), len(made.words)) + 1
        for q, (i, reading) in enumerate(part):
            n = int(kept[q])
            if not n:
                continue
            wanted = asked[i][2] if asked[i][2] not in (ORDINARY, RELATED) else ""
            agreement = weigh.features(facts[q, :n], kind)[:, 0]
            meant = [
                wanted in {owner[p] for p in held.owners[held.owner_at[x] : held.owner_at[x + 1]].tolist()}
                for x in names[q, :n].tolist()
            ]
            same = plain.get((kind, tuple(sorted(reading.words))), set())
            if wanted:
                if any(meant):
                    best = max((j for j in range(n) if meant[j]), key=lambda j: agreement[j])
                    if agreement[best] > 0.3:
                        facts_out.append(facts[q, best])
                        labels.append(1.0)
                        question.append(i)
            elif not same:
                for j in np.argsort(-agreement)[:3]:
                    if kind == FIRM and asked[i][2] == RELATED and facts[q, j, FACTS.index("rarest_exact")] >= KIN:
                        continue
                    facts_out.append(facts[q, j])
                    labels.append(0.0)
                    question.append(i)
    return np.array(facts_out), np.array(labels), np.array(question)


def level(
    facts: NDArray[np.float64],
    y: NDArray[np.float64],
    question: NDArray[np.int64],
    kind: int,
    base: float,
    curves: dict[str, dict[str, list[float]]],
    ordinary: list[bool],
) -> float:
    """What to add so that one negative in a hundred of this kind scores above one half: one threshold then serves all kinds."""
    x = weigh.features(facts, kind)
    total = np.full(len(x), base)
    for name, c in curves.items():
        total += np.interp(x[:, weigh.FEATURES.index(name)], c["at"], c["adds"])
    total = np.where(weigh.capped(facts, kind), -9.0, total)
    best = {}
    for q, t, label in zip(question.tolist(), total.tolist(), y.tolist(), strict=True):
        if not label and ordinary[q]:
            best[q] = max(best.get(q, -99.0), t)
    return -float(np.quantile(np.array(list(best.values())), 0.99))


def fit(
    x: NDArray[np.float64], y: NDArray[np.float64], penalty: float = 1.0
) -> tuple[float, dict[str, dict[str, list[float]]]]:
    """Piecewise-linear additive logistic, each slope of the feature's sign. Returns (base, curves)."""
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
        g = -sign_y / (1 + np.exp(np.clip(m, -40, 40)))
        return float(np.logaddexp(0, -m).sum() + penalty * (t[1:] ** 2).sum()), np.concatenate(
            [[g.sum()], z.T @ g + 2 * penalty * t[1:]]
        )

    found = minimize(
        loss, np.zeros(1 + z.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 800}
    )
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
    parser.add_argument("sdn", type=Path)
    parser.add_argument("alt", type=Path)
    parser.add_argument("--seed", default="offing-weights-1")
    args = parser.parse_args()
    rng = Random(args.seed)  # noqa: S311
    listed = entries(args.sdn, args.alt)
    write_common(listed)
    shelf.shares.cache_clear()
    asked, indexed = questions(listed, rng)
    names = [(n, e.kind) for e in indexed for n in e.names]
    owner = [e.number for e in indexed for _ in e.names]
    plain: dict[tuple[int, tuple[str, ...]], set[str]] = defaultdict(set)
    for (name, kind), number in zip(names, owner, strict=True):
        for reading in read(name, kind):
            plain[kind, tuple(sorted(reading.words))].add(number)
    engine = build(names)
    heads = {}
    for kind in KINDS:
        facts, y, question = rows(engine, owner, plain, asked, kind)
        base, curves = fit(weigh.features(facts, kind), y)
        base = round(
            base
            + level(
                facts,
                y,
                question,
                kind,
                base,
                curves,
                [a[2] in ((ORDINARY, RELATED, "") if kind == PERSON else (ORDINARY, RELATED)) for a in asked],
            ),
            4,
        )
        heads[str(kind)] = {"base": base, "curves": curves}
        sys.stdout.write(
            f"kind {kind}: {int(y.sum())} positive rows, {int((1 - y).sum())} negative, {len(curves)} curves\n"
        )
    body = {"trained_on": "OFAC SDN.CSV and ALT.CSV (public domain)", "seed": args.seed, "heads": heads}
    (INDEX / "weights.json").write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
