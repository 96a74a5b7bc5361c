"""Offing itself: questions as rows of a book, screened against a View of the list, as `offing review` and `screen` do."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import exp

from matching.systems import Answer
from matching.things import Listed, Query
from offing.batch.run import ROWS
from offing.book.model import Book, Row
from offing.build import OpenLists
from offing.index.find import Finder
from offing.index.judge import judge
from offing.index.keep import Version
from offing.index.profiles import STANDARD, Profile
from offing.index.view import Held, View
from offing.records.codec import encode
from offing.records.dates import DateSpan, parse_span
from offing.records.entity import Entity, Listing, Name, Place, Statement
from offing.records.identifiers import Identifier, fold_code, fold_imo
from offing.review.mentions import Mentions
from offing.review.screening import Screened, Screening
from offing.screener import Opening, Screener

DAY = date(2026, 1, 1)
OPEN = Profile("benchmark", 0.001, 0.001, 0.001, 0.01, False, "orders what the standard profile leaves out")
_VERSION = Version(0, "bench", "bench", "bench", DAY, DAY, "", "", "", {}, 0, (), ())
_TYPES = {"Person": "person", "Vessel": "vessel", "Organization": "company"}
_RANK = {"match": 3, "strong": 2, "possible": 1, "weak": 1}


class Offing:
    """Anything that Offing shows under its standard profile counts as an alert: its default is "possible or better".

    The score puts the strengths in order (match, strong, possible) and, within one, proposals in Offing's own order. Below
    the default stands what a profile with lower bars would show, so that recall can be told at any rate of false alarms.
    What is kept in the queue "identity in doubt" is no alert and is counted apart.
    """

    thresholds = {"possible or better": 0.25, "strong or better": 0.5}  # noqa: RUF012

    def build(self, listed: Sequence[Listed]) -> None:
        self._hold(View(DAY, [_held(one) for one in listed]), [one.id for one in listed])
        people = [Query(str(i), "", "Person", f"Anna Warm Up{i}x") for i in range(600)]
        firms = [Query(str(i), "", "Organization", f"WARM UP{i}X TRADIING LTD") for i in range(150)]
        ships = [
            Query(str(i), "", "Vessel", f"WARM UP{i}X", imo="9074729", mmsi="1", call_sign="W") for i in range(150)
        ]
        self.screen([*people, *firms, *ships])
        for position in range(len(listed)):
            self._view.entity(position)
            self._view.standings(position)
        gc.collect()
        gc.freeze()  # as the run of a batch does once the lists are open

    def _hold(self, view: View, ids: Sequence[str]) -> None:
        self._view, self._finder, self._ids = view, Finder(view), list(ids)

    def screen(self, batch: Sequence[Query]) -> list[list[Answer]]:
        """What a user is shown, by the function that `offing screen --batch` and Spark call, standard profile: what is timed."""
        screener = Screener(Opening(DAY), OpenLists(self._view, ()), self._finder)
        answers = []
        for at in range(0, len(batch), ROWS):
            for found in screener.find([_texts(q) for q in batch[at : at + ROWS]]):
                shown = [m for m in found.matches if m["queue"] == "alert"]
                answers.append([(m["entry"], (_RANK[m["strength"]] + 0.5) / 4) for m in shown])
        return answers

    def query(self, batch: Sequence[Query]) -> list[list[Answer]]:
        return self._answers(batch, self._screening(batch, OPEN).found)

    def in_doubt(self, batch: Sequence[Query]) -> list[bool]:
        """Whether each question is put into the queue of ships whose identity is in doubt."""
        rows = {one.mention.row.number for one in self._screening(batch, STANDARD).doubted}
        return [number in rows for number in range(len(batch))]

    def _screening(self, batch: Sequence[Query], profile: Profile) -> Screening:
        rows = tuple(_row(number, query) for number, query in enumerate(batch))
        return Screening(Mentions(Book("bench", rows, {})), self._view, self._finder, DAY, profile)

    def _answers(self, batch: Sequence[Query], found: Sequence[Screened]) -> list[list[Answer]]:
        best: list[dict[int, float]] = [{} for _ in batch]
        for one in found:
            mine = best[one.mention.row.number]
            position = one.hit.position
            mine[position] = max(mine.get(position, 0.0), self._order(one))
        return [[(self._ids[p], s) for p, s in hits.items()] for hits in best]

    def _order(self, one: Screened) -> float:
        """Between 0 and 1: a quarter for each strength, the lowest for what is not shown; within it Offing's own order."""
        standard = judge(one.hit, one.parts, self._view.entity(one.hit.position).schema, STANDARD)
        rank = _RANK[one.strength] if standard.queue == "alert" else 0
        return (rank + min(1 / (1 + exp(-one.order / 3)), 0.9999)) / 4

    def pairs(self, pairs: Sequence[tuple[Query, Listed]]) -> list[float]:
        """The right sides of all pairs are the list: what is rare is told by the shares that Offing brings along."""
        ids = [f"pair-{i}" for i in range(len(pairs))]
        other = Offing()
        other._hold(View(DAY, [_held(replace(x, id=i)) for i, (_, x) in zip(ids, pairs, strict=True)]), ids)
        answers = other.query([q for q, _ in pairs])
        return [dict(hits).get(i, 0.0) for i, hits in zip(ids, answers, strict=True)]


def _texts(query: Query) -> dict[str, str]:
    """The question by the columns of a file of questions."""
    kind = _TYPES[query.kind]
    return {
        "name": query.name, "type": kind, "imo": query.imo, "mmsi": query.mmsi, "call_sign": query.call_sign,
        "flag": query.flag, "country": query.country, "born": query.born, "gross_tonnage": query.gross,
        "other_ids": query.number,
    }  # fmt: skip


def _row(number: int, query: Query) -> Row:
    """The question as a row of a book, where a ship's row tells her type."""
    texts = {"id": str(number), **_texts(query), **({"type": query.type} if query.type else {})}
    born = span_of(query.born)
    dates = {"born": born} if born else {}
    numbers = {"gross_tonnage": float(query.gross.replace(",", ""))} if query.gross else {}
    sheet = "vessels" if query.kind == "Vessel" else "parties"
    return Row(sheet, number, "bench", {k: v for k, v in texts.items() if v}, dates, numbers)


def span_of(text: str) -> DateSpan | None:
    """A date as a book's reader takes it: what it cannot read (`circa 1979-1982`) it does without."""
    try:
        return parse_span(text) if text else None
    except ValueError:
        return None


def _held(one: Listed) -> Held:
    return Held("bench", one.id, encode(entity_of(one)), "", _VERSION, ((0, 0),), (DAY,), timeless=True)


def entity_of(one: Listed) -> Entity:
    """The entry as Offing's readers would give it."""
    names = (
        *(Name(n, "alias" if i else "name") for i, n in enumerate(one.names)),
        *(Name(n, "weakAlias") for n in one.weak),
    )
    ids = (
        *(Identifier("imoNumber", fold_imo(v) or v) for v in one.imo),
        *(Identifier("mmsi", v) for v in one.mmsi),
        *(Identifier("callSign", v) for v in one.call_sign),
        *(Identifier("idNumber", fold_code(v)) for v in one.ids),
    )
    facts = {
        "flag": one.flag, "country": one.country, "birthDate": one.born, "type": one.type, "grossRegisteredTonnage": one.gross,
    }  # fmt: skip
    statements = tuple(Statement(prop, v) for prop, values in facts.items() for v in values)
    listing = Listing("US", "bench", one.id, "blocked")
    return Entity("bench", one.id, one.kind, names, Place("bench", "", one.id), ids, statements, (listing,))
