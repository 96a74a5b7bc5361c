"""Several pointed at together: "both", "all three", "the two tankers", "the trio", "the ships"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from offing.claims.model import Label, Mention, Thing
from offing.claims.neuter import pointer
from offing.claims.nouns_said import FIRMS
from offing.claims.ship_words import SHIPS
from offing.claims.story import Seen, Story
from offing.claims.wording import COMMA, HYPHEN, LOWER, SPACE, WORDED, Words

_SETS = {"pair": 2, "duo": 2, "trio": 3, "quartet": 4, "quintet": 5, "sextet": 6}
_FIRMS = FIRMS | frozenset("entities traders shippers houses traders shipowners".split())
_MEN = frozenset("men brothers individuals nationals businessmen women people persons".split())
_VERBS = frozenset(
    "is was are were has have had will would could may might can did do does belong belongs belonged fly flew carry carried call "
    "called sail sailed remain remained deny denied own owned share shared face came went took gave left lie lay in at on off "
    "from to for with by under within as again since until after before during when while over and but".split()
)
_BETWEEN = frozenset(
    "russian iranian chinese oil crude product cargo newly listed sanctioned blacklisted designated detained seized shipping "
    "trading container general gas lng lpg bulk other".split()
)
_BEFORE = frozenset(
    "are were was is have had has been be being will would may might they who which them us we you these those can could now "
    "then also still not".split()
)
"""Words behind which "both" and "all" say more of what stands before."""
_KINDS: tuple[Label, ...] = ("vessel", "company", "person")


def several(words: Words, story: Story, i: int, number: int, paragraph: int) -> Mention | None:
    """The group or the names that are meant by what stands at a word; None where it is no such pointer or not told."""
    found = _said(words, i)
    if found is None:
        return None
    last, count, label = found
    told = list(_sets(words, story, i, number, paragraph, count, label, last - i > 1))
    if not told and label is None and count == 2 and (pair := _pair(words, story, i, number)):
        told = [("company", -1, pair)]
    if len(told) != 1:
        return None
    kind, entity, members = told[0]
    if entity >= 0 or not members:
        return replace(pointer(words, i, last, kind, entity, "several", plural=True), members=members)
    story.free += 1
    return replace(pointer(words, i, last, kind, story.free - 1, "several", plural=True), members=members)


def told_together(mentions: Iterable[Mention], things: Sequence[Thing]) -> list[Thing]:
    """The things, with those that groups pointed at are."""
    new = sorted((m for m in mentions if m.members and m.entity >= len(things)), key=lambda m: m.entity)
    return [*things, *(Thing(m.entity, m.label, m.text, (m.text,)) for m in new)]


def _said(words: Words, i: int) -> tuple[int, int, Label | None] | None:
    """The word after the last, how many they are, and of which kind as far as it is said."""
    low = words.low(i)
    k, count = i + 1, 0
    behind = not words.first(i) and words.gaps[i] == SPACE
    if low in ("both", "all") and behind and (words.low(i - 1) in _BEFORE or words.shapes[i - 1] != LOWER):
        return None
    if low == "both":
        count = 2
    elif low in ("all", "the", "these", "those"):
        word = words.low(k)
        count = WORDED.get(word, 0) or (_SETS.get(word, 0) if low == "the" else 0)
        if not count or words.gaps[k] != SPACE:
            return None
        k += 1
    else:
        return None
    if k < len(words) and words.gaps[k] == SPACE and words.low(k) == "of" and low in ("both", "all"):
        if words.low(k + 1) == "them":
            return k + 2, count, None
        if words.low(k + 1) not in ("these", "those", "the"):
            return None
        x = k + 2
        while x < len(words) and x < k + 6 and words.gaps[x] in (SPACE, HYPHEN) and not _kind(words.low(x)):
            if words.shapes[x] != LOWER:
                return None
            x += 1
        kind = _kind(words.low(x)) if x < len(words) and words.gaps[x] == SPACE else None
        return (x + 1, count, kind) if kind else None
    x = k
    while x < len(words) and x < k + 3 and words.gaps[x] == SPACE and (words.low(x) in _BETWEEN):
        x += 1
    if x < len(words) and words.gaps[x] == SPACE and words.shapes[x] == LOWER and (kind := _kind(words.low(x))):
        end = x + 1
        if end < len(words) and words.gaps[end] == SPACE and words.shapes[end] != LOWER:
            return None
        return end, count, kind
    if k >= len(words) or words.gaps[k] not in (SPACE, COMMA):
        return k, count, None
    after = words.low(k)
    if words.gaps[k] == COMMA:
        return (k, count, None) if words.shapes[k] == LOWER else None
    if words.shapes[k] != LOWER or not (after in _VERBS or after.endswith("ed")):
        return None
    return k, count, None


def _kind(word: str) -> Label | None:
    if word in SHIPS:
        return "vessel"
    if word in _FIRMS:
        return "company"
    return "person" if word in _MEN else None


def _sets(
    words: Words, story: Story, i: int, number: int, paragraph: int, count: int, label: Label | None, noun: bool
) -> Iterator[tuple[Label, int, tuple[int, ...]]]:
    """What may be meant: by kind, the number of a group (-1 for none told as one), or the things."""
    kinds = (label,) if label else _KINDS
    near: list[tuple[int, Label, int, tuple[int, ...]]] = []
    for kind in kinds:
        since = story.since(kind, number)
        groups = [s for s in since if s.plural and s.count == count and not (story.near and s.paragraph != paragraph)]
        row = next(filter(None, (_row(words, story, kind, n, i, count) for n in (number, number - 1))), None)
        group = groups[-1] if groups else None
        if group and any(not s.pointed and not s.plural and s.sentence > group.sentence for s in since):
            group = None
        if group and (row is None or group.sentence >= row[0]):
            near.append((group.sentence, kind, group.entity, row[1] if row and row[0] == group.sentence else ()))
        elif row:
            near.append((row[0], kind, -1, row[1]))
        elif label and noun and len(story.known[kind]) == count and not story.near:
            near.append((number - 2, kind, -1, tuple(sorted(story.known[kind]))))
    if len(near) > 1 and not label:
        best = max(n[0] for n in near)
        near = [n for n in near if n[0] == best]
    for _, kind, entity, members in near:
        yield kind, entity, members


def _row(
    words: Words, story: Story, kind: Label, sentence: int, i: int, count: int
) -> tuple[int, tuple[int, ...]] | None:
    """The sentence and the things, where it tells of just as many, or of as many in one row."""
    told = story.told_in(kind, sentence, i)
    every = dict.fromkeys(s.entity for s in told)
    if len(every) == count:
        return sentence, tuple(every)
    fitting = [r for r in rows_told(words, told) if len(r) == count]
    return (sentence, fitting[0]) if len(fitting) == 1 else None


def rows_told(words: Words, told: Sequence[Seen]) -> list[tuple[int, ...]]:
    """The things of mentions in order, those that stand in one row together: "A, B and C"."""
    rows: list[list[Seen]] = []
    for s in told:
        if rows and _LINK.fullmatch(words.plain, rows[-1][-1].end, s.start):
            rows[-1].append(s)
        else:
            rows.append([s])
    return [tuple(dict.fromkeys(s.entity for s in row)) for row in rows]


_LINK = re.compile(r"[\"']?(?: \([^()]{1,40}\))?,?(?: and| or)?(?: the)? [\"']?")


def _pair(words: Words, story: Story, i: int, number: int) -> tuple[int, ...]:
    """The two of different kinds that one sentence, this or the one before, joins: "the Koda and her owner, Alisa Ltd"."""
    kinds: tuple[Label, ...] = ("vessel", "company", "person")
    for sentence in (number, number - 1):
        told = sorted(
            ((s, kind) for kind in kinds for s in story.told_in(kind, sentence, i) if not s.pronoun),
            key=lambda t: t[0].start,
        )
        rows = [a.start for (b, _), (a, _) in pairwise(told) if _LINK.fullmatch(words.plain, b.end, a.start)]
        pairs = [
            (a.entity, b.entity)
            for (a, one), (b, other) in pairwise(told)
            if one != other and a.start not in rows and _JOINED.fullmatch(words.plain, a.end, b.start)
        ]
        if pairs:
            return pairs[0] if len(set(pairs)) == 1 else ()
    return ()


_JOINED = re.compile(
    r"[\"']?(?: \([^()]{1,40}\))?,? and (?:the |its |her |his |their )?(?:[a-z-]+ ){0,3}"
    r"(?:(?:owner|manager|operator|charterer|director|master|captain|tanker|vessel|ship|company|firm),? )?"
    r"(?:the )?[\"']?"
)
