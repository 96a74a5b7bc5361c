"""Cells: every form of a date, a number, a yes; what is ambiguous stays so, what is none is refused."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.book.cells import blank, cell_text, day_first, percent_scale, read_date, read_number, read_yes_no
from offing.records.dates import iso

DATES = [
    ("2018", None, "2018", "", "a year"),
    ("2018.0", None, "2018", "", "a year that a spreadsheet made a float"),
    ("2018-07", None, "2018-07", "", "a month"),
    ("2018-07-04", None, "2018-07-04", "", "a day"),
    ("2018-02/2018-05", None, "2018-02/2018-05", "", "an interval"),
    ("2018 - 2019", None, "2018/2019", "", "an interval with a dash, once read as 2018 alone"),
    ("2018-02 to 2018-05", None, "2018-02/2018-05", "", "an interval in words"),
    ("2018-07-04T11:30:00Z", None, "2018-07-04", "", "ISO with a time"),
    ("2018-07-04 11:30:00", None, "2018-07-04", "", "a spreadsheet's time"),
    ("20180704", None, "2018-07-04", "", "eight digits"),
    ("43281", None, "2018-06-30", "day number", "a spreadsheet's day number"),
    ("43281.5", None, "2018-06-30", "day number", "and its hour"),
    ("4 Jul 2018", None, "2018-07-04", "", "an English month"),
    ("04-Jul-2018", None, "2018-07-04", "", "with dashes"),
    ("July 4, 2018", None, "2018-07-04", "", "as Americans write"),
    ("July 2018", None, "2018-07", "", "without a day"),
    ("2018/07/04", None, "2018-07-04", "", "year first"),
    ("31.12.2018", None, "2018-12-31", "", "no month 31"),
    ("12/31/2018", None, "2018-12-31", "", "no month 31 here either"),
    ("05/05/2018", None, "2018-05-05", "", "both readings are one day"),
    ("04/07/2018", True, "2018-07-04", "", "the column is day first"),
    ("04/07/2018", False, "2018-04-07", "", "the column is month first"),
    ("04/07/2018", None, "2018-04-07/2018-07-04", "cannot be told apart", "nothing tells: from one to the other"),
    ("31/12/2018", False, "2018-12-31", "", "one value that contradicts its column has one reading"),
    ("2018年7月4日", None, "2018-07-04", "", "Chinese"),
    ("2018년 7월 4일", None, "2018-07-04", "", "Korean"),
]


@pytest.mark.parametrize(("text", "order", "span", "note", "why"), DATES, ids=[f"{d[0]} {d[1]}" for d in DATES])
def test_date(text: str, order: bool | None, span: str, note: str, why: str) -> None:
    found, said = read_date(text, order)
    assert iso(found) == span, why
    assert note in said
    assert bool(said) == bool(note), why


@pytest.mark.parametrize(
    "text",
    ["31/31/2018", "30/02/2018", "soon", "2018-13", "04/07/18", "04/07/0018", "1", "99999999", "2018 approx", "2018-05/2018-02"],
)  # fmt: skip
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_date(text, None)


COLUMNS = [
    (["04/07/2018", "31/12/2018"], True, "a day above 12 tells"),
    (["04/07/2018", "12/31/2018"], False, "a month cannot be 31"),
    (["04/07/2018", "05/06/2018"], None, "nothing tells"),
    (["31/12/2018", "12/31/2018"], None, "the column disagrees with itself"),
    (["04.07.2018"], True, "dots are European"),
    (["2018-07-04", ""], None, "no slashed date at all"),
]


@pytest.mark.parametrize(("texts", "order", "why"), COLUMNS, ids=[c[2] for c in COLUMNS])
def test_day_first(texts: list[str], order: bool | None, why: str) -> None:
    assert day_first(texts) is order, why


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_slashed_date_is_never_read_as_a_day_it_cannot_be(when: date) -> None:
    span, _ = read_date(f"{when.day:02}/{when.month:02}/{when.year}", None)
    assert span.start is not None
    assert span.end is not None
    assert span.start <= when <= span.end


NUMBERS = [
    ("1,234.5", 1234.5, "thousands and decimals"),
    ("1.234,5", 1234.5, "the other way round"),
    ("1,234", 1234.0, "thousands"),
    ("1,5", 1.5, "a decimal comma"),
    ("1.234.567", 1234567.0, "two dots cannot be decimal"),
    ("1 234 567,50", 1234567.5, "blanks, also narrow ones"),
    ("1'234'567", 1234567.0, "Swiss"),
    ("USD 14,039", 14039.0, "a currency"),
    ("EUR 14,039", 14039.0, "a currency with an E in it, once refused as an exponent"),
    ("USD5000", 5000.0, "a currency without a blank"),
    ("$1,000", 1000.0, "a sign"),
    ("Rs. 5,000", 5000.0, "a dot of an abbreviation, once read as 5"),
    ("25 %", 25.0, "a share"),
    ("1,234.5 tonnes", 1234.5, "a unit with an E in it"),
    ("500 m3", 500.0, "a unit with a digit in it, once read as 5003"),
    ("1e3", 1000.0, "an exponent"),
    ("-5", -5.0, "minus"),
    ("−5", -5.0, "a typographer's minus"),
    ("USD -5", -5.0, "minus behind the currency"),
    ("-USD 5", -5.0, "minus before the currency"),
    ("(1,234.50)", -1234.5, "a bookkeeper's minus"),
    (".5", 0.5, "no leading zero"),
    ("１２，３４５", 12345.0, "full width"),
]


@pytest.mark.parametrize(("text", "value", "why"), NUMBERS, ids=[n[0] for n in NUMBERS])
def test_number(text: str, value: float, why: str) -> None:
    assert read_number(text) == value, why


NO_NUMBERS = [
    ("", "nothing"),
    ("abc", "words"),
    ("10 to 20", "a range, once read as 1020"),
    ("10-20", "a range"),
    ("5000 MT (2 holds)", "two numbers, once read as 50002"),
    ("2x500", "a product"),
    ("2018-07-04", "a date"),
    ("03/2005", "a month, once read as 32005"),
    ("12,345,6", "marks that fit no habit"),
    ("1e400", "beyond any number"),
    ("inf", "no number"),
    ("nan", "no number"),
]


@pytest.mark.parametrize(("text", "why"), NO_NUMBERS, ids=[n[0] or "empty" for n in NO_NUMBERS])
def test_no_number(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=r"number|float"):
        pytest.fail(f"{read_number(text)}: {why}")


@given(st.floats(-1e9, 1e9).map(lambda x: round(x, 2)))
def test_a_number_reads_back_from_any_usual_way_to_write_it(value: float) -> None:
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    for text in (f"{value:.2f}", english, german, f"USD {english}", f"{german} EUR", english.replace(",", "\u202f")):
        assert read_number(text) == pytest.approx(value, abs=0.005), text


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_a_value_error(text: str) -> None:
    for read in (read_number, read_yes_no, lambda t: read_date(t, None)):
        try:
            read(text)
        except (ValueError, OverflowError):
            continue


SHARES = [
    (["0.25", "0.5"], 100.0, "fractions"),
    (["0.25", "1"], 100.0, "a whole and a fraction"),
    (["1", "0"], 1.0, "no fraction among them"),
    (["0.25", "50"], 1.0, "a share above 1"),
    (["0.25 %", "0.5 %"], 1.0, "the sign says it"),
    (["", "n/a"], 1.0, "nothing"),
]


@pytest.mark.parametrize(("texts", "scale", "why"), SHARES, ids=[s[2] for s in SHARES])
def test_percent_scale(texts: list[str], scale: float, why: str) -> None:
    assert percent_scale(texts) == scale, why


@pytest.mark.parametrize(
    ("text", "flag"),
    [("YES", True), (" y ", True), ("1", True), ("да", True), ("No", False), ("0", False), ("нет", False)],
)
def test_yes_no(text: str, flag: bool) -> None:
    assert read_yes_no(text) is flag


def test_neither_yes_nor_no() -> None:
    with pytest.raises(ValueError, match="neither"):
        read_yes_no("maybe")


def test_cells_of_workbooks_as_text() -> None:
    assert [blank(t) for t in (" N/A ", "unknown", "0", "no")] == [True, True, False, False]
    values = (None, True, 9569633.0, 0.5, datetime(2018, 7, 4), datetime(2018, 7, 4, 11, 30), date(2018, 7, 4))  # noqa: DTZ001
    texts = ["", "yes", "9569633", "0.5", "2018-07-04", "2018-07-04 11:30:00", "2018-07-04"]
    assert [cell_text(v) for v in values] == texts
