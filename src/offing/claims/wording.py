"""The words of a document with what their letters and the marks between them tell: which begin with a capital, which run on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from offing.claims.folding import Folded, folded, respelt
from offing.claims.sentences import Sentence

LOWER, CAPITAL, CAPITALS, NUMBER = range(4)
"""What a word's letters are: small, begun with a capital, all capitals (two at least), or begun with a digit."""

APART, SPACE, HYPHEN, POINT, QUOTE, COMMA, AND, SLASH = range(8)
"""What stands before a word: what parts it from the last, white space, a hyphen, a point, an apostrophe, a comma, `&`, `/`."""

_AS_TYPED = (
    dict.fromkeys("\t\n\r\x0b\x0c\x85\xa0\u2007\u2009\u202f\u2028\u2029", " ")
    | dict.fromkeys("‘’ʼ`´′‛", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—−", "-")
)  # fmt: skip
_WRAPPED_FROM = 40
_TITLED_FROM = 4
_TITLED_PART = 0.75


WORDED = {w: n for n, w in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)}
"""The numbers that prose writes in words, from two on."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words. `shapes` and `gaps` have one number per word; `titled` holds the sentences whose capitals tell nothing."""

    text: str
    plain: str
    """The text, character by character, with every white space a blank and typographic quotes and hyphens as on a keyboard."""
    fold: Folded
    lows: list[str]
    """The words folded."""
    shapes: bytearray
    gaps: bytearray
    sentences: Sequence[Sentence]
    begun: Sequence[int]
    titled: frozenset[int]

    def __len__(self) -> int:
        return len(self.lows)

    def start(self, i: int) -> int:
        return self.fold.begins[i]

    def end(self, i: int) -> int:
        return self.fold.ends[i]

    def said(self, i: int, j: int) -> str:
        """The text of the words [i, j)."""
        return self.text[self.fold.begins[i] : self.fold.ends[j - 1]]

    def low(self, i: int) -> str:
        """A word folded; empty beyond the ends."""
        lows = self.lows
        return lows[i] if 0 <= i < len(lows) else ""

    def between(self, i: int) -> str:
        """What stands between word `i - 1` and word `i`."""
        return self.text[self.fold.ends[i - 1] : self.fold.begins[i]] if 0 < i < len(self.fold) else "\n"

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds an offset, or of the last before it; -1 before the first."""
        return bisect_right(self.begun, offset) - 1

    def at(self, offset: int) -> int:
        """The number of the word that begins at an offset, or of the next."""
        return bisect_left(self.fold.begins, offset)

    def within(self, start: int, end: int) -> range:
        """The numbers of the words that begin in `[start, end)`."""
        begins = self.fold.begins
        return range(bisect_left(begins, start), bisect_left(begins, end))

    def first(self, i: int) -> bool:
        """Whether a word begins its sentence."""
        n = self.sentence(self.start(i))
        return n < 0 or self.fold.begins[i - 1] < self.begun[n] if i else True

    def is_titled(self, i: int) -> bool:
        return self.sentence(self.start(i)) in self.titled


def words_of(text: str, sentences: Sequence[Sentence]) -> Words:
    fold = folded(text)
    shapes, gaps = bytearray(len(fold)), bytearray(len(fold))
    last = 0
    for i, (a, b) in enumerate(zip(fold.begins, fold.ends, strict=True)):
        first = text[a]
        if first.isupper():
            shapes[i] = CAPITALS if b - a > 1 and text[a:b].isupper() else CAPITAL
        elif first.isdigit():
            shapes[i] = NUMBER
        gap = text[last:a]
        gaps[i] = SPACE if gap == " " or (gap in ("' ", "\u2019 ") and text[last - 1] == "s") else _gap(gap[:8])
        if "\n" in gap and last - text.rfind("\n", 0, last) < _WRAPPED_FROM:
            gaps[i] = APART  # a line so short was ended, not wrapped
        last = b
    plain = respelt(text, _AS_TYPED)
    begun = [s.start for s in sentences]
    lows = fold.words()
    words = Words(text, plain, fold, lows, shapes, gaps, sentences, begun, frozenset())
    return Words(text, plain, fold, lows, shapes, gaps, sentences, begun, frozenset(_titled(words)))


@lru_cache(maxsize=4096)
def _gap(gap: str) -> int:
    bare = gap.strip()
    if not bare:
        return SPACE if gap.count("\n") < 2 and gap else APART
    if bare in ("-", "‐", "‑", "–") and bare == gap:
        return HYPHEN
    if bare in ("'", "’", "ʼ", "`", "‘") and bare == gap:
        return QUOTE
    if bare == "." and not gap.startswith((" ", "\n")) and gap.count("\n") < 2:
        return POINT
    if bare == "&":
        return AND
    if gap == "/":
        return SLASH
    if bare in (",", ".,") and gap.startswith((",", ".")):
        return COMMA
    return APART


def _titled(words: Words) -> list[int]:
    """The sentences in capitals, or with every longer word begun with one: headlines as some print them."""
    counts = [[0, 0, 0] for _ in words.sentences]
    n = -1
    for i, a in enumerate(words.fold.begins):
        while n + 1 < len(words.begun) and words.begun[n + 1] <= a:
            n += 1
        if n >= 0 and words.fold.ends[i] - a > 3 and words.shapes[i] != NUMBER and words.gaps[i] != HYPHEN:
            counts[n][0] += 1
            counts[n][1] += words.shapes[i] != LOWER
            counts[n][2] += words.shapes[i] == CAPITALS
    return [
        k
        for k, (all_, capital, shouted) in enumerate(counts)
        if all_ >= _TITLED_FROM
        and (shouted >= _TITLED_PART * all_ or (capital >= _TITLED_PART * all_ and _unstopped(words, k)))
    ]


def _unstopped(words: Words, k: int) -> bool:
    return words.plain[words.sentences[k].end - 1] not in ".;\"'"
