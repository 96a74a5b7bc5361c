"""What the home keeps of watched books: which they are, and what the last review of each found.

`watch/books.json` holds the register, `watch/<key>.zst` the last review of a book, packed. Each is written whole beside
its place and then moved there, so that a call killed at any moment leaves the one before.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import filelock
import zstandard

from offing.errors import StoreError, UsageError
from offing.packed import unpack
from offing.review.because import Ground
from offing.review.since import Noted, as_kept, from_kept
from offing.settings import Home

MAKE = 1
_LEVEL = 6


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
    _last_of(home, gone).unlink(missing_ok=True)


def last(home: Home, book: Book) -> Last | None:
    """What the last review found; None where there was none. Raises StoreError where it cannot be read."""
    path = _last_of(home, book)
    try:
        told: Mapping[str, Any] = json.loads(unpack(path.read_bytes()))
        if told["make"] != MAKE:
            raise ValueError(f"made by another Offing ({told['make']})")
        found = tuple(from_kept(one) for one in told["findings"])
        return Last(told["at"], Ground(**told["ground"]), told["digest"], found)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            f"the last review of {book.path} cannot be read: {error}", where=str(path),
            hint="Delete it: all findings of that book will be told once more",
        ) from error  # fmt: skip


def keep(home: Home, book: Book, done: Last) -> None:
    """Put a review in the place of the last one."""
    told = {
        "make": MAKE, "book": book.path, "at": done.at, "ground": asdict(done.ground), "digest": done.digest,
        "findings": [as_kept(one) for one in done.findings],
    }  # fmt: skip
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    written(_last_of(home, book), zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(body))


def written(path: Path, content: bytes) -> None:
    """A file whole or not at all, and on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _register(home: Home, those: Sequence[Book] | Any) -> None:
    told = {"make": MAKE, "books": [asdict(b) for b in sorted(those, key=lambda b: b.path)]}
    written(
        home.watch / "books.json",
        (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass"),
    )


def _last_of(home: Home, book: Book) -> Path:
    return home.watch / f"{book.key}.zst"
