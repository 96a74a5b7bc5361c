"""A report's bytes → one text with its segments, its date of publication and how far it is to be trusted as a text."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from offing.claims.decoding import decoded
from offing.claims.garbling import garbling
from offing.claims.model import Dated, Document, Segment
from offing.claims.pages import read_page
from offing.claims.printed import read_printed
from offing.claims.published import publication
from offing.claims.segments import headlines, segments
from offing.claims.sentences import sentences
from offing.errors import MalformedSource, UnsafeInput
from offing.reading.kinds import ReadPdf, binary_kind, charset_of, is_html, is_pdf
from offing.reading.pdf import read_pdf
from offing.records.dates import day
from offing.units import MAX_REPORT_BYTES

_PAGES = frozenset({".html", ".htm", ".xhtml"})
AS_GIVEN = "as you gave it"
"""The basis of a day of publication that the report does not tell."""
_STOPS = ".!?…\"”’'»)]。：:"


def read_report(content: bytes, name: str, pdf: ReadPdf = read_pdf, published: date | None = None) -> Document:
    """The report, with nothing of its text left out, or a note of what was.

    What it is, its bytes tell, then its suffix. `published` is the day that a user gives, which counts where the report tells
    none. `pdf` reads PDFs, `reading.apart.Apart().read` within bounds of time and
    memory. Raises UnsafeInput for one that is too large or locked, MalformedSource for one that holds no text.
    """
    return _with_day(_read(content, name, pdf), published)


def _with_day(document: Document, given: date | None) -> Document:
    if given is None:
        return document
    told = Dated(day(given), AS_GIVEN, 0, 0)
    if document.published is None:
        return replace(document, published=told)
    same = any(d.span.overlaps(told.span) for d in (document.published, *document.conflicts))
    return document if same else replace(document, conflicts=(*document.conflicts, told))


def _read(content: bytes, name: str, pdf: ReadPdf) -> Document:
    if len(content) > MAX_REPORT_BYTES:
        raise UnsafeInput(
            f"a report of {len(content):,} bytes is not read",
            where=name,
            hint=f"The most is {MAX_REPORT_BYTES:,} bytes",
        )
    if not content.strip(b"\0").strip():
        raise MalformedSource("the report is empty", where=name, hint="Give it as text, HTML or PDF")
    document = Document(name, "", hashlib.sha256(content).hexdigest(), "text", "")
    if is_pdf(content):
        printed = read_printed(content, name, pdf)
        return _whole(replace(document, text=printed.text, media="pdf", notes=printed.notes))
    text, encoding, replaced = decoded(content, charset_of(content))
    wide = encoding.startswith(("utf-16", "utf-32"))
    if not wide and (kind := binary_kind(content)):
        raise MalformedSource(f"the report is {kind}", where=name, hint="Give it as text, HTML or PDF")
    told = _of_letters(encoding, replaced, bool(charset_of(content)))
    if is_html(text) or (PurePath(name).suffix.lower() in _PAGES and "<" in text[:2048]):
        page = read_page(text, name)
        document = replace(document, text=page.text, media="html", encoding=encoding, notes=(*told, *page.notes))
        return _whole(document, page.title, page.dates, page.outlet)
    if not text.strip("\0\ufeff").strip():
        raise MalformedSource("the report holds no text", where=name, hint="Give it as text, HTML or PDF")
    return _whole(replace(document, text=text, encoding=encoding, notes=told))


def _whole(document: Document, title: str = "", dates: tuple[Dated, ...] = (), outlet: str = "") -> Document:
    """What the text tells of itself."""
    text = document.text
    found = segments(text)
    told = publication(text, found, dates, outlet)
    heads = headlines(text, found)
    garbled, weight = garbling(text, found, sentences(text, found))
    notes = [*document.notes, *told.notes]
    if len(heads) > 1:
        notes.append("more than one headline stands above the article: " + " / ".join(h[:120] for h in heads[:4]))
    if _cut_off(text, found):
        notes.append("the last paragraph has no end: the text may be cut")
    return replace(
        document,
        segments=found,
        title=heads[0] if heads else title,
        published=told.published,
        conflicts=told.conflicts,
        outlet=told.outlet,
        garbled=garbled,
        weight=weight,
        notes=tuple(notes),
    )


def _of_letters(encoding: str, replaced: int, declared: bool) -> tuple[str, ...]:
    notes = []
    if not encoding.startswith("utf-") and not declared:
        notes.append(f"no encoding is told; the letters were read as {encoding}, the likeliest")
    if replaced:
        notes.append(f"{replaced:,} places hold bytes that are no letters in {encoding}; U+FFFD stands for them")
    return tuple(notes)


def _cut_off(text: str, found: tuple[Segment, ...]) -> bool:
    last = next((s for s in reversed(found) if s.kind == "body"), None)
    return last is not None and last.end - last.start > 80 and text[last.end - 1] not in _STOPS
