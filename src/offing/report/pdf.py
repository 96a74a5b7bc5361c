"""review.pdf: the review as it goes on file, set by Typst; every foreign string is data, never markup."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import typst

from offing.report import wording
from offing.report.as_json import finding_dict, plain
from offing.report.glyphs import STANDARD, Drawable, code_points, undrawable
from offing.report.groups import Object, by_sheet, kinds, stopping
from offing.report.html import template_text
from offing.report.laid import ENTRIES_MOST, IN_DOUBT, IN_DOUBT_MEANS, in_doubt, laid, left_words
from offing.report.ownership import edges, ownership
from offing.report.timeline import timeline
from offing.review.duties import checklist, counted, source_words
from offing.review.finding import Finding
from offing.review.result import BookSeen, ListUsed, Review

FULL_BELOW = 300
"""Reviews with at most this many findings are set in full; longer ones hold what stops, and the rest as a table."""
STOPS_FULL, TABLE_MOST, ASIDE_MOST, RUNS_MOST = 200, 2000, 300, 400
QUOTE_MOST, CELL_MOST = 3000, 240


def review_pdf(review: Review) -> bytes:
    """The document as PDF/A-2u, dated `as_of`; the same review gives the same bytes.

    Characters that no bundled font has stand as `⟦transliteration⟧`, with their code points on the last pages.
    """
    return typeset(template_text("review.typ").encode(), document(review))


def typeset(source: bytes, data: Mapping[str, Any]) -> bytes:
    """A template set with data, as PDF/A-2u; the template may print `runs`, which name what no font here can draw."""
    lost = undrawable(json.dumps(data, ensure_ascii=False))
    try:
        return _compiled(source, data, Drawable(lost), STANDARD)
    except typst.TypstError:
        return _compiled(source, data, Drawable(lost, everything=True), None)


def _compiled(source: bytes, data: Mapping[str, Any], drawable: Drawable, standard: Any) -> bytes:
    shown = drawable.data(data)
    runs = sorted(drawable.runs.items())
    shown["runs"] = [[mark, code_points(original)[:1500]] for mark, original in runs[:RUNS_MOST]]
    shown["runs_left"] = max(0, len(runs) - RUNS_MOST)
    result = typst.compile(
        source,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(shown, ensure_ascii=True)},
        pdf_standards=standard if standard else [],
        pdf_tags=False,
    )
    if not isinstance(result, bytes):
        raise TypeError("typst gave no single PDF")
    return result


def document(review: Review) -> dict[str, Any]:
    """All that the template prints, as plain data."""
    total = len(review.findings)
    full = total <= FULL_BELOW
    sheets = by_sheet(review)
    stops = stopping(review)
    doubts = in_doubt(f for s in sheets for o in s.objects for f in o.findings)
    asked = checklist(review, review.role)
    shown = {f.id for f in stops[:STOPS_FULL]}
    objects = {s.name: [o for o in s.objects if full or any(f.id in shown for f in o.findings)] for s in sheets}
    table = [] if full else [_short(f) for s in sheets for o in s.objects for f in o.findings if f.id not in shown]
    digest, digest_of = book_hash(review.book)
    return {
        "book": review.book.name,
        "digest": digest,
        "digest_of": digest_of,
        "as_of": review.as_of.isoformat(),
        "day": [review.as_of.year, review.as_of.month, review.as_of.day],
        "role": wording.role_words(review.role),
        "engine": review.engine_words,
        "rows": ", ".join(f"{name} {count:,}" for name, count in review.book.rows) or "none",
        "notice": review.bundled_notice,
        "complete": review.complete,
        "not_checked": [[n.what, n.why] for n in review.not_checked],
        "lists": [_list(x, review) for x in review.lists],
        "kinds": [[wording.KIND_MARKS[k], k, wording.KIND_WORDS[k], n] for k, n in kinds(review)],
        "stop_means": wording.STOP_MEANS if stops else wording.STOP_NONE,
        "stops": [_short(f) for f in stops[:STOPS_FULL]],
        "stops_left": max(0, len(stops) - STOPS_FULL),
        "doubt_title": f"{IN_DOUBT} ({len(doubts):,})",
        "doubt_means": IN_DOUBT_MEANS,
        "doubts": [_short(f) for f in doubts[:STOPS_FULL]],
        "doubts_left": max(0, len(doubts) - STOPS_FULL),
        "asked_title": f"{wording.ASKED} ({wording.role_words(review.role)})",
        "asked_means": f"{counted(asked)}. {wording.ASKED_MEANS}",
        "asked": [[a.duty.asks, a.state, a.why, source_words(a.duty)] for a in asked],
        "full": full,
        "total": total,
        "sheets": [
            {
                "title": s.title,
                "objects": [_object(o, review, full, shown) for o in objects[s.name]],
            }
            for s in sheets
            if objects[s.name]
        ],
        "table": table[:TABLE_MOST],
        "table_left": max(0, len(table) - TABLE_MOST),
        "aside": [
            [wording.place_words(a.subject.sheet, a.subject.row), _cell(a.subject.label), _cell(a.what), _cell(a.why)]
            for a in review.set_aside[:ASIDE_MOST]
        ],
        "aside_left": max(0, len(review.set_aside) - ASIDE_MOST),
        "problems": [
            [wording.place_words(p.sheet, p.row, p.column), _cell(p.value), _cell(p.wanted)]
            for p in review.book.problems[:ASIDE_MOST]
        ],
        "problems_left": max(0, len(review.book.problems) - ASIDE_MOST),
        "unmapped": [f"{sheet}: {_cell(header)}" for sheet, header in review.book.unmapped],
        "quiet": [f"{s.name}: {s.quiet:,} of {s.rows:,} rows" for s in sheets if s.rows],
        "none_found": review.none_found,
        "method": [*wording.METHOD, wording.MARKED],
        "strengths": [list(pair) for pair in wording.STRENGTH_MEANS],
        "files": [list(pair) for pair in sorted(review.book.files)],
    }


def book_hash(book: BookSeen) -> tuple[str, str]:
    """The hash that names the book on every page, and what it is of: its only file, or the list of its files' hashes."""
    if len(book.files) == 1:
        return book.files[0][1], "the file"
    if not book.files:
        return "", "no file"
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(book.files))
    return hashlib.sha256(
        text.encode("utf-8", "backslashreplace")
    ).hexdigest(), f"the hashes of {len(book.files)} files"


def _cell(text: str) -> str:
    return wording.cut(wording.one_line(text), CELL_MOST)


def _list(used: ListUsed, review: Review) -> dict[str, Any]:
    return {
        "dataset": used.dataset,
        "title": used.title,
        "authority": used.authority,
        "state": wording.state_words(used),
        "version": wording.cut(used.version, 30) or "–",
        "published": wording.published_words(used),
        "age": wording.age_words(used, review.as_of),
        "entries": wording.entries_words(used),
        "sha256": used.sha256,
        "lacks": wording.lacks_words(used),
    }


def _short(f: Finding) -> list[str]:
    """Mark, kind, strength, place, label, sentence, status: one row of a table."""
    place = wording.place_words(f.subject.sheet, f.subject.row, f.subject.column)
    status = (
        "; ".join(f"{s.words}, {s.list} {s.entry}, from: {wording.since_words(s)}" for s in f.status) or f.rule.basis
    )
    return [
        wording.KIND_MARKS[f.kind], f.kind, wording.STRENGTH_WORDS[f.strength], place, _cell(f.subject.label),
        wording.cut(f.says, 600), wording.cut(status, 600),
    ]  # fmt: skip


def _object(subject: Object, review: Review, full: bool, shown: set[str]) -> dict[str, Any]:
    ident = f" · {subject.id}" if subject.id else ""
    found = [f for f in subject.findings if full or f.id in shown]
    return {
        "title": f"{wording.place_words(subject.sheet, subject.row)}{wording.cut(ident, 120)}: {_cell(subject.label)}",
        "stops": subject.stops,
        "svg": timeline(subject, review.as_of, alone=True),
        "findings": [finding_told(f) for f in found],
    }


def finding_told(f: Finding) -> dict[str, Any]:
    """A finding as a template prints it."""
    raw = finding_dict(f)
    holdings = edges(f.detail)
    return {
        "id": f.id,
        "mark": wording.KIND_MARKS[f.kind],
        "kind": f.kind,
        "strength": wording.STRENGTH_WORDS[f.strength],
        "stops": f.stops,
        "says": wording.cut(f.says, QUOTE_MOST, "findings.json"),
        "meta": f"{f.subject.column or f.subject.sheet} “{_cell(f.subject.label)}”, {wording.event_words(f)}"
        + (f", known from {f.known_from}" if f.known_from else ""),
        "laid": [
            [x.whose, [[label, wording.cut(facts, QUOTE_MOST, "findings.json")] for label, facts in x.lines]]
            for x in laid(f)[:ENTRIES_MOST]
        ],
        "laid_left": left_words(laid(f)),
        "status": [
            [
                s.words,
                "\n".join(x for x in (s.measure, s.wording) if x),
                " · ".join(x for x in (s.authority, s.list, s.entry) if x),
                s.name,
                wording.since_words(s) + (f"\n{r}" if (r := wording.relation(s, f.event_date)) else ""),
                wording.until_words(s),
                "\n".join(x for x in (", ".join(s.program), s.legal_basis) if x) or "–",
                s.binds or "not stated",
            ]
            for s in f.status
        ],
        "evidence": [{**e, "quote": wording.cut(e["quote"], QUOTE_MOST, "findings.json")} for e in raw["evidence"]],
        "innocent": [wording.cut(x, QUOTE_MOST) for x in f.innocent],
        "settle": [wording.cut(x, QUOTE_MOST) for x in f.settle],
        "check": f"Check {f.rule.id}, version {f.rule.version}. Basis: {f.rule.basis}."
        + (f" Thresholds: {json.dumps(plain(f.rule.params), ensure_ascii=False)}" if f.rule.params else ""),
        "ownership": {"svg": ownership(f, alone=True)},
        "edges": [
            [e.owner + (" (blocked)" if e.blocked else ""), e.owned, e.share, e.when, e.source or "not stated"]
            for e in holdings
        ],
    }
