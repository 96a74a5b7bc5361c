"""`offing case`: the desk's cases, and one of them as a folder that proves itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from offing.cli.account import BY, desk
from offing.cli.options import home_option, json_option, print_json
from offing.desk.cases import all_cases
from offing.desk.reviews import all_books
from offing.settings import Home


@click.group()
def case() -> None:
    """Cases of the desk: list them, export one."""


@case.command("list")
@click.option("--state", default="", help="open, asked, proposed, closed or escalated.")
@home_option
@json_option
@click.pass_obj
def list_(home: Path, state: str, home_here: Path | None, as_json: bool) -> None:
    """Cases, the latest moved first."""
    with desk(home_here or home) as store, store.reading() as db:
        found = all_cases(db, state)
        books = {b.id: b.name for b in all_books(db)}
    if as_json:
        rows = [
            {"id": c.id, "book": books.get(c.book, ""), "finding": c.finding, "state": c.state,
             "disposition": c.disposition, "reason": c.reason, "moved_at": c.moved_at}
            for c in found
        ]  # fmt: skip
        print_json({"cases": rows})
        return
    for one in found:
        decided = f": {one.disposition.replace('_', ' ')}" if one.disposition else ""
        click.echo(f"{one.id}  {one.state}{decided}  {books.get(one.book, '')}, moved {one.moved_at[:16]}Z")
    if not found:
        click.echo("no case")


@case.command()
@click.argument("ident", metavar="ID")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write; new or empty.")
@home_option
@json_option
@click.pass_obj
def export(home: Path, ident: str, out: Path, home_here: Path | None, as_json: bool) -> None:
    """Write a case with its sources and a manifest of hashes: `offing verify --export` and `offing replay` read it."""
    from offing.desk.export import export_case

    with desk(home_here or home) as store:
        done = export_case(store, Home(home_here or home), ident, out, by=BY, at=datetime.now(UTC))
    if as_json:
        print_json(
            {
                "folder": str(out),
                "files": done.files,
                "bytes": done.bytes,
                "log": {"n": done.head[0], "hash": done.head[1]},
            }
        )
        return
    click.echo(
        f"{out}: {done.files:,} files, {done.bytes:,} bytes; the log ends at record {done.head[0]:,} {done.head[1]}"
    )
