"""Whom a pronoun points at, by likeness to annotated texts: of the things told of before it the likeliest, if it is likely enough.

For what the rules of `pointing` leave open: "it", "its", "they", "them", "their", and "she", "her", "he", "his" without a thing. The
weights (antecedents_learned.csv.gz) are plain data made by `reports.train_pointers` from the project's own annotated texts.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp

from offing.claims.arguments import Tree
from offing.claims.learned_items import classes, stem
from offing.claims.model import Document, Label, Mention
from offing.claims.sentences import Sentence, sentences

PRONOUNS: Mapping[str, str] = {
    "it": "it", "its": "it", "itself": "it", "they": "they", "them": "they", "their": "they", "themselves": "they",
    "she": "she", "her": "she", "he": "he", "him": "he", "his": "he",
}  # fmt: skip
_OF: Mapping[str, frozenset[Label]] = {
    "it": frozenset({"vessel", "company", "agency", "country", "goods", "facility", "place"}),
    "they": frozenset({"vessel", "company", "agency", "goods", "person", "country"}),
    "she": frozenset({"vessel", "person"}),
    "he": frozenset({"person"}),
}
_FARTHEST = 5
"""Sentences between a pronoun and the last mention of what it may stand for."""
_MOST = 12
"""Things that are weighed for a pronoun, the last told of."""
LEAST = 0.70
"""Share of the likelihood that the likeliest must have."""
UNIT = 100


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pronoun: its place, its word in its sentence's tree, and the number of its mention if it has one."""

    start: int
    end: int
    low: str
    sentence: int
    word: int
    mention: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thing is told of: the mention, its sentence, and the words that show how."""

    mention: Mention
    sentence: int
    word: int


@dataclass(frozen=True, slots=True)
class Told:
    """A document laid out for the search: sentences, trees, the spots of its things in order."""

    every: tuple[Sentence, ...]
    trees: Mapping[int, Tree]
    spots: tuple[Spot, ...]


def laid_out(document: Document, mentions: Sequence[Mention], trees: Mapping[int, Tree]) -> Told:
    every = sentences(document.text, document.segments)
    spots: list[Spot] = []
    k = 0
    for m in mentions:
        while k < len(every) and every[k].end <= m.start:
            k += 1
        if m.entity < 0 or k >= len(every) or m.start < every[k].start:
            continue
        tree = trees.get(every[k].start)
        spots.append(Spot(m, k, _head(tree, m) if tree else -1))
    return Told(every, trees, tuple(spots))


def _head(tree: Tree, m: Mention) -> int:
    """The word of a tree that a mention hangs by; -1 if it has none."""
    within = [k for k, w in enumerate(tree.words) if m.start <= w.start and w.end <= m.end]
    inside = set(within)
    return next((k for k in within if tree.words[k].head not in inside or tree.words[k].head == k), -1)


def pointers(told: Told, mentions: Sequence[Mention], *, every: bool = False) -> Iterator[Pointer]:
    """The pronouns that point at nothing yet; `every`: all."""
    known = {(m.start, m.end): n for n, m in enumerate(mentions)}
    for number, sentence in enumerate(told.every):
        tree = told.trees.get(sentence.start)
        for k, word in enumerate(tree.words if tree else ()):
            if word.low not in PRONOUNS or word.kind:
                continue
            n = known.get((word.start, word.end), -1)
            if not every and n < 0 and any(m.start <= word.start and word.end <= m.end for m in mentions):
                continue
            if n >= 0 and mentions[n].entity >= 0 and not every:
                continue
            yield Pointer(word.start, word.end, word.low, number, k, n)


def candidates(told: Told, p: Pointer) -> list[tuple[int, list[Spot]]]:
    """The things that a pronoun may stand for, the last told of first, each with its spots before it, the last first."""
    fit = _OF[PRONOUNS[p.low]]
    out: dict[int, list[Spot]] = {}
    for spot in reversed(told.spots):
        if spot.mention.start >= p.start or spot.mention.end > p.start:
            continue
        if p.sentence - spot.sentence > _FARTHEST and spot.mention.entity not in out:
            break
        if spot.mention.label in fit:
            if spot.mention.entity not in out and len(out) >= _MOST:
                continue
            out.setdefault(spot.mention.entity, []).append(spot)
    return list(out.items())


def features(told: Told, p: Pointer, order: int, spots: Sequence[Spot], among: Sequence[tuple[int, list[Spot]]]) -> list[str]:
    """How a candidate looks beside a pronoun; `order` is its place among the candidates."""
    last = spots[0]
    m = last.mention
    kind = PRONOUNS[p.low]
    label: str = m.label + ("+" if m.plural else "")
    apart = min(p.sentence - last.sentence, 4)
    tree = told.trees[told.every[p.sentence].start]
    own = _role(tree, p.word)
    there = told.trees.get(told.every[last.sentence].start)
    role = _role(there, last.word) if there else "?"
    f = [
        f"l {kind} {label}", f"w {p.low} {label}", f"d {kind} {apart}", f"d {kind} {label} {apart}", f"o {kind} {min(order, 5)}",
        f"r {role} {min(apart, 2)}", f"rr {own} {role} {min(apart, 2)}", f"n {kind} {min(len(spots), 4)}", f"nom {m.nominal}",
    ]  # fmt: skip
    alike = [e for e, s in among if s[0].mention.label == m.label]
    f += [f"only {kind} {label} {len(alike) == 1}", f"first {kind} {alike[0] == m.entity}"]
    verb = _verb(tree, p.word)
    if verb >= 0:
        for name in _names(tree.words[verb].low):
            f += [f"v {name} {own} {label}", f"v {name} {own} {kind} {m.label}"]
    if own == "poss":
        for name in _names(tree.words[tree.words[p.word].head].low):
            f += [f"h {name} {label}"]
    else:
        for c in tree.having(tree.words[p.word].head, "dobj", "attr", "prep", "acomp"):
            low = tree.words[c].low
            f += [f"b {name} {own} {label}" for name in (_names(low) if not tree.words[c].kind else (tree.words[c].kind,))]
            f += [f"bp {tree.words[o].kind or '-'} {low} {own} {label}" for o in tree.having(c, "pobj")]
    if last.sentence == p.sentence and last.word >= 0:
        over = _verb(tree, last.word)
        f += [f"same {own} {role} {over == verb}"]
        if over >= 0:
            f += [f"sv {name} {own} {role}" for name in _names(tree.words[over].low)]
            if verb >= 0 and tree.words[verb].head == over:
                f += [f"under {tree.words[verb].relation} {own} {role}", f"under {tree.words[verb].relation} {own} {role} {m.label}"]
    elif there and last.word >= 0:
        over = _verb(there, last.word)
        if over >= 0:
            f += [f"pv {name} {role} {m.label}" for name in _names(there.words[over].low)]
            f.append(f"main {role} {there.words[over].relation} {min(apart, 2)} {own}")
    f.append(f"begins {p.word == 0} {role} {min(apart, 2)} {m.label}")
    f.append(f"para {told.every[p.sentence].paragraph - told.every[last.sentence].paragraph > 0} {kind}")
    return f


def _names(low: str) -> tuple[str, ...]:
    if not low[0].isalpha():
        return (low,)
    found = stem(low)
    return (found, *("@" + c for c in classes().get(found, ())))


def _role(tree: Tree, at: int) -> str:
    if at < 0:
        return "?"
    for _ in range(8):
        word = tree.words[at]
        if word.relation not in ("conj", "appos", "compound") or tree.verbal(at):
            break
        at = word.head
    return tree.words[at].relation


def _verb(tree: Tree, at: int) -> int:
    """The verb above a word; -1 if none is."""
    for _ in range(8):
        if at < 0 or tree.words[at].head == at:
            break
        at = tree.words[at].head
        if tree.verbal(at):
            return at
    return at if at >= 0 and tree.verbal(at) else -1


@cache
def weights() -> Mapping[str, int]:
    """The weight of each feature in hundredths."""
    content = (resources.files("offing.claims") / "antecedents_learned.csv.gz").read_bytes()
    return {r["feature"]: int(r["weight"]) for r in csv.DictReader(gzip.decompress(content).decode("utf-8").splitlines(), strict=True)}


def with_likely(
    document: Document, mentions: Sequence[Mention], trees: Mapping[int, Tree], known: Mapping[str, int] | None = None
) -> tuple[Mention, ...]:
    """The mentions with those of pronouns that the rules left open, where one thing is likely enough."""
    known = weights() if known is None else known
    told = laid_out(document, mentions, trees)
    out = list(mentions)
    for p in pointers(told, mentions):
        found = likeliest(told, p, known)
        if found is None:
            continue
        entity, m = found
        if p.mention >= 0:
            out[p.mention] = replace(mentions[p.mention], entity=entity, label=m.label, rule="pronoun.likely")
        else:
            out.append(Mention(p.start, p.end, document.text[p.start : p.end], m.label, entity, "pronoun.likely", True, m.plural))
    return tuple(sorted(out, key=lambda x: (x.start, -x.end)))


def likeliest(told: Told, p: Pointer, known: Mapping[str, int], least: float = LEAST) -> tuple[int, Mention] | None:
    """The thing that a pronoun stands for, with its last mention; None where none is likely enough."""
    among = candidates(told, p)
    if not among or _empty(told, p):
        return None
    scores = [sum(map(known.get, features(told, p, k, spots, among), repeat(0))) / UNIT for k, (_, spots) in enumerate(among)]
    top = max(scores)
    share = 1 / sum(exp(s - top) for s in scores)
    if share < least:
        return None
    entity, spots = among[scores.index(top)]
    return entity, spots[0].mention


def _empty(told: Told, p: Pointer) -> bool:
    """Whether "it" stands for nothing: "it is believed that", "it took two years to"."""
    if p.low != "it":
        return False
    tree = told.trees[told.every[p.sentence].start]
    word = tree.words[p.word]
    if word.relation == "expl":
        return True
    if word.relation not in ("nsubj", "nsubjpass"):
        return False
    verb = word.head
    clauses = tree.having(verb, "ccomp", "csubj", "advcl")
    after = [c for c in clauses if c > verb and any(tree.words[x].low in ("that", "whether", "to") for x in tree.children[c])]
    if not after:
        return False
    return tree.words[verb].low in ("is", "was", "be", "been") or word.relation == "nsubjpass"


