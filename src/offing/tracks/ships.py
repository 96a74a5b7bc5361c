"""Who a vessel said it was: the value of each static most often sent under its MMSI, and how its draught and destination went."""

from __future__ import annotations

from collections.abc import Mapping

from offing.tracks.engine import Engine, rows
from offing.tracks.event import Seen
from offing.tracks.sql import render


def among(engine: Engine, mmsis: str, select: str) -> str:
    """The SELECT over the statics of those MMSIs alone that another one gives as `mmsi`; they are stored for it."""
    engine.store("statics_among", f"SELECT s.* FROM statics AS s JOIN ({mmsis}) AS m ON s.mmsi = m.mmsi")  # noqa: S608 - ours
    return select.replace("FROM statics", "FROM statics_among")


def ships(engine: Engine, those: str | None = None) -> Mapping[int, Seen]:
    """MMSI -> what it most often called itself; all of them, or those that the SELECT `those` gives as `mmsi`."""
    select = render("ship", {})
    if those is not None:
        select = among(engine, those, select)
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
