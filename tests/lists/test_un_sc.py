"""The UN Security Council Consolidated List: what is read, how sure its dates are, and what stops the reading."""

from __future__ import annotations

import html
from datetime import date
from pathlib import Path

import pytest

from offing.errors import MalformedSource, UnreadField
from offing.lists import un_sc
from offing.lists.contract import ListReading, read_list
from offing.lists.formats.un_xml import limited_measure, un_day
from offing.records.dates import parse_span
from tests.lists.golden import check_golden, excerpt_files
from tests.shared import shared

FORM = un_sc.DATASET.forms[0]


def reading(path: Path) -> ListReading:
    return read_list(un_sc, FORM, {"CONSOLIDATED.XML": path})


@pytest.fixture(scope="module")
def excerpt() -> ListReading:
    return read_list(un_sc, FORM, excerpt_files("un_sc"))


def edited(tmp_path: Path, old: str, new: str) -> Path:
    text = excerpt_files("un_sc")["CONSOLIDATED.XML"].read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "consolidated.xml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_golden(excerpt: ListReading) -> None:
    check_golden("un_sc.xml", excerpt.entities, excerpt.log)


def test_quotes_stand_in_the_file(excerpt: ListReading) -> None:
    text = html.unescape(excerpt_files("un_sc")["CONSOLIDATED.XML"].read_text(encoding="utf-8"))
    missing = [part for e in excerpt.entities for part in e.place.quote.split(" · ") if f">{part}<" not in text]
    assert missing == []
    lines = text.splitlines()
    tags = [lines[int(e.place.at.split()[1]) - 1].strip() for e in excerpt.entities]
    assert tags == [e.place.at.split()[2] for e in excerpt.entities]


def test_an_imo_number_of_a_firm_is_not_a_ships(excerpt: ListReading) -> None:
    omm = next(e for e in excerpt.entities if e.entry == "KPe.020")
    assert (omm.schema, omm.ids("imoCompany"), omm.ids("imoNumber")) == ("Organization", ("1790183",), ())


MEASURES = [
    # programme, comments, limited to, why
    ("DPRK", "Owned by X. IMO number: 5571322.", None, "the usual case: nothing said, the regime freezes"),
    (
        "GB",
        "Listed pursuant to paragraph 4 of resolution 2048 (2012)",
        "Travel ban",
        "Guinea-Bissau never had a freeze",
    ),
    (
        "Libya",
        "Listed pursuant to paragraph 15 of resolution 1970 (Travel Ban).",
        "Travel ban",
        "paragraph 17 not applied",
    ),
    (
        "Libya",
        "Listed pursuant to paragraph 15 of resolution 1970 (Travel\n   Ban).",
        "Travel ban",
        "2018 wraps its lines",
    ),
    (
        "Libya",
        "paragraph 15 of resolution 1970 (Travel Ban). Listed on 17 March 2011 pursuant to paragraph 17 (Asset Freeze).",
        None,
        "the freeze came later and is said in the same comments",
    ),
    ("Libya", "paragraphs 15 and 17 of resolution 1970 (Travel Ban, Asset Freeze)", None, "both at once"),
    (
        "Yemen",
        "paragraph 14 of resolution 2216 (2015) (targeted arms embargo).",
        "Targeted arms embargo",
        "the Houthis",
    ),
    ("Al-Qaida", None, None, "no comments at all"),
]


@pytest.mark.parametrize(("programme", "comments", "limited", "why"), MEASURES)
def test_a_travel_ban_is_not_a_freeze(programme: str, comments: str | None, limited: str | None, why: str) -> None:
    assert limited_measure(programme, comments) == limited, why


BIRTHS = [
    # the element's children, (value, note), why
    ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1944-10-13</DATE>", ("1944-10-13", ""), "a day"),
    ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR>", ("1971", ""), "a year stays a year"),
    ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1963</YEAR>", ("1963", "approximately"), "doubt is kept"),
    (
        "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1968</FROM_YEAR><TO_YEAR>1973</TO_YEAR>",
        ("1968/1973", "between"),
        "two years make one interval",
    ),
    ("<TYPE_OF_DATE/><NOTE>30-35 years old</NOTE>", None, "a note without a date is a note"),
    ("<TYPE_OF_DATE/>", None, "an empty element is silence"),
]


@pytest.mark.parametrize(("children", "expected", "why"), BIRTHS)
def test_birth_dates(tmp_path: Path, children: str, expected: tuple[str, str] | None, why: str) -> None:
    old = "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE>\n        <DATE>1944-10-13</DATE>"
    person = next(e for e in reading(edited(tmp_path, old, children)).entities if e.schema == "Person")
    assert [(s.value, s.note) for s in person.statements if s.prop == "birthDate"] == (
        [expected] if expected else []
    ), why


def test_listing_days_keep_their_calendar_day() -> None:
    assert un_day("2015-04-14-04:00") == parse_span("2015-04-14")


BROKEN = [
    # old, new, error, part of the message, why
    ("<SORT_KEY/>", "<EYES>brown</EYES>", UnreadField, "<EYES>", "a new tag in a record"),
    ("dateGenerated=", 'edition="2" dateGenerated=', UnreadField, "@edition", "a new attribute of the file"),
    ("<INDIVIDUALS>", "<VESSELS/><INDIVIDUALS>", UnreadField, "<VESSELS>", "a new section beside the known ones"),
    ("<QUALITY>Good<", "<QUALITY>Fair<", UnreadField, "Fair", "a new alias quality"),
    (">2009-07-16<", ">16 July 2009<", UnreadField, "16 July 2009", "a date in a form never seen"),
    (">EXACT<", ">GUESSED<", UnreadField, "GUESSED", "a new kind of birth date"),
    (
        "<REFERENCE_NUMBER>KPi.001</REFERENCE_NUMBER>",
        "",
        UnreadField,
        "reference number",
        "an entry without an identity",
    ),
    (">KPe.020<", ">KPi.001<", MalformedSource, "stand twice", "two entries under one reference"),
    (
        "arms &amp; related",
        "arms & related",
        MalformedSource,
        "line 55",
        "a raw ampersand, as published on 16 October 2024",
    ),
    ("</CONSOLIDATED_LIST>", "", MalformedSource, "not well-formed", "a file cut short"),
    ("<CONSOLIDATED_LIST", '<!DOCTYPE x [<!ENTITY e "e">]><CONSOLIDATED_LIST', None, "document type", "an entity bomb"),
]


@pytest.mark.parametrize(("old", "new", "error", "says", "why"), BROKEN)
def test_what_stops_the_reading(
    tmp_path: Path, old: str, new: str, error: type[Exception] | None, says: str, why: str
) -> None:
    from offing.errors import UnsafeInput

    with pytest.raises(error or UnsafeInput) as caught:
        reading(edited(tmp_path, old, new))
    assert says in str(caught.value), why


REAL = [
    # file, published, individuals and entities, under less than a freeze
    ("consolidated_2018-06-07.xml", date(2018, 6, 7), 693, 405),
    ("consolidated_2018-10-29.xml", date(2018, 10, 29), 703, 390),
    ("consolidated_2020-11-25.xml", date(2020, 11, 24), 713, 305),
    ("consolidated_2026-02-27.xml", date(2026, 2, 27), 730, 273),
]


@pytest.mark.parametrize(("name", "published", "people", "entities"), REAL)
def test_real_copies_are_read_to_the_last_tag(name: str, published: date, people: int, entities: int) -> None:
    found = reading(shared("lists", "un", name))
    assert (found.log.published, found.log.entries) == (published, people + entities)
    assert found.log.notes == [f"{people} individuals and {entities} entities"]
    assert sum(e.schema == "Person" for e in found.entities) == people
    dprk = [e for e in found.entities if e.listings[0].programs == ("DPRK",)]
    assert len(dprk) == 155, "the DPRK regime has had 155 entries in every copy since 2018"
    assert {listing.rung for e in dprk for listing in e.listings} == {"asset_freeze"}
    assert all(listing.since and listing.since.is_day for e in found.entities for listing in e.listings)
    for text in (value for e in found.entities for value in e.values("birthDate")):
        parse_span(text)


def test_real_copy_of_2026_in_figures() -> None:
    found = reading(shared("lists", "un", "consolidated_2026-02-27.xml"))
    limited = [e.entry for e in found.entities if e.listings[0].rung == "sectoral"]
    assert len([r for r in limited if r.startswith("GBi.")]) == 10
    assert [r for r in limited if not r.startswith("GBi.")] == [
        "LYi.001", "LYi.002", "LYi.003", "LYi.004", "LYi.005", "YEe.001",
    ]  # fmt: skip
    assert sum(1 for e in found.entities if e.ids("imoCompany")) == 16
    assert not any(e.ids("imoNumber") for e in found.entities), "ships are on another list"


def test_the_feed_of_16_october_2024_is_refused_with_its_line() -> None:
    with pytest.raises(MalformedSource, match="line 39788"):
        reading(shared("lists", "un", "consolidated_2024-10-16_malformed.xml"))
