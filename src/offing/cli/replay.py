"""`offing replay`: an exported case reviewed anew, from its folder alone."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from offing.cli.options import json_option, print_json


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def replay(folder: Path, as_json: bool) -> None:
    """Review an exported case's book against its own lists, on its own day, and compare the findings. Needs no home.

    The folder is verified first. Exit code 3 where it is not what was exported, or a finding is another one now.
    """
    from offing.desk.replayed import replay as run

    done = run(folder, lambda at: click.echo(at, err=True))
    if as_json:
        print_json({**asdict(done), "same": done.same, "finding_same": done.finding_same})
    elif done.same:
        click.echo(f"case {done.case}: {done.now:,} findings, each as it was; finding {done.finding} among them")
    else:
        for what, ids in (
            ("not found now", done.missing),
            ("found now only", done.new),
            ("says another thing", done.other),
        ):
            for ident in ids:
                click.echo(f"{ident}: {what}{', the finding of the case' if ident == done.finding else ''}")
        click.echo(f"case {done.case}: {done.then:,} findings then, {done.now:,} now")
        if done.engine_then != done.engine_now:
            click.echo(f"the folder was made by {done.engine_then}; this is {done.engine_now}")
    if not done.same:
        sys.exit(3)
