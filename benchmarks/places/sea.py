"""How `src/offing/places/data/sea.xz` was made, so that it can be made again: where a ship can be, on a grid of half degrees.

    PYTHONPATH=src python benchmarks/places/sea.py

From Natural Earth's land at 1:10,000,000 (public domain; `benchmarks/places/basemap.py`): a cell is sea where any of its 100
parts of 0.05° has its middle on water, so that ways are rather too short than too long. Canals are laid over by hand (`CANALS`).
Narrow necks of land are open by it (the Isthmus of Kra): the ways past them are shorter than the true ones.
"""

from __future__ import annotations

import lzma
import sys

import numpy as np

from offing.places.sea import CELL_DEG, COLUMNS, FILE, ROWS
from offing.report.basemap import land

FINE = 10


def main() -> None:
    step = CELL_DEG / FINE
    lons = -180 + step * (np.arange(COLUMNS * FINE) + 0.5)
    rings = land(-180, -90, 180, 90)
    water = np.zeros((ROWS * FINE, COLUMNS * FINE), bool)
    for i in range(ROWS * FINE):
        lat = -90 + step * (i + 0.5)
        crossings = []
        for ring in rings:
            y, x = ring[:, 1], ring[:, 0]
            cut = np.flatnonzero((y[:-1] > lat) != (y[1:] > lat))
            if len(cut):
                crossings.append(x[cut] + (lat - y[cut]) / (y[cut + 1] - y[cut]) * (x[cut + 1] - x[cut]))
        cuts = np.sort(np.concatenate(crossings)) if crossings else np.empty(0)
        water[i] = np.searchsorted(cuts, lons) % 2 == 0
    sea = water.reshape(ROWS, FINE, COLUMNS, FINE).any(axis=(1, 3))
    packed = lzma.compress(np.packbits(sea).tobytes(), preset=9 | lzma.PRESET_EXTREME)
    FILE.write_bytes(packed)
    sys.stdout.write(f"{int(sea.sum())} of {sea.size} cells are sea, {len(packed)} bytes\n")


if __name__ == "__main__":
    main()
