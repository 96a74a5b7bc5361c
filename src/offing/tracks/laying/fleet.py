"""The made-up fleet: who sails, how, and what is planted of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from offing.tracks.laying.paths import KNOT_KM_S, TURN, Stay, Way, along, fishing, moored, voyage
from offing.tracks.laying.waters import (
    DEGREE_KM,
    Floats,
    Point,
    Waters,
    bearings,
    berth,
    distance_km,
    meeting_place,
    moved,
    waters,
)  # fmt: skip

HOUR_S = 3600.0
VARIETIES = (
    "alongside", "alongside", "alongside", "alongside", "near", "under_way", "hole", "far", "brief", "fast", "port",
)  # fmt: skip
"""What is laid of pairs, in turn. To be found: alongside (antennas 40 to 90 m apart, adrift), near (170 to 330 m), under_way
(alongside at 1.3 to 3.2 knots), hole (alongside, one of them silent for 40 to 95 minutes). Decoys: far (700 to 1,600 m),
brief (36 to 70 minutes), fast (at 6.5 to 9 knots), port (begun within 6 km of one)."""
DECOYS = frozenset({"far", "brief", "fast", "port"})


@dataclass(frozen=True, slots=True)
class Face:
    """What a ship says of herself from a second on; an IMO number if she is `numbered`. Lengths and draught in metres."""

    from_s: float
    numbered: bool
    name: str
    call_sign: str
    ship_type: int
    length_m: float
    beam_m: float
    draught_m: float


@dataclass(frozen=True, slots=True)
class Sailed:
    """One hull: her path, her faces by time, how often she reports (median) and when she is silent. Seconds from the start."""

    mmsi: int
    path: Floats
    faces: tuple[Face, ...]
    every_s: float
    silent: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Planted:
    """What was laid. `kind` is an event's, `variety` says more, `b` is the other vessel of two. Seconds from the start."""

    kind: str
    variety: str
    a: int
    start_s: float
    end_s: float
    b: int | None = None
    lat_deg: float | None = None
    lon_deg: float | None = None
    distance_m: float | None = None
    speed_kn: float | None = None
    port_id: int | None = None


Laid = tuple[tuple[Sailed, ...], tuple[Planted, ...]]


def fleet(rng: np.random.Generator, count: int, whole_s: float) -> tuple[Waters, Iterator[Laid]]:
    """The ports, and some hundred ways of sailing them: of all vessels 6 % in pairs that meet, 2 % adrift alone, 15 % fishing,
    35 % in port, the rest on voyages.
    """
    sea = waters(rng)
    numbers = 201_000_000 + rng.choice(570_000_000 // 7, count, replace=False) * 7
    return sea, _hulls(rng, numbers.astype(np.int64).tolist(), whole_s, sea)


def _hulls(rng: np.random.Generator, numbers: list[int], whole_s: float, sea: Waters) -> Iterator[Laid]:
    count, left = len(numbers), iter(numbers)
    pairs, alone, fishers, berthed = (
        max(11, int(count * 0.03)),
        max(10, int(count * 0.02)),
        int(count * 0.15),
        int(count * 0.35),
    )
    for i in range(pairs):
        yield _pair(rng, VARIETIES[i % len(VARIETIES)], next(left), next(left), whole_s, sea)
    for _ in range(alone):
        yield _adrift(rng, next(left), whole_s, sea)
    grounds = [meeting_place(rng, sea) for _ in range(max(1, fishers // 120))]
    for i in range(fishers):
        path = fishing(rng, grounds[i % len(grounds)], whole_s)
        yield (_sailed(rng, next(left), path, _face(rng, 30), 140),), ()
    for _ in range(berthed):
        kind = int(rng.choice([70, 71, 80, 89, 52, 50, 60]))
        yield (_sailed(rng, next(left), moored(rng, whole_s, sea), _face(rng, kind), 170),), ()
    rest = list(left)
    shared = max(2, len(rest) // 150)
    for i, mmsi in enumerate(rest[shared:]):
        first, planted = _voyager(rng, mmsi, whole_s, sea, dark=i % 20 == 7, renamed=i % 150 == 11)
        yield (first,), planted
        if i < shared:  # another hull under her number
            other, _ = _voyager(rng, mmsi, whole_s, sea)
            yield (other,), (Planted("shared_mmsi", "", mmsi, 0, whole_s),)


def _sailed(rng: np.random.Generator, mmsi: int, path: Floats, face: Face, median_s: float) -> Sailed:
    every = float(np.clip(median_s * np.exp(rng.normal(0, 0.45)), 15, 420))
    return Sailed(mmsi, path, (face,), every)


def _face(rng: np.random.Generator, ship_type: int) -> Face:
    length = {30: 32.0, 52: 30.0, 50: 20.0}.get(ship_type) or float(np.round(rng.uniform(150, 330)))
    numbered = bool(ship_type != 30 and rng.random() < 0.9)
    if numbered:
        rng.integers(900_000, 999_999)  # once her IMO number: drawn on, so that a seed's positions stay what they were
    call = "".join(rng.choice(list("ABCDEFGHJKLMNPQRSTUVWXYZ"), 4)) + str(rng.integers(2, 10))
    name = f"{_WORDS[rng.integers(len(_WORDS))]} {_WORDS[rng.integers(len(_WORDS))]} {rng.integers(1, 100)}"
    return Face(
        0,
        numbered,
        name,
        call,
        ship_type,
        length,
        round(length / 6, 1),
        round(float(length / 22 + rng.uniform(0, 3)), 1),
    )


_WORDS = tuple("OCEAN STAR GLORY PACIFIC NORTH AMBER LINDEN HARVEST QUIET DELTA HERON MERIDIAN SOLAR".split())


def imo_number(hull: int) -> int:
    """The IMO number of one hull, by its place among those laid: no two have one in common."""
    six = 100_000 + hull
    return six * 10 + sum(int(d) * w for d, w in zip(str(six), range(7, 1, -1), strict=True)) % 10


_HOURS = {"brief": (0.6, 1.15), "fast": (3, 6), "under_way": (2.6, 8)}
_KM = {"far": (0.7, 1.6), "near": (0.17, 0.33), "fast": (0.2, 0.33), "brief": (0.05, 0.33), "port": (0.05, 0.33)}
_KNOTS = {"fast": (6.5, 9), "under_way": (1.3, 3.2)}


def _pair(rng: np.random.Generator, variety: str, first: int, second: int, whole_s: float, sea: Waters) -> Laid:
    place = meeting_place(rng, sea)
    if variety == "port":
        n = rng.integers(100)
        port = float(sea.lat_deg[n]), float(sea.lon_deg[n])
        place = berth(rng, port, 3.0)
    seconds = float(rng.uniform(*_HOURS.get(variety, (2.6, 12)))) * HOUR_S
    km = float(rng.uniform(*_KM.get(variety, (0.04, 0.09))))
    drift = float(rng.uniform(*_KNOTS.get(variety, (0.1, 1.3))))
    start = float(rng.uniform(0.2 * 86400, whole_s - seconds - 0.3 * 86400))
    end = start + seconds
    ways = _ways(rng, place, 5)
    bearing = max(ways, key=lambda w: w[1])[0]
    one = along(place, start, end, (drift, bearing), (ways[0], ways[1]), whole_s)
    other = along(
        moved(place, km, float(rng.uniform(0, TURN))), start, end, (drift, bearing), (ways[2], ways[3]), whole_s
    )
    kind = 70 if variety in DECOYS or variety == "near" else 80
    a, b = (_sailed(rng, m, p, _face(rng, kind), 95) for m, p in ((first, one), (second, other)))
    planted = [
        Planted("encounter", variety, min(first, second), start, end, max(first, second), place[0], (place[1] + 180) % 360 - 180,
                km * 1000, drift)
    ]  # fmt: skip
    if variety == "hole":
        silence = float(rng.uniform(40, 95)) * 60
        begins = float(rng.uniform(start + 1200, max(start + 1300, end - 1200 - silence)))
        a = replace(a, silent=((begins, begins + silence),))
    if kind == 80:
        tonnes, told = round(float(rng.uniform(1, 4)), 1), end + float(rng.uniform(0.5, 3)) * HOUR_S
        a, b = _redrawn(a, told, -tonnes), _redrawn(b, told, tonnes)
        planted += [Planted("draught_change", "encounter", v.mmsi, told, told) for v in (a, b)]
    return (a, b), tuple(planted)


def _ways(rng: np.random.Generator, place: Point, wanted: int) -> list[Way]:
    return [(bearing, km, float(rng.uniform(9, 13))) for bearing, km in bearings(rng, place, wanted)]


def _redrawn(one: Sailed, from_s: float, step_m: float) -> Sailed:
    last = one.faces[-1]
    return replace(one, faces=(*one.faces, replace(last, from_s=from_s, draught_m=round(last.draught_m + step_m, 1))))


def _adrift(rng: np.random.Generator, mmsi: int, whole_s: float, sea: Waters) -> Laid:
    place = meeting_place(rng, sea)
    seconds = min(float(rng.uniform(5, 24)) * HOUR_S, 0.5 * whole_s)
    start, drift = float(rng.uniform(0.2 * 86400, whole_s - seconds - 0.2 * 86400)), float(rng.uniform(0.1, 1.5))
    ways = _ways(rng, place, 3)
    path = along(place, start, start + seconds, (drift, ways[2][0]), (ways[0], ways[1]), whole_s)
    planted = Planted(
        "loitering", "", mmsi, start, start + seconds, None, place[0], (place[1] + 180) % 360 - 180, None, drift
    )
    return (_sailed(rng, mmsi, path, _face(rng, 80), 95),), (planted,)


def _voyager(
    rng: np.random.Generator, mmsi: int, whole_s: float, sea: Waters, *, dark: bool = False, renamed: bool = False
) -> tuple[Sailed, tuple[Planted, ...]]:
    path, stays = voyage(rng, whole_s, sea)
    one = _sailed(rng, mmsi, path, _face(rng, int(rng.choice([70, 71, 79, 80, 82, 89]))), 95)
    planted: list[Planted] = []
    for i, (_, leaves, _) in enumerate(stays):
        if leaves < whole_s:
            one = _redrawn(one, leaves, (-1) ** i * round(float(rng.uniform(1, 4)), 1))
            planted.append(Planted("draught_change", "call", mmsi, leaves, leaves))
    if dark:
        lasts = float(rng.uniform(12.5, max(12.6, min(48, whole_s / HOUR_S * 0.5)))) * HOUR_S
        begins = float(rng.uniform(0.1 * whole_s, 0.9 * whole_s - lasts))
        one = replace(one, silent=((begins, begins + lasts),))
        planted.append(Planted("gap", _where(path, begins, sea), mmsi, begins, begins + lasts))
    if renamed:
        half, last = whole_s / 2, one.faces[-1]
        new = _face(rng, last.ship_type)
        faces = [f if f.from_s < half else replace(f, name=new.name, call_sign=new.call_sign) for f in one.faces]
        at_half = [f for f in one.faces if f.from_s < half][-1]
        faces.append(replace(at_half, from_s=half, name=new.name, call_sign=new.call_sign))
        one = replace(one, faces=tuple(sorted(faces, key=lambda f: f.from_s)))
        planted.append(Planted("identity_change", "name", mmsi, half, half))
    return one, (*planted, *_calls(mmsi, stays, one.silent, whole_s))


def _calls(mmsi: int, stays: list[Stay], silent: tuple[tuple[float, float], ...], whole_s: float) -> Iterator[Planted]:
    """Stays that can be seen: three hours of them within the whole, none of it silent."""
    for arrives, leaves, port in stays:
        heard = min(leaves, whole_s) - max(arrives, 0)
        if heard >= 3 * HOUR_S and not any(s < leaves and e > arrives for s, e in silent):
            yield Planted(
                "port_call", "whole" if leaves < whole_s else "cut", mmsi, arrives, min(leaves, whole_s), port_id=port
            )


def _where(path: Floats, t: float, sea: Waters) -> str:
    lat, lon = (float(np.interp(t, path[:, 0], path[:, c])) for c in (1, 2))
    return "open_sea" if distance_km(lat, lon, sea.lat_deg, sea.lon_deg).min() > 92.6 else "near_port"


def drift_of(path: Floats) -> tuple[Floats, Floats]:
    """Speed in knots and course in degrees on each straight of a path."""
    dt = np.maximum(1, np.diff(path[:, 0]))
    north, east = np.diff(path[:, 1]), np.diff(path[:, 2]) * np.cos(np.radians(path[:-1, 1]))
    return np.hypot(north, east) * DEGREE_KM / dt / KNOT_KM_S, np.degrees(np.arctan2(east, north)) % 360


__all__ = ["DECOYS", "VARIETIES", "Face", "Planted", "Sailed", "drift_of", "fleet"]
