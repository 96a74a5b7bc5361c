"""Facts of a laying → a score between 0 and 1, as a sum of parts that each go one way only.

A score orders candidates of one review and is never shown as a grade of likeness. Rare words decide: where both names
keep a word rarer than all that agree, the score is capped, whatever the sum.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import log

import numpy as np
from numpy.typing import NDArray

from offing.index.kinds import FIRM, PERSON, SHIP

FEATURES = (
    "agreement", "matched_share", "asked_covered", "listed_covered", "matched_weight", "unmatched_asked", "unmatched_listed",
    "rarest_unmatched_asked", "rarest_unmatched_listed", "worst_word", "spelling_share", "spelling", "rarest_matched",
    "number_differs", "number_more_asked", "number_more_listed", "form_differs", "initials",
    "joins", "replaced", "replaced_sum", "rarer_replaced", "replaced_relative",
    "slip_of_a_word", "slip_in_only_word", "letters", "edits", "edits_relative", "strange_left", "family_missing", "rarest_exact",
    "replaced_unlike", "left_unlike", "places_differ", "one_word_of_many",
)  # fmt: skip
SHARES = frozenset(
    {
        "agreement",
        "matched_share",
        "asked_covered",
        "listed_covered",
        "worst_word",
        "spelling_share",
        "replaced_relative",
        "edits_relative",
        "left_unlike",
    }
)
"""Features between 0 and 1 that are shares; the others are weights or counts."""
DIRECTION = (
    1, 1, 1, 1, 1, -1, -1, -1, -1, 1, -1, -1, 1, -1, -1, -1, -1, -1, 0, -1, -1, -1, -1, -1, -1, 1, -1, -1, 1, -1, 1,
    -1, -1, -1, -1,
)  # fmt: skip
"""Which way each feature may push: 1 up, -1 down, 0 either."""
LEFT_OVER = ((0.7, 0.35), (0.8, 0.5), (1.0, 0.9))
"""By kind: what a word left over in the name asked, in the listed name, takes from `agreement`."""
CAP = 0.35
"""Where rare words are replaced by others."""
REPLACED_PERSON = 0.30
"""A person's name in which both sides keep a word of this weight is another person's."""
FAMILY = 0.5
"""A listed word of this weight left over, where given name and patronymic agree, is a family name: another person's."""
EXACT = 0.9
ENOUGH = 1.2
"""Weight from which a name that agrees in full is proposed whatever its parts: ASP and STAR GROUP are not enough."""
RARE = 0.8
"""Weight from which a word is a firm's own."""
POSSIBLE = 0.5
"""From this score a name is proposed. Training sets it so that one everyday name in a hundred, of nobody listed, reaches it."""


def features(facts: NDArray[np.float64], kind: int) -> NDArray[np.float64]:
    """[n, facts] → [n, features]."""
    matched, loss, left_a, left_l, max_a, max_l = facts[:, :6].T
    total = matched + loss + 1e-3
    a, b = LEFT_OVER[kind]
    replaced = np.minimum(max_a, max_l)
    return np.stack([
        matched / np.maximum(matched + loss + a * left_a + b * left_l, 1e-6), matched / total, total / (total + left_a + 1e-3),
        total / (total + left_l + 1e-3), np.minimum(total, 3.0), np.minimum(left_a, 3.0), np.minimum(left_l, 3.0), max_a, max_l,
        facts[:, 7], facts[:, 14] / total, np.minimum(facts[:, 14], 2.0), facts[:, 16],
        (facts[:, 8] > 0) * 1.0 + (facts[:, 9] > 0), facts[:, 8], facts[:, 9], facts[:, 10],
        facts[:, 13], facts[:, 15], replaced, np.minimum(left_a, left_l), np.maximum(0.0, replaced - facts[:, 16]),
        replaced / (replaced + facts[:, 16] + 0.05),
        facts[:, 19], (facts[:, 6] <= 1) * (1 - facts[:, 7]), np.minimum(facts[:, 20], 30) / 10, np.minimum(facts[:, 21], 4.0),
        facts[:, 21] / np.maximum(facts[:, 20], 1), facts[:, 22], facts[:, 23] * max_l, facts[:, 18],
        replaced * (1 - facts[:, 24]), np.where(replaced > 0, 1 - facts[:, 24], 0.0),
        facts[:, 25], (facts[:, 6] <= 1) * np.minimum(left_l, 1.0),
    ], axis=1)  # fmt: skip


@cache
def weights() -> dict[int, tuple[float, list[tuple[int, list[float], list[float]]]]]:
    """Kind → (base, [(feature, knots, log-odds at the knots)]), from `weights.json`."""
    body = json.loads(files("offing.index").joinpath("weights.json").read_text(encoding="utf-8"))
    return {
        int(kind): (head["base"], [(FEATURES.index(f), c["at"], c["adds"]) for f, c in head["curves"].items()])
        for kind, head in body["heads"].items()
    }


USUAL = {PERSON: 40_000, FIRM: 40_000, SHIP: 4_000}
"""Names of a kind up to which no list is long. Beyond, chance meets grow with the names, and the odds fall as they grow."""


def log_odds(facts: NDArray[np.float64], kind: int) -> NDArray[np.float64]:
    """[n, facts] → [n] sums of the parts, before any cap."""
    x = features(facts, kind)
    base, heads = weights()[kind]
    total = np.full(len(x), base)
    for f, at, adds in heads:
        total += np.interp(x[:, f], at, adds)
    return total


def score(facts: NDArray[np.float64], kind: int, names: int = 0) -> NDArray[np.float64]:
    """[n, facts] → [n] scores. `names`: how many listed names of the kind were looked through."""
    total = log_odds(facts, kind) - _chance(kind, names)
    found = 1 / (1 + np.exp(-np.clip(total, -40, 40)))
    found = np.where(capped(facts, kind), np.minimum(found, CAP * found), found)
    if kind == FIRM:
        found = np.where(inside(facts), np.maximum(found, POSSIBLE), found)
    found = np.where(_whole(facts), np.maximum(found, EXACT), found)
    return np.asarray(found, np.float64)


def _chance(kind: int, names: int) -> float:
    """What chance meets among so many names take from the odds."""
    return max(0.0, log(max(names, 1) / USUAL[kind]))


def _whole(facts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """[n] whether all of both names agrees, and is enough."""
    agree = (facts[:, 1] <= 1e-6) & (facts[:, 2] <= 1e-6) & (facts[:, 3] <= 1e-6) & (facts[:, 8] + facts[:, 9] == 0)
    found: NDArray[np.bool_] = agree & (facts[:, 0] >= ENOUGH)
    return found


_TELLING = (
    "matched_weight", "rarest_exact", "unmatched_asked", "asked_covered", "rarest_matched", "strange_left", "agreement",
    "unmatched_listed",
)  # fmt: skip
"""The features that tell most layings apart from a name that is meant."""


@cache
def _foremost(kind: int) -> tuple[float, list[tuple[int, list[float], list[float]]]]:
    """The most that base and all other features come to, and the telling ones."""
    base, heads = weights()[kind]
    some = [head for head in heads if FEATURES[head[0]] in _TELLING]
    return base + sum(max(adds) for f, _, adds in heads if FEATURES[f] not in _TELLING), some


def may_reach(facts: NDArray[np.float64], kind: int, names: int, least: float) -> NDArray[np.int64]:
    """The rows that may reach that score: a few features rule most out, whatever the others say. See `score`."""
    if least <= 0:
        return np.arange(len(facts))
    most, heads = _foremost(kind)
    x = features(facts, kind)
    total = np.full(len(x), most)
    for f, at, adds in heads:
        total += np.interp(x[:, f], at, adds)
    bar = log(least / (1 - least)) + _chance(kind, names) - 1e-6 if least < 1 else 0.0
    return np.flatnonzero((total >= bar) | _whole(facts) | (inside(facts) if kind == FIRM else False))


def inside(facts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """[n] whether one name, of two words or more and one of them rare, stands whole in the other (`Dalian Haibo`)."""
    total = facts[:, 0] + facts[:, 1]
    left = np.maximum(facts[:, 2], facts[:, 3])
    whole = (np.minimum(facts[:, 2], facts[:, 3]) <= 1e-6) & (facts[:, 1] <= 1e-6) & (facts[:, 8] + facts[:, 9] == 0)
    found: NDArray[np.bool_] = whole & (facts[:, 6] >= 2) & (facts[:, 18] >= RARE) & (total >= left)
    return found


def capped(facts: NDArray[np.float64], kind: int) -> NDArray[np.bool_]:
    """[n] whether a rare word stands replaced by another, or a ship's number differs: hard evidence against."""
    replaced = np.minimum(facts[:, 4], facts[:, 5])
    found: NDArray[np.bool_] = replaced - facts[:, 16] >= 0.05
    if kind == PERSON:
        found |= replaced >= REPLACED_PERSON
        found |= ((facts[:, 23] > 0) & (facts[:, 5] >= FAMILY)) | (facts[:, 26] > 0)
    if kind == SHIP:
        found |= facts[:, 8] + facts[:, 9] > 0
    return found


def curves(facts: NDArray[np.float64], kind: int) -> tuple[tuple[str, float], ...]:
    """What each feature of one laying adds to the log-odds, the base first: their sum is the score before any cap."""
    head = weights()[kind]
    x = features(facts, kind)[0]
    adds = ((FEATURES[f], round(float(np.interp(x[f], at, values)), 3)) for f, at, values in head[1])
    return (("base", head[0]), *((name, value) for name, value in adds if value))
