"""The relations that all events read, stored once: chain, the split of doubtful MMSIs, slots, the slots near ports."""

from __future__ import annotations

import numpy as np

from offing.tracks.engine import Engine
from offing.tracks.hulls import split
from offing.tracks.packed import unpack
from offing.tracks.params import Params
from offing.tracks.sql import render
from offing.tracks.suspects import Suspects

BEFORE_SPLIT = ("chain", "suspect")
WHOLE = ("slots", "near_port")
"""Where every vessel was, all the time: what every kind but encounters needs."""
STORED = (*BEFORE_SPLIT, "split_point", *WHOLE)


def prepare(engine: Engine, params: Params, *, whole: bool = True) -> Suspects:
    """Store every relation in `STORED`, those in `WHOLE` only if they are wanted. Needs `positions` and `ports`."""
    numbers = params.numbers()
    for name in BEFORE_SPLIT:
        engine.store(name, render(name, numbers, BEFORE_SPLIT[: BEFORE_SPLIT.index(name)]))
    suspects = _split(engine, params)
    for name in WHOLE if whole else ():
        engine.store(name, render(name, numbers, STORED[: STORED.index(name)]))
    return suspects


def query(name: str, params: Params, stored: tuple[str, ...] = ()) -> str:
    """A query over what `prepare` stored, and `stored` besides."""
    return render(name, params.numbers(), (*STORED, *stored))


def _split(engine: Engine, params: Params) -> Suspects:
    held = engine.columns(render("doubtful", {}, BEFORE_SPLIT))
    mmsi, bucket, packed = (held[n].astype(np.int64) for n in ("mmsi", "bucket", "packed"))
    t, lat, lon = unpack(bucket, packed)
    told = split(mmsi, t, lat, lon, spike_kn=params.spike_kn, spike_m=params.spike_m)
    kept = told.hull >= 0
    engine.put(
        "split_point",
        {"vessel": mmsi[kept] * 100 + told.hull[kept], "bucket": bucket[kept], "packed": packed[kept]},
    )
    return Suspects(mmsi, t, lat, lon, told.hull)
