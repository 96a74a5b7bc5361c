"""What stands around an article on a page and is not of it: kinds of lines, by the table `furniture.csv`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from offing.claims.literals import Sought, sought
from offing.claims.model import SegmentKind

LONGEST_LINE = 600
"""Characters above which a line is no furniture."""


def line_kind(line: str, top: bool) -> SegmentKind | None:
    """What a whole line is; None for one that may be of the article. `top` is above its first paragraph."""
    found = _lines(top).fullmatch(line) if len(line) <= LONGEST_LINE else None
    if found is None or found.lastgroup is None:
        return None
    return _table()[int(found.lastgroup[1:])].kind


def inside(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each piece of furniture that was copied into the midst of a paragraph, in no order."""
    low = text.lower()
    for one in _inside():
        if one.may_match(low):
            yield from (m.span() for m in one.pattern.finditer(text))


@dataclass(frozen=True, slots=True)
class _Row:
    kind: SegmentKind
    place: str
    pattern: str


@cache
def _inside() -> tuple[Sought, ...]:
    return tuple(sought(row.pattern) for row in _table() if row.place == "inside")


@cache
def _lines(top: bool) -> re.Pattern[str]:
    """All patterns for whole lines in one, each a group that is named by its row: a page has many lines and most are none."""
    rows = [(i, row.pattern) for i, row in enumerate(_table()) if row.place == "line" or (top and row.place == "top")]
    return re.compile("|".join(f"(?P<r{i}>{_scoped(pattern)})" for i, pattern in rows))


def _scoped(pattern: str) -> str:
    return f"(?i:{pattern[4:]})" if pattern.startswith("(?i)") else f"(?:{pattern})"


@cache
def _table() -> tuple[_Row, ...]:
    text = (files("offing.claims") / "furniture.csv").read_text(encoding="utf-8")
    kinds: dict[str, SegmentKind] = {k: k for k in get_args(SegmentKind)}
    return tuple(_Row(kinds[r["kind"]], r["place"], r["pattern"]) for r in csv.DictReader(text.splitlines()))
