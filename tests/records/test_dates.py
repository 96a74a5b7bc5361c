"""Dates as intervals: what is parsed, what is refused, and that nothing is said more precisely than it was."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.records.dates import DateSpan, day, hull, in_words, iso, parse_span, parse_with

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> DateSpan:
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and start > end:
        start, end = end, start
    return DateSpan(start, end if start or end else draw(DAYS))


@given(spans())
def test_the_iso_form_reads_back_as_the_same_span(span: DateSpan) -> None:
    assert parse_span(iso(span)) == span
    assert parse_span(str(span)) == span


@given(spans(), DAYS)
def test_a_span_is_never_both_surely_by_and_surely_after_a_day(span: DateSpan, when: date) -> None:
    assert not (span.surely_by(when) and span.surely_after(when))
    if span.overlaps(day(when)):
        assert not span.surely_after(when)


@given(spans(), spans())
def test_overlap_is_mutual_and_a_hull_holds_its_parts(a: DateSpan, b: DateSpan) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    whole = hull([a, b])
    if whole is None:
        assert None in (a.start, b.start)
        assert None in (a.end, b.end)
    else:
        for part in (a, b):
            assert whole.overlaps(part)
            assert whole.start is None or (part.start is not None and whole.start <= part.start)
            assert whole.end is None or (part.end is not None and part.end <= whole.end)


PARSED = [
    ("2018", "2018-01-01", "2018-12-31", "a year is all of its days"),
    ("2018-02", "2018-02-01", "2018-02-28", "a month ends on its last day"),
    ("2020-02", "2020-02-01", "2020-02-29", "in a leap year too"),
    ("2018-07-04", "2018-07-04", "2018-07-04", "a day"),
    (" 2018-07-04 ", "2018-07-04", "2018-07-04", "blanks around it"),
    ("2018-07-04T23:59:59+09:00", "2018-07-04", "2018-07-04", "a time and a zone are dropped, the day is not moved"),
    ("2018-07-04 00:00:00", "2018-07-04", "2018-07-04", "what spreadsheets print"),
    ("2018-07-04Z", "2018-07-04", "2018-07-04", "an xs:date may have a zone"),
    ("2018-07-04+02:00", "2018-07-04", "2018-07-04", "or an offset"),
    ("2018-02/2018-05", "2018-02-01", "2018-05-31", "two months"),
    ("2018/2019", "2018-01-01", "2019-12-31", "two years"),
    ("../2018-05", None, "2018-05-31", "open at the start"),
    ("2018-05/..", "2018-05-01", None, "open at the end"),
    ("2018-05/", "2018-05-01", None, "ISO 8601 allows a blank end"),
]


@pytest.mark.parametrize(("text", "start", "end", "why"), PARSED, ids=[p[0] for p in PARSED])
def test_parse(text: str, start: str | None, end: str | None, why: str) -> None:
    expected = DateSpan(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
    assert parse_span(text) == expected, why


REFUSED = [
    ("", "nothing"),
    ("../..", "nothing on both sides"),
    ("2018-13", "no thirteenth month"),
    ("2018-02-30", "no such day"),
    ("18", "a year has four digits"),
    ("0018-07-04", "a year nobody meant"),
    ("9999-12-31", "a database's end of time is no date"),
    ("2018-05/2018-02", "ends before it starts"),
    ("2018/07/04", "three parts are not two dates"),
    ("2018 - 2019", "once read as 2018 alone, with 2019 lost"),
    ("2018-02 to 2018-05", "once read as February alone"),
    ("2018 Jul 4", "once read as all of 2018"),
    ("2018T", "a year has no time"),
    ("2018-07-04 or 05", "a second day behind the first"),
    ("2018-7-4", "digits missing"),
    ("２０１８", "full-width digits are not ISO"),
    ("4 July 2018", "words"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED, ids=[r[0] or "empty" for r in REFUSED])
def test_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=r"date|year|month|day|span"):
        pytest.fail(f"{parse_span(text)}: {why}")


def test_a_span_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        DateSpan(date(2019, 1, 2), date(2019, 1, 1))


FORMATS = [
    ("04/07/2018", ("%m/%d/%Y",), "2018-04-07", "a day"),
    ("4 Jul 2018", ("%d %b %Y", "%b %Y"), "2018-07-04", "the first that fits"),
    ("Jul 2018", ("%d %b %Y", "%b %Y"), "2018-07", "no day in the format, none in the answer"),
    ("July 2018", ("%B %Y",), "2018-07", "a month in full"),
    ("07/2018", ("%m/%Y",), "2018-07", "a month in digits"),
    ("2018", ("%Y",), "2018", "a year"),
]


@pytest.mark.parametrize(("text", "formats", "expected", "why"), FORMATS, ids=[f[0] for f in FORMATS])
def test_precision_follows_the_format(text: str, formats: tuple[str, ...], expected: str, why: str) -> None:
    assert iso(parse_with(text, *formats)) == expected, why


@pytest.mark.parametrize("text", ["04/07/0018", "31/31/2018", "", "soon"])
def test_no_format_fits(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|out of range"):
        parse_with(text, "%d/%m/%Y")


@given(DAYS)
def test_a_day_written_in_any_format_is_one_the_index_can_read_back(when: date) -> None:
    assert parse_span(iso(parse_with(f"{when.day}/{when.month}/{when.year:04}", "%d/%m/%Y"))) == day(when)


WORDS = [
    (None, "on an unknown date", "nothing known"),
    (DateSpan(None, None), "on an unknown date", "both ends open say no more"),
    (parse_span("2018-07-04"), "on 2018-07-04", "a day"),
    (parse_span("2018"), "in 2018", "a year"),
    (parse_span("2018-07"), "in 2018-07", "a month"),
    (parse_span("../2024-05-03"), "by 2024-05-03", "an end alone"),
    (parse_span("2024-05-03/.."), "from 2024-05-03", "a start alone"),
    (parse_span("2018-02/2018-05"), "between 2018-02 and 2018-05", "both"),
]


@pytest.mark.parametrize(("span", "expected", "why"), WORDS, ids=[w[2] for w in WORDS])
def test_in_words(span: DateSpan | None, expected: str, why: str) -> None:
    assert in_words(span) == expected, why


TRUTH = [
    ("2018", "2018-12-31", True, False, "the last day of it has come"),
    ("2018", "2018-12-30", False, False, "it may still come"),
    ("2018", "2017-12-31", False, True, "it cannot have come"),
    ("2018", "2018-01-01", False, False, "it may have come"),
    ("../2018", "2018-12-31", True, False, "whenever it began"),
    ("../2018", "1900-01-01", False, False, "an open start may lie before any day"),
    ("2018/..", "2999-12-31", False, False, "an open end may lie after any day"),
    ("2018/..", "2017-06-01", False, True, "but it did not start before"),
]


@pytest.mark.parametrize(("span", "when", "by", "after", "why"), TRUTH)
def test_surely(span: str, when: str, by: bool, after: bool, why: str) -> None:
    found, moment = parse_span(span), date.fromisoformat(when)
    assert (found.surely_by(moment), found.surely_after(moment)) == (by, after), why


def test_spans_that_touch_overlap_and_neighbours_do_not() -> None:
    first = DateSpan(date(2018, 1, 1), date(2018, 1, 31))
    assert first.overlaps(day(date(2018, 1, 31)))
    assert not first.overlaps(day(date(2018, 1, 31) + timedelta(days=1)))
    assert hull([]) is None
    assert hull([parse_span("2018/.."), parse_span("../2019")]) is None
