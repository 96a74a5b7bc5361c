"""Offing itself: queries as rows of a book, screened against a View of the list, as `offing review` and `screen` do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matching.systems import Answer
from matching.things import Listed, Query
from offing.book.model import Book, Row
from offing.index.find import Finder, Hit
from offing.index.keep import Version
from offing.index.view import Held, View
from offing.records.codec import encode
from offing.records.entity import Entity, Listing, Name, Place, Statement
from offing.records.identifiers import Identifier, fold_imo
from offing.review.mentions import Mentions
from offing.review.screening import Screening

DAY = date(2026, 1, 1)
_VERSION = Version(0, "bench", "bench", "bench", DAY, DAY, "", "", "", {}, 0, (), ())
_TYPES = {"Person": "person", "Vessel": "vessel", "Organization": "company"}
_RANK = {"match": 3, "strong": 2, "possible": 1, "weak": 0}


class Offing:
    """Anything that Offing shows counts as an alert: its default is "possible or better".

    The score puts the strengths in order (match, strong, possible) and, within one, a hit by its own score; a hit that
    has none is ordered by the rarity-weighted share of words that agree (`Hit.cover`), exact ones first.
    """

    thresholds = {"possible or better": 0.25, "strong or better": 0.5}  # noqa: RUF012

    def build(self, listed: Sequence[Listed]) -> None:
        self._ids = [one.id for one in listed]
        self._view = View(DAY, [_held(one) for one in listed])
        self._finder = Finder(self._view)
        self.query([Query("0", "", "Person", "Anna Warm UP"), Query("1", "", "Organization", "WARM UP LTD")])
        self.query([Query("2", "", "Vessel", "WARM UP", imo="9074729", mmsi="123456789", call_sign="WARM")])
        for position in range(len(listed)):
            self._view.entity(position)
            self._view.standings(position)

    def query(self, batch: Sequence[Query]) -> list[list[Answer]]:
        rows = tuple(_row(number, query) for number, query in enumerate(batch))
        screening = Screening(Mentions(Book("bench", rows, {})), self._view, self._finder, DAY)
        best: list[dict[int, float]] = [{} for _ in batch]
        for found in screening.found:
            mine = best[found.mention.row.number]
            score = _order(found.strength, found.hit)
            mine[found.hit.position] = max(mine.get(found.hit.position, 0.0), score)
        return [[(self._ids[p], s) for p, s in hits.items()] for hits in best]

    def pairs(self, pairs: Sequence[tuple[Query, Listed]]) -> list[float]:
        """Each pair's right side is put on the list under an id of its own: what is rare is told by the whole list."""
        held = [
            _held(Listed(f"pair-{i}", x.kind, x.names, x.weak, x.imo, x.mmsi, x.call_sign, x.flag, x.country, x.born))
            for i, (_, x) in enumerate(pairs)
        ]
        known = list(self._view.held) if hasattr(self, "_view") else []
        other = Offing()
        other._ids = [*getattr(self, "_ids", []), *(f"pair-{i}" for i in range(len(pairs)))]
        other._view = View(DAY, [*known, *held])
        other._finder = Finder(other._view)
        answers = other.query([q for q, _ in pairs])
        return [dict(hits).get(f"pair-{i}", 0.0) for i, hits in enumerate(answers)]


def _order(strength: str, hit: Hit) -> float:
    """Between 0 and 1: a quarter for each strength, and within it the hit's own score or its cover."""
    own = getattr(hit, "score", None)
    inner = float(own) if own is not None else hit.cover * (1.0 if hit.exact else 0.9)
    return (_RANK[strength] + min(max(inner, 0.0), 0.999)) / 4


def _row(number: int, query: Query) -> Row:
    texts = {
        "id": str(number), "name": query.name, "type": _TYPES[query.kind], "imo": query.imo, "mmsi": query.mmsi,
        "call_sign": query.call_sign, "flag": query.flag, "country": query.country, "born": query.born,
    }  # fmt: skip
    sheet = "vessels" if query.kind == "Vessel" else "parties"
    return Row(sheet, number, "bench", {k: v for k, v in texts.items() if v})


def _held(one: Listed) -> Held:
    names = (
        *(Name(n, "alias" if i else "name") for i, n in enumerate(one.names)),
        *(Name(n, "weakAlias") for n in one.weak),
    )
    ids = (
        *(Identifier("imoNumber", fold_imo(v) or v) for v in one.imo),
        *(Identifier("mmsi", v) for v in one.mmsi),
        *(Identifier("callSign", v) for v in one.call_sign),
        *(Identifier("idNumber", v) for v in one.ids),
    )
    facts = (
        *(Statement("flag", v) for v in one.flag),
        *(Statement("country", v) for v in one.country),
        *(Statement("birthDate", v) for v in one.born),
    )
    listing = Listing("US", "bench", one.id, "blocked")
    entity = Entity("bench", one.id, one.kind, names, Place("bench", "", one.id), ids, facts, (listing,))
    return Held("bench", one.id, encode(entity), "", _VERSION, ((0, 0),), (DAY,), timeless=True)
