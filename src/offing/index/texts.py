"""Many texts in two arrays, so that a file can hold them and none is read before it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

_T = TypeVar("_T", bound=np.generic)


class Texts(NamedTuple):
    """Text i is `data[at[i]:at[i + 1]]`, in UTF-8; lone surrogates are kept."""

    data: NDArray[np.uint8]
    at: NDArray[np.int64]

    def text(self, i: int) -> str:
        return self.data[self.at[i] : self.at[i + 1]].tobytes().decode("utf-8", "surrogatepass")

    def take(self, rows: NDArray[np.int64]) -> Texts:
        """These of the texts, in this order."""
        data, at = ragged(self.data, self.at, rows)
        return Texts(data, at)


def texts_of(texts: Sequence[str]) -> Texts:
    coded = [t.encode("utf-8", "surrogatepass") for t in texts]
    at = np.zeros(len(coded) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, coded), np.int64, len(coded)), out=at[1:])
    return Texts(np.frombuffer(b"".join(coded), np.uint8), at)


def joined(one: Texts, other: Texts) -> Texts:
    return Texts(np.concatenate([one.data, other.data]), np.concatenate([one.at, one.at[-1] + other.at[1:]]))


def ragged(data: NDArray[_T], at: NDArray[np.int64], rows: NDArray[np.int64]) -> tuple[NDArray[_T], NDArray[np.int64]]:
    """Stretches of `data` between the offsets `at`, in the order of `rows`, with their own offsets."""
    sizes = np.diff(at)[rows]
    out = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(sizes, out=out[1:])
    where = np.repeat(at[rows] - out[:-1], sizes) + np.arange(out[-1])
    return data[where], out
