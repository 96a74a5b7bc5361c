"""`offing vessel`: the dossier of one ship as of a date."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from offing.cli.options import as_of_option, home_option, json_option, lists_option, print_json, profile_option
from offing.errors import UsageError
from offing.portrait import vessel_dossier
from offing.report.dossier_html import write_dossier
from offing.report.dossier_json import dossier_json, several_dict
from offing.report.dossier_text import print_dossier, print_several
from offing.review.dossier import Dossier
from offing.review.one_ship import Several


@click.command()
@click.argument("vessel", metavar="IMO_OR_NAME")
@as_of_option
@lists_option
@home_option
@click.option(
    "--book",
    "books",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A book of yours to look in: rows, tracks, papers, reports. May be repeated.",
)
@profile_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write dossier.json and dossier.html to this folder.",
)
@json_option
@click.pass_obj
def vessel(
    home: Path,
    /,
    vessel: str,
    as_of: date,
    own: Path | None,
    home_here: Path | None,
    books: tuple[Path, ...],
    profile: str,
    out: Path | None,
    as_json: bool,
) -> None:
    """The dossier of one ship: who she is, who lists her, what sources say of her over time, where she stands in your books.

    A name that several ships bear is not resolved: they are listed with their numbers, and the exit code is 2. A ship on no
    list has a dossier that says what was looked at.
    """
    if not vessel.strip():
        raise UsageError("name a ship or give her IMO number", hint="offing vessel 8905490")
    found = _asked(vessel.strip(), as_of, own, home_here or home, books, profile)
    if isinstance(found, Several):
        if as_json:
            print_json(several_dict(found))
        else:
            print_several(found, Console(highlight=False))
        sys.exit(2)
    written = write_dossier(found, out) if out is not None else []
    if as_json:
        click.echo(dossier_json(found), nl=False)
    else:
        print_dossier(found, Console(highlight=False))
    for path in written:
        click.echo(f"wrote {path}", err=True)


def _asked(
    vessel: str, as_of: date, own: Path | None, home: Path, books: tuple[Path, ...], profile: str
) -> Dossier | Several:
    stderr = Console(stderr=True)
    if not stderr.is_terminal:
        return vessel_dossier(vessel, as_of=as_of, home=home, lists=own, books=books, profile=profile)
    with stderr.status("opening …") as status:
        return vessel_dossier(
            vessel,
            as_of=as_of,
            home=home,
            lists=own,
            books=books,
            profile=profile,
            progress=lambda what: status.update(f"{what} …"),
        )
