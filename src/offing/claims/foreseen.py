"""Who is meant by "a Pakistani national" at the head of a text: the one person whom it names with an age afterwards; and which
ship by "a Russian freighter": the one that the next paragraph begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from offing.claims.model import Mention
from offing.claims.neuter import pointer
from offing.claims.ship_words import SHIP
from offing.claims.wording import HYPHEN, LOWER, SPACE, Words

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


def foreseen_ship(words: Words, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The ship of a lead: the only one that it tells of without a name, if the next paragraph begins with hers."""
    named = sorted((m for m in mentions if m.label == "vessel" and not m.nominal), key=lambda m: m.start)
    if not named or not _begins_paragraph(words, named[0]):
        return
    first = words.sentence(named[0].start)
    if first < 1 or (
        len(named) > 1 and words.plain[named[0].end : named[1].start] in (" and ", " and the ", ", ", ", the ")
    ):
        return
    lead = words.sentences[first - 1].paragraph
    found = []
    for i in range(words.at(named[0].start)):
        number = words.sentence(words.start(i))
        if number < 0 or words.sentences[number].paragraph != lead:
            continue
        low = words.low(i)
        if low in SHIP and words.shapes[i] == LOWER:
            found.append(i)
        elif low in _SHIPS_SAID:
            return
    if len(found) == 1 and (i := _article(words, found[0])) >= 0:
        yield pointer(words, i, found[0] + 1, "vessel", named[0].entity, "foreseen")


_SHIPS_SAID = frozenset("ships vessels tankers freighters carriers boats bulkers another second".split())
_OTHER = frozenset("another second third other further every any no".split())


def _begins_paragraph(words: Words, mention: Mention) -> bool:
    number = words.sentence(mention.start)
    if number < 1:
        return False
    k = words.at(mention.start)
    k -= words.low(k - 1) == "the"
    here, before = words.sentences[number], words.sentences[number - 1]
    return words.first(k) and here.paragraph != before.paragraph


def _article(words: Words, noun: int) -> int:
    """The place of the article of "a stateless cargo ship"; -1 if it has none, or if the noun goes on or is named."""
    if noun + 1 < len(words) and (
        words.gaps[noun + 1] == HYPHEN or words.is_titled(noun + 1) or words.low(noun + 1) in _GOES_ON
    ):
        return -1
    for i in range(noun - 1, max(-1, noun - 7), -1):
        low = words.low(i)
        if low in ("a", "an"):
            return i
        if low in _OTHER or words.gaps[i + 1] not in (SPACE, HYPHEN):
            return -1
    return -1


_GOES_ON = frozenset(
    "owner owners operator captain crew company registry manager agent broker fleet named called known chartered captains "
    "terminal cargo "
    "tracking line traffic movements".split()
)
