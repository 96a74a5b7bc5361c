"""Which entries each mention of the book may mean: numbers first, then names. What they amount to is judged elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from offing.book.model import Row
from offing.index.evidence import SUPPORT, common_words_only, name_support
from offing.index.find import Finder, Hit
from offing.index.kinds import FIRM, PERSON
from offing.index.names import SHIP_PREFIXES, fold, party_tokens
from offing.index.told import Told
from offing.index.view import View
from offing.places.ports import find_port
from offing.records.identifiers import imo_check_digit_ok, lei_ok
from offing.records.territories import territory
from offing.review.mentions import PartyMention, ShipMention, leading_names, windows
from offing.review.told import kind_of

_FIRM_SCHEMAS = frozenset({"Company", "Organization", "LegalEntity"})
_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_ALSO = re.compile(r"\s(?:[af]\.?/?k\.?/?a\.?|formerly|also known as)[\s:]", re.IGNORECASE)
_VALID_SUPPORT = 0.75
"""As `SUPPORT`, for a number that is itself valid: one ship in two has such a neighbour."""
_NUMBER_KINDS = (
    "registrationNumber", "taxNumber", "idNumber", "passportNumber", "swiftBic", "innCode", "ogrnCode", "vatCode",
)  # fmt: skip


@dataclass(frozen=True)
class Proposals:
    """Look-ups for one review, names asked once. `whole_ships`: the folded names of the ships of a whole book, where a part of
    it is reviewed."""

    view: View
    finder: Finder
    whole_ships: Container[tuple[str, ...]] = ()

    @cached_property
    def _named(self) -> dict[tuple[str, int | None], tuple[Hit, ...]]:
        return {}

    @cached_property
    def _ships(self) -> set[tuple[str, ...]]:
        """Folded names of the book's ships: in a payment's text they are those ships."""
        return set()

    def prime(self, mentions: Iterable[PartyMention | ShipMention]) -> None:
        """Match every name of the book in one go."""
        named = [m for m in mentions if m.name and not m.in_text]
        self._ships.update(names_of_ships(named))
        parties = dict.fromkeys((p.name, kind_asked(p.party)) for p in named if isinstance(p, PartyMention))
        whole_and_parts = dict.fromkeys((n, kind) for name, kind in parties for n in (name, *name_parts(name)))
        ships = dict.fromkeys(s.name for s in named if isinstance(s, ShipMention))
        self.finder.prime((), ships, whole_and_parts)

    def known_by_id(self, kind: str, value: str) -> tuple[int, ...]:
        """Entries with that number of which the review's day knows a measure: what is listed after it is not told."""
        return tuple(p for p in self.finder.by_id(kind, value) if self.view.standings(p))

    def _known(self, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """Hits on entries of which the review's day knows a measure: what was listed after it is not told, even as set aside."""
        return tuple(h for h in hits if self.view.standings(h.position))

    # ---- ships

    def of_ship(self, ship: ShipMention, aside: Callable[[int, str, str], None]) -> Iterator[tuple[Hit, str]]:
        """Hits on entries, each once, with the rule of its name where it is not told by the hit itself.

        `aside` is told of an entry that was looked at and is none, with what led there and why.
        """
        seen: set[int] = set()
        for kind, value in (("imoNumber", ship.imo), ("mmsi", ship.mmsi), ("callSign", ship.call_sign)):
            for position in self.known_by_id(kind, value):
                if position not in seen:
                    seen.add(position)
                    yield Hit(position, kind, value, self.view.entity(position).caption), ""
        for hit in self._ships_named(ship):
            if hit.position not in seen:
                seen.add(hit.position)
                yield hit, ""
        if ship.imo and not ship.in_text and not self.finder.by_id("imoNumber", ship.imo):
            yield from self._slips(ship, seen, aside)

    @cached_property
    def _ships_called(self) -> dict[tuple[str, bool], tuple[Hit, ...]]:
        return {}

    def _ships_named(self, ship: ShipMention) -> tuple[Hit, ...]:
        if not ship.name:
            return ()
        if not ship.in_text:
            return self._known((*self.finder.ships_named(ship.name), *self.finder.ships_near(ship.name)))
        asked = ship.name, ship.whole
        if asked not in self._ships_called:  # a text that names one of many of that name asks it for each
            names = (ship.name,) if ship.whole else leading_names(ship.name, self.finder.ship_words.__contains__)
            hits = (self._known(self.finder.ships_named(n)) for n in names)
            self._ships_called[asked] = next(filter(None, hits), ())
        return self._ships_called[asked]

    def _slips(
        self, ship: ShipMention, seen: set[int], aside: Callable[[int, str, str], None]
    ) -> Iterator[tuple[Hit, str]]:
        """Listed numbers one keystroke from the book's, where the name lends support; without any name only a bad number."""
        fits = imo_check_digit_ok(ship.imo)
        for position, number in self.finder.imo_slips(ship.imo):
            if position in seen or not self.view.standings(position) or (fits and not ship.name):
                continue
            entity = self.view.entity(position)
            if ship.name and name_support(ship.name, entity) < (_VALID_SUPPORT if fits else SUPPORT):
                if not fits:
                    why = (
                        f"the number in {ship.row.given_in} fails its check digit, and the name is another: {ship.name}"
                    )
                    aside(position, f"IMO {number} of {entity.caption}, one keystroke from {ship.imo}", why)
                continue
            seen.add(position)
            yield Hit(position, "imoSlip", ship.imo, entity.caption), ""

    # ---- parties

    def of_party(
        self, party: PartyMention, told: Told, aside: Callable[[int, str, str], None]
    ) -> Iterator[tuple[Hit, str]]:
        """As `of_ship`."""
        if party.in_text:
            for hit, rule in self._in_text(party):
                if party.hedge:
                    aside(hit.position, f"the name of {self.view.entity(hit.position).caption}", party.hedge)
                else:
                    yield hit, rule
            return
        seen: set[int] = set()
        for hit in self._by_numbers(told):
            if hit.position not in seen:
                seen.add(hit.position)
                yield hit, ""
        for hit in self._ships_numbered(told, party, aside):
            seen.add(hit.position)
            yield hit, ""
        for hit in self._parties_named(party.name, kind_asked(party.party)):
            if hit.position in seen:
                continue
            entity = self.view.entity(hit.position)
            if told.kind and (told.kind == "person") != (entity.schema == "Person") and entity.schema != "LegalEntity":
                ours = party.party["type"] if party.party else ""
                why = f"a {entity.schema.lower()} on {entity.dataset} {entity.entry}, a {ours} in {party.row.given_in}"
                aside(hit.position, f"the name of {entity.caption}", why)
                continue
            yield hit, ""
        if party.row.sheet == "parties" and not asked_as_a_ship(
            party.row
        ):  # OFAC FAQ 5: a ship's name does not mean a person or firm; the look is logged
            for hit in self._known(self.finder.ships_named(party.name)):
                if hit.position in seen:
                    continue
                entity = self.view.entity(hit.position)
                why = f"a ship on {entity.dataset} {entity.entry}, a {party.row['type'] or 'party'} in {party.row.given_in}"
                aside(hit.position, f"the name of {entity.caption}", why)

    def _parties_named(self, name: str, kind: int | None) -> tuple[Hit, ...]:
        """Hits of the whole name; and of its parts, where a paper writes a second name in brackets or after a.k.a."""
        if (name, kind) not in self._named:
            hits = {h.position: h for h in self.finder.parties_named(name, kind)}
            for part in name_parts(name):
                for hit in self.finder.parties_named(part, kind):
                    held = hits.get(hit.position)
                    if hit.exact and hit.distinct and (held is None or not held.exact):
                        hits[hit.position] = hit
            self._named[name, kind] = self._known(hits.values())
        return self._named[name, kind]

    def _by_numbers(self, told: Told) -> Iterator[Hit]:
        numbers = [("imoCompany", told.imo_company), ("leiCode", told.lei if lei_ok(told.lei) else "")]
        numbers += [(kind, number.value) for number in told.numbers for kind in _NUMBER_KINDS]
        for kind, value in numbers:
            for position in self.known_by_id(kind, value):
                if self.view.entity(position).schema != "Vessel":
                    yield Hit(position, kind, value, self.view.entity(position).caption)

    def _ships_numbered(self, told: Told, party: PartyMention, aside: Callable[[int, str, str], None]) -> Iterator[Hit]:
        """Listed ships whose IMO number stands beside a firm or person.

        Asked by an IMO number, the number outranks the type. A book that gives it as a company's says that it is none of
        a ship: the check `identity` tells of that, and the look is logged. A row without a type is asked as a ship too.
        """
        for position in self.known_by_id("imoNumber", told.imo_company):
            entity = self.view.entity(position)
            if party.row["imo"] and told.kind:
                yield Hit(position, "imoNumber", told.imo_company, entity.caption)
            elif not party.row["imo"] and not asked_as_a_ship(party.row):
                why = "the number is that of a ship, and the book gives it as a company's"
                aside(position, f"IMO number {told.imo_company} of {entity.caption}", why)

    def _in_text(self, party: PartyMention) -> Iterator[tuple[Hit, str]]:
        """Listed names that stand whole in a running text; a name of common words alone is passed over.

        In a paper's text only a firm's name counts that is hardly there by chance, and is a possible match.
        """
        taken: set[int] = set()
        seen: set[int] = set()
        words = fold(party.name)
        for start in range(len(words)):
            for size in range(min(5, len(words) - start), 0, -1):
                led = start > 0 and words[start - 1] in SHIP_PREFIXES
                run = tuple(words[start : start + size])
                if (size > 1 or led) and (run in self._ships or run in self.whole_ships):
                    taken |= set(range(start, start + size))
                    break
        for start, size, tokens in windows(party.name):
            after_prefix = start > 0 and words[start - 1] in SHIP_PREFIXES  # `m/v East Star` is a ship
            if after_prefix or taken & set(range(start, start + size)):
                continue
            hits = [
                h
                for h in self._known(self.finder.named_exactly(tokens))
                if h.distinct and h.listed_kind != "weakAlias" and not common_words_only(h.listed)
            ]
            if len(tokens) < 2:  # a port's name alone means the port: `freight Murmansk`
                hits = [h for h in hits if len(tokens[0]) >= 7 and find_port(tokens[0]) is None]
            if not hits:
                continue
            taken |= set(range(start, start + size))
            for hit in hits:
                if hit.position not in seen:
                    seen.add(hit.position)
                    said = sum(w != "the" for w in words[start : start + size])
                    whole = len(tokens) > 2 or (len(tokens) == 2 and said > 2)  # three words, or two and a legal form
                    firm = self.view.entity(hit.position).schema in _FIRM_SCHEMAS and whole
                    if not party.quoted:
                        yield replace(hit, value=" ".join(tokens)), "name_in_text" if firm else "name_in_text_short"
                    elif firm:
                        yield replace(hit, value=party.name), "name_in_paper"


def names_of_ships(mentions: Iterable[PartyMention | ShipMention]) -> Iterator[tuple[str, ...]]:
    """Folded names of the ships that the columns of a book name."""
    afloat = (fold(s.name) for s in mentions if isinstance(s, ShipMention) and s.name and not s.in_text)
    return (tuple(tokens) for tokens in afloat if tokens)


def asked_as_a_ship(row: Row) -> bool:
    """Whether the row is a query that does not say what it asks for: it is asked as a ship too, which has been answered."""
    return row.is_query and not row["type"]


def kind_asked(party: Row | None) -> int | None:
    """What a name is compared as, where its row tells whether it is a person's or a firm's."""
    return {"person": PERSON, "firm": FIRM}.get(kind_of(party)) if party is not None else None


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
    kept = [(p.strip(), p.strip(" ,;")) for p in parts]
    return tuple(p for whole, p in kept if p != name and len(whole) >= 3 and territory(whole) is None)
