"""Sentences with their mentions marked and what they claim: `The [V:Mira] left [L:Nampo]. | port_call Mira > Nampo`.

The letters are those of `offing.claims.masked`; `[N:the tanker=Ocean Petrel]` points at a thing. After ` | ` stand the claims,
`;` between them, `+` between several that fill one role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import get_args

from offing.claims.learned import kinds
from offing.claims.model import ClaimType, Label, Mention

_MARK = re.compile(r"\[(?P<kind>[A-Z]):|(?:=(?P<name>[^\[\]=]*))?(?P<close>\])")
_LABELS: dict[str, Label] = {
    "V": "vessel", "N": "vessel", "O": "company", "K": "company", "A": "agency", "P": "person", "C": "country", "L": "place",
    "F": "facility", "G": "goods", "D": "date", "Q": "quantity", "I": "imo", "X": "list", "Y": "list", "Z": "list",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """`claims` are a type and the numbers of the things in its roles."""

    text: str
    mentions: tuple[Mention, ...]
    claims: frozenset[tuple[str | int, ...]]


def marked(file: Path) -> Iterator[Marked]:
    """The lines of a file. Raises ValueError for a claim of a type or a thing that there is not."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            yield _read(line, f"{file.name}: {number}")


def _read(line: str, where: str) -> Marked:
    said, _, told = line.partition(" | ")
    text, mentions, names = _mentions(said.strip())
    claims: set[tuple[str | int, ...]] = set()
    roles = {k.type: len(k.roles) for k in kinds()}
    for part in filter(None, (p.strip() for p in told.split(";"))):
        type, _, rest = part.partition(" ")
        if type in get_args(ClaimType) and type not in roles:
            continue  # Only rules read it.
        sides = [[x.strip() for x in side.split("+")] for side in rest.split(" > ")]
        strange = [x for side in sides for x in side if x not in names]
        if strange or roles.get(type) != len(sides):  # type: ignore[call-overload]
            raise ValueError(f"{where}: {part}")
        claims |= {(type, *(names[x] for x in each)) for each in product(*sides)}
    return Marked(text, mentions, frozenset(claims))


def _mentions(said: str) -> tuple[str, tuple[Mention, ...], dict[str, int]]:
    """The text without its marks, its mentions in order of their starts, and the things by name."""
    text = ""
    at = 0
    opened: list[tuple[str, int]] = []
    found: list[Mention] = []
    names: dict[str, int] = {}
    for m in _MARK.finditer(said):
        text += said[at : m.start()]
        at = m.end()
        if not m["close"]:
            opened.append((m["kind"], len(text)))
            continue
        kind, start = opened.pop()
        words = text[start:]
        name = m["name"] or words
        entity = -1 if name == "?" else names.setdefault(name, len(names))
        nominal = kind in "NK" or words.lower() in ("he", "she", "it", "they", "the ministry", "the official")
        plural = nominal and words.endswith(("s", "ies"))
        found.append(Mention(start, len(text), words, _LABELS[kind], entity, "marked", nominal, plural))
    return text + said[at:], tuple(sorted(found, key=lambda m: (m.start, -m.end))), names
