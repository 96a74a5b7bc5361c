"""Ships told by what a first look found: a row behind a flag, what she was or became, capitals where ships are in capitals."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from offing.claims.forms import TRADE, form_length
from offing.claims.found import Found
from offing.claims.persons import TITLES
from offing.claims.runs import OPENERS, Run
from offing.claims.ship_rows import rows
from offing.claims.ship_words import GEOGRAPHIC, NO_NAME, NO_SHIP, SHIP, SHIPS
from offing.claims.wording import CAPITAL, CAPITALS, LOWER, NUMBER, SPACE, Words

_LONGEST = 4
_WAS = re.compile(
    r"(?:\b(?:[Ss]he|[Ii]t|ship|vessel|tanker|freighter|coaster|carrier) (?:(?:had|has|then|once|later|first|now|in turn) ){0,2}"
    r"(?:was|is|been|became|become)"
    r"|\b(?:calling|calls|called|naming|identifying|identified) (?:her|it)self(?: as)?|\btook delivery of (?:her|it) as"
    r"|\b(?:sailed|sails|trades|traded|began life|started life|worked|works|at work [\w ]{1,24}) as"
    r"|\b[Tt]he (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|other)"
    r"(?: of (?:them|the \w+))?(?: (?:is|was)|,)) (?P<the>the )?[\"']?$"
)
_BECAME = re.compile(
    r"^[\"']?(?:, (?:once|formerly|previously|first) [^,;.]{3,40},)? "
    r"(?:was|is|(?:had |has )?become|became|was once|is now) the [\"']?$"
)
_GOVERNED = re.compile(
    r"\b(?:onto|alongside|(?:transfers?|operations?|rendezvous|encounters?) with|(?:sale|purchase|arrest|detention|seizure|"
    r"boarding|confiscation|forfeiture|registration|deletion|deregistration|agents?|charter|fixture|skipper|demolition|"
    r"scrapping) of|"
    r"[Ss]he (?:met|joined|shadowed)|scrapped|boarded|impounded|escorted|intercepted|rechristened|reflagged|deflagged|"
    r"deregistered|deleted|refuelled|shadowed|manages|operates|chartered|fixed|runs) the [\"']?$"
)
_CREW_OF = re.compile(r"\b(?:crew|crewmen|sailors|skipper|hull|decks?) of [\"']?$")


def ships_beside(words: Words, runs: Sequence[Run], found: Sequence[Found], common: Container[str]) -> Iterator[Found]:
    """`found` is what is named already. Nothing is a ship here unless the text tells of ships."""
    ships = [f for f in found if f.label == "vessel" and not f.plural]
    if not ships and not any(low in SHIP or low in SHIPS for low in words.lows):
        return
    lands = {f.start: f.end for f in found if f.label == "country"}
    taken = {k: f for f in found for k in words.within(f.start, f.end)}
    shouted = {f.start for f in ships if _shouted(words, f) and not words.is_titled(words.at(f.start))}
    told: dict[int, Found] = {}
    for one in rows(words, lands, taken, shouted):
        told[one.start] = one
    named = {f.end for f in ships}
    for run in runs:
        i, j = run.first, run.last
        if run.titled or not _may_be(words, i, j, taken):
            continue
        if rule := _told(words, i, j, named, common, caps=len(shouted) > 1):
            told.setdefault(words.start(i), Found(words.start(i), words.end(j - 1), "vessel", rule, tier=0))
    yield from told.values()


def _shouted(words: Words, one: Found) -> bool:
    said = words.text[one.start : one.end]
    return said.isupper() and sum(c.isalpha() for c in said) > 3


def _may_be(words: Words, i: int, j: int, taken: Mapping[int, Found]) -> bool:
    """Whether no other name lies over the words, and none is a title's, a firm's or a body's."""
    if j - i > _LONGEST or i >= j or any(k in taken and not _unsure(taken[k]) for k in range(i, j)):
        return False
    low = [words.low(k) for k in range(i, j)]
    if any(w in TITLES for w in low) or low[-1] in SHIP or form_length(low, len(low)) or words.low(i - 1) in TITLES:
        return False
    return low[0] not in OPENERS and all(words.shapes[k] != LOWER for k in range(i, j)) and not _body(words, i, j)


def _unsure(one: Found) -> bool:
    return one.rule in ("person-given", "person-says", "place-head", "place-in")


def _body(words: Words, i: int, j: int) -> bool:
    last, first = words.low(j - 1), words.low(i)
    if (
        (last in TRADE and j - i > 1)
        or last in NO_NAME
        or first in NO_NAME - {"white", "red", "black", "first", "world", "global"}
    ):
        return True
    return last in NO_SHIP - GEOGRAPHIC or (first in NO_SHIP - GEOGRAPHIC)


def _told(words: Words, i: int, j: int, named: Container[int], common: Container[str], *, caps: bool) -> str:
    a = words.start(i)
    rare = any(words.low(k) not in common and words.shapes[k] != NUMBER for k in range(i, j))
    if (was := _WAS.search(words.plain, max(0, a - 60), a)) and (was["the"] or rare) and _ends(words, j):
        return "she-was"
    if words.low(i - 1) == "the" and _ends(words, j):
        k = i - 2
        while k > 0 and i - k < 16 and words.end(k) not in named and not words.first(k):
            k -= 1
        if words.end(k) in named and _BECAME.match(words.plain[words.end(k) : a]):
            return "she-was"
    if _GOVERNED.search(words.plain, max(0, a - 48), a) and _ends(words, j):
        return "ship-governed"
    if _CREW_OF.search(words.plain, max(0, a - 24), a) and rare and _ends(words, j):
        return "ship-governed"
    if _counted_name(words, i, j) and rare:
        return "ship-digit"
    if caps and _capitals(words, i, j):
        return "capitals-again"
    return ""


def _counted_name(words: Words, i: int, j: int) -> bool:
    """ "Zhong Yuan 8": a number of up to three digits behind two words or more, the last no noun for parts or places."""
    number = words.said(j - 1, j)
    if not 2 < j - i < 5 or not number.isdigit() or len(number) > 3 or words.gaps[j - 1] != SPACE:
        return False
    after = words.plain[words.end(j - 1) : words.end(j - 1) + 2]
    return (
        all(words.shapes[k] == CAPITAL for k in range(i, j - 1))
        and after[:1] not in ("-", "%", "/", ":")
        and after != ".5"
    )


def _ends(words: Words, j: int) -> bool:
    """Whether no noun follows that the name would only describe."""
    if j >= len(words) or words.gaps[j] != SPACE:
        return True
    return words.low(j) in _AFTER or (words.shapes[j] == LOWER and words.low(j).endswith("ed"))


_AFTER = frozenset(
    "of until when while under and in from to for with by at on before after since which that but as off near then began was "
    "is had has a an the or again, having".split()
)


def _capitals(words: Words, i: int, j: int) -> bool:
    """In a text that prints ships in capitals: "the HAWK", "trades as SAINT LIGHT"."""
    if any(words.shapes[k] not in (CAPITALS, NUMBER) for k in range(i, j)) or words.end(j - 1) - words.start(i) < 4:
        return False
    the = words.low(i - 1) == "the" and words.gaps[i] == SPACE
    if words.first(i) or not all(c.isalpha() for k in range(i, j) for c in words.low(k)):
        return False
    return j - i > 1 or (the and _ends(words, j) and words.plain[words.end(j - 1) : words.end(j - 1) + 1] != "(")
