"""A ship's position left her track for another place that she cannot have sailed to, and stayed there for two reports
or more.

At least 20 km, faster than 60 kn, with two or more reports on either side that agree with each other; up to three
such steps (more are two ships under one MMSI). A single bad fix, garbled fixes and fixes that came late are noise and
are only counted. Jamming, a faulty receiver and a track made up on purpose all look like this.
"""

from __future__ import annotations

from collections.abc import Mapping

from offing.tracks.engine import Engine
from offing.tracks.event import Event, Seen
from offing.tracks.params import Params
from offing.tracks.ships import seen
from offing.tracks.suspects import Suspects
from offing.tracks.switches import JUMP

KIND = "position_jump"


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """One event for each place that a ship's position jumped to."""
    found = []
    for other in suspects.others:
        if other.meaning != JUMP:
            continue
        s, i = suspects, other.first
        back = other.impossible > 1
        why = (
            f"{other.impossible} impossible step{'s' if back else ''} of up to {other.far_m / 1000:.0f} km; "
            f"{other.fixes_there} reports agree there{', then back' if back else ''}"
        )
        measures = {
            "impossible_steps": other.impossible,
            "reports_there": other.fixes_there,
            "jump_m": round(other.far_m),
            "to_lat_deg": round(float(s.lat_deg[other.there]), 5),
            "to_lon_deg": round(float(s.lon_deg[other.there]), 5),
            "returned": back,
        }
        place = round(float(s.lat_deg[i]), 5), round(float(s.lon_deg[i]), 5)
        found.append(
            Event(
                KIND,
                int(s.t[i]),
                int(s.t[other.last]),
                seen(known, other.mmsi * 100),
                None,
                *place,
                None,
                why,
                measures,
            )
        )
    return found
