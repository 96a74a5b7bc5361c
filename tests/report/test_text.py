"""The terminal report: what was not checked first, plain text only, long runs counted."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from offing.report.text import print_review
from offing.review.result import Review
from tests.report.sample import GAP, LONG, TANTAL, many, sample, whole


def printed(review: Review, **rest: int) -> str:
    out = io.StringIO()
    print_review(review, Console(file=out, width=110, color_system=None, force_terminal=False), **rest)
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_order() -> None:
    said = flat(printed(sample()))
    order = ["INCOMPLETE: 2 not checked", "not checked: eu_fsf", "us_ofac_sdn US 2019-03-21 11 days", "Counts",
             "Stop and escalate: 3", "parties row 3", "vessels row 3", "Rows looked at without a finding"]  # fmt: skip
    places = [said.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)


def test_a_finding_is_whole() -> None:
    said = flat(printed(sample((TANTAL,))))
    for part in (
        "LIST possible, event 2018-12, advisory",
        "possible match: name only. TANTAL is named in the US advisory of 2019-03-21",
        "on a US advisory; not blocked by that fact · us_advisory_dprk 5.18 · TANTAL",
        "from: 2019-03-21 (event was before this); to: no end stated",
        "us_advisory_dprk 2019-03-21, annex 5, line 18:",
        "could be innocent: the advisory gives no IMO number",
        "would settle it: the IMO number of the ship",
    ):
        assert part in said


def test_the_fixed_words_for_rows_without_a_finding_stand_once() -> None:
    review = whole()
    assert flat(printed(review)).count(review.none_found) == 1


def test_long_runs_are_counted() -> None:
    crowd = tuple(replace(GAP, says=f"gap {n}") for n in range(9))
    assert "… 6 more in review.html" in printed(sample(crowd), limit=3)
    said = printed(many(400), rows=10)
    assert "… 380 more in review.html, on 190 more rows of parties" in said
    assert said.count("STOP AND ESCALATE") == 10, "the rows that stop are shown first"


def test_nothing_drives_the_terminal_or_is_read_as_markup() -> None:
    said = printed(sample((replace(TANTAL, says="[bold red]x[/] \x1b]0;title\x07 \u202e end"),)))
    assert "[bold red]x[/] ‹U+001B›]0;title‹U+0007› ‹U+202E› end" in said
    assert "\x1b" not in said


def test_long_quotes_are_cut_with_a_note() -> None:
    said = printed(sample())
    assert "whole in findings.json" in flat(said)
    assert len(said) < len(LONG)


def test_a_terminal_without_unicode() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii")
    print_review(sample(), Console(file=file, width=110, color_system=None))
    file.flush()
    assert b"LIST match, STOP AND ESCALATE" in raw.getvalue()
