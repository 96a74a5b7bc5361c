"""Proper names with an article that are ships': "the Malili had assisted"."""

from __future__ import annotations

from collections.abc import Container

from offing.claims.ship_signs import near_ships
from offing.claims.ship_words import AFTER_A_NAME, GEOGRAPHIC, NO_NAME, NO_SHIP, SHIPS
from offing.claims.tables import known as known_names
from offing.claims.wording import APART, CAPITALS, HYPHEN, LOWER, NUMBER, SPACE, Words


def the_name(words: Words, i: int, j: int, common: Container[str], listed: Container[tuple[int, int]]) -> bool:
    """ "the Malili had assisted": in a text on ships, a proper name with an article that heads nothing and is no body's."""
    if i == 0 or words.low(i - 1) != "the" or words.gaps[i] not in (SPACE, APART) or words.is_titled(i) or j - i > 4:
        return False
    if words.plain[words.end(i - 1) : words.start(i)] not in (" ", ' "', " '"):
        return False
    if words.low(i - 2) in _THERE and words.low(i - 3) not in _SHARE and (i, j) not in listed:
        return False
    if (
        (words.low(j - 1) in NO_SHIP and not _bay(words, i, j))
        or (words.low(i) in NO_SHIP and (j - i == 1 or words.low(i) not in GEOGRAPHIC))
        or words.low(i) in NO_NAME
        or words.low(j - 1) in NO_NAME
        or (j - i > 1 and (i, j) not in listed and _is_land(words.low(i)))
        or (j - i == 1 and words.shapes[i] == CAPITALS and words.end(i) - words.start(i) < 5)
    ):
        return False
    own = (i, j) in listed
    if not after_a_name(words, j):
        doing = words.low(j).endswith(("ed", "s", "ing")) and words.low(j) not in SHIPS
        return doing and (own or (j - i > 1 and not words.low(j).endswith("s") and words.low(j) not in _OF_BODIES))
    if j - i == 1 and not own and words.low(i).endswith(("ers", "ves", "ians", "ists", "ites")):
        return False
    if j - i == 1 and not own and not near_ships(words, i):
        return False
    return own or j - i > 1 or _rare(words, i, j, common)


_THERE = frozenset("in across throughout".split())
_SHARE = frozenset(
    "interest interests stake stakes share shares shareholding involved role loaded pumped found".split()
)
"""What is had in a ship, so that "in the" does not tell of a place."""


def _is_land(word: str) -> bool:
    """Whether a word is a country's or its people's: the Libyan Fahmi Khalifa is no ship."""
    return any(k.label == "country" for k in known_names().get(f" {word} ", ()))


_OF_BODIES = frozenset(
    "reported announced denied claimed added warned alleged agreed decided ordered approved imposed sanctioned designated listed "
    "condemned argued confirmed concluded estimated published issued accused charged indicted ruled voted adopted affiliated "
    "backed linked based owned controlled speaking led run related including regarding concerning saying".split()
)


def _rare(words: Words, i: int, j: int, common: Container[str]) -> bool:
    return any(words.low(k) not in common and words.shapes[k] != NUMBER for k in range(i, j))


def _bay(words: Words, i: int, j: int) -> bool:
    """ "The Oyster Bay has run out of flags": a bay that has an article, and is not told to be where something is, is a ship."""
    if j - i != 2 or words.low(j - 1) not in GEOGRAPHIC:
        return False
    if words.low(j - 1) in ("bay", "cape", "island", "queen", "king", "prince", "world"):
        return True
    return words.low(i - 2) not in _WHERE and words.low(j) in AFTER_A_NAME and words.low(j) not in _WHERE


_WHERE = frozenset("in off across to from of into through near on over via at around along and for by with".split())


def after_a_name(words: Words, j: int) -> bool:
    """Whether what follows can follow a name: no noun that the name would only describe."""
    return (
        j >= len(words)
        or words.gaps[j] not in (SPACE, HYPHEN)
        or words.shapes[j] != LOWER
        or words.low(j) in AFTER_A_NAME
    )
