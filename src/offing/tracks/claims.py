"""What was said under an MMSI that two tracks share, message by message: whether two ships speak, and which of them said
what.

A message of statics bears no place, so it counts for the track whose report was sent nearest to it in time; a value is a
track's own when nearly all messages with it do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from offing.records.identifiers import fold_code, imo_check_digit_ok
from offing.tracks.engine import Engine, rows
from offing.tracks.event import Seen
from offing.tracks.identity import NAMELESS, alike
from offing.tracks.packed import Ints
from offing.tracks.params import Params
from offing.tracks.sql import render

FIELDS = ("imo", "name", "call_sign", "ship_type", "length_m", "beam_m")
OWN_SHARE = 0.75
"""A value is a track's own when at least so much of its messages lie nearer to a report of it."""
AT_MOST = 5
"""Values of a field that are compared with each other, the most often sent ones."""
Claims = Mapping[int, Sequence["Claim"]]


@dataclass(frozen=True, slots=True)
class Claim:
    """One message: seconds since 1970, and each field that it bears."""

    t: int
    said: Mapping[str, Any]


def claims_of(engine: Engine, mmsis: Collection[int]) -> Claims:
    """By MMSI and time, of those that sent two names or two IMO numbers."""
    if not mmsis:
        return {}
    engine.put("split_mmsi", {"mmsi": np.array(sorted(mmsis), np.int64)})
    held: dict[int, list[Claim]] = {}
    for row in rows(engine.columns(render("claim", {}))):
        said = {field: _plain(field, row[field]) for field in FIELDS if row[field] is not None}
        held.setdefault(int(row["mmsi"]), []).append(Claim(int(row["t"]), said))
    return {mmsi: sorted(held[mmsi], key=lambda c: (c.t, sorted(map(str, c.said.items())))) for mmsi in sorted(held)}


def often_sent(claims: Sequence[Claim], field: str, params: Params) -> list[Any]:
    """Names that are one, or IMO numbers with a good check digit, in `said_times` messages or more: the most often sent
    first.
    """
    sent = Counter(c.said[field] for c in claims if field in c.said and _telling(field, c.said[field]))
    return sorted((v for v, n in sent.items() if n >= params.said_times), key=lambda v: (-sent[v], str(v)))


def take_turns(claims: Sequence[Claim], params: Params) -> bool:
    """Whether two names that are not two ways to write one, or two IMO numbers, come to and fro in time."""
    for field in ("imo", "name"):
        for one, other in combinations(often_sent(claims, field, params)[:AT_MOST], 2):
            if field == "name" and alike(field, one, other):
                continue
            sent = [c.said[field] for c in claims if c.said.get(field) in (one, other)]
            if sum(a != b for a, b in pairwise(sent)) >= params.alternations:
                return True
    return False


def faces(claims: Sequence[Claim], tracks: Mapping[int, Ints], said: Seen, params: Params) -> dict[int, Seen]:
    """The tracks (hull: times of its reports, sorted) of one MMSI as each called itself; what was sent under the MMSI and
    cannot be told apart holds for all of them.
    """
    hulls = sorted(tracks)
    votes: dict[str, dict[Any, Counter[int]]] = {field: {} for field in FIELDS}
    for claim in claims:
        away = sorted((_nearest_s(tracks[hull], claim.t), hull) for hull in hulls)
        if away[0][0] > params.heard_s or (len(away) > 1 and away[0][0] == away[1][0]):
            continue
        for field, value in claim.said.items():
            votes[field].setdefault(value, Counter())[away[0][1]] += 1
    told: dict[int, dict[str, Any]] = {hull: {} for hull in hulls}
    for field, values in votes.items():
        owner = {v: h for v, n in values.items() for h in hulls if n[h] > 1 and n[h] >= OWN_SHARE * n.total()}
        for hull in hulls:
            own = sorted((v for v, h in owner.items() if h == hull), key=lambda v: (-values[v][hull], str(v)))
            common = getattr(said, field)
            told[hull][field] = own[0] if own else None if common in owner else common
    return {hull: replace(said, hull=hull, **told[hull]) for hull in hulls}


def _nearest_s(times: Ints, t: int) -> int:
    place = int(np.searchsorted(times, t))
    return min(abs(int(s) - t) for s in times[max(place - 1, 0) : place + 1])


def _telling(field: str, value: Any) -> bool:
    return imo_check_digit_ok(str(value)) is True if field == "imo" else fold_code(str(value)) not in NAMELESS


def _plain(field: str, value: Any) -> Any:
    return int(value) if field in ("imo", "ship_type") else value
