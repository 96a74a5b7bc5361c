"""map.geojson: the places, silences and tracks of a review, for any map (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from offing.report.features import Feature, of_review
from offing.review.result import Review

NOTE_NONE = "no finding of this review names a position"


def map_geojson(review: Review) -> str:
    """A FeatureCollection of the findings with a place at sea, and of their ships' tracks.

    Without any, the collection is empty and a `note` member says so.
    """
    features = of_review(review)
    note = {} if features else {"note": NOTE_NONE}
    return geojson(features, as_of=review.as_of.isoformat(), **note)


def geojson(features: Iterable[Feature], **members: str) -> str:
    """The features as one document; `members` stand beside them."""
    listed = [
        {"type": "Feature", "id": f.id, "geometry": dict(f.geometry), "properties": dict(f.properties)}
        for f in features
    ]
    document: dict[str, Any] = {"type": "FeatureCollection", **members}
    note = document.pop("note", None)
    document["features"] = listed
    if note is not None:
        document["note"] = note
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
