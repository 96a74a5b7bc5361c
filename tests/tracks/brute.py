"""Meetings told a second time, from the definitions alone: haversine, all pairs in every slot, plain loops.

No SQL, and nothing of Offing's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from tests.tracks.hostile import Floats, Ints, Traffic

METRES = 6_371_008.8
SLOT_S = 600
KNOT = 1852 / 3600
Report = tuple[int, float, float]
"""Second, latitude, longitude."""
Meeting = tuple[int, int, int, int, int]
"""Vessels a and b (100 * MMSI + hull), first and last slot, number of slots."""


def metres(lat0: Floats, lon0: Floats, lat1: Floats, lon1: Floats) -> Floats:
    p, q, r, s = (np.radians(v) for v in (lat0, lon0, lat1, lon1))
    h = np.sin((r - p) / 2) ** 2 + np.cos(p) * np.cos(r) * np.sin((s - q) / 2) ** 2
    return np.asarray(2 * METRES * np.arcsin(np.sqrt(np.minimum(1, h))))


def apart(one: Report, other: Report) -> float:
    return float(metres(*(np.array(v) for v in (one[1], one[2], other[1], other[2]))))


def possible(one: Report, other: Report) -> bool:
    """A step that a ship could sail: 60 knots, with 2 km to spare."""
    return apart(one, other) <= 2000 + 60 * KNOT * (other[0] - one[0])


def hulls(traffic: Traffic) -> dict[int, list[Report]]:
    """Vessel -> its reports in order. Of an MMSI with an impossible step, the first and last report of every ten minutes are
    dealt out to the nearest hull that could have sailed there.
    """
    held: dict[int, set[Report]] = defaultdict(set)
    lat, lon = (np.floor((v + half) * 1e5 + 0.5) / 1e5 - half for v, half in ((traffic.lat, 90), (traffic.lon, 180)))
    for m, t, la, lo in zip(traffic.mmsi.tolist(), traffic.t.tolist(), lat.tolist(), lon.tolist(), strict=True):
        held[m].add((t, la, lo))
    told: dict[int, list[Report]] = {}
    for mmsi, reports in held.items():
        every = sorted(reports)
        ends = outermost(every)
        if all(possible(a, b) for a, b in pairwise(ends)):
            told[mmsi * 100] = every
        else:
            told |= {mmsi * 100 + i: hull for i, hull in enumerate(dealt(ends))}
    return told


def outermost(reports: Sequence[Report]) -> list[Report]:
    buckets: dict[int, list[Report]] = defaultdict(list)
    for one in reports:
        buckets[one[0] // SLOT_S].append(one)
    return sorted({r for b in buckets.values() for r in (b[0], b[-1])})


def dealt(reports: Sequence[Report]) -> list[list[Report]]:
    """To the nearest hull, two knots added for its silence, and to a hull of one report only where no other could."""
    found: list[list[Report]] = []
    for one in reports:
        could = [h for h in found if possible(h[-1], one)]
        if could:
            settled = [h for h in could if len(h) > 1] or could
            min(settled, key=lambda h: apart(h[-1], one) + 2 * KNOT * (one[0] - h[-1][0])).append(one)
        else:
            found.append([one])
    kept = [h for h in found if len(h) > 1] or found[:1]
    return sorted(kept, key=lambda h: (-len(h), h[0]))


def placed(reports: Sequence[Report]) -> tuple[Ints, Floats, Floats]:
    """Slots, and where the vessel was at each, between reports at most two hours apart; not those at which she made more than
    eight knots, and 500 m to spare, until the last report of the ten minutes in which she was heard again.
    """
    t, lat, lon = (np.array([r[i] for r in reports]) for i in range(3))
    slots = np.arange(t[0] // SLOT_S, t[-1] // SLOT_S + 1)
    after = np.searchsorted(t, slots * SLOT_S, "left")
    inside = (after > 0) & (after < len(t))
    slots, after = slots[inside], after[inside]
    before = after - 1
    dt = t[after] - t[before]
    far = metres(lat[before], lon[before], lat[after], lon[after])
    kept = (dt <= 7200) & (far <= 2000 + 60 * KNOT * dt)
    last = np.searchsorted(t, (t[after] // SLOT_S + 1) * SLOT_S, "left") - 1
    kept &= metres(lat[before], lon[before], lat[last], lon[last]) <= 500 + 8 * KNOT * (t[last] - t[before])
    share = (slots * SLOT_S - t[before]) / dt
    east = (lon[after] - lon[before] + 180) % 360 - 180
    la, lo = lat[before] + (lat[after] - lat[before]) * share, lon[before] + east * share
    return slots[kept], la[kept], lo[kept]


def meetings(traffic: Traffic, ports: Iterable[tuple[int, float, float]]) -> list[Meeting]:
    """Within 500 m of each other, 10 km from ports, 40 minutes or longer, at six knots or less in the median."""
    port_lat, port_lon = (np.array(v) for v in list(zip(*ports, strict=True))[1:])
    present: dict[int, list[tuple[int, float, float]]] = defaultdict(list)
    for vessel, reports in hulls(traffic).items():
        for slot, la, lo in zip(*(v.tolist() for v in placed(reports)), strict=True):
            if metres(np.array(la), np.array(lo), port_lat, port_lon).min() > 10_000:
                present[slot].append((vessel, la, lo))
    return sorted(m for pair, beside in pairs(present).items() for m in runs(pair, beside))


def pairs(
    present: Mapping[int, Sequence[tuple[int, float, float]]],
) -> dict[tuple[int, int], dict[int, NDArray[np.float64]]]:
    """Pair -> slot -> where both were."""
    found: dict[tuple[int, int], dict[int, NDArray[np.float64]]] = defaultdict(dict)
    for slot, ships in present.items():
        ordered = sorted(ships)
        lat, lon = np.array([s[1] for s in ordered]), np.array([s[2] for s in ordered])
        near = metres(lat[:, None], lon[:, None], lat[None], lon[None]) <= 500
        for i, j in zip(*np.nonzero(np.triu(near, 1)), strict=True):
            found[ordered[i][0], ordered[j][0]][slot] = np.array([lat[i], lon[i], lat[j], lon[j]])
    return found


def runs(pair: tuple[int, int], beside: Mapping[int, NDArray[np.float64]]) -> list[Meeting]:
    slots = sorted(beside)
    found = []
    first = 0
    for i in range(1, len(slots) + 1):
        if i < len(slots) and slots[i] - slots[i - 1] <= 3:
            continue
        run = slots[first:i]
        first = i
        if (run[-1] - run[0]) * SLOT_S >= 2400 and median(speeds(run, beside)) <= 600:
            found.append((*pair, run[0], run[-1], len(run)))
    return found


def speeds(run: Sequence[int], beside: Mapping[int, NDArray[np.float64]]) -> list[float]:
    """From slot to slot, the mean of both, in hundredths of a knot."""
    told = []
    for p, q in pairwise(run):
        one, other = beside[p], beside[q]
        a, b = (metres(*(np.array(v) for v in (*one[s], *other[s]))) for s in (slice(0, 2), slice(2, 4)))
        told.append(float(np.floor((a + b) / 2 / ((q - p) * SLOT_S) / KNOT * 100 + 0.5)))
    return told
