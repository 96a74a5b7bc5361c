"""Dates that count from another ("three days later", "that month") and goods that are called goods only: they name nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from offing.claims.date_words import NUMBERS
from offing.claims.model import Mention

_UNIT = r"(?:hour|day|night|week|month|year|decade)s?"
_NUMBER = (
    rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)}|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"sixty|ninety|several|a few|few|many|some|dozens of)"
)
_COUNTED = re.compile(
    rf"(?:(?:less|more) than |about |around |nearly |almost |just |at least )?"
    rf"(?:(?:within|over|after|before|by|during) )?(?:the )?(?:(?:past |last )?{_NUMBER} )?{_UNIT}"
    r"(?: (?:later|earlier|after|before|since|prior))?"
)
_POINTED = re.compile(
    rf"(?:that|(?:the )?(?:same|next|previous|following)) (?:{_UNIT}|morning|afternoon|evening|weekend|quarter|spring|summer|"
    r"autumn|winter)|in (?:recent|the coming) [a-z]+"
)
_ANY = frozenset("goods cargo cargoes merchandise freight items products".split())


def unnamed(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, those that name no day and no ware of their own marked as pointing."""
    return (replace(m, nominal=True) if _points(m) else m for m in mentions)


def _points(m: Mention) -> bool:
    low = m.text.lower()
    if m.label == "date":
        return bool(_COUNTED.fullmatch(low) or _POINTED.fullmatch(low))
    return m.label == "goods" and low in _ANY
