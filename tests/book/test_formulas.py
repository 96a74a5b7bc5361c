"""A formula without a value is a cell that could not be read, not a blank one."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from offing.book.formulas import unread_formulas
from offing.book.read import read_book

CELLS = [
    ("=1/0", "#DIV/0!", "its formula gives #DIV/0!", "an error"),
    ('=A1&"x"', "", "its formula has none", "never calculated"),
    ('=A1&"x"', "Sea Rose Ltd", "", "calculated: its value is read"),
]


@pytest.mark.parametrize(("formula", "value", "told", "why"), CELLS)
def test_a_formula(tmp_path: Path, formula: str, value: str, told: str, why: str) -> None:
    path = tmp_path / "book.xlsx"
    workbook = xlsxwriter.Workbook(path)
    workbook.add_worksheet("cover")
    sheet = workbook.add_worksheet("parties")
    sheet.write_row(0, 0, ["id", "name"])
    sheet.write(1, 0, "P1")
    sheet.write_formula(1, 1, formula, None, value)
    workbook.close()
    book = read_book(path)
    assert [r.id for r in book.sheet("parties")] == ["P1"], "the row is kept"
    problems = [(p.row, p.expected) for p in book.problems if p.sheet == "parties"]
    assert [row for row, _ in problems] == ([2] if told else []), why
    assert all(told in expected and "B2" in expected for _, expected in problems), why


def test_what_is_no_workbook_has_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"PK\x03\x04 cut short")
    assert unread_formulas(path) == {}
    assert unread_formulas(tmp_path / "parties.csv") == {}


HEADERS = [
    ("id,caption,name\nP1,Paeksol,\nP2,,Haibo\n", ["Paeksol", "Haibo"], [], "two headers that fill each other's gaps"),
    ("id,caption,name\nP1,Paeksol,Other\n", ["Other"], ["caption"], "two that both speak: the second is told"),
    ("Doc ID,name\nP1,Haibo\n", ["Haibo"], [], "an id by another name"),
]


@pytest.mark.parametrize(("text", "names", "unmapped", "why"), HEADERS)
def test_two_headers_for_one_column(tmp_path: Path, text: str, names: list[str], unmapped: list[str], why: str) -> None:
    (tmp_path / "parties.csv").write_text(text)
    book = read_book(tmp_path)
    assert [r["name"] for r in book.sheet("parties")] == names, why
    assert [h for _, h in book.unmapped] == unmapped, why


def test_a_number_beside_a_better_id_is_a_papers_number(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_text("Doc ID,No.,Shipper name\nD1,HB-1801,Haibo\nD2,HB-1801,Paeksol\n")
    rows = read_book(tmp_path).sheet("documents")
    assert [(r.id, r["number"], r["shipper"]) for r in rows] == [
        ("D1", "HB-1801", "Haibo"),
        ("D2", "HB-1801", "Paeksol"),
    ]
