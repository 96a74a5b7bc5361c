"""What "it" is by the clause in which it stands: who says so, who lists, whom a sentence began with."""

from __future__ import annotations

from offing.claims.model import Label
from offing.claims.story import Seen, Story
from offing.claims.wording import COMMA, HYPHEN, SPACE, Words

_SAYS = frozenset(
    "said says told tells announced denied denies insisted insists added confirmed stated claims claimed argued maintains "
    "replied responded recalls recalled informed assured notified warned reported wrote declared believes acknowledged admitted "
    "complained explained noted".split()
)
_LISTS = frozenset(
    "listed designated sanctioned blacklisted identified imposed published delisted added put placed named announced unveiled "
    "struck removed lifted froze penalised penalized targeted".split()
)
_WHILE = frozenset("as when while after before until once because".split())
_FIRMLY = frozenset(
    "listed sanctioned blacklisted designated owned managed based registered headquartered incorporated run controlled accused "
    "charged fined founded established led domiciled indicted".split()
)
_BE = frozenset("is was are were".split())
_SLIGHT = frozenset("not also then later since now still itself never already long both been has had being by".split())
_EMPTY = frozenset(
    "is was has had would will may might could should can did does takes took seems seemed appears appeared follows followed "
    "turned turns happened remains remained came comes makes made means meant helps emerged looks looked sounds costs cost "
    "rained isn wasn has".split()
)
"""Verbs of which "it" is often nothing that was named."""
_ACTS = frozenset(
    "is was has had will would may can does did owns runs wants refuses keeps asks asked sent gave took made put which sells "
    "buys operates manages employs".split()
)
_OF_BOTH = frozenset(
    "sailed loaded docked anchored departed arrived berthed unloaded left lay lies flies flew carried".split()
)
_OBJECTS = frozenset("us them reporters parliament lawmakers him her journalists".split())
_LABELS: tuple[Label, ...] = ("agency", "company", "country")
_LATELY = 14


def told_by_clause(words: Words, story: Story, i: int, number: int, paragraph: int) -> tuple[int, Label] | None:
    """The body, firm or country; None where the clause does not tell."""
    if i + 1 >= len(words) or story.near:
        return None
    verb, before = words.low(i + 1), words.low(i - 1)
    if before == "through" and words.gaps[i + 1] == COMMA:
        firms = _told(story, "company", number, words.start(i))
        return (firms[-1].entity, "company") if len({s.entity for s in firms}) == 1 else None
    if words.gaps[i + 1] != SPACE:
        return None
    if words.first(i):
        return _goes_on(words, story, i, number, paragraph)
    if words.gaps[i] != SPACE:
        return None
    if (said := _sayer(words, story, i, number)) is not None:
        return said
    if before in _WHILE and verb in _LISTS:
        return _lister(words, story, i, number)
    if verb in _LISTS and _dated(words, i, number):
        return _lister(words, story, i, number - 1)
    if before in ("believe", "believes", "consider", "considers") and verb == "to" and words.low(i + 2) == "be":
        firms = _told(story, "company", number - 1, words.start(i))
        told = words.low(i + 3) in _FIRMLY and len({s.entity for s in firms}) == 1
        return (firms[-1].entity, "company") if told else None
    return None


def _dated(words: Words, i: int, number: int) -> bool:
    """Whether no more than a date stands before a word in its sentence: "On 21 July it"."""
    said = words.plain[words.begun[number] : words.start(i)].split()
    return number > 0 and 1 < len(said) < 6 and said[0] in ("On", "In") and not said[-1].endswith((",", ";"))


def _told(story: Story, label: Label, sentence: int, end: int) -> list[Seen]:
    return [
        s for s in reversed(story.late(label, _LATELY)) if s.sentence == sentence and not s.plural and s.start < end
    ]


def _sayer(words: Words, story: Story, i: int, number: int) -> tuple[int, Label] | None:
    """ "X, which owns her, says it", "X told us that it": the subject of the verb of saying before "it"."""
    k = i - 1
    if words.low(k) == "that":
        k -= 1
    if words.low(k) in _OBJECTS:
        k -= 1
    if words.low(k) not in _SAYS or k <= 0 or any(words.gaps[x] != SPACE for x in range(k + 1, i + 1)):
        return None
    return _subject(words, story, k, number)


def _subject(words: Words, story: Story, k: int, number: int) -> tuple[int, Label] | None:
    """Who stands right before a verb, or before an aside between commas that ends there."""
    at = words.start(k)
    near: list[tuple[int, int, Label]] = []
    for label in _LABELS:
        near += [(s.end, s.entity, label) for s in _told(story, label, number, at) if s.entity >= 0]
    if not near:
        return None
    end, entity, label = max(near)
    between = words.plain[end:at]
    if not between.strip() or between.strip() in ("also", "later", "has", "had", "then"):
        if label == "country" and _described(words, story, end, number):
            return None
        return entity, label
    opening = min(near)
    first = words.plain[opening[0] : at]
    if words.gaps[k] == COMMA and first.startswith((",", " of ", " in ")) and first.count(",") in (1, 2):
        others = [n for n in near if n != opening and n[2] == opening[2] and n[1] != opening[1]]
        begun = words.plain[words.begun[number] : opening[0]]
        if len(begun) < 60 and "," not in begun and not (others and opening[2] == "country"):
            return opening[1], opening[2]
    return None


def _described(words: Words, story: Story, end: int, number: int) -> bool:
    """Whether a country only tells of which land somebody is: "a North Korean said it"."""
    begun = words.plain[words.begun[number] : end].split()
    return len(begun) > 3 and begun[0].lower() in ("a", "an", "one")


def _lister(words: Words, story: Story, i: int, number: int) -> tuple[int, Label] | None:
    """The only body of the sentence so far; or the country that it begins with."""
    at = words.start(i)
    bodies = {s.entity for s in _told(story, "agency", number, at) if s.entity in story.bodies}
    if len(bodies) > 1:
        told = [s for s in _told(story, "agency", number, at) if words.low(words.at(s.end)) in _SAYS]
        bodies = {s.entity for s in told if s.entity in bodies} or bodies
    if len(bodies) == 1:
        return bodies.pop(), "agency"
    if bodies:
        return None
    lands = [s for s in _told(story, "country", number, at) if story.opens_its(s)]
    after = words.low(words.at(lands[0].end)) if lands else ""
    if len(lands) == 1 and (after in _LISTS or after in _SAYS or after in ("has", "is", "on")):
        return lands[0].entity, "country"
    return None


def _goes_on(words: Words, story: Story, i: int, number: int, paragraph: int) -> tuple[int, Label] | None:
    """ "It" at the head of a sentence: the body, firm or country at the head of the one before, by what it does."""
    k = i + 1
    while k < i + 4 and words.low(k) in _SLIGHT and words.gaps[k] in (SPACE, HYPHEN):
        k += 1
    verb = words.low(k)
    if verb in _BE:
        x = k + 1
        while x < k + 4 and words.low(x) in _SLIGHT:
            x += 1
        listed = words.low(x) == "on" and words.low(x + 1) in ("the", "a", "no", "any") and "list" in words.low(x + 2)
        firms = {s.entity for s in story.late("company", _LATELY) if s.sentence == number - 1 and not s.plural}
        if (words.low(x) not in _FIRMLY and not listed) or len(firms) != 1:
            return None
        ships = any(s.sentence == number - 1 and story.opens_its(s) for s in story.late("vessel", _LATELY))
        return None if ships else (firms.pop(), "company")
    slight = (verb in _EMPTY and words.low(k + 1) != "over") or verb in _OF_BOTH
    if not (verb in _FIRMLY and k > i + 1) and (slight or not verb.endswith(("ed", "s", "t", "e", "d", "n", "k"))):
        return None
    if number < 1:
        return None
    opening = [
        (s.start, s.end, s.entity, label)
        for label in (*_LABELS, "vessel", "person")
        for s in story.late(label, _LATELY)
        if s.sentence == number - 1 and not s.plural and story.opens_its(s)
    ]
    if not opening:
        return None
    _, end, entity, kind = min(opening)
    k = words.at(end)
    after, gap = words.low(k), words.gaps[min(k, len(words) - 1)]
    acts = after in _ACTS or after in _SAYS or after in _LISTS or after.endswith("ed")
    if kind not in _LABELS or gap not in (SPACE, COMMA) or (gap == SPACE and not acts):
        return None
    return entity, kind
