"""How a pointer looks by itself: its place in its sentence's tree, and the features of one that stands for nothing told of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from offing.claims.arguments import Tree
from offing.claims.candidates import Candidate
from offing.claims.laid_out import Laid, role_of, verb_of
from offing.claims.learned_items import classes, stem
from offing.claims.pointers import Pointer


@lru_cache(maxsize=20_000)
def names(low: str) -> tuple[str, ...]:
    if not low[0].isalpha():
        return (low,)
    found = stem(low)
    return (found, *("@" + c for c in classes().get(found, ())))


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a pointer's features is the same for every candidate."""

    tree: Tree
    own: str
    verb: int
    over: int
    verbs: tuple[str, ...]
    heads: tuple[str, ...]
    beside: tuple[str, ...]
    opens: bool


def seen(laid: Laid, p: Pointer) -> Seen:
    tree = laid.trees[p.sentence]
    assert tree is not None
    words = tree.words
    own, verb = role_of(tree, p.word), verb_of(tree, p.word)
    over = words[p.word].head
    verbs = names(words[verb].low) if verb >= 0 else ()
    heads: list[str] = []
    beside: list[str] = []
    if words[p.word].relation == "poss":
        heads += names(words[over].low) if not words[over].kind else (words[over].kind,)
    else:
        if words[p.word].relation == "pobj":
            heads.append("p:" + words[over].low)
        for c in tree.having(over, "dobj", "attr", "prep", "acomp", "xcomp"):
            low = words[c].low
            beside += names(low) if not words[c].kind else (words[c].kind,)
            for o in tree.having(c, "pobj"):
                beside.append(f"{low} {words[o].kind or stem(words[o].low)}")
                if not words[o].kind:
                    beside += (f"{low} {n}" for n in names(words[o].low)[1:])
    return Seen(tree, own, verb, over, tuple(verbs), tuple(heads), tuple(beside), p.word <= 1)


def of_none(laid: Laid, p: Pointer, s: Seen, among: Sequence[Candidate]) -> list[str]:
    """How a pointer looks that stands for nothing told of."""
    tree, words = s.tree, s.tree.words
    kind = p.kind
    last = min((p.sentence - c.spots[0].sentence for c in among if not c.ahead), default=9)
    f = [
        f"0 {kind}",
        f"0 {p.low}",
        f"0 {kind} {s.own}",
        f"0 {p.low} {p.article}",
        f"0 {kind} near {min(last, 4)}",
        f"0 {kind} n {min(len(among), 4)}",
        f"0 {kind} q {p.quoted}",
        f"0 {kind} {words[p.word].relation}",
        f"0 {kind} para {laid.every[p.sentence].paragraph < 2}",
    ]
    f += _before(laid, p, s, among)
    f += [f"0 v {kind} {n} {s.own}" for n in s.verbs]
    f += [f"0 h {kind} {n}" for n in s.heads]
    if kind == "it":
        clauses = tree.having(s.over, "ccomp", "csubj", "advcl", "xcomp")
        after = {words[x].low for c in clauses if c > s.over for x in tree.children[c]} & {
            "that",
            "whether",
            "to",
            "if",
        }
        f += [f"0 it c {s.own} {w}" for w in after]
        f += [f"0 it b {b}" for b in s.beside]
        f.append(f"0 it {words[p.word].relation} {words[s.over].low}")
    if p.article:
        f += [f"0 m {w}" for w in p.beside]
        f.append(f"0 {kind} many {p.many}")
        for c in tree.having(p.word, "relcl", "acl", "prep", "appos", "poss"):
            f += [
                f"0 by {kind} {words[c].relation}",
                f"0 by {words[c].relation} {words[c].low if words[c].relation == 'prep' else ''}",
            ]
    return f


def _before(laid: Laid, p: Pointer, s: Seen, among: Sequence[Candidate]) -> list[str]:
    """What stands before a pointer that is no candidate: names not recognised, pointers left open, other subjects."""
    f: list[str] = []
    kind, words = p.kind, s.tree.words
    b = bisect_left(laid.unknown, (p.start, False))
    if b:
        start = laid.every[max(0, p.sentence - 1)].start
        near = laid.unknown[bisect_left(laid.unknown, (start, False)) : b]
        f += [f"0 unknown {kind} {bool(near)} {any(x[1] for x in near)}"]
    opened = {k for at, k in laid.opened[-4:] if at >= laid.every[max(0, p.sentence - 1)].start}
    f += [f"0 opened {kind} {k}" for k in opened]
    before = laid.mains[p.sentence - 1] if p.sentence else -1
    there = laid.trees[p.sentence - 1] if before >= 0 else None
    if there is not None:
        w = there.words[before]
        f.append(f"0 mainb {kind} {w.kind or w.tag}")
    main = laid.mains[p.sentence]
    if main >= 0 and words[main].start < p.start:
        f.append(f"0 mains {kind} {words[main].kind or words[main].tag}")
    f.append(f"0 text {kind} {laid.she} {laid.women}")
    f.append(f"0 labels {kind} {' '.join(sorted({c.spots[0].mention.label for c in among if not c.ahead}))}")
    return f
