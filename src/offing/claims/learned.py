"""Claims that no rule made, read by likeness to annotated texts: a logistic model over mentions and pairs of them in a sentence.

The weights (learned.csv.gz) are plain data, made by `reports.train` from the project's own annotated texts. A claim is made where
the score of its type passes that type's threshold, and only of things that the text names; what a rule has read of the same
pair, or another owner, flag or seat of the same thing, stands before it.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import cast

from offing.claims.arguments import Tree
from offing.claims.learned_items import Laid, laid
from offing.claims.learned_pairs import Pairs
from offing.claims.learned_scores import Scored
from offing.claims.learned_trees import grown, most_by_way
from offing.claims.model import Arg, Claim, ClaimType, Document, Label, Mention
from offing.claims.predicates import hinge
from offing.claims.ruled import speaks_of, subject_matter
from offing.claims.sentences import Sentence, sentences
from offing.claims.voice import voice_of
from offing.claims.weighed import weighed
from offing.claims.when import happened_of

RULE = "learned."
"""How the rule of a learned claim begins; its type follows."""
UNIT = 100
"""Weights are whole numbers of hundredths."""
FARTHEST = 40
"""Items between the two mentions of a pair."""
POINTED, SEVERAL, BESIDE, HEDGED, AFIELD = 75, 175, 165, 100, 100
"""What a claim must score more, in hundredths, where a mention only points at its thing, where it is of many things, where rules
have read claims in the sentence (what they left is left more often for a reason), where words of doubt or of play stand in it,
and where the text speaks of no sanctions at all. The first three are measured on texts new to the rules."""
MOST = 40
"""Mentions of a sentence: one with more is a table or a list of names."""
_DOUBT = frozenset({"hedge", "play"})
_TELLING = frozenset({"body", "caption"})
_EITHER_WAY = frozenset({"sts_transfer", "dealt_with", "renamed", "affiliated"})
"""Types of which a pair is read one way only."""
_OF_BOTH = re.compile(r"\b(?:both|all|each|two|three|likewise|also|same|too)\b")
"""What is said of more than the last named."""
_WAY = re.compile(r"\bbetween (?:the )?(?:[A-Z][\w-]+ ){0,3}(?:and )?\Z")
_ONE_OF = {"based_in": "nationality", "nationality": "based_in"}
"""Of a thing and a country the one or the other."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A type: its one or two roles with the labels that may fill them, classes of words of which its sentence has one (none:
    any sentence), whether a thing has one such other at a time (`one`): one owner, one flag; the `least` score, in
    hundredths, from which a claim is made; and whether the text must be `about` sanctions."""

    type: ClaimType
    roles: tuple[tuple[str, frozenset[Label]], ...]
    words: frozenset[str]
    one: bool
    least: int
    about: bool


@dataclass(frozen=True, slots=True)
class Likely:
    """A claim that may be made: `score` in hundredths above its type's threshold."""

    score: int
    kind: Kind
    mentions: tuple[Mention, ...]
    places: tuple[int, ...]
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Read:
    """What rules have read: types with one or two of their things, in any order; types with what has such another; and where the
    sentences of their claims begin."""

    told: AbstractSet[tuple[str, tuple[int, ...]]]
    having: AbstractSet[tuple[str, int]]
    sentences: AbstractSet[int]

    def holds(self, kind: Kind, things: tuple[int, ...]) -> bool:
        return (kind.type, things) in self.told or (kind.one and (kind.type, things[0]) in self.having)


@cache
def kinds() -> tuple[Kind, ...]:
    """The rows of learned_roles.csv."""
    text = (resources.files("offing.claims") / "learned_roles.csv").read_text("utf-8")
    return tuple(_kind(row) for row in csv.DictReader(text.splitlines(), strict=True))


def _kind(row: Mapping[str, str]) -> Kind:
    pairs = ((row["role"], row["labels"]), (row["other"], row["other_labels"]))
    roles = tuple((role, frozenset(cast("list[Label]", labels.split()))) for role, labels in pairs if role)
    words = frozenset(row["words"].split())
    return Kind(
        cast(ClaimType, row["type"]), roles, words, row["one"] == "yes", int(row["least"]), row["about"] == "sanctions"
    )


@cache
def weights() -> Mapping[str, Mapping[str, int]]:
    """By type the weight of each feature in hundredths; that of "" is where the sum begins."""
    out: dict[str, dict[str, int]] = {}
    for type, feature, weight in weighed("learned"):
        out.setdefault(type, {})[feature] = int(weight)
    return out


@cache
def _most_by_way() -> Mapping[str, int]:
    return {type: most_by_way(of) for type, of in weights().items()}


def learned_from(
    document: Document,
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    trees: Mapping[int, Tree],
    known: Mapping[str, Mapping[str, int]] | None = None,
) -> tuple[Claim, ...]:
    """Claims beside those that the rules made, in no order; `mentions` in order of their starts; `trees` by where
    their sentences begin. `known`: weights to use in the
    place of the package's own."""
    most = _most_by_way() if known is None else {type: most_by_way(of) for type, of in known.items()}
    read = _read(claims)
    likely = list(_likely(document, mentions, read, trees, weights() if known is None else known, most))
    return tuple(_claim(document, one, mentions) for one in _chosen(likely, read))


def candidates(
    here: Sequence[tuple[int, Mention]], seen: Laid, *, every: bool = False
) -> Iterator[tuple[Kind, tuple[int, ...], tuple[Mention, ...]]]:
    """Of a sentence's numbered mentions those that may fill the roles of each type; `every`: whatever its words."""
    if len(here) > MOST:
        return
    for kind in kinds():
        if not every and kind.words and kind.words.isdisjoint(seen.every):
            continue
        first = [(n, m) for n, m in here if m.label in kind.roles[0][1] and n in seen.at]
        if len(kind.roles) == 1:
            yield from ((kind, (n,), (m,)) for n, m in first)
            continue
        second = [(k, o) for k, o in here if o.label in kind.roles[1][1] and k in seen.at] if first else []
        for n, m in first:
            for k, o in second:
                same = k == n or (m.entity == o.entity and m.entity >= 0 and kind.type != "renamed")
                if not same and abs(seen.at[n] - seen.at[k]) <= FARTHEST:
                    yield kind, (n, k), (m, o)


def spans(document: Document, mentions: Sequence[Mention]) -> Iterator[tuple[Sentence, list[tuple[int, Mention]]]]:
    """The sentences of body and captions that have mentions, with these and their numbers."""
    starts = [m.start for m in mentions]
    parts = [seg for seg in document.segments if seg.kind != "quote"]
    begun = [seg.start for seg in parts]
    for sentence in sentences(document.text, document.segments):
        k = bisect_right(begun, sentence.start) - 1
        if k >= 0 and sentence.start < parts[k].end and parts[k].kind not in _TELLING:
            continue
        a, b = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        here = [(n, mentions[n]) for n in range(a, b) if mentions[n].end <= sentence.end]
        if here:
            yield sentence, here


def _likely(
    document: Document,
    mentions: Sequence[Mention],
    read: Read,
    trees: Mapping[int, Tree],
    known: Mapping[str, Mapping[str, int]],
    most: Mapping[str, int],
) -> Iterator[Likely]:
    """What may be claimed; `most` is by type the most that a way in a tree may add."""
    afield = 0 if speaks_of(subject_matter("sanctions"), document.text) else AFIELD
    for sentence, here in spans(document, mentions):
        if len(here) > MOST or not _fit(frozenset(m.label for _, m in here), len(here)):
            continue
        seen = laid(document.text, sentence.start, sentence.end, here)
        scored: Scored | None = None
        least = (
            (BESIDE if sentence.start in read.sentences else 0)
            + (0 if seen.every.isdisjoint(_DOUBT) else HEDGED)
            + afield
        )
        for kind, numbers, those in candidates(here, seen):
            of_type = known.get(kind.type)
            if of_type is None or (afield and kind.about) or any(m.entity < 0 for m in those):
                continue
            if read.holds(kind, tuple(m.entity for m in those)):
                continue
            wanted = kind.least + least + (POINTED if any(m.nominal for m in those) else 0)
            wanted += SEVERAL if any(m.plural for m in those) else 0
            if scored is None:
                scored = Scored(Pairs(seen, dict(here)), grown(trees.get(sentence.start, Tree(())), here), {})
            score = scored.of(kind.type, numbers, of_type, wanted, most[kind.type])
            if score >= 0 and not (kind.type == "based_in" and _another_s(document.text, here, *those)):
                yield Likely(score, kind, those, tuple(seen.at[n] for n in numbers), sentence)


@lru_cache(maxsize=2_000)
def _fit(labels: frozenset[Label], many: int) -> bool:
    """Whether so many mentions with these labels may fill the roles of a type."""
    return any(len(kind.roles) <= many and not any(fit.isdisjoint(labels) for _, fit in kind.roles) for kind in kinds())


def _another_s(text: str, here: Sequence[tuple[int, Mention]], whose: Mention, where: Mention) -> bool:
    """Whether a firm or person stands between one and a place behind it, which is rather theirs; or the place is an end of a way:
    "a service between <L1> and <L2>"."""
    if _WAY.search(text, whose.end, where.start):
        return True
    between = [
        m
        for _, m in here
        if whose.end <= m.start and m.end <= where.start and m.label in ("company", "person") and not m.nominal
    ]
    others = [m for m in between if m.entity != whose.entity and not text[whose.end : m.start].endswith("(")]
    return bool(others) and not _OF_BOTH.search(text, others[-1].end, where.start)


def _read(claims: Sequence[Claim]) -> Read:
    told: set[tuple[str, tuple[int, ...]]] = set()
    having: set[tuple[str, int]] = set()
    for claim in claims:
        parts = [(a.role, p.thing) for a in claim.args for p in (a.parts or (a,)) if p.thing >= 0]
        told |= {(claim.type, (x,)) for _, x in parts} | {(claim.type, (x, y)) for _, x in parts for _, y in parts}
        having |= {(claim.type, x) for role, x in parts if role in ("vessel", "asset", "actor", "entity")}
    return Read(frozenset(told), frozenset(having), frozenset(c.sentence_start for c in claims))


def _chosen(likely: Sequence[Likely], read: Read) -> Iterator[Likely]:
    """The best first; nothing twice, and one other of a thing where it has one at a time."""
    told = set(read.told)
    given: dict[tuple[str, int], tuple[int, int]] = {}
    for one in sorted(likely, key=lambda x: (-x.score, x.mentions[0].start, x.mentions[-1].start, x.kind.type)):
        type: str = one.kind.type
        things = tuple(m.entity for m in one.mentions)
        if (type, things) in told or (_ONE_OF.get(type, ""), things) in told:
            continue
        if type in _EITHER_WAY and (type, things[::-1]) in told:
            continue
        if one.kind.one:
            place = one.sentence.start, one.places[1]
            if given.setdefault((type, things[0]), place) != place:
                continue
        told.add((type, things))
        yield one


def _claim(document: Document, one: Likely, mentions: Sequence[Mention]) -> Claim:
    """With its voice and date. Its quote is what lies between its arguments, or the sentence where that says nothing."""
    sentence, type = one.sentence, one.kind.type
    args = tuple(
        Arg(role, m.text, m.start, m.end, m.entity) for (role, _), m in zip(one.kind.roles, one.mentions, strict=True)
    )
    start, end = min(a.start for a in args), max(a.end for a in args)
    if len(args) == 1:
        start, end = sentence.start, sentence.end
    at = hinge(document, sentence, start, end, [(a.start, a.end) for a in args], mentions, type)
    voice = voice_of(document, sentence, start, end, mentions, at=at, type=type)
    happened, inherited = happened_of(document, sentence, start, end, mentions, at=at, type=type)
    return Claim(
        type, args, start, end, sentence.start, sentence.end, voice.speakers, voice.modality, voice.polarity,
        happened, inherited, "complete", RULE + type,
    )  # fmt: skip
