"""The arcs of a sentence's tree: its words, what hangs on each, and answers that are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, TypeVar

from offing.syntax.trees import Word

RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})
SUBJECTS = ("nsubj", "nsubjpass")
BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
NAMES = frozenset({"VESSEL", "COMPANY", "PERSON", "AGENCY"})
_VERBAL = ("VB", "MD")
_UNASKED: Any = object()
_T = TypeVar("_T")
_Question = Callable[["Arcs", int], _T]


@dataclass(frozen=True)
class Arcs:
    """The words of a sentence with what hangs on each. What is answered is kept: whoever asks changes nothing in it."""

    words: tuple[Word, ...]

    @cached_property
    def known(self) -> dict[tuple[object, int], Any]:
        """By question and word the answers given."""
        return {}

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """By word what hangs on it, in order."""
        below: list[list[int]] = [[] for _ in self.words]
        for n, word in enumerate(self.words):
            if word.head != n:
                below[word.head].append(n)
        return tuple(map(tuple, below))

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """By word its relation to its head."""
        return tuple([word.relation for word in self.words])

    def having(self, at: int, *relations: str) -> list[int]:
        """What hangs on a word by some relations, in order."""
        known = self.relations
        found: list[int] = []
        for c in self.children[at]:
            if known[c] in relations:
                found.append(c)
        return found

    def verbal(self, at: int) -> bool:
        """Whether a word is a verb."""
        return self.words[at].tag.startswith(_VERBAL)


def once(asked: _Question[_T]) -> _Question[_T]:
    """A question about a word, answered once."""

    @wraps(asked)
    def answered(arcs: Arcs, at: int) -> _T:
        known, key = arcs.known, (asked, at)
        answer: _T = known.get(key, _UNASKED)
        if answer is _UNASKED:
            answer = known[key] = asked(arcs, at)
        return answer

    return answered
