"""An engine carried over to new lists: names that are gone are taken out of its arrays, those that came are put in.

Only names that came are read. Words are counted and weighed anew over all names, so that the engine answers as one built
whole; only the order of names and words, by which equals are told apart, is another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import Shelf
from offing.index.engine import Engine, readings
from offing.index.glossary import JOINED
from offing.index.shelf import SPECIAL, weight_of
from offing.index.stock import Lexicon, Stock, counted, live_joins, live_names, shelf_of, stock
from offing.index.texts import ragged
from offing.index.vocabulary import Table, Words, ordered

_SPREAD = np.uint64(0x9E3779B97F4A7C15)


def renewed(
    engine: Engine, to: NDArray[np.int64], fresh: Sequence[tuple[str, int]], owners: Sequence[int],
    live: NDArray[np.bool_] | None = None,
) -> Engine:  # fmt: skip
    """The engine over the owners that stayed (owner p is now `to[p]`, -1: gone) and the `fresh` (name, kind) of `owners`.

    Words are weighed by the names of `live` owners, by their numbers now (None: all).
    """
    stocks = {}
    for kind, held in engine.stocks.items():
        new = stock(kind, readings(fresh, owners, kind))
        now = to[held.owners].astype(np.int32) if len(to) else np.full(len(held.owners), -1, np.int32)
        stocks[kind] = merged(held, now, new, live)
    return Engine(stocks, engine.cost, engine.compiled)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is taken of a stock: its names, its words (`word_to`: their new numbers), the owners of its names."""

    held: Stock
    names: NDArray[np.int64]
    words: NDArray[np.int64]
    word_to: NDArray[np.int64]


def merged(one: Stock, owners: NDArray[np.int32], other: Stock, live: NDArray[np.bool_] | None = None) -> Stock:
    """Names of both stocks; those of the first belong to `owners` (-1: to nobody any more)."""
    rows = np.repeat(np.arange(one.names), np.diff(one.owner_at))
    stay = np.unique(rows[owners >= 0])
    again, twin = _where(other.name_marks, one.name_marks[stay])
    fresh = np.flatnonzero(~again)
    identity = identities(one), identities(other)
    kept, more = _words(one, stay), _words(other, fresh)
    known, at = _where(identity[1][more], identity[0][kept])
    added = more[~known]
    to_one = np.full(len(one.marks), -1, np.int64)
    to_one[kept] = np.arange(len(kept))
    to_other = np.full(len(other.marks), -1, np.int64)
    to_other[more[known]] = at[known]
    to_other[added] = len(kept) + np.arange(len(added))
    flags = np.concatenate([one.shelf.flags[kept], other.shelf.flags[added]])
    np.bitwise_or.at(flags, to_other[more], other.shelf.flags[more])
    new_name = np.concatenate([np.full(one.names, -1, np.int64), np.zeros(other.names, np.int64)])
    new_name[stay] = np.arange(len(stay))
    new_name[one.names + fresh] = len(stay) + np.arange(len(fresh))
    new_name[one.names + np.flatnonzero(again)] = twin[again]
    owner_at, owned = _owned(one, owners, other, new_name, len(stay) + len(fresh))
    parts = (_Part(one, stay, kept, to_one), _Part(other, fresh, added, to_other))
    marks = np.concatenate([one.marks[kept], other.marks[added]])
    name_marks = np.concatenate([one.name_marks[stay], other.name_marks[fresh]])
    weighed = live_names(owned, owner_at, live)
    shelf, lexicon = _shelf(parts, marks, flags, one.kind, weighed)
    packed = _packed(parts, flags)
    return Stock(
        one.kind, packed, marks, _table(parts), shelf, owner_at, owned, lexicon, int(weighed.sum()), name_marks
    )


def identities(held: Stock) -> NDArray[np.uint64]:
    """A number for each word of a stock: the same word as something else (a number, a form, a join) has another."""
    return np.asarray(held.marks ^ ((held.shelf.flags & (SPECIAL | JOINED)).astype(np.uint64) * _SPREAD), np.uint64)


def _where(asked: NDArray[np.uint64], known: NDArray[np.uint64]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which of the asked are known, and where."""
    if not len(known):
        return np.zeros(len(asked), np.bool_), np.zeros(len(asked), np.int64)
    order = np.argsort(known)
    at = order[np.minimum(np.searchsorted(known, asked, sorter=order), len(known) - 1)]
    return known[at] == asked, at


def _words(held: Stock, names: NDArray[np.int64]) -> NDArray[np.int64]:
    """Words and joins of those names, ascending."""
    at = held.shelf.name_at.astype(np.int64)
    used = np.concatenate([ragged(held.shelf.words, at, names)[0], ragged(held.shelf.joined, at, names)[0]])
    return np.unique(used[used >= 0]).astype(np.int64)


def _owned(
    one: Stock, owners: NDArray[np.int32], other: Stock, new_name: NDArray[np.int64], names: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Owners of the new names, with their offsets."""
    held = np.repeat(
        np.arange(one.names + other.names), np.concatenate([np.diff(one.owner_at), np.diff(other.owner_at)])
    )
    name, owner = new_name[held], np.concatenate([owners, other.owners])
    some = np.flatnonzero((owner >= 0) & (name >= 0))
    some = some[np.argsort(name[some], kind="stable")]
    at = np.zeros(names + 1, np.int32)
    np.cumsum(np.bincount(name[some], minlength=names), out=at[1:])
    return at, owner[some].astype(np.int32)


def _shelf(
    parts: Sequence[_Part], marks: NDArray[np.uint64], flags: NDArray[np.int32], kind: int, weighed: NDArray[np.bool_]
) -> tuple[Shelf, Lexicon]:
    places, joined, sizes = [], [], []
    for part in parts:
        shelf = part.held.shelf
        at = shelf.name_at.astype(np.int64)
        places.append(part.word_to[ragged(shelf.words, at, part.names)[0]])
        joins = ragged(shelf.joined, at, part.names)[0]
        joined.append(np.where(joins >= 0, part.word_to[joins], -1))
        sizes.append(np.diff(at)[part.names])
    place, join = np.concatenate(places).astype(np.int32), np.concatenate(joined).astype(np.int32)
    name_at = np.zeros(sum(map(len, sizes)) + 1, np.int32)
    np.cumsum(np.concatenate(sizes), out=name_at[1:])
    single = (flags & JOINED) == 0
    lexicon = counted(marks, place, name_at, weighed)
    some = lexicon.names > 0
    lexicon = Lexicon(lexicon.words[some], lexicon.names[some], live_joins(marks, join, name_at, weighed))
    weight = np.zeros(len(marks))
    rows = np.flatnonzero(single)
    text = _texts(parts, rows)
    frequency = dict(zip(text, lexicon.counts(marks[rows]).tolist(), strict=True))
    size = int(weighed.sum())
    weight[rows] = [weight_of(w, f, kind, frequency, size) for w, f in zip(text, flags[rows].tolist(), strict=True)]
    begins = np.flatnonzero(join >= 0)
    joins, first = np.unique(join[begins], return_index=True)
    at = begins[first]
    weight[joins] = weight[place[at]] + weight[place[at + 1]]
    return shelf_of(place, join, name_at, weight, flags), lexicon


def _texts(parts: Sequence[_Part], rows: NDArray[np.int64]) -> list[str]:
    """The words of those new numbers, ascending."""
    found: list[str] = []
    first = 0
    for part in parts:
        own = part.words[rows[(rows >= first) & (rows < first + len(part.words))] - first]
        whole, at = part.held.packed.text.tobytes(), part.held.packed.at
        found += [whole[a:b].decode() for a, b in zip(at[own].tolist(), at[own + 1].tolist(), strict=True)]
        first += len(part.words)
    return found


def _packed(parts: Sequence[_Part], flags: NDArray[np.int32]) -> Words:
    texts, ats = [], []
    for field in ("text", "fine"):
        data, sizes = [], []
        for part in parts:
            packed = part.held.packed
            at = getattr(packed, "at" if field == "text" else "fine_at").astype(np.int64)
            data.append(ragged(getattr(packed, field), at, part.words)[0])
            sizes.append(np.diff(at)[part.words])
        at = np.zeros(len(flags) + 1, np.int32)
        np.cumsum(np.concatenate(sizes), out=at[1:])
        texts.append(np.concatenate([*data, np.zeros(0 if at[-1] else 1, np.uint8)]))
        ats.append(at)
    letters = np.concatenate([part.held.packed.letters[part.words] for part in parts])
    return Words(texts[0], ats[0], texts[1], ats[1], letters, flags)


def _table(parts: Sequence[_Part]) -> Table:
    """The entries of the words taken, under their new numbers."""
    found = []
    for part in parts:
        taken = np.full(len(part.word_to), -1, np.int64)
        taken[part.words] = part.word_to[part.words]
        table = part.held.table
        word = taken[table.words]
        found.append((table.hashes[word >= 0].astype(np.int64) << 32) | word[word >= 0])
    return ordered(np.concatenate(found))
