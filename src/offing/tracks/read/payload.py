"""The bits of an AIS message → numbers. Kernels: plain Python over numpy arrays that numba can compile (see `compiled.py`).

Layouts: ITU-R M.1371-5, annex 8. Values stay as sent; what "not available" is, `decoded.py` knows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Longs = NDArray[np.int64]

MOST_SEXTETS = 2048
TEXT_WIDTH = 47
"""Name 20, call sign 7, destination 20."""
POSITION_ROWS = ("mmsi", "t", "lat", "lon", "sog", "cog", "heading", "navstat", "second", "msg", "line")
STATIC_ROWS = (
    "mmsi",
    "t",
    "imo",
    "ship_type",
    "to_bow",
    "to_stern",
    "to_port",
    "to_starboard",
    "draught",
    "msg",
    "line",
)
NO_SECOND = 60
BASE_CLOCKS, BASE_FAR, KINDS = 64, 65, 66
"""Rows of `kinds` that are no message type: base stations' UTC compared, and how many are a minute or more off the receiver's."""


def bits(six: Bytes, start: int, length: int) -> int:
    """The unsigned number in `length` bits from `start`."""
    at = start // 6
    left = 6 - start % 6
    value = int(six[at]) & ((1 << left) - 1)
    need = length - left
    while need > 0:
        at += 1
        value = (value << 6) | int(six[at])
        need -= 6
    return value >> (-need)


def signed(six: Bytes, start: int, length: int) -> int:
    value = bits(six, start, length)
    return value - (1 << length) if value >= (1 << (length - 1)) else value


def letters(six: Bytes, start: int, many: int, total: int, out: Bytes, at: int) -> None:
    """Six-bit text up to the first `@`, which is padding."""
    for k in range(many):
        if start + 6 * k + 6 > total:
            return
        value = bits(six, start + 6 * k, 6)
        if value == 0:
            return
        out[at + k] = value + 64 if value < 32 else value


def armour(buf: Bytes, start: int, end: int, six: Bytes) -> int:
    """Payload letters → sextets, with zeros after them; -1 when a letter is none of the alphabet."""
    many = end - start
    if many > MOST_SEXTETS - 80:
        return -1
    for k in range(many):
        c = int(buf[start + k])
        if 48 <= c <= 87:
            six[k] = c - 48
        elif 96 <= c <= 119:
            six[k] = c - 56
        else:
            return -1
    for k in range(many, many + 80):
        six[k] = 0
    return many


def seconds_of(year: int, month: int, day: int, hour: int, minute: int, second: int) -> int:
    """Seconds since 1970 of a UTC moment; -1 for one that no calendar has."""
    if not (1970 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 61):
        return -1
    y = year - 1 if month <= 2 else year
    era_year = y % 400
    month_from_march = month - 3 if month > 2 else month + 9
    day_of_year = (153 * month_from_march + 2) // 5 + day - 1
    day_of_era = era_year * 365 + era_year // 4 - era_year // 100 + day_of_year
    days = (y // 400) * 146097 + day_of_era - 719468
    return days * 86400 + hour * 3600 + minute * 60 + second


def message(
    six: Bytes, total: int, t: int, line: int, placed: Longs, static: Longs, texts: Bytes, ends: Longs, kinds: Longs
) -> bool:
    """Decodes one message of `total` bits into column `ends[0]` of `placed` and / or `ends[1]` of `static` and of `texts`.

    `kinds` counts by message type. False when the message is shorter than its type.
    """
    if total < 38:
        return False
    kind = bits(six, 0, 6)
    mmsi = bits(six, 8, 30)
    if kind in (1, 2, 3):
        if total < 143:
            return False
        place(six, mmsi, t, kind, line, placed, ends, bits(six, 38, 4), 50)
    elif kind == 18:
        if total < 139:
            return False
        place(six, mmsi, t, kind, line, placed, ends, 15, 46)
    elif kind == 19:
        if total < 301:
            return False
        place(six, mmsi, t, kind, line, placed, ends, 15, 46)
        row = begin(static, texts, ends, mmsi, t, kind, line)
        letters(six, 143, 20, total, texts[row], 0)
        static[3, row] = bits(six, 263, 8)
        measure(six, 271, static, row)
    elif kind == 27:
        if total < 94:
            return False
        far(six, mmsi, t, line, placed, ends)
    elif kind == 5:
        if total < 270:
            return False
        row = begin(static, texts, ends, mmsi, t, kind, line)
        static[2, row] = bits(six, 40, 30)
        letters(six, 70, 7, total, texts[row], 20)
        letters(six, 112, 20, total, texts[row], 0)
        static[3, row] = bits(six, 232, 8)
        measure(six, 240, static, row)
        if total >= 302:
            static[8, row] = bits(six, 294, 8)
        letters(six, 302, 20, total, texts[row], 27)
    elif kind == 24:
        part = bits(six, 38, 2)
        if part > 1 or total < (160 if part == 0 else 162):
            return False
        row = begin(static, texts, ends, mmsi, t, kind, line)
        if part == 0:
            letters(six, 40, 20, total, texts[row], 0)
        else:
            static[3, row] = bits(six, 40, 8)
            letters(six, 90, 7, total, texts[row], 20)
            if mmsi // 10000000 != 98:  # there the mother ship's MMSI stands in its place
                measure(six, 132, static, row)
    elif kind == 4:
        if total < 134:
            return False
        compare(six, t, kinds)
    kinds[kind] += 1
    return True


def begin(static: Longs, texts: Bytes, ends: Longs, mmsi: int, t: int, kind: int, line: int) -> int:
    row = int(ends[1])
    ends[1] += 1
    for k in range(len(static)):
        static[k, row] = 0
    for k in range(TEXT_WIDTH):
        texts[row, k] = 0
    static[0, row] = mmsi
    static[1, row] = t
    static[9, row] = kind
    static[10, row] = line
    return row


def measure(six: Bytes, start: int, static: Longs, row: int) -> None:
    """Distances from the antenna to bow, stern, port and starboard, in metres."""
    static[4, row] = bits(six, start, 9)
    static[5, row] = bits(six, start + 9, 9)
    static[6, row] = bits(six, start + 18, 6)
    static[7, row] = bits(six, start + 24, 6)


def place(
    six: Bytes, mmsi: int, t: int, kind: int, line: int, placed: Longs, ends: Longs, navstat: int, start: int
) -> None:
    """Speed, place, course, heading and second of class A (start 50) or B (start 46): the same order and widths."""
    row = ends[0]
    ends[0] += 1
    placed[0, row] = mmsi
    placed[1, row] = t
    placed[2, row] = signed(six, start + 39, 27)
    placed[3, row] = signed(six, start + 11, 28)
    placed[4, row] = bits(six, start, 10)
    placed[5, row] = bits(six, start + 66, 12)
    placed[6, row] = bits(six, start + 78, 9)
    placed[7, row] = navstat
    placed[8, row] = bits(six, start + 87, 6)
    placed[9, row] = kind
    placed[10, row] = line


def far(six: Bytes, mmsi: int, t: int, line: int, placed: Longs, ends: Longs) -> None:
    """Type 27 is coarser: tenths of minutes, knots, degrees. Brought to the units of the others."""
    row = ends[0]
    ends[0] += 1
    speed, course = bits(six, 79, 6), bits(six, 85, 9)
    placed[0, row] = mmsi
    placed[1, row] = t
    placed[2, row] = signed(six, 62, 17) * 1000
    placed[3, row] = signed(six, 44, 18) * 1000
    placed[4, row] = 1023 if speed == 63 else speed * 10
    placed[5, row] = 3600 if course >= 360 else course * 10
    placed[6, row] = 511
    placed[7, row] = bits(six, 40, 4)
    placed[8, row] = NO_SECOND
    placed[9, row] = 27
    placed[10, row] = line


def compare(six: Bytes, t: int, kinds: Longs) -> None:
    """A base station tells the full UTC: the receiver's clock is held against it."""
    utc = seconds_of(
        bits(six, 38, 14), bits(six, 52, 4), bits(six, 56, 5), bits(six, 61, 5), bits(six, 66, 6), bits(six, 72, 6)
    )
    if utc < 0 or t < 0:
        return
    kinds[BASE_CLOCKS] += 1
    if abs(utc - t) > 60:
        kinds[BASE_FAR] += 1
