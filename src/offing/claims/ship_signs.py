"""Further signs of a ship's name: "its tanker, Leon Dias.", "Leon Dias is a chemical tanker that", "Julia A"."""

from __future__ import annotations

import re

from offing.claims.ship_words import MARITIME, SHIP, SHIPS
from offing.claims.wording import CAPITAL, HYPHEN, LOWER, SPACE, Words

_NEAR = 60
"""Words around a name within which a ship must be spoken of."""
_OWN = frozenset("the its her his whose their".split())
_CLOSES = re.compile(
    r"[\"']?(?: \(IMO[^)]{1,24}\))?(?:\.|;|$|,(?! [A-Z]| and | or | the | a | an )(?! \w+ (?:said|says|told|reported)))"
)


def apposed_alone(words: Words, k: int, i: int) -> bool:
    """ "Its tanker, Leon Dias.": a name of two words or more behind the noun and a comma, with a point or comma behind it."""
    first = k
    while first > 0 and k - first < 4 and words.gaps[first] in (SPACE, HYPHEN) and words.low(first) not in _OWN:
        first -= 1
    j = i
    while j < len(words) and j - i < 4 and words.shapes[j] != LOWER and (j == i or words.gaps[j] == SPACE):
        j += 1
    return words.low(first) in _OWN and j > i + 1 and bool(_CLOSES.match(words.plain, words.end(j - 1)))


IS_SHIP = re.compile(
    r" (?:is|was) an? (?:[a-z][\w-]{1,20} ){0,6}?(?:tanker|freighter|bulker|bulk carrier|cargo ship|container ship|"
    r"containership|gas carrier|lng carrier|crude carrier|cargo vessel|vessel|ship|vlcc|suezmax|aframax|ro-ro|reefer|tug|"
    r"barge|trawler|coaster)(?= (?:that|which|of|with|built|flagged|owned|registered|sailing|linked)\b|[.,;])",
    re.IGNORECASE,
)
MANAGED = re.compile(r" (?:is|was|are|were) (?:jointly |commercially |technically )?(?:managed|skippered|crewed) by ")
_NUMERALS = frozenset("a i ii iii iv v vi vii viii ix x b".split())


def numbered(words: Words, i: int, j: int) -> bool:
    """ "Julia A", "Lara I": a name that ends with a letter or a Roman number, in small letters before it."""
    return (
        j - i == 2
        and words.low(j - 1) in _NUMERALS
        and words.gaps[j - 1] == SPACE
        and words.shapes[i] == CAPITAL
        and words.low(i) not in _PARTS
        and not words.is_titled(i)
        and not words.plain.startswith((".", " ("), words.end(j - 1))
    )


_PARTS = frozenset(
    "annex appendix part section class type phase category group title article chapter schedule table figure exhibit count "
    "plan option tier grade level league team elizabeth charles vitamin hepatitis world war pope king queen serie channel "
    "pier berth terminal gate block unit zone stage round act volume party resolution".split()
)


def near_ships(words: Words, i: int) -> bool:
    """Whether ships or what is theirs are spoken of in the sentence."""
    n = words.sentence(words.start(i))
    if n < 0:
        return False
    first = words.at(words.sentences[n].start)
    last = words.at(words.sentences[n].end)
    return any(words.low(k) in MARITIME for k in range(max(first, i - 40), min(last, i + 40))) or ship_near(words, i)


def ship_near(words: Words, i: int) -> bool:
    return any(
        words.low(x) in SHIP or words.low(x) in SHIPS for x in range(max(0, i - _NEAR), min(len(words), i + _NEAR))
    )
