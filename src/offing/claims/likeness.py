"""How a thing told of looks beside a word that points: the features by which `likely_antecedents` weighs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from offing.claims.candidates import Candidate
from offing.claims.laid_out import Laid
from offing.claims.likeness_around import around, inside_same, joined, row_features
from offing.claims.likeness_own import Seen
from offing.claims.likeness_told import told_as
from offing.claims.model import Label, Mention
from offing.claims.pointers import Pointer


@dataclass(slots=True)
class Alike:
    """The things of one label that were told of before a pointer: by thing its rank, how many they are, the most spots of one."""

    ranks: dict[int, int]
    many: int = 0
    most: int = 0


def alikes(among: Sequence[Candidate]) -> Mapping[Label, Alike]:
    """The candidates before a pointer by label."""
    out: dict[Label, Alike] = {}
    for c in among:
        one = out.setdefault(c.spots[0].mention.label, Alike({}))
        if not c.ahead:
            one.ranks.setdefault(c.entity, one.many)
            one.many += 1
            one.most = max(one.most, len(c.spots))
    return out


def features(
    laid: Laid,
    p: Pointer,
    s: Seen,
    order: int,
    c: Candidate,
    among: Sequence[Candidate],
    by_label: Mapping[Label, Alike],
    firsts: Mapping[str, int],
) -> list[str]:
    """How a candidate looks beside a pointer; `order` is its place among the candidates, `by_label` are their `alikes`."""
    last = c.spots[0]
    m = last.mention
    kind = p.kind
    label: str = m.label + ("*" if c.members else "+" if m.plural else "")
    if c.members:
        return row_features(laid, p, s, c, among)
    apart = min(p.sentence - last.sentence, 5)
    near = -1 if c.ahead else min(apart, 2)
    alike = by_label[m.label]
    f = [
        *_placed(kind, p.low, label, apart, c.ahead, near),
        *_filling(kind, s.own, last.role, near),
        *_ranked(kind, label, m.label, alike.many == 1, min(alike.ranks.get(c.entity, 9), 4), min(order, 5)),
        f"n {kind} {min(len(c.spots), 5)}",
        f"by {kind} {last.by or m.nominal} {near}",
        f"most {kind} {label} {alike.most <= len(c.spots)}",
        *_governed(s.verbs, s.heads, s.beside, s.own, kind, label, m.label),
    ]
    if p.quoted:
        f.append(f"q {kind} {label} {inside_same(laid, p, last)}")
    f += joined(laid, p, s, c)
    f += around(laid, p, s, c)
    f += standing(laid, p, c, firsts)
    if p.article:
        f += told_as(laid, p, c, m, alike.many)
    return f


@lru_cache(maxsize=20_000)
def _placed(kind: str, low: str, label: str, apart: int, ahead: bool, near: int) -> tuple[str, ...]:
    return f"l {kind} {label}", f"w {low} {label}", f"d {kind} {apart} {ahead}", f"d {kind} {label} {near}"


@lru_cache(maxsize=20_000)
def _filling(kind: str, own: str, role: str, near: int) -> tuple[str, ...]:
    return f"r {role} {near}", f"rr {own} {role} {near}", f"rk {kind} {role} {near}"


@lru_cache(maxsize=20_000)
def _ranked(kind: str, label: str, plain: str, only: bool, rank: int, order: int) -> tuple[str, ...]:
    return f"only {kind} {label} {only}", f"rank {kind} {plain} {rank}", f"o {kind} {order}"


@lru_cache(maxsize=2_000)
def _governed(
    verbs: tuple[str, ...], heads: tuple[str, ...], beside: tuple[str, ...], own: str, kind: str, label: str, plain: str
) -> tuple[str, ...]:
    """A label beside the words that govern a pointer."""
    return (
        *(f"v {n} {own} {label}" for n in verbs),
        *(f"vk {n} {own} {kind} {plain}" for n in verbs),
        *(f"h {n} {label}" for n in heads),
        *(f"b {n} {own} {plain}" for n in beside),
    )


def standing(laid: Laid, p: Pointer, c: Candidate, firsts: Mapping[str, int]) -> list[str]:
    """What the text has made of a candidate so far: its paragraph, its first words, what it was pointed at by."""
    last, kind, label = c.spots[0], p.kind, c.spots[0].mention.label
    near = -1 if c.ahead else min(p.sentence - last.sentence, 2)
    paragraph = laid.every[p.sentence].paragraph
    turned = min(paragraph - laid.every[last.sentence].paragraph, 2)
    f = [
        *_begun(p.word == 0, last.role, near, label, turned, kind),
        *_known(
            kind,
            laid.subjects.get(paragraph) == c.entity,
            firsts.get(kind) == c.entity,
            near,
            c.spots[-1].sentence < 2,
            min(len(c.spots), 3),
        ),
    ]
    pointed = {x.by for x in c.spots if x.by}
    for other in ("it", "she", "he", "they"):
        if other in pointed:
            f.append(f"was {other} {kind} {label}")
    if "she" not in pointed and label == "vessel":
        f.append(f"noshe {kind} {'it' in pointed}")
    return f


@lru_cache(maxsize=20_000)
def _begun(first: bool, role: str, near: int, label: str, turned: int, kind: str) -> tuple[str, ...]:
    return f"begins {first} {role} {near} {label}", f"para {turned} {kind}"


@lru_cache(maxsize=20_000)
def _known(kind: str, subject: bool, before: bool, near: int, early: bool, many: int) -> tuple[str, ...]:
    return f"subject {kind} {subject}", f"before {kind} {before} {near}", f"early {kind} {early} {many}"


def ruled(p: Pointer, mentions: Sequence[Mention], c: Candidate | None) -> list[str]:
    """What the rules say of a pointer, beside a candidate."""
    if p.mention < 0 or mentions[p.mention].entity < 0:
        return []
    m = mentions[p.mention]
    if c is None:
        return [f"rule0 {m.rule} {p.kind}"]
    hit = m.entity == c.entity
    return [f"rule {m.rule} {p.kind} {hit}", f"rule {p.low} {hit}"]
