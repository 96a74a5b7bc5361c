"""A new version of a list: taken from a folder of the publisher's files, or refused while the old one stays."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from offing.build import reread
from offing.errors import FeedRefused, MissingSource, SourceError, StoreError, UnsafeInput
from offing.index import keep
from offing.index.keep import Version
from offing.lists.contract import Form, ListModule, ListReading, read_list
from offing.reading.xml import root_of
from offing.settings import Home
from offing.snapshots import Snapshot, content_of, load, sha256_of, sha256_of_set, version_name
from offing.snapshots import keep as keep_snapshot

NO_DAY_TOLD = "the files state no day of their own: kept under the day they were read; give it with --dated"


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did: `new` version, `unchanged`, or `refused` with the reason (the old version stays in use).

    Of a list that was fetched, `url` is where from at last, and `sent` how many bytes came over the line; it can have `failed`
    too, or have `no address`.
    """

    dataset: str
    outcome: str
    version: str
    entries: int
    why: str = ""
    notes: tuple[str, ...] = ()
    url: str = ""
    sent: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where files came from, when they were fetched: the address at last, and what the server said of them."""

    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


HAND = Origin()
"""Brought by hand: from the publisher's address, as far as anyone knows."""


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
    source: Origin = HAND,
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
                reading = read_list(module, form, files, reread.before(home, db, last, form.name))
                _check_shrink(reading, last, accept_shrink)
                if source is not HAND:  # one brought by hand may have been saved anew by somebody: that is noted only
                    _check_end(home, form, files, last)
                snapshot = _snapshot(reading, files, retrieved, dated, source)
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
                carried = reading.log.again.carried
                keep.add_version(db, snapshot, reading.entities, form.lacks, reading.log.notes, carried)
                reread.keep(home, db, dataset.name, reading.log)
            told = () if snapshot.published else (NO_DAY_TOLD,)
            return Updated(dataset.name, "new", snapshot.version, snapshot.entries, notes=(*reading.log.notes, *told))
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


def _check_end(home: Home, form: Form, files: Mapping[str, Path], last: Version | None) -> None:
    """A file that a line broke off between two records is well-formed: only the publisher's own end mark tells."""
    if not form.end or last is None:
        return
    with suppress(StoreError):
        before = load(home.snapshots / last.dataset / last.version)
        for name, path in files.items():
            if path.read_bytes().rstrip(b"\r\n ").endswith(form.end) or name not in before.files:
                continue
            if content_of(home.snapshots, before, name).rstrip(b"\r\n ").endswith(form.end):
                raise FeedRefused(
                    "the mark with which the publisher ends its files is missing",
                    where=name,
                    hint="Cut short in transfer?",
                )


def _snapshot(
    reading: ListReading, files: Mapping[str, Path], retrieved: datetime, dated: date | None, source: Origin
) -> Snapshot:
    hashes = {name: sha256_of(path) for name, path in sorted(files.items())}
    digest = sha256_of_set(hashes)
    day = reading.log.published or dated or retrieved.date()
    return Snapshot(
        dataset=reading.dataset.name,
        version=version_name(day, digest),
        form=reading.form.name,
        dated=day,
        published=reading.log.published or dated,
        retrieved=retrieved.isoformat(timespec="seconds"),
        url=source.url or reading.dataset.url,
        sha256=digest,
        files=hashes,
        entries=reading.log.entries,
        headers=source.headers,
    )
