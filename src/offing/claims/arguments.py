"""Who does what to whom in a tree: the grammatical subject, objects and prepositional phrases of a verb or a noun of doing.

Whatever way a sentence puts it, active or passive, relative, participle, coordination, the same words come out in the same slots.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from offing.claims import beside_nouns, doubt, governed, noun_slots, relatives, subjects, verb_slots
from offing.claims.arcs import Arcs
from offing.syntax.trees import Word


@dataclass(frozen=True)
class Tree:
    """The words of a sentence and what may be asked of them, each by its number. Whoever asks changes nothing in an answer."""

    words: tuple[Word, ...]

    @cached_property
    def arcs(self) -> Arcs:
        """The words with what hangs on each."""
        return Arcs(self.words)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """By word what hangs on it, in order."""
        return self.arcs.children

    def having(self, at: int, *relations: str) -> list[int]:
        """What hangs on a word by some relations, in order."""
        return self.arcs.having(at, *relations)

    def verbal(self, at: int) -> bool:
        """Whether a word is a verb."""
        return self.arcs.verbal(at)

    def passive(self, at: int) -> bool:
        """Whether a verb stands in the passive."""
        return subjects.passive(self.arcs, at)

    def grammatical_subject(self, at: int) -> list[int]:
        """The subject of a verb, its own or the one that it shares."""
        return subjects.grammatical_subject(self.arcs, at)

    def slots(self, at: int) -> Mapping[str, list[int]]:
        """What stands in each slot of a verb."""
        return verb_slots.slots(self.arcs, at)

    def noun_slots(self, at: int) -> Mapping[str, list[int]]:
        """What stands in each slot of a noun or adjective."""
        return noun_slots.noun_slots(self.arcs, at)

    def beside(self, at: int) -> Mapping[str, list[int]]:
        """What stands right beside a noun or a name."""
        return beside_nouns.beside(self.arcs, at)

    def phrases(self, at: int) -> list[tuple[str, list[int]]]:
        """The prepositional phrases of a word: by preposition, what it governs."""
        return governed.own_phrases(self.arcs, at)

    def located(self, over: int, prep: int | None = None) -> list[int]:
        """What a prepositional phrase of a word is said of."""
        return governed.located(self.arcs, over, prep)

    def chained(self, at: int) -> list[int]:
        """A word with what is coordinated with it and what stands in apposition."""
        return relatives.chained(self.arcs, at)

    def doubted(self, at: int) -> bool:
        """Whether a verb stands under a condition, a possibility or a wish."""
        return doubt.doubted(self.arcs, at)

    def wished(self, at: int) -> bool:
        """Whether a doing is only asked for, tried, considered or refused."""
        return doubt.wished(self.arcs, at)

    def negated(self, at: int) -> bool:
        """Whether a verb, or the verb of a noun, is denied."""
        return doubt.negated(self.arcs, at)

    def denied_word(self, at: int) -> bool:
        """Whether a word stands for nobody or nothing."""
        return doubt.denied_word(self.arcs, at)
