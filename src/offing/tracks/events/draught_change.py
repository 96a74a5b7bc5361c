"""A ship's own draught changed by half a metre or more, and stayed changed.

Self-reported, typed in by hand and often late: it supports, it never carries. A value sent once between others is
dropped. Told is what she did between the two values, and in the twelve hours before: near a port, at sea, or not seen
all the time. A change of a metre or more at sea by a ship that was slow (5 kn or less) for three hours or longer gets
the tier `partner_unobserved`; slow as seen, or as the two ends of a silence imply. She must not have been seen within
20 km of a port; nor may a port have been within reach of her longest silence, unless she declared a lightering area
while the old draught stood. A transfer looks like this, and so does ballasting. `without_partner` takes the tier away
where an encounter shows the partner.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offing.tracks.earth import degrees
from offing.tracks.engine import Engine, rows
from offing.tracks.event import PARTNER_UNOBSERVED, Event, Seen, Value
from offing.tracks.packed import BUCKET_S
from offing.tracks.params import Params
from offing.tracks.reach import Silence, in_reach
from offing.tracks.said import Words, words_of
from offing.tracks.ships import seen
from offing.tracks.stages import query
from offing.tracks.surroundings import Harbours, harbours, surroundings
from offing.tracks.suspects import Suspects
from offing.tracks.tiers import lightering

KIND = "draught_change"
SELF_REPORTED = "self-reported: supports, never carries"
ALONE = "no other ship seen alongside"
HOUR_S = 3600
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Told:
    """Where she was; how near to a port; seconds slow as seen, slow by implication, and of the longest silence; her
    lightering area.
    """

    where: str
    port_m: int | None
    slow_s: int
    unseen_s: int
    silent_s: int
    declared: str | None
    alone: bool
    place: str = "last"


def find(engine: Engine, params: Params, known: Mapping[int, Seen], suspects: Suspects) -> list[Event]:
    """Every lasting change, from the last message with the old draught to the first with the new one."""
    spells = rows(engine.columns(query("draught_change", params)))
    steps = [s for s in _steps(spells) if abs(s[1]["dm"] - s[0]["dm"]) >= round(params.draught_step_m * 10)]
    if not steps:
        return []
    engine.put("draught_step", _windows(steps, params))
    way = {int(r["id"]): r for r in rows(engine.columns(query("draught_way", params)))}
    ports = harbours(engine)
    engine.put("met_ship", {"mmsi": np.unique([old["mmsi"] for old, _ in steps]).astype(np.int64)})
    words = words_of(engine, params)
    told = [_told(s, way.get(i), words.get(s[0]["mmsi"]), ports, params) for i, s in enumerate(steps)]
    seen_at = sorted(way)
    lat, lon = degrees(*(np.array([float(way[i][f"{axis}_{told[i].place}"]) for i in seen_at]) for axis in "xyz"))
    places = {i: (round(float(la), 5), round(float(lo), 5)) for i, la, lo in zip(seen_at, lat, lon, strict=True)}
    around = dict(zip(seen_at, surroundings(lat, lon), strict=True))
    return [_event(s, told[i], places.get(i, (None, None)), around.get(i, {}), known) for i, s in enumerate(steps)]


def _steps(spells: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Neighbouring spells of one MMSI, once what was sent only once between others is dropped and equal neighbours
    are joined.
    """
    ships: dict[int, list[Row]] = {}
    for row in sorted(spells, key=lambda r: (r["mmsi"], r["t0"])):
        ships.setdefault(row["mmsi"], []).append(row)
    steps: list[tuple[Row, Row]] = []
    for held in ships.values():
        kept = [r for i, r in enumerate(held) if i == 0 or r["messages"] > 1]
        joined = kept[:1]
        for row in kept[1:]:
            last = joined[-1]
            if row["dm"] == last["dm"]:
                joined[-1] = {**last, "t1": row["t1"], "messages": last["messages"] + row["messages"]}
            else:
                joined.append(row)
        steps += pairwise(joined)
    return sorted(steps, key=lambda s: (s[0]["t1"], s[0]["mmsi"]))


def _windows(steps: Sequence[tuple[Row, Row]], params: Params) -> dict[str, NDArray[Any]]:
    """The slots of each change, from `settled_s` before the old draught was last sent to when the new one first was."""
    span = [((a["t1"] - params.settled_s) // BUCKET_S, b["t0"] // BUCKET_S + 1) for a, b in steps]
    table = np.array([(a["mmsi"] * 100, *k) for (a, _), k in zip(steps, span, strict=True)], np.int64)
    return {"id": np.arange(len(steps))} | dict(zip(("vessel", "k0", "k1"), table.T, strict=True))


def _told(step: tuple[Row, Row], way: Row | None, words: Words | None, ports: Harbours, params: Params) -> _Told:
    if way is None:
        return _Told("not observed", None, 0, 0, 0, None, False)
    slow, unseen = int(way["slow_slots"]) * BUCKET_S, int(way["slow_unseen_slots"]) * BUCKET_S
    silent = int(way["longest_slots"] or 0) * BUCKET_S
    port_m = None if way["port_m"] is None else int(way["port_m"])
    declared = _declared(words, step[0]["t1"])
    whole = silent <= params.max_gap_s or not _port_in_reach(way, silent, ports, params)
    where = "near a port" if port_m is not None else "at sea" if whole else "not seen all the time"
    cargo = abs(step[1]["dm"] - step[0]["dm"]) >= round(params.draught_cargo_m * 10)
    alone = cargo and port_m is None and slow + unseen >= params.slow_s and (whole or declared is not None)
    place = "lost" if unseen > slow else "slow" if slow else "last"
    return _Told(where, port_m, slow, unseen, silent, declared, alone, place)


def _declared(words: Words | None, t: int) -> str | None:
    """The lightering area that was her destination when she last sent the old draught."""
    if words is None:
        return None
    place = bisect_right(words.destination_t, t)
    return lightering(words.destination[place - 1 : place])


def _port_in_reach(way: Row, silent_s: int, ports: Harbours, params: Params) -> bool:
    lat, lon = degrees(*(np.array([way[f"{axis}_lost"], way[f"{axis}_back"]], np.float64) for axis in "xyz"))
    silence = Silence(lat[0], lon[0], lat[1], lon[1], silent_s / HOUR_S, float(params.reach_kn))
    return bool(in_reach(silence, ports.lat_deg, ports.lon_deg, params.stay_s / HOUR_S))


def _event(
    step: tuple[Row, Row],
    told: _Told,
    place: tuple[float | None, float | None],
    around: Mapping[str, Value],
    known: Mapping[int, Seen],
) -> Event:
    old, new = step
    measures: dict[str, Value] = {
        "draught_before_m": old["dm"] / 10,
        "draught_after_m": new["dm"] / 10,
        "change_m": round((new["dm"] - old["dm"]) / 10, 1),
        "messages_before": int(old["messages"]),
        "messages_after": int(new["messages"]),
        "hours_between": round((new["t0"] - old["t1"]) / HOUR_S, 1),
        "where": told.where,
        "nearest_to_port_m": told.port_m,
        "slow_hours": round(told.slow_s / HOUR_S, 1),
        "slow_unseen_hours": round(told.unseen_s / HOUR_S, 1),
        "longest_unobserved_s": told.silent_s,
        "declared": told.declared,
    }
    said = f"{old['dm'] / 10} to {new['dm'] / 10} m, {told.where}; {SELF_REPORTED}"
    if told.alone:
        slow = (
            f"{told.slow_s / HOUR_S:.1f} h slow at sea",
            f"{told.unseen_s / HOUR_S:.1f} h not seen, no faster from end to end",
        )
        hours = " and ".join(text for text, seconds in zip(slow, (told.slow_s, told.unseen_s), strict=True) if seconds)
        toward = f", bound for {told.declared!r}" if told.declared else ""
        said = f"{hours}{toward}, no port near, {ALONE}; {said}"
    tier = PARTNER_UNOBSERVED if told.alone else None
    ship = seen(known, old["mmsi"] * 100)
    return Event(KIND, int(old["t1"]), int(new["t0"]), ship, None, *place, tier, said, measures | dict(around))


def without_partner(events: Iterable[Event], *, settled_s: int) -> list[Event]:
    """The same events; a draught change keeps its tier only where no encounter of the ship fell between the two
    draughts, or in the `settled_s` seconds before: draughts are typed in late.
    """
    held = list(events)
    met: dict[int, list[Event]] = {}
    for event in held:
        if event.kind == "encounter" and event.b is not None:
            for one in (event.a.mmsi, event.b.mmsi):
                met.setdefault(one, []).append(event)
    return [_partnered(e, met.get(e.a.mmsi, []), settled_s) if e.kind == KIND and e.tier else e for e in held]


def _partnered(change: Event, met: Iterable[Event], settled_s: int) -> Event:
    for other in met:
        if other.start_s <= change.end_s and other.end_s >= change.start_s - settled_s:
            partner = other.b if other.b and other.a.mmsi == change.a.mmsi else other.a
            rest = change.why.split(f"{ALONE}; ")[-1]
            return replace(change, tier=None, why=f"encounter with {partner.name or partner.mmsi} meanwhile; {rest}")
    return change
