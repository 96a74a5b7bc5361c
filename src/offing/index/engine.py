"""The matcher's face: build it from listed names, ask it names, get scored hits; ask why, get the pairs of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from offing.index.align import FACTS
from offing.index.ask import ask, soften
from offing.index.candidates import KEPT
from offing.index.fast import Kernels, kernels
from offing.index.near import Costs, costs
from offing.index.shelf import Stock, stock
from offing.index.weigh import score
from offing.index.words import FIRM, PERSON, SHIP, Reading, read

PARTY = 3
"""Kind of a name that may be a person's or a firm's."""
_KINDS = {PERSON: (PERSON,), FIRM: (FIRM,), SHIP: (SHIP,), PARTY: (PERSON, FIRM)}
_AT_ONCE = 4000
FEW = 400
"""Words asked of one kind from which loading the compiled kernels pays: some fifty names, half a second."""


@dataclass(frozen=True, slots=True)
class Match:
    """A listed name (position among those given to `build`) with its score (0 to 1) and the kind it was compared as."""

    position: int
    score: float
    kind: int
    listed: int


@dataclass(frozen=True, slots=True)
class Engine:
    """Built names. `match` is the whole of its use; it keeps no state between calls."""

    stocks: dict[int, Stock]
    cost: Costs
    compiled: bool = True

    def kernels(self, held: Stock, more: int = 0) -> Kernels:
        """The plain kernels while few words were asked (they need no loading), then the compiled ones; same answers."""
        return kernels(compiled=self.compiled and held.mark + more > FEW)

    def match(self, names: Sequence[str], kinds: Sequence[int], *, least: float = 0.0) -> list[list[Match]]:
        """For each name its matches of at least that score, best first, one for each listed name."""
        found: list[dict[int, Match]] = [{} for _ in names]
        for kind, held in self.stocks.items():
            items: list[tuple[int, Reading]] = []
            for i, name in enumerate(names):
                if kind in _KINDS[kinds[i]]:
                    items.extend((i, reading) for reading in read(name, kind, asked=True) if reading.words)
            for at in range(0, len(items), _AT_ONCE):
                self._match(held, items[at : at + _AT_ONCE], least, found)
        return [sorted(f.values(), key=lambda m: (-m.score, m.position)) for f in found]

    def _match(
        self, held: Stock, items: list[tuple[int, Reading]], least: float, found: list[dict[int, Match]]
    ) -> None:
        if not held.size:
            return
        asked = ask(held, items)
        alike = asked.room()
        run = self.kernels(held, len(asked.words))
        run.expand(asked.packed, asked.probes, held.packed, held.table, self.cost, held.seen, held.mark, alike)
        soften(asked, alike, held)
        n = len(items)
        names = np.zeros((n, KEPT), np.int32)
        facts = np.zeros((n, KEPT, len(FACTS)), np.float64)
        kept = np.zeros(n, np.int32)
        run.match_all(
            asked.batch,
            alike,
            asked.packed,
            held.packed,
            held.shelf,
            self.cost,
            held.scratch,
            held.mark,
            names,
            facts,
            kept,
        )
        held.mark += max(n, len(asked.words)) + 1
        rows = np.arange(KEPT)[None, :] < kept[:, None]
        which = np.repeat(np.arange(n), kept)
        scores = score(facts[rows], held.kind)
        good = scores >= least
        for q, name, value in zip(which[good].tolist(), names[rows][good].tolist(), scores[good].tolist(), strict=True):
            best = found[items[q][0]]
            for position in held.owners[held.owner_at[name] : held.owner_at[name + 1]].tolist():
                old = best.get(position)
                if old is None or old.score < value:
                    best[position] = Match(position, value, held.kind, name)


def build(names: Sequence[tuple[str, int]], *, compiled: bool = True) -> Engine:
    """From (name, kind) of every listed name; a hit's `position` is the place in `names`."""
    stocks = {}
    for kind in (PERSON, FIRM, SHIP):
        read_names = [
            (i, reading)
            for i, (name, k) in enumerate(names)
            if kind in _KINDS[k]
            for reading in read(name, kind)
            if reading.words
        ]
        stocks[kind] = stock(kind, read_names)
    return Engine(stocks, costs(), compiled)
