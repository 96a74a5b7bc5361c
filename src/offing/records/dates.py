"""A date as an interval: what a source says, no more precisely than it says it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{1,2}:?\d{2}.*|Z|[+-]\d{2}:?\d{2})?)?)?$", re.ASCII)
"""Only a day may carry a time or a zone: `2018 - 2019` is not the year 2018."""
_EARLIEST_YEAR, _LATEST_YEAR = 1000, 2999


@dataclass(frozen=True, slots=True, order=True)
class DateSpan:
    """Closed interval of days; a missing end is unknown or open.

    `DateSpan(2018-01-01, 2018-12-31)` is "some time in 2018" for an event and "all of 2018" for a period.
    """

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"a span cannot end ({self.end}) before it starts ({self.start})")

    def __str__(self) -> str:
        return iso(self)

    @property
    def is_day(self) -> bool:
        return self.start is not None and self.start == self.end

    def surely_by(self, day: date) -> bool:
        """The event has happened on or before `day`, whatever day of the span it was."""
        return self.end is not None and self.end <= day

    def surely_after(self, day: date) -> bool:
        """The event cannot have happened by `day`."""
        return self.start is not None and self.start > day

    def overlaps(self, other: DateSpan) -> bool:
        starts_in_time = self.start is None or other.end is None or self.start <= other.end
        return starts_in_time and (other.start is None or self.end is None or other.start <= self.end)


def day(value: date) -> DateSpan:
    """The span of a single day."""
    return DateSpan(value, value)


def hull(spans: list[DateSpan]) -> DateSpan | None:
    """The smallest span that holds all of `spans`; None for none, and where both its ends would be open."""
    starts = [s.start for s in spans]
    ends = [s.end for s in spans]
    start = None if None in starts else min((s for s in starts if s), default=None)
    end = None if None in ends else max((e for e in ends if e), default=None)
    return DateSpan(start, end) if start or end else None


def _point(text: str) -> DateSpan:
    found = _ISO.match(text)
    if not found:
        raise ValueError(f"not a date: {text!r}")
    year = int(found[1])
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise ValueError(f"year out of range: {text!r}")
    if found[2] is None:
        return DateSpan(date(year, 1, 1), date(year, 12, 31))
    month = int(found[2])
    if found[3] is None:
        return DateSpan(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return day(date(year, month, int(found[3])))


def parse_span(text: str) -> DateSpan:
    """`2018`, `2018-07`, `2018-07-04` (a time after it is dropped), or two of them as `a/b`; `../b` and `a/..` are open.

    Raises ValueError for anything else: a reader that knows its publisher's other formats converts first.
    """
    text = text.strip()
    if "/" not in text:
        return _point(text)
    first, _, last = text.partition("/")
    start = None if first.strip() in {"", ".."} else _point(first.strip()).start
    end = None if last.strip() in {"", ".."} else _point(last.strip()).end
    if start is None and end is None:
        raise ValueError(f"not a date: {text!r}")
    return DateSpan(start, end)


def parse_with(text: str, *formats: str) -> DateSpan:
    """The day, month or year that the first fitting strptime format gives: precision follows the format.

    Raises ValueError if none fits.
    """
    for pattern in formats:
        try:
            moment = datetime.strptime(text.strip(), pattern)  # noqa: DTZ007 - a calendar date has no zone
        except ValueError:
            continue
        if "%d" in pattern:
            return _point(moment.date().isoformat())
        return _point(moment.strftime("%Y-%m" if "%m" in pattern or "%b" in pattern or "%B" in pattern else "%Y"))
    raise ValueError(f"not a date in any of {', '.join(formats)}: {text!r}")


def iso(span: DateSpan) -> str:
    """The shortest ISO form that says the same: a year, a month, a day, or two of them as `a/b` (`..` where open)."""
    start, end = span.start, span.end
    if start is None or end is None:
        return f"{start.isoformat() if start else '..'}/{end.isoformat() if end else '..'}"
    if start == end:
        return start.isoformat()
    if start.day != 1 or end + timedelta(days=1) != _next_month(end):
        return f"{start.isoformat()}/{end.isoformat()}"
    pattern = "%Y" if start.month == 1 and end.month == 12 else "%Y-%m"
    first, last = (f"{d.year:04}" if pattern == "%Y" else f"{d.year:04}-{d.month:02}" for d in (start, end))
    return first if first == last else f"{first}/{last}"


def _next_month(value: date) -> date:
    return date(value.year + (value.month == 12), value.month % 12 + 1, 1)


def in_words(span: DateSpan | None) -> str:
    """How a sentence says the span: `on 2019-03-21`, `in 2018`, `by 2024-05-03`, `between … and …`, `on an unknown date`."""
    if span is None or (span.start is None and span.end is None):
        return "on an unknown date"
    if span.start is None and span.end is not None:
        return f"by {span.end.isoformat()}"
    if span.end is None and span.start is not None:
        return f"from {span.start.isoformat()}"
    text = iso(span)
    if span.is_day:
        return f"on {text}"
    return f"between {text.replace('/', ' and ')}" if "/" in text else f"in {text}"
