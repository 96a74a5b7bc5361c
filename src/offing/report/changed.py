"""Changes of lists as text, data and a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from offing.index.changes import Change
from offing.report.text import heading, say
from offing.report.wording import visible

_SAYS = {"added": "listed", "removed": "off the list", "changed": "changed"}
_MOST_VALUES = 6
_COLUMNS = (
    "dataset",
    "date",
    "kind",
    "entry",
    "name",
    "type",
    "substantive",
    "field",
    "old",
    "new",
    "measures",
    "version",
)


def changes_dict(changes: Iterable[Change]) -> dict[str, Any]:
    """As the contract draws it, with the versions on either side and the measures borne."""
    return {
        "changes": [
            {
                "dataset": c.dataset,
                "entry": c.entry,
                "name": c.name,
                "type": c.schema,
                "kind": c.kind,
                "date": c.date.isoformat(),
                "substantive": c.substantive,
                "fields": [
                    {"name": f.name, "old": _one(f.old), "new": _one(f.new), "respelt": f.respelt} for f in c.fields
                ],
                "measures": list(c.measures),
                "before": c.before,
                "after": c.after,
            }
            for c in changes
        ]
    }


def _one(values: Sequence[str]) -> str | None:
    return "; ".join(values) if values else None


def print_changes(changes: Sequence[Change], console: Console) -> None:
    """By version; a removal says that the measure ended, not that the entry was found innocent."""
    at = ("", "")
    for change in changes:
        if (change.dataset, change.after) != at:
            at = (change.dataset, change.after)
            heading(console, f"{change.dataset}: {change.before} → {change.after}")
        _print(change, console)
    counts = {kind: sum(c.kind == kind for c in changes) for kind in _SAYS}
    respelt = sum(not c.substantive for c in changes)
    say(
        console,
        f"{counts['added']:,} added, {counts['removed']:,} removed, {counts['changed']:,} changed"
        f" ({respelt:,} of them in spelling or order only).",
        "bold",
    )
    if counts["removed"]:
        say(
            console,
            "An entry off the list is a measure that ended by that version; what was dealt with before is not changed by it.",
        )


def _print(change: Change, console: Console) -> None:
    style = {"added": "bold red", "removed": "green"}.get(change.kind, "" if change.substantive else "dim")
    line = Text(f"{_SAYS[change.kind]:>13}  ", style=style)
    line.append(f"{visible(change.name)}", style="bold")
    line.append(f"  {change.entry} · {change.schema}")
    if change.kind != "changed" and change.measures:
        was = "was " if change.kind == "removed" else ""
        line.append(f" · {was}{'; '.join(change.measures)}")
    if not change.substantive:
        line.append("  spelling or order only", style="dim")
    console.print(line, soft_wrap=True)
    for field in change.fields:
        old, new = (visible("; ".join(v[:_MOST_VALUES])) for v in (field.old, field.new))
        told = f"{old} → {new}" if old and new else f"+ {new}" if new else f"- {old}"
        console.print(Text(f"{'':15}{field.name}: {told}", style="dim" if field.respelt else ""), soft_wrap=True)


def write_changes(changes: Sequence[Change], path: Path) -> None:
    """A workbook with a row for each field of each change; text stays text."""
    import xlsxwriter

    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        sheet = book.add_worksheet("changes")
        bold = book.add_format({"bold": True})
        for column, name in enumerate(_COLUMNS):
            sheet.write_string(0, column, name, bold)
        row = 0
        for change in changes:
            for field in change.fields or (None,):
                row += 1
                cells = (
                    change.dataset, change.date.isoformat(), change.kind, change.entry, change.name, change.schema,
                    "yes" if change.substantive else "no", field.name if field else "", "; ".join(field.old) if field else "",
                    "; ".join(field.new) if field else "", "; ".join(change.measures), change.after,
                )  # fmt: skip
                for column, text in enumerate(cells):
                    sheet.write_string(row, column, text[:32_767])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(row, 1), len(_COLUMNS) - 1)
