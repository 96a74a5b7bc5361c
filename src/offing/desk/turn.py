"""The right to make a desk's reviews: one process has it, whether the others share its folder or only its PostgreSQL."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import filelock
from sqlalchemy import Connection, text

from offing.desk.store import Store, named_faults
from offing.errors import StoreError

LOCK = "worker.lock"
_KEY = 7_265_442
"""PostgreSQL's advisory lock of who makes reviews; it goes with the connection, however that ends."""


@dataclass
class Turn:
    store: Store
    folder: Path
    file: filelock.BaseFileLock = field(init=False)
    held: Connection | None = None

    def __post_init__(self) -> None:
        self.file = filelock.FileLock(self.folder / LOCK, timeout=0, thread_local=False)

    def ours(self) -> bool:
        """Whether it is ours, or can be had now. Raises StoreError where the database does not answer."""
        try:
            if not self.file.is_locked:
                self.file.acquire()
        except filelock.Timeout:
            return False
        return self.store.engine.dialect.name == "sqlite" or self._in_the_database()

    def give_back(self) -> None:
        self._let_go()
        self.file.release()

    def _in_the_database(self) -> bool:
        try:
            with named_faults(self.store.engine):
                if self.held is not None:
                    self.held.execute(text("SELECT 1"))
                    return True
                self.held = self.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                self.held.execute(
                    text("SET tcp_keepalives_idle = 60")
                )  # a review is long, and a lost line is to be noticed
                if self.held.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar():
                    return True
        except StoreError:
            self._let_go()
            raise
        self._let_go()
        return False

    def _let_go(self) -> None:
        held, self.held = self.held, None
        if held is not None:
            with suppress(Exception):  # the connection may be gone already
                held.invalidate()  # not back into the pool: the lock would live on with it
            held.close()
