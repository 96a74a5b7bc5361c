"""What the rows of a book ask of the lists: names near which a listed one is sought, and marks by which one is found.

A row's answer from the lists can move only where a listed name that moved bears one of its marks, or is near one of its names.
So these are kept with a review, and laid on what the next version of a list changed. Every look-up that `Proposals` and the
checks make stands here under the same key that they make it with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.book.model import Row
from offing.index.kinds import SHIP
from offing.index.names import party_tokens, ship_tokens
from offing.index.roll import PARTIES, SHIPS, keyed_as
from offing.index.ship_names import glued_prefix_off, ship_name_parts
from offing.index.vocabulary import marks_of
from offing.records.identifiers import fold_code, fold_imo
from offing.review.mentions import Mentions, windows
from offing.review.proposals import kind_asked, name_parts
from offing.review.told import numbers_of

RUNNING, CALLED, NUMBER, AS_SHIP, CITED = 10, 11, 12, 13, 14
"""Kinds of what is asked by marks alone: a running text, the words after M/V in one, a number, a party's name as a ship's, and
the number of a ship in a text, for which no other a keystroke away is sought."""

Item = tuple[str, int]
"""A text and what it is asked as: a kind of name (`index.engine`), or one of these."""


class Asked(NamedTuple):
    """The items, names first, the rows that ask each (`row_at` offsets), and marks, ascending, each with its item."""

    items: tuple[Item, ...]
    rows: NDArray[np.int32]
    row_at: NDArray[np.int64]
    marks: NDArray[np.uint64]
    mark_item: NDArray[np.int32]

    def rows_of(self, items: NDArray[np.int64]) -> set[int]:
        """The rows that ask any of them."""
        return {int(n) for i in items for n in self.rows[self.row_at[i] : self.row_at[i + 1]]}

    def items_with(self, marks: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The items that bear any of these marks."""
        left, right = np.searchsorted(self.marks, marks, "left"), np.searchsorted(self.marks, marks, "right")
        hit = [self.mark_item[a:b] for a, b in zip(left.tolist(), right.tolist(), strict=True) if a < b]
        return np.unique(np.concatenate(hit)).astype(np.int64) if hit else np.zeros(0, np.int64)


def asked_of(mentions: Mentions, places: Mapping[Row, int]) -> Asked:
    """All that a book asks; `places` numbers its rows. Of a book without papers, tracks and reports."""
    found: dict[Item, set[int]] = {}
    for row, item in _asked(mentions):
        found.setdefault(item, set()).add(places[row])
    found = dict(sorted(found.items(), key=lambda own: own[0][1] >= RUNNING))
    items = tuple(found)
    row_at = np.zeros(len(items) + 1, np.int64)
    np.cumsum([len(r) for r in found.values()], out=row_at[1:])
    rows = np.array([n for those in found.values() for n in sorted(those)], np.int32)
    texts: list[str] = []
    many = np.zeros(len(items), np.int64)
    for i, (text, kind) in enumerate(items):
        own = set(marks_asked(text, kind))
        texts += own
        many[i] = len(own)
    marks = marks_of(texts)
    order = np.argsort(marks, kind="stable")
    return Asked(items, rows, row_at, marks[order], np.repeat(np.arange(len(items), dtype=np.int32), many)[order])


def _asked(mentions: Mentions) -> Iterator[tuple[Row, Item]]:
    from offing.index.engine import PARTY

    for row in mentions.book.rows:
        if imo := fold_imo(row["imo"]):
            yield row, (imo, NUMBER)
    for ship in mentions.ships:
        for number in (ship.imo, ship.mmsi, ship.call_sign):
            if number:
                yield ship.row, (number, CITED if ship.in_text else NUMBER)
        if ship.name and ship.in_text:
            yield ship.row, (ship.name, CALLED)
        elif ship.name:
            yield from ((ship.row, (n, SHIP)) for n in (ship.name, *ship_name_parts(ship.name)))
    numbers: dict[Row, tuple[str, ...]] = {}
    for party in mentions.parties:
        if party.in_text:
            yield party.row, (party.name, RUNNING)
            continue
        if party.party is not None:
            if party.party not in numbers:
                numbers[party.party] = tuple(_numbers(party.party))
            yield from ((party.row, (number, NUMBER)) for number in numbers[party.party])
        if party.name:
            known = kind_asked(party.party)
            kind = PARTY if known is None else known
            yield from ((party.row, (n, kind)) for n in (party.name, *name_parts(party.name)))
            if party.row.sheet == "parties":
                yield party.row, (party.name, AS_SHIP)


def _numbers(party: Row) -> Iterator[str]:
    yield from (n.value for n in numbers_of(party))
    yield from filter(None, (fold_code(party["lei"]), fold_imo(party["imo_company"])))


def marks_asked(text: str, kind: int) -> Iterator[str]:
    """The keys under which an item is looked for among the names, words and numbers of lists."""
    if kind in (NUMBER, CITED):
        yield number_mark(text)
        if kind == NUMBER and len(text) == 7 and text.isascii() and text.isdigit():
            yield slip_mark(text)
    elif kind == RUNNING:
        yield from (keyed_as(tokens, PARTIES) for _, _, tokens in windows(text) if tokens)
    elif kind == CALLED:
        words = text.split()
        for n in range(1, len(words) + 1):
            yield from word_marks(words[n - 1])
            if n <= _MOST_WORDS or n == len(words):
                yield from _ship_marks(" ".join(words[:n]))
    elif kind in (SHIP, AS_SHIP):
        yield from _ship_marks(text)
    else:
        yield from _keys(party_tokens(text), PARTIES)


_MOST_WORDS = 4
"""As `mentions.leading_names` takes of a text."""


def _ship_marks(name: str) -> Iterator[str]:
    for part in (name, *ship_name_parts(name)):
        for own in (part, *glued_prefix_off(part)):
            yield from _keys(ship_tokens(own), SHIPS)


def _keys(tokens: tuple[str, ...], group: int) -> Iterator[str]:
    if tokens:
        yield keyed_as(tokens, group)
        yield keyed_as(tuple(sorted(tokens)), group)


def number_mark(value: str) -> str:
    """Of a number of any kind."""
    return "#" + value


def slip_mark(imo: str) -> str:
    """Of an IMO number to which one a keystroke away is sought."""
    return "~" + imo


def word_marks(word: str) -> Iterator[str]:
    """Of a word in a text that may go on a ship's name: the words of listed ships bear the same."""
    yield from ship_tokens("x " + word)[1:]
