"""Readings and their events as data: what `offing read --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from offing.claims.model import Arg, Claim, Dated, Document, Event, Link, Mention, Reading, Said, Speaker
from offing.records.dates import iso

_POLARITY = {"positive": "pos", "negative": "neg"}


def readings_dict(readings: Sequence[Reading], events: Sequence[Event]) -> dict[str, Any]:
    """`{"documents", "mentions", "claims", "events"}`. Offsets count characters of the document's text; an event's claims
    are named by id, its sources counted by origin."""
    ids = {Said(d, c): f"{_doc_ids(readings)[d]}#{c + 1}" for d, r in enumerate(readings) for c in range(len(r.claims))}
    return {
        "documents": [_document(r.document, i) for r, i in zip(readings, _doc_ids(readings), strict=True)],
        "mentions": [_mention(m, r, i) for r, i in zip(readings, _doc_ids(readings), strict=True) for m in r.mentions],
        "claims": [
            _claim(c, r, i, ids[Said(d, n)])
            for d, (r, i) in enumerate(zip(readings, _doc_ids(readings), strict=True))
            for n, c in enumerate(r.claims)
        ],
        "events": [_event(e, ids, readings) for e in events],
    }


def _doc_ids(readings: Sequence[Reading]) -> list[str]:
    """The file's name, with a number where another has the same."""
    seen: dict[str, int] = {}
    found = []
    for reading in readings:
        name = reading.document.name
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _document(document: Document, id_: str) -> dict[str, Any]:
    return {
        "id": id_,
        "name": document.name,
        "sha256": document.sha256,
        "media": document.media,
        "encoding": document.encoding,
        "characters": len(document.text),
        "title": document.title,
        "outlet": document.outlet,
        "published": _dated(document.published),
        "published_conflicts": [_dated(d) for d in document.conflicts],
        "weight": document.weight,
        "garbled": list(document.garbled),
        "notes": list(document.notes),
        "segments": [{"kind": s.kind, "start": s.start, "end": s.end} for s in document.segments],
    }


def _dated(dated: Dated | None) -> dict[str, Any] | None:
    if dated is None:
        return None
    return {"date": iso(dated.span), "basis": dated.basis, "start": dated.start, "end": dated.end}


def _link(link: Link | None) -> dict[str, Any] | None:
    if link is None:
        return None
    return {"dataset": link.dataset, "entry": link.entry, "name": link.name, "tier": link.tier, "why": link.why}


def _links_of(reading: Reading, thing: int) -> tuple[Link, ...]:
    return reading.things[thing].links if thing >= 0 else ()


def _mention(mention: Mention, reading: Reading, doc: str) -> dict[str, Any]:
    links = _links_of(reading, mention.entity)
    return {
        "doc": doc,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "label": mention.label,
        "entity": mention.entity if mention.entity >= 0 else None,
        "name": reading.things[mention.entity].name if mention.entity >= 0 else None,
        "nominal": mention.nominal,
        "plural": mention.plural,
        "value": mention.value,
        "rule": mention.rule,
        "link": _link(links[0] if links else None),
        "links": [_link(x) for x in links],
    }


def _claim(claim: Claim, reading: Reading, doc: str, id_: str) -> dict[str, Any]:
    text = reading.document.text
    return {
        "id": id_,
        "doc": doc,
        "type": claim.type,
        "args": {a.role: _arg(a, reading) for a in reversed(claim.args)},
        "quote": {"text": text[claim.start : claim.end], "start": claim.start, "end": claim.end},
        "sentence": {
            "text": text[claim.sentence_start : claim.sentence_end],
            "start": claim.sentence_start,
            "end": claim.sentence_end,
        },
        "attribution": claim.speakers[0].text if claim.speakers else None,
        "attribution_kind": claim.speakers[0].kind if claim.speakers else None,
        "speakers": [_speaker(s) for s in claim.speakers],
        "modality": claim.modality,
        "polarity": _POLARITY[claim.polarity],
        "event_date": iso(claim.happened.span) if claim.happened else None,
        "event_date_basis": _dated(claim.happened),
        "event_date_inherited": claim.inherited,
        "status": claim.status,
        "rule": claim.rule,
        "version": claim.version,
        "weight": reading.document.weight,
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {"text": speaker.text, "start": speaker.start, "end": speaker.end, "kind": speaker.kind}


def _arg(arg: Arg, reading: Reading) -> dict[str, Any]:
    links = _links_of(reading, arg.thing)
    told: dict[str, Any] = {
        "text": arg.text,
        "start": arg.start,
        "end": arg.end,
        "name": reading.things[arg.thing].name if arg.thing >= 0 else None,
        "resolved": arg.thing >= 0 or bool(arg.parts),
        "link": _link(links[0] if links else None),
    }
    if arg.parts:
        told["parts"] = [_arg(p, reading) for p in arg.parts]
    return told


def _event(event: Event, ids: dict[Said, str], readings: Sequence[Reading]) -> dict[str, Any]:
    return {
        "type": event.type,
        "date": iso(event.happened) if event.happened else None,
        "claims": [ids[s] for s in event.claims],
        "sources": event.sources,
        "documents": list(dict.fromkeys(_doc_ids(readings)[s.document] for s in event.claims)),
        "agreed": [{"role": role, "text": text} for role, text in event.agreed],
        "conflicts": [
            {
                "kind": c.kind,
                "role": c.role or None,
                "tellings": [{"text": text, "claim": ids[s], "quote": _quote(s, readings)} for text, s in c.tellings],
            }
            for c in event.conflicts
        ],
    }


def _quote(said: Said, readings: Sequence[Reading]) -> str:
    reading = readings[said.document]
    claim = reading.claims[said.claim]
    return reading.document.text[claim.start : claim.end]
