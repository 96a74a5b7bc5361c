"""A PDF's text, page by page, line by line, as pdfium finds it, with a tab between the columns of a table.

Pictures are not read; pages that hold nothing else are told.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from offing.errors import MalformedSource, UnsafeInput
from offing.reading.prose import Line, prose_lines

_GAP = 1.5
"""White space this many times as wide as the letters are high parts two columns; between justified words there is less."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """What was read. `pages` is how many the file has, `read` how many were read; `silent` are those of them on which
    something is drawn and nothing written, `broken` those that could not be opened, both counted from 1. `cut` tells that
    the characters ran out.
    """

    lines: tuple[Line, ...]
    pages: int
    read: int
    silent: tuple[int, ...]
    broken: tuple[int, ...]
    cut: bool


def read_pdf(content: bytes, name: str, *, most_pages: int, most_chars: int) -> PdfText:
    """The first `most_pages` pages, until `most_chars` characters are read.

    Raises UnsafeInput for one that asks for a password, MalformedSource for one that is broken or has no page.
    """
    import pypdfium2  # type: ignore[import-untyped]  # as late as this: most books name no PDF
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise UnsafeInput("the PDF asks for a password", where=name, hint="Save it without one") from error
        raise MalformedSource("the PDF is broken", where=name, value=str(error)) from error
    try:
        pages = len(document)
        if not pages:
            raise MalformedSource("the PDF has no page", where=name)
        return _read(document, pages, most_pages, most_chars, pypdfium2.PdfiumError)
    finally:
        document.close()


def _read(document: Any, pages: int, most_pages: int, most_chars: int, fault: type[Exception]) -> PdfText:
    lines: list[Line] = []
    silent: list[int] = []
    broken: list[int] = []
    chars = number = 0
    for number in range(1, min(pages, most_pages) + 1):
        try:
            text, drawn = _page_text(document, number - 1, most_chars - chars)
        except fault:
            broken.append(number)
            continue
        found = list(prose_lines(text, number))
        if drawn and not any(c.isalnum() for line in found for c in line.text):
            silent.append(number)
        lines += found
        chars += len(text)
        if chars >= most_chars:
            break
    return PdfText(tuple(lines), pages, number, tuple(silent), tuple(broken), chars >= most_chars)


def _page_text(document: Any, index: int, most: int) -> tuple[str, bool]:
    """The text of a page, and whether anything at all is drawn on it."""
    from pypdfium2 import PdfiumError, raw

    page = document[index]
    try:
        words = page.get_textpage()
        try:
            count = min(words.count_chars(), most)
            text = str(words.get_text_range(0, count, errors="replace")) if count > 0 else ""
            if len(text) == count:  # each letter is one of the page, in its order
                with suppress(PdfiumError):
                    text = _columns(words, text)
            return text, raw.FPDFPage_CountObjects(page) > 0
        finally:
            words.close()
    finally:
        page.close()


def _columns(words: Any, text: str) -> str:
    """The text with a tab in place of each space that is as wide as one between columns. Its letters are those of the page."""
    found = list(text)
    for space in re.finditer(r"(?<=[^\s]) +(?=[^\s])", text):
        _, bottom, before, top = words.get_charbox(space.start() - 1, loose=True)
        after = words.get_charbox(space.end(), loose=True)[0]
        if after - before > _GAP * max(top - bottom, 1.0):
            found[space.start()] = "\t"
    return "".join(found)
