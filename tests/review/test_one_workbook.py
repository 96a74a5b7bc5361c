"""Five incidents in one book, as a folder of sheets and as one workbook: every finding says where its cell stands."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from offing.answer import review_book
from offing.report.as_json import findings_json
from tests.scenarios.harness import HERE, agrees

CASES = (
    "E02-vodka-to-the-dprk",
    "E04-mid-ship",
    "E07-eagle-shipping",
    "E10-toll-holdings",
    "E22-kholmsk-coal",
    "E22b-kholmsk-papers",
)
REFERS = ("voyage", "vessel", "owner", "owned", "covers")
AS_OF = date(2020, 2, 1)
Sheets = dict[str, list[dict[str, str]]]


def whole() -> Sheets:
    """The rows of the five cases, ids told apart by the case: `E04-PY1`."""
    sheets: Sheets = {}
    for case in CASES:
        mark = case.partition("-")[0] + "-"
        tables = {p.stem: _rows(p) for p in sorted((HERE / case / "book").glob("*.csv"))}
        ids = {r["id"] for rows in tables.values() for r in rows}
        for sheet, rows in tables.items():
            for row in rows:
                cells = {c: _refer(v, ids, mark) if c in REFERS else v for c, v in row.items()}
                sheets.setdefault(sheet, []).append(cells | {"id": mark + row["id"]})
    return sheets


def _refer(cell: str, ids: set[str], mark: str) -> str:
    parts = cell.split("; ")
    if all(p in ids for p in parts):
        return "; ".join(mark + p for p in parts)
    return " ".join(mark + w if w in ids else w for w in cell.split(" "))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _columns(rows: list[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(c for row in rows for c in row))


def as_folder(folder: Path, sheets: Sheets) -> Path:
    folder.mkdir()
    for sheet, rows in sheets.items():
        with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, _columns(rows), restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def as_workbook(path: Path, sheets: Sheets) -> Path:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        for sheet, rows in sheets.items():
            page = book.add_worksheet(sheet)
            columns = _columns(rows)
            for at, column in enumerate(columns):
                page.write_string(0, at, column)
                for number, row in enumerate(rows, start=1):
                    page.write_string(number, at, row.get(column, ""))
    return path


@pytest.fixture(scope="module", params=["folder", "workbook"])
def findings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Mapping[str, Any]]:
    work = tmp_path_factory.mktemp("one")
    lists = work / "lists"
    lists.mkdir()
    for case in CASES:
        for path in (HERE / case / "lists").glob("*.csv"):
            (lists / f"{case[:3]}_{path.name}").write_bytes(path.read_bytes())
    book = as_folder(work / "book", whole()) if request.param == "folder" else as_workbook(work / "book.xlsx", whole())
    review = review_book(book, as_of=AS_OF, lists=lists, home=work / "home")
    found: list[Mapping[str, Any]] = json.loads(findings_json(review))["findings"]
    return [f for f in found if f["subject"]["sheet"] != "review"]


def test_each_finding_names_sheet_row_and_column(findings: list[Mapping[str, Any]]) -> None:
    sheets = whole()
    for finding in findings:
        subject = finding["subject"]
        rows = sheets[subject["sheet"]]
        row = rows[subject["row"] - 2]
        assert row["id"] == subject["id"], (
            f"{finding['check']}: row {subject['row']} of {subject['sheet']} is {row['id']}"
        )
        assert subject["column"] in _columns(rows), finding["check"]


EXPECTED = [
    ({"check": "luxury_dual_use", "subject": {"sheet": "cargo", "id": "E02-C1"}, "authority": "UN"}, "vodka"),
    ({"check": "status_by_date", "subject": {"sheet": "documents", "id": "E02-D1"}, "says": "listed later"}, "Danxing"),
    ({"check": "listed_vessel", "subject": {"sheet": "documents", "id": "E04-D1"}, "strength": "match"}, "HAADI's number"),
    ({"check": "listed_vessel", "subject": {"sheet": "payments", "id": "E04-PY2", "column": "text"}, "rung": "blocked"},
     "a blocked ship that stands in no sheet but a remittance text"),
    ({"check": "payment_text", "subject": {"sheet": "payments", "id": "E04-PY2", "column": "status"}}, "the bank's return"),
    ({"check": "party_substitution", "subject": {"sheet": "documents", "id": "E07-D2", "column": "shipper"}}, "Myawaddy"),
    ({"check": "licence", "subject": {"sheet": "licences", "id": "E07-L1", "column": "state"}}, "the pending licence"),
    ({"check": "payment_text", "subject": {"sheet": "payments", "id": "E10-PY1"}, "says": "North Korea"}, "a bulk invoice"),
    ({"check": "payment_text", "subject": {"sheet": "payments", "id": "E10-PY1"}, "says": "Iran"}, "its other shipment"),
    ({"check": "goods_text", "subject": {"sheet": "cargo", "id": "E22-C3", "column": "hs"}}, "semi-coking coal"),
    ({"check": "origin_chain", "subject": {"sheet": "cargo", "id": "E22b-C2", "column": "origin"}, "says": "Wonsan"}, "Kholmsk"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "why"), EXPECTED, ids=[e[1] for e in EXPECTED])
def test_each_case_is_found_in_it(row: Mapping[str, Any], why: str, findings: list[Mapping[str, Any]]) -> None:
    assert any(agrees(f, row) for f in findings), why
