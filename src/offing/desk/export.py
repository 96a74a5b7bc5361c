"""A case as one folder that proves itself and can be replayed: on paper and as data, with its sources and a manifest of hashes.

case.pdf  case.xlsx  case.json   the case
review.json                      every finding of the review that it stands on
log.json                         the log's records of the case and its review, and the seals of the log's first and last record
sources/book/                    the book's files as they were uploaded
sources/attachments/             what was laid with the case
sources/lists/LIST/VERSION/      publishers' files as they came, packed, of the lists that the review used
sources/quoted.json              the lines of lists and reports that the finding quotes
manifest.json                    SHA-256 of every file, sealed
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from offing.desk.attachments import content_of
from offing.desk.case_file import CaseFile, as_json, attached_as, case_file
from offing.desk.case_paper import case_pdf, case_xlsx
from offing.desk.cases import case_of
from offing.desk.files import load
from offing.desk.log import append, identity
from offing.desk.sealed import LOG, seal
from offing.desk.store import Store
from offing.desk.times import instant, moment
from offing.errors import UsageError
from offing.settings import ENGINE, Home
from offing.snapshots import Snapshot, versions

CASE, REVIEW, BOOK, LISTS, DECISIONS = (
    "case.json",
    "review.json",
    "sources/book",
    "sources/lists",
    "sources/decisions.jsonl",
)


@dataclass(frozen=True, slots=True)
class Exported:
    """`head` is the number and hash of the log's last record, which the folder carries."""

    folder: Path
    files: int
    bytes: int
    head: tuple[int, str]


def export_case(store: Store, home: Home, case: str, out: Path, *, by: str, at: datetime) -> Exported:
    """Write a case into the folder `out`, whole or not at all, and say so in the log. `by` is an account's id, or other words.

    Raises UsageError where there is no such case, or something lies at `out` already.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError("something lies there already", where=str(out), hint="Name a folder that is new or empty")
    with store.writing() as db:
        held = case_of(db, case)
        if held is None:
            raise UsageError("no such case", value=case, hint="`offing case list` names them")
        told = {"finding": held.finding, "review": held.review}
        append(db, at=instant(at), actor=by, action="case exported", object=f"case {case}", after=told)
        file = case_file(db, case)
        desk = identity(db)
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        _write(store, home, file, desk, folder)
        seal(
            folder,
            {
                "offing": ENGINE,
                "case": case,
                "exported_at": instant(at),
                "log": {"n": file.head[0], "hash": file.head[1]},
            },
        )
        folder.chmod(0o755)
        if out.exists():
            out.rmdir()
        folder.replace(out)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    sizes = [p.stat().st_size for p in out.rglob("*") if p.is_file()]
    return Exported(out, len(sizes), sum(sizes), file.head)


def zipped(folder: Path, place: Path) -> None:
    """The folder as one .zip, under its own name."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")


def _write(store: Store, home: Home, file: CaseFile, desk: str, folder: Path) -> None:
    _put(folder, CASE, _json(as_json(file)))
    _put(folder, "case.pdf", case_pdf(file))
    _put(folder, "case.xlsx", case_xlsx(file))
    _put(folder, REVIEW, _json({"review": file.review.told, "findings": file.told}))
    records = {"desk": desk, "head": {"n": file.head[0], "hash": file.head[1]}, "records": file.records}
    _put(folder, LOG, _json(records))
    quoted = [e for e in file.finding["evidence"] if e["source"] != "book"]
    _put(folder, "sources/quoted.json", _json(quoted))
    for one in file.files:
        _put(folder, f"{BOOK}/{one['name']}", load(store.files, one["sha256"]))
    for attachment in file.attachments:
        if not attachment.erased:
            _put(folder, attached_as(attachment), content_of(store, attachment))
    if home.decisions.exists():
        _put(folder, DECISIONS, home.decisions.read_bytes())
    for snapshot in used_snapshots(home, file.review.lists, moment(file.review.at)):
        kept = home.snapshots / snapshot.dataset / snapshot.version
        shutil.copytree(kept, folder / LISTS / snapshot.dataset / snapshot.version)


def used_snapshots(home: Home, used: Any, at: datetime) -> Iterator[Snapshot]:
    """Every version of the lists that a review used, as they were held when it was ordered, oldest first.

    All of them: the day an entry came and went is read from the versions before. A list that is part of Offing, or of the
    book, has none.
    """
    for dataset, version in sorted(used.items()):
        held = [s for s in versions(home.snapshots, dataset) if _got(s) <= at or s.version == version]
        if any(s.version == version for s in held):
            yield from held


def _got(snapshot: Snapshot) -> datetime:
    return datetime.fromisoformat(snapshot.retrieved).astimezone()


def _put(folder: Path, name: str, content: bytes) -> None:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _json(value: Any | Sequence[Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
