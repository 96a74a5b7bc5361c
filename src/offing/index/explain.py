"""Why two names were found alike: the pairs of words, what is left over, and how much of the weight agrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from offing.index.candidates import Batch
from offing.index.desk import MOST_PAIRS
from offing.index.differs import Asked
from offing.index.engine import Engine, Match
from offing.index.facts import FACTS
from offing.index.glossary import GENERIC, LEGAL, STOP, TITLE
from offing.index.laying import AT_LIKE, AT_PLACE, AT_UNIT, AT_WEIGHT
from offing.index.stock import Stock
from offing.index.weigh import curves, log_odds
from offing.index.words import Reading, read
from offing.index.written import as_written

_SILENT = LEGAL | GENERIC | STOP | TITLE


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the name asked beside words of the listed one, as they are compared. `likeness` 0 to 1; `weight` of the listed
    words, 0 to 1 each. `written`: both as their names write them.
    """

    asked: str
    listed: str
    likeness: float
    weight: float
    written: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Explained:
    """`cover` is the share of weight of the poorer covered name that agrees; `parts` the log-odds that made the score.

    Words that only one name has stand as it writes them.
    """

    pairs: tuple[Pair, ...]
    only_asked: tuple[str, ...]
    only_listed: tuple[str, ...]
    cover: float
    facts: NDArray[np.float64] = field(compare=False, repr=False)
    kind: int

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        return curves(self.facts, self.kind)


def explain(engine: Engine, name: str, listed: str, match: Match) -> Explained:
    """The best laying of `name` on the listed name of `match`, whose text is `listed`."""
    return explain_all(engine, [Asked(name, listed, match)])[0]


def explain_all(engine: Engine, asked: Sequence[Asked]) -> list[Explained]:
    """As `explain`, of many: the names of a kind are taken up together."""
    found: dict[int, Explained] = {}
    for kind, held in engine.stocks.items():
        own = [i for i, one in enumerate(asked) if one.match.kind == kind]
        ours = [read(asked[i].name, kind, asked=True) for i in own]
        if not own:
            continue
        batch = engine.batch(held, [reading for some in ours for reading in some])
        q = 0
        for i, some in zip(own, ours, strict=True):
            theirs = _listed(held, asked[i])
            laid = [_lay(engine, held, batch, q + k, reading, theirs, asked[i]) for k, reading in enumerate(some)]
            q += len(some)
            odds = log_odds(np.concatenate([e.facts for e in laid]), kind) if len(laid) > 1 else np.zeros(1)
            found[i] = laid[int(np.argmax(odds))]
    return [found[i] for i in range(len(asked))]


def _listed(held: Stock, asked: Asked) -> Reading:
    """The reading of the listed name that was met."""
    at = held.shelf.name_at
    words = tuple(held.word(w) for w in held.shelf.words[at[asked.match.listed] : at[asked.match.listed + 1]])
    known = (r for r in read(asked.listed, held.kind) if r.words == words)
    return next(known, Reading(words, (0,) * len(words), words))


def _lay(engine: Engine, held: Stock, batch: Batch, q: int, ours: Reading, theirs: Reading, asked: Asked) -> Explained:
    room = engine.room(held)
    met, on = room.met, room.desk
    row: NDArray[np.float64] = np.zeros(len(FACTS))
    n = engine.kernels(held).lay(
        batch, q, met.alike, met.rarity, met.words, held.packed, held.shelf, asked.match.listed, engine.cost, on, row
    )
    first, texts = int(batch.at[q]), (asked.name, asked.listed)
    out: list[Pair] = []
    used_ours: set[int] = set()
    used_theirs: set[int] = set()
    for p in on.picked[:n].tolist():
        unit, place = int(on.pairs[p, AT_UNIT]), int(on.pairs[p, AT_PLACE])
        start = int(batch.start[first + unit])
        own = range(start, start + int(batch.length[first + unit]))
        other = range(place - MOST_PAIRS, place - MOST_PAIRS + 2) if place >= MOST_PAIRS else range(place, place + 1)
        used_ours.update(own)
        used_theirs.update(other)
        our_words, their_words = [ours.plain[i] for i in own], [theirs.plain[j] for j in other]
        our_text, their_text = " ".join(our_words), " ".join(their_words)
        if not all(theirs.flags[j] & _SILENT for j in other):
            out.append(
                Pair(
                    our_text,
                    their_text,
                    round(float(on.pairs[p, AT_LIKE]), 3),
                    round(float(on.pairs[p, AT_WEIGHT]), 3),
                    (as_written(texts[0], our_words, held.kind), as_written(texts[1], their_words, held.kind)),
                )
            )
    total, left = float(row[0] + row[1]), max(float(row[2]), float(row[3]))
    return Explained(
        tuple(out),
        _left(ours, used_ours, texts[0], held.kind),
        _left(theirs, used_theirs, texts[1], held.kind),
        round(total / (total + left), 3) if total else 0.0,
        row[None, :],
        held.kind,
    )


def _left(name: Reading, used: set[int], text: str, kind: int) -> tuple[str, ...]:
    """Words that have no partner and weigh something, as the name writes them."""
    left = (i for i in range(len(name.words)) if i not in used and not name.flags[i] & _SILENT)
    return tuple(as_written(text, [name.plain[i]], kind) for i in left)
