"""Which entity of the annotation a thing of the reading is, and whether what fills a role is what the annotator put there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from offing.claims.model import Arg, Mention, Reading, Speaker
from reports.gold import Annotated, Spot, Value

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = {"the", "a", "an", "its", "their"}


def shared_part(a: int, b: int, c: int, d: int) -> float:
    """Characters that two stretches share, as a part of the longer one."""
    return max(0, min(b, d) - max(a, c)) / max(b - a, d - c, 1)


def words(text: str) -> list[str]:
    return [w for w in _WORD.findall(text.casefold()) if w not in _ARTICLES]


@dataclass(frozen=True, slots=True)
class Alignment:
    """`entities` gives per thing the entities that most of its named mentions stand on: more than one if they are even.

    A group that is never named ("six tankers", "they") goes by where the annotator marked a group.
    """

    gold: Annotated
    reading: Reading
    entities: Mapping[int, frozenset[str]]
    spots: Mapping[str, tuple[Spot, ...]]

    def same(self, value: Value, arg: Arg | Speaker) -> bool:
        """An unresolved value agrees with whatever is not resolved; an entity by its thing, or by its own words in the text."""
        named = self.entities.get(arg.thing, frozenset())
        if value.entity:
            if value.entity in named:
                return True
            return (not named or self._points(arg)) and self._stands_on(value.entity, arg)
        if value.unresolved:
            return not named
        if any(not self._names_in(entity, value.phrase) for entity in named) and not self._points(arg):
            return False
        return alike(value.phrase, arg.text)

    def _points(self, arg: Arg | Speaker) -> bool:
        """Whether the words are not those that name the thing, but a group's it belongs to."""
        return arg.text not in self.reading.things[arg.thing].spellings

    def resolved(self, arg: Arg | Speaker) -> bool:
        return bool(self.entities.get(arg.thing)) or any(self._stands_on(entity, arg) for entity in self.gold.entities)

    def _stands_on(self, entity: str, arg: Arg | Speaker) -> bool:
        """Its own name counts wherever it stands: "Vladivostok" within "two Vladivostok companies" is not marked."""
        if any(words(name) == words(arg.text) for name in self.gold.entities[entity].names):
            return True
        for spot in self.spots.get(entity, ()):
            if shared_part(spot.start, spot.end, arg.start, arg.end) >= 0.5:
                return True
            if arg.start <= spot.start and spot.end == arg.end:
                return True
        return False

    def _names_in(self, entity: str, phrase: str) -> bool:
        return any(set(words(name)) <= set(words(phrase)) for name in self.gold.entities[entity].names)


def alike(phrase: str, text: str) -> bool:
    """The same head, or half of the words of the longer one."""
    a, b = words(phrase), words(text)
    return bool(a and b) and (a[-1] == b[-1] or len(set(a) & set(b)) * 2 >= max(len(set(a)), len(set(b))))


def align(gold: Annotated, reading: Reading) -> Alignment:
    groups = [spot for spot in gold.mentions if spot.label.endswith("Group")]
    named: dict[int, Counter[str]] = defaultdict(Counter)
    pointed_at: dict[int, Counter[str]] = defaultdict(Counter)
    for mention in reading.mentions:
        counts, spots_for = (pointed_at, groups) if mention.nominal else (named, gold.mentions)
        for spot in best(spots_for, mention):
            counts[mention.entity][spot.entity] += 1
    spots: dict[str, list[Spot]] = defaultdict(list)
    for spot in gold.mentions:
        spots[spot.entity].append(spot)
    return Alignment(
        gold,
        reading,
        {
            thing: frozenset(e for e, n in c.items() if n == max(c.values()))
            for thing, c in {**pointed_at, **named}.items()
            if thing >= 0
        },
        {entity: tuple(each) for entity, each in spots.items()},
    )


def best(spots: Sequence[Spot], mention: Mention, least: float = 0.5) -> list[Spot]:
    """The spot that shares most with the mention, if it shares enough."""
    found = max(spots, key=lambda s: shared_part(s.start, s.end, mention.start, mention.end), default=None)
    if found is None or shared_part(found.start, found.end, mention.start, mention.end) < least:
        return []
    return [found]


def values(args: Iterable[Arg], *roles: str) -> list[Arg]:
    """What fills a role, enumerations told apart; the first of the roles that is filled counts.

    The members of a group that are named elsewhere stand at the group's own words: annotators give either."""
    for role in roles:
        found = [part for arg in args if arg.role == role for part in _told_apart(arg)]
        if found:
            return found
    return []


def _told_apart(arg: Arg) -> Iterator[Arg]:
    for part in arg.parts or (arg,):
        inside = arg.start <= part.start and part.end <= arg.end
        yield part if inside else replace(part, text=arg.text, start=arg.start, end=arg.end)
