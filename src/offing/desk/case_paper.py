"""case.pdf and case.xlsx: a case as it goes on file, set and tabled as the report's own files are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from typing import Any

import xlsxwriter

from offing.desk.case_file import CaseFile
from offing.desk.cases import CaseEvent
from offing.report.from_json import finding_from
from offing.report.pdf import finding_told, typeset
from offing.report.wording import cut, one_line, visible

_CELL_MOST = 32_767
_MOST = 6_000
_SAID = ("reason", "words", "text", "why", "name", "to", "from", "due", "sha256", "disposition")
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a document property; when it was exported stands in manifest.json


def case_pdf(file: CaseFile) -> bytes:
    """The case on paper: where it stands, its finding, what happened, letters, files, and the log's records with the head."""
    review, case = file.review, file.case
    data: dict[str, Any] = {
        "case": case.id,
        "book": file.book.name,
        "as_of": review.as_of,
        "day": [int(x) for x in review.as_of.split("-")],
        "engine": str(review.told.get("engine", "")),
        "facts": [[k, v] for k, v in facts(file) if v],
        "finding": finding_told(finding_from(file.finding)),
        "not_checked": [[n["what"], n["why"]] for n in review.told.get("not_checked", [])],
        "events": [[when(e.at), file.name(e.by), e.kind, said(e)] for e in file.events],
        "letters": [
            [q.to or "erased", when(q.asked_at), when(q.due_at), answered(q.answered_at), q.letter] for q in file.questions
        ],
        "files": [[x.name or "erased", f"{x.bytes:,}", x.sha256, when(x.at), file.name(x.by)] for x in file.attachments],
        "lists": [[x["dataset"], x["version"], x["sha256"]] for x in review.told.get("lists", []) if x["version"]],
        "records": [[str(r["n"]), when(r["at"]), file.name(r["actor"]), r["action"], r["hash"]] for r in file.records],
        "head": [str(file.head[0]), file.head[1]],
    }  # fmt: skip
    return typeset(files("offing.desk").joinpath("case.typ").read_bytes(), data)


def case_xlsx(file: CaseFile) -> bytes:
    """The case as a workbook: Case, Evidence, Events, Letters, Files, Log. Every cell is text or a number."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": f"Case {file.case.id}", "author": "Offing", "created": _CREATED})
    head = book.add_format({"bold": True, "bg_color": "#E6EAEE", "border": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    for name, columns, rows in _sheets(file):
        _table(book.add_worksheet(name), (head, cell), columns, rows)
    book.close()
    return out.getvalue()


def _sheets(file: CaseFile) -> list[tuple[str, Sequence[tuple[str, int]], Iterable[Sequence[Any]]]]:
    f = file.finding
    own = [
        *facts(file), ("kind", f["kind"]), ("check", f["check"]), ("strength", f["strength"]), ("says", f["says"]),
        *(("status", f"{s['words']}, {s['list']} {s['entry']}, from {s['from'] or 'not stated'}") for s in f["status"]),
        *(("innocent reading", x) for x in f["innocent"]), *(("what would settle it", x) for x in f["settle"]),
        *(("not checked", f"{n['what']}: {n['why']}") for n in file.review.told.get("not_checked", [])),
        ("log ends at record", file.head[0]), ("its hash", file.head[1]),
    ]  # fmt: skip
    keys = ("source", "version", "place", "quote", "sha256", "retrieved", "url")
    return [
        ("Case", (("what", 24), ("", 110)), own),
        ("Evidence", [(k, 90 if k == "quote" else 24) for k in keys], ([e.get(k, "") for k in keys] for e in f["evidence"])),
        ("Events", (("at", 20), ("by", 20), ("what", 16), ("said", 100)),
         ([when(e.at), file.name(e.by), e.kind, said(e)] for e in file.events)),
        ("Letters", (("to", 30), ("went", 20), ("due", 20), ("answered", 20), ("letter", 100)),
         ([q.to, when(q.asked_at), when(q.due_at), when(q.answered_at), q.letter] for q in file.questions)),
        ("Files", (("name", 40), ("bytes", 12), ("sha256", 66), ("came", 20), ("by", 20)),
         ([x.name or "erased", x.bytes, x.sha256, when(x.at), file.name(x.by)] for x in file.attachments)),
        ("Log", (("n", 8), ("at", 30), ("by", 20), ("action", 20), ("object", 28), ("state after", 80), ("hash", 66)),
         ([r["n"], r["at"], file.name(r["actor"]), r["action"], r["object"], r["kept_after"] or ("erased" if r["erased"] else ""),
           r["hash"]] for r in file.records)),
    ]  # fmt: skip


def _table(
    sheet: Any, styles: tuple[Any, Any], columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]]
) -> None:
    for number, (head, width) in enumerate(columns):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, head, styles[0])
    for last, row in enumerate(rows, start=1):
        for number, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(last, number, value, styles[1])
            else:
                sheet.write_string(last, number, cut(visible(str(value)), _CELL_MOST, "case.json"), styles[1])
    sheet.freeze_panes(1, 0)


def facts(file: CaseFile) -> list[tuple[str, str]]:
    """Where the case stands, in pairs."""
    case, subject = file.case, file.finding["subject"]
    return [
        ("case", case.id),
        ("state", case.state),
        ("disposition", case.disposition.replace("_", " ")),
        ("reason", case.reason.replace("_", " ")),
        ("proposed by", file.name(case.proposed_by) if case.proposed_by else ""),
        ("confirmed by", file.name(case.confirmed_by) if case.confirmed_by else ""),
        ("book", file.book.name),
        ("row of the book", f"{subject['sheet']} row {subject['row']} {subject['id']}: {one_line(subject['label'])}"),
        (
            "review",
            f"{file.review.id}, as of {file.review.as_of}, made {when(file.review.at)} by {file.name(file.review.by)}",
        ),
        ("opened", when(case.opened_at)),
        ("last moved", when(case.moved_at)),
    ]


def said(event: CaseEvent) -> str:
    gone = [f"words erased: record {event.body['erased']} of the log"] if event.body.get("erased") else []
    told = [f"{k}: {event.body[k]}" for k in _SAID if event.body.get(k)]
    return cut("; ".join(told + gone), _MOST, "case.json")


def answered(at: str) -> str:
    return when(at) if at else "not answered"


def when(at: str) -> str:
    return f"{at[:10]} {at[11:19]} UTC" if at else ""
