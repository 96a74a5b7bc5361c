"""The members of a group that a doing is told of: "<N1>, among them <V2> and <V3>", "<N1> (<V2>, <V3>)"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from offing.claims.doing_behind import Filled
from offing.claims.doing_items import Item, fits
from offing.claims.valency import Slot

_NAMES = {"N": "V", "K": "O"}
_LEAD = frozenset(
    ("including", "among them", "among which", "among these", "such as", "for instance", "for example", "namely", "notably",
     "like", "- among them", "- including", ":", "chief among them", "these being", "which include", "which included",
     "among others")
)  # fmt: skip
_LEADING = frozenset(lead.partition(" ")[0] for lead in _LEAD)


def with_members(s: Sequence[Item], filled: Filled, slots: Mapping[str, Slot]) -> Iterator[Filled]:
    """What is told of a group, told of the members that the sentence names."""
    for role, (first, last) in filled.items():
        names = _NAMES.get(s[last].letters)
        if names is None or first != last or not any(x.role == role and names in x.types for x in slots.values()):
            continue
        for at in _members(s, last, names):
            if (at, at) not in filled.values():
                yield {**filled, role: (at, at)}


def _members(s: Sequence[Item], k: int, names: str) -> Iterator[int]:
    if k + 1 < len(s) and s[k + 1].low == "(":
        j = k + 2
        while j < len(s) and s[j].low != ")":
            if fits(s[j], names) and s[j - 1].low in ("(", ",", "and", "the"):
                yield j
            j += 1
        return
    for j in range(k + 1, min(len(s), k + 45)):
        if s[j].low in (";", '"') or (
            s[j].letters[:1] in ("N", "K") and s[j].low == "" and s[j].letters == s[k].letters
        ):
            return
        if not _led(s, j):
            continue
        yield from _row(s, j, names)
        return


def _row(s: Sequence[Item], at: int, names: str) -> Iterator[int]:
    """The first names behind a place, without a comma before them, and those in a row with them."""
    j = at
    while j < len(s) and not s[j].letters:
        if s[j].low == ",":
            return
        j += 1
    while j < len(s) and fits(s[j], names):
        yield j
        j += 1
        while j < len(s) and s[j].low in (",", "and", "the", "or"):
            j += 1


def _led(s: Sequence[Item], j: int) -> bool:
    return s[j].low in _LEADING and any(" ".join(x.low for x in s[j : j + size]) in _LEAD for size in (1, 2, 3))
