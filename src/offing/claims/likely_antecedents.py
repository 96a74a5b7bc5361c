"""Which thing a pronoun or a noun with an article points at, by likeness to annotated texts: the likeliest of those told of, if
it is likely enough. What a rule of `pointing` says is weighed with the rest.

The weights (antecedents_learned.csv.gz) are plain data made by `reports.train_pointers` from the project's own annotated texts.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat
from math import exp

from offing.claims.arguments import Tree
from offing.claims.candidates import Candidate, candidates
from offing.claims.laid_out import Laid, laid_out, spot_of
from offing.claims.likeness import alikes, features, ruled
from offing.claims.likeness_own import Seen, of_none, seen
from offing.claims.model import Document, Mention, Thing
from offing.claims.pointers import Pointer, pointers
from offing.claims.weighed import weighed

UNIT = 100
LEAST = 0.5
"""Share of the likelihood that the likeliest must have."""
OVER = 0.6
"""The same where a rule says otherwise."""
LEASTS: Mapping[str, float] = {"they": 0.5, "both": 0.5, "we": 0.75}
"""The same where the annotated texts are few or the likeliest is often wrong, by kind of pointer."""
KEPT = 0.1
"""Share that what a rule says must have to be kept where nothing is likely enough."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A pointer with what it may stand for: by candidate its features, those of none last."""

    pointer: Pointer
    among: tuple[Candidate, ...]
    features: tuple[list[str], ...]


@dataclass(slots=True)
class Course:
    """The telling of a text up to a pointer."""

    laid: Laid
    mentions: Sequence[Mention]
    last: dict[str, int]

    def asked(self, p: Pointer) -> Asked:
        among = candidates(self.laid, p)
        s: Seen = seen(self.laid, p)
        by_label = alikes(among)
        rows = [
            features(self.laid, p, s, k, c, among, by_label, self.last) + ruled(p, self.mentions, c)
            for k, c in enumerate(among)
        ]
        rows.append(of_none(self.laid, p, s, among) + ruled(p, self.mentions, None))
        return Asked(p, tuple(among), tuple(rows))

    def left(self, p: Pointer) -> None:
        """Notes a pointer left open."""
        self.laid.opened.append((p.start, p.kind))

    def told(self, p: Pointer, entity: int, like: Mention) -> Mention:
        """Puts a pointer's thing among the spots; gives the mention."""
        old = self.mentions[p.mention] if p.mention >= 0 else None
        if old is not None:
            m = (
                old
                if old.entity == entity
                else replace(old, entity=entity, label=like.label, rule=old.rule.split(".")[0] + ".likely")
            )
        else:
            text = self.laid.text[p.start : p.end]
            m = Mention(
                p.start,
                p.end,
                text,
                like.label,
                entity,
                ("nominal" if p.article else "pronoun") + ".likely",
                True,
                like.plural,
            )
        insort(self.laid.spots, spot_of(self.laid, m, entity, p.sentence, p.kind), key=lambda s: s.mention.start)
        self.last[p.kind] = entity
        return m


def course(document: Document, mentions: Sequence[Mention], trees: Mapping[int, Tree]) -> tuple[Course, list[Pointer]]:
    laid = laid_out(document, mentions, trees)
    found = list(pointers(laid, mentions))
    asked = {p.mention for p in found}
    numbers = {id(mentions[n]) for n in asked if n >= 0}
    laid.spots = [s for s in laid.spots if id(s.mention) not in numbers]
    for s in laid.spots:
        if s.role in ("nsubj", "nsubjpass"):
            laid.subjects.setdefault(laid.every[s.sentence].paragraph, s.entity)
    return Course(laid, mentions, {}), found


@cache
def weights() -> Mapping[str, int]:
    """The weight of each feature in hundredths."""
    return {feature: int(weight) for feature, weight in weighed("antecedents_learned")}


def shares(asked: Asked, known: Mapping[str, int]) -> list[float]:
    """How likely each candidate is, and none, the last."""
    scores = [sum(map(known.get, f, repeat(0))) / UNIT for f in asked.features]
    top = max(scores)
    each = [exp(s - top) for s in scores]
    whole = sum(each)
    return [e / whole for e in each]


def with_likely(
    document: Document,
    mentions: Sequence[Mention],
    things: Sequence[Thing],
    trees: Mapping[int, Tree],
    known: Mapping[str, int] | None = None,
) -> tuple[tuple[Mention, ...], tuple[Thing, ...]]:
    """The mentions with the pointers resolved where one thing is likely enough, and the things with the rows pointed at."""
    known = weights() if known is None else known
    way, found = course(document, mentions, trees)
    out = list(mentions)
    every = list(things)
    for p in found:
        asked = way.asked(p)
        share = shares(asked, known)
        best = max(range(len(asked.among)), key=share.__getitem__, default=-1)
        old = mentions[p.mention] if p.mention >= 0 else None
        said = old is not None and old.entity >= 0 and best >= 0 and asked.among[best].entity != old.entity
        if best >= 0 and share[best] >= max(OVER if said else LEAST, LEASTS.get(p.kind, 0)):
            c = asked.among[best]
            if c.members:
                if old is None or old.entity < 0:
                    put(out, p, replace(_row(document.text, p, c), entity=len(every)))
                    every.append(
                        Thing(
                            len(every),
                            c.spots[0].mention.label,
                            document.text[p.start : p.end],
                            (document.text[p.start : p.end],),
                        )
                    )
            else:
                put(out, p, way.told(p, c.entity, c.spots[0].mention))
        elif old is not None and old.entity >= 0:
            at = next((k for k, c in enumerate(asked.among) if c.entity == old.entity), -1)
            if at < 0 or share[at] >= KEPT:
                way.told(p, old.entity, old)
            else:
                out[p.mention] = replace(old, entity=-1)
                way.left(p)
        else:
            way.left(p)
    return tuple(sorted(out, key=lambda x: (x.start, -x.end))), tuple(every)


def put(out: list[Mention], p: Pointer, m: Mention) -> None:
    """In the place of the pointer's mention, or behind all where it has none."""
    if p.mention >= 0:
        out[p.mention] = m
    else:
        out.append(m)


def _row(text: str, p: Pointer, c: Candidate) -> Mention:
    label = c.spots[0].mention.label
    return Mention(p.start, p.end, text[p.start : p.end], label, -1, "several.likely", True, True, "", c.members)
