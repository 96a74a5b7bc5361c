"""What is listed and what is asked, as every system of the benchmark is given it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["Person", "Organization", "Vessel"]
"""FollowTheMoney's schema names; every firm is an Organization here."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list. `names` are as printed, the primary one first; `weak` those the publisher calls weak.

    `ids` are passport, identity card and register's numbers; `type` and `gross` a ship's type and gross tonnage.
    """

    id: str
    kind: Kind
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    imo: tuple[str, ...] = ()
    mmsi: tuple[str, ...] = ()
    call_sign: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    gross: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """One question. `right` holds the entries that are a right answer; empty for a thing that is on no list.

    `origin` is the listed name it was made from, "" for one made from none; other texts are "" when not told. `number` is
    a passport, identity card or register's number, `gross` a gross tonnage.
    """

    id: str
    category: str
    kind: Kind
    name: str
    right: tuple[str, ...] = ()
    origin: str = ""
    imo: str = ""
    mmsi: str = ""
    call_sign: str = ""
    flag: str = ""
    country: str = ""
    born: str = ""
    type: str = ""
    gross: str = ""
    number: str = ""

    @property
    def positive(self) -> bool:
        return bool(self.right)


def as_json(thing: Listed | Query) -> dict[str, Any]:
    """The filled fields of a thing, for a line of JSON."""
    return {k: v for k, v in asdict(thing).items() if v or k in ("id", "category", "name")}


def listed_from(body: dict[str, Any]) -> Listed:
    fields: Any = {k: tuple(v) if isinstance(v, list) else v for k, v in body.items()}
    return Listed(**fields)


def query_from(body: dict[str, Any]) -> Query:
    fields: Any = {k: tuple(v) if isinstance(v, list) else v for k, v in body.items()}
    return Query(**fields)


def name_only(query: Query) -> Query:
    """The question without its numbers and context."""
    return Query(query.id, query.category, query.kind, query.name, query.right, query.origin)


def plain(name: str) -> tuple[str, ...]:
    """Words of a name without marks, case and order: two names that are equal here are the same name to anybody.

    Used to tell that a negative is not listed after all and that two entries are one thing; no system sees it.
    """
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(sorted(_WORD.findall(text.casefold())))
