"""Before a long file of queries is screened: which of its rows can have an answer at all. Changes no answer, only the time.

All names are matched in one go, all numbers looked up; a row that meets no listed name near enough and no listed number
is left out. The rest goes the whole way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from offing.book.model import Row
from offing.index.find import Finder
from offing.index.profiles import Profile
from offing.index.ship_names import ship_name_parts
from offing.records.identifiers import fold_code, fold_imo, fold_mmsi
from offing.review.mentions import is_ship
from offing.review.proposals import kind_asked, name_parts
from offing.review.told import numbers_of

_PARTED = re.compile(r"[(（\[,\n]|\s(?:[af]\.?/?k\.?/?a\.?|formerly|also known as)[\s:]", re.IGNORECASE)
"""Only a name with one of these has parts of its own."""
_SAYS_NOTHING_MORE = frozenset({"id", "name", "type"})
_PLAIN_TYPES = frozenset({"", "vessel", "ship", "company", "organisation", "person"})


class _Asked(NamedTuple):
    """A query as a row of a sheet: its number and sheet, name and kind (`engine`), and the score from which a near name of it
    may be proposed."""

    number: int
    sheet: str
    name: str
    kind: int
    bar: float


@lru_cache(maxsize=1024)
def _type_of(text: str) -> tuple[bool, int, bool]:
    """Of a type: whether it is a ship's, what kind of name is asked for else, and whether it says no more than that."""
    from offing.index.engine import PARTY  # as late as this: its tables take time to load

    row = Row("parties", 0, "", {"type": text})
    kind = kind_asked(row)
    return is_ship(row), PARTY if kind is None else kind, text.casefold() in _PLAIN_TYPES


def with_candidates(
    queries: Sequence[Mapping[str, str]],
    has_a_hull: Callable[[Mapping[str, str]], bool],
    finder: Finder,
    profile: Profile,
) -> set[tuple[int, str]]:
    """Number and sheet of the rows that the queries make and that may name an entry. Cells are stripped, none is blank."""
    from offing.index.kinds import SHIP

    finder.reach(profile.floor)
    asked: list[_Asked] = []
    kept: set[tuple[int, str]] = set()
    for number, query in enumerate(queries):
        name, type_text = query.get("name", ""), query.get("type", "")
        ship, kind, plain = _type_of(type_text)
        bar = profile.least_near if plain and query.keys() <= _SAYS_NOTHING_MORE else 1e-9
        if ship or not type_text:
            asked.append(_Asked(number, "vessels", name, SHIP, bar))
            if _ship_known(query, finder):
                kept.add((number, "vessels"))
        if not ship:
            of_hull = not type_text and has_a_hull(query)
            if not of_hull:
                asked.append(_Asked(number, "parties", name, kind, bar))
            if _party_known(query, finder, imo_only=of_hull):
                kept.add((number, "parties"))
    best = _nearest(asked, finder)
    kept.update((a.number, a.sheet) for a in asked if best.get((a.name, a.kind), 0.0) >= a.bar)
    return kept


def _nearest(asked: Sequence[_Asked], finder: Finder) -> dict[tuple[str, int], float]:
    """Name and kind → score of the nearest listed name, 1 for an equal one; nothing where there is none."""
    wanted = dict.fromkeys((a.name, a.kind) for a in asked if a.name)
    parts = {w: p for w in wanted if (p := _parts(*w))}
    every = list(dict.fromkeys([*wanted, *((part, w[1]) for w, own in parts.items() for part in own)]))
    best = finder.nearest(every)
    for whole, own in parts.items():
        score = max((best.get((part, whole[1]), 0.0) for part in own), default=0.0)
        if score > best.get(whole, 0.0):
            best[whole] = score
    return best


def _parts(name: str, kind: int) -> tuple[str, ...]:
    from offing.index.kinds import SHIP

    if kind == SHIP:
        return ship_name_parts(name)
    return name_parts(name) if _PARTED.search(name) else ()


def _ship_known(query: Mapping[str, str], finder: Finder) -> bool:
    """Whether a number of the query is a listed one, or one slip from a listed IMO number."""
    imo, mmsi, sign = query.get("imo"), query.get("mmsi"), query.get("call_sign")
    if imo and (number := fold_imo(imo)) and (number in finder.numbers or finder.near_imo(number)):
        return True
    if mmsi and fold_mmsi(mmsi) in finder.numbers:
        return True
    return bool(sign) and fold_code(sign or "") in finder.numbers


def _party_known(query: Mapping[str, str], finder: Finder, *, imo_only: bool) -> bool:
    imo, lei = query.get("imo") or query.get("imo_company"), query.get("lei")
    if imo and fold_imo(imo) in finder.numbers:
        return True
    if imo_only:
        return False
    if lei and fold_code(lei) in finder.numbers:
        return True
    if "registration_number" in query or "other_ids" in query:
        return any(n.value in finder.numbers for n in numbers_of(Row("parties", 0, "", query)))
    return False
