"""What a text has mentioned so far, and which of it a pointing word can mean."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from offing.claims.model import Label, Mention
from offing.claims.wording import WORDED, Words

NUMBERS = frozenset("two three four five six seven eight nine ten dozens".split())
_REACH = 200
"""Mentions of a label that are kept: what a word means is not looked for further back."""
_MEMORY = 60
"""Mentions back from a word among which what the text is about is looked for."""
_NEAR = 4
"""Sentences back in which a group is still spoken of."""
_NOW = r"(?:then|formerly|previously|once|now|originally|earlier|later|subsequently|also)"
_RENAMED = re.compile(
    r"[\"']?(?: \(IMO[^)]{1,24}\))?(?: - |,? ?\(?)(?:(?:which |who )?(?:was|is|were|had been|has been|later|since) )*"
    rf"(?:{_NOW},? ?(?:renamed|re-named|called|named|known as)|renamed|re-named|ex-|formerly|previously)"
    r"(?: as| to| under)?(?: the)? [\"']?"
    r"|[\"']? \((?:ex[- ]|then |now |formerly |previously |renamed |(?:former|previous|old) names?: )(?:the )?[\"']?"
)
_SHE_IS = re.compile(
    r" (?:(?:is|was|were|had been|has been|now|then|once|later|previously|formerly|also|has) ){0,3}"
    r"(?:(?:trades|traded|sails|sailed|sailing|trading|listed|designated|sanctioned|blacklisted|registered|known|added|built|"
    r"launched|operating|operated|became|become|called|named|renamed|christened)(?: (?:to|on|in) [^.,;:\"]{2,30}?)?(?: as)? )?"
    r"(?:the )?[\"']?"
)
_HER_NAME = re.compile(
    r" (?:former|old|older|previous|earlier|new|newest|original|first|last|present|current) name,? (?:the )?[\"']?"
)
_ONCE = re.compile(
    r"(?:Formerly|Previously|Originally|Once|Initially|At first|Until [\w ]{3,20}|"
    r"(?:Launched|Built|Delivered|Known|Registered)(?: first| then| earlier)?(?= as)|"
    r"Under (?:its|her) (?:former|old|previous|earlier|original) name)"
    r",?(?: as| known as| called| named)?(?: the)? [\"']?"
)
_SHE_NOW = re.compile(
    r"[\"']?(?: in \d{4})?, (?:she|it|the (?:same )?(?:[a-z-]+ ){0,2}"
    r"(?:ship|vessel|tanker|freighter|bulker|carrier|yacht|barge))(?![\w'-])"
)
"""A ship's other name with which a sentence opens, and what follows it: "Formerly the <V1>, she sailed"."""

_ANY = frozenset("vessel ship boat".split())
_MIDWAY = frozenset("to by of for with against had has have was is were will that and said says".split())
"""Words after which a sentence has begun already."""
_SAID_OF_SHIPS = frozenset("flagged registered owned based named sanctioned united".split())


def counted(text: str) -> int:
    """How many words for a group say that they are; 0 where they do not."""
    for word in text.lower().split()[:5]:
        if word in WORDED or word == "both":
            return WORDED.get(word, 2)
        if word.isdigit() and len(word) < 4:
            return int(word)
    return 0


@dataclass(frozen=True, slots=True)
class Seen:
    sentence: int
    paragraph: int
    entity: int
    start: int
    plural: bool
    pointed: bool = False
    pronoun: bool = False
    count: int = 0
    """How many a group is said to be."""
    end: int = 0


@dataclass(slots=True)
class Story:
    """What has been mentioned so far, by label, and the types of ships by what stands before their names."""

    words: Words
    near: bool
    """Only within the paragraph: the text is garbled."""
    seen: dict[Label, deque[Seen]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=_REACH)))
    known: dict[Label, set[int]] = field(default_factory=lambda: defaultdict(set))
    types: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    names: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    bodies: set[int] = field(default_factory=set)
    """Agencies that are no news outlets."""
    same: dict[int, int] = field(default_factory=dict)
    """Another number of a thing → its first: a ship and her former name."""
    named: Mapping[tuple[Label, int], int] = field(default_factory=dict)
    """Where ships and firms are named: label and offset → number."""
    lands: frozenset[int] = frozenset()
    """The words of countries and places."""
    land_at: Mapping[int, int] = field(default_factory=dict)
    """The first words of countries → their numbers."""
    flags: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """A ship → the countries that stand beside her name."""
    called: dict[str, set[tuple[Label, int]]] = field(default_factory=lambda: defaultdict(set))
    """A noun → those that are said to be such: "the trader"."""
    members: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Of groups pointed at by their numbers."""
    free: int = 0
    """The first number that no thing has."""
    women: bool = False
    """Whether the text tells of a woman, as far as its nouns say."""
    last: Mention | None = None
    """The last mention of a ship."""

    def add(self, mention: Mention, sentence: int, paragraph: int) -> None:
        if mention.entity < 0:
            return
        entity = self.root(mention.entity)
        if mention.members:
            self.members[entity] = mention.members
        pronoun = mention.rule == "pronoun"
        count = counted(mention.text) if mention.plural else 0
        seen = Seen(
            sentence, paragraph, entity, mention.start, mention.plural, mention.nominal, pronoun, count, mention.end
        )
        self.seen[mention.label].append(seen)
        if not mention.plural:
            self.known[mention.label].add(entity)

    def join(self, mention: Mention) -> None:
        """A ship's other name, if the words between it and the last mention of a ship say so."""
        if mention.entity >= 0 and (mention.rule.endswith("as-she") or self._opens_as(mention)):
            self._as_she(mention)
        before = self.last
        if before and before.entity >= 0 and not before.plural and not mention.plural and mention.entity >= 0:
            between = self.words.plain[before.end : mention.start]
            if len(between) < 60 and self._renames(before, between):
                root = self.root(before.entity)
                other = self.root(mention.entity)
                if root != other:
                    self.same[other] = root
        self.last = mention

    def _renames(self, before: Mention, between: str) -> bool:
        if _RENAMED.fullmatch(between):
            return True
        if before.rule != "pronoun":
            return False
        return bool((_HER_NAME if before.text.lower() == "her" else _SHE_IS).fullmatch(between))

    def _opens_as(self, mention: Mention) -> bool:
        """Whether a sentence opens with a ship's other name: "Formerly the <V1>, she sailed"."""
        plain, number = self.words.plain, self.words.sentence(mention.start)
        if mention.nominal or number < 0 or not _SHE_NOW.match(plain, mention.end):
            return False
        return bool(_ONCE.fullmatch(plain, self.words.sentences[number].start, mention.start))

    def _as_she(self, mention: Mention) -> None:
        """ "As the <V1> she sailed": the ship told of just before, under another name."""
        seen = self.seen["vessel"][-1] if self.seen["vessel"] else None
        if seen and not seen.plural and self.words.sentence(mention.start) - seen.sentence <= 1:
            other = self.root(mention.entity)
            if other != seen.entity and other not in self.known["vessel"]:
                self.same[other] = seen.entity

    @staticmethod
    def is_she(between: str) -> bool:
        """Whether the words between "she" and a ship's name say that it is hers."""
        return bool(_SHE_IS.fullmatch(between))

    def one(
        self, label: Label, sentence: int, paragraph: int, among: set[int] | None = None, opens: bool = False
    ) -> int:
        """The one thing of a label that can be meant: the only one so far, or the only one of the last sentence with any.

        Words that open a sentence go on with what opened the one before.
        """
        past = self._last(label, paragraph, among)
        if not past:
            return -1
        entities = {s.entity for s in past}
        hero = self.hero(label)
        here = past[-1].paragraph == paragraph and sentence - past[-1].sentence <= 1
        if len(entities) == 1 and not here and not self.opens_its(past[0]) and self._outdone(label, past[0].entity):
            return hero if opens and not self.near else -1
        if len(entities) == 1:
            near = sentence - past[-1].sentence <= 2 or paragraph - past[-1].paragraph <= 1
            alone = len(self.known[label] if among is None or len(among) > _MEMORY else among & self.known[label]) == 1
            return past[-1].entity if near or alone or past[-1].entity == hero else -1
        first = past[0]
        if first.pointed and sentence - first.sentence <= 1 and paragraph == first.paragraph:
            return first.entity  # she of whom a sentence tells is she of whom the next one does
        if opens and sentence - first.sentence == 1 and self.opens_its(first):
            return first.entity
        # a list of ships passed by, and a new paragraph goes back to the one that the text is about
        aside = opens and paragraph != first.paragraph and not self.opens_its(first)
        return hero if hero in entities or aside else -1

    def alike(self, word: str, paragraph: int) -> set[int] | None:
        """The ships that a word for a type of ship can mean: those so called, or else those called nothing else yet."""
        own = self.types.get(word)
        if not own:
            return None
        past = {s.entity for s in self._last("vessel", paragraph, None)}
        if past & own:
            return own
        others = {e for w, es in self.types.items() if w != word and w not in _ANY for e in es}
        free = past - others - own
        return own | free if len(free) == 1 else own

    def told_in(self, label: Label, sentence: int, before: int) -> list[Seen]:
        """The single things of a label in a sentence, before a word, in order."""
        end = self.words.start(before)
        found: list[Seen] = []
        for s in islice(reversed(self.seen[label]), _MEMORY):
            if s.sentence < sentence:
                break
            if s.sentence == sentence and not s.plural and s.start < end:
                found.append(s)
        return found[::-1]

    def members_in(self, label: Label, sentence: int) -> tuple[int, ...]:
        """The members of the one group pointed at in a sentence."""
        groups = {s.entity for s in self.late(label, _MEMORY) if s.plural and s.sentence == sentence}
        return self.members.get(groups.pop(), ()) if len(groups) == 1 else ()

    def since(self, label: Label, sentence: int) -> list[Seen]:
        """The mentions of a label in the four sentences before one and in it."""
        return [s for s in self.late(label, _MEMORY) if sentence - s.sentence <= _NEAR][::-1]

    def late(self, label: Label, count: int) -> list[Seen]:
        """The last mentions of a label, the last first."""
        return list(islice(reversed(self.seen[label]), count))

    def root(self, entity: int) -> int:
        """The first number of the thing."""
        while entity in self.same:
            entity = self.same[entity]
        return entity

    def _outdone(self, label: Label, entity: int) -> bool:
        """Whether another thing of the label has been mentioned more often of late."""
        counts = Counter(s.entity for s in self.late(label, _MEMORY) if not s.plural)
        return max(counts.values(), default=0) > counts[entity]

    def hero(self, label: Label) -> int:
        """The thing of a label that the text is about: named or pointed at thrice, and thrice as often as any other; or -1."""
        counts = Counter(s.entity for s in self.late(label, _MEMORY) if not s.plural)
        ranked = [*counts.most_common(2), (-1, 0), (-1, 0)]
        return ranked[0][0] if ranked[0][1] >= max(3, 3 * ranked[1][1]) else -1

    def _last(self, label: Label, paragraph: int, among: set[int] | None) -> list[Seen]:
        """The single things mentioned in the last sentence that mentions any, in order."""
        found: list[Seen] = []
        for one in reversed(self.seen[label]):
            if self.near and one.paragraph != paragraph:
                break
            if found and one.sentence != found[-1].sentence:
                break
            if not one.plural and (among is None or one.entity in among):
                found.append(one)
        return found[::-1]

    def opens_its(self, seen: Seen) -> bool:
        """Whether a mention stands at the head of its sentence, after no more than an article, a flag and a type."""
        begun = self.words.begun[seen.sentence] if 0 <= seen.sentence < len(self.words.begun) else seen.start
        head = self.words.text[begun : seen.start]
        if len(head) >= 60 or "," in head:
            return False
        return not any(w in _MIDWAY or (w.endswith("ed") and w not in _SAID_OF_SHIPS) for w in head.lower().split())

    def group(self, label: Label, paragraph: int, counted: set[str]) -> int:
        """The last group of a label, if it is the only one so far and is counted alike."""
        groups = [s for s in self.seen[label] if s.plural and not (self.near and s.paragraph != paragraph)]
        if len({g.entity for g in groups}) != 1:
            return -1
        head = set(self.words.plain[groups[0].start : groups[0].start + 30].lower().split()) & NUMBERS
        return groups[-1].entity if not counted or counted == head else -1
