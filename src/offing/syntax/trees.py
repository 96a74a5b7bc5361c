"""The trees of a text's sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from offing.syntax.arcs import heads_of
from offing.syntax.features import rows_of
from offing.syntax.network import Network, network, relations_of, scores
from offing.syntax.tokens import tokens

LONGEST = 120
"""Words of a sentence, or of a stretch of a longer one, that are looked at together."""
_AT_ONCE = 30_000
"""Pairs of words of one batch."""
_SPLITS = frozenset({";", ":", ",", ".", "?", "!", "|", "•"})
Tree = tuple["Word", ...]
_Piece = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: characters [start, end) of the text, the mask of a name (`kind`), Penn tag, the number of its head
    in the sentence (its own for the root) and its relation to it, by the labels of ClearNLP ("nsubj", "pobj", "relcl")."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    tag: str
    head: int
    relation: str


def trees(text: str, spans: Sequence[tuple[int, int]], names: Sequence[tuple[int, int, str]]) -> list[Tree]:
    """A tree for each sentence [start, end) of `spans`. `names` (start, end, mask) are one word each, in order, apart.

    A name that a sentence does not hold whole is not taken for one. A sentence without a word has an empty tree. The time is
    linear in the text: of more than `LONGEST` words, stretches are parsed alone and hung on the first one's root.
    """
    net = network()
    begins = [n[0] for n in names]
    stretches: list[list[_Piece]] = []
    whose: list[range] = []
    for start, end in spans:
        within = names[bisect_left(begins, start) : bisect_left(begins, end)]
        words = list(tokens(text, start, end, [n for n in within if n[1] <= end]))
        parts = list(_stretches(text, words))
        whose.append(range(len(stretches), len(stretches) + len(parts)))
        stretches += parts
    grown: list[Tree] = [()] * len(stretches)
    for batch in _batches([len(s) for s in stretches]):
        for number, tree in zip(batch, _parsed(net, text, [stretches[k] for k in batch]), strict=True):
            grown[number] = tree
    return [_joined([grown[k] for k in of]) for of in whose]


def _stretches(text: str, words: list[_Piece]) -> Iterator[list[_Piece]]:
    """A sentence, or what of it is looked at together: a long one is cut behind a stop or a comma."""
    at = 0
    while len(words) - at > LONGEST:
        ends = (
            k + 1 for k in range(at + LONGEST - 1, at + LONGEST // 2, -1) if text[words[k][0] : words[k][1]] in _SPLITS
        )
        cut = next(ends, at + LONGEST)
        yield words[at:cut]
        at = cut
    if words[at:]:
        yield words[at:]


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Numbers of stretches of like length, few enough for one batch."""
    batch: list[int] = []
    for k in sorted(range(len(lengths)), key=lengths.__getitem__):
        full = (len(batch) + 1) * lengths[k] ** 2 > _AT_ONCE
        if batch and (full or lengths[k] > 2 * lengths[batch[0]] + 8):
            yield batch
            batch = []
        batch.append(k)
    if batch:
        yield batch


def _parsed(net: Network, text: str, sentences: list[list[_Piece]]) -> Iterator[Tree]:
    lengths = [len(s) for s in sentences]
    rows = np.zeros((len(sentences), max(lengths), 4), dtype=np.int64)
    for k, words in enumerate(sentences):
        rows[k, : len(words)] = [rows_of(text[a:b], mask, net.tables) for a, b, mask in words]
    found = scores(net, rows, lengths)
    heads = np.zeros(rows.shape[:2], dtype=np.int64)
    for k, length in enumerate(lengths):
        heads[k, :length] = heads_of(found.arcs[k], length)
    relations = relations_of(net, found, heads)
    for k, words in enumerate(sentences):
        told = zip(words, found.tags[k].tolist(), heads[k].tolist(), relations[k].tolist(), strict=False)
        yield tuple(
            Word(a, b, text[a:b], text[a:b].lower(), mask, net.tags[tag], head, net.relations[relation])
            for (a, b, mask), tag, head, relation in told
        )


def _joined(parts: list[Tree]) -> Tree:
    """The stretches of one sentence as one tree."""
    if len(parts) < 2:
        return parts[0] if parts else ()
    first = next(k for k, w in enumerate(parts[0]) if w.head == k)
    out: list[Word] = list(parts[0])
    for part in parts[1:]:
        by = len(out)
        for k, w in enumerate(part):
            head, relation = (first, "parataxis") if w.head == k else (w.head + by, w.relation)
            out.append(Word(w.start, w.end, w.text, w.low, w.kind, w.tag, head, relation))
    return tuple(out)
