"""An exported case reviewed anew, from nothing but its folder: the book's files, the publishers' files, and what was asked."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from offing.answer import examine_book
from offing.build import update
from offing.build.updating import HAND, Origin
from offing.desk.case_file import MAKE
from offing.desk.export import BOOK, CASE, DECISIONS, LISTS, REVIEW
from offing.desk.files import safe_name
from offing.desk.sealed import differs, records_differ
from offing.errors import MalformedSource, OffingError, StoreError, UnsafeInput
from offing.lists.contract import list_modules
from offing.report.as_json import findings_json
from offing.settings import ENGINE, Home
from offing.snapshots import Snapshot, content_of, versions


@dataclass(frozen=True, slots=True)
class Replayed:
    """`missing` were found then and not now, `new` the other way, `other` differ in what they say; ids of findings."""

    case: str
    finding: str
    then: int
    now: int
    missing: tuple[str, ...]
    new: tuple[str, ...]
    other: tuple[str, ...]
    engine_then: str
    engine_now: str

    @property
    def same(self) -> bool:
        return not (self.missing or self.new or self.other)

    @property
    def finding_same(self) -> bool:
        """Whether the case's own finding is found again as it was."""
        return self.finding not in (*self.missing, *self.other)


def replay(folder: Path, progress: Callable[[str], None] = lambda _: None) -> Replayed:
    """Review the folder's book against the folder's lists, on its day, and lay the findings beside those of then.

    Raises StoreError where the folder is not what was exported, MalformedSource where it is no export that can be read.
    """
    broken = differs(folder) or records_differ(folder)
    if broken is not None:
        raise StoreError(f"the folder is not what was exported: {broken.why}", where=broken.file)
    try:
        told = json.loads((folder / CASE).read_bytes())
        then = json.loads((folder / REVIEW).read_bytes())
        asked = told["replay"]
        if told["make"] != MAKE:
            raise MalformedSource(f"the folder is of another make ({told['make']})", where=CASE)
        headers = {(h["sheet"], h["header"]): h["column"] for h in asked["headers"]}
        with tempfile.TemporaryDirectory(prefix="offing-replay-") as name:
            home = Home(Path(name))
            _load_lists(folder, home, progress)
            if (folder / DECISIONS).exists():
                home.decisions.write_bytes((folder / DECISIONS).read_bytes())
            examined = examine_book(
                folder / BOOK, as_of=date.fromisoformat(asked["as_of"]), home=home.root, role=asked["role"],
                profile=asked["profile"], headers=headers, called=asked["name"], progress=progress,
            )  # fmt: skip
            now = json.loads(findings_json(examined.review))
    except (KeyError, TypeError, ValueError) as error:
        raise MalformedSource(f"this is no exported case: {error!r}", where=str(folder)) from error
    return _beside(told, then, now)


def _load_lists(folder: Path, home: Home, progress: Callable[[str], None]) -> None:
    """The index made anew from the publishers' files, version by version."""
    root, modules = folder / LISTS, list_modules()
    for place in sorted(root.iterdir()) if root.is_dir() else ():
        if place.name not in modules:
            raise MalformedSource("no list of this Offing", where=f"{LISTS}/{place.name}")
        for snapshot in sorted(versions(root, place.name), key=_when):
            if snapshot.dataset != place.name or not (place / snapshot.version).is_dir():
                raise MalformedSource("a version that is not where it says", where=f"{LISTS}/{place.name}")
            progress(f"reading {snapshot.dataset} {snapshot.version}")
            _load(root, snapshot, home)


def _when(snapshot: Snapshot) -> tuple[datetime, date]:
    return datetime.fromisoformat(snapshot.retrieved).astimezone(), snapshot.dated


def _load(root: Path, snapshot: Snapshot, home: Home) -> None:
    module = list_modules()[snapshot.dataset]
    for file in snapshot.files:
        if file != safe_name(file):  # the folder came from elsewhere
            raise UnsafeInput("this is no name for a file", where=f"{LISTS}/{snapshot.dataset}", value=file)
    by_hand = snapshot.url == module.DATASET.url and not snapshot.headers
    with tempfile.TemporaryDirectory(prefix="offing-files-") as name:
        for file in snapshot.files:
            (Path(name) / file).write_bytes(content_of(root, snapshot, file))
        done = update(
            home, list_modules()[snapshot.dataset], Path(name), retrieved=datetime.fromisoformat(snapshot.retrieved),
            dated=snapshot.dated if snapshot.published else None, accept_shrink=True,
            source=HAND if by_hand else Origin(snapshot.url, snapshot.headers),
        )  # fmt: skip
    if done.version != snapshot.version:
        raise OffingError(
            f"read as {done.version or 'nothing'}: {done.why}", where=f"{snapshot.dataset} {snapshot.version}"
        )


def _beside(told: Mapping[str, Any], then: Mapping[str, Any], now: Mapping[str, Any]) -> Replayed:
    were = {f["id"]: f for f in then["findings"]}
    are = {f["id"]: f for f in now["findings"]}
    return Replayed(
        case=told["case"]["id"],
        finding=told["finding"]["id"],
        then=len(were),
        now=len(are),
        missing=tuple(i for i in were if i not in are),
        new=tuple(i for i in are if i not in were),
        other=tuple(i for i, f in were.items() if i in are and are[i] != f),
        engine_then=then["review"]["engine"],
        engine_now=ENGINE,
    )
