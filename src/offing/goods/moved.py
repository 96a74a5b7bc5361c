"""Codes that changed between revisions of the Harmonized System, as far as they matter to a measure: a small table with sources.

At two and four digits, on which nearly all measures rest, little moved: chapters 25 to 27 did not change in 2022 at all
(consumerelectronicsdaily.com, part 8 of its summary of the US tariff of 2022). A book's revision is not known, so that both
readings of a code are looked at, and what is found by the other one is never sure.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from offing.goods.tables import DATA


@dataclass(frozen=True, slots=True)
class Moved:
    """A code that is another one in the nomenclature before or after the revision of a year."""

    code: str
    other: str
    year: int
    confirmed: bool

    @property
    def why(self) -> str:
        """`HS 271011, which is HS 271012 in another revision of the nomenclature (2012)`."""
        doubt = "" if self.confirmed else "; from memory, not confirmed"
        return f"HS {self.code}, which is HS {self.other} in another revision of the nomenclature ({self.year}{doubt})"


def moved(code: str) -> tuple[Moved, ...]:
    """The codes of other revisions for goods under a code of as many digits as the table's, or more; () for most."""
    found = []
    for old, new, year, confirmed in _table():
        for here, there in ((old, new), (new, old)):
            if code.startswith(here):
                found.append(Moved(code, there, year, confirmed))
    return tuple(found)


@cache
def _table() -> tuple[tuple[str, str, int, bool], ...]:
    rows = csv.DictReader((DATA / "moved.csv").read_text(encoding="utf-8").splitlines())
    return tuple((r["old"], r["new"], int(r["revision"]), r["confidence"] == "high") for r in rows)
