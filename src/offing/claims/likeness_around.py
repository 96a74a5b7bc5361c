"""How a candidate and a pointer hang together: in one tree, by what stands between them, and as things told of in a row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from offing.claims.arguments import Tree
from offing.claims.candidates import LINK, Candidate
from offing.claims.laid_out import Laid, Spot, inside
from offing.claims.learned_items import stem
from offing.claims.likeness_own import Seen, names
from offing.claims.likeness_told import gender
from offing.claims.pointers import Pointer
from offing.claims.wording import WORDED

OPEN = 20
"""Pointers left open that are looked at, the last."""


def joined(laid: Laid, p: Pointer, s: Seen, c: Candidate) -> list[str]:
    """How a candidate's last spot and the pointer hang together in one sentence's tree, or what is said of it in its own."""
    last, kind, own, role = c.spots[0], p.kind, s.own, c.spots[0].role
    near = -1 if c.ahead else min(p.sentence - last.sentence, 2)
    tree, there = s.tree, laid.trees[last.sentence]
    words = tree.words
    f: list[str] = []
    if last.sentence == p.sentence and last.word >= 0:
        f.append(f"same {own} {role} {last.verb == s.verb} {c.ahead}")
        if last.verb >= 0:
            f += [f"sv {n} {own} {role}" for n in names(words[last.verb].low)]
            if s.verb >= 0 and words[s.verb].head == last.verb:
                rel = words[s.verb].relation
                f += [f"under {rel} {own} {role} {c.ahead}", f"under {rel} {own} {role} {last.mention.label}"]
        if words[p.word].relation == "poss" and s.over in (last.word, words[last.word].head):
            f.append(f"within {kind} {words[last.word].relation} {s.over == last.word} {c.ahead}")
        if words[last.word].head == s.over or words[last.word].head == p.word:
            f.append(f"sister {kind} {words[last.word].relation} {words[p.word].relation} {c.ahead}")
        path = steps(tree, last.word, p.word)
        f.append(f"path {own} {role} {path}")
    elif there and last.word >= 0 and last.verb >= 0:
        f += [f"pv {n} {role} {last.mention.label}" for n in names(there.words[last.verb].low)]
        f.append(f"main {role} {there.words[last.verb].relation} {near} {own}")
    return f


def around(laid: Laid, p: Pointer, s: Seen, c: Candidate) -> list[str]:
    """What stands between a candidate and the pointer, and what their sentences are about."""
    kind, last, m, own = p.kind, c.spots[0], c.spots[0].mention, s.own
    near = -1 if c.ahead else min(p.sentence - last.sentence, 2)
    words = s.tree.words
    f: list[str] = []
    a = bisect_left(laid.unknown, (m.end, False))
    b = bisect_left(laid.unknown, (p.start, False))
    if b > a:
        f += [f"unknown {kind} {any(x[1] for x in laid.unknown[a:b])}", f"unknown {kind} {min(b - a, 3)}"]
    if laid.opened and laid.opened[-1][0] > m.end:
        opened = {k for at, k in laid.opened[-OPEN:] if at > m.end}
        f += [f"opened {kind} {k} {m.label}" for k in opened]
    main = laid.mains[p.sentence]
    if main >= 0 and words[main].start < p.start:
        f.append(f"mains {kind} {main == last.word and last.sentence == p.sentence} {own}")
    before = laid.mains[p.sentence - 1] if p.sentence else -1
    if before >= 0:
        there = laid.trees[p.sentence - 1]
        assert there is not None
        w = there.words[before]
        hit = (p.sentence - 1, before) in [(x.sentence, x.word) for x in c.spots[:8]]
        f += _after(kind, hit, m.label, w.kind or w.tag[:2], near)
    f.append(_telling(kind, m.label, laid.she, laid.women))
    if m.label == "person" and kind in ("she", "he"):
        f += gender(laid, c, kind)
    if last.verb >= 0 and s.verb >= 0:
        there = laid.trees[last.sentence]
        assert there is not None
        f.append(f"sameverb {stem(there.words[last.verb].low) == stem(words[s.verb].low)} {own == last.role}")
    if words[p.word].relation == "poss" and last.sentence == p.sentence and words[s.over].head == last.word:
        f.append(f"whose {kind} {words[s.over].relation}")
    return f


@lru_cache(maxsize=20_000)
def _after(kind: str, hit: bool, label: str, main: str, near: int) -> tuple[str, ...]:
    """What the sentence before is about."""
    return f"mainb {kind} {hit} {label}", f"mainb {kind} {hit} {main} {near}"


@lru_cache(maxsize=2_000)
def _telling(kind: str, label: str, she: bool, women: bool) -> str:
    return f"text {kind} {label} {she} {women}"


def row_features(laid: Laid, p: Pointer, s: Seen, c: Candidate, among: Sequence[Candidate]) -> list[str]:
    """How things told of in a row look beside a pointer to several."""
    a, b = c.spots[0], c.spots[-1]
    apart = min(p.sentence - a.sentence, 3)
    kind, label = p.kind, a.mention.label
    mixed = len({x.mention.label for x in c.spots}) > 1
    rows = [x for x in among if x.members]
    joined = (
        c.spots[0].sentence == b.sentence
        and len(c.spots) == len(c.members)
        and bool(LINK.fullmatch(laid.text, a.mention.end, c.spots[1].mention.start))
    )
    f = [
        f"* {kind} {label}",
        f"* {p.low} {label}",
        f"* {kind} {apart} {joined}",
        f"* {kind} n {min(len(c.members), 4)}",
        f"* {p.article} n {min(len(c.members), 4)}",
        f"* {kind} mixed {mixed}",
        f"* {s.own} {a.role} {apart}",
        f"* {kind} o {rows.index(c)}",
        f"* {kind} only {len(rows) == 1}",
        f"* {kind} roles {a.role == b.role}",
    ]
    f += [f"* v {n} {s.own} {label}" for n in s.verbs]
    f += [f"* h {n} {label}" for n in s.heads]
    count = next((WORDED[x] for x in p.beside if x in WORDED), 2 if p.article == "both" or kind == "both" else 0)
    f.append(f"* count {kind} {'none' if not count else count == len(c.members)}")
    return f


def inside_same(laid: Laid, p: Pointer, s: Spot) -> bool:
    return inside(laid, p.start) >= 0 and inside(laid, p.start) == inside(laid, s.mention.start)


def steps(tree: Tree, a: int, b: int) -> int:
    """Arcs between two words of a tree, at most 9."""
    words = tree.words
    up: dict[int, int] = {}
    k = 0
    while a not in up and k < 9:
        up[a] = k
        a, k = words[a].head, k + 1
    k = 0
    while b not in up and k < 9:
        b, k = words[b].head, k + 1
    return min(9, up.get(b, 9) + k)
