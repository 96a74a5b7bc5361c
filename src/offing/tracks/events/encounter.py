"""Two ships within 500 m of each other, away from ports, long enough and slowly enough to lie side by side.

Kept are meetings by Global Fishing Watch's rule (500 m, two hours, under two knots) and meetings of two ships that can carry
cargo whose antennas were as near as two hulls side by side for an hour and a half, also while under way. Distances are between
antennas. An encounter is not a transfer: tugs, pilots, bunkering, yachts, fishing pairs and rafted moorings are named as what
else it may be, and lower the tier. Not looked for within 10 km of a port or anchorage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import atan2, degrees, hypot, log, sqrt
from typing import Any

import numpy as np

from offing.places.coast import coast_distance_m, on_land
from offing.places.ports import nearest_port, ports
from offing.tracks.engine import Engine, rows
from offing.tracks.event import Event, Seen, Value
from offing.tracks.params import Params
from offing.tracks.rafted import without_outer_pairs
from offing.tracks.said import Words, destinations, draught, words_of
from offing.tracks.ships import seen
from offing.tracks.stages import query
from offing.tracks.suspects import Suspects
from offing.tracks.tiers import Draught, Meeting, beside_m, judge

KIND = "encounter"
NEEDS = ("calm", "pair")
_STORED = (*NEEDS, "candidate", "moment")
_STEP_S = 120
NOTHING = Draught(None, None)
Row = dict[str, Any]


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """Every encounter, with its measures and its tier."""
    engine.store("candidate", query("reunion", params, NEEDS))
    engine.store("moment", query("moment", params, _STORED[:-1]))
    met = [r for r in rows(engine.columns(query("encounter", params, _STORED))) if judge(_met(r, known))]
    if not met:
        return []
    met.sort(key=lambda r: (r["t_start"], r["a"], r["b"]))
    numbers = {n for r in met for n in (r["a"] // 100, r["b"] // 100)}
    engine.put("met", {n: np.array([r[n] for r in met], np.int64) for n in ("a", "b", "t_start", "t_end")})
    engine.put("met_ship", {"mmsi": np.array(sorted(numbers), np.int64)})
    words = words_of(engine, params)
    near = _company(engine, params, known)
    starts = _starts(met)
    lon = np.array([degrees(atan2(r["y"], r["x"])) for r in met])
    lat = np.array([degrees(atan2(r["z"], hypot(r["x"], r["y"]))) for r in met])
    shore = np.where(on_land(lon, lat), 0.0, coast_distance_m(lon, lat))
    port, port_m = nearest_port(lon, lat, ("port", "anchorage"))
    found = []
    for i, row in enumerate(met):
        place = {
            "lat": float(lat[i]),
            "lon": float(lon[i]),
            "shore_m": float(shore[i]),
            "port": ports()[int(port[i])].name,
            "port_m": float(port_m[i]),
        }
        beside = near.get((row["a"], row["b"], row["t_start"]), ())
        found.append(_event(row, place, known, words, beside, starts))
    return without_outer_pairs([event for event in found if event is not None])


def _starts(met: Sequence[Row]) -> Mapping[int, list[int]]:
    starts: dict[int, list[int]] = {}
    for row in met:
        for vessel in (row["a"], row["b"]):
            starts.setdefault(vessel, []).append(int(row["t_start"]))
    return starts


def _met(row: Row, known: Mapping[int, Seen]) -> Meeting:
    duration = int(row["t_end"] - row["t_start"])
    return Meeting(
        seen(known, row["a"]),
        seen(known, row["b"]),
        duration,
        int(row["beside"] / row["moments"] * duration),
        row["median_cm"] / 100,
        (row["median_ckn"] or 0) / 100,
        int(row["last_heard"] - row["first_heard"]) if row["heard"] else 0,
        _unheard(row),
        None,
        NOTHING,
        NOTHING,
    )


def _event(
    row: Row,
    place: Row,
    known: Mapping[int, Seen],
    words: Mapping[int, Words],
    near: Sequence[str],
    starts: Mapping[int, list[int]],
) -> Event | None:
    start, end = int(row["t_start"]), int(row["t_end"])
    a, b = seen(known, row["a"]), seen(known, row["b"])
    draughts = tuple(draught(words.get(v // 100), start, end, starts[v]) for v in (row["a"], row["b"]))
    said = tuple(dict.fromkeys(d for v in (a.mmsi, b.mmsi) for d in destinations(words.get(v), start, end)))
    met = replace(
        _met(row, known), shore_m=place["shore_m"], draught_a=draughts[0], draught_b=draughts[1], destinations=said
    )
    told = judge(met)
    if told is None:
        return None
    measures: dict[str, Value] = {
        "median_distance_m": round(row["median_cm"] / 100),
        "min_distance_m": round(row["min_cm"] / 100),
        "median_speed_kn": round((row["median_ckn"] or 0) / 100, 1),
        "observed_fraction": round(row["heard"] / row["moments"], 2),
        "longest_unobserved_s": _unheard(row),
        "duration_s": end - start,
        "beside_s": int(row["beside"] / row["moments"] * (end - start)),
        "beside_within_m": beside_m(a, b),
        "along_m": None if row["along_cm"] is None else round(row["along_cm"] / 100),
        "across_m": None if row["across_cm"] is None else round(row["across_cm"] / 100),
        "bearing_spread_deg": _spread(row),
    }
    for side, one, drawn in (("a", a, draughts[0]), ("b", b, draughts[1])):
        measures |= {
            f"draught_before_{side}_m": drawn.before_m,
            f"draught_after_{side}_m": drawn.after_m,
            f"ship_type_{side}": one.ship_type,
            f"length_{side}_m": one.length_m,
            f"destinations_{side}": destinations(words.get(one.mmsi), start, end),
        }
    measures |= {
        "shore_m": round(place["shore_m"]) if place["shore_m"] == place["shore_m"] else None,
        "port": place["port"],
        "port_m": round(place["port_m"]) if place["port_m"] == place["port_m"] else None,
        "near": tuple(near),
        "context": told.context,
    }
    return Event(KIND, start, end, a, b, round(place["lat"], 5), round(place["lon"], 5), told.tier, told.why, measures)


def _unheard(row: Row) -> int:
    """The longest time within the encounter in which not both ships were heard, in seconds."""
    if not row["heard"]:
        return int(row["t_end"] - row["t_start"])
    edges = (row["first_heard"] - row["t_start"], row["t_end"] - row["last_heard"], (row["unheard_s"] or 0) - _STEP_S)
    return int(max(edges))


def _spread(row: Row) -> int | None:
    """Circular standard deviation, in degrees, of the bearing of the other off the course made good; None if hardly under way."""
    if (row["under_way"] or 0) < 5:
        return None
    strength = min(hypot(row["lean"] or 0, row["side"] or 0) / 1e6 / row["under_way"], 1.0)
    return round(degrees(sqrt(-2 * log(max(strength, 1e-6)))))


def _company(engine: Engine, params: Params, known: Mapping[int, Seen]) -> Mapping[tuple[int, int, int], list[str]]:
    """Third vessels near, by encounter: their names, or MMSI, with the type they give."""
    near: dict[tuple[int, int, int], list[str]] = {}
    for row in sorted(rows(engine.columns(query("company", params, _STORED))), key=lambda r: (-r["slots"], r["other"])):
        one = seen(known, row["other"])
        kind = f" (type {one.ship_type})" if one.ship_type else ""
        near.setdefault((row["a"], row["b"], row["t_start"]), []).append(f"{one.name or one.mmsi}{kind}")
    return near
