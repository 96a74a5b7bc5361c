"""Whether "she", "her" or "it" can only be a ship: by what she does, what is done to her, and what is hers."""

from __future__ import annotations

from offing.claims.ship_words import DOES, HERS, WAS
from offing.claims.wording import SPACE, Words

_AUXILIARY = frozenset(
    "was is had has been were be may might could would will did then also later now still once never not subsequently again "
    "since being to repeatedly allegedly reportedly afterwards".split()
)
_DONE_TO = frozenset(
    "board boarded boarding impound impounded rename renamed reflag reflagged charter chartered deregister deregistered deflag "
    "deflagged tow towed intercepted interdicted scrapped owns owned manages managed operates operated flagged inspected "
    "anchored berthed moored sank unloaded".split()
)
_SORT = frozenset("registered former previous new former own greek chinese beneficial technical ship declared".split())
_MOORED = frozenset("alongside moored docked berthed anchored".split())
_FLIES = frozenset("fly flies flew flown loiter loitered trades traded trade lay reflagged".split())


def of_a_ship(words: Words, i: int) -> bool:
    """Whether the pronoun at a word is told to be a ship by its neighbours."""
    word = words.low(i)
    k = i + 1
    if k >= len(words) or words.gaps[k] != SPACE:
        return word in ("her", "it") and words.low(i - 1) in _DONE_TO and bool(i) and words.gaps[i] == SPACE
    if word == "her":
        if words.low(k) in _SORT:
            k += 1
        return words.low(k) in HERS or (words.low(i - 1) in _DONE_TO and words.gaps[i] == SPACE)
    while k < i + 4 and words.low(k) in _AUXILIARY:
        k += 1
    told = DOES | WAS | _FLIES if word == "she" else _MOORED
    return words.low(k) in told
