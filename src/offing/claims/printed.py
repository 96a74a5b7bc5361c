"""A PDF → its text: wrapped lines joined to paragraphs, headers that every page repeats kept once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from offing.errors import MalformedSource
from offing.reading.kinds import ReadPdf
from offing.reading.pdf import PdfText
from offing.reading.prose import Line
from offing.units import MAX_PAPER_CHARS, MAX_PAPER_PAGES

_SHORT = 0.75
"""A line shorter than this share of the usual one ends its paragraph, if it ends a sentence."""
_DIGITS = re.compile(r"\d+")
_ON_PAGES = 3
_EDGE = 2
_TOLD = 8


@dataclass(frozen=True, slots=True)
class Printed:
    """The text, a paragraph a line with an empty line between, and what was not read."""

    text: str
    notes: tuple[str, ...]


def read_printed(content: bytes, name: str, pdf: ReadPdf) -> Printed:
    """Raises MalformedSource for a PDF without text (a scan), and what `pdf` raises."""
    found = pdf(content, name, most_pages=MAX_PAPER_PAGES, most_chars=MAX_PAPER_CHARS)
    if not found.lines:
        raise MalformedSource(
            f"none of the {found.read:,} pages of the PDF holds text",
            where=name,
            hint="A scan must be made into text first",
        )
    lines, dropped = _without_running_heads(found.lines)
    return Printed("\n\n".join(_paragraphs(lines)), (*_not_read(found), *dropped))


def _paragraphs(lines: Sequence[Line]) -> list[str]:
    widths = sorted(len(line.text) for line in lines if len(line.text) > 30)
    usual = widths[len(widths) * 4 // 5] if widths else 0
    out: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, usual):
            out[-1] = _joined(out[-1], line.text)
        else:
            out.append(line.text)
        before = line
    return out


def _goes_on(before: Line, line: Line, usual: int) -> bool:
    """Whether a line is of the same paragraph as the one before, on its page or on the next."""
    if "\t" in before.text or "\t" in line.text:
        return False
    if line.text[:1].islower():
        return True
    apart = line.page == before.page and line.number > before.number + 1
    ended = before.text.rstrip("\"”’')]")[-1:] in ".!?:"
    full = len(before.text) >= _SHORT * usual
    return not apart and full and (not ended or len(before.text) >= 0.9 * usual) and len(before.text) > 30


def _joined(paragraph: str, line: str) -> str:
    return (
        paragraph + line if paragraph.endswith(("-", "/")) and not paragraph.endswith(" -") else f"{paragraph} {line}"
    )


def _without_running_heads(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """Lines at the edge of a page that three pages or more have alike, but for numbers, are kept on the first only."""
    edges: list[tuple[Line, str]] = []
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    for own in pages.values():
        edges += [(line, _DIGITS.sub("#", line.text)) for line in {*own[:_EDGE], *own[-_EDGE:]}]
    often = {key for key, n in Counter(key for _, key in edges).items() if n >= _ON_PAGES}
    gone: set[Line] = set()
    seen: set[str] = set()
    for line, key in sorted(edges, key=lambda e: (e[0].page, e[0].number)):
        if key in often:
            if key in seen:
                gone.add(line)
            seen.add(key)
    told = (
        (f"{len(gone):,} lines at the edges of pages repeat ({sorted(seen)[0][:60]!r} …); each is kept once",)
        if gone
        else ()
    )
    return [line for line in lines if line not in gone], told


def _not_read(found: PdfText) -> tuple[str, ...]:
    told = []
    if found.read < found.pages:
        told.append(f"of {found.pages:,} pages the first {found.read:,} were read")
    elif found.cut:
        told.append(f"the text was cut after {MAX_PAPER_CHARS:,} characters")
    if found.silent:
        told.append(f"pages without text, perhaps scans, were not read: {_pages(found.silent)}")
    if found.broken:
        told.append(f"pages that do not open were not read: {_pages(found.broken)}")
    return tuple(told)


def _pages(numbers: Sequence[int]) -> str:
    more = f" and {len(numbers) - _TOLD} more" if len(numbers) > _TOLD else ""
    return ", ".join(map(str, numbers[:_TOLD])) + more
