"""The listed names of one kind made ready: distinct names, their words with weights, and where each word stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import Scratch, Shelf, counts, scratch_for
from offing.index.desk import Desk, desk
from offing.index.expand import Hunt, hunt
from offing.index.glossary import GENERIC, JOINED, LEGAL, NUMBER
from offing.index.met import Met, met_of
from offing.index.shelf import SPECIAL, classes_of, join_of, weight_of
from offing.index.steps import stepped_all
from offing.index.vocabulary import Table, Words, marks_of, pack, probe_hashes, table
from offing.index.words import Reading


class Lexicon(NamedTuple):
    """Marks (`marks_of`) of the listed words, ascending, each with how many names hold it; marks of their joins, ascending."""

    words: NDArray[np.uint64]
    names: NDArray[np.int64]
    joins: NDArray[np.uint64]

    def counts(self, marks: NDArray[np.uint64]) -> NDArray[np.int64]:
        """In how many names each word stands."""
        if not len(self.words):
            return np.zeros(len(marks), np.int64)
        at = np.minimum(np.searchsorted(self.words, marks), len(self.words) - 1)
        return np.asarray(np.where(self.words[at] == marks, self.names[at], 0), np.int64)

    def joined(self, marks: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Whether each is a join of two neighbours of a listed name."""
        if not len(self.joins):
            return np.zeros(len(marks), np.bool_)
        at = np.minimum(np.searchsorted(self.joins, marks), len(self.joins) - 1)
        return np.asarray(self.joins[at] == marks, np.bool_)


@dataclass(slots=True)
class Stock:
    """One kind's names. `owners` tells which of the names given each distinct name stands for (`owner_at` offsets);
    `marks` are those of its words, `name_marks` of its names. `size` counts the names by which words are weighed.
    """

    kind: int
    packed: Words
    marks: NDArray[np.uint64]
    table: Table
    shelf: Shelf
    owner_at: NDArray[np.int32]
    owners: NDArray[np.int32]
    lexicon: Lexicon
    size: int
    name_marks: NDArray[np.uint64]
    found_in: NDArray[np.int32] | None = None

    @property
    def names(self) -> int:
        """How many distinct names are here."""
        return len(self.owner_at) - 1

    def held(self) -> NDArray[np.int32]:
        """In how many names each listed word stands, whatever it is there, in steps (`steps.py`)."""
        if self.found_in is None:
            self.found_in = stepped_all(self.lexicon.counts(self.marks))
        return self.found_in

    def word(self, i: int) -> str:
        """Listed word `i`."""
        return self.packed.text[self.packed.at[i] : self.packed.at[i + 1]].tobytes().decode()


@dataclass(slots=True)
class Room:
    """Where one thread does its sums on one stock; `mark` ascends, so that nothing need be wiped between names."""

    scratch: Scratch
    seen: NDArray[np.int64]
    desk: Desk
    hunt: Hunt
    met: Met
    mark: int = 1


def room_of(stock: Stock) -> Room:
    n = stock.names
    return Room(scratch_for(n), np.zeros(len(stock.marks), np.int64), desk(), hunt(), met_of(stock.kind))


@dataclass(frozen=True, slots=True)
class Names:
    """Names by their distinct words: for each place of a word its (word, special flags) as a number, flags and plain form."""

    readings: list[Reading]
    owners: list[list[int]]
    ids: dict[tuple[str, int], int]
    places: NDArray[np.int32]
    name_at: NDArray[np.int32]


def distinct(names: Iterable[tuple[int, Reading]]) -> Names:
    """Names of equal words are one, with an owner for each."""
    known: dict[tuple[str, ...], int] = {}
    readings: list[Reading] = []
    owners: list[list[int]] = []
    ids: dict[tuple[str, int], int] = {}
    places: list[int] = []
    for owner, reading in names:
        i = known.setdefault(reading.words, len(readings))
        if i < len(readings):
            owners[i].append(owner)
            continue
        readings.append(reading)
        owners.append([owner])
        for word, flags in zip(reading.words, reading.flags, strict=True):
            places.append(ids.setdefault((word, flags & SPECIAL), len(ids)))
    name_at = np.zeros(len(readings) + 1, np.int32)
    np.cumsum([len(r.words) for r in readings], out=name_at[1:])
    return Names(readings, owners, ids, np.asarray(places, np.int32), name_at)


def counted(
    marks: NDArray[np.uint64], places: NDArray[np.int32], name_at: NDArray[np.int32], live: NDArray[np.bool_]
) -> Lexicon:
    """In how many of the live names each word stands, by mark; no joins yet."""
    rows = np.repeat(np.arange(len(name_at) - 1, dtype=np.int64), np.diff(name_at))
    words, which = np.unique(marks, return_inverse=True)
    there = live[rows]
    once = np.unique((rows[there] << 32) | which[places[there]])
    found = np.bincount(once & 0xFFFFFFFF, minlength=len(words)).astype(np.int64)
    return Lexicon(words, found, np.zeros(0, np.uint64))


def live_names(
    owners: NDArray[np.int32], owner_at: NDArray[np.int32], live: NDArray[np.bool_] | None
) -> NDArray[np.bool_]:
    """[names] whether any owner of each is live; None: all are."""
    if live is None:
        return np.ones(len(owner_at) - 1, np.bool_)
    held = np.repeat(np.arange(len(owner_at) - 1), np.diff(owner_at))
    return np.bincount(held, live[owners], len(owner_at) - 1) > 0


def stock(kind: int, names: Iterable[tuple[int, Reading]], live: NDArray[np.bool_] | None = None) -> Stock:
    """Build from (owner, reading) of every name of the kind. Words are weighed by the names of `live` owners (None: all)."""
    found = distinct(names)
    owner_at = np.zeros(len(found.readings) + 1, np.int32)
    np.cumsum([len(o) for o in found.owners], out=owner_at[1:])
    owners = np.array([p for o in found.owners for p in o], np.int32)
    weighed = live_names(owners, owner_at, live)
    words = [w for w, _ in found.ids]
    flags = np.zeros(len(words), np.int64)
    every = [f for r in found.readings for f in r.flags]
    np.bitwise_or.at(flags, found.places, np.asarray(every, np.int64))
    marks = marks_of(words)
    lexicon = counted(marks, found.places, found.name_at, weighed)
    size = int(weighed.sum())
    frequency = dict(zip(words, lexicon.counts(marks).tolist(), strict=True))
    known = list(zip(words, flags.tolist(), strict=True))
    weights = [weight_of(w, f, kind, frequency, size) for w, f in known]
    joined, joins, join_weights = _join(kind, found, weights)
    marks = np.concatenate([marks, marks_of(joins)])
    lexicon = lexicon._replace(joins=live_joins(marks, joined, found.name_at, weighed))
    words += joins
    flag = np.concatenate([flags, np.full(len(joins), JOINED)]).astype(np.int32)
    weight = np.array(weights + join_weights, np.float64)
    packed = pack(words, flag)
    shelf = shelf_of(found.places, joined, found.name_at, weight, flag)
    name_marks = marks_of("\0".join(r.words) for r in found.readings)
    return Stock(kind, packed, marks, _table(kind, words, packed), shelf, owner_at, owners, lexicon, size, name_marks)


def live_joins(
    marks: NDArray[np.uint64], joined: NDArray[np.int32], name_at: NDArray[np.int32], live: NDArray[np.bool_]
) -> NDArray[np.uint64]:
    """Marks of the joins of live names, ascending."""
    rows = np.repeat(np.arange(len(name_at) - 1), np.diff(name_at))
    return np.unique(marks[joined[(joined >= 0) & live[rows]]])


def _table(kind: int, words: Sequence[str], packed: Words) -> Table:
    more = (
        (h, i)
        for i, (word, flags) in enumerate(zip(words, packed.flags.tolist(), strict=True))
        for h, _ in probe_hashes(word, flags, () if flags & JOINED else classes_of(word, kind))
    )
    flat = np.fromiter((x for pair in more for x in pair), np.int64).reshape(-1, 2)
    return table(packed, flat)


def _join(kind: int, names: Names, weights: Sequence[float]) -> tuple[NDArray[np.int32], list[str], list[float]]:
    """The joins of neighbouring words: for each place the join it begins (numbered after the words), or -1; their weights."""
    first = len(weights)
    ids: dict[str, int] = {}
    found = np.full(len(names.places), -1, np.int32)
    join_weights: list[float] = []
    places = names.places.tolist()
    at = 0
    for r in names.readings:
        for i in range(len(r.words) - 1):
            if (r.flags[i] | r.flags[i + 1]) & (LEGAL | NUMBER | GENERIC):
                continue
            word = join_of(r.plain[i : i + 2], kind)
            if 4 <= len(word) <= 24:
                known = ids.setdefault(word, len(ids))
                if known == len(join_weights):
                    join_weights.append(weights[places[at + i]] + weights[places[at + i + 1]])
                found[at + i] = first + known
        at += len(r.words)
    return found, list(ids), join_weights


def shelf_of(
    places: NDArray[np.int32], joined: NDArray[np.int32], name_at: NDArray[np.int32], weight: NDArray[np.float64],
    flag: NDArray[np.int32],
) -> Shelf:  # fmt: skip
    """The shelf of names given by the words at their places; what holds a word is worked out."""
    n = len(name_at) - 1
    rows = np.repeat(np.arange(n, dtype=np.int64), np.diff(name_at))
    posted = (flag[places] & (LEGAL | GENERIC)) == 0
    pairs = np.concatenate([
        (places[posted].astype(np.int64) << 32) | rows[posted],
        (joined[joined >= 0].astype(np.int64) << 32) | rows[joined >= 0],
    ])  # fmt: skip
    pairs = np.unique(pairs)
    post_at = np.zeros(len(flag) + 1, np.int64)
    np.cumsum(np.bincount(pairs >> 32, minlength=len(flag)), out=post_at[1:])
    posts = (pairs & 0xFFFFFFFF).astype(np.int32)
    weights = name_weights(weight, flag, name_at, places)
    return Shelf(post_at, posts, weight, flag, name_at, places, joined, weights, stepped_all(np.diff(post_at)))


def name_weights(
    weight: NDArray[np.float64], flag: NDArray[np.int32], name_at: NDArray[np.int32], places: NDArray[np.int32]
) -> NDArray[np.float64]:
    """[names] weight of each name's words that matter."""
    kinds, which = np.unique(flag, return_inverse=True)
    matter = np.array([counts(int(f)) for f in kinds], np.float64)[which] if len(kinds) else np.zeros(0)
    rows = np.repeat(np.arange(len(name_at) - 1), np.diff(name_at))
    return np.bincount(rows, (weight * matter)[places], len(name_at) - 1).astype(np.float64)
