"""The words, types of mentions and letters of a masked sentence: what tells quickly that a rule cannot match it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from offing.claims.literals import has_one
from offing.claims.template import Template

_WORD = re.compile(r"[a-z]{2,}")
_TYPE = re.compile(r"[A-Z](?=\d+(?:[A-Z]\d+)*>)")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`types`: the letters of its mentions, as bits; `known`: which of the literals that templates want it has, as far as
    that was asked."""

    low: str
    words: frozenset[str]
    types: int
    known: dict[int, bool] = field(default_factory=dict, compare=False)


@lru_cache(maxsize=16)
def vocabulary_of(sentence: str) -> Vocabulary:
    """The vocabulary of a masked sentence."""
    low = sentence.lower()
    return Vocabulary(low, frozenset(_WORD.findall(low)), bits("".join(_TYPE.findall(sentence))))


@dataclass(frozen=True, slots=True)
class Said:
    """Literals of which one must stand in the sentence; many templates want the same, which is one `number`."""

    number: int
    literals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sentence must have for a template to match it, one of each: types as bits, words, and literals."""

    types: tuple[int, ...]
    needs: tuple[frozenset[str], ...]
    says: tuple[Said, ...]

    def met_by(self, seen: Vocabulary) -> bool:
        """Whether a sentence has it all."""
        for letters in self.types:
            if not seen.types & letters:
                return False
        for need in self.needs:
            if seen.words.isdisjoint(need):
                return False
        for said in self.says:
            told = seen.known.get(said.number)
            if told is None:
                told = seen.known[said.number] = has_one(seen.low, said.literals)
            if not told:
                return False
        return True


def wanted_by(templates: Sequence[Template]) -> tuple[Wanted, ...]:
    """What each of the templates wants."""
    known: dict[frozenset[str], Said] = {}
    out = []
    for template in templates:
        says = tuple(known.setdefault(s, Said(len(known), tuple(sorted(s)))) for s in template.says)
        out.append(Wanted(tuple(sorted({bits(t) for t in template.types})), template.needs, says))
    return tuple(out)


def bits(letters: str) -> int:
    """Types of mentions as bits of a number."""
    return sum(1 << ord(c) - 65 for c in set(letters))
