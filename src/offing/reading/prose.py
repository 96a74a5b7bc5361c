"""A text's lines with their places: what a quoted line of a paper is cited by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from offing.units import MAX_PAPER_LINE_CHARS

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u00ad\u200b\u2060\ufeff\ufffe]")
"""Soft hyphens, and what stands for one in a PDF; marks that no reader sees."""
_PIECE = re.compile(rf"(?s)(.{{1,{MAX_PAPER_LINE_CHARS - 1}}})(?:\s|$)|(.{{1,{MAX_PAPER_LINE_CHARS}}})")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paper. `number` counts from 1 on its page, or in the file where there are no pages (`page` 0)."""

    page: int
    number: int
    text: str


def prose_lines(text: str, page: int = 0, first: int = 1) -> Iterator[Line]:
    """The lines of a text that hold something; blank ones count. An overlong line comes in pieces, all with its number."""
    for number, line in enumerate(text.splitlines(), start=first):
        told = _UNSEEN.sub("", line).replace("\u00a0", " ").strip()
        if len(told) > MAX_PAPER_LINE_CHARS:
            yield from (Line(page, number, piece) for m in _PIECE.finditer(told) if (piece := m[0].strip()))
        elif told:
            yield Line(page, number, told)
