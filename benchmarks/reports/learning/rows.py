"""Rows to learn from: of every mention or pair that may make a claim, how it looks and whether it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from offing.claims.acted import grown as trees_grown
from offing.claims.ingest import read_report
from offing.claims.learned import Kind, candidates, spans
from offing.claims.learned_items import laid
from offing.claims.learned_pairs import Pairs
from offing.claims.learned_scores import features
from offing.claims.learned_trees import grown
from offing.claims.model import Arg, Document, Mention, Reading
from offing.claims.read import read
from reports import learnt
from reports.alignment import Alignment, align
from reports.gold import Annotated
from reports.learning.marked import Marked, marked
from reports.pairing import SYMMETRIC, Asked, asked
from reports.reader import names
from reports.sayings import Saying, agrees, sayings
from reports.traps import Trap, traps

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences.txt"
EXAMPLES = HERE / "examples.txt"


HEAVY = 8
"""Times that a trap counts: what must never be read is worse than what is read wrongly."""


@dataclass(frozen=True, slots=True)
class Row:
    type: str
    features: frozenset[str]
    right: bool


def by_rules(name: str, content: bytes) -> Reading:
    """A report read by the rules alone."""
    return read(read_report(content, name), names(), learned=False)


def of_texts(texts: Sequence[Annotated]) -> Iterator[Row]:
    """A claim that the text makes in another sentence is neither right nor wrong in this one, and left out."""
    for gold in texts:
        reading = by_rules(gold.name, gold.content)
        by = align(gold, reading)
        claims = [a for told in gold.claims for a in asked(told)]
        for row, kind, those, (start, end) in _all(reading.document, reading.mentions):
            alike = [c for c in claims if c.told.type == kind.type and _is(c, kind, those, by)]
            here = any(c.told.start < end and c.told.end > start for c in alike)
            if here or not alike:
                yield Row(kind.type, row, here)


def of_sayings(lines: Sequence[Saying]) -> Iterator[Row]:
    for one in lines:
        reading = by_rules(f"{one.id}.txt", one.text.encode())
        for row, kind, those, _ in _all(reading.document, reading.mentions):
            wanted = [w.keys for w in one.wanted if w.type == kind.type]
            right = any(_agree(keys, each, those, reading) for keys in wanted for each in _ways(kind))
            yield Row(kind.type, row, right)


def of_traps(laid_out: Sequence[Trap]) -> Iterator[Row]:
    for number, trap in enumerate(laid_out):
        reading = by_rules(f"trap {number}.txt", trap.text.encode())
        for row, kind, _, _ in _all(reading.document, reading.mentions):
            if kind.type in trap.never:
                yield Row(kind.type, row, False)


def of_marked(lines: Sequence[Marked]) -> Iterator[Row]:
    for one in lines:
        document = Document("marked", one.text, "", "text", "utf-8")
        for row, kind, those, _ in _all(document, one.mentions):
            things = tuple(m.entity for m in those)
            ways = [things, things[::-1]] if kind.type in SYMMETRIC else [things]
            yield Row(kind.type, row, any((kind.type, *way) in one.claims for way in ways))


def _all(
    document: Document, mentions: Sequence[Mention]
) -> Iterator[tuple[frozenset[str], Kind, tuple[Mention, ...], tuple[int, int]]]:
    every = list(spans(document, mentions))
    trees = trees_grown(document.text, [(s.start, s.end) for s, _ in every], mentions)
    for (sentence, here), tree in zip(every, trees, strict=True):
        seen = laid(document.text, sentence.start, sentence.end, here)
        said, stands = Pairs(seen, dict(here)), grown(tree, here)
        made: dict[tuple[int, ...], frozenset[str]] = {}
        for kind, numbers, those in candidates(here, seen):
            if numbers not in made:
                made[numbers] = features(said, stands, numbers)
            yield made[numbers], kind, those, (sentence.start, sentence.end)


def _ways(kind: Kind) -> list[tuple[str, ...]]:
    """The roles of a type, in either order where its two may change places."""
    names = tuple(role for role, _ in kind.roles)
    return [names, names[::-1]] if kind.type in SYMMETRIC else [names]


def _is(claim: Asked, kind: Kind, those: Sequence[Mention], by: Alignment) -> bool:
    def fits(role: str, m: Mention) -> bool:
        return any(by.same(v, Arg(role, m.text, m.start, m.end, m.entity)) for v in claim.keys.get(role, ()))

    return any(all(fits(role, m) for role, m in zip(each, those, strict=True)) for each in _ways(kind))


def _agree(
    keys: Mapping[str, tuple[str, ...]], roles: Sequence[str], those: Sequence[Mention], reading: Reading
) -> bool:
    def fits(role: str, m: Mention) -> bool:
        arg = Arg(role, m.text, m.start, m.end, m.entity)
        return any(agrees(phrase, arg, reading) for phrase in keys.get(role, ()))

    return all(fits(role, m) for role, m in zip(roles, those, strict=True))


def every() -> dict[str, list[Row]]:
    """By source: each set of annotated texts, the sayings, the traps, the rules' examples and sentences of our own."""
    return {name: list(of_texts(texts)) for name, texts in learnt.sets().items()} | {
        "sayings": list(of_sayings(sayings(HERE.parent / "sayings" / "bank"))),
        "traps": list(of_traps(traps())) * HEAVY,
        "examples": list(of_marked(list(marked(EXAMPLES)))),
        "sentences": list(of_marked(list(marked(SENTENCES)))),
    }
