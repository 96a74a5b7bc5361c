"""Names made ready for look-ups from the index and Offing's own tables; from an older making, only what differs is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from offing.build.ready import Bundled, Ready
from offing.build.standins import Covered, covered_by, republished, without_covered
from offing.build.tables import read_bundled
from offing.index.keep import Version, hash_of
from offing.index.listed import Listed, built, named
from offing.index.roll import NOBODY, Numbers, Roll, Rows, moved, read_bodies, roll_of, together
from offing.index.stored import Source, entries_of, followed_by, standing_on
from offing.index.view import InForce, Lender, body_of, in_force, lent_dates
from offing.lists.contract import Dataset, ListModule
from offing.records.codec import encode
from offing.records.entity import Entity

if TYPE_CHECKING:
    from offing.index.engine import Engine

_Found = tuple[int, InForce, str]
"""Number of the list, the entry, its text where the index does not have it."""
_IMO = "imoNumber"


def made(
    db: sqlite3.Connection | None, in_use: Mapping[str, Sequence[Version]], modules: Mapping[str, ListModule], as_of: date,
    old: Ready | None = None,
) -> Ready:  # fmt: skip
    """All entries of the lists in use on a day (`in_use`: versions by list), and of Offing's own tables."""
    datasets = {name: modules[name].DATASET for name in in_use}
    sources = [Source(name, tuple(versions)) for name, versions in in_use.items()]
    found = _from_index(db, sources, datasets, as_of)
    before = _identities(old) if old else {}
    to = np.full(len(old.entries.source) if old else 0, -1, np.int64)
    codes = {code: i for i, code in enumerate(old.listed.roll.codes)} if old else {}
    new = _settled(found, sources, before, to, 0)
    fresh = read_bodies(((i, _text(db, found[i], sources)) for i in new), codes)
    covered = _covered(found, sources, fresh[1], codes, old, to, {
        name: (datasets[name], _version_on(versions, as_of)) for name, versions in in_use.items()
    })  # fmt: skip
    bundled: list[Bundled] = []
    lent: dict[tuple[str, str], Lender] = {}
    first = len(found)
    for module in modules.values():
        if module.DATASET.bundled:
            table, entities, lends = _table(module, covered)
            bundled.append(table)
            lent = lends | lent
            found += _own(entities, table.version, sources)
    more = _settled(found, sources, before, to, first)
    fresh = together(fresh, read_bodies(((i, found[i][2]) for i in more), codes))[:2]
    entries = entries_of(found)
    listed = _listed(fresh, codes, old, to, standing_on(entries, sources, as_of))
    return Ready(entries, tuple(sources), listed, tuple(bundled), lent)


def beside(ready: Ready, version: Version, entities: Sequence[Entity], as_of: date) -> Ready:
    """With the entries of a further list, which stand after all others."""
    sources = list(ready.sources)
    found = _own(entities, version, sources)
    first = len(ready.entries.source)
    codes = {code: i for i, code in enumerate(ready.listed.roll.codes)}
    fresh = read_bodies(((first + i, body) for i, (_, _, body) in enumerate(found)), codes)
    every = followed_by(ready.entries, entries_of(found))
    listed = _listed(fresh, codes, ready, np.arange(first), standing_on(every, sources, as_of))
    return replace(ready, entries=every, sources=tuple(sources), listed=listed)


def _from_index(
    db: sqlite3.Connection | None, sources: Sequence[Source], datasets: Mapping[str, Dataset], as_of: date
) -> list[_Found]:
    found = [(i, x, "") for i, s in enumerate(sources) if db for x in in_force(db, s.versions, as_of)]
    again = republished([(sources[i].name, x.entry) for i, x, _ in found], datasets)
    return [one for one in found if not again(sources[one[0]].name, one[1].entry)]


def _identities(old: Ready) -> dict[tuple[str, str, str], int]:
    """(list, entry, hash of its text) → position in the older making."""
    entries, names = old.entries, [s.name for s in old.sources]
    return {(names[s], entries.entry.text(i), entries.digest.text(i)): i for i, s in enumerate(entries.source.tolist())}


def _settled(
    found: Sequence[_Found], sources: Sequence[Source], before: Mapping[tuple[str, str, str], int], to: NDArray[np.int64],
    first: int,
) -> list[int]:  # fmt: skip
    """Note in `to` where entries of the older making now stand, from position `first` on; positions that it had not."""
    new = []
    for i in range(first, len(found)):
        source, one, _ = found[i]
        was = before.get((sources[source].name, one.entry, one.digest))
        if was is None or to[was] >= 0:
            new.append(i)
        else:
            to[was] = i
    return new


def _text(db: sqlite3.Connection | None, found: _Found, sources: Sequence[Source]) -> str:
    source, one, text = found
    return body_of(db, one.span, one.digest, one.entry, sources[source].name) if db else text


def _covered(
    found: Sequence[_Found], sources: Sequence[Source], fresh: Numbers, codes: Mapping[str, int], old: Ready | None,
    to: NDArray[np.int64], lists: Mapping[str, tuple[Dataset, Version]],
) -> Covered:  # fmt: skip
    """What the lists in use hold, so that the bundled tables stand aside for it."""
    kind = codes.get(_IMO, -1)
    ships = _ships(fresh, kind, np.arange(len(found)))
    if old is not None:
        ships = chain(ships, _ships(old.listed.roll.numbers, kind, to))
    entries = ((sources[i].name, x.entry) for i, x, _ in found)
    return covered_by(entries, ((sources[found[p][0]].name, imo) for p, imo in ships), lists)


def _ships(numbers: Numbers, kind: int, to: NDArray[np.int64]) -> Iterator[tuple[int, str]]:
    """(position now, IMO number)."""
    for i in np.flatnonzero(numbers.kind == kind).tolist():
        position, imo = int(to[numbers.position[i]]), numbers.value.text(i)
        if position >= 0 and len(imo) == 7:
            yield position, imo


def _table(module: ListModule, covered: Covered) -> tuple[Bundled, list[Entity], dict[tuple[str, str], Lender]]:
    """One of Offing's own tables less what the lists in use have, with the dates that all its rows lend."""
    dataset = module.DATASET
    reading, version = read_bundled(module)
    kept = [e for x in reading.entities if (e := without_covered(x, covered, dataset)) is not None]
    aside = sum(len(x.listings) for x in reading.entities) - sum(len(x.listings) for x in kept)
    names = ", ".join(sorted(n for n in covered.lists if n in dataset.stands_for))
    notes = (f"{aside} of its listings are set aside: {names} has them",) if aside else ()
    return Bundled(dataset.name, version, (*reading.log.notes, *notes)), kept, lent_dates(reading.entities, version)


def _version_on(versions: Sequence[Version], as_of: date) -> Version:
    return next((v for v in reversed(versions) if v.dated <= as_of), versions[0])


def _own(entities: Iterable[Entity], version: Version, sources: list[Source]) -> list[_Found]:
    """Entries that are in no index, each with its text. Their lists are added to `sources`."""
    numbers: dict[str, int] = {}
    found = []
    for entity in entities:
        if entity.dataset not in numbers:
            numbers[entity.dataset] = len(sources)
            sources.append(Source(entity.dataset, (version,), timeless=True))
        body = encode(entity)
        one = InForce(entity.entry, -1, hash_of(body), entity.place.at, 0, ((0, 0),))
        found.append((numbers[entity.dataset], one, body))
    return found


def _listed(
    fresh: tuple[Rows, Numbers], codes: Mapping[str, int], old: Ready | None, to: NDArray[np.int64],
    standing: NDArray[np.bool_],
) -> Listed:  # fmt: skip
    """The roll of what was carried over and what is fresh; its matcher is carried over too, where little changed.

    Words are weighed by the names of `standing` entries, so that a day's answers do not rest on what came or went since.
    """
    if old is None:
        return Listed(roll_of(*fresh, codes), partial(_weighed, standing))
    was = old.listed
    rows, numbers, stay = moved(was.roll.rows, was.roll.numbers, to)
    rows, numbers, order = together((rows, numbers), fresh)
    row_to = np.full(len(was.roll.rows.group), -1, np.int64)
    carried = np.flatnonzero(order < len(stay))
    row_to[stay[order[carried]]] = carried
    came = np.flatnonzero(order >= len(stay))
    return Listed(roll_of(rows, numbers, codes), _carried(was, row_to, came, standing))


def _weighed(standing: NDArray[np.bool_], roll: Roll) -> Engine:
    return built(roll, standing[roll.rows.position])


def _carried(
    was: Listed, row_to: NDArray[np.int64], came: NDArray[np.int64], standing: NDArray[np.bool_]
) -> Callable[[Roll], Engine]:
    def make(roll: Roll) -> Engine:
        from offing.index.renewed import renewed

        fresh = came[roll.rows.group[came] != NOBODY].tolist()
        if len(fresh) > len(roll.rows.group) / 2:
            return _weighed(standing, roll)
        return renewed(was.engine, row_to, named(roll.rows, roll.codes, fresh), fresh, standing[roll.rows.position])

    return make
