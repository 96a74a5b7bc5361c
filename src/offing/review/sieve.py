"""Before a long file of queries is screened: which of its rows can have an answer at all. Changes no answer, only the time.

All names are matched in one go, all numbers looked up; a row that meets no listed name near enough and no listed number
is left out. The rest goes the whole way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from offing.book.model import Row
from offing.index.find import Finder, Hit
from offing.index.profiles import Profile
from offing.records.identifiers import fold_code, fold_imo, fold_mmsi
from offing.review.proposals import kind_asked, name_parts
from offing.review.told import numbers_of

_PARTED = re.compile(r"[(（\[,\n]|\s(?:[af]\.?/?k\.?/?a\.?|formerly|also known as)[\s:]", re.IGNORECASE)
"""Only a name with one of these has parts of its own."""
_SAYS_NOTHING_MORE = frozenset({"id", "name", "type"})
_PLAIN_TYPES = frozenset({"", "vessel", "ship", "company", "organisation", "person"})


def with_candidates(rows: Sequence[Row], finder: Finder, profile: Profile) -> tuple[Row, ...]:
    """The rows, of the sheets `vessels` and `parties` and as a query makes them, that may name an entry; in their order."""
    finder.reach(profile.floor)
    parties = dict.fromkeys((r["name"], kind_asked(r)) for r in rows if r.sheet == "parties" and r["name"])
    ships = dict.fromkeys(r["name"] for r in rows if r.sheet == "vessels" and r["name"])
    names = {asked: _names(asked[0]) for asked in parties}
    finder.prime((), ships, ((n, kind) for (_, kind), all_of_it in names.items() for n in all_of_it))
    party = {asked: _nearest(h for n in names[asked] for h in finder.parties_named(n, asked[1])) for asked in parties}
    ship = {n: _nearest((*finder.ships_named(n), *finder.ships_near(n))) for n in ships}

    def nearest(row: Row) -> float:
        if row.sheet == "vessels":
            return ship.get(row["name"], 0.0)
        return party.get((row["name"], kind_asked(row)), 0.0)

    return tuple(r for r in rows if nearest(r) >= _bar(r, profile) or _number_known(r, finder))


def _names(name: str) -> tuple[str, ...]:
    return (name, *name_parts(name)) if _PARTED.search(name) else (name,)


def _nearest(hits: Iterable[Hit]) -> float:
    return max((1.0 if h.exact else h.score for h in hits), default=0.0)


def _bar(row: Row, profile: Profile) -> float:
    """The score below which no near name of the row is proposed: lower where something stands beside the name."""
    alone = row.texts.keys() <= _SAYS_NOTHING_MORE and row["type"].casefold() in _PLAIN_TYPES
    return profile.least_near if alone else 1e-9


def _number_known(row: Row, finder: Finder) -> bool:
    if row.sheet == "vessels":
        imo = fold_imo(row["imo"]) if row["imo"] else None
        return bool(
            (imo and (imo in finder.numbers or finder.imo_slips(imo)))
            or (row["mmsi"] and fold_mmsi(row["mmsi"]) in finder.numbers)
            or (row["call_sign"] and fold_code(row["call_sign"]) in finder.numbers)
        )
    return bool(
        (row["imo_company"] and fold_imo(row["imo_company"]) in finder.numbers)
        or (row["lei"] and fold_code(row["lei"]) in finder.numbers)
        or (
            (row["registration_number"] or row["other_ids"]) and any(n.value in finder.numbers for n in numbers_of(row))
        )
    )
