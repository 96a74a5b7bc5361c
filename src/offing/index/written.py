"""A folded word back in the letters in which a name writes it; and words that mix letters of two scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from offing.index.kinds import PERSON
from offing.index.letters import LONGEST, korean_name, latin_words

_APART = re.compile(r"[^\s\-‐-―/,;:&()\[\]{}（）\"“”«»·・、，]+")
"""What a name writes as one word: an apostrophe or a full stop does not part it."""
_EDGES = ".'’‘`"
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
_PLAIN = re.compile(r"[\x00-\x7f]*")


def as_written(text: str, words: Sequence[str], kind: int) -> str:
    """Folded words of a name as the name writes them; of letters written together, with these: `jin (金正恩)`."""
    return " ".join(dict.fromkeys(_written(text, kind).get(word, word) for word in words))


@lru_cache(maxsize=4096)
def _written(text: str, kind: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for piece in _APART.findall(text[:LONGEST]):
        word = piece.strip(_EDGES) or piece
        folded = [w for w, _ in latin_words(f"{piece} {korean_name(piece)}" if kind == PERSON else piece, kind)]
        for one in folded:
            found.setdefault(one, word if len(folded) == 1 else f"{one} ({word})")
    return found


def two_scripts(text: str) -> tuple[str, ...]:
    """Words with letters of several of the scripts whose letters look alike, each with the rarer: `Dаlian: а Cyrillic`."""
    if _PLAIN.fullmatch(text):
        return ()
    return tuple(dict.fromkeys(told for piece in _APART.findall(text[:LONGEST]) if (told := _mixed(piece))))


def _mixed(word: str) -> str:
    letters: dict[str, list[str]] = {}
    for letter in word:
        script = unicodedata.name(letter, "").partition(" ")[0]
        if script in _SCRIPTS and letter.isalpha():
            letters.setdefault(script, []).append(letter)
    if len(letters) < 2:
        return ""
    rarer = min(letters, key=lambda s: len(letters[s]))
    return f"{word}: {', '.join(dict.fromkeys(letters[rarer]))} {rarer.capitalize()}"
