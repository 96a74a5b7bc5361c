"""`offing screen`: one name, or a file of them, against the lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import monotonic

import click
from rich.console import Console

from offing.batch import FORMATS, Tally, header_of, opened_sink, opened_source, screen_file
from offing.cli.options import as_of_option, home_option, json_option, lists_option, print_json
from offing.cli.progress import closing, shown
from offing.cli.screened import print_answer
from offing.errors import UsageError
from offing.index.profiles import STANDARD, profiles
from offing.review.decided import is_decision
from offing.screener import Opening, Screener, answer_dict, match_of, opened_from
from offing.spread import processors

_TYPES = ("vessel", "company", "person", "organisation")
_ASIDE = 5
"""What was set aside, as much of it as is printed for one query."""
_LONGEST_SHOWN = 200
_SAID = ("type", "imo", "mmsi", "call_sign", "flag", "country", "born", "other_ids")


@click.command()
@click.argument("name", required=False)
@click.option("--type", type=click.Choice(_TYPES), help="What NAME is; without it, it may be any of these.")
@click.option("--imo", default="", help="IMO number, of a ship or a company.")
@click.option("--mmsi", default="")
@click.option("--call-sign", default="")
@click.option("--flag", default="")
@click.option("--country", default="")
@click.option("--born", default="", help="Date, month or year of birth.")
@click.option("--other-ids", default="", help="Registration, tax, passport numbers; separated by `;`.")
@click.option(
    "--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A CSV or Parquet file of queries."
)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the batch's answer goes, in the format of its suffix: .csv, .parquet, .jsonl, .json. Without it: CSV on stdout.",
)
@click.option("--keep", multiple=True, metavar="COLUMN", help="Carry a column of the batch along. May be repeated.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes for a batch (default: all processors).")
@click.option("--chunk", type=click.IntRange(1, 1_000_000), default=4000, hidden=True)
@click.option(
    "--max-hits", "most", type=click.IntRange(1), default=50, show_default=True, help="Entries shown for a query."
)
@click.option(
    "--profile",
    type=click.Choice(tuple(profiles())),
    default=STANDARD.name,
    show_default=True,
    help="How near a name must be to be proposed.",
)
@as_of_option
@lists_option
@home_option
@json_option
@click.pass_obj
def screen(
    home: Path,
    /,
    name: str | None,
    batch: Path | None,
    out: Path | None,
    keep: tuple[str, ...],
    jobs: int | None,
    chunk: int,
    most: int,
    profile: str,
    as_of: date,
    own: Path | None,
    home_here: Path | None,
    as_json: bool,
    **said: str | None,
) -> None:
    """Look NAME (or a file of names) up on the lists, with the parts that agree and what speaks against."""
    query = {"name": name or "", **{c: said[c] or "" for c in _SAID}}
    wanted = any(query[c].strip() for c in ("name", "imo", "mmsi", "call_sign", "other_ids"))
    if wanted == (batch is not None):
        raise UsageError(
            "name one thing or a --batch file",
            hint="offing screen 'DALIAN HAIBO' or offing screen --batch IN.csv -o OUT.csv",
        )
    opening = Opening(as_of, home_here or home, (own,) if own else (), profile)
    if batch is not None:
        _batch(opening, batch, out, keep, jobs, chunk, most, as_json)
    else:
        _one(opened_from(opening), query, most, as_json)


def _one(screener: Screener, query: dict[str, str], most: int, as_json: bool) -> None:
    found = screener.look(query)
    if not found.asked:
        raise UsageError("; ".join(found.problems))
    if as_json:
        print_json(answer_dict(found, screener, most))
        return
    asked = found.query.get("name") or ", ".join(f"{k} {v}" for k, v in found.query.items())
    matches = [match_of(m) for m in found.matches]
    console = Console(highlight=False)
    for problem in found.problems:
        console.print(problem, markup=False, soft_wrap=True)
    asked = asked if len(asked) <= _LONGEST_SHOWN else asked[:_LONGEST_SHOWN] + "…"
    decided = next((a["why"] for a in found.set_aside if is_decision(a["why"])), "")
    print_answer(console, asked, matches, screener.lists, screener.opening.as_of.isoformat(), most, decided)
    for aside in found.set_aside[:_ASIDE]:
        console.print(f"set aside: {aside['what']}: {aside['why']}", markup=False, soft_wrap=True)
    if len(found.set_aside) > _ASIDE:
        console.print(f"set aside: {len(found.set_aside) - _ASIDE} more (--json has them)", markup=False)


def _batch(
    opening: Opening,
    batch: Path,
    out: Path | None,
    keep: tuple[str, ...],
    jobs: int | None,
    chunk: int,
    most: int,
    as_json: bool,
) -> None:
    kind = _format(out, as_json)
    if out is not None and out.exists() and out.samefile(batch):
        raise UsageError("the answers would take the place of the queries", where=str(out))
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    source = opened_source(batch, keep)
    screener = opened_from(opening)
    for note in source.notes:
        console.print(f"{batch.name}: {note}", markup=False)
    if source.unread:
        console.print(f"columns not read: {', '.join(source.unread)[:500]} (--keep carries one along)", markup=False)
    begun = monotonic()
    total = Tally()
    with (
        opened_sink(out, kind, header_of(source.layout), lambda text: click.echo(text, nl=False)) as sink,
        shown(console, source.share) as progress,
    ):
        total = screen_file(screener, source, sink, jobs=jobs or processors(), most=most, rows=chunk, progress=progress)
    console.print(closing(total, monotonic() - begun), markup=False)
    seen = ", ".join(f"{x.dataset} {x.version}" for x in screener.lists if x.version)
    missing = f"; not checked: [{'; '.join(screener.not_checked)}]" if screener.not_checked else ""
    console.print(f"looked in [{seen}]{missing}", markup=False)


def _format(out: Path | None, as_json: bool) -> str:
    if as_json or out is None:
        return "json" if as_json else "csv"
    kind = FORMATS.get(out.suffix.lower())
    if kind is None:
        raise UsageError(
            "no such format to write", value=out.suffix, hint=f"End the file's name in {', '.join(FORMATS)}"
        )
    return kind
