"""How a thing told of looks beside a word that points: the features by which `likely_antecedents` weighs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offing.claims.candidates import Candidate
from offing.claims.laid_out import Laid
from offing.claims.likeness_around import around, inside_same, joined, row_features
from offing.claims.likeness_own import Seen
from offing.claims.likeness_told import told_as
from offing.claims.model import Mention
from offing.claims.pointers import Pointer


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
    own, role = s.own, last.role
    near = -1 if c.ahead else min(apart, 2)
    f = [
        f"l {kind} {label}",
        f"w {p.low} {label}",
        f"d {kind} {apart} {c.ahead}",
        f"d {kind} {label} {near}",
        f"o {kind} {min(order, 5)}",
        f"r {role} {near}",
        f"rr {own} {role} {near}",
        f"rk {kind} {role} {near}",
        f"n {kind} {min(len(c.spots), 5)}",
        f"by {kind} {last.by or m.nominal} {near}",
    ]
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
    f += joined(laid, p, s, c)
    f += around(laid, p, s, c)
    f += standing(laid, p, c, firsts)
    if p.article:
        f += told_as(laid, p, c, m, len(alike))
    return f


def standing(laid: Laid, p: Pointer, c: Candidate, firsts: Mapping[str, int]) -> list[str]:
    """What the text has made of a candidate so far: its paragraph, its first words, what it was pointed at by."""
    last, kind, label = c.spots[0], p.kind, c.spots[0].mention.label
    near = -1 if c.ahead else min(p.sentence - last.sentence, 2)
    f = [f"begins {p.word == 0} {last.role} {near} {label}"]
    turned = laid.every[p.sentence].paragraph - laid.every[last.sentence].paragraph
    f.append(f"para {min(turned, 2)} {kind}")
    f.append(f"subject {kind} {laid.subjects.get(laid.every[p.sentence].paragraph) == c.entity}")
    f.append(f"before {kind} {firsts.get(kind) == c.entity} {near}")
    f.append(f"early {kind} {c.spots[-1].sentence < 2} {min(len(c.spots), 3)}")
    pointed = {x.by for x in c.spots if x.by}
    for other in ("it", "she", "he", "they"):
        if other in pointed:
            f.append(f"was {other} {kind} {label}")
    if "she" not in pointed and label == "vessel":
        f.append(f"noshe {kind} {'it' in pointed}")
    return f


def ruled(p: Pointer, mentions: Sequence[Mention], c: Candidate | None) -> list[str]:
    """What the rules say of a pointer, beside a candidate."""
    if p.mention < 0 or mentions[p.mention].entity < 0:
        return []
    m = mentions[p.mention]
    if c is None:
        return [f"rule0 {m.rule} {p.kind}"]
    hit = m.entity == c.entity
    return [f"rule {m.rule} {p.kind} {hit}", f"rule {p.low} {hit}"]
