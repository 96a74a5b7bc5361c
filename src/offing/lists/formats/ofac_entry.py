"""An OFAC entry while it is being put together, whatever form it came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from offing.errors import UnreadField
from offing.lists.contract import ReadLog
from offing.lists.formats.ofac_labels import fact, label_of
from offing.records.entity import Entity, Listing, Name, Place, Relation, Schema, Statement
from offing.records.identifiers import Identifier

_SCHEMAS: dict[str, Schema] = {
    "individual": "Person",
    "entity": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
}


def schema_of(printed: str, where: str) -> Schema:
    """The schema of OFAC's type word, in any case. Raises UnreadField for a type that nobody has placed."""
    try:
        return _SCHEMAS[printed.strip().lower()]
    except KeyError:
        raise UnreadField("nobody reads this type of entry", where=where, value=printed) from None


def say_unplaced(labels: Counter[str], log: ReadLog) -> None:
    """A line in the log for each label that no table places; its values are kept as notes of their entries."""
    for label, count in sorted(labels.items()):
        log.notes.append(f"no table places the label {label!r} ({count:,} times): kept as notes")


@dataclass(slots=True)
class Draft:
    """The facts of one entry in the order they were read; `entity` gives them once each."""

    dataset: str
    entry: str
    schema: Schema
    names: list[Name] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    unplaced: Counter[str] = field(default_factory=Counter)
    """Labels that no table places; their values are kept as notes."""

    def add(self, label: str, value: str | None, *, country: str = "", notes: Iterable[str] = ()) -> None:
        """A labelled fact; an empty value is none."""
        if not value:
            return
        if label_of(label) is None:
            self.unplaced[label] += 1
        self.keep(fact(label, value, schema=self.schema, country=country, notes=tuple(n for n in notes if n)))

    def keep(self, item: Identifier | Statement) -> None:
        if isinstance(item, Identifier):
            self.identifiers.append(item)
        else:
            self.statements.append(item)

    def state(self, prop: str, value: str | None, note: str = "") -> None:
        if value:
            self.statements.append(Statement(prop, value, note))

    def locate(self, parts: Iterable[str | None], country: str | None, note: str = "") -> None:
        """An address as OFAC orders its parts, and its country."""
        line = ", ".join(p for p in (*parts, country) if p)
        if line and line != country:
            self.state("address", line, note)
        self.state("country", country, "" if line != country else note)

    def entity(self, place: Place, listings: Iterable[Listing]) -> Entity:
        return Entity(
            dataset=self.dataset,
            entry=self.entry,
            schema=self.schema,
            names=tuple(dict.fromkeys(self.names)),
            place=place,
            identifiers=tuple(dict.fromkeys(self.identifiers)),
            statements=tuple(dict.fromkeys(self.statements)),
            listings=tuple(dict.fromkeys(listings)),
            relations=tuple(dict.fromkeys(self.relations)),
        )
