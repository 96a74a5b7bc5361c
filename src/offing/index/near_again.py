"""Which of many names must be asked of the matcher again when listed names moved; the others are answered as they were.

What a name is answered is made of its units, of the listed words that each is like (`expand`), of what these weigh, and of the
listed names that hold them, with all the words of those. A name is asked again where one of its words weighs otherwise, where
one is like a word that came or went (what else it is like may hang on that), or where a listed name that moved may be a
candidate: one that came or went, changed hands, or holds a word that weighs otherwise. Whether it may is told by a bound on what
`candidates` sums up: from above what they share, from below what they do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import LEAST_SCORE, LEAST_SHARE, MOST_UNITS, counts, least_shared
from offing.index.engine import Engine, readings
from offing.index.expand import MOST_ALIKE, Alike, Probes, hunt
from offing.index.fast import kernels
from offing.index.glossary import GENERIC, INITIAL, JOINED, LEGAL
from offing.index.near_units import Units, Vocabulary, vocabulary_of, weights_of
from offing.index.renewed import identities
from offing.index.stock import Stock, name_weights, stock
from offing.index.texts import ragged
from offing.index.vocabulary import Table, Words, ordered

_AT_ONCE = 20_000
_BEYOND = 6000
_UNPOSTED = LEGAL | GENERIC
"""Listed words by which no listed name is found."""
_MINOR = LEGAL | INITIAL | GENERIC
"""Words asked that bring up no listed name by themselves."""
_TWO_SLIPS_FROM, _CLOSE = 8, 0.8
"""As in `expand`: a word of so many letters that is so like another is not sought with two slips."""
_OPENS_BELOW = 0.35
"""As in `candidates`: the share of a name's weight that must be done before a common word brings up no more names."""
_NEARLY = 1 - 1e-6
"""Sums in another order differ by less."""


class MovedWords(NamedTuple):
    """Listed words that moved, or that stand in a listed name that did. By word: whether it came or went, or what else it is like
    may hang on it (`sharp`); what it adds at most to such a name; what the lightest such name weighs at least; whether names that
    stayed hold it too."""

    packed: Words
    table: Table
    sharp: NDArray[np.bool_]
    adds: NDArray[np.float64]
    lightest: NDArray[np.float64]
    stays: NDArray[np.bool_]


def names_again(
    engine: Engine,
    kind: int,
    units: Units,
    before: Vocabulary,
    gone: Sequence[tuple[str, int]],
    rows: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The names to be asked again, as one kind; and what the units weigh now.

    `before`: the listed words as they were; `gone`: names of entries that moved as they were, each with its kind; `rows`: the
    owners whose names came or may be others now.
    """
    held = engine.stocks[kind]
    if not len(before.identity) or not np.array_equal(before.sizes, vocabulary_of(held).sizes):
        weight, every = units.weight.copy(), np.flatnonzero(units.words.flags & JOINED == 0)
        weight[every] = weights_of(engine, kind, units, every)[0]
        return np.unique(units.of).astype(np.int64), weight
    old = stock(kind, readings(gone, range(len(gone)), kind))
    n = len(units.words.flags)
    single, minor = units.words.flags & JOINED == 0, units.words.flags & (_MINOR | JOINED)
    strong = ~single | (minor == 0)
    sharp, close, stays, same = np.zeros((4, n), np.bool_)
    like, value, lightest = np.zeros(n, np.int64), np.zeros(n), np.full(n, np.inf)
    for moved in (_of_now(held, before, rows), _of_before(old, before, identities(held))):
        unit, word, likeness = _alike(engine, units, moved)
        like += np.bincount(unit, minlength=n)
        came = moved.sharp[word]
        sharp[unit[came]] = True
        close[unit[came & (likeness >= _CLOSE)]] = True
        same[unit[came & (likeness >= 1.0)]] = True
        stays[unit[moved.stays[word]]] = True
        np.maximum.at(value, unit, moved.adds[word] * likeness)
        np.minimum.at(lightest, unit, moved.lightest[word])
    weight = units.weight.copy()
    own = np.flatnonzero(single & (like > 0))
    weight[own], others = weights_of(engine, kind, units, own)
    crowded = np.zeros(n, np.bool_)
    crowded[own] = others + like[own] >= MOST_ALIKE
    letters = np.diff(units.words.at)
    must = (weight != units.weight) | (sharp & (strong | crowded | same | (close & (letters >= _TWO_SLIPS_FROM))))
    value[~strong] = 0.0
    alone = np.where(single & strong & (like > 0) & ~stays, np.maximum(weight, units.weight), 0.0)
    return _names(units, must, value, lightest, alone, np.minimum(weight, units.weight), like > 0), weight


def _names(
    units: Units, must: NDArray[np.bool_], value: NDArray[np.float64], lightest: NDArray[np.float64],
    alone: NDArray[np.float64], weight: NDArray[np.float64], like: NDArray[np.bool_],
) -> NDArray[np.int64]:  # fmt: skip
    """By unit: whether all its names are to be asked; what it may add to a listed name that moved, and what the lightest of these
    weighs; what it weighs at most where it may bring up none but these; what it weighs at least."""
    many = len(units.of)
    owner = np.repeat(np.arange(len(weight)), np.diff(units.at))
    matter = _counted(units.words.flags) * weight
    total = np.bincount(units.reading, matter[owner], many)
    ask = np.zeros(many, np.bool_)
    some = np.flatnonzero(like)
    reading, at = ragged(units.reading, units.at, some)
    unit = np.repeat(some, np.diff(at))
    ask[reading[must[unit]]] = True
    long = np.bincount(units.reading, minlength=many) > MOST_UNITS
    ask[reading[long[reading]]] = True
    shared, first = np.bincount(reading, value[unit], many), np.bincount(reading, alone[unit], many)
    least = np.full(many, np.inf)
    np.minimum.at(least, reading, lightest[unit])
    over, left = np.maximum(total - shared, 0.0), np.maximum(least - shared, 0.0)
    may = shared >= _NEARLY * least_shared(LEAST_SCORE, 1.0) * total
    may &= shared >= _NEARLY * LEAST_SHARE * np.minimum(total, least)
    may &= shared >= _NEARLY * LEAST_SCORE * (shared + 0.6 * over + 0.4 * left)
    ask |= may & (shared > 0)
    ask |= (first > 0) & (first >= _NEARLY * _OPENS_BELOW * total)
    return np.unique(units.of[ask]).astype(np.int64)


def _counted(flags: NDArray[np.int32]) -> NDArray[np.float64]:
    """How much each word matters (`counts`); a run of words nothing by itself."""
    kinds, which = np.unique(flags, return_inverse=True)
    return np.array([0.0 if f & JOINED else counts(int(f)) for f in kinds], np.float64)[which]


def _of_now(held: Stock, before: Vocabulary, rows: NDArray[np.int64]) -> MovedWords:
    """The words of the names that these rows own, or that hold a word which weighs otherwise; and those that count otherwise."""
    shelf = held.shelf
    at, there = before.places(identities(held))
    weight, low, high = shelf.weight, shelf.weight.copy(), shelf.weight.copy()
    low[there], high[there] = np.minimum(weight, before.weight[at])[there], np.maximum(weight, before.weight[at])[there]
    otherwise = _names_with(held, there & (before.flags[at] != shelf.flags))
    names = otherwise | _names_with(held, low != high)
    names[np.repeat(np.arange(held.names), np.diff(held.owner_at))[np.isin(held.owners, rows)]] = True
    sharp = ~there | (there & (before.many[at] != shelf.many)) | _words_of(held, otherwise)
    words = _words_of(held, names)
    table = _some(held.table, words | sharp | (there & (before.held[at] != held.held())))
    word = np.repeat(np.arange(len(weight)), np.diff(shelf.post_at))
    stays = np.bincount(word, ~names[shelf.posts], len(weight)) > 0
    return MovedWords(held.packed, table, sharp, _adds(held, high * words), _lightest(held, low, names), stays)


def _of_before(old: Stock, before: Vocabulary, now: NDArray[np.uint64]) -> MovedWords:
    """The words of names as they were; a word that was not known may weigh anything."""
    identity = identities(old)
    at, there = before.places(identity)
    low, high = np.where(there, before.weight[at], 0.0), np.where(there, before.weight[at], 1.0)
    every = np.ones(old.names, np.bool_)
    gone = ~np.isin(identity, now)
    return MovedWords(
        old.packed, old.table, gone, _adds(old, high), _lightest(old, low, every), np.zeros(len(gone), np.bool_)
    )


def _adds(held: Stock, weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """[words] what each may add to a listed name, by its weight."""
    flags = held.shelf.flags
    kinds, which = np.unique(flags, return_inverse=True)
    matter = np.array([0.0 if f & _UNPOSTED else counts(int(f)) for f in kinds], np.float64)
    return np.asarray(weight * matter[which] if len(kinds) else weight, np.float64)


def _names_with(held: Stock, words: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """[names] which hold one of these words, or are run together into one."""
    shelf = held.shelf
    rows = np.repeat(np.arange(held.names), np.diff(shelf.name_at))
    there = words[shelf.words] | ((shelf.joined >= 0) & words[np.maximum(shelf.joined, 0)])
    return np.bincount(rows, there, held.names) > 0


def _words_of(held: Stock, names: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """[words] which stand in one of these names, or are made of two neighbours in one."""
    found = np.zeros(len(held.marks), np.bool_)
    for column in (held.shelf.words, held.shelf.joined):
        words = ragged(column, held.shelf.name_at.astype(np.int64), np.flatnonzero(names))[0]
        found[words[words >= 0]] = True
    return found


def _lightest(held: Stock, weight: NDArray[np.float64], names: NDArray[np.bool_]) -> NDArray[np.float64]:
    """[words] of these names that hold each the weight of the lightest; infinite where none does."""
    shelf, some = held.shelf, np.flatnonzero(names)
    light = name_weights(weight, shelf.flags, shelf.name_at, shelf.words)
    found = np.full(len(weight), np.inf)
    for column in (shelf.words, shelf.joined):
        words, at = ragged(column, shelf.name_at.astype(np.int64), some)
        own = np.repeat(light[some], np.diff(at))
        np.minimum.at(found, words[words >= 0], own[words >= 0])
    return found


def _some(table: Table, words: NDArray[np.bool_]) -> Table:
    """The table of some of its words."""
    there = words[table.words]
    return ordered((table.hashes[there].astype(np.int64) << 32) | table.words[there])


def _alike(
    engine: Engine, units: Units, moved: MovedWords
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
    """Units with the words of the table that each is like, and how much."""
    n = len(units.words.flags)
    unit, word, likeness = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)], [np.zeros(0)]
    seen, words, probes = np.zeros(len(moved.packed.at) - 1, np.int64), units.words, units.probes
    expand = kernels(compiled=engine.compiled).expand
    for first in range(0, n if len(moved.table.hashes) else 0, _AT_ONCE):
        end = min(first + _AT_ONCE, n)
        some = Words(
            words.text, words.at[first : end + 1], words.fine, words.fine_at[first : end + 1], words.letters[first:end],
            words.flags[first:end],
        )  # fmt: skip
        own = Probes(probes.at[first : end + 1], probes.hashes, probes.likeness)
        size = (end - first) * MOST_ALIKE + _BEYOND
        out = Alike(np.zeros(end - first + 1, np.int64), np.empty(size, np.int32), np.empty(size), np.empty(size))
        made = expand(some, own, moved.packed, moved.table, engine.cost, seen, 1 + first, hunt(), out)
        unit.append(np.repeat(np.arange(first, end), np.diff(out.at)))
        word.append(out.words[:made].copy())
        likeness.append(out.likeness[:made].copy())
    return np.concatenate(unit), np.concatenate(word), np.concatenate(likeness)
