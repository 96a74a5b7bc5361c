"""Dates and goods that name nothing of their own, and those that do."""

from __future__ import annotations

import pytest

from offing.claims.model import Label, Mention
from offing.claims.unnamed import unnamed

CASES: list[tuple[str, Label, bool, str]] = [
    ("three days later", "date", True, "counts from a date told before"),
    ("a week after", "date", True, "counts from what follows"),
    ("within six weeks", "date", True, "how long, not when"),
    ("over several years", "date", True, "how long, not when"),
    ("the same day", "date", True, "points at a day"),
    ("that month", "date", True, "points at a month"),
    ("last week", "date", False, "counts from the day of the text"),
    ("two years ago", "date", False, "counts from the day of the text"),
    ("this month", "date", False, "counts from the day of the text"),
    ("over the weekend", "date", False, "one weekend"),
    ("3 May 2019", "date", False, "a day"),
    ("late 2018", "date", False, "a part of a year"),
    ("goods", "goods", True, "any goods"),
    ("cargo", "goods", True, "any cargo"),
    ("luxury goods", "goods", False, "goods of a kind"),
    ("coal", "goods", False, "goods of a kind"),
    ("Cargo", "company", False, "a firm may be called so"),
]


@pytest.mark.parametrize(("text", "label", "points", "why"), CASES, ids=[c[0] for c in CASES])
def test_what_names_nothing_points(text: str, label: Label, points: bool, why: str) -> None:
    [told] = unnamed([Mention(0, len(text), text, label, 0, "rule")])
    assert told.nominal is points, why
