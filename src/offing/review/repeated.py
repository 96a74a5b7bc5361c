"""A near name of a party is told once, where the book keeps the party, and not again on every row that names it.

An equal name or a number is told on each row with its date: a dealing with a listed party is one each time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from offing.book.model import Row
from offing.review.finding import Finding
from offing.review.mentions import PartyMention
from offing.review.screening import Screened

Rows = Mapping[tuple[str, int], Counter[str]]
"""Sheet and number of a party's row → how many rows of each sheet name the party."""


def told_once(found: Sequence[Screened]) -> tuple[list[Screened], Rows]:
    """What is left to tell, and the rows that the party's own stands for."""
    at_home = {(_place(s.mention.row), s.hit.position) for s in found if _home(s) is s.mention.row}
    left: list[Screened] = []
    rows: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
    for one in found:
        home = _home(one)
        near = one.hit.via == "name" and not one.hit.exact and one.strength in ("possible", "weak")
        if near and home is not None and home is not one.mention.row and (_place(home), one.hit.position) in at_home:
            rows[_place(home)].add(_place(one.mention.row))
        else:
            left.append(one)
    return left, {home: Counter(sheet for sheet, _ in sorted(those)) for home, those in rows.items()}


def with_rows(finding: Finding, rows: Rows) -> Finding:
    """The finding on a party's row, with the rows that it stands for."""
    more = rows.get((finding.subject.sheet, finding.subject.row))
    if not more:
        return finding
    told = ", ".join(f"{sheet} {many}" for sheet, many in more.items())
    return replace(finding, says=f"{finding.says} So named in {more.total()} further rows of the book: {told}.")


def _home(one: Screened) -> Row | None:
    return one.mention.party if isinstance(one.mention, PartyMention) else None


def _place(row: Row) -> tuple[str, int]:
    return row.sheet, row.number
