"""Which entries a name or number in the user's book may mean, with the parts that made it so.

Numbers first: an IMO number decides; a name never does alone. Equal names are found by their folded tokens; near ones
by the engine (`engine.py`), in which rare words decide (HAIBO does, INTERNATIONAL FREIGHT does not).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from offing.index.names import key, party_tokens, ship_tokens
from offing.index.view import View

if TYPE_CHECKING:
    from offing.index.engine import Engine

COMMON_SHARE = 0.004
"""A token in more than this share of listed names (INTERNATIONAL, SHIPPING, KOREA) decides nothing."""
REORDERED = "the words stand in another order"


@dataclass(frozen=True, slots=True)
class Hit:
    """A proposal. `via` is `imoNumber`, `mmsi`, `callSign`, another identifier kind, or `name`; `exact` tells equal names
    from near ones; `distinct` that a rare token is among the agreeing ones; `cover` is the share of weight that agrees;
    `score` orders near names (0 to 1) and is shown to nobody.
    """

    position: int
    via: str
    value: str
    listed: str
    listed_kind: str = "name"
    exact: bool = True
    distinct: bool = True
    cover: float = 1.0
    differs: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class _NameRow:
    position: int
    schema: str
    kind: str
    text: str
    tokens: tuple[str, ...]


class Finder:
    """Look-ups in one View. Positions are the View's."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def _raw(self) -> tuple[dict[tuple[str, str], list[int]], list[tuple[int, str, str, str]]]:
        ids: dict[tuple[str, str], list[int]] = defaultdict(list)
        names: list[tuple[int, str, str, str]] = []
        for position, held in enumerate(self.view.held):
            body = json.loads(held.body)
            schema = body["schema"]
            for i in body.get("ids", ()):
                ids[i["k"], i.get("v", "")].append(position)
            names.extend((position, schema, n["k"], n["t"]) for n in body.get("names", ()))
        return dict(ids), names

    @cached_property
    def _ships(self) -> dict[str, list[_NameRow]]:
        found: dict[str, list[_NameRow]] = defaultdict(list)
        for position, schema, kind, text in self._raw[1]:
            if schema == "Vessel":
                tokens = ship_tokens(text)
                if tokens:
                    found[key(tuple(sorted(tokens)))].append(_NameRow(position, schema, kind, text, tokens))
                    found[key(tokens)].append(_NameRow(position, schema, kind, text, tokens))
        return dict(found)

    @cached_property
    def ship_words(self) -> frozenset[str]:
        """Every folded word of a listed ship's name."""
        return frozenset(t for rows in self._ships.values() for row in rows for t in row.tokens)

    @cached_property
    def _parties(self) -> list[_NameRow]:
        rows = []
        for position, schema, kind, text in self._raw[1]:
            if schema not in ("Vessel", "Airplane", "Asset"):
                tokens = party_tokens(text)
                if tokens:
                    rows.append(_NameRow(position, schema, kind, text, tokens))
        return rows

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for i, row in enumerate(self._parties):
            found[key(row.tokens)].append(i)
            ordered = key(tuple(sorted(row.tokens)))
            if ordered != key(row.tokens):
                found[ordered].append(i)
        return dict(found)

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for i, row in enumerate(self._parties):
            for token in set(row.tokens):
                found[token].append(i)
        return dict(found)

    @cached_property
    def _ship_rows(self) -> list[_NameRow]:
        return list({id(row): row for rows in self._ships.values() for row in rows}.values())

    @cached_property
    def _engine(self) -> Engine:
        from offing.index.engine import PARTY, build  # numpy and the kernels, only where a name is asked
        from offing.index.words import FIRM, PERSON, SHIP

        kinds = {"Person": PERSON, "LegalEntity": PARTY}
        parties = [(row.text, kinds.get(row.schema, FIRM)) for row in self._parties]
        return build([*parties, *((row.text, SHIP) for row in self._ship_rows)])

    def by_id(self, kind: str, value: str) -> tuple[int, ...]:
        """Positions of entries with that identifier."""
        return tuple(dict.fromkeys(self._raw[0].get((kind, value), ()))) if value else ()

    def ids_of_kind(self, kind: str) -> Iterator[tuple[str, list[int]]]:
        return ((v, p) for (k, v), p in self._raw[0].items() if k == kind)

    def ships_named(self, name: str) -> tuple[Hit, ...]:
        """Listed ships of the same folded name, in any order of its words."""
        tokens = ship_tokens(name)
        if not tokens:
            return ()
        rows = [*self._ships.get(key(tokens), ()), *self._ships.get(key(tuple(sorted(tokens))), ())]
        best: dict[int, Hit] = {}
        for row in rows:
            best.setdefault(row.position, Hit(row.position, "name", name, row.text, row.kind))
        return tuple(best.values())

    def ships_near(self, name: str) -> tuple[Hit, ...]:
        """Listed ships of nearly that name, best first: a slip, another script, another romanisation. Never another number."""
        exact = {h.position for h in self.ships_named(name)}
        from offing.index.words import SHIP

        return self._near(name, SHIP, self._ship_rows, len(self._parties), exact)

    def common(self, token: str) -> bool:
        return len(self._postings.get(token, ())) > max(4, COMMON_SHARE * len(self._parties))

    def parties_named(self, name: str) -> tuple[Hit, ...]:
        """Listed firms and persons whose name agrees in all that is rare, best first."""
        tokens = party_tokens(name)
        if not tokens:
            return ()
        best: dict[int, Hit] = {}
        for i in [*self._by_key.get(key(tokens), ()), *self._by_key.get(key(tuple(sorted(tokens))), ())]:
            row = self._parties[i]
            differs = () if key(row.tokens) == key(tokens) else (REORDERED,)
            hit = Hit(row.position, "name", name, row.text, row.kind, True, self._distinct(row.tokens), 1.0, differs)
            best[row.position] = _better(best.get(row.position), hit)
        from offing.index.engine import PARTY

        near = self._near(name, PARTY, self._parties, 0, set(best))
        return (*sorted(best.values(), key=lambda h: (bool(h.differs), h.position)), *near)

    def _near(self, name: str, kind: int, rows: list[_NameRow], first: int, known: set[int]) -> tuple[Hit, ...]:
        """Hits of the engine on entries not known yet, best first, each with what differs. `rows` begin at its name `first`."""
        from offing.index.explain import explain
        from offing.index.weigh import POSSIBLE

        found: dict[int, Hit] = {}
        for match in self._engine.match([name], [kind], least=POSSIBLE)[0]:
            row = rows[match.position - first]
            if row.position in known or row.position in found:
                continue
            why = explain(self._engine, name, row.text, match)
            differs = (
                *(f"{p.asked} / {p.listed}" for p in why.pairs if p.asked != p.listed),
                *(f"only in the book: {w}" for w in why.only_asked),
                *(f"only on the list: {w}" for w in why.only_listed),
            )
            found[row.position] = Hit(
                row.position, "name", name, row.text, row.kind, False, self._distinct(row.tokens), why.cover,
                differs, match.score,
            )  # fmt: skip
        return tuple(found.values())

    def named_exactly(self, tokens: tuple[str, ...]) -> tuple[Hit, ...]:
        """Listed firms and persons with exactly these folded tokens in this order, joins and splits aside."""
        best: dict[int, Hit] = {}
        for i in self._by_key.get(key(tokens), ()) if tokens else ():
            row = self._parties[i]
            if key(row.tokens) == key(tokens):
                hit = Hit(row.position, "name", " ".join(tokens), row.text, row.kind, True, self._distinct(row.tokens))
                best[row.position] = _better(best.get(row.position), hit)
        return tuple(best.values())

    def _distinct(self, tokens: tuple[str, ...]) -> bool:
        rare = [t for t in tokens if not self.common(t) and not t.isdigit()]
        return bool(rare) and (len(tokens) > 1 or len(rare[0]) >= 7)


def _better(old: Hit | None, new: Hit) -> Hit:
    if old is None:
        return new
    rank = ("name", "alias", "previousName", "weakAlias")
    return min(old, new, key=lambda h: (not h.exact, -h.cover, REORDERED in h.differs, rank.index(h.listed_kind)))
