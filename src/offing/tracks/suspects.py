"""The MMSIs whose reports no one ship can have sent: the reports dealt out to hulls, and what each other hull means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from offing.tracks.claims import Claims
from offing.tracks.packed import Floats, Ints


@dataclass(frozen=True, slots=True)
class Other:
    """A track beside the main one (hull 0) of an MMSI, and what it means.

    `impossible` counts the steps between the two that no ship sails, `away_m` is their median length, `far_m` the
    longest. `first`, `there` and `last` are places in the suspects' columns: of the last report before the first such
    step, of the one that it leads to, and of the first after the last step; `fixes_there` counts the reports of the
    track that it leads to from then on. `own` and `its` are the two ends of that step by track: the main one, this one.
    """

    mmsi: int
    hull: int
    meaning: str
    impossible: int
    fixes: int
    away_m: float
    far_m: float
    first: int
    last: int
    there: int
    fixes_there: int
    own: int
    its: int

    @property
    def vessel(self) -> int:
        return self.mmsi * 100 + self.hull


@dataclass(frozen=True, slots=True)
class Suspects:
    """Reports of the MMSIs that were split: sorted by MMSI and time, with the hull of each (-1: a bad fix, dropped).
    `claims` is what was said under those with two hulls or more, `others` what the hulls but the main ones mean; nothing
    before the two is asked for (`find.py`).
    """

    mmsi: Ints
    t: Ints
    lat_deg: Floats
    lon_deg: Floats
    hull: Ints
    claims: Claims = field(default_factory=dict)
    others: Sequence[Other] = ()
