"""What a list said on a day: dates printed, dates told by versions, and nothing that was only known later."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from sqlite3 import Connection

import pytest

from offing.index.keep import opened, versions
from offing.index.view import Standing, held_in_index, lent_dates, standings
from offing.records.dates import DateSpan, parse_span
from offing.records.entity import Listing
from tests.index.made import add, party, standing_of, told, view_of

FIRST, SECOND, THIRD = "2019-01-01", "2019-03-01", "2019-05-01"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    with opened(tmp_path / "index.db") as found:
        yield found


def fill(db: Connection, *presence: str, **kinds: str) -> None:
    """Three versions; each string names the entries in one: `always added`."""
    for day, entries in zip((FIRST, SECOND, THIRD), presence, strict=True):
        add(db, day, *(party(e, kinds.get(e, e)) for e in entries.split()))


UNDATED = [
    ("always", "2019-06-01", [("../2019-01-01", "")], "in the first version: listed by then, nobody knows since when"),
    ("always", "2018-06-01", [("../2019-01-01", "")], "before the first version: perhaps"),
    ("added", "2019-06-01", [("2019-01-02/2019-03-01", "")], "listed after the first version, by the second"),
    ("added", "2018-12-31", [], "not yet, and not told"),
    ("added", "2019-01-01", [], "on the day of a version without it"),
    ("removed", "2019-06-01", [("../2019-01-01", "2019-03-02/2019-05-01")], "gone after the second, by the third"),
    ("removed", "2019-05-01", [("../2019-01-01", "2019-03-02/2019-05-01")], "on the day that shows it"),
    ("removed", "2019-04-01", [("../2019-01-01", "")], "between them: only the third version tells, later"),
    ("removed", "2019-02-01", [("../2019-01-01", "")], "long before"),
    ("again", "2019-02-01", [("../2019-01-01", "")], "the end is not known yet"),
    ("again", "2019-03-15", [("../2019-01-01", "2019-01-02/2019-03-01"), ("2019-03-02/2019-05-01", "")], "perhaps back"),
    ("again", "2019-06-01", [("../2019-01-01", "2019-01-02/2019-03-01"), ("2019-03-02/2019-05-01", "")], "back"),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "as_of", "expected", "why"), UNDATED, ids=[f"{u[0]} on {u[1]}" for u in UNDATED])
def test_dates_told_by_versions(
    db: Connection, entry: str, as_of: str, expected: list[tuple[str, str]], why: str
) -> None:
    fill(db, "always removed again", "always added removed", "always added again")
    assert told(db, entry, as_of) == expected, why
    assert {s.basis for s in standing_of(db, entry, as_of)} <= {"the versions held"}


def test_a_changed_text_is_no_new_listing_and_is_read_as_it_stood(db: Connection) -> None:
    add(db, FIRST, party("1", "Old name"))
    add(db, SECOND, party("1", "New name"))
    for as_of, name in (
        ("2018-06-01", "Old name"),
        (FIRST, "Old name"),
        ("2019-02-28", "Old name"),
        (SECOND, "New name"),
    ):
        view = view_of(db, as_of)
        assert view.entity(0).caption == name
        assert told(db, "1", as_of) == [("../2019-01-01", "")]


def test_the_version_cited_is_the_one_of_the_day(db: Connection) -> None:
    fill(db, "always removed", "always removed", "always")
    for as_of, entry, version in (
        ("2019-04-01", "always", SECOND),
        ("2019-06-01", "always", THIRD),
        ("2018-01-01", "always", FIRST),
        ("2019-06-01", "removed", SECOND),
    ):
        view = view_of(db, as_of)
        assert view.held[view.by_entry["list", entry]].version.version == version
    later = view_of(db, "2019-02-01")
    assert later.held[later.by_entry["list", "always"]].at == "", (
        "a row number is a version's: none is told for another"
    )


PRINTED = [
    ("2017-06-01", "", "2019-06-01", [("2017-06-01", "")], "the list's own date"),
    ("2017-06-01", "2019-02-01", "2019-06-01", [("2017-06-01", "2019-02-01")], "and its own end"),
    ("2017-06-01", "2019-02-01", "2019-01-15", [("2017-06-01", "")], "an end after the day of the review is not told"),
    (
        "2017-06-01",
        "2019",
        "2019-06-01",
        [("2017-06-01", "2019")],
        "an end that may have come is told as it is printed",
    ),
    ("2019-02-01", "", "2019-01-15", [], "a beginning after the day of the review is not seen"),
    ("2019-02-01", "", "2019-02-01", [("2019-02-01", "")], "on its day it is"),
]


@pytest.mark.parametrize(("since", "until", "as_of", "expected", "why"), PRINTED, ids=[p[4] for p in PRINTED])
def test_printed_dates(
    db: Connection, since: str, until: str, as_of: str, expected: list[tuple[str, str]], why: str
) -> None:
    for day in (FIRST, SECOND, THIRD):
        add(db, day, party("1", "A", since=since, until=until))
    assert told(db, "1", as_of) == expected, why


def test_a_printed_date_does_not_bridge_the_time_off_the_list(db: Connection) -> None:
    add(db, FIRST, party("1", "A", since="2017-06-01"))
    add(db, SECOND, party("2", "B"))
    add(db, THIRD, party("1", "A", since="2017-06-01"), party("2", "B"))
    first, second = standing_of(db, "1", "2019-06-01")
    assert (str(first.since), str(first.until)) == ("2017-06-01", "2019-01-02/2019-03-01")
    assert (str(second.since), second.until) == ("2019-03-02/2019-05-01", None)
    gap = parse_span("2019-03-01")
    assert [s.on(gap) for s in (first, second)] == [False, False]


def test_the_date_of_a_second_listing_is_not_the_firsts(db: Connection) -> None:
    add(db, FIRST, party("1", "A", since="2017-06-01"))
    add(db, SECOND, party("2", "B"))
    add(db, THIRD, party("1", "A again", since="2019-04-20"), party("2", "B"))
    assert told(db, "1", "2019-06-01") == [("../2019-01-01", "2019-01-02/2019-03-01"), ("2019-04-20", "")]
    assert told(db, "1", "2019-04-01") == [("2017-06-01", "2019-01-02/2019-03-01"), ("2019-03-02/2019-05-01", "")], (
        "in the gap the words are the first listing's, as the second was not written yet"
    )
    assert view_of(db, "2019-04-01").entity(0).caption == "A"


def test_a_printed_end_after_the_entry_went_is_not_believed(db: Connection) -> None:
    add(db, FIRST, party("1", "A", since="2017-06-01", until="2025-01-01"), party("2", "B"))
    add(db, SECOND, party("2", "B"))
    assert told(db, "1", "2019-06-01") == [("2017-06-01", "2019-01-02/2019-03-01")]


def test_dates_lent_by_another_table(db: Connection) -> None:
    add(db, FIRST, party("1", "A"), party("2", "B"))
    (version,) = versions(db, "list")
    rows = [party("1", "A", since="2016-01-01"), party("1", "A", since="2018-01-01"), party("3", "C")]
    lent = lent_dates(rows, version)
    assert {k: x.since for k, x in lent.items()} == {("US", "1"): parse_span("2016-01-01")}
    assert lent["US", "1"].place == rows[0].place
    held = held_in_index(db, versions(db, "list"), date(2019, 6, 1))
    found = {h.entry: standings(h, party(h.entry, h.entry), lent)[0] for h in held}
    assert str(found["1"].since) == "2016-01-01"
    assert "bundled" in found["1"].basis
    assert str(found["2"].since) == "../2019-01-01"


def test_no_version_no_entries(db: Connection) -> None:
    assert held_in_index(db, [], date(2019, 1, 1)) == []


LISTED = Listing("US", "list", "1", "blocked")

TRUTH = [
    ("2019-03-21", "", "2019-03-21", True, "on its first day"),
    ("2019-03-21", "", "2019-03-20", False, "the day before"),
    ("2019-03-21", "", "2019", None, "some day of the year: before or after"),
    ("2019-03-21", "", "2018", False, "the year before"),
    ("2019-03-21", "", "2020", True, "the year after"),
    ("2019", "", "2019-06-01", None, "listed on some day of 2019"),
    ("2019", "", "2019-12-31", True, "by its last day, surely"),
    ("2019", "", "2018-12-31", False, "before all of it"),
    ("../2019", "", "2018-01-01", None, "listed by then, perhaps long before"),
    ("../2019", "", "2019-12-31", True, "surely by then"),
    ("", "", "1900-01-01", True, "no date known: the list is taken as it is"),
    ("2017", "2019-05-03", "2019-05-02", True, "the last day"),
    ("2017", "2019-05-03", "2019-05-03", False, "delisted on that day"),
    ("2017", "2019", "2019-06-01", None, "delisted on some day of 2019"),
    ("2017", "2019", "2019-12-31", False, "gone by its end"),
    ("2017", "2019", "2018-06-01", True, "before any of it"),
    ("2017", "2019-05-03", "2018/2020", None, "an event of which the time is not known"),
    ("2017", "2019-05-03", "2019-06-01/..", False, "an event after the end"),
    ("2017", "2019-05-03", "../2016", False, "an event before the beginning"),
    ("2017", "", "2018/..", True, "an event after the beginning, without an end"),
    ("2017", "", "../2018", None, "an event by some day"),
]


@pytest.mark.parametrize(
    ("since", "until", "when", "on", "why"), TRUTH, ids=[f"{t[0]}-{t[1]} on {t[2]}" for t in TRUTH]
)
def test_whether_it_stood(since: str, until: str, when: str, on: bool | None, why: str) -> None:
    standing = Standing(LISTED, parse_span(since) if since else None, parse_span(until) if until else None, "")
    moment = parse_span(when)
    assert standing.on(moment) is on, why
    if standing.began_after(moment) or standing.ended_before(moment):
        assert on is False, why
    if on is True:
        assert not standing.began_after(moment)
        assert not standing.ended_before(moment)


def test_when_nothing_is_known_of_the_event_only_an_undated_listing_stands() -> None:
    never = DateSpan(None, None)
    assert Standing(LISTED, parse_span("2019"), None, "").on(never) is None
    assert not Standing(LISTED, parse_span("2019"), None, "").began_after(never)
