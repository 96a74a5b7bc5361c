"""Entities → FollowTheMoney objects: the entity, a Sanction per listing, a link per relation."""

from __future__ import annotations

import hashlib
from typing import Any

from offing.lists.formats.ftm_words import EDGES, NAMES
from offing.records.dates import DateSpan, iso
from offing.records.entity import Entity, Listing, Relation
from offing.records.identifiers import Identifier

OWN_KEY = "offing"
"""Beside FollowTheMoney's keys each object may carry what its model has no property for; other readers ignore it."""


def to_ftm(entity: Entity) -> list[dict[str, object]]:
    """The entity first, then its Sanction and link objects; an end of a link known by name only becomes a LegalEntity
    marked as a stub. Identifiers are written as printed. Places, notes and scripts of single facts are not carried.
    """
    properties: dict[str, list[str]] = {}
    for name in entity.names:
        _put(properties, next(p for p, kind in NAMES.items() if kind == name.kind), name.text)
    for number in entity.identifiers:
        _put(properties, _prop(number), number.original or number.value)
    for statement in entity.statements:
        _put(properties, statement.prop, statement.value)
    written: list[dict[str, object]] = [_object(entity.entry, entity.schema, properties, caption=entity.caption)]
    for listing in entity.listings:
        written.append(_sanction(entity, listing))
    for relation in entity.relations:
        written.extend(_link(entity, relation))
    return written


def _object(id_: str, schema: str, properties: dict[str, list[str]], **more: Any) -> dict[str, object]:
    return {"id": id_, "schema": schema, "properties": {k: v for k, v in properties.items() if any(v)}} | more


def _put(properties: dict[str, list[str]], prop: str, value: str) -> None:
    kept = properties.setdefault(prop, [])
    if value not in kept:
        kept.append(value)


def _prop(number: Identifier) -> str:
    return "imoNumber" if number.kind == "imoCompany" else number.kind


def _key(*parts: object) -> str:
    return hashlib.sha1("\0".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()


def _prefix(span: DateSpan | None) -> list[str]:
    """FollowTheMoney knows days, months and years; an interval is ours alone."""
    text = iso(span) if span else ""
    return [text] if text and "/" not in text else []


def _sanction(entity: Entity, listing: Listing) -> dict[str, object]:
    own = {
        "rung": listing.rung,
        "since": iso(listing.since) if listing.since else "",
        "until": iso(listing.until) if listing.until else "",
        "legal_basis": listing.legal_basis,
        "binds": listing.binds,
        "confidence": listing.confidence,
    }
    properties = {
        "entity": [entity.entry],
        "authority": [listing.authority],
        "authorityId": [listing.entry],
        "program": list(listing.programs),
        "provisions": [listing.measure],
        "startDate": _prefix(listing.since),
        "endDate": _prefix(listing.until),
        "reason": [listing.wording],
    }
    id_ = _key(entity.dataset, entity.entry, "Sanction", listing)
    return _object(id_, "Sanction", properties, **{OWN_KEY: {k: v for k, v in own.items() if v}})


def _link(entity: Entity, relation: Relation) -> list[dict[str, object]]:
    schema = next((s for s, edge in EDGES.items() if edge.kind == relation.kind), "UnknownLink")
    edge = EDGES[schema]
    target = relation.target or _key(entity.dataset, entity.entry, "stub", relation.target_name)
    properties = {
        edge.holder: [entity.entry],
        edge.other: [target],
        "percentage": [f"{relation.percentage:g}"] if relation.percentage is not None else [],
        "startDate": [relation.dated.start.isoformat()] if relation.dated and relation.dated.start else [],
        "endDate": [relation.dated.end.isoformat()] if relation.dated and relation.dated.end else [],
        "summary": [relation.note],
    }
    if schema == "UnknownLink" and relation.kind != edge.kind:
        properties["role"] = [relation.kind]
    own = {OWN_KEY: {"former": True}} if relation.former else {}
    written = [_object(_key(entity.dataset, entity.entry, schema, relation), schema, properties, **own)]
    if not relation.target:
        names = {"name": [relation.target_name]}
        written.append(_object(target, "LegalEntity", names, caption=relation.target_name, **{OWN_KEY: {"stub": True}}))
    return written
