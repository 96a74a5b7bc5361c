"""Trains what names no rule takes: `python -m reports.train_names [FOLDER ...]` writes src/offing/claims/likely_names.csv.gz.

Learns from the annotated texts of the repository and from further folders of such. Every run of capitals counts, those that
rules take too: what they look like and stand beside is the same. `--held SET ...` leaves sets out, prints how often what would
be added there is right, and writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from offing.claims import likely_names as likely
from offing.claims.found import Found
from offing.claims.ingest import read_report
from offing.claims.mentions import by_rules, with_others
from offing.claims.model import Document
from offing.claims.name_signs import Scene, scene
from offing.claims.sentences import sentences
from offing.claims.wording import LOWER, words_of
from reports import learnt
from reports.alignment import shared_part
from reports.gold import Annotated, Spot
from reports.learning import packing
from reports.reader import names
from reports.traps import traps

HERE = Path(__file__).parent
WEIGHTS = Path(likely.__file__).parent / "likely_names.csv.gz"
NO_NAMES = HERE / "learning" / "no_names.txt"
DIGEST = HERE / "learning" / "likely_names.sha256"
LABELS = {"Vessel": "vessel", "Company": "company", "Org": "agency", "Person": "person", "Place": "place",
          "Facility": "facility"}  # fmt: skip
"""The annotator's labels of what is a class; all others are none."""
PENALTY = 0.5
"""The larger, the freer the weights."""
SEEN = 2
"""Forms that a sign is of at least."""
STEPS = 80
SMALLEST = 6
"""Hundredths below which weights are left out."""
LEFT = 4.0
"""How many times a form counts that no rule took."""
_AGREES, _TOUCHES = 0.75, 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """A form of a text: its signs, its class, and whether rules left it."""

    said: str
    signs: Mapping[str, float]
    right: str
    left: bool


def of_no_names() -> Iterator[Row]:
    """Capitals that name nothing, in sentences of our own; and those that rules leave in the traps."""
    for number, text in enumerate([*(t.text for t in traps()), *NO_NAMES.read_text(encoding="utf-8").splitlines()]):
        seen, _, free = _looked(read_report(text.encode(), f"{number}.txt"))
        for form in likely.forms(seen, free).values():
            yield Row(seen.words.said(*form.spots[0]), form.signs, "none", True)


def _looked(document: Document) -> tuple[Scene, list[Found], list[tuple[int, int]]]:
    """A text with what rules find there and what of the rest may be a name."""
    words = words_of(document.text, sentences(document.text, document.segments))
    ruled = by_rules(words, names())
    found = with_others(words, ruled, names().common)
    seen = scene(words, found, names().common)
    return seen, found, [spot for run in ruled.runs if not run.titled for spot in likely.choices(seen, run)]


def rows_of(texts: Iterable[Annotated]) -> Iterator[Row]:
    for gold in texts:
        seen, found, free = _looked(read_report(gold.content, gold.name))
        yield from _rows(gold, seen, free, left=True)
        yield from _rows(gold, seen, list(_taken(seen, found)), left=False)


def _taken(seen: Scene, found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    for one in found:
        i, j = seen.words.at(one.start), seen.words.at(one.end)
        named = one.label in likely.CLASSES and not one.plural and j > i and seen.words.shapes[i] != LOWER
        if named and not seen.words.is_titled(i):
            yield i, j


def _rows(gold: Annotated, seen: Scene, spots: Sequence[tuple[int, int]], *, left: bool) -> Iterator[Row]:
    for form in likely.forms(seen, spots).values():
        votes = Counter(_label(gold, seen.words.start(i), seen.words.end(j - 1)) for i, j in form.spots)
        votes.pop("", None)
        if votes:
            signs = form.signs
            if not left:
                signs = {s: v for s, v in signs.items() if not s.startswith(("part ", "in "))}
            yield Row(seen.words.said(*form.spots[0]), signs, max(sorted(votes), key=lambda k: votes[k]), left)


def _label(gold: Annotated, start: int, end: int) -> str:
    """The class of what is marked there; empty where marks hold it in part."""
    over = [(shared_part(s.start, s.end, start, end), s) for s in gold.mentions if s.start < end and start < s.end]
    share, spot = max(over, key=lambda o: o[0], default=(0.0, Spot(0, 0, "", "", "")))
    if share >= _AGREES:
        return LABELS.get(spot.label, "none")
    return "none" if share < _TOUCHES or (spot.start <= start and end <= spot.end) else ""


def fitted(rows: Sequence[Row]) -> dict[str, tuple[int, ...]]:
    """By sign its weights for the classes in hundredths: multinomial logistic regression with a penalty on their squares."""
    counts = Counter(s for row in rows for s in row.signs)
    known = sorted(s for s, n in counts.items() if n >= SEEN)
    at = {s: k for k, s in enumerate(known)}
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    right: list[int] = []
    weight: list[float] = []
    for row in rows:
        signs = {s: v for s, v in row.signs.items() if s in at}
        columns += [at[s] for s in signs]
        data += signs.values()
        ends.append(len(columns))
        right.append(likely.CLASSES.index(row.right))
        weight.append(LEFT if row.left else 1.0)
    x = csr_matrix((np.array(data), np.array(columns, dtype=np.int32), np.array(ends)), shape=(len(right), len(known)))
    back = x.T.tocsr()
    y = np.eye(len(likely.CLASSES))[right]
    times = np.array(weight)[:, None]
    free = np.full(len(known), 1 / PENALTY)
    free[at[""]] = 0.01

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(len(known), -1)
        z = x @ w
        z -= z.max(axis=1, keepdims=True)
        logs = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        slope = back @ (times * (np.exp(logs) - y)) + w * free[:, None]
        return float(-(times * y * logs).sum() + 0.5 * (w * w * free[:, None]).sum()), slope.ravel()

    start = np.zeros(len(known) * len(likely.CLASSES))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 6}).x
    whole = np.rint(best.reshape(len(known), -1) * likely.UNIT).astype(int)
    return {s: tuple(map(int, whole[k])) for s, k in at.items() if abs(whole[k]).max() >= SMALLEST}


def packed(weights: Mapping[str, Sequence[int]]) -> bytes:
    """sign and its weights, one a row, packed without the time."""
    return packing.packed(("sign", *likely.CLASSES), ((s, *of) for s, of in sorted(weights.items())))


def table(rows: Sequence[Row], weights: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """What would be added at several thresholds among forms that rules left, by class: given, right, and how many there are."""
    asked = Counter(likely.ALIKE.get(r.right, r.right) for r in rows if r.left)
    for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.9):
        told: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for row in rows:
            kind = (
                likely.class_of(likely.shares(row.signs, weights), dict.fromkeys(likely.LEAST, least))
                if row.left
                else ""
            )
            kind = likely.ALIKE.get(kind, kind)
            if kind:
                told[kind][0] += 1
                told[kind][1] += kind == likely.ALIKE.get(row.right, row.right)
        parts = [f"{k} {n[1]}/{n[0]} of {asked[k]}" for k, n in sorted(told.items())]
        given, right = (sum(n[k] for n in told.values()) for k in (0, 1))
        yield f"{least}: right {right} of {given} ({right / max(given, 1):.3f}) " + ", ".join(parts)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", nargs="*", default=[], metavar="SET")
    asked = parser.parse_args(arguments)
    rows = {name: list(rows_of(texts)) for name, texts in learnt.sets().items()} | {"no names": list(of_no_names())}
    weights = fitted([r for name, those in rows.items() if name not in asked.held for r in those])
    if asked.held:
        for name in asked.held:
            print(name, *table(rows[name], weights), sep="\n  ")  # noqa: T201
        return
    WEIGHTS.write_bytes(packed(weights))
    DIGEST.write_text(learnt.digest([NO_NAMES]) + "\n", encoding="utf-8")
    print(f"{len(weights)} signs, {WEIGHTS.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
