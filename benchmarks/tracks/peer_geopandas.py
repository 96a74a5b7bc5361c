"""A good GeoPandas script for encounters: resampled per vessel with NumPy, joined slice by slice with an index, runs with pandas.

Run in the peers' own environment: `python peer_geopandas.py FOLDER`. 500 m, two hours, two knots, 10 km from ports.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import geopandas
import numpy as np
import pandas as pd
import pyarrow.dataset

SLOT = 600


def metres(lat0, lon0, lat1, lon1):
    p, q, r, s = (np.radians(v) for v in (lat0, lon0, lat1, lon1))
    h = np.sin((r - p) / 2) ** 2 + np.cos(p) * np.cos(r) * np.sin((s - q) / 2) ** 2
    return 2 * 6_371_008.8 * np.arcsin(np.sqrt(np.minimum(1, h)))


def resampled(raw: pd.DataFrame) -> pd.DataFrame:
    raw = (
        raw[raw.lat.between(-90, 90) & raw.lon.between(-180, 180)]
        .sort_values(["mmsi", "t"])
        .drop_duplicates(["mmsi", "t"])
    )
    parts = []
    for mmsi, one in raw.groupby("mmsi", sort=False):
        t, lat, lon = one.t.to_numpy(), one.lat.to_numpy(), np.unwrap(one.lon.to_numpy(), period=360)
        slots = np.arange(-(-t[0] // SLOT), t[-1] // SLOT + 1)
        at = slots * SLOT
        after = np.searchsorted(t, at)
        near = t[np.minimum(after, len(t) - 1)] - t[np.maximum(after - 1, 0)] <= 7200
        parts.append(
            pd.DataFrame({"mmsi": mmsi, "slot": slots, "lat": np.interp(at, t, lat), "lon": np.interp(at, t, lon)})[
                near
            ]
        )
    told = pd.concat(parts, ignore_index=True)
    told["lon"] = (told.lon + 180) % 360 - 180
    return told


def points(frame: pd.DataFrame) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(frame, geometry=geopandas.points_from_xy(frame.lon, frame.lat), crs=4326).to_crs(3857)


def at_sea(slots: pd.DataFrame, ports: pd.DataFrame) -> geopandas.GeoDataFrame:
    placed = points(slots)
    stretch = 1 / np.cos(np.radians(placed.lat.clip(-80, 80)))  # Mercator's
    near = placed.sindex.query(points(ports).buffer(10_000 * float(stretch.max())).geometry, predicate="intersects")
    close = metres(
        placed.lat.to_numpy()[near[1]],
        placed.lon.to_numpy()[near[1]],
        ports.lat.to_numpy()[near[0]],
        ports.lon.to_numpy()[near[0]],
    )
    return placed.drop(placed.index[np.unique(near[1][close <= 10_000])])


def pairs(sea: geopandas.GeoDataFrame) -> pd.DataFrame:
    found = []
    for slot, here in sea.groupby("slot", sort=False):
        if len(here) < 2:
            continue
        reach = 500 / np.cos(np.radians(min(80, float(here.lat.abs().max()))))
        joined = geopandas.sjoin(
            here[["mmsi", "lat", "lon", "geometry"]],
            here[["mmsi", "lat", "lon", "geometry"]],
            predicate="dwithin",
            distance=reach,
        )
        joined = joined[joined.mmsi_left < joined.mmsi_right]
        joined = joined[metres(joined.lat_left, joined.lon_left, joined.lat_right, joined.lon_right) <= 500]
        found.append(pd.DataFrame(joined.drop(columns=["geometry", "index_right"])).assign(slot=slot))
    return pd.concat(found, ignore_index=True)


def encounters(met: pd.DataFrame) -> pd.DataFrame:
    met = met.sort_values(["mmsi_left", "mmsi_right", "slot"])
    same = met.groupby(["mmsi_left", "mmsi_right"])
    step = same.slot.diff()
    met["run"] = (~(step <= 3)).cumsum()
    met["kn"] = (
        metres(same.lat_left.shift(), same.lon_left.shift(), met.lat_left, met.lon_left) / (step * SLOT) / 0.514444
    )
    met.loc[~(step <= 3), "kn"] = np.nan
    told = met.groupby("run").agg(
        a=("mmsi_left", "first"), b=("mmsi_right", "first"), k0=("slot", "min"), k1=("slot", "max"), kn=("kn", "median")
    )
    return told[((told.k1 - told.k0) * SLOT >= 7200) & (told.kn < 2)]


def main() -> None:
    folder = sys.argv[1]
    usage = resource.getrusage(resource.RUSAGE_SELF)
    began, wall = usage.ru_utime + usage.ru_stime, time.perf_counter()
    raw = (
        pyarrow.dataset.dataset(f"{folder}/positions", format="parquet")
        .to_table(columns=["mmsi", "timestamp", "lat", "lon"])
        .to_pandas()
    )
    raw["t"] = raw.pop("timestamp").astype("datetime64[s]").astype("int64")
    ports = pd.read_parquet(f"{folder}/ports.parquet")
    found = encounters(pairs(at_sea(resampled(raw), ports[ports.lat.abs() < 85])))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "cpu_s": usage.ru_utime + usage.ru_stime - began,
        "wall_s": time.perf_counter() - wall,
        "peak_mib": usage.ru_maxrss / 1024,
    }
    told |= {"events": len(found), "pairs": sorted({(int(a), int(b)) for a, b in zip(found.a, found.b, strict=True)})}
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main()
