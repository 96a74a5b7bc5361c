"""The files that `documents.file` names, found in the book's folder and nowhere else, and read."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from offing.book.model import Book, CellProblem, Paper, Row
from offing.book.paper_text import paper_lines
from offing.reading.apart import Apart
from offing.units import MAX_PAPER_BYTES

FOLDER = "files"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_SEVERAL = re.compile(r"[;\n|]")
GONE = "a file in the book's folder or its files/; there is none of"
"""How the problem of a file that is not there begins."""
_NOT_THERE = f"{GONE} this name"
_MOST_GONE = 50
"""Rows that each say that their file is not there; of more, one line tells."""
_MOST_LISTED = 100_000


def with_papers(book: Book, path: Path, progress: Callable[[str], None] = lambda _: None) -> Book:
    """The book with the text of the files that its documents name. `path` is what the book was read from.

    A file is sought in the folder of the book (that of the workbook, where it is one), then in its `files/`. What leaves
    the folder, by its name or by a link, is not opened. What could not be read is a problem of the row; nothing is raised.
    """
    folder = path if path.is_dir() else path.parent
    listed = dict(_listed(folder / FOLDER)) if path.is_dir() else {}
    rows = [row for row in book.sheet("documents") if row["file"]]
    if not rows and not listed:
        return book
    reader = _Reader(folder, listed)
    papers: dict[Row, tuple[Paper, ...]] = {}
    problems: list[CellProblem] = []
    gone: list[CellProblem] = []
    try:
        for row in rows:
            found: list[Paper] = []
            for named in reader.names(row["file"]):
                held = reader.read(named, progress)
                if held.told:
                    problem = CellProblem(row.sheet, row.number, "file", named[:200], held.told)
                    (gone if held.told == _NOT_THERE else problems).append(problem)
                if held.paper is not None and held.paper.lines:
                    found.append(held.paper)
            if found:
                papers[row] = tuple(dict.fromkeys(found))
    finally:
        reader.pdfs.close()
    if len(gone) > _MOST_GONE:
        gone = [CellProblem("documents", 0, "file", f"{len(gone):,} files", f"{GONE} these names")]
    return replace(
        book,
        files=dict(sorted({**book.files, **reader.hashes}.items())),
        problems=(*book.problems, *problems, *gone),
        papers=papers,
        unnamed=tuple(sorted(n for n, p in listed.items() if os.path.realpath(p) not in reader.opened)),
    )


def _listed(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files below `files/`, by their path in the book's folder."""
    count = 0
    for at, inside, names in os.walk(folder):
        inside[:] = sorted(d for d in inside if not d.startswith("."))
        for name in sorted(n for n in names if not n.startswith((".", "~$"))):
            count += 1
            if count > _MOST_LISTED:
                return
            path = Path(at) / name
            yield (
                path.relative_to(folder.parent)
                .as_posix()
                .encode("utf-8", "surrogateescape")
                .decode("utf-8", "replace"),
                path,
            )


@dataclass(frozen=True, slots=True)
class _Held:
    """What became of one name: its paper if it was read, and what is to be told of it."""

    paper: Paper | None
    told: str = ""


class _Reader:
    """Each file of a folder, opened once."""

    def __init__(self, folder: Path, listed: Mapping[str, Path]) -> None:
        self.folder = folder
        self.root = os.path.realpath(folder)
        self.blind = {name.casefold(): path for name, path in listed.items()}
        self.pdfs = Apart()
        self.opened: set[str] = set()
        self.hashes: dict[str, str] = {}
        self._held: dict[str, _Held] = {}
        self._by_name: dict[str, _Held] = {}

    def names(self, cell: str) -> list[str]:
        """The names in a cell: one, or several with a semicolon between where no file has the whole for its name."""
        parts = [p.strip() for p in _SEVERAL.split(cell) if p.strip()]
        return [cell.strip()] if len(parts) < 2 or self._find(cell.strip())[0] else parts

    def read(self, named: str, progress: Callable[[str], None]) -> _Held:
        if named not in self._by_name:
            real, told = self._find(named)
            if real and real not in self._held:
                progress(f"reading {named}")
                self._held[real] = self._open(real)
            self._by_name[named] = self._held[real] if real else _Held(None, told)
        return self._by_name[named]

    def _find(self, named: str) -> tuple[str, str]:
        """The real path of what a name means, else why there is none."""
        text = named.replace("\\", "/")
        if _ADDRESS.match(text) or text.startswith(("/", "~")) or ".." in text.split("/") or "\0" in text:
            return "", "a path inside the book's folder; this one leads elsewhere and was not opened"
        for base in (self.folder, self.folder / FOLDER):
            path = os.path.join(base, text)  # noqa: PTH118 - a name may be longer than any path
            if os.path.lexists(path):
                return self._confined(path)
        path_blind = self.blind.get(f"{FOLDER}/{text}".casefold()) or self.blind.get(text.casefold())
        return self._confined(str(path_blind)) if path_blind else ("", _NOT_THERE)

    def _confined(self, path: str) -> tuple[str, str]:
        real = os.path.realpath(path)
        if not Path(real).is_relative_to(self.root):
            return "", "a path inside the book's folder; this one is a link that leads elsewhere and was not opened"
        if not os.path.isfile(real):  # noqa: PTH113 - a real path by now
            return "", "a file; this is a folder, or no file at all"
        return real, ""

    def _open(self, real: str) -> _Held:
        path = Path(real)
        name = Path(os.path.relpath(real, self.root)).as_posix().encode("utf-8", "surrogateescape")
        shown = name.decode("utf-8", "replace")
        self.opened.add(real)
        try:
            size = path.stat().st_size
            if size > MAX_PAPER_BYTES:
                return _Held(None, f"a file of at most {MAX_PAPER_BYTES:,} bytes; this has {size:,} and was NOT READ")
            content = path.read_bytes()
        except OSError as error:
            return _Held(None, f"a file that can be read; {error.strerror or error}: it was NOT READ")
        self.hashes[shown] = hashlib.sha256(content).hexdigest()
        lines, told = paper_lines(content, shown, self.pdfs.read)
        return _Held(Paper(shown, self.hashes[shown], lines), told)
