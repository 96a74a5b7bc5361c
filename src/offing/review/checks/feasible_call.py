"""Could she have called somewhere in the gap?

For each silence between two positions the ports are listed that she could have reached and left again at her own speed,
with the hours that would have remained in port. Straight ways over water and land alike are assumed, and 15 kn at least, so the
list is an upper bound; a call is never asserted. Ports of North Korea are named first; without one the list is given where the
silence lasted twelve hours or longer while others were heard, off a coast or far from any, and nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offing.review.at_sea import number, proof, rule_with, span, text, told, whereabouts
from offing.review.catalog import Check
from offing.review.context import Context, on_file
from offing.review.finding import Finding, Strength, weaker
from offing.review.silence import HEARD, STAY_H, STRONG_H, Reachable, grade, reachable
from offing.review.tracked import Tracked, days_of
from offing.tracks.event import Event

_TOLD = 8
CHECK = Check(
    id="feasible_call",
    asks="Could she have called somewhere in the gap?",
    kinds=("BEHAVIOUR",),
    basis="US guidance of 2024 and the maritime advisory of 14 May 2020 on gaps near ports that matter [L]; geometry only",
    needs=("vessels", "voyages", "documents", "tracks"),
    innocent=(
        "That a port lay within reach does not say that she went there; most ships in reach of a port pass it.",
        "The reach is an upper bound: straight ways over land and sea, full speed, no waiting.",
    ),
    settle=(
        "The log, port papers and fuel figures for these hours; LRIT; a satellite image of the port.",
        "The draught before and after, and where the cargo next declared was loaded.",
    ),
    params={
        "stay_h": STAY_H,
        "country_that_matters": "KP",
        "others_from_hours": STRONG_H,
        "speed": "the greatest of 15 kn, her own (95th percentile), and what the way between both ends took",
    },
)


def run(context: Context) -> Iterator[Finding]:
    followed = context.followed
    for ship, gap in followed.of("gap") if followed else ():
        found = reachable(gap)
        matter = [r for r in found if r.port.country == "KP"]
        if matter:
            yield _finding(context, ship, gap, found, ship.strength(gap, weaker(grade(gap)[0], "possible")))
        elif found and text(gap, "coverage") == HEARD and (number(gap, "hours") or 0) >= STRONG_H:
            yield _finding(context, ship, gap, found, "no_conclusion")


def _finding(context: Context, ship: Tracked, gap: Event, found: Sequence[Reachable], strength: Strength) -> Finding:
    assert context.followed is not None
    return Finding(
        kind="BEHAVIOUR",
        check=CHECK.id,
        subject=context.subject(ship.row, ship.column),
        says=_says(ship, gap, found),
        strength=strength,
        evidence=(proof(context.followed.tracks, gap), *context.book_evidence(ship.row, ship.column, "mmsi")),
        innocent=(*CHECK.innocent, *ship.doubts(gap), *on_file(ship.row)),
        settle=CHECK.settle,
        rule=rule_with(CHECK.rule, context.followed.tracks, gap),
        as_of=context.as_of,
        event_date=days_of(gap),
        detail={
            "event": told(gap),
            "ports": [
                {
                    "port": r.port.name,
                    "country": r.port.country,
                    "hours_left": r.hours_left,
                    "confidence": r.port.confidence,
                }
                for r in found
            ],
        },
        where=whereabouts(gap),
    )


def _says(ship: Tracked, gap: Event, found: Sequence[Reachable]) -> str:
    named = ", ".join(f"{r.port.name} ({r.port.country}, {r.hours_left:.0f} h to stay)" for r in found[:_TOLD])
    more = f" and {len(found) - _TOLD} more ports" if len(found) > _TOLD else ""
    matter = any(r.port.country == "KP" for r in found)
    none = "" if matter else " None of them is in North Korea."
    return (
        f"While no AIS was received from {ship.label}, {span(gap)} ({number(gap, 'hours') or 0:.1f} h), she could have reached "
        f"{named}{more} at {number(gap, 'reach_kn') or 0:.0f} kn; not observed.{none} {_graded(gap)}"
    )


def _graded(gap: Event) -> str:
    strength, why = grade(gap)
    return (
        "About the silence itself there is no conclusion."
        if strength == "no_conclusion"
        else f"The silence is {strength}: {why}."
    )
