"""The listed names of one kind made ready: distinct names, their words with weights, and where each word stands."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import Scratch, Shelf, counts
from offing.index.glossary import (
    GENERIC,
    INITIAL,
    JOINED,
    LEGAL,
    NUMBER,
    STOP,
    TITLE,
    everyday,
    firm_words,
    kindred,
    korean,
)
from offing.index.vocabulary import Table, Words, pack, probes, table
from offing.index.words import FIRM, PERSON, SHIP, Reading

PRIOR = 12_000
"""How many names the bundled shares count for, beside those of the list."""
RAREST = 1 / 60_000
FULL_WEIGHT = log(20_000)
"""A word in one of 20,000 names has weight 1."""
SPECIAL = LEGAL | GENERIC | STOP | TITLE | NUMBER | INITIAL
NUMBER_WEIGHT = (0.15, 0.35, 0.60)
SYLLABLE_SHARE = 1 / 400
"""Chinese has some 400 syllables: none of them is rarer than that, however few of the listed names hold it.
Nor is a word of trade or place that the glossary knows."""
SHORT_SHARE = {2: 1 / 300, 3: 1 / 2500, 4: 1 / 10000}
"""There are few short words: two strangers meet in three letters by chance."""
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|"
    r"un|uang|ue)"
)
_SMALL = {LEGAL: 0.03, TITLE: 0.03, STOP: 0.05, GENERIC: 0.06, INITIAL: 0.12}


@dataclass(slots=True)
class Stock:
    """One kind's names. `owners` tells which of the names given each distinct name stands for (`owner_at` offsets)."""

    kind: int
    words: list[str]
    ids: dict[tuple[str, int], int]
    packed: Words
    table: Table
    shelf: Shelf
    scratch: Scratch
    seen: NDArray[np.int64]
    owner_at: NDArray[np.int32]
    owners: NDArray[np.int32]
    frequency: dict[str, int]
    size: int
    mark: int = 1

    def weight(self, word: str, flags: int) -> float:
        """Weight (0 to 1) of a word in a name asked."""
        return weight_of(word, flags, self.kind, self.frequency, self.size)


@cache
def shares() -> Mapping[tuple[int, str], float]:
    """(kind, word) → share of names that hold it, from public-domain lists (`common.csv`) and by our own estimate of
    the world's names (`known.csv`): rarity where the user's list is small or peculiar."""
    found: dict[tuple[int, str], float] = {}
    for name in ("common.csv", "known.csv"):
        text = files("offing.index").joinpath(name).read_text(encoding="utf-8")
        for kind, share, words in list(csv.reader(text.splitlines()))[1:]:
            for word in words.split():
                found[int(kind), word] = max(found.get((int(kind), word), 0.0), float(share))
    return found


def weight_of(word: str, flags: int, kind: int, frequency: Mapping[str, int], size: int) -> float:
    """1 for a word in one name of 20,000, less the more names hold it; small and fixed for forms, titles and articles."""
    if flags & NUMBER:
        return NUMBER_WEIGHT[kind]
    for flag, small in _SMALL.items():
        if flags & flag:
            return small
    if len(word) == 1:
        return _SMALL[INITIAL]
    share = (frequency.get(word, 0) + PRIOR * shares().get((kind, word), RAREST)) / (size + PRIOR)
    if _SYLLABLE.fullmatch(word) or (kind == FIRM and word in everyday()):
        share = max(share, SYLLABLE_SHARE)
    share = max(share, shares().get((kind, word), RAREST) / 2, SHORT_SHARE.get(len(word), RAREST))
    return min(1.0, max(0.08, -log(share) / FULL_WEIGHT))


def classes_of(word: str, kind: int) -> Sequence[tuple[int, float]]:
    """Classes of kindred names: of persons all, of ships the Korean ones, of firms none (their glossary says it)."""
    if kind == PERSON or (kind == SHIP and word in korean()):
        return kindred().get(word, ())
    return ()


def stock(kind: int, names: Iterable[tuple[int, Reading]]) -> Stock:
    """Build from (position, reading) of every name of the kind."""
    distinct: dict[tuple[str, ...], int] = {}
    readings: list[Reading] = []
    owners: list[list[int]] = []
    for position, reading in names:
        i = distinct.setdefault(reading.words, len(readings))
        if i == len(readings):
            readings.append(reading)
            owners.append([])
        owners[i].append(position)
    frequency = Counter(w for r in readings for w in set(r.words))
    ids: dict[tuple[str, int], int] = {}
    name_words: list[int] = []
    for r in readings:
        name_words.extend(ids.setdefault((w, f & SPECIAL), len(ids)) for w, f in zip(r.words, r.flags, strict=True))
    flags = [0] * len(ids)
    at = 0
    for r in readings:
        for f in r.flags:
            flags[name_words[at]] |= f
            at += 1
    words = [w for w, _ in ids]
    weights = [weight_of(w, f, kind, frequency, len(readings)) for (w, _), f in zip(ids, flags, strict=True)]
    joined = _join(kind, readings, name_words, ids, words, flags, weights)
    return _assemble(kind, readings, owners, name_words, joined, words, ids, flags, weights, dict(frequency))


def join_of(words: Sequence[str], kind: int) -> str:
    """Words run together, and what the glossary knows that to be (`hong kong` is `hongkong`)."""
    word = "".join(words)
    return firm_words()[0].get(word, (word, 0))[0] if kind == FIRM and len(word) >= 5 else word


def _join(
    kind: int, readings: Sequence[Reading], name_words: list[int], ids: dict[tuple[str, int], int],
    words: list[str], flags: list[int], weights: list[float],
) -> list[int]:  # fmt: skip
    """The joins of neighbouring words, as further words; for each place of a word the join it begins, or -1."""
    found = [-1] * len(name_words)
    at = 0
    for r in readings:
        for i in range(len(r.words) - 1):
            if (r.flags[i] | r.flags[i + 1]) & (LEGAL | NUMBER | GENERIC):
                continue
            word = join_of(r.plain[i : i + 2], kind)
            if 4 <= len(word) <= 24:
                known = ids.get((word, JOINED))
                if known is None:
                    known = ids[word, JOINED] = len(words)
                    words.append(word)
                    flags.append(JOINED)
                    weights.append(weights[name_words[at + i]] + weights[name_words[at + i + 1]])
                found[at + i] = known
        at += len(r.words)
    return found


def _assemble(
    kind: int, readings: Sequence[Reading], owners: Sequence[Sequence[int]], name_words: list[int], joined: list[int],
    words: list[str], ids: dict[tuple[str, int], int], flags: list[int], weights: list[float], frequency: dict[str, int],
) -> Stock:  # fmt: skip
    n = len(readings)
    name_at = np.zeros(n + 1, np.int32)
    np.cumsum([len(r.words) for r in readings], out=name_at[1:])
    places = np.asarray(name_words, np.int32)
    joins = np.asarray(joined, np.int32)
    flag, weight = np.asarray(flags, np.int32), np.asarray(weights, np.float64)
    matter = np.array([counts(int(f)) for f in flags], np.float64)
    rows = np.repeat(np.arange(n), np.diff(name_at))
    name_weight = np.bincount(rows, weights=(weight * matter)[places], minlength=n).astype(np.float64)
    posted = (flag[places] & (LEGAL | GENERIC)) == 0
    pairs = np.concatenate([
        (places[posted].astype(np.int64) << 32) | rows[posted],
        (joins[joins >= 0].astype(np.int64) << 32) | rows[joins >= 0],
    ])  # fmt: skip
    pairs = np.unique(pairs)
    post_at = np.zeros(len(words) + 1, np.int64)
    np.cumsum(np.bincount(pairs >> 32, minlength=len(words)), out=post_at[1:])
    packed = pack(words, flags)
    more = [
        (h, i)
        for i, w in enumerate(words)
        for h, _ in probes(w, flags[i], classes_of(w, kind) if not flags[i] & JOINED else ())
    ]
    owner_at = np.zeros(n + 1, np.int32)
    np.cumsum([len(o) for o in owners], out=owner_at[1:])
    shelf = Shelf(post_at, (pairs & 0xFFFFFFFF).astype(np.int32), weight, flag, name_at, places, joins, name_weight)
    scratch = Scratch(np.zeros(n), np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int32))
    return Stock(
        kind, words, ids, packed, table(packed, more), shelf, scratch, np.zeros(len(words), np.int64), owner_at,
        np.array([p for o in owners for p in o], np.int32), frequency, n,
    )  # fmt: skip
