"""findings.json: the review as data, the same bytes for the same review."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from offing.records.dates import DateSpan, iso
from offing.review.duties import Answer, answers
from offing.review.finding import Evidence, Finding, Status, Subject, Where, order
from offing.review.result import BookSeen, ListUsed, Review
from offing.tracks.event import iso as instant

FIRST = 20
"""Findings that an item of the checklist names by id; `count` tells how many there are."""


def findings_json(review: Review) -> str:
    """`{"review": {…}, "findings": […]}` as the contract draws it; ends in a line feed.

    Sorted wherever order carries no meaning; keys stand in a fixed order. Text is verbatim: nothing is escaped but
    what JSON demands.
    """
    document = {
        "review": review_dict(review),
        "findings": [finding_dict(f) for f in sorted(review.findings, key=order)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def review_dict(review: Review) -> dict[str, Any]:
    """What was asked, of what, against what, and what was not looked at."""
    return {
        "book": _book(review.book),
        "as_of": review.as_of.isoformat(),
        "engine": review.engine,
        "role": review.role,
        "profile": plain(review.profile),
        "lists": [list_dict(x) for x in sorted(review.lists, key=lambda x: (x.dataset, x.version, x.state))],
        "not_checked": [{"what": n.what, "why": n.why} for n in review.not_checked],
        "complete": review.complete,
        "set_aside": [
            {"subject": _subject(s.subject), "what": s.what, "why": s.why}
            for s in sorted(
                review.set_aside, key=lambda s: (s.subject.sheet, s.subject.row, s.subject.column, s.what, s.why)
            )
        ],
        "checks": sorted(review.checks_run),
        "none_found": review.none_found,
        "bundled_notice": review.bundled_notice,
        "checklist": [_item(a, review.role) for a in answers(review)],
    }


def _item(answer: Answer, role: str) -> dict[str, Any]:
    """One item of the advisories, for every desk; `asked` where it is asked of this review's. Ids of the first findings only."""
    duty = answer.duty
    return {
        "id": duty.id,
        "roles": list(duty.roles),
        "asked": duty.of(role),
        "asks": duty.asks,
        "state": answer.state,
        "why": answer.why,
        "gaps": list(answer.gaps),
        "checks": list(duty.checks),
        "findings": [
            {"check": check, "count": len(found), "first": [f.id for f in found[:FIRST]]}
            for check, found in answer.by_check
        ],
        "source": duty.source,
        "confidence": duty.confidence,
    }


def finding_dict(finding: Finding) -> dict[str, Any]:
    """One finding in the contract's shape."""
    return {
        "id": finding.id,
        "kind": finding.kind,
        "check": finding.check,
        "subject": _subject(finding.subject),
        "says": finding.says,
        "strength": finding.strength,
        "stops": finding.stops,
        "status": [status_dict(s) for s in finding.status],
        "event_date": iso(finding.event_date) if finding.event_date else None,
        "known_from": finding.known_from.isoformat() if finding.known_from else None,
        "as_of": finding.as_of.isoformat(),
        "evidence": [evidence_dict(e) for e in finding.evidence],
        "innocent": list(finding.innocent),
        "settle": list(finding.settle),
        "rule": {
            "id": finding.rule.id,
            "version": finding.rule.version,
            "basis": finding.rule.basis,
            "params": plain(finding.rule.params),
        },
        "detail": plain(finding.detail),
        "where": [_where(w) for w in finding.where],
    }


def _where(where: Where) -> dict[str, Any]:
    return {
        "kind": where.kind,
        "lat_deg": where.lat_deg,
        "lon_deg": where.lon_deg,
        "start": instant(where.start_s),
        "end": instant(where.end_s),
        "mmsi": list(where.mmsi),
        "end_lat_deg": where.end_lat_deg,
        "end_lon_deg": where.end_lon_deg,
        "reach_major_m": where.reach_major_m,
        "reach_minor_m": where.reach_minor_m,
    }


def _book(book: BookSeen) -> dict[str, Any]:
    return {
        "name": book.name,
        "rows": dict(book.rows),
        "files": [{"file": name, "sha256": digest} for name, digest in sorted(book.files)],
        "unmapped": [{"sheet": sheet, "header": header} for sheet, header in sorted(book.unmapped)],
        "mapped": [{"sheet": s, "header": h, "column": c} for s, h, c in sorted(book.mapped)],
        "problems": [
            {"sheet": p.sheet, "row": p.row, "column": p.column, "value": p.value, "expected": p.wanted}
            for p in sorted(book.problems, key=lambda p: (p.sheet, p.row, p.column, p.value, p.wanted))
        ],
    }


def list_dict(used: ListUsed) -> dict[str, Any]:
    return {
        "dataset": used.dataset,
        "title": used.title,
        "authority": used.authority,
        "version": used.version,
        "sha256": used.sha256,
        "published": used.published,
        "entries": used.entries,
        "age_days": used.age_days,
        "state": used.state,
        "url": used.url,
        "lacks": list(used.lacks),
        "notes": list(used.notes),
    }


def _subject(subject: Subject) -> dict[str, Any]:
    return {
        "sheet": subject.sheet,
        "row": subject.row,
        "column": subject.column,
        "id": subject.id,
        "label": subject.label,
    }


def status_dict(status: Status) -> dict[str, Any]:
    return {
        "rung": status.rung,
        "authority": status.authority,
        "list": status.list,
        "entry": status.entry,
        "name": status.name,
        "program": list(status.program),
        "from": iso(status.since) if status.since else None,
        "to": iso(status.until) if status.until else None,
        "wording": status.wording,
        "words": status.words,
        "binds": status.binds,
        "measure": status.measure,
        "legal_basis": status.legal_basis,
        "confidence": status.confidence,
    }


def evidence_dict(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.source,
        "version": evidence.version,
        "sha256": evidence.sha256,
        "place": evidence.place,
        "quote": evidence.quote,
        "retrieved": evidence.retrieved,
        "url": evidence.url,
        **({"file": evidence.file, "page": evidence.page or None, "line": evidence.line} if evidence.file else {}),
    }


def plain(value: Any) -> Any:
    """A value of `params` or `detail` as JSON knows it: dates as ISO text, keys sorted, sets in order.

    Raises TypeError for a type nobody has decided about, so that no check writes `repr` into a report.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, DateSpan):
        return iso(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {str(key): plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=str)
    raise TypeError(f"a finding's detail holds a {type(value).__name__}, which no report can write")
