"""Each mention of the book against the lists: which entries it may mean, how firmly, and what stood when.

Numbers before names: the same IMO number is the same ship whatever her name; the same name with another valid IMO
number is another ship, and is set aside with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from offing.book.model import Row
from offing.index.find import Finder, Hit
from offing.index.names import SHIP_PREFIXES, fold, party_tokens
from offing.index.view import Standing, View
from offing.records.dates import DateSpan, day
from offing.records.entity import Entity
from offing.records.identifiers import fold_code, fold_imo, imo_check_digit_ok, lei_ok
from offing.records.territories import territory
from offing.review.agreement import Part, party_context, party_strength, ship_context
from offing.review.finding import Strength
from offing.review.mentions import Mentions, PartyMention, ShipMention, leading_names, windows

Phase = Literal["on", "open", "later", "over"]
"""At the row's date: the measure stood; the dates leave it open; it came later; it had ended."""

_PERSON_TYPES = frozenset({"person", "individual", "natural person", "people"})
_FIRM_SCHEMAS = frozenset({"Company", "Organization", "LegalEntity"})
_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_ALSO = re.compile(r"\s(?:[af]\.?/?k\.?/?a\.?|formerly|also known as)[\s:]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Screened:
    """A mention that may mean a list entry. `phase` is that of `standing` at `when` (the row's date, else the review's day)."""

    mention: PartyMention | ShipMention
    hit: Hit
    strength: Strength
    standing: Standing
    phase: Phase
    when: DateSpan
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A candidate that is not a finding, and the fact that decided."""

    row: Row
    column: str
    what: str
    why: str


def phase_of(standing: Standing, when: DateSpan) -> Phase:
    if standing.began_after(when):
        return "later"
    if standing.ended_before(when):
        return "over"
    return "on" if standing.on(when) else "open"


class Screening:
    """All mentions of a book against one View, once; checks pick from it what they ask about."""

    def __init__(self, mentions: Mentions, view: View, finder: Finder, as_of: date) -> None:
        self.mentions = mentions
        self.view = view
        self.finder = finder
        self.as_of = as_of
        self._named: dict[str, tuple[Hit, ...]] = {}

    @cached_property
    def _all(self) -> tuple[tuple[Screened, ...], tuple[Passed, ...]]:
        found: list[Screened] = []
        passed: list[Passed] = []
        for ship in self.mentions.ships:
            for hit, strength, parts in self._ship_hits(ship, passed):
                found.extend(self._in_time(ship, hit, strength, parts))
        for party in self.mentions.parties:
            for hit, strength, parts in self._party_hits(party, passed):
                found.extend(self._in_time(party, hit, strength, parts))
        return tuple(found), tuple(dict.fromkeys(passed))

    @property
    def found(self) -> tuple[Screened, ...]:
        return self._all[0]

    @property
    def passed(self) -> tuple[Passed, ...]:
        return self._all[1]

    def _in_time(
        self, mention: PartyMention | ShipMention, hit: Hit, strength: Strength, parts: tuple[Part, ...]
    ) -> Iterator[Screened]:
        when = mention.when or day(self.as_of)
        if when.start is not None and when.start > self.as_of:
            when = day(self.as_of)  # a voyage still to come is judged by the law of the review's day
        for standing in self.view.standings(hit.position):
            phase = phase_of(standing, when)
            if phase == "open" and self._while_under_way(mention.row, standing):
                phase = "on"
            yield Screened(mention, hit, strength, standing, phase, when, parts)

    def _while_under_way(self, row: Row, standing: Standing) -> bool:
        """Whether the measure surely stood on some day of a voyage: from loading to discharge is a time, not a doubtful date."""
        load, discharge = row.dates.get("load_date"), row.dates.get("discharge_date")
        if row.sheet != "voyages" or load is None or discharge is None or discharge.start is None or load.end is None:
            return False
        last = min(discharge.start, self.as_of)
        lasting = standing.until is None or standing.until.surely_after(load.end)
        return lasting and standing.since is not None and standing.since.surely_by(last)

    # ---- ships

    def _ship_hits(self, ship: ShipMention, passed: list[Passed]) -> Iterator[tuple[Hit, Strength, tuple[Part, ...]]]:
        seen: set[int] = set()
        for position in self.known_by_id("imoNumber", ship.imo):
            seen.add(position)
            entity = self.view.entity(position)
            part = Part("imoNumber", "the same IMO number", f"{ship.imo} / {ship.imo}")
            if ship.bare:
                part = Part("imoNumber", "seven digits that are the IMO number", ship.imo)
            yield Hit(position, "imoNumber", ship.imo, entity.caption), "possible" if ship.bare else "match", (part,)
        for kind, value in (("mmsi", ship.mmsi), ("callSign", ship.call_sign)):
            for position in self.known_by_id(kind, value):
                if position in seen:
                    continue
                entity = self.view.entity(position)
                if self._other_imo(ship, entity, passed, f"the {kind} {value} of {entity.caption}"):
                    seen.add(position)
                    continue
                seen.add(position)
                yield Hit(position, kind, value, entity.caption), "strong", (Part(kind, f"the same {kind}", value),)
        for hit in self._ships_named(ship):
            if hit.position in seen:
                continue
            seen.add(hit.position)
            entity = self.view.entity(hit.position)
            if not self._other_imo(ship, entity, passed, f"the name of {entity.caption}"):
                yield (
                    hit,
                    "possible",
                    (
                        Part("name", "the same name" if hit.exact else "a near name", f"{hit.value} / {hit.listed}"),
                        *ship_context(ship, entity),
                    ),
                )

    def known_by_id(self, kind: str, value: str) -> tuple[int, ...]:
        """Entries with that number of which the review's day knows a measure: what is listed after it is not told."""
        return tuple(p for p in self.finder.by_id(kind, value) if self.view.standings(p))

    def _known(self, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """Hits on entries of which the review's day knows a measure: what was listed after it is not told, even as set aside."""
        return tuple(h for h in hits if self.view.standings(h.position))

    def _ships_named(self, ship: ShipMention) -> tuple[Hit, ...]:
        if not ship.name:
            return ()
        if not ship.in_text:
            return self._known((*self.finder.ships_named(ship.name), *self.finder.ships_near(ship.name)))
        names = leading_names(ship.name, self.finder.ship_words.__contains__)
        return next((hits for n in names if (hits := self._known(self.finder.ships_named(n)))), ())

    def _other_imo(self, ship: ShipMention, entity: Entity, passed: list[Passed], what: str) -> bool:
        listed = [i for i in entity.ids("imoNumber") if imo_check_digit_ok(i)]
        if not (ship.imo and imo_check_digit_ok(ship.imo) and listed) or ship.imo in listed:
            return False
        why = (
            f"another valid IMO number: {ship.imo} in the book, {', '.join(listed)} on {entity.dataset} {entity.entry}"
        )
        passed.append(Passed(ship.row, ship.column, what, why))
        return True

    # ---- parties

    def _party_hits(
        self, party: PartyMention, passed: list[Passed]
    ) -> Iterator[tuple[Hit, Strength, tuple[Part, ...]]]:
        if party.in_text:
            yield from self._parties_in_text(party)
            return
        seen: set[int] = set()
        if party.party is not None:
            for hit in self._by_numbers(party.party):
                seen.add(hit.position)
                yield hit, "match", (Part(hit.via, f"the same {hit.via}", hit.value),)
        person = party.party is not None and party.party["type"].strip().casefold() in _PERSON_TYPES
        typed = party.party is not None and bool(party.party["type"])
        for hit in self._parties_named(party.name):
            if hit.position in seen:
                continue
            entity = self.view.entity(hit.position)
            if typed and person != (entity.schema == "Person") and entity.schema != "LegalEntity":
                ours = party.party["type"] if party.party else ""
                why = f"a {entity.schema.lower()} on {entity.dataset} {entity.entry}, a {ours} in the book"
                passed.append(Passed(party.row, party.column, f"the name of {entity.caption}", why))
                continue
            parts = (
                Part("name", "the same name" if hit.exact else "a near name", f"{hit.value} / {hit.listed}"),
                *party_context(party, entity),
            )
            yield hit, party_strength(hit, entity, parts), parts
        self._log_ships_of_that_name(party, passed)

    def _parties_named(self, name: str) -> tuple[Hit, ...]:
        """Hits of the whole name; and of its parts, where a paper writes a second name in brackets or after a.k.a."""
        if name not in self._named:
            hits = {h.position: h for h in self.finder.parties_named(name)}
            for part in name_parts(name):
                for hit in self.finder.parties_named(part):
                    if hit.exact and hit.distinct:
                        hits.setdefault(hit.position, hit)
            self._named[name] = self._known(hits.values())
        return self._named[name]

    def _log_ships_of_that_name(self, party: PartyMention, passed: list[Passed]) -> None:
        """OFAC FAQ 5: a ship's name does not mean a person or firm; the look is logged."""
        if party.row.sheet != "parties":
            return
        for hit in self._known(self.finder.ships_named(party.name)):
            entity = self.view.entity(hit.position)
            why = f"a ship on {entity.dataset} {entity.entry}, a {party.row['type'] or 'party'} in the book"
            passed.append(Passed(party.row, party.column, f"the name of {entity.caption}", why))

    def _by_numbers(self, row: Row) -> Iterator[Hit]:
        numbers = [
            ("imoCompany", fold_imo(row["imo_company"]) or ""),
            ("leiCode", fold_code(row["lei"]) if lei_ok(row["lei"]) else ""),
        ]
        codes = [row["registration_number"], *row["other_ids"].replace(",", ";").split(";")]
        for code in codes:
            bare = fold_code(code.rpartition(":")[2])
            if len(bare) >= 6:
                numbers += [
                    (k, bare)
                    for k in (
                        "registrationNumber",
                        "taxNumber",
                        "idNumber",
                        "passportNumber",
                        "swiftBic",
                        "innCode",
                        "ogrnCode",
                    )
                ]
        for kind, value in numbers:
            for position in self.known_by_id(kind, value):
                yield Hit(position, kind, value, self.view.entity(position).caption)

    def _parties_in_text(self, party: PartyMention) -> Iterator[tuple[Hit, Strength, tuple[Part, ...]]]:
        """Listed names that stand whole in a running text; a name of common words alone is passed over."""
        taken: set[int] = set()
        seen: set[int] = set()
        words = fold(party.name)
        for start, size, tokens in windows(party.name):
            after_prefix = start > 0 and words[start - 1] in SHIP_PREFIXES  # `m/v East Star` is a ship
            if after_prefix or taken & set(range(start, start + size)):
                continue
            hits = [
                h for h in self._known(self.finder.named_exactly(tokens)) if h.distinct and h.listed_kind != "weakAlias"
            ]
            if len(tokens) < 2:
                hits = [h for h in hits if len(tokens[0]) >= 7]
            if not hits:
                continue
            taken |= set(range(start, start + size))
            for hit in hits:
                if hit.position in seen:
                    continue
                seen.add(hit.position)
                entity = self.view.entity(hit.position)
                part = Part("name", "the name stands in the text", f"{' '.join(tokens)} / {hit.listed}")
                said = sum(w != "the" for w in words[start : start + size])
                whole = len(tokens) > 2 or (len(tokens) == 2 and said > 2)  # three words, or two and a legal form
                firm = entity.schema in _FIRM_SCHEMAS and whole
                yield hit, "strong" if firm else "possible", (part,)


def name_parts(name: str) -> tuple[str, ...]:
    """`Paeksol Trading Corp. (백설무역회사)`, `X a.k.a. Y` → the names in it; a place in brackets is part of the name.

    Papers write the address after the name: what stands before the first comma or line end, two words or more, is one.
    """
    inside = _BRACKETED.findall(name)
    outside = _BRACKETED.sub(" ", name).strip()
    parts = [*_ALSO.split(outside), *inside] if inside else _ALSO.split(name)
    head = re.split(r"[,\n]", outside, maxsplit=1)[0]
    if head != outside and len(party_tokens(head)) > 1:
        parts.append(head)
    kept = [p.strip(" ,;") for p in parts if len(p.strip()) >= 3 and territory(p.strip()) is None]
    return tuple(p for p in kept if p != name)
