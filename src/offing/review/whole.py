"""What is asked of a book as a whole, where only a part of it is reviewed."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from offing.book.model import Book, Row
from offing.index.names import ship_tokens


@dataclass(frozen=True, slots=True)
class Whole:
    """Of the whole book: whether it has voyages or papers (`dealt`), whether any names North Korea (`named_kp`), the folded
    words of its ships' names in the vessels sheet, and the folded names of the ships that its columns name. `silent` are rows of
    the part that are known to mean no entry: they are not asked of the lists."""

    dealt: bool
    named_kp: bool
    ship_words: Container[str]
    ship_names: Container[tuple[str, ...]]
    silent: Container[Row] = frozenset()


def words_of_ships(book: Book) -> frozenset[str]:
    """Folded words of the names in the vessels sheet."""
    return frozenset(t for row in book.sheet("vessels") for t in ship_tokens(row["name"]))
