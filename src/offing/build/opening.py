"""The lists as of a day: those in the index, the bundled tables, and the user's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from offing.build.making import beside, made
from offing.build.ready import Ready, kept, key_of, latest
from offing.build.ready import keep as keep_ready
from offing.build.tables import NO_DAY, version_of
from offing.build.updating import NO_DAY_TOLD
from offing.errors import MissingSource, OffingError
from offing.index import keep
from offing.index.keep import Version
from offing.index.stored import Stored
from offing.index.view import View
from offing.lists.contract import Dataset, Form, ListModule, ListReading, ReadLog, list_modules
from offing.lists.formats.ftm import read_ftm
from offing.lists.formats.plain import read_plain
from offing.records.entity import Entity
from offing.settings import Home
from offing.snapshots import sha256_of


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
    in_use, refused = _in_index(home, modules)
    loaded = [_in_use(modules[name].DATASET, vs, as_of, refused.get(name)) for name, vs in in_use.items()]
    ready = _ready(home if in_use else None, in_use, modules, as_of)
    loaded += [Loaded(modules[b.dataset].DATASET, "bundled", b.version, b.notes) for b in ready.bundled]
    there = {x.dataset.name for x in loaded}
    for name, module in modules.items():
        if name not in there:
            loaded.append(Loaded(module.DATASET, "missing" if module.DATASET.needed else "not_loaded", None))
    for path in _list_files(user_lists):
        entities, one = _user_list(path)
        if one.version is not None:
            ready = beside(ready, one.version, entities, as_of)
        loaded.append(one)
    held = Stored(ready.entries, ready.sources, home.index if home else None)
    view = View(as_of, held, ready.lent, ready.listed)
    return OpenLists(view, tuple(sorted(loaded, key=lambda x: (x.version is None, x.dataset.name))))


def prepare(home: Home, as_of: date) -> None:
    """Make the names ready for a day, so that the next call need not; what is wrong with the index that call will say."""
    try:
        _ = open_lists(home, as_of).view.listed.engine
    except OffingError:
        return


def _ready(
    home: Home | None, in_use: Mapping[str, Sequence[Version]], modules: Mapping[str, ListModule], as_of: date
) -> Ready:
    if home is None:
        return made(None, {}, modules, as_of)
    key = key_of(in_use, as_of)
    found = kept(home, key)
    if found is None:
        with keep.opened(home.index, to_read=True) as db:
            found = made(db, in_use, modules, as_of, latest(home))
        found.listed.then = partial(keep_ready, home, key, found)
    return found


def _in_index(
    home: Home | None, modules: Mapping[str, ListModule]
) -> tuple[dict[str, list[Version]], dict[str, tuple[str, str]]]:
    """Versions of each list in the index, oldest first, and feeds refused since."""
    in_use: dict[str, list[Version]] = {}
    if home is None or not home.index.exists():
        return in_use, {}
    with keep.opened(home.index, to_read=True) as db:
        for version in keep.versions(db):
            if version.dataset in modules:
                in_use.setdefault(version.dataset, []).append(version)
        return in_use, keep.standing_refusals(db)


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
        notes.append(f"a newer feed was not taken on {refusal[0]} and the version before it stays in use: {refusal[1]}")
    return Loaded(dataset, state, version, tuple(notes))


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
        version_of(name, log.published or NO_DAY, digest, {path.name: digest}, reading, ""),
        entries=log.entries or len(entities),
    )
    return entities, Loaded(replace(dataset, name=name), "user", version, tuple(log.notes))
