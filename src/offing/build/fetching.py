"""Lists fetched from their publishers, one after another, under a lock; each is then taken or refused as one brought by hand.

A file lies in `incoming/` until the version it makes is kept; what its server said is noted only then, so that a call that
was killed at any moment fetches again rather than miss a version.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import filelock

from offing.build.updating import Origin, Updated, update
from offing.errors import FetchFailed, StoreError
from offing.fetch import Kept, Patience, fetch
from offing.lists.contract import Dataset, ListModule
from offing.settings import Home

_TOLD = "told.json"
_LOOK = 512
LOCK_WAIT_S = 0.0


@contextmanager
def locked(home: Home) -> Iterator[None]:
    """Only one update of a home at a time; the lock goes with the process that holds it. Raises StoreError where it is held."""
    home.root.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(home.lock, timeout=LOCK_WAIT_S)
    try:
        with lock:
            yield
    except filelock.Timeout as error:
        raise StoreError("another update is running", where=str(home.root), hint="Wait for it, or stop it") from error


def fetch_list(
    home: Home,
    module: ListModule,
    patience: Patience,
    *,
    retrieved: datetime,
    mirror: str = "",
    accept_shrink: bool = False,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Updated:
    """Fetch one list and take it. What cannot be had is `failed`, and the version in use stays.

    `mirror` is an address below which files stand as `<dataset>/<publisher's file name>`.
    """
    dataset = module.DATASET
    name = dataset.forms[0].needs[0]
    url = f"{mirror.rstrip('/')}/{dataset.name}/{name}" if mirror else dataset.fetched_from
    if not url:
        return Updated(dataset.name, "failed", "", 0, "no address to fetch it from: bring its files with --from")
    folder = home.incoming / dataset.name
    file = folder / name
    try:
        found = fetch(url, file, _told(folder), patience, progress)
    except FetchFailed as error:
        return Updated(dataset.name, "failed", "", 0, str(error))
    if found.state == "unchanged":
        return Updated(dataset.name, "unchanged", "", 0, "the server says that the file has not changed")
    page = _web_page(file, dataset)
    done = update(
        home, module, folder, retrieved=retrieved, accept_shrink=accept_shrink, source=Origin(found.url, found.headers)
    )
    if done.outcome in ("new", "unchanged"):
        _note(folder, found.told)
    file.unlink(missing_ok=True)
    return done if not page or done.outcome != "refused" else _with(done, page)


def _web_page(file: Path, dataset: Dataset) -> str:
    """What to say of a file that is a web page, as a server sends in place of an error."""
    with file.open("rb") as handle:
        begins = handle.read(_LOOK).lstrip().lower()
    if begins.startswith((b"<!doctype html", b"<html")):
        return f"the address of {dataset.name} gave a web page, not the list"
    return ""


def _with(done: Updated, why: str) -> Updated:
    return Updated(done.dataset, done.outcome, done.version, done.entries, f"{why}: {done.why}", done.notes)


def _told(folder: Path) -> Kept:
    with suppress(OSError, ValueError, TypeError):
        told: Mapping[str, str] = json.loads((folder / _TOLD).read_text(encoding="utf-8"))
        return Kept(**{k: str(v) for k, v in told.items()})
    return Kept()


def _note(folder: Path, told: Kept) -> None:
    fresh = folder / f".{_TOLD}"
    fresh.write_text(json.dumps(asdict(told)), encoding="utf-8")
    fresh.replace(folder / _TOLD)
