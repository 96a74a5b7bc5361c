"""Runs a scenario folder as the CLI does and holds the findings against its expect.json.

A scenario is a folder with `README.md`, `book/`, optionally `lists/`, and `expect.json`:
`{"as_of": "2019-04-01", "must": [row, …], "must_not": [row, …], "missed": [row, …]}`. A row of `must` holds when some
finding agrees in every field that it names, a row of `must_not` when none does. A row of `missed` is what the case asks for
and Offing cannot yet give, with its `why`: it fails on the day that it is found, so that it moves to `must`.
"""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TEXT_KEYS = ("kind", "check", "strength", "event_date")
STATUS_KEYS = ("rung", "authority")
SUBJECT_KEYS = ("sheet", "id", "column")
ROW_KEYS = frozenset((*TEXT_KEYS, *STATUS_KEYS, "says", "subject"))

Row = Mapping[str, Any]
Finding = Mapping[str, Any]


class BadScenario(Exception):
    """The scenario itself is at fault: a file is missing or unreadable, or a row names what no finding has."""


@dataclass(frozen=True, slots=True)
class Case:
    """One row of one expect.json; `problem` says why there is none to hold."""

    folder: Path
    section: str
    number: int
    row: Row
    problem: str = ""

    @property
    def name(self) -> str:
        """Readable test id: `E01-dalian-haibo/must-0:LIST:listed_party:cargo.C1:blocked:US`."""
        if self.problem:
            return f"{self.folder.name}/{self.section}"
        subject = self.row.get("subject", {})
        about = ".".join(str(subject[k]) for k in SUBJECT_KEYS if k in subject) if isinstance(subject, Mapping) else "?"
        said = [str(self.row[k]) for k in ("kind", "check") if k in self.row]
        rest = [str(self.row[k]) for k in ("strength", "rung", "authority", "event_date", "says") if k in self.row]
        text = ":".join(filter(None, [f"{self.section}-{self.number}", *said, about, *rest]))
        return f"{self.folder.name}/{re.sub(r'[^0-9A-Za-z_:.,%-]+', '_', text)}"


@dataclass(frozen=True, slots=True)
class Expectation:
    """A parsed expect.json."""

    as_of: date
    must: tuple[Row, ...]
    must_not: tuple[Row, ...]
    missed: tuple[Row, ...] = ()


def scenario_folders(root: Path) -> tuple[Path, ...]:
    """The folders of `root` that hold a scenario or a part of one, by name; `root` itself when it is one."""
    if (root / "expect.json").exists():
        return (root,)
    if not root.is_dir():
        return ()
    parts = ("expect.json", "book", "README.md")
    return tuple(sorted(f for f in root.iterdir() if f.is_dir() and any((f / p).exists() for p in parts)))


def read_expectation(folder: Path) -> Expectation:
    """The scenario's expect.json.

    Raises BadScenario for a missing or unreadable file, an unknown key, a missing `must`, or a bad `as_of`.
    """
    path = folder / "expect.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadScenario(f"{path} is missing") from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadScenario(f"{path} is not readable JSON: {error}") from error
    if not isinstance(data, dict):
        raise BadScenario(f"{path}: an object was expected, not {type(data).__name__}")
    unknown = sorted(set(data) - {"as_of", "must", "must_not", "missed"})
    if unknown:
        raise BadScenario(f"{path}: unknown key {', '.join(unknown)}")
    if "must" not in data:
        raise BadScenario(f"{path}: no `must` (an empty list says that nothing need be found)")
    sections = {name: data.get(name, []) for name in ("must", "must_not", "missed")}
    for name, rows in sections.items():
        if not isinstance(rows, list):
            raise BadScenario(f"{path}: `{name}` is not a list")
    if not sections["must"] and not sections["must_not"]:
        raise BadScenario(f"{path}: neither `must` nor `must_not` says anything")
    try:
        as_of = date.fromisoformat(data["as_of"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadScenario(f"{path}: `as_of` must be a day such as 2019-04-01 ({error})") from error
    return Expectation(as_of, *(tuple(sections[k]) for k in ("must", "must_not", "missed")))


def cases_of(root: Path) -> tuple[Case, ...]:
    """Every expectation row below `root`; a fault in a scenario is a case too, so that it fails by itself and in words."""
    folders = scenario_folders(root)
    if not folders:
        return (Case(root, "scenarios", 0, {}, f"{root} holds no scenario folder"),)
    cases: list[Case] = []
    for folder in folders:
        try:
            expected = read_expectation(folder)
        except BadScenario as fault:
            cases.append(Case(folder, "expect.json", 0, {}, str(fault)))
            continue
        sections = (("must", expected.must), ("must_not", expected.must_not), ("missed", expected.missed))
        for section, rows in sections:
            for number, row in enumerate(rows):
                fault_text = fault_of(row, told=section == "missed")
                problem = f"{folder.name}/expect.json: {section}[{number}]: {fault_text}" if fault_text else ""
                cases.append(Case(folder, f"{section}[{number}]" if problem else section, number, row, problem))
    return tuple(cases)


def fault_of(row: object, *, told: bool = False) -> str:
    """What is wrong with an expectation row; empty when nothing is. One that is `told` has a `why` beside its fields."""
    if not isinstance(row, Mapping):
        return f"a row is an object, not {row!r}"
    if told:
        if not isinstance(row.get("why"), str) or not row["why"]:
            return "a row of `missed` says in `why` what is wanting"
        row = {k: v for k, v in row.items() if k != "why"}
    if not row:
        return "the row names no field, so any finding would agree"
    unknown = sorted(set(row) - ROW_KEYS)
    if unknown:
        return f"unknown key {', '.join(unknown)} (known: {', '.join(sorted(ROW_KEYS))})"
    subject = row.get("subject", {})
    if not isinstance(subject, Mapping) or ("subject" in row and not subject):
        return "`subject` must be an object that names sheet, id or column"
    unknown = sorted(set(subject) - set(SUBJECT_KEYS))
    if unknown:
        return f"unknown key subject.{', subject.'.join(unknown)} (known: {', '.join(SUBJECT_KEYS)})"
    values = [row[k] for k in (*TEXT_KEYS, *STATUS_KEYS, "says") if k in row] + list(subject.values())
    wrong = [v for v in values if not isinstance(v, str) or not v]
    return f"every value is a non-empty text, not {wrong[0]!r}" if wrong else ""


def agrees(finding: Finding, row: Row) -> bool:
    """Whether the finding agrees with the row in every field the row names.

    `says` is a case-blind substring, `rung` and `authority` are of one and the same status item, all else equal text.
    """
    if any(finding.get(k) != row[k] for k in TEXT_KEYS if k in row):
        return False
    if "says" in row and row["says"].casefold() not in str(finding.get("says", "")).casefold():
        return False
    subject = finding.get("subject") or {}
    if any(subject.get(k) != v for k, v in row.get("subject", {}).items()):
        return False
    wanted = {k: row[k] for k in STATUS_KEYS if k in row}
    statuses = finding.get("status") or []
    return not wanted or any(all(s.get(k) == v for k, v in wanted.items()) for s in statuses)


def complaint(section: str, row: Row, findings: Sequence[Finding]) -> str:
    """Why the row does not hold, with the findings a person needs to see; empty when it holds."""
    agreeing = [f for f in findings if agrees(f, row)]
    if bool(agreeing) == (section == "must"):
        return ""
    if section == "missed":
        return f"it is found now: move the row to `must`: {json.dumps(row, ensure_ascii=False)}"
    head = "no finding agrees with" if section == "must" else f"{len(agreeing)} finding(s) agree with"
    lines = [f"{head} the `{section}` row {json.dumps(row, ensure_ascii=False)}"]
    if agreeing:
        lines += ["they are:", *map(shown, agreeing)]
        return "\n".join(lines)
    near = about(findings, row.get("subject", {}))
    lines.append(f"{len(near)} finding(s) about that subject, of {len(findings)} in all{':' if near else ''}")
    return "\n".join([*lines, *map(shown, near[:40])])


def about(findings: Iterable[Finding], subject: Mapping[str, str]) -> list[Finding]:
    """The findings on the same sheet and row of the book, whatever column, kind or check."""
    named = {k: v for k, v in subject.items() if k in ("sheet", "id")}
    return [f for f in findings if all((f.get("subject") or {}).get(k) == v for k, v in named.items())]


def shown(finding: Finding) -> str:
    """One finding on a few lines, as a failing test prints it."""
    subject = finding.get("subject") or {}
    place = f"{subject.get('sheet')}.{subject.get('id')} [{subject.get('column')}] {subject.get('label')!r}"
    lines = [
        f"  - {finding.get('kind')} {finding.get('check')} · {place} · {finding.get('strength')}"
        f" · event {finding.get('event_date')} · known from {finding.get('known_from')}",
        f"    says: {finding.get('says')}",
    ]
    lines += [
        f"    status: {s.get('rung')} ({s.get('authority')}) {s.get('list')}/{s.get('entry')} {s.get('name')!r}"
        f" {s.get('from')} to {s.get('to')}"
        for s in finding.get("status") or []
    ]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One review of one book: the bytes of findings.json, the same parsed, and the review itself."""

    document: bytes
    data: Mapping[str, Any]
    review: Any

    @property
    def findings(self) -> Sequence[Finding]:
        found: Sequence[Finding] = self.data["findings"]
        return found


def run_scenario(folder: Path, home: Path, *, book: Path | None = None) -> Outcome:
    """Review the scenario's book on its day, with its own lists and the bundled tables only (`home` is an empty folder)."""
    from offing.answer import review_book
    from offing.report.as_json import findings_json

    lists = folder / "lists"
    review = review_book(
        book or folder / "book",
        as_of=read_expectation(folder).as_of,
        lists=lists if lists.is_dir() else None,
        home=home,
    )
    text: str | bytes = findings_json(review)
    document = text.encode("utf-8") if isinstance(text, str) else text
    return Outcome(document, json.loads(document), review)


def shuffled_copy(book: Path, to: Path, seed: str) -> Path:
    """Copy the book to `to` with the data rows of every CSV in another order; quoting and line ends are rewritten."""
    shutil.copytree(book, to)
    for path in sorted(to.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file))
        order = list(rows)
        random.Random(f"{seed}/{path.name}").shuffle(order)
        if order == rows:
            order.reverse()
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *order])
    return to


def gist(findings: Iterable[Finding]) -> list[tuple[str, ...]]:
    """What the findings say whatever the order of rows: kind, check, subject and status entries, sorted."""
    return sorted(
        (
            f["kind"],
            f["check"],
            f["subject"]["sheet"],
            f["subject"]["id"] or f["subject"]["label"],
            f["strength"],
            "; ".join(sorted(f"{s['list']}/{s['entry']}/{s['rung']}/{s['authority']}" for s in f.get("status") or [])),
        )
        for f in findings
    )
