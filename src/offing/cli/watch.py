"""`offing watch`: the books that are registered, reviewed again, and what differs."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from time import monotonic, sleep

import click
from rich.console import Console

from offing.cli.options import Day, home_option, json_option, print_json, profile_option, today
from offing.cli.watching import mail_option, refreshed, registered, sent, ways_of
from offing.errors import UsageError
from offing.review.duties import ROLES
from offing.review.since import BARS, newly_at
from offing.settings import Home
from offing.watch import kept
from offing.watch.alerts import Way
from offing.watch.kept import alone, books
from offing.watch.rounds import one_round, settle
from offing.watch.service import seconds_of, serve
from offing.watch.telling import news_json, print_news


@click.command()
@click.option("--add", "added", type=click.Path(exists=True, path_type=Path), help="Register a book to be watched.")
@click.option("--remove", "removed", type=click.Path(path_type=Path), help="Forget a book and what it was last told.")
@click.option("--list", "listing", is_flag=True, help="The books that are registered, and their last reviews.")
@click.option("--role", type=click.Choice(ROLES), default=None, help="With --add: whose desk the book is of.")
@profile_option
@click.option(
    "--lists",
    "own",
    type=click.Path(exists=True, path_type=Path),
    help="With --add: lists of your own, beside the index.",
)
@click.option(
    "--as-of", type=Day(), default=None, help="The day on whose law and lists the answer stands (default: today)."
)
@click.option(
    "--fail-at",
    type=click.Choice(BARS),
    default="none",
    show_default=True,
    help="Exit 1 when something new reaches this: any (but coverage), strong, or stop.",
)
@click.option(
    "--digest", type=click.Path(dir_okay=False, path_type=Path), help="Append what is new to a file (.jsonl: as data)."
)
@mail_option
@click.option("--webhook", default="", help="POST the JSON to this address, signed with OFFING_WEBHOOK_SECRET.")
@click.option(
    "--every", default="", metavar="SPAN", help="Go on as a service: fetch the lists and review, every 6h, 90m or 1d."
)
@click.option("--mirror", default="", help="With --every: fetch from a mirror, as `offing update` does.")
@home_option
@json_option
@click.pass_obj
def watch(
    home: Path,
    added: Path | None,
    removed: Path | None,
    listing: bool,
    role: str | None,
    profile: str,
    own: Path | None,
    as_of: date | None,
    fail_at: str,
    digest: Path | None,
    smtp: str,
    mail_from: str,
    mail_to: tuple[str, ...],
    smtp_plain: bool,
    webhook: str,
    every: str,
    mirror: str,
    home_here: Path | None,
    as_json: bool,
) -> None:
    """Review the registered books again and tell only what is new, changed or gone since the last review, each with its reason
    and, where it is new, the past dealings that it touches.

    What was told is kept as the last thing: a call that is killed before tells it again. An alert that cannot be delivered is
    kept and goes with the next call. A login for --smtp stands in OFFING_SMTP_USER and OFFING_SMTP_PASSWORD.
    """
    here = Home(home_here or home)
    if sum(map(bool, (added, removed, listing, every))) > 1:
        raise UsageError("--add, --remove, --list and --every are four things to do: give one of them")
    if added or removed or listing:
        _register(here, added, removed, role or "", profile, own, as_json)
        return
    ways = ways_of(digest, smtp, mail_from, mail_to, smtp_plain, webhook)
    if not every:
        sys.exit(_round(here, as_of or today(), fail_at, ways, as_json))
    if as_of is not None:
        raise UsageError("a service reviews as of today", hint="--as-of without --every")
    seconds = seconds_of(every)
    signal.signal(signal.SIGTERM, _stopped)

    def go() -> None:
        refreshed(here, mirror, lambda line: click.echo(line, err=True))
        _round(here, today(), fail_at, ways, as_json)

    serve(go, seconds, monotonic, sleep, lambda line: click.echo(f"offing: {line}", err=True))


def _stopped(*_: object) -> None:
    click.echo("stopped", err=True)
    raise SystemExit(0)  # unwinds: a review that was not told is not kept, and comes with the next call


def _register(
    here: Home, added: Path | None, removed: Path | None, role: str, profile: str, own: Path | None, as_json: bool
) -> None:
    with alone(here):
        if added is not None:
            book = kept.Book(str(added.resolve()), role, profile, str(own.resolve()) if own else "")
            there = kept.add(here, book)
            click.echo(f"{'still' if there else 'now'} watched: {book.path}", err=True)
        if removed is not None:
            kept.remove(here, str(removed.resolve()))
            click.echo(f"no longer watched: {removed.resolve()}", err=True)
        rows = registered(here)
    if as_json:
        print_json({"books": rows})
    elif added is None and removed is None:
        for row in rows:
            when = f"last reviewed {row['reviewed']}, as of {row['as_of']}" if row["reviewed"] else "not yet reviewed"
            desk = ", ".join(filter(None, (str(row["role"] or ""), str(row["profile"]))))
            click.echo(f"{row['book']} ({desk}): {when}, {row['findings']:,} findings")
        if not rows:
            click.echo("no book is registered: offing watch --add BOOK")


def _round(here: Home, as_of: date, fail_at: str, ways: Sequence[Way], as_json: bool) -> int:
    """What a shell is told: 1 when something new is at the bar, else the code of a book that could not be reviewed, else 0."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    stderr = Console(stderr=True)
    with alone(here):
        those = books(here)
        if not those:
            raise UsageError("no book is registered", hint="offing watch --add BOOK")
        if stderr.is_terminal:
            with stderr.status("reviewing …") as status:
                news = list(one_round(here, those, as_of, now, lambda what: status.update(f"{what} …")))
        else:
            news = list(one_round(here, those, as_of, now))
        if as_json:
            click.echo(news_json(news), nl=False)
        else:
            print_news(news, Console(soft_wrap=False))
        sys.stdout.flush()
        sent(here, news, ways, settle)
    if any(newly_at(n.found, fail_at) for n in news):
        return 1
    return max((n.exit_code for n in news), default=0)
