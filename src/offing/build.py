"""Publishers' files → snapshots → the index; and the index, bundled tables and the user's own lists → the lists as of a day."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib import resources
from pathlib import Path

from offing.errors import FeedRefused, MissingSource, OffingError, SourceError, UnsafeInput
from offing.index import keep
from offing.index.keep import Version
from offing.index.view import Held, View, held_in_index, lent_dates
from offing.lists.contract import Dataset, Form, ListModule, ListReading, ReadLog, list_modules, read_list
from offing.lists.formats.ftm import read_ftm
from offing.lists.formats.plain import read_plain
from offing.reading.xml import root_of
from offing.records.codec import encode
from offing.records.entity import Entity
from offing.settings import Home
from offing.snapshots import Snapshot, sha256_of, sha256_of_set, version_name
from offing.snapshots import keep as keep_snapshot

NO_DAY = date(1, 1, 1)
"""The date of a list that states none and is not kept by version."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One list in use. `state` as in `review.result.ListUsed`; `set_aside` names authorities whose rows another list replaces."""

    dataset: Dataset
    state: str
    version: Version | None
    notes: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenLists:
    """All lists as of a day, and what there is to say of each."""

    view: View
    loaded: tuple[Loaded, ...]


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did: `new` version, `unchanged`, or `refused` with the reason (the old version stays in use)."""

    dataset: str
    outcome: str
    version: str
    entries: int
    why: str = ""
    notes: tuple[str, ...] = ()


def files_for(module: ListModule, folder: Path) -> tuple[Form, dict[str, Path]]:
    """The best form of a list that a folder holds, by the publisher's file names in any case and the XML root.

    Raises MissingSource when there is none.
    """
    present = {f.name.upper(): f for f in sorted(folder.iterdir()) if f.is_file()}
    others: list[str] = []
    for form in module.DATASET.forms:
        files = {n: present[n] for n in (*form.needs, *form.may) if n in present}
        if not all(n in files for n in form.needs):
            continue
        first = files[form.needs[0]]
        if form.root and (root := root_of(first)) and root != form.root:
            others.append(
                f"{first.name} is another list under the same file name: its root is <{root}>, not <{form.root}>"
            )
            continue
        return form, files
    wanted = "; or ".join(" + ".join(f.needs) for f in module.DATASET.forms)
    raise MissingSource(
        "; ".join([f"no file of {module.DATASET.name} here", *others]),
        where=str(folder),
        hint=f"Expected {wanted} (in any case)",
    )


def update(
    home: Home,
    module: ListModule,
    folder: Path,
    *,
    retrieved: datetime,
    dated: date | None = None,
    accept_shrink: bool = False,
) -> Updated:
    """Take a new version of one list from a folder of files, or refuse it and keep the old one.

    `dated` is the day the files speak for when they do not say it themselves. A refusal is recorded, so that every
    report tells of it until a good version comes, be it the one in use once more. Files of a version that is held are
    `unchanged`; files older than the version in use are refused without a record, as no newer feed was at fault.
    """
    dataset = module.DATASET
    at = retrieved.isoformat(timespec="seconds")
    with keep.opened(home.index) as db:
        held = keep.versions(db, dataset.name)
        last = held[-1] if held else None
        try:
            form, sources = files_for(module, folder)
            with _staged(home, dataset.name, sources) as files:
                reading = read_list(module, form, files)
                _check_shrink(reading, last, accept_shrink)
                snapshot = _snapshot(reading, files, retrieved, dated)
                same = next((v for v in reversed(held) if v.sha256 == snapshot.sha256), None)
                if last is not None and same is last:
                    keep.settle(db, dataset.name, at)
                if same is not None and (same is last or snapshot.dated <= same.dated):
                    return Updated(dataset.name, "unchanged", same.version, same.entries)
                if last is not None and snapshot.dated < last.dated:
                    why = f"{dataset.name}: the files are of {snapshot.dated.isoformat()}, older than {last.version} in use"
                    return Updated(
                        dataset.name, "refused", last.version, last.entries, f"{why}. Load versions oldest first"
                    )
                keep_snapshot(home.snapshots, snapshot, files)
                keep.add_version(db, snapshot, reading.entities, form.lacks, reading.log.notes)
            return Updated(dataset.name, "new", snapshot.version, snapshot.entries, notes=tuple(reading.log.notes))
        except MissingSource:
            raise
        except (SourceError, UnsafeInput) as error:
            keep.refuse(db, dataset.name, at, str(error))
            return Updated(
                dataset.name, "refused", last.version if last else "", last.entries if last else 0, str(error)
            )


@contextmanager
def _staged(home: Home, dataset: str, sources: Mapping[str, Path]) -> Iterator[dict[str, Path]]:
    """The files under the publisher's own names, so that a citation names what the snapshot keeps."""
    parent = home.snapshots / dataset
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".staged-", dir=parent))
    try:
        for name, source in sources.items():
            shutil.copyfile(source, folder / name)
        yield {name: folder / name for name in sources}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _check_shrink(reading: ListReading, last: Version | None, accept: bool) -> None:
    bound = reading.dataset.max_shrink
    if last is not None and not accept and reading.log.entries < last.entries * (1 - bound):
        raise FeedRefused(
            f"{reading.log.entries:,} entries where {last.version} has {last.entries:,}: more than {bound:.0%} are gone",
            where=reading.dataset.name, hint="If the publisher announced it, repeat with --accept-shrink",
        )  # fmt: skip


def _snapshot(reading: ListReading, files: Mapping[str, Path], retrieved: datetime, dated: date | None) -> Snapshot:
    hashes = {name: sha256_of(path) for name, path in sorted(files.items())}
    digest = sha256_of_set(hashes)
    day = reading.log.published or dated or retrieved.date()
    return Snapshot(
        dataset=reading.dataset.name, version=version_name(day, digest), form=reading.form.name, dated=day,
        published=reading.log.published or dated, retrieved=retrieved.isoformat(timespec="seconds"), url=reading.dataset.url,
        sha256=digest, files=hashes, entries=reading.log.entries,
    )  # fmt: skip


# ---- the lists as of a day


def open_lists(home: Home | None, as_of: date, user_lists: Sequence[Path] = ()) -> OpenLists:
    """Every list there is for `as_of`: those in the index, the bundled tables, and the user's own from folders or files."""
    modules = list_modules()
    held: list[Held] = []
    loaded: list[Loaded] = []
    if home is not None and home.index.exists():
        with keep.opened(home.index) as db:
            refused = keep.standing_refusals(db)
            by_name: dict[str, list[Version]] = {}
            for version in keep.versions(db):
                by_name.setdefault(version.dataset, []).append(version)
            for name, versions in by_name.items():
                if name in modules:
                    held += held_in_index(db, versions, as_of)
                    loaded.append(_in_use(modules[name].DATASET, versions, as_of, refused.get(name)))
    there = {x.dataset.name for x in loaded}
    lending: list[Entity] = []
    for module in modules.values():
        if module.DATASET.bundled:
            replaced = {modules[n].DATASET.authority for n in module.DATASET.stands_for if n in there}
            reading, version = read_bundled(module)
            lending += reading.entities
            kept = [e for x in reading.entities if (e := _without(x, replaced)) is not None]
            held += [_held(e, version) for e in kept]
            loaded.append(Loaded(module.DATASET, "bundled", version, tuple(reading.log.notes), tuple(sorted(replaced))))
        elif module.DATASET.name not in there:
            loaded.append(Loaded(module.DATASET, "missing" if module.DATASET.needed else "not_loaded", None))
    for path in _list_files(user_lists):
        entities, one = _user_list(path)
        held += [_held(e, one.version) for e in entities if one.version is not None]
        loaded.append(one)
    return OpenLists(
        View(as_of, held, lent_dates(lending)),
        tuple(sorted(loaded, key=lambda x: (x.version is None, x.dataset.name))),
    )


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


def _without(entity: Entity, authorities: set[str]) -> Entity | None:
    """The entity without the listings of some authorities; None when none is left."""
    kept = tuple(x for x in entity.listings if x.authority not in authorities)
    return replace(entity, listings=kept) if kept else None


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
