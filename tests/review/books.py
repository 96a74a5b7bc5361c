"""Small books and plain lists written for one test each, and how their findings are read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from offing.answer import review_book
from offing.report.as_json import findings_json
from offing.review.finding import Finding
from offing.review.result import Review

LIST_HEADER = (
    "name,type,aliases,imo,mmsi,call_sign,flag,country,ids,authority,rung,program,entry,from,to,reason,source\n"
)


def entry(name: str, kind: str = "company", /, **cells: str) -> str:
    """One row of a plain list: `blocked` (US) unless told otherwise."""
    row = {"name": name, "type": kind, "authority": "US", "rung": "blocked", "entry": name[:4].upper()}
    row |= {k.rstrip("_"): v for k, v in cells.items()}
    return ",".join(row.get(column, "") for column in LIST_HEADER.strip().split(",")) + "\n"


def write_book(folder: Path, sheets: Mapping[str, str], listed: str = "") -> Path:
    """A folder of CSV sheets by name, with a list of its own when `listed` has rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet, text in sheets.items():
        (folder / f"{sheet}.csv").write_text(text, encoding="utf-8")
    if listed:
        (folder / "lists").mkdir(exist_ok=True)
        (folder / "lists" / "own.csv").write_text(LIST_HEADER + listed, encoding="utf-8")
    return folder


def reviewed(folder: Path, as_of: str, listed: str = "", **sheets: str) -> Review:
    return review_book(write_book(folder, sheets, listed), as_of=date.fromisoformat(as_of))


def as_data(review: Review) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(findings_json(review))
    return data


def about(review: Review, sheet: str = "", ident: str = "", check: str = "") -> list[Finding]:
    """Findings on the book's rows, those of what was not loaded aside."""
    return [
        f
        for f in review.findings
        if f.subject.sheet != "review"
        and sheet in ("", f.subject.sheet)
        and ident in ("", f.subject.id)
        and check in ("", f.check)
    ]


def said(findings: list[Finding]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """(check, kind, strength, rungs with authority) of each finding, for a table's right side."""
    return [(f.check, f.kind, f.strength, tuple(f"{s.rung} {s.authority}" for s in f.status)) for f in findings]
