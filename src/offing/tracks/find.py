"""All the events of some positions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import numpy as np

from offing.tracks.claims import claims_of
from offing.tracks.engine import Engine
from offing.tracks.event import Event, Seen, in_order
from offing.tracks.events import kinds
from offing.tracks.events.draught_change import without_partner
from offing.tracks.params import Params
from offing.tracks.ships import ships
from offing.tracks.stages import prepare, query
from offing.tracks.switches import faces_of, others

_NEAR = "SELECT a // 100 AS mmsi FROM pair UNION SELECT b // 100 FROM pair UNION SELECT mmsi FROM suspect"
"""Of whom encounters speak."""


def find_events(
    engine: Engine,
    params: Params,
    only: Collection[str] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Event]:
    """Events of every kind, or of those in `only`, sorted by time. Needs `positions`, `statics` and `ports` on the engine."""
    progress("tracks")
    wanted = set(kinds()) if only is None else set(only)
    sought = wanted | {"encounter"} if "draught_change" in wanted else wanted
    alone = sought <= {"encounter"}
    suspects = prepare(engine, params, whole=not alone)
    split = np.unique(suspects.mmsi[suspects.hull > 0]).tolist()
    suspects = replace(suspects, claims=claims_of(engine, split))
    suspects = replace(suspects, others=others(suspects, params))
    known: Mapping[int, Seen] = {}
    found: list[Event] = []
    kept: list[str] = []
    for kind, module in kinds().items():
        if kind in sought:
            progress(kind)
            for name in getattr(module, "NEEDS", ()):
                if name not in kept:
                    engine.store(name, query(name, params, tuple(kept)))
                    kept.append(name)
            if not known:
                known = ships(engine, _NEAR if alone else None)
                known = {**known, **faces_of(suspects, params, known)}
            found += module.find(engine, params, known, suspects)
    told = without_partner(found, settled_s=params.settled_s)
    return sorted((e for e in told if e.kind in wanted), key=in_order)
