"""The look-back: the dealings in the book that a finding touches, by date and value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from offing.book.model import Row
from offing.index.names import key, party_tokens
from offing.records.dates import DateSpan, iso
from offing.review.finding import Subject
from offing.review.mentions import PARTY_COLUMNS, Mentions

DEALINGS = ("voyages", "cargo", "payments", "documents")
"""Sheets whose rows are dealings, in the order they are told in."""
_WORTH = {"cargo": "value", "payments": "amount"}


@dataclass(frozen=True, slots=True)
class Dealing:
    """A row of the book that is a dealing. `date` is ISO text or ""; `amount` is None where the row gives none."""

    sheet: str
    row: int
    id: str
    label: str
    date: str
    amount: float | None
    currency: str


@dataclass(frozen=True)
class Dealings:
    """The dealings of one book, and who and what each names."""

    mentions: Mentions

    def of(self, subject: Subject, as_of: date) -> tuple[Dealing, ...]:
        """What a finding on a row touches, up to a day and oldest first, undated rows last: of a party or a ship every row that
        names it, with the rest of the voyage; of a dealing itself, the rest of its voyage."""
        row = self._rows.get((subject.sheet, subject.row))
        if row is None:
            return ()
        found = dict.fromkeys(self._with_voyage(self._named_with(row, subject.column)))
        dated = [(self.mentions.when(r), r) for r in found if r.sheet in DEALINGS]
        past = [(when, r) for when, r in dated if when is None or when.start is None or when.start <= as_of]
        return tuple(_dealing(r, when) for when, r in sorted(past, key=_by_date))

    def _named_with(self, row: Row, column: str) -> Iterable[Row]:
        """The row; of a party, a ship or a holding, the rows that name the same."""
        yield row
        if row.sheet == "vessels":
            yield from self._of_ship.get(row, ())
        if row.sheet in ("parties", "ownership"):
            for name in (row["name"], row.id) if row.sheet == "parties" else (row[column],):
                yield from self._of_party.get(self._party(name), ()) if name else ()

    def _with_voyage(self, rows: Iterable[Row]) -> Iterable[Row]:
        for row in rows:
            yield row
            voyage = row if row.sheet == "voyages" else self.mentions.voyage(row)
            if voyage is not None:
                yield voyage
                yield from self._on_voyage.get(voyage, ())

    def _party(self, text: str) -> object:
        """The row of the parties sheet that a text means, else its folded name."""
        return self.mentions.party(text) or key(party_tokens(text)) or text

    @cached_property
    def _rows(self) -> Mapping[tuple[str, int], Row]:
        return {(r.sheet, r.number): r for r in self.mentions.book.rows}

    @cached_property
    def _on_voyage(self) -> Mapping[Row, list[Row]]:
        found: dict[Row, list[Row]] = defaultdict(list)
        for row in self.mentions.book.rows:
            if row.sheet in DEALINGS and (voyage := self.mentions.voyage(row)) is not None:
                found[voyage].append(row)
        return found

    @cached_property
    def _of_party(self) -> Mapping[object, list[Row]]:
        found: dict[object, list[Row]] = defaultdict(list)
        for mention in self.mentions.parties:
            if mention.row.sheet in DEALINGS and mention.column in PARTY_COLUMNS[mention.row.sheet]:
                found[mention.party or self._party(mention.name)].append(mention.row)
        return found

    @cached_property
    def _of_ship(self) -> Mapping[Row, list[Row]]:
        found: dict[Row, list[Row]] = defaultdict(list)
        for mention in self.mentions.ships:
            if mention.vessel is not None and mention.row.sheet in DEALINGS and not mention.ambiguous:
                found[mention.vessel].append(mention.row)
        return found


def sums(dealings: Iterable[Dealing]) -> tuple[tuple[str, str, float, int], ...]:
    """(sheet, currency, sum, rows) of the rows that give an amount: goods and payments apart, as one may pay for the other."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for one in dealings:
        if one.amount is not None:
            found[one.sheet, one.currency].append(one.amount)
    return tuple((sheet, currency, sum(each), len(each)) for (sheet, currency), each in sorted(found.items()))


def _dealing(row: Row, when: DateSpan | None) -> Dealing:
    amount = row.numbers.get(_WORTH.get(row.sheet, ""))
    currency = row["currency"].upper() if amount is not None else ""
    return Dealing(row.sheet, row.number, row.id, row.label, iso(when) if when else "", amount, currency)


def _by_date(pair: tuple[DateSpan | None, Row]) -> tuple[bool, date, int, int]:
    when, row = pair
    start = when.start if when and when.start else when.end if when else None
    return start is None, start or date.max, DEALINGS.index(row.sheet), row.number
