"""Findings by the user's own objects: sheets in the book's order, rows with the hardest findings first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from offing.report.wording import anchor
from offing.review.finding import KINDS, STRENGTHS, Finding, order
from offing.review.result import Review


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the book that was looked at and has no finding."""

    row: int
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Object:
    """One row of the book (a party, a ship, a voyage …) with its findings, hardest first."""

    sheet: str
    row: int
    id: str
    label: str
    anchor: str
    findings: tuple[Finding, ...]

    @property
    def stops(self) -> int:
        return sum(f.stops for f in self.findings)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: how many rows it holds, the rows with findings, and those without one."""

    name: str
    rows: int
    objects: tuple[Object, ...]
    without: tuple[Row, ...]

    @property
    def title(self) -> str:
        """`parties: 4 of 6 rows with findings`; what is not a sheet of the book is about the whole."""
        if self.rows:
            return f"{self.name}: {len(self.objects):,} of {self.rows:,} rows with findings"
        return f"{self.name or 'the book'}, as a whole: {len(self.objects):,} with findings"

    @property
    def quiet(self) -> int:
        """Rows looked at without a finding."""
        return max(0, self.rows - len({o.row for o in self.objects if o.row > 0}))


def hardness(finding: Finding) -> tuple[int, int, int]:
    """Sort key: what may say stop first, then by kind, then by strength."""
    return (not finding.stops, KINDS.index(finding.kind), STRENGTHS.index(finding.strength))


def by_sheet(review: Review) -> tuple[Sheet, ...]:
    """Every sheet of the book, then what findings name beyond it (the book as a whole)."""
    found: dict[str, dict[tuple[int, str], list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in review.findings:
        found[finding.subject.sheet][finding.subject.row, finding.subject.id].append(finding)
    labels = {(sheet, row): label for sheet, row, _, label in review.book.labels}
    counted = dict(review.book.rows)
    names = [*counted, *sorted(set(found) - set(counted))]
    rows: dict[str, list[Row]] = defaultdict(list)
    touched = {(s, row) for s, objects in found.items() for row, _ in objects}
    for sheet, row, ident, label in review.book.labels:
        if (sheet, row) not in touched:
            rows[sheet].append(Row(row, ident, label))
    return tuple(
        Sheet(name, counted.get(name, 0), _objects(name, found.get(name, {}), labels), tuple(rows[name]))
        for name in names
    )


def _objects(
    sheet: str, found: dict[tuple[int, str], list[Finding]], labels: dict[tuple[str, int], str]
) -> tuple[Object, ...]:
    objects = []
    for (row, ident), group in found.items():
        inside = tuple(sorted(group, key=lambda f: (hardness(f), order(f))))
        label = labels.get((sheet, row)) or inside[0].subject.label
        mark = f"{anchor(sheet) or 'book'}-{row}" + (f"-{anchor(ident)}" if anchor(ident) else "")
        objects.append(Object(sheet, row, ident, label, mark, inside))
    return tuple(sorted(objects, key=lambda o: (hardness(o.findings[0]), o.row, o.id)))


def stopping(review: Review) -> tuple[Finding, ...]:
    """The findings that may say "stop and escalate", in the order of the report."""
    return tuple(f for s in by_sheet(review) for o in s.objects for f in o.findings if f.stops)


def kinds(review: Review) -> tuple[tuple[str, int], ...]:
    """Every kind with its count, hardest first; zero is shown."""
    counted = Counter(f.kind for f in review.findings)
    return tuple((kind, counted[kind]) for kind in KINDS)
