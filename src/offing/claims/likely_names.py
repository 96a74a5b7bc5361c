"""Names that no rule took, by likeness to annotated texts: what a run of capitals most likely names, if that is likely enough.

All places where the same words stand in a text count together. The weights (likely_names.csv.gz) are plain data made by
`reports.train_names` from the project's own annotated texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from typing import cast

from offing.claims.folding import pattern
from offing.claims.found import Found
from offing.claims.model import Label
from offing.claims.name_signs import Scene, of_form, of_place, scene
from offing.claims.runs import Run
from offing.claims.tables import known as known_names
from offing.claims.weighed import weighed
from offing.claims.wording import CAPITAL, CAPITALS, LOWER, SPACE, Words

CLASSES: tuple[str, ...] = ("none", "vessel", "company", "agency", "person", "place", "facility")
ALIKE: Mapping[str, str] = {"agency": "company", "facility": "place"}
"""Classes that count together when it is asked how likely a name is."""
UNIT = 100
"""Weights are whole numbers of hundredths."""
LEAST: Mapping[str, float] = {"vessel": 0.75, "company": 0.75, "person": 0.75, "place": 0.75}
"""Share of the likelihood that a class must have."""
_MOST = 6
"""Places of the same words that are looked at."""
_LONGEST = 6
_PARTICLES = frozenset("de del da do dos di la le el al bin ibn von van der den y e".split())
_NO_NAMES = frozenset(
    "street lane avenue road boulevard drive square act acts law ordinance regulation regulations convention treaty protocol "
    "decree directive statute clause article section annex appendix chapter exhibit table figure prize award cup day week "
    "month year season war wars clause agreement contract certificate invoice letter bill order notice programme program".split()
)
"""Words that end what is none of the classes."""
_MAY_BE = frozenset({"firm", "city", "port", "goods"})
"""What a table may have a word as, and it be another name here."""
_WITHIN = frozenset({"place", "country"})
"""What may be part of a longer name: Dandong in Dandong Snowland."""

Weights = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Form:
    """The same words wherever they stand in a text: the words [i, j) of each `spot`."""

    spots: tuple[tuple[int, int], ...]
    signs: Mapping[str, float]


@cache
def weights() -> Weights:
    """By sign the weights of `CLASSES`, in hundredths."""
    return {sign: tuple(map(int, of)) for sign, *of in weighed("likely_names")}


def likely_names(
    words: Words,
    runs: Sequence[Run],
    found: Sequence[Found],
    common: Container[str],
    known: Weights | None = None,
    least: Mapping[str, float] = LEAST,
) -> list[Found]:
    """`found` is what is named already: nothing overlaps it but what holds a place or a country whole."""
    known = weights() if known is None else known
    seen = scene(words, found, common)
    chances = [list(choices(seen, run)) for run in runs if not run.titled]
    told: dict[tuple[str, ...], str] = {}
    laws = _laws(words)
    for key, form in forms(seen, [spot for spots in chances for spot in spots]).items():
        if key in laws:
            continue
        told[key] = class_of(shares(form.signs, known), least)
    out = []
    for spots in chances:
        end = 0
        for i, j in spots:
            kind = told.get(tuple(words.lows[i:j]), "")
            if kind and i >= end:
                label = cast(Label, kind)
                out.append(Found(words.start(i), words.end(j - 1), label, f"likely-{kind}", tier=3))
                end = j
    return out


def _laws(words: Words) -> frozenset[tuple[str, ...]]:
    """The letters by which a text calls a law: "the Countering America's Adversaries Through Sanctions Act (CAATSA)"."""
    return frozenset((m[1].lower(),) for m in _LAW.finditer(words.plain))


_LAW = re.compile(
    r"\b(?:Act|Code|Law|Convention|Treaty|Regulations?)(?: of (?:19|20)\d\d)?,? \((?:the )?[\"']?([A-Z]{3,8})\b"
)


def choices(seen: Scene, run: Run) -> Iterator[tuple[int, int]]:
    """What of a run may be a name, the longest first: all of it, or what no name has, without a common word before."""
    i, j = run.first, run.last
    over = {k: seen.taken[k] for k in range(i, j) if k in seen.taken}
    pieces = list(_free(i, j, over))
    if not pieces:
        return
    inner = over and all(one.label in _WITHIN and not one.plural for one in over.values())
    if inner and _fits(seen, i, j):
        yield i, j
    for a, b in pieces:
        last = _through_particle(seen, b) if b == j else b
        if last > b and _fits(seen, a, last):
            yield a, last
        if _fits(seen, a, b):
            yield a, b
        if b - a > 1 and seen.words.low(a) in seen.common and _fits(seen, a + 1, b):
            yield a + 1, b


def _free(i: int, j: int, over: Container[int]) -> Iterator[tuple[int, int]]:
    a = i
    for k in range(i, j + 1):
        if k == j or k in over:
            if k > a:
                yield a, k
            a = k + 1


def _fits(seen: Scene, i: int, j: int) -> bool:
    """Not a street or a law, not what a table has as a people or an authority, no "Chinese Shipping"."""
    words = seen.words
    if j - i > _LONGEST or words.shapes[i] not in (CAPITAL, CAPITALS) or words.low(j - 1) in _NO_NAMES:
        return False
    if j - i == 1:
        return words.end(i) - words.start(i) > 1 and not _tabled(words.low(i))
    own = [words.low(k) for k in range(i, j) if k not in seen.taken]
    people = any(k in seen.taken and seen.taken[k].rule == "gazetteer:people" for k in range(i, j))
    return not people or any(low not in seen.common for low in own)


@lru_cache(maxsize=20_000)
def _tabled(low: str) -> bool:
    return any(k.kind not in _MAY_BE for k in known_names().get(pattern(low), ()))


def _through_particle(seen: Scene, j: int) -> int:
    """The end of "Puerto de Hierro" behind its first word; `j` where no particle and capital follow."""
    words = seen.words
    if j + 1 >= len(words) or words.low(j) not in _PARTICLES or words.shapes[j] != LOWER:
        return j
    goes_on = words.gaps[j] == SPACE == words.gaps[j + 1] and words.shapes[j + 1] == CAPITAL
    return j + 2 if goes_on and j + 1 not in seen.taken else j


def forms(seen: Scene, spots: Sequence[tuple[int, int]]) -> dict[tuple[str, ...], Form]:
    """By their words the chances with their signs: those of the words, and those of each place, shared out."""
    by: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for i, j in spots:
        by.setdefault(tuple(seen.words.lows[i:j]), []).append((i, j))
    return {key: Form(tuple(of), _signs(seen, of)) for key, of in by.items()}


def _signs(seen: Scene, spots: Sequence[tuple[int, int]]) -> dict[str, float]:
    looked = spots[:_MOST]
    around = Counter(sign for i, j in looked for sign in set(of_place(seen, i, j)))
    out = {sign: n / len(looked) ** 0.5 for sign, n in around.items()}
    out |= dict.fromkeys(of_form(seen, *spots[0]), 1.0)
    i, j = spots[0]
    out["times " + str(min(len(spots), 4))] = out[""] = 1.0
    if all(seen.words.first(a) for a, _ in spots):
        out[f"always opens {seen.words.low(i) in seen.common}"] = 1.0
    for low in seen.words.lows[i:j]:
        out |= {f"part {label}": 1.0 for label in seen.parts.get(low, ())}
    return out


def shares(signs: Mapping[str, float], known: Weights) -> list[float]:
    """The likelihood of each of `CLASSES`; together they are 1."""
    sums = [0.0] * len(CLASSES)
    for sign, value in signs.items():
        if of := known.get(sign):
            for k, weight in enumerate(of):
                sums[k] += weight * value
    top = max(sums)
    parts = [exp((s - top) / UNIT) for s in sums]
    whole = sum(parts)
    return [p / whole for p in parts]


def class_of(of: Sequence[float], least: Mapping[str, float]) -> str:
    """The likeliest class of a name; empty where that is not likely enough."""
    together: dict[str, float] = {}
    for kind, share in zip(CLASSES[1:], of[1:], strict=True):
        together[ALIKE.get(kind, kind)] = together.get(ALIKE.get(kind, kind), 0.0) + share
    best = max(together, key=lambda k: together[k])
    if together[best] < least[best]:
        return ""
    return max((k for k in CLASSES[1:] if ALIKE.get(k, k) == best), key=lambda k: of[CLASSES.index(k)])
