"""How sure it is that two ships lay side by side to work cargo: the tier of an encounter, in words that can be checked.

The geometry decides first: real transfers lie 47 to 76 m apart between antennas, often under way at 0.9 to 3.2 kn. Draught and
destination are self-reported: they support, they never carry. Tugs, pilots, service craft, fishing pairs and rafted moorings
are told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from offing.tracks.event import CONFIRMED, POSSIBLE, PROBABLE, Seen

HOUR_S = 3600
BESIDE_LEAST_S = 5400
"""An hour and a half side by side: the shortest real transfer in the Californian week lay so for just over two hours."""
RULE_LEAST_S, RULE_KN = 7200, 2.0
"""Global Fishing Watch's rule for an encounter: 500 m, two hours, under two knots (Miller et al. 2018)."""
HEARD_LEAST_S = 1800
"""Both must have been heard at instants so far apart: two ships' places filled in between far reports are no meeting."""
STEP_LEAST_M = 0.5
SMALL_TANKER_M = 130.0
"""Bunkering tankers are seldom longer; a small tanker beside a ship four thirds her length may be bunkering her."""
MOORED_KN, MOORED_SHORE_M, BERTH_SHORE_M = 0.2, 3000.0, 1500.0
UNTYPED_LEAST_M = 60.0

LIGHTERING = ("LIGHTER", "STS", "S T S", "S-T-S", "SHIP TO SHIP", "OPL", "PAL", "E-PAL", "TRANSFER", "RENDEZVOUS")
SERVICE = {
    50: "a pilot vessel",
    51: "a rescue vessel",
    53: "a port tender",
    54: "an anti-pollution vessel",
    55: "a law-enforcement vessel",
    58: "a medical transport",
}
TOWING = (31, 32, 52)
FISHING = 30
LEISURE = (36, 37)
WORKING = (33, 34)


@dataclass(frozen=True, slots=True)
class Draught:
    """What one ship said of her draught before and after, in metres; None where she said nothing."""

    before_m: float | None
    after_m: float | None

    @property
    def step_m(self) -> float | None:
        return None if self.before_m is None or self.after_m is None else round(self.after_m - self.before_m, 1)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The measures that the tier rests on. Distances in metres between antennas, speeds in knots, times in seconds.

    `heard_s` lies between the first and the last instant at which both were heard, `unheard_s` is the longest time not both were.
    """

    a: Seen
    b: Seen
    duration_s: int
    beside_s: int
    median_distance_m: float
    median_speed_kn: float
    heard_s: int
    unheard_s: int
    shore_m: float | None
    draught_a: Draught
    draught_b: Draught
    destinations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tier:
    """The tier, the sentence that gives its reason, and the context that lowered it (None if nothing did)."""

    tier: str
    why: str
    context: str | None


def beside_m(a: Seen, b: Seen, least_m: float = 100.0, unknown_m: float = 150.0) -> float:
    """How far apart the antennas of two ships side by side can be: half of both beams and a quarter of both lengths, with 25 m of
    fenders and play. Without dimensions, `unknown_m`.
    """
    if a.length_m is None or b.length_m is None:
        return unknown_m
    abeam = ((a.beam_m or a.length_m / 6) + (b.beam_m or b.length_m / 6)) / 2 + 25
    return max(least_m, round(hypot(abeam, (a.length_m + b.length_m) / 4), 0))


def carrier(ship: Seen) -> bool:
    """Can she carry cargo, as far as she says? Cargo ships and tankers; of other or no type, 60 m or longer."""
    kind = (ship.ship_type or 0) // 10
    return kind in {7, 8} or (kind in {0, 2, 9} and (ship.length_m or 0) >= UNTYPED_LEAST_M)


def tanker(ship: Seen) -> bool:
    return (ship.ship_type or 0) // 10 == 8


def judge(met: Meeting) -> Tier | None:
    """The tier of a meeting, or None if it is none: too short, too far apart or too fast for any of the definitions."""
    side = met.median_distance_m <= beside_m(met.a, met.b)
    ruled = met.duration_s >= RULE_LEAST_S and met.median_speed_kn <= RULE_KN
    both = carrier(met.a) and carrier(met.b)
    lay = side and both and met.beside_s >= BESIDE_LEAST_S and met.heard_s >= HEARD_LEAST_S
    if not (ruled or lay) or (_berthed(met) and not (side and both)):
        return None
    context = _context(met)
    said = [_geometry(met, side)]
    if lay and context is None:
        support = _support(met)
        sure = len(support) > 1 or _balanced(met)
        if sure and met.unheard_s * 2 <= met.duration_s:
            return Tier(CONFIRMED, "; ".join([*said, *support]), None)
        if sure:
            support.append("but for more than half of the time not both were heard")
        return Tier(PROBABLE, "; ".join([*said, *support]), None)
    if context:
        said.append(context)
    elif side and both and met.heard_s < HEARD_LEAST_S:
        said.append("hardly ever were both heard: their places are filled in between reports")
    elif not both:
        said.append("at least one of the two is not known to carry cargo")
    elif not side:
        said.append("not near enough for their hulls to have touched most of the time")
    return Tier(POSSIBLE, "; ".join(said), context)


def _berthed(met: Meeting) -> bool:
    """Still, and so near the shore that it is a berth or a marina, not the sea."""
    return met.median_speed_kn <= MOORED_KN and met.shore_m is not None and met.shore_m < BERTH_SHORE_M


def _geometry(met: Meeting, side: bool) -> str:
    near = "as near as two hulls side by side" if side else "near each other"
    hours = met.duration_s / HOUR_S
    return f"{near}: {met.median_distance_m:.0f} m between antennas for {hours:.1f} h at {met.median_speed_kn:.1f} kn"


def _context(met: Meeting) -> str | None:
    """What else it may be, where the ships' own types or the place say so."""
    for one in (met.a, met.b):
        kind = one.ship_type or 0
        if kind in TOWING:
            return "one of the two is a tug or tows"
        if kind in SERVICE:
            return f"one of the two is {SERVICE[kind]}"
        if kind in WORKING:
            return "one of the two dredges or dives"
        if kind in LEISURE or kind // 10 == 6:
            return "one of the two is a yacht or carries passengers"
    if met.a.ship_type == met.b.ship_type == FISHING:
        return "both are fishing vessels: pair trawling or rafting up"
    if FISHING in {met.a.ship_type, met.b.ship_type}:
        return "one of the two fishes"
    if met.median_speed_kn <= MOORED_KN and met.shore_m is not None and met.shore_m < MOORED_SHORE_M:
        return "both lay still close inshore: a berth, a mooring or rafting up"
    return _bunkering(met.a, met.b) or _bunkering(met.b, met.a)


def _bunkering(small: Seen, big: Seen) -> str | None:
    if (
        tanker(small)
        and 0 < (small.length_m or 0) <= SMALL_TANKER_M
        and (big.length_m or 0) >= 4 / 3 * (small.length_m or 0)
    ):
        return "a small tanker beside a larger ship: bunkering is as likely"
    return None


def _balanced(met: Meeting) -> bool:
    a, b = met.draught_a.step_m, met.draught_b.step_m
    return a is not None and b is not None and a * b < 0 and min(abs(a), abs(b)) >= STEP_LEAST_M


def _support(met: Meeting) -> list[str]:
    said = []
    if _balanced(met):
        said.append(
            f"draughts changed against each other ({_step(met.a, met.draught_a)}, {_step(met.b, met.draught_b)}; self-reported)"
        )
    else:
        steps = [
            (s, d) for s, d in ((met.a, met.draught_a), (met.b, met.draught_b)) if abs(d.step_m or 0) >= STEP_LEAST_M
        ]
        said += [f"one draught changed ({_step(s, d)}; self-reported)" for s, d in steps[:1]]
    declared = lightering(met.destinations)
    if declared:
        said.append(f"declared destination {declared!r}")
    return said


def lightering(destinations: Sequence[str]) -> str | None:
    """The first declared destination that names a lightering or a transfer area."""
    for text in destinations:
        words = f" {text.upper().replace('/', ' ').replace(',', ' ').replace('.', ' ')} "
        if any(f" {w} " in words or (len(w) > 4 and w in words) for w in LIGHTERING):
            return text
    return None


def _step(ship: Seen, draught: Draught) -> str:
    return f"{ship.name or ship.mmsi} {draught.before_m} to {draught.after_m} m"
