"""What `offing watch` reads from its options and the environment, and what it does with them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from offing.build import prepare
from offing.build.fetching import Asking, fetch_list, locked
from offing.cli.line import patience_of
from offing.cli.options import today
from offing.errors import UsageError
from offing.fetch import TOTAL_S
from offing.lists.contract import list_modules
from offing.settings import Home
from offing.watch.alerts import Pace, Way, alert_of, post, send_all
from offing.watch.kept import books, last
from offing.watch.rounds import News
from offing.watch.telling import first_line, news_json, text_of
from offing.watch.ways import Mail, digest_way, mail_way, webhook_way

F = TypeVar("F", bound=Callable[..., Any])
_PORT = 587


def mail_option(function: F) -> F:
    """`--smtp`, `--mail-from`, `--mail-to`, `--smtp-plain`."""
    for option in (
        click.option(
            "--smtp-plain", is_flag=True, help="Without STARTTLS, for a mail server on this machine; no login then."
        ),
        click.option("--mail-to", multiple=True, help="To whom it is mailed; may be given several times."),
        click.option("--mail-from", default="", help="Whose address the mail bears."),
        click.option(
            "--smtp", default="", metavar="HOST[:PORT]", help=f"Mail what is new by this server (port {_PORT})."
        ),
    ):
        function = option(function)
    return function


def ways_of(
    digest: Path | None, smtp: str, mail_from: str, mail_to: tuple[str, ...], smtp_plain: bool, webhook: str
) -> list[Way]:
    """The ways that the options name. Raises UsageError where one is named by half."""
    ways = [digest_way(digest)] if digest is not None else []
    if bool(smtp) != bool(mail_from) or bool(smtp) != bool(mail_to):
        raise UsageError("a mail needs --smtp, --mail-from and --mail-to")
    if smtp:
        host, _, port = smtp.partition(":")
        if not host or (port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65_536)):
            raise UsageError("not a host and a port", value=smtp, hint="mail.example.org:587")
        user, password = os.environ.get("OFFING_SMTP_USER", ""), os.environ.get("OFFING_SMTP_PASSWORD", "")
        ways.append(
            mail_way(Mail(host, int(port or _PORT), mail_from, mail_to, not smtp_plain, user, password, _trusted()))
        )
    if webhook:
        secret = os.environ.get("OFFING_WEBHOOK_SECRET", "")
        ways.append(webhook_way(webhook, secret, lambda: int(time.time()), _trusted()))
    return ways


def _trusted() -> str:
    return os.environ.get("SSL_CERT_FILE", "")


def sent(here: Home, news: Sequence[News], ways: Sequence[Way], settle: Callable[[Home, News], None]) -> None:
    """The news into the outbox, then the reviews kept, then what waits sent. Killed between any two of these, nothing is lost:
    what is not kept is told again, as the same alert, and what is not sent waits."""
    told = [n for n in news if n.found or n.why]
    if ways and any(n.found for n in news):
        post(here, alert_of(first_line(told), text_of(told), news_json(told), ways))
    for one in news:
        settle(here, one)
    pace = Pace(lambda: datetime.now().astimezone().isoformat(timespec="seconds"), time.sleep)
    for alert, way, why in send_all(here, ways, pace):
        click.echo(f"alert {alert} by {way}: {why}; it is kept for the next call", err=True)


def refreshed(here: Home, mirror: str, told: Callable[[str], None]) -> None:
    """Every list that has an address, fetched and taken where it is new; what cannot be had keeps its version."""
    patience = patience_of(TOTAL_S)
    modules = {n: m for n, m in list_modules().items() if not m.DATASET.bundled and (mirror or m.DATASET.fetched_from)}
    with locked(here):
        done = []
        for module in modules.values():
            one = fetch_list(here, module, Asking(patience, datetime.now().astimezone(), mirror))
            done.append(one)
            told(f"{one.dataset}: {one.outcome} {one.version}{f': {one.why}' if one.why else ''}")
        if any(u.outcome == "new" for u in done):
            prepare(here, today())


def registered(here: Home) -> list[dict[str, Any]]:
    """The books as a list shows them."""
    rows = []
    for book in books(here):
        held = last(here, book)
        rows.append(
            {
                "book": book.path,
                "role": book.role or None,
                "profile": book.profile,
                "lists": book.lists or None,
                "reviewed": held.at if held else None,
                "as_of": held.ground.as_of if held else None,
                "against": dict(held.ground.lists) if held else {},
                "findings": len(held.findings) if held else 0,
            }
        )
    return rows
