"""Each ship of the book once: her rows of the vessels sheet in time, her voyages and papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from offing.book.model import Row
from offing.review.mentions import Mentions, ShipMention
from offing.review.papers import first_day


@dataclass(frozen=True, slots=True)
class Hull:
    """One ship: by her IMO number where she has one, else by her row. `rows` and `voyages` are in time, undated ones last."""

    rows: tuple[Row, ...]
    voyages: tuple[Row, ...]
    papers: tuple[Row, ...]

    @property
    def row(self) -> Row:
        """The latest row: where a finding on the ship stands."""
        return self.rows[-1] if not any(r.dates.keys() & _TIMES for r in self.rows) else self.dated[-1]

    @property
    def dated(self) -> tuple[Row, ...]:
        """Rows that tell a time."""
        return tuple(r for r in self.rows if r.dates.keys() & _TIMES)

    @property
    def label(self) -> str:
        return self.row["name"] or self.row.label


_TIMES = {"from", "to"}


def hulls(mentions: Mentions) -> tuple[Hull, ...]:
    """The ships of the vessels sheet, in its order."""
    rows: dict[object, list[Row]] = {}
    voyages: dict[object, list[Row]] = {}
    papers: dict[object, list[Row]] = {}
    into = {"vessels": rows, "voyages": voyages, "documents": papers}
    for one in mentions.ships:
        if one.row.sheet in into and (known := _ship(one)):
            into[one.row.sheet].setdefault(known, []).append(one.row)
    return tuple(
        Hull(_in_time(own, "from", "to"), _in_time(voyages.get(known, ()), "load_date"), tuple(papers.get(known, ())))
        for known, own in rows.items()
    )


def _ship(one: ShipMention) -> object:
    """Her number, else the place of her row; nothing where neither is known."""
    if one.imo:
        return one.imo
    return (one.vessel.number, one.vessel.file) if one.vessel is not None else None


def _in_time(rows: Iterable[Row], *columns: str) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda r: (first_day(r, *columns) or date.max, r.file, r.number)))
