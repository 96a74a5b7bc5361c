"""A day at sea with one of each kind of event, in km about a place where nothing is: to be laid anywhere on Earth."""

from __future__ import annotations

from tests.tracks.course import Scene, make_track_km, sent

GAP, LOITER, CALL, JUMP, SHARED, LOST, LADEN, RENAMED = range(200_000_001, 200_000_009)
GOERS = range(200_000_011, 200_000_016)
PORT = (1, 0.0, 150.0, "port")

HOUR = 60.0
DAY = 24 * HOUR
KMH = 22.0
"""Twelve knots."""


def to_and_fro(mmsi: int, north: float) -> Scene:
    """A ship that keeps going west and east, for others to be heard beside."""
    ends = [(-30.0, 30.0)[i % 2] for i in range(13)]
    return make_track_km(mmsi, [(i * 2 * HOUR, north, east) for i, east in enumerate(ends)])


def a_day() -> Scene:
    """Nine stories beside each other, none nearer than a kilometre to another."""
    scene = Scene(ports=(PORT,))
    for i, mmsi in enumerate(GOERS):
        scene += to_and_fro(mmsi, -16.0 + 8 * i)
    scene += make_track_km(GAP, [(0, 3.0, -60.0), (DAY, 3.0, 60.0)], silent=[(9 * HOUR, 17 * HOUR)])
    scene += make_track_km(LOST, [(0, -5.0, -10.0), (14 * HOUR, -5.0, 10.0)])
    scene += make_track_km(
        LOITER,
        [
            (0, 120.0, -100.0),
            (4 * HOUR, 120.0, -20.0),
            (14 * HOUR, 120.0, -10.0),
            (18 * HOUR, 120.0, 70.0),
            (DAY, 120.0, 190.0),
        ],
    )
    scene += make_track_km(
        CALL,
        [
            (0, 60.0, 90.0),
            (4 * HOUR, 0.5, 150.0),
            (13 * HOUR, 0.5, 150.0),
            (20 * HOUR, -100.0, 230.0),
            (DAY, -180.0, 230.0),
        ],
    )
    scene += make_track_km(JUMP, [(0, -100.0, -100.0), (10 * HOUR, -100.0, 90.0)])
    scene += make_track_km(JUMP, [(10.2 * HOUR, 60.0, -150.0), (11 * HOUR, 60.0, -140.0)])
    scene += make_track_km(JUMP, [(11.2 * HOUR, -100.0, 112.0), (DAY, -100.0, 300.0)])
    scene += make_track_km(SHARED, [(0, -200.0, 0.0), (DAY, -200.0, 240.0)], every_min=14)
    scene += make_track_km(SHARED, [(7, 220.0, -90.0), (DAY - 7, 220.0, 150.0)], every_min=14)
    scene += make_track_km(
        LADEN, [(0, -150.0, -150.0), (6 * HOUR, -150.0, -60.0), (15 * HOUR, -150.0, -48.0), (DAY, -150.0, 80.0)]
    )
    scene += sent(LADEN, range(0, 8 * 60, 30), draught_m=8.1, destination="OFF COAST STS", name="LADEN", ship_type=80)
    scene += sent(LADEN, range(16 * 60, 23 * 60, 30), draught_m=12.4, destination="PORT", name="LADEN", ship_type=80)
    scene += make_track_km(RENAMED, [(0, 180.0, -200.0), (DAY, 180.0, 150.0)])
    scene += sent(RENAMED, range(0, 9 * 60, 30), name="EVENING STAR", call_sign="ABCD1", imo=9074729)
    scene += sent(RENAMED, range(10 * 60, 20 * 60, 30), name="NORTHERN LIGHT", call_sign="XYZW9", imo=9074729)
    return scene
