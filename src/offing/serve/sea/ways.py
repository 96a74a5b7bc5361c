"""A ship's way as the map and the lanes draw it: where she was heard, where not and what that allows, what happened, what she
sent of herself. Times are seconds since 1970 UTC, places longitude and latitude in WGS 84 degrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np

from offing.report.chart import KINDS
from offing.report.globe import apart_m
from offing.report.mapped import BEFORE_S, silence
from offing.report.observed import TIER_WORDS
from offing.report.wording import cut
from offing.review.at_sea import whereabouts
from offing.review.examined import Examined
from offing.review.finding import Where
from offing.review.result import TrackLine
from offing.review.tracked import TWO_SHIPS, other_of
from offing.tracks.event import Event, Seen, in_order
from offing.tracks.params import Params
from offing.tracks.reach import KNOT_MS

FIXES_MOST = 3000
MET_MOST, MET_FIXES_MOST = 8, 250
GAPS_MOST, RINGS_MOST = 300, 60
EVENTS_MOST = 300
SAID_MOST = 400
PORTS_TOLD = 3
_SHORT_S = 600
_RING_EVERY = 2
"""A reachable area is told in so many times fewer points than it is reckoned in."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An MMSI that is hers: by what, and why what was heard may be another ship's."""

    mmsi: int
    by: str
    doubts: tuple[str, ...]


def way_of(
    examined: Examined, linked: Sequence[Linked], listed: Mapping[tuple[str, int, int], Sequence[str]]
) -> dict[str, Any]:
    """`{tracks, gaps, events, said}`; empty lists where the book has no tracks. `listed`: what lists say of the other ship, by
    kind, start and MMSI of an event.
    """
    tracks, followed = examined.tracks, examined.followed
    told: dict[str, Any] = {"tracks": [], "gaps": [], "events": [], "said": [], "left_out": []}
    if tracks is None or followed is None:
        return told
    lines = {line.mmsi: line for line in examined.review.lines}
    found: dict[tuple[object, ...], tuple[Event, Linked]] = {}
    for one in linked:
        if one.mmsi in lines:
            told["tracks"].append(_hers(lines[one.mmsi], one, examined))
        for event in followed.events(one.mmsi, *KINDS, "gap"):
            found.setdefault((*in_order(event), event.kind), (event, one))
        words = tracks.followed.words.get(one.mmsi)
        if words is not None:
            draughts = zip(words.draught_t, words.draught_m, strict=True)
            texts = zip(words.destination_t, words.destination, strict=True)
            told["said"].append({
                "mmsi": one.mmsi,
                "draught": [[t, m] for t, m in islice(draughts, SAID_MOST)],
                "destination": [[t, cut(d, 60)] for t, d in islice(texts, SAID_MOST)],
            })  # fmt: skip
            _note(told, len(words.destination), SAID_MOST, "texts of destination")
            _note(told, len(words.draught_m), SAID_MOST, "draughts")
    ordered = sorted(found.values(), key=lambda pair: in_order(pair[0]))
    silent = [pair for pair in ordered if pair[0].kind == "gap"]
    other = [pair for pair in ordered if pair[0].kind != "gap"]
    longest = {id(e) for e, _ in sorted(silent, key=lambda p: p[0].start_s - p[0].end_s)[:RINGS_MOST]}
    told["gaps"] = [_gap(e, one, ring=id(e) in longest) for e, one in silent[:GAPS_MOST]]
    told["events"] = [_event(e, one, listed.get((e.kind, e.start_s, one.mmsi), ())) for e, one in other[:EVENTS_MOST]]
    told["tracks"] += _met(lines, other, {one.mmsi for one in linked})
    _note(told, len(silent), GAPS_MOST, "silences")
    _note(told, len(other), EVENTS_MOST, "events")
    if len(silent) > RINGS_MOST:
        told["left_out"].append(f"of {len(silent):,} silences the area in reach is drawn for the {RINGS_MOST} longest")
    return told


def _note(told: dict[str, Any], many: int, most: int, what: str) -> None:
    if many > most:
        told["left_out"].append(f"{what}: the first {most:,} of {many:,}")


def _hers(line: TrackLine, one: Linked, examined: Examined) -> dict[str, Any]:
    tracks = examined.tracks
    assert tracks is not None
    whole = tracks.followed.whole.get(line.mmsi)
    return {
        **drawn(_exact(line, one, examined), FIXES_MOST),
        "mmsi": line.mmsi, "label": line.label, "hers": True, "by": one.by, "doubts": list(one.doubts),
        "reports": whole.reports if whole else len(line.t_s),
    }  # fmt: skip


def _exact(line: TrackLine, one: Linked, examined: Examined) -> TrackLine:
    """The line with the very first and last report and those about each silence, which a fix in half an hour may miss; not of an
    MMSI of two ships, where they may be the other's.
    """
    tracks, followed = examined.tracks, examined.followed
    assert tracks is not None and followed is not None
    if TWO_SHIPS in one.doubts:
        return line
    fixes = dict(zip(line.t_s, zip(line.lat_deg, line.lon_deg, strict=True), strict=True))
    for where in (w for e in followed.events(one.mmsi, "gap") for w in whereabouts(e)):
        fixes.setdefault(where.start_s, (where.lat_deg, where.lon_deg))
        if where.end_lat_deg is not None and where.end_lon_deg is not None:
            fixes.setdefault(where.end_s, (where.end_lat_deg, where.end_lon_deg))
    ends = tracks.ends.get(one.mmsi)
    if ends is not None and line.t_s:
        for at, near in (
            ((ends.first_s, ends.first_lat_deg, ends.first_lon_deg), (line.t_s[0], line.lat_deg[0], line.lon_deg[0])),
            ((ends.last_s, ends.last_lat_deg, ends.last_lon_deg), (line.t_s[-1], line.lat_deg[-1], line.lon_deg[-1])),
        ):
            if _sailed(at, near):
                fixes.setdefault(at[0], at[1:])
    times = tuple(sorted(fixes))
    return replace(
        line, t_s=times, lat_deg=tuple(fixes[t][0] for t in times), lon_deg=tuple(fixes[t][1] for t in times)
    )


def _sailed(at: tuple[int, float, float], near: tuple[int, float, float]) -> bool:
    """Whether a ship can have come from the one to the other: a report that is none of hers, or a bad fix, is not taken."""
    away = float(apart_m(np.array([at[2], at[1]]), np.array([near[2], near[1]])))
    return away / KNOT_MS <= Params().spike_kn * (abs(at[0] - near[0]) + 60)


def drawn(line: TrackLine, most: int) -> dict[str, Any]:
    """`{t, lon, lat, kn, starts, one_in, silent_s}`: at most about `most` fixes, the first and last of each stretch among them.

    `starts` numbers the fixes after a silence of `silent_s` or more, `kn` is the speed made good since the fix before, None at a
    start and where that is less than ten minutes ago; of `one_in` fixes one is kept.
    """
    t = np.asarray(line.t_s, np.int64)
    begins = np.ones(len(t), bool)
    begins[1:] = np.diff(t) >= line.silent_s
    way = {
        "t": t.tolist(),
        "lon": list(line.lon_deg),
        "lat": list(line.lat_deg),
        "starts": np.flatnonzero(begins).tolist(),
    }
    return {"silent_s": line.silent_s, **thinned({**way, "one_in": 1}, most)}


def thinned(way: Mapping[str, Any], most: int) -> dict[str, Any]:
    """The same with at most about `most` fixes; silences stay as they are."""
    t, lon, lat = (np.asarray(way[name], np.float64) for name in ("t", "lon", "lat"))
    begins = np.zeros(len(t), bool)
    begins[way["starts"]] = True
    ends = np.append(begins[1:], True)[: len(t)]
    one_in = max(1, -(-len(t) // most))
    keep = begins | ends | (np.arange(len(t)) % one_in == 0)
    t, lon, lat, begins = t[keep], lon[keep], lat[keep], begins[keep]
    places = np.column_stack([lon, lat])
    short = np.append(False, np.diff(t) < _SHORT_S)[: len(t)]
    hours = np.maximum(np.diff(t), 1) / 3600
    made = np.append(0.0, apart_m(places[:-1], places[1:]) / KNOT_MS / 3600 / hours)[: len(t)]
    return {
        **way, "t": t.astype(np.int64).tolist(), "lon": np.round(lon, 4).tolist(), "lat": np.round(lat, 4).tolist(),
        "kn": [None if b else round(k, 1) for b, k in zip((begins | short).tolist(), made.tolist(), strict=True)],
        "starts": np.flatnonzero(begins).tolist(), "one_in": way["one_in"] * one_in,
    }  # fmt: skip


def _met(
    lines: Mapping[int, TrackLine], events: Iterable[tuple[Event, Linked]], hers: set[int]
) -> list[dict[str, Any]]:
    """The tracks of the ships she met, about the time of it."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for event, one in events:
        if event.b is not None and event.kind == "encounter":
            spans.setdefault(other_of(event, one.mmsi).mmsi, []).append(
                (event.start_s - BEFORE_S, event.end_s + BEFORE_S)
            )
    found = []
    for mmsi, those in list(spans.items())[:MET_MOST]:
        line = lines.get(mmsi)
        if line is None or mmsi in hers:
            continue
        near = [i for i, t in enumerate(line.t_s) if any(a <= t <= b for a, b in those)]
        t, lat, lon = line.t_s, line.lat_deg, line.lon_deg
        part = replace(
            line, t_s=tuple(t[i] for i in near), lat_deg=tuple(lat[i] for i in near), lon_deg=tuple(lon[i] for i in near)
        )  # fmt: skip
        way = drawn(part, MET_FIXES_MOST)
        found.append(
            {**way, "mmsi": mmsi, "label": line.label, "hers": False, "by": "", "doubts": [], "reports": len(near)}
        )
    return found


def _gap(event: Event, one: Linked, *, ring: bool) -> dict[str, Any]:
    m = event.measures
    where = whereabouts(event)
    silent = silence(where[0], "") if where else None
    edge = silent.ring() if silent is not None and ring else None
    ports = m.get("ports_in_reach_first")
    first = silent.first if silent is not None else None
    return {
        "mmsi": one.mmsi, "t0": event.start_s, "t1": event.end_s, "open": bool(m.get("end_open")), "hours": m.get("hours"),
        "last": _at(event.lon_deg, event.lat_deg), "first": _at(*first[1:]) if first else None,
        "coverage": m.get("coverage"), "why": event.why, "kn": m.get("reach_kn"), "doubts": list(one.doubts),
        "way_m": silent.way_m if silent is not None else None, "asked": ring,
        "ring": None if edge is None else _ring(edge.tolist()),
        "ports_n": m.get("ports_in_reach"), "ports": list(ports[:PORTS_TOLD]) if isinstance(ports, tuple) else [],
    }  # fmt: skip


def _ring(edge: list[list[float]]) -> list[list[float]]:
    """Every second point, and the last: the ring stays closed, and what leads it over a pole stays whole."""
    kept = edge if any(abs(lat) > 85 for _, lat in edge) else [*edge[:-1:_RING_EVERY], edge[-1]]
    return [[round(lon, 3), round(lat, 3)] for lon, lat in kept]


def _event(event: Event, one: Linked, listed: Sequence[str]) -> dict[str, Any]:
    other = other_of(event, one.mmsi) if event.b is not None else None
    m = event.measures
    to = _at(m.get("to_lon_deg"), m.get("to_lat_deg"))
    apart = _at(m.get("other_lon_deg"), m.get("other_lat_deg"))
    return {
        "kind": event.kind, "words": KINDS[event.kind], "tier": TIER_WORDS.get(event.tier or "", ""), "mmsi": one.mmsi,
        "t0": event.start_s, "t1": event.end_s, "at": _at(event.lon_deg, event.lat_deg), "to": to or apart,
        "label": _label(event, other), "other": _ship(other), "listed": list(listed), "why": cut(event.why, 600),
        "doubts": list(one.doubts),
    }  # fmt: skip


def _label(event: Event, other: Seen | None) -> str:
    m = event.measures
    if other is not None:
        return cut(other.name or f"MMSI {other.mmsi:09d}", 60)
    if event.kind == "port_call":
        return ", ".join(str(x) for x in (m.get("port"), m.get("country")) if x)
    if event.kind == "draught_change":
        return f"{m.get('draught_before_m')} m to {m.get('draught_after_m')} m"
    return KINDS[event.kind]


def _ship(seen: Seen | None) -> dict[str, Any] | None:
    return {"name": seen.name, "imo": seen.imo, "mmsi": seen.mmsi} if seen is not None else None


def _at(lon: object, lat: object) -> list[float] | None:
    """A place, None where either is not told."""
    if not isinstance(lon, int | float) or not isinstance(lat, int | float):
        return None
    return [round(float(lon), 5), round(float(lat), 5)]


def where_of(told: Mapping[str, Any]) -> Where | None:
    """The place of a kept gap or event, as findings have it; None without one."""
    gap = "coverage" in told
    at = told["last"] if gap else told["at"]
    if at is None:
        return None
    end = told["first"] if gap else None
    half = told["way_m"] / 2 if gap and told["way_m"] else None
    lon, lat = end or (None, None)
    return Where("gap" if gap else told["kind"], at[1], at[0], told["t0"], told["t1"], (told["mmsi"],), lat, lon, half)
