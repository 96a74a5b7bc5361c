"""Which entries a name or number in the user's book may mean, with the parts that made it so.

Numbers first: an IMO number decides; a name never does alone. Equal names are found by their folded tokens; near ones
by the engine (`engine.py`), in which rare words decide (HAIBO does, INTERNATIONAL FREIGHT does not).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from offing.index.differs import Asked, Differences, Telling
from offing.index.names import key, party_tokens, ship_tokens
from offing.index.roll import PARTIES, SHIPS, NameRow, Roll, keyed_as
from offing.index.ship_names import glued_prefix_off, ship_name_parts
from offing.index.steps import stepped
from offing.index.view import View
from offing.index.weigh import POSSIBLE

if TYPE_CHECKING:
    from offing.index.engine import Match

COMMON_SHARE = 0.004
"""A token in more than this share of listed names (INTERNATIONAL, SHIPPING, KOREA) decides nothing."""
MOST_PRIMED = 100_000
"""Names whose matches are kept at a time."""
MANY = 100
"""Names asked together from which it pays to look for what cannot be equal."""
REORDERED = "the words stand in another order"


@dataclass(frozen=True, slots=True)
class Hit:
    """A proposal. `via` is `imoNumber`, `mmsi`, `callSign`, another identifier kind, or `name`; `exact` tells equal names
    from near ones; `distinct` that a rare token is among the agreeing ones; `cover` is the share of weight that agrees;
    `score` orders near names (0 to 1) and is shown to nobody. `told` makes `differs`, when it is asked for.
    """

    position: int
    via: str
    value: str
    listed: str
    listed_kind: str = "name"
    exact: bool = True
    distinct: bool = True
    cover: float = 1.0
    score: float = 1.0
    told: tuple[str, ...] | Callable[[], tuple[str, ...]] = field(default=(), compare=False, repr=False)

    @property
    def differs(self) -> tuple[str, ...]:
        """What differs between the two names, in words; made when first asked for."""
        return self.told() if callable(self.told) else self.told


class Finder:
    """Look-ups in one View. Positions are the View's."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._matches: dict[tuple[str, int], list[Match]] = {}
        self._differences = Differences(view)
        self._least = POSSIBLE

    @property
    def _roll(self) -> Roll:
        return self.view.listed.roll

    @property
    def ship_words(self) -> Container[str]:
        """Every folded word of a listed ship's name."""
        return _ShipWords(self._roll)

    def names(self) -> Iterator[NameRow]:
        """Every listed name."""
        roll = self._roll
        return map(roll.row, range(len(roll.rows.position)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number of any kind that a listed entry has."""
        held = self._roll.numbers.value
        return frozenset(held.text(i) for i in range(len(held.at) - 1))

    def by_id(self, kind: str, value: str) -> tuple[int, ...]:
        """Positions of entries with that identifier."""
        return tuple(dict.fromkeys(self._roll.by_id(kind, value))) if value else ()

    def ids_of_kind(self, kind: str) -> Iterator[tuple[str, list[int]]]:
        return self._roll.ids_of_kind(kind)

    def ships_named(self, name: str) -> tuple[Hit, ...]:
        """Listed ships of the same folded name, in any order of its words; then those of a name within it (EX ARISTO)."""
        best: dict[int, Hit] = {}
        for part in (name, *ship_name_parts(name)):
            self._ships_of(part, best)
        if not best:
            for part in glued_prefix_off(name):
                self._ships_of(part, best)
        return tuple(best.values())

    def _ships_of(self, name: str, best: dict[int, Hit]) -> None:
        tokens = ship_tokens(name)
        for row in self._rows(tokens, SHIPS) if tokens else ():
            differs = () if key(row.tokens) == key(tokens) else (REORDERED,)
            best.setdefault(row.position, Hit(row.position, "name", name, row.text, row.kind, told=differs))

    def ships_near(self, name: str) -> tuple[Hit, ...]:
        """Listed ships of nearly that name, best first: a slip, another script, another romanisation. Never another number."""
        from offing.index.kinds import SHIP

        known = {h.position for h in self.ships_named(name)}
        found: list[Hit] = []
        for part in (name, *ship_name_parts(name)):
            hits = self._near(part, SHIP, known)
            known.update(h.position for h in hits)
            found += hits
        return tuple(sorted(found, key=lambda h: -h.score))

    def common(self, token: str) -> bool:
        return stepped(self._roll.names_with(token)) > max(4, COMMON_SHARE * stepped(self._roll.parties))

    def _rows(self, tokens: tuple[str, ...], group: int) -> Iterator[NameRow]:
        """Names of the same words: those that stand in the same order or in the alphabet's, then in any."""
        for own in dict.fromkeys([tokens, tuple(sorted(tokens))]):
            for i in self._roll.keyed(own, group):
                yield self._roll.row(i)

    def parties_named(self, name: str, kind: int | None = None) -> tuple[Hit, ...]:
        """Listed firms and persons whose name agrees in all that is rare, best first.

        `kind` PERSON or FIRM (of `words`) where the name is known to be one's: near names are then sought among that kind.
        """
        tokens = party_tokens(name)
        if not tokens:
            return ()
        best: dict[int, Hit] = {}
        for row in self._rows(tokens, PARTIES):
            differs = () if key(row.tokens) == key(tokens) else (REORDERED,)
            hit = Hit(row.position, "name", name, row.text, row.kind, True, self._distinct(row.tokens), told=differs)
            best[row.position] = _better(best.get(row.position), hit)
        from offing.index.engine import PARTY

        near = self._near(name, PARTY if kind is None else kind, set(best))
        return (*sorted(best.values(), key=lambda h: (bool(h.differs), h.position)), *near)

    def prime(self, parties: Iterable[str], ships: Iterable[str], typed: Iterable[tuple[str, int | None]] = ()) -> None:
        """Match all these names in one go: `parties_named` and `ships_near` then look the answers up. Changes no answer.

        `typed` are names of parties each with the kind that it will be asked with.
        """
        from offing.index.engine import PARTY
        from offing.index.kinds import SHIP

        both = ((n, PARTY if k is None else k) for n, k in typed)
        afloat = ((n, SHIP) for name in ships for n in (name, *ship_name_parts(name)))
        asked = dict.fromkeys([*((n, PARTY) for n in parties), *both, *afloat])
        self._match([a for a in asked if a not in self._matches])

    def reach(self, least: float) -> None:
        """Ask for near names from this score on (0 to 1), where that is farther than was asked so far."""
        if least < self._least:
            self._least = least
            self._matches.clear()

    def _match(self, asked: Sequence[tuple[str, int]]) -> None:
        if asked:
            if len(self._matches) > MOST_PRIMED:
                self._matches.clear()
            found = self.view.listed.engine.match([n for n, _ in asked], [k for _, k in asked], least=self._least)
            self._matches.update(zip(asked, found, strict=True))

    def _near(self, name: str, kind: int, known: set[int]) -> tuple[Hit, ...]:
        """Hits of the engine on entries not known yet, best first."""
        if (name, kind) not in self._matches:
            self._match([(name, kind)])
        found: dict[int, Hit] = {}
        for match in self._matches[name, kind]:
            row = self._roll.row(match.position)
            if row.position not in known and row.position not in found:
                found[row.position] = Hit(
                    row.position, "name", name, row.text, row.kind, False, self._distinct(row.tokens), match.cover,
                    match.score, Telling(self._differences, Asked(name, row.text, match)),
                )  # fmt: skip
        return tuple(found.values())

    def tell(self, hits: Iterable[Hit]) -> None:
        """Make what differs of many near names in one go: `Hit.differs` then has it. Changes no answer."""
        self._differences.find(h.told.asked for h in hits if isinstance(h.told, Telling))

    def nearest(self, asked: Sequence[tuple[str, int]]) -> dict[tuple[str, int], float]:
        """Names, each with the kind it is compared as → the score of the nearest listed name, 1 for an equal one; those that
        have none are left out. The matches are kept, as by `prime`."""
        if len(self._matches) > MOST_PRIMED:
            self._matches.clear()
        found = self.view.listed.engine.match([n for n, _ in asked], [k for _, k in asked], least=self._least)
        self._matches.update((a, hits) for a, hits in zip(asked, found, strict=True) if hits)
        best = {a: hits[0].score for a, hits in zip(asked, found, strict=True) if hits}
        may = self._may_equal(asked)
        equal = self._roll.any_keyed([self._keys(*a) for a in may])
        best.update((a, 1.0) for a, one in zip(may, equal, strict=True) if one)
        return best

    def _may_equal(self, asked: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
        """Those of many names that may be equal to a listed one: most cannot by their letters."""
        from offing.index.equals import may_equal
        from offing.index.kinds import SHIP

        if len(asked) < MANY or not self.view.listed.engine.compiled:
            return asked
        found = [False] * len(asked)
        for group in (PARTIES, SHIPS):
            own = [i for i, (_, kind) in enumerate(asked) if (kind == SHIP) == (group == SHIPS)]
            for i, may in zip(
                own, may_equal([asked[i][0] for i in own], self.view.listed.sums[group], group == SHIPS), strict=True
            ):
                found[i] = may
        return [a for a, may in zip(asked, found, strict=True) if may]

    @staticmethod
    def _keys(name: str, kind: int) -> list[str]:
        """The keys under which a name equal to this one is found, as `_rows` asks for them."""
        from offing.index.kinds import SHIP

        group = SHIPS if kind == SHIP else PARTIES
        tokens = [party_tokens(name)] if group == PARTIES else [ship_tokens(n) for n in (name, *glued_prefix_off(name))]
        return [keyed_as(own, group) for t in tokens if t for own in (t, tuple(sorted(t)))]

    @cached_property
    def _slips(self) -> NDArray[np.uint8]:
        """For every number of seven digits a bit: whether it is one slip from a listed IMO number, or one itself."""
        bits = np.zeros(10**7 // 8, np.uint8)
        held = [v for v, _ in self.ids_of_kind("imoNumber") if len(v) == 7 and v.isascii() and v.isdigit()]
        near = np.array([int(n) for v in held for n in (v, *one_slip(v))], np.int64)
        np.bitwise_or.at(bits, near >> 3, np.left_shift(1, near & 7).astype(np.uint8))
        return bits

    def near_imo(self, imo: str) -> bool:
        """Whether `imo_slips` may find one, told at once."""
        number = int(imo) if len(imo) == 7 and imo.isascii() and imo.isdigit() else -1
        return number >= 0 and bool(self._slips[number >> 3] >> (number & 7) & 1)

    def imo_slips(self, imo: str) -> tuple[tuple[int, str], ...]:
        """(position, listed IMO number) of ships whose number is one slip of the keyboard from `imo`, itself left out.

        A slip is one digit changed or two neighbours swapped.
        """
        if len(imo) != 7 or not (imo.isascii() and imo.isdigit()):
            return ()
        known = self._roll.known_ids("imoNumber", sorted(one_slip(imo)))
        return tuple((p, other) for other in known for p in self.by_id("imoNumber", other))

    def named_exactly(self, tokens: tuple[str, ...]) -> tuple[Hit, ...]:
        """Listed firms and persons with exactly these folded tokens in this order, joins and splits aside."""
        best: dict[int, Hit] = {}
        for i in self._roll.keyed(tokens, PARTIES):
            row = self._roll.row(i)
            if key(row.tokens) == key(tokens):
                hit = Hit(row.position, "name", " ".join(tokens), row.text, row.kind, True, self._distinct(row.tokens))
                best[row.position] = _better(best.get(row.position), hit)
        return tuple(best.values())

    def _distinct(self, tokens: tuple[str, ...]) -> bool:
        rare = [t for t in tokens if not self.common(t) and not t.isdigit()]
        return bool(rare) and (len(tokens) > 1 or len(rare[0]) >= 7)


def one_slip(number: str) -> set[str]:
    """Numbers that are one digit changed from this one, or two neighbours swapped."""
    near = {number[:i] + d + number[i + 1 :] for i in range(len(number)) for d in "0123456789"}
    near |= {number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in range(len(number) - 1)}
    return near - {number}


def _better(old: Hit | None, new: Hit) -> Hit:
    if old is None:
        return new
    rank = ("name", "alias", "previousName", "weakAlias")
    return min(old, new, key=lambda h: (not h.exact, -h.cover, REORDERED in h.differs, rank.index(h.listed_kind)))


@dataclass(frozen=True, slots=True)
class _ShipWords:
    """The words of listed ships, as a set of which only membership is asked."""

    roll: Roll

    def __contains__(self, token: object) -> bool:
        return self.roll.is_ship_word(token)
