"""Spoofed or broken?

Told are jumps of the position that no ship sails, with two consistent reports or more on either side; two ships under one
MMSI; and runs of positions two kilometres or more inland, off inland waters. Single bad fixes are noise and are not told:
naive rules flag more than half of honest ships. None of it says who made the track wrong: jamming of satellite navigation
moves whole areas at once (three ships or more, within 300 km and in the same hours: weak), and a number typed in wrong puts two
ships on one. So nothing here is more than possible.
"""

from __future__ import annotations

from collections.abc import Iterator

from offing.review.at_sea import degrees, number, proof, rule_with, span, told, whereabouts
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Finding, Strength, weaker
from offing.review.tracked import NAME_ALONE, Tracked, days_of
from offing.tracks.earth import great_circle_m
from offing.tracks.event import Event

STRENGTH: dict[str, Strength] = {"shared_mmsi": "possible", "position_jump": "possible", "on_land": "weak"}
MANY_TOGETHER = 3
TOGETHER_M = 300_000
"""The farthest apart at which the same interference may have moved two ships: jamming reaches as far as it is in sight."""
TOGETHER_S = 3 * 3600
"""The longest between the two: jamming goes on for hours, and ships sail into it and out."""
CHECK = Check(
    id="impossible_track",
    asks="Spoofed or broken?",
    kinds=("BEHAVIOUR",),
    basis="US maritime advisory of 14 May 2020, practice 1 (AIS manipulation); thresholds measured on honest tracks",
    needs=("vessels", "voyages", "documents", "tracks"),
    innocent=(
        "Jamming and interference with satellite navigation, a faulty receiver, or a provider's mistake look like this.",
        "An MMSI typed in wrong, or passed on with a transponder, puts two ships under one number.",
    ),
    settle=(
        "Raw messages with the receiving station, from a second provider; other ships' positions at that hour and place.",
        "The ship's own GNSS log, radar or LRIT positions; a satellite image of the place she was said to be.",
    ),
    params={
        "jump_least_km": 20,
        "jump_faster_than_kn": 60,
        "reports_on_either_side": 2,
        "shared_apart_km": 50,
        "inland_least_km": 2,
        "ships_at_once_for_jamming": MANY_TOGETHER,
        "jamming_within_km": TOGETHER_M // 1000,
        "jamming_within_h": TOGETHER_S // 3600,
    },
)


def run(context: Context) -> Iterator[Finding]:
    followed = context.followed
    for ship, event in followed.of(*STRENGTH) if followed else ():
        yield _finding(context, ship, event)


def _finding(context: Context, ship: Tracked, event: Event) -> Finding:
    assert context.followed is not None
    together = _together(context, event)
    strength = STRENGTH[event.kind] if len(together) < MANY_TOGETHER else "weak"
    doubts = [d for d in ship.doubts(event) if d == NAME_ALONE or event.kind != "shared_mmsi"]
    others = (
        [
            f"{len(together)} ships' positions went wrong within {TOGETHER_M // 1000} km and in the same hours in these tracks: "
            "interference is likely."
        ]
        if len(together) >= MANY_TOGETHER
        else []
    )
    return Finding(
        kind="BEHAVIOUR",
        check=CHECK.id,
        subject=context.subject(ship.row, ship.column),
        says=_says(ship, event),
        strength=weaker(strength, "weak") if doubts else strength,
        evidence=(proof(context.followed.tracks, event), *context.book_evidence(ship.row, ship.column, "mmsi")),
        innocent=(*others, *CHECK.innocent, *doubts, *on_file(ship.row)),
        settle=CHECK.settle,
        rule=rule_with(CHECK.rule, context.followed.tracks, event),
        as_of=context.as_of,
        event_date=days_of(event),
        detail={"event": told(event), "ships_at_once": len(together)},
        where=whereabouts(event),
    )


def _together(context: Context, event: Event) -> set[int]:
    """Ships of which the same was seen near by in the same hours: many at once are interference, not one ship's doing."""
    assert context.followed is not None
    if event.kind == "shared_mmsi":
        return {event.a.mmsi}
    same = (e for e in context.followed.tracks.events if e.kind == event.kind and _at_once(e, event))
    return {event.a.mmsi, *(e.a.mmsi for e in same if _near(e, event))}


def _at_once(one: Event, other: Event) -> bool:
    return one.start_s - other.end_s <= TOGETHER_S and other.start_s - one.end_s <= TOGETHER_S


def _near(one: Event, other: Event) -> bool:
    if one.lat_deg is None or one.lon_deg is None or other.lat_deg is None or other.lon_deg is None:
        return False
    return float(great_circle_m(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg)) <= TOGETHER_M


def _says(ship: Tracked, event: Event) -> str:
    at = degrees(event.lat_deg, event.lon_deg) if event.lat_deg is not None and event.lon_deg is not None else "?"
    if event.kind == "on_land":
        return (
            f"The track of {ship.label} lies on land, {span(event)}, at {at}: {number(event, 'reports') or 0:.0f} positions in a "
            f"row, up to {(number(event, 'inland_m') or 0) / 1000:.1f} km from any water."
        )
    if event.kind == "shared_mmsi":
        return (
            f"Two ships were heard under the MMSI of {ship.label} ({event.a.mmsi:09d}), {span(event)}: {event.why}. "
            "Which of the two tracks is hers is not told by AIS."
        )
    to_lat, to_lon = number(event, "to_lat_deg"), number(event, "to_lon_deg")
    to = f" to {degrees(to_lat, to_lon)}" if to_lat is not None and to_lon is not None else ""
    return f"The position of {ship.label} left her track, {span(event)}, from {at}{to}, faster than any ship sails: {event.why}."
