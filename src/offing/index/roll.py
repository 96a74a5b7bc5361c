"""Every name and number of the lists by position, in arrays: what `Finder` looks in, ready to be saved.

Look-ups go by marks (64-bit digests of folded keys), so no table of texts is made before an answer is given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.names import key, party_tokens, ship_tokens
from offing.index.texts import Texts, joined, ragged, texts_of
from offing.index.vocabulary import mark_of, marks_of

NOBODY, PARTIES, SHIPS = 0, 1, 2
"""What a row's name is looked up as: nothing (an aircraft's, or one of marks alone), a firm's or person's, a ship's."""
_LETTER = {PARTIES: "p", SHIPS: "s"}
_NOT_PARTIES = ("Vessel", "Airplane", "Asset")


class Rows(NamedTuple):
    """One row a name: position of its entry, code of schema and kind, what it is looked up as, marks of its key and of
    its key in the order of the alphabet, its text and the marks of its words (`word_at` offsets)."""

    position: NDArray[np.int32]
    schema: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    group: NDArray[np.uint8]
    key: NDArray[np.uint64]
    ordered: NDArray[np.uint64]
    text: Texts
    word: NDArray[np.uint64]
    word_at: NDArray[np.int64]


class Numbers(NamedTuple):
    """One row an identifier: position of its entry, code of its kind, its value."""

    position: NDArray[np.int32]
    kind: NDArray[np.uint8]
    value: Texts


@dataclass(frozen=True, slots=True)
class NameRow:
    """A listed name, as a hit tells of it."""

    position: int
    schema: str
    kind: str
    text: str
    ship: bool

    @property
    def tokens(self) -> tuple[str, ...]:
        return ship_tokens(self.text) if self.ship else party_tokens(self.text)


@dataclass(frozen=True)
class Roll:
    """Rows and numbers with what finds them: marks ascending, each beside its row. `codes` are the words for codes."""

    rows: Rows
    numbers: Numbers
    codes: tuple[str, ...]
    look: NDArray[np.uint64]
    look_row: NDArray[np.int32]
    words: NDArray[np.uint64]
    word_names: NDArray[np.int64]
    ship_words: NDArray[np.uint64]
    number_look: NDArray[np.uint64]
    number_row: NDArray[np.int32]
    parties: int

    def row(self, i: int) -> NameRow:
        rows = self.rows
        codes = self.codes
        return NameRow(
            int(rows.position[i]),
            codes[rows.schema[i]],
            codes[rows.kind[i]],
            rows.text.text(i),
            bool(rows.group[i] == SHIPS),
        )

    def keyed(self, tokens: tuple[str, ...], group: int) -> list[int]:
        """Rows of that group whose key, as written or in the order of the alphabet, is that of the tokens as they stand."""
        return _under(self.look, self.look_row, keyed_as(tokens, group)) if tokens else []

    def any_keyed(self, keys: Sequence[Sequence[str]]) -> list[bool]:
        """For each of several sets of keys (`keyed_as`) whether a row has one of them."""
        marks = marks_of(list(chain.from_iterable(keys)))
        known = np.zeros(len(marks), np.bool_)
        if len(self.look):
            known = self.look[np.minimum(self.look.searchsorted(marks), len(self.look) - 1)] == marks
        flags = iter(known.tolist())
        return [any(list(islice(flags, len(own)))) for own in keys]

    def names_with(self, token: str) -> int:
        """In how many names of firms and persons a folded word stands."""
        mark = mark_of(token)
        at = int(self.words.searchsorted(mark))
        return int(self.word_names[at]) if at < len(self.words) and self.words[at] == mark else 0

    def is_ship_word(self, token: object) -> bool:
        mark = mark_of(str(token))
        at = int(self.ship_words.searchsorted(mark))
        return at < len(self.ship_words) and bool(self.ship_words[at] == mark)

    def by_id(self, kind: str, value: str) -> list[int]:
        """Positions of entries with that number."""
        at = self.numbers.position
        return [int(at[i]) for i in _under(self.number_look, self.number_row, f"{kind}:{value}")]

    def known_ids(self, kind: str, values: Sequence[str]) -> list[str]:
        """Which of these values some entry has."""
        marks = marks_of([f"{kind}:{v}" for v in values])
        at = np.minimum(self.number_look.searchsorted(marks), max(0, len(self.number_look) - 1))
        there = self.number_look[at] == marks if len(self.number_look) else np.zeros(len(values), np.bool_)
        return [v for v, known in zip(values, there.tolist(), strict=True) if known]

    def ids_of_kind(self, kind: str) -> Iterator[tuple[str, list[int]]]:
        """Every value of a kind of number with the positions that bear it."""
        found: dict[str, list[int]] = {}
        if kind in self.codes:
            for i in np.flatnonzero(self.numbers.kind == self.codes.index(kind)).tolist():
                found.setdefault(self.numbers.value.text(i), []).append(int(self.numbers.position[i]))
        yield from found.items()


def keyed_as(tokens: tuple[str, ...], group: int) -> str:
    """The text whose mark finds rows of a group."""
    return _LETTER[group] + key(tokens)


def _under(look: NDArray[np.uint64], rows: NDArray[np.int32], text: str) -> list[int]:
    mark = mark_of(text)
    at = end = int(look.searchsorted(mark))
    while end < len(look) and look[end] == mark:
        end += 1
    return [int(i) for i in rows[at:end]]


def read_bodies(bodies: Iterable[tuple[int, str]], codes: dict[str, int]) -> tuple[Rows, Numbers]:
    """Rows and numbers of entries given as (position, JSON text). `codes` grows by the words met."""
    names: list[tuple[int, str, str, str]] = []
    ids: list[tuple[int, str, str]] = []
    for position, text in bodies:
        body: dict[str, Any] = json.loads(text)
        schema = body["schema"]
        names.extend((position, schema, n["k"], n["t"]) for n in body.get("names", ()))
        ids.extend((position, i["k"], i.get("v", "")) for i in body.get("ids", ()))
    return _rows(names, codes), Numbers(
        np.array([p for p, _, _ in ids], np.int32),
        np.array([codes.setdefault(k, len(codes)) for _, k, _ in ids], np.uint8),
        texts_of([v for _, _, v in ids]),
    )


def _rows(names: Sequence[tuple[int, str, str, str]], codes: dict[str, int]) -> Rows:
    groups: list[int] = []
    tokens: list[tuple[str, ...]] = []
    keys: list[str] = []
    ordered: list[str] = []
    for _, schema, _, text in names:
        group = SHIPS if schema == "Vessel" else NOBODY if schema in _NOT_PARTIES else PARTIES
        words = () if group == NOBODY else ship_tokens(text) if group == SHIPS else party_tokens(text)
        groups.append(group if words else NOBODY)
        tokens.append(words)
        letter = _LETTER.get(group, "")
        keys.append(letter + key(words))
        ordered.append(letter + key(tuple(sorted(words))))
    word_at = np.zeros(len(names) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, tokens), np.int64, len(names)), out=word_at[1:])
    return Rows(
        np.array([p for p, _, _, _ in names], np.int32),
        np.array([codes.setdefault(s, len(codes)) for _, s, _, _ in names], np.uint8),
        np.array([codes.setdefault(k, len(codes)) for _, _, k, _ in names], np.uint8),
        np.array(groups, np.uint8), marks_of(keys), marks_of(ordered), texts_of([t for _, _, _, t in names]),
        marks_of(list(chain.from_iterable(tokens))), word_at,
    )  # fmt: skip


def roll_of(rows: Rows, numbers: Numbers, codes: Iterable[str]) -> Roll:
    """What finds the rows and numbers, made from them."""
    some = np.flatnonzero(rows.group != NOBODY).astype(np.int32)
    other = some[rows.ordered[some] != rows.key[some]]
    marks = np.concatenate([rows.key[some], rows.ordered[other]])
    which = np.concatenate([some, other])
    order = np.lexsort((which, marks))
    group = np.repeat(rows.group, np.diff(rows.word_at))
    row = np.repeat(np.arange(len(rows.group)), np.diff(rows.word_at))
    words, counts = _held(rows.word[group == PARTIES], row[group == PARTIES])
    named = tuple(codes)
    values = [f"{named[k]}:{numbers.value.text(i)}" for i, k in enumerate(numbers.kind.tolist())]
    number_marks = marks_of(values)
    by_number = np.argsort(number_marks, kind="stable").astype(np.int32)
    return Roll(
        rows, numbers, named, marks[order], which[order], words, counts, np.unique(rows.word[group == SHIPS]),
        number_marks[by_number], by_number, int(np.sum(rows.group == PARTIES)),
    )  # fmt: skip


def _held(marks: NDArray[np.uint64], rows: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """In how many rows each mark stands."""
    words, which = np.unique(marks, return_inverse=True)
    once = np.unique((rows << 32) | which)
    return words, np.bincount(once & 0xFFFFFFFF, minlength=len(words)).astype(np.int64)


def moved(rows: Rows, numbers: Numbers, to: NDArray[np.int64]) -> tuple[Rows, Numbers, NDArray[np.int64]]:
    """What stays when entry p goes to position `to[p]` (-1: gone), at its new place; and which rows stayed."""
    stay = np.flatnonzero(to[rows.position] >= 0)
    word, word_at = ragged(rows.word, rows.word_at, stay)
    kept = Rows._make(
        [to[rows.position[stay]].astype(np.int32), *_pick(rows[1:6], stay), rows.text.take(stay), word, word_at]
    )
    keep = np.flatnonzero(to[numbers.position] >= 0)
    position = to[numbers.position[keep]].astype(np.int32)
    return kept, Numbers(position, numbers.kind[keep], numbers.value.take(keep)), stay


def together(one: tuple[Rows, Numbers], other: tuple[Rows, Numbers]) -> tuple[Rows, Numbers, NDArray[np.int64]]:
    """Rows and numbers of both, by position; and for each row where it was: in `one`, or in `other` (numbered on)."""
    a, b = one[0], other[0]
    rows = Rows._make([
        *(np.concatenate([x, y]) for x, y in zip(a[:6], b[:6], strict=True)),
        joined(a.text, b.text), np.concatenate([a.word, b.word]), np.concatenate([a.word_at, a.word_at[-1] + b.word_at[1:]]),
    ])  # fmt: skip
    numbers = Numbers(
        np.concatenate([one[1].position, other[1].position]),
        np.concatenate([one[1].kind, other[1].kind]),
        joined(one[1].value, other[1].value),
    )
    order = np.argsort(rows.position, kind="stable")
    word, word_at = ragged(rows.word, rows.word_at, order)
    by = np.argsort(numbers.position, kind="stable")
    return (
        Rows._make([*_pick(rows[:6], order), rows.text.take(order), word, word_at]),
        Numbers(numbers.position[by], numbers.kind[by], numbers.value.take(by)),
        order,
    )


def _pick(columns: Iterable[Any], rows: NDArray[np.int64]) -> list[NDArray[Any]]:
    return [column[rows] for column in columns]
