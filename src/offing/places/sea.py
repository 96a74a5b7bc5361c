"""How far two ports lie apart by sea, never more than it is: a lower bound, for what no ship can have done.

Ways lead over `data/sea.xz`, a grid of half degrees made from Natural Earth's land (benchmarks/places/sea.py), on which a cell
is sea where any part of it is. Straits, the Suez, Panama and Kiel canals and the Arctic are open at all seasons, so that a
closed canal or ice makes a true way longer, not this one. Nothing is read before a distance is asked.
"""

from __future__ import annotations

import lzma
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from offing.places.compiled import compiled
from offing.places.ports import Port, distance_m, ports
from offing.places.shoreline import EARTH_RADIUS_M

FILE = Path(str(files("offing.places") / "data" / "sea.xz"))
CELL_DEG = 0.5
ROWS, COLUMNS = 360, 720
ASHORE_CELLS = 2
"""How many cells a port may lie from the sea of the grid; beyond it (ports up rivers) there is no way by sea."""
GRID_SHARE = 0.97
"""The grid's ways turn by its 16 directions: at most 2.8 % longer than the true ones over open water."""
CANALS = (
    ((-79.9, 9.4), (-79.5, 8.9)), ((32.3, 31.3), (32.6, 29.9)), ((9.1, 53.9), (10.2, 54.4)), ((23.0, 37.9), (23.0, 37.9)),
    ((29.0, 41.3), (26.2, 40.0)), ((36.6, 45.4), (36.6, 45.0)), ((37.6, 47.1), (43.5, 48.7)), ((43.5, 48.7), (47.9, 45.8)),
    ((28.7, 44.1), (28.0, 44.3)), ((-74.0, 45.5), (-79.2, 43.2)), ((-79.2, 43.2), (-78.9, 42.8)), ((33.0, 69.4), (33.1, 68.9)),
)  # fmt: skip
"""From one point to another (longitude, latitude): canals and waters that the grid would leave closed."""
HUBS = (
    "SGSIN", "ESALG", "EGSUZ", "PABLB", "GBDVR", "ZACPT", "KRPUS", "CNSHA", "DKSKA", "AEFJR", "LKCMB", "USLGB", "USNYC", "BRSSZ",
    "USHOU", "AUSYD", "CLVAP", "TRIST", "JPYOK", "INBOM",
)  # fmt: skip
"""Ports near which most ways pass (UN/LOCODE)."""
Grid = NDArray[np.float64]


@cache
def _sea() -> NDArray[np.bool_]:
    """Rows from the south, columns from 180° W: where a ship can be."""
    bits = np.unpackbits(np.frombuffer(lzma.decompress(FILE.read_bytes()), "u1"), count=ROWS * COLUMNS)
    sea = bits.astype(bool).reshape(ROWS, COLUMNS).copy()
    for (west, south), (east, north) in CANALS:
        for share in np.linspace(0, 1, 60):
            sea[_cell(west + share * (east - west), south + share * (north - south))] = True
    return sea


def sea_way_m(one: Port, other: Port) -> float | None:
    """Metres by sea between two ports, at least; None where one of them lies off the grid's sea, or no way leads there."""
    first, second = sorted((one, other), key=lambda p: p.port_id)
    straight = float(distance_m(one.lon_deg, one.lat_deg, other.lon_deg, other.lat_deg))
    begin, end = _afloat(first), _afloat(second)
    if begin is None or end is None:
        return None
    ways = _ways_from(begin)
    # a port may lie anywhere in its cell, or some cells ashore
    slack = 2 * (ASHORE_CELLS + 1) * CELL_DEG * np.pi / 180 * EARTH_RADIUS_M
    found = float(ways[end])
    return max(straight, GRID_SHARE * found - slack) if np.isfinite(found) else None


def surely_within(one: Port, other: Port, reach_m: float) -> bool:
    """Whether some way by sea over one of the `HUBS` is short enough already: for many pairs, where `sea_way_m` is dear."""
    begin, end = _afloat(one), _afloat(other)
    if begin is None or end is None:
        return False
    hubs = _hubs()
    return bool((hubs[:, begin[0], begin[1]] + hubs[:, end[0], end[1]]).min() <= reach_m)


@cache
def _hubs() -> NDArray[np.float32]:
    """Metres from each hub to every cell, (hubs, rows, columns)."""
    known = {p.locode: p for p in ports() if p.locode in HUBS}
    cells = [at for h in HUBS if h in known and (at := _afloat(known[h])) is not None]
    return np.array([_spread_from(at) for at in cells], np.float32)


def _cell(lon_deg: float, lat_deg: float) -> tuple[int, int]:
    return min(int((lat_deg + 90) / CELL_DEG), ROWS - 1), int((lon_deg + 180) / CELL_DEG) % COLUMNS


@lru_cache(maxsize=8192)
def _afloat(port: Port) -> tuple[int, int] | None:
    """The nearest cell of sea, by rings of cells."""
    row, column = _cell(port.lon_deg, port.lat_deg)
    for ring in range(ASHORE_CELLS + 1):
        near = [
            (r, c % COLUMNS)
            for r in range(max(row - ring, 0), min(row + ring, ROWS - 1) + 1)
            for c in range(column - ring, column + ring + 1)
            if _sea()[r, c % COLUMNS]
        ]
        if near:
            return min(near, key=lambda at: (at[0] - row) ** 2 + (at[1] - column) ** 2)
    return None


@lru_cache(maxsize=64)
def _ways_from(begin: tuple[int, int]) -> Grid:
    """Metres from a cell to every cell; infinite where no way leads."""
    return _spread_from(begin)


def _spread_from(begin: tuple[int, int]) -> Grid:
    metres = np.full((ROWS, COLUMNS), np.inf)
    compiled(_spread)(_sea(), begin[0], begin[1], metres, *_steps())
    return metres


@cache
def _steps() -> tuple[NDArray[np.int64], NDArray[np.int64], Grid]:
    """The 16 directions, and by row the metres of each."""
    turns = [(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)]
    moves = sorted({(a * r, b * c) for r, c in turns for a in (-1, 1) for b in (-1, 1)})
    rows, columns = np.array([m[0] for m in moves]), np.array([m[1] for m in moves])
    lats = -90 + CELL_DEG * (np.arange(ROWS) + 0.5)
    to = np.clip(np.arange(ROWS)[:, None] + rows[None], 0, ROWS - 1)
    lengths = distance_m(0.0, lats[:, None], CELL_DEG * columns[None], lats[to])
    return rows, columns, lengths


def _spread(
    sea: NDArray[np.bool_], row: int, column: int, metres: Grid, rows: NDArray[np.int64], columns: NDArray[np.int64], length: Grid
) -> None:  # fmt: skip
    """Dijkstra from one cell: a heap of (metres, cell) in two arrays."""
    height, width = sea.shape
    key = np.empty(height * width * 4)
    cell = np.empty(height * width * 4, np.int64)
    key[0], cell[0], size = 0.0, row * width + column, 1
    metres[row, column] = 0.0
    while size > 0:
        far, at = key[0], cell[0]
        size -= 1
        last, moved, i = key[size], cell[size], 0
        while 2 * i + 1 < size:
            child = 2 * i + 1
            if child + 1 < size and key[child + 1] < key[child]:
                child += 1
            if key[child] >= last:
                break
            key[i], cell[i] = key[child], cell[child]
            i = child
        key[i], cell[i] = last, moved
        r, c = at // width, at % width
        if far > metres[r, c]:
            continue
        for m in range(len(rows)):
            to_r, to_c = r + rows[m], (c + columns[m]) % width
            if to_r < 0 or to_r >= height or not sea[to_r, to_c]:
                continue
            if abs(rows[m]) + abs(columns[m]) == 3:  # a knight's step needs water on its way
                half_r, half_c = r + rows[m] // 2, (c + columns[m] // 2) % width
                if not sea[half_r, half_c] and not sea[to_r - rows[m] // 2, (to_c - columns[m] // 2) % width]:
                    continue
            reached = far + length[r, m]
            if reached < metres[to_r, to_c] and size < len(key):
                metres[to_r, to_c] = reached
                i = size
                size += 1
                while i > 0 and key[(i - 1) // 2] > reached:
                    key[i], cell[i] = key[(i - 1) // 2], cell[(i - 1) // 2]
                    i = (i - 1) // 2
                key[i], cell[i] = reached, to_r * width + to_c
