"""A ship that stayed at two knots or less for four hours or longer, more than 20 km from every port and anchorage.

Not told where she lay still within 2 km of the shore: marinas, moorings and coves are in no list of ports. Waiting
for orders, drifting, fishing, repairs and bad weather all look like this. Sources: Miller et al. 2018 for the speed.
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
from offing.tracks.stages import Suspects, query
from offing.tracks.surroundings import surroundings
from offing.tracks.switches import not_ships

KIND = "loitering"
NEEDS = ("step",)


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """Every stretch of loitering; the place is the middle of the box that holds it."""
    apart = not_ships(suspects, params)
    slow = [r for r in rows(engine.columns(query("loitering", params, NEEDS))) if r["vessel"] not in apart]
    slow.sort(key=lambda r: (r["k0"], r["vessel"]))
    middle = [np.array([r[f"{axis}_min"] / 2 + r[f"{axis}_max"] / 2 for r in slow]) for axis in "xyz"]
    lat, lon = degrees(*middle)
    found = []
    for i, (row, place) in enumerate(zip(slow, surroundings(lat, lon), strict=True)):
        if row["median_ckn"] < params.moored_ckn and int(str(place["shore_m"])) < params.moored_m:
            continue
        span = [row[f"{axis}_max"] - row[f"{axis}_min"] for axis in "xyz"]
        hours = (row["k1"] - row["k0"]) * BUCKET_S / 3600
        measures = {
            "hours": round(hours, 1),
            "median_speed_kn": round(row["median_ckn"] / 100, 1),
            "observed_fraction": round(row["spots"] / (row["k1"] - row["k0"] + 1), 2),
            "spread_m": round(hypot(*span) / 100),
        }
        why = f"{hours:.1f} h at {row['median_ckn'] / 100:.1f} kn, away from ports"
        start, end = int(row["k0"]) * BUCKET_S, int(row["k1"]) * BUCKET_S
        where = round(float(lat[i]), 5), round(float(lon[i]), 5)
        found.append(Event(KIND, start, end, seen(known, row["vessel"]), None, *where, None, why, measures | place))
    return found
