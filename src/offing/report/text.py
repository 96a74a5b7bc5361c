"""The report on a terminal: what was checked and what was not, then findings by the user's own rows, hardest first."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from offing.report.groups import Object, by_sheet, kinds, stopping
from offing.report.laid import ENTRIES_MOST, IN_DOUBT, in_doubt, laid, left_words
from offing.report.ownership import edges, regime, sums
from offing.report.wording import (
    ASKED,
    ASKED_MEANS,
    KIND_MARKS,
    KIND_WORDS,
    STOP,
    STOP_NONE,
    STRENGTH_WORDS,
    age_words,
    cut,
    entries_words,
    event_words,
    one_line,
    place_words,
    places_words,
    relation,
    role_words,
    since_words,
    state_words,
    until_words,
    visible,
)
from offing.review.duties import DONE, IN_PART, NO_DATA, NOT_DONE, checklist, counted, source_words
from offing.review.finding import Finding
from offing.review.result import Review

STYLES = {
    "LIST": "bold red",
    "RULE": "bold magenta",
    "CONFLICT": "bold yellow",
    "BEHAVIOUR": "bold blue",
    "REPORTED": "bold",
    "MISSING": "bold",
}
STATE_STYLES = {DONE: "bold", IN_PART: "bold yellow", NOT_DONE: "bold yellow", NO_DATA: "bold yellow"}
QUOTE_MOST = 400
ROWS_NAMED = 3


def print_review(review: Review, console: Console, limit: int = 5, rows: int = 40) -> None:
    """Print the review: at most `limit` findings per row of the book and `rows` rows per sheet; the rest is counted.

    Foreign text is never read as markup, and control characters are shown, not sent.
    """
    _checked(review, console)
    counts(review, console)
    sheets = by_sheet(review)
    for sheet in sheets:
        for subject in sheet.objects[:rows]:
            _object(subject, console, limit)
        left = sheet.objects[rows:]
        if left:
            count = sum(len(o.findings) for o in left)
            say(console, f"… {count:,} more in review.html, on {len(left):,} more rows of {sheet.name}", "bold")
    if review.role:
        items(review, console)
    rows_quiet(review, console)
    say(console, review.none_found)
    of_the_book(review, console)


def rows_quiet(review: Review, console: Console) -> None:
    """How many rows of each sheet were looked at and have no finding."""
    quiet = [f"{s.name} {s.quiet:,} of {s.rows:,}" for s in by_sheet(review) if s.rows]
    heading(console, "Rows looked at without a finding")
    say(console, ", ".join(quiet) or "the book holds no row")


def of_the_book(review: Review, console: Console) -> None:
    """What was set aside, and what of the book could not be read."""
    if review.set_aside:
        say(console, f"Set aside, with the fact that decided: {len(review.set_aside):,} (see review.html)")
    if review.book.problems or review.book.unmapped:
        odd, headers = sum(1 for p in review.book.problems if p.odd), len(review.book.unmapped)
        unread = len(review.book.problems) - odd
        told = f", {odd:,} read that cannot be as they stand" if odd else ""
        say(
            console,
            f"Of the book itself: {unread:,} values not readable{told}, {headers:,} headers not mapped (see review.html)",
        )


def fit(console: Console, text: str) -> str:
    """The text as the terminal can show it: hidden characters written out, and what its encoding lacks as an escape."""
    shown, encoding = visible(text), console.encoding
    return shown if encoding.startswith("utf") else shown.encode(encoding, "backslashreplace").decode(encoding)


def say(console: Console, text: str, style: str = "", indent: int = 0) -> None:
    """One paragraph of plain text, never markup."""
    shown = Text(fit(console, text), style=style)
    console.print(Padding(shown, (0, 0, 0, indent)) if indent else shown)


def heading(console: Console, text: str) -> None:
    """A heading: ruled where the terminal can draw a rule."""
    if console.encoding.startswith("utf"):
        console.print(Line(Text(fit(console, text)), align="left"))
    else:
        say(console, f"== {text}", "bold")


def mark(console: Console, kind: str) -> str:
    """The shape of the kind, where the terminal can show it."""
    return f"{KIND_MARKS[kind]} " if console.encoding.startswith("utf") else ""


def _checked(review: Review, console: Console) -> None:
    heading(console, f"Review of {review.book.name} as of {review.as_of}")
    say(console, f"{role_words(review.role)} · {review.engine_words}")
    if review.bundled_notice:
        say(console, review.bundled_notice, "bold")
    if review.complete:
        say(console, "COMPLETE: nothing that a check asked for was missing", "bold")
    else:
        say(console, f"INCOMPLETE: {len(review.not_checked)} not checked", "bold yellow")
        for item in review.not_checked:
            say(console, f"not checked: {item.what}: {item.why}", indent=2)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("list", "authority", "version", "age", "entries", "state"):
        table.add_column(title, justify="right" if title == "entries" else "left", overflow="fold")
    for used in review.lists:
        facts = (used.version or "–", age_words(used, review.as_of), entries_words(used), state_words(used))
        cells = (used.dataset, used.authority, *facts)
        table.add_row(*(Text(fit(console, c)) for c in cells))
    console.print(table)


def counts(review: Review, console: Console) -> None:
    """Findings by kind, and how many stop."""
    heading(console, "Counts")
    for kind, count in kinds(review):
        line = Text(f"{count:>7,}  ")
        line.append(f"{mark(console, kind)}{kind:<10}", STYLES[kind])
        line.append(KIND_WORDS[kind])
        console.print(line)
    stops = stopping(review)
    if stops:
        say(console, f"{STOP}: {len(stops):,} (marked below)", "bold red")
    else:
        say(console, STOP_NONE)
    if doubts := in_doubt(review.findings):
        say(console, f"{IN_DOUBT}: {len(doubts):,} (said so below)", "bold yellow")


def items(review: Review, console: Console, brief: bool = False) -> None:
    """The items asked of the desk, with the rows that their findings stand on; in brief without sources."""
    asked = checklist(review, review.role)
    heading(console, f"{ASKED} ({role_words(review.role)})")
    say(console, counted(asked), "bold")
    table = Table.grid(padding=(0, 1))
    for one in asked:
        places = places_words(one.findings, ROWS_NAMED)
        why = fit(console, f"{one.why}{f': {places}' if places else ''}")
        told = Text(fit(console, one.duty.asks), "bold")
        told.append(f": {why}" if brief else f"\n{why}", "not bold")
        if not brief:
            told.append(f"\nsource: {fit(console, source_words(one.duty))}", "not bold dim")
        table.add_row(Text(one.state.upper(), STATE_STYLES[one.state]), told)
    console.print(table)
    if not brief:
        say(console, ASKED_MEANS)


def _object(subject: Object, console: Console, limit: int) -> None:
    ident = f" · {subject.id}" if subject.id else ""
    title = f"{place_words(subject.sheet, subject.row)}{ident}: {cut(one_line(subject.label), 120)}"
    heading(console, title)
    for finding in subject.findings[:limit]:
        print_finding(finding, console)
    if len(subject.findings) > limit:
        say(console, f"… {len(subject.findings) - limit:,} more in review.html", "bold", 2)


def print_finding(finding: Finding, console: Console) -> None:
    """One finding with its measures, evidence and innocent readings."""
    first = Text(f"{mark(console, finding.kind)}{finding.kind}", STYLES[finding.kind])
    first.append(f" {STRENGTH_WORDS[finding.strength]}", "bold")
    if finding.stops:
        first.append(f", {STOP.upper()}", "bold red")
    if in_doubt((finding,)):
        first.append(f", {IN_DOUBT.upper()}", "bold yellow")
    first.append(f", {event_words(finding)}, {finding.check}", "dim")
    console.print(first)
    say(console, finding.says, "bold", 2)
    _laid(finding, console)
    for status in finding.status:
        where = " ".join(x for x in (status.list, status.entry) if x)
        when = relation(status, finding.event_date)
        say(console, f"{status.words} · {where} · {status.name}", indent=2)
        say(console, f"from: {since_words(status)}{f' ({when})' if when else ''}; to: {until_words(status)}", indent=4)
    holdings = edges(finding.detail)
    for edge in holdings:
        say(
            console,
            f"{edge.owner}{' (blocked)' if edge.blocked else ''} → {edge.owned}: {edge.share}, {edge.when}",
            indent=2,
        )
    for name, total in sums(holdings, finding.as_of, regime(finding)).items():
        say(console, f"{name}: {total}", indent=2)
    for proof in finding.evidence:
        version = f" {proof.version}" if proof.version else ""
        say(console, f"{proof.source}{version}, {proof.place}:", "dim", 2)
        say(console, cut(one_line(proof.quote), QUOTE_MOST, "findings.json"), "italic", 4)
    for reading in finding.innocent:
        say(console, f"could be innocent: {reading}", indent=2)
    for step in finding.settle:
        say(console, f"would settle it: {step}", indent=2)


def _laid(finding: Finding, console: Console) -> None:
    compared = laid(finding)
    for one in compared[:ENTRIES_MOST]:
        if one.whose:
            say(console, one.whose, "dim", 2)
        for label, facts in one.lines:
            say(console, f"{label}: {cut(one_line(facts), QUOTE_MOST, 'findings.json')}", indent=4 if one.whose else 2)
    if left_words(compared):
        say(console, left_words(compared), "dim", 2)
