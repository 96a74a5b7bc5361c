"""The sheet of a sea chart: its cut of the world in Mercator's projection, land, graticule, scale bar and the locator."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import atan, cos, degrees, floor, log, pi, radians, sinh, tan

import numpy as np

from offing.report.basemap import land
from offing.report.drawing import words
from offing.report.globe import Points, clipped

WIDTH, HIGH = 760, 440
LAT_MOST = 82.0
"""Mercator's sheet ends here."""
SPAN_LEAST_DEG = 0.2
_STEPS_DEG = (1 / 60, 2 / 60, 5 / 60, 10 / 60, 0.25, 0.5, 1, 2, 5, 10, 20, 30)
_BARS_NM = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_INSET_W, _INSET_H = 148, 96


@dataclass(frozen=True, slots=True)
class Sheet:
    """A box of the world and where it lies on the page, in px. `west` < `east`; they may lie beyond ±180."""

    west: float
    south: float
    east: float
    north: float
    left: float = 0
    top: float = 0
    width: float = WIDTH
    high: float = HIGH

    def xy(self, points: Points) -> Points:
        """Page coordinates of (n, 2) degrees."""
        x = self.left + (points[:, 0] - self.west) / (self.east - self.west) * self.width
        low, high = _rise(self.south), _rise(self.north)
        lat = np.radians(np.clip(points[:, 1], -89.0, 89.0))
        y = self.top + (high - np.log(np.tan(np.pi / 4 + lat / 2))) / (high - low) * self.high
        return np.column_stack([x, y])

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.high


def _rise(lat_deg: float) -> float:
    return log(tan(pi / 4 + radians(lat_deg) / 2))


def _fall(rise: float) -> float:
    return degrees(atan(sinh(rise)))


def sheet_for(points: Points) -> Sheet:
    """The box that holds some points with room about them, in the page's proportions."""
    low, high = np.clip([points[:, 1].min(), points[:, 1].max()], -LAT_MOST, LAT_MOST)
    west, east = float(points[:, 0].min()), float(points[:, 0].max())
    middle, bottom, top = (west + east) / 2, _rise(float(low)), _rise(float(high))
    across = max((east - west) * 1.3, SPAN_LEAST_DEG, degrees(top - bottom) * 1.3 * WIDTH / HIGH)
    across = min(across, 359.0)
    half = radians(across * HIGH / WIDTH) / 2
    centre = (bottom + top) / 2
    most = _rise(LAT_MOST)
    if half < most:
        centre = min(max(centre, half - most), most - half)
    return Sheet(middle - across / 2, _fall(centre - half), middle + across / 2, _fall(centre + half))


def shore(sheet: Sheet) -> str:
    """The land on it as one path, thinned to a pixel; islets below two pixels are left out."""
    parts = []
    margin = (sheet.east - sheet.west) * 0.02
    box = (sheet.west - margin, max(-88.0, sheet.south - margin), sheet.east + margin, min(88.0, sheet.north + margin))
    for ring in land(*box):
        cut = clipped(ring, *box)
        if len(cut) < 4 or np.ptp(xy := sheet.xy(cut), axis=0).max() < 2:
            continue
        if drawn := path(xy, closed=True, least_px=1.1):
            parts.append(drawn)
    return f'<path class="lnd" fill-rule="evenodd" d="{"".join(parts)}"/>' if parts else ""


def path(xy: Points, *, closed: bool = False, least_px: float = 0.5) -> str:
    """SVG path data of page coordinates, without points nearer than `least_px` to the last one kept; "" for less than two."""
    kept = [(round(float(xy[0, 0]), 1), round(float(xy[0, 1]), 1))]
    for x, y in xy[1:].tolist():
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= least_px:
            kept.append((round(x, 1), round(y, 1)))
    if len(kept) < (3 if closed else 2):
        return ""
    steps = "".join(f"{_n(bx - ax)},{_n(by - ay)} " for (ax, ay), (bx, by) in pairwise(kept))
    return f"M{_n(kept[0][0])},{_n(kept[0][1])}l{steps.rstrip()}{'z' if closed else ''}"


def _n(value: float) -> str:
    """A tenth of a pixel, shortest."""
    return f"{round(value, 1) + 0.0:g}"


def graticule(sheet: Sheet) -> list[str]:
    """Meridians and parallels with their degrees at the left and lower edge."""
    body = []
    step = next((s for s in _STEPS_DEG if (sheet.east - sheet.west) / s <= 6), 30)
    for k in range(floor(sheet.west / step) + 1, floor(sheet.east / step) + 1):
        x = float(sheet.xy(np.array([[k * step, sheet.south]]))[0, 0])
        body.append(f'<path class="grt" d="M{_n(x)},{_n(sheet.top)}v{_n(sheet.high)}"/>')
        body.append(words(round(x + 3, 1), sheet.top + sheet.high - 4, of_lon(k * step), "s hal"))
    for k in range(floor(sheet.south / step) + 1, floor(sheet.north / step) + 1):
        y = float(sheet.xy(np.array([[sheet.west, k * step]]))[0, 1])
        body.append(f'<path class="grt" d="M{_n(sheet.left)},{_n(y)}h{_n(sheet.width)}"/>')
        body.append(words(sheet.left + 4, round(y - 3, 1), of_lat(k * step), "s hal"))
    return body


def of_lon(lon_deg: float) -> str:
    """`117°30′W`; 180° without a side."""
    lon = (lon_deg + 180) % 360 - 180
    return _angle(abs(lon)) + ("" if abs(lon) in (0, 180) else "E" if lon > 0 else "W")


def of_lat(lat_deg: float) -> str:
    return _angle(abs(lat_deg)) + ("" if lat_deg == 0 else "N" if lat_deg > 0 else "S")


def _angle(value: float) -> str:
    minutes = round(value * 60)
    return f"{minutes // 60}°{minutes % 60:02d}′" if minutes % 60 else f"{minutes // 60}°"


def scale_bar(sheet: Sheet) -> list[str]:
    """A bar true at the middle latitude, in nautical miles and kilometres."""
    middle = _fall((_rise(sheet.south) + _rise(sheet.north)) / 2)
    px_a_nm = sheet.width / ((sheet.east - sheet.west) * 60 * cos(radians(middle)))
    nm = next((b for b in reversed(_BARS_NM) if b * px_a_nm <= 170), _BARS_NM[0])
    x, y, long = sheet.left + 60, sheet.top + sheet.high - 26, nm * px_a_nm
    km = f"{nm * 1.852:.3g}" if nm < 500 else f"{nm * 1.852:,.0f}"
    return [
        f'<path class="now" fill="none" d="M{_n(x)},{_n(y - 4)}v4h{_n(long)}v-4"/>',
        words(round(x + 3, 1), y - 6, f"{nm:g} nm ({km} km)", "s hal"),
    ]


def locator(sheet: Sheet) -> list[str]:
    """A small map of the region with the sheet's box on it, in the upper right corner; none if the sheet is a region itself."""
    across = sheet.east - sheet.west
    if across > 45:
        return []
    middle, lat = (sheet.west + sheet.east) / 2, max(-70.0, min(70.0, (sheet.south + sheet.north) / 2))
    wide = max(24.0, across * 5)
    half = radians(wide * _INSET_H / _INSET_W) / 2
    inset = Sheet(
        middle - wide / 2, _fall(_rise(lat) - half), middle + wide / 2, _fall(_rise(lat) + half),
        sheet.left + sheet.width - _INSET_W - 8, sheet.top + 8, _INSET_W, _INSET_H,
    )  # fmt: skip
    (x0, y0), (x1, y1) = inset.xy(np.array([[sheet.west, sheet.north], [sheet.east, sheet.south]])).tolist()
    side_x, side_y = max(x1 - x0, 5.0), max(y1 - y0, 5.0)
    box = (
        f'x="{_n((x0 + x1 - side_x) / 2)}" y="{_n((y0 + y1 - side_y) / 2)}" width="{_n(side_x)}" height="{_n(side_y)}"'
    )
    frame = f'x="{_n(inset.left)}" y="{_n(inset.top)}" width="{_INSET_W}" height="{_INSET_H}"'
    view = f'viewBox="{_n(inset.left)} {_n(inset.top)} {_INSET_W} {_INSET_H}"'
    return [
        f'<svg {frame} {view}><rect class="bgd" {frame}/>{shore(inset)}<rect class="sel" {box}/></svg>',
        f'<rect class="frm" {frame}/>',
    ]
