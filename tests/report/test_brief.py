"""The review in brief: stops with their status, the same party once, a bounded length, and at the end what was not checked."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from offing.records.dates import parse_span
from offing.report.brief import GROUPS_MOST, print_brief
from offing.review.finding import Finding, Subject
from offing.review.result import Review
from tests.report.sample import GAP, PAEKSOL, TANTAL, many, sample, whole


def printed(review: Review) -> str:
    out = io.StringIO()
    print_brief(review, Console(file=out, width=110, color_system=None, force_terminal=False))
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def at(finding: Finding, sheet: str, row: int) -> Finding:
    return replace(finding, subject=Subject(sheet, row, "name", "", "Paeksol"))


def test_order() -> None:
    said = flat(printed(sample()))
    parts = ["INCOMPLETE: 2 not checked. Not checked: ", "eu_fsf", "Stop and escalate: 3", "blocked (US) since",
             "Other findings", "Rows looked at", "In the end", "Stop and escalate: 3", "INCOMPLETE: 2 not checked"]  # fmt: skip
    place = -1
    for part in parts:
        place = said.find(part, place + 1)
        assert place >= 0, part


@pytest.mark.parametrize(
    ("findings", "wanted", "lines", "why"),
    [
        (
            (at(replace(PAEKSOL, event_date=None), "parties", 3), at(PAEKSOL, "documents", 6)),
            "documents row 6", 2, "a dealing after the listing is told apart from who is listed",
        ),
        (
            (at(PAEKSOL, "parties", 3), at(PAEKSOL, "ownership", 5), at(PAEKSOL, "ownership", 2)),
            "Also ownership rows 2, 5.", 1, "rows that refer to a party already told stand with it",
        ),
        (
            (at(PAEKSOL, "parties", 3), at(replace(PAEKSOL, status=(replace(PAEKSOL.status[0], entry="1"),)), "parties", 4)),
            "parties row 4", 2, "another entry is another party",
        ),
        (
            tuple(at(replace(TANTAL, event_date=parse_span(f"2018-0{n}")), "documents", n) for n in range(2, 8)),
            "Also documents rows 3, 4, 5, 6, 7.", 1, "a name told on every paper is told once",
        ),
        ((GAP, replace(GAP, says="another gap")), "another gap", 2, "what rests on no list is not folded"),
    ],
    ids=lambda x: x if isinstance(x, str) and " " in x else "",
)  # fmt: skip
def test_the_same_party_is_told_once(findings: tuple[Finding, ...], wanted: str, lines: int, why: str) -> None:
    said = printed(sample(findings, role=""))
    assert wanted in flat(said), why
    assert sum(f", {findings[0].check}, " in x or f"{findings[0].check}, " in x for x in said.splitlines()) == lines, (
        why
    )


def test_long_books_stay_short() -> None:
    said = printed(many(400))
    assert " more: findings.json or --full" in said
    assert len(said.splitlines()) < 40 + 5 * GROUPS_MOST


def test_nothing_found_is_not_said_to_be_in_order() -> None:
    said = flat(printed(whole()))
    assert "COMPLETE: nothing that a check asked for was missing" in said
    assert "Stop and escalate: none of what was checked" in said
    assert said.count(whole().none_found) == 1


def test_nothing_drives_the_terminal_or_is_read_as_markup() -> None:
    said = printed(sample((replace(TANTAL, says="[bold red]x[/] \x1b]0;title\x07 \u202e end"),)))
    assert "[bold red]x[/] ‹U+001B›]0;title‹U+0007› ‹U+202E› end" in said
    assert "\x1b" not in said


def test_a_terminal_without_unicode() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii")
    print_brief(sample(), Console(file=file, width=110, color_system=None))
    file.flush()
    assert b"== Stop and escalate" in raw.getvalue()
