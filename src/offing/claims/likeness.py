"""How a thing told of looks beside a word that points: the features by which `likely_antecedents` weighs it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from offing.claims.learned_items import classes, stem
from offing.claims.model import Mention
from offing.claims.wording import WORDED
from offing.claims.pointers import Laid, Pointer, Spot, role_of, verb_of

_FARTHEST = 5
"""Sentences between a pronoun and the last mention of what it may stand for."""
_FAR = 40
"""The same of a noun."""
_MOST = 12
"""Things that are weighed, the last told of."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing with its spots before the pointer, the last first; or, `ahead`, the first behind it in its sentence."""

    entity: int
    spots: tuple[Spot, ...]
    ahead: bool = False
    members: tuple[int, ...] = ()


def candidates(laid: Laid, p: Pointer) -> list[Candidate]:
    """The things that a pointer may stand for, the last told of first, then those behind it in its sentence."""
    out: dict[int, list[Spot]] = {}
    reach = _FAR if p.article else _FARTHEST
    at = bisect_left(laid.spots, p.start, key=lambda s: s.mention.start)
    for spot in reversed(laid.spots[max(0, at - 300) : at]):
        if laid.near and laid.every[spot.sentence].paragraph != laid.every[p.sentence].paragraph:
            break
        if spot.mention.end > p.start:
            continue
        held = out.get(spot.entity)
        if held is not None:
            held.append(spot)
        elif spot.mention.label in p.fit and p.sentence - spot.sentence <= reach and len(out) < _MOST:
            out[spot.entity] = [spot]
    found = [Candidate(e, tuple(s)) for e, s in out.items()]
    for spot in laid.spots[at : at + 12]:
        if spot.sentence != p.sentence or len(found) > _MOST + 2:
            break
        if spot.mention.start >= p.end and spot.entity not in out and spot.mention.label in p.fit:
            out[spot.entity] = [spot]
            found.append(Candidate(spot.entity, (spot,), True))
    if p.many and p.kind != "we":
        found += _rows(laid, p, at)
    return found


_ROW: tuple[frozenset[str], ...] = (
    frozenset({"vessel"}),
    frozenset({"company", "person", "agency"}),
    frozenset({"goods"}),
)
_LINK = re.compile(
    r"[\"']?(?: \([^()]{1,40}\))?,?(?: and| or|;)?(?: the| its| her| their| his)?(?: [a-z-]+){0,3},? [\"']?"
)
_BACK = 3


def _rows(laid: Laid, p: Pointer, at: int) -> Iterator[Candidate]:
    """What was told of in a row, or in one sentence, before a pointer to several: the last first."""
    seen: set[frozenset[int]] = set()
    for sort in _ROW:
        if not sort & p.fit:
            continue
        told = [
            s
            for s in laid.spots[max(0, at - 40) : at]
            if s.mention.label in sort and p.sentence - s.sentence <= _BACK and s.entity >= 0
        ]
        for number in range(p.sentence, p.sentence - _BACK - 1, -1):
            here = [s for s in told if s.sentence == number and not s.mention.plural]
            rows: list[list[Spot]] = []
            for s in here:
                if rows and _LINK.fullmatch(laid.text, rows[-1][-1].mention.end, s.mention.start):
                    rows[-1].append(s)
                else:
                    rows.append([s])
            for row in (*reversed(rows), here):
                members = tuple(dict.fromkeys(s.entity for s in row))
                if 1 < len(members) < 7 and frozenset(members) not in seen:
                    seen.add(frozenset(members))
                    yield Candidate(-2, tuple(row), False, members)


@lru_cache(maxsize=20_000)
def _names(low: str) -> tuple[str, ...]:
    if not low[0].isalpha():
        return (low,)
    found = stem(low)
    return (found, *("@" + c for c in classes().get(found, ())))


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a pointer's features is the same for every candidate."""

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
    verbs = _names(words[verb].low) if verb >= 0 else ()
    heads: list[str] = []
    beside: list[str] = []
    if words[p.word].relation == "poss":
        heads += _names(words[over].low) if not words[over].kind else (words[over].kind,)
    else:
        if words[p.word].relation == "pobj":
            heads.append("p:" + words[over].low)
        for c in tree.having(over, "dobj", "attr", "prep", "acomp", "xcomp"):
            low = words[c].low
            beside += _names(low) if not words[c].kind else (words[c].kind,)
            for o in tree.having(c, "pobj"):
                beside.append(f"{low} {words[o].kind or stem(words[o].low)}")
                if not words[o].kind:
                    beside += (f"{low} {n}" for n in _names(words[o].low)[1:])
    return Seen(own, verb, over, tuple(verbs), tuple(heads), tuple(beside), p.word <= 1)


def of_none(laid: Laid, p: Pointer, s: Seen, among: Sequence[Candidate]) -> list[str]:
    """How a pointer looks that stands for nothing told of."""
    tree = laid.trees[p.sentence]
    assert tree is not None
    words = tree.words
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
    b = bisect_left(laid.unknown, (p.start, False))
    if laid.unknown[:b]:
        start = laid.every[max(0, p.sentence - 1)].start
        near = [x for x in laid.unknown[:b] if x[0] >= start]
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


def features(
    laid: Laid, p: Pointer, s: Seen, order: int, c: Candidate, among: Sequence[Candidate], firsts: Mapping[str, int]
) -> list[str]:
    """How a candidate looks beside a pointer; `order` is its place among the candidates."""
    last = c.spots[0]
    m = last.mention
    kind = p.kind
    label: str = m.label + ("*" if c.members else "+" if m.plural else "")
    if c.members:
        return row_features(laid, p, s, c, among)
    apart = min(p.sentence - last.sentence, 5)
    tree = laid.trees[p.sentence]
    assert tree is not None
    there = laid.trees[last.sentence]
    own, role = s.own, last.role
    near = -1 if c.ahead else min(apart, 2)
    words = tree.words
    f = [
        f"l {kind} {label}", f"w {p.low} {label}", f"d {kind} {apart} {c.ahead}", f"d {kind} {label} {near}", f"o {kind} {min(order, 5)}",
        f"r {role} {near}", f"rr {own} {role} {near}", f"rk {kind} {role} {near}", f"n {kind} {min(len(c.spots), 5)}", f"by {kind} {last.by or m.nominal} {near}",
    ]  # fmt: skip
    alike = [x for x in among if x.spots[0].mention.label == m.label and not x.ahead]
    rank = next((k for k, x in enumerate(alike) if x.entity == c.entity), 9)
    f += [
        f"only {kind} {label} {len(alike) == 1}",
        f"rank {kind} {m.label} {min(rank, 4)}",
        f"most {kind} {label} {all(len(x.spots) <= len(c.spots) for x in alike)}",
    ]
    if p.quoted:
        f.append(f"q {kind} {label} {inside_same(laid, p, last)}")
    f += [f"v {n} {own} {label}" for n in s.verbs]
    f += [f"vk {n} {own} {kind} {m.label}" for n in s.verbs]
    f += [f"h {n} {label}" for n in s.heads]
    f += [f"b {n} {own} {m.label}" for n in s.beside]
    if last.sentence == p.sentence and last.word >= 0:
        f.append(f"same {own} {role} {last.verb == s.verb} {c.ahead}")
        if last.verb >= 0:
            f += [f"sv {n} {own} {role}" for n in _names(words[last.verb].low)]
            if s.verb >= 0 and words[s.verb].head == last.verb:
                rel = words[s.verb].relation
                f += [f"under {rel} {own} {role} {c.ahead}", f"under {rel} {own} {role} {m.label}"]
        if words[p.word].relation == "poss" and s.over in (last.word, words[last.word].head):
            f.append(f"within {kind} {words[last.word].relation} {s.over == last.word} {c.ahead}")
        if words[last.word].head == s.over or words[last.word].head == p.word:
            f.append(f"sister {kind} {words[last.word].relation} {words[p.word].relation} {c.ahead}")
        path = steps(tree, last.word, p.word)
        f.append(f"path {own} {role} {path}")
    elif there and last.word >= 0:
        if last.verb >= 0:
            f += [f"pv {n} {role} {m.label}" for n in _names(there.words[last.verb].low)]
            f.append(f"main {role} {there.words[last.verb].relation} {near} {own}")
    f += around(laid, p, s, c, last, own, role, near)
    f.append(f"begins {p.word == 0} {role} {near} {m.label}")
    turned = laid.every[p.sentence].paragraph - laid.every[last.sentence].paragraph
    f.append(f"para {min(turned, 2)} {kind}")
    f.append(f"subject {kind} {laid.subjects.get(laid.every[p.sentence].paragraph) == c.entity}")
    f.append(f"before {kind} {firsts.get(kind) == c.entity} {near}")
    f.append(f"early {kind} {c.spots[-1].sentence < 2} {min(len(c.spots), 3)}")
    pointed = {x.by for x in c.spots if x.by}
    for other in ("it", "she", "he", "they"):
        if other in pointed:
            f.append(f"was {other} {kind} {m.label}")
    if "she" not in pointed and m.label == "vessel":
        f.append(f"noshe {kind} {'it' in pointed}")
    if p.article:
        f += told_as(laid, p, c, m, len(alike))
    return f


def around(laid: Laid, p: Pointer, s: Seen, c: Candidate, last: Spot, own: str, role: str, near: int) -> list[str]:
    """What stands between a candidate and the pointer, and what their sentences are about."""
    kind, m = p.kind, last.mention
    tree = laid.trees[p.sentence]
    assert tree is not None
    words = tree.words
    f: list[str] = []
    a = bisect_left(laid.unknown, (m.end, False))
    b = bisect_left(laid.unknown, (p.start, False))
    if b > a:
        f += [f"unknown {kind} {any(x[1] for x in laid.unknown[a:b])}", f"unknown {kind} {min(b - a, 3)}"]
    opened = {k for at, k in laid.opened if at > m.end}
    f += [f"opened {kind} {k} {m.label}" for k in opened]
    main = laid.mains[p.sentence]
    if main >= 0 and words[main].start < p.start:
        f.append(f"mains {kind} {main == last.word and last.sentence == p.sentence} {own}")
    before = laid.mains[p.sentence - 1] if p.sentence else -1
    if before >= 0:
        there = laid.trees[p.sentence - 1]
        assert there is not None
        w = there.words[before]
        hit = any(x.sentence == p.sentence - 1 and x.word == before for x in c.spots[:8])
        f += [f"mainb {kind} {hit} {m.label}", f"mainb {kind} {hit} {w.kind or w.tag[:2]} {near}"]
    f.append(f"text {kind} {m.label} {laid.she} {laid.women}")
    if m.label == "person" and kind in ("she", "he"):
        f += gender(laid, c, kind)
    if last.verb >= 0 and s.verb >= 0:
        there = laid.trees[last.sentence]
        assert there is not None
        f.append(f"sameverb {stem(there.words[last.verb].low) == stem(words[s.verb].low)} {own == role}")
    if words[p.word].relation == "poss" and last.sentence == p.sentence and words[s.over].head == last.word:
        f.append(f"whose {kind} {words[s.over].relation}")
    return f


_TITLES = {
    "mr": "he",
    "ms": "she",
    "mrs": "she",
    "miss": "she",
    "sir": "he",
    "lady": "she",
    "captain": "he",
    "madam": "she",
    "dr": "dr",
    "herr": "he",
    "frau": "she",
}


def gender(laid: Laid, c: Candidate, kind: str) -> list[str]:
    """What title and first name say of a person."""
    f = []
    for s in c.spots[:4]:
        if s.mention.nominal:
            continue
        before = laid.text[max(0, s.mention.start - 8) : s.mention.start].rstrip(" .").rsplit(None, 1)
        name = s.mention.text.split()
        for w in (before[-1].lower() if before else "", name[0].lower().rstrip(".")):
            if w in _TITLES:
                f.append(f"title {kind} {_TITLES[w]}")
    name = max((s.mention.text for s in c.spots if not s.mention.nominal), key=len, default="").split()
    if len(name) > 1:
        f += [
            f"first {kind} {name[0].lower()}",
            f"firstends {kind} {name[0].lower()[-1:]}",
            f"firstend {kind} {name[0].lower()[-2:]}",
        ]
    known = laid.of.get(c.entity)
    if known:
        f += [f"pn {kind} {n}" for n in known.nouns]
    return f


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
        and bool(_LINK.fullmatch(laid.text, a.mention.end, c.spots[1].mention.start))
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


def told_as(laid: Laid, p: Pointer, c: Candidate, m: Mention, alike: int) -> list[str]:
    """How what is said of a thing fits a noun."""
    known = laid.of.get(c.entity)
    f = [f"hl {p.low} {m.label}", f"ha {p.article} {m.label} {p.many} {m.plural}"]
    if known is None:
        return [*f, f"told {p.kind} nothing"]
    fits = p.low in known.nouns
    named = p.low in known.words or any(b in known.words for b in p.beside if len(b) > 3)
    f += [
        f"told {p.kind} {fits} {alike == 1}",
        f"told {p.kind} {fits} {named}",
        f"tolds {p.low} {fits}",
        f"named {p.kind} {named}",
    ]
    f += [f"tw {p.low} {n}" for n in known.nouns]
    f += [f"twn {p.low} {w}" for w in known.words]
    other = fits is False and bool(known.nouns)
    f.append(f"other {p.kind} {other}")
    if p.lands:
        f.append(f"land {p.kind} {'fits' if p.lands & known.lands else 'other' if known.lands else 'none'}")
    root = p.low[:4] if len(p.low) > 5 else p.low[:3]
    does = any(does_it(laid, x, root) for x in c.spots[:6])
    f.append(f"does {p.kind} {does}")
    beside = [b for b in p.beside if b in known.nouns or b in known.words]
    f.append(f"beside {p.kind} {bool(beside)}")
    return f


def does_it(laid: Laid, s: Spot, root: str) -> bool:
    """Whether a thing is the subject of a verb of the noun's root: who bought is the buyer."""
    tree = laid.trees[s.sentence]
    return bool(tree and s.verb >= 0 and s.role in ("nsubj", "pobj") and tree.words[s.verb].low.startswith(root))


def inside_same(laid: Laid, p: Pointer, s: Spot) -> bool:
    return any(a < p.start < b and a < s.mention.start < b for a, b in laid.quoted)


def steps(tree: object, a: int, b: int) -> int:
    """Arcs between two words of a tree, at most 9."""
    words = tree.words  # type: ignore[attr-defined]
    up: dict[int, int] = {}
    k = 0
    while a not in up and k < 9:
        up[a] = k
        a, k = words[a].head, k + 1
    k = 0
    while b not in up and k < 9:
        b, k = words[b].head, k + 1
    return min(9, up.get(b, 9) + k)


def ruled(p: Pointer, mentions: Sequence[Mention], c: Candidate | None) -> list[str]:
    """What the rules say of a pointer, beside a candidate."""
    if p.mention < 0 or mentions[p.mention].entity < 0:
        return []
    m = mentions[p.mention]
    if c is None:
        return [f"rule0 {m.rule} {p.kind}"]
    hit = m.entity == c.entity
    return [f"rule {m.rule} {p.kind} {hit}", f"rule {p.low} {hit}"]
