"""The lists as of a day: those in the index, the bundled tables, and the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from pathlib import Path

from offing.build.standins import Covered, covered_by, without_covered, without_republished
from offing.build.updating import NO_DAY_TOLD
from offing.errors import MissingSource, OffingError
from offing.index import keep
from offing.index.keep import Version
from offing.index.view import Held, Lender, View, held_in_index, lent_dates
from offing.lists.contract import Dataset, Form, ListModule, ListReading, ReadLog, list_modules, read_list
from offing.lists.formats.ftm import read_ftm
from offing.lists.formats.plain import read_plain
from offing.records.codec import encode
from offing.records.entity import Entity
from offing.settings import Home
from offing.snapshots import sha256_of, version_name

NO_DAY = date(1, 1, 1)
"""The date of a list that states none and is not kept by version."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One list in use. `state` as in `review.result.ListUsed`."""

    dataset: Dataset
    state: str
    version: Version | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenLists:
    """All lists as of a day, and what there is to say of each."""

    view: View
    loaded: tuple[Loaded, ...]


def open_lists(home: Home | None, as_of: date, user_lists: Sequence[Path] = ()) -> OpenLists:
    """Every list there is for `as_of`: those in the index, the bundled tables, and the user's own from folders or files."""
    modules = list_modules()
    held, loaded = _from_index(home, modules, as_of)
    covered = covered_by(held, {x.dataset.name: (x.dataset, x.version) for x in loaded if x.version is not None})
    held = without_republished(held, {x.dataset.name: x.dataset for x in loaded})
    lent: dict[tuple[str, str], Lender] = {}
    there = {x.dataset.name for x in loaded}
    for module in modules.values():
        if module.DATASET.bundled:
            reading, version = read_bundled(module)
            kept = [e for x in reading.entities if (e := without_covered(x, covered, module.DATASET)) is not None]
            held += [_held(e, version) for e in kept]
            aside = sum(len(x.listings) for x in reading.entities) - sum(len(x.listings) for x in kept)
            notes = (*reading.log.notes, *_aside(aside, covered, module.DATASET))
            loaded.append(Loaded(module.DATASET, "bundled", version, notes))
            lent = lent_dates(reading.entities, version) | lent
        elif module.DATASET.name not in there:
            loaded.append(Loaded(module.DATASET, "missing" if module.DATASET.needed else "not_loaded", None))
    for path in _list_files(user_lists):
        entities, one = _user_list(path)
        held += [_held(e, one.version) for e in entities if one.version is not None]
        loaded.append(one)
    return OpenLists(View(as_of, held, lent), tuple(sorted(loaded, key=lambda x: (x.version is None, x.dataset.name))))


def _from_index(home: Home | None, modules: dict[str, ListModule], as_of: date) -> tuple[list[Held], list[Loaded]]:
    held: list[Held] = []
    loaded: list[Loaded] = []
    if home is None or not home.index.exists():
        return held, loaded
    with keep.opened(home.index) as db:
        refused = keep.standing_refusals(db)
        by_name: dict[str, list[Version]] = {}
        for version in keep.versions(db):
            by_name.setdefault(version.dataset, []).append(version)
        for name, versions in by_name.items():
            if name in modules:
                held += held_in_index(db, versions, as_of)
                loaded.append(_in_use(modules[name].DATASET, versions, as_of, refused.get(name)))
    return held, loaded


def _aside(count: int, covered: Covered, dataset: Dataset) -> tuple[str, ...]:
    names = sorted(n for n in covered.lists if n in dataset.stands_for)
    return (f"{count} of its listings are set aside: {', '.join(names)} has them",) if count else ()


def _in_use(dataset: Dataset, versions: Sequence[Version], as_of: date, refusal: tuple[str, str] | None) -> Loaded:
    version = next((v for v in reversed(versions) if v.dated <= as_of), versions[0])
    notes = list(version.notes)
    state = "current"
    if version.dated > as_of:
        state = "later"
        notes.append(
            f"no version of {as_of.isoformat()} or before is held: answered from {version.version} by its listing dates; "
            "entries removed before that version are not seen"
        )
    elif version.published is None:
        state = "undated"
        notes.append(NO_DAY_TOLD)
    elif (as_of - version.dated).days > dataset.max_age_days:
        state = "stale"
    if refusal and version is versions[-1]:
        state = "held_back"
        notes.append(f"a newer feed was refused on {refusal[0]} and the version before it stays in use: {refusal[1]}")
    return Loaded(dataset, state, version, tuple(notes))


def read_bundled(module: ListModule) -> tuple[ListReading, Version]:
    """One of Offing's own fact tables, read from the package."""
    form = module.DATASET.forms[0]
    table = str(getattr(module, "TABLE"))  # noqa: B009 - only bundled modules have it
    with resources.as_file(resources.files("offing.lists") / "tables" / table) as path:
        reading = read_list(module, form, {form.needs[0]: path})
        digest = sha256_of(path)
    day = reading.log.published or NO_DAY
    return reading, _version(module.DATASET.name, day, digest, {table: digest}, reading, module.DATASET.url)


def _version(name: str, day: date, digest: str, files: dict[str, str], reading: ListReading, url: str) -> Version:
    label = version_name(day, digest) if day != NO_DAY else digest[:8]
    return Version(
        0, name, label, reading.form.name, day, day if day != NO_DAY else None, "", url, digest, files, reading.log.entries,
        reading.form.lacks, tuple(reading.log.notes),
    )  # fmt: skip


def _held(entity: Entity, version: Version) -> Held:
    return Held(
        entity.dataset,
        entity.entry,
        encode(entity),
        entity.place.at,
        version,
        ((0, 0),),
        (version.dated,),
        timeless=True,
    )


def _list_files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += [f for f in sorted(path.iterdir()) if f.name.lower().endswith((".csv", ".ftm.json"))]
        elif path.exists():
            found.append(path)
        else:
            raise MissingSource("there are no lists here", where=str(path))
    return found


def _user_list(path: Path) -> tuple[tuple[Entity, ...], Loaded]:
    """A plain list or a FollowTheMoney file that the user brought; one that cannot be read is said, not fatal."""
    reader = read_ftm if path.name.lower().endswith(".ftm.json") else read_plain
    name = path.name.lower().removesuffix(".csv").removesuffix(".ftm.json")
    form = Form("file", (path.name.upper(),))
    dataset = Dataset(name, f"the user's own list {path.name}", "the user", "", "see each row", "", (form,))
    log = ReadLog()
    try:
        entities = tuple(reader(path, log))
    except OffingError as error:
        return (), Loaded(dataset, "unreadable", None, (str(error),))
    digest = sha256_of(path)
    reading = ListReading(dataset, form, log, entities)
    if entities:
        name = entities[0].dataset
    version = replace(
        _version(name, log.published or NO_DAY, digest, {path.name: digest}, reading, ""),
        entries=log.entries or len(entities),
    )
    return entities, Loaded(replace(dataset, name=name), "user", version, tuple(log.notes))
