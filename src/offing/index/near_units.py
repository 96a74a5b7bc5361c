"""What is kept of many names asked, and of the listed words, to tell later which of the names to ask again (`near_again.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.engine import KINDS_OF, Engine
from offing.index.expand import Probes
from offing.index.fast import kernels
from offing.index.glossary import JOINED
from offing.index.look_over import look_over
from offing.index.met import met_of, own_probes, take
from offing.index.numbering import KNOWN_TO_LIST
from offing.index.renewed import identities
from offing.index.spell import ROOMS, sounds
from offing.index.steady import steady
from offing.index.steps import stepped
from offing.index.stock import Stock
from offing.index.vocabulary import Words
from offing.index.words import Reading

_AT_ONCE = 20_000


class Units(NamedTuple):
    """The units (words, and runs of two and three) of many names as one kind: words with what they are asked by and what they
    weigh, runs nothing; the readings that hold each, as often as they do (`at` offsets); of which name each reading is (`of`)."""

    words: Words
    probes: Probes
    reading: NDArray[np.int32]
    at: NDArray[np.int64]
    of: NDArray[np.int32]
    weight: NDArray[np.float64]


class Vocabulary(NamedTuple):
    """The listed words of one kind, by identity ascending: all of each that an answer rests on, beside its letters; and how many
    names there are, in steps."""

    identity: NDArray[np.uint64]
    weight: NDArray[np.float64]
    many: NDArray[np.int32]
    flags: NDArray[np.int32]
    held: NDArray[np.int32]
    sizes: NDArray[np.int64]

    def places(self, identity: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Where words of these identities stand, and which do at all."""
        at = np.minimum(np.searchsorted(self.identity, identity), len(self.identity) - 1)
        return at, np.asarray(self.identity[at] == identity, np.bool_)


def units_of(engine: Engine, kind: int, asked: Sequence[tuple[str, int]]) -> Units:
    """Of the names, each with the kind it is compared as, that are or may be of that kind.

    A run of two listed words is a unit only while it is a listed word itself: here it is one in any case.
    """
    held, run = engine.stocks[kind], kernels(compiled=engine.compiled)
    met = met_of(kind)
    own = [i for i, (_, its) in enumerate(asked) if kind in KINDS_OF[its]]
    unit, reading, of = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    many = 0
    with steady():
        for first in range(0, len(own), _AT_ONCE):
            some = np.array(own[first : first + _AT_ONCE], np.int64)
            item, at, place = look_over(met, held, [asked[i][0] for i in some], run)
            met.place.bits[: met.places] &= 0xFF ^ KNOWN_TO_LIST
            named = take(met, held, at, place, run)
            unit.append(named.unit[: named.starts[-1]])
            reading.append(np.repeat(np.arange(many, many + len(item)), np.diff(named.starts)))
            of.append(some[item])
            many += len(item)
    n, words = met.units, met.words
    run.spell(words, 0, n, sounds(), met.bones, np.empty(ROOMS[1], np.uint8))
    every = np.concatenate(unit)
    order = np.argsort(every, kind="stable")
    unit_at = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(every, minlength=n), out=unit_at[1:])
    text, fine = int(words.at[n]), int(words.fine_at[n])
    kept = Words(
        words.text[:text],
        words.at[: n + 1],
        words.fine[:fine],
        words.fine_at[: n + 1],
        words.letters[:n],
        words.flags[:n],
    )
    held_in = np.concatenate(reading)[order].astype(np.int32)
    units = Units(kept, own_probes(met, 0), held_in, unit_at, np.concatenate(of).astype(np.int32), np.zeros(n))
    single = np.flatnonzero(kept.flags & JOINED == 0)
    units.weight[single] = weights_of(engine, kind, units, single)[0]
    return units


def weights_of(
    engine: Engine, kind: int, units: Units, which: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """What these words weigh beside the listed words of now, and how many of those each is like."""
    words, held = units.words, engine.stocks[kind]
    text = [words.text[words.at[i] : words.at[i + 1]].tobytes().decode() for i in which]
    flags = words.flags[which].tolist()
    batch = engine.batch(held, [Reading((word,), (flag,), (word,)) for word, flag in zip(text, flags, strict=True)])
    own = batch.unit[batch.at[:-1]]
    return batch.weight[own].copy(), np.diff(engine.room(held).met.alike.at)[own]


def vocabulary_of(held: Stock) -> Vocabulary:
    """As a stock has them."""
    shelf, identity = held.shelf, identities(held)
    order = np.argsort(identity)
    sizes = np.array([stepped(held.size), stepped(held.names)], np.int64)
    return Vocabulary(
        identity[order], shelf.weight[order], shelf.many[order], shelf.flags[order], held.held()[order], sizes
    )
