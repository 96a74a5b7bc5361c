"""map.geojson: the places that findings name, for any map."""

from __future__ import annotations

import json
from typing import Any

from offing.report.as_json import plain
from offing.report.groups import by_sheet
from offing.review.finding import Finding
from offing.review.result import Review

NOTE_NONE = "no finding of this review names a position"


def map_geojson(review: Review) -> str:
    """An RFC 7946 FeatureCollection of the findings whose detail has `lat_deg` and `lon_deg` (WGS 84 degrees).

    Without any, the collection is empty and a `note` member says so.
    """
    found = [f for s in by_sheet(review) for o in s.objects for f in o.findings]
    features = [x for x in map(_feature, found) if x is not None]
    document: dict[str, Any] = {"type": "FeatureCollection", "as_of": review.as_of.isoformat(), "features": features}
    if not features:
        document["note"] = NOTE_NONE
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _feature(finding: Finding) -> dict[str, Any] | None:
    lat, lon = plain(finding.detail.get("lat_deg")), plain(finding.detail.get("lon_deg"))
    if not _degrees(lat, 90) or not _degrees(lon, 180):
        return None
    return {
        "type": "Feature",
        "id": finding.id,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "kind": finding.kind,
            "check": finding.check,
            "strength": finding.strength,
            "sheet": finding.subject.sheet,
            "row": finding.subject.row,
            "label": finding.subject.label,
            "says": finding.says,
            "event_date": str(finding.event_date) if finding.event_date else None,
        },
    }


def _degrees(value: Any, most: int) -> bool:
    """A number on the globe: AIS's 91 and 181 mean "not available" and make no point."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most
