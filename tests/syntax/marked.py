"""Sentences with their names marked in them: `[V:Tantal]`."""

from __future__ import annotations

import re

_MARK = re.compile(r"\[([A-Z]):([^\]]*)\]")
_MASKS = {"V": "VESSEL", "O": "COMPANY", "A": "AGENCY", "P": "PERSON", "C": "COUNTRY", "L": "PLACE", "G": "GOODS", "D": "DATE",
          "Q": "AMOUNT", "I": "IMO"}  # fmt: skip


def read(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text, and its names with their masks."""
    text, at, names = "", 0, []
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        names.append((len(text), len(text) + len(found[2]), _MASKS[found[1]]))
        text += found[2]
        at = found.end()
    return text + marked[at:], names
