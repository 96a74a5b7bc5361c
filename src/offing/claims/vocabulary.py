"""The words, types of mentions and literals of a masked sentence, and where they stand: what tells quickly which rules
cannot match it.

What templates want is told once for the same want; a sentence is looked through once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from offing.claims.literals import LITERAL, Row, rarity
from offing.claims.masked import low

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_WORD = re.compile(r"[a-z]{2,}")
_PLACE = re.compile(r"[a-z]{2,}|[a-z](?=\d+(?:[a-z]\d+)*>)")
"""A word, or the type of a mention, of a sentence in lower case."""
_NOWHERE = (0, -1)
_Wants = tuple[frozenset[str], ...]
_Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Templates are sought by their two rarest wants: `first` tells which such wants a word, a type or a literal meets, `then`
    the second ones, with their templates, by number. Of each template: `rest`, the other wants; `rows`, those in order."""

    first: Mapping[str, _Wants]
    then: Mapping[frozenset[str], tuple[tuple[frozenset[str], _Numbers], ...]]
    always: _Numbers
    rest: tuple[_Wants, ...]
    rows: tuple[_Wants, ...]
    literals: AhoCorasick
    said: tuple[str, ...]

    def fitting(self, have: frozenset[str]) -> Iterator[int]:
        """The templates, by number, of which every want is met by what a sentence has."""
        lacks = have.isdisjoint
        yield from self.always
        for one in {want for said in have for want in self.first.get(said, ())}:
            for other, templates in self.then[one]:
                if not lacks(other):
                    yield from (k for k in templates if not any(map(lacks, self.rest[k])))

    def in_order(self, template: int, spans: Spans) -> bool:
        """Whether what a template wants may stand in a sentence in its order."""
        at = -1
        for want in self.rows[template]:
            first, last = spans[want]
            if last <= at:
                return False
            at = max(at, first)
        return True

    def spans_of(self, sentence: str) -> Spans:
        """Where each word, type and literal of a masked sentence stands first, and where last."""
        text = low(sentence)
        begins: dict[str, int] = {}
        ends: dict[str, int] = {}
        for m in _PLACE.finditer(text):
            said = m[0] if len(m[0]) > 1 else m[0].upper()
            ends[said] = m.start()
            begins.setdefault(said, m.start())
        for number, start, _ in self.literals.find_matches_as_indexes(text, overlapping=True):
            said = self.said[number]
            ends[said] = start
            begins.setdefault(said, start)
        return Spans(begins, ends)


class Spans(dict[frozenset[str], tuple[int, int]]):
    """Where a sentence meets a want first and where last, kept as asked for; `have`: all that it has."""

    def __init__(self, begins: Mapping[str, int], ends: Mapping[str, int]) -> None:
        super().__init__()
        self.have = frozenset(begins)
        self.begins = begins
        self.ends = ends

    def __missing__(self, want: frozenset[str]) -> tuple[int, int]:
        met = want & self.have
        span = (min([self.begins[said] for said in met]), max([self.ends[said] for said in met])) if met else _NOWHERE
        self[want] = span
        return span


def vocabulary_of(rows: Sequence[Row]) -> Vocabulary:
    """What each of the templates wants of a sentence."""
    from ahocorasick_rs import AhoCorasick

    first: dict[str, list[frozenset[str]]] = {}
    then: dict[frozenset[str], dict[frozenset[str], list[int]]] = {}
    same: dict[frozenset[str], frozenset[str]] = {}
    rows = [tuple(tuple(same.setdefault(want, want) for want in group) for group in row) for row in rows]
    rarest = [sorted({want for group in row for want in group}, key=rarity, reverse=True) for row in rows]
    for k, wants in enumerate(rarest):
        if wants:
            then.setdefault(wants[0], {}).setdefault(wants[:2][-1], []).append(k)
    for one in then:
        for said in one:
            first.setdefault(said, []).append(one)
    literals = sorted({said for wants in rarest for want in wants for said in want if said.startswith(LITERAL)})
    return Vocabulary(
        {said: tuple(ones) for said, ones in first.items()},
        {one: tuple((other, tuple(ks)) for other, ks in others.items()) for one, others in then.items()},
        tuple(k for k, wants in enumerate(rarest) if not wants),
        tuple(tuple(wants[2:]) for wants in rarest),
        tuple(tuple(max(group, key=rarity) for group in row) for row in rows),
        AhoCorasick([said.removeprefix(LITERAL) for said in literals]),
        tuple(literals),
    )


def words_in(sentence: str) -> frozenset[str]:
    """The words of a masked sentence."""
    return frozenset(_WORD.findall(sentence.lower()))
