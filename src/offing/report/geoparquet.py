"""map.parquet: the same shapes as GeoParquet 1.1 (WKB in a column `geometry`), written by DuckDB, read by any GIS."""

from __future__ import annotations

import json
import struct
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from offing.report.features import Feature, of_review
from offing.review.result import Review

_CODES = {"Point": 1, "LineString": 2, "Polygon": 3, "MultiPoint": 4, "MultiLineString": 5, "MultiPolygon": 6}


def map_geoparquet(review: Review) -> bytes:
    return geoparquet(of_review(review))


def geoparquet(features: Iterable[Feature]) -> bytes:
    """One row a feature: id, label, kind, start, end (text), properties (JSON text), geometry (WKB, OGC:CRS84)."""
    listed = list(features)
    boxes = [box for f in listed for box in [_bounds(f.geometry["coordinates"])]]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({str(f.geometry["type"]) for f in listed}),
        "orientation": "counterclockwise",
        "edges": "planar",
    }
    if boxes:
        low, high = zip(*((b[:2], b[2:]) for b in boxes), strict=True)
        column["bbox"] = [*map(min, zip(*low, strict=True)), *map(max, zip(*high, strict=True))]
    geo = json.dumps({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}})
    rows = [
        (
            _utf8(f.id), _word(f, "label", "name_a"), _word(f, "event", "check", "kind"), _word(f, "start"), _word(f, "end"),
            json.dumps(dict(f.properties), ensure_ascii=True), wkb(f.geometry),
        )
        for f in listed
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as work:
        path = Path(folder) / "map.parquet"
        work.execute(
            'CREATE TABLE map (id TEXT, label TEXT, kind TEXT, start TEXT, "end" TEXT, properties TEXT, geometry BLOB)'
        )
        if rows:
            work.executemany("INSERT INTO map VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        meta = geo.replace("'", "''")
        target = str(path).replace("'", "''")
        work.execute(f"COPY map TO '{target}' (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{geo: '{meta}'}})")
        return path.read_bytes()


def wkb(geometry: Mapping[str, Any]) -> bytes:
    """Well-known binary of a GeoJSON geometry, two-dimensional, little-endian."""
    kind, at = str(geometry["type"]), geometry["coordinates"]
    head = struct.pack("<BI", 1, _CODES[kind])
    if kind == "Point":
        return head + struct.pack("<2d", *at)
    if kind == "LineString":
        return head + _run(at)
    if kind == "Polygon":
        return head + struct.pack("<I", len(at)) + b"".join(map(_run, at))
    single = kind.removeprefix("Multi")
    return head + struct.pack("<I", len(at)) + b"".join(wkb({"type": single, "coordinates": c}) for c in at)


def _run(points: Sequence[Sequence[float]]) -> bytes:
    return struct.pack("<I", len(points)) + b"".join(struct.pack("<2d", *p) for p in points)


def _bounds(at: Any) -> tuple[float, float, float, float]:
    if isinstance(at[0], int | float):
        return at[0], at[1], at[0], at[1]
    boxes = [_bounds(a) for a in at]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _word(feature: Feature, *names: str) -> str | None:
    value = next((v for n in names if (v := feature.properties.get(n)) is not None), None)
    return None if value is None else _utf8(str(value))


def _utf8(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
