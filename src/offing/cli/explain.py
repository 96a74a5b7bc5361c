"""`offing explain CHECK` and `offing checks`: a check in its own words; and `offing explain matching`: names likewise."""

from __future__ import annotations

import inspect
from collections.abc import Iterable

import click
from rich.console import Console
from rich.table import Table

from offing.cli.options import json_option, print_json
from offing.errors import UsageError
from offing.index import judge, profiles, rules
from offing.report.check_json import MATCHING, check_body, matching_body
from offing.review.catalog import check_modules

_BEARINGS = {"for": "for", "against": "against", "decides for": "decides", "decides against": "decides against"}


@click.command()
@click.argument("check")
@json_option
def explain(check: str, as_json: bool) -> None:
    """A check in its own words: what it asks, basis, thresholds, innocent readings, what would settle it.

    `matching` is a topic of its own: how a name becomes match, strong or possible, and the profiles.
    """
    modules = check_modules()
    if check != MATCHING and check not in modules:
        raise UsageError("no such check", value=check, hint=f"Known: {', '.join(modules)}, and {MATCHING}")
    body = matching_body() if check == MATCHING else check_body(modules[check])
    if as_json:
        print_json(body)
        return
    console = Console(highlight=False)
    if check == MATCHING:
        _print_matching(console, str(body["text"]))
        return
    console.print(f"[bold]{check}[/bold] · {', '.join(modules[check].CHECK.kinds)}\n")
    console.print(str(body["text"]), markup=False)
    console.print(f"\nBasis: {modules[check].CHECK.basis}", markup=False)
    for title, key in (("Thresholds", "params"), ("Innocent readings", "innocent"), ("What would settle it", "settle")):
        value = body[key]
        lines = [f"{k}: {v}" for k, v in value.items()] if isinstance(value, dict) else [str(v) for v in value]  # type: ignore[attr-defined]
        _print_list(console, title, lines)
    if modules[check].CHECK.names:
        console.print(f"\n{inspect.getdoc(judge)}", markup=False, soft_wrap=True)
        _print_profiles(console)


def _print_list(console: Console, title: str, lines: Iterable[str]) -> None:
    shown = list(lines)
    if shown:
        console.print(f"\n{title}:", markup=False)
    for line in shown:
        console.print(f"  - {line}", markup=False)


def _print_profiles(console: Console) -> None:
    console.print(f"\n{inspect.getdoc(profiles)}", markup=False, soft_wrap=True)
    table = Table("profile", "for whom", "near names, person / firm / ship", "common words")
    for p in profiles.profiles().values():
        near = f"{p.near_person:g} / {p.near_firm:g} / {p.near_ship:g}"
        table.add_row(p.name, p.for_whom, near, str(p.thresholds["common_words"]))
    console.print(table)


def _print_matching(console: Console, text: str) -> None:
    console.print(text, markup=False, soft_wrap=True)
    _print_profiles(console)
    table = Table("fact", "what is said", "bears", "because", title="The evidence that is laid beside a name")
    for rule in rules.rules().values():
        table.add_row(rule.feature, rule.says, _BEARINGS.get(rule.bearing, "neither"), rule.reason)
    console.print(table)


@click.command()
@json_option
def checks(as_json: bool) -> None:
    """All checks, and what each asks."""
    modules = check_modules()
    if as_json:
        print_json({"checks": [check_body(m) for m in modules.values()]})
        return
    table = Table("check", "kinds", "asks", "basis")
    for name, module in modules.items():
        table.add_row(name, ", ".join(module.CHECK.kinds), module.CHECK.asks, module.CHECK.basis)
    Console().print(table)
