"""A small language for tracks: where a ship was at some minutes, in degrees or in km east and north of a place;
reports between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import numpy as np

from offing.tracks.duck import Duck
from offing.tracks.event import Event
from offing.tracks.find import find_events
from offing.tracks.params import Params

START_S = 1_767_225_600
EARTH_KM = 6371.0088
Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Report:
    """MMSI, seconds since 1970, degrees; speed and course as sent, or not."""

    mmsi: int
    t: int
    lat: float
    lon: float
    sog_kn: float | None = None
    cog_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One static message."""

    mmsi: int
    t: int
    imo: int | None = None
    name: str | None = None
    call_sign: str | None = None
    ship_type: int | None = None
    length_m: float | None = None
    beam_m: float | None = None
    draught_m: float | None = None
    destination: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What the queries read. A port is (number, lat, lon, role)."""

    reports: tuple[Report, ...] = ()
    said: tuple[Said, ...] = ()
    ports: tuple[tuple[int, float, float, str], ...] = ()

    def __add__(self, other: Scene) -> Scene:
        return Scene(self.reports + other.reports, self.said + other.said, self.ports + other.ports)


def make_track(
    mmsi: int,
    points: Sequence[Point],
    *,
    start_s: int = START_S,
    every_min: float = 5,
    silent: Sequence[tuple[float, float]] = (),
) -> Scene:
    """Reports along straight lines between (minutes, latitude, longitude), but for the minutes in `silent`."""
    minutes = np.arange(points[0][0], points[-1][0] + 1e-9, every_min)
    heard = [m for m in minutes.tolist() if not any(a < m < b for a, b in silent)]
    at, lat, lon = (np.array(c) for c in zip(*points, strict=True))
    lon = np.unwrap(lon, period=360)
    rows = zip(heard, np.interp(heard, at, lat), np.interp(heard, at, lon), strict=True)
    return Scene(
        tuple(Report(mmsi, start_s + round(m * 60), float(la), float((lo + 180) % 360 - 180)) for m, la, lo in rows)
    )


def sent(mmsi: int, minutes: Iterable[float], *, start_s: int = START_S, **told: Any) -> Scene:
    """The same static message at some minutes."""
    return Scene(said=tuple(Said(mmsi, start_s + round(m * 60), **told) for m in minutes))


def bent(east_km: float, north_km: float, lat: float, lon: float) -> tuple[float, float]:
    """Degrees of a point of the plane that touches the Earth at a place: distances from the place are kept, also near
    a pole.
    """
    p, away, bearing = np.radians(lat), np.hypot(east_km, north_km) / EARTH_KM, np.arctan2(east_km, north_km)
    la = np.arcsin(np.sin(p) * np.cos(away) + np.cos(p) * np.sin(away) * np.cos(bearing))
    lo = np.radians(lon) + np.arctan2(np.sin(bearing) * np.sin(away) * np.cos(p), np.cos(away) - np.sin(p) * np.sin(la))
    return float(np.degrees(la)), float((np.degrees(lo) + 180) % 360 - 180)


def at(place: tuple[float, float], scene: Scene) -> Scene:
    """A scene laid in km north (for latitude) and east (for longitude) of a place, laid there."""
    reports = []
    for r in scene.reports:
        lat, lon = bent(r.lon, r.lat, *place)
        reports.append(replace(r, lat=lat, lon=lon))
    ports = tuple((n, *bent(east, north, *place), role) for n, north, east, role in scene.ports)
    return Scene(tuple(reports), scene.said, ports)


def make_track_km(mmsi: int, points: Sequence[Point], **how: Any) -> Scene:
    """As `make_track`, in (minutes, km north, km east); to be laid somewhere by `at`."""
    far = [(m, n, e / 1000) for m, n, e in points]
    laid = make_track(mmsi, far, **how)
    return replace(laid, reports=tuple(replace(r, lon=r.lon * 1000) for r in laid.reports))


def engine_of(scene: Scene) -> Duck:
    """An engine that has the scene's relations."""
    engine = Duck(duckdb.connect())
    reports, said = scene.reports, scene.said
    kinds = {"sog_kn": "DOUBLE", "cog_deg": "DOUBLE"}
    columns = ", ".join(f"CAST({n} AS {k}) AS {n}" for n, k in kinds.items())
    engine.put("laid_positions", {n: _column(reports, n) for n in ("mmsi", "t", "lat", "lon", *kinds)})
    select = (
        f"SELECT mmsi, t, lat, lon, {columns}, CAST(NULL AS DOUBLE) AS heading_deg, CAST(NULL AS SMALLINT) AS navstat"
    )
    engine.store("positions", f"{select} FROM laid_positions")
    texts = {
        "name": "VARCHAR",
        "call_sign": "VARCHAR",
        "destination": "VARCHAR",
        "imo": "BIGINT",
        "ship_type": "SMALLINT",
    }
    metres = dict.fromkeys(("length_m", "beam_m", "draught_m"), "DOUBLE")
    engine.put("laid_statics", {n: _column(said, n) for n in ("mmsi", "t", *texts, *metres)})
    columns = ", ".join(f"CAST({n} AS {k}) AS {n}" for n, k in (texts | metres).items())
    ends = ", ".join(f"CAST(NULL AS DOUBLE) AS to_{end}_m" for end in ("bow", "stern", "port", "starboard"))
    engine.store("statics", f"SELECT mmsi, t, {columns}, {ends} FROM laid_statics")
    ports = list(zip(*scene.ports, strict=True)) if scene.ports else [(), (), (), ()]
    kinds_of = (np.int64, np.float64, np.float64, object)
    names = ("port_id", "lat", "lon", "role")
    engine.put("laid_ports", {n: np.array(c, k) for n, c, k in zip(names, ports, kinds_of, strict=True)})
    engine.store("ports", "SELECT port_id, lat, lon, CAST(role AS VARCHAR) AS role FROM laid_ports")
    return engine


def _column(rows: Sequence[Any], name: str) -> Any:
    values = [getattr(r, name) for r in rows]
    if name in ("mmsi", "t"):
        return np.array(values, np.int64)
    if name in ("name", "call_sign", "destination"):
        return np.array(values, object)
    return (
        np.array([np.nan if v is None else v for v in values], np.float64)
        if name in ("lat", "lon")
        else np.array(values, object)
    )


def events_of(scene: Scene, *kinds: str, params: Params | None = None) -> list[Event]:
    """The events of a scene, of some kinds or of all."""
    return find_events(engine_of(scene), params or Params(), kinds or None)


def hour(event_s: int) -> float:
    """Hours since the scene's start."""
    return round((event_s - START_S) / 3600, 2)
