"""findings.xlsx: text stays text, nothing computes, the same bytes."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from offing.report.xlsx import CELL_MOST, findings_xlsx
from tests.report.sample import FINDINGS, FORMULA, HAIBO, HAIBO_LINE, HOSTILE, sample, whole


@pytest.fixture(scope="module")
def content() -> bytes:
    return findings_xlsx(sample())


def rows(content: bytes, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python()


def test_sheets(content: bytes) -> None:
    names = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names
    assert names == ["Review", "Findings", "Evidence", "Lists", "Set aside", "Book problems", "Checklist", "Rows"]


def test_what_was_not_checked_comes_first(content: bytes) -> None:
    cover = rows(content, "Review")
    assert cover[0] == ["State", "INCOMPLETE: see the next lines"]
    assert [r[0] for r in cover[1:3]] == ["Not checked", "Not checked"]


def test_no_formula_no_link_no_code(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        sheets = [archive.read(n).decode() for n in names if n.startswith("xl/worksheets/")]
    assert len(sheets) == 8
    assert not [s for s in sheets if "<f>" in s or "<f " in s or "hyperlink" in s.lower()]
    assert not [n for n in names if "vba" in n.lower() or "externalLink" in n or "connections" in n]


def test_hostile_cells_are_read_back_as_text(content: bytes) -> None:
    cells = [c for sheet in ("Findings", "Evidence", "Book problems", "Rows") for r in rows(content, sheet) for c in r]
    for value in (FORMULA, "=1+1", "@SUM(A1:A9)", "31.02.2018"):
        assert value in cells


def test_a_long_quote_is_cut_with_a_note(content: bytes) -> None:
    (quote,) = [r[6] for r in rows(content, "Evidence") if r[0] == HOSTILE.id]
    assert len(quote) == CELL_MOST
    assert "cut: 40," in quote[-80:]


def test_findings_and_evidence_are_linked_by_id(content: bytes) -> None:
    head, *body = rows(content, "Findings")
    assert len(body) == len(FINDINGS)
    haibo = dict(zip(head, next(r for r in body if r[0] == HAIBO.id), strict=True))
    assert (haibo["status"], haibo["from"], haibo["event and status"]) == (
        "blocked (US)",
        "2019-03-21",
        "event was before this",
    )
    assert (haibo["row"], haibo["stop and escalate"]) == (2.0, "no"), "listed after the event: history, not a stop"
    assert HAIBO_LINE in [r[6] for r in rows(content, "Evidence") if r[0] == HAIBO.id]


def test_every_row_of_the_book_is_spoken_of(content: bytes) -> None:
    body = rows(content, "Rows")[1:]
    assert len(body) == 11
    assert [r[2] for r in body if r[5] == "no finding"] == ["P5", "P6"]


def test_same_bytes_at_another_time(content: bytes) -> None:
    time.sleep(2.1)  # a ZIP keeps time to two seconds
    assert content == findings_xlsx(sample())


def test_an_empty_review_is_a_workbook_too() -> None:
    assert rows(findings_xlsx(whole()), "Findings")[0][0] == "id"
