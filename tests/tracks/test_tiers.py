"""The tier of a meeting: what decides it, what supports it, what explains it away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from offing.tracks.event import CONFIRMED, POSSIBLE, PROBABLE, Seen
from offing.tracks.tiers import Draught, Meeting, beside_m, judge, lightering

VLCC = Seen(1, ship_type=80, length_m=333, beam_m=60, name="A")
AFRAMAX = Seen(2, ship_type=81, length_m=250, beam_m=44, name="B")
COASTER = Seen(3, ship_type=70, length_m=90, beam_m=14)
BUNKER = Seen(4, ship_type=80, length_m=85, beam_m=14)
SILENT = Seen(5)
TUG, PILOT, FISHER, YACHT = (
    Seen(n, ship_type=t, length_m=25, beam_m=8) for n, t in ((6, 52), (7, 50), (8, 30), (9, 37))
)
NONE = Draught(None, None)
LAY = Meeting(VLCC, AFRAMAX, 4 * 3600, 4 * 3600, 70, 1.3, 4 * 3600, 1800, 40_000, NONE, NONE)
BALANCED = {"draught_a": Draught(18.5, 14.9), "draught_b": Draught(9.7, 13.4)}


@pytest.mark.parametrize(
    ("changed", "tier", "says", "why"),
    [
        ({}, PROBABLE, "side by side", "geometry alone carries it so far and no further"),
        (BALANCED, CONFIRMED, "against each other", "one came up as the other went down"),
        (
            {"draught_a": Draught(9, 12), "destinations": ("US PAL",)},
            CONFIRMED,
            "US PAL",
            "a step and a declared lightering area",
        ),
        ({"draught_a": Draught(9, 12)}, PROBABLE, "one draught changed", "one step supports, it does not carry"),
        (
            {"draught_a": Draught(9, 12), "draught_b": Draught(9, 12)},
            PROBABLE,
            "one draught",
            "both went down: not one into the other",
        ),
        (
            {"draught_a": Draught(9, 9.2), "draught_b": Draught(9, 8.8)},
            PROBABLE,
            "side by side",
            "steps of 20 cm are typing and trim",
        ),
        ({**BALANCED, "unheard_s": 10_000}, PROBABLE, "more than half", "hardly observed: not confirmed"),
        (
            {"heard_s": 600},
            None,
            "",
            "heard together once, and faster than nothing: no rule is met without the two knots",
        ),
        ({"heard_s": 600, "median_speed_kn": 1.3}, POSSIBLE, "filled in between", "GFW's rule on interpolated places"),
        (
            {"beside_s": 3000, "median_speed_kn": 3.2},
            None,
            "",
            "50 minutes side by side under way is no transfer of a cargo",
        ),
        (
            {"median_distance_m": 335, "median_speed_kn": 0.9},
            POSSIBLE,
            "not near enough",
            "ships 335 m apart never touched",
        ),
        ({"median_distance_m": 335, "median_speed_kn": 3}, None, "", "and at three knots they only follow one way"),
        ({"a": TUG}, POSSIBLE, "tug", "a tug beside a ship"),
        ({"a": PILOT}, POSSIBLE, "pilot", "a pilot boat beside a ship"),
        ({"a": YACHT, "b": YACHT}, POSSIBLE, "yacht", "two yachts"),
        ({"a": FISHER, "b": FISHER}, POSSIBLE, "pair trawling", "two fishing vessels"),
        ({"a": BUNKER}, POSSIBLE, "bunkering", "a small tanker beside a large ship"),
        ({"a": BUNKER, "b": replace(BUNKER, mmsi=10)}, PROBABLE, "side by side", "two small tankers are no bunkering"),
        ({"a": SILENT}, POSSIBLE, "not known to carry", "a ship that says nothing of itself may be anything"),
        (
            {"median_speed_kn": 0.1, "shore_m": 2500.0},
            POSSIBLE,
            "close inshore",
            "still, close inshore: rafting up as likely",
        ),
        ({"median_speed_kn": 0.0, "shore_m": 300.0, "a": YACHT, "b": YACHT}, None, "", "a marina is not the sea"),
        (
            {"duration_s": 6000, "beside_s": 6000, "median_speed_kn": 1.0},
            PROBABLE,
            "side by side",
            "an hour and forty minutes",
        ),
        ({"duration_s": 6000, "beside_s": 2000, "median_speed_kn": 1.0}, None, "", "two hours are GFW's least"),
    ],
)
def test_tier(changed: dict[str, object], tier: str | None, says: str, why: str) -> None:
    met = replace(LAY, **{"median_speed_kn": 3.0 if changed == {"heard_s": 600} else 1.3, **changed})  # type: ignore[arg-type]
    told = judge(met)
    assert (told.tier if told else None) == tier, why
    assert told is None or says in told.why, why


@pytest.mark.parametrize(
    ("a", "b", "metres", "why"),
    [
        (VLCC, AFRAMAX, 164, "half of both beams and 25 m abeam, a quarter of both lengths along"),
        (COASTER, COASTER, 100, "never under 100 m: fixes are off by that much together"),
        (VLCC, SILENT, 150, "without dimensions the widest of the measured ones"),
    ],
)
def test_how_near_two_hulls_side_by_side_are(a: Seen, b: Seen, metres: float, why: str) -> None:
    assert beside_m(a, b) == beside_m(b, a) == pytest.approx(metres, abs=1), why


@pytest.mark.parametrize(
    ("text", "is_one", "why"),
    [
        ("PACIFIC AREA LIGHTER", True, "the area off California"),
        ("E-PAL,USWC", True, "its short name, with a comma"),
        ("US PAL", True, "its short name"),
        ("STS AREA", True, "ship to ship"),
        ("PALERMO", False, "a port that begins like one"),
        ("POSTSUND", False, "sts within a word"),
        ("SINGAPORE OPL", True, "outside port limits"),
        ("OPLAND", False, "opl within a word"),
        ("", False, "nothing said"),
    ],
)
def test_lightering_destinations(text: str, is_one: bool, why: str) -> None:
    assert (lightering((text,)) == text) is is_one or (not text and lightering((text,)) is None), why
