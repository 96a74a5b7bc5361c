"""findings.xlsx: the review as a workbook. Every cell is text or a number; nothing in it computes or loads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from offing.report.groups import Object, Sheet, by_sheet
from offing.report.laid import laid
from offing.report.wording import (
    STOP,
    STRENGTH_WORDS,
    age_words,
    cut,
    place_words,
    relation,
    role_words,
    since_words,
    state_words,
    until_words,
    visible,
)
from offing.review.duties import answers
from offing.review.finding import Finding
from offing.review.result import Review

CELL_MOST = 32_767
"""Characters that Excel holds in a cell; what is longer is cut with a note."""
ROWS_MOST = 1_048_576

Cell = str | int | float | None
Column = tuple[str, int]

FINDINGS: tuple[Column, ...] = (
    ("id", 18), ("sheet", 11), ("row", 6), ("column", 13), ("row id", 12), ("label", 30), ("kind", 12), ("strength", 13),
    ("stop and escalate", 11), ("says", 60), ("agrees", 44), ("speaks against", 44),
    ("status", 44), ("from", 16), ("to", 16), ("event", 16), ("event and status", 22),
    ("known from", 12), ("authority", 10), ("list", 18), ("entry", 14), ("program", 16), ("innocent reading", 40),
    ("what would settle it", 40), ("check", 18), ("check version", 8), ("basis", 26), ("as of", 12),
)  # fmt: skip
EVIDENCE: tuple[Column, ...] = (
    ("finding id", 18), ("sheet", 11), ("row", 6), ("source", 20), ("version", 16), ("place", 24), ("quote", 90), ("sha256", 66),
    ("retrieved", 16), ("url", 44), ("file", 30), ("page", 6), ("line", 6),
)  # fmt: skip
LISTS: tuple[Column, ...] = (
    ("dataset", 20), ("title", 46), ("authority", 10), ("state", 36), ("version", 16), ("published", 13), ("age", 12),
    ("entries", 10), ("sha256", 66), ("url", 44), ("lacks", 40), ("notes", 40),
)  # fmt: skip
ASIDE: tuple[Column, ...] = (
    ("sheet", 11), ("row", 6), ("column", 13), ("row id", 12), ("label", 30), ("candidate", 50), ("the fact that decided", 60),
)  # fmt: skip
PROBLEMS: tuple[Column, ...] = (("sheet", 14), ("row", 7), ("column", 24), ("value", 50), ("expected", 60))
CHECKLIST: tuple[Column, ...] = (
    ("asked of", 30), ("asked", 70), ("state", 10), ("how far", 60), ("checks", 40), ("findings", 9), ("source", 60),
    ("confidence", 11),
)  # fmt: skip
ROWS: tuple[Column, ...] = (("sheet", 14), ("row", 7), ("id", 16), ("label", 50), ("findings", 9), ("hardest", 30))


def findings_xlsx(review: Review) -> bytes:
    """The workbook: Review, Findings, Evidence, Lists, Set aside, Book problems, Checklist, Rows. Same review, same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    day = datetime(review.as_of.year, review.as_of.month, review.as_of.day)  # noqa: DTZ001 - a document property, no instant
    book.set_properties({"title": f"Review as of {review.as_of}", "author": "Offing", "created": day})
    styles = {
        "head": book.add_format({"bold": True, "bg_color": "#E6EAEE", "border": 1, "text_wrap": True, "valign": "top"}),
        "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        "bold": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
    }
    sheets = by_sheet(review)
    ordered = [(o, f) for s in sheets for o in s.objects for f in o.findings]
    _cover(book.add_worksheet("Review"), styles, review)
    _table(book.add_worksheet("Findings"), styles, FINDINGS, (_finding_row(o, f) for o, f in ordered))
    _table(book.add_worksheet("Evidence"), styles, EVIDENCE, (row for _, f in ordered for row in _evidence_rows(f)))
    _table(book.add_worksheet("Lists"), styles, LISTS, _list_rows(review))
    _table(book.add_worksheet("Set aside"), styles, ASIDE, _aside_rows(review))
    _table(book.add_worksheet("Book problems"), styles, PROBLEMS, _problem_rows(review))
    _table(book.add_worksheet("Checklist"), styles, CHECKLIST, _checklist_rows(review))
    _table(book.add_worksheet("Rows"), styles, ROWS, _book_rows(sheets, review))
    book.close()
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Cell, style: Any) -> None:
    """A number as a number, text as text whatever it begins with, None as an empty cell."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, cut(visible(value), CELL_MOST, "findings.json"), style)
    else:
        sheet.write_number(row, column, value, style)


def _table(sheet: Any, styles: dict[str, Any], columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    for number, (head, width) in enumerate(columns):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, head, styles["head"])
    last = 0
    for last, row in enumerate(rows, start=1):
        if last == ROWS_MOST - 1:
            sheet.write_string(last, 0, "… the rest is in findings.json: a sheet holds no more rows", styles["bold"])
            break
        for number, value in enumerate(row):
            _write(sheet, last, number, value, styles["cell"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)


def _cover(sheet: Any, styles: dict[str, Any], review: Review) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    state = (
        "COMPLETE: nothing that a check asked for was missing" if review.complete else "INCOMPLETE: see the next lines"
    )
    lines: list[tuple[str, Cell]] = [("State", state)]
    lines += [("Not checked", f"{n.what}: {n.why}") for n in review.not_checked]
    lines += [
        ("Book", review.book.name),
        ("As of", review.as_of.isoformat()),
        ("Role", role_words(review.role)),
        ("Engine", review.engine_words),
    ]
    lines += [("Notice", review.bundled_notice)] if review.bundled_notice else []
    lines += [(f"Rows of {name}", count) for name, count in review.book.rows]
    lines += [("File, SHA-256", f"{name}  {digest}") for name, digest in review.book.files]
    lines += [("Header not mapped", f"{name}: {header}") for name, header in review.book.unmapped]
    lines += [("Findings", len(review.findings)), (STOP, sum(f.stops for f in review.findings))]
    lines += [("A row without a finding", review.none_found), ("Checks run", ", ".join(review.checks_run))]
    for number, (head, value) in enumerate(lines):
        sheet.write_string(number, 0, visible(head), styles["bold"])
        _write(sheet, number, 1, value, styles["bold"] if head in ("State", "Not checked") else styles["cell"])


def _finding_row(subject: Object, f: Finding) -> tuple[Cell, ...]:
    s = f.subject
    dates = [x for x in (relation(status, f.event_date) for status in f.status) if x]
    return (
        f.id, s.sheet, s.row, s.column, s.id, s.label or subject.label, f.kind, STRENGTH_WORDS[f.strength],
        "yes" if f.stops else "no", f.says, _facts(f, "agrees"), _facts(f, "against"),
        _lines(x.words for x in f.status),
        _lines(since_words(x) for x in f.status), _lines(until_words(x) for x in f.status),
        str(f.event_date) if f.event_date else None, _lines(dates), f.known_from.isoformat() if f.known_from else None,
        _lines(x.authority for x in f.status), _lines(x.list for x in f.status), _lines(x.entry for x in f.status),
        _lines(", ".join(x.program) for x in f.status), _lines(f.innocent), _lines(f.settle), f.check,
        f.rule.version, f.rule.basis, f.as_of.isoformat(),
    )  # fmt: skip


def _facts(f: Finding, label: str) -> str:
    """One line for each group of entries that were compared alike; empty where nothing was compared."""
    told = ((x.whose, dict(x.lines).get(label, "")) for x in laid(f))
    return _lines(f"{whose}: {facts}" if whose else facts for whose, facts in told if facts)


def _lines(values: Iterable[str]) -> str:
    return "\n".join(values)


def _evidence_rows(f: Finding) -> list[tuple[Cell, ...]]:
    return [
        (f.id, f.subject.sheet, f.subject.row, e.source, e.version, e.place, e.quote, e.sha256, e.retrieved, e.url,
         e.file, e.page or None, e.line or None)
        for e in f.evidence
    ]  # fmt: skip


def _list_rows(review: Review) -> list[tuple[Cell, ...]]:
    return [
        (x.dataset, x.title, x.authority, state_words(x), x.version, x.published, age_words(x, review.as_of),
         x.entries if x.version or x.entries else None, x.sha256, x.url, _lines(x.lacks), _lines(x.notes))
        for x in review.lists
    ]  # fmt: skip


def _aside_rows(review: Review) -> list[tuple[Cell, ...]]:
    return [
        (a.subject.sheet, a.subject.row, a.subject.column, a.subject.id, a.subject.label, a.what, a.why)
        for a in review.set_aside
    ]


def _problem_rows(review: Review) -> list[tuple[Cell, ...]]:
    return [(p.sheet, p.row, p.column, p.value, p.wanted) for p in review.book.problems]


def _checklist_rows(review: Review) -> list[tuple[Cell, ...]]:
    """What is asked of every desk: to be filtered by the first column."""
    return [
        (", ".join(a.duty.roles), a.duty.asks, a.state, a.why, ", ".join(a.duty.checks), len(a.findings), a.duty.source,
         a.duty.confidence)
        for a in answers(review)
    ]  # fmt: skip


def _book_rows(sheets: Sequence[Sheet], review: Review) -> list[tuple[Cell, ...]]:
    """Every row of the book with what became of it: none is left unspoken of."""
    found = {(o.sheet, o.row): o for s in sheets for o in s.objects}
    rows: list[tuple[Cell, ...]] = []
    for sheet, row, ident, label in review.book.labels:
        subject = found.pop((sheet, row), None)
        rows.append((sheet, row, ident, label, len(subject.findings) if subject else 0, _hardest(subject)))
    for subject in found.values():
        place = place_words(subject.sheet, subject.row) if subject.row < 1 else subject.sheet
        rows.append((place, subject.row, subject.id, subject.label, len(subject.findings), _hardest(subject)))
    return rows


def _hardest(subject: Object | None) -> str:
    if subject is None:
        return "no finding"
    first = subject.findings[0]
    return f"{first.kind}, {STRENGTH_WORDS[first.strength]}" + (f"; {STOP.lower()}" if first.stops else "")
