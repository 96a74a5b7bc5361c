"""When a report was published and by whom, as its own words or its page's data tell it; what differs is kept beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from offing.claims.dated_lines import DATE, dated_line, span_of
from offing.claims.model import Dated, Segment
from offing.records.dates import DateSpan, day

_LABELLED, _ALONE, _DATELINE, _BESIDE, _ADDRESS, _UPDATED = range(1, 7)
"""Which date is believed first; the page's own data (0) before all."""
_WORDS = {
    _LABELLED: "published line", _ALONE: "date line", _DATELINE: "dateline", _BESIDE: "page header",
    _ADDRESS: "address of the page", _UPDATED: "line on the last change",
}  # fmt: skip
_IN_ADDRESS = re.compile(r"https?://[^\s;]{4,200}?/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-])")
_AGENCIES = (
    r"Reuters|Thomson Reuters|AFP|Agence France-Presse|AP|Associated Press|The Associated Press|UPI|Yonhap(?: News(?: Agency)?)?|"
    r"TASS|Xinhua|KCNA|Kyodo(?: News)?|Bloomberg(?: News)?|dpa|DPA|EFE|ANSA|PTI|ANI|IANS|Interfax|RIA Novosti|IRNA|NHK|Jiji|VOA|"
    r"RFE/RL|RFA|CNN|BBC"
)
_IN_DATELINE = re.compile(rf"(?:^|[(\[/\s])({_AGENCIES})(?=$|[)\]/\s.,–—:-])")
_REPORTS = re.compile(rf", (?:reports?|reported|according to|says) ({_AGENCIES})\.(?:\s|$)")
_RIGHTS = re.compile(
    r"(?:©|copyright|\(c\)(?=\s?(?:19|20)\d\d))\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s?-\s?(?:19|20)?\d\d)?,?\s+)?(?:by\s+)?"
    r"([a-z][^.,|©\n]{1,60}?)\s*(?:[.,|]|all rights|$)",
    re.IGNORECASE,
)
_TOP_BODIES = 3


@dataclass(frozen=True, slots=True)
class Publication:
    """The date believed, those that differ, the outlet if it is told, and what is odd, in words."""

    published: Dated | None
    conflicts: tuple[Dated, ...]
    outlet: str
    notes: tuple[str, ...]


def publication(text: str, found: Sequence[Segment], page: Sequence[Dated] = (), outlet: str = "") -> Publication:
    """`page` and `outlet` are what the page's own data say, the likeliest first."""
    told = [(0, d) for d in page]
    told += _told(text, found)
    told.sort(key=lambda x: x[0])
    if not told:
        return Publication(None, (), outlet or _outlet(text, found), ())
    best = told[0][1]
    conflicts: list[Dated] = []
    for rank, other in told[1:]:
        known = (best, *conflicts)
        if rank != _UPDATED and not any(other.span.overlaps(d.span) for d in known):
            conflicts.append(other)
    notes = []
    if told[0][0] == _UPDATED:
        notes.append(f"only the day of the last change is told: {best.basis}")
    return Publication(best, tuple(conflicts), outlet or _outlet(text, found), tuple(notes))


def _told(text: str, found: Sequence[Segment]) -> list[tuple[int, Dated]]:
    out: list[tuple[int, Dated]] = []
    bodies = 0
    for s in found:
        bodies += s.kind == "body"
        if s.kind not in ("header", "byline", "dateline", "boilerplate") or s.end - s.start > 600:
            continue
        line = text[s.start : s.end]
        own = dated_line(line) if s.kind == "header" else ()
        for d in own:
            if d.told == "alone" and bodies > _TOP_BODIES and any(r <= _BESIDE for r, _ in out):
                continue
            rank = {"published": _LABELLED, "updated": _UPDATED, "alone": _ALONE}[d.told]
            out.append((rank, _dated(d.span, rank, line, s, d.unsure)))
        if own or s.kind == "boilerplate":
            continue
        if m := _IN_ADDRESS.search(line):
            with suppress(ValueError):
                span = day(date(int(m[1]), int(m[2]), int(m[3])))
                out.append((_ADDRESS, _dated(span, _ADDRESS, m[0], s, False)))
        elif bodies == 0 or s.kind == "dateline":
            for m in DATE.finditer(line):
                told = span_of(m)
                if told is not None:
                    rank = _DATELINE if s.kind == "dateline" else _BESIDE
                    out.append((rank, _dated(told, rank, line, s, not told.is_day and not m["m6"])))
    return out


def _dated(span: DateSpan, rank: int, line: str, s: Segment, unsure: bool) -> Dated:
    shown = " ".join(line.split())
    what = "byline" if rank == _BESIDE and s.kind == "byline" else _WORDS[rank]
    basis = f'{what} "{shown[:160]}"' + (" (day and month may be either way round)" if unsure else "")
    return Dated(span, basis, s.start, s.end)


def _outlet(text: str, found: Sequence[Segment]) -> str:
    """The agency of the dateline, of the line "reports AFP" or of the byline, or who claims the rights."""
    lead = True
    for s in found:
        if s.kind == "dateline" and (m := _IN_DATELINE.search(text[s.start : s.end])):
            return m[1]
        if s.kind == "body" and lead:
            lead = False
            if m := _REPORTS.search(text[s.start : min(s.end, s.start + 1200)]):
                return m[1]
        if s.kind == "byline" and (m := _IN_DATELINE.search(text[s.start : s.end])):
            return m[1]
    for s in found:
        if s.kind == "boilerplate" and (m := _RIGHTS.match(text[s.start : s.end])):
            return m[1].strip()
    return ""
