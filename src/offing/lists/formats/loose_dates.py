"""Dates as people type them into a list of their own: ISO first, then day and month in either order where it shows."""

from __future__ import annotations

import re
from datetime import date

from offing.records.dates import DateSpan, day, hull, parse_span, parse_with

_NUMERIC = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_WORDED = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y", "%b %d, %Y", "%B %Y", "%b %Y")

EXPECTED = "a year, month, day or interval such as 2018, 2018-07, 2018-07-04, 2018-02/2018-05"


def loose_span(text: str) -> tuple[DateSpan | None, str]:
    """The span, and what was doubtful: "" where nothing was.

    `21/03/2019` and `03/21/2019` can only be one day each. `03/04/2019` is two: the span from one to the other, with
    a doubt; with dots the day comes first. None, with what was expected, for what is no date.
    """
    text = text.strip()
    try:
        return parse_span(text), ""
    except ValueError:
        pass
    try:
        return parse_with(text, *_WORDED), ""
    except ValueError:
        pass
    if found := _YEAR_FIRST.fullmatch(text):
        one = _day(found[1], found[2], found[3])
        return one, "" if one else EXPECTED
    if found := _NUMERIC.fullmatch(text):
        readings = [_day(found[4], found[3], found[1])]
        if found[2] != ".":
            readings.append(_day(found[4], found[1], found[3]))
        days = sorted({r for r in readings if r})
        if days:
            doubt = "" if len(days) == 1 else f"the day written {days[0]} or {days[1]}, whichever is meant"
            return hull(days), doubt
    return None, EXPECTED


def _day(year: str, month: str, day_of_month: str) -> DateSpan | None:
    try:
        return day(date(int(year), int(month), int(day_of_month)))
    except ValueError:
        return None
