"""`offing desk`: how long the desk keeps what it has, and what is taken away."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from offing.cli.account import BY
from offing.cli.account import desk as opened
from offing.cli.options import home_option, json_option, print_json
from offing.desk.erasing import erase_person, naming
from offing.desk.keeping import Swept, delete_review, delete_upload, set_years, years_kept
from offing.desk.keeping import sweep as sweep_desk


@click.group()
def desk() -> None:
    """Years that the desk keeps reviews and cases, the sweep after them, and a person's erasure."""


@desk.command()
@click.option("--years", type=int, default=None, help="From now on; without it, says how many.")
@home_option
@click.pass_obj
def keep(home: Path, years: int | None, home_here: Path | None) -> None:
    """How many years reviews, uploads and cases are kept: ten unless set. The log is kept for ever."""
    with opened(home_here or home) as store, store.writing() as db:
        if years is not None:
            set_years(db, years, by=BY, at=datetime.now(UTC))
        click.echo(f"{years_kept(db)} years")


@desk.command()
@home_option
@json_option
@click.pass_obj
def sweep(home: Path, home_here: Path | None, as_json: bool) -> None:
    """Take away what is past its years; the log says what went and stays whole."""
    with opened(home_here or home) as store:
        done = sweep_desk(store, by=BY, at=datetime.now(UTC))
    _tell(done, as_json)


@desk.command()
@click.argument("kind", type=click.Choice(("review", "upload")))
@click.argument("ident", metavar="ID")
@home_option
@json_option
@click.pass_obj
def delete(home: Path, kind: str, ident: str, home_here: Path | None, as_json: bool) -> None:
    """Delete a review or an upload. Before its years are over it is refused, and that it was asked for is logged."""
    act = delete_review if kind == "review" else delete_upload
    with opened(home_here or home) as store:
        done = act(store, ident, by=BY, at=datetime.now(UTC))
    _tell(done, as_json)


@desk.command()
@click.argument("words")
@click.option("--why", default="", help="On what ground; without the name.")
@click.option("--file", "files", multiple=True, metavar="ID", help="An attachment that is erased besides; any number.")
@click.option("--yes", is_flag=True, help="Erase; without it, says only what names the words.")
@home_option
@json_option
@click.pass_obj
def erase(
    home: Path, words: str, why: str, files: tuple[str, ...], yes: bool, home_here: Path | None, as_json: bool
) -> None:
    """Empty what names a person in the log's contents, in cases, letters and files. That it was done stays in the log."""
    with opened(home_here or home) as store:
        if yes:
            found, said = erase_person(store, words, why, by=BY, at=datetime.now(UTC), files=files)
        else:
            with store.reading() as db:
                found, said = naming(db, words), 0
    if as_json:
        print_json({**asdict(found), "erased": said})
        return
    told = (
        f"{len(found.records):,} records, {len(found.events):,} events of cases, {len(found.questions):,} letters, "
        f"{len(found.attachments):,} files"
    )
    click.echo(f"emptied: {told}; record {said:,} says so" if said else f"named in {told}; --yes erases them")


def _tell(done: Swept, as_json: bool) -> None:
    if as_json:
        print_json(asdict(done))
    elif done.any:
        click.echo(", ".join(f"{n:,} {what}" for what, n in asdict(done).items() if n) + " taken away")
    else:
        click.echo("nothing is past its years")
