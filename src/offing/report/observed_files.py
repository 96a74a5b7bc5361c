"""The events of tracks as files, by suffix: JSON, CSV, GeoJSON, KML, GeoParquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from offing.report.features import of_events
from offing.report.geojson import geojson
from offing.report.geoparquet import geoparquet
from offing.report.kml import kml
from offing.report.wording import inert
from offing.tracks.event import as_json
from offing.tracks.observe import Observed

SUFFIXES = (".json", ".csv", ".geojson", ".kml", ".parquet")


def write_observed(observed: Observed, path: Path) -> int:
    """Write the events to `path`, in the format of its suffix (one of `SUFFIXES`); how many: a map has those with a place."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        told = {"events": [as_json(e) for e in observed.events]}
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
        return len(observed.events)
    if suffix == ".csv":
        path.write_text(events_csv([as_json(e) for e in observed.events]), "utf-8", newline="")
        return len(observed.events)
    features = of_events(observed.events)
    if suffix == ".parquet":
        path.write_bytes(geoparquet(features))
    elif suffix == ".kml":
        path.write_text(kml(features, "Events of AIS tracks"), "utf-8")
    else:
        path.write_text(geojson(features), "utf-8")
    return sum(e.lat_deg is not None and e.lon_deg is not None for e in observed.events)


def events_csv(events: list[dict[str, Any]]) -> str:
    """A table with one row an event and every measure of any of them as a column; lists joined by `; `. No cell is a formula."""
    columns = list(dict.fromkeys(name for event in events for name in event))
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(columns)
    rows.writerows([_cell(event.get(c)) for c in columns] for event in events)
    return text.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return _cell("; ".join(map(str, value)))
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    return inert(value) if isinstance(value, str) else str(value)
