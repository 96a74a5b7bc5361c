"""What the home keeps of watched books: which they are, and what the last review of each found.

`watch/books.json` holds the register, `watch/<key>.kept` the last review of a book (`state.py`). Each is written whole beside
its place and then moved there, or changed in one transaction, so that a call killed at any moment leaves the one before.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import filelock

from offing.errors import StoreError, UsageError
from offing.packed import unpack
from offing.review.because import Ground
from offing.review.since import Noted, from_kept
from offing.settings import Home
from offing.watch import filled, state
from offing.written import written

MAKE = 1


@dataclass(frozen=True, slots=True)
class Book:
    """A registered book: where it lies, for whose desk and how near names are asked, and lists beside those of the home."""

    path: str
    role: str = ""
    profile: str = "standard"
    lists: str = ""

    @property
    def key(self) -> str:
        """Under which its last review is kept."""
        return hashlib.sha256(self.path.encode("utf-8", "surrogateescape")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Last:
    """The last review of a book: when, on what it stood, and what it found. `digest` is of all that it was made from."""

    at: str
    ground: Ground
    digest: str
    findings: tuple[Noted, ...]


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Only one watch of a home at a time. Raises StoreError where another is at it."""
    home.watch.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(home.watch / "lock", timeout=0):
            yield
    except filelock.Timeout as error:
        raise StoreError("another watch is at it", where=str(home.watch), hint="Wait for it, or stop it") from error


def books(home: Home) -> tuple[Book, ...]:
    """The register, by path. Raises StoreError where it cannot be read."""
    path = home.watch / "books.json"
    if not path.exists():
        return ()
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["make"] != MAKE:
            raise ValueError(f"made by another Offing ({told['make']})")
        return tuple(Book(**one) for one in told["books"])
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            f"the register of books cannot be read: {error}", where=str(path), hint="Delete it and add the books again"
        ) from error


def add(home: Home, book: Book) -> bool:
    """Register a book, or give one that is registered another role, profile or lists; False where it is new."""
    held = {b.path: b for b in books(home)}
    there = book.path in held
    _register(home, {**held, book.path: book}.values())
    return there


def remove(home: Home, path: str) -> None:
    """Forget a book and what its last review found. Raises UsageError for one that is not registered."""
    held = {b.path: b for b in books(home)}
    if path not in held:
        raise UsageError("no such book is registered", where=path, hint="offing watch --list")
    gone = held.pop(path)
    _register(home, held.values())
    for file in (state_of(home, gone), home.watch / f"{gone.key}.zst"):
        file.unlink(missing_ok=True)


def last(home: Home, book: Book, *, findings: bool = True) -> Last | None:
    """What the last review found; None where there was none. Raises StoreError where it cannot be read."""
    path = state_of(home, book)
    if not path.exists():
        return _of_before(home, book)
    try:
        with state.opened(path) as db:
            found = filled.findings_in(db) if findings else ()
            ground = Ground(**state.told(db, "ground"))
            return Last(state.told(db, "at"), ground, state.told(db, "digest"), found)
    except (ValueError, TypeError, KeyError, StoreError) as error:
        raise _unread(book, path, error) from error


def _of_before(home: Home, book: Book) -> Last | None:
    """A review as an earlier Offing kept it."""
    path = home.watch / f"{book.key}.zst"
    try:
        told: Mapping[str, Any] = json.loads(unpack(path.read_bytes()))
        if told["make"] != MAKE:
            raise ValueError(f"made by another Offing ({told['make']})")
        found = tuple(from_kept(one) for one in told["findings"])
        return Last(told["at"], Ground(**told["ground"]), told["digest"], found)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise _unread(book, path, error) from error


def _unread(book: Book, path: Path, error: Exception) -> StoreError:
    return StoreError(
        f"the last review of {book.path} cannot be read: {error}", where=str(path),
        hint="Delete it: all findings of that book will be told once more",
    )  # fmt: skip


def keep_whole(home: Home, book: Book, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Put a whole review, as `fill` writes it, in the place of the last one."""
    state.made(state_of(home, book), fill)
    (home.watch / f"{book.key}.zst").unlink(missing_ok=True)


def _register(home: Home, those: Sequence[Book] | Any) -> None:
    told = {"make": MAKE, "books": [asdict(b) for b in sorted(those, key=lambda b: b.path)]}
    written(
        home.watch / "books.json",
        (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass"),
    )


def state_of(home: Home, book: Book) -> Path:
    """The file of a book's last review."""
    return home.watch / f"{book.key}.kept"
