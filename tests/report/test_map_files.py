"""map.geojson, map.kml and map.parquet: one set of shapes in three formats, each read back by somebody else's reader."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from lxml import etree

from offing.report.features import Feature, of_events, of_review
from offing.report.geojson import geojson, map_geojson
from offing.report.geoparquet import geoparquet, map_geoparquet, wkb
from offing.report.kml import kml, map_kml
from offing.report.write import write_all
from offing.review.finding import Where
from offing.review.result import Review, TrackLine
from offing.tracks.event import Event, Seen
from tests.report.sample import GAP, SCRIPT, TANTAL, sample

NOON, HOUR = 1_527_854_400, 3600
LINE = TrackLine(
    273312345, "TANTAL", True,
    (NOON, NOON + HOUR, NOON + 2 * HOUR, NOON + 9 * HOUR, NOON + 10 * HOUR),
    (-16.0, -16.1, -16.2, -18.4, -18.5), (179.0, 179.9, -179.2, -177.5, -177.4),
)  # fmt: skip
AWAY = Where("gap", -16.2, -179.2, NOON + 2 * HOUR, NOON + 9 * HOUR, (273312345,), -18.4, -177.5, 300_000.0, 250_000.0)
MET = Where("encounter", 33.03, -117.9, NOON, NOON + HOUR, (1, 2))
AT_SEA: Review = replace(
    sample((replace(GAP, where=(AWAY,)), replace(TANTAL, where=(MET, replace(MET, lat_deg=33.1))))), lines=(LINE,)
)


def unwkb(data: bytes) -> tuple[dict[str, Any], bytes]:
    """An independent reading of well-known binary."""
    order, code = struct.unpack_from("<BI", data)
    assert order == 1
    data = data[5:]

    def run(data: bytes) -> tuple[list[list[float]], bytes]:
        (n,) = struct.unpack_from("<I", data)
        flat = struct.unpack_from(f"<{2 * n}d", data, 4)
        return [list(p) for p in zip(flat[::2], flat[1::2], strict=True)], data[4 + 16 * n :]

    if code == 1:
        return {"type": "Point", "coordinates": list(struct.unpack_from("<2d", data))}, data[16:]
    if code == 2:
        points, rest = run(data)
        return {"type": "LineString", "coordinates": points}, rest
    (n,) = struct.unpack_from("<I", data)
    data, parts = data[4:], []
    for _ in range(n):
        if code == 3:
            part, data = run(data)
            parts.append(part)
        else:
            inner, data = unwkb(data)
            parts.append(inner["coordinates"])
    return {
        "type": {3: "Polygon", 4: "MultiPoint", 5: "MultiLineString", 6: "MultiPolygon"}[code],
        "coordinates": parts,
    }, data


def positions(at: Any) -> list[list[float]]:
    return [at] if isinstance(at[0], int | float) else [p for a in at for p in positions(a)]


def test_what_is_in_the_file_and_how_it_is_called() -> None:
    document = json.loads(map_geojson(AT_SEA))
    kinds = [
        (f["geometry"]["type"], f["properties"].get("event") or f["properties"]["kind"]) for f in document["features"]
    ]
    assert sorted(kinds) == [
        ("LineString", "gap"), ("MultiLineString", "track"), ("MultiPolygon", "gap"),
        ("Point", "encounter"), ("Point", "encounter"),
    ]  # fmt: skip
    ids = [f["id"] for f in document["features"]]
    assert len(ids) == len(set(ids))
    assert "note" not in document
    track = next(f for f in document["features"] if f["properties"]["kind"] == "track")["properties"]
    assert track["times"] == [
        ["2018-06-01T12:00:00Z", "2018-06-01T13:00:00Z", "2018-06-01T14:00:00Z"],
        ["2018-06-01T21:00:00Z", "2018-06-01T22:00:00Z"],
    ]
    gap = next(f for f in document["features"] if f["properties"].get("event") == "gap")["properties"]
    assert gap["observed"] is False


def test_rfc_7946() -> None:
    for feature in json.loads(map_geojson(AT_SEA))["features"]:
        geometry = feature["geometry"]
        for lon, lat in positions(geometry["coordinates"]):
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
        parts = geometry["coordinates"] if geometry["type"].startswith("Multi") else [geometry["coordinates"]]
        for part in parts:
            if geometry["type"].endswith("LineString"):
                assert len(part) >= 2
                assert all(abs(a[0] - b[0]) < 180 for a, b in pairwise(part))
            if geometry["type"].endswith("Polygon"):
                ring = part[0]
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
                twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
                assert twice > 0, "counter-clockwise"


GEOMETRIES = [
    {"type": "Point", "coordinates": [-117.9, 33.0]},
    {"type": "LineString", "coordinates": [[1.0, 2.0], [3.0, 4.0]]},
    {"type": "Polygon", "coordinates": [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]},
    {"type": "MultiPoint", "coordinates": [[0.0, 0.0], [1.0, 1.0]]},
    {"type": "MultiLineString", "coordinates": [[[0.0, 0.0], [1.0, 1.0]], [[2.0, 2.0], [3.0, 3.0], [4.0, 5.0]]]},
    {"type": "MultiPolygon", "coordinates": [[[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]]},
]


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: str(g["type"]))
def test_wkb_comes_back(geometry: dict[str, Any]) -> None:
    assert unwkb(wkb(geometry)) == (geometry, b"")


def test_wkb_of_a_point_byte_by_byte() -> None:
    assert wkb({"type": "Point", "coordinates": [1.0, -2.0]}).hex() == "0101000000000000000000f03f00000000000000c0"


def test_geoparquet_holds_what_geojson_holds(tmp_path: Path) -> None:
    path = tmp_path / "map.parquet"
    path.write_bytes(map_geoparquet(AT_SEA))
    wanted = json.loads(map_geojson(AT_SEA))["features"]
    table = pq.read_table(path)
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["primary_column"] == "geometry"
    column = geo["columns"]["geometry"]
    assert column["encoding"] == "WKB"
    assert set(column["geometry_types"]) == {f["geometry"]["type"] for f in wanted}
    every = [p for f in wanted for p in positions(f["geometry"]["coordinates"])]
    assert column["bbox"] == [
        min(p[0] for p in every), min(p[1] for p in every), max(p[0] for p in every), max(p[1] for p in every),
    ]  # fmt: skip
    rows = table.to_pylist()
    assert [unwkb(r["geometry"])[0] for r in rows] == [f["geometry"] for f in wanted]
    assert [json.loads(r["properties"]) for r in rows] == [f["properties"] for f in wanted]
    with duckdb.connect() as work:
        assert work.execute(f"SELECT count(*) FROM '{path}' WHERE kind = 'gap'").fetchall() == [(2,)]


def test_geoparquet_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "map.parquet").write_bytes(geoparquet([]))
    table = pq.read_table(tmp_path / "map.parquet")
    assert table.num_rows == 0
    assert json.loads(table.schema.metadata[b"geo"])["columns"]["geometry"]["geometry_types"] == []


KML = "{http://www.opengis.net/kml/2.2}"


def test_kml_is_well_formed_and_holds_every_shape() -> None:
    tree = etree.fromstring(map_kml(AT_SEA).encode())
    marks = list(tree.iter(f"{KML}Placemark"))
    assert len(marks) == len(of_review(AT_SEA))
    styles = {s.get("id") for s in tree.iter(f"{KML}Style")}
    assert {str(u.text).removeprefix("#") for u in tree.iter(f"{KML}styleUrl")} <= styles
    assert [e.text for e in tree.iter(f"{KML}begin")].count("2018-06-01T14:00:00Z") == 2, "the silence and its area"
    for at in tree.iter(f"{KML}coordinates"):
        for pair in str(at.text).split():
            lon, lat = map(float, pair.split(","))
            assert abs(lon) <= 180
            assert abs(lat) <= 90


def test_hostile_values_stay_values() -> None:
    hostile = f"{SCRIPT}]]>'; DROP TABLE map; --\u202e\x00\ud800"
    shape = Feature(
        hostile, {"type": "Point", "coordinates": [0.0, 0.0]}, {"label": hostile, "says": hostile, hostile: hostile}
    )
    text = kml([shape], hostile)
    tree = etree.fromstring(text.encode())
    assert not list(tree.iter("{*}script"))
    assert len(list(tree.iter(f"{KML}Placemark"))) == 1
    assert json.loads(geojson([shape]))["features"][0]["properties"]["label"] == hostile
    assert geoparquet([shape])[:4] == b"PAR1"


def test_events_are_features_with_their_measures() -> None:
    a, b = Seen(1, name="A"), Seen(2, name="B")
    gap = {"end_lat_deg": 39.0, "end_lon_deg": 129.0, "reach_major_m": 200_000, "reach_minor_m": 190_000}
    events = [
        Event("encounter", NOON, NOON + HOUR, a, b, 33.0, -118.0, "probable", "because", {"median_distance_m": 60}),
        Event("gap", NOON, NOON + HOUR, a, None, 38.0, 129.5, measures=gap),
        Event("identity_change", NOON, NOON, a),
    ]
    features = of_events(events)
    assert [(f.id, f.geometry["type"]) for f in features] == [
        ("encounter-1", "Point"), ("gap-2", "LineString"), ("gap-2-reach", "Polygon"),
    ]  # fmt: skip
    assert features[0].properties["median_distance_m"] == 60
    assert features[0].properties["start"] == "2018-06-01T12:00:00Z"


def test_the_files_are_written_where_there_is_something_at_sea(tmp_path: Path) -> None:
    assert {"map.kml", "map.parquet"} <= {p.name for p in write_all(AT_SEA, tmp_path)}
    write_all(sample(), tmp_path)
    assert not (tmp_path / "map.kml").exists(), "an older report's is taken away"
