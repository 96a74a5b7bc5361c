"""Books that were uploaded and the reviews made of them, each kept whole: what was asked, what was not checked, every finding."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, insert, select, update

from offing.book.columns import SHEETS
from offing.desk.accounts import Account
from offing.desk.beside import lay_beside
from offing.desk.facts import facts_of
from offing.desk.files import keep, safe_name
from offing.desk.ids import fresh
from offing.desk.log import append, canonical
from offing.desk.store import Store
from offing.desk.tables import books, findings, headers, reviews, uploads
from offing.desk.times import instant
from offing.errors import UnsafeInput, UsageError
from offing.review.finding import KINDS, STRENGTHS

State = Literal["queued", "running", "done", "failed"]
_MOST_FILES = 2_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class KeptBook:
    id: str
    name: str
    role: str
    profile: str
    created_at: str


@dataclass(frozen=True, slots=True)
class KeptReview:
    """A review as it stands; `told` is findings.json without its findings, {} until it is done."""

    id: str
    book: str
    upload: str
    as_of: str
    at: str
    by: str
    state: State
    progress: str
    why: str
    lists: Mapping[str, str]
    told: Mapping[str, Any]


def add_book(
    db: Connection, name: str, by: Account, *, at: datetime, role: str = "", profile: str = "standard"
) -> KeptBook:
    """A book of this desk, by name; its uploads and reviews come under it. Raises UsageError for a name that is none."""
    name = " ".join(name.split())[:200]
    if not name:
        raise UsageError("a book needs a name", where="book")
    made = KeptBook(fresh(), name, role, profile, instant(at))
    db.execute(
        insert(books).values(
            id=made.id, name=name, role=role, profile=profile, created_by=by.id, created_at=made.created_at
        )
    )
    append(
        db,
        at=instant(at),
        actor=by.id,
        action="book added",
        object=f"book {made.id}",
        after={"name": name, "role": role},
    )
    return made


def all_books(db: Connection) -> list[KeptBook]:
    return [_book(row) for row in db.execute(select(books).order_by(books.c.name, books.c.id)).mappings()]


def book_of(db: Connection, book: str) -> KeptBook | None:
    row = db.execute(select(books).where(books.c.id == book)).mappings().one_or_none()
    return _book(row) if row is not None else None


def keep_upload(
    store: Store, db: Connection, book: str, files: Sequence[tuple[str, bytes]], by: Account, *, at: datetime
) -> str:
    """Keep the files of a book. Its id. Raises UnsafeInput for names that may not be written, or too many files.

    A name may lie in one folder that books have (`files/bl.pdf`); others lose their folders.
    """
    if not files or len(files) > _MOST_FILES:
        raise UnsafeInput(f"an upload has 1 to {_MOST_FILES:,} files", where="upload", value=len(files))
    kept: list[dict[str, Any]] = []
    for name, content in files:
        kept.append({"name": _place(name), "sha256": keep(store.files, content), "bytes": len(content)})
    names = [k["name"].lower() for k in kept]
    if len(set(names)) < len(names):
        raise UnsafeInput("two files of one name", where="upload", value=next(n for n in names if names.count(n) > 1))
    made = fresh()
    known = canonical(header_map(db))
    db.execute(
        insert(uploads).values(id=made, book=book, files=canonical(kept), headers=known, at=instant(at), by=by.id)
    )
    append(
        db,
        at=instant(at),
        actor=by.id,
        action="book uploaded",
        object=f"book {book}",
        after={"upload": made, "files": kept},
    )
    return made


def last_upload(db: Connection, book: str) -> str | None:
    """The id of what was uploaded last of a book."""
    asked = select(uploads.c.id).where(uploads.c.book == book).order_by(uploads.c.at.desc(), uploads.c.id).limit(1)
    found: str | None = db.execute(asked).scalar()
    return found


_FOLDERS = ("files", "tracks", "reports", "lists")


def _place(name: str) -> str:
    folder, _, last = name.replace("\\", "/").rpartition("/")
    inner = folder.rsplit("/", 1)[-1].lower()
    return f"{inner}/{safe_name(last)}" if inner in _FOLDERS else safe_name(last)


def upload_of(db: Connection, upload: str) -> RowMapping | None:
    return db.execute(select(uploads).where(uploads.c.id == upload)).mappings().one_or_none()


def header_map(db: Connection) -> list[dict[str, str]]:
    """Headers that someone has said the column of, to be remembered for every later upload."""
    rows = db.execute(select(headers).order_by(headers.c.sheet, headers.c.header)).mappings()
    return [{"sheet": r["sheet"], "header": r["header"], "column": r["column"]} for r in rows]


def set_header(db: Connection, sheet: str, header: str, column: str, by: Account, *, at: datetime) -> None:
    """Say once which column a header means ("" for none), for all books. Raises UsageError for a column that is none."""
    if sheet not in SHEETS or (column and column not in SHEETS[sheet]):
        raise UsageError("no such column", where=f"headers of {sheet[:40]}", value=column)
    held = (
        db.execute(select(headers).where(headers.c.sheet == sheet, headers.c.header == header)).mappings().one_or_none()
    )
    values = {"column": column, "at": instant(at), "by": by.id}
    if held is None:
        db.execute(insert(headers).values(sheet=sheet, header=header, **values))
    else:
        db.execute(update(headers).where(headers.c.sheet == sheet, headers.c.header == header).values(**values))
    before = {"column": held["column"]} if held is not None else None
    told = {"sheet": sheet, "header": header, "column": column}
    append(db, at=instant(at), actor=by.id, action="header mapped", object=f"header {sheet}", before=before, after=told)


def set_upload_headers(db: Connection, upload: str) -> None:
    """Let an upload be read by the headers that are remembered now."""
    db.execute(update(uploads).where(uploads.c.id == upload).values(headers=canonical(header_map(db))))


def order_review(db: Connection, book: str, upload: str, as_of: str, by: Account, *, at: datetime) -> str:
    """Put a review in the queue. Its id."""
    made = fresh()
    db.execute(
        insert(reviews).values(
            id=made,
            book=book,
            upload=upload,
            as_of=as_of,
            at=instant(at),
            by=by.id,
            state="queued",
            progress="waiting",
            why="",
            engine="",
            lists="{}",
            told="{}",
        )
    )
    told = {"book": book, "upload": upload, "as_of": as_of}
    append(db, at=instant(at), actor=by.id, action="review ordered", object=f"review {made}", after=told)
    return made


def finish(db: Connection, review: str, document: Mapping[str, Any], *, at: datetime) -> None:
    """Keep what a review found (a findings.json), and lay it beside the cases of the book: all in one change."""
    row = db.execute(select(reviews).where(reviews.c.id == review)).mappings().one()
    told = document["review"]
    lists = {x["dataset"]: x["version"] for x in told["lists"] if x["version"]}
    ranked = sorted(document["findings"], key=_hardest)
    rows = [_finding_row(review, rank, f) for rank, f in enumerate(ranked)]
    for start in range(0, len(rows), _AT_ONCE):
        db.execute(insert(findings), rows[start : start + _AT_ONCE])
    db.execute(
        update(reviews)
        .where(reviews.c.id == review)
        .values(state="done", progress="", engine=told["engine"], lists=canonical(lists), told=canonical(told))
    )
    ground = {**lists, "engine": told["engine"]}
    counted = {
        "findings": len(rows), "stops": sum(r["stops"] for r in rows), "as_of": row["as_of"],
        "findings_sha256": findings_digest(db, review), "told_sha256": told_digest(db, review),
    }  # fmt: skip
    append(
        db, at=instant(at), actor=row["by"], action="review done", object=f"review {review}", after=counted, ground=ground
    )  # fmt: skip
    lay_beside(db, row["book"], review, ranked, at=at, ground=ground)


def findings_digest(db: Connection, review: str) -> str:
    """SHA-256 of a review's findings as they are kept, every column of each, in order."""
    digest = hashlib.sha256()
    columns = [c for c in findings.c if c.name != "review"]
    asked = select(*columns).where(findings.c.review == review).order_by(findings.c.rank, findings.c.id)
    for row in db.execute(asked.execution_options(yield_per=_AT_ONCE)):
        digest.update(canonical(list(row)).encode() + b"\n")
    return digest.hexdigest()


def told_digest(db: Connection, review: str) -> str:
    """SHA-256 of what a review tells beside its findings, as it is kept."""
    told = db.execute(select(reviews.c.told).where(reviews.c.id == review)).scalar() or ""
    return hashlib.sha256(told.encode()).hexdigest()


def review_of(db: Connection, review: str) -> KeptReview | None:
    row = db.execute(select(reviews).where(reviews.c.id == review)).mappings().one_or_none()
    return _review(row) if row is not None else None


def reviews_of(db: Connection, book: str = "", limit: int = 50) -> list[KeptReview]:
    """The latest first, of one book or of all; `told` is left out."""
    columns = [c for c in reviews.c if c.name != "told"]
    asked = select(*columns).order_by(reviews.c.at.desc(), reviews.c.id).limit(limit)
    if book:
        asked = asked.where(reviews.c.book == book)
    return [_review(row) for row in db.execute(asked).mappings()]


def finding_of(db: Connection, review: str, finding: str) -> dict[str, Any] | None:
    """A finding as findings.json has it."""
    body = db.execute(select(findings.c.body).where(findings.c.review == review, findings.c.id == finding)).scalar()
    return json.loads(body) if body is not None else None


def _hardest(finding: Mapping[str, Any]) -> tuple[Any, ...]:
    """What stops first, then by kind, strength and place in the book."""
    s = finding["subject"]
    kind, strength = KINDS.index(finding["kind"]), STRENGTHS.index(finding["strength"])
    return (not finding["stops"], kind, strength, s["sheet"], s["row"], finding["check"], finding["id"])


def _finding_row(review: str, rank: int, finding: Mapping[str, Any]) -> dict[str, Any]:
    s = finding["subject"]
    return {
        "review": review, "id": finding["id"], "rank": rank, "kind": finding["kind"], "check": finding["check"],
        "strength": finding["strength"], "stops": bool(finding["stops"]), "sheet": s["sheet"], "row": s["row"],
        "subject": s["id"], "label": s["label"], "says": finding["says"], "facts": facts_of(finding),
        "body": canonical(finding),
    }  # fmt: skip


def _book(row: RowMapping) -> KeptBook:
    return KeptBook(row["id"], row["name"], row["role"], row["profile"], row["created_at"])


def _review(row: RowMapping) -> KeptReview:
    return KeptReview(
        row["id"], row["book"], row["upload"], row["as_of"], row["at"], row["by"], row["state"], row["progress"], row["why"],
        json.loads(row["lists"]), json.loads(row["told"]) if "told" in row else {},
    )  # fmt: skip
