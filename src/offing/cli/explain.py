"""`offing explain CHECK` and `offing checks`: a check in its own words."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from offing.cli.options import json_option, print_json
from offing.errors import UsageError
from offing.review.catalog import CheckModule, check_modules, in_its_own_words


def _body(module: CheckModule) -> dict[str, object]:
    check = module.CHECK
    return {
        "id": check.id,
        "asks": check.asks,
        "kinds": list(check.kinds),
        "basis": check.basis,
        "version": check.version,
        "needs": list(check.needs),
        "params": dict(check.params),
        "innocent": list(check.innocent),
        "settle": list(check.settle),
        "text": in_its_own_words(module),
    }


@click.command()
@click.argument("check")
@json_option
def explain(check: str, as_json: bool) -> None:
    """A check in its own words: what it asks, basis, thresholds, innocent readings, what would settle it."""
    modules = check_modules()
    if check not in modules:
        raise UsageError("no such check", value=check, hint=f"Known: {', '.join(modules)}")
    body = _body(modules[check])
    if as_json:
        print_json(body)
        return
    console = Console(highlight=False)
    console.print(f"[bold]{check}[/bold] · {', '.join(modules[check].CHECK.kinds)}\n")
    console.print(str(body["text"]), markup=False)
    console.print(f"\nBasis: {modules[check].CHECK.basis}", markup=False)
    for title, key in (("Thresholds", "params"), ("Innocent readings", "innocent"), ("What would settle it", "settle")):
        value = body[key]
        lines = [f"{k}: {v}" for k, v in value.items()] if isinstance(value, dict) else [str(v) for v in value]  # type: ignore[attr-defined]
        if lines:
            console.print(f"\n{title}:", markup=False)
            for line in lines:
                console.print(f"  - {line}", markup=False)


@click.command()
@json_option
def checks(as_json: bool) -> None:
    """All checks, and what each asks."""
    modules = check_modules()
    if as_json:
        print_json({"checks": [_body(m) for m in modules.values()]})
        return
    table = Table("check", "kinds", "asks", "basis")
    for name, module in modules.items():
        table.add_row(name, ", ".join(module.CHECK.kinds), module.CHECK.asks, module.CHECK.basis)
    Console().print(table)
