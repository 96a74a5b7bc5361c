"""What ships said of their draught and destination around an instant, from the changes that `sql/voyage_words.sql` keeps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from offing.tracks.engine import Engine, rows
from offing.tracks.params import Params
from offing.tracks.stages import query
from offing.tracks.tiers import Draught

AFTER_S = 72 * 3600
"""Draughts are typed in by hand, often a day or two late."""
AROUND_S = 24 * 3600


@dataclass(slots=True)
class Words:
    """One MMSI's draughts (metres) and destinations, by time in seconds."""

    draught_t: list[int] = field(default_factory=list)
    draught_m: list[float] = field(default_factory=list)
    destination_t: list[int] = field(default_factory=list)
    destination: list[str] = field(default_factory=list)


def words_of(engine: Engine, params: Params) -> Mapping[int, Words]:
    """By MMSI, of those in `met_ship`."""
    held: dict[int, Words] = {}
    told = rows(engine.columns(query("voyage_words", params)))
    for row in sorted(told, key=lambda r: (r["mmsi"], r["t"], r["draught_m"] or 0, r["destination"] or "")):
        one = held.setdefault(int(row["mmsi"]), Words())
        if row["draught_m"] is not None:
            one.draught_t.append(int(row["t"]))
            one.draught_m.append(float(row["draught_m"]))
        if row["destination"] is not None:
            one.destination_t.append(int(row["t"]))
            one.destination.append(str(row["destination"]))
    return held


def draught(words: Words | None, start_s: int, end_s: int, others: Iterable[int] = ()) -> Draught:
    """The last draught before the start, and the first other one within three days of the end, but before `others` begin
    (later encounters of the ship); where it stays, the same one if it was sent again after the end.
    """
    if words is None:
        return Draught(None, None)
    until = min([end_s + AFTER_S, *(s for s in others if s > end_s)])
    first = bisect_right(words.draught_t, start_s)
    before = words.draught_m[first - 1] if first else None
    after = None
    for t, metres in zip(words.draught_t[first:], words.draught_m[first:], strict=True):
        if t > until:
            break
        if before is None:
            before = metres if t < end_s else None
        elif metres != before:
            return Draught(before, metres)
        if t >= end_s:
            after = metres
    return Draught(before, after)


def destinations(words: Words | None, start_s: int, end_s: int) -> tuple[str, ...]:
    """What was declared from a day before to a day after, the value that stood at the beginning of that with it."""
    if words is None:
        return ()
    first = max(bisect_right(words.destination_t, start_s - AROUND_S) - 1, 0)
    last = bisect_left(words.destination_t, end_s + AROUND_S)
    return tuple(dict.fromkeys(words.destination[first:last]))
