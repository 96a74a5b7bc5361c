"""The files of a book's `reports/`: news, press releases, panel reports. Opened here and nowhere else; not yet read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from offing.units import MAX_PAPER_BYTES

FOLDER = "reports"
MOST = 2_000
"""Files of one book that are read; of more, the report says so."""
_ASIDE = (".", "~$")


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file by its path in the book's folder: its bytes, or why it was not opened."""

    name: str
    content: bytes = b""
    told: str = ""


def report_files(book: Path) -> Iterator[ReportFile]:
    """The files below `reports/`, by name. A link that leaves the book's folder is not followed; nothing is raised."""
    folder = book / FOLDER
    if not book.is_dir() or not folder.is_dir():
        return
    root = os.path.realpath(book)
    paths = sorted(
        Path(at) / name
        for at, _, names in os.walk(folder)
        for name in names
        if not name.startswith(_ASIDE) and not Path(at).name.startswith(".")
    )
    for path in paths[:MOST]:
        yield _opened(
            path, path.relative_to(book).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace"), root
        )
    if len(paths) > MOST:
        yield ReportFile(f"{FOLDER}/", told=f"{len(paths) - MOST:,} files more than {MOST:,}: not read")


def _opened(path: Path, name: str, root: str) -> ReportFile:
    try:
        if os.path.commonpath((os.path.realpath(path), root)) != root:
            return ReportFile(name, told="a link out of the book's folder: not followed")
        if path.stat().st_size > MAX_PAPER_BYTES:
            return ReportFile(name, told=f"larger than {MAX_PAPER_BYTES:,} bytes: not read")
        return ReportFile(name, path.read_bytes())
    except (OSError, ValueError) as error:
        return ReportFile(name, told=f"cannot be opened: {type(error).__name__}")
