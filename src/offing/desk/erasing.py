"""A person's erasure: what names them in the log's contents, in cases, letters and files is emptied; that it was, and why, stays.

Of the event of a case only its words go: what was decided, on which facts, and the hashes stay in it, and the record of the
erasure says what they are. The chain still verifies: the log's records hold digests, and the record of the erasure names
those whose contents are gone. The books and the findings made of them are not altered: they go when the years they are kept
are over.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from offing.desk.left import left_of
from offing.desk.log import ERASED, canonical, erase
from offing.desk.store import Store
from offing.desk.tables import attachments, case_events, log, log_contents, questions, uploads
from offing.desk.times import instant
from offing.errors import UsageError

SHORTEST = 3
"""Characters of a name that can be looked for: what is shorter is in half of all words."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What names a person: records of the log, events of cases, letters, and files by their names."""

    records: tuple[int, ...] = ()
    events: tuple[tuple[str, int], ...] = ()
    questions: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return len(self.records) + len(self.events) + len(self.questions) + len(self.attachments)


def naming(db: Connection, words: str) -> Naming:
    """All that holds these words, in whatever case of letters. Raises UsageError for words too short to look for."""
    words = _checked(words)
    sought = {_flat(words), _flat(canonical(words)[1:-1])}

    def found(text: str) -> bool:
        flat = _flat(text)
        return any(one in flat for one in sought)

    # a record that says what was erased must stay: it is what the emptied ones are held against
    kept = (
        select(log_contents.c.n, log_contents.c.before, log_contents.c.after)
        .join(log, log.c.n == log_contents.c.n)
        .where(log.c.action != ERASED)
        .order_by(log_contents.c.n)
    )
    numbers = tuple(r.n for r in db.execute(kept) if found(r.before) or found(r.after))
    told = select(case_events.c.case, case_events.c.n, case_events.c.body).order_by(case_events.c.case, case_events.c.n)
    events = tuple((r.case, r.n) for r in db.execute(told) if found(r.body))
    sent = select(questions.c.id, questions.c.to, questions.c.letter).order_by(questions.c.id)
    letters = tuple(r.id for r in db.execute(sent) if found(r.to) or found(r.letter))
    laid = select(attachments.c.id, attachments.c.name).order_by(attachments.c.id)
    files = tuple(r.id for r in db.execute(laid) if found(r.name))
    return Naming(numbers, events, letters, files)


def erase_person(
    store: Store, words: str, why: str, *, by: str, at: datetime, files: Sequence[str] = ()
) -> tuple[Naming, int]:
    """Empty all that names these words, and the attachments `files` besides. What went, and the number of the record of it.

    Neither the words nor anything that was emptied stands in that record: only where, and `why`. Raises UsageError where
    nothing names them, or `why` does.
    """
    words, why = _checked(words), why.strip()
    if not why or _flat(words) in _flat(why):
        raise UsageError("say why, without the name", where="why")
    with store.writing() as db:
        found = naming(db, words)
        there = set(db.execute(select(attachments.c.id).where(attachments.c.id.in_(files))).scalars())
        found = Naming(found.records, found.events, found.questions, tuple(sorted({*found.attachments, *there})))
        if not found.total:
            raise UsageError("nothing here names these words")
        left = {event: _left_of_event(db, event) for event in found.events}
        more = {
            "left": [[*event, body] for event, body in left.items()], "questions": list(found.questions),
            "attachments": list(found.attachments),
        }  # fmt: skip
        said = erase(db, list(found.records), at=instant(at), actor=by, object="person", why=why, more=more)
        for event, body in left.items():
            db.execute(update(case_events).where(_here(event)).values(body=canonical({**body, "erased": said})))
        db.execute(update(questions).where(questions.c.id.in_(found.questions)).values(to="", letter=""))
        gone = set(db.execute(select(attachments.c.sha256).where(attachments.c.id.in_(found.attachments))).scalars())
        emptied = {"name": "", "media": "", "sha256": "", "bytes": 0}
        db.execute(update(attachments).where(attachments.c.id.in_(found.attachments)).values(**emptied))
    _take_away(store, gone)
    store.empty_journal()
    return found, said


def _here(event: tuple[str, int]) -> ColumnElement[bool]:
    return (case_events.c.case == event[0]) & (case_events.c.n == event[1])


def _left_of_event(db: Connection, event: tuple[str, int]) -> dict[str, Any]:
    body = json.loads(db.execute(select(case_events.c.body).where(_here(event))).scalar_one())
    return left_of({key: value for key, value in body.items() if key != "erased"})


def _take_away(store: Store, hashes: set[str]) -> None:
    """The bytes themselves, where neither another case nor an uploaded book has them too."""
    with store.writing() as db:
        for digest in hashes - {""}:
            kept = db.execute(select(attachments.c.id).where(attachments.c.sha256 == digest)).first()
            brought = db.execute(select(uploads.c.id).where(uploads.c.files.contains(digest))).first()
            if kept is None and brought is None:
                (store.files / digest).unlink(missing_ok=True)


def _flat(text: str) -> str:
    """For a comparison: whatever the letters' case, and with a blank for a break of the line, also as JSON writes it."""
    return " ".join(text.replace("\\n", " ").split()).casefold()


def _checked(words: str) -> str:
    words = " ".join(words.split())
    if len(words) < SHORTEST:
        raise UsageError(f"at least {SHORTEST} characters of a name", where="person")
    return words
