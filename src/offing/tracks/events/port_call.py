"""A ship came within 5 km of a port or anchorage, stopped there (0.6 kn or less) for an hour or longer, and left, or
is still there.

Silence in port does not end a call; being seen elsewhere does. The port is the one nearest to where she stopped; of a
row of ports that she passed or shifted between, each with a stop of its own is a call. `role` tells a port from an
anchorage.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from offing.tracks.earth import degrees
from offing.tracks.engine import Engine, rows
from offing.tracks.event import Event, Seen, Value, iso
from offing.tracks.packed import BUCKET_S
from offing.tracks.params import Params
from offing.tracks.ships import seen
from offing.tracks.stages import query
from offing.tracks.surroundings import harbours
from offing.tracks.suspects import Suspects
from offing.tracks.switches import not_ships

KIND = "port_call"
NEEDS = ("step",)


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """Every call; the event lasts from entering to leaving, the place is where she first lay still."""
    apart = not_ships(suspects)
    calls = [r for r in rows(engine.columns(query("port_call", params, NEEDS))) if r["vessel"] not in apart]
    calls.sort(key=lambda r: (r["k0"], r["vessel"], r["port_id"]))
    lat, lon = degrees(*(np.array([r[axis] for r in calls]) for axis in "xyz"))
    ports = harbours(engine)
    found = []
    for i, row in enumerate(calls):
        at = ports.place(row["port_id"])
        stop, unstop = int(row["still0"]) * BUCKET_S, int(row["still1"]) * BUCKET_S
        measures: dict[str, Value] = {
            "port_id": int(row["port_id"]),
            "port": ports.name[at],
            "locode": ports.locode[at],
            "country": ports.country[at],
            "role": ports.role[at],
            "port_m": int(row["port_m"]),
            "stopped": iso(stop),
            "unstopped": iso(unstop),
            "stopped_hours": round((unstop - stop) / 3600, 1),
            "observed_fraction": round(row["inside_slots"] / (row["k1"] - row["k0"] + 1), 2),
        }
        why = f"lay still for {(unstop - stop) / 3600:.1f} h, {row['port_m'] / 1000:.1f} km from {ports.name[at]}"
        where = round(float(lat[i]), 5), round(float(lon[i]), 5)
        start, end = int(row["k0"]) * BUCKET_S, int(row["k1"]) * BUCKET_S
        found.append(Event(KIND, start, end, seen(known, row["vessel"]), None, *where, None, why, measures))
    return found
