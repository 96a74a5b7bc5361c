"""Entries of the lists as FollowTheMoney objects in the shape that yente publishes: id, caption, schema, properties, datasets.

An entry is one publisher's: its id is `dataset-entry`, and entries of several lists are never merged into one. A measure that
is a listing is a Sanction; an advisory, a naming or a report is a Risk. `target` and the topic `sanction` say that a listing
stands on the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from offing.index.view import Held, Standing, View
from offing.lists.formats.ftm import to_ftm
from offing.lists.formats.ftm_words import EDGES
from offing.records.dates import DateSpan, iso
from offing.records.entity import Entity, Relation
from offing.records.rungs import RUNGS, words
from offing.records.territories import territory

PLACES = ("country", "jurisdiction", "nationality", "citizenship", "flag", "mainCountry", "birthCountry")
_SIDES = {
    "Ownership": "ownershipAsset", "Directorship": "directorshipOrganization", "UnknownLink": "unknownLinkTo",
    "Family": "familyPerson", "Associate": "associates", "Membership": "membershipMember", "Employment": "employers",
    "Representation": "agentRepresentation", "Succession": "predecessors",
}  # fmt: skip
"""Schema of a link → the property under which the entry that keeps the tie has it."""

Told = dict[str, Any]


def id_of(dataset: str, entry: str) -> str:
    return f"{dataset}-{entry}"


def position_of(view: View, id_: str) -> int | None:
    """The position of the entry with that id; None where there is none."""
    dataset, _, entry = id_.partition("-")
    return view.by_entry.get((dataset, entry))


def told(view: View, position: int, *, nested: bool = False) -> Told:
    """The entry; `nested`: with its measures and ties as objects."""
    held, entity = view.held[position], view.entity(position)
    properties = _properties(entity)
    standings = view.standings(position)
    topics = sorted({t for s in standings if stands(view, s) for t in _topics(s)})
    if topics:
        properties["topics"] = topics
    made = _made(id_of(held.dataset, held.entry), entity.caption, entity.schema, properties, held)
    made["target"] = "sanction" in topics
    if nested:
        for name, objects in adjacent(view, position).items():
            made["properties"][name] = objects
    return made


def adjacent(view: View, position: int) -> dict[str, list[Told]]:
    """Measures and ties of the entry, by property."""
    held, entity = view.held[position], view.entity(position)
    found: dict[str, list[Told]] = {}
    for n, standing in enumerate(view.standings(position), 1):
        name = "sanctions" if RUNGS[standing.listing.rung].listing else "risks"
        found.setdefault(name, []).append(_measure(held, standing, n))
    for n, relation in enumerate(entity.relations, 1):
        schema = next((s for s, edge in EDGES.items() if edge.kind == relation.kind), "UnknownLink")
        found.setdefault(_SIDES[schema], []).append(_link(view, held, schema, relation, n))
    return found


def countries(entity: Told) -> list[str]:
    """Every territory that the entry's own properties name."""
    return sorted({v for p in PLACES for v in entity["properties"].get(p, ())})


def stands(view: View, standing: Standing) -> bool:
    """Whether the measure stands on the day, as far as its dates tell."""
    return standing.on(DateSpan(view.as_of, view.as_of)) is not False


def statements(view: View, position: int) -> Iterator[Told]:
    """Each value of the entry as a row with its source."""
    from hashlib import sha1

    one = told(view, position)
    rows = [("id", one["id"]), *((p, v) for p, values in one["properties"].items() for v in values)]
    for prop, value in rows:
        key = "\0".join((one["id"], prop, value)).encode("utf-8", "replace")
        yield {
            "id": sha1(key, usedforsecurity=False).hexdigest(), "entity_id": one["id"], "canonical_id": one["id"], "prop": prop,
            "prop_type": _kind(prop), "schema": one["schema"], "value": value, "original_value": None,
            "dataset": one["datasets"][0], "lang": None, "origin": None, "external": False, "first_seen": one["first_seen"],
            "last_seen": one["last_seen"],
        }  # fmt: skip


def _properties(entity: Entity) -> dict[str, Any]:
    """Own properties under FollowTheMoney's names; countries by their codes where they are known."""
    first: Any = to_ftm(entity)[0]["properties"]
    found: dict[str, Any] = {}
    for name, values in first.items():
        if ":" not in name:
            plain = [v for v in values if v]
            found[name] = list(dict.fromkeys(territory(v) or v for v in plain)) if name in PLACES else plain
    numbers: dict[str, list[str]] = {}
    for number in entity.identifiers:
        prop = "imoNumber" if number.kind == "imoCompany" else number.kind
        numbers.setdefault(prop, []).append(number.value or number.original)
    return found | {prop: list(dict.fromkeys(values)) for prop, values in numbers.items()}


def _topics(standing: Standing) -> Sequence[str]:
    rung = RUNGS[standing.listing.rung]
    return ("sanction",) if rung.listing else ("sanction.linked",) if rung.name == "blocked_by_ownership" else ()


def _measure(held: Held, standing: Standing, n: int) -> Told:
    listing = standing.listing
    rung = RUNGS[listing.rung]
    common = {
        "entity": [id_of(held.dataset, held.entry)],
        "startDate": _day(standing.since),
        "endDate": _day(standing.until),
        "reason": [listing.wording],
    }
    if rung.listing:
        schema = "Sanction"
        own = {
            "authority": [listing.authority], "authorityId": [listing.entry], "program": list(listing.programs),
            "provisions": [listing.measure or words(listing.rung, listing.authority)], "status": [rung.words],
        }  # fmt: skip
    else:
        schema, own = "Risk", {"status": [words(listing.rung, listing.authority)]}
    properties = {k: [v for v in values if v] for k, values in {**common, **own}.items()}
    caption = words(listing.rung, listing.authority)
    id_ = f"{id_of(held.dataset, held.entry)}-measure-{n}"
    return _made(id_, caption, schema, {k: v for k, v in properties.items() if v}, held)


def _link(view: View, held: Held, schema: str, relation: Relation, n: int) -> Told:
    edge = EDGES[schema]
    own = id_of(held.dataset, held.entry)
    properties: dict[str, Any] = {
        edge.holder: [own],
        edge.other: [_other(view, held, relation, f"{own}-other-{n}")],
        "role": [relation.kind] if schema == "UnknownLink" else [],
        "status": ["former"] if relation.former else [],
        "percentage": [f"{relation.percentage:g}"] if relation.percentage is not None else [],
        "startDate": [relation.dated.start.isoformat()] if relation.dated and relation.dated.start else [],
        "endDate": [relation.dated.end.isoformat()] if relation.dated and relation.dated.end else [],
        "summary": [relation.note] if relation.note else [],
    }
    return _made(f"{own}-link-{n}", relation.kind, schema, {k: v for k, v in properties.items() if v}, held)


def _other(view: View, held: Held, relation: Relation, stub: str) -> Told:
    """The other end as its own list tells it, without its measures and ties; by name only where that is all there is."""
    position = view.by_entry.get((held.dataset, relation.target)) if relation.target else None
    if position is not None:
        return told(view, position)
    id_ = id_of(held.dataset, relation.target) if relation.target else stub
    name = relation.target_name or relation.target
    return _made(id_, name, "LegalEntity", {"name": [name]} if name else {}, held)


def _made(id_: str, caption: str, schema: str, properties: dict[str, Any], held: Held) -> Told:
    first, last = _seen(held)
    return {
        "id": id_, "caption": caption or id_, "schema": schema, "properties": properties, "datasets": [held.dataset],
        "referents": [], "target": False, "first_seen": first, "last_seen": last, "last_change": None,
    }  # fmt: skip


def _seen(held: Held) -> tuple[str, str]:
    """The days of the first and the last version that has the entry."""
    if held.timeless or not held.dates or not held.runs:
        first = last = held.version.dated
    else:
        first, last = held.dates[held.runs[0][0]], held.dates[held.runs[-1][1]]
    return f"{first.isoformat()}T00:00:00", f"{last.isoformat()}T00:00:00"


def _day(span: DateSpan | None) -> list[str]:
    """FollowTheMoney knows days, months and years; an interval is left out."""
    text = iso(span) if span else ""
    return [text] if text and "/" not in text else []


_KINDS = {
    "name": ("name", "alias", "weakAlias", "previousName", "abbreviation"),
    "country": PLACES,
    "date": ("birthDate", "incorporationDate", "buildDate", "modifiedAt", "deathDate"),
    "topic": ("topics",),
    "text": ("notes", "summary", "reason"),
    "address": ("address",),
    "gender": ("gender",),
    "url": ("website", "sourceUrl"),
    "email": ("email",),
    "phone": ("phone",),
}


def _kind(prop: str) -> str:
    found = next((kind for kind, props in _KINDS.items() if prop in props), "")
    return found or (
        "identifier" if prop.endswith(("Number", "Code", "mmsi", "callSign", "swiftBic", "isin")) else "string"
    )
