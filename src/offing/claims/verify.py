"""Whether words stand in a text as they are given. Typography may differ (quotation marks, hyphens, white space); nothing else.

What is found is always given back as a slice of the source, so that a stored quote equals it to the letter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

LEAST = 12
"""Characters of a quote: shorter ones stand in many places."""
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\ufeff\u2060")
_ALIKE = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
    "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-",
}  # fmt: skip
_NUMBER = re.compile(r"\d(?:[\d.,:/-]*\d)?")
_MARKS = "\"' "


@dataclass(frozen=True, slots=True)
class View:
    """A text folded typographically: `text`, and for each of its characters where it stands in the source."""

    text: str
    at: tuple[int, ...]


@cache
def _folded(character: str) -> str:
    if character in _DROPPED:
        return ""
    return unicodedata.normalize("NFKC", _ALIKE.get(character, character))


def view(text: str) -> View:
    """White space of any sort is one space; linear."""
    out: list[str] = []
    at: list[int] = []
    blank = True
    for i, character in enumerate(text):
        for c in _folded(character):
            if c.isspace():
                if not blank:
                    out.append(" ")
                    at.append(i)
                blank = True
            else:
                out.append(c)
                at.append(i)
                blank = False
    return View("".join(out), tuple(at))


def locate(
    quote: str, text: str, seen: View, within: tuple[int, int] | None = None, least: int = LEAST
) -> tuple[int, int] | None:
    """Where the quote stands in the source, whole words at both ends, or None. `seen` is the view of `text`."""
    folded = view(quote).text.strip()
    for words in dict.fromkeys((folded, folded.strip(_MARKS), folded.rstrip("."))):
        if len(words) < least:
            continue
        i = seen.text.find(words)
        while i >= 0:
            start, end = seen.at[i], seen.at[i + len(words) - 1] + 1
            inside = within is None or (within[0] <= start and end <= within[1])
            if inside and not _cut(text, start) and not _cut(text, end):
                return start, end
            i = seen.text.find(words, i + 1)
    return None


def _cut(text: str, at: int) -> bool:
    """Whether a word goes on over this place."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def numbers(text: str) -> frozenset[str]:
    """The numbers in a text, as written."""
    return frozenset(_NUMBER.findall(text))
