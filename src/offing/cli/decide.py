"""`offing decide`: that a finding is not the same thing as the entry, kept with the facts it rests on."""

from __future__ import annotations

import json
from pathlib import Path

import click

from offing.answer import keep_decision
from offing.cli.options import home_option, json_option, print_json, today
from offing.errors import UsageError
from offing.review.decided import decide as decided
from offing.review.decided import to_line


@click.command()
@click.argument("findings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("finding_id")
@click.option("--not-the-same", "not_the_same", is_flag=True, help="What was decided: another thing than the entry.")
@click.option("--why", default="", help="The reason, as a reader of the next review is to see it.")
@click.option("--by", default="", help="Who decided.")
@home_option
@json_option
@click.pass_obj
def decide(
    home: Path,
    findings: Path,
    finding_id: str,
    not_the_same: bool,
    why: str,
    by: str,
    home_here: Path | None,
    as_json: bool,
) -> None:
    """Remember of a finding in FINDINGS (a findings.json) that it is not the entry, by the facts that this rests on.

    Later reviews and screenings with the same home set it aside and say so, until a fact of the book or of the entry
    changes: then it is shown again, and says which. A finding on the same number cannot be decided away.
    """
    if not not_the_same:
        raise UsageError("say what was decided", hint="--not-the-same is the one decision there is")
    try:
        document = json.loads(findings.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        raise UsageError(f"not a findings.json: {error}", where=findings.name) from error
    if not isinstance(document, dict):
        raise UsageError("not a findings.json", where=findings.name)
    decision = decided(document, finding_id, on=today(), by=by, why=why)
    path = keep_decision(home_here or home, decision)
    if as_json:
        print_json({"kept_in": str(path), "decision": json.loads(to_line(decision))})
        return
    names = ", ".join(f"{e.name} ({e.dataset} {e.entry})" for e in decision.entries)
    click.echo(f"{decision.label or decision.id}: not the same as {names}; {decision.words}")
    click.echo(f"kept in {path}", err=True)
