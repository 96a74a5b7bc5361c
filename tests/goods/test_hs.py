"""HS codes as books write them, and what a table's pattern holds."""

from __future__ import annotations

import pytest

from offing.goods.hs import covers, read_hs


@pytest.mark.parametrize(
    ("cell", "codes", "why"),
    [
        ("2701", ("2701",), "a heading"),
        ("27", ("27",), "a chapter"),
        ("2701.12", ("270112",), "a subheading with a dot"),
        ("2701 12 90 00", ("2701129000",), "a national line with blanks"),
        ("HS 2208.60", ("220860",), "the letters before it are no part"),
        ("HS code: 0303.54", ("030354",), "two words before it"),
        ("ex 2208 60", ("220860",), "ex, as tariffs write a part of a heading"),
        ("2701; 2702", ("2701", "2702"), "two in a cell"),
        ("2701/2701", ("2701",), "one code twice"),
        ("2601111000", ("2601111000",), "ten digits, as China writes them"),
        ("", (), "a blank cell is no problem"),
        (" ; ", (), "nor are marks alone"),
    ],
)
def test_codes_are_read(cell: str, codes: tuple[str, ...], why: str) -> None:
    told = read_hs(cell)
    assert (told.codes, told.problems) == (codes, ()), why


@pytest.mark.parametrize(
    ("cell", "says", "why"),
    [
        ("ABC", "digits are expected", "letters"),
        ("7", "too short", "one digit names no chapter"),
        ("303.54", "even number", "a spreadsheet took the leading nought: not put back in silence"),
        ("2701.1", "even number", "or the last one"),
        ("7701", "in no chapter", "chapter 77 is kept free"),
        ("0001", "in no chapter", "there is no chapter 00"),
        ("27011200000000000", "too long", "a number that is something else"),
        ("٢٧٠١", "digits are expected", "digits of another script are not guessed"),
        ("27O1", "digits are expected", "a letter O"),
    ],
)
def test_what_is_no_code_is_told(cell: str, says: str, why: str) -> None:
    told = read_hs(cell)
    assert told.codes == (), why
    assert says in told.problems[0], why


def test_the_good_part_of_a_cell_is_kept() -> None:
    told = read_hs("2701; coal")
    assert told.codes == ("2701",)
    assert len(told.problems) == 1


@pytest.mark.parametrize(
    ("pattern", "code", "held", "why"),
    [
        ("2701", "270112", True, "a subheading of the heading"),
        ("2701", "2702", False, "another heading"),
        ("2701", "27", None, "a chapter alone does not tell"),
        ("50-63", "6204", True, "within a run of chapters"),
        ("50-63", "64", False, "after it"),
        ("50-63", "4901", False, "before it"),
        ("1603-1605", "160554", True, "within a run of headings"),
        ("1603-1605", "16", None, "a chapter that holds some of them"),
        ("1603-1605", "1602", False, "a heading before"),
        ("7201-7229", "73", False, "a chapter that holds none"),
        ("*", "0101", True, "any goods"),
    ],
)
def test_what_a_pattern_holds(pattern: str, code: str, held: bool | None, why: str) -> None:
    assert covers(pattern, code) is held, why
