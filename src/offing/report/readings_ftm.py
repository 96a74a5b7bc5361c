"""Readings as FollowTheMoney objects. An advisory or a report of a listing is a Risk, never a Sanction; persons get no record.

Claims that are denied, questioned, unclear, negative or not whole make no objects, nor does what a model proposes; those of
a garbled report make no links, nor do those that no rule but likeness to annotated texts has read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from offing.claims.in_words import how_read
from offing.claims.model import WHOLE, Arg, Claim, Reading, Thing
from offing.claims.proposed import RULE
from offing.records.dates import iso

_SCHEMA = {"vessel": "Vessel", "company": "Company", "agency": "PublicBody"}
_RISKS = {
    "advisory_listed": "named in an advisory, as reported; not a sanction",
    "designated": "reported as listed by an authority; the list itself is not consulted here",
    "sts_transfer": "reported transfer at sea",
    "seized": "reported seizure or detention",
}
_ON = {"advisory_listed": "target", "designated": "target", "sts_transfer": "vessel", "seized": "object"}
_LINKS = {
    "owned_by": ("Ownership", "asset", "asset", "owner", "owner"),
    "managed_by": ("UnknownLink", "asset", "subject", "manager", "object"),
    "affiliated": ("UnknownLink", "entity", "subject", "parent", "object"),
}
"""Type of claim → schema, role and property of the one end, role and property of the other."""
_DOUBTED = ("denied", "questioned", "unclear")
_SURE = ("asserted", "confirmed")


def readings_ftm(readings: Sequence[Reading]) -> list[dict[str, object]]:
    """A Document for each report, its things that claims name, and Risk, Ownership and UnknownLink objects with the quote."""
    found: dict[str, dict[str, object]] = {}
    for reading in readings:
        for made in _of(reading):
            found.setdefault(str(made["id"]), made)
    return list(found.values())


def _of(reading: Reading) -> Iterator[dict[str, object]]:
    document = reading.document
    source = _id("document", document.sha256, document.name)
    published = [iso(document.published.span)] if document.published else []
    yield _made(source, "Document", {
        "fileName": [document.name], "title": [document.title], "publishedAt": published, "contentHash": [document.sha256],
    })  # fmt: skip
    many = reading.groups
    for claim in reading.claims:
        proposed = claim.rule.startswith(RULE)
        if proposed or claim.status != "complete" or claim.polarity == "negative" or claim.modality in _DOUBTED:
            continue
        yield from _risk(claim, reading, source, many)
        yield from _tie(claim, reading, source, many)


def _risk(claim: Claim, reading: Reading, source: str, many: frozenset[int]) -> Iterator[dict[str, object]]:
    arg = claim.arg(_ON.get(claim.type, ""))
    for part in (arg.parts or (arg,)) if arg else ():
        thing = _recorded(part, reading, many)
        if thing is None:
            continue
        yield _thing(thing)
        yield _made(_id("risk", source, claim.type, claim.start, part.start), "Risk", {
            "entity": [_thing_id(thing)],
            "reason": [_RISKS[claim.type]],
            "status": [claim.modality],
            "startDate": _date(claim),
            "summary": [_quote(claim, reading)],
            "proof": [source],
        })  # fmt: skip


def _tie(claim: Claim, reading: Reading, source: str, many: frozenset[int]) -> Iterator[dict[str, object]]:
    if claim.type not in _LINKS or claim.modality not in _SURE or reading.document.weight < WHOLE or how_read(claim):
        return
    schema, role, prop, other_role, other_prop = _LINKS[claim.type]
    one, other = claim.arg(role), claim.arg(other_role)
    ends = (_recorded(one, reading, many) if one else None, _recorded(other, reading, many) if other else None)
    if ends[0] is None or ends[1] is None:
        return
    yield _thing(ends[0])
    yield _thing(ends[1])
    yield _made(_id("link", source, claim.type, claim.start, *map(_thing_id, ends)), schema, {  # type: ignore[arg-type]
        prop: [_thing_id(ends[0])],
        other_prop: [_thing_id(ends[1])],
        "role": [] if schema == "Ownership" else [claim.type],
        "startDate": _date(claim),
        "summary": [_quote(claim, reading)],
        "proof": [source],
    })  # fmt: skip


def _recorded(arg: Arg, reading: Reading, many: frozenset[int]) -> Thing | None:
    """The thing of an argument, if it is one that a record is made of: no person, no group, nothing unresolved."""
    if arg.thing < 0:
        return None
    thing = reading.things[arg.thing]
    return thing if thing.label in _SCHEMA and thing.number not in many else None


def _thing_id(thing: Thing) -> str:
    return _id("thing", thing.label, *(thing.imo or (thing.name.casefold(),)))


def _thing(thing: Thing) -> dict[str, object]:
    return _made(_thing_id(thing), _SCHEMA[thing.label], {
        "name": [thing.name], "alias": [s for s in thing.spellings if s != thing.name], "imoNumber": list(thing.imo),
    })  # fmt: skip


def _date(claim: Claim) -> list[str]:
    """FollowTheMoney knows days, months and years; an interval is left out."""
    told = iso(claim.happened.span) if claim.happened else ""
    return [told] if told and "/" not in told else []


def _quote(claim: Claim, reading: Reading) -> str:
    who = claim.speakers[0].text if claim.speakers else "the report"
    told = how_read(claim)
    return f"{who}: “{reading.document.text[claim.start : claim.end]}”{f' ({told})' if told else ''}"


def _made(id_: str, schema: str, properties: dict[str, list[str]]) -> dict[str, object]:
    return {
        "id": id_,
        "schema": schema,
        "properties": {k: [x for x in v if x] for k, v in properties.items() if any(v)},
    }


def _id(*parts: object) -> str:
    return hashlib.sha1("\0".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()
