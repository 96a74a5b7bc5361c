"""Small tracks as CSV for the review's tests: a ship sails straight between points and says who she is.

A point is (hours, latitude, longitude).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

HEADER = "mmsi,timestamp,lat,lon,imo,name,call_sign,ship_type,length,width,draught,destination\n"
Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Ship:
    """Who she says she is; `draughts` and `destinations` are (from hour, value)."""

    mmsi: int
    name: str = ""
    imo: str = ""
    call_sign: str = ""
    ship_type: int | str = 80
    length: int | str = 120
    width: int | str = 18
    draughts: Sequence[tuple[float, float]] = ()
    destinations: Sequence[tuple[float, str]] = ()


def sails(
    ship: Ship, start: str, points: Sequence[Point], *, every_min: float = 6, silent: Sequence[tuple[float, float]] = ()
) -> list[str]:
    """Lines of CSV: a report every few minutes along the points, but for the hours in `silent`; who she is, every hour."""
    first = datetime.fromisoformat(start).replace(tzinfo=UTC)
    hours = np.arange(points[0][0], points[-1][0] + 1e-9, every_min / 60)
    at, lat, lon = (np.array(c, float) for c in zip(*points, strict=True))
    lines = []
    said = None
    for h, la, lo in zip(hours.tolist(), np.interp(hours, at, lat), np.interp(hours, at, lon), strict=True):
        if any(a < h < b for a, b in silent):
            continue
        when = (first + timedelta(hours=h)).strftime("%Y-%m-%dT%H:%M:%SZ")
        draught, bound = (_latest(told, h) for told in (ship.draughts, ship.destinations))
        statics = ",,,,,,,"
        if int(h) != said:
            said = int(h)
            statics = (
                f"{ship.imo},{ship.name},{ship.call_sign},{ship.ship_type},{ship.length},{ship.width},{draught},{bound}"
            )
        lines.append(f"{ship.mmsi},{when},{la:.5f},{lo:.5f},{statics}\n")
    return lines


def _latest(told: Sequence[tuple[float, object]], hour: float) -> object:
    return next((value for since, value in reversed(told) if since <= hour), "")


def beside(points: Sequence[Point], metres: float = 55) -> list[Point]:
    """The same way, so far to the north."""
    return [(h, lat + metres / 111_195, lon) for h, lat, lon in points]


def company(
    start: str, hours: float, lat: float, lon: float, *, first_mmsi: int = 563900001, ships: int = 4
) -> list[str]:
    """Other ships that go to and fro near a place, a few miles apart, so that it is known to be heard."""
    lines = []
    for i in range(ships):
        at = lat + 0.08 * (i + 1), lon + 0.06 * (i - 1)
        ends = [(h, at[0], at[1] + (0.1 if h % 2 else 0.0)) for h in range(int(hours) + 1)]
        lines += sails(Ship(first_mmsi + i, f"PASSER {i + 1}", ship_type=70), start, ends, every_min=20)
    return lines


def write_tracks(book: Path, *lines: Sequence[str], name: str = "ais.csv") -> Path:
    """`tracks/NAME` in the book, with its header."""
    folder = book / "tracks"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(HEADER + "".join(line for part in lines for line in part), encoding="utf-8")
    return folder / name
