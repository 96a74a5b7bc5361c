"""Words found by hash: every listed word under itself, itself less a letter, its skeleton and its classes of names.

The hash is a polynomial modulo the prime 2**31 - 1, so that numpy makes the index and a kernel asks it alike. A false
meeting of hashes costs a comparison, never a wrong answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.index.glossary import ABJAD, INITIAL, JOINED, LEGAL, NUMBER
from offing.index.keys import fine, skeleton

PRIME = 2147483647
BASE = 1000003
SEED = 7
DELETES_FROM = 4
"""Letters from which a word is also found with one less."""


class Words(NamedTuple):
    """Words packed: bytes as written and by fine key with offsets, letters in use as bits, flags."""

    text: NDArray[np.uint8]
    at: NDArray[np.int32]
    fine: NDArray[np.uint8]
    fine_at: NDArray[np.int32]
    letters: NDArray[np.int64]
    flags: NDArray[np.int32]


class Table(NamedTuple):
    """Hash → words. The bucket of hash h is `h >> shift`; in it, hashes ascend."""

    buckets: NDArray[np.int32]
    hashes: NDArray[np.int32]
    words: NDArray[np.int32]
    shift: int


def pack(words: Sequence[str], flags: Sequence[int] | NDArray[np.int32]) -> Words:
    """Words (ASCII) and their flags, packed."""
    text, at = _packed([w.encode() for w in words])
    fines = [fine(w).encode() for w in words]
    fine_text, fine_at = _packed(fines)
    bits = np.left_shift(np.int64(1), (fine_text & 31).astype(np.int64))
    letters = np.zeros(len(words), np.int64)
    if len(words):
        letters = np.bitwise_or.reduceat(bits, fine_at[:-1].astype(np.int64))
    return Words(text, at, fine_text, fine_at, letters, np.asarray(flags, np.int32))


def _packed(words: Sequence[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    at = np.zeros(len(words) + 1, np.int32)
    np.cumsum([len(w) for w in words], out=at[1:])
    return np.frombuffer(b"".join(words) or b"\0", np.uint8).copy(), at


def hash_of(word: str) -> int:
    """The hash of a whole word or key, as the kernels compute it."""
    found = SEED
    for byte in word.encode():
        found = (found * BASE + byte) % PRIME
    return found


def hashes_by_length(text: NDArray[np.uint8], at: NDArray[np.int32]) -> NDArray[np.int64]:
    """The hash of each of many packed words."""
    lengths = np.diff(at)
    found = np.empty(len(lengths), np.int64)
    for n in np.unique(lengths):
        rows = np.flatnonzero(lengths == n)
        found[rows] = _hash(text[at[rows][:, None] + np.arange(n)].astype(np.int64), -1)
    return found


def slotted(size: int, hashes: Iterable[int]) -> NDArray[np.int32]:
    """Numbers 0, 1, … by hash: each in the first free slot from its hash on (`size` is a power of two)."""
    slots = np.full(size, -1, np.int32)
    for number, h in enumerate(hashes):
        at = h & (size - 1)
        while slots[at] >= 0:
            at = (at + 1) & (size - 1)
        slots[at] = number
    return slots


def flat(words: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Words (ASCII) as letters and offsets."""
    at = np.zeros(len(words) + 1, np.int32)
    np.cumsum([len(w) for w in words], out=at[1:])
    return np.frombuffer(
        "".join(words).encode(), np.uint8
    ).copy(), at  # a kernel is compiled twice for arrays of two sorts


def marks_of(words: Iterable[str]) -> NDArray[np.uint64]:
    """A number for each word that no two words share, but for one chance in many billions."""
    digests = b"".join([blake2b(w.encode("utf-8", "replace"), digest_size=8).digest() for w in words])
    return np.frombuffer(digests, np.dtype("<u8")).astype(np.uint64)


def mark_of(word: str) -> np.uint64:
    """The number of one word."""
    return np.uint64(int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little"))


def probe_hashes(word: str, flags: int, classes: Sequence[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    """Hashes under which a word is asked for beside its spellings, each with the likeness it grants by itself (0: none)."""
    if flags & (NUMBER | LEGAL | INITIAL):
        return ()
    bones = skeleton(word)
    found = [(hash_of("~" + bones), 0.0)] if bones else []
    if flags & ABJAD and (soft := skeleton(word, soft_w=True)) and soft != bones:
        found.append((hash_of("~" + soft), 0.0))
    found.extend((hash_of(f"={number}"), likeness) for number, likeness in classes)
    return tuple(found)


def table(words: Words, more: NDArray[np.int64]) -> Table:
    """The index of packed words; `more` [n, 2] are (hash, word) beside the spellings."""
    found = [(more[:, 0] << 32) | more[:, 1]]
    single = (words.flags & (NUMBER | JOINED)) != 0
    for text, at in ((words.text, words.at), (words.fine, words.fine_at)):
        lengths = np.diff(at)
        for n in np.unique(lengths):
            rows = np.flatnonzero(lengths == n)
            letters = text[at[rows][:, None] + np.arange(n)].astype(np.int64)
            found.append((_hash(letters, -1) << 32) | rows)
            if DELETES_FROM <= n <= 40:
                some = np.flatnonzero(~single[rows])
                found.extend((hashed << 32) | rows[some] for hashed in _hashes_without(letters[some]))
    return ordered(np.concatenate(found))


def ordered(every: NDArray[np.int64]) -> Table:
    """The table of `hash << 32 | word`, in any order, some perhaps twice."""
    every = np.sort(every, kind="stable")
    every = every[np.diff(every, prepend=-1) != 0]
    bits = max(8, min(int(np.log2(len(every) + 1)) + 1, 26))
    shift = 31 - bits
    hashes = (every >> 32).astype(np.int32)
    buckets = np.searchsorted(hashes, np.arange((1 << bits) + 1, dtype=np.int64) << shift).astype(np.int32)
    return Table(buckets, hashes, (every & 0xFFFFFFFF).astype(np.int32), shift)


def _hashes_without(letters: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """The hashes of words less each of their letters in turn."""
    n = letters.shape[1]
    after = [np.zeros(len(letters), np.int64)]
    power = 1
    for i in range(n - 1, 0, -1):
        after.append((letters[:, i] * power + after[-1]) % PRIME)
        power = power * BASE % PRIME
    before = np.full(len(letters), SEED, np.int64)
    for i in range(n):
        yield (before * pow(BASE, n - 1 - i, PRIME) + after[n - 1 - i]) % PRIME
        before = (before * BASE + letters[:, i]) % PRIME


def _hash(letters: NDArray[np.int64], skip: int) -> NDArray[np.int64]:
    found = np.full(len(letters), SEED, np.int64)
    for i in range(letters.shape[1]):
        if i != skip:
            found = (found * BASE + letters[:, i]) % PRIME
    return found
