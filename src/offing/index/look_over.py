"""A batch of names → the places their words stand in: most by a kernel (`glance.py`), the others by `words.read`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from offing.index.glance import Tokens, Written
from offing.index.glossary import MISSPELT_FROM
from offing.index.kinds import FIRM, SHIP
from offing.index.letters import LONGEST, in_ascii
from offing.index.met import Met, ended, given_of, numbered, of_readings, roomy
from offing.index.name_parts import apart_at_capitals, run_together, runs_on
from offing.index.numbering import Given
from offing.index.spell import ROOMS, slips, sounds
from offing.index.vocabulary import hash_of, slotted
from offing.index.words import read, written_as
from offing.index.world import world

if TYPE_CHECKING:
    from offing.index.fast import Kernels
    from offing.index.stock import Stock

Placed = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]
"""Readings: of which name each is, offsets, places."""


def read_each(met: Met, stock: Stock, names: Sequence[str], which: Sequence[int], run: Kernels) -> Placed:
    """The readings of the names `which`, one name after another."""
    item: list[int] = []
    readings = []
    for i in which:
        for reading in read(names[i], stock.kind, asked=True):
            if reading.words:
                item.append(i)
                readings.append(reading)
    place = numbered(met, stock, run, of_readings(readings))
    at = np.zeros(len(readings) + 1, np.int64)
    np.cumsum([len(r.words) for r in readings], out=at[1:])
    return np.array(item, np.int64), at, place


def look_over(met: Met, stock: Stock, names: Sequence[str], run: Kernels) -> Placed:
    """The readings of many names; each has one at least, which may be of no words."""
    texts, owner = _texts(names, stock.kind, run)
    data = np.frombuffer("".join(texts).encode() or b"\0", np.uint8)
    n = len(texts)
    at = np.zeros(2 * n + 1, np.int64)
    at[: n + 1] = _offsets(texts)
    _make_room(met, len(data) + 1)
    tokens = Tokens(np.zeros(n + 1, np.int64), np.empty(len(data) + 1, np.int32), np.zeros(n, np.bool_))
    before = met.written_words
    met.written_words = run.glance(
        data, at[: n + 1], stock.kind, met.written, before, np.empty(ROOMS, np.uint8), tokens
    )
    _tell(met, stock, before, run)
    place, of = np.empty(int(tokens.at[-1]) * 8 + 64, np.int32), np.empty(n, np.int64)
    filled, mended = run.placed(tokens, met.written, met.place, met.words, stock.kind, place, at, of)
    item, odd_at, odd_place = read_each(met, stock, names, np.unique(owner[tokens.odd]).tolist(), run)
    return (
        np.concatenate([owner, owner[of[:mended]], item]),
        np.concatenate([at[: n + mended + 1], odd_at[1:] + filled]),
        np.concatenate([place[:filled], odd_place]),
    )


def _texts(names: Sequence[str], kind: int, run: Kernels) -> tuple[list[str], NDArray[np.int64]]:
    """Names in ASCII, NUL for those left to `read`, then those that run on taken apart; and of which name each is."""
    foreign = [i for i, name in enumerate(names) if not name.isascii()]
    texts = list(names)
    for i in foreign:
        texts[i] = in_ascii(names[i])
    more: list[str] = []
    owner = list(range(len(names)))
    for i in sorted({*foreign, *_unusual(texts, kind, run)}):
        text, name = texts[i], names[i]
        if not text or len(text) > LONGEST or run_together(name, kind):
            texts[i] = "\0"
        elif kind != SHIP and runs_on(name):
            if apart := apart_at_capitals(text):
                more.append(apart)
                owner.append(i)
            texts[i] = text.lower()
    return texts + more, np.array(owner, np.int64)


def _unusual(texts: Sequence[str], kind: int, run: Kernels) -> list[int]:
    """Which texts in ASCII are long, or may run on or hold initials run together."""
    at = _offsets(texts)
    found = np.diff(at) > LONGEST
    run.unusual(np.frombuffer("".join(texts).encode() or b"\0", np.uint8), at, kind, found)
    return [int(i) for i in np.flatnonzero(found)]


def _offsets(texts: Sequence[str]) -> NDArray[np.int64]:
    at = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=at[1:])
    return at


def _make_room(met: Met, letters: int) -> None:
    """Room for the words of names of so many letters in all."""
    old, words = met.written, met.written_words
    slots = old.slots
    if len(slots) < 2 * (words + letters):
        texts = (old.text[old.at[w] : old.at[w + 1]].tobytes().decode() for w in range(words))
        slots = slotted(1 << (4 * (words + letters)).bit_length(), map(hash_of, texts))
    met.written = Written(
        roomy(old.text, int(old.at[words]) + 3 * letters), roomy(old.at, words + letters + 1), slots, old.bits, old.place,
        old.place_at, old.mended, old.mended_at,
    )  # fmt: skip


def _tell(met: Met, stock: Stock, before: int, run: Kernels) -> None:
    """What the written words are that were met since."""
    old, words, kind = met.written, met.written_words, stock.kind
    if words == before:
        return
    slip = np.zeros(words - before, np.bool_)
    rooms = np.empty(ROOMS, np.uint8)
    if kind == FIRM:
        run.slipped(old.text, old.at, before, words, MISSPELT_FROM, sounds(), slips(), rooms, slip)
    at = old.at[before : words + 1]
    flags = np.empty(words - before, np.int32)
    run.tell(old.text, at, slip, kind, world(kind), sounds(), rooms, flags)
    odd = np.flatnonzero(flags < 0).tolist()
    told = [written_as(old.text[at[i] : at[i + 1]].tobytes().decode(), kind, slips=bool(slip[i])) for i in odd]
    bits, many = np.zeros(words - before, np.uint8), np.ones(words - before, np.int64)
    bits[odd], many[odd] = [one.bits for one in told], [len(one.places) for one in told]
    single = numbered(met, stock, run, Given(old.text, at, flags, old.text, at))
    place = np.repeat(single, many)
    place[np.repeat(flags < 0, many)] = numbered(met, stock, run, given_of([p for one in told for p in one.places]))
    slipped = np.zeros(words - before, np.int64)
    slipped[odd] = [len(one.mended) for one in told]
    mended = numbered(met, stock, run, given_of([p for one in told for p in one.mended]))
    met.written = Written(
        old.text, old.at, old.slots, ended(old.bits, before, bits),
        *_ended(before, old.place, old.place_at, place, many), *_ended(before, old.mended, old.mended_at, mended, slipped),
    )  # fmt: skip


def _ended(
    before: int, old: NDArray[np.int32], old_at: NDArray[np.int32], found: NDArray[np.int32], many: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Places and their offsets with those of new words after them, of which each has so many."""
    n = int(old_at[before])
    at = ended(old_at, before + 1, (np.cumsum(many) + n).astype(np.int32))
    return ended(old, n, found), at
