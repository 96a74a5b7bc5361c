"""Options that several verbs share."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from offing.errors import UsageError
from offing.index.profiles import STANDARD, profiles

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """An ISO day."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise UsageError(
                "not a day", where=param.name or "" if param else "", value=value, hint="Write it as 2019-03-22"
            ) from None


def as_of_option(function: F) -> F:
    return click.option(
        "--as-of",
        type=Day(),
        default=lambda: today().isoformat(),
        help="The day on whose law and lists the answer stands (default: today).",
    )(function)


def lists_option(function: F) -> F:
    return click.option(
        "--lists",
        "own",
        type=click.Path(exists=True, path_type=Path),
        help="Plain lists (CSV) or .ftm.json files of your own, beside the index.",
    )(function)


def profile_option(function: F) -> F:
    return click.option(
        "--profile",
        type=click.Choice(tuple(profiles())),
        default=STANDARD.name,
        show_default=True,
        help="How near a name must be to be proposed; `offing explain matching` says what each does.",
    )(function)


def full_option(function: F) -> F:
    return click.option("--full", is_flag=True, help="Print every finding with its evidence, not the review in brief.")(
        function
    )


def json_option(function: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="Machine-readable output on stdout.")(function)


def home_option(function: F) -> F:
    """`--home` after the verb as well as before it."""
    return click.option(
        "--home", "home_here", type=click.Path(file_okay=False, path_type=Path), help="Overrides OFFING_HOME."
    )(function)


def today() -> date:
    return datetime.now().astimezone().date()


def print_json(body: object) -> None:
    click.echo(json.dumps(body, ensure_ascii=False, indent=1))
