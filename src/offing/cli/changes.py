"""`offing changes`: what changed in the lists between versions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console

from offing.cli.options import Day, home_option, json_option, print_json
from offing.errors import MissingSource, UsageError
from offing.index import keep
from offing.index.changes import Change
from offing.index.changes import changes as changes_of
from offing.lists.contract import list_modules
from offing.report.changed import changes_dict, print_changes, write_changes
from offing.settings import Home


@click.command()
@click.argument("datasets", nargs=-1)
@click.option(
    "--from", "after", type=Day(), default=None, help="Changes by versions later than this day (default: all held)."
)
@click.option("--to", type=Day(), default=None, help="Changes by versions up to this day.")
@click.option("--substantive", is_flag=True, help="Leave out changes of spelling and order.")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write a workbook (.xlsx) too.")
@home_option
@json_option
@click.pass_obj
def changes(
    home: Path,
    datasets: tuple[str, ...],
    after: date | None,
    to: date | None,
    substantive: bool,
    out: Path | None,
    home_here: Path | None,
    as_json: bool,
) -> None:
    """What was added, removed or changed in the lists, version by version; DATASETS default to all that are held."""
    known = list_modules()
    if unknown := [d for d in datasets if d not in known]:
        raise UsageError(f"no list is called {', '.join(unknown)}", hint=f"Known: {', '.join(known)}")
    if after and to and to < after:
        raise UsageError("--to is before --from", value=f"{after} .. {to}")
    if out is not None and out.suffix.lower() != ".xlsx":
        raise UsageError("a workbook ends in .xlsx", where=str(out))
    here = Home(home_here or home)
    if not here.index.exists():
        raise MissingSource("no list is held yet", where=str(here.index), hint="offing update")
    found: list[Change] = []
    alone: list[str] = []
    with keep.opened(here.index, to_read=True) as db:
        held = {v.dataset: list(keep.versions(db, v.dataset)) for v in keep.versions(db)}
        for name in datasets or sorted(held):
            if len(held.get(name, ())) < 2:
                alone.append(name)
            found += changes_of(db, name, after, to)
    if substantive:
        found = [c for c in found if c.substantive]
    if out is not None:
        write_changes(found, out)
    if as_json:
        print_json(changes_dict(found))
    else:
        print_changes(found, Console(highlight=False))
    for name in alone:
        click.echo(f"{name}: fewer than two versions are held, so nothing can be compared", err=True)
