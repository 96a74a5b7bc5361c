"""A paper's bytes → its text with places, and what of it was not read. What a file is, its bytes tell, not its name."""

from __future__ import annotations

from collections.abc import Sequence

from offing.errors import OffingError
from offing.reading.encodings import encoding_of
from offing.reading.html import read_html
from offing.reading.kinds import ReadPdf, binary_kind, charset_of, is_html, is_pdf
from offing.reading.pdf import PdfText, read_pdf
from offing.reading.prose import Line, prose_lines
from offing.units import MAX_PAPER_CHARS, MAX_PAPER_PAGES

_KINDS = "a PDF, HTML or text file"
_SAMPLE = 65_536
_TOLD = 8


def paper_lines(content: bytes, name: str, pdf: ReadPdf = read_pdf) -> tuple[tuple[Line, ...], str]:
    """The lines, and what was not read: "" where all was, else what was expected and what became of it. Never raises."""
    if not content.strip(b"\0 \t\r\n"):
        return (), f"{_KINDS} with text; it is empty"
    if is_pdf(content):
        try:
            found = pdf(content, name, most_pages=MAX_PAPER_PAGES, most_chars=MAX_PAPER_CHARS)
        except OffingError as error:
            return (), f"a PDF that can be read; {error.what}: it was NOT READ"
        return found.lines, _pdf_told(found)
    if kind := binary_kind(content):
        return (), f"{_KINDS}; this is {kind} and was NOT READ"
    text, cut = _decoded(content)
    told = f"at most {MAX_PAPER_CHARS:,} characters; the first {MAX_PAPER_CHARS:,} were read" if cut else ""
    if not is_html(text):
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


def _decoded(content: bytes) -> tuple[str, bool]:
    """The text by its byte order mark, the charset that its HTML names, or the likeliest encoding; and whether it was cut."""
    sample = content[:_SAMPLE]
    marked = sample.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    encoding = ("" if marked else charset_of(content)) or encoding_of(sample)
    most = MAX_PAPER_CHARS * 4
    try:
        text = content[:most].decode(encoding, errors="replace")
    except (LookupError, UnicodeError):  # a codec of Python's that decodes no text
        text = content[:most].decode("utf-8", errors="replace")
    return text[:MAX_PAPER_CHARS], len(text) > MAX_PAPER_CHARS or len(content) > most
