"""The trees of a text's sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np

from offing.syntax.arcs import heads_of
from offing.syntax.features import rows_of
from offing.syntax.network import LONGEST, Network, network, relations_of, scores
from offing.syntax.tokens import tokens

_AT_ONCE = 1000
"""Words that go through the network together."""
_SPLITS = frozenset({";", ":", ",", ".", "?", "!", "|", "•"})
Tree = tuple["Word", ...]
_Piece = tuple[int, int, str]
_Said = tuple[tuple[str, str], ...]
"""The words of a stretch, each with its mask."""
_Shape = list[tuple[str, int, str]]
"""Of each of them its tag, its head and its relation."""


@dataclass(slots=True)
class Word:
    """A word of a sentence: characters [start, end) of the text, the mask of a name (`kind`), Penn tag, the number of its head
    in the sentence (its own for the root) and its relation to it, by the labels of ClearNLP ("nsubj", "pobj", "relcl").
    Never changed, and not frozen only because a frozen one takes four times as long to make."""

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
    linear in the text: of more than `LONGEST` words, stretches are parsed alone and hung on the first one's root. The same words
    have the same tree, and are parsed once.
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
    said = [tuple((text[a:b], mask) for a, b, mask in words) for words in stretches]
    once = list(dict.fromkeys(said))
    shapes = (shape for part in _batches([len(s) for s in once]) for shape in _parsed(net, once[part]))
    known = dict(zip(once, shapes, strict=True))
    grown = [_tree(words, key, known[key]) for words, key in zip(stretches, said, strict=True)]
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


def _batches(lengths: list[int]) -> Iterator[slice]:
    """Which stretches are parsed together."""
    a = words = 0
    for k, length in enumerate(lengths):
        if words + length > _AT_ONCE and k > a:
            yield slice(a, k)
            a, words = k, 0
        words += length
    if lengths:
        yield slice(a, len(lengths))


def _parsed(net: Network, sentences: Sequence[_Said]) -> Iterator[_Shape]:
    lengths = [len(s) for s in sentences]
    found = scores(net, np.array([_rows(*word) for words in sentences for word in words]), lengths)
    heads = [heads_of(arcs) for arcs in found.arcs]
    begins = [0, *accumulate(lengths)]
    flat = np.array([begin + h for begin, hs in zip(begins, heads, strict=False) for h in hs])
    tags = [net.tags[n] for n in found.tags.tolist()]
    relations = [net.relations[n] for n in relations_of(net, found, flat).tolist()]
    for hs, begin in zip(heads, begins, strict=False):
        of = slice(begin, begin + len(hs))
        yield list(zip(tags[of], hs, relations[of], strict=True))


def _tree(words: list[_Piece], said: _Said, shape: _Shape) -> Tree:
    return tuple(
        Word(a, b, word, word.lower(), mask, tag, head, relation)
        for (a, b, _), (word, mask), (tag, head, relation) in zip(words, said, shape, strict=True)
    )


@lru_cache(maxsize=1 << 16)
def _rows(word: str, mask: str) -> tuple[int, ...]:
    return rows_of(word, mask, network().tables)


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
