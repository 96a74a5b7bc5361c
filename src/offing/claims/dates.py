"""What the dates of prose come to ("last July", "on Thursday", "22nd March, 2019", "two weeks later"), as spans of days.

Relative ones are read against the day of publication; without one they come to nothing. Conventions, for words that bound a
time only roughly: early, mid and late are thirds; seasons are the northern ones; "recent" days, weeks, months and years are the
last 14 days, 8 weeks, 6 months and 5 years; "two weeks ago" is that day give or take three days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from offing.claims.date_words import NUMBERS, DateWords
from offing.records.dates import DateSpan, day

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_WEEKDAYS = {name: n for n, name in enumerate("mon tue wed thu fri sat sun".split())}
_AHEAD_DAYS = 3
"""A day and month this far after publication is this year's all the same: pages are dated by their own clock."""
_RECENT = {"day": 14, "week": 8, "month": 6, "year": 5}
_YEAR_PARTS = {
    "early": (1, 4), "mid": (5, 8), "middle": (5, 8), "late": (9, 12), "end": (12, 12), "beginning": (1, 1), "start": (1, 1),
    "first half": (1, 6), "second half": (7, 12), "latter half": (7, 12), "earlier": (1, 12), "later": (1, 12),
}  # fmt: skip
_MONTH_PARTS = {
    "early": (1, 10), "mid": (11, 20), "middle": (11, 20), "late": (21, 31), "end": (21, 31), "beginning": (1, 10),
    "start": (1, 10), "first half": (1, 15), "second half": (16, 31),
    "latter half": (16, 31), "earlier": (1, 31), "later": (1, 31),
}  # fmt: skip


def span_of(
    words: DateWords, published: date | None, *, ahead: bool = False, anchor: DateSpan | None = None
) -> DateSpan | None:
    """What the words come to, or None. `ahead` reads them of the time to come ("will sail on Friday"); `anchor` is the date told
    before, for "two weeks later". Days that no calendar has give None."""
    try:
        if words.form == "absolute":
            return _ABSOLUTE[words.rule](words, published)
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
    spans = [span_of(words, date(pivot.start.year + n, 12, 31)) for n in (-1, 0, 1)]
    found = [s for s in spans if s and s.start]
    best = min(
        found, key=lambda s: abs(((s.start or pivot.start or date.max) - (pivot.start or date.min)).days), default=None
    )
    return best if best and best.start and abs((best.start - pivot.start).days) <= 183 else None


def month_span(year: int, month: int) -> DateSpan:
    return DateSpan(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_span(year: int) -> DateSpan:
    return DateSpan(date(year, 1, 1), date(year, 12, 31))


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


def _month(words: DateWords, name: str = "m") -> int:
    return _MONTHS[words.part(name)[:3]]


def _year(words: DateWords, name: str = "y") -> int:
    return int(words.part(name))


def _part_of(span: DateSpan, part: str) -> DateSpan:
    """The third, half or edge of a month or a year that a word names."""
    if not part or not span.start or not span.end:
        return span
    if (span.end - span.start).days > 40:
        first, last = _YEAR_PARTS[part]
        return DateSpan(span.start.replace(month=first), month_span(span.start.year, last).end)
    first, last = _MONTH_PARTS[part]
    return DateSpan(span.start.replace(day=first), span.end.replace(day=min(last, span.end.day)))


def _season(name: str, year: int) -> DateSpan:
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    return DateSpan(date(year, first, 1), (month_span(year + 1, 2) if first == 12 else month_span(year, first + 2)).end)


def _full(w: DateWords, published: date | None) -> DateSpan:
    first = date(_year(w), _month(w), int(w.part("d")))
    return DateSpan(
        first, date(first.year, _month(w, "m2") if w.part("m2") else first.month, int(w.part("d2") or first.day))
    )


def _slash(w: DateWords, published: date | None) -> DateSpan | None:
    """Only where one order of day and month is possible."""
    a, b = int(w.part("a")), int(w.part("b"))
    if a == b or a > 12:
        return day(date(_year(w), b, a))
    return day(date(_year(w), a, b)) if b > 12 else None


def _part(w: DateWords, published: date | None) -> DateSpan:
    if w.part("season"):
        return _season(w.part("season"), _year(w))
    return _part_of(month_span(_year(w), _month(w)) if w.part("m") else year_span(_year(w)), w.part("part"))


def _quarter(w: DateWords, published: date | None) -> DateSpan | None:
    told = w.part("n")
    number = int(told) if told.isdigit() else {"first": 1, "second": 2, "third": 3}.get(told, 4)
    size = 6 if w.part("half") else 3
    if not w.part("y") and published is None:
        return None
    year = int(w.part("y")) if w.part("y") else published.year if published else 0
    if not w.part("y") and published and (number - 1) * size + 1 > published.month:
        year -= 1
    return DateSpan(date(year, (number - 1) * size + 1, 1), month_span(year, number * size).end)


def _months(w: DateWords, published: date | None) -> DateSpan:
    first = month_span(int(w.part("y2") or w.part("y")), _month(w)).start
    return DateSpan(first, month_span(_year(w), _month(w, "m2")).end)


def _years(w: DateWords, published: date | None) -> DateSpan:
    first, last = _year(w), w.part("y2")
    return DateSpan(date(first, 1, 1), date(int(last) if len(last) == 4 else first // 100 * 100 + int(last), 12, 31))


def _partial(w: DateWords, published: date, ahead: bool) -> DateSpan | None:
    """A month, or a day of it, without its year: the last one up to publication, or the next if it lies ahead."""
    if w.part("rel"):
        published = date(published.year + {"last": -1, "past": -1, "next": 1}.get(w.part("rel"), 0), 12, 31)
    if w.part("d"):
        return _partial_day(w, published, ahead and not w.part("rel"))
    month, which = _month(w), w.part("which").removeprefix("earlier ")
    year = published.year
    if which == "next":
        year += month <= published.month
    elif which in {"last", "past"}:
        year -= month >= published.month
    elif which != "this":
        year += (month < published.month) if ahead else -(month > published.month)
    if not w.part("m2"):
        return _part_of(month_span(year, month), w.part("part"))
    last = _month(w, "m2")
    first = year - (last > published.month and not ahead and year == published.year)
    return DateSpan(date(first, month, 1), month_span(first + (last < month), last).end)


def _partial_day(w: DateWords, published: date, ahead: bool) -> DateSpan | None:
    month, number = _month(w), int(w.part("d"))
    for step in range(9):
        year = published.year + (step if ahead else 1 - step)
        try:
            first = date(year, month, number)
        except ValueError:
            continue
        if (first < published) if ahead else (first > published + timedelta(_AHEAD_DAYS)):
            continue
        last_month = _month(w, "m2") if w.part("m2") else month
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
    return _part_of(_around(published, step, unit), w.part("part") if unit in {"month", "year"} else "")


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
    spans = [_season(unit, pivot.year + n) for n in (-2, -1, 0, 1, 2)]
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


_ABSOLUTE: dict[str, Callable[[DateWords, date | None], DateSpan | None]] = {
    "iso": lambda w, _: day(date(_year(w), int(w.part("m")), int(w.part("d")))),
    "slash": _slash,
    "full": _full,
    "part": _part,
    "quarter": _quarter,
    "months": _months,
    "my": lambda w, _: month_span(_year(w), _month(w)),
    "years": _years,
    "decade": lambda w, _: DateSpan(date(_year(w), 1, 1), date(_year(w) + 9, 12, 31)),
    "year": lambda w, _: year_span(_year(w)),
}
_RELATIVE: dict[str, Callable[[DateWords, date, bool], DateSpan | None]] = {
    "partial": _partial,
    "weekday": _weekday,
    "named": _named,
    "that": _that,
    "past": _past,
    "recent": _recent,
    "ago": _ago,
}
