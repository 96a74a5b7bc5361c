"""The lanes that lie under the map on its time axis: what sources say of her names, flags and owners and when, what lists say,
and what the book records of her. Times are seconds since 1970 UTC; a day begins at midnight and ends at the next.

A bar has `from` and `to`, each `[earliest, latest]`, or None: not stated, or not ended. Between the two of one end it is not
known whether it stood. `dated` is False where no time at all is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from offing.book.model import Row
from offing.records.dates import DateSpan, iso
from offing.records.rungs import RUNGS
from offing.report.dossier_words import HOW_WORDS, grouped, stands_words
from offing.report.wording import cut, since_words, until_words
from offing.review.dossier import Dossier
from offing.review.ship_known import BookRow, Fact

Span = list[int] | None
BARS_MOST = 120
"""Bars of one lane."""
_TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("names", ("name",)), ("flags", ("flag",)), ("owners", ("owner", "manager", "tie")),
)  # fmt: skip
_EPOCH = date(1970, 1, 1)


def at(day: date) -> int:
    """Midnight at which a day begins, in seconds."""
    return (day - _EPOCH).days * 86_400


def _ends(span: DateSpan | None) -> Span:
    """Of a date that may be uncertain: the earliest and the latest instant it can mean; None where an end is open."""
    if span is None or (span.start is None and span.end is None):
        return None
    start, end = span.start or span.end, span.end or span.start
    assert start is not None and end is not None
    return [at(start), at(end + timedelta(days=1)) if end < date.max else at(end)]


def bar(label: str, says: str, since: Span, until: Span, **more: Any) -> dict[str, Any]:
    return {
        "label": cut(label, 80),
        "says": cut(says, 400),
        "from": since,
        "to": until,
        "dated": bool(since or until),
        **more,
    }


def lanes_of(dossier: Dossier, rows: Mapping[tuple[str, int, str], Row]) -> dict[str, list[dict[str, Any]]]:
    """By lane: names, flags, owners, listings, voyages, papers, payments. `rows` are the book's, by sheet, number and id."""
    found = {lane: list(_facts(dossier, topics)) for lane, topics in _TOPICS}
    found["listings"] = list(_listings(dossier))
    for lane, sheet in (("voyages", "voyages"), ("papers", "documents"), ("payments", "payments")):
        hers = [
            (r, rows[r.sheet, r.row, r.id]) for r in dossier.rows if r.sheet == sheet and (r.sheet, r.row, r.id) in rows
        ]
        found[lane] = [_recorded(lane, told, row) for told, row in hers]
    return {lane: bars[:BARS_MOST] for lane, bars in found.items()}


def left_out(dossier: Dossier) -> list[str]:
    """What of the lanes is not among the bars."""
    many = {"sources on her": len(dossier.facts), "measures": len(dossier.measures), "rows": len(dossier.rows)}
    return [f"{what}: {n:,}, of which at most {BARS_MOST} in a lane" for what, n in many.items() if n > BARS_MOST]


def _facts(dossier: Dossier, topics: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Each value of each kind once, for each time that a source gives it."""
    facts = [f for f in dossier.facts if f.topic in topics]
    for line in grouped(facts):
        alike = [
            f for f in facts if f.topic == line.fact.topic and f.value == line.fact.value and f.kind == line.fact.kind
        ]
        spans = dict.fromkeys(f.dated or f.seen for f in alike)
        for span in spans:
            sources = "; ".join(dict.fromkeys(f.source.source for f in alike if (f.dated or f.seen) == span))
            times = iso(span) if span else "no time told"
            yield bar(
                line.value, f"{line.value}, {line.kind}: {times} ({sources})", *_period(span), how=line.fact.how,
                current=any(f.current for f in alike), heard=line.fact.kind == "sent by AIS",
            )  # fmt: skip


def _period(span: DateSpan | None) -> tuple[Span, Span]:
    """A time that a thing held all through."""
    if span is None:
        return None, None
    start = [at(span.start)] * 2 if span.start else None
    end = [at(span.end + timedelta(days=1))] * 2 if span.end and span.end < date.max else None
    return start, end


def _listings(dossier: Dossier) -> Iterator[dict[str, Any]]:
    for m in dossier.measures:
        s = m.status
        name_only = ", by her name only" if m.how == "name" else ""
        yield bar(
            f"{s.words} · {s.list}", f"{s.words}: {s.list} {s.entry} ({s.name}), from {since_words(s)} to {until_words(s)}; "
            f"{stands_words(m, dossier)}{name_only}", _ends(s.since), _ends(s.until),
            row=f"{s.authority or 'no authority told'} · {s.list} · {s.words}{name_only}",
            freezes=RUNGS[s.rung].freezes, how=m.how, current=m.stands is not False,
        )  # fmt: skip


def _recorded(lane: str, told: BookRow, row: Row) -> dict[str, Any]:
    how = HOW_WORDS[told.how]
    place = {"sheet": told.sheet, "row": told.row, "how": told.how}
    if lane == "voyages":
        label = f"{row['load_port'] or '?'} → {row['discharge_port'] or row['declared_destination'] or '?'}"
        says = f"voyage {row.id or row.number}: {label}, as the book has it, {how}"
        return bar(label, says, _ends(row.dates.get("load_date")), _ends(row.dates.get("discharge_date")), **place)
    if lane == "papers":
        kind = (row["type"] or "paper").replace("_", " ")
        label = " ".join(x for x in (kind, row["number"] or row.id) if x)
        since, until = row.dates.get("valid_from"), row.dates.get("valid_to")
        if since or until:
            return bar(
                label, f"{label}, valid {_said(since)} to {_said(until)}, {how}", _ends(since), _ends(until), **place
            )
        return _instant(label, f"{label}, {_said(told.when)}, {how}", row.dates.get("date") or told.when, place)
    money = " ".join(x for x in (row["amount"], row["currency"]) if x) or "payment"
    says = f"payment {row.id or row.number}: {money}, {row['payer'] or '?'} to {row['payee'] or '?'}, {_said(told.when)}, {how}"
    return _instant(money, says, row.dates.get("date") or told.when, place)


def _instant(label: str, says: str, when: DateSpan | None, place: Mapping[str, Any]) -> dict[str, Any]:
    """Something of one day: a bar from the first to the last day that it can mean."""
    ends = _ends(when)
    return {**bar(label, says, ends, ends, **place), "point": True}


def _said(span: DateSpan | None) -> str:
    return iso(span) if span else "no day told"


def heard_flags(facts: Iterable[Fact], named: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The territory that the digits of each MMSI she sent belong to, for the time she was heard under it."""
    for fact in facts:
        if fact.topic == "mmsi" and fact.kind == "sent by AIS" and fact.folded in named:
            says = f"{named[fact.folded]}: to which the first digits of MMSI {fact.value} belong, as she sent it"
            yield bar(named[fact.folded], says, *_period(fact.dated), how=fact.how, current=False, heard=True)
