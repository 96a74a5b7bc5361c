"""Numbers that a text gives: IMO numbers, sums of money, quantities of goods, lengths and sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from offing.claims.found import Found
from offing.records.identifiers import imo_check_digit_ok

_FIGURE = r"\d{1,3}(?:[,\u2009\xa0 ]\d{3}){1,4}(?:\.\d{1,3})?|\d{1,9}(?:[.,]\d{1,3})?"
_SPELLED = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|half a"
)
_POWER = r"(?:thousand|million|billion|trillion|mn|bn|m|k)"
_UNIT = (
    r"tonnes?|tons?|metric tonnes?|metric tons?|(?:deadweight|gross) (?:tonnes?|tons?)|MT|mt|dwt|DWT|TEUs?|kt"
    r"|barrels(?: (?:per|a) day)?|barrel|bpd|b/d|bbls?|bls?|litres?|liters?|gallons?"
    r"|cubic (?:metres|meters|feet)|[Kk]ilos?|[Kk]ilograms?|kgs?|[Pp]ounds?|lbs?"
    r"|(?:cardboard |plastic )?"
    r"(?:bottles|boxes|crates|cartons|bags|containers|bricks|pallets|drums|packages|sacks|truckloads|shiploads|rounds)"
)

_SHARE = r"%|[ \xa0-]?per ?cent\b|[ \xa0]pct\b"
_LENGTH = r"[ \xa0-]?(?:km|kms|kilomet(?:er|re)s?|nautical miles?|miles?|nm|NM)\b"
_CODES = (
    r"USD|EUR|GBP|CNY|RMB|JPY|KRW|RUB|SGD|AED|DKK|NOK|SEK|CHF|CAD|AUD|NZD|HKD|TWD|TRY|INR|PKR|MYR|IDR|THB|VND|ZAR|NGN|SAR|QAR|"
    r"KWD|PLN|UAH"
)


@cache
def _imo() -> re.Pattern[str]:
    return re.compile(
        r"\bIMO(?:s|[ \xa0]?(?:ship )?(?:[Ii]dentification )?(?:[Nn]o\.?|[Nn]umber|№|#))?[\s\xa0:#.]{0,3}(\d{7})(?!\d)"
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(r"(?<=[(\[])(\d{7})(?=[)\]])")


@cache
def _money() -> re.Pattern[str]:
    before = rf"(?:US ?|HK|NT|[SAC])?[$€£¥₩₽₹]|(?:{_CODES}|RM|Rs\.?|kr)"
    after = (
        rf"(?:US |U\.S\. |Hong Kong |Swiss |Australian |Singapore |Canadian )?(?:dollars?|euros?|yuan|won|yen|roubles?|rubles?"
        rf"|{_CODES}|dirhams?|rupees?|rials?|riyals?|dinars?|krone|kroner|kronor|ringgit|baht|rupiah|lira|liras|francs?|pesos?|naira|rand|"
        r"shekels?|hryvnias?|zlotys?|dong)"
    )
    return re.compile(
        rf"(?<![\w$])(?:{before})[ \xa0]?(?:{_FIGURE}|(?<=[ \xa0])(?:{_SPELLED}))"
        rf"(?:[ \xa0-]?{_POWER}\b)?(?:[ \xa0](?:USD|US dollars))?"
        rf"|(?<![\w.,$€£])(?:{_FIGURE}|{_SPELLED}|hundreds of|tens of|several)(?:[ \xa0]{_POWER}s?(?: of)?)?[ \xa0]{after}(?!\w)"
        rf"|\b(?:millions|billions|hundreds of millions|tens of millions) of (?:US |U\.S\. )?(?:dollars|euros)\b"
    )


@cache
def _quantity() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,$€£])(?:{_FIGURE}|{_SPELLED}|(?:(?:tens|hundreds) of )?(?:hundreds|thousands|millions) of|a million|several)"
        rf"(?:[ \xa0-]?{_POWER}\b)?[ \xa0-]?(?:{_UNIT})(?![\w/])"
        rf"|(?<![\w.,$€£])(?:{_FIGURE})(?:{_SHARE}|{_LENGTH})(?![\w-])"
    )


_CURRENCY = re.compile(
    rf"[$€£¥₩₽₹]|{_CODES}|\b(?:RM|Rs|kr)\b|dollar|euro|yuan|won|yen|r(?:o)?uble|dirham|rupee|ri(?:y)?al|dinar|kron[eo]|ringgit|"
    r"baht|rupiah|lira|franc|peso|naira|rand|shekel|hryvnia|zloty|dong"
)


def figures(text: str) -> Iterator[Found]:
    """IMO numbers (`value` the seven digits, whether or not their check digit holds), money, quantities."""
    for found in _imo().finditer(text):
        yield Found(found.start(), found.end(), "imo", "imo", value=found[1], tier=0)
    for found in _bare().finditer(text):
        if imo_check_digit_ok(found[1]):
            yield Found(found.start(1), found.end(1), "imo", "imo-bare", value=found[1], tier=0)
    if _CURRENCY.search(text):
        for found in _money().finditer(text):
            yield Found(found.start(), found.end(), "money", "money", value=_plain(found[0]), tier=0)
    for found in _quantity().finditer(text):
        yield Found(found.start(), found.end(), "quantity", "quantity", value=_plain(found[0]), tier=0)


def _plain(said: str) -> str:
    return " ".join(said.replace("\xa0", " ").replace("-", " ").split())
