"""Which make of Offing this is, and the days on which a rule that it knows came or ended."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

_DAY = re.compile(rb"(?<![0-9])((?:19|20)[0-9]{2})-([01][0-9])(?:-([0-3][0-9]))?(?![0-9])")
_CALLED = re.compile(rb"date\(((?:19|20)[0-9]{2}), ?([0-9]{1,2}), ?([0-9]{1,2})\)")

_WITH_RULES = ("goods", "review")


@cache
def make() -> str:
    """Digest of Offing's own code and tables: another make may find other things in the same book."""
    digest = hashlib.sha256()
    for name, content in _files():
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()[:16]


@cache
def days_of_rules() -> tuple[str, ...]:
    """Every day that stands in code or tables, as ISO text, ascending; of a month its first day, its last and the next.

    A rule on goods, a price cap or a warning knows no other days: between two of these the law that Offing knows stands still.
    The days of the bundled lists are those of their entries.
    """
    found: set[str] = set()
    for _, content in (one for folder in _WITH_RULES for one in _files(folder)):
        for year, month, day in (*_DAY.findall(content), *_CALLED.findall(content)):
            found.update(_days(int(year), int(month), int(day or 0)))
    return tuple(sorted(found))


def _days(year: int, month: int, day: int) -> Iterator[str]:
    try:
        if day:
            yield date(year, month, day).isoformat()
            return
        yield date(year, month, 1).isoformat()
        after = date(year + (month == 12), month % 12 + 1, 1)
        yield after.isoformat()
        yield date.fromordinal(after.toordinal() - 1).isoformat()
    except ValueError:
        return


def _files(folder: str = "") -> Iterator[tuple[str, bytes]]:
    def walk(folder: Traversable) -> Iterator[tuple[str, bytes]]:
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.is_dir():
                yield from walk(file)
            elif file.name.endswith((".py", ".csv", ".txt", ".json", ".tsv")):
                yield file.name, file.read_bytes()

    return walk(resources.files("offing") / folder)
