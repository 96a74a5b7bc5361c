"""Near names that agree in nothing but everyday words: a family name, a star, a gem, a word of trade, a place.

A list makes such a word look rare, for few listed firms bear it; the world does not. Schneider Grain is not near Schneider
GmbH, nor Everest Foods near Everest Group, though each agrees in the only word that the list's name has.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files

from offing.index.names import party_tokens
from offing.places.ports import find_port
from offing.records.territories import territory

_LETTERS, _STEM = 3, 4
_SILENT = frozenset("group company holding holdings enterprise enterprises kaisha".split())


@cache
def _words() -> frozenset[str]:
    found: set[str] = set()
    for table in ("everyday.csv", "empty.csv"):
        text = files("offing.index").joinpath(table).read_text(encoding="utf-8")
        found.update(*(row["words"].split() for row in csv.DictReader(text.splitlines())))
    return frozenset(found)


@lru_cache(maxsize=16_384)
def everyday(word: str) -> bool:
    """Whether a folded word is one that many firms or people bear, a place among them; two letters always."""
    return len(word) < _LETTERS or word in _words() or territory(word) is not None or find_port(word) is not None


def all_everyday(name: str) -> bool:
    """Whether a name has no word but everyday ones."""
    return all(everyday(w) for w in party_tokens(name))


def everyday_likeness(name: str, listed: str, abroad: bool = False) -> bool:
    """Whether a name agrees with a near listed one in everyday words only, and has a word of its own beside them.

    A name that has nothing of its own may be the listed one, shortened; a word spelled a letter or an ending otherwise is
    none of its own. From another country (`abroad`), everyday words are enough, however they are spelled.
    """
    ours, theirs = party_tokens(name), party_tokens(listed)
    shared = [w for w in ours if w in theirs]
    lacks = any(len(t) >= _LETTERS and t not in _SILENT and not any(_alike(w, t) for w in ours) for t in theirs)
    least = 2 if lacks else _LETTERS  # AG Development Bank is not the Joint Development Bank, shortened
    own = [w for w in ours if len(w) >= least and w not in _SILENT and not any(_alike(w, t) for t in theirs)]
    other = [w for w in ours if w not in shared and w not in own and len(w) >= _LETTERS and w not in _SILENT]
    return (bool(own) or abroad) and all(everyday(w) for w in (*shared, *other))


def _alike(one: str, other: str) -> bool:
    """The same word, spelled or ended otherwise: half of its letters at the front, and never fewer than four, agree."""
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one == other or (at >= _STEM and at * 2 >= max(len(one), len(other))) or _one_letter(one, other)


def _one_letter(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _STEM:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])
