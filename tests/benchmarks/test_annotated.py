"""The annotated reports: every mark lies in its text, and the check notices one that does not."""

from __future__ import annotations

import copy
import csv
import importlib
import sys
from typing import Any, get_args

import pytest

from offing.claims.model import ClaimType
from tests.benchmarks.loaded import BENCHMARKS

if str(BENCHMARKS) not in sys.path:
    sys.path.insert(0, str(BENCHMARKS))
annotated = importlib.import_module("reports.annotated")
REPORTS = annotated.load()


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_every_mark_of_an_annotation_lies_in_its_text(report: Any) -> None:
    assert annotated.faults(report) == ()


def test_every_annotation_has_its_text() -> None:
    assert (
        {path.stem for path in annotated.DEV.glob("*.txt")}
        == {path.stem for path in annotated.DEV.glob("*.json")}
        == {r.name for r in REPORTS}
    )
    assert len(REPORTS) >= 4


def _spoilt(path: tuple[str | int, ...], value: object) -> Any:
    marks: Any = copy.deepcopy(REPORTS[0].marks)
    part = marks
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return annotated.Annotated(REPORTS[0].name, REPORTS[0].text, marks)


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (("mentions", 0, "start"), 1, "a mention moved by a letter"),
        (("mentions", 0, "entity"), "nobody", "a mention of no entity"),
        (("mentions", 0, "label"), "Ship", "a label that its entity does not have"),
        (("claims", 0, "quote", "text"), "never said", "a quote that is not in the text"),
        (("claims", 0, "type"), "sunk", "a type that no one knows"),
        (("claims", 0, "modality"), "sure", "a modality that no one knows"),
        (("claims", 0, "polarity"), "yes", "a polarity that no one knows"),
        (("claims", 0, "args"), {"target": "@nobody"}, "an argument that is no entity"),
        (("claims", 0, "args"), {"captain": "x"}, "a role that no one knows"),
        (("claims", 0, "date"), "last July", "a date in words"),
        (("claims", 0, "attribution"), "@nobody", "a speaker that is no entity"),
    ],
)
def test_a_spoilt_annotation_is_noticed(path: tuple[str | int, ...], value: object, why: str) -> None:
    assert annotated.faults(_spoilt(path, value)), why


def test_every_trap_names_the_types_that_must_not_come_out_of_it() -> None:
    with (BENCHMARKS / "reports" / "traps.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 90
    assert len({row["text"] for row in rows}) == len(rows)
    assert [row for row in rows if not row["why"] or not set(row["never"].split(";")) <= set(get_args(ClaimType))] == []
    assert sum("designated" in row["never"].split(";") for row in rows) >= 60
