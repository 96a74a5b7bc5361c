"""What the dates of prose come to ("last July", "on Thursday", "22nd March, 2019", "two weeks later"), as spans of days.

Relative ones are read against the day of publication; without one they come to nothing. Conventions, for words that bound a
time only roughly: early, mid and late are thirds; seasons are the northern ones; "recent" days, weeks, months and years are the
last 14 days, 8 weeks, 6 months and 5 years; "two weeks ago" is that day give or take three days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from offing.claims.absolute_dates import ABSOLUTE, month_of, month_span, part_of, season_span, year_span
from offing.claims.date_words import NUMBERS, DateWords
from offing.records.dates import DateSpan, day

_WEEKDAYS = {name: n for n, name in enumerate("mon tue wed thu fri sat sun".split())}
_AHEAD_DAYS = 3
"""A day and month this far after publication is this year's all the same: pages are dated by their own clock."""
_RECENT = {"day": 14, "week": 8, "month": 6, "year": 5}


def span_of(
    words: DateWords, published: date | None, *, ahead: bool = False, anchor: DateSpan | None = None
) -> DateSpan | None:
    """What the words come to, or None. `ahead` reads them of the time to come ("will sail on Friday"); `anchor` is the date told
    before, for "two weeks later". Days that no calendar has give None."""
    try:
        if words.form == "absolute":
            return ABSOLUTE[words.rule](words, published)
        if words.form == "anchored":
            return _anchored(words, anchor)
        if published is None or words.form == "distance":
            return None
        return _RELATIVE[words.rule](words, published, ahead)
    except (ValueError, OverflowError):
        return None


def near(words: DateWords, pivot: DateSpan) -> DateSpan | None:
    """What a month or a day without its year comes to beside an earlier date: the one nearest to it, within half a year."""
    if words.form != "partial" or words.part("rel") or words.part("which") or pivot.start is None:
        return None
    start = pivot.start
    spans = [span_of(words, date(start.year + n, 12, 31)) for n in (-1, 0, 1)]
    found = [s for s in spans if s and s.start]
    best = min(found, key=lambda s: abs((s.start - start).days) if s.start else 0, default=None)
    return best if best and best.start and abs((best.start - start).days) <= 183 else None


def shifted(pivot: date, number: int, unit: str) -> date:
    """A day moved by days, weeks, months or years; the 31st becomes the month's last."""
    if unit in {"day", "week"}:
        return pivot + timedelta(number * (7 if unit == "week" else 1))
    months = pivot.year * 12 + pivot.month - 1 + number * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(pivot.day, monthrange(year, month)[1]))


def number_of(words: DateWords) -> int | None:
    """How many days, weeks, months or years the words count; None for "several", "a few" or no number."""
    told = words.part("n")
    return int(told) if told.isascii() and told.isdigit() else NUMBERS.get(told)


def _partial(w: DateWords, published: date, ahead: bool) -> DateSpan | None:
    """A month, or a day of it, without its year: the last one up to publication, or the next if it lies ahead."""
    if w.part("rel"):
        published = date(published.year + {"last": -1, "past": -1, "next": 1}.get(w.part("rel"), 0), 12, 31)
    if w.part("d"):
        return _partial_day(w, published, ahead and not w.part("rel"))
    month, which = month_of(w), w.part("which").removeprefix("earlier ")
    year = published.year
    if which == "next":
        year += month <= published.month
    elif which in {"last", "past"}:
        year -= month >= published.month
    elif which != "this":
        year += (month < published.month) if ahead else -(month > published.month)
    if not w.part("m2"):
        return part_of(month_span(year, month), w.part("part"))
    last = month_of(w, "m2")
    first = year - (last > published.month and not ahead and year == published.year)
    return DateSpan(date(first, month, 1), month_span(first + (last < month), last).end)


def _partial_day(w: DateWords, published: date, ahead: bool) -> DateSpan | None:
    month, number = month_of(w), int(w.part("d"))
    for step in range(9):
        year = published.year + (step if ahead else 1 - step)
        try:
            first = date(year, month, number)
        except ValueError:
            continue
        if (first < published) if ahead else (first > published + timedelta(_AHEAD_DAYS)):
            continue
        last_month = month_of(w, "m2") if w.part("m2") else month
        return DateSpan(first, date(year + (last_month < month), last_month, int(w.part("d2") or number)))
    return None


def _weekday(w: DateWords, published: date, ahead: bool) -> DateSpan:
    number, which = _WEEKDAYS[w.part("wd")[:3]], w.part("which")
    if w.part("week"):
        monday = published - timedelta(published.weekday())
        return day(monday + timedelta(number + {"last": -7, "this": 0, "next": 7}[w.part("week")]))
    back = (published.weekday() - number) % 7
    if which == "next" or (ahead and which not in {"last", "past"}):
        return day(published + timedelta(-back % 7 or (7 if which == "next" else 0)))
    return day(published - timedelta(7 if which in {"last", "past"} and not back else back))


def _named(w: DateWords, published: date, ahead: bool) -> DateSpan:
    first = {"yesterday": -1, "overnight": -1, "tomorrow": 1}.get(w.part("word"), 0)
    return DateSpan(
        published + timedelta(first), published + timedelta(max(first, 0) if w.part("word") == "overnight" else first)
    )


def _that(w: DateWords, published: date, ahead: bool) -> DateSpan:
    """`last year` and a garbled `past year` are the year before; `the past year` is the twelve months up to publication."""
    unit, which = w.part("unit"), w.part("which")
    if w.part("the") and which in {"past", "last"} and unit in {"week", "month", "year"}:
        return DateSpan(shifted(published, -1, unit), published)
    step = {"last": -1, "past": -1, "next": 1}.get(which, 0)
    return part_of(_around(published, step, unit), w.part("part") if unit in {"month", "year"} else "")


def _around(pivot: date, step: int, unit: str) -> DateSpan:
    """The day, week, month, quarter, year or season that lies `step` of them from the pivot's."""
    if unit == "year":
        return year_span(pivot.year + step)
    if unit == "month":
        moved = shifted(pivot, step, "month")
        return month_span(moved.year, moved.month)
    if unit == "quarter":
        first = shifted(pivot.replace(month=(pivot.month - 1) // 3 * 3 + 1, day=1), step * 3, "month")
        return DateSpan(first, month_span(first.year, first.month + 2).end)
    if unit == "week":
        monday = pivot - timedelta(pivot.weekday() - 7 * step)
        return DateSpan(monday, monday + timedelta(6))
    if unit == "day":
        return day(pivot + timedelta(step))
    spans = [season_span(unit, pivot.year + n) for n in (-2, -1, 0, 1, 2)]
    if step < 0:
        return [s for s in spans if s.end and s.end < pivot][-1]
    return next(s for s in spans if s.end and s.end >= pivot and (step == 0 or (s.start and s.start > pivot)))


def _ago(w: DateWords, published: date, ahead: bool) -> DateSpan | None:
    number, unit, about = number_of(w), w.part("unit"), w.part("about")
    if number is None:
        return None
    then = shifted(published, -number, unit)
    if about in {"more than", "over", "at least", "just over"}:
        return DateSpan(None, then)
    if about in {"less than", "fewer than", "under"}:
        return DateSpan(then, published)
    if unit == "week":
        return DateSpan(then - timedelta(3), then + timedelta(3))
    return _around(then, 0, unit)


def _past(w: DateWords, published: date, ahead: bool) -> DateSpan:
    number = number_of(w)
    if number is None:
        return _recent(w, published, ahead)
    return DateSpan(shifted(published, -number, w.part("unit")), published)


def _recent(w: DateWords, published: date, ahead: bool) -> DateSpan:
    return DateSpan(shifted(published, -_RECENT[w.part("unit")], w.part("unit")), published)


def _anchored(w: DateWords, anchor: DateSpan | None) -> DateSpan | None:
    """Counted from the anchor, which must be as precise as the unit: a day (or a few) for days and weeks, a month for months."""
    if anchor is None or anchor.start is None or anchor.end is None:
        return None
    unit = w.part("unit") or w.part("that") or "day"
    if (anchor.end - anchor.start).days > {"day": 0, "week": 6, "month": 30, "year": 365}[unit]:
        return None
    if w.part("wd"):
        on = (_WEEKDAYS[w.part("wd")[:3]] - anchor.start.weekday()) % 7
        moves = {"following": on or 7, "next": on or 7, "previous": on - 7, "preceding": on - 7}
        return day(anchor.start + timedelta(moves.get(w.part("which"), on)))
    if w.rule == "same":
        return _around(
            anchor.start, {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(w.part("which"), 0), unit
        )
    number = number_of(w)
    if number is None or w.part("about") in {
        "more than",
        "less than",
        "fewer than",
        "over",
        "under",
        "at least",
        "just over",
    }:
        return None
    step = -number if w.part("way") in {"earlier", "beforehand", "before", "before that"} else number
    if unit in {"day", "week"}:
        return DateSpan(shifted(anchor.start, step, unit), shifted(anchor.end, step, unit))
    return _around(shifted(anchor.start, step, unit), 0, unit)


_RELATIVE: dict[str, Callable[[DateWords, date, bool], DateSpan | None]] = {
    "partial": _partial,
    "weekday": _weekday,
    "named": _named,
    "that": _that,
    "past": _past,
    "recent": _recent,
    "ago": _ago,
}
