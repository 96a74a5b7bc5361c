"""Words that point at a thing without naming it: "the vessel", "the company", "she", "the two ships".

Each is resolved only where the text leaves one answer. Where it gives none, or several, the mention stands for no thing (-1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from offing.claims.foreseen import foreseen, foreseen_firm, foreseen_ship
from offing.claims.latter import of_two
from offing.claims.model import Label, Mention
from offing.claims.neuter import SAID, it, pointer
from offing.claims.nominals import nominal
from offing.claims.nouns_said import BETWEEN, label_of
from offing.claims.several import several
from offing.claims.ship_pronouns import of_a_ship
from offing.claims.ship_words import SHIP
from offing.claims.story import Story
from offing.claims.wording import APART, COMMA, HYPHEN, LOWER, SPACE, Words

_WOMEN = frozenset(
    "ms mrs miss madam woman women spokeswoman chairwoman businesswoman congresswoman wife daughter sister mother".split()
)
_IDENTIFIED = frozenset("named identified recognised recognized".split())
_SHE = frozenset("she her hers herself".split())
_HE = frozenset("he him his himself".split())
_POINTERS = _SHE | _HE | {"the", "this", "that", "both", "all", "these", "those", "it"}


def pointing(words: Words, mentions: Sequence[Mention], garbled: bool) -> tuple[list[Mention], Mapping[int, int]]:
    """The nominals and pronouns of a text, none where a name stands, by place; and the things that are another's former name.
    Groups that no words told before have numbers of their own, behind those of the mentions.

    `mentions` are those that name.
    """
    lands = [m for m in mentions if m.label in ("country", "place")]
    covered = frozenset(x for m in lands for x in words.within(m.start, m.end))
    land_at = {words.at(m.start): m.entity for m in lands if m.label == "country"}
    named: dict[tuple[Label, int], int] = {
        (m.label, m.start): m.entity for m in mentions if m.label in ("vessel", "company") and not m.nominal
    }
    free = 1 + max((m.entity for m in mentions), default=-1)
    story = Story(
        words, garbled, lands=covered, land_at=land_at, named=named, women=not _WOMEN.isdisjoint(words.lows), free=free
    )
    pointers = list(_pointers(words, mentions, story))
    over = {k for m in pointers for k in words.within(m.start, m.end)}
    ahead = (*foreseen(words, mentions), *foreseen_ship(words, mentions), *foreseen_firm(words, mentions))
    pointers += (m for m in ahead if words.at(m.start) not in over)
    return pointers, {k: story.root(k) for k in story.same}


def _pointers(words: Words, mentions: Sequence[Mention], story: Story) -> Iterator[Mention]:
    n = 0
    ends = 0
    for i, low in enumerate(words.lows):
        if low not in _POINTERS and i < len(words) - 1:
            continue
        start = words.start(i)
        while n < len(mentions) and mentions[n].start <= start:
            mention = mentions[n]
            _place(words, story, mention)
            if mention.label not in ("country", "place"):
                ends = max(ends, mention.end)
            n += 1
        if start < ends or (words.shapes[i] != LOWER and not words.first(i)):
            continue
        if low in _POINTERS and (found := _pointer(words, story, i)):
            if found.entity < 0 and any(m.plural and m.end <= found.end for m in mentions[n : n + 3]):
                continue  # "the five tankers", of which none was told before
            yield found
            _place(words, story, found)
            ends = max(ends, found.end)


def _place(words: Words, story: Story, mention: Mention) -> None:
    number = words.sentence(mention.start)
    paragraph = words.sentences[number].paragraph if number >= 0 else -1
    if mention.label == "person" and _writes(words, mention, number):
        return
    if mention.label == "vessel":
        story.join(mention)
    story.add(mention, number, paragraph)
    if mention.nominal or mention.entity < 0:
        return
    _told_of(words, story, mention)
    story.names[mention.entity].update(mention.text.lower().split())
    if mention.label == "vessel":
        k = words.at(mention.start)
        for x in range(max(0, k - 3), k):
            if words.low(x) in SHIP and words.gaps[x + 1] != APART:
                story.types[words.low(x)].add(story.root(mention.entity))
    elif mention.label in ("agency", "facility"):
        if "treasury" in story.names[mention.entity]:
            story.names[mention.entity].add("department")
        if mention.label == "agency" and "outlet" not in mention.rule:
            story.bodies.add(mention.entity)


def _writes(words: Words, mention: Mention, number: int) -> bool:
    """Whether a person is who wrote the text: "By Kim Ho" and no more in the sentence, or behind a bar."""
    k = words.at(mention.start)
    if number < 0 or words.low(k - 1) != "by":
        return False
    line = words.sentences[number]
    opens = words.first(k - 1) or words.plain[: words.start(k - 1)].rstrip().endswith("|")
    return opens and line.end - line.start < _BYLINE and words.plain[line.end - 1] != "."


_BYLINE = 80


def _told_of(words: Words, story: Story, mention: Mention) -> None:
    """What stands beside a name: nouns for what it is, and the countries of a ship."""
    i, j = words.at(mention.start), words.at(mention.end)
    entity = story.root(mention.entity)
    for k in range(i - 1, max(0, i - 5) - 1, -1):
        if words.gaps[k + 1] not in (SPACE, HYPHEN):
            break
        if words.shapes[k] == LOWER and label_of(words.low(k)):
            story.called[words.low(k)].add((mention.label, entity))
        if mention.label != "vessel" or k not in story.land_at:
            continue
        if all(words.shapes[x] != LOWER or words.low(x) in _BESIDE for x in range(k + 1, i)):
            story.flags[entity].add(story.land_at[k])
    apposed = words.low(j) in ("a", "an", "the", "another") and j < len(words) and words.gaps[j] == COMMA
    flown = mention.label == "vessel" and j < len(words) and (words.gaps[j] == COMMA or words.low(j) in _FLIES)
    for k in range(j, min(len(words), j + 12)):
        if words.gaps[k] not in (SPACE, HYPHEN) and k > j and not (words.gaps[k] == COMMA and flown):
            return
        if apposed and words.shapes[k] == LOWER and label_of(words.low(k)):
            story.called[words.low(k)].add((mention.label, entity))
            apposed = False
        if flown and k in story.land_at:
            near = {words.low(x) for x in range(max(j, k - 4), k + 3)}
            if not _FLOWN.isdisjoint(near):
                story.flags[entity].add(story.land_at[k])
                flown = False


_BESIDE = BETWEEN | SHIP | frozenset("flagged registered owned flag".split())
_FLIES = frozenset("flying flies flew flagged registered under which with is was".split())
_FLOWN = frozenset("flag flags flagged flies flying registered registry".split())


def _pointer(words: Words, story: Story, i: int) -> Mention | None:
    word = words.low(i)
    number = words.sentence(words.start(i))
    if number < 0:
        return None
    paragraph = words.sentences[number].paragraph
    if word == "the" and (found := of_two(words, story, i, number, paragraph)):
        return found
    if word in ("the", "both", "all", "these", "those") and (group := several(words, story, i, number, paragraph)):
        return group
    if word in ("the", "this", "that", "both", "these", "those"):
        return nominal(words, story, i, number, paragraph)
    if word in _SHE:
        return _she(words, story, i, number, paragraph)
    if word in _HE:
        return pointer(words, i, i + 1, "person", story.one("person", number, paragraph), "pronoun")
    if word == "it":
        return it(words, story, i, number, paragraph)
    return None


def _she(words: Words, story: Story, i: int, number: int, paragraph: int) -> Mention | None:
    """She is a ship, unless a person was named as lately."""
    if (
        story.last
        and story.last.rule.endswith("as-she")
        and story.last.entity in story.same
        and 0 < words.start(i) - story.last.end <= 2
    ):
        return pointer(words, i, i + 1, "vessel", story.root(story.last.entity), "pronoun")
    if words.low(i + 1) in SAID or words.low(i + 1) in ("explained", "wrote"):
        return pointer(words, i, i + 1, "person", story.one("person", number, paragraph), "pronoun")
    if words.low(i + 1) == "as" and words.low(i - 1) in _IDENTIFIED:
        k = i + 2 + (words.low(i + 2) == "the")
        if k < len(words) and (named := story.named.get(("vessel", words.start(k)))) is not None:
            return pointer(words, i, i + 1, "vessel", named, "pronoun")
    if not story.seen["vessel"] and (named := _to_be_named(words, story, i)) is not None:
        return pointer(words, i, i + 1, "vessel", named, "pronoun")
    if story.seen["vessel"] and (of_a_ship(words, i) or _to_be_named(words, story, i) is not None):
        found = story.one("vessel", number, paragraph, None, _early(words, story, i, number))
        return pointer(words, i, i + 1, "vessel", found, "pronoun")
    ship = _latest(story, "vessel", paragraph)
    person = _latest(story, "person", paragraph)
    if ship >= 0 and person >= ship and number - ship <= 1 and _goes_on_her(words, story, number, paragraph):
        found = story.one("vessel", number, paragraph, None, _early(words, story, i, number))
        return pointer(words, i, i + 1, "vessel", found, "pronoun")
    if person > ship >= 0 and not story.women and not story.near:
        hero, told = story.hero("vessel"), sum(s.pronoun for s in story.late("vessel", 30))
        if hero >= 0 and told >= 3:
            return pointer(words, i, i + 1, "vessel", hero, "pronoun")
    if person > ship and story.seen["vessel"]:
        return pointer(words, i, i + 1, "vessel", -1, "pronoun")
    label: Label = "person" if person > ship or (ship < 0 <= person) else "vessel"
    if label == "vessel" and person >= 0 and person == ship:
        return pointer(words, i, i + 1, "vessel", -1, "pronoun")
    if max(ship, person) < 0 and not story.seen["vessel"]:
        return None
    return pointer(
        words, i, i + 1, label, story.one(label, number, paragraph, None, _early(words, story, i, number)), "pronoun"
    )


def _early(words: Words, story: Story, i: int, number: int) -> bool:
    """Whether a pronoun opens its sentence, or stands behind no more than "On 27 March" there."""
    if words.first(i):
        return True
    begun = words.at(words.begun[number])
    if i - begun > 6 or any(s.sentence == number for s in story.late("vessel", 4)):
        return False
    return words.low(begun) in _WHEN and all(words.gaps[x] in (SPACE, HYPHEN, COMMA) for x in range(begun + 1, i + 1))


_WHEN = frozenset(
    "on in at by since until after before then later last that from now earlier when today once two three".split()
)


def _goes_on_her(words: Words, story: Story, number: int, paragraph: int) -> bool:
    """Whether a ship was "she" just before in the paragraph, or the text's one ship was twice, and no woman is told of."""
    if len(story.known["vessel"]) == 1 and not story.women and not story.near:
        return sum(s.pronoun for s in story.late("vessel", 20)) >= 2
    last = [s for s in story.late("vessel", 6) if s.pronoun and s.paragraph == paragraph and number - s.sentence <= 1]
    return bool(last) and not story.women


def _to_be_named(words: Words, story: Story, i: int) -> int | None:
    """The ship named right after, of whom a text told before without a name: "She trades as the Adler"."""
    for k in range(i + 1, min(i + 8, len(words))):
        if words.gaps[k] != SPACE:
            return None
        if (named := story.named.get(("vessel", words.start(k)))) is not None:
            return named if story.is_she(words.plain[words.end(i) : words.start(k)]) else None
    return None


def _latest(story: Story, label: Label, paragraph: int) -> int:
    return next((s.sentence for s in reversed(story.seen[label]) if not story.near or s.paragraph == paragraph), -1)
