"""A document laid out for its pointers: where its things are told of in the sentences' trees, and what is said of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from operator import attrgetter

from offing.claims.arguments import Tree
from offing.claims.model import Document, Mention
from offing.claims.pointing_nouns import noun_of, nouns
from offing.claims.sentences import Sentence, sentences
from offing.syntax.trees import Word

QUOTES = frozenset('"“”„«»')
_QUOTES = re.compile(f"\\n\\n|[{''.join(sorted(QUOTES))}]")


_WOMEN = frozenset(
    "ms mrs miss madam woman women spokeswoman chairwoman businesswoman congresswoman wife daughter sister mother".split()
)


_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thing is told of: the mention, its sentence, its word there (-1: none), and how that hangs together."""

    mention: Mention
    entity: int
    sentence: int
    word: int
    role: str
    verb: int
    by: str = ""
    """The kind of a pointer; empty where it is named."""


@dataclass(slots=True)
class Described:
    """What a text says of a thing by way of nouns beside its name, and the countries told of it there."""

    nouns: set[str] = field(default_factory=set)
    lands: set[int] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Laid:
    """A document laid out: sentences, trees by number, the spots of its things in order, what is said of each."""

    text: str
    every: tuple[Sentence, ...]
    trees: tuple[Tree | None, ...]
    spots: list[Spot]
    of: dict[int, Described]
    quoted: tuple[tuple[int, int], ...]
    subjects: dict[int, int]
    """By paragraph the thing that is the first subject there."""
    unknown: tuple[tuple[int, bool], ...] = ()
    """Where names stand that were not recognised, and whether as a subject."""
    opened: list[tuple[int, str]] = field(default_factory=list)
    """The pointers left open so far, by place and kind."""
    mains: tuple[int, ...] = ()
    """By sentence the word that is its main subject; -1 where there is none."""
    rows: list[tuple[int, ...]] = field(default_factory=list)
    """The things told of in a row that a pointer may stand for together."""
    she: bool = False
    women: bool = False
    near: bool = False
    """The text is garbled: only within the paragraph."""


def laid_out(
    document: Document, mentions: Sequence[Mention], trees: Mapping[int, Tree], but: frozenset[int] = frozenset()
) -> Laid:
    """`but`: the numbers of mentions that are left to be told."""
    every = sentences(document.text, document.segments)
    grown = tuple(trees.get(s.start) for s in every)
    laid = Laid(document.text, every, grown, [], {}, tuple(_quoted(document.text)), {})
    k = 0
    lands: dict[int, int] = {}
    for n, m in enumerate(mentions):
        while k < len(every) and every[k].end <= m.start:
            k += 1
        if m.label == "country":
            lands[m.start] = m.entity
        if m.entity < 0 or k >= len(every) or m.start < every[k].start or n in but:
            continue
        laid.spots.append(spot_of(laid, m, m.entity, k))
    for s in laid.spots:
        if not s.mention.nominal:
            _describe(laid, s, lands)
    laid.near = document.weight < 1
    laid.mains = tuple(map(_main, grown))
    laid.unknown = tuple(
        (w.start, role_of(t, k) in ("nsubj", "nsubjpass"))
        for t in grown
        if t
        for k, w in enumerate(t.words)
        if not w.kind and w.tag in ("NNP", "NNPS") and w.text[:1].isupper() and k and w.low not in nouns()
    )
    lows = {w.low for t in grown if t for w in t.words}
    laid.she = bool(lows & {"she", "her", "hers"})
    laid.women = bool(lows & _WOMEN)
    return laid


def spot_of(laid: Laid, m: Mention, entity: int, sentence: int, by: str = "") -> Spot:
    tree = laid.trees[sentence]
    word = word_of(tree, m.start, m.end) if tree else -1
    if tree is None or word < 0:
        return Spot(m, entity, sentence, -1, "?", -1, by)
    return Spot(m, entity, sentence, word, role_of(tree, word), verb_of(tree, word), by)


def role_of(tree: Tree, at: int) -> str:
    """The relation of a word, or of what it stands in a row or apposition with."""
    if at < 0:
        return "?"
    for _ in range(8):
        word = tree.words[at]
        if word.relation not in ("conj", "appos", "compound") or tree.verbal(at):
            break
        at = word.head
    return tree.words[at].relation


def verb_of(tree: Tree, at: int) -> int:
    """The verb above a word; -1 if none is."""
    for _ in range(8):
        if at < 0 or tree.words[at].head == at:
            break
        at = tree.words[at].head
        if tree.verbal(at):
            return at
    return at if at >= 0 and tree.verbal(at) else -1


def word_of(tree: Tree, start: int, end: int) -> int:
    """The word of a tree that a stretch hangs by; -1 if it has none."""
    words = tree.words
    first = bisect_left(words, start, key=_START)
    within = list(takewhile(lambda k: words[k].end <= end, range(first, len(words))))
    if not within:
        within = [k for k in range(max(0, first - 1), min(first + 1, len(words))) if _holds(words[k], start, end)]
    inside = set(within)
    return next((k for k in within if words[k].head not in inside or words[k].head == k), -1)


def _holds(word: Word, start: int, end: int) -> bool:
    return word.start <= start and end <= word.end


def _main(tree: Tree | None) -> int:
    """The subject of a sentence's root, or of what the root says."""
    if tree is None:
        return -1
    root = next((k for k, w in enumerate(tree.words) if w.head == k), -1)
    return next(iter(tree.having(root, "nsubj", "nsubjpass")), -1) if root >= 0 else -1


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between quotation marks, none longer than a paragraph."""
    opened = -1
    for mark in _QUOTES.finditer(text):
        k, c = mark.start(), mark[0]
        if c == "\n\n":
            opened = -1
        elif opened >= 0 and c not in "“„«":
            yield opened, k
            opened = -1
        else:
            opened = k


def inside(laid: Laid, at: int) -> int:
    """The number of the quotation that a place is within; -1 if none."""
    k = bisect_right(laid.quoted, (at, 0)) - 1
    return k if k >= 0 and laid.quoted[k][0] < at < laid.quoted[k][1] else -1


def _describe(laid: Laid, s: Spot, lands: Mapping[int, int]) -> None:
    known = laid.of.setdefault(s.entity, Described())
    known.words.update(w.lower() for w in s.mention.text.split())
    tree = laid.trees[s.sentence]
    if tree is None or s.word < 0:
        return
    words = tree.words
    beside = list(tree.having(s.word, "compound", "appos", "nmod"))
    if (
        words[s.word].relation in ("appos", "conj", "compound")
        and not tree.verbal(words[s.word].head)
        and words[s.word].relation != "conj"
    ):
        beside.append(words[s.word].head)
    if words[s.word].relation in ("nsubj", "nsubjpass"):
        over = words[s.word].head
        beside += tree.having(over, "attr", "oprd")
        for c in tree.having(over, "prep"):
            if words[c].low == "as":
                beside += tree.having(c, "pobj")
    for c in tree.having(s.word, "prep", "acl", "relcl"):
        if words[c].low == "as":
            beside += tree.having(c, "pobj")
    for b in beside:
        if not words[b].kind and words[b].tag.startswith("NN"):
            known.nouns.add(noun_of(words[b].low))
            known.nouns.update(
                noun_of(words[c].low)
                for c in tree.having(b, "conj")
                if words[c].tag.startswith("NN") and not words[c].kind
            )
    for b in (s.word, *beside):
        for c in tree.children[b]:
            if words[c].start in lands and words[c].relation in ("amod", "compound", "nmod", "poss"):
                known.lands.add(lands[words[c].start])
            elif words[c].relation in ("amod", "acl"):
                known.lands.update(lands[words[x].start] for x in tree.children[c] if words[x].start in lands)
                for p in tree.having(c, "prep"):
                    known.lands.update(lands[words[x].start] for x in tree.having(p, "pobj") if words[x].start in lands)
            elif words[c].relation == "prep" and words[c].low in ("of", "in", "from"):
                known.lands.update(lands[words[x].start] for x in tree.having(c, "pobj") if words[x].start in lands)
