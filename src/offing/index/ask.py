"""Names asked, packed for the kernels: distinct words, their probes, and the units each name is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import Batch
from offing.index.expand import MOST_ALIKE, Alike, Probes
from offing.index.glossary import INITIAL, JOINED, LEGAL, NUMBER
from offing.index.shelf import classes_of, join_of, weight_of
from offing.index.stock import Lexicon, Stock
from offing.index.vocabulary import Words, marks_of, pack, probe_hashes
from offing.index.words import Reading

_SHORT = 5
"""Three words of fewer letters each may be one word (`hai bo ning`)."""
_APART = LEGAL | NUMBER
_PLACES = 128
"""More than twice the words of a name: units are put in order by `reading * _PLACES + place`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Readings packed; `words` are the distinct words asked for, runs of two and three included."""

    batch: Batch
    packed: Words
    probes: Probes
    words: list[str]

    def room(self) -> Alike:
        """Room for what `expand` finds."""
        n = len(self.words)
        size = n * MOST_ALIKE + 6000
        return Alike(np.zeros(n + 1, np.int64), np.empty(size, np.int32), np.empty(size), np.empty(size))


def ask(stock: Stock, readings: Sequence[Reading]) -> Asked:
    """Pack readings, to be asked of a stock."""
    ids = _Numbered()
    word = np.fromiter((ids[k] for r in readings for k in zip(r.words, r.flags, strict=True)), np.int64)
    plain = _Numbered()
    spelt = np.fromiter((plain[p] for r in readings for p in r.plain), np.int64)
    count = np.fromiter((len(r.words) for r in readings), np.int64, len(readings))
    reading = np.repeat(np.arange(len(readings)), count)
    first = np.cumsum(count) - count
    place = np.arange(len(word)) - first[reading]
    words = [w for w, _ in ids]
    known = stock.lexicon.counts(marks_of(words))
    frequency = dict(zip(words, known.tolist(), strict=True))
    pairs, triples = _neighbours(ids, words, word, reading)
    unit = [word, _joins(ids, list(plain), spelt, pairs, 2, stock, known[word] > 0)]
    unit.append(_joins(ids, list(plain), spelt, triples, 3, stock, None))
    at = [np.arange(len(word)), pairs, triples]
    order = [reading * _PLACES + place, reading[pairs] * _PLACES + 40 + 2 * place[pairs]]
    order.append(reading[triples] * _PLACES + 41 + 2 * place[triples])
    every, where = np.concatenate(unit), np.concatenate(at)
    length = np.repeat([1, 2, 3], [len(u) for u in unit])
    rank = np.argsort(np.concatenate(order), kind="stable")
    rank = rank[every[rank] >= 0]
    starts = np.zeros(len(readings) + 1, np.int32)
    np.cumsum(np.bincount(reading[where[rank]], minlength=len(readings)), out=starts[1:])
    flags = np.fromiter((f for _, f in ids), np.int32, len(ids))
    weight = [0.0 if f & JOINED else weight_of(w, f, stock.kind, frequency, stock.size) for w, f in ids]
    batch = Batch(
        starts, every[rank].astype(np.int32), place[where[rank]].astype(np.int32), length[rank].astype(np.int32),
        count.astype(np.int32), np.array(weight, np.float64), flags,
    )  # fmt: skip
    words = [w for w, _ in ids]
    return Asked(batch, pack(words, flags), _probes(ids, stock.kind), words)


class _Numbered(dict):  # type: ignore[type-arg]  # keys are words, or words with flags
    """Numbers things as they come."""

    def __missing__(self, key: object) -> int:
        self[key] = found = len(self)
        return found


def _neighbours(
    ids: _Numbered, words: list[str], word: NDArray[np.int64], reading: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places at which two words may be run together, and three."""
    apart = np.fromiter(((f & _APART) != 0 for _, f in ids), np.bool_, len(ids))[word]
    short = np.fromiter((len(w) < _SHORT for w in words), np.bool_, len(ids))[word]
    two = (reading[1:] == reading[:-1]) & ~apart[1:] & ~apart[:-1]
    three = two[:-1] & two[1:] & short[:-2] & short[1:-1] & short[2:]
    return np.flatnonzero(two), np.flatnonzero(three)


def _joins(
    ids: _Numbered, plain: list[str], spelt: NDArray[np.int64], at: NDArray[np.int64], size: int, stock: Stock,
    known: NDArray[np.bool_] | None,
) -> NDArray[np.int64]:  # fmt: skip
    """The word that the `size` words from each place make together, or -1 where it cannot be of use."""
    number = np.zeros(len(at), np.int64)
    for i in range(size):
        number = number * (len(plain) + 1) + spelt[at + i]
    distinct, first, which = np.unique(number, return_index=True, return_inverse=True)
    made = [join_of([plain[spelt[a + i]] for i in range(size)], stock.kind) for a in at[first].tolist()]
    good = np.ones(len(at), np.bool_)
    if known is not None:
        fits = np.fromiter((4 <= len(w) <= 24 for w in made), np.bool_, len(distinct))
        good = (fits & _listed(stock.lexicon, made))[which] | (fits[which] & ~(known[at] & known[at + 1]))
    used = np.zeros(len(distinct), np.bool_)
    used[which[good]] = True
    number = np.full(len(distinct), -1, np.int64)
    for i in np.flatnonzero(used).tolist():
        number[i] = ids[made[i], JOINED]
    return np.where(good, number[which], -1)


def _listed(lexicon: Lexicon, words: Sequence[str]) -> NDArray[np.bool_]:
    marks = marks_of(words)
    return (lexicon.counts(marks) > 0) | lexicon.joined(marks)


@lru_cache(maxsize=1 << 18)
def _probed(word: str, flags: int, kind: int) -> tuple[tuple[int, float], ...]:
    return probe_hashes(word, flags, () if flags & (JOINED | INITIAL) else classes_of(word, kind))


def _probes(ids: _Numbered, kind: int) -> Probes:
    found = [_probed(word, flags, kind) for word, flags in ids]
    at = np.zeros(len(found) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, found), np.int64, len(found)), out=at[1:])
    flat = list(chain.from_iterable(found))
    return Probes(at, np.array([h for h, _ in flat], np.int32), np.array([like for _, like in flat], np.float64))


def soften(asked: Asked, found: Alike, stock: Stock) -> None:
    """A word that is nearly a common listed word is common itself: a misspelling is not rare because nobody else made it."""
    some = np.diff(found.at) > 0
    if not some.any():
        return
    first = np.where(some, found.at[:-1], 0)
    word, like = found.words[first], found.likeness[first]
    near = (
        some & (asked.batch.flags & (NUMBER | JOINED) == 0) & (like >= 0.75) & (stock.shelf.flags[word] & JOINED == 0)
    )
    limit = stock.shelf.weight[word] + (1 - like) * 0.4
    asked.batch.weight[near] = np.minimum(asked.batch.weight[near], limit[near])
