"""Dates told in full, or by their year, as spans of days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from offing.claims.date_words import DateWords
from offing.records.dates import DateSpan, day

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_YEAR_PARTS = {
    "early": (1, 4), "mid": (5, 8), "middle": (5, 8), "late": (9, 12), "end": (12, 12), "beginning": (1, 1), "start": (1, 1),
    "first half": (1, 6), "second half": (7, 12), "latter half": (7, 12), "earlier": (1, 12), "later": (1, 12),
}  # fmt: skip
_MONTH_PARTS = {
    "early": (1, 10), "mid": (11, 20), "middle": (11, 20), "late": (21, 31), "end": (21, 31), "beginning": (1, 10),
    "start": (1, 10), "first half": (1, 15), "second half": (16, 31),
    "latter half": (16, 31), "earlier": (1, 31), "later": (1, 31),
}  # fmt: skip


def month_span(year: int, month: int) -> DateSpan:
    return DateSpan(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_span(year: int) -> DateSpan:
    return DateSpan(date(year, 1, 1), date(year, 12, 31))


def month_of(words: DateWords, name: str = "m") -> int:
    return _MONTHS[words.part(name)[:3]]


def year_of(words: DateWords, name: str = "y") -> int:
    return int(words.part(name))


def part_of(span: DateSpan, part: str) -> DateSpan:
    """The third, half or edge of a month or a year that a word names."""
    if not part or not span.start or not span.end:
        return span
    if (span.end - span.start).days > 40:
        first, last = _YEAR_PARTS[part]
        return DateSpan(span.start.replace(month=first), month_span(span.start.year, last).end)
    first, last = _MONTH_PARTS[part]
    return DateSpan(span.start.replace(day=first), span.end.replace(day=min(last, span.end.day)))


def season_span(name: str, year: int) -> DateSpan:
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    return DateSpan(date(year, first, 1), (month_span(year + 1, 2) if first == 12 else month_span(year, first + 2)).end)


def _full(w: DateWords, published: date | None) -> DateSpan:
    first = date(year_of(w), month_of(w), int(w.part("d")))
    return DateSpan(
        first, date(first.year, month_of(w, "m2") if w.part("m2") else first.month, int(w.part("d2") or first.day))
    )


def _slash(w: DateWords, published: date | None) -> DateSpan | None:
    """Only where one order of day and month is possible."""
    a, b = int(w.part("a")), int(w.part("b"))
    if a == b or a > 12:
        return day(date(year_of(w), b, a))
    return day(date(year_of(w), a, b)) if b > 12 else None


def _part(w: DateWords, published: date | None) -> DateSpan:
    if w.part("season"):
        return season_span(w.part("season"), year_of(w))
    return part_of(month_span(year_of(w), month_of(w)) if w.part("m") else year_span(year_of(w)), w.part("part"))


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
    first = month_span(int(w.part("y2") or w.part("y")), month_of(w)).start
    return DateSpan(first, month_span(year_of(w), month_of(w, "m2")).end)


def _years(w: DateWords, published: date | None) -> DateSpan:
    first, last = year_of(w), w.part("y2")
    return DateSpan(date(first, 1, 1), date(int(last) if len(last) == 4 else first // 100 * 100 + int(last), 12, 31))


ABSOLUTE: dict[str, Callable[[DateWords, date | None], DateSpan | None]] = {
    "iso": lambda w, _: day(date(year_of(w), int(w.part("m")), int(w.part("d")))),
    "slash": _slash,
    "full": _full,
    "part": _part,
    "quarter": _quarter,
    "months": _months,
    "my": lambda w, _: month_span(year_of(w), month_of(w)),
    "years": _years,
    "decade": lambda w, _: DateSpan(date(year_of(w), 1, 1), date(year_of(w) + 9, 12, 31)),
    "year": lambda w, _: year_span(year_of(w)),
}
