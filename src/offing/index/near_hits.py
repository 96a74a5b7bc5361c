"""What the matcher answers to many names, as marks: the same mark, and the name is answered the same."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.stored import Stored
from offing.index.view import Held, View

_AT_ONCE = 20_000
_PLACES = 7
"""Decimals of a score that count: sums in another order differ by less."""


class Hits(NamedTuple):
    """Of each name a mark of all its near listed names (0: there are none); and entries, by mark, each with a name that is near
    one of its names, ascending."""

    marks: NDArray[np.uint64]
    entry: NDArray[np.uint64]
    name: NDArray[np.int32]

    def near(self, entries: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The names that are near one of these entries'."""
        return np.unique(self.name[np.isin(self.entry, entries)]).astype(np.int64)


def renewed_hits(before: Hits, which: NDArray[np.int64], now: Hits) -> Hits:
    """Hits in which the names `which` are answered as `now` says, numbered from 0 there."""
    marks = before.marks.copy()
    marks[which] = now.marks
    stay = ~np.isin(before.name, which)
    entry, name = np.concatenate([before.entry[stay], now.entry]), np.concatenate([before.name[stay], which[now.name]])
    order = np.lexsort((name, entry))
    return Hits(marks, entry[order], name[order].astype(np.int32))


def entry_mark(dataset: str, entry: str) -> int:
    """A number for an entry, as text of a list."""
    return int.from_bytes(
        blake2b(f"{dataset}\0{entry}".encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
    )


def _key(held: Held) -> tuple[str, str]:
    return held.dataset, held.entry


def hits_of(view: View, asked: Sequence[tuple[str, int]], least: float) -> Hits:
    """Names, each with the kind it is compared as, against all listed names from that score on."""
    roll, held = view.listed.roll, view.held
    entries: dict[int, int] = {}
    marks = np.zeros(len(asked), np.uint64)
    pairs: dict[tuple[int, int], None] = {}
    for first in range(0, len(asked), _AT_ONCE):
        some = asked[first : first + _AT_ONCE]
        found = view.listed.engine.match([n for n, _ in some], [k for _, k in some], least=least)
        for i, hits in enumerate(found, start=first):
            if not hits:
                continue
            digest = blake2b(digest_size=8)
            for hit in hits:
                row = roll.row(hit.position)
                if row.position not in entries:
                    dataset, entry = held.key(row.position) if isinstance(held, Stored) else _key(held[row.position])
                    entries[row.position] = entry_mark(dataset, entry)
                mark = entries[row.position]
                pairs[mark, i] = None
                told = f"{mark} {row.kind} {hit.kind} {hit.cover} {hit.score:.{_PLACES}f} {row.text}\0"
                digest.update(told.encode("utf-8", "surrogatepass"))
            marks[i] = int.from_bytes(digest.digest(), "little") | 1
    ordered = sorted(pairs)
    return Hits(marks, np.array([e for e, _ in ordered], np.uint64), np.array([n for _, n in ordered], np.int32))
