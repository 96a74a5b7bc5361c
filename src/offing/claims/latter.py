"""Which of those just named "the former", "the latter", "the first", "the second" and "the other" are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from offing.claims.model import Label, Mention
from offing.claims.neuter import pointer
from offing.claims.nouns_said import label_of
from offing.claims.several import rows_told
from offing.claims.story import Story
from offing.claims.wording import COMMA, SPACE, Words

_VERBS = frozenset(
    "is was has had were will would could may might does did do at on of to for from by with then also later never which "
    "went came left took made gave said says told sold sent lies flies flew owns runs sank met receiving giving belongs carried "
    "loaded sits lay got put are have".split()
)
_LABELS: tuple[Label, ...] = ("vessel", "company", "agency", "person")
_ORDINALS = {"former": 0, "latter": -1, "first": 0, "second": 1, "third": 2, "fourth": 3}
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_BACK = 3
"""Sentences back in which they may be named."""
_UNSURE = frozenset("at on of to for from by with".split())
"""Words behind which "the first" and "the other" are seldom a thing named."""


def of_two(words: Words, story: Story, i: int, number: int, paragraph: int) -> Mention | None:
    """ "The latter" at a word: the last of the two things of one kind that were named last together; "the second" the second of
    a row, "the other" of two the one that its sentence has not named yet."""
    which = words.low(i + 1)
    k = i + 2
    if which in ("other", "others", "remaining") and words.gaps[i + 1] == SPACE:
        return _others(words, story, i, number, paragraph)
    if which not in _ORDINALS or words.gaps[i + 1] != SPACE:
        return None
    label = None
    if k < len(words) and words.gaps[k] == SPACE and (label := label_of(words.low(k))) is not None:
        if which not in ("former", "latter") and label != "vessel":
            return None
        k += 1
    if not _ends(words, k, which not in ("former", "latter")):
        return None
    found = list(_together(words, story, i, number, paragraph, label))
    if which in ("former", "latter"):
        found = [f for f in found if len(f[1]) == 2]
    else:
        found = [f for f in found if len(f[1]) > max(_ORDINALS[which], 1)]
    if len(found) > 1:
        found = [f for f in found if f[0] != "agency"]
    if not found:
        return None
    if len(found) > 1:
        return pointer(words, i, k, found[0][0], -1, "nominal") if which in ("former", "latter") else None
    kind, order = found[0]
    return pointer(words, i, k, kind, order[_ORDINALS[which]], "nominal")


def _ends(words: Words, k: int, careful: bool) -> bool:
    """Whether the pointer's phrase ends before a word."""
    if k >= len(words):
        return True
    after = words.low(k)
    if words.gaps[k] == SPACE:
        return (after in _VERBS or after.endswith("ed")) and not (careful and after in _UNSURE)
    if words.gaps[k] == COMMA:
        return True
    return words.between(k)[:1] in (".", ";", ":", "'", "\u2019")


def _together(
    words: Words, story: Story, i: int, number: int, paragraph: int, label: Label | None = None
) -> Iterator[tuple[Label, tuple[int, ...]]]:
    """Of each kind the things named together in the last sentence that names any of it."""
    for kind in (label,) if label else _LABELS:
        for sentence in range(number, max(-1, number - _BACK - 1), -1):
            told = [s for s in story.told_in(kind, sentence, i) if not (story.near and s.paragraph != paragraph)]
            named = list(dict.fromkeys(s.entity for s in told if not s.pronoun))
            if not named and (members := story.members_in(kind, sentence)):
                yield kind, members
                break
            if len(named) > 1:
                rows = rows_told(words, told)
                whole = [r for r in rows if len(r) > 1]
                if len(named) == 2 or (whole and set(whole[-1]) == set(named)):
                    yield kind, tuple(named)
                elif len(whole) == 1 and sentence == number - 1:
                    yield kind, whole[0]
                break
            if named and not all(s.pointed for s in told):
                break


def _others(words: Words, story: Story, i: int, number: int, paragraph: int) -> Mention | None:
    """ "The other" of two, "the other two" of more, where the sentence has named the rest."""
    k = i + 2
    count = _COUNTS.get(words.low(k), 0) if words.low(i + 1) != "others" else 0
    k += count > 0
    if words.low(i + 1) == "remaining" and not count:
        return None
    if k < len(words) and words.gaps[k] == SPACE and label_of(words.low(k)):
        k += 1
    led = k < len(words) and words.low(k) == "in" and count > 0
    if not (led or _ends(words, k, False)) or (k < len(words) and words.low(k) == "of"):
        return None
    found: list[tuple[Label, tuple[int, ...]]] = []
    for kind in _LABELS:
        here = {s.entity for s in story.told_in(kind, number, i)}
        if not here:
            continue
        for sentence in range(number, max(-1, number - _BACK - 1), -1):
            told = story.told_in(kind, sentence, i)
            rows = [r for r in rows_told(words, told) if len(r) > 1]
            every = tuple(dict.fromkeys(s.entity for s in told))
            if len(every) == 2 and not count:
                rows = [every]
            fitting = [r for r in rows if here & set(r) and not set(r) <= here]
            if fitting:
                rest = tuple(e for e in fitting[-1] if e not in here)
                wanted = count or (1 if words.low(i + 1) == "other" else 0)
                if rest and (len(rest) == wanted or (not wanted and len(rest) > 1)):
                    found.append((kind, rest))
                break
    if len(found) != 1:
        return None
    kind, rest = found[0]
    if len(rest) == 1:
        return pointer(words, i, k, kind, rest[0], "nominal")
    story.free += 1
    return replace(pointer(words, i, k, kind, story.free - 1, "several", plural=True), members=rest)
