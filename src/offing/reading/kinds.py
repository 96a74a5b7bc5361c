"""What a file is, told by its bytes: its name may say anything."""

from __future__ import annotations

import re
from typing import Protocol

from offing.reading.pdf import PdfText

_PICTURES = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"), (b"MM\x00*", "a TIFF picture"),
)  # fmt: skip
_OTHERS = (
    (b"PK\x03\x04", "a zip, such as Word or Excel write"), (b"\xd0\xcf\x11\xe0", "an old Office file or an e-mail of Outlook"),
    (b"{\\rtf", "an RTF file"), (b"\x1f\x8b", "a gzip"), (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"),
)  # fmt: skip
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]|<table[\s>]|<div[\s>]", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,30})", re.IGNORECASE)
_SAMPLE = 65_536
_HEAD = 2048


class ReadPdf(Protocol):
    """`reading.pdf.read_pdf`, or what reads as it does."""

    def __call__(self, content: bytes, name: str, *, most_pages: int, most_chars: int) -> PdfText: ...


def is_pdf(content: bytes) -> bool:
    """Whether a PDF begins within the first kilobyte, as its readers allow."""
    return b"%PDF-" in content[:1024]


def is_html(text: str) -> bool:
    """Whether a tag that only pages have stands near the beginning."""
    return bool(_HTML.search(text[:_HEAD]))


def charset_of(content: bytes) -> str:
    """The encoding that a page's own `meta` names, if Python knows it; else ""."""
    named = _CHARSET.search(content[:_HEAD])
    if not named:
        return ""
    try:
        b"".decode(named[1].decode())
    except (LookupError, UnicodeError):
        return ""
    return named[1].decode()


def binary_kind(content: bytes) -> str:
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
