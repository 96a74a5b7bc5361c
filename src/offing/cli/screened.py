"""An answer for a person to read: strength, listed name, what agrees, what speaks against, what stands where since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from offing.records.dates import in_words, parse_span
from offing.report.laid import NOTHING_AGAINST, fact_words
from offing.review.result import ListUsed
from offing.review.run import lists_not_checked
from offing.screener import Match, Status

_STYLES = {"match": "bold red", "strong": "bold yellow", "possible": "bold", "weak": "dim"}
_WORDS = {
    "match": "match by number",
    "strong": "strong",
    "possible": "possible",
    "weak": "weak",
}


def print_answer(
    console: Console,
    asked: str,
    matches: Sequence[Match],
    lists: Sequence[ListUsed],
    as_of: str,
    most: int,
    decided: str = "",
) -> None:
    """The matches best first, then what was looked at and what was not. `decided`: an earlier decision that set all aside."""
    versions = {x.dataset: x.version for x in lists}
    if matches:
        console.print(f"{asked}: {_counted(matches)} as of {as_of}", markup=False)
    for match in matches[:most]:
        console.print()
        _print_match(console, match, versions)
    if len(matches) > most:
        console.print(f"\n… and {len(matches) - most} more, less near: --max-hits shows them", markup=False)
    seen = ", ".join(f"{x.dataset} {x.version}" for x in lists if x.version)
    if matches:
        console.print()
    elif decided:
        console.print(f"{asked}: nothing to show: {decided}; set aside", markup=False, soft_wrap=True)
    some = matches or decided
    console.print(f"looked in [{seen}]" if some else f"no entry found in [{seen}]", markup=False, soft_wrap=True)
    gaps = lists_not_checked(lists)
    if gaps:
        console.print(f"not checked: [{'; '.join(g.what for g in gaps)}]", markup=False, soft_wrap=True)
    states = {x.dataset: x.state for x in lists}
    for gap in gaps:
        if states.get(gap.what) != "missing":
            console.print(f"not checked: {gap.what}: {gap.why}", markup=False, soft_wrap=True)


def _counted(matches: Sequence[Match]) -> str:
    """`3 entries (2 match by number, 1 possible)`; what is in doubt is counted as that, and never as a match."""
    kinds = Counter(m.queue if m.queue == "identity in doubt" else _WORDS.get(m.strength, m.strength) for m in matches)
    told = ", ".join(f"{n} {kind}" for kind, n in kinds.items())
    return f"{len(matches)} entr{'y' if len(matches) == 1 else 'ies'} ({told})"


def _print_match(console: Console, match: Match, versions: Mapping[str, str]) -> None:
    doubt = " · identity in doubt" if match.queue == "identity in doubt" else ""
    main = next((s.name for s in match.status if s.name and s.name != match.name), "")
    head = Text.assemble(
        (_WORDS.get(match.strength, match.strength), _STYLES.get(match.strength, "")),
        f"{doubt}  ",
        (match.name, "bold"),
        f"  ({match.type}{f', main name {main}' if main else ''})",
    )
    console.print(head, soft_wrap=True)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim", min_width=9)
    table.add_column(overflow="fold")
    for label, line in _lines(match, versions):
        table.add_row(label, Text(line))
    console.print(Padding(table, (0, 0, 0, 2)))


def _lines(match: Match, versions: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "why", _why(match)
    told = [(fact_words(p.says, p.value), p.bearing) for p in match.parts]
    yield from _labelled("agrees", [text for text, bearing in told if bearing in ("for", "decides for")])
    yield from _labelled("against", match.against or [NOTHING_AGAINST])
    yield from _labelled("beside", [text for text, bearing in told if bearing == "open"])
    yield from _labelled("status", [_status(s, versions) for s in match.status])


def _labelled(label: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for i, line in enumerate(lines):
        yield (label if i == 0 else ""), line


def _why(match: Match) -> str:
    """The sentence without the measures, which stand below it."""
    heads = (f": {s.words.partition(';')[0]}" for s in match.status)
    return next((match.why.partition(head)[0] for head in heads if head in match.why), match.why)


def _status(status: Status, versions: Mapping[str, str]) -> str:
    since = f"{said_when('since', status.since)}" if status.since else "no date of listing given"
    until = f", {said_when('until', status.until)}" if status.until else ""
    version = versions.get(status.list, "")
    program = f" · {', '.join(status.program)}" if status.program else ""
    return f"{status.words}, {since}{until} · {status.list} {status.entry}{f', version {version}' if version else ''}{program}"


def said_when(word: str, iso: str) -> str:
    """`since 2019-03-21`; one that only lies in a time as `listed on a day not known between … and …`."""
    if "/" not in iso:
        return f"{word} {iso}"
    said = in_words(parse_span(iso))
    unknown = "on a day not known " if said.startswith("between") else ""
    return f"{'listed' if word == 'since' else 'ended'} {unknown}{said}"
