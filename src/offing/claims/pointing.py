"""Words that point at a thing without naming it: "the vessel", "the company", "she", "the two ships".

Each is resolved only where the text leaves one answer. Where it gives none, or several, the mention stands for no thing (-1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from offing.claims.foreseen import foreseen, foreseen_ship
from offing.claims.latter import of_two
from offing.claims.model import Label, Mention
from offing.claims.neuter import SAID, it, pointer
from offing.claims.ship_pronouns import of_a_ship
from offing.claims.ship_words import SHIP, SHIPS
from offing.claims.story import NUMBERS, Story
from offing.claims.wording import APART, COMMA, HYPHEN, LOWER, NUMBER, POINT, SPACE, Words

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
_SIZE = frozenset("ton tonne dwt metre meter foot year old built barrel deadweight gross teu".split())
_DEFINES = frozenset("that which who whose behind carrying named called known of owned".split())
_WOMEN = frozenset(
    "ms mrs miss madam woman women spokeswoman chairwoman businesswoman congresswoman wife daughter sister mother".split()
)
_IDENTIFIED = frozenset("named identified recognised recognized".split())
_SHE = frozenset("she her hers herself".split())
_HE = frozenset("he him his himself".split())
_POINTERS = _SHE | _HE | {"the", "this", "that", "both", "these", "those", "it"}


def pointing(words: Words, mentions: Sequence[Mention], garbled: bool) -> tuple[list[Mention], Mapping[int, int]]:
    """The nominals and pronouns of a text, none where a name stands, by place; and the things that are another's former name.

    `mentions` are those that name.
    """
    lands = (m for m in mentions if m.label in ("country", "place"))
    covered = frozenset(x for m in lands for x in range(words.at(m.start), words.at(m.end)))
    named: dict[tuple[Label, int], int] = {
        (m.label, m.start): m.entity for m in mentions if m.label in ("vessel", "company") and not m.nominal
    }
    story = Story(words, garbled, lands=covered, named=named, women=not _WOMEN.isdisjoint(words.lows))
    pointers = list(_pointers(words, mentions, story))
    over = {k for m in pointers for k in range(words.at(m.start), words.at(m.end))}
    ahead = (*foreseen(words, mentions), *foreseen_ship(words, mentions))
    pointers += (m for m in ahead if words.at(m.start) not in over)
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
        if words.lows[i] in _POINTERS and (found := _pointer(words, story, i)):
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
    if word == "the" and (found := of_two(words, story, i, number, paragraph)):
        return found
    if word in ("the", "this", "that", "both", "these", "those"):
        return _nominal(words, story, i, number, paragraph)
    if word in _SHE:
        return _she(words, story, i, number, paragraph)
    if word in _HE:
        return pointer(words, i, i + 1, "person", story.one("person", number, paragraph), "pronoun")
    if word == "it":
        return it(words, story, i, number, paragraph)
    return None


def _nominal(words: Words, story: Story, i: int, number: int, paragraph: int) -> Mention | None:
    k, steps = i + 1, 0
    k = _figured(words, k)
    while k < len(words) and steps < 4 and words.gaps[k] in (SPACE, HYPHEN):
        word = words.low(k)
        label = _label(word)
        if label and words.shapes[k] == LOWER and not (k + 1 < len(words) and words.gaps[k + 1] == HYPHEN):
            if k + 1 < len(words) and words.gaps[k + 1] == SPACE and _goes_on(words, k + 1, label):
                return None
            break
        if not (
            word in _BETWEEN
            or (word == "state" and k + 1 < len(words) and words.gaps[k + 1] == HYPHEN)
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
        return pointer(words, i, k + 1, label, group, "nominal", plural=True)
    if words.low(i) in ("both", "these", "those"):
        return None
    if _named_between(words, story, i + 1, k):
        return None
    if (named := _apposed(words, story, k, label)) is not None:
        return pointer(words, i, k + 1, label, named, "nominal")
    among: set[int] | None = None
    if label == "vessel" and word not in ("vessel", "ship", "boat"):
        among = story.alike(word, paragraph)
    elif label in ("agency", "facility"):
        among = {s.entity for s in story.seen[label] if word in story.names[s.entity]}
        if not among and word in ("agency", "department", "authority"):
            among = story.bodies
        if not among:
            return pointer(words, i, k + 1, label, -1, "nominal")
    elif label == "country":
        return pointer(words, i, k + 1, label, _land(story, number), "nominal")
    return pointer(words, i, k + 1, label, story.one(label, number, paragraph, among, opens), "nominal")


def _figured(words: Words, k: int) -> int:
    """The word after a size or age that begins with word `k`, "5,412-ton", "2006-built", "30-year-old"; or `k`."""
    x = k
    while x < len(words) and x < k + 3 and words.shapes[x] == NUMBER and (x == k or words.gaps[x] in (COMMA, POINT)):
        x += 1
    if x == k or words.gaps[k] != SPACE:
        return k
    y = x
    while y < len(words) and y < x + 3 and words.gaps[y] in (HYPHEN, SPACE) and words.low(y) in _SIZE:
        y += 1
    return y if y > x else k


def _apposed(words: Words, story: Story, k: int, label: Label) -> int | None:
    """The thing named right after: "the vessel, the Adler,"."""
    if k + 2 >= len(words) or words.gaps[k + 1] != COMMA:
        return None
    return story.named.get((label, words.start(k + 1 + (words.low(k + 1) == "the"))))


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
        found = story.one("vessel", number, paragraph, None, words.first(i))
        return pointer(words, i, i + 1, "vessel", found, "pronoun")
    ship = _latest(story, "vessel", paragraph)
    person = _latest(story, "person", paragraph)
    if ship >= 0 and person >= ship and number - ship <= 1 and _goes_on_her(words, story, number, paragraph):
        found = story.one("vessel", number, paragraph, None, words.first(i))
        return pointer(words, i, i + 1, "vessel", found, "pronoun")
    if person > ship and story.seen["vessel"]:
        return pointer(words, i, i + 1, "vessel", -1, "pronoun")
    label: Label = "person" if person > ship or (ship < 0 <= person) else "vessel"
    if label == "vessel" and person >= 0 and person == ship:
        return pointer(words, i, i + 1, "vessel", -1, "pronoun")
    if max(ship, person) < 0 and not story.seen["vessel"]:
        return None
    return pointer(words, i, i + 1, label, story.one(label, number, paragraph, None, words.first(i)), "pronoun")


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
