"""FollowTheMoney JSON-lines (`.ftm.json`) → entities. The other way is `to_ftm` in `ftm_out`, offered here as well."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from offing.errors import MalformedSource
from offing.lists.contract import ReadLog
from offing.lists.formats.ftm_out import OWN_KEY, to_ftm
from offing.lists.formats.ftm_words import (
    BESIDE,
    EDGES,
    ENTITIES,
    IDENTIFIERS,
    NAMES,
    NESTED_ENDS,
    UNUSED_KEYS,
    Edge,
    authority_code,
    rung_of,
)
from offing.lists.formats.gathering import Fact, Gathering
from offing.lists.formats.loose_dates import loose_span
from offing.lists.formats.plain import dataset_name
from offing.records.dates import DateSpan
from offing.records.entity import Entity, Listing, Name, Place, Relation, Statement
from offing.records.identifiers import Identifier, fold_code, fold_imo, fold_mmsi
from offing.records.rungs import RUNGS
from offing.units import MAX_CELL_CHARS, MAX_LINE_CHARS

__all__ = ["read_ftm", "to_ftm"]

_DATES = ("startDate", "listingDate", "date")


@dataclass(slots=True)
class _Thing:
    """One object of the file: fragments with one id are merged, as FollowTheMoney does."""

    id: str
    schema: str
    caption: str
    place: Place
    properties: dict[str, list[str]] = field(default_factory=dict)
    nested: set[str] = field(default_factory=set)
    """Properties that held whole objects: their values are ids of those."""
    own: dict[str, Any] = field(default_factory=dict)
    """What our own writer adds beside FollowTheMoney's keys, so that nothing is lost on the way out and back."""

    def all(self, *props: str) -> list[str]:
        return [value for prop in props for value in self.properties.get(prop, [])]

    def first(self, *props: str) -> str:
        return next(iter(self.all(*props)), "")


def read_ftm(path: Path, log: ReadLog) -> Iterator[Entity]:
    """Entities with the Sanction, link, Address and Identification objects that belong to them.

    A topic without a Sanction object becomes a listing on the rung `named` that says so. Fills `log`: malformed lines
    stand in `notes`, other schemata are counted in `ignored` by name. Raises MalformedSource when no line could be read.
    """
    dataset = dataset_name(path)
    things: dict[str, _Thing] = {}
    lines = 0
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as handle:
        for number, line in enumerate(iter(lambda: handle.readline(MAX_LINE_CHARS + 1), ""), 1):
            if line.strip():
                lines += 1
                _take_line(line, Place(path.name, f"line {number}", line.strip()[:MAX_CELL_CHARS]), things, log)
    if not things:
        raise MalformedSource(
            "no FollowTheMoney object in the file",
            where=path.name,
            value=f"{lines} lines",
            hint="One JSON object a line",
        )
    gathered = {t.id: _gather(t, things) for t in things.values() if t.schema in ENTITIES and not t.own.get("stub")}
    for thing in things.values():
        if thing.schema not in ENTITIES:
            _attach(thing, things, gathered, dataset, log)
    log.entries = len(gathered)
    for one in gathered.values():
        if not any(isinstance(fact, Listing) for fact in one.facts):
            one.add(_tagged(things[one.entry], dataset))
        yield one.entity(dataset)


def _take_line(line: str, place: Place, things: dict[str, _Thing], log: ReadLog) -> None:
    if len(line) > MAX_LINE_CHARS:
        log.notes.append(f"{place.at}: longer than {MAX_LINE_CHARS:,} characters; left out")
        return
    try:
        whole = _take(json.loads(line), place, things, log)
    except (ValueError, RecursionError) as error:
        log.notes.append(f"{place.at}: not a JSON object ({str(error)[:80]}); left out")
        return
    if not whole:
        log.notes.append(f"{place.at}: not a FollowTheMoney object (id, schema and properties); left out")


def _take(record: Any, place: Place, things: dict[str, _Thing], log: ReadLog) -> bool:
    """Keep one object and those nested in it; False when it is not one."""
    if not isinstance(record, dict):
        return False
    id_, schema, properties = record.get("id"), record.get("schema"), record.get("properties")
    if not (isinstance(id_, str) and id_ and isinstance(schema, str) and isinstance(properties, dict)):
        return False
    thing = things.setdefault(id_, _Thing(id_, schema, str(record.get("caption") or ""), place))
    if thing.schema == "LegalEntity" and schema in ENTITIES:
        thing.schema = schema  # a fragment that knows more
    own = record.get(OWN_KEY)
    thing.own |= own if isinstance(own, dict) else {}
    for key in record:
        if key in UNUSED_KEYS:
            log.ignored[f"key {key}: how the file was made"] += 1
        elif key not in ("id", "schema", "caption", "properties", OWN_KEY):
            log.ignored[f"key {key}"] += 1
    for prop, values in properties.items():
        kept = thing.properties.setdefault(prop, [])
        for value in values if isinstance(values, list) else [values]:
            text = _value(value, prop, thing, things, log)
            if text and text not in kept:
                kept.append(text)
    return True


def _value(value: Any, prop: str, thing: _Thing, things: dict[str, _Thing], log: ReadLog) -> str:
    """The text of a value; of a nested object, which is kept, its id."""
    if not isinstance(value, dict):
        return " ".join(str(value).split()) if value is not None else ""
    thing.nested.add(prop)
    if _take(_nested(value, prop, thing.id), thing.place, things, log):
        return str(value["id"])
    log.ignored[f"nested {prop} that is no object"] += 1
    return ""


def _nested(value: dict[str, Any], prop: str, parent: str) -> dict[str, Any]:
    """A nested object may leave its parent to be known from where it stands: give it the property that says so."""
    properties, schema = value.get("properties"), str(value.get("schema"))
    if schema in BESIDE:
        end = BESIDE[schema]
    elif schema in EDGES:
        ends = (EDGES[schema].holder, EDGES[schema].other)
        end = NESTED_ENDS.get(prop) or next((e for e in ends if prop.lower().endswith(e.lower())), "")
    else:
        end = ""
    return value | {"properties": {end: [parent]} | properties} if end and isinstance(properties, dict) else value


def _gather(thing: _Thing, things: dict[str, _Thing]) -> Gathering:
    one = Gathering(thing.id, ENTITIES[thing.schema], thing.place)
    one.add(_facts(thing))
    for address in (things[i] for i in thing.all("addressEntity") if i in things):
        one.add([Statement("address", full)] if (full := _address(address)) else [])
    if not any(isinstance(f, Name) for f in one.facts):
        one.add([Name(thing.caption or thing.id)])
    return one


def _address(thing: _Thing) -> str:
    return thing.first("full") or ", ".join(thing.all("street", "city", "postalCode", "region", "country"))


def _facts(thing: _Thing) -> Iterator[Fact]:
    for name, kind in NAMES.items():
        for text in thing.all(name):
            yield Name(text, kind=kind)
    for prop, values in thing.properties.items():
        if prop in NAMES or prop in thing.nested or prop == "addressEntity":
            continue
        for value in values:
            if prop in IDENTIFIERS:
                yield _identifier(prop, value, thing.schema)
            else:
                yield Statement(prop, value)


def _identifier(prop: str, value: str, schema: str, note: str = "") -> Identifier:
    if prop == "imoNumber":
        kind = "imoNumber" if schema == "Vessel" else "imoCompany"
        return Identifier(kind, fold_imo(value) or fold_code(value), value, note)
    if prop == "mmsi":
        return Identifier(prop, fold_mmsi(value) or fold_code(value), value, note)
    return Identifier(prop, fold_code(value), value, note)


def _attach(
    thing: _Thing, things: dict[str, _Thing], gathered: dict[str, Gathering], dataset: str, log: ReadLog
) -> None:
    """Hand an object that is no entity to the entity it belongs to; count it where there is none."""
    if edge := EDGES.get(thing.schema):
        for holder in thing.all(edge.holder):
            if holder in gathered:
                gathered[holder].add(_relations(thing, edge, things))
            else:
                log.ignored[f"{thing.schema} of an entity that is not in the file"] += 1
    elif thing.schema in BESIDE:
        for owner in thing.all(BESIDE[thing.schema]):
            if owner not in gathered:
                log.ignored[f"{thing.schema} of an entity that is not in the file"] += 1
            elif thing.schema == "Sanction":
                gathered[owner].add([_listing(thing, owner, dataset, log)])
            else:
                prop = "passportNumber" if "passport" in (thing.schema + thing.first("type")).lower() else "idNumber"
                note = "; ".join(thing.all("type", "country"))
                gathered[owner].add(_identifier(prop, v, "", note) for v in thing.all("number", "passportNumber"))
    elif thing.schema != "Address":
        log.ignored[f"schema {thing.schema}"] += 1


def _relations(thing: _Thing, edge: Edge, things: dict[str, _Thing]) -> Iterator[Relation]:
    for other in thing.all(edge.other):
        end = things.get(other)
        stub = end is not None and end.own.get("stub")
        yield Relation(
            kind=(edge.typed and thing.first(edge.typed)) or edge.kind,
            target="" if stub else other,
            target_name=(end.first("name") or end.caption) if end else "",
            former=bool(thing.own.get("former")) or "former" in " ".join(thing.all("role", "status")).lower(),
            percentage=_percentage(thing.first("percentage")),
            dated=_span(thing, ("startDate", "date"), ("endDate",)),
            note="; ".join(
                dict.fromkeys(t for t in thing.all("role", "summary") if t != thing.first(edge.typed or "-"))
            ),
        )


def _percentage(text: str) -> float | None:
    """`25`, `25.5 %`, `25,5`; a range or words are no number."""
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*%?", text.strip())
    value = float(found[1].replace(",", ".")) if found else None
    return value if value is not None and value <= 100 else None


def _span(thing: _Thing, starts: tuple[str, ...], ends: tuple[str, ...]) -> DateSpan | None:
    first, last = _date(thing, starts), _date(thing, ends)
    if first is None and last is None:
        return None
    start, end = first.start if first else None, last.end if last else None
    return DateSpan(start, end) if not (start and end and start > end) else None


def _date(thing: _Thing, props: tuple[str, ...]) -> DateSpan | None:
    return next((span for text in thing.all(*props) if (span := loose_span(text)[0])), None)


def _listing(thing: _Thing, entity: str, dataset: str, log: ReadLog) -> Listing:
    for prop in ("startDate", "listingDate", "endDate"):
        log.notes.extend(
            f"{thing.place.at}, {prop}: {t!r}; expected a date" for t in thing.all(prop) if not loose_span(t)[0]
        )
    authority = authority_code(thing.first("authority"))
    programs = tuple(dict.fromkeys(thing.all("program", "programId")))
    texts = " ".join((*programs, *thing.all("provisions", "summary")))
    rung, wording = rung_of(authority, texts, thing.first("status"))
    own = thing.own
    since, until = (loose_span(str(own.get(key, "")))[0] for key in ("since", "until"))
    return Listing(
        authority=authority,
        dataset=dataset,
        entry=thing.first("authorityId", "unscId") or entity,
        rung=own["rung"] if own.get("rung") in RUNGS else rung,
        programs=programs,
        measure="; ".join(thing.all("provisions")),
        legal_basis=str(own.get("legal_basis", "")),
        since=since or _date(thing, _DATES),
        until=until or _date(thing, ("endDate",)),
        binds=str(own.get("binds", "")),
        wording="; ".join(x for x in ("" if "rung" in own else wording, *thing.all("reason"), *_of(thing)) if x),
        confidence=str(own.get("confidence", "")),
    )


def _of(thing: _Thing) -> list[str]:
    """What else the Sanction says, in its own words."""
    return [f"{prop}: {value}" for prop in ("status", "country") for value in thing.all(prop)]


def _tagged(thing: _Thing, dataset: str) -> Iterator[Listing]:
    if topics := thing.all("topics"):
        yield Listing(
            authority="",
            dataset=dataset,
            entry=thing.id,
            rung="named",
            wording=f"the file tags this entry {', '.join(topics)} and names no authority: not a listing by that fact",
        )
