"""Mentions of the names that the tests' sentences use, and documents made of a text."""

from __future__ import annotations

import re
from datetime import date

from offing.claims.model import Dated, Document, Label, Mention
from offing.records.dates import day

NAMES: dict[str, Label] = {
    "Treasury Department": "agency", "Treasury": "agency", "Security Council": "agency", "United Nations": "agency",
    "Reuters": "agency", "AFP": "agency", "Yonhap": "agency", "OFAC": "agency", "UN": "agency", "State Department": "agency",
    "Alisa Ltd": "company", "Vityaz": "vessel", "Sam Ma 2": "vessel", "Tantal": "vessel", "Nampo": "place", "Seoul": "country",
    "Washington": "country", "United States": "country", "Pyongyang": "country", "North Korea": "country", "Japan": "country",
    "Steven Mnuchin": "person", "John Bolton": "person", "Ivan Petrov": "person", "Kim": "person", "Trump": "person",
}  # fmt: skip
_NAMES = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(NAMES, key=len, reverse=True)))


def mentions_in(text: str) -> tuple[Mention, ...]:
    """A mention for every name of `NAMES`, one entity for each."""
    numbers = {name: n for n, name in enumerate(NAMES)}
    return tuple(Mention(m.start(), m.end(), m[0], NAMES[m[0]], numbers[m[0]], "test") for m in _NAMES.finditer(text))


def document(text: str, published: date | None = date(2019, 3, 22), **more: object) -> Document:
    told = Dated(day(published), "", 0, 0) if published else None
    return Document("test", text, "", "text", "utf-8", published=told, **more)  # type: ignore[arg-type]
