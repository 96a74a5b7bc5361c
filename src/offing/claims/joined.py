"""Things found to be one, joined: each points to another of its kind, and the first of all stands for them."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TypeVar

T = TypeVar("T", int, tuple[int, int])


def root(first: MutableMapping[T, T], one: T) -> T:
    """What stands for it; the way there is made shorter."""
    while first[one] != one:
        first[one] = first[first[one]]
        one = first[one]
    return one


def join(first: MutableMapping[T, T], one: T, other: T) -> None:
    """From now on one stands for both, the lesser."""
    a, b = sorted((root(first, one), root(first, other)))
    first[b] = a
