"""`offing verify`: is all that is kept still what was kept?"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from offing.cli.options import home_option, json_option, print_json
from offing.cli.serve import URL
from offing.lists.contract import list_modules
from offing.settings import Home
from offing.snapshots import damaged_files, versions


@click.command()
@home_option
@json_option
@click.pass_obj
def verify(home: Path, home_here: Path | None, as_json: bool) -> None:
    """Check what is kept: each snapshot's bytes against the hash that findings cite, and the desk's log from its first record."""
    here = Home(home_here or home)
    near: dict[tuple[str, str], bytes] = {}
    found = [(x, damaged_files(here.snapshots, x, near)) for n in list_modules() for x in versions(here.snapshots, n)]
    log = _log(here)
    broken = any(damaged for _, damaged in found) or log.get("broken") is not None
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
    if broken:
        sys.exit(3)


def _log(here: Home) -> dict[str, object]:
    """`{records, broken, why}`; `broken` is None where the log proves itself, or there is no desk."""
    url = os.environ.get(URL, "")
    if not url and not (here.desk / "desk.sqlite").exists():
        return {"records": 0, "broken": None, "why": ""}
    from offing.desk.log import length, verify
    from offing.desk.store import open_store

    store = open_store(here.desk, url)
    try:
        with store.reading() as db:
            broken = verify(db)
            return {"records": length(db), "broken": broken.n if broken else None, "why": broken.why if broken else ""}
    finally:
        store.close()
