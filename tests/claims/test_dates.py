"""What dates in words come to, and which of them is a claim's: tables, each row with its reason."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.claims.date_words import date_words
from offing.claims.dates import span_of
from offing.claims.model import Dated
from offing.claims.sentences import sentences
from offing.claims.when import happened_of
from offing.records.dates import DateSpan
from tests.claims.named import document, mentions_in
from tests.claims.test_voice import marked


def table(name: str) -> list[dict[str, str]]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="|", quoting=csv.QUOTE_NONE))


WORDS, HAPPENINGS = table("dates.psv"), table("happenings.psv")


def first_span(text: str, published: date | None) -> DateSpan | None:
    found = date_words(text)
    return span_of(found[0], published) if found else None


@pytest.mark.parametrize("row", WORDS, ids=[f"{row['words']} {row['published']}" for row in WORDS])
def test_words_come_to_a_span(row: dict[str, str]) -> None:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    span = first_span(row["words"], published)
    assert (str(span) if span else "-") == row["span"], row["why"]


def happened(text: str, published: date | None = date(2019, 3, 22)) -> tuple[Dated | None, bool]:
    plain, start, end = marked(text)
    sentence = next(s for s in sentences(plain) if s.start <= start < s.end)
    return happened_of(document(plain, published), sentence, start, end, mentions_in(plain))


@pytest.mark.parametrize("row", HAPPENINGS, ids=[row["text"] for row in HAPPENINGS])
def test_a_claim_has_the_date_of_its_own_verb(row: dict[str, str]) -> None:
    dated, inherited = happened(row["text"])
    assert (str(dated.span) if dated else "-") == row["span"], row["why"]
    assert (dated.basis if dated else "") == row["basis"], row["why"]
    assert inherited == (row["inherited"] == "yes"), row["why"]


def test_without_a_day_of_publication_only_whole_dates_are_known() -> None:
    assert happened("[The tanker left Nampo on Thursday].", None) == (None, False)
    dated, _ = happened("[The tanker left Nampo on 4 May 2018].", None)
    assert dated is not None and str(dated.span) == "2018-05-04"


days = st.dates(date(1950, 1, 1), date(2080, 12, 31))
weekdays = st.sampled_from(["Monday", "last Friday", "next Tuesday", "yesterday", "this Thursday", "Sunday last week"])


@given(words=weekdays, published=days, weeks=st.integers(-500, 500))
def test_weekdays_move_with_publication_by_whole_weeks(words: str, published: date, weeks: int) -> None:
    here, there = first_span(words, published), first_span(words, published + timedelta(7 * weeks))
    assert here and there and here.start and there.start
    assert there.start - here.start == timedelta(7 * weeks)


@given(published=days)
def test_what_is_past_does_not_lie_ahead(published: date) -> None:
    for words in (
        "Monday",
        "last Friday",
        "last month",
        "last July",
        "yesterday",
        "last year",
        "in May",
        "two weeks ago",
    ):
        span = first_span(words, published)
        assert span is not None and span.start is not None and span.start <= published, words


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_written_out_is_that_day(day: date) -> None:
    month = day.strftime("%B")
    for words in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}.", day.isoformat()):
        assert first_span(words, None) == DateSpan(day, day), words


@given(text=st.text(alphabet="0123456789 -/.,MarchMondaylstweekyearinof", max_size=60), published=st.none() | days)
def test_any_words_give_a_span_or_none(text: str, published: date | None) -> None:
    for words in date_words(text):
        assert text[words.start : words.end].strip()
        span = span_of(words, published)
        assert span is None or span.start or span.end
