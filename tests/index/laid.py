"""One list entry and one row of a book, written short, and the rules of evidence that the two fall under."""

from __future__ import annotations

from typing import Any

from offing.index.evidence import Told, lay
from offing.index.find import Hit
from offing.index.judge import Judged, judge
from offing.index.profiles import STANDARD, Profile
from offing.records.dates import parse_span
from offing.records.entity import Entity, Name, Place, Schema, Statement
from offing.records.identifiers import Identifier

NUMBERS = ("imoNumber", "mmsi", "callSign", "registrationNumber", "passportNumber", "idNumber", "leiCode", "imoCompany")


def entry(schema: Schema, name: str = "SEA ROSE", **facts: Any) -> Entity:
    """An entry with these facts: a text, a (text, note) pair, or a list of them, by FollowTheMoney property."""
    identifiers: list[Identifier] = []
    statements: list[Statement] = []
    for prop, given in facts.items():
        for one in given if isinstance(given, list) else [given]:
            text, note = one if isinstance(one, tuple) else (one, "")
            if prop in NUMBERS:
                identifiers.append(Identifier(prop, text, text, note))
            else:
                statements.append(Statement(prop, text, note))
    return Entity("own", "1", schema, (Name(name),), Place("own", "", name), tuple(identifiers), tuple(statements))


def row(kind: str, name: str = "SEA ROSE", **facts: Any) -> Told:
    """A row with these facts; `born` and `period` as ISO text."""
    if "born" in facts:
        facts["born"] = tuple(parse_span(b) for b in facts["born"].split())
    if "period" in facts:
        facts["period"] = parse_span(facts["period"])
    return Told((name,) if name else (), kind, **facts)


def by_name(name: str = "SEA ROSE", score: float = 1.0, **more: Any) -> Hit:
    """A hit by name: near where the score is below 1."""
    return Hit(0, "name", name, more.pop("listed", name), score=score, exact=score == 1.0, **more)


def rules_of(told: Told, entity: Entity, hit: Hit | None = None) -> list[str]:
    """The rules, the name's aside."""
    return [p.rule for p in lay(told, entity, hit or by_name()) if not p.rule.startswith("name_")]


def judged(told: Told, entity: Entity, hit: Hit | None = None, profile: Profile = STANDARD) -> Judged:
    hit = hit or by_name()
    return judge(hit, lay(told, entity, hit), entity.schema, profile)


def outcome(told: Told, entity: Entity, hit: Hit | None = None, profile: Profile = STANDARD) -> str:
    """The strength, or the queue where it is not an alert."""
    found = judged(told, entity, hit, profile)
    return found.strength if found.queue == "alert" else found.queue
