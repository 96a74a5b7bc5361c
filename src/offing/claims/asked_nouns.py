"""Plain nouns that a row of doings asks for: a list one is put on, a register a ship is struck from, measures that are lifted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offing.claims.doing_items import Item

NOUNS = frozenset({"listed", "register", "measures"})
"""Roles that only say which noun must stand there; no claim has them."""
SORTS: Mapping[str, frozenset[str]] = {
    "J": frozenset(
        "list lists blacklist blacklists sdn sanctions schedule sanctioned database annex register regime watchlist".split()
    ),
    "H": frozenset(
        "flag flags register registers registry registries registration registrations books fleet roll rolls certificate "
        "certificates papers nationality colours".split()
    ),
    "M": frozenset(
        "sanctions designation designations listing listings measures freeze restrictions blacklisting ban bans entry".split()
    ),
}
"""By letter the nouns."""


def noun_of(s: Sequence[Item], at: int, end: int, types: str) -> tuple[int, int] | None:
    """The place of such a noun among the items of a noun phrase `[at, end)`."""
    for letter in types:
        for k in range(at, end) if letter in SORTS else ():
            if s[k].low in SORTS[letter] or (letter == "J" and set(s[k].letters) & set("XZ")):
                return k, k
    return None
