"""What the hulls under one MMSI mean: two ships, a jump, or nothing.

The split of the reports (`hulls.py`) only says which of them one ship cannot have sent. Two tracks between which the
reports go to and fro are two ships under one MMSI, if they lie far apart or two identities are sent in turn. A track
left for another, once or twice, with two or more fixes there that agree, is a jump. Garbled fixes (one coordinate kept,
or its sign turned) and late ones (on the ship's own track) are noise, however many.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from offing.tracks.claims import faces, take_turns
from offing.tracks.earth import great_circle_m
from offing.tracks.event import Seen
from offing.tracks.hulls import KNOT_MS
from offing.tracks.packed import Floats, Ints
from offing.tracks.params import Params
from offing.tracks.suspects import Other, Suspects

SHARED, JUMP, NOISE = "shared", "jump", "noise"
LIKE_DEG = 0.05
"""A coordinate nearer than this to the ship's own, beside one far off: a garbled fix."""
LATE_S, LATE_M = 43_200, 5000
"""A fix this near to where the ship was within twelve hours came late."""
LATE_DEG = 0.046
"""Of latitude: a little more than that, told before any distance is."""
SELDOM, OFTEN = 5, 10
"""Bad fixes are seldom: five reports or more, and one in ten, are none."""
RUN_S = 60
"""The fixes of a jump are to span a minute: a garbled message is often repeated within seconds."""


def others(suspects: Suspects, params: Params) -> list[Other]:
    """Every hull but the main one, by MMSI."""
    found = []
    kept = np.flatnonzero(suspects.hull >= 0)
    split = kept[np.isin(suspects.mmsi[kept], np.unique(suspects.mmsi[suspects.hull > 0]))]
    edges = np.flatnonzero(np.diff(suspects.mmsi[split])) + 1
    for rows in np.split(split, edges) if len(split) else ():
        hulls = suspects.hull[rows]
        for hull in np.unique(hulls[hulls > 0]):
            found.append(_read(suspects, params, rows[(hulls == 0) | (hulls == hull)], int(hull)))
    return found


def not_ships(suspects: Suspects) -> frozenset[int]:
    """Vessels (100 * MMSI + hull) that are no second ship: jumps and noise. Nothing else is told of them."""
    return frozenset(o.vessel for o in suspects.others if o.meaning != SHARED)


def faces_of(suspects: Suspects, params: Params, known: Mapping[int, Seen]) -> dict[int, Seen]:
    """What each of the ships under a shared MMSI called itself, by vessel (100 * MMSI + hull), where that can be told."""
    hulls: dict[int, list[int]] = {}
    for other in suspects.others:
        if other.meaning == SHARED and other.mmsi in suspects.claims:
            hulls.setdefault(other.mmsi, [0]).append(other.hull)
    found: dict[int, Seen] = {}
    for mmsi, numbers in hulls.items():
        first, end = np.searchsorted(suspects.mmsi, [mmsi, mmsi + 1])
        t, hull = suspects.t[first:end], suspects.hull[first:end]
        told = faces(suspects.claims[mmsi], {h: t[hull == h] for h in numbers}, known.get(mmsi, Seen(mmsi)), params)
        found |= {mmsi * 100 + h: face for h, face in told.items()}
    return found


def heard_elsewhere(suspects: Suspects, apart: frozenset[int], vessel: int, t0: int, t1: int) -> bool:
    """Whether a silence is none: the vessel is no ship (`not_ships`), or her MMSI was heard meanwhile on a track that
    is none.
    """
    if vessel in apart:
        return True
    first, end = np.searchsorted(suspects.mmsi, [vessel // 100, vessel // 100 + 1])
    t, hull = suspects.t[first:end], suspects.hull[first:end]
    return any(vessel // 100 * 100 + int(h) in apart for h in np.unique(hull[(t > t0) & (t < t1) & (hull >= 0)]))


def _read(s: Suspects, params: Params, rows: Ints, hull: int) -> Other:
    """One other hull; `rows` are its reports and the main hull's, by time."""
    t, lat, lon, own = s.t[rows], s.lat_deg[rows], s.lon_deg[rows], s.hull[rows] == 0
    step_m = great_circle_m(lat[:-1], lon[:-1], lat[1:], lon[1:])
    able_m = params.spike_m + params.spike_kn * KNOT_MS * np.diff(t)
    impossible = np.flatnonzero((own[:-1] != own[1:]) & (step_m > able_m))
    fixes = int((~own).sum())
    mmsi = int(s.mmsi[rows[0]])
    if not len(impossible):
        mine, its = int(rows[own][0]), int(rows[~own][0])
        return Other(mmsi, hull, NOISE, 0, fixes, 0.0, 0.0, int(rows[0]), int(rows[-1]), its, fixes, mine, its)
    away, far = float(np.median(step_m[impossible])), float(step_m[impossible].max())
    first, last = int(impossible[0]), int(impossible[-1]) + 1
    if len(impossible) == 1:
        last = len(rows) - 1
    there = first + 1
    fixes_there = int((own[there:] == own[there]).sum())
    mine, its = (first, there) if own[first] else (there, first)
    meaning = NOISE
    often = _often(own)
    if (often or not _garbled(t, lat, lon, own)) and not _late(t, lat, lon, own):
        if len(impossible) >= params.alternations:
            two = away >= params.apart_m or take_turns(s.claims.get(mmsi, ()), params)
            meaning = SHARED if two and (often or _stays(t, own)) else NOISE
        elif away >= params.jump_m and _agree(t, own, impossible):
            meaning = JUMP
    start, end, to = (int(rows[i]) for i in (first, last, there))
    return Other(
        mmsi,
        hull,
        meaning,
        len(impossible),
        fixes,
        away,
        far,
        start,
        end,
        to,
        fixes_there,
        int(rows[mine]),
        int(rows[its]),
    )


def _agree(t: Ints, own: NDArray[np.bool_], impossible: Ints) -> bool:
    """Whether some impossible step leads between two or more fixes on either side, each over a minute or longer."""
    edges = [0, *(np.flatnonzero(own[:-1] != own[1:]) + 1).tolist(), len(own)]
    runs = {a: (a, b) for a, b in pairwise(edges)}
    ends = {b: (a, b) for a, b in runs.values()}
    return any(_spans(t, runs[i + 1]) and _spans(t, ends[i + 1]) for i in impossible.tolist())


def _often(own: NDArray[np.bool_]) -> bool:
    """Whether the other hull was heard often enough, while it was, to be no row of bad fixes."""
    there = np.flatnonzero(~own)
    return bool(len(there) >= SELDOM and len(there) * OFTEN >= there[-1] - there[0] + 1)


def _stays(t: Ints, own: NDArray[np.bool_]) -> bool:
    """Whether the other hull was ever heard twice running, a minute or more apart: bad fixes come one at a time."""
    edges = [0, *(np.flatnonzero(own[:-1] != own[1:]) + 1).tolist(), len(own)]
    return any(_spans(t, run) for run in pairwise(edges) if not own[run[0]])


def _spans(t: Ints, run: Sequence[int]) -> bool:
    return bool(t[run[1] - 1] - t[run[0]] >= RUN_S)


def _garbled(t: Ints, lat: Floats, lon: Floats, own: NDArray[np.bool_]) -> bool:
    """Most of the other hull's fixes keep the ship's own latitude or longitude, or its value with the sign turned."""
    lon_own = np.unwrap(lon[own], period=360)
    lat_then = np.interp(t[~own], t[own], lat[own])
    lon_then = (np.interp(t[~own], t[own], lon_own) + 180) % 360 - 180
    la, lo = lat[~own], lon[~own]
    turned = (lo - lon_then + 180) % 360 - 180
    like = (np.abs(la - lat_then) < LIKE_DEG) | (np.abs(turned) < LIKE_DEG)
    like |= (np.abs(la + lat_then) < LIKE_DEG) | (np.abs(lo + lon_then) < LIKE_DEG)
    return bool(like.mean() > 0.5)


def _late(t: Ints, lat: Floats, lon: Floats, own: NDArray[np.bool_]) -> bool:
    """Most of the other hull's fixes lie where the ship herself was within twelve hours before or after."""
    t_own, lat_own, lon_own = t[own], lat[own], lon[own]
    late = 0
    for when, la, lo in zip(t[~own].tolist(), lat[~own].tolist(), lon[~own].tolist(), strict=True):
        first, end = np.searchsorted(t_own, [when - LATE_S, when + LATE_S])
        beside = first + np.flatnonzero(np.abs(lat_own[first:end] - la) < LATE_DEG)
        late += bool(len(beside)) and bool(great_circle_m(lat_own[beside], lon_own[beside], la, lo).min() <= LATE_M)
    return late * 2 > int((~own).sum())
