"""`offing decide`: that a finding is not the same thing as the entry, kept with the facts it rests on; `offing decisions`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from offing.answer import keep_decision, kept_decisions
from offing.cli.options import home_option, json_option, print_json, today
from offing.errors import UsageError
from offing.review.decided import WITHDRAWN, Decision, to_line
from offing.review.decided import decide as decided


@click.command()
@click.argument("findings", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.argument("finding_id", required=False)
@click.option("--not-the-same", "not_the_same", is_flag=True, help="What was decided: another thing than the entry.")
@click.option("--withdraw", metavar="FINDING_ID", help="Withdraw what was decided on that finding.")
@click.option("--why", default="", help="The reason, as a reader of the next review is to see it.")
@click.option("--by", default="", help="Who decided.")
@home_option
@json_option
@click.pass_obj
def decide(
    home: Path,
    findings: Path | None,
    finding_id: str | None,
    not_the_same: bool,
    withdraw: str | None,
    why: str,
    by: str,
    home_here: Path | None,
    as_json: bool,
) -> None:
    """Remember of a finding in FINDINGS (a findings.json) that it is not the entry, by the facts that this rests on.

    Later reviews and screenings with the same home set it aside and say so, for that row of the book, and for other rows of
    the same name where every fact is the same and one of them tells namesakes apart (a number, a date of birth, an
    address). When a fact of the book or of the entry changes it is shown again, and says which. A finding on the same
    number cannot be decided away. `offing decisions` lists what was decided; --withdraw takes it back, by a further line.
    """
    where = home_here or home
    if withdraw is not None:
        if findings is not None or not_the_same:
            raise UsageError(
                "withdraw or decide, not both", hint="offing decide --withdraw FINDING_ID --by WHO --why TEXT"
            )
        decision = kept_decisions(where).withdrawal(withdraw, on=today(), by=by, why=why)
    else:
        if not not_the_same:
            raise UsageError("say what was decided", hint="--not-the-same, or --withdraw FINDING_ID")
        if findings is None or finding_id is None:
            raise UsageError(
                "name a findings.json and a finding in it", hint="offing decide FINDINGS FINDING_ID --not-the-same"
            )
        decision = decided(_document(findings), finding_id, on=today(), by=by, why=why)
    path = keep_decision(where, decision)
    if as_json:
        print_json({"kept_in": str(path), "decision": json.loads(to_line(decision))})
        return
    said = f"not the same as {_entries(decision)}"
    if decision.decision == WITHDRAWN:
        said = f"no longer set aside as {said}; withdrawn on {decision.on} by {decision.by}: {decision.why}"
    else:
        said = f"{said}; {decision.words}"
    click.echo(f"{decision.label or decision.id}: {said}")
    click.echo(f"kept in {path}", err=True)


@click.command()
@home_option
@json_option
@click.pass_obj
def decisions(home: Path, home_here: Path | None, as_json: bool) -> None:
    """What was decided, oldest first, and whether it stands or was withdrawn."""
    kept = kept_decisions(home_here or home)
    standing = {id(d) for d in kept.standing}
    if as_json:
        print_json({"decisions": [json.loads(to_line(d)) | {"stands": id(d) in standing} for d in kept.made]})
        return
    for one in kept.made:
        row = " ".join(x for x in (one.sheet, one.id) if x)
        state = "stands" if id(one) in standing else "withdrawal" if one.decision == WITHDRAWN else "withdrawn"
        click.echo(
            f"{one.finding}  {state}: {one.label} ({row}): not the same as {_entries(one)};"
            f" {one.on.isoformat()} by {one.by}: {one.why}"
        )
    if not kept.made:
        click.echo("nothing was decided")


def _entries(decision: Decision) -> str:
    return ", ".join(f"{e.name} ({e.dataset} {e.entry})" for e in decision.entries)


def _document(findings: Path) -> dict[str, object]:
    try:
        document = json.loads(findings.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        raise UsageError(f"not a findings.json: {error}", where=findings.name) from error
    if not isinstance(document, dict):
        raise UsageError("not a findings.json", where=findings.name)
    return document
