"""`offing lists`, `offing update`, `offing verify`."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from offing.build import Updated, files_for, open_lists, prepare
from offing.build import update as update_list
from offing.cli.options import Day, as_of_option, home_option, json_option, print_json, today
from offing.errors import MissingSource, UsageError
from offing.lists.contract import ListModule, list_modules
from offing.settings import Home
from offing.snapshots import damaged_files, versions


@click.command()
@as_of_option
@home_option
@json_option
@click.pass_obj
def lists(home: Path, as_of: date, home_here: Path | None, as_json: bool) -> None:
    """What is loaded: each list's version, date, hash, age, and what it cannot give."""
    from offing.answer import lists_used  # an update need not wait for what only reviews need

    used = lists_used(open_lists(Home(home_here or home), as_of), as_of)
    rows = [
        {
            "dataset": x.dataset,
            "entries": x.entries,
            "version": x.version or None,
            "published": x.published or None,
            "sha256": x.sha256 or None,
            "age_days": x.age_days,
            "state": x.state,
            "title": x.title,
            "lacks": list(x.lacks),
            "notes": list(x.notes),
        }
        for x in used
    ]
    if as_json:
        print_json({"lists": rows})
        return
    table = Table("dataset", "state", title=f"Lists as of {as_of.isoformat()}")
    table.add_column("entries", justify="right")
    table.add_column("version", no_wrap=True)
    table.add_column("age (days)", justify="right")
    for x in used:
        entries, age = f"{x.entries:,}" if x.version else "", "" if x.age_days is None else f"{x.age_days:,}"
        table.add_row(x.dataset, x.state, entries, x.version, age)
    Console().print(table)


@click.command()
@click.argument("datasets", nargs=-1)
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read files already fetched from this folder.",
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
    dated: date | None,
    accept_shrink: bool,
    home_here: Path | None,
    as_json: bool,
) -> None:
    """Load lists from files under the publishers' own names. A refused feed keeps the old version and exits 3."""
    modules = {n: m for n, m in list_modules().items() if not m.DATASET.bundled}
    unknown = [d for d in datasets if d not in modules]
    if unknown:
        raise UsageError(f"no list is called {', '.join(unknown)}", hint=f"Known: {', '.join(modules)}")
    if folder is None:
        raise UsageError("this version reads files already fetched", hint="offing update --from DIR")
    here = Home(home_here or home)
    chosen = list(datasets) or [n for n, m in modules.items() if _has_files(m, folder)]
    if not chosen:
        raise MissingSource(
            "no file of any known list here", where=str(folder), hint="See `docs/guides/lists.md` for the names"
        )
    stderr = Console(stderr=True)
    done: list[Updated] = []
    for name in chosen:
        with stderr.status(f"reading {name} …"):
            one = _update_one(here, modules[name], folder, dated, accept_shrink)
        done.append(one)
        why = f": {one.why}" if one.why else ""
        line = f"{one.dataset}: {one.outcome} {one.version} ({one.entries:,} entries){why}"
        stderr.print(line, markup=False, highlight=False, soft_wrap=True)
        for note in one.notes:
            stderr.print(f"  {note}", markup=False, highlight=False, soft_wrap=True)
    if any(u.outcome == "new" for u in done):
        with stderr.status("making the names ready …"):
            prepare(here, today())
    if as_json:
        print_json(
            {
                "updates": [
                    {
                        "dataset": u.dataset,
                        "outcome": u.outcome,
                        "version": u.version or None,
                        "entries": u.entries,
                        "why": u.why or None,
                        "notes": list(u.notes),
                    }
                    for u in done
                ]
            }
        )
    if any(u.outcome in ("refused", "missing") for u in done):
        sys.exit(3)


def _update_one(here: Home, module: ListModule, folder: Path, dated: date | None, accept_shrink: bool) -> Updated:
    """One list's update; files that are not there are said of this list alone, and the others are still read."""
    now = datetime.now().astimezone()
    try:
        return update_list(here, module, folder, retrieved=now, dated=dated, accept_shrink=accept_shrink)
    except MissingSource as error:
        return Updated(module.DATASET.name, "missing", "", 0, str(error))


def _has_files(module: ListModule, folder: Path) -> bool:
    try:
        files_for(module, folder)
    except MissingSource:
        return False
    return True


@click.command()
@home_option
@json_option
@click.pass_obj
def verify(home: Path, home_here: Path | None, as_json: bool) -> None:
    """Check every kept snapshot's bytes against the hash that findings cite."""
    here = Home(home_here or home)
    near: dict[tuple[str, str], bytes] = {}
    found = [(x, damaged_files(here.snapshots, x, near)) for n in list_modules() for x in versions(here.snapshots, n)]
    broken = any(damaged for _, damaged in found)
    if as_json:
        rows = [{"dataset": x.dataset, "version": x.version, "files": len(x.files), "damaged": d} for x, d in found]
        print_json({"snapshots": rows, "ok": not broken})
    else:
        for snapshot, damaged in found:
            click.echo(
                f"{snapshot.dataset} {snapshot.version}: {'damaged: ' + ', '.join(damaged) if damaged else 'ok'}"
            )
        if not found:
            click.echo("no snapshots are kept here")
    if broken:
        sys.exit(3)
