"""Where the desk keeps what it knows: one SQLite file in the home, or a PostgreSQL database of a team."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from offing.desk import tables
from offing.errors import StoreError, UsageError

_BUSY_MS = 20_000
_LOCK = 7_265_441
"""PostgreSQL's advisory lock under which writers stand in line, as SQLite makes them."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open desk: its database, and the folder of files that are named by their hash."""

    engine: Engine
    files: Path

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the desk, as of the first statement, whatever is written meanwhile."""
        with named_faults(self.engine), self.engine.connect() as db:
            if self.engine.dialect.name == "sqlite":
                db.exec_driver_sql("BEGIN")
            else:
                db = db.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)  # noqa: PLW2901
            yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All of a change or nothing of it, on disk before this returns; writers stand in line."""
        with named_faults(self.engine), self.engine.connect() as db:
            if self.engine.dialect.name == "sqlite":
                db.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            try:
                yield db
            except BaseException:
                db.rollback()
                raise
            db.commit()

    def empty_journal(self) -> None:
        """Write SQLite's write-ahead file over into the database and empty it: what was erased is then in neither."""
        if self.engine.dialect.name == "sqlite":
            with named_faults(self.engine), self.engine.connect() as db:
                db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self.engine.dispose()


def open_store(folder: Path, url: str = "") -> Store:
    """The desk kept in `folder` (desk.sqlite and files/), or its tables at `url` and its files in `folder`.

    Tables are made where there are none; folders and the file are made so that nobody but their owner can read them.
    Raises UsageError for an address that is none, StoreError where it cannot be opened.
    """
    files = folder / "files"
    for one in (folder, files):
        _own_folder(one)
    if not url:
        _own_file(folder / "desk.sqlite")
    engine = _engine(url or f"sqlite:///{folder / 'desk.sqlite'}")
    store = Store(engine, files)
    with store.writing() as db:
        tables.metadata.create_all(db)
        make = db.execute(select(tables.desk.c.make)).scalar()
        if make is None:
            db.execute(insert(tables.desk).values(make=tables.MAKE))
        elif make != tables.MAKE:
            raise StoreError(f"the desk was made by another Offing (make {make})", where=_shown(engine))
    return store


def _own_folder(folder: Path) -> None:
    """Make a folder with mode 0700, whatever the umask; one that is there stays as its owner set it."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
    except FileExistsError:
        folder.mkdir(exist_ok=True)  # raises where it is no folder
    else:
        folder.chmod(0o700)


def _own_file(path: Path) -> None:
    """Make an empty file with mode 0600; SQLite gives the files beside it the same mode."""
    try:
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    os.close(number)
    path.chmod(0o600)


def _engine(url: str) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    except (SQLAlchemyError, ImportError) as error:
        hint = "sqlite:///path or postgresql+psycopg://user@host/name (pip install 'offing[postgres]')"
        raise UsageError("no such database", value=url.rsplit("@", maxsplit=1)[-1], hint=hint) from error
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise UsageError("the desk is kept in SQLite or PostgreSQL", value=engine.dialect.name)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _as_we_keep_it)
    return engine


def _as_we_keep_it(connection: object, _: object) -> None:
    """Each change is on disk before it is acknowledged, and readers do not wait for writers."""
    connection.isolation_level = None  # type: ignore[attr-defined]  # we begin ourselves
    cursor = connection.cursor()  # type: ignore[attr-defined]
    wanted = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_BUSY_MS}", "secure_delete=ON")
    for pragma in wanted:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def named_faults(engine: Engine) -> Iterator[None]:
    """Failures of the database as Offing names them, without its address's password."""
    try:
        yield
    except (DBAPIError, UnicodeEncodeError) as error:
        raise StoreError(
            f"the desk's database refused: {getattr(error, 'orig', error)}", where=_shown(engine)
        ) from error


def _shown(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)
