"""How sure a clause is put, and whether it is negated: words that hedge or deny, and how far they reach."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Literal, cast

from offing.claims.literals import has_one, said_each
from offing.claims.model import Modality
from offing.claims.words import Word, grammar

_ADJECTIVES = tuple("alleged suspected presumed apparent possible likely believed reported purported probable".split())
_ADJECTIVE = re.compile(rf"\b(?:(alleged)|({'|'.join(_ADJECTIVES[1:])}))(?= [a-z-]+)")
_NEGATIVE = re.compile(
    r"\b(?:n(?:o(?: (?:[a-z]+ ){0,2}(?:records?|trace) that|t| longer|r|ne|body|)|ever|either)|cannot|without|"
    r"(?:failed|declined|refused|unable|neglected|ceased) to|stopped short of)\b|n't\b"
)
_NOT_NEGATIVE = re.compile(
    r"\b(?:not only|not just|not limited|not least|or not|no later|no less|no fewer|no more than|not until|no doubt|"
    r"no matter|without delay)\b"
)
_MOST = 20
"""Hedges of one pattern looked at in one sentence."""
STRENGTH: tuple[Modality, ...] = ("denied", "questioned", "unclear", "planned", "believed", "alleged", "confirmed")
"""Of several that govern a clause the first of these holds."""


@cache
def _patterns() -> tuple[tuple[Modality, re.Pattern[str]], ...]:
    text = files(__package__).joinpath("hedges.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((cast(Modality, row["modality"]), re.compile(row["pattern"])) for row in rows)


@cache
def _literals() -> tuple[tuple[tuple[frozenset[str], ...], ...], frozenset[str]]:
    """By pattern sets of literals, of each of which a sentence must have one for it to match; and all of these literals."""
    wanted = tuple(said_each(pattern.pattern, 2) for _, pattern in _patterns())
    return wanted, frozenset(literal for each in wanted for said in each for literal in said)


def hedging(low: str, among: Iterable[int] | None = None) -> tuple[int, ...]:
    """The numbers of the patterns that a text in lower case may have a match of; `among` are those that a longer one may."""
    wanted, every = _literals()
    had = {literal for literal in every if literal in low}
    numbers = range(len(wanted)) if among is None else among
    return tuple([n for n in numbers if not any(map(had.isdisjoint, wanted[n]))])


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words at a place that put what lies in `[start, end)` (places of words) otherwise than flatly."""

    sort: Literal["modality", "negative", "adjective"]
    modality: Modality
    at: int
    start: int
    end: int


def hedges_of(view: str, words: Sequence[Word], among: Iterable[int] | None = None) -> tuple[Hedge, ...]:
    """Every hedge and negation of a sentence; `view` is its plain text in lower case, starting where its first word does;
    `among`: what its whole text's `hedging` comes to."""
    if not words:
        return ()
    offset = words[0].start
    starts = [w.start - offset for w in words]
    out: list[Hedge] = []
    for n in hedging(view, among):
        modality, pattern = _patterns()[n]
        for found in islice(pattern.finditer(view), _MOST):
            at = _place(starts, found.start())
            if words[at].kind == "date" or (words[at].kind == "name" and words[at].mention >= 0):
                continue
            last = _place(starts, found.end() - 1)
            trailing = last + 1 >= len(words) or words[last + 1].low in {",", ".", ";", ")"}
            back = _back(words, at) if trailing and found[0].endswith("ly") else at
            out.append(Hedge("modality", modality, at, back, reach(words, last, cut_at_verbs=False)))
    for found in islice(_ADJECTIVE.finditer(view), _MOST) if has_one(view, _ADJECTIVES) else ():
        at = _place(starts, found.start())
        if words[at].kind != "verb" or (at and words[at - 1].kind == "det"):
            out.append(Hedge("adjective", "alleged" if found[1] else "believed", at, at, min(at + 5, len(words))))
    for found in islice(_NEGATIVE.finditer(view), _MOST):
        at = _place(starts, found.start())
        if _NOT_NEGATIVE.search(view[max(0, found.start() - 3) : found.end() + 10]) or words[at].kind == "name":
            continue
        back = _back(words, at) if words[at].low == "no" and at and words[at - 1].kind in {"verb", "aux", "inf"} else at
        out.append(
            Hedge("negative", "asserted", at, back, reach(words, _place(starts, found.end() - 1), cut_at_verbs=True))
        )
    return tuple(out)


def _place(starts: Sequence[int], offset: int) -> int:
    return max(0, bisect_left(starts, offset + 1) - 1)


def _back(words: Sequence[Word], at: int) -> int:
    """The first word of the verb group that ends before a place."""
    start = at
    while start > 0 and words[start - 1].kind in {"verb", "aux", "adverb", "ing", "inf"}:
        start -= 1
    return start


def reach(words: Sequence[Word], last: int, *, cut_at_verbs: bool) -> int:
    """How far a hedge that ends with the word at `last` governs: to the end of its clause. Negations (`cut_at_verbs`) end at the
    next verb that "and" or "but" adds, hedges go on over it ("believed to have bought and sold")."""
    met = False
    quoted = sum(w.low == '"' for w in words[: last + 1]) % 2 == 1
    for at in range(last + 1, len(words)):
        word = words[at]
        if word.low == '"' and quoted:
            return at
        if word.low in {";", ":", "?"} or word.low in grammar("hedge_stop"):
            return at
        if word.low in {"that", "whether", "if"} and (met or cut_at_verbs):
            return at
        if word.kind in {"verb", "inf", "ing"}:
            met = True
        after = _skip(words, at + 1)
        if word.low == "but" and after < len(words):
            return at
        if (
            cut_at_verbs
            and met
            and word.low in {"for", "by", "after"}
            and after < len(words)
            and words[after].kind == "ing"
        ):
            return at
        if word.low in {"and", ","} and after < len(words) and _new_clause(words, at, after, cut_at_verbs):
            return at
    return len(words)


def _skip(words: Sequence[Word], at: int) -> int:
    while at < len(words) and words[at].kind in {"adverb", "date"}:
        at += 1
    return at


def _new_clause(words: Sequence[Word], at: int, after: int, cut_at_verbs: bool) -> bool:
    """Whether a finite verb, or a subject with one, begins after "and" or a comma."""
    word = words[after]
    if word.kind == "aux" and word.low in grammar("finite_aux"):
        return True
    if word.kind == "verb":
        return cut_at_verbs or words[at].low == ","
    if words[at].low == "," and (word.kind == "coord"):
        return _subject_and_verb(words, _skip(words, after + 1))
    return words[at].low == "and" and _subject_and_verb(words, after)


def _subject_and_verb(words: Sequence[Word], at: int) -> bool:
    """A noun phrase and right after it a finite verb."""
    k = at
    if k < len(words) and words[k].kind == "pronoun":
        return True
    while k < len(words) and words[k].kind in {"det", "name", "word"}:
        k += 1
    k = _skip(words, k)
    return (
        k > at
        and k < len(words)
        and (words[k].kind == "aux" or (words[k].kind == "verb" and k + 1 < len(words) and words[k + 1].low != "by"))
    )
