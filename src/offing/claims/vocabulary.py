"""The words, types of mentions and literals of a masked sentence: what tells quickly which rules cannot match it.

What templates want is numbered, the same want once; a sentence is looked through once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from offing.claims.template import Template

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_WORD = re.compile(r"[a-z]{2,}")
_TYPE = re.compile(r"[A-Z](?=\d+(?:[A-Z]\d+)*>)")
_Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Of each template what it `wanted`, by number; and what meets a want: a word, a literal, a mention of one of some types."""

    wanted: tuple[frozenset[int], ...]
    by_word: Mapping[str, _Numbers]
    literals: AhoCorasick
    by_literal: tuple[_Numbers, ...]
    types: tuple[tuple[int, int], ...]
    by_types: dict[int, _Numbers] = field(default_factory=dict)
    """Kept as asked for: what the mentions of a sentence meet together."""

    def met_by(self, sentence: str) -> frozenset[int]:
        """All that a masked sentence meets."""
        low = sentence.lower()
        words = filter(None, map(self.by_word.get, _words(low)))
        hits = {n for n, _, _ in self.literals.find_matches_as_indexes(low, overlapping=True)}
        have = bits("".join(_TYPE.findall(sentence)))
        if have not in self.by_types:
            self.by_types[have] = tuple(number for letters, number in self.types if have & letters)
        return frozenset(chain(self.by_types[have], *words, *(self.by_literal[n] for n in hits)))


def vocabulary_of(templates: Sequence[Template]) -> Vocabulary:
    """What each of the templates wants of a sentence."""
    from ahocorasick_rs import AhoCorasick

    number: dict[tuple[str, frozenset[str] | int], int] = {}
    by_word: dict[str, list[int]] = {}
    by_literal: dict[str, list[int]] = {}

    def numbered(kind: str, one: frozenset[str], met: dict[str, list[int]]) -> int:
        if (kind, one) not in number:
            number[kind, one] = len(number)
            for said in one:
                met.setdefault(said, []).append(number[kind, one])
        return number[kind, one]

    wanted = [
        frozenset(
            (
                *(numbered("word", need, by_word) for need in t.needs),
                *(numbered("literal", said, by_literal) for said in t.says),
                *(number.setdefault(("types", bits(letters)), len(number)) for letters in t.types),
            )
        )
        for t in templates
    ]
    literals = sorted(by_literal)
    return Vocabulary(
        tuple(wanted),
        {word: tuple(numbers) for word, numbers in by_word.items()},
        AhoCorasick(literals),
        tuple(tuple(by_literal[said]) for said in literals),
        tuple((letters, n) for (_, letters), n in number.items() if isinstance(letters, int)),
    )


def words_in(sentence: str) -> frozenset[str]:
    """The words of a masked sentence."""
    return _words(sentence.lower())


def _words(low: str) -> frozenset[str]:
    return frozenset(_WORD.findall(low))


def bits(letters: str) -> int:
    """Types of mentions as bits of a number."""
    return sum(1 << ord(c) - 65 for c in set(letters))
