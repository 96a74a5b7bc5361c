"""Loitering, port calls, draughts and land."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from offing.tracks.event import PARTNER_UNOBSERVED, Event, Seen, iso
from offing.tracks.events.draught_change import without_partner
from tests.tracks.course import START_S, Scene, events_of, hour, make_track, sent

HER = 235_000_001
DAY = 24 * 60.0
PORT = Scene(ports=((1, -30.0, -120.0, "port"), (2, -30.0, -119.9, "anchorage")))
FAR_PORT = Scene(ports=((1, 10.0, -120.0, "port"),))


def loiters(minutes: float, lat: float = -30.0, knots: float = 1.0) -> Scene:
    """Comes at twelve knots, is slow for some minutes, goes."""
    slow = knots * minutes / 60 / 60
    return make_track(
        HER,
        [
            (0, lat - 1, -120.5),
            (300, lat, -120.5),
            (300 + minutes, lat + slow, -120.5),
            (600 + minutes, lat + slow + 1, -120.5),
        ],
    )


LOITERING = (
    (loiters(300) + FAR_PORT, 1, "five hours at one knot"),
    (loiters(200) + FAR_PORT, 0, "three hours are too short"),
    (loiters(300, knots=3.0) + FAR_PORT, 0, "three knots are too fast"),
    (loiters(300) + Scene(ports=((1, -29.96, -120.5, "anchorage"),)), 0, "within 5 km of an anchorage"),
    (
        loiters(300) + Scene(ports=((1, -30.1, -120.5, "anchorage"),)),
        1,
        "outside an anchorage, where no port call is seen",
    ),
    (loiters(300) + Scene(ports=((1, -30.0, -120.5, "lightering"),)), 1, "a lightering area is no port"),
)


TANKER, YACHT = (sent(HER, range(0, 300, 30), ship_type=code) for code in (80, 36))
INSHORE: Sequence[tuple[float, float, float, Scene, int, str]] = (
    (1.24, 103.90, 0.0, TANKER, 1, "at anchor 7 km from the anchorages of Singapore, 4 km off the shore"),
    (1.24, 103.90, 0.0, YACHT, 1, "so is any ship"),
    (33.3667, -117.5833, 0.0, YACHT, 0, "still, a few hundred metres off the beach"),
    (38.60, 124.95, 0.0, TANKER, 1, "a tanker still 1.2 km off the shore, 23 km from Nampo"),
    (38.60, 124.95, 0.0, YACHT, 0, "a yacht still there: on a mooring"),
    (38.60, 124.95, 1.0, YACHT, 1, "she drifts"),
    (33.745, -118.405, 1.0, TANKER, 0, "within 2 km of the shore and 20 km of a port, whatever her speed"),
)


@pytest.mark.parametrize(("lat", "lon", "knots", "said", "count", "why"), INSHORE, ids=[w for *_, w in INSHORE])
def test_loitering_near_ports_and_shores(
    lat: float, lon: float, knots: float, said: Scene, count: int, why: str
) -> None:
    slow = knots * 5 / 60 / 40
    track = make_track(HER, [(m, lat + slow * (m // 15 % 2), lon) for m in range(0, 601, 15)])
    assert len(events_of(track + said, "loitering")) == count, why


@pytest.mark.parametrize(("scene", "count", "why"), LOITERING, ids=[w for *_, w in LOITERING])
def test_loitering(scene: Scene, count: int, why: str) -> None:
    assert len(events_of(scene, "loitering")) == count, why


def test_what_loitering_measures() -> None:
    (event,) = events_of(loiters(300) + FAR_PORT, "loitering")
    assert (hour(event.start_s), hour(event.end_s)) == (5.0, 10.0)
    assert event.measures["median_speed_kn"] == 1.0
    assert event.measures["spread_m"] == pytest.approx(5 * 1852, rel=0.01)
    assert event.measures["observed_fraction"] == 1.0


def calls(still_min: float, silent: list[tuple[float, float]] | None = None, lat: float = -30.01) -> Scene:
    way = [
        (0, lat - 1, -120.01),
        (300, lat, -120.01),
        (300 + still_min, lat, -120.01),
        (600 + still_min, lat - 1, -120.01),
    ]
    return make_track(HER, way, silent=silent or []) + PORT


AT_ANCHOR = make_track(
    HER,
    [(0, -31, -119.9), (300, -30, -119.9), (480, -30, -119.9), (510, -30, -120), (720, -30, -120), (900, -31, -120)],
)
CALLS: Sequence[tuple[Scene, list[tuple[int, float]], str]] = (
    (calls(120), [(1, 2.0)], "two hours alongside"),
    (calls(40), [], "forty minutes are no call"),
    (calls(600, silent=[(400, 700)]), [(1, 10.0)], "five hours of silence alongside do not end it"),
    (calls(120, lat=-30.06), [], "seven kilometres off"),
    (
        AT_ANCHOR + PORT,
        [(2, 3.0), (1, 3.5)],
        "at anchor, then alongside",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("scene", "expected", "why"), CALLS, ids=[w for *_, w in CALLS])
def test_port_calls(scene: Scene, expected: list[tuple[int, float]], why: str) -> None:
    found = events_of(scene, "port_call")
    assert [e.measures["port_id"] for e in found] == [port for port, _ in expected], why
    stopped = [float(str(e.measures["stopped_hours"])) for e in found]
    assert stopped == pytest.approx([hours for _, hours in expected], abs=0.35)


def test_a_call_says_when_she_lay_still() -> None:
    (call,) = events_of(calls(120), "port_call")
    stopped, unstopped = str(call.measures["stopped"]), str(call.measures["unstopped"])
    assert (stopped, unstopped) == ("2026-01-01T05:10:00Z", "2026-01-01T07:00:00Z")
    assert iso(call.start_s) < stopped < unstopped < iso(call.end_s), "and written as the event's own times are"


def test_an_anchorage_is_told_from_a_port() -> None:
    found = events_of(CALLS[-1][0], "port_call")
    assert [e.measures["role"] for e in found] == ["anchorage", "port"]


def draughts(*told: tuple[range, float], destination: str = "SOMEWHERE") -> Scene:
    return sum((sent(HER, when, draught_m=m, destination=destination) for when, m in told), Scene())


EARLY, LATE = range(0, 400, 30), range(700, 900, 30)
AT_SEA = loiters(300) + FAR_PORT
SAILING = make_track(HER, [(0, -30, -120), (900, -27, -120)]) + FAR_PORT
BY_PORT = loiters(300) + Scene(ports=((1, -30.0, -120.45, "port"),))
HOLE = make_track(
    HER, [(0, -31, -120), (300, -30, -120), (1800, -29.5, -120), (2100, -28.5, -120)], silent=[(300, 1800)]
)
NEAR_HOLE = Scene(ports=((1, -30.0, -119.0, "port"),))
AFTER_HOLE = range(1830, 2100, 30)

DRAUGHTS: Sequence[tuple[Scene, list[tuple[float, str | None, str]], str]] = (
    (AT_SEA + draughts((EARLY, 8.0), (LATE, 8.4)), [], "less than half a metre"),
    (AT_SEA + draughts((EARLY, 8.0), (LATE, 8.7)), [(0.7, None, "at sea")], "trim or bunkers: no cargo"),
    (
        AT_SEA + draughts((EARLY, 8.0), (LATE, 12.0)),
        [(4.0, PARTNER_UNOBSERVED, "at sea")],
        "slow at sea for five hours",
    ),
    (
        AT_SEA + draughts((range(1), 8.0), (LATE, 9.5)),
        [(1.5, PARTNER_UNOBSERVED, "at sea")],
        "the old draught heard once",
    ),
    (AT_SEA + draughts((EARLY, 8.0), (range(500, 501), 11.0), (LATE, 8.0)), [], "one odd message between"),
    (AT_SEA + draughts((EARLY, 8.0), (range(800, 801), 11.0)), [], "the new one heard once"),
    (AT_SEA + draughts((EARLY, 8.0), (LATE, 39983.8)), [], "a draught that cannot be sent"),
    (SAILING + draughts((EARLY, 8.0), (LATE, 12.0)), [(4.0, None, "at sea")], "never slow: typed in late"),
    (BY_PORT + draughts((EARLY, 8.0), (LATE, 12.0)), [(4.0, None, "near a port")], "in port"),
    (
        HOLE + FAR_PORT + draughts((EARLY, 8.0), (AFTER_HOLE, 12.0)),
        [(4.0, PARTNER_UNOBSERVED, "at sea")],
        "not seen for a day, but no port was in reach",
    ),
    (
        HOLE + NEAR_HOLE + draughts((EARLY, 8.0), (AFTER_HOLE, 12.0)),
        [(4.0, None, "not seen all the time")],
        "not seen for a day: she may have been in port",
    ),
    (
        HOLE + NEAR_HOLE + draughts((EARLY, 8.0), (AFTER_HOLE, 12.0), destination="OFF COAST STS"),
        [(4.0, PARTNER_UNOBSERVED, "not seen all the time")],
        "not seen for a day, bound for a lightering area",
    ),
)


@pytest.mark.parametrize(("scene", "expected", "why"), DRAUGHTS, ids=[w for *_, w in DRAUGHTS])
def test_draughts(scene: Scene, expected: list[tuple[float, str | None, str]], why: str) -> None:
    found = events_of(scene, "draught_change")
    assert [(e.measures["change_m"], e.tier, e.measures["where"]) for e in found] == expected, why
    assert all("self-reported: supports, never carries" in e.why for e in found)


@pytest.mark.parametrize(
    ("start", "end", "mmsi", "tier", "why"),
    [
        (300, 500, HER, None, "met while the draught changed"),
        (-400, -100, HER, None, "met shortly before: the draught was typed in late"),
        (-3000, -2000, HER, PARTNER_UNOBSERVED, "met two days before"),
        (300, 500, 235_000_009, PARTNER_UNOBSERVED, "other ships met"),
    ],
)
def test_a_partner_that_was_seen(start: int, end: int, mmsi: int, tier: str | None, why: str) -> None:
    found = events_of(AT_SEA + draughts((EARLY, 8.0), (LATE, 12.0)), "draught_change")
    met = Event(
        "encounter", START_S + start * 60, START_S + end * 60, Seen(mmsi, name="ONE"), Seen(235_000_010, name="OTHER")
    )
    told = without_partner([*found, met], settled_s=43_200)
    assert [e.tier for e in told if e.kind == "draught_change"] == [tier], why
    assert ("encounter with OTHER" in told[0].why) == (tier is None)


LAND = (
    (make_track(HER, [(0, 47.0, 2.2), (30, 47.0, 2.2)]), 1, "the middle of France"),
    (make_track(HER, [(0, 47.0, 2.2), (1, 47.0, 2.2)]), 0, "a single report"),
    (make_track(HER, [(0, 47.0, -5.0), (30, 47.0, -5.0)]), 0, "the Bay of Biscay"),
    (make_track(HER, [(0, 43.5, -87.0), (30, 43.6, -87.0)]), 0, "Lake Michigan"),
    (make_track(HER, [(0, 50.36, 7.605), (30, 50.4, 7.59)]), 0, "on the Rhine at Koblenz"),
    (make_track(HER, [(0, 33.75, -118.2), (30, 33.75, -118.2)]), 0, "alongside at Long Beach"),
)


@pytest.mark.parametrize(("scene", "count", "why"), LAND, ids=[w for *_, w in LAND])
def test_on_land(scene: Scene, count: int, why: str) -> None:
    found = events_of(scene, "on_land")
    assert len(found) == count, why
    assert all(float(str(e.measures["inland_m"])) >= 2000 for e in found)
