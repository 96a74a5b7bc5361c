"""Numbers of ships and firms: told apart, checked, folded however they are typed, and not found where they are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.records.identifiers import (
    fold_code,
    fold_imo,
    fold_mmsi,
    imo_check_digit_ok,
    imo_company_check_ok,
    imos_in_text,
    lei_ok,
    mid_of,
)

SHIP_NUMBERS = [
    ("9569633", True, "a real ship"),
    ("9569683", True, "a real ship one stroke from the other"),
    ("9524475", True, "a real ship"),
    ("9524476", False, "its last digit changed"),
    ("0000000", False, "no number begins with 0"),
    ("956963", False, "six digits"),
    ("95696330", False, "eight digits"),
    ("", False, "nothing"),
    ("956963X", False, "a letter"),
]


@pytest.mark.parametrize(("digits", "ok", "why"), SHIP_NUMBERS, ids=[s[0] or "empty" for s in SHIP_NUMBERS])
def test_check_digit_of_a_ship(digits: str, ok: bool, why: str) -> None:
    assert imo_check_digit_ok(digits) is ok, why


@given(st.integers(100000, 999999))
def test_one_last_digit_in_ten_fits(stem: int) -> None:
    assert sum(imo_check_digit_ok(f"{stem}{d}") for d in range(10)) == 1
    assert sum(imo_company_check_ok(f"{stem}{d}") for d in range(10)) <= 1


@pytest.mark.parametrize("digits", ["1790183", "5342883"])
def test_check_digit_of_a_company(digits: str) -> None:
    assert imo_company_check_ok(digits)
    assert not imo_company_check_ok(digits[:-1] + str((int(digits[-1]) + 1) % 10))
    assert not imo_company_check_ok(digits[:-1])


FOLDED = [
    ("IMO 9524475", "9524475", "with the letters"),
    ("imo no. 9524475", "9524475", "with `no.`"),
    ("IMO:9524475", "9524475", "colon"),
    ("IMO9524475", "9524475", "no space"),
    ("IMO Number 9524475", "9524475", "number in full"),
    ("9524475.0", "9524475", "a spreadsheet's float"),
    (" 9524475 ", "9524475", "blanks"),
    ("９５２４４７５", "9524475", "full-width digits are the same digits"),
    ("٩٥٢٤٤٧٥", "9524475", "Arabic digits too"),
    ("9524476", "9524476", "a wrong check digit is kept, to be shown"),
    ("95244750", None, "eight digits"),
    ("952447", None, "six digits"),
    ("IMO 95244750", None, "eight digits behind the letters"),
    ("unknown", None, "words"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("text", "digits", "why"), FOLDED, ids=[f[0] or "empty" for f in FOLDED])
def test_fold_imo(text: str, digits: str | None, why: str) -> None:
    assert fold_imo(text) == digits, why


IN_TEXT = [
    ("FREIGHT MV X IMO 9569633 JUNE", ("9569633",), "named"),
    ("IMO NO: 9524476", ("9524476",), "named, though its check digit is wrong: shown, not dropped"),
    ("船舶IMO9569633", ("9569633",), "letters of another script before it"),
    ("IMO_9569633", ("9569633",), "underscore, as in file names"),
    ("ＩＭＯ 9569633 / ９５６９６８３", ("9569633", "9569683"), "full-width letters and digits"),
    ("MV DAHONG STAR 9569633", ("9569633",), "bare, the check digit fits"),
    ("9569633, 9569683", ("9569633", "9569683"), "a list"),
    ("ships 9569633 9569683", ("9569633", "9569683"), "a list without commas"),
    ("9569633 and IMO 9569633", ("9569633",), "once"),
    ("MV X 9524476", (), "bare, the check digit does not fit"),
    ("dated 20180704 and 2018-07-04", (), "dates"),
    ("USD 9569633", (), "an amount"),
    ("USD9569633.00", (), "an amount with cents"),
    ("9569633 EUR", (), "the currency behind"),
    ("$9569633", (), "a currency sign"),
    ("amount: 9569633", (), "an amount in words"),
    ("9569633 MT of coal", (), "tonnes"),
    ("9,569,633", (), "thousands marks"),
    ("9569633,50", (), "a decimal comma"),
    ("A/C 9569633", (), "an account"),
    ("acct no. 9569633", (), "an account"),
    ("12345678 9569633", (), "the second group of an account"),
    ("IBAN DE89 3704 0044 0532 9569633", (), "the last group of an IBAN"),
    ("tel +86 411 9569633", (), "a phone number in groups"),
    ("+86-411-9569633", (), "a phone number with dashes"),
    ("Tel: 9569633", (), "a local phone number"),
    ("invoice no 9569633", (), "an invoice"),
    ("INV9569633", (), "part of a reference"),
    ("9569633/18", (), "part of a reference"),
    ("", (), "nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers", "why"), IN_TEXT, ids=[t[0] or "empty" for t in IN_TEXT])
def test_numbers_in_text(text: str, numbers: tuple[str, ...], why: str) -> None:
    assert imos_in_text(text) == numbers, why


@given(st.text())
def test_any_text_is_searched_without_error_and_gives_seven_ascii_digits(text: str) -> None:
    for found in imos_in_text(text):
        assert len(found) == 7
        assert found.isascii()
        assert found.isdigit()


@pytest.mark.parametrize(
    ("text", "folded", "mid"),
    [
        ("445123456", "445123456", "445"),
        ("445 123 456", "445123456", "445"),
        ("445123456.0", "445123456", "445"),
        ("４４５１２３４５６", "445123456", "445"),
        ("970123456", "970123456", None),
        ("012345678", "012345678", None),
        ("44512345", None, None),
        ("", None, None),
    ],
)
def test_mmsi(text: str, folded: str | None, mid: str | None) -> None:
    assert fold_mmsi(text) == folded
    assert mid_of(folded or "") == mid


def test_codes() -> None:
    assert fold_code("h s-b_7.a") == "HSB7A"
    assert lei_ok("5493001KJTIIGC8Y1R12"), "the example of ISO 17442"
    assert lei_ok("5493 001k-jtii-gc8y-1r12"), "blanks, dashes and case do not count"
    assert not lei_ok("5493001KJTIIGC8Y1R13"), "one digit off"
    assert not lei_ok("5493001KJTIIGC8Y1R")
    assert not lei_ok("")
