"""A text as folded words, each with its place: names are looked up in the fold, and quoted from the text as it came.

Folded are case, diacritics, typographic marks, characters of no width, and whatever stands between words. A Chinese, Japanese
or Korean character is a word of its own, for nothing parts the words there.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_EAST_ASIAN = "\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
WORD = re.compile(rf"[{_EAST_ASIAN}]|[^\W_{_EAST_ASIAN}]+(?:[{_UNSEEN}]+[^\W_{_EAST_ASIAN}]*)*")
"""A word. Marks that combine with a letter and characters of no width lie within one."""
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Folded:
    """The words of a text. `line` holds them each between two spaces; `begins` and `ends` are their places in the text."""

    line: str
    at: array[int]
    """Where each word's leading space is in `line`."""
    begins: array[int]
    ends: array[int]

    def __len__(self) -> int:
        return len(self.at)

    def words_at(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of words of a stretch of `line` that begins and ends with a space."""
        return bisect_left(self.at, start), bisect_left(self.at, end)

    def words(self) -> list[str]:
        """All of them, folded."""
        return self.line[1:-1].split("  ") if self.line else []

    def word(self, number: int) -> str:
        end = self.at[number + 1] if number + 1 < len(self.at) else len(self.line)
        return self.line[self.at[number] + 1 : end - 1]


def folded(text: str) -> Folded:
    """The words of a text with their places. Linear in the text."""
    begins, ends, at = array("I"), array("I"), array("I")
    words: list[str] = []
    place = 0
    for found in WORD.finditer(text):
        word = found[0]
        word = word.lower() if word.isascii() else _fold(word)
        if not word:
            continue
        words.append(word)
        at.append(place)
        begins.append(found.start())
        ends.append(found.end())
        place += len(word) + 2
    return Folded(f" {'  '.join(words)} " if words else "", at, begins, ends)


def fold(name: str) -> str:
    """A name's words as `Folded.line` has them, with one space between: for keys and comparison."""
    return " ".join(_fold(w) if not w.isascii() else w.lower() for w in WORD.findall(name))


def pattern(name: str) -> str:
    """A name as it stands in `Folded.line`, each word between two spaces; empty where it has no word."""
    words = fold(name).split()
    return f" {'  '.join(words)} " if words else ""


def respelt(text: str, letters: Mapping[str, str]) -> str:
    """With each of some characters put as another. Few of them stand in a text: to look for each of them takes a tenth of the
    time of `str.translate`, which looks up every character."""
    for odd, usual in letters.items():
        if odd in text:
            text = text.replace(odd, usual)
    return text


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if unicodedata.category(c) not in ("Mn", "Cf", "Zs"))
    # Hangul is put together again: taken apart, its syllables would differ from a list's.
    return unicodedata.normalize("NFC", plain).casefold().translate(_PLAIN)
