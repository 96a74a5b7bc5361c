"""A paper's bytes → its text with places, and what of it was not read. What a file is, its bytes tell, not its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from offing.book.encodings import encoding_of
from offing.errors import OffingError
from offing.reading.html import read_html
from offing.reading.pdf import PdfText, read_pdf
from offing.reading.prose import Line, prose_lines
from offing.units import MAX_PAPER_CHARS, MAX_PAPER_PAGES

_PICTURES = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"), (b"MM\x00*", "a TIFF picture"),
)  # fmt: skip
_OTHERS = (
    (b"PK\x03\x04", "a zip, such as Word or Excel write"), (b"\xd0\xcf\x11\xe0", "an old Office file or an e-mail of Outlook"),
    (b"{\\rtf", "an RTF file"), (b"\x1f\x8b", "a gzip"), (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"),
)  # fmt: skip
_KINDS = "a PDF, HTML or text file"
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]|<table[\s>]|<div[\s>]", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,30})", re.IGNORECASE)
_SAMPLE = 65_536
_TOLD = 8


class ReadPdf(Protocol):
    """`reading.pdf.read_pdf`, or what reads as it does."""

    def __call__(self, content: bytes, name: str, *, most_pages: int, most_chars: int) -> PdfText: ...


def paper_lines(content: bytes, name: str, pdf: ReadPdf = read_pdf) -> tuple[tuple[Line, ...], str]:
    """The lines, and what was not read: "" where all was, else what was expected and what became of it. Never raises."""
    head = content[:1024]
    if not content.strip(b"\0 \t\r\n"):
        return (), f"{_KINDS} with text; it is empty"
    if b"%PDF-" in head:
        try:
            found = pdf(content, name, most_pages=MAX_PAPER_PAGES, most_chars=MAX_PAPER_CHARS)
        except OffingError as error:
            return (), f"a PDF that can be read; {error.what}: it was NOT READ"
        return found.lines, _pdf_told(found)
    if kind := _binary(content):
        return (), f"{_KINDS}; this is {kind} and was NOT READ"
    text, cut = _decoded(content)
    told = f"at most {MAX_PAPER_CHARS:,} characters; the first {MAX_PAPER_CHARS:,} were read" if cut else ""
    if not _HTML.search(text[:2048]):
        return tuple(prose_lines(text)), told
    try:
        lines = read_html(text, name)
    except OffingError as error:
        return (), f"{_KINDS} with text; {error.what}: it was NOT READ"
    return lines, told if lines else f"{_KINDS} with text; the page holds none"


def _pdf_told(found: PdfText) -> str:
    if not found.lines:
        what = f"none of its {found.read:,} pages holds any" if found.read > 1 else "its page holds none"
        return f"a PDF with text; {what} (a scan?): it was NOT READ"
    told = []
    if found.read < found.pages:
        why = f"{MAX_PAPER_CHARS:,} characters" if found.cut else f"{MAX_PAPER_PAGES:,} pages"
        told.append(
            f"at most {why}; pages {found.read + 1:,} to {found.pages:,} were NOT READ, the first {found.read:,} were"
        )
    elif found.cut:
        told.append(f"at most {MAX_PAPER_CHARS:,} characters; what follows was NOT READ")
    if found.silent:
        told.append(f"text on each page; {_pages(found.silent)} without any (a scan?): NOT READ")
    if found.broken:
        told.append(f"pages that open; {_pages(found.broken)} broken: NOT READ")
    return "; ".join(told)


def _pages(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(n) for n in numbers[:_TOLD])
    more = f" and {len(numbers) - _TOLD} more" if len(numbers) > _TOLD else ""
    return f"page {shown} is" if len(numbers) == 1 else f"pages {shown}{more} are"


def _binary(content: bytes) -> str:
    """What a file is that holds no text of its own to read; "" where it may be text."""
    for mark, kind in (*_PICTURES, *_OTHERS):
        if content.startswith(mark):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "a WEBP picture"
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return "a HEIC or AVIF picture"
    sample = content[:_SAMPLE]
    wide = sample.startswith((b"\xff\xfe", b"\xfe\xff"))
    odd = sum(b < 9 or 13 < b < 27 for b in sample)
    return "of a kind that is not known" if not wide and odd > 4 and odd * 50 > len(sample) else ""


def _decoded(content: bytes) -> tuple[str, bool]:
    """The text by its byte order mark, the charset that its HTML names, or the likeliest encoding; and whether it was cut."""
    sample = content[:_SAMPLE]
    named = _CHARSET.search(content[:2048])
    encoding = encoding_of(sample)
    if named and not sample.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            b"".decode(named[1].decode())
            encoding = named[1].decode()
        except (LookupError, UnicodeError):
            pass
    most = MAX_PAPER_CHARS * 4
    try:
        text = content[:most].decode(encoding, errors="replace")
    except (LookupError, UnicodeError):  # a codec of Python's that decodes no text
        text = content[:most].decode("utf-8", errors="replace")
    return text[:MAX_PAPER_CHARS], len(text) > MAX_PAPER_CHARS or len(content) > most
