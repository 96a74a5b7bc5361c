"""Two ships under one MMSI: reports that go to and fro between two tracks, 50 km or more apart, faster than any ship
sails.

Four impossible steps or more (60 kn and 2 km to spare). One jump and return is a position jump; garbled fixes and
fixes that came late are neither. A number typed in wrong, or a transponder passed on, does this too; so does a track
made up beside the true one. Each of the two tracks has its own events (`hull_b`).
"""

from __future__ import annotations

from collections.abc import Mapping

from offing.tracks.engine import Engine
from offing.tracks.event import Event, Seen
from offing.tracks.params import Params
from offing.tracks.ships import seen
from offing.tracks.stages import Suspects
from offing.tracks.switches import SHARED, others

KIND = "shared_mmsi"


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """One event for each other ship heard under an MMSI."""
    found = []
    for other in others(suspects, params):
        if other.meaning != SHARED:
            continue
        s, i = suspects, other.first
        why = (
            f"{other.impossible} steps of {other.away_m / 1000:.0f} km (median) to and fro that no ship can have sailed"
        )
        measures = {
            "hull_b": other.hull,
            "impossible_steps": other.impossible,
            "reports_b": other.fixes,
            "apart_m": round(other.away_m),
            "apart_most_m": round(other.far_m),
            "lat_b_deg": round(float(s.lat_deg[other.there]), 5),
            "lon_b_deg": round(float(s.lon_deg[other.there]), 5),
        }
        place = round(float(s.lat_deg[i]), 5), round(float(s.lon_deg[i]), 5)
        a, b = seen(known, other.mmsi * 100), seen(known, other.vessel)
        found.append(Event(KIND, int(s.t[i]), int(s.t[other.last]), a, b, *place, None, why, measures))
    return found
