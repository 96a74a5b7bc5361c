"""Which thing a noun with an article points at: "the vessel", "the Belize-flagged ship", "the trader", "the ships"."""

from __future__ import annotations

from offing.claims.model import Label, Mention
from offing.claims.neuter import pointer
from offing.claims.nouns_said import ANY_FIRM, FIRMS, PARTED, PERSON, Noun, noun_at
from offing.claims.ship_words import SHIPS
from offing.claims.story import NUMBERS, Story
from offing.claims.wording import COMMA, Words

_ANY_SHIP = frozenset("vessel ship boat".split())
_OF_FIRMS = frozenset("state family private parent leasing local".split())
_MANY_THINGS = PERSON | frozenset(
    "lender forwarder broker brokerage manufacturer shipbuilder supplier subsidiary".split()
)
"""Nouns that as often mean somebody whom the text never names."""
_OWN_TRADE = frozenset(
    "leasing family state parent insurance energy steel shipping trading oil private logistics".split()
)


def nominal(words: Words, story: Story, i: int, number: int, paragraph: int) -> Mention | None:
    """The mention that an article at a word opens; with -1 where it is not told which thing is meant."""
    noun = noun_at(words, i)
    if noun is None:
        return None
    low, label = words.low(i), noun.label
    if noun.head in SHIPS or noun.head in FIRMS:
        if low == "that":
            return None
        counted = set(noun.plain & NUMBERS) | ({"two"} if low == "both" else set())
        group = -1 if noun.plain & {*PARTED, "latter", "former"} else story.group(label, paragraph, counted)
        return pointer(words, i, noun.last, label, group, "nominal", plural=True)
    if low in ("both", "these", "those") or any(k not in story.lands for k in noun.lands):
        return None
    if (named := _apposed(words, story, noun)) is not None:
        return pointer(words, i, noun.last, label, named, "nominal")
    if noun.label != "company" and noun.plain & _OF_FIRMS:
        return None
    if "other" in noun.plain:
        return pointer(words, i, noun.last, label, -1, "nominal")  # which of them, `latter` could not say
    label, entity = _meant(words, story, noun, number, paragraph)
    if entity < 0 and low == "that" and label == "company" and (last := _last(story, label, number)) >= 0:
        entity = last
    if entity < 0 and noun.head in _MANY_THINGS:
        return None
    return pointer(words, i, noun.last, label, entity, "nominal")


def _meant(words: Words, story: Story, noun: Noun, number: int, paragraph: int) -> tuple[Label, int]:
    label, head, opens = noun.label, noun.head, words.first(noun.first)
    among: set[int] | None = None
    if label == "country":
        return label, _land(story, number)
    if label == "vessel":
        lands = {story.land_at[k] for k in noun.lands if k in story.land_at}
        of = {e for e in story.known["vessel"] if lands and lands <= story.flags.get(e, set())}
        if len(of) == 1:
            return label, of.pop()
        if of:
            among = of
        elif head not in _ANY_SHIP:
            among = story.alike(head, paragraph)
        if lands and not of and len(story.known["vessel"]) > 1:
            other = {e for e, flags in story.flags.items() if flags}
            among = (among or story.known["vessel"]) - other
            if not among:
                return label, -1
    elif label in ("agency", "facility"):
        among = {s.entity for s in story.seen[label] if head in story.names[s.entity]}
        if not among and head in ("agency", "department", "authority"):
            among = story.bodies
        if not among:
            return label, -1
    elif head not in ANY_FIRM and (told_as := _told_as(story, head, number)):
        return told_as
    elif head not in ANY_FIRM and len(story.known[label]) > 1:
        among = {e for e in story.known[label] if head in story.names[e]}
        if not among and label == "company":
            return label, -1
        among = among or None
    elif noun.plain & _OWN_TRADE and len(story.known[label]) > 1:
        return label, -1
    return label, story.one(label, number, paragraph, among, opens)


def _last(story: Story, label: Label, number: int) -> int:
    """The thing named last, if the sentence before names it and it alone behind its verb."""
    told = [s for s in story.late(label, 12) if s.sentence == number - 1 and not s.plural]
    return told[0].entity if told else -1


def _told_as(story: Story, head: str, number: int) -> tuple[Label, int] | None:
    """The one that is said to be such: "Viktor Artemov, an oil trader" is the trader."""
    told = {(label, story.root(e)) for label, e in story.called.get(head, ()) if label in ("company", "person")}
    if len(told) != 1:
        return None
    label, entity = told.pop()
    return label, entity


def _apposed(words: Words, story: Story, noun: Noun) -> int | None:
    """The thing named right after: "the vessel, the Adler,"."""
    k = noun.last
    if k + 1 >= len(words) or words.gaps[k] != COMMA:
        return None
    return story.named.get((noun.label, words.start(k + (words.low(k) == "the"))))


def _land(story: Story, number: int) -> int:
    here = {s.entity for s in story.seen["country"] if s.sentence == number}
    return here.pop() if len(here) == 1 else -1
