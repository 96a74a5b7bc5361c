"""When what applied: one lane per authority, list and rung, with the events and the as-of day across them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from offing.records.dates import DateSpan, iso
from offing.records.rungs import RUNGS
from offing.report.drawing import svg, words
from offing.report.groups import Object
from offing.report.wording import since_words, until_words
from offing.review.finding import Status

WIDTH, LEFT, RIGHT, LANE, BAR, THIN = 760, 14, 746, 36, 11, 5
MOST_LANES, MOST_EVENTS = 14, 5
LEGEND = "thick bar: freezes · thin bar: does not freeze · hatched: day not stated · arrow: no end stated"


@dataclass(frozen=True, slots=True)
class Lane:
    """One authority's list and rung, and the periods it states (from, to)."""

    authority: str
    list: str
    rung: str
    words: str
    periods: tuple[Status, ...]

    def text(self) -> str:
        spans = ". Also ".join(f"from: {since_words(s)}; to: {until_words(s)}" for s in self.periods)
        return f"{self.words} · {self.list}: {spans}"


def lanes(subject: Object) -> tuple[Lane, ...]:
    """The lanes of one object, each period once, in the order of the ladder."""
    return lanes_of(s for f in subject.findings for s in f.status)


def lanes_of(statuses: Iterable[Status]) -> tuple[Lane, ...]:
    """The same of measures from wherever."""
    found: dict[tuple[str, str, str], dict[tuple[str, str], Status]] = {}
    for status in statuses:
        periods = found.setdefault((status.authority, status.list, status.rung), {})
        periods.setdefault((since_words(status), until_words(status)), status)
    ladder = list(RUNGS)
    keys = sorted(found, key=lambda k: (ladder.index(k[2]), k))
    return tuple(
        Lane(a, d, r, next(iter(found[a, d, r].values())).words, tuple(found[a, d, r].values())) for a, d, r in keys
    )


def events(subject: Object) -> tuple[DateSpan, ...]:
    """The distinct dates of the object's findings, in order."""
    spans = {f.event_date for f in subject.findings if f.event_date}
    return tuple(sorted(spans, key=lambda s: (s.start or date.min, s.end or date.max)))


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def x(self, when: date) -> float:
        share = (when - self.first).days / max(1, (self.last - self.first).days)
        return round(LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share)), 1)


def timeline(subject: Object, as_of: date, *, alone: bool = False) -> str:
    """The drawing as SVG; empty when no finding of the object has a status."""
    return drawn(lanes(subject), events(subject), subject.label, as_of, alone=alone)


def drawn(
    rows: tuple[Lane, ...],
    dated: tuple[DateSpan, ...],
    label: str,
    as_of: date,
    *,
    alone: bool = False,
    now: str = "review",
) -> str:
    """The drawing of these lanes and event days; empty without a lane. `now` names the day that is drawn across."""
    if not rows:
        return ""
    shown, axis = rows[:MOST_LANES], _axis(rows, dated, as_of)
    marks = dated if len(dated) <= MOST_EVENTS else (dated[0], dated[-1])
    top = 18 + 15 * (len(marks) + 1)
    bottom = top + LANE * len(shown) + 4
    body = [*_grid(axis, top, bottom)]
    for number, lane in enumerate(shown):
        body += _lane(lane, axis, as_of, top + LANE * number)
    for number, span in enumerate(marks):
        body += _event(span, axis, 12 + 15 * (number + 1), bottom, len(dated) if len(marks) < len(dated) else 0)
    body += _across(axis.x(as_of), 12, bottom, f"{now} as of {as_of.isoformat()}", ("now", "b s"))
    left_out = f"… {len(rows) - len(shown)} more in the status tables · " if len(rows) > len(shown) else ""
    body.append(words(LEFT, bottom + 31, left_out + LEGEND, "s"))
    desc = ". ".join(
        [*(lane.text() for lane in rows), *(f"event {iso(s)}" for s in dated), f"as of {as_of.isoformat()}"]
    )
    return svg(WIDTH, bottom + 38, f"Status over time: {label}", desc, body, alone=alone)


def _axis(rows: tuple[Lane, ...], dated: tuple[DateSpan, ...], as_of: date) -> _Axis:
    spans = [*dated, *(span for lane in rows for s in lane.periods for span in (s.since, s.until) if span)]
    days = [as_of, *(d for span in spans for d in (span.start, span.end) if d)]
    first = date(max(1, min(days).year - (0 if min(days).month > 2 else 1)), 1, 1)
    if (max(days) - first).days < 700:
        first = date(max(1, first.year - 1), 1, 1)
    return _Axis(first, max(days) + timedelta(days=max(60, (max(days) - first).days // 12)))


def _grid(axis: _Axis, top: int, bottom: int) -> list[str]:
    years = axis.last.year - axis.first.year + 1
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 500) if years / s <= 14 or s == 500)
    body = []
    for year in range(axis.first.year, axis.last.year + 1):
        if year % step == 0:
            x = axis.x(date(year, 1, 1))
            body.append(f'<path class="gr" d="M{x} {top - 4}V{bottom}"/>')
            body.append(words(x, bottom + 14, str(year), "s", "middle" if x > LEFT + 12 else ""))
    return body


def _lane(lane: Lane, axis: _Axis, as_of: date, y: int) -> list[str]:
    tone, high = ("", BAR) if RUNGS[lane.rung].freezes else ("2", THIN)
    body = [words(LEFT, y + 12, f"{lane.words} · {lane.list}"[:118], "s")]
    for period in lane.periods:
        since, until = period.since or DateSpan(None, None), period.until
        begin = since.start or axis.first
        sure = since.end
        if until is None:
            last = as_of if begin < as_of else axis.last
            sure_end = last
        else:
            sure_end, last = until.start or until.end or axis.last, until.end or axis.last
        y_bar = y + 18 + (BAR - high) // 2
        solid_from = min(sure, last) if sure else last
        body.append(_bar(axis.x(begin), axis.x(solid_from), y_bar, f"hx{tone}", high, hatched=True))
        if sure and sure <= last:
            body.append(_bar(axis.x(sure), axis.x(max(sure, sure_end)), y_bar, f"bar{tone}", high, hatched=False))
        body.append(_bar(axis.x(max(solid_from, sure_end)), axis.x(last), y_bar, f"hx{tone}", high, hatched=True))
        if until is None:
            x = axis.x(last)
            body.append(f'<path class="bar{tone}" d="M{x} {y_bar - 2}l9 {high / 2 + 2:g}l-9 {high / 2 + 2:g}z"/>')
    return body


def _bar(x1: float, x2: float, y: float, css: str, high: int, *, hatched: bool) -> str:
    if x2 - x1 < 0.1 and hatched:
        return ""
    width = round(max(2.0, x2 - x1), 1)
    box = f'x="{x1}" y="{y}" width="{width}" height="{high}"'
    if not hatched:
        return f'<rect class="{css}" {box}/>'
    return f'<rect fill="url(#{css})" {box}/><rect class="{css.replace("hx", "hs")}" fill="none" {box}/>'


def _event(span: DateSpan, axis: _Axis, y: int, bottom: int, total: int) -> list[str]:
    x1, x2 = axis.x(span.start or axis.first), axis.x(span.end or axis.last)
    note = f"event {iso(span)}" + (f" (first or last of {total})" if total else "")
    if span.is_day:
        return _across(x1, y, bottom, note, ("ev", "s evt"))
    band = f'<rect class="evb" x="{x1}" y="{y + 2}" width="{max(2.0, round(x2 - x1, 1))}" height="{bottom - y - 2}"/>'
    return [band, *_across(x1, y, bottom, note, ("ev", "s evt"))]


def _across(x: float, y: int, bottom: int, note: str, styles: tuple[str, str]) -> list[str]:
    css, text_css = styles
    left_of = x > (LEFT + RIGHT) * 0.72
    text = words(x - 4 if left_of else x + 4, y, note, text_css, "end" if left_of else "")
    return [f'<path class="{css}" d="M{x} {y - 8}V{bottom}"/>', text]
