"""Lists fetched from their publishers, one after another, under a lock; each is then taken or refused as one brought by hand.

A file lies in `incoming/` until the version it makes is kept; what its server said is noted only then, so that a call that
was killed at any moment fetches again rather than miss a version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import filelock

from offing.build.incoming import Asked, note_asked, note_told, sweep, told_with
from offing.build.updating import Origin, Updated, update
from offing.errors import FetchFailed, MissingSource, StoreError
from offing.fetch import Fetched, Kept, Patience, fetch
from offing.index import keep
from offing.index.keep import Version
from offing.lists.contract import Dataset, Form, ListModule
from offing.settings import Home

NO_ADDRESS = "no address to fetch it from: bring its files with --from"
_LOOK = 512
_GONE = (404, 410)


@contextmanager
def locked(home: Home) -> Iterator[None]:
    """Only one update of a home at a time; the lock goes with the process that holds it. Raises StoreError where it is held."""
    home.root.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(home.lock, timeout=0):
            sweep(home)
            yield
    except filelock.Timeout as error:
        raise StoreError("another update is running", where=str(home.root), hint="Wait for it, or stop it") from error


@dataclass(frozen=True, slots=True)
class Asking:
    """How lists are asked for. `mirror` is an address below which files stand as `<dataset>/<publisher's file name>`, in the
    publisher's spelling, upper or lower case; empty: the publishers' own addresses.

    `dated` is the day that files speak for which do not say it themselves. `progress` is told of each file its name, bytes
    held and bytes in all (0: not known).
    """

    patience: Patience
    retrieved: datetime
    mirror: str = ""
    dated: date | None = None
    accept_shrink: bool = False
    progress: Callable[[str, int, int], None] = lambda *_: None


def fetch_list(home: Home, module: ListModule, asking: Asking) -> Updated:
    """Fetch one list and take it, under the lock (`locked`). What came of it is noted; the version in use is lost in no case.

    `failed` is what cannot be had: every report then says so, as of a refused feed, until it comes. `no address` is a list
    that is published nowhere as a file, or that a mirror does not have and the home neither.
    """
    dataset = module.DATASET
    last = _in_use(home, dataset.name)
    version, entries = (last.version, last.entries) if last else ("", 0)
    at = asking.retrieved.isoformat(timespec="seconds")
    try:
        done = _taken(home, module, asking, last)
    except _NotThere as error:
        outcome = "failed" if last and asking.mirror else "no address"
        done = Updated(dataset.name, outcome, version, entries, str(error))
    except FetchFailed as error:
        done = Updated(dataset.name, "failed", version, entries, f"not fetched: {error}", url=error.where)
    if last and done.outcome == "failed":
        with keep.opened(home.index) as db:
            keep.refuse(db, dataset.name, at, done.why)
    note_asked(home, dataset.name, Asked(at, done.outcome, done.url, done.why))
    return done


class _NotThere(Exception):
    """No form of the list has an address, or the mirror has none of them."""


def _taken(home: Home, module: ListModule, asking: Asking, last: Version | None) -> Updated:
    dataset = module.DATASET
    folder = home.incoming / dataset.name
    for left in _names(dataset):
        (folder / left).unlink(missing_ok=True)
    try:
        found = _fetched(folder, dataset, asking, told_with(home, dataset.name, last.version) if last else {})
        main = next(iter(found.values()))
        sent = sum(one.sent for one in found.values())
        if last and all(one.state == "unchanged" for one in found.values()):
            with keep.opened(home.index) as db:
                keep.settle(db, dataset.name, asking.retrieved.isoformat(timespec="seconds"))
            why = "the server says that it has not changed"
            return Updated(dataset.name, "unchanged", last.version, last.entries, why, url=main.url)
        done = _read(home, module, folder, asking, found)
        if done.outcome in ("new", "unchanged") and (now := _in_use(home, dataset.name)):
            note_told(home, dataset.name, now.version, {name: one.told for name, one in found.items()})
        return replace(done, url=main.url, sent=sent)
    finally:
        for left in _names(dataset):
            (folder / left).unlink(missing_ok=True)


def _read(home: Home, module: ListModule, folder: Path, asking: Asking, found: dict[str, Fetched]) -> Updated:
    """Take the files, or refuse them: a web page is no list, whatever a reader would make of it."""
    main = next(iter(found.values()))
    headers = dict(main.headers) if len(found) == 1 else {
        f"{name} {key}": value for name, one in found.items() for key, value in one.headers.items()
    }  # fmt: skip
    why = next((w for name in found if (w := _web_page(folder / name))), "")
    if not why:
        try:
            return update(
                home, module, folder, retrieved=asking.retrieved, dated=asking.dated,
                accept_shrink=asking.accept_shrink, source=Origin(main.url, headers),
            )  # fmt: skip
        except MissingSource as error:
            why = str(error)
    name = module.DATASET.name
    with keep.opened(home.index) as db:
        keep.refuse(db, name, asking.retrieved.isoformat(timespec="seconds"), why)
        held = keep.versions(db, name)
    return Updated(name, "refused", held[-1].version if held else "", held[-1].entries if held else 0, why)


def _fetched(folder: Path, dataset: Dataset, asking: Asking, told: dict[str, Kept]) -> dict[str, Fetched]:
    """The files of the best form there is, the main one first. Raises _NotThere."""
    for form in dataset.forms if asking.mirror else dataset.forms[:1]:
        try:
            found = _form(folder, dataset, form, asking, told)
        except FetchFailed as error:
            if asking.mirror and error.value in _GONE:
                continue
            raise
        states = {one.state for one in found.values()}
        same = states == {"unchanged"} and found.keys() == told.keys()
        return found if same or states == {"new"} else _form(folder, dataset, form, asking, {})
    raise _NotThere(f"no file of {dataset.name} at {asking.mirror}")


def _form(folder: Path, dataset: Dataset, form: Form, asking: Asking, told: dict[str, Kept]) -> dict[str, Fetched]:
    found: dict[str, Fetched] = {}
    for name in (*form.needs, *form.may):
        kept = told.get(name, Kept())
        urls = _addresses(dataset, name, asking.mirror)
        if not urls:
            raise _NotThere(NO_ADDRESS)
        try:
            found[name] = _first(sorted(urls, key=lambda u: u != kept.url), folder / name, kept, asking)
        except FetchFailed as error:
            if name in form.needs or error.value not in _GONE:
                raise
    return found


def _first(urls: Sequence[str], file: Path, kept: Kept, asking: Asking) -> Fetched:
    """The file at the first of the addresses that has it."""
    for url in urls[:-1]:
        try:
            return fetch(url, file, kept, asking.patience, lambda *x: asking.progress(file.name, *x))
        except FetchFailed as error:
            if error.value not in _GONE:
                raise
    return fetch(urls[-1], file, kept, asking.patience, lambda *x: asking.progress(file.name, *x))


def _addresses(dataset: Dataset, name: str, mirror: str) -> list[str]:
    """Where a file may stand: on a mirror under the publisher's spelling of its name, upper or lower case."""
    if not mirror:
        return [dataset.fetched_from] if dataset.fetched_from else []
    spelt = [part for part in urlsplit(dataset.url).path.split("/") if part.upper() in (name, name.rpartition(".")[0])]
    own = [s if "." in s else f"{s}.{name.rpartition('.')[2].lower()}" for s in spelt]
    return [f"{mirror.rstrip('/')}/{dataset.name}/{one}" for one in dict.fromkeys([*own, name, name.lower()])]


def _names(dataset: Dataset) -> set[str]:
    return {name for form in dataset.forms for name in (*form.needs, *form.may)}


def _web_page(file: Path) -> str:
    """What to say of a file that is a web page, as a server sends in place of an error."""
    with file.open("rb") as handle:
        begins = handle.read(_LOOK).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return f"{file.name}: a web page came, not the list" if begins.startswith((b"<!doctype html", b"<html")) else ""


def _in_use(home: Home, dataset: str) -> Version | None:
    if not home.index.exists():
        return None
    with keep.opened(home.index) as db:
        return next(reversed(keep.versions(db, dataset)), None)
