"""A map of what was observed at sea, as static SVG: nothing is loaded, nothing needs a script, colour is never alone.

Tracks are solid where heard; a silence is a dashed straight line between its ends, which is no course, inside the area she
could have reached; events are numbered rings. Land is the package's own basemap.
"""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from offing.report.chart_frame import (
    HIGH,
    LAT_MOST,
    WIDTH,
    Sheet,
    graticule,
    locator,
    path,
    scale_bar,
    sheet_for,
    shore,
)
from offing.report.drawing import svg, words, wrapped
from offing.report.globe import Points, unrolled
from offing.report.mapped import Fix, SeaMap, Silence, Spot, Track, corners, places_in

TICKS_S = (900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 432000, 864000)
TICKS_MOST = 7
SPOTS_MOST = 30
LINE_PX = 15
PORTS_BELOW_DEG = 30
"""Ports are named on maps narrower than this."""
Boxes = list[tuple[float, float, float, float]]
"""Where the page already has something one must be able to read: left, top, right, bottom."""
KINDS = {
    "encounter": "encounter", "loitering": "loitering", "port_call": "port call", "position_jump": "position jump",
    "shared_mmsi": "two ships under one MMSI", "identity_change": "change of identity", "draught_change": "change of draught",
    "on_land": "position on land",
}  # fmt: skip


def chart(sea: SeaMap, *, alone: bool = False) -> str:
    """The drawing as SVG; "" if nothing of the map has a place, or all of it lies beyond 82°, where this projection ends.

    `alone`: with namespace and style, for use outside the page.
    """
    held = corners(sea)
    if not (np.abs(held[:, 1]) < LAT_MOST).any():
        return ""
    sheet = sheet_for(held)
    inset = locator(sheet)
    taken: Boxes = [(WIDTH - 160.0, 0.0, float(WIDTH), 108.0)] if inset else []
    inside = [shore(sheet), *graticule(sheet), *_reach(sea, sheet)]
    over = [*_spots(sea, sheet, taken), *_tracks(sea, sheet, taken), *_places(sheet, taken)]
    frame = f'x="0" y="0" width="{sheet.width:g}" height="{sheet.high:g}"'
    view = f'viewBox="0 0 {sheet.width:g} {sheet.high:g}"'
    body = [
        f'<svg {frame} {view}><rect class="bgd" {frame}/>{"".join(inside + over + scale_bar(sheet))}</svg>',
        *inset,
        f'<rect class="frm" {frame}/>',
    ]
    legend, high = _legend(sea)
    return svg(
        int(sheet.width), int(sheet.high) + high, f"Map: {sea.title}", ". ".join(_told(sea)), body + legend, alone=alone
    )


def _at(sheet: Sheet, lon: float, lat: float) -> tuple[float, float]:
    """Page coordinates of one place, turned to the sheet's own circle."""
    lon += 360 * round(((sheet.west + sheet.east) / 2 - lon) / 360)
    x, y = sheet.xy(np.array([[lon, lat]]))[0].tolist()
    return round(x, 1), round(y, 1)


def _turned(sheet: Sheet, points: Points) -> Points:
    line = unrolled(points)
    line[:, 0] += 360 * round(((sheet.west + sheet.east) / 2 - float(line[:, 0].mean())) / 360)
    return line


def _reach(sea: SeaMap, sheet: Sheet) -> list[str]:
    body = []
    for silence in sea.silences:
        ring = silence.ring()
        if ring is not None:
            body.append(f'<path class="rch" d="{path(sheet.xy(_turned(sheet, ring)), closed=True)}"/>')
    return body


def _tracks(sea: SeaMap, sheet: Sheet, taken: Boxes) -> list[str]:
    body = []
    for silence in sea.silences:
        if silence.first is not None:
            ends = _turned(sheet, np.array([silence.last[1:], silence.first[1:]]))
            body.append(f'<path class="gap" d="{path(sheet.xy(ends), least_px=0)}"/>')
        for fix in (silence.last, silence.first):
            if fix is not None:
                x, y = _at(sheet, *fix[1:])
                body.append(f'<rect class="end" x="{x - 3:g}" y="{y - 3:g}" width="6" height="6"/>')
                body += _note(x, y, _clock(fix[0]), taken, sheet)
    for track in sea.tracks:
        css = "trk" if track.in_book else "trk met"
        for stretch in track.stretches:
            line = path(sheet.xy(_turned(sheet, np.array([f[1:] for f in stretch]))))
            if line:
                body.append(f'<path class="{css}" d="{line}"/>')
        body += _ticks(track, sheet, taken, [f[0] for s in sea.silences for f in (s.last, s.first) if f is not None])
    return body


def _ticks(track: Track, sheet: Sheet, taken: Boxes, told: list[int]) -> list[str]:
    """Round times along a track, where the sheet shows it; not beside a time already told there."""
    shown = [f for s in track.stretches for f in s if sheet.holds(*_at(sheet, *f[1:]))]
    if len(shown) < 2:
        return []
    step = next((s for s in TICKS_S if (shown[-1][0] - shown[0][0]) / s <= TICKS_MOST), TICKS_S[-1])
    body: list[str] = []
    for when in range(-(-shown[0][0] // step) * step, shown[-1][0] + 1, step):
        fix = _between(track, when)
        if fix is None or any(abs(when - t) < step / 2 for t in told):
            continue
        x, y = _at(sheet, *fix[1:])
        if sheet.holds(x, y):
            body.append(f'<circle class="{"dot" if track.in_book else "dot met"}" cx="{x:g}" cy="{y:g}" r="2.2"/>')
            body += _note(x, y, _clock(when), taken, sheet)
    return body


def _between(track: Track, when: int) -> Fix | None:
    """Where the track was at a time, on the straight way between its neighbours; None in a silence."""
    for stretch in track.stretches:
        if stretch[0][0] <= when <= stretch[-1][0]:
            line = unrolled(np.array([f[1:] for f in stretch]))
            times = [f[0] for f in stretch]
            return when, float(np.interp(when, times, line[:, 0])), float(np.interp(when, times, line[:, 1]))
    return None


def _spots(sea: SeaMap, sheet: Sheet, taken: Boxes) -> list[str]:
    body = []
    for number, spot in enumerate(sea.spots[:SPOTS_MOST], start=1):
        x, y = _at(sheet, spot.lon_deg, spot.lat_deg)
        taken.append((x - 9, y - 9, x + 9, y + 9))
        body.append(
            f'<circle class="spt" cx="{x:g}" cy="{y:g}" r="7"/><circle class="now" cx="{x:g}" cy="{y:g}" r="1"/>'
        )
        body.append(words(x + 9, y - 7, str(number), "b hal"))
    return body


def _places(sheet: Sheet, taken: Boxes) -> list[str]:
    body: list[str] = []
    if sheet.east - sheet.west > PORTS_BELOW_DEG:
        return body
    for place in places_in(sheet.west, sheet.south, sheet.east, sheet.north):
        x, y = _at(sheet, place.lon_deg, place.lat_deg)
        note = _note(x, y, place.label, taken, sheet)
        if note:
            shape = (
                f"M{x - 3:g},{y:g}l3,-3l3,3l-3,3z" if place.role == "port" else f"M{x - 3:g},{y - 3:g}l6,6m0,-6l-6,6"
            )
            body += [f'<path class="prt" d="{shape}"/>', *note]
    return body


def _note(x: float, y: float, text: str, taken: Boxes, sheet: Sheet) -> list[str]:
    """A small label beside a point, where none is yet: right, left, above or below; none if all four are taken."""
    wide = 5.6 * len(text) + 4
    for left, base, end in (
        (x + 6, y + 3.5, ""), (x - 6 - wide, y + 3.5, "end"), (x - wide / 2, y - 7, "middle"), (x - wide / 2, y + 14, "middle"),
    ):  # fmt: skip
        box = (left, base - 10, left + wide, base + 3)
        free = all(box[2] < t[0] or t[2] < box[0] or box[3] < t[1] or t[3] < box[1] for t in taken)
        if free and sheet.holds(box[0], box[1]) and sheet.holds(box[2], box[3]):
            taken.append(box)
            anchor = {"": left, "end": left + wide, "middle": left + wide / 2}[end]
            return [words(round(anchor, 1), round(base, 1), text, "s hal", end)]
    return []


def _clock(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%m-%d %H:%M")


def _day_clock(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M")


def _spot_words(number: int, spot: Spot) -> str:
    tier = f", {spot.tier.replace('_', ' ')}" if spot.tier else ""
    kind = KINDS.get(spot.kind, spot.kind.replace("_", " "))
    return f"{number} {kind}{tier}: {_day_clock(spot.start_s)} to {_day_clock(spot.end_s)} UTC"


def _silence_words(silence: Silence) -> str:
    if silence.first is None:
        return f"nothing received from {_day_clock(silence.last[0])} UTC; not heard again in these files"
    text = f"nothing received from {_day_clock(silence.last[0])} to {_day_clock(silence.first[0])} UTC"
    if silence.way_m and silence.ring() is None:
        text += f"; she could have sailed {silence.way_m / 1852:,.0f} nm, an area too large to draw"
    return text


def _told(sea: SeaMap) -> list[str]:
    """The drawing in words."""
    return [
        *(f"track of {t.label}" for t in sea.tracks),
        *(_silence_words(s) for s in sea.silences),
        *(_spot_words(n, s) for n, s in enumerate(sea.spots, start=1)),
    ]


def _legend(sea: SeaMap) -> tuple[list[str], int]:
    """What each sign means, under the frame, and how high that is. Times are UTC."""
    rows: list[tuple[str, str]] = []
    for track in sea.tracks:
        whose = "as heard" if track.in_book else "the other ship, as heard"
        rows.append(
            (f'<path class="{"trk" if track.in_book else "trk met"}" d="M0,-4h26"/>', f"{track.label}: {whose}")
        )
    for silence in sea.silences:
        if silence.first is None:
            rows.append(('<rect class="end" x="10" y="-7" width="6" height="6"/>', _silence_words(silence)))
        else:
            rows.append(
                ('<path class="gap" d="M0,-4h26"/>', f"{_silence_words(silence)}; the straight line is no course")
            )
    if any(s.way_m and s.ring() is not None for s in sea.silences):
        sign = '<path class="rch" d="M0,-9h26v9h-26z"/>'
        rows.append((sign, "where she could have been at her speed meanwhile; not observed"))
    for number, spot in enumerate(sea.spots[:SPOTS_MOST], start=1):
        rows.append(('<circle class="spt" cx="13" cy="-4" r="5"/>', _spot_words(number, spot)))
    port = '<path class="prt" d="M10,-4l3,-3l3,3l-3,3z"/>'
    rows.append((port, "port (×: anchorage or lightering area). Times along tracks are UTC"))
    body, y = [], HIGH + 18
    for sign, text in rows:
        lines = wrapped(text, 125, 2)
        body.append(f'<g transform="translate(4 {y})">{sign}</g>')
        for line in lines:
            body.append(words(38, y, line, "s"))
            y += LINE_PX
    body.append(words(4, y, "Land: Natural Earth, public domain. Not for navigation.", "s"))
    return body, y - HIGH + 6
