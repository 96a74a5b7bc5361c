"""`offing verify`: is all that is kept still what was kept?"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from offing.cli.options import home_option, json_option, print_json
from offing.cli.serve import URL
from offing.lists.contract import list_modules
from offing.settings import Home
from offing.snapshots import damaged_files, versions

if TYPE_CHECKING:
    from offing.desk.store import Store


@click.command()
@click.option(
    "--export", "exported", type=click.Path(path_type=Path), help="Check the folder of an exported case instead."
)
@home_option
@json_option
@click.pass_obj
def verify(home: Path, exported: Path | None, home_here: Path | None, as_json: bool) -> None:
    """Check what is kept: each snapshot's bytes against the hash that findings cite, and the desk's log from its first record.

    Of the desk also: cases, letters, files, books, reviews and accounts against the log, each file against its hash.

    Of an exported case: every file against its manifest, every record against its seal, and both against the log of the desk
    here, if it is the one that the folder came from.
    """
    here = Home(home_here or home)
    if exported is not None:
        _verify_export(here, exported, as_json)
        return
    near: dict[tuple[str, str], bytes] = {}
    found = [(x, damaged_files(here.snapshots, x, near)) for n in list_modules() for x in versions(here.snapshots, n)]
    log = _log(here)
    broken = any(damaged for _, damaged in found) or log["broken"] is not None or bool(log["astray"])
    if as_json:
        rows = [{"dataset": x.dataset, "version": x.version, "files": len(x.files), "damaged": d} for x, d in found]
        print_json({"snapshots": rows, "log": log, "ok": not broken})
    else:
        for snapshot, damaged in found:
            click.echo(
                f"{snapshot.dataset} {snapshot.version}: {'damaged: ' + ', '.join(damaged) if damaged else 'ok'}"
            )
        if not found:
            click.echo("no snapshots are kept here")
        if log["broken"] is not None:
            click.echo(f"the desk's log is broken at record {log['broken']}: {log['why']}")
        elif log["records"]:
            click.echo(f"the desk's log: {log['records']:,} records, ok")
        for line in log["astray"]:
            click.echo(line)
    if broken:
        sys.exit(3)


def _verify_export(here: Home, folder: Path, as_json: bool) -> None:
    from offing.desk.exported import checked

    with _desk(here) as store:
        told = checked(folder, store)
    if as_json:
        print_json(told)
    elif told["ok"]:
        click.echo(f"{folder}: {told['files']:,} files and {told['records']:,} records, ok; {told['log']}")
    else:
        click.echo(f"{folder}: {told['differs']}: {told['why']}")
    if not told["ok"]:
        sys.exit(3)


def _log(here: Home) -> dict[str, Any]:
    """`{records, broken, why, astray}`; `broken` is None where the log proves itself, or there is no desk; `astray` is what the
    desk keeps otherwise than its log says.
    """
    with _desk(here) as store:
        if store is None:
            return {"records": 0, "broken": None, "why": "", "astray": []}
        from offing.desk.log import length, verify
        from offing.desk.whole import astray

        with store.reading() as db:
            broken = verify(db)
            told = {"records": length(db), "broken": broken.n if broken else None, "why": broken.why if broken else ""}
            return {**told, "astray": list(astray(store, db))}


@contextmanager
def _desk(here: Home) -> Iterator[Store | None]:
    """The desk, where there is one."""
    url = os.environ.get(URL, "")
    if not url and not (here.desk / "desk.sqlite").exists():
        yield None
        return
    from offing.desk.store import open_store

    store = open_store(here.desk, url)
    try:
        yield store
    finally:
        store.close()
