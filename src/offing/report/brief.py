"""The review on one or two screens: what was not checked, who stops it, what else was found, and how it ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console

from offing.records.rungs import RUNGS
from offing.report.groups import by_sheet, hardness
from offing.report.laid import IN_DOUBT, in_doubt
from offing.report.text import counts, heading, items, mark, of_the_book, rows_quiet, say
from offing.report.wording import (
    STOP,
    STRENGTH_WORDS,
    age_words,
    cut,
    one_line,
    place_words,
    places_words,
    role_words,
    state_words,
)
from offing.review.finding import Finding, Status
from offing.review.listing import measure_words
from offing.review.result import ListUsed, Review

GROUPS_MOST = 40
SAYS_MOST = 200
PLACES_MOST = 8
LABEL_MOST = 80
GAPS_MOST = 600
MORE = "findings.json or --full"


@dataclass(frozen=True, slots=True)
class Fold:
    """Findings of one check about the same entries of the lists: the hardest, in the book's order, stands for the others."""

    head: Finding
    others: tuple[Finding, ...]


def print_brief(review: Review, console: Console) -> None:
    """Print the review in brief; all of it stands in `print_review` and in the files of the report."""
    found = [f for s in by_sheet(review) for o in s.objects for f in o.findings]
    labels = {(sheet, row): label for sheet, row, _, label in review.book.labels}
    stops = folded(f for f in found if f.stops)
    rest = folded(f for f in found if not f.stops and f.check != "coverage")
    heading(console, f"Review of {review.book.name} as of {review.as_of}")
    say(console, f"{role_words(review.role)} · {review.engine_words}")
    _lists(review, console)
    counts(review, console)
    if stops:
        heading(console, STOP)
        for fold in stops[:GROUPS_MOST]:
            _stop(fold, labels, console)
        _more(stops, console)
    if rest:
        heading(console, "Other findings, hardest kind first")
        for fold in rest[:GROUPS_MOST]:
            _other(fold, labels, console)
        _more(rest, console)
    if review.role:
        items(review, console, brief=True)
    rows_quiet(review, console)
    of_the_book(review, console)
    heading(console, "In the end")
    count = sum(1 + len(f.others) for f in stops)
    say(
        console, f"{STOP}: {count:,}" if stops else f"{STOP}: none of what was checked", "bold red" if stops else "bold"
    )
    if review.complete:
        say(console, "COMPLETE: nothing that a check asked for was missing", "bold")
    else:
        say(console, f"INCOMPLETE: {len(review.not_checked)} not checked", "bold yellow")
    say(console, f"A row without a finding: {review.none_found}")


def folded(findings: Iterable[Finding]) -> list[Fold]:
    """Hardest first, the book's order within; listings of the same entries, told by one check, as one.

    A stop at a dated dealing is not folded into one on an undated row.
    Rules and what rests on no entry of a list are folded only where one row says the same twice.
    """
    groups: dict[object, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=hardness):
        entries = frozenset((s.list, s.entry, s.rung) for s in finding.status)
        same = finding.kind == "LIST" and entries
        told = (bool(finding.detail.get("looks_back")), finding.stops and finding.event_date is not None)
        where = (finding.subject.sheet, finding.subject.row, finding.says)
        groups[(finding.check, told, entries) if same else (finding.check, *where)].append(finding)
    return [Fold(group[0], tuple(group[1:])) for group in groups.values()]


def _lists(review: Review, console: Console) -> None:
    if review.bundled_notice:
        say(console, review.bundled_notice, "bold")
    used = [x for x in review.lists if x.version and x.state != "bundled"]
    if used:
        say(console, f"Lists in use: {', '.join(_dated(x, review) for x in used)}.")
    if review.complete:
        say(console, "COMPLETE: nothing that a check asked for was missing", "bold")
        return
    missing = {x.dataset for x in review.lists if x.state == "missing"}
    names = [n.what for n in review.not_checked if n.what in missing]
    gaps = [f"lists not loaded: {', '.join(names)} (`offing update` loads them)"] if names else []
    gaps += [f"{n.what}: {n.why}" for n in review.not_checked if n.what not in missing]
    told = cut(one_line("; ".join(gaps)), GAPS_MOST, MORE)
    say(console, f"INCOMPLETE: {len(review.not_checked)} not checked. Not checked: {told}", "bold yellow")


def _dated(used: ListUsed, review: Review) -> str:
    state = "" if used.state in ("current", "user") else f", {state_words(used)}"
    return f"{used.dataset} of {used.published or 'no stated day'} ({age_words(used, review.as_of)}{state})"


def _stop(fold: Fold, labels: dict[tuple[str, int], str], console: Console) -> None:
    one = fold.head
    firm = [s for s in one.status if RUNGS[s.rung].stops]
    say(console, f"{mark(console, one.kind)}{_place(one, labels)}", "bold red", 2)
    event = f", event {one.event_date}" if one.event_date else ""
    told = f"{firm[0].name}: {_measures(firm)}." if one.kind == "LIST" else shortened(one.says)
    say(console, f"{one.check}, {STRENGTH_WORDS[one.strength]}{event}: {told}{_also(fold)}", indent=4)


def _measures(statuses: list[Status]) -> str:
    """`blocked (US) since 2019-03-21; asset freeze (EU) since 2018-03-30`: each measure of an authority once, without entries."""
    told = {(s.rung, s.authority): measure_words(s) for s in reversed(statuses)}
    return "; ".join(reversed(told.values()))


def _other(fold: Fold, labels: dict[tuple[str, int], str], console: Console) -> None:
    one = fold.head
    doubt = f", {IN_DOUBT.upper()}" if in_doubt((one, *fold.others)) else ""
    head = f"{mark(console, one.kind)}{one.kind} {STRENGTH_WORDS[one.strength]}{doubt}, {one.check}"
    say(console, f"{head}, {_place(one, labels)}: {shortened(one.says)}{_also(fold)}", indent=2)


def _place(finding: Finding, labels: dict[tuple[str, int], str]) -> str:
    s = finding.subject
    label = labels.get((s.sheet, s.row)) or s.label
    ident = f" · {s.id}" if s.id and s.id != label else ""
    told = (
        ""
        if finding.says.startswith((label, f"“{label}”")) and not finding.stops
        else f" ({shortened(label, LABEL_MOST)})"
    )
    return f"{place_words(s.sheet, s.row)}{ident}{told}"


def _also(fold: Fold) -> str:
    own = fold.head.subject
    others = (f for f in fold.others if (f.subject.sheet, f.subject.row) != (own.sheet, own.row))
    places = places_words(others, PLACES_MOST)
    return f" Also {places}." if places else ""


def shortened(text: str, most: int = SAYS_MOST) -> str:
    """One line of at most `most` characters, ending in … where it was cut."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _more(folds: list[Fold], console: Console) -> None:
    left = sum(1 + len(f.others) for f in folds[GROUPS_MOST:])
    if left:
        say(console, f"and {left:,} more: {MORE}", "bold", 2)
