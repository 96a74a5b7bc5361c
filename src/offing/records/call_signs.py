"""Whose a call sign is by its first characters, by the ITU's table of international series."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from offing.records.identifiers import fold_code

_ORDER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@cache
def _series() -> tuple[Mapping[str, str], tuple[tuple[str, str, str], ...]]:
    """First characters → code where two (or, for countries that hold a whole letter, fewer) decide; else the ranges."""
    text = files("offing.records").joinpath("call_signs.csv").read_text(encoding="utf-8")
    rows = tuple((r["first"], r["last"], r["code"]) for r in csv.DictReader(text.splitlines()))
    whole: dict[str, str] = {}
    for first, last, code in rows:
        if first[2] == "A" and last[2] == "Z":
            for second in _ORDER[_ORDER.index(first[1]) : _ORDER.index(last[1]) + 1]:
                whole[first[0] + second] = code
    return MappingProxyType(whole), rows


def call_sign_territory(call_sign: str) -> str:
    """The territory code of a ship's call sign (`9LYB` is `sl`); "" where the series is nobody's or the text is too short.

    An ITU member with dependencies holds one series for all of them: `Z` and `V` of the United Kingdom may be Gibraltar's.
    """
    sign = fold_code(call_sign)
    if len(sign) < 3 or not sign.isascii():
        return ""
    whole, rows = _series()
    if sign[:2] in whole:
        return whole[sign[:2]]
    return next((code for first, last, code in rows if first[:2] == sign[:2] and first[2] <= sign[2] <= last[2]), "")
