"""How UK lists print dates, names and several values in one cell."""

from __future__ import annotations

import re

from offing.records.dates import DateSpan, parse_span

_DATE = re.compile(r"^(?:(?P<day>\d{1,2}|dd)/(?P<month>\d{1,2}|mm)/)?(?P<year>\d{4})(?: 00:00:00)?$", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*\((\d{1,2})\)\s*")
_UNKNOWN = {"", "00", "0", "dd", "mm"}

NAME_COLUMNS = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
"""Name 6 holds a person's last name or the whole name of a firm or ship, so it stands last."""


def uk_date(text: str) -> DateSpan:
    """`30/03/2018` is that day; `dd/07/1967` a month; `dd/mm/1967`, `00/00/1980` and `1967` a year, never 1 January.

    Raises ValueError for anything else, and for a day that the calendar does not have.
    """
    found = _DATE.match(text.strip())
    if not found:
        raise ValueError(f"not a UK date: {text!r}")
    day, month = ((found[part] or "").lower() for part in ("day", "month"))
    if month in _UNKNOWN:
        return parse_span(found["year"])
    if day in _UNKNOWN:
        return parse_span(f"{found['year']}-{month:0>2}")
    return parse_span(f"{found['year']}-{month:0>2}-{day:0>2}")


def numbered(text: str | None) -> tuple[str, ...]:
    """The values of a cell such as `(1) Russia (2) Cyprus`; a cell that does not count up from (1) stays whole."""
    if not text or not text.strip():
        return ()
    pieces = _NUMBERED.split(text.strip())
    counts, values = pieces[1::2], pieces[2::2]
    if (
        pieces[0]
        or [int(c) for c in counts] != list(range(1, len(counts) + 1))
        or not all(re.search(r"\w", v) for v in values)
    ):
        return (text.strip(),)
    return tuple(v.strip(" ;,") for v in values)
