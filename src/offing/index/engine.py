"""The matcher's face: build it from listed names, ask it names, get scored hits; ask why, get the pairs of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import local
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import KEPT, Batch
from offing.index.facts import FACTS, LEFT_ALIKE
from offing.index.fast import Kernels, kernels
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.look_over import look_over, read_each
from offing.index.met import MOST_MET, look_up, met_of, numbered, of_readings, take
from offing.index.near import Costs, costs
from offing.index.steady import steady
from offing.index.steps import stepped
from offing.index.stock import Room, Stock, room_of, stock
from offing.index.weigh import may_reach, score
from offing.index.words import Reading, read

PARTY = 3
"""Kind of a name that may be a person's or a firm's."""
KINDS_OF = {PERSON: (PERSON,), FIRM: (FIRM,), SHIP: (SHIP,), PARTY: (PERSON, FIRM)}
_AT_ONCE = 4000
_MANY = 100
"""Names asked together from which searches for garbage are put off."""
FEW = 400
"""Words asked of one kind from which loading the compiled kernels pays: some fifty names, half a second."""


class Match(NamedTuple):
    """A listed name (position among those given to `build`) with its score (0 to 1) and the kind it was compared as.

    `cover` is the share of weight of the poorer covered of the two names that agrees. `listed` is its place in the
    stock of the kind.
    """

    position: int
    score: float
    kind: int
    listed: int
    cover: float = 1.0


class Laid(NamedTuple):
    """Readings laid on listed names: [n] the reading, the listed name in the stock, and its FACTS [n, facts]."""

    reading: NDArray[np.int64]
    name: NDArray[np.int32]
    facts: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Engine:
    """Built names by kind. `match` is the whole of its use; threads may share one engine."""

    stocks: dict[int, Stock]
    cost: Costs = field(default_factory=costs)
    compiled: bool = True
    rooms: local = field(default_factory=local, compare=False, repr=False)

    def room(self, held: Stock) -> Room:
        """This thread's room for sums on a stock."""
        found: Room | None = self.rooms.__dict__.get(str(id(held)))
        if found is None:
            found = self.rooms.__dict__[str(id(held))] = room_of(held)
        return found

    def kernels(self, held: Stock, more: int = 0) -> Kernels:
        """The plain kernels while few words were asked (they need no loading), then the compiled ones; same answers."""
        return kernels(compiled=self.compiled and self.room(held).mark + more > FEW)

    def match(self, names: Sequence[str], kinds: Sequence[int], *, least: float = 0.0) -> list[list[Match]]:
        """For each name its matches of at least that score, best first, one for each listed name."""
        with steady(len(names) >= _MANY):
            return self._matched(names, kinds, least)

    def _matched(self, names: Sequence[str], kinds: Sequence[int], least: float) -> list[list[Match]]:
        found: list[_Found] = []
        for kind, held in self.stocks.items():
            asked_as = {k for k, own in KINDS_OF.items() if kind in own}
            items = [i for i, k in enumerate(kinds) if k in asked_as]
            for at in range(0, len(items), _AT_ONCE):
                some = items[at : at + _AT_ONCE]
                item, batch = self._read(held, [names[i] for i in some])
                found.append(_scored(held, np.array(some, np.int64)[item], *self._weighed(held, batch, least), least))
        return _by_name(found, len(names))

    def _read(self, held: Stock, names: Sequence[str]) -> tuple[NDArray[np.int64], Batch]:
        """The readings of names, and of which name each is."""
        room = self._ready(held)
        if len(names) < _MANY:
            item, at, place = read_each(room.met, held, names, range(len(names)), self.kernels(held))
        else:
            item, at, place = look_over(room.met, held, names, self.kernels(held, FEW))
        return item, self._taken(held, room, at, place)

    def _ready(self, held: Stock) -> Room:
        room = self.room(held)
        if room.met.units > MOST_MET:
            room.met = met_of(held.kind)
        return room

    def lay_all(self, kind: int, readings: Sequence[Reading]) -> Laid:
        """Readings laid on their candidates among the names of a kind."""
        held = self.stocks[kind]
        return self._lay(held, self.batch(held, readings), len(readings), wholly=True)

    def batch(self, held: Stock, readings: Sequence[Reading]) -> Batch:
        """Readings as units; what the units are like among the words of a stock is then known to this thread's room."""
        room = self._ready(held)
        place = numbered(room.met, held, self.kernels(held), of_readings(readings))
        at = np.zeros(len(readings) + 1, np.int64)
        np.cumsum([len(r.words) for r in readings], out=at[1:])
        return self._taken(held, room, at, place)

    def _taken(self, held: Stock, room: Room, at: NDArray[np.int64], place: NDArray[np.int32]) -> Batch:
        met, run = room.met, self.kernels(held, len(place))
        named = take(met, held, at, place, run)
        look_up(met, held, run, self.cost, room)
        return met.batch(named)

    def _weighed(self, held: Stock, batch: Batch, least: float) -> tuple[Laid, NDArray[np.float64]]:
        """Readings laid on their candidates, and the scores, those of at least that score true."""
        laid = self._lay(held, batch, len(batch.words), wholly=False)
        if not len(laid.facts):
            return laid, np.zeros(0)
        names = stepped(held.names)
        rows = may_reach(laid.facts, held.kind, names, least)
        scores = np.full(len(laid.facts), -1.0)
        scores[rows] = score(laid.facts[rows], held.kind, names)
        left = np.flatnonzero((scores >= least) & (laid.facts[:, LEFT_ALIKE] > 0))
        if len(left):
            room = self.room(held)
            self.kernels(held).finish(
                batch, room.met.alike, room.met.rarity, room.met.words, held.packed, held.shelf, self.cost, room.desk, left,
                laid.reading, laid.name, laid.facts,
            )  # fmt: skip
            scores[left] = score(laid.facts[left], held.kind, names)
        return laid, scores

    def _lay(self, held: Stock, batch: Batch, n: int, *, wholly: bool) -> Laid:
        room = self.room(held)
        names = np.empty(n * KEPT, np.int32)
        facts = np.empty((n * KEPT, len(FACTS)), np.float64)
        kept = np.zeros(n, np.int32)
        made = 0
        if held.names:
            made = self.kernels(held).match_all(
                batch, room.met.alike, room.met.rarity, room.met.words, held.packed, held.shelf, self.cost, room.scratch,
                room.mark, room.desk, wholly, names, facts, kept,
            )  # fmt: skip
        room.mark += n + 1
        return Laid(np.repeat(np.arange(n), kept), names[:made], facts[:made])


class _Found(NamedTuple):
    """Hits as columns: the name asked, the position found, and what a Match tells of it."""

    asked: NDArray[np.int64]
    position: NDArray[np.int32]
    score: NDArray[np.float64]
    kind: NDArray[np.int64]
    name: NDArray[np.int32]
    cover: NDArray[np.float64]


def _scored(held: Stock, item: NDArray[np.int64], laid: Laid, scores: NDArray[np.float64], least: float) -> _Found:
    """The good hits, one for each owner of a listed name."""
    good = np.flatnonzero(scores >= least)
    name = laid.name[good]
    many = np.diff(held.owner_at)[name]
    row = np.repeat(good, many)
    step = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
    owner = held.owners[np.repeat(held.owner_at[name], many) + step]
    kind = np.full(len(row), held.kind, np.int64)
    return _Found(item[laid.reading[row]], owner, scores[row], kind, laid.name[row], cover(laid.facts[row]))


def _by_name(found: Sequence[_Found], names: int) -> list[list[Match]]:
    """The best hit on each position, best first."""
    out: list[list[Match]] = [[] for _ in range(names)]
    if not found:
        return out
    every = _Found(*(np.concatenate(column) for column in zip(*found, strict=True)))
    order = np.lexsort((every.position, -every.score, every.asked))
    pairs = (every.asked[order] << 32) | every.position[order]
    _, first = np.unique(pairs, return_index=True)
    order = order[np.sort(first)]
    columns = [column[order].tolist() for column in every]
    for asked, *match in zip(*columns, strict=True):
        out[asked].append(Match._make(match))
    return out


def cover(facts: NDArray[np.float64]) -> NDArray[np.float64]:
    """[n, facts] → [n] share of weight that agrees, of the name with more left over."""
    total = facts[:, 0] + facts[:, 1]
    return np.asarray(np.round(total / np.maximum(total + np.maximum(facts[:, 2], facts[:, 3]), 1e-9), 3), np.float64)


def readings(names: Sequence[tuple[str, int]], owners: Sequence[int], kind: int) -> Iterator[tuple[int, Reading]]:
    """(owner, reading) of the names that are of that kind, or may be."""
    for owner, (name, its) in zip(owners, names, strict=True):
        if kind in KINDS_OF[its]:
            yield from ((owner, reading) for reading in read(name, kind) if reading.words)


def engine_over(
    names: Sequence[tuple[str, int]], owners: Sequence[int], live: NDArray[np.bool_] | None = None
) -> Engine:
    """From (name, kind) of every listed name; a hit's `position` is its owner's number. `live` as in `stock`."""
    return Engine({k: stock(k, readings(names, owners, k), live) for k in (PERSON, FIRM, SHIP)})


def build(names: Sequence[tuple[str, int]], *, compiled: bool = True) -> Engine:
    """From (name, kind) of every listed name; a hit's `position` is the place in `names`."""
    return replace(engine_over(names, range(len(names))), compiled=compiled)
