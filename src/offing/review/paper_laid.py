"""A paper laid beside the row that names it, its voyage, and the other papers of the voyage."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from offing.book.model import Paper, Quoted, Row
from offing.reading.prose import Line
from offing.review.finding import Strength
from offing.review.paper_facts import Facts, plain
from offing.review.papers import Folder

Cells = tuple[tuple[Row, tuple[str, ...]], ...]


class Beside(NamedTuple):
    """What a paper says otherwise than cells of the sheets; `quoted` are its own lines, then those of another paper."""

    row: Row
    column: str
    says: str
    strength: Strength
    quoted: tuple[Quoted, ...]
    cells: Cells = ()


class Value(NamedTuple):
    """The one thing that a paper says under a label, and the lines that say it."""

    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A paper with the row that names it, and the voyage of that row where there is one only."""

    row: Row
    facts: Facts
    folder: Folder | None

    @property
    def paper(self) -> Paper:
        return self.facts.paper

    def cell(self, column: str) -> tuple[Row, str]:
        """What the row says in a column, else its voyage; and which of them says it."""
        if self.row[column] or self.folder is None:
            return self.row, self.row[column]
        return self.folder.voyage, self.folder.voyage[column]

    def called(self, row: Row) -> str:
        """`the row` or `the voyage`, as a sentence names it."""
        return "the row" if row is self.row else "the voyage"

    def only(self, fields: Iterable[str], read: Callable[[str], Iterable[str]]) -> Value | None:
        """The one value that stands under labels of these fields, by what `read` makes of each; None of none or several."""
        found: dict[str, tuple[str, list[Line]]] = {}
        for said in self.facts.under(*fields):
            for text in read(said.value):
                found.setdefault(plain(text), (text, []))[1].extend(said.lines)
        one = next(iter(found.values()), None)
        return Value(one[0], tuple(dict.fromkeys(one[1]))[:2]) if one is not None and len(found) == 1 else None

    def otherwise(
        self,
        column: str,
        says: str,
        strength: Strength,
        lines: Iterable[Line],
        cells: Cells,
        others: tuple[Quoted, ...] = (),
    ) -> Beside:
        """A disagreement, told of the column where the row has one, else of its file."""
        quoted = (*(self.paper.quoted(line) for line in lines), *others)
        return Beside(
            self.row, column if self.row[column] else "file", f"{self.paper.name} {says}.", strength, quoted, cells
        )
