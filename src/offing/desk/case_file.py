"""All that a desk keeps of one case, as plain data: what the exported files are made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, select

from offing.desk.accounts import Account, all_accounts
from offing.desk.attachments import Attachment, attachments_of
from offing.desk.cases import Case, CaseEvent, case_of, events_of
from offing.desk.log import head, records
from offing.desk.questions import Question, questions_of
from offing.desk.reviews import KeptBook, KeptReview, book_of, review_of, upload_of
from offing.desk.tables import findings
from offing.errors import UsageError

MAKE = 1
"""Of the exported files' shape."""
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class CaseFile:
    """`finding` and `review` are those of the last review that found it; `told` are all findings of that review."""

    case: Case
    book: KeptBook
    review: KeptReview
    finding: dict[str, Any]
    told: tuple[dict[str, Any], ...]
    files: tuple[dict[str, Any], ...]
    headers: tuple[dict[str, str], ...]
    events: tuple[CaseEvent, ...]
    questions: tuple[Question, ...]
    attachments: tuple[Attachment, ...]
    accounts: Mapping[str, Account]
    records: tuple[dict[str, Any], ...]
    head: tuple[int, str]

    def name(self, account: str) -> str:
        """Of an account; "Offing" where nobody did it."""
        found = self.accounts.get(account)
        return found.name if found else account or "Offing"


def case_file(db: Connection, case: str) -> CaseFile:
    """Raises UsageError where there is no such case."""
    held = case_of(db, case)
    if held is None:
        raise UsageError("no such case", value=case, hint="`offing case list` names them")
    book, review = book_of(db, held.book), review_of(db, held.review)
    assert book is not None and review is not None
    upload = upload_of(db, review.upload)
    assert upload is not None
    bodies = db.execute(select(findings.c.body).where(findings.c.review == review.id).order_by(findings.c.rank))
    told = tuple(json.loads(body) for body in bodies.scalars())
    return CaseFile(
        held, book, review, next(f for f in told if f["id"] == held.finding), told, tuple(json.loads(upload["files"])),
        tuple(json.loads(upload["headers"])), tuple(events_of(db, case)), tuple(questions_of(db, case)),
        tuple(attachments_of(db, case)), {a.id: a for a in all_accounts(db)},
        (*_records(db, f"review {review.id}"), *_records(db, f"case {case}")), head(db),
    )  # fmt: skip


def as_json(file: CaseFile) -> dict[str, Any]:
    """case.json: the case, its finding, its events, letters and files, and what a replay needs to know."""
    told = file.review.told
    return {
        "make": MAKE,
        "case": _plain(file.case),
        "book": _plain(file.book),
        "review": {
            "id": file.review.id, "as_of": file.review.as_of, "at": file.review.at, "by": file.review.by,
            "engine": told.get("engine", ""), "lists": dict(file.review.lists), "complete": told.get("complete"),
            "not_checked": told.get("not_checked", []),
        },
        "finding": file.finding,
        "events": [_plain(e) for e in file.events],
        "questions": [_plain(q) for q in file.questions],
        "attachments": [{**_plain(a), "file": None if a.erased else attached_as(a)} for a in file.attachments],
        "accounts": {k: {"name": a.name, "role": a.role} for k, a in sorted(file.accounts.items()) if k in _named(file)},
        "replay": {
            "as_of": file.review.as_of, "role": file.book.role, "profile": file.book.profile, "name": file.book.name,
            "headers": list(file.headers), "files": list(file.files),
        },
    }  # fmt: skip


def attached_as(attachment: Attachment) -> str:
    """Where an attachment lies in the exported folder."""
    return f"sources/attachments/{attachment.id}-{attachment.name}"


def _named(file: CaseFile) -> set[str]:
    by = {e.by for e in file.events} | {a.by for a in file.attachments} | {r["actor"] for r in file.records}
    return by | {file.case.proposed_by, file.case.confirmed_by, file.review.by}


def _records(db: Connection, object: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while more := records(db, object=object, after=found[-1]["n"] if found else 0, limit=_AT_ONCE):
        found += more
    return found


def _plain(value: Any) -> dict[str, Any]:
    return {k: dict(v) if isinstance(v, Mapping) else v for k, v in asdict(value).items()}
