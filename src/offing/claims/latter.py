"""Which of two things "the former" and "the latter" are, where they stand for a whole phrase."""

from __future__ import annotations

from offing.claims.model import Label, Mention
from offing.claims.neuter import pointer
from offing.claims.story import Story
from offing.claims.wording import COMMA, SPACE, Words

_VERBS = frozenset(
    "is was has had were will would could may might did does in at on of to for from by with then also later never which "
    "went came left took made gave said says told sold sent lies flies flew owns runs sank met".split()
)
_LABELS: tuple[Label, ...] = ("vessel", "company", "agency", "person")


def of_two(words: Words, story: Story, i: int, number: int, paragraph: int) -> Mention | None:
    """ "The latter" at a word: the last of the two things of one kind that its sentence so far, or the one before, tells of."""
    which = words.low(i + 1)
    k = i + 2
    if which not in ("former", "latter") or words.gaps[i + 1] != SPACE:
        return None
    after = words.low(k)
    if k < len(words) and words.gaps[k] == SPACE and not (after in _VERBS or after.endswith("ed")):
        return None
    if k < len(words) and words.gaps[k] not in (SPACE, COMMA) and words.between(k)[:1] not in (".", ";", ":"):
        return None
    pairs: list[tuple[int, Label, list[int]]] = []
    for label in _LABELS:
        for sentence in (number, number - 1):
            told = [
                s
                for s in reversed(story.late(label, 12))
                if s.sentence == sentence
                and not s.plural
                and not s.pronoun
                and not (story.near and s.paragraph != paragraph)
            ]
            order = list(dict.fromkeys(s.entity for s in told))
            if len(order) == 2:
                pairs.append((told[-1].start, label, order))
            if order and not (len(order) == 1 and all(s.pointed for s in told)):
                break
    if len(pairs) != 1:
        return pointer(words, i, k, pairs[0][1], -1, "nominal") if pairs else None
    _, label, order = pairs[0]
    return pointer(words, i, k, label, order[which == "latter"], "nominal")
