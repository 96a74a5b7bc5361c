"""Which names are asked of the matcher again: all that it answers otherwise are among them."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from offing.build import open_lists
from offing.index.engine import PARTY
from offing.index.keep import opened
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.moved import moved, print_of
from offing.index.near_again import names_again
from offing.index.near_hits import hits_of, renewed_hits
from offing.index.near_units import units_of, vocabulary_of
from offing.index.view import View
from offing.settings import Home
from tests.watch.world import PEOPLE, TRADES, WORDS, load, versions

LEAST = 0.3


def asked(rng: random.Random) -> list[tuple[str, int]]:
    """Names of all kinds, of the words of the lists and of words a slip from them, some run together."""

    def word() -> str:
        own = rng.choice((*WORDS, *TRADES, *" ".join(PEOPLE).split()))
        at = rng.randrange(len(own))
        return rng.choice((own, own, own[:at] + "x" + own[at + 1 :], own[:at] + own[at + 1 :]))

    def name() -> str:
        return rng.choice((" ", " ", " ", "")).join(word() for _ in range(rng.choice((1, 2, 2, 3, 4))))

    kinds = (PERSON, FIRM, SHIP, PARTY)
    return list(dict.fromkeys((name(), rng.choice(kinds)) for _ in range(400)))


@pytest.mark.parametrize("seed", range(6))
def test_all_that_are_answered_otherwise_are_asked_again(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    home, names = Home(tmp_path), asked(rng)
    before: View | None = None
    fewer = 0
    for day, entities in versions(rng, 150, 6, lambda: rng.choice((0, 1, 2))):
        load(home, day, entities)
        view = open_lists(home, day).view
        if before is not None:
            engine, was = view.listed.engine, before.listed.engine
            units = {k: units_of(was, k, names) for k in was.stocks}
            window = (before.as_of, day) if before.as_of != day else None
            with opened(home.index, to_read=True) as db:
                change = moved(print_of(before), print_of(view), view.listed.roll, window, db)
            which = np.unique(np.concatenate([
                names_again(engine, k, units[k], vocabulary_of(was.stocks[k]), change.gone, change.rows)[0]
                for k in engine.stocks
            ]))  # fmt: skip
            old, now = hits_of(before, names, LEAST), hits_of(view, names, LEAST)
            other = np.flatnonzero(old.marks != now.marks)
            assert set(other.tolist()) <= set(which.tolist()), [names[i] for i in set(other) - set(which)][:5]
            some = renewed_hits(old, which, hits_of(view, [names[i] for i in which], LEAST))
            assert [a.tolist() for a in some] == [b.tolist() for b in now]
            fewer += len(which) < len(names)
        before = view
    assert fewer, "in some version not all are asked"
