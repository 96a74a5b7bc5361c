"""Words that point at a thing without naming it: "the vessel", "the company", "she", "the two ships".

Each is resolved only where the text leaves one answer. Where it gives none, or several, the mention stands for no thing (-1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from offing.claims.model import Label, Mention
from offing.claims.ship_words import SHIP, SHIPS
from offing.claims.story import NUMBERS, Story
from offing.claims.wording import APART, HYPHEN, LOWER, POINT, QUOTE, SPACE, Words

_FIRM = frozenset("company firm shipper bank trader conglomerate shipowner insurer refiner".split())
_FIRMS = frozenset("companies firms banks".split())
_BODY = frozenset(
    "ministry department agency committee panel court council registry authority administration commission guard".split()
)
_FACILITY = frozenset("office terminal refinery shipyard plant zone embassy pipeline depot".split())
_LAND = frozenset("regime country".split())
_SHIP_NOUN = frozenset(SHIP | {"supertanker"})
_BETWEEN = frozenset(
    "merchant motor suspect customs maritime intelligence chinese-owned shipping trading oil crude product fuel cargo coal "
    "container general bulk fishing chemical gas russian iranian aging ageing sanctioned blacklisted seized detained same "
    "second latter former stricken said laden giant".split()
)
_DEFINES = frozenset("that which who whose behind carrying named called known of owned".split())
_SAID = frozenset("said says told announced denied added insisted confirmed stated claimed argued".split())
_SHE = frozenset("she her hers herself".split())
_HE = frozenset("he him his himself".split())
_ITS_VERB = frozenset(
    "sailed loaded docked anchored departed arrived berthed unloaded offloaded sank drifted switched".split()
)
_LISTED = frozenset("sanctioned designated blacklisted targeted charged accused sanctions".split())


def pointing(words: Words, mentions: Sequence[Mention], garbled: bool) -> tuple[list[Mention], Mapping[int, int]]:
    """The nominals and pronouns of a text, none where a name stands, by place; and the things that are another's former name.

    `mentions` are those that name.
    """
    lands = (m for m in mentions if m.label in ("country", "place"))
    covered = frozenset(x for m in lands for x in range(words.at(m.start), words.at(m.end)))
    story = Story(words, garbled, lands=covered)
    pointers = list(_pointers(words, mentions, story))
    return pointers, {k: story.root(k) for k in story.same}


def _pointers(words: Words, mentions: Sequence[Mention], story: Story) -> Iterator[Mention]:
    n = 0
    ends = 0
    for i in range(len(words)):
        start = words.start(i)
        while n < len(mentions) and mentions[n].start <= start:
            mention = mentions[n]
            _place(words, story, mention)
            if mention.label not in ("country", "place"):
                ends = max(ends, mention.end)
            n += 1
        if start < ends or (words.shapes[i] != LOWER and not words.first(i)):
            continue
        if found := _pointer(words, story, i):
            yield found
            _place(words, story, found)
            ends = max(ends, found.end)


def _place(words: Words, story: Story, mention: Mention) -> None:
    number = words.sentence(mention.start)
    paragraph = words.sentences[number].paragraph if number >= 0 else -1
    if mention.label == "vessel":
        story.join(mention)
    story.add(mention, number, paragraph)
    if mention.nominal or mention.entity < 0:
        return
    if mention.label == "vessel":
        k = words.at(mention.start)
        for x in range(max(0, k - 3), k):
            if words.low(x) in SHIP and words.gaps[x + 1] != APART:
                story.types[words.low(x)].add(story.root(mention.entity))
    elif mention.label in ("agency", "facility"):
        story.names[mention.entity].update(mention.text.lower().split())
        if "treasury" in story.names[mention.entity]:
            story.names[mention.entity].add("department")
        if mention.label == "agency" and "outlet" not in mention.rule:
            story.bodies.add(mention.entity)


def _pointer(words: Words, story: Story, i: int) -> Mention | None:
    word = words.low(i)
    number = words.sentence(words.start(i))
    if number < 0:
        return None
    paragraph = words.sentences[number].paragraph
    if word in ("the", "this", "that", "both", "these", "those"):
        return _nominal(words, story, i, number, paragraph)
    if word in _SHE:
        return _she(words, story, i, number, paragraph)
    if word in _HE:
        return _mention(words, i, i + 1, "person", story.one("person", number, paragraph), "pronoun")
    if word == "it":
        return _it(words, story, i, number, paragraph)
    return None


def _nominal(words: Words, story: Story, i: int, number: int, paragraph: int) -> Mention | None:
    k, steps = i + 1, 0
    while k < len(words) and steps < 4 and words.gaps[k] in (SPACE, HYPHEN):
        word = words.low(k)
        label = _label(word)
        if label and words.shapes[k] == LOWER and not (k + 1 < len(words) and words.gaps[k + 1] == HYPHEN):
            if k + 1 < len(words) and words.gaps[k + 1] == SPACE and _goes_on(words, k + 1, label):
                return None
            break
        if not (
            word in _BETWEEN
            or word in ("two", "three", "four", "five", "six", "first", "last", "other", "flagged", "based", "owned")
            or words.shapes[k] != LOWER
        ):
            return None
        k, steps = k + 1, steps + 1
    else:
        return None
    if k >= len(words) or (label := _label(word := words.low(k))) is None or words.gaps[k] not in (SPACE, HYPHEN):
        return None
    opens = words.first(i)
    if word in SHIPS or word in _FIRMS:
        if words.low(i) in ("that",):
            return None
        counted = {words.low(x) for x in range(i, k)} & NUMBERS | ({"two"} if words.low(i) == "both" else set())
        parted = any(words.low(x) in ("first", "last", "other", "latter", "former") for x in range(i, k))
        group = -1 if parted else story.group(label, paragraph, counted)
        return _mention(words, i, k + 1, label, group, "nominal", plural=True)
    if words.low(i) in ("both", "these", "those"):
        return None
    if _named_between(words, story, i + 1, k):
        return None
    among: set[int] | None = None
    if label == "vessel" and word not in ("vessel", "ship", "boat"):
        among = story.types.get(word) or None
    elif label in ("agency", "facility"):
        among = {s.entity for s in story.seen[label] if word in story.names[s.entity]}
        if not among and word in ("agency", "department", "authority"):
            among = story.bodies
        if not among:
            return _mention(words, i, k + 1, label, -1, "nominal")
    elif label == "country":
        return _mention(words, i, k + 1, label, _land(story, number), "nominal")
    return _mention(words, i, k + 1, label, story.one(label, number, paragraph, among, opens), "nominal")


def _named_between(words: Words, story: Story, i: int, k: int) -> bool:
    """Whether capitals that are no country's stand before the noun: "the Gudzon Shipping company" is named."""
    return any(words.shapes[x] in (1, 2) and x not in story.lands for x in range(i, k))


def _label(word: str) -> Label | None:
    if word in _SHIP_NOUN or word in SHIPS:
        return "vessel"
    if word in _FIRM or word in _FIRMS:
        return "company"
    if word in _BODY:
        return "agency"
    if word in _FACILITY:
        return "facility"
    return "country" if word in _LAND else None


def _goes_on(words: Words, k: int, label: Label) -> bool:
    """Whether the next word makes the noun another thing: "the company that ...", "the tanker Vityaz", "the ship owner"."""
    word = words.low(k)
    if words.shapes[k] != LOWER or word in _DEFINES:
        return True
    return word in _SHIP_NOUN | SHIPS | _FIRM | _FIRMS | _BODY | {
        "owner",
        "owners",
        "operator",
        "manager",
        "tracking",
        "officials",
        "building",
    }


def _land(story: Story, number: int) -> int:
    here = {s.entity for s in story.seen["country"] if s.sentence == number}
    return here.pop() if len(here) == 1 else -1


def _she(words: Words, story: Story, i: int, number: int, paragraph: int) -> Mention | None:
    """She is a ship, unless a person was named as lately."""
    if words.low(i + 1) in _SAID or words.low(i + 1) in ("explained", "wrote"):
        return _mention(words, i, i + 1, "person", story.one("person", number, paragraph), "pronoun")
    ship = _latest(story, "vessel", paragraph)
    person = _latest(story, "person", paragraph)
    if person > ship and story.seen["vessel"]:
        return _mention(words, i, i + 1, "vessel", -1, "pronoun")
    label: Label = "person" if person > ship or (ship < 0 <= person) else "vessel"
    if label == "vessel" and person >= 0 and person == ship:
        return _mention(words, i, i + 1, "vessel", -1, "pronoun")
    if max(ship, person) < 0 and not story.seen["vessel"]:
        return None
    return _mention(words, i, i + 1, label, story.one(label, number, paragraph, None, words.first(i)), "pronoun")


def _latest(story: Story, label: Label, paragraph: int) -> int:
    return next((s.sentence for s in reversed(story.seen[label]) if not story.near or s.paragraph == paragraph), -1)


def _it(words: Words, story: Story, i: int, number: int, paragraph: int) -> Mention | None:
    """ "It" where it can be but one: after "said", after a firm sanctioned, before a verb that only ships or bodies do."""
    if (verb := _told_by(words, i)) and (subject := _subject(story, words, verb)):
        return _mention(words, i, i + 1, subject[1], subject[0], "pronoun")
    if words.low(i - 1) == "saying" and any(words.low(x) in _LISTED for x in range(max(0, i - 25), i)):
        last = [
            s for label in ("company", "vessel") for s in story.seen[label] if s.sentence == number and not s.plural
        ]
        if len({s.entity for s in last}) == 1:
            label: Label = "company" if any(s.entity == last[0].entity for s in story.seen["company"]) else "vessel"
            return _mention(words, i, i + 1, label, last[0].entity, "pronoun")
    if words.first(i) and (words.low(i + 1) in _ITS_VERB):
        return _mention(words, i, i + 1, "vessel", story.one("vessel", number, paragraph, None, True), "pronoun")
    aside = words.low(i + 1) in ("said", "added") and words.gaps[i] != SPACE
    denies = words.low(i + 1) == "did" and words.low(i + 2) == "not" and words.low(i + 3) in _ANSWERS
    if aside or (words.first(i) and (words.low(i + 1) in _SAID or words.low(i + 1) == "called" or denies)):
        entity, kind = _body_before(story, words, number)
        return _mention(words, i, i + 1, kind, entity, "pronoun")
    return None


_ANSWERS = frozenset("answer respond reply comment".split())


def _told_by(words: Words, i: int) -> int:
    """The verb of saying that "it" or "that it" follows, as a word's number; 0 where there is none."""
    if words.gaps[i] != SPACE:
        return 0
    if words.low(i - 1) in _SAID or words.low(i - 1) in _RECALLS:
        return i - 1
    if words.low(i - 1) != "that":
        return 0
    for k in range(i - 2, max(0, i - 6), -1):
        if words.low(k) in _SAID or words.low(k) in _RECALLS:
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
    return None


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


def _mention(words: Words, i: int, j: int, label: Label, entity: int, rule: str, plural: bool = False) -> Mention:
    a, b = words.start(i), words.end(j - 1)
    return Mention(a, b, words.text[a:b], label, entity, rule, nominal=True, plural=plural)
