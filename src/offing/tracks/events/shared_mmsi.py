"""Two ships under one MMSI: reports that go to and fro between two tracks, faster than any ship sails. The tracks lie
50 km or more apart, or two IMO numbers or names are sent in turn.

Four impossible steps or more (60 kn and 2 km to spare). One jump and return is a position jump; garbled fixes and
fixes that came late are neither. A number typed in wrong, or a transponder passed on, does this too; so does a track
made up beside the true one. Each of the two tracks has its own events (`hull_b`), and the name that is sent beside its
reports, where that can be told (`claims.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

from offing.tracks.claims import often_sent
from offing.tracks.engine import Engine
from offing.tracks.event import Event, Seen, Value
from offing.tracks.params import Params
from offing.tracks.ships import seen
from offing.tracks.suspects import Suspects
from offing.tracks.switches import SHARED

KIND = "shared_mmsi"
SHOWN = 4
"""Names and numbers that the reason shows of each; the measures have all of them."""


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """One event for each other ship heard under an MMSI."""
    found = []
    for other in suspects.others:
        if other.meaning != SHARED:
            continue
        s = suspects
        a, b = seen(known, other.mmsi * 100), seen(known, other.vessel)
        said = s.claims.get(other.mmsi, ())
        names, imos = often_sent(said, "name", params), often_sent(said, "imo", params)
        why = (
            f"{other.impossible} steps of {other.away_m / 1000:.0f} km (median) to and fro that no ship can have sailed"
        )
        if len(names) > 1 or len(imos) > 1:
            sent = [*names[:SHOWN], *(f"IMO {number}" for number in imos[:SHOWN])]
            why += f"; sent under it: {', '.join(sent)}"
        measures: dict[str, Value] = {
            "hull_b": other.hull,
            "impossible_steps": other.impossible,
            "reports_b": other.fixes,
            "apart_m": round(other.away_m),
            "apart_most_m": round(other.far_m),
            "other_lat_deg": round(float(s.lat_deg[other.its]), 5),
            "other_lon_deg": round(float(s.lon_deg[other.its]), 5),
            "names": tuple(names) or ((a.name,) if a.name else ()),
            "imos": tuple(map(str, imos)) or ((str(a.imo),) if a.imo else ()),
        }
        place = round(float(s.lat_deg[other.own]), 5), round(float(s.lon_deg[other.own]), 5)
        found.append(Event(KIND, int(s.t[other.first]), int(s.t[other.last]), a, b, *place, None, why, measures))
    return found
