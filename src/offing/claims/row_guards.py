"""The guards of rules and rows: what must not stand around a match, and what must; and the tables that rules are read from."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources

from offing.claims.literals import Sought, lowered, sought
from offing.claims.masked import low
from offing.claims.model import ClaimType
from offing.claims.template import Part, compiled
from offing.errors import MalformedSource

MACROS = ("macros.csv", "macros_parties.csv")
EVERY = "*"
"""The row of guards.csv for all types."""
_REACH = 100
"""Characters before and after a match that a guard sees."""


@dataclass(frozen=True, eq=False)
class Guard:
    """What one guard says, which many rules have in common; compiled when it is first asked, for texts in lower case."""

    form: str
    templates: tuple[str, ...]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """MalformedSource for what is not in the language of templates."""
        return re.compile(lowered(self.form.format("|".join(map(_pattern, self.templates)))))

    def search(self, text: str) -> bool:
        """Whether it stands somewhere in a text."""
        return self.regex.search(text.lower()) is not None

    def match(self, text: str) -> bool:
        """Whether a text begins with it."""
        return self.regex.match(text.lower()) is not None

    def in_sentence(self, text: str) -> bool:
        """The same as `search`, of a sentence that many rules ask about."""
        return any(_stands(template, text) for template in self.templates)


@dataclass(frozen=True, slots=True)
class Guards:
    """What must not stand before, after or in the sentence of a match, and what must; and whose act it cannot be."""

    not_before: Guard | None = None
    not_after: Guard | None = None
    not_in: Guard | None = None
    need: Guard | None = None
    not_by: Guard | None = None

    def each(self) -> Iterator[Guard]:
        """Those that there are."""
        return filter(None, (self.not_before, self.not_after, self.not_in, self.need, self.not_by))

    def pass_(self, text: str, start: int, end: int) -> bool:
        """Whether a match at [start, end) of a masked sentence stands."""
        return not (
            (self.not_before and self.not_before.search(text[max(0, start - _REACH) : start]))
            or (self.not_after and self.not_after.match(text[end : end + _REACH]))
            or (self.not_in and self.not_in.in_sentence(text))
            or (self.need and not self.need.in_sentence(text))
        )


def table(name: str) -> list[dict[str, str]]:
    text = (resources.files("offing.claims") / "rules" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


@cache
def macros() -> Mapping[str, str]:
    """macros.csv, and those for people and bodies that no name stands for."""
    return {row["name"]: row["template"] for name in MACROS for row in table(name)}


@cache
def parts() -> dict[str, Part]:
    """What macros come to, as they are met."""
    return {}


@cache
def general_guards() -> Mapping[str, Mapping[str, str]]:
    """guards.csv: by type the guards of all its rules."""
    return {row["type"]: row for row in table("guards.csv")}


def guarded(where: str, type: ClaimType, said: str) -> Guards:
    """The guards of options, with those of their type and of all."""
    general = general_guards()
    return guards_of((dict(options_of(said, where)), general.get(type, {}), general.get(EVERY, {})))


def options_of(text: str, where: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, (p.strip() for p in text.split(";"))):
        name, sign, value = part.partition("=")
        if not sign or name not in (
            "view",
            "modality",
            "polarity",
            "named",
            "said",
            "guards",
            "not_before",
            "not_after",
            "not_in",
            "need",
            "not_by",
            "about",
        ):
            raise MalformedSource("no such option", where=where, value=part)
        yield name, value


def guards_of(tables: Sequence[Mapping[str, str]]) -> Guards:
    def pattern(name: str, form: str) -> Guard | None:
        said = tuple(t for t in (table.get(name) for table in tables) if t)
        return _guard(form, said) if said else None

    return Guards(
        pattern("not_before", r"(?:{})[ '\"]*$"),
        pattern("not_after", r"[ '\",]*(?:{})"),
        pattern("not_in", "{}"),
        pattern("need", "{}"),
        pattern("not_by", "{}"),
    )


_guard = cache(Guard)


@cache
def _pattern(template: str) -> str:
    return compiled(template, macros(), "guards", parts()).pattern


@cache
def _sought(template: str) -> Sought:
    return sought(lowered(_pattern(template)))


@lru_cache(maxsize=512)
def _stands(template: str, text: str) -> bool:
    one, read = _sought(template), low(text)
    return one.may_match(read) and one.pattern.search(read) is not None
