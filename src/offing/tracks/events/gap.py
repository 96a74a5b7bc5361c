"""No report of a ship for longer than six hours, though the data go on.

What was not heard is not known: the event gives the area that her speed allows and the ports within it, never a
course. Whether anybody would have heard her is told from the same data (`coverage`: heard, unheard, unknown): other
ships within 50 km of her last position in the six hours after it, and of where her way would have led in three; and
how many others fell silent there too. A ship never heard again (`end_open`) is told only where others went on being
heard, and once she was heard often enough to be a ship. Silences within one MMSI of two ships are told for each ship
by itself. Sources: Welch et al. 2022 (12 h, 14 positions in the 12 h before); six hours are the weak grade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from offing.tracks.earth import centimetres, degrees, great_circle_m
from offing.tracks.engine import Columns, Engine, rows
from offing.tracks.event import Event, Seen, Value
from offing.tracks.packed import Floats
from offing.tracks.params import Params
from offing.tracks.reach import HOUR_S, KNOT_MS, Silence, ellipse_m, in_reach
from offing.tracks.ships import seen
from offing.tracks.stages import query
from offing.tracks.surroundings import Harbours, harbours, surroundings
from offing.tracks.suspects import Suspects
from offing.tracks.switches import heard_elsewhere, not_ships

KIND = "gap"
NEEDS = ("step",)
LISTED = 20
"""Ports in reach that are named, those with the most hours to stay first."""
OWN_STEPS = 36
"""Steps of ten minutes under way (six hours) from which on her own speed counts, where it is above the least taken for any
ship: what was heard of her may have been a slow stretch.
"""
HEARD, UNHEARD, UNKNOWN = "heard", "unheard", "unknown"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Found:
    """What the queries told of each silence, by its number."""

    reports: Mapping[int, Row]
    vessels: Mapping[tuple[int, int], int]
    lost: Mapping[int, int]
    speeds: Mapping[int, Row]

    def own(self, i: int) -> int:
        """Her own reports in the hours before."""
        return int(self.reports[i]["reports"]) if i in self.reports else 0


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """Every silence, with what was heard of others meanwhile."""
    closed = rows(engine.columns(query("gap", params, NEEDS)))
    ended = rows(engine.columns(query("gap_open", params, NEEDS)))
    apart = not_ships(suspects)
    silent = [r for r in [*closed, *ended] if not heard_elsewhere(suspects, apart, r["vessel"], r["t0"], r["t1"])]
    if not silent:
        return []
    silent.sort(key=lambda r: (r["t0"], r["vessel"]))
    told = _told(engine, params, silent)
    ports = harbours(engine)
    places = surroundings([r["lat0"] for r in silent], [r["lon0"] for r in silent])
    found = []
    for i, row in enumerate(silent):
        coverage, why = _coverage(i, told, params)
        measures = _measures(i, row, told, params, ports) | {"coverage": coverage} | places[i]
        if "lat1" in row or (coverage == HEARD and told.own(i) >= params.own_reports):
            place = round(row["lat0"], 5), round(row["lon0"], 5)
            found.append(
                Event(
                    KIND, int(row["t0"]), int(row["t1"]), seen(known, row["vessel"]), None, *place, None, why, measures
                )
            )
    return found


def _told(engine: Engine, params: Params, silent: Sequence[Row]) -> _Found:
    lat, lon = np.array([r["lat0"] for r in silent]), np.array([r["lon0"] for r in silent])
    vessel, t0 = np.array([r["vessel"] for r in silent], np.int64), np.array([r["t0"] for r in silent], np.int64)
    x, y, z = centimetres(lat, lon)
    number = np.arange(len(silent))
    engine.put("silence", {"id": number, "vessel": vessel, "t0": t0, "x": x, "y": y, "z": z})
    way = {int(r["id"]): (r["dx"], r["dy"], r["dz"]) for r in rows(engine.columns(query("gap_way", params, NEEDS)))}
    led = np.array([way.get(i, (0, 0, 0)) for i in range(len(silent))], np.int64) * params.ahead_h
    engine.put("post", _posts(silent, degrees(x + led[:, 0], y + led[:, 1], z + led[:, 2]), params))
    near = rows(engine.columns(query("gap_neighbour", params, NEEDS)))
    return _Found(
        {r["id"]: r for r in rows(engine.columns(query("gap_rate", params, NEEDS)))},
        {(r["id"], r["which"]): r["vessels"] for r in near},
        {r["id"]: r["vessels"] for r in rows(engine.columns(query("gap_lost", params, NEEDS)))},
        {r["vessel"]: r for r in rows(engine.columns(query("gap_speed", params, NEEDS)))},
    )


def _posts(silent: Sequence[Row], ahead: tuple[Floats, Floats], params: Params) -> Columns:
    """Where and in which whole hours neighbours are looked for: before a silence (0), after it began (1), before it
    ended (2), and after it began where her way led (3).
    """
    hours = params.coverage_s // HOUR_S
    posts = []
    for i, row in enumerate(silent):
        hour0, mmsi = row["t0"] // HOUR_S, row["vessel"] // 100
        posts.append((i, 0, mmsi, hour0 - hours + 1, hour0, row["lat0"], row["lon0"]))
        posts.append((i, 1, mmsi, hour0 + 1, hour0 + hours, row["lat0"], row["lon0"]))
        posts.append((i, 3, mmsi, hour0 + 1, hour0 + hours, ahead[0][i], ahead[1][i]))
        if "lat1" in row:
            hour1 = row["t1"] // HOUR_S
            posts.append((i, 2, mmsi, hour1 - hours + 1, hour1, row["lat1"], row["lon1"]))
    table = np.array([p[:5] for p in posts], np.int64)
    x, y, z = centimetres([p[5] for p in posts], [p[6] for p in posts])
    return dict(zip(("id", "which", "mmsi", "h0", "h1"), table.T, strict=True)) | {"x": x, "y": y, "z": z}


def _coverage(i: int, told: _Found, params: Params) -> tuple[str, str]:
    before, after, ahead = (told.vessels.get((i, which), 0) for which in (0, 1, 3))
    lost = told.lost.get(i, 0)
    said = (
        f"within {params.coverage_m // 1000} km of her last position {after} other ships were heard in the next "
        f"{params.coverage_s // HOUR_S} h ({before} in as many hours before), of which {lost} then fell silent too; "
        f"where her way would have led, {ahead}"
    )
    if after < params.neighbours:
        kind = UNHEARD if before >= params.neighbours else UNKNOWN
        return kind, f"{said}: no conclusion"
    if lost * 2 > after or ahead < params.neighbours:
        return UNKNOWN, f"{said}: no conclusion"
    return HEARD, said


def _measures(i: int, row: Row, told: _Found, params: Params, ports: Harbours) -> dict[str, Value]:
    hours = (row["t1"] - row["t0"]) / HOUR_S
    own = told.reports[i]
    span_h = min(params.before_s, max(row["t0"] - own["first_bucket"] * 600, 600)) / HOUR_S
    measures: dict[str, Value] = {
        "hours": round(hours, 1),
        "end_open": "lat1" not in row,
        "positions_before_12h": int(own["reports"]),
        "expected_messages": round(own["reports"] / span_h * hours),
        "neighbours_before": told.vessels.get((i, 0), 0),
        "neighbours_heard": told.vessels.get((i, 1), 0),
        "neighbours_ahead": told.vessels.get((i, 3), 0),
        "neighbours_lost": told.lost.get(i, 0),
    }
    if "lat1" not in row:
        return measures
    distance = float(great_circle_m(row["lat0"], row["lon0"], row["lat1"], row["lon1"]))
    made = distance / (hours * HOUR_S) / KNOT_MS
    pace = told.speeds.get(row["vessel"])
    usual = pace["p95_ckn"] / 100 if pace is not None and pace["steps"] >= OWN_STEPS else 0.0
    speed = max(usual, made, float(params.reach_kn))
    silence = Silence(row["lat0"], row["lon0"], row["lat1"], row["lon1"], hours, speed)
    major, minor = ellipse_m(silence)
    reached = in_reach(silence, ports.lat_deg, ports.lon_deg, params.stay_s / HOUR_S)
    return measures | {
        "neighbours_at_end": told.vessels.get((i, 2), 0),
        "end_lat_deg": round(row["lat1"], 5),
        "end_lon_deg": round(row["lon1"], 5),
        "distance_m": round(distance),
        "implied_speed_kn": round(made, 1),
        "reach_kn": round(speed, 1),
        "reach_speed_own": usual >= speed,
        "reach_major_m": round(major),
        "reach_minor_m": round(minor),
        "ports_in_reach": len(reached),
        "ports_in_reach_first": tuple(f"{ports.name[r.port]} ({r.hours_left} h to stay)" for r in reached[:LISTED]),
    }
