"""What was found against what was laid: recall by kind and variety, precision against the noise-free paths."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from offing.tracks.laying.fleet import DECOYS

Floats = NDArray[np.float64]
RADIUS_M = 6_371_008.8
TOGETHER_M = 530.0
"""500 m, and what noise on both positions adds."""


@dataclass(frozen=True, slots=True)
class Found:
    kind: str
    start_s: int
    end_s: int
    a: int
    b: int | None
    tier: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """Of one kind and variety: how many were laid and how many of them found."""

    kind: str
    variety: str
    laid: int
    found: int
    tiers: Mapping[str, int]


class Paths:
    """Where every hull truly was."""

    def __init__(self, folder: Path) -> None:
        query = f"SELECT hull, mmsi, t, lat, lon FROM '{folder}/paths.parquet' ORDER BY hull, t"  # noqa: S608
        rows = duckdb.execute(query).fetchnumpy()
        edges = np.concatenate([[0], np.flatnonzero(np.diff(rows["hull"])) + 1, [len(rows["hull"])]])
        self.of: dict[int, list[tuple[Floats, Floats, Floats]]] = defaultdict(list)
        for first, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            part = slice(first, end)
            self.of[int(rows["mmsi"][first])].append((rows["t"][part], rows["lat"][part], rows["lon"][part]))

    def places(self, mmsi: int, t: Floats) -> list[tuple[Floats, Floats]]:
        return [(np.interp(t, p[0], p[1]), np.interp(t, p[0], p[2])) for p in self.of[mmsi]]


def metres(lat0: Floats, lon0: Floats, lat1: Any, lon1: Any) -> Floats:
    p, q, r, s = (np.radians(v) for v in (lat0, lon0, lat1, lon1))
    h = np.sin((r - p) / 2) ** 2 + np.cos(p) * np.cos(r) * np.sin((s - q) / 2) ** 2
    return np.asarray(2 * RADIUS_M * np.arcsin(np.sqrt(np.minimum(1, h))))


def read_found(path: Path) -> list[Found]:
    return [Found(r[0], r[1], r[2], r[3], r[5], r[7]) for r in json.loads(path.read_text(encoding="utf-8"))]


def recall(folder: Path, found: Sequence[Found]) -> list[Score]:
    """For everything planted: was an event of its kind and vessels found that overlaps it in time?"""
    names = ("kind", "variety", "a", "b", "start_s", "end_s")
    truth = duckdb.execute(f"SELECT {', '.join(names)} FROM '{folder}/truth.parquet'").fetchall()  # noqa: S608
    by_key: dict[tuple[str, int, int | None], list[Found]] = defaultdict(list)
    for one in found:
        pair = (one.a, None) if one.b is None or one.kind == "shared_mmsi" else (min(one.a, one.b), max(one.a, one.b))
        by_key[(one.kind, *pair)].append(one)
    laid: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    tiers: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    slack = {"draught_change": 86_400, "identity_change": 86_400 * 40}
    for kind, variety, a, b, start, end in truth:
        laid[kind, variety] += 1
        more = slack.get(kind, 0)
        met = [f for f in by_key[(kind, a, b)] if f.start_s < end + more and f.end_s > start - more]
        hits[kind, variety] += bool(met)
        if met:
            tiers[kind, variety][met[0].tier or ""] += 1
    return [Score(k, v, n, hits[k, v], dict(tiers[k, v])) for (k, v), n in sorted(laid.items())]


def to_be_found(scores: Iterable[Score], kind: str) -> tuple[int, int]:
    """Laid and found, decoys left out."""
    those = [s for s in scores if s.kind == kind and s.variety not in DECOYS]
    return sum(s.laid for s in those), sum(s.found for s in those)


def precision(folder: Path, found: Sequence[Found]) -> dict[str, tuple[int, int]]:
    """Kind -> how many events, and how many of them the noise-free paths (or the planted silences) bear out."""
    paths = Paths(folder)
    ports = duckdb.execute(f"SELECT lat, lon FROM '{folder}/ports.parquet'").fetchnumpy()  # noqa: S608
    silences: dict[int, list[tuple[float, float]]] = defaultdict(list)
    shared: set[int] = set()
    truth = f"SELECT kind, a, start_s, end_s FROM '{folder}/truth.parquet'"  # noqa: S608
    for kind, a, start, end in duckdb.execute(truth).fetchall():
        if kind == "gap":
            silences[a].append((start, end))
        if kind == "shared_mmsi":
            shared.add(a)
    borne: dict[str, list[bool]] = defaultdict(list)
    for one in found:
        if one.kind == "encounter":
            borne["encounter"].append(_together(paths, one))
        elif one.kind == "loitering":
            borne["loitering"].append(_slow(paths, one))
        elif one.kind == "gap":
            borne["gap"].append(any(s - 7200 < one.start_s and one.end_s < e + 7200 for s, e in silences[one.a]))
        elif one.kind == "port_call":
            borne["port_call"].append(_in_port(paths, one, ports))
        elif one.kind == "shared_mmsi":
            borne["shared_mmsi"].append(one.a in shared)
    return {kind: (len(those), sum(those)) for kind, those in borne.items()}


def _together(paths: Paths, one: Found) -> bool:
    t = np.arange(one.start_s, one.end_s + 1, 60.0)
    return any(
        float((metres(*a, *b) <= TOGETHER_M).mean()) > 0.98
        for a in paths.places(one.a, t)
        for b in paths.places(one.b or 0, t)
    )


def _slow(paths: Paths, one: Found) -> bool:
    """Two knots in the median, and what noise adds."""
    t = np.arange(one.start_s, one.end_s + 1, 600.0)
    for lat, lon in paths.places(one.a, t):
        knots = metres(lat[:-1], lon[:-1], lat[1:], lon[1:]) / 600 / 0.514444
        if float(np.median(knots)) <= 2.1:
            return True
    return False


def _in_port(paths: Paths, one: Found, ports: Mapping[str, Floats]) -> bool:
    """Within 5 km of a port, and what noise adds, at some moment of the call."""
    t = np.arange(one.start_s, one.end_s + 1, 1800.0)
    for lat, lon in paths.places(one.a, t):
        if any(metres(a, o, ports["lat"], ports["lon"]).min() <= 5050 for a, o in zip(lat, lon, strict=True)):
            return True
    return False
