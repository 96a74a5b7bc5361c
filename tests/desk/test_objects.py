"""A page of a review's objects is what the findings say: hardest first, each with its first lines and the number of all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from offing.desk.found import Sought, findings_in
from offing.desk.objects import LINES, PAGE, objects_of
from offing.desk.reviews import review_of
from tests.desk.bench import a_finding, a_review, a_store, an_account

OBJECTS = 60
MANY = 4
"""The object that has more findings than a summary names."""


def finding_of(n: int) -> dict[str, Any]:
    row = MANY if n >= 3 * OBJECTS else n % OBJECTS
    sheet = ("parties", "vessels")[row % 2]
    subject = {"sheet": sheet, "row": row, "column": "name", "id": f"P{row}", "label": f"Label {row}"}
    kind = ("LIST", "RULE", "MISSING")[n % 3]
    return a_finding(id=f"{n:04x}", subject=subject, kind=kind, stops=n % 7 == 0, says=f"says {n} of 100%")


FINDINGS = [finding_of(n) for n in range(3 * OBJECTS + LINES + 5)]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({}, "all"),
        ({"kind": "RULE"}, "of one kind"),
        ({"sheet": "vessels"}, "of one sheet"),
        ({"words": "LABEL 7"}, "words without case"),
        ({"words": "100%"}, "a sign that SQL would read"),
        ({"words": "none of them"}, "nothing"),
    ],
)
def test_objects_are_those_of_the_findings(tmp_path: Path, asked: dict[str, Any], why: str) -> None:
    store = a_store(tmp_path)
    with store.writing() as db:
        _, review = a_review(store, db, an_account(db, "ann"), *FINDINGS)
        kept = review_of(db, review)
        assert kept is not None
        whole, total = findings_in(db, kept, Sought(**asked), start=0, limit=1000)
        expected: dict[tuple[str, int], list[str]] = {}
        for line in whole:
            subject = line.finding["subject"]
            expected.setdefault((subject["sheet"], subject["row"]), []).append(line.finding["id"])
        pages, start, more = [], 0, True
        while more:
            page, more = objects_of(db, kept, start=start, **asked)
            pages += page
            start += PAGE
    store.close()
    assert total == len(whole) == sum(map(len, expected.values()))
    assert [(t.sheet, t.row) for t in pages] == list(expected), why
    for thing in pages:
        ids = expected[thing.sheet, thing.row]
        assert [x.id for x in thing.lines] == ids[:LINES]
        assert (thing.total, thing.more) == (len(ids), max(0, len(ids) - LINES))
        assert thing.stops == sum(int(i, 16) % 7 == 0 for i in ids)
