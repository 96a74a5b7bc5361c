"""Which of many names must be asked of the matcher again when listed names moved: those with a word that is like one of theirs.

What a name is answered is made of its units (words, and runs of two and three), of the listed words that each is like, of what
these weigh, and of the listed names that hold them, with all the words of those. So it stays where no unit is like a word of a
name that came or went, nor like a word of a name that holds a word which weighs otherwise now. Words are found to be alike by the
matcher's own kernel; `Units` and `Vocabulary` are what is kept for that. A form or an initial (`candidates` passes them over)
brings up no listed name: it matters by its own weight, which is laid beside what it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.engine import KINDS_OF, Engine, readings
from offing.index.expand import MOST_ALIKE, Alike, Probes, expand, hunt
from offing.index.fast import kernels
from offing.index.glossary import GENERIC, INITIAL, JOINED, LEGAL
from offing.index.look_over import look_over
from offing.index.met import met_of, own_probes, take
from offing.index.near import Costs
from offing.index.numbering import KNOWN_TO_LIST
from offing.index.renewed import identities
from offing.index.spell import ROOMS, sounds
from offing.index.steady import steady
from offing.index.steps import stepped
from offing.index.stock import Stock, stock
from offing.index.texts import ragged
from offing.index.vocabulary import Table, Words, ordered
from offing.index.words import Reading

MINOR = LEGAL | INITIAL | GENERIC
"""Flags of words that bring up no listed name by themselves."""
_AT_ONCE = 20_000
_BEYOND = 6000


class Units(NamedTuple):
    """The units of many names as one kind: words with what they are asked by, and the names that hold each (`at` offsets). Of
    those that bring up no name (`minor`) the weight."""

    words: Words
    probes: Probes
    name: NDArray[np.int32]
    at: NDArray[np.int64]
    minor: NDArray[np.int64]
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


def units_of(engine: Engine, kind: int, asked: Sequence[tuple[str, int]]) -> Units:
    """Of the names, each with the kind it is compared as, that are or may be of that kind.

    A run of two listed words is a unit only while it is a listed word itself: here it is one in any case.
    """
    held, run = engine.stocks[kind], kernels(compiled=engine.compiled)
    met = met_of(kind)
    own = [i for i, (_, its) in enumerate(asked) if kind in KINDS_OF[its]]
    found: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    with steady():
        for first in range(0, len(own), _AT_ONCE):
            some = np.array(own[first : first + _AT_ONCE], np.int64)
            item, at, place = look_over(met, held, [asked[i][0] for i in some], run)
            met.place.bits[: met.places] &= 0xFF ^ KNOWN_TO_LIST
            named = take(met, held, at, place, run)
            name = np.repeat(some[item], np.diff(named.starts))
            found.append(np.unique((named.unit[: named.starts[-1]].astype(np.int64) << 32) | name))
    n, words = met.units, met.words
    run.spell(words, 0, n, sounds(), met.bones, np.empty(ROOMS[1], np.uint8))
    pairs = np.unique(np.concatenate(found))
    held_at = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(pairs >> 32, minlength=n), out=held_at[1:])
    text, fine = int(words.at[n]), int(words.fine_at[n])
    kept = Words(
        words.text[:text],
        words.at[: n + 1],
        words.fine[:fine],
        words.fine_at[: n + 1],
        words.letters[:n],
        words.flags[:n],
    )
    minor = np.flatnonzero((kept.flags & MINOR != 0) & (kept.flags & JOINED == 0))
    units = Units(kept, own_probes(met, 0), (pairs & 0xFFFFFFFF).astype(np.int32), held_at, minor, np.zeros(0))
    return units._replace(weight=weights_of(engine, kind, units))


def weights_of(engine: Engine, kind: int, units: Units) -> NDArray[np.float64]:
    """What the minor units weigh beside the listed words of now."""
    words = units.words
    text = [words.text[words.at[i] : words.at[i + 1]].tobytes().decode() for i in units.minor]
    flags = words.flags[units.minor].tolist()
    read = [Reading((word,), (flag,), (word,)) for word, flag in zip(text, flags, strict=True)]
    batch = engine.batch(engine.stocks[kind], read)
    return batch.weight[batch.unit[batch.at[:-1]]].copy()


def vocabulary_of(held: Stock) -> Vocabulary:
    """As a stock has them."""
    shelf, identity = held.shelf, identities(held)
    order = np.argsort(identity)
    sizes = np.array([stepped(held.size), stepped(held.names)], np.int64)
    return Vocabulary(
        identity[order], shelf.weight[order], shelf.many[order], shelf.flags[order], held.held()[order], sizes
    )


def names_like(
    engine: Engine,
    kind: int,
    units: Units,
    before: Vocabulary,
    gone: Sequence[tuple[str, int]],
    rows: NDArray[np.int64],
) -> NDArray[np.int64]:
    """The names of which a unit is like a word that moved. `before`: the listed words as they were; `gone`: names of entries that
    moved as they were, each with its kind; `rows`: the owners whose names came or may be others now."""
    held = engine.stocks[kind]
    now = vocabulary_of(held)
    if not np.array_equal(before.sizes, now.sizes):
        return np.unique(units.name).astype(np.int64)
    names = np.repeat(np.arange(held.names), np.diff(held.owner_at))[np.isin(held.owners, rows)]
    names = np.concatenate([names, _holding(held, _weighing_otherwise(held, before))])
    listed = np.zeros(len(held.marks), np.bool_)
    for column in (held.shelf.words, held.shelf.joined):
        words = ragged(column, held.shelf.name_at.astype(np.int64), np.unique(names))[0]
        listed[words[words >= 0]] = True
    listed |= _otherwise(held, before, ("many", "held"))
    moved = _like(units, held.packed, _some(held.table, listed), engine.cost, compiled=engine.compiled)
    old = stock(kind, readings(gone, range(len(gone)), kind))
    if old.names:
        moved |= _like(units, old.packed, old.table, engine.cost, compiled=engine.compiled)
    moved[units.minor] = units.weight != weights_of(engine, kind, units)
    return np.unique(ragged(units.name, units.at, np.flatnonzero(moved))[0]).astype(np.int64)


def _weighing_otherwise(held: Stock, before: Vocabulary) -> NDArray[np.bool_]:
    return _otherwise(held, before, ("weight", "flags"))


def _otherwise(held: Stock, before: Vocabulary, columns: Sequence[str]) -> NDArray[np.bool_]:
    """[words] which differ in one of these from what they were; those that were not there do not."""
    identity, shelf = identities(held), held.shelf
    if not len(before.identity):
        return np.zeros(len(identity), np.bool_)
    at = np.minimum(np.searchsorted(before.identity, identity), len(before.identity) - 1)
    now = {"weight": shelf.weight, "flags": shelf.flags, "many": shelf.many, "held": held.held()}
    other = np.zeros(len(identity), np.bool_)
    for column in columns:
        other |= getattr(before, column)[at] != now[column]
    return np.asarray(other & (before.identity[at] == identity), np.bool_)


def _holding(held: Stock, words: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The listed names that hold one of these words, or a join that is one."""
    shelf = held.shelf
    rows = np.repeat(np.arange(held.names), np.diff(shelf.name_at))
    there = words[shelf.words] | ((shelf.joined >= 0) & words[np.maximum(shelf.joined, 0)])
    return np.unique(rows[there])


def _some(table: Table, words: NDArray[np.bool_]) -> Table:
    """The table of some of its words."""
    there = words[table.words]
    return ordered((table.hashes[there].astype(np.int64) << 32) | table.words[there])


def _like(units: Units, listed: Words, table: Table, cost: Costs, *, compiled: bool) -> NDArray[np.bool_]:
    """[units] which are like a word of the table."""
    n = len(units.words.flags)
    found = np.zeros(n, np.bool_)
    if not len(table.hashes):
        return found
    run = kernels(compiled=compiled).expand if n > _FEW else expand
    seen, words, probes = np.zeros(len(listed.at) - 1, np.int64), units.words, units.probes
    for first in range(0, n, _AT_ONCE):
        end = min(first + _AT_ONCE, n)
        some = Words(
            words.text, words.at[first : end + 1], words.fine, words.fine_at[first : end + 1], words.letters[first:end],
            words.flags[first:end],
        )  # fmt: skip
        own = Probes(probes.at[first : end + 1], probes.hashes, probes.likeness)
        size = (end - first) * MOST_ALIKE + _BEYOND
        out = Alike(np.zeros(end - first + 1, np.int64), np.empty(size, np.int32), np.empty(size), np.empty(size))
        run(some, own, listed, table, cost, seen, 1 + first, hunt(), out)
        found[first:end] = np.diff(out.at) > 0
    return found


_FEW = 400
"""Units from which loading the compiled kernel pays."""
