"""dossier.json: the dossier as data, the same bytes for the same dossier."""

from __future__ import annotations

import json
from typing import Any

from offing.records.dates import DateSpan, iso
from offing.report.as_json import evidence_dict, finding_dict, list_dict, status_dict
from offing.report.dossier_words import BY_NAME_MEANS
from offing.review.dossier import Dossier
from offing.review.one_ship import Several
from offing.review.ship_known import AtSea, BookRow, Conflict, Fact, Found, Measure, Radio, Told, Twin
from offing.tracks.event import as_json as event_dict


def dossier_json(dossier: Dossier) -> str:
    """`{"vessel": {…}}` and a line feed; keys in the order of the dossier, text verbatim."""
    return json.dumps(dossier_dict(dossier), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def dossier_dict(dossier: Dossier) -> dict[str, Any]:
    """Identity, status, what sources say over time, the books, findings, the sea, news, coverage, decisions."""
    identity = dossier.identity
    return {
        "vessel": {
            "asked": identity.asked,
            "imo": identity.imo or None,
            "name": identity.name or None,
            "as_of": dossier.as_of.isoformat(),
            "engine": dossier.engine,
        },
        "identity": {
            "check_digit": identity.check_digit,
            "says": identity.check_says,
            "notes": list(identity.notes),
            "radio": [_radio(r) for r in identity.radios],
            "twins": [_twin(t) for t in identity.twins],
        },
        "status": [_measure(m) for m in dossier.hers],
        "status_by_name": {"says": BY_NAME_MEANS, "status": [_measure(m) for m in dossier.by_name]},
        "none_found": None if dossier.measures else dossier.none_found,
        "names": _facts(dossier.of("name")),
        "flags": _facts(dossier.of("flag")),
        "owners": _facts(dossier.of("owner")),
        "managers": _facts(dossier.of("manager")),
        "ties": _facts(dossier.of("tie")),
        "hull": _facts(dossier.of("type", "built", "gross_tonnage", "deadweight", "length_m")),
        "conflicts": [_conflict(c) for c in dossier.conflicts],
        "books": [_row(r) for r in dossier.rows],
        "findings": [_found(f) for f in dossier.findings],
        "set_aside": [
            {"book": a.book, "sheet": a.aside.subject.sheet, "row": a.aside.subject.row, "what": a.aside.what, "why": a.aside.why}
            for a in dossier.set_aside
        ],
        "at_sea": [_at_sea(e) for e in dossier.at_sea],
        "news": {"findings": [_found(f) for f in dossier.news], "claims": [_told(t) for t in dossier.told]},
        "coverage": {
            "lists": [list_dict(x) for x in dossier.lists],
            "books": list(dossier.books),
            "not_checked": [{"what": n.what, "why": n.why} for n in dossier.not_checked],
        },
        "decisions": [
            {
                "on": d.on, "by": d.by, "why": d.why, "state": d.state, "finding": d.finding, "row": d.row, "label": d.label,
                "entries": list(d.entries),
            }
            for d in dossier.decisions
        ],
    }  # fmt: skip


def several_dict(several: Several) -> dict[str, Any]:
    """The ships that bear what was asked for."""
    return {
        "asked": several.asked,
        "candidates": [
            {"imo": c.imo or None, "names": list(c.names), "borne_as": list(c.borne_as), "where": list(c.where)}
            for c in several.candidates
        ],
    }


def _span(span: DateSpan | None) -> str | None:
    return iso(span) if span else None


def _radio(radio: Radio) -> dict[str, Any]:
    return {
        "kind": radio.kind, "value": radio.value, "prefix": radio.prefix, "territory": radio.territory or None,
        "agrees": radio.agrees, "says": radio.says, "sources": list(radio.sources),
    }  # fmt: skip


def _twin(twin: Twin) -> dict[str, Any]:
    where = list(twin.where)
    return {"kind": twin.kind, "says": twin.says, "imo": twin.imo or None, "name": twin.name or None, "where": where}


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        **status_dict(measure.status),
        "stands": measure.stands,
        "by": measure.how,
        "basis": measure.basis,
        "source": evidence_dict(measure.source),
        "lent": evidence_dict(measure.lent) if measure.lent else None,
    }


def _facts(facts: tuple[Fact, ...]) -> list[dict[str, Any]]:
    return [
        {
            "topic": f.topic,
            "value": f.value,
            "kind": f.kind,
            "read_as": f.folded or None,
            "note": f.note,
            "dated": _span(f.dated),
            "in_versions": _span(f.seen),
            "current": f.current,
            "by": f.how,
            "source": evidence_dict(f.source),
        }
        for f in facts
    ]


def _conflict(conflict: Conflict) -> dict[str, Any]:
    tellings = [{"value": value, "source": who} for value, who in conflict.tellings]
    return {"topic": conflict.topic, "says": conflict.says, "tellings": tellings}


def _row(row: BookRow) -> dict[str, Any]:
    return {
        "book": row.book, "sheet": row.sheet, "row": row.row, "id": row.id, "label": row.label, "by": row.how,
        "when": _span(row.when), "cells": dict(row.cells), "source": evidence_dict(row.source),
    }  # fmt: skip


def _found(found: Found) -> dict[str, Any]:
    return {"book": found.book, "by": found.how, **finding_dict(found.finding)}


def _at_sea(one: AtSea) -> dict[str, Any]:
    return {
        "book": one.book,
        "by": one.by,
        "doubts": list(one.doubts),
        "other_listed": list(one.other_listed),
        "event": event_dict(one.event),
    }


def _told(told: Told) -> dict[str, Any]:
    return {
        "book": told.book, "type": told.type, "says": told.says, "quote": told.quote, "said_by": told.said_by,
        "how_sure": told.how_sure, "when": told.when, "by": told.how, "sources": told.sources,
        "source": evidence_dict(told.source),
    }  # fmt: skip
