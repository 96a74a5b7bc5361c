"""The desk's tables, for SQLite and PostgreSQL alike. Times are ISO 8601 text in UTC, bodies are JSON text.

What is only ever added to: `log`, `case_events`, `uploads`, `reviews`. What a person could ask to be erased stands in
`log_contents`, `case_events.body` and `attachments`, never in `log` itself.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, UniqueConstraint

from offing.desk.words import Words as Text

MAKE = 1
"""Of the tables' shape; a desk of another make is refused, not guessed at."""

metadata = MetaData()

desk = Table("desk", metadata, Column("make", Integer, primary_key=True, autoincrement=False))

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", Text, primary_key=True),  # SHA-256 of what the browser holds
    Column("account", Text, ForeignKey("accounts.id"), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
)

outside = Table(
    "outside",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),  # the issuer's own name for the person
    Column("account", Text, ForeignKey("accounts.id"), nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account", Text, ForeignKey("accounts.id"), nullable=False),
    Column("label", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),  # SHA-256 of what the program holds
    Column("made_at", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)

books = Table(
    "books",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("created_by", Text, ForeignKey("accounts.id"), nullable=False),
    Column("created_at", Text, nullable=False),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", Text, primary_key=True),
    Column("book", Text, ForeignKey("books.id"), nullable=False),
    Column("files", Text, nullable=False),  # [{name, sha256, bytes}]
    Column("headers", Text, nullable=False),  # [{sheet, header, column}], as corrected by hand
    Column("at", Text, nullable=False),
    Column("by", Text, ForeignKey("accounts.id"), nullable=False),
)

headers = Table(
    "headers",
    metadata,
    Column("sheet", Text, primary_key=True),
    Column("header", Text, primary_key=True),
    Column("column", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, ForeignKey("accounts.id"), nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Text, primary_key=True),
    Column("book", Text, ForeignKey("books.id"), nullable=False),
    Column("upload", Text, ForeignKey("uploads.id"), nullable=False),
    Column("as_of", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, ForeignKey("accounts.id"), nullable=False),
    Column("state", Text, nullable=False),  # queued, running, done, failed
    Column("progress", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("lists", Text, nullable=False),  # {dataset: version}
    Column("told", Text, nullable=False),  # findings.json without its findings
    Index("reviews_of_book", "book", "at"),
)

findings = Table(
    "findings",
    metadata,
    Column("review", Text, ForeignKey("reviews.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("check", Text, nullable=False),
    Column("strength", Text, nullable=False),
    Column("stops", Boolean, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("facts", Text, nullable=False),  # digest of what a decision on it would rest on
    Column("body", Text, nullable=False),
    Index("findings_in_order", "review", "rank"),
)

ships = Table(
    "ships",
    metadata,
    Column("review", Text, ForeignKey("reviews.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("book", Text, ForeignKey("books.id"), nullable=False),
    Column("finding", Text, nullable=False),
    Column("review", Text, ForeignKey("reviews.id"), nullable=False),  # the last that found it
    Column("state", Text, nullable=False),  # open, asked, proposed, closed, escalated
    Column("disposition", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("confirmed_by", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("moved_at", Text, nullable=False),
    UniqueConstraint("book", "finding"),
    Index("cases_by_state", "state", "moved_at"),
)

moved_findings = Table(
    "moved_findings",
    metadata,
    Column("book", Text, ForeignKey("books.id"), primary_key=True),
    Column("finding", Text, primary_key=True),  # an id that the finding of the case no longer has
    Column("case", Text, ForeignKey("cases.id"), nullable=False),
)

case_events = Table(
    "case_events",
    metadata,
    Column("case", Text, ForeignKey("cases.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case", Text, ForeignKey("cases.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("media", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case", Text, ForeignKey("cases.id"), nullable=False),
    Column("to", Text, nullable=False),
    Column("letter", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("due_at", Text, nullable=False),
    Column("answered_at", Text, nullable=False),
    Column("reply", Text, nullable=False),  # the attachment's id
)

keeping = Table(
    "keeping",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("years", Integer, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("before", Text, nullable=False),  # digests of the salted contents
    Column("after", Text, nullable=False),
    Column("ground", Text, nullable=False),  # JSON: list and rule versions it stood on
    Column("prev", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("log_of_object", "object", "n"),
)

log_contents = Table(
    "log_contents",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("salt", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("erased", Integer, nullable=False),  # number of the record that says so; 0: not erased
)

log_head = Table(
    "log_head",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, nullable=False),
    Column("hash", Text, nullable=False),
)
