"""The names and numbers of a View, with the matcher over them: read from the entries' texts, or as a file had them ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from offing.index.roll import NOBODY, PARTIES, SHIPS, Roll, Rows, read_bodies, roll_of

if TYPE_CHECKING:
    from offing.index.engine import Engine


def built(roll: Roll, live: NDArray[np.bool_] | None = None) -> Engine:
    """The matcher over all names of a roll; positions are its rows. Words are weighed by the names of `live` rows (None: all)."""
    from offing.index.engine import engine_over  # the matcher's tables are read only where a near name is asked for

    rows = np.flatnonzero(roll.rows.group != NOBODY).tolist()
    return engine_over(named(roll.rows, roll.codes, rows), rows, live)


def named(held: Rows, words: Sequence[str], rows: Iterable[int]) -> list[tuple[str, int]]:
    """(name, kind for the matcher) of rows, whose codes are for these words."""
    from offing.index.engine import PARTY
    from offing.index.kinds import FIRM, PERSON, SHIP

    kinds = {"Person": PERSON, "LegalEntity": PARTY}
    codes = [kinds.get(c, FIRM) for c in words]
    return [(held.text.text(i), SHIP if held.group[i] == SHIPS else codes[held.schema[i]]) for i in rows]


@dataclass(eq=False)
class Listed:
    """A roll, and the matcher made for it when a near name is first asked for; `then` is told of it."""

    roll: Roll
    make: Callable[[Roll], Engine] = built
    then: Callable[[Engine], None] = lambda _: None

    @cached_property
    def sums(self) -> dict[int, NDArray[np.int64]]:
        """What tells that a name is equal to none of a group (`equals.py`)."""
        from offing.index.equals import listed_sums

        return {group: listed_sums(self.roll.rows, group) for group in (PARTIES, SHIPS)}

    @cached_property
    def engine(self) -> Engine:
        found = self.make(self.roll)
        self.then(found)
        return found


def listed_of(bodies: Iterable[str]) -> Listed:
    """From the texts of entries, by position."""
    codes: dict[str, int] = {}
    rows, numbers = read_bodies(enumerate(bodies), codes)
    return Listed(roll_of(rows, numbers, codes))
