"""Single ships followed through positions already read: their way, their own words, and how often they were heard."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from offing.tracks.engine import Engine, rows
from offing.tracks.event import Event
from offing.tracks.packed import Floats, Ints, unpack
from offing.tracks.params import Params
from offing.tracks.said import Words, words_of
from offing.tracks.stages import query

LINE_BUCKETS = 3
"""A line keeps one report of three buckets of ten minutes: enough for a map, and to see at which port a ship was."""

Span = tuple[int, int, int]
"""MMSI, first and last second."""


@dataclass(frozen=True, slots=True)
class Line:
    """One ship's way, by time: about a report in half an hour, bad fixes and a second ship under her MMSI left out."""

    t: Ints
    lat_deg: Floats
    lon_deg: Floats


@dataclass(frozen=True, slots=True)
class Heard:
    """Reports of one MMSI within a stretch of time, and the first and last second of them; 0 reports: None."""

    reports: int
    first_s: int | None
    last_s: int | None


@dataclass(frozen=True, slots=True)
class Ends:
    """Where and when an MMSI was first and last heard: seconds since 1970, WGS 84 degrees."""

    first_s: int
    first_lat_deg: float
    first_lon_deg: float
    last_s: int
    last_lat_deg: float
    last_lon_deg: float


@dataclass(frozen=True, slots=True)
class Followed:
    """By MMSI: `lines`, `words` (draughts and destinations as sent) and `whole` (all that was heard); `within` by stretch."""

    lines: Mapping[int, Line]
    words: Mapping[int, Words]
    whole: Mapping[int, Heard]
    within: Mapping[Span, Heard]


def follow(engine: Engine, params: Params, ships: Collection[int], events: Sequence[Event]) -> Followed:
    """The ships of these MMSIs, and what was heard of them in their events. Asked after `find_events`, on the same engine."""
    wanted = np.array(sorted(set(ships)), np.int64)
    if not len(wanted):
        return Followed({}, {}, {}, {})
    engine.put("met_ship", {"mmsi": wanted})
    spans = _spans(set(wanted.tolist()), events)
    return Followed(_lines(engine, params), words_of(engine, params), _whole(engine), _within(engine, spans))


def ends_of(engine: Engine) -> dict[int, Ends]:
    """Of every MMSI that sent a position; of several positions in one second the southernmost and westernmost."""
    select = """SELECT p.mmsi, p.t, min(p.lat) AS lat, min(p.lon) AS lon FROM positions AS p
                JOIN (SELECT mmsi, min(t) AS first_s, max(t) AS last_s FROM positions GROUP BY mmsi) AS e
                ON p.mmsi = e.mmsi AND (p.t = e.first_s OR p.t = e.last_s) GROUP BY p.mmsi, p.t"""
    held: dict[int, list[tuple[int, float, float]]] = {}
    for row in rows(engine.columns(select)):
        held.setdefault(int(row["mmsi"]), []).append((int(row["t"]), float(row["lat"]), float(row["lon"])))
    return {mmsi: Ends(*min(held[mmsi]), *max(held[mmsi])) for mmsi in sorted(held)}


def span_of(mmsi: int, event: Event) -> Span:
    """The stretch of an event, as `within` has it."""
    return mmsi, event.start_s, event.end_s


def _spans(ships: Collection[int], events: Sequence[Event]) -> list[Span]:
    found = {span_of(one.mmsi, e): None for e in events for one in (e.a, e.b) if one is not None and one.mmsi in ships}
    return list(found)


def _lines(engine: Engine, params: Params) -> dict[int, Line]:
    held = engine.columns(query("followed_way", params))
    vessel, bucket = np.asarray(held["vessel"], np.int64), np.asarray(held["bucket"], np.int64)
    order = np.lexsort((bucket, vessel))
    vessel, bucket, packed = vessel[order], bucket[order], np.asarray(held["f"], np.int64)[order]
    first = np.ones(len(vessel), bool)
    first[1:] = (vessel[1:] != vessel[:-1]) | (bucket[1:] // LINE_BUCKETS != bucket[:-1] // LINE_BUCKETS)
    vessel, (t, lat, lon) = vessel[first], unpack(bucket[first], packed[first])
    edges = np.flatnonzero(np.diff(vessel)) + 1
    parts = zip(*(np.split(c, edges) for c in (vessel, t, lat, lon)), strict=True)
    return {int(v[0]) // 100: Line(t, la, lo) for v, t, la, lo in parts if len(v)}


def _whole(engine: Engine) -> dict[int, Heard]:
    select = """SELECT p.mmsi, count(*) AS reports, min(p.t) AS first_s, max(p.t) AS last_s
                FROM positions AS p JOIN met_ship AS m ON p.mmsi = m.mmsi GROUP BY p.mmsi"""
    return {int(r["mmsi"]): _heard(r) for r in rows(engine.columns(select))}


def _within(engine: Engine, spans: Sequence[Span]) -> dict[Span, Heard]:
    if not spans:
        return {}
    table = np.array(spans, np.int64)
    engine.put("asked", dict(zip(("mmsi", "t0", "t1"), table.T, strict=True)) | {"id": np.arange(len(spans))})
    select = """SELECT s.id, count(p.t) AS reports, min(p.t) AS first_s, max(p.t) AS last_s
                FROM asked AS s LEFT JOIN positions AS p ON p.mmsi = s.mmsi AND p.t >= s.t0 AND p.t <= s.t1 GROUP BY s.id"""
    return {spans[int(r["id"])]: _heard(r) for r in rows(engine.columns(select))}


def _heard(row: Mapping[str, float | None]) -> Heard:
    first, last = row["first_s"], row["last_s"]
    return Heard(int(row["reports"] or 0), None if first is None else int(first), None if last is None else int(last))
