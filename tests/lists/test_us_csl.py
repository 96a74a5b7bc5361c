"""The US Consolidated Screening List: an excerpt of our own and the real file of April 2022."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest

from offing.errors import MalformedSource, UnreadField
from offing.lists import us_csl
from offing.lists.contract import ListReading, read_list
from tests.lists.golden import check_golden, excerpt_files
from tests.shared import shared

FORM = us_csl.DATASET.forms[0]


def read(path: Path) -> ListReading:
    return read_list(us_csl, FORM, {"CONSOLIDATED.CSV": path})


def excerpt() -> Path:
    return excerpt_files("us_csl")["CONSOLIDATED.CSV"]


def test_golden() -> None:
    reading = read(excerpt())
    check_golden("us_csl.csv", reading.entities, reading.log)


STANDING = [
    ("26243", "blocked", "None", "Dalian Haibo, by the SDN List; OFAC's rows have no date here"),
    ("17018-SDN", "blocked", "None", "one bank, two lists, two standings"),
    ("17018-SSI", "sectoral", "None", "one bank, two lists, two standings"),
    ("4398d33e9e93c7477af39f1e0bfffc13ddd47bcc", "sectoral", "2022-04-07", "an Entity List row is export control"),
    ("0000000000000000000000000000000000000001", "sectoral", "None", "a start date in the year 97 is no date"),
]


@pytest.mark.parametrize(("entry", "rung", "since", "why"), STANDING, ids=[row[0][:12] for row in STANDING])
def test_each_row_stands_as_its_own_list_says(entry: str, rung: str, since: str, why: str) -> None:
    listing = next(e for e in read(excerpt()).entities if e.entry == entry).listings[0]
    assert (listing.rung, str(listing.since)) == (rung, since), why


def test_export_control_says_that_it_does_not_block() -> None:
    listings = [x for e in read(excerpt()).entities for x in e.listings if "Industry and Security" in x.legal_basis]
    assert len(listings) == 2
    assert all("not blocked by that fact" in x.measure for x in listings)


def test_a_state_of_the_union_is_not_a_country() -> None:
    denied = next(e for e in read(excerpt()).entities if e.caption == "EXAMPLE EXPORTS OF OFFING")
    assert (denied.values("address"), denied.values("country")) == (("1 EXAMPLE STREET, SAN DIEGO, CA",), ())


SPOILT = [
    ("a new column", ",ids\n", ",ids,risk\n", UnreadField, "risk"),
    ("a new list", "(ISN)", "(NEW)", UnreadField, "source list"),
    ("a new type", ",Vessel,", ",Submarine,", UnreadField, "Submarine"),
    ("a row cut short", ",http://bit.ly/1iwxiF0,\n", "\n", MalformedSource, "fields"),
]


@pytest.mark.parametrize(("case", "old", "new", "error", "says"), SPOILT, ids=[row[0] for row in SPOILT])
def test_a_changed_file_is_refused(
    case: str, old: str, new: str, error: type[Exception], says: str, tmp_path: Path
) -> None:
    text = excerpt().read_text(encoding="utf-8")
    assert old in text, case
    path = tmp_path / "consolidated.csv"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(error, match=says):
        read(path)


def test_the_real_file(tmp_path: Path) -> None:
    """14,160 records in 14,166 lines: one is the header, and five line breaks stand inside cells."""
    path = tmp_path / "consolidated.csv"
    path.write_bytes(gzip.decompress(shared("lists", "us_csl", "consolidated_2022-04.csv.gz").read_bytes()))
    reading = read(path)
    text = path.read_bytes().decode("utf-8-sig")
    assert (len(reading.entities), reading.log.entries) == (14160, 14160)
    assert Counter(x.rung for e in reading.entities for x in e.listings) == {"blocked": 10026, "sectoral": 4134}
    at = 0
    for entity in reading.entities:
        at = text.find(entity.place.quote, at)
        assert at >= 0, f"the quote of {entity.entry} does not stand in the file, in order"
    assert {e.schema for e in reading.entities if e.ids("imoNumber")} == {"Vessel"}
    assert reading.log.ignored == {"start_date that is not a date": 3}
