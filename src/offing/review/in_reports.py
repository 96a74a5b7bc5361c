"""The book's own ships and parties in the reports that lie beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from offing.book.model import Row
from offing.claims.model import Claim, Event, Reading, Said, Thing
from offing.index.names import key, party_tokens, ship_tokens
from offing.records.identifiers import fold_imo
from offing.records.territories import territory
from offing.review.mentions import Mentions

How = Literal["number", "name", "beginning"]
_LEAST_LEADING = 2
"""Words of a firm's name that another must begin with to be the same firm, shortened."""


@dataclass(frozen=True)
class Reports:
    """What was read beside the book, and the files that were not: (name, why)."""

    readings: tuple[Reading, ...]
    events: tuple[Event, ...]
    unread: tuple[tuple[str, str], ...] = ()

    @cached_property
    def told_of(self) -> Mapping[tuple[int, int], tuple[tuple[int, int], ...]]:
        """By thing, as (document, thing): the claims in which it has a role, as (event, place in it); no dangling ones."""
        found: dict[tuple[int, int], dict[tuple[int, int], None]] = {}
        for e, event in enumerate(self.events):
            for i, said in enumerate(event.claims):
                claim = self.readings[said.document].claims[said.claim]
                for arg in claim.args if claim.status != "dangling" else ():
                    for one in (arg, *arg.parts):
                        found.setdefault((said.document, one.thing), {})[e, i] = None
        return {thing: tuple(those) for thing, those in found.items()}


@dataclass(frozen=True, slots=True)
class Named:
    """A row of the book that a report names: the thing there, and by what they are one."""

    row: Row
    column: str
    document: int
    thing: int
    how: How


def named_in(reports: Reports, mentions: Mentions) -> Iterator[Named]:
    """Each ship and party of the book with each thing of a report that bears its number or its name, once for each row it is
    kept on. A ship whose number differs is another ship, whatever her name."""
    things = _Things(reports.readings)
    seen: set[tuple[Row, int, int]] = set()
    for ship in mentions.ships:
        if ship.in_text:
            continue
        row, column = (ship.vessel, "name") if ship.vessel is not None else (ship.row, ship.column)
        number = fold_imo(ship.vessel["imo"] if ship.vessel is not None else ship.imo) or ""
        yield from _new(things.ships(ship.name, number), row, column, seen)
    for party in mentions.parties:
        if party.in_text:
            continue
        row, column = (party.party, "name") if party.party is not None else (party.row, party.column)
        yield from _new(things.parties(party.name), row, column, seen)


def _new(
    found: Sequence[tuple[int, int, How]], row: Row, column: str, seen: set[tuple[Row, int, int]]
) -> Iterator[Named]:
    for document, thing, how in found:
        if (row, document, thing) not in seen:
            seen.add((row, document, thing))
            yield Named(row, column, document, thing, how)


class _Things:
    """Ships and parties of the reports, by number and by folded name."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.by_number: dict[str, list[tuple[int, Thing]]] = {}
        self.by_name: dict[tuple[str, str], list[tuple[int, Thing]]] = {}
        self.leading: dict[str, list[tuple[tuple[str, ...], int, Thing]]] = {}
        for d, reading in enumerate(readings):
            groups = reading.groups
            for thing in reading.things:
                if thing.number in groups or thing.label not in ("vessel", "company", "agency", "person"):
                    continue
                self._take(d, thing)

    def _take(self, document: int, thing: Thing) -> None:
        for number in thing.imo:
            self.by_number.setdefault(number, []).append((document, thing))
        for name in {thing.name, *thing.spellings}:
            ship = thing.label == "vessel"
            words = ship_tokens(name) if ship else party_tokens(name)
            if not key(words):
                continue
            self.by_name.setdefault(("ship" if ship else "party", key(words)), []).append((document, thing))
            if not ship and name == thing.name:
                self.leading.setdefault(words[0], []).append((tuple(words), document, thing))

    def ships(self, name: str, number: str) -> list[tuple[int, int, How]]:
        found: dict[tuple[int, int], How] = {
            (d, t.number): "number" for d, t in (self.by_number.get(number, ()) if number else ())
        }
        for d, thing in self.by_name.get(("ship", key(ship_tokens(name))), ()) if name else ():
            if not (number and thing.imo and number not in thing.imo):
                found.setdefault((d, thing.number), "name")
        return [(d, t, how) for (d, t), how in found.items()]

    def parties(self, name: str) -> list[tuple[int, int, How]]:
        words = tuple(party_tokens(name))
        if not key(words):
            return []
        found: dict[tuple[int, int], How] = {
            (d, t.number): "name" for d, t in self.by_name.get(("party", key(words)), ())
        }
        for longer, d, thing in self.leading.get(words[0], ()):
            n = min(len(words), len(longer))
            if n >= _LEAST_LEADING and words[:n] == longer[:n]:
                found.setdefault((d, thing.number), "beginning")
        return [(d, t, how) for (d, t), how in found.items()]


def claims_on(reports: Reports, named: Sequence[Named]) -> Iterator[tuple[Event, tuple[Said, ...]]]:
    """The events in whose claims one of the things has a role, with those claims; dangling ones are left out."""
    places = {place for n in named for place in reports.told_of.get((n.document, n.thing), ())}
    for e, own in groupby(sorted(places), key=lambda place: place[0]):
        event = reports.events[e]
        yield event, tuple(event.claims[i] for _, i in own)


def claim_of(reports: Reports, said: Said) -> Claim:
    return reports.readings[said.document].claims[said.claim]


def denials(
    reports: Reports, told: Sequence[tuple[Event, tuple[Said, ...]]], event: Event, but: Sequence[Said]
) -> tuple[Said, ...]:
    """Of the claims `told` (`claims_on`) those that deny what an event tells, but for those given: of its type, or of any
    dealing where it tells of one."""
    alike = _DEALINGS if event.type in _DEALINGS else {event.type}
    found = []
    for other, those in told:
        for said in those if other.type in alike else ():
            claim = claim_of(reports, said)
            if said not in but and (claim.modality == "denied" or claim.polarity == "negative"):
                found.append(said)
    return tuple(dict.fromkeys(found))


def known_already(reports: Reports, named: Named, said: Sequence[Said]) -> bool:
    """Whether the book says the same: the flag or country that a report gives is that of the row."""
    own = {t for column in _OF_THE_ROW if (t := territory(named.row[column])) is not None}
    told = set()
    for s in said:
        arg = claim_of(reports, s).arg("country")
        if arg is None or arg.thing < 0:
            return False
        told.add(reports.readings[s.document].things[arg.thing].value.lower())
    return told <= own


_OF_THE_ROW = ("flag", "country")
_DEALINGS = frozenset(
    {
        "sts_transfer",
        "dealt_with",
        "shipped_cargo",
        "exported",
        "sold",
        "procured_for",
        "port_call",
        "ais_gap",
        "bound_for",
    }
)
