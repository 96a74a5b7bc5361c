"""Where a ship can have been while nobody heard her: never a course, only what her speed and the time allow.

The area is an ellipse with the two ends of the silence as its foci. Distances are great circles, over land too: an
upper bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offing.tracks.earth import great_circle_m
from offing.tracks.packed import Floats

KNOT_MS = 1852 / 3600
HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Silence:
    """Last report before and first after, degrees; `hours` between them; the speed she can have made good meanwhile."""

    lat0_deg: float
    lon0_deg: float
    lat1_deg: float
    lon1_deg: float
    hours: float
    speed_kn: float

    @property
    def way_m(self) -> float:
        """How far she can have sailed: the sum of the distances to both ends, for any point of the area."""
        return self.speed_kn * KNOT_MS * self.hours * HOUR_S


@dataclass(frozen=True, slots=True)
class Reached:
    """A port in reach: its place in the sequence given, and the hours that would be left to stay there."""

    port: int
    hours_left: float


def ellipse_m(silence: Silence) -> tuple[float, float]:
    """Semi-axes of the reachable area in metres; the lesser is 0 where the time only just allowed the straight way."""
    apart = float(great_circle_m(silence.lat0_deg, silence.lon0_deg, silence.lat1_deg, silence.lon1_deg))
    major = max(silence.way_m, apart) / 2
    return major, sqrt(max(major**2 - (apart / 2) ** 2, 0.0))


def in_reach(
    silence: Silence, lat_deg: Floats | Sequence[float], lon_deg: Floats | Sequence[float], stay_h: float
) -> list[Reached]:
    """Which of some ports she could have called at, with `stay_h` hours or more to spare there; most hours first."""
    lat, lon = np.asarray(lat_deg, np.float64), np.asarray(lon_deg, np.float64)
    way = great_circle_m(silence.lat0_deg, silence.lon0_deg, lat, lon) + great_circle_m(
        silence.lat1_deg, silence.lon1_deg, lat, lon
    )
    left: NDArray[Any] = silence.hours - way / (silence.speed_kn * KNOT_MS * HOUR_S)
    within = np.flatnonzero(left >= stay_h)
    within = within[np.lexsort((within, -left[within]))]
    return [Reached(int(i), round(float(left[i]), 1)) for i in within]
