"""Who is meant by "a Pakistani national" at the head of a text: the one person whom it names with an age afterwards; and which
ship by "a Russian freighter": the one that the next paragraph begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from offing.claims.model import Label, Mention
from offing.claims.neuter import pointer
from offing.claims.nouns_said import BETWEEN
from offing.claims.ship_words import SHIP
from offing.claims.wording import COMMA, HYPHEN, LOWER, SPACE, Words

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
    """The ship of a lead: the only one that it tells of without a name, if the next paragraph begins with hers, or one of the
    next two sentences tells of her alone."""
    named = sorted((m for m in mentions if m.label == "vessel" and not m.nominal), key=lambda m: m.start)
    yield from _foreseen(words, mentions, named, "vessel", SHIP, _SHIPS_SAID)


def foreseen_firm(words: Words, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The firm of a lead, likewise; it must be the next paragraph's first word."""
    named = sorted((m for m in mentions if m.label == "company" and not m.nominal), key=lambda m: m.start)
    yield from _foreseen(words, mentions, named, "company", _FIRM, _FIRMS_SAID)


def _foreseen(
    words: Words,
    mentions: Sequence[Mention],
    named: Sequence[Mention],
    label: Label,
    nouns: AbstractSet[str],
    several: AbstractSet[str],
) -> Iterator[Mention]:
    if not named:
        return
    first = words.sentence(named[0].start)
    begins = _begins_paragraph(words, named[0])
    if first < 1 or (
        len(named) > 1 and words.plain[named[0].end : named[1].start] in (" and ", " and the ", ", ", ", the ")
    ):
        return
    if not begins and not (_alone(words, named, first) if label == "vessel" else _begins(words, named[0])):
        return
    lead = words.sentences[first - 1].paragraph
    if not begins and lead != words.sentences[first].paragraph:
        return
    groups = [m for m in mentions if m.plural]
    found = []
    for i in range(words.at(named[0].start)):
        number = words.sentence(words.start(i))
        if number < 0 or words.sentences[number].paragraph != lead or (not begins and number < first - 2):
            continue
        low = words.low(i)
        if low == "ro" and words.low(i + 1) == "ro" and label == "vessel":
            found.append(i + 1)
        elif (low in nouns and words.shapes[i] == LOWER) or (low in _IN_CAPITALS and label == "vessel"):
            found.append(i)
        elif low in several and not _one_of(words, i, groups):
            return
        elif label == "vessel" and low == "she" and words.first(i) and not found and number == first - 1:
            yield pointer(words, i, i + 1, "vessel", named[0].entity, "foreseen")
            return
    found = found[:1] if begins and label == "vessel" and _met(words, found) else found
    if len(found) == 1 and (i := _article(words, found[0], label)) >= 0:
        yield pointer(words, i, found[0] + 1, label, named[0].entity, "foreseen")


def _met(words: Words, found: Sequence[int]) -> bool:
    """Whether the other ships of a lead are only met by the first: "a tanker that handed oil to a North Korean vessel"."""
    if len(found) != 2 or words.sentence(words.start(found[0])) != words.sentence(words.start(found[1])):
        return False
    i = _article(words, found[1], "vessel")
    between = {words.low(k) for k in range(found[0] + 1, i)}
    return i > found[0] and words.low(i - 1) in _TO and bool(between & _WHO)


_TO = frozenset("to with from into onto beside alongside".split())
_WHO = frozenset("that which after for".split())
_IN_CAPITALS = frozenset("vlcc ulcc vlgc".split())
_FIRM = frozenset(
    "company firm shipowner shipper trader manufacturer maker refiner insurer conglomerate bank lender forwarder exporter "
    "importer supplier operator charterer lessor".split()
)
_FIRMS_SAID = frozenset(
    "companies firms shipowners shippers banks traders manufacturers refiners insurers businesses entities subsidiary "
    "affiliate another second".split()
)
_SHIPS_SAID = frozenset("ships vessels tankers freighters carriers boats bulkers another second".split())
_OTHER = frozenset("another second third other further every any no".split())


def _one_of(words: Words, i: int, groups: Sequence[Mention]) -> bool:
    """Whether a noun for several only tells of which the one is: "was among sixteen companies"."""
    at = words.start(i)
    group = next((g for g in groups if g.start <= at < g.end), None)
    k = words.at(group.start) if group else i
    return words.low(k - 1) == "among" or (words.low(k - 1) == "of" and words.low(k - 2) == "one")


def _begins(words: Words, mention: Mention) -> bool:
    return words.sentence(mention.start) >= 1 and words.first(words.at(mention.start))


def _alone(words: Words, named: Sequence[Mention], first: int) -> bool:
    """Whether the first ship named is the only one of her sentence."""
    return all(words.sentence(m.start) != first or m.entity == named[0].entity for m in named[1:6])


def _begins_paragraph(words: Words, mention: Mention) -> bool:
    number = words.sentence(mention.start)
    if number < 1:
        return False
    k = words.at(mention.start)
    begun = words.at(words.begun[number])
    if k - begun > 6 or any(words.gaps[x] not in (SPACE, HYPHEN, COMMA) for x in range(begun + 1, k + 1)):
        return False
    if any(words.shapes[x] == LOWER and words.low(x) not in _BEFORE_NAME for x in range(begun, k)):
        return False
    here, before = words.sentences[number], words.sentences[number - 1]
    return here.paragraph != before.paragraph


_BEFORE_NAME = (
    BETWEEN | SHIP | frozenset("the flagged registered built dwt tonne tonnes ton year old based owned".split())
)


def _article(words: Words, noun: int, label: Label) -> int:
    """The place of the article of "a stateless cargo ship"; -1 if it has none, or if the noun goes on or is named."""
    after = words.low(noun + 1)
    if noun + 1 < len(words) and (words.gaps[noun + 1] == HYPHEN or words.is_titled(noun + 1) or after in _GOES_ON):
        return -1
    for i in range(noun - 1, max(-1, noun - 8), -1):
        low = words.low(i)
        if low in ("a", "an") or (low == "the" and label == "vessel" and after in ("that", "which", "whose")):
            return i
        if low in _OTHER or words.gaps[i + 1] not in (SPACE, HYPHEN):
            return -1
    return -1


_GOES_ON = frozenset(
    "owner owners operator captain crew company registry manager agent broker fleet named called known chartered captains "
    "terminal cargo "
    "tracking line traffic movements".split()
)
