"""The entries of a View that are in arrays and in the index file: an entry's text is read when it is asked for.

What is not in the index (bundled tables, the user's own lists) has its text here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from os import getpid
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.errors import StoreError
from offing.index.keep import Version, reader
from offing.index.texts import Texts, joined, texts_of
from offing.index.view import Held, InForce, body_of


class Entries(NamedTuple):
    """One row an entry: number of its list and of the version cited, row of the index (-1: the text is in `body`), hash of
    the text, runs (first and last version, `run_at` offsets)."""

    source: NDArray[np.int32]
    cited: NDArray[np.int32]
    span: NDArray[np.int64]
    entry: Texts
    digest: Texts
    at: Texts
    body: Texts
    run: NDArray[np.int32]
    run_at: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Source:
    """A list of which entries are held: its versions by day. `timeless` as in `Held`."""

    name: str
    versions: tuple[Version, ...]
    timeless: bool = False

    @property
    def dates(self) -> tuple[date, ...]:
        return tuple(v.dated for v in self.versions)


def entries_of(found: Sequence[tuple[int, InForce, str]]) -> Entries:
    """From (number of the list, entry, its text or nothing where the index has it)."""
    rows = [x for _, x, _ in found]
    run_at = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([2 * len(x.runs) for x in rows], out=run_at[1:])
    return Entries(
        np.array([s for s, _, _ in found], np.int32), np.array([x.cited for x in rows], np.int32),
        np.array([x.span for x in rows], np.int64), texts_of([x.entry for x in rows]), texts_of([x.digest for x in rows]),
        texts_of([x.at for x in rows]), texts_of([b for _, _, b in found]),
        np.array([v for x in rows for run in x.runs for v in run], np.int32), run_at,
    )  # fmt: skip


def standing_on(entries: Entries, sources: Sequence[Source], day: date) -> NDArray[np.bool_]:
    """[entries] which stand in the version in force on a day; all of a list that has no version so old, or no versions."""
    last = [-1 if s.timeless else max((i for i, d in enumerate(s.dates) if d <= day), default=-1) for s in sources]
    pairs = entries.run.reshape(-1, 2)
    owner = np.repeat(np.arange(len(entries.source)), np.diff(entries.run_at) // 2)
    at = np.array(last, np.int64)[entries.source[owner]]
    there = (at < 0) | ((pairs[:, 0] <= at) & (at <= pairs[:, 1]))
    return np.bincount(owner, there, len(entries.source)) > 0


def followed_by(one: Entries, other: Entries) -> Entries:
    """Both, one after the other."""
    return Entries(
        np.concatenate([one.source, other.source]), np.concatenate([one.cited, other.cited]),
        np.concatenate([one.span, other.span]), joined(one.entry, other.entry), joined(one.digest, other.digest),
        joined(one.at, other.at), joined(one.body, other.body), np.concatenate([one.run, other.run]),
        np.concatenate([one.run_at, one.run_at[-1] + other.run_at[1:]]),
    )  # fmt: skip


@dataclass(eq=False, slots=True)
class Stored:
    """Entries by position, as `Held`: a `Holding`."""

    entries: Entries
    sources: tuple[Source, ...]
    index: Path | None
    _read: dict[int, Held] = field(default_factory=dict)
    _readers: dict[int, sqlite3.Connection] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __len__(self) -> int:
        return len(self.entries.source)

    def __iter__(self) -> Iterator[Held]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, position: int, /) -> Held:
        if not -len(self) <= position < len(self):
            raise IndexError(position)
        position %= len(self)
        found = self._read.get(position)
        if found is None:
            found = self._read[position] = self._held(position)
        return found

    def key(self, position: int) -> tuple[str, str]:
        """The list and the entry, without its text."""
        return self.sources[self.entries.source[position]].name, self.entries.entry.text(position)

    def body(self, position: int) -> str:
        """The text of an entry. Raises StoreError where it is not what was stored."""
        entries = self.entries
        span = int(entries.span[position])
        if span < 0:
            return entries.body.text(position)
        name = self.sources[entries.source[position]].name
        try:
            with self._lock:
                db = self._readers.get(getpid())
                if db is None:  # a process that was forked may not read by its parent's connection, nor close it
                    db = self._readers[getpid()] = reader(Path(str(self.index)))
                return body_of(db, span, entries.digest.text(position), entries.entry.text(position), name)
        except sqlite3.Error as error:
            hint = "Delete it and run `offing update`"
            raise StoreError(f"the index cannot be read: {error}", where=str(self.index), hint=hint) from error

    def _held(self, position: int) -> Held:
        entries = self.entries
        source = self.sources[entries.source[position]]
        run = entries.run[entries.run_at[position] : entries.run_at[position + 1]].tolist()
        return Held(
            source.name, entries.entry.text(position), self.body(position), entries.at.text(position),
            source.versions[entries.cited[position]], tuple(zip(run[::2], run[1::2], strict=True)), source.dates,
            source.timeless,
        )  # fmt: skip
