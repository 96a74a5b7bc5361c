"""Which of a report's mentions are one word each, and by which mask."""

from __future__ import annotations

from collections.abc import Iterable

from offing.claims.model import Mention
from offing.syntax.nations import adjective

_MASKS = {"vessel": "VESSEL", "company": "COMPANY", "agency": "AGENCY", "person": "PERSON", "country": "COUNTRY",
          "place": "PLACE", "facility": "FACILITY", "goods": "GOODS", "date": "DATE", "money": "AMOUNT",
          "quantity": "AMOUNT", "imo": "IMO", "list": "LIST"}  # fmt: skip


def names_of(mentions: Iterable[Mention]) -> list[tuple[int, int, str]]:
    """(start, end, mask) of the names, in order, the longest of those that overlap; pointers and groups are words."""
    found = sorted((m.start, -m.end, _mask(m)) for m in mentions if not m.nominal and m.end > m.start)
    out: list[tuple[int, int, str]] = []
    for start, end, mask in found:
        if not out or start >= out[-1][1]:
            out.append((start, -end, mask))
    return out


def _mask(mention: Mention) -> str:
    return "NATION" if mention.label == "country" and adjective(mention.text) else _MASKS[mention.label]
