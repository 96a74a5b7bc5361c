"""Who a vessel said it was: the value of each static most often sent under its MMSI, and how its draught and destination went."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from offing.tracks.engine import Engine, rows
from offing.tracks.event import Seen
from offing.tracks.sql import render


def ships(engine: Engine, vessels: Collection[int] | None = None) -> Mapping[int, Seen]:
    """MMSI -> what it most often called itself; all of them, or those of the vessels given (100 * MMSI + hull)."""
    select = render("ship", {})
    if vessels is not None:
        wanted = sorted({v // 100 for v in vessels})
        if not wanted:
            return {}
        select = f"SELECT * FROM ({select}) AS ship WHERE mmsi IN ({', '.join(map(str, wanted))})"  # noqa: S608 - whole numbers
    found = {}
    for row in rows(engine.columns(select)):
        found[int(row["mmsi"])] = Seen(
            int(row["mmsi"]),
            0,
            _whole(row["imo"]),
            row["name"],
            row["call_sign"],
            _whole(row["ship_type"]),
            row["length_m"],
            row["beam_m"],
        )
    return found


def seen(known: Mapping[int, Seen], vessel: int) -> Seen:
    """A vessel's own face: what is known of its hull, else its hull's number beside what its MMSI said."""
    if int(vessel) in known:
        return known[int(vessel)]
    mmsi, hull = divmod(int(vessel), 100)
    said = known.get(mmsi, Seen(mmsi))
    return Seen(mmsi, hull, said.imo, said.name, said.call_sign, said.ship_type, said.length_m, said.beam_m)


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
