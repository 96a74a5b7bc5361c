"""`offing review` and `offing demo`."""

from __future__ import annotations

import sys
from datetime import date
from importlib import resources
from pathlib import Path

import click
from rich.console import Console

from offing.answer import review_book
from offing.cli.options import Day, as_of_option, full_option, home_option, json_option, lists_option, profile_option
from offing.errors import SourceError
from offing.index.profiles import STANDARD
from offing.report.as_json import findings_json
from offing.report.brief import print_brief
from offing.report.text import print_review
from offing.report.write import write_all
from offing.review.duties import ROLES
from offing.review.finding import KINDS, STRENGTHS, Finding
from offing.review.result import Review

DEMO_AS_OF = date(2019, 4, 1)
_FAIL = ("none", "any", "strong", "stop")


@click.command()
@click.argument("book", type=click.Path(exists=True, path_type=Path))
@as_of_option
@lists_option
@home_option
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default=None,
    help="Whose desk this is: the advisories' checklist for it is printed.",
)
@profile_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write findings.json, findings.xlsx, review.html, review.pdf, map.geojson here.",
)
@click.option(
    "--fail-at",
    type=click.Choice(_FAIL),
    default="none",
    show_default=True,
    help="Exit 1 when findings reach this: any (but coverage), strong, or stop.",
)
@click.option(
    "--max-age",
    type=int,
    default=None,
    metavar="DAYS",
    help="Exit 3 when a list is missing, refused anew, or older than this on the review's day.",
)
@full_option
@json_option
@click.pass_obj
def review(
    home: Path,
    book: Path,
    as_of: date,
    own: Path | None,
    home_here: Path | None,
    role: str | None,
    profile: str,
    out: Path | None,
    fail_at: str,
    max_age: int | None,
    full: bool,
    as_json: bool,
) -> None:
    """Review BOOK (a workbook or a folder of sheets and tracks) against lists and rules, and say what touches them."""
    result = _run(book, as_of, own, home_here or home, role or "", profile)
    _deliver(result, out, full, as_json)
    if max_age is not None:
        _check_age(result, max_age)
    if any(_reaches(f, fail_at) for f in result.findings):
        sys.exit(1)


def _check_age(result: Review, max_age: int) -> None:
    """Raises SourceError when a list in use is older, of unknown age or was refused anew, or when none is loaded at all.

    Bundled tables have no feed to be late, and are no publisher's list.
    """
    said = {"held_back": "a newer feed was not taken", "unreadable": "unreadable", "undated": "its files state no day"}
    used = [x for x in result.lists if x.version and x.state not in ("bundled", "user")]
    late = [f"{x.dataset} ({said[x.state]})" for x in result.lists if x.state in said]
    late += [f"{x.dataset} ({x.age_days} days)" for x in used if x.age_days is not None and x.age_days > max_age]
    if not used:
        late.append("no publisher's list is loaded")
    if late:
        raise SourceError(f"lists missing or older than {max_age} days: {', '.join(late)}", hint="offing update")


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-report"),
    show_default=True,
    help="Where the report goes.",
)
@click.option("--as-of", type=Day(), default=DEMO_AS_OF.isoformat(), show_default=True, help="The day of the review.")
@full_option
@json_option
def demo(out: Path, as_of: date, full: bool, as_json: bool) -> None:
    """Review the bundled example book of a fictional Dalian trader, with no network and no key."""
    with resources.as_file(resources.files("offing") / "demo" / "dalian_trader") as book:
        result = _run(book, as_of, None, None, "trader", STANDARD.name)
    _deliver(result, out, full, as_json)


def _run(book: Path, as_of: date, own: Path | None, home: Path | None, role: str, profile: str) -> Review:
    stderr = Console(stderr=True)
    if not stderr.is_terminal:
        return review_book(book, as_of=as_of, lists=own, home=home, role=role, profile=profile)
    with stderr.status("reviewing …") as status:
        return review_book(
            book,
            as_of=as_of,
            lists=own,
            home=home,
            role=role,
            profile=profile,
            progress=lambda what: status.update(f"{what} …"),
        )


def _deliver(result: Review, out: Path | None, full: bool, as_json: bool) -> None:
    written = write_all(result, out) if out is not None else []
    if as_json:
        click.echo(findings_json(result), nl=False)
    else:
        (print_review if full else print_brief)(result, Console(soft_wrap=False))
    for path in written:
        click.echo(f"wrote {path}", err=True)


def _reaches(finding: Finding, bar: str) -> bool:
    if bar == "none":
        return False
    if bar == "stop":
        return finding.stops
    if bar == "strong":
        return finding.kind in KINDS[:3] and STRENGTHS.index(finding.strength) <= 1
    return finding.check != "coverage"
