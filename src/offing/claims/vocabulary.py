"""The words, types of mentions and literals of a masked sentence, and where they stand: what tells quickly which rules
cannot match it.

What templates want is told once for the same want; a sentence is looked through once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from offing.claims.literals import LITERAL, Row, rarity
from offing.claims.masked import low

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_WORD = re.compile(r"[a-z]{2,}")
_PLACE = re.compile(r"[a-z]{2,}|[a-z](?=\d+(?:[a-z]\d+)*>)")
"""A word, or the type of a mention, of a sentence in lower case: a type is the one word of a letter."""
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

    def fitting(self, have: frozenset[str]) -> list[int]:
        """The templates, by number and in order, of which every want is met by what a sentence has."""
        lacks, first, then, rest = have.isdisjoint, self.first, self.then, self.rest
        out = list(self.always)
        for one in {want for said in have if said in first for want in first[said]}:
            for other, templates in then[one]:
                if lacks(other):
                    continue
                for k in templates:
                    for want in rest[k]:
                        if lacks(want):
                            break
                    else:
                        out.append(k)
        return sorted(out)

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
        text, said = low(sentence), self.said
        places = [(m[0], m.start()) for m in _PLACE.finditer(text)]
        places += [(said[k], at) for k, at, _ in self.literals.find_matches_as_indexes(text, overlapping=True)]
        return Spans(dict(reversed(places)), dict(places))


class Spans(dict[frozenset[str], tuple[int, int]]):
    """Where a sentence meets a want first and where last, kept as asked for; `have`: all that it has."""

    def __init__(self, begins: Mapping[str, int], ends: Mapping[str, int]) -> None:
        super().__init__()
        self.have = frozenset(begins)
        self.begins = begins
        self.ends = ends

    def __missing__(self, want: frozenset[str]) -> tuple[int, int]:
        met = want & self.have
        if len(met) == 1:
            (said,) = met
            span = self.begins[said], self.ends[said]
        else:
            span = (
                (min([self.begins[said] for said in met]), max([self.ends[said] for said in met])) if met else _NOWHERE
            )
        self[want] = span
        return span


def vocabulary_of(rows: Sequence[Row]) -> Vocabulary:
    """What each of the templates wants of a sentence."""
    from ahocorasick_rs import AhoCorasick

    first: dict[str, list[frozenset[str]]] = {}
    then: dict[frozenset[str], dict[frozenset[str], list[int]]] = {}
    same: dict[frozenset[str], frozenset[str]] = {}
    rows = [
        tuple(tuple(same.setdefault(w, frozenset(map(str.lower, w))) for w in group) for group in row) for row in rows
    ]
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
