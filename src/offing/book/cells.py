"""A cell's text → a date span, a number, a yes or no; or the reason why not. Days and months are never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from math import isfinite

from offing.records.dates import DateSpan, day, parse_span, parse_with

_SLASHED = re.compile(r"^(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})(?:[ T].*)?$")
_RANGE = re.compile(r"^(\d{4}(?:-\d{2}){0,2})\s*(?:-|–|—|to|until|till)\s*(\d{4}(?:-\d{2}){0,2})$", re.IGNORECASE)
_COMPACT = re.compile(r"^(19|20)\d{6}$")
_MONTH_NAMES = (
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%b %Y",
    "%B %Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "%Y年%m月",
    "%Y년 %m월 %d일",
    "%Y년 %m월",
)
_NUMBER = re.compile(
    r"(?:(?<=[A-Z]{3})|(?<![^\W_]))(?<![\d.,])"
    r"(?:\d{1,3}(?:[\s'’]\d{3})+(?![\s'’]?\d)(?:[.,]\d+)?|\d[\d.,]*(?<![.,])|[.,]\d+)(?:[eE][-+]?\d+)?(?!\d)"
)
"""One number with its marks. Digits that belong to a word (`m3`, `CO2`) are none; a currency code may touch it."""
_EXCEL_EPOCH = date(1899, 12, 30)
_BLANK = frozenset({"", "-", "--", "n/a", "na", "none", "null", "unknown", "tbc", "tba", "?", "nil"})
_WIDE = {0xFF0C: ",", 0xFF0E: ".", 0xFF0D: "-", 0x2212: "-", 0xFF05: "%"}
_FORMULA_ERRORS = frozenset({"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#spill!", "#calc!"})
_YES = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "да", "是", "예"})
_NO = frozenset({"no", "n", "false", "0", "nein", "non", "нет", "否", "아니오"})


def blank(text: str) -> bool:
    """Whether a cell says nothing (empty, `n/a`, `unknown` …)."""
    return text.strip().casefold() in _BLANK


def formula_error(text: str) -> bool:
    """Whether a cell holds a spreadsheet's error (`#REF!`) where a value should be."""
    return text.casefold() in _FORMULA_ERRORS


def day_first(texts: Sequence[str]) -> bool | None:
    """How a column writes slashed dates: True day first, False month first, None when its values do not tell or disagree."""
    first = second = False
    for text in texts:
        found = _SLASHED.match(text.strip())
        if found:
            first |= int(found[1]) > 12
            second |= int(found[3]) > 12
            if found[2] == "." and int(found[3]) <= 12:
                first = True
    return None if first == second else first


def read_date(text: str, order: bool | None) -> tuple[DateSpan, str]:
    """The span and a note ("" if none). `order` is `day_first` of the column. Raises ValueError when it is no date.

    `03/04/2018` in a column that does not tell the order becomes the span from one reading to the other, with a note.
    """
    text = text.strip()
    if found := _RANGE.match(text):
        text = f"{found[1]}/{found[2]}"
    try:
        return _point_or_span(text), ""
    except ValueError:
        pass
    slashed = _SLASHED.match(text)
    if slashed:
        return _slashed(int(slashed[1]), int(slashed[3]), int(slashed[4]), order)
    number = re.fullmatch(r"(\d{5})(?:\.\d+)?", text)
    if number and 20000 <= int(number[1]) <= 80000:
        counted = _EXCEL_EPOCH + timedelta(days=int(number[1]))
        return day(counted), f"read as a spreadsheet's day number: {counted.isoformat()}"
    return parse_with(text, *_MONTH_NAMES), ""


def _point_or_span(text: str) -> DateSpan:
    if _COMPACT.match(text):
        return parse_with(text, "%Y%m%d")
    return parse_span(re.sub(r"\.0+$", "", text) if re.fullmatch(r"\d{4}\.0+", text) else text)


def _slashed(a: int, b: int, year: int, order: bool | None) -> tuple[DateSpan, str]:
    if not 1000 <= year <= 2999:
        raise ValueError(f"year out of range: {year}")
    if order is None and (a > 12 or b > 12 or a == b):
        order = b <= 12
    if order is not None:
        if order is True and b > 12 >= a:  # this one value contradicts its column and can be read one way only
            order = False
        elif order is False and a > 12 >= b:
            order = True
        return day(date(year, b, a) if order else date(year, a, b)), ""
    low, high = sorted((date(year, a, b), date(year, b, a)))
    return DateSpan(low, high), f"day and month cannot be told apart: kept as {low.isoformat()} to {high.isoformat()}"


def read_number(text: str) -> float:
    """A number with thousands marks, a decimal comma, a currency, a unit or a percent sign; in brackets it is negative.

    Raises ValueError when there is none, or more than one (`10 to 20`): neither is chosen.
    """
    if len(text) < 16 and text.isascii() and text.isdigit():
        return float(text)
    text = text.translate(_WIDE).strip()
    found = list(_NUMBER.finditer(text))
    if len(found) != 1 or re.search(r"\d\s*[x×*]\s*\d", text, re.IGNORECASE):
        raise ValueError(f"not a number: {text!r}")
    before = text[: found[0].start()].rstrip()
    bare = re.sub(r"[\s'’]", "", found[0][0])
    if "," in bare and "." in bare:
        bare = bare.replace(",", "") if bare.rfind(".") > bare.rfind(",") else bare.replace(".", "").replace(",", ".")
    elif "," in bare:
        bare = bare.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", bare) else bare.replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", bare):
        bare = bare.replace(".", "")
    value = float(bare)
    if not isfinite(value):
        raise ValueError(f"not a number: {text!r}")
    bracketed = before.endswith("(") and text.endswith(")") and not before[:-1].strip(" $€£¥")
    minus = re.search(r"-\s*(?:[A-Z]{3}|[$€£¥])?$", before)
    return -value if bracketed or minus else value


def percent_scale(texts: Sequence[str]) -> float:
    """100 when a column of shares is written as fractions (all at most 1, one of them broken), else 1."""
    numbers = []
    for text in texts:
        if "%" in text:
            return 1.0
        try:
            numbers.append(read_number(text))
        except ValueError:
            continue
    fractions = bool(numbers) and all(0 <= n <= 1 for n in numbers) and any(0 < n < 1 for n in numbers)
    return 100.0 if fractions else 1.0


def read_yes_no(text: str) -> bool:
    """Raises ValueError when it is neither."""
    folded = text.strip().casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise ValueError(f"neither yes nor no: {text!r}")


def cell_text(value: object) -> str:
    """A workbook's cell as text: whole floats without `.0`, dates in ISO form, None as ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
