"""An answer for a person to read: strength, listed name, what agrees, what speaks against, what stands where since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from offing.review.result import ListUsed
from offing.screener import Match, Part, Status

_STYLES = {"match": "bold red", "strong": "bold yellow", "possible": "bold", "weak": "dim"}
_WORDS = {
    "match": "match by number",
    "strong": "strong",
    "possible": "possible",
    "weak": "weak",
}


def print_answer(
    console: Console, asked: str, matches: Sequence[Match], lists: Sequence[ListUsed], as_of: str, most: int
) -> None:
    """The matches best first, then what was looked at and what was not."""
    versions = {x.dataset: x.version for x in lists}
    if matches:
        count = f"{len(matches)} possible entr{'y' if len(matches) == 1 else 'ies'}"
        console.print(f"{asked}: {count} as of {as_of}", markup=False)
    for match in matches[:most]:
        console.print()
        _print_match(console, match, versions)
    if len(matches) > most:
        console.print(f"\n… and {len(matches) - most} more, less near: --max-hits shows them", markup=False)
    seen = ", ".join(f"{x.dataset} {x.version}" for x in lists if x.version)
    if matches:
        console.print()
    console.print(f"looked in [{seen}]" if matches else f"no entry found in [{seen}]", markup=False, soft_wrap=True)
    missing = [x.dataset for x in lists if x.state in ("missing", "unreadable")]
    if missing:
        console.print(f"not checked: [{', '.join(missing)}]", markup=False, soft_wrap=True)


def _print_match(console: Console, match: Match, versions: Mapping[str, str]) -> None:
    doubt = " · identity in doubt" if match.queue == "identity in doubt" else ""
    head = Text.assemble(
        (_WORDS.get(match.strength, match.strength), _STYLES.get(match.strength, "")),
        f"{doubt}  ",
        (match.name, "bold"),
        f"  ({match.type})",
    )
    console.print(head, soft_wrap=True)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim", min_width=9)
    table.add_column(overflow="fold")
    for label, line in _lines(match, versions):
        table.add_row(label, Text(line))
    console.print(Padding(table, (0, 0, 0, 2)))


def _lines(match: Match, versions: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "why", match.why.partition(f": {match.status[0].words}")[0] if match.status else match.why
    yield from _labelled("agrees", [_said(p) for p in match.parts if _said(p) not in match.against])
    yield from _labelled("against", match.against or ["nothing that was compared"])
    yield from _labelled("status", [_status(s, versions) for s in match.status])


def _labelled(label: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for i, line in enumerate(lines):
        yield (label if i == 0 else ""), line


def _said(part: Part) -> str:
    return f"{part.says} ({part.value})" if part.value else part.says


def _status(status: Status, versions: Mapping[str, str]) -> str:
    since = f"since {status.since}" if status.since else "no date of listing given"
    until = f", until {status.until}" if status.until else ""
    version = versions.get(status.list, "")
    program = f" · {', '.join(status.program)}" if status.program else ""
    return f"{status.words}, {since}{until} · {status.list} {status.entry}{f', version {version}' if version else ''}{program}"
