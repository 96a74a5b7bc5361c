"""When a row stands aside for another: a bundled table's for the list it stands for, a re-publication's for its original."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from offing.index.keep import Version
from offing.lists.contract import Dataset
from offing.records.entity import Entity, Listing

_TOLD_ON = re.compile(r"\bas of (\d{4}-\d{2}-\d{2})")
"""How a bundled row's wording says on which day its list was read."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What the lists loaded hold, by authority: entry numbers and ships; and the version in use of each list."""

    entries: frozenset[tuple[str, str]]
    ships: frozenset[tuple[str, str]]
    lists: Mapping[str, tuple[Dataset, Version]]


def covered_by(
    entries: Iterable[tuple[str, str]], ships: Iterable[tuple[str, str]], lists: Mapping[str, tuple[Dataset, Version]]
) -> Covered:
    """What the lists that bundled tables may stand for hold: (list, entry) and (list, IMO number of an entry)."""
    return Covered(
        frozenset((lists[name][0].authority, entry) for name, entry in entries),
        frozenset((lists[name][0].authority, imo) for name, imo in ships),
        lists,
    )


def without_covered(entity: Entity, covered: Covered, table: Dataset) -> Entity | None:
    """The table's entity without the listings that a loaded list has, or would have if they still stood; None if none is left.

    A list older than the table's row says nothing of it: the row stays.
    """
    mine = [(d, v) for n, (d, v) in covered.lists.items() if n in table.stands_for]
    kept = tuple(x for x in entity.listings if not _stands_aside(entity, x, covered, mine))
    return replace(entity, listings=kept) if kept else None


def _stands_aside(entity: Entity, listing: Listing, covered: Covered, lists: Sequence[tuple[Dataset, Version]]) -> bool:
    versions = [v for d, v in lists if d.authority == listing.authority and d.needed]
    if not any(d.authority == listing.authority for d, _ in lists):
        return False
    if (listing.authority, listing.entry) in covered.entries:
        return True
    if any((listing.authority, imo) in covered.ships for imo in entity.ids("imoNumber")) and versions:
        return True
    told = _TOLD_ON.search(listing.wording)
    day = date.fromisoformat(told[1]) if told else date.max
    return any(v.published is not None and v.dated >= day for v in versions)


def republished(entries: Collection[tuple[str, str]], lists: Mapping[str, Dataset]) -> Callable[[str, str], bool]:
    """Whether a list only re-publishes an entry of another that is loaded. `entries` are (list, entry)."""
    originals = {name: set(d.republishes) & lists.keys() for name, d in lists.items()}
    known = set(entries) if any(originals.values()) else set()
    return lambda name, entry: any((o, entry.partition("-")[0]) in known for o in originals[name])
