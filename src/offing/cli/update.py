"""`offing update`: lists fetched from their publishers, or read from files that were brought."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console

from offing.build import Updated, files_for, prepare
from offing.build import update as update_list
from offing.build.fetching import Asking, fetch_list, locked
from offing.cli.line import patience_of
from offing.cli.options import Day, home_option, json_option, print_json, today
from offing.cli.progress import arriving
from offing.errors import MissingSource, UsageError
from offing.fetch import TOTAL_S, Patience
from offing.lists.contract import ListModule, list_modules
from offing.settings import Home

_TAKE = Callable[[ListModule], Updated]


@click.command()
@click.argument("datasets", nargs=-1)
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read files already fetched from this folder, and ask no server.",
)
@click.option(
    "--mirror",
    default="",
    help="Fetch from a mirror: below this address files stand as <dataset>/<publisher's file name>.",
)
@click.option(
    "--patience",
    type=click.FloatRange(min=1),
    default=TOTAL_S,
    show_default=True,
    help="Seconds after which a list that does not come is given up.",
)
@click.option(
    "--dated",
    type=Day(),
    default=None,
    help="The day the files speak for, when they do not state it (OFAC's CSV does not).",
)
@click.option("--accept-shrink", is_flag=True, help="Take a version that lost more entries than the bound allows.")
@home_option
@json_option
@click.pass_obj
def update(
    home: Path,
    datasets: tuple[str, ...],
    folder: Path | None,
    mirror: str,
    patience: float,
    dated: date | None,
    accept_shrink: bool,
    home_here: Path | None,
    as_json: bool,
) -> None:
    """Fetch lists from their publishers, only what is new (default: every list that has an address), or take files that you
    have with --from. A list that is refused or cannot be had keeps its old version, and the exit code is 3."""
    modules = {n: m for n, m in list_modules().items() if not m.DATASET.bundled}
    if unknown := [d for d in datasets if d not in modules]:
        raise UsageError(f"no list is called {', '.join(unknown)}", hint=f"Known: {', '.join(modules)}")
    if folder and mirror:
        raise UsageError("--from reads files that are here, --mirror fetches them: give one of them")
    if mirror and (urlsplit(mirror).scheme not in ("http", "https") or not urlsplit(mirror).hostname):
        raise UsageError("a mirror is an address that begins with http:// or https://", value=mirror)
    here = Home(home_here or home)
    stderr = Console(stderr=True, soft_wrap=True, highlight=False)
    with locked(here):
        if folder is not None:
            names = list(datasets) or [n for n, m in modules.items() if _has_files(m, folder)]
            if not names:
                raise MissingSource(
                    "no file of any known list here", where=str(folder), hint="See `docs/guides/lists.md` for the names"
                )
            done = _each(names, modules, stderr, partial(_read, here, folder, dated, accept_shrink, stderr))
        else:
            names = list(datasets) or [n for n, m in modules.items() if mirror or m.DATASET.fetched_from]
            waits = patience_of(patience)
            with _fetching(here, waits, mirror, dated, accept_shrink, stderr) as take:
                done = _each(names, modules, stderr, take)
        if any(u.outcome == "new" for u in done):
            with stderr.status("making the names ready …"):
                prepare(here, today())
    if as_json:
        print_json({"updates": [_told(u) for u in done]})
    ill = ("refused", "failed", "missing", *(("no address",) if datasets else ()))
    if any(u.outcome in ill for u in done):
        sys.exit(3)


def _each(names: Sequence[str], modules: Mapping[str, ListModule], stderr: Console, take: _TAKE) -> list[Updated]:
    """One list after another, each told as it is done."""
    done = []
    for name in names:
        one = take(modules[name])
        done.append(one)
        why = f": {one.why}" if one.why else ""
        held = f" {one.version} ({one.entries:,} entries)" if one.version else ""
        stderr.print(f"{one.dataset}: {one.outcome}{held}{why}", markup=False)
        for note in one.notes:
            stderr.print(f"  {note}", markup=False)
    return done


def _read(
    here: Home, folder: Path, dated: date | None, accept_shrink: bool, stderr: Console, module: ListModule
) -> Updated:
    """One list's files; those that are not there are said of this list alone, and the others are still read."""
    now = datetime.now().astimezone()
    with stderr.status(f"reading {module.DATASET.name} …"):
        try:
            return update_list(here, module, folder, retrieved=now, dated=dated, accept_shrink=accept_shrink)
        except MissingSource as error:
            return Updated(module.DATASET.name, "missing", "", 0, str(error))


@contextmanager
def _fetching(
    here: Home, patience: Patience, mirror: str, dated: date | None, accept_shrink: bool, stderr: Console
) -> Iterator[_TAKE]:
    with arriving(stderr) as progress:

        def take(module: ListModule) -> Updated:
            now = datetime.now().astimezone()
            told = partial(progress, module.DATASET.name)
            return fetch_list(here, module, Asking(patience, now, mirror, dated, accept_shrink, told))

        yield take


def _has_files(module: ListModule, folder: Path) -> bool:
    try:
        files_for(module, folder)
    except MissingSource:
        return False
    return True


def _told(done: Updated) -> dict[str, object]:
    return {
        "dataset": done.dataset,
        "outcome": done.outcome,
        "version": done.version or None,
        "entries": done.entries,
        "why": done.why or None,
        "notes": list(done.notes),
        "url": done.url or None,
        "sent_bytes": done.sent,
    }
