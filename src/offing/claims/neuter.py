"""What "it" stands for, where the text leaves but one answer; and the mention that a pointing word makes."""

from __future__ import annotations

from offing.claims.it_told import told_by_clause
from offing.claims.model import Label, Mention
from offing.claims.ship_pronouns import of_a_ship
from offing.claims.story import Story
from offing.claims.wording import HYPHEN, LOWER, POINT, QUOTE, SPACE, Words

SAID = frozenset("said says told announced denied added insisted confirmed stated claimed argued".split())
_ITS_VERB = frozenset(
    "sailed loaded docked anchored departed arrived berthed unloaded offloaded sank drifted switched".split()
)
_SENDS = frozenset("transmitted broadcast".split())
_LISTS = frozenset("listed designated sanctioned blacklisted identified imposed published delisted".split())
_LISTED = frozenset("sanctioned designated blacklisted targeted charged accused sanctions".split())


def it(words: Words, story: Story, i: int, number: int, paragraph: int) -> Mention | None:
    """ "It" where it can be but one: after "said", after a firm sanctioned, before a verb that only ships or bodies do."""
    goes_on = i + 1 < len(words) and words.gaps[i + 1] == SPACE
    if goes_on and (verb := _told_by(words, i)) and (subject := _subject(story, words, verb)):
        return pointer(words, i, i + 1, subject[1], subject[0], "pronoun")
    if goes_on and (firm := _runs_ships(words, story, i, number)) >= 0:
        return pointer(words, i, i + 1, "company", firm, "pronoun")
    if words.low(i - 1) == "saying" and any(words.low(x) in _LISTED for x in range(max(0, i - 25), i)):
        last = [
            s for label in ("company", "vessel") for s in story.seen[label] if s.sentence == number and not s.plural
        ]
        if len({s.entity for s in last}) == 1:
            label: Label = "company" if any(s.entity == last[0].entity for s in story.seen["company"]) else "vessel"
            return pointer(words, i, i + 1, label, last[0].entity, "pronoun")
    if words.first(i) and (words.low(i + 1) in _ITS_VERB):
        return pointer(words, i, i + 1, "vessel", story.one("vessel", number, paragraph, None, True), "pronoun")
    if words.first(i) and words.low(i + 1 + (words.low(i + 1) == "also")) in _LISTS:
        entity, kind = _body_before(story, words, number)
        if kind == "agency":
            return pointer(words, i, i + 1, kind, entity, "pronoun")
    if (
        goes_on
        and words.first(i)
        and words.low(i + 1) in ("was", "is")
        and (ship := _ship_bought(words, story, i, number, paragraph)) >= 0
    ):
        return pointer(words, i, i + 1, "vessel", ship, "pronoun")
    if (
        goes_on
        and (words.low(i + 1) in ("is", "was", "lay", "lies"))
        and words.low(i + 2) in _IN_PORT
        and story.seen["vessel"]
    ):
        return pointer(words, i, i + 1, "vessel", story.one("vessel", number, paragraph), "pronoun")
    if words.low(i + 1) in ("has", "had") and words.low(i + 2) == "not" and words.low(i + 3) in _SENDS:
        return pointer(words, i, i + 1, "vessel", story.one("vessel", number, paragraph), "pronoun")
    if of_a_ship(words, i) and len(story.known["vessel"]) == 1 and goes_on:
        return pointer(words, i, i + 1, "vessel", story.one("vessel", number, paragraph), "pronoun")
    if goes_on and words.first(i) and _acts_as_firm(words, i):
        entity, kind = _body_before(story, words, number)
        if kind == "company" and entity >= 0:
            return pointer(words, i, i + 1, kind, entity, "pronoun")
    aside = words.low(i + 1) in ("said", "added") and words.gaps[i] != SPACE
    denies = words.low(i + 1) == "did" and words.low(i + 2) == "not" and words.low(i + 3) in _ANSWERS
    unknown = aside or (words.first(i) and (words.low(i + 1) in SAID or words.low(i + 1) == "called" or denies))
    if unknown:
        entity, kind = _body_before(story, words, number)
        if entity >= 0:
            return pointer(words, i, i + 1, kind, entity, "pronoun")
    if (told := told_by_clause(words, story, i, number, paragraph)) is not None:
        return pointer(words, i, i + 1, told[1], told[0], "pronoun")
    return pointer(words, i, i + 1, "agency", -1, "pronoun") if unknown else None


_OF_FIRMS = frozenset(
    "owns operates manages runs charters chartered bought buys sold sells shipped ships supplied supplies exported exports "
    "imported imports traded trades employs controls purchased procured brokered insures insured".split()
)
_FIRST = frozenset("also then later since has had now still once allegedly reportedly previously".split())


def _acts_as_firm(words: Words, i: int) -> bool:
    """Whether what follows "it" is what a firm does: "It owns two carriers", "It has since bought her"."""
    k = i + 1
    while k < i + 4 and words.low(k) in _FIRST and words.gaps[k] == SPACE:
        k += 1
    return words.low(k) in _OF_FIRMS and words.gaps[k] == SPACE


_IN_PORT = frozenset("moored docked anchored berthed alongside".split())
_OF_SHIPS = frozenset("built flagged reflagged renamed boarded towed scrapped deregistered launched escorted".split())
_OF_MANY = frozenset("bought registered detained seized sold impounded chartered owned carrying carried".split())


def _ship_bought(words: Words, story: Story, i: int, number: int, paragraph: int) -> int:
    """The ship of "It was renamed"; of "It was bought" only the one with which the sentence before begins. -1 if none."""
    done = words.low(i + 2)
    if done in _OF_SHIPS:
        return story.one("vessel", number, paragraph, None, True)
    if done not in _OF_MANY:
        return -1
    opening = [
        s for s in story.late("vessel", _LATELY) if s.sentence == number - 1 and story.opens_its(s) and not s.plural
    ]
    return opening[0].entity if len(opening) == 1 and opening[0].paragraph == paragraph else -1


_ANSWERS = frozenset("answer respond reply comment".split())


def _told_by(words: Words, i: int) -> int:
    """The verb of saying that "it" or "that it" follows, as a word's number; 0 where there is none."""
    if words.gaps[i] != SPACE:
        return 0
    if words.low(i - 1) in SAID or words.low(i - 1) in _RECALLS:
        return i - 1
    if words.low(i - 1) != "that":
        return 0
    for k in range(i - 2, max(0, i - 6), -1):
        if words.low(k) in SAID or words.low(k) in _RECALLS:
            return k
        if words.gaps[k] != SPACE:
            return 0
    return 0


_RECALLS = frozenset("recalls recalled informed assured notified announces warned reported".split())


def _subject(story: Story, words: Words, verb: int) -> tuple[int, Label] | None:
    """The body or firm whose mention ends right before a verb, an adverb let by."""
    labels: tuple[Label, ...] = ("agency", "company")
    for label in labels:
        if seen := story.seen[label]:
            x = words.at(seen[-1].start)
            if x < verb <= x + 8 and all(
                words.gaps[y] in (SPACE, HYPHEN, POINT, QUOTE) for y in range(x + 1, verb + 1)
            ):
                return seen[-1].entity, label
    if seen := story.seen["country"]:
        x = words.at(seen[-1].start)
        named = [y for y in range(x, verb) if words.shapes[y] == LOWER]
        if x < verb <= x + 4 and not named and all(words.gaps[y] == SPACE for y in range(x + 1, verb + 1)):
            return seen[-1].entity, "country"
    return None


def _runs_ships(words: Words, story: Story, i: int, number: int) -> int:
    """The one firm of the sentence so far, of "the ships that it operated"; -1 if none or several."""
    if words.low(i + 1) not in _RUNS:
        return -1
    firms = {s.entity for s in story.late("company", _LATELY) if s.sentence == number}
    bodies = any(s.sentence == number and s.entity in story.bodies for s in story.late("agency", _LATELY))
    return firms.pop() if len(firms) == 1 and not bodies else -1


_RUNS = frozenset("owns owned operates operated manages managed charters chartered".split())


def _body_before(story: Story, words: Words, number: int) -> tuple[int, Label]:
    """The one body or firm of the sentence before, or the one that opens it; news outlets are none."""
    if story.near or number < 1:
        return -1, "agency"
    labels: tuple[Label, ...] = ("agency", "company")
    past = [
        (one.start, one.entity, label, story.opens_its(one))
        for label in labels
        for one in story.late(label, _LATELY)
        if one.sentence == number - 1 and not one.plural and (label == "company" or one.entity in story.bodies)
    ]
    begun = {p[0] for p in past}
    first, last = words.at(words.begun[number - 1]), words.at(words.begun[number])
    if any(words.low(x) == "it" and words.start(x) not in begun for x in range(first, last)):
        return -1, "agency"
    if len({p[1] for p in past}) == 1:
        return past[0][1], past[0][2]
    opening = [p for p in sorted(past) if p[3]]
    return (opening[0][1], opening[0][2]) if opening else (-1, "agency")


_LATELY = 12


def pointer(words: Words, i: int, j: int, label: Label, entity: int, rule: str, plural: bool = False) -> Mention:
    a, b = words.start(i), words.end(j - 1)
    return Mention(a, b, words.text[a:b], label, entity, rule, nominal=True, plural=plural)
