"""A ship's map as files for other programs, GeoJSON and KML, from what was kept of her; and the drawing without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from offing.report.chart import chart
from offing.report.features import Feature, of_way, of_where
from offing.report.geojson import geojson
from offing.report.kml import kml
from offing.report.mapped import Fix, SeaMap, Spot, Track, is_silence, silence
from offing.serve.sea.ways import where_of
from offing.tracks.event import iso

ALWAYS = (-(2**40), 2**40)
SPOTS_DRAWN = 20
NOTE_NONE = "no position of this ship is among the tracks of the book"


def features(body: Mapping[str, Any], within: tuple[int, int] = ALWAYS) -> list[Feature]:
    """Her track and those she met, her silences with the area in reach, her events: those that touch a time, in seconds."""
    return list(_features(body, within))


def _features(body: Mapping[str, Any], within: tuple[int, int]) -> Iterator[Feature]:
    sea = body["sea"]
    for mmsi, way in ways(body, within):
        yield from of_way(mmsi, way)
    for number, told in enumerate([*sea["gaps"], *sea["events"]], start=1):
        where = where_of(told)
        if where is None or told["t1"] < within[0] or told["t0"] > within[1]:
            continue
        other = told.get("other") or {}
        more = {
            "label": body["name"], "imo": body["imo"] or None, "event": where.kind, "start": iso(told["t0"]),
            "end": iso(told["t1"]), "mmsi": told["mmsi"], "other": other.get("name"), "other_imo": other.get("imo"),
            "other_listed": told.get("listed"),
            "tier": told.get("tier") or None, "why": told["why"], "coverage": told.get("coverage"), "doubts": told["doubts"],
        }  # fmt: skip
        yield from of_where(where, f"{where.kind}-{number}", {k: v for k, v in more.items() if v not in (None, [])})


def ways(body: Mapping[str, Any], within: tuple[int, int] = ALWAYS) -> Iterator[tuple[int, Track]]:
    """MMSI and track of each ship that was heard, cut to a time, in the stretches that were kept."""
    for kept in body["sea"]["tracks"]:
        stretches: list[list[Fix]] = []
        starts = set(kept["starts"])
        for i, (t, lon, lat) in enumerate(zip(kept["t"], kept["lon"], kept["lat"], strict=True)):
            if i in starts:
                stretches.append([])
            if within[0] <= t <= within[1]:
                stretches[-1].append((t, lon, lat))
        heard = tuple(tuple(s) for s in stretches if s)
        if heard:
            yield kept["mmsi"], Track(kept["label"] or f"{kept['mmsi']:09d}", heard, kept["hers"])


def as_geojson(body: Mapping[str, Any], within: tuple[int, int] = ALWAYS) -> str:
    found = features(body, within)
    note = {} if found else {"note": NOTE_NONE}
    return geojson(found, as_of=body["as_of"], **note)


def as_kml(body: Mapping[str, Any], within: tuple[int, int] = ALWAYS) -> str:
    return kml(features(body, within), f"{body['title']}, review as of {body['as_of']}")


def drawn(body: Mapping[str, Any]) -> str:
    """The map as the report draws it, for a browser without scripts; "" where she was not heard."""
    sea = body["sea"]
    silent = tuple(silence(w, body["name"]) for g in sea["gaps"] if (w := where_of(g)) is not None and is_silence(w))
    places = [(e, w) for e in sea["events"] if (w := where_of(e)) is not None]
    spots = tuple(
        Spot(w.kind, body["name"], w.lon_deg, w.lat_deg, w.start_s, w.end_s, e["tier"].replace(" ", "_"))
        for e, w in places[:SPOTS_DRAWN]
    )
    heard = tuple(way for _, way in ways(body))
    return chart(SeaMap(body["title"], heard, silent[:SPOTS_DRAWN], spots)) if heard or silent or spots else ""


def time_asked(text: str) -> int | None:
    """Seconds of `2017-10-19T05:30Z` or `2017-10-19`, UTC; None for what is none."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())
