"""An entry of a published list as the facts it states, each with its place in the source.

Schema and property names are FollowTheMoney's. Values are the publisher's, folded only where a field says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from offing.records.dates import DateSpan
from offing.records.identifiers import Identifier

Schema = Literal["Vessel", "Airplane", "Person", "Company", "Organization", "LegalEntity", "Asset"]
NameKind = Literal["name", "alias", "weakAlias", "previousName"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: a file of the snapshot, the place in it, and the words there.

    `quote` is verbatim: a raw line of a table, or the texts of the deciding fields of an XML record joined by ` · `.
    """

    file: str
    at: str
    quote: str


@dataclass(frozen=True, slots=True)
class Name:
    """One name as printed. `weakAlias` is what the publisher calls weak or low quality; `script` is ISO 15924 if given."""

    text: str
    kind: NameKind = "name"
    script: str = ""
    lang: str = ""
    dated: DateSpan | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One further fact: a FollowTheMoney property (or `offing:`-prefixed one) and its value as printed."""

    prop: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One measure of one authority on one entry, from and to when: never a Boolean.

    `since` and `until` are None where the source gives no date (OFAC's CSV never does). `entry` is the publisher's
    own identifier of the entry under this measure.
    """

    authority: str
    dataset: str
    entry: str
    rung: str
    programs: tuple[str, ...] = ()
    measure: str = ""
    legal_basis: str = ""
    since: DateSpan | None = None
    until: DateSpan | None = None
    binds: str = ""
    wording: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie that the source itself states, in the source's own word for it.

    `kind` is the relation type as printed ("Owned or Controlled By"); `unspecified` where the format loses it.
    `target` is the other entry's identifier if the source gives one, `target_name` its name.
    """

    kind: str
    target: str = ""
    target_name: str = ""
    former: bool = False
    percentage: float | None = None
    dated: DateSpan | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """One entry of one list."""

    dataset: str
    entry: str
    schema: Schema
    names: tuple[Name, ...]
    place: Place
    identifiers: tuple[Identifier, ...] = ()
    statements: tuple[Statement, ...] = ()
    listings: tuple[Listing, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def caption(self) -> str:
        """The publisher's primary name."""
        return next((n.text for n in self.names if n.kind == "name"), self.names[0].text if self.names else self.entry)

    def values(self, prop: str) -> tuple[str, ...]:
        return tuple(s.value for s in self.statements if s.prop == prop)

    def ids(self, kind: str) -> tuple[str, ...]:
        return tuple(i.value for i in self.identifiers if i.kind == kind)
