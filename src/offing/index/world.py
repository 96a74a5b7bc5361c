"""What is known of words beyond any list, as tables for kernels: ordinary words, shares of the world's names, Chinese syllables,
endings of patronymics, and which words only Python can read (titles, legal forms, words of trade)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.glossary import FINALS, firm_words, kindred, korean, ordinary, stems, words_of
from offing.index.kinds import FIRM, PERSON, SHIP
from offing.index.shelf import floors, shares_of
from offing.index.spell import hash_set
from offing.index.vocabulary import Table, flat, hashes_by_length, ordered
from offing.index.words import ENDINGS, MAY_LEAD, ROMAN, STUCK_BEFORE, STUCK_BEHIND

ORDINARY, READ, KINDRED = 1, 2, 4
"""Bits of a word: an ordinary one; what Python has to read; of a class of kindred names."""


class World(NamedTuple):
    """Words known for a kind of name: letters with offsets, by hash in `table`; bits, share of the world's names (0: not told)
    and the least share that one counts as having. `trade` is a set of hashes of the fine keys under which the glossary of firms
    may know a word; `finals` the tree of the ends of Chinese syllables [nodes, 27], where the last column tells that one ends.
    `endings` are those of patronymics, `before` and `behind` what may be stuck to a word; each with offsets.
    """

    text: NDArray[np.uint8]
    at: NDArray[np.int32]
    table: Table
    bits: NDArray[np.uint8]
    share: NDArray[np.float64]
    floor: NDArray[np.float64]
    trade: NDArray[np.int64]
    finals: NDArray[np.int32]
    endings: NDArray[np.uint8]
    endings_at: NDArray[np.int32]
    before: NDArray[np.uint8]
    before_at: NDArray[np.int32]
    behind: NDArray[np.uint8]
    behind_at: NDArray[np.int32]


@cache
def world(kind: int) -> World:
    """The tables of a kind; made when first asked for, in a tenth of a second."""
    words, text, at, table = _every_word()
    place = {word: i for i, word in enumerate(words)}
    bits = np.zeros(len(words), np.uint8)
    for bit, some in ((ORDINARY, ordinary()), (READ, _to_read(kind)), (KINDRED, _kindred(kind))):
        bits[[place[word] for word in some]] |= bit
    share, floor = np.zeros(len(words)), np.zeros(len(words))
    for column, told in ((share, shares_of(kind)), (floor, floors(kind))):
        column[[place[word] for word in told]] = list(told.values())
    trade = hash_set({*firm_words()[1], *stems()} if kind == FIRM else ())
    endings, before, behind = flat(ENDINGS), flat(STUCK_BEFORE), flat(STUCK_BEHIND)
    return World(text, at, table, bits, share, floor, trade, _finals(), *endings, *before, *behind)


@cache
def _every_word() -> tuple[list[str], NDArray[np.uint8], NDArray[np.int32], Table]:
    """All words of which anything is known, for any kind."""
    every = set(ordinary())
    for kind in (PERSON, FIRM, SHIP):
        every.update(_to_read(kind), _kindred(kind), shares_of(kind), floors(kind))
    words = sorted(every)
    text, at = flat(words)
    return words, text, at, ordered((hashes_by_length(text, at) << 32) | np.arange(len(words)))


def _to_read(kind: int) -> set[str]:
    """Words that mean more than their letters in a name of a kind."""
    if kind == PERSON:
        return {*words_of("personal"), *words_of("title"), "aka"}
    if kind == FIRM:
        return {*firm_words()[0], *words_of("number"), "hong", "aka"}
    return {"no", "nr", "num", *ROMAN, *words_of("number"), *MAY_LEAD}


def _kindred(kind: int) -> set[str]:
    """Words that may be of a class of names alike (`shelf.classes_of`)."""
    return set(kindred()) if kind == PERSON else set(korean()) if kind == SHIP else set()


@cache
def _finals() -> NDArray[np.int32]:
    nodes = [[0] * 27]
    for final in FINALS.split("|"):
        at = 0
        for letter in final.encode():
            if not nodes[at][letter - 97]:
                nodes[at][letter - 97] = len(nodes)
                nodes.append([0] * 27)
            at = nodes[at][letter - 97]
        nodes[at][26] = 1
    return np.array(nodes, np.int32)
