"""Writes docs/reference/ from the code, and docs/scenarios.md, so that they cannot drift: `make docs`. A test compares."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from offing.book.columns import SHEETS
from offing.cli import cli
from offing.goods.contract import regime_modules
from offing.goods.price_caps import PriceCap, price_caps
from offing.goods.tables import Measure, measures
from offing.lists.contract import list_modules
from offing.records.rungs import LADDER
from offing.records.territories import territory_name
from offing.review.catalog import check_modules, in_its_own_words
from offing.review.duties import duties, source_words

sys.path.insert(0, str(Path(__file__).parent))  # beside this file, not in the package
from scenarios_page import scenarios_page

HERE = Path(__file__).parent / "reference"
NOTE = "*Generated from the code by `make docs`; do not edit.*\n"


def checks_page() -> str:
    """Every check in its own words."""
    lines = ["# Checks", "", NOTE]
    for name, module in check_modules().items():
        check = module.CHECK
        lines += [
            f"## `{name}`",
            "",
            in_its_own_words(module),
            "",
            f"- Kinds: {', '.join(check.kinds)}",
            f"- Basis: {check.basis}",
        ]
        lines += [f"- Reads: {', '.join(check.needs)}"] if check.needs else []
        lines += [f"- Thresholds: {'; '.join(f'{k} = {v}' for k, v in check.params.items())}"] if check.params else []
        lines += [
            f"- Could be innocent: {' '.join(check.innocent)}",
            f"- Would settle it: {' '.join(check.settle)}",
            "",
        ]
    return "\n".join(lines)


def lists_page() -> str:
    """Every list: whose, whom it binds, the files it comes in, and what each form cannot give."""
    lines = ["# Lists", "", NOTE]
    for name, module in list_modules().items():
        dataset = module.DATASET
        lines += [
            f"## `{name}`",
            "",
            f"{dataset.title}. {dataset.publisher}.",
            "",
            f"- Authority: {dataset.authority}",
            f"- Binds: {dataset.binds}",
        ]
        lines += [f"- Address: <{dataset.url}>"] if dataset.url else []
        lines += ["- Bundled with Offing: our own fact table, nothing is fetched"] if dataset.bundled else []
        for form in dataset.forms:
            may = f", and if there {' + '.join(form.may)}" if form.may else ""
            lines.append(f"- Form `{form.name}`: {' + '.join(form.needs)}{may}")
            lines += [f"  - cannot give: {x}" for x in form.lacks]
        lines.append("")
    return "\n".join(lines)


def book_page() -> str:
    """The sheets and columns of a book, and the ladder of rungs."""
    lines = ["# The book's sheets and the ladder of rungs", "", NOTE, "| sheet | columns |", "|---|---|"]
    lines += [f"| `{sheet}` | {', '.join(columns)} |" for sheet, columns in SHEETS.items()]
    lines += ["", "| rung | words | freezes | is a listing |", "|---|---|---|---|"]
    lines += [
        f"| `{r.name}` | {r.words} | {'yes' if r.freezes else 'no'} | {'yes' if r.listing else 'no'} |" for r in LADDER
    ]
    return "\n".join([*lines, ""])


def goods_page() -> str:
    """Every measure on goods, regime by regime, with its source and what of it is not confirmed."""
    lines = ["# Goods: the measures", "", NOTE]
    for module in regime_modules():
        regime = module.REGIME
        lines += [f"## `{regime.id}`", "", f"{regime.title}. Authority: {regime.authority}. Binds {regime.binds}.", ""]
        for kind, direction in (("goods", "from"), ("goods", "to"), ("luxury", "to")):
            rows = [m for m in measures(regime.id) if (m.kind, m.direction) == (kind, direction)]
            if rows:
                place = "the DPRK" if regime.territory == "kp" else territory_name(regime.territory)
                title = f"Luxury goods to {place}" if kind == "luxury" else f"{direction.capitalize()} {place}"
                lines += [f"### {title}", "", "| goods | HS | effect | law | from | to | not confirmed | source |"]
                lines += ["|---|---|---|---|---|---|---|---|", *map(_measure_line, rows), ""]
    lines += [
        "## Price caps on Russian oil",
        "",
        "Of caps that stand on one day the highest counts: older contracts had theirs longer.",
        "",
        "| authority | product | USD a barrel | from | to | law | condition | not confirmed | source |",
        "|---|---|---|---|---|---|---|---|---|",
        *map(_cap_line, price_caps()),
        "",
    ]
    return "\n".join(lines)


def _cap_line(c: PriceCap) -> str:
    price = f"{c.usd_per_bbl:g}" if c.usd_per_bbl is not None else "not known"
    doubt = f"{c.confidence}: {c.unconfirmed}" if c.unconfirmed else "–"
    end = c.end.isoformat() if c.end else "–"
    cells = [c.authority, c.product, price, c.start.isoformat(), end, c.cited, c.condition, doubt, c.source]
    return f"| {' | '.join(cells)} |"


def _measure_line(m: Measure) -> str:
    effect = f"{m.effect}; wind-down to {m.wind_down_to}" if m.wind_down_to else m.effect
    effect += f"; above USD {m.threshold_usd:g} a piece" if m.threshold_usd else ""
    codes = ", ".join(m.hs) + (f" with the words {' or '.join(m.words)}" if m.words else "")
    doubt = f"{m.confidence}: {m.unconfirmed}" if m.unconfirmed else "–"
    cells = [m.goods, codes, effect, m.cited, m.start.isoformat(), m.end.isoformat() if m.end else "–", doubt, m.source]
    return f"| {' | '.join(c.replace('|', '/').replace('*', 'any') for c in cells)} |"


def cli_page() -> str:
    """The help of every verb."""
    lines = ["# Command line", "", NOTE]
    for name, command in [("", cli), *sorted(cli.commands.items())]:
        title = f"offing {name}".strip()
        context = click.Context(
            command, info_name=title, max_content_width=100, terminal_width=100, help_option_names=["-h", "--help"]
        )
        lines += [f"## `{title}`", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(lines)


def desks_page() -> str:
    """What is asked of each desk, with the checks that settle it and what they need."""
    lines = ["# Desks", "", NOTE]
    lines += [
        "`offing review --role DESK` prints how far a review answers these items. They are in Offing's words; the last column",
        "says where each is from, and how sure it is. `all` is asked of every desk.",
        "An item without checks is a task for people: *not done*.",
        "",
        "| asked of | item | checks | needs | source |",
        "|---|---|---|---|---|",
    ]
    for duty in duties():
        checks = ", ".join(f"`{c}`" for c in duty.checks) or "–"
        needs = ", ".join(n.replace("|", " or ") for n in duty.needs) or "–"
        lines.append(f"| {', '.join(duty.roles)} | {duty.asks} | {checks} | {needs} | {source_words(duty)} |")
    return "\n".join([*lines, ""])


PAGES = {
    "desks.md": desks_page,
    "checks.md": checks_page,
    "lists.md": lists_page,
    "goods.md": goods_page,
    "book.md": book_page,
    "cli.md": cli_page,
    "../scenarios.md": scenarios_page,
}


def main() -> None:
    HERE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
