"""A ship that stayed at two knots or less for four hours or longer, more than 5 km from every port and anchorage (within
that she makes a port call).

Not told where she lay still within 2 km of the shore, or anyhow within 2 km of it and 20 km of a port: marinas,
moorings, coves and berths are in no list of ports. For a cargo ship or tanker away from ports that is 1 km: she anchors
there. Waiting for orders or for a berth, drifting, fishing, repairs and bad weather all look like this. Sources: Miller
et al. 2018 for the speed.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot

import numpy as np

from offing.tracks.earth import degrees
from offing.tracks.engine import Engine, rows
from offing.tracks.event import Event, Seen
from offing.tracks.packed import BUCKET_S
from offing.tracks.params import Params
from offing.tracks.ships import seen
from offing.tracks.stages import query
from offing.tracks.surroundings import surroundings
from offing.tracks.suspects import Suspects
from offing.tracks.switches import not_ships

KIND = "loitering"
NEEDS = ("step",)
CARRIERS = (7, 8)
"""Tens of the ITU's codes for cargo ships and tankers."""


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """Every stretch of loitering; the place is the middle of the box that holds it."""
    apart = not_ships(suspects)
    slow = [r for r in rows(engine.columns(query("loitering", params, NEEDS))) if r["vessel"] not in apart]
    slow.sort(key=lambda r: (r["k0"], r["vessel"]))
    middle = [np.array([r[f"{axis}_min"] / 2 + r[f"{axis}_max"] / 2 for r in slow]) for axis in "xyz"]
    lat, lon = degrees(*middle)
    found = []
    for i, (row, place) in enumerate(zip(slow, surroundings(lat, lon), strict=True)):
        ship, port_m = seen(known, row["vessel"]), int(str(place["port_m"]))
        if int(str(place["shore_m"])) < _least_off_m(ship, port_m, row["median_ckn"], params):
            continue
        span = [row[f"{axis}_max"] - row[f"{axis}_min"] for axis in "xyz"]
        hours = (row["k1"] - row["k0"]) * BUCKET_S / 3600
        measures = {
            "hours": round(hours, 1),
            "median_speed_kn": round(row["median_ckn"] / 100, 1),
            "observed_fraction": round(row["spots"] / (row["k1"] - row["k0"] + 1), 2),
            "spread_m": round(hypot(*span) / 100),
        }
        why = f"{hours:.1f} h at {row['median_ckn'] / 100:.1f} kn, {port_m / 1000:.0f} km from the nearest port or anchorage"
        start, end = int(row["k0"]) * BUCKET_S, int(row["k1"]) * BUCKET_S
        where = round(float(lat[i]), 5), round(float(lon[i]), 5)
        found.append(Event(KIND, start, end, ship, None, *where, None, why, measures | place))
    return found


def _least_off_m(ship: Seen, port_m: int, median_ckn: float, params: Params) -> int:
    """How far from the shore she must be."""
    if port_m < params.near_port_m:
        return params.moored_m
    if median_ckn >= params.moored_ckn:
        return 0
    return params.anchored_m if ship.ship_type is not None and ship.ship_type // 10 in CARRIERS else params.moored_m
