"""Entities as compact JSON and back: what the index stores. Empty fields are left out."""

from __future__ import annotations

import json
from typing import Any, cast

from offing.records.dates import DateSpan, iso, parse_span
from offing.records.entity import Entity, Listing, Name, NameKind, Place, Relation, Schema, Statement
from offing.records.identifiers import Identifier


def _span(value: DateSpan | None) -> str | None:
    return iso(value) if value and (value.start or value.end) else None


def _read_span(value: str | None) -> DateSpan | None:
    return parse_span(value) if value else None


def _thin(body: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in body.items() if v not in (None, "", (), []) and v is not False}


def encode(entity: Entity) -> str:
    """Deterministic JSON text of an entity. The place's `at` is left out: a row number is a version's, not the entry's."""
    body = {
        "schema": entity.schema,
        "file": entity.place.file,
        "quote": entity.place.quote,
        "names": [
            _thin({"t": n.text, "k": n.kind, "s": n.script, "l": n.lang, "d": _span(n.dated)}) for n in entity.names
        ],
        "ids": [_thin({"k": i.kind, "v": i.value, "o": i.original, "n": i.note}) for i in entity.identifiers],
        "facts": [[s.prop, s.value, s.note] if s.note else [s.prop, s.value] for s in entity.statements],
        "listings": [
            _thin(
                {
                    "authority": x.authority,
                    "entry": x.entry if x.entry != entity.entry else None,
                    "rung": x.rung,
                    "programs": list(x.programs),
                    "measure": x.measure,
                    "basis": x.legal_basis,
                    "since": _span(x.since),
                    "until": _span(x.until),
                    "binds": x.binds,
                    "wording": x.wording,
                    "confidence": x.confidence,
                }
            )
            for x in entity.listings
        ],
        "relations": [
            _thin(
                {
                    "kind": r.kind,
                    "to": r.target,
                    "name": r.target_name,
                    "former": r.former,
                    "percent": r.percentage,
                    "dated": _span(r.dated),
                    "note": r.note,
                }
            )
            for r in entity.relations
        ],
    }
    return json.dumps(_thin(body), ensure_ascii=False, separators=(",", ":"))


def decode(dataset: str, entry: str, text: str, at: str) -> Entity:
    """The entity that `encode` wrote, with the place it has in the version at hand."""
    body = json.loads(text)
    return Entity(
        dataset=dataset,
        entry=entry,
        schema=cast(Schema, body["schema"]),
        place=Place(body.get("file", ""), at, body.get("quote", "")),
        names=tuple(
            Name(n["t"], cast(NameKind, n["k"]), n.get("s", ""), n.get("l", ""), _read_span(n.get("d")))
            for n in body.get("names", ())
        ),
        identifiers=tuple(
            Identifier(i["k"], i.get("v", ""), i.get("o", ""), i.get("n", "")) for i in body.get("ids", ())
        ),
        statements=tuple(Statement(*fact) for fact in body.get("facts", ())),
        listings=tuple(
            Listing(
                authority=x.get("authority", ""),
                dataset=dataset,
                entry=x.get("entry", entry),
                rung=x["rung"],
                programs=tuple(x.get("programs", ())),
                measure=x.get("measure", ""),
                legal_basis=x.get("basis", ""),
                since=_read_span(x.get("since")),
                until=_read_span(x.get("until")),
                binds=x.get("binds", ""),
                wording=x.get("wording", ""),
                confidence=x.get("confidence", ""),
            )
            for x in body.get("listings", ())
        ),
        relations=tuple(
            Relation(
                kind=r.get("kind", ""),
                target=r.get("to", ""),
                target_name=r.get("name", ""),
                former=r.get("former", False),
                percentage=r.get("percent"),
                dated=_read_span(r.get("dated")),
                note=r.get("note", ""),
            )
            for r in body.get("relations", ())
        ),
    )
