"""Which entries a name or number in the user's book may mean, with the parts that made it so.

Numbers first: an IMO number decides; a name never does alone. Names are compared by folded tokens, in which rare
tokens decide (HAIBO does, INTERNATIONAL FREIGHT does not).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log

from rapidfuzz import fuzz, process

from offing.index.names import key, party_tokens, ship_tokens
from offing.index.view import View

COMMON_SHARE = 0.004
"""A token in more than this share of listed names (INTERNATIONAL, SHIPPING, KOREA) decides nothing."""
CANDIDATES_PER_TOKEN = 400
"""A token in more names than this proposes no candidates; rarer tokens of the same name do."""
COVER_STRONG, COVER_POSSIBLE = 0.999, 0.80
"""Share of the rarity-weighted tokens of either name that has to be found in the other."""
COVER_INSIDE = 0.50
"""The same, where one name of two words or more stands whole in the other (`Dalian Haibo`)."""
REORDERED = "the words stand in another order"
TOKEN_SIMILAR = 84.0
"""Indel similarity (0 to 100) above which two tokens of five letters or more count as one misspelt."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A proposal. `via` is `imoNumber`, `mmsi`, `callSign`, another identifier kind, or `name`; `exact` tells equal names
    from near ones; `distinct` that a rare token is among the agreeing ones.
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


@dataclass(frozen=True, slots=True)
class _NameRow:
    position: int
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
                    found[key(tuple(sorted(tokens)))].append(_NameRow(position, kind, text, tokens))
                    found[key(tokens)].append(_NameRow(position, kind, text, tokens))
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
                    rows.append(_NameRow(position, kind, text, tokens))
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
    def _vocabulary(self) -> dict[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for token in self._postings:
            if len(token) >= 5 and not token.isdigit():
                found[token[0], len(token)].append(token)
        return dict(found)

    @cached_property
    def _near_cache(self) -> dict[str, tuple[str, ...]]:
        return {}

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

    def rarity(self, token: str) -> float:
        """Weight of a token: high when few listed names hold it, small when many do."""
        if len(token) == 1 and token.isalpha():
            return 0.1  # an initial
        total = max(len(self._parties), 50)
        return max(log(total / (len(self._postings.get(token, ())) + 1)), 0.1)

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
        for i in self._candidates(tokens):
            row = self._parties[i]
            found = self._compare(tokens, row, name)
            if found is not None:
                best[row.position] = _better(best.get(row.position), found)
        return tuple(sorted(best.values(), key=lambda h: (not h.exact, -h.cover, h.position)))

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

    def _near(self, token: str) -> tuple[str, ...]:
        """Listed tokens that a misspelling of one letter or so would make of `token`."""
        if len(token) < 5 or token.isdigit():
            return ()
        known = self._near_cache.get(token)
        if known is None:
            pool = [t for n in (-1, 0, 1) for t in self._vocabulary.get((token[0], len(token) + n), ())]
            known = tuple(
                t for t, _, _ in process.extract(token, pool, scorer=fuzz.ratio, score_cutoff=TOKEN_SIMILAR, limit=12)
            )
            self._near_cache[token] = known
        return known

    def _candidates(self, tokens: tuple[str, ...]) -> Iterable[int]:
        found: dict[int, None] = {}
        for token in set(tokens):
            for form in (token, *self._near(token)):
                rows = self._postings.get(form, ())
                if len(rows) <= CANDIDATES_PER_TOKEN:
                    found.update(dict.fromkeys(rows))
        return found

    def _compare(self, query: tuple[str, ...], row: _NameRow, name: str) -> Hit | None:
        """Rarity-weighted cover both ways; None unless the rarest token of each name is found in the other."""
        pairs = _pair(query, row.tokens)
        q_weight = {t: self.rarity(t) for t in query}
        n_weight = {t: self.rarity(t) for t in row.tokens}
        found_q, found_n = {q for q, _ in pairs}, {n for _, n in pairs}
        cover_q = sum(w for t, w in q_weight.items() if t in found_q) / sum(q_weight.values())
        cover_n = sum(w for t, w in n_weight.items() if t in found_n) / sum(n_weight.values())
        cover = min(cover_q, cover_n)
        inside = max(cover_q, cover_n) >= COVER_STRONG and len(pairs) >= 2 and cover >= COVER_INSIDE
        if (cover < COVER_POSSIBLE and not inside) or max(n_weight, key=lambda t: n_weight[t]) not in found_n:
            return None
        if max(q_weight, key=lambda t: q_weight[t]) not in found_q or not any(not self.common(n) for _, n in pairs):
            return None
        spelling = tuple(f"{q} / {n}" for q, n in pairs if q != n)
        extra = tuple(f"only in the book: {t}" for t in query if t not in found_q)
        lacking = tuple(f"only on the list: {t}" for t in row.tokens if t not in found_n)
        exact = cover >= COVER_STRONG and not spelling
        order = (REORDERED,) if exact and key(query) != key(row.tokens) else ()
        return Hit(
            row.position, "name", name, row.text, row.kind, exact, self._distinct(row.tokens), round(cover, 3),
            (*spelling, *extra, *lacking, *order),
        )  # fmt: skip


def _pair(query: tuple[str, ...], listed: tuple[str, ...]) -> list[tuple[str, str]]:
    """Tokens of the two names that are the same or one misspelt, each used once."""
    left = list(listed)
    pairs: list[tuple[str, str]] = []
    rest: list[str] = []
    for q in query:
        if q in left:
            left.remove(q)
            pairs.append((q, q))
        else:
            rest.append(q)
    for q in rest:
        close = [(fuzz.ratio(q, n), n) for n in left if min(len(q), len(n)) >= 5 and not q.isdigit()]
        if close and max(close)[0] >= TOKEN_SIMILAR:
            n = max(close)[1]
            left.remove(n)
            pairs.append((q, n))
    return pairs


def _better(old: Hit | None, new: Hit) -> Hit:
    if old is None:
        return new
    rank = ("name", "alias", "previousName", "weakAlias")
    return min(old, new, key=lambda h: (not h.exact, -h.cover, REORDERED in h.differs, rank.index(h.listed_kind)))
