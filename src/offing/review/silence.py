"""How much a silence may say (strong, weak, or nothing where nobody would have heard her), and what lay in reach meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from offing.places.ports import Port, ports
from offing.review.at_sea import NM_M, number, text
from offing.review.finding import Strength
from offing.tracks.event import Event
from offing.tracks.reach import Silence, in_reach

STRONG_H, WEAK_H = 12, 6
OFFSHORE_NM = 50
POSITIONS_BEFORE = 14
HEARD = "heard"
STAY_H = 3
"""The least stay in a port that counts as a call she could have made."""


@dataclass(frozen=True, slots=True)
class Reachable:
    """A port, and the hours that would have been left to stay there."""

    port: Port
    hours_left: float


def grade(gap: Event) -> tuple[Strength, str]:
    """Strength and its reason. Welch et al. 2022: 12 h, 50 nm, 14 positions in the 12 h before; and others were heard there."""
    hours, shore, before = (number(gap, n) or 0.0 for n in ("hours", "shore_m", "positions_before_12h"))
    if text(gap, "coverage") != HEARD:
        return "no_conclusion", "nobody else was heard there as expected, so nothing follows from not hearing her"
    lacks = []
    if hours < STRONG_H:
        lacks.append(f"shorter than {STRONG_H} h")
    if shore < OFFSHORE_NM * NM_M:
        lacks.append(f"began {shore / NM_M:.0f} nm from the shore, nearer than {OFFSHORE_NM} nm")
    if before < POSITIONS_BEFORE:
        lacks.append(f"{before:.0f} positions in the 12 h before, fewer than {POSITIONS_BEFORE}")
    if lacks:
        return "weak", "; ".join(lacks)
    return (
        "strong",
        f"{STRONG_H} h or longer, {OFFSHORE_NM} nm or more offshore, {before:.0f} positions in the 12 h before",
    )


def reachable(gap: Event) -> list[Reachable]:
    """Ports in reach with `STAY_H` hours or more to stay, those of North Korea first, most hours first."""
    lat, lon = number(gap, "end_lat_deg"), number(gap, "end_lon_deg")
    hours, speed = number(gap, "hours"), number(gap, "reach_kn")
    if gap.lat_deg is None or gap.lon_deg is None or lat is None or lon is None or hours is None or speed is None:
        return []
    known = [p for p in ports() if p.role == "port"]
    silence = Silence(gap.lat_deg, gap.lon_deg, lat, lon, hours, speed)
    reached = in_reach(silence, [p.lat_deg for p in known], [p.lon_deg for p in known], STAY_H)
    return sorted((Reachable(known[r.port], r.hours_left) for r in reached), key=lambda r: r.port.country != "KP")
