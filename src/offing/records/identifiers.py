"""Numbers that name ships and firms, told apart and checked, never repaired.

Check digits: IMO Resolution A.1117(30) for ships; ISO 17442 (ISO 7064 MOD 97-10) for LEI; ITU-R M.585 for MMSI.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import decimal

_IMO = re.compile(r"(?<!\d)(?:IMO)?[\s:#.\-]*(?:NO|NUMBER|NR)?[\s:#.\-]*(\d{7})(?!\d)", re.IGNORECASE)
_IMO_IN_TEXT = re.compile(r"(?<![A-Z])IMO[\s:#._\-]*(?:NO|NUMBER|NR|№)?[\s:#._\-]*(\d{7})(?!\d)", re.IGNORECASE)
_SEVEN = re.compile(r"(?<![A-Za-z\d.,/+\-])(\d{7})(?![A-Za-z\d/\-]|[.,]\d)")
_CURRENCY = r"(?:USD|EUR|GBP|CNY|RMB|JPY|KRW|KPW|RUB|SGD|HKD|AED|INR|CHF|TWD|MYR|US\$|[$€£¥₩₽])"
_OTHER_BEFORE = re.compile(
    rf"(?:{_CURRENCY}|\b(?:A/?C|ACCT|ACCOUNT|IBAN|TEL|PHONE|FAX|MOB|MOBILE|INV|INVOICE|AMOUNT|SUM)\b\.?(?:\s*(?:NO|NR|NUMBER)\b\.?)?"
    r"|(?<!\d)(?:\d{1,6}|\d{8,}))[\s:#]*$",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(rf"\s*(?:{_CURRENCY}|(?:MTS?|KGS?|TONS?|TONNES?|LBS?|BBLS?|DOLLARS|EUROS?)\b)", re.IGNORECASE)
"""What tells a bare number of seven digits for an amount, a quantity, an account or a part of a phone number."""
_SPACED = re.compile(r"(?:IMO[\s:#.\-]*)?(\d{1,3}(?:[\s\u00a0,.]\d{2,3}){2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identifier:
    """One number of one kind (a FollowTheMoney property name; `imoCompany` for a company's IMO number).

    `value` is folded for comparison, `original` is as printed, `note` what the source adds (a country, "alt.").
    """

    kind: str
    value: str
    original: str = ""
    note: str = ""


def imo_check_digit_ok(digits: str) -> bool:
    """Seven digits whose last is the weighted sum of the first six (7…2) modulo 10: a *ship's* IMO number.

    15 of 136 company IMO numbers on the SDN list pass by chance, so passing does not make a number a ship's.
    """
    if not re.fullmatch(r"\d{7}", digits) or digits[0] == "0":
        return False
    return sum(int(d) * w for d, w in zip(digits[:6], range(7, 1, -1), strict=True)) % 10 == int(digits[6])


def imo_company_check_ok(digits: str) -> bool:
    """Seven digits with the check digit of a *company* IMO number: weights 8 6 4 2 9 7, (11 - sum mod 11) mod 10."""
    if not re.fullmatch(r"\d{7}", digits):
        return False
    total = sum(int(d) * w for d, w in zip(digits[:6], (8, 6, 4, 2, 9, 7), strict=True))
    return (11 - total % 11) % 10 == int(digits[6])


def _ascii_digits(text: str) -> str:
    """Full-width and other scripts' digits as 0 to 9, so that a number equals itself however it was typed."""
    return text if text.isascii() else "".join(str(decimal(c)) if c.isdecimal() else c for c in text)


def fold_imo(text: str) -> str | None:
    """The seven digits of `IMO 9524475`, `9524475.0`, `imo no. 9524475`; None when there are not exactly seven."""
    if len(text) == 7 and text.isascii() and text.isdigit():
        return text
    bare = re.sub(r"\.0+$", "", _ascii_digits(text).strip())
    found = _IMO.search(bare) or _SPACED.fullmatch(bare)
    return re.sub(r"\D", "", found[1]) if found else None


def imos_in_text(text: str) -> tuple[str, ...]:
    """Ship IMO numbers in running text: after the letters IMO always, bare seven digits only if the check digit fits
    and nothing beside them makes them an amount, a quantity, an account or a phone number.
    """
    text = _ascii_digits(text)
    named = _IMO_IN_TEXT.findall(text)
    bare = [
        found[1]
        for found in _SEVEN.finditer(text)
        if imo_check_digit_ok(found[1])
        and not _OTHER_BEFORE.search(text[max(0, found.start() - 40) : found.start()])
        and not _OTHER_AFTER.match(text, found.end())
    ]
    return tuple(dict.fromkeys([*named, *bare]))


def fold_mmsi(text: str) -> str | None:
    """Nine digits, or None."""
    if len(text) == 9 and text.isascii() and text.isdigit():
        return text
    digits = re.sub(r"\D", "", re.sub(r"\.0+$", "", _ascii_digits(text)))
    return digits if len(digits) == 9 else None


def mid_of(mmsi: str) -> str | None:
    """The maritime identification digits of a ship station's MMSI: its first three, when they can be a MID (2xx to 7xx)."""
    return mmsi[:3] if len(mmsi) == 9 and mmsi[0] in "234567" else None


def fold_code(text: str) -> str:
    """Letters and digits only, upper case: call signs, registration numbers, LEI, BIC."""
    return text.upper() if text.isascii() and text.isalnum() else re.sub(r"[\W_]+", "", text).upper()


def lei_ok(text: str) -> bool:
    """ISO 17442: twenty letters and digits, remainder 1 modulo 97."""
    code = fold_code(text)
    return bool(re.fullmatch(r"[A-Z0-9]{18}\d{2}", code)) and int("".join(str(int(c, 36)) for c in code)) % 97 == 1
