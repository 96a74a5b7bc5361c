"""Who is meant by "a Pakistani national" at the head of a text: the one person whom it names with an age afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from offing.claims.model import Mention
from offing.claims.neuter import pointer
from offing.claims.wording import LOWER, SPACE, Words

_PERSON = frozenset(
    "national citizen man woman businessman businesswoman resident shipowner trader broker captain smuggler executive".split()
)
_AGE = re.compile(r"(?: \([A-Za-z-]{2,20}\))?, \d\d(?=,|\.| )")
_FIRST = 4
"""Sentences of a text, headline and the like with them, in which one who is named later may be foreshadowed."""
_REACH = 4


def foreseen(words: Words, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Only where one person alone has an age, and is not named before."""
    named = [m for m in mentions if m.label == "person" and not m.nominal]
    aged = {m.entity for m in named if _AGE.match(words.plain, m.end, m.end + 32)}
    if len(aged) != 1:
        return
    entity = aged.pop()
    first = min(m.start for m in named if m.entity == entity)
    lands = {m.start: m.end for m in mentions if m.label in ("country", "place")}
    for i in range(len(words)):
        start = words.start(i)
        if start >= first or words.sentence(start) >= _FIRST:
            return
        if words.low(i) not in ("a", "an") or words.is_titled(i):
            continue
        k = i + 1
        while k < i + _REACH and k < len(words) and words.start(k) in lands:
            k = words.at(lands[words.start(k)])
        if k < len(words) and words.low(k) in _PERSON and words.shapes[k] == LOWER and words.gaps[k] == SPACE:
            yield pointer(words, i, k + 1, "person", entity, "foreseen")
            return
