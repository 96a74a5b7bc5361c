"""One report in one integer, as `sql/track.sql` packs it: second of the bucket, latitude, longitude."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

BUCKET_S = 600
_SECOND, _LATITUDE = 2251799813685248, 67108864

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def unpack(bucket: NDArray[Any], packed: NDArray[Any]) -> tuple[Ints, Floats, Floats]:
    """Seconds since 1970, latitude and longitude in degrees."""
    held = np.asarray(packed, np.int64)
    t = np.asarray(bucket, np.int64) * BUCKET_S + held // _SECOND
    lat = held // _LATITUDE % 33554432 / 1e5 - 90
    return t, lat, held % _LATITUDE / 1e5 - 180


def pack(t: NDArray[Any], lat_deg: NDArray[Any], lon_deg: NDArray[Any]) -> tuple[Ints, Ints]:
    """The bucket and the packed report."""
    seconds = np.asarray(t, np.int64)
    la = np.floor((np.asarray(lat_deg) + 90) * 100_000 + 0.5).astype(np.int64)
    lo = np.floor((np.asarray(lon_deg) + 180) * 100_000 + 0.5).astype(np.int64)
    return seconds // BUCKET_S, seconds % BUCKET_S * _SECOND + la * _LATITUDE + lo
