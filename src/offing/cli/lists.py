"""`offing lists`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from offing.build import open_lists
from offing.build.incoming import Asked, asked
from offing.build.published import Publication, latest_publication
from offing.cli.line import patience_of
from offing.cli.options import as_of_option, home_option, json_option, print_json, today
from offing.errors import SourceError
from offing.lists.contract import list_modules
from offing.settings import Home

if TYPE_CHECKING:
    from offing.review.result import ListUsed

ASK_S = 60.0


@click.command()
@click.option("--ask", is_flag=True, help="Ask OFAC whether it has published since; nothing is fetched.")
@as_of_option
@home_option
@json_option
@click.pass_obj
def lists(home: Path, ask: bool, as_of: date, home_here: Path | None, as_json: bool) -> None:
    """What is loaded: each list's version, date, hash and age, when it was last asked for, and what it cannot give."""
    from offing.answer import list_row, lists_used  # an update need not wait for what only reviews need

    here = Home(home_here or home)
    used = lists_used(open_lists(here, as_of), as_of)
    last = {x.dataset: asked(here, x.dataset) for x in used}
    newer, ill = _newer(here, used) if ask else ({}, False)
    if as_json:
        print_json({"lists": [list_row(x, last[x.dataset], newer.get(x.dataset)) for x in used]})
    else:
        _print(used, last, newer, as_of)
    if ill:
        sys.exit(3)


def _print(used: Sequence[ListUsed], last: Mapping[str, Asked | None], newer: Mapping[str, str], as_of: date) -> None:
    table = Table("dataset", "state", title=f"Lists as of {as_of.isoformat()}")
    table.add_column("entries", justify="right")
    table.add_column("version", no_wrap=True)
    table.add_column("age (days)", justify="right")
    table.add_column("last asked for")
    for x in used:
        entries, age = f"{x.entries:,}" if x.version else "", "" if x.age_days is None else f"{x.age_days:,}"
        told = last[x.dataset]
        came = f"{told.at[:16].replace('T', ' ')} {told.outcome}" if told else ""
        table.add_row(x.dataset, x.state, entries, x.version, age, came)
    out = Console()
    out.print(table)
    for name, said in newer.items():
        out.print(f"{name}: {said}", markup=False, highlight=False, soft_wrap=True)


def _newer(here: Home, used: Sequence[ListUsed]) -> tuple[dict[str, str], bool]:
    """What publishers that can be asked have published since the versions in use, and whether one could not be asked."""
    modules = list_modules()
    found: dict[str, str] = {}
    told: dict[str, Publication | str | None] = {}
    for x in used:
        address = modules[x.dataset].DATASET.history if x.dataset in modules else ""
        if not address or not x.version:
            continue
        if address not in told:
            try:
                told[address] = latest_publication(address, here.incoming, patience_of(ASK_S), today())
            except SourceError as error:
                told[address] = f"not known whether there is a newer one: {error}"
        last = told[address]
        if isinstance(last, str):
            found[x.dataset] = last
        elif last and last.day.isoformat() > x.version[:10]:
            found[x.dataset] = (
                f"the publisher published on {last.day.isoformat()} (publication {last.number}), later than {x.version}: "
                "`offing update` tells whether this list changed"
            )
    return found, any(isinstance(x, str) for x in told.values())
