"""A batch of names → the places their words stand in: most by a kernel (`glance.py`), the others by `words.read`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from offing.index.glance import Tokens, Written
from offing.index.letters import LONGEST
from offing.index.met import Met, ended, numbered, roomy, settle
from offing.index.vocabulary import hash_of, slotted
from offing.index.words import read, run_together, written_as

if TYPE_CHECKING:
    from offing.index.fast import Kernels
    from offing.index.stock import Stock

Placed = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]
"""Readings: of which name each is, offsets, places."""


def read_each(met: Met, stock: Stock, names: Sequence[str], which: Sequence[int]) -> Placed:
    """The readings of the names `which`, one name after another. New places are to be settled."""
    item: list[int] = []
    readings = []
    for i in which:
        for reading in read(names[i], stock.kind, asked=True):
            if reading.words:
                item.append(i)
                readings.append(reading)
    place = np.array(numbered(met, readings), np.int32)
    at = np.zeros(len(readings) + 1, np.int64)
    np.cumsum([len(r.words) for r in readings], out=at[1:])
    return np.array(item, np.int64), at, place


def look_over(met: Met, stock: Stock, names: Sequence[str], run: Kernels) -> Placed:
    """The readings of many names; each has one at least, which may be of no words. All places are settled."""
    plain = [len(t) <= LONGEST and t.isascii() and not run_together(t, stock.kind) for t in names]
    texts = [t if is_plain else "\0" for t, is_plain in zip(names, plain, strict=True)]
    data = np.frombuffer("".join(texts).encode() or b"\0", np.uint8)
    at = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=at[1:])
    _make_room(met, len(data) + 1)
    tokens = Tokens(np.zeros(len(at), np.int64), np.empty(len(data) + 1, np.int32), np.zeros(len(texts), np.bool_))
    before = met.written_words
    met.written_words = run.glance(data, at, stock.kind, met.written, before, tokens)
    _tell(met, stock.kind, before)
    settle(met, stock)
    place = np.empty(int(tokens.at[-1]) * 4 + 64, np.int32)
    filled = run.placed(tokens, met.written, met.place, stock.kind, place, at)
    item, odd_at, odd_place = read_each(met, stock, names, np.flatnonzero(tokens.odd).tolist())
    settle(met, stock)
    return (
        np.concatenate([np.arange(len(names)), item]),
        np.concatenate([at, odd_at[1:] + filled]),
        np.concatenate([place[:filled], odd_place]),
    )


def _make_room(met: Met, letters: int) -> None:
    """Room for the words of names of so many letters in all."""
    old, words = met.written, met.written_words
    slots = old.slots
    if len(slots) < 2 * (words + letters):
        texts = (old.text[old.at[w] : old.at[w + 1]].tobytes().decode() for w in range(words))
        slots = slotted(1 << (4 * (words + letters)).bit_length(), map(hash_of, texts))
    met.written = Written(
        roomy(old.text, int(old.at[words]) + 3 * letters), roomy(old.at, words + letters + 1), slots, old.bits, old.place,
        old.place_at,
    )  # fmt: skip


def _tell(met: Met, kind: int, before: int) -> None:
    """What the written words are that were met since."""
    old, words = met.written, met.written_words
    if words == before:
        return
    text, at = old.text.tobytes(), old.at[before : words + 1].tolist()
    told = [written_as(text[a:b].decode(), kind) for a, b in pairwise(at)]
    places = met.places
    place = np.array([places[p] for _, found in told for p in found], np.int32)
    n = int(old.place_at[before])
    place_at = np.cumsum([len(found) for _, found in told]) + n
    met.written = Written(
        old.text, old.at, old.slots, ended(old.bits, before, np.array([b for b, _ in told], np.uint8)),
        ended(old.place, n, place), ended(old.place_at, before + 1, place_at.astype(np.int32)),
    )  # fmt: skip
