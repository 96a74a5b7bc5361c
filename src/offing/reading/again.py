"""Entries whose text in a newer version is that of the version before: they stand as they stood and are not read again.

A reader marks each entry by the text it is read from. Where the same reader has read that text before, what it made of it is
in the index already: only the entry's place in the file is new.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Was:
    """How an entry stood: mark of its text, hash of what the index keeps of it, and what its reading counted, by name."""

    mark: str
    digest: str
    told: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carried:
    """An entry that stands as in the version before: its place in the new file, and the hash of its text in the index."""

    entry: str
    at: str
    digest: str


@dataclass(slots=True)
class Again:
    """What is known of the version before (nothing: all is read), and what there is to know of this one."""

    before: Mapping[str, Was] = field(default_factory=dict)
    carried: list[Carried] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    told: dict[str, Mapping[str, int]] = field(default_factory=dict)

    def same(self, entry: str, at: str, mark: str) -> bool:
        """Whether the entry stands as before; it is carried over then, with what its reading counted."""
        self.marks[entry] = mark
        was = self.before.get(entry)
        if was is None or was.mark != mark:
            return False
        self.carried.append(Carried(entry, at, was.digest))
        if was.told:
            self.told[entry] = was.told
        return True

    def tell(self, entry: str, told: Mapping[str, int]) -> None:
        """What the reading of an entry counted, so that it is counted when the entry is carried over."""
        if told:
            self.told[entry] = told


def mark_of(*texts: str) -> str:
    """The mark of an entry that is read from these texts, in this order."""
    whole = "".join([f"{len(text)}:{text}" for text in texts])
    return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
