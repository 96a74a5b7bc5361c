"""How `src/offing/places/data/world_ports.csv` was made, so that it can be made again: two open lists held against each other
and against the shoreline.

    PYTHONPATH=src python benchmarks/places/ports.py ports.geojson ports.json

The first file is `searoute/data/ports.geojson` of the package searoute 1.6.0 (Apache-2.0), the second `lib/ports.json` of
the package sea-ports 0.0.9 (MIT). A place both lists put within 15 km of each other is `high`; one that only the first
has, or where they disagree, `medium`; one that only the second has, or more than 3 km from water, `low`. Left out is what
lies 8 km from water, or within 30 km of a better known port of the same name. Coordinates are the first list's: the
second often gives the town.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

from offing.places.coast import inland_m
from offing.places.ports import DATA, Row, by_hand, distance_m
from offing.records.territories import territory

AGREE_M, WATER_M, FAR_M, SAME_M = 15_000, 3_000, 8_000, 30_000
RANK = {"high": 0, "medium": 1, "low": 2}


def main(geojson: str, listed: str) -> None:
    second = json.loads(Path(listed).read_text(encoding="utf-8"))
    rows: dict[str, Row] = {}
    for feature in json.loads(Path(geojson).read_text(encoding="utf-8"))["features"]:
        locode, (lon, lat) = feature["properties"]["port"], feature["geometry"]["coordinates"]
        other = second.get(locode, {})
        at = other.get("coordinates")
        agree = bool(at) and float(distance_m(lon, lat, *at)) <= AGREE_M
        rows[locode] = row(
            locode, [*names(feature["properties"]), *names(other)], lon, lat, "high" if agree else "medium"
        )
    for locode, other in second.items():
        if locode not in rows and other.get("coordinates"):
            rows[locode] = row(locode, names(other), other["coordinates"][0], other["coordinates"][1], "low")
    rows = {k: v for k, v in rows.items() if len(k) == 5 and territory(k[:2])}  # AN and its like are no more
    depth = inland_m([r["lon_deg"] for r in rows.values()], [r["lat_deg"] for r in rows.values()])
    near: list[Row] = []
    for r, d in zip(rows.values(), depth, strict=True):
        if d > FAR_M:
            sys.stdout.write(f"left out, {d / 1000:.0f} km from water: {r['locode']} {r['name']}, {r['confidence']}\n")
        else:
            near.append(r if d <= WATER_M else {**r, "confidence": "low"})
    kept: list[Row] = [r for r in by_hand() if r["role"] == "port"]
    ours = len(kept)
    for r in sorted(near, key=lambda r: (RANK[r["confidence"]], r["locode"])):
        if not any(k["locode"] == r["locode"] or (same_name(k, r) and metres(k, r) < SAME_M) for k in kept):
            kept.append(r)
    world = sorted(kept[ours:], key=lambda r: r["locode"])
    with (DATA / "world_ports.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(world[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(world)
    sys.stdout.write(f"{len(rows)} listed, {len(near)} near water, {len(world)} kept\n")


def names(other: dict[str, Any]) -> list[str]:
    said = [n for n in (other.get("name"), other.get("city")) if n]
    return [part.strip(" )") for n in said for part in re.split(r"[(/]", n) if part.strip(" )")]


def same_name(a: Row, b: Row) -> bool:
    return a["name"].casefold() == b["name"].casefold()


def metres(a: Row, b: Row) -> float:
    return float(distance_m(*(float(x) for r in (a, b) for x in (r["lon_deg"], r["lat_deg"]))))


def row(locode: str, called: list[str], lon: float, lat: float, confidence: str) -> Row:
    name, *more = (n.title() if n.isupper() else n for n in called)
    aliases = ";".join(dict.fromkeys(n for n in more if n.casefold() != name.casefold()))
    source = {"high": "searoute, sea-ports", "medium": "searoute", "low": "sea-ports"}[confidence]
    return {
        "name": name, "aliases": aliases, "country": locode[:2], "locode": locode,
        "lat_deg": f"{lat:.4f}", "lon_deg": f"{lon:.4f}", "role": "port", "confidence": confidence, "source": source,
    }  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
