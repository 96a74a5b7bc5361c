"""A sentence read once for all of its claims: its words, who says what in it, and what hedges it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from offing.claims.asked import remembered
from offing.claims.certainty import Hedge, hedges_of, hedging
from offing.claims.frames import frames_of
from offing.claims.model import Document, Mention
from offing.claims.sayings import Frame
from offing.claims.sentences import Sentence, sentences
from offing.claims.verb_clauses import clauses_of
from offing.claims.words import Word, plain, words_of

_LONGEST_MENTION = 40
"""Mentions before the sentence's first that may reach into it."""


@dataclass(frozen=True)
class Parsed:
    """A sentence's words and what they tell; `near` are the mentions that its words number."""

    words: tuple[Word, ...]
    frames: tuple[Frame, ...]
    hedges: tuple[Hedge, ...]
    near: tuple[Mention, ...]

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """The number of the clause that each word is in."""
        said = (f for f in self.frames if f.kind in {"before", "aside"})
        return clauses_of(self.words, tuple(a for f in said for a, _ in f.governed))


@remembered(64)
def parsed(document: Document, sentence: Sentence, mentions: Sequence[Mention]) -> Parsed:
    """Reads a sentence; `mentions` are all of the document's, in order."""
    a = bisect_left(mentions, sentence.start, key=lambda m: m.start)
    b = bisect_left(mentions, sentence.end, key=lambda m: m.start)
    near = tuple(m for m in mentions[max(0, a - _LONGEST_MENTION) : b] if m.end > sentence.start)
    words = words_of(document.text, sentence.start, sentence.end, near)
    view = plain(document.text[sentence.start : sentence.end]).lower()
    return Parsed(words, frames_of(words), hedges_of(view, words, _hedging(document)), near)


@remembered(2)
def _hedging(document: Document) -> tuple[int, ...]:
    return hedging(plain(document.text).lower())


@remembered(2)
def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """The document's sentences, split once."""
    return sentences(document.text, document.segments)
