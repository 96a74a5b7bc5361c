"""When a report was published: which of its dates is believed, what differs, and how each was told."""

from __future__ import annotations

from datetime import date

import pytest

from offing.claims.dated_lines import dated_line
from offing.claims.ingest import AS_GIVEN, read_report
from offing.claims.published import publication
from offing.claims.segments import segments

STORY = "The navy stopped the tanker on Friday morning and brought her into port, officials said."
LINES = [
    ("22nd March, 2019 09:05:40 printer", [("2019-03-22", "alone")], "a day with its ending, a time, a button"),
    ("Published: Sat, March 23, 2019", [("2019-03-23", "published")], "a weekday"),
    ("4 January 2018", [("2018-01-04", "alone")], "no more than a date"),
    ("Friday, February 2, 2024", [("2024-02-02", "alone")], "a press office"),
    ("Release Date: May 18, 2020", [("2020-05-18", "published")], "another"),
    (
        "Published 22 Mar 2019 | Updated 23 Mar 2019 10:00 GMT",
        [("2019-03-22", "published"), ("2019-03-23", "updated")],
        "both",
    ),
    ("Last updated: 3:15 PM EDT, Fri March 22, 2019", [("2019-03-22", "updated")], "a change only"),
    ("2019-03-22T10:00:00Z", [("2019-03-22", "alone")], "of a machine"),
    ("13.03.2019", [("2019-03-13", "alone")], "the day first, for there is no 13th month"),
    ("03/04/2019", [("2019-03-04/2019-04-03", "alone")], "either way round: the span holds both"),
    ("2019년 3월 22일", [("2019-03-22", "alone")], "Korean"),
    ("2019年3月22日", [("2019-03-22", "alone")], "Chinese"),
    ("March 2019", [("2019-03", "alone")], "a month"),
    ("31 February 2019", [], "there is no such day"),
    ("On March 21, 2019 the ship sailed", [], "prose"),
    ("May 4", [], "no year"),
    ("IMO 8125703", [], "a number"),
    ("2019-03-22 vessel 9000001", [], "a row of a table"),
]
TOLD = [
    ("Tanker held\n\n4 May 2018\n\n", "2018-05-04", [], 'date line "4 May 2018"', "a line of its own"),
    (
        "Tanker held\n\nBUSAN, May 4, 2018 (Reuters) - ",
        "2018-05-04",
        [],
        'dateline "BUSAN, May 4, 2018 (Reuters) -"',
        "in the dateline",
    ),
    (
        "Tanker held\n\nBy Ann Poe | May 4, 2018\n\n",
        "2018-05-04",
        [],
        'byline "By Ann Poe | May 4, 2018"',
        "beside the name",
    ),
    (
        "A tanker held | 2018-05-05 |\n\nA tanker held\n\n4 May 2018\n\n",
        "2018-05-04",
        ["2018-05-05"],
        "date line",
        "a conflict",
    ),
    (
        "Tanker held\n\nPublished: 4 May 2018\n\nUpdated: 6 May 2018\n\n",
        "2018-05-04",
        [],
        "published line",
        "a change is none",
    ),
    (
        "Tanker held\n\nUpdated: 6 May 2018\n\n",
        "2018-05-06",
        [],
        "line on the last change",
        "a change, for want of better",
    ),
    (
        "Tanker held\n\nMay 2018\n\n4 May 2018\n\n",
        "2018-05",
        [],
        "date line",
        "a month that holds the day is no conflict",
    ),
    (
        "SOURCE: https://example.org/2018/05/04/tanker\n\nTanker held\n\n",
        "2018-05-04",
        [],
        "address of the page",
        "an address",
    ),
    ("Tanker held\n\nMay 4\n\n", None, [], "", "no year is told and none is guessed"),
]
OUTLETS = [
    (f"Tanker held\n\nBUSAN (Reuters) - {STORY}", "Reuters", "the dateline"),
    (f"Tanker held\n\nBUSAN, May 4 (Yonhap) -- {STORY}", "Yonhap", "another"),
    (
        "Tanker held\n\nThe navy stopped the tanker, officials said, reports AFP. She lies at anchor.",
        "AFP",
        "the lead says so",
    ),
    (f"Tanker held\n\n{STORY}\n\n© 2018 Harbour Times. All rights reserved.", "Harbour Times", "who claims the rights"),
    (f"Tanker held\n\n{STORY}", "", "not told"),
]


@pytest.mark.parametrize(("line", "dates", "why"), LINES, ids=[x[-1] for x in LINES])
def test_a_line_that_is_there_to_tell_a_date(line: str, dates: list[tuple[str, str]], why: str) -> None:
    assert [(str(d.span), d.told) for d in dated_line(line)] == dates, why


@pytest.mark.parametrize(("head", "day", "conflicts", "basis", "why"), TOLD, ids=[t[-1] for t in TOLD])
def test_the_date_of_publication(head: str, day: str | None, conflicts: list[str], basis: str, why: str) -> None:
    text = f"{head}{STORY}\n\n{STORY}"
    told = publication(text, segments(text))
    assert (str(told.published.span) if told.published else None) == day, why
    assert [str(c.span) for c in told.conflicts] == conflicts
    if told.published:
        assert told.published.basis.startswith(basis)
        assert text[told.published.start : told.published.end].strip()


def test_a_date_within_the_article_is_not_that_of_publication() -> None:
    text = f"Tanker held\n\n{STORY}\n\nShe was built in Busan. On May 4, 2018 she sailed from there to the east.\n\n{STORY}"
    assert publication(text, segments(text)).published is None


@pytest.mark.parametrize(("text", "outlet", "why"), OUTLETS, ids=[o[-1] for o in OUTLETS])
def test_the_outlet_if_it_is_told(text: str, outlet: str, why: str) -> None:
    assert publication(text, segments(text)).outlet == outlet, why


GIVEN = [
    (STORY, "2019-03-25", "2019-03-25", [], "the report tells none"),
    (
        f"4 May 2018\n\n{STORY}",
        "2019-03-25",
        "2018-05-04",
        ["2019-03-25"],
        "what the report tells is believed, the other shown",
    ),
    (f"4 May 2018\n\n{STORY}", "2018-05-04", "2018-05-04", [], "the two agree"),
    (f"May 2018\n\n{STORY}", "2018-05-04", "2018-05", [], "a day within the month that is told"),
]


@pytest.mark.parametrize(("text", "given", "believed", "differ", "why"), GIVEN, ids=[g[4] for g in GIVEN])
def test_a_day_that_the_user_gives(text: str, given: str, believed: str, differ: list[str], why: str) -> None:
    document = read_report(text.encode(), "report.txt", published=date.fromisoformat(given))
    assert document.published is not None
    assert str(document.published.span) == believed, why
    assert [str(d.span) for d in document.conflicts] == differ, why
    assert (document.published.basis == AS_GIVEN) == (believed == given and text == STORY)
    assert document.text == text
