"""Files that were laid with a case: kept as they came, handed back as they came, and never shown by a browser."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from offing.desk.accounts import Account
from offing.desk.cases import Case, note
from offing.desk.files import keep, load, safe_name
from offing.desk.ids import fresh
from offing.desk.store import Store
from offing.desk.tables import attachments
from offing.desk.times import instant
from offing.errors import StoreError, UnsafeInput

MOST_BYTES = 25 * 1024 * 1024
"""Of one file."""
MOST_BYTES_OF_CASE = 500 * 1024 * 1024
MOST_FILES = 200
"""Of one case."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a case. One that was erased has no name, no hash and no bytes."""

    id: str
    case: str
    name: str
    media: str
    sha256: str
    bytes: int
    at: str
    by: str

    @property
    def erased(self) -> bool:
        return not self.sha256


def attach(
    store: Store,
    db: Connection,
    case: Case,
    name: str,
    content: bytes,
    by: Account,
    *,
    at: datetime,
    ground: Mapping[str, str],
    kind: str = "attached",
) -> Attachment:
    """Keep a file with a case; `kind` is what the case's event is called.

    Raises UnsafeInput for a name that may not be written, an empty file, one over `MOST_BYTES`, or more than a case may have.
    """
    safe = safe_name(name)
    if not content:
        raise UnsafeInput("the file is empty", where=safe)
    if len(content) > MOST_BYTES:
        raise UnsafeInput(f"a file has at most {MOST_BYTES:,} bytes", where=safe, value=len(content))
    kept = select(func.count(), func.coalesce(func.sum(attachments.c.bytes), 0)).where(attachments.c.case == case.id)
    count, total = db.execute(kept).one()
    if count >= MOST_FILES or int(total) + len(content) > MOST_BYTES_OF_CASE:
        raise UnsafeInput(f"a case has at most {MOST_FILES} files and {MOST_BYTES_OF_CASE:,} bytes of them", where=safe)
    media = mimetypes.guess_type(safe)[0] or "application/octet-stream"
    made = Attachment(fresh(), case.id, safe, media, keep(store.files, content), len(content), instant(at), by.id)
    db.execute(insert(attachments).values(**{name: getattr(made, name) for name in Attachment.__slots__}))
    told = {"attachment": made.id, "name": safe, "sha256": made.sha256, "bytes": made.bytes}
    note(db, case, kind, told, by.id, at=at, ground=ground)
    return made


def attachments_of(db: Connection, case: str) -> list[Attachment]:
    """In the order in which they came."""
    asked = select(attachments).where(attachments.c.case == case).order_by(attachments.c.at, attachments.c.id)
    return [Attachment(**row) for row in db.execute(asked).mappings()]


def attachment_of(db: Connection, case: str, attachment: str) -> Attachment | None:
    """The file of that case; None where it is another's."""
    asked = select(attachments).where(attachments.c.case == case, attachments.c.id == attachment)
    row = db.execute(asked).mappings().one_or_none()
    return Attachment(**row) if row is not None else None


def content_of(store: Store, attachment: Attachment) -> bytes:
    """Its bytes. Raises StoreError where they were erased, are gone, or are not what was kept."""
    if attachment.erased:
        raise StoreError("the file was erased", where=f"attachment {attachment.id}")
    return load(store.files, attachment.sha256)
