"""A letter to a counterparty, drawn up from a finding: the ship or party, times, positions, what is asked, and until when.

It quotes the user's own book and what was observed at sea. What a list or a report says of anybody is left out: it is no
counterparty's to read. Plain text, to be read and changed by the analyst before it goes. Nothing is sent from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

HOURS = 72
"""From the letter to the day on which an answer is due."""
_MOST = 20
_OWN_WORDS = ("BEHAVIOUR", "CONFLICT", "MISSING")
"""Kinds of finding that say nothing of a list: their sentence may stand in a letter."""
_NOT_THEIRS = ("the list's", "the text of", "load or update", "the report")
"""How a way to settle a matter begins that is no counterparty's to take."""


def letter(finding: Mapping[str, Any], *, case: str, to: str, sender: str, at: datetime) -> str:
    """The draft. `finding` is as findings.json has it."""
    subject = finding["subject"]
    lines = [
        f"To: {to or '[counterparty]'}",
        f"From: {sender or '[your firm]'}",
        f"Date: {_time(at)}",
        f"Reference: case {case}",
        "",
        f"Concerning: {_line(subject['label']) or subject['id'] or '[ship or party]'}",
        *_named(finding),
        "",
        "We review our own records. A question has come up that your own records can answer.",
        "We have reached no conclusion about you, the ship, or anyone named here.",
        "",
        "What we ask about",
        *_asked_about(finding),
    ]
    if places := _places(finding["where"]):
        lines += ["", "Times (UTC) and positions", *places]
    lines += ["", "What we ask of you", *_numbered(_asks(finding)), ""]
    lines += [
        f"Please answer by {_time(at + timedelta(hours=HOURS))}, that is within {HOURS} hours, with copies of the papers",
        "on which your answer rests, and name the person who can speak to them.",
        "",
        "[name, position, signature]",
        "",
    ]
    return "\n".join(lines)


def _named(finding: Mapping[str, Any]) -> list[str]:
    """MMSI of the ships that were heard; the book's own words of the row stand below."""
    heard = sorted({m for w in finding["where"] for m in w["mmsi"]})
    return [f"MMSI as heard: {', '.join(str(m) for m in heard)}"] if heard else []


def _asked_about(finding: Mapping[str, Any]) -> list[str]:
    own = [f"Our record: {_line(e['quote'])}" for e in finding["evidence"] if e["source"] == "book"]
    told = [_line(finding["says"])] if finding["kind"] in _OWN_WORDS else []
    if finding["event_date"]:
        told.append(f"Date in our record: {finding['event_date'].replace('/', ' to ')}")
    return [f"- {x}" for x in dict.fromkeys([*told, *own])][:_MOST] or ["- [say here what the question is about]"]


def _places(where: Sequence[Mapping[str, Any]]) -> list[str]:
    found = []
    for n, w in enumerate(where[:_MOST], 1):
        what = w["kind"].replace("_", " ")
        found.append(f"{n}. {what}: {_span(w['start'], w['end'])}, at {position(w['lat_deg'], w['lon_deg'])}")
        if w["end_lat_deg"] is not None and w["end_lon_deg"] is not None:
            found.append(f"   heard again at {position(w['end_lat_deg'], w['end_lon_deg'])}")
    if len(where) > _MOST:
        found.append(f"… and {len(where) - _MOST} more")
    return found


def _asks(finding: Mapping[str, Any]) -> list[str]:
    asks = [_line(s) for s in finding["settle"] if not s.lower().startswith(_NOT_THEIRS)]
    return asks or ["[say here what you ask for]"]


def _numbered(items: Sequence[str]) -> list[str]:
    return [f"{n}. {x}" for n, x in enumerate(items, 1)]


def position(lat_deg: float, lon_deg: float) -> str:
    """Degrees and minutes as a chart has them: `38°07.5′ N 124°30.0′ E`."""
    return f"{_angle(lat_deg, 'N', 'S', 2)} {_angle(lon_deg, 'E', 'W', 3)}"


def _angle(deg: float, plus: str, minus: str, digits: int) -> str:
    tenths = round(abs(deg) * 600)
    whole, rest = divmod(tenths, 600)
    return f"{whole:0{digits}d}°{rest // 10:02d}.{rest % 10}′ {plus if deg >= 0 else minus}"


def _span(start: str, end: str) -> str:
    return _short(start) if start == end else f"{_short(start)} to {_short(end)}"


def _short(text: str) -> str:
    return f"{text[:10]} {text[11:16]}"


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _line(text: str) -> str:
    """On one line, without what a terminal or a mail program would take for an order."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
