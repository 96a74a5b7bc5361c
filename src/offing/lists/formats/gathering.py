"""Facts gathered into an entry, from however many rows or elements the publisher spreads it over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from offing.errors import MalformedSource, UnreadField
from offing.records.dates import DateSpan, parse_span
from offing.records.entity import Entity, Listing, Name, Place, Relation, Schema, Statement
from offing.records.identifiers import Identifier, fold_code

Fact = Name | Identifier | Statement | Listing | Relation


@dataclass(slots=True)
class Gathering:
    """One entry in the making: each fact once, in the order in which the source first states it."""

    entry: str
    schema: Schema
    place: Place
    facts: dict[Fact, None] = field(default_factory=dict)

    def add(self, facts: Iterable[Fact]) -> None:
        """A publisher that multiplies names by papers by addresses repeats every fact; a repeat says nothing new."""
        self.facts.update(dict.fromkeys(facts))

    @property
    def has_primary_name(self) -> bool:
        return any(isinstance(f, Name) and f.kind == "name" for f in self.facts)

    def entity(self, dataset: str) -> Entity:
        """The entry as it stands. Raises MalformedSource when no row of it carried a name."""
        names = tuple(f for f in self.facts if isinstance(f, Name))
        if not names:
            raise MalformedSource(
                "an entry without a name", where=f"{self.place.file} {self.place.at}", value=self.entry
            )
        return Entity(
            dataset=dataset,
            entry=self.entry,
            schema=self.schema,
            names=names,
            place=self.place,
            identifiers=tuple(f for f in self.facts if isinstance(f, Identifier)),
            statements=tuple(f for f in self.facts if isinstance(f, Statement)),
            listings=tuple(f for f in self.facts if isinstance(f, Listing)),
            relations=tuple(f for f in self.facts if isinstance(f, Relation)),
        )


def joined(*parts: str | None, by: str = ", ") -> str:
    """The parts that say something, joined; "" when none does."""
    return by.join(p.strip() for p in parts if p and p.strip())


def dated(text: str | None, where: str, parse: Callable[[str], DateSpan] = parse_span) -> DateSpan | None:
    """The span that `text` names, None when there is none. Raises UnreadField for a date the publisher never used yet."""
    if not text or not text.strip():
        return None
    try:
        return parse(text.strip())
    except ValueError as error:
        raise UnreadField("a date nobody reads", where=where, value=text) from error


def full_name(*parts: str | None) -> str:
    """The parts of a name in the order given; runs of spaces folded."""
    return " ".join(joined(*parts, by=" ").split())


def stated(prop: str, value: str | None, note: str | None = None) -> Iterable[Statement]:
    """One statement, runs of white space folded, or none when the source is silent."""
    if value and (text := " ".join(value.split())):
        yield Statement(prop, text, " ".join((note or "").split()))


def identified(kind: str, printed: str | None, note: str | None = None) -> Iterable[Identifier]:
    """One number, folded to letters and digits for comparison, or none when the source is silent."""
    if printed and (value := fold_code(printed)):
        yield Identifier(kind, value, " ".join(printed.split()), " ".join((note or "").split()))
