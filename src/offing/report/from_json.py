"""findings.json read back: what `as_json.finding_dict` gave, as a Finding, so that what was kept is shown as a review is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from offing.records.dates import DateSpan, parse_span
from offing.review.finding import Evidence, Finding, Rule, Status, Subject, Where

_ALIKE_MOST = 1000


def finding_from(told: Mapping[str, Any]) -> Finding:
    """Raises KeyError, TypeError or ValueError for anything that is no finding's dict.

    Which of several rows that say the same it is (`nth`) is not written down; its id tells.
    """
    found = Finding(
        kind=told["kind"],
        check=told["check"],
        subject=Subject(**told["subject"]),
        says=told["says"],
        strength=told["strength"],
        evidence=tuple(_evidence(e) for e in told["evidence"]),
        innocent=tuple(told["innocent"]),
        settle=tuple(told["settle"]),
        rule=Rule(told["rule"]["id"], told["rule"]["version"], told["rule"]["basis"], told["rule"]["params"]),
        as_of=date.fromisoformat(told["as_of"]),
        status=tuple(_status(s) for s in told["status"]),
        event_date=_span(told["event_date"]),
        known_from=date.fromisoformat(told["known_from"]) if told["known_from"] else None,
        detail=told["detail"],
        where=tuple(_where(w) for w in told["where"]),
    )
    numbered = (replace(found, nth=n) for n in range(_ALIKE_MOST))
    return next((f for f in numbered if f.id == told["id"]), found)


def _span(text: str | None) -> DateSpan | None:
    return parse_span(text) if text else None


def _evidence(told: Mapping[str, Any]) -> Evidence:
    return Evidence(**{**told, "page": told.get("page") or 0})


def _status(told: Mapping[str, Any]) -> Status:
    kept = {k: v for k, v in told.items() if k not in ("from", "to", "words", "program")}
    return Status(**kept, program=tuple(told["program"]), since=_span(told["from"]), until=_span(told["to"]))


def _where(told: Mapping[str, Any]) -> Where:
    times: dict[str, Any] = {f"{end}_s": int(datetime.fromisoformat(told[end]).timestamp()) for end in ("start", "end")}
    kept = {k: v for k, v in told.items() if k not in ("start", "end", "mmsi")}
    return Where(**kept, **times, mmsi=tuple(told["mmsi"]))
