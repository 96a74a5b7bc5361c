"""A book as checks see it: sheets of rows with the texts as written and what was read from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from offing.reading.prose import Line
from offing.records.dates import DateSpan


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that could not be read as what its column holds; the row was kept.

    `odd` says, of a cell that was read, why it cannot be as it stands; "" for one that was not read.
    """

    sheet: str
    row: int
    column: str
    value: str
    expected: str
    odd: str = ""

    @property
    def wanted(self) -> str:
        """What was expected, and what is odd."""
        return "; it ".join(filter(None, (self.expected, self.odd))) if self.value else self.odd or self.expected


QUERY = "query"
"""In place of a file's name: the row is a question of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is the row in the file as the user sees it (the header is row 1 where it stands first).

    `texts` holds non-blank cells by column, as written; `dates`, `numbers` and `flags` what could be read from them.
    """

    sheet: str
    number: int
    file: str
    texts: Mapping[str, str] = field(hash=False)
    dates: Mapping[str, DateSpan] = field(default_factory=dict, hash=False)
    numbers: Mapping[str, float] = field(default_factory=dict, hash=False)
    flags: Mapping[str, bool] = field(default_factory=dict, hash=False)

    def __getitem__(self, column: str) -> str:
        """The cell's text, "" when blank."""
        return self.texts.get(column, "")

    @property
    def is_query(self) -> bool:
        """Whether this is a question of its own and there is no book around it."""
        return self.file == QUERY

    @property
    def given_in(self) -> str:
        """`the book`, or `the query` where there is none."""
        return "the query" if self.is_query else "the book"

    @property
    def id(self) -> str:
        return self.texts.get("id", "")

    @property
    def label(self) -> str:
        """What the user would call the row."""
        if self.sheet == "ownership" and self.texts.get("owner"):
            return f"{self.texts['owner']} → {self['owned'] or '?'}"[:120]
        for column in ("name", "number", "vessel", "description", "text", "owned", "covers", "id"):
            if self.texts.get(column):
                return self.texts[column][:120]
        return next(iter(self.texts.values()), f"{self.sheet} row {self.number}")[:120]


@dataclass(frozen=True, slots=True)
class Paper:
    """The text of a file that `documents.file` names, with its places. `name` is its path in the book's folder."""

    name: str
    sha256: str
    lines: tuple[Line, ...] = field(hash=False, repr=False)

    def quoted(self, line: Line) -> Quoted:
        return Quoted(self.name, self.sha256, line.page, line.number, line.text)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A line of a paper as a finding cites it; `page` is 0 where the file has none."""

    file: str
    sha256: str
    page: int
    line: int
    text: str

    @property
    def place(self) -> str:
        """`files/cp.pdf · page 2 · line 14`"""
        return " · ".join(filter(None, (self.file, f"page {self.page}" if self.page else "", f"line {self.line}")))

    @property
    def words(self) -> str:
        """`files/cp.pdf, page 2, line 14`, for a sentence."""
        return self.place.replace(" · ", ", ")


@dataclass(frozen=True)
class Book:
    """All of what was read. `files` gives each file's SHA-256 by name; `unmapped` (sheet, header) pairs nobody reads.

    `papers` holds, for a row of the documents, the files that it names, those that could be read; `unnamed` are files in
    `files/` that no row names.
    """

    name: str
    rows: tuple[Row, ...]
    files: Mapping[str, str]
    problems: tuple[CellProblem, ...] = ()
    unmapped: tuple[tuple[str, str], ...] = ()
    mapped: tuple[tuple[str, str, str], ...] = ()
    other: tuple[str, ...] = ()
    """Folders and files that are part of a book but not a sheet (tracks/, files/, reports/)."""
    papers: Mapping[Row, tuple[Paper, ...]] = field(default_factory=dict)
    unnamed: tuple[str, ...] = ()

    @cached_property
    def by_sheet(self) -> dict[str, tuple[Row, ...]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.sheet, []).append(row)
        return {sheet: tuple(rows) for sheet, rows in found.items()}

    def sheet(self, name: str) -> tuple[Row, ...]:
        return self.by_sheet.get(name, ())
