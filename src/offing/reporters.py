"""What reports are read with: the names to look for. Shared by `offing read` and by a review of a book with `reports/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from offing.book.model import Book
from offing.book.report_files import report_files
from offing.claims.events import events_of
from offing.claims.gazetteer import Gazetteer, ListedName, gazetteer_of
from offing.claims.ingest import read_report
from offing.claims.model import Reading
from offing.claims.read import read
from offing.errors import OffingError
from offing.index.find import Finder
from offing.index.glossary import english
from offing.reading.apart import Apart
from offing.review.in_reports import Reports
from offing.review.mentions import Mentions
from offing.spread import FORKED, processors, spread

_KINDS: dict[str, Literal["vessel", "company", "person"]] = {
    "Vessel": "vessel", "Person": "person", "Company": "company", "Organization": "company", "LegalEntity": "company",
    "PublicBody": "company",
}  # fmt: skip
_ALONE, _MOST_JOBS = 4, 4
"""Reports read before other processes are begun: they are not worth it for fewer, and what the first made ready is
shared. And processes at most: each may start a reader of PDFs, with its memory."""


def gazetteer_for(finder: Finder, mentions: Mentions | None = None) -> Gazetteer:
    """The names of the lists and, for a review, those of the book; common English words are named only with context."""
    own = book_names(mentions) if mentions is not None else ()
    return gazetteer_of(chain(listed_names(finder), own), english())


def listed_names(finder: Finder) -> Iterator[ListedName]:
    for row in finder.names():
        if row.schema in _KINDS:
            yield ListedName(row.text, _KINDS[row.schema], "", str(row.position))


def book_names(mentions: Mentions) -> Iterator[ListedName]:
    """The ships and parties that the book names in its columns."""
    for ship in mentions.ships:
        if ship.name and not ship.in_text:
            yield ListedName(ship.name, "vessel", "book", "")
    for party in mentions.parties:
        if party.name and not party.in_text:
            person = party.party is not None and party.party["type"].casefold() == "person"
            yield ListedName(party.name, "person" if person else "company", "book", "")


def reports_of(
    book: Book, path: Path, finder: Finder, progress: Callable[[str], None] = lambda _: None
) -> Reports | None:
    """The reports beside a book, read; None where there are none. What cannot be read is told, only a process ended from outside
    raises (OffingError)."""
    files = list(report_files(path))
    if not files:
        return None
    unread = [(f.name, f.told) for f in files if f.told]
    readings = []
    gazetteer = gazetteer_for(finder, Mentions(book))
    for name, reading in readings_of(((f.name, f.content) for f in files if not f.told), gazetteer):
        progress(f"read {name}")
        if isinstance(reading, str):
            unread.append((name, reading))
        else:
            readings.append(reading)
    return Reports(tuple(readings), events_of(readings), tuple(unread))


def readings_of(
    files: Iterable[tuple[str, bytes]], gazetteer: Gazetteer, *, learned: bool = True, published: date | None = None
) -> Iterator[tuple[str, Reading | str]]:
    """The name of each (name, bytes) with its reading, or with why it could not be read. The order is the files'; of more
    than a few, each processor reads its own. Without `learned`, claims are those of rules alone. `published` is the day of
    reports that tell none."""
    given = iter(files)
    pdfs = Apart()
    here = partial(_read, gazetteer, pdfs, learned, published)
    jobs = min(processors(), _MOST_JOBS) if FORKED else 1
    try:
        yield from map(here, islice(given, _ALONE if jobs > 1 else None))
        if jobs > 1 and (more := next(given, None)) is not None:
            yield from spread(chain([more], given), partial(_reader, gazetteer, learned, published), jobs)
    finally:
        pdfs.close()


def _reader(
    gazetteer: Gazetteer, learned: bool, published: date | None
) -> Callable[[tuple[str, bytes]], tuple[str, Reading | str]]:
    return partial(_read, gazetteer, Apart(), learned, published)


def _read(
    gazetteer: Gazetteer, pdfs: Apart, learned: bool, published: date | None, file: tuple[str, bytes]
) -> tuple[str, Reading | str]:
    name, content = file
    try:
        return name, read(read_report(content, name, pdfs.read, published), gazetteer, learned=learned)
    except OffingError as error:
        return name, str(error)
