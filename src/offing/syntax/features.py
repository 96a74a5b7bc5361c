"""What the network is told of a word: the word itself, its end, its beginning and its shape, as rows of four tables."""

from __future__ import annotations

import re
from collections.abc import Mapping

from offing.syntax.nations import adjective

FACETS = ("word", "end", "begin", "shape")
UNKNOWN = 0
"""The row of what a table has not."""
MASKS = frozenset("VESSEL COMPANY AGENCY PERSON COUNTRY NATION PLACE FACILITY GOODS DATE AMOUNT IMO LIST".split())
_DIGIT = re.compile(r"\d")


def facets(text: str, mask: str) -> tuple[str, str, str, str]:
    """The four strings of a word; of a name only its mask counts."""
    if mask:
        mask = "NATION" if mask == "COUNTRY" and adjective(text) else mask
        shown = f"<{mask}>"
        return shown, shown, shown, shown
    low = _DIGIT.sub("0", text.lower())[:40].replace("’", "'").replace("“", '"').replace("”", '"')
    return low, low[-3:], low[:3], _shape(text)


def rows_of(text: str, mask: str, tables: tuple[Mapping[str, int], ...]) -> tuple[int, ...]:
    """The row of each facet in its table."""
    return tuple(t.get(f, UNKNOWN) for t, f in zip(tables, facets(text, mask), strict=True))


def _shape(text: str) -> str:
    """ "Xx", "xx", "XX", "Xx0": runs of capitals, small letters and digits, one sign each, at most five."""
    out = ""
    for letter in text[:24]:
        sign = "X" if letter.isupper() else "x" if letter.isalpha() else "0" if letter.isdigit() else letter
        if not out.endswith(sign) or len(text) < 3:
            out += sign
    return out[:5] + ("1" if len(text) == 1 else "")
